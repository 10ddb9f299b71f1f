//! Values: quoted texts, unquoted ones, and what is neither.

use std::ops::Range;

use super::super::escapes;
use super::super::signs::{
    closing_quote, curly_length, is_curly, is_cut, is_entry, is_odd_blank, is_single_curly,
    odd_dash, plain_length, stray_quote,
};
use super::{Scanner, Slip, Slot};

/// Fields that hold a text.
const TEXTS: [&str; 8] = [
    "note",
    "because",
    "title",
    "definition",
    "source",
    "comment",
    "description",
    "caveat",
];

impl Scanner<'_> {
    pub(super) fn quoted(&mut self, quote: char) {
        let start = self.at;
        let column = self.column();
        let line_end = self.line_end();
        let Some(end) = closing_quote(self.text, start, quote) else {
            self.open_quote();
            return;
        };
        self.at = end;
        if let Some(escape) = escapes::unfit(&self.text[start..end]).filter(|_| quote == '"') {
            self.found(
                Slip::Escape(start),
                start + escape.start..start + escape.end,
            );
        }
        if self.rest().trim_start_matches(' ').starts_with(':') {
            self.took_key(column);
            return;
        }
        let after = self.text[end..self.line_end()].trim_start();
        let closes = |c: char| matches!(c, ',' | '}' | ']');
        let comma_is_missing = !self.open.is_empty() && !after.starts_with(closes);
        if after.is_empty()
            || after.starts_with('#')
            || !self.open.is_empty() && after.starts_with(closes)
        {
            self.slot(Slot::Done);
        } else if end > line_end {
            self.at = start;
            self.open_quote();
        } else if comma_is_missing && is_entry(after) {
            self.slot(Slot::Done);
        } else {
            self.at = start;
            let range = self.to_end_of_quoted(end);
            self.found(Slip::AfterQuote, range);
            self.skip_line();
        }
    }

    fn to_end_of_quoted(&self, end: usize) -> Range<usize> {
        self.at..end + self.to_entry_end(end).trim_end().len()
    }

    fn open_quote(&mut self) {
        let line = &self.text[self.at..self.line_end()];
        self.found(Slip::OpenQuote, self.at..self.at + line.trim_end().len());
        self.skip_line();
    }

    fn took_key(&mut self, column: usize) {
        self.key_column = Some(column);
        self.column_of_token = column;
    }

    pub(super) fn anchor(&mut self, sign: char) {
        let text = &self.text[self.at..self.line_end()];
        let stop = |c: char| c.is_whitespace() || matches!(c, ',' | '}' | ']');
        let length = text.find(stop).unwrap_or(text.len());
        let is_prose = length == 1 || text[length..].trim_start().starts_with(char::is_alphabetic);
        if is_prose && sign != '!' {
            let range = self.to_end();
            self.at = range.end;
            self.found(Slip::BadStart(sign), range);
        } else {
            let start = self.at;
            self.at += length;
            self.found(Slip::Anchor(sign), start..self.at);
        }
        self.slot(Slot::Done);
    }

    pub(super) fn bad_start(&mut self, sign: char) {
        let range = self.to_end();
        self.at = range.end;
        self.slot(Slot::Done);
        self.found(Slip::BadStart(sign), range);
    }

    /// Whether a line begins here that does not go on with the one before it.
    fn begins_a_line(&self) -> bool {
        let begun = self.begun.last();
        begun.is_some_and(|line| line.at == self.at && !line.continues)
    }

    /// How long the text in curly quotes is that begins here, if one does. What was looked through for its end in vain is
    /// not looked through again.
    fn curly_length(&mut self) -> Option<usize> {
        let line = &self.text[self.at..self.line_end()];
        let first = line.chars().next().filter(|sign| is_curly(*sign))?;
        let in_braces = !self.open.is_empty();
        let kind = usize::from(is_single_curly(first)) * 2 + usize::from(in_braces);
        if self.at < self.no_curly[kind] {
            return None;
        }
        match curly_length(line, first, in_braces) {
            Ok(length) => Some(length),
            Err(looked_at) => {
                self.no_curly[kind] = self.at + looked_at;
                None
            }
        }
    }

    /// Unquoted text, up to where YAML ends it.
    pub(super) fn plain(&mut self) {
        if self.rest().starts_with('-') && self.open.is_empty() && self.is_first_on_line() {
            let range = self.to_end();
            self.found(Slip::DashWithoutBlank, range);
            self.skip_line();
            return;
        }
        if let Some(sign) = odd_dash(self.rest()).filter(|_| self.begins_a_line()) {
            self.found(Slip::OddDash(sign), self.at..self.at + sign.len_utf8());
            self.skip_line();
            return;
        }
        let start = self.at;
        if let Some(length) = self.curly_length() {
            self.at += length;
            self.slot(Slot::Done);
            self.found(Slip::CurlyQuote, start..start + length);
            return;
        }
        let end = start + plain_length(self.rest(), !self.open.is_empty());
        let text = start..start + self.text[start..end].trim_end().len();
        let after = &self.text[end..];
        if let Some(colon) = after.strip_prefix(':') {
            self.plain_and_colon(text, end, colon.chars().next().filter(|c| is_odd_blank(*c)));
            return;
        }
        self.at = end;
        self.slot(Slot::Done);
        if let Some(line) = self.begun.last_mut().filter(|line| line.at == text.start) {
            line.bare = Some(text.end);
        }
        if self.open.is_empty() {
            self.plain_at = Some(self.column_of_token);
        }
        if let Some(slip) = stray_quote(&self.text[text.clone()]) {
            self.found(slip, text);
        } else if after.starts_with('#') && is_cut(&self.text[text], &self.text[start..end], after)
        {
            let whole = self.text[start..self.line_end()].trim_end().len();
            self.found(Slip::CutText, start..start + whole);
        }
    }

    /// Whether what stands before a colon is the beginning of a sentence rather than a value and the next name: it is the
    /// value of a text, and its last word is the only one or has a capital.
    fn is_sentence(&self, text: &Range<usize>) -> bool {
        let before = self.text[..text.start].trim_end();
        let name = before.strip_suffix(':').unwrap_or_default();
        let is_text = TEXTS.iter().any(|text| {
            let before = name.strip_suffix(text);
            before.is_some_and(|before| before.ends_with([' ', '{', ',', '\n']))
        });
        let last = self.text[text.clone()]
            .rsplit(' ')
            .next()
            .unwrap_or_default();
        is_text && (last.len() == text.len() || last.starts_with(char::is_uppercase))
    }

    /// Unquoted text that a colon follows: a name, or text that should be quoted.
    fn plain_and_colon(&mut self, text: Range<usize>, end: usize, odd: Option<char>) {
        let column = self.column();
        if let Some(odd) = odd {
            self.found(Slip::OddBlank, end + 1..end + 1 + odd.len_utf8());
            self.skip_line();
            return;
        }
        let slot = self.open.last().map(|open| open.slot);
        if slot.is_none() && self.key_column.is_some() {
            let range = self.to_end();
            self.found(Slip::ColonInText, range);
            self.at = self.line_end();
            return;
        }
        if slot == Some(Slot::Value) && self.is_sentence(&text) {
            let range = self.to_end();
            self.at = range.end;
            self.slot(Slot::Done);
            self.found(Slip::ColonInText, range);
            return;
        }
        if matches!(slot, Some(Slot::Value | Slot::Done)) {
            self.found(Slip::NoComma, text);
        }
        self.at = end + 1;
        self.slot(Slot::Value);
        self.took_key(column);
    }
}
