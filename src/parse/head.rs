//! The `---` head of a Markdown file.

use super::file::File;
use crate::source::SourceText;

/// A Markdown file taken apart.
pub struct Split {
    /// The head as a YAML text whose bytes stand where they stand in the file, if there is one.
    pub head: Option<SourceText>,
    /// The first byte of the body.
    pub body: usize,
    /// Whether the head is closed.
    pub closed: Closed,
}

/// Whether a head that began also ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// There is none, or it is whole.
    Yes,
    /// The second `---` is missing.
    No,
}

/// Finds the head.
pub fn split(source: &SourceText) -> Split {
    let text = source.as_str();
    let Some(first) = text
        .split_inclusive('\n')
        .next()
        .filter(|line| line.trim_end() == "---")
    else {
        return Split {
            head: None,
            body: 0,
            closed: Closed::Yes,
        };
    };
    let mut at = first.len();
    for line in text[first.len()..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            let blank = " ".repeat(first.trim_end().len());
            let head = format!("{blank}{}", &text[blank.len()..at]);
            return Split {
                head: Some(source.with_text(head)),
                body: at + line.len(),
                closed: Closed::Yes,
            };
        }
        at += line.len();
    }
    Split {
        head: None,
        body: text.len(),
        closed: Closed::No,
    }
}

/// The YAML of a file: all of it, or the head of a Markdown file. Bytes stand where they stand in the file.
pub fn yaml_of(source: &SourceText) -> SourceText {
    let is_markdown = matches!(source.path.file_name().rsplit_once('.'), Some((_, "md")));
    if is_markdown {
        split(source)
            .head
            .unwrap_or_else(|| source.with_text(String::new()))
    } else {
        source.clone()
    }
}

/// The head as a file to read from; an empty one where there is no head.
pub fn head_file(source: &SourceText) -> File {
    File::new(yaml_of(source))
}
