//! A file's text, and line and column of any byte in it.

use std::ops::Range;

use super::SourcePath;

/// A place as an editor's program shows it: both count from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1, in characters.
    pub column: usize,
}

/// The text of one file, without a byte order mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// Whose text it is.
    pub path: SourcePath,
    text: String,
    /// The first byte of each line.
    lines: Vec<usize>,
}

/// Spreadsheets and old editors write this before the text; it is no part of it.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

impl SourceText {
    /// Reads UTF-8, with or without a byte order mark.
    ///
    /// # Errors
    /// The offset of the first byte that is not UTF-8, counted after the mark.
    pub fn decode(path: SourcePath, bytes: &[u8]) -> Result<Self, usize> {
        let bytes = Self::without_mark(bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(path, text.to_owned())),
            Err(error) => Err(error.valid_up_to()),
        }
    }

    /// Reads what it can, putting a question mark for what is not UTF-8: to show a place, not to publish.
    pub fn decode_lossy(path: SourcePath, bytes: &[u8]) -> Self {
        let bytes = Self::without_mark(bytes);
        let text = bytes
            .utf8_chunks()
            .flat_map(|chunk| {
                let unknown = "?".repeat(chunk.invalid().len());
                [chunk.valid().to_owned(), unknown]
            })
            .collect();
        Self::new(path, text)
    }

    fn new(path: SourcePath, text: String) -> Self {
        let ends = text.match_indices('\n').map(|(end, _)| end + 1);
        let lines = std::iter::once(0).chain(ends).collect();
        Self { path, text, lines }
    }

    /// The bytes of a file without a byte order mark at their beginning.
    pub(crate) fn without_mark(bytes: &[u8]) -> &[u8] {
        bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes)
    }

    /// Another text under the same path.
    pub(crate) fn with_text(&self, text: String) -> Self {
        Self::new(self.path.clone(), text)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte. A byte beyond the end is the end.
    pub fn line_column(&self, byte: usize) -> LineColumn {
        let byte = self.floor(byte);
        let line = self.line_of(byte);
        LineColumn {
            line: line + 1,
            column: self.text[self.lines[line]..byte].chars().count() + 1,
        }
    }

    /// The byte of a line and column, both counted from 1.
    pub fn byte_at(&self, place: LineColumn) -> usize {
        let Some(start) = self.lines.get(place.line.saturating_sub(1)).copied() else {
            return self.text.len();
        };
        let line = self.text[start..].split('\n').next().unwrap_or("");
        let column = line.char_indices().nth(place.column.saturating_sub(1));
        start + column.map_or(line.len(), |(at, _)| at)
    }

    /// The lines that a range begins and ends on, and all between, counted from 0. The end of the text is on its last line
    /// that holds something.
    pub fn lines_of(&self, range: &Range<usize>) -> Range<usize> {
        let last = self.text.len().saturating_sub(1);
        self.line_of(range.start.min(last))..self.line_of(range.end.min(last)) + 1
    }

    /// The bytes of a line with its end, counted from 0.
    pub fn line(&self, number: usize) -> Range<usize> {
        let start = |number: usize| self.lines.get(number).copied().unwrap_or(self.text.len());
        start(number)..start(number + 1)
    }

    /// Which line holds a byte, counted from 0.
    fn line_of(&self, byte: usize) -> usize {
        let before = self.lines.partition_point(|start| *start <= byte);
        before.saturating_sub(1)
    }

    /// The range cut down to the text and to whole characters, as a renderer needs it.
    pub fn clamp(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.floor(range.start);
        let end = self.floor(range.end).max(start);
        start..end
    }

    fn floor(&self, byte: usize) -> usize {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> SourceText {
        SourceText::decode(SourcePath::new("a.yaml"), bytes).expect("valid")
    }

    #[test]
    fn columns_count_characters_and_lines_end_in_either_way() {
        let text = text("título: é\r\nb: 2\r\n".as_bytes());
        let place = LineColumn { line: 1, column: 9 };
        assert_eq!(text.line_column(text.byte_at(place)), place);
        assert_eq!(&text.as_str()[text.byte_at(place)..][..2], "é");
        assert_eq!(
            &text.as_str()[text.line(text.lines_of(&(14..15)).start)],
            "b: 2\r\n"
        );
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        assert_eq!(text(b"\xEF\xBB\xBFa: 1").as_str(), "a: 1");
    }
}
