//! Lines that a terminal shows whole.

/// So many characters fit beside a column of names on a usual terminal.
const WIDTH: usize = 100;

/// A text with its long lines broken between words. Lines that begin with a blank are examples and stay as they are.
pub(super) fn wrapped(text: &str) -> String {
    let lines = text.lines().map(|line| {
        if line.starts_with(' ') {
            line.to_owned()
        } else {
            broken(line).join("\n")
        }
    });
    lines.map(|line| line + "\n").collect()
}

/// One long line as several.
pub(super) fn broken(line: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in line.split(' ') {
        let last = lines.len() - 1;
        let width = lines[last].chars().count();
        if width == 0 {
            lines[last].push_str(word);
        } else if width + 1 + word.chars().count() > WIDTH {
            lines.push(word.to_owned());
        } else {
            lines[last].push(' ');
            lines[last].push_str(word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_broken_between_words_and_an_example_is_not() {
        let word = "figures";
        let long = [word; 30].join(" ");
        let broken = wrapped(&long);
        assert!(broken.lines().all(|line| line.chars().count() <= WIDTH));
        assert_eq!(broken.split_whitespace().collect::<Vec<_>>(), [word; 30]);
        let example = format!("    {long}\n");
        assert_eq!(wrapped(&example), example);
    }
}
