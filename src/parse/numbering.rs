//! The numbered paragraphs of a committee report: `11. text`, and `11.1 text` at the start of a line.
//!
//! The numbers are typed, because committees cite them; Markdown would count for itself, and would not know 11.1.

use crate::diag::{Code, Diagnostic};
use crate::model::ParagraphNumber;
use crate::source::{Place, SourcePath};

/// A paragraph's text, moved to the left margin, with the byte of the file where each of its lines begins.
#[derive(Debug, PartialEq)]
pub struct Segment {
    /// Its number, if it has one.
    pub number: Option<ParagraphNumber>,
    /// The text.
    pub text: String,
    /// (byte of the text, byte of the file) of each line.
    pub lines: Vec<(usize, usize)>,
    /// Where the number stands.
    pub at: usize,
}

/// Takes a body apart at its numbers and headings.
pub fn segments(text: &str, start: usize) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    let mut at = start;
    let mut indent = 0;
    for line in text[start..].split_inclusive('\n') {
        let numbered = number_of(line);
        let leaves = line.starts_with('#')
            || (!line.trim().is_empty()
                && !line.starts_with([' ', '\t'])
                && after_blank(&segments));
        if let Some((number, length)) = numbered {
            indent = length;
            segments.push(new_segment(Some(number), at));
            push_line(&mut segments, &line[length..], at + length);
        } else {
            if segments.is_empty()
                || (leaves && segments.last().is_some_and(|s| s.number.is_some()))
            {
                indent = 0;
                segments.push(new_segment(None, at));
            }
            let spaces = line.len() - line.trim_start_matches(' ').len();
            let cut = spaces.min(indent);
            push_line(&mut segments, &line[cut..], at + cut);
        }
        at += line.len();
    }
    segments
}

fn new_segment(number: Option<ParagraphNumber>, at: usize) -> Segment {
    Segment {
        number,
        text: String::new(),
        lines: Vec::new(),
        at,
    }
}

fn push_line(segments: &mut [Segment], line: &str, at: usize) {
    if let Some(segment) = segments.last_mut() {
        segment.lines.push((segment.text.len(), at));
        segment.text.push_str(line);
    }
}

/// Whether the last line so far was empty, so that the next line at the margin starts a paragraph.
fn after_blank(segments: &[Segment]) -> bool {
    segments
        .last()
        .is_some_and(|segment| segment.text.ends_with("\n\n") || segment.text.ends_with("\n\r\n"))
}

/// The number at the start of a line, and the bytes up to the text.
fn number_of(line: &str) -> Option<(ParagraphNumber, usize)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let main_length = digits(line);
    let main: u32 = (1..=4)
        .contains(&main_length)
        .then(|| line[..main_length].parse().ok())??;
    let rest = line[main_length..].strip_prefix('.')?;
    let sub_length = digits(rest);
    let sub: Option<u32> = match sub_length {
        0 => None,
        1..=4 => Some(rest[..sub_length].parse().ok()?),
        _ => return None,
    };
    let mut used = main_length + 1 + sub_length;
    if sub.is_some() && line[used..].starts_with('.') {
        used += 1;
    }
    let spaces = line[used..].len() - line[used..].trim_start_matches([' ', '\t']).len();
    (spaces > 0).then_some((ParagraphNumber { main, sub }, used + spaces))
}

/// `1.1 million` at the start of a line, which would be the number of a paragraph and no figure.
fn figure_at_line_start(path: &SourcePath, segment: &Segment) -> Option<Diagnostic> {
    let number = segment.number.filter(|number| number.sub.is_some())?;
    let word = segment.text.trim_start();
    let is_figure = word
        .starts_with(|c: char| c.is_lowercase() || matches!(c, '%' | '£' | '+' | '=' | '\u{d7}'));
    let shown = show(number);
    is_figure.then(|| {
        let place = Place::bytes(path, segment.at..segment.at + shown.len());
        let message = format!("`{shown}` at the start of a line is read as a paragraph number");
        Diagnostic::error(Code::ParagraphNumbers, place, message).help(format!(
            "move a word from the line above to the start of this line, or write `{}`; a numbered paragraph starts with a capital letter",
            shown.replace('.', "\\.")
        ))
    })
}

/// Numbers run on from 1, across headings, and 11.2 follows 11.1.
pub fn check(path: &SourcePath, segments: &[Segment]) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut last = ParagraphNumber { main: 0, sub: None };
    for segment in segments {
        let Some(number) = segment.number else {
            continue;
        };
        if let Some(problem) = figure_at_line_start(path, segment) {
            problems.push(problem);
            continue;
        }
        let next_main = ParagraphNumber {
            main: last.main + 1,
            sub: None,
        };
        let next_sub = ParagraphNumber {
            main: last.main,
            sub: Some(last.sub.unwrap_or(0) + 1),
        };
        if number != next_main && (number != next_sub || last.main == 0) {
            let (shown, length) = (show(number), show(number).len());
            let expected = if number.sub.is_some() && last.main > 0 {
                next_sub
            } else {
                next_main
            };
            let message = if last.main == 0 {
                format!("the first paragraph is numbered {shown}")
            } else {
                format!("paragraph {shown} comes after {}", show(last))
            };
            let place = Place::bytes(path, segment.at..segment.at + length);
            problems.push(
                Diagnostic::error(Code::ParagraphNumbers, place, message).help(format!(
                    "number it {} and renumber the paragraphs after it",
                    show(expected)
                )),
            );
        }
        last = number;
    }
    problems
}

fn show(number: ParagraphNumber) -> String {
    match number.sub {
        Some(sub) => format!("{}.{sub}", number.main),
        None => number.main.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<String> {
        segments(text, 0)
            .iter()
            .map(|s| s.number.map_or("-".to_owned(), show))
            .collect()
    }

    #[test]
    fn numbers_run_on_across_headings_and_sub_paragraphs_start_a_line() {
        let text = "## Summary\n\n1. One\n   goes on\n\n   - a list\n\n## Next\n\n2. Two\n2.1 Sub\n\n*A remark.*\n\n3. Three\n";
        assert_eq!(numbers(text), ["-", "1", "-", "2", "2.1", "-", "3"]);
        assert_eq!(segments(text, 0)[1].text, "One\ngoes on\n\n- a list\n\n");
        assert_eq!(check(&SourcePath::new("r.md"), &segments(text, 0)), []);
    }

    #[test]
    fn a_gap_a_repetition_and_a_wrong_start_are_told() {
        let table = [
            ("1. a\n\n3. b\n", "paragraph 3 comes after 1", "number it 2"),
            ("1. a\n\n1. b\n", "paragraph 1 comes after 1", "number it 2"),
            ("2. a\n", "the first paragraph is numbered 2", "number it 1"),
            (
                "1. a\n1.2 B\n",
                "paragraph 1.2 comes after 1",
                "number it 1.1",
            ),
        ];
        for (text, message, help) in table {
            let problems = check(&SourcePath::new("r.md"), &segments(text, 0));
            assert_eq!(problems[0].message, message);
            assert!(
                problems[0]
                    .help
                    .as_deref()
                    .is_some_and(|h| h.starts_with(help)),
                "{text}"
            );
        }
    }

    #[test]
    fn years_and_amounts_at_the_start_of_a_line_are_no_numbers() {
        assert_eq!(
            numbers("2016 was a year.\n100% of it.\n3.5% of it\n"),
            ["-"]
        );
    }
}
