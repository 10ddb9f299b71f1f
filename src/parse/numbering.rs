//! The numbered paragraphs of a committee report: `11. text`, and `11.1 text` at the start of a line.
//!
//! The numbers are typed, because committees cite them; Markdown would count for itself, and would not know 11.1.

use crate::diag::{Code, Diagnostic};
use crate::model::ParagraphNumber;
use crate::source::{Place, SourcePath};

/// A paragraph's text, moved to the left margin, with the byte of the file where each of its lines begins.
#[derive(Debug, PartialEq)]
pub struct Segment {
    pub number: Option<ParagraphNumber>,
    pub text: String,
    /// (byte of the text, byte of the file) of each line.
    pub lines: Vec<(usize, usize)>,
    pub at: usize,
}

/// Takes a body apart at its numbers and headings.
pub fn segments(text: &str, start: usize) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    let (mut at, mut indent) = (start, 0);
    for line in text[start..].split_inclusive('\n') {
        let number = number_of(line);
        let last = segments.last();
        let is_left = last.is_none_or(|last| last.number.is_some() && last.is_left_by(line));
        if number.is_some() || is_left {
            indent = number.map_or(0, |(_, length)| length);
            segments.push(Segment {
                number: number.map(|(number, _)| number),
                text: String::new(),
                lines: Vec::new(),
                at,
            });
        }
        let spaces = line.len() - line.trim_start_matches(' ').len();
        let cut = number.map_or(spaces.min(indent), |(_, length)| length);
        if let Some(segment) = segments.last_mut() {
            segment.lines.push((segment.text.len(), at + cut));
            segment.text.push_str(&line[cut..]);
        }
        at += line.len();
    }
    segments
}

impl Segment {
    /// Whether a line is no part of it: a heading, or one at the margin after an empty line.
    fn is_left_by(&self, line: &str) -> bool {
        let is_at_margin = !line.trim().is_empty() && !line.starts_with([' ', '\t']);
        let follows_blank = self.text.ends_with("\n\n") || self.text.ends_with("\n\r\n");
        line.starts_with('#') || is_at_margin && follows_blank
    }
}

/// The number at the start of a line, and the bytes up to the text.
fn number_of(line: &str) -> Option<(ParagraphNumber, usize)> {
    let (number, _) = line.split_once([' ', '\t'])?;
    let text = line[number.len()..].trim_start_matches([' ', '\t']);
    let (main, sub) = number.split_once('.')?;
    let sub = sub.strip_suffix('.').unwrap_or(sub);
    let is_number = |digits: &str| digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit());
    if !is_number(main) || !is_number(sub) || number.ends_with("..") {
        return None;
    }
    let (main, sub) = (main.parse().ok()?, sub.parse().ok());
    Some((ParagraphNumber { main, sub }, line.len() - text.len()))
}

/// Numbers run on from 1, across headings, and 11.2 follows 11.1.
pub fn check(path: &SourcePath, segments: &[Segment]) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut last = ParagraphNumber { main: 0, sub: None };
    for segment in segments {
        let Some(number) = segment.number else {
            continue;
        };
        let shown = number.to_string();
        let mut add = |message: String, help: String| {
            let place = Place::bytes(path, segment.at..segment.at + shown.len());
            let problem = Diagnostic::error(Code::ParagraphNumbers, place, message);
            problems.push(problem.help(help));
        };
        // `1.1 million` at the start of a line would be the number of a paragraph and no figure.
        let word = segment.text.trim_start();
        if number.sub.is_some()
            && word.starts_with(|c: char| c.is_lowercase() || "%£+=×".contains(c))
        {
            add(
                format!("`{shown}` at the start of a line is read as a paragraph number"),
                format!(
                    "move a word from the line above to the start of this line, or write `{}`; a numbered paragraph starts with a capital letter",
                    shown.replace('.', "\\.")
                ),
            );
            continue;
        }
        let (main, sub) = match number.sub {
            Some(_) if last.main > 0 => (last.main, Some(last.sub.unwrap_or(0) + 1)),
            _ => (last.main + 1, None),
        };
        let next = ParagraphNumber { main, sub };
        if number != next {
            let message = match last.main {
                0 => format!("the first paragraph is numbered {shown}"),
                _ => format!("paragraph {shown} comes after {last}"),
            };
            let help = format!("number it {next} and renumber the paragraphs after it");
            add(message, help);
        }
        last = number;
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<String> {
        segments(text, 0)
            .iter()
            .map(|s| s.number.map_or("-".to_owned(), |number| number.to_string()))
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
            let said = problems[0].help.as_deref().unwrap_or_default();
            assert!(said.starts_with(help), "{text}");
        }
    }

    #[test]
    fn years_and_amounts_at_the_start_of_a_line_are_no_numbers() {
        let text = "2016 was a year.\n100% of it.\n3.5% of it\n";
        assert_eq!(numbers(text), ["-"]);
    }
}
