//! The reading itself.

mod values;

use std::ops::Range;

use super::columns::{self, Begun};
use super::signs::{block_end, is_odd_blank};
use super::{Found, Scan, Slip};

/// What may come next within braces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    /// A name, or an entry of a list.
    Name,
    /// The value after a colon.
    Value,
    /// Nothing: a value has been read, and a comma must come first.
    Done,
}

/// A brace or a bracket that is open.
struct Open {
    start: usize,
    sign: char,
    slot: Slot,
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    /// Where each line ends.
    line_ends: Vec<usize>,
    /// The first byte of this line and its first that is no blank.
    margin: Range<usize>,
    /// Up to where no text in curly quotes begins, by whether they are single and whether they are within braces.
    no_curly: [usize; 4],
    open: Vec<Open>,
    /// The column of the last name on this line, if there was one.
    key_column: Option<usize>,
    /// The column of the last dash or name on this line: block texts are deeper than it.
    column_of_token: usize,
    /// Whether anything but remarks has been read.
    content: Content,
    /// The column of the last dash or name before unquoted text that nothing has ended yet.
    plain_at: Option<usize>,
    begun: Vec<Begun>,
    scan: Scan,
}

/// Whether a file has begun.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    NotYet,
    Begun,
}

pub(super) fn scan(text: &str) -> Scan {
    let mut scanner = Scanner {
        text,
        at: 0,
        line_ends: text.match_indices('\n').map(|(at, _)| at).collect(),
        margin: 0..text.len() - text.trim_start().len(),
        no_curly: [0; 4],
        open: Vec::new(),
        key_column: None,
        column_of_token: 0,
        content: Content::NotYet,
        plain_at: None,
        begun: Vec::new(),
        scan: Scan::default(),
    };
    while scanner.at < text.len() {
        scanner.token();
    }
    scanner.finish()
}

impl Scanner<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// How many lines end before this byte.
    fn line(&self) -> usize {
        self.line_ends.partition_point(|end| *end < self.at)
    }

    fn line_start(&self) -> usize {
        self.line()
            .checked_sub(1)
            .map_or(0, |before| self.line_ends[before] + 1)
    }

    fn column(&self) -> usize {
        self.at - self.line_start()
    }

    fn line_end(&self) -> usize {
        let end = self.line_ends.get(self.line());
        end.map_or(self.text.len(), |end| *end)
    }

    /// From here to the end of the line, or within braces to the end of the entry, without blanks.
    fn to_end(&self) -> Range<usize> {
        let entry = self.to_entry_end(self.at);
        self.at..self.at + entry.trim_end().len().max(1)
    }

    /// From a byte to the end of its line, or within braces to the end of the entry.
    fn to_entry_end(&self, start: usize) -> &str {
        let line = &self.text[start..self.line_end()];
        let end = if self.open.is_empty() {
            None
        } else {
            line.find([',', '}', ']'])
        };
        end.map_or(line, |end| &line[..end])
    }

    fn found(&mut self, slip: Slip, range: Range<usize>) {
        self.scan.slips.push(Found { slip, range });
    }

    /// Gives up on the rest of the line, and on the braces that were opened on it.
    fn skip_line(&mut self) {
        let start = self.line_start();
        self.at = self.line_end();
        while self.open.last().is_some_and(|open| open.start >= start) {
            self.pop();
        }
    }

    fn pop(&mut self) -> Option<char> {
        let open = self.open.pop()?;
        if self.open.is_empty() {
            self.scan.braces.push(open.start..self.at);
        }
        self.slot(Slot::Done);
        Some(open.sign)
    }

    fn slot(&mut self, slot: Slot) {
        if let Some(open) = self.open.last_mut() {
            open.slot = slot;
        }
    }

    /// A brace that stays open makes everything after it look wrong: only the brace itself is told.
    fn finish(mut self) -> Scan {
        self.scan.slips.extend(columns::slips(&self.begun));
        self.scan.slips.sort_by_key(|found| found.range.start);
        if let Some(Open { start, sign, .. }) = self.open.first() {
            let (start, sign) = (*start, *sign);
            self.scan.slips.retain(|found| found.range.start < start);
            let line = self.text[start..].lines().next().unwrap_or_default();
            let end = start + line.trim_end().len();
            self.found(Slip::OpenBrace(sign), start..end);
        }
        while !self.open.is_empty() {
            self.at = self.text.len();
            self.pop();
        }
        self.scan
    }

    /// Takes what stands here: a blank, a sign, or the beginning of a value.
    fn token(&mut self) {
        let Some(sign) = self.rest().chars().next() else {
            return;
        };
        if !matches!(sign, '\n' | '\r' | ' ' | '\t' | '#') && self.content == Content::NotYet {
            self.content = Content::Begun;
            if self.is_marker("---") {
                self.at += 3;
                return;
            }
        }
        if !matches!(sign, '\n' | '\r' | ' ' | '\t' | '#') && self.open.is_empty() {
            self.begin(sign);
        }
        match sign {
            '\n' => self.new_line(),
            ' ' | '\r' => self.at += 1,
            '\t' => self.tab(),
            '#' => self.at = self.line_end(),
            '-' | '?' if self.is_indicator() => self.indicator(),
            '{' | '[' => {
                self.open.push(Open {
                    start: self.at,
                    sign,
                    slot: Slot::Name,
                });
                self.at += 1;
            }
            '}' | ']' => self.close(sign),
            ',' if !self.open.is_empty() => self.within(Slot::Name),
            ':' if !self.open.is_empty() => self.within(Slot::Value),
            ':' if self.is_indicator() => self.at += 1,
            '"' | '\'' => self.quoted(sign),
            '|' | '>' if self.open.is_empty() => {
                self.at = block_end(self.text, self.line_end(), self.column_of_token);
            }
            '&' | '*' | '!' => self.anchor(sign),
            '%' | '@' | '`' | '|' | '>' => self.bad_start(sign),
            sign if is_odd_blank(sign) => {
                self.found(Slip::OddBlank, self.at..self.at + sign.len_utf8());
                self.skip_line();
            }
            _ => self.plain(),
        }
    }

    /// Notes where a line begins, and what of the line before it is still open.
    fn begin(&mut self, sign: char) {
        if !self.is_first_on_line() {
            return;
        }
        let is_dash = sign == '-' && self.is_indicator();
        let plain_at = self.plain_at.take();
        self.begun.push(Begun {
            line: self.line_start(),
            at: self.at,
            folds: is_dash && plain_at.is_some_and(|column| self.column() > column),
            bare: None,
            continues: !is_dash && plain_at.is_some(),
        });
    }

    fn within(&mut self, slot: Slot) {
        self.slot(slot);
        self.at += 1;
    }

    fn new_line(&mut self) {
        self.at += 1;
        self.key_column = None;
        let has_begun = self.content == Content::Begun && self.open.is_empty();
        if has_begun && (self.is_marker("---") || self.is_marker("...")) {
            let range = self.to_end();
            self.at = range.end;
            self.found(Slip::SecondDocument, range);
        }
    }

    /// Whether a sign of YAML's own for the beginning or the end of a document stands here, at the margin.
    fn is_marker(&self, marker: &str) -> bool {
        let after = self.rest().strip_prefix(marker);
        self.column() == 0
            && after.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n', '\r']))
    }

    fn is_first_on_line(&mut self) -> bool {
        let start = self.line_start();
        if self.margin.start != start {
            let line = &self.text[start..self.line_end()];
            self.margin = start..start + line.len() - line.trim_start().len();
        }
        self.at <= self.margin.end
    }

    fn tab(&mut self) {
        if self.open.is_empty() && self.is_first_on_line() {
            self.found(Slip::Tab, self.at..self.at + 1);
            self.skip_line();
        } else {
            self.at += 1;
        }
    }

    /// Whether the sign here is followed by a blank, as `- ` and `: ` are.
    fn is_indicator(&self) -> bool {
        matches!(
            self.rest().chars().nth(1),
            None | Some(' ' | '\n' | '\r' | '\t')
        )
    }

    fn indicator(&mut self) {
        self.column_of_token = self.column();
        self.at += 1;
    }

    fn close(&mut self, sign: char) {
        let here = self.at..self.at + 1;
        self.at += 1;
        let opened = self.pop();
        match (opened, sign) {
            (None, _) => {
                self.found(Slip::ClosesNothing(sign), here);
                self.skip_line();
            }
            (Some('{'), ']') | (Some('['), '}') => {
                self.found(Slip::ClosesOther(sign), here);
                self.skip_line();
            }
            _ if self.open.is_empty() => self.after_brace(),
            _ => {}
        }
    }

    /// Nothing but a remark, or the colon of a name, may follow the last brace.
    fn after_brace(&mut self) {
        let line = &self.text[self.at..self.line_end()];
        let after = line.trim_start();
        if after.is_empty() || after.starts_with(['#', ':', '}', ']']) {
            return;
        }
        let start = self.at + (line.len() - after.len());
        let end = start + after.trim_end().len();
        self.found(Slip::AfterBrace, start..end);
        self.skip_line();
    }
}
