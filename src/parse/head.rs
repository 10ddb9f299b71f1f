//! The `---` head of a Markdown file.

use crate::source::SourceText;

/// A Markdown file taken apart.
pub struct Split {
    /// The head as a YAML text whose bytes stand where they stand in the file, if there is one.
    pub head: Option<SourceText>,
    /// The first byte of the body.
    pub body: usize,
    /// Whether the second `---` is there, if there is a first.
    pub is_closed: bool,
}

/// Finds the head.
pub fn split(source: &SourceText) -> Split {
    const MARK: &str = "---";
    let text = source.as_str();
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == MARK);
    let Some(first) = first else {
        return Split {
            head: None,
            body: 0,
            is_closed: true,
        };
    };
    let mut end = first.len();
    for line in lines {
        if line.trim_end() == MARK {
            let spaces = " ".repeat(MARK.len());
            let head = format!("{spaces}{}", &text[MARK.len()..end]);
            return Split {
                head: Some(source.with_text(head)),
                body: end + line.len(),
                is_closed: true,
            };
        }
        end += line.len();
    }
    Split {
        head: None,
        body: end,
        is_closed: false,
    }
}

/// The YAML of a file: all of it, or the head of a Markdown file. Bytes stand where they stand in the file.
pub fn yaml_of(source: &SourceText) -> SourceText {
    if !source.path.file_name().ends_with(".md") {
        return source.clone();
    }
    let head = split(source).head;
    head.unwrap_or_else(|| source.with_text(String::new()))
}
