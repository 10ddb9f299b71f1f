//! Wraps long lines for a terminal.

/// The longest line, in characters.
const WIDTH: usize = 100;

/// Wraps long lines between words. Lines that begin with a space are examples and stay as they are.
pub(super) fn wrap(text: &str) -> String {
    let lines = text.lines().map(|line| {
        if line.starts_with(' ') {
            line.to_owned()
        } else {
            wrap_line(line).join("\n")
        }
    });
    lines.map(|line| line + "\n").collect()
}

/// Splits a line between words into lines of at most 100 characters.
pub(super) fn wrap_line(line: &str) -> Vec<String> {
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
    fn a_long_line_is_wrapped_between_words_and_an_example_is_not() {
        let word = "figures";
        let long = [word; 30].join(" ");
        let wrapped = wrap(&long);
        assert!(wrapped.lines().all(|line| line.chars().count() <= WIDTH));
        assert_eq!(wrapped.split_whitespace().collect::<Vec<_>>(), [word; 30]);
        let example = format!("    {long}\n");
        assert_eq!(wrap(&example), example);
    }
}
