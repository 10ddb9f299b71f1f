//! A file's text, with the line and column of each byte.

use std::ops::Range;

use super::SourcePath;

/// A position as editors' programs show it: line and column count from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line, counted from 1.
    pub line: usize,
    /// The column, counted from 1, in characters.
    pub(crate) column: usize,
}

/// The text of a file, without a byte order mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// The path of the file.
    pub path: SourcePath,
    text: String,
    /// The byte offset of each line.
    lines: Vec<usize>,
}

/// Spreadsheets and old editors write this before the text.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

impl SourceText {
    /// Decodes UTF-8, with or without a byte order mark.
    ///
    /// # Errors
    /// Returns the offset of the first byte that is not UTF-8, counted after the mark.
    pub(crate) fn decode(path: SourcePath, bytes: &[u8]) -> Result<Self, usize> {
        let text = std::str::from_utf8(Self::without_mark(bytes));
        let text = text.map_err(|error| error.valid_up_to())?;
        Ok(Self::new(path, text.to_owned()))
    }

    /// Decodes UTF-8, with question marks for invalid bytes. For showing a place only.
    pub(crate) fn decode_lossy(path: SourcePath, bytes: &[u8]) -> Self {
        let mut text = String::new();
        for chunk in Self::without_mark(bytes).utf8_chunks() {
            text += chunk.valid();
            text += &"?".repeat(chunk.invalid().len());
        }
        Self::new(path, text)
    }

    fn new(path: SourcePath, text: String) -> Self {
        let ends = text.match_indices('\n').map(|(end, _)| end + 1);
        let lines = std::iter::once(0).chain(ends).collect();
        Self { path, text, lines }
    }

    /// Returns the bytes of a file without a byte order mark.
    pub(crate) fn without_mark(bytes: &[u8]) -> &[u8] {
        bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes)
    }

    pub(crate) fn with_text(&self, text: String) -> Self {
        Self::new(self.path.clone(), text)
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the line and column of a byte. A byte after the end is the end.
    pub(crate) fn line_column(&self, byte: usize) -> LineColumn {
        let byte = self.floor(byte);
        let line = self.line_of(byte);
        LineColumn {
            line: line + 1,
            column: self.text[self.lines[line]..byte].chars().count() + 1,
        }
    }

    /// Returns the byte at a line and column.
    pub(crate) fn byte_at(&self, place: LineColumn) -> usize {
        let Some(start) = self.lines.get(place.line.saturating_sub(1)).copied() else {
            return self.text.len();
        };
        let line = self.text[start..].split('\n').next().unwrap_or("");
        let column = line.char_indices().nth(place.column.saturating_sub(1));
        start + column.map_or(line.len(), |(at, _)| at)
    }

    /// Returns the lines of a range, counted from 0. The end of the text is on its last line that is not empty.
    pub(crate) fn lines_of(&self, range: &Range<usize>) -> Range<usize> {
        let last = self.text.len().saturating_sub(1);
        self.line_of(range.start.min(last))..self.line_of(range.end.min(last)) + 1
    }

    /// Returns the byte range of a line with its end, counted from 0.
    pub fn line(&self, number: usize) -> Range<usize> {
        let start = |number: usize| self.lines.get(number).copied().unwrap_or(self.text.len());
        start(number)..start(number + 1)
    }

    /// Returns the line of a byte, counted from 0.
    fn line_of(&self, byte: usize) -> usize {
        let before = self.lines.partition_point(|start| *start <= byte);
        before.saturating_sub(1)
    }

    /// Returns the range limited to the text, with both ends at character boundaries.
    pub(crate) fn clamp(&self, range: &Range<usize>) -> Range<usize> {
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
