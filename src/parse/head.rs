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
    let mut end = 0;
    let mut marks = text.split_inclusive('\n').filter_map(|line| {
        let start = end;
        end += line.len();
        (line.trim_end() == MARK).then_some(start..end)
    });
    let first = marks.next().filter(|mark| mark.start == 0);
    let last = first.as_ref().and_then(|_| marks.next());
    let head = last.as_ref().map(|last| {
        let spaces = " ".repeat(MARK.len());
        source.with_text(format!("{spaces}{}", &text[MARK.len()..last.start]))
    });
    Split {
        is_closed: first.is_none() || last.is_some(),
        body: match (first, last) {
            (None, _) => 0,
            (_, last) => last.map_or(text.len(), |last| last.end),
        },
        head,
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
