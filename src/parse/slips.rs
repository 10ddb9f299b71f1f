//! Slips that are silent in plain YAML, or that its parser reports in its own words: a light reading of the text,
//! sign by sign, that knows quotes, braces, comments and block texts, and nothing of what the values mean.

use std::ops::Range;

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// ` #` after unquoted text.
    CutText,
    /// Unquoted text that begins with a sign of YAML's own.
    BadStart(char),
    /// `&name`, `*name` or `!tag`.
    Anchor(char),
    /// `: ` inside unquoted text.
    ColonInText,
    /// Text after the closing quote.
    AfterQuote,
    /// A quote that is never closed.
    OpenQuote,
    /// A tab at the start of a line.
    Tab,
    /// `---` or `...`: a second document.
    SecondDocument,
}

/// A slip and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What went wrong.
    pub slip: Slip,
    /// The text in question.
    pub range: Range<usize>,
}

/// What the reading found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scan {
    /// In the order of the text.
    pub slips: Vec<Found>,
    braces: Vec<Range<usize>>,
}

impl Scan {
    /// Whether a byte lies within `{ }` or `[ ]`.
    pub fn in_braces(&self, byte: usize) -> bool {
        self.braces.iter().any(|range| range.contains(&byte))
    }
}

/// Reads the text for slips.
pub fn scan(text: &str) -> Scan {
    let mut scanner = Scanner {
        text,
        at: 0,
        open: Vec::new(),
        key_column: None,
        column_of_token: 0,
        scan: Scan::default(),
    };
    while scanner.at < text.len() {
        scanner.token();
    }
    while let Some(start) = scanner.open.pop() {
        scanner.scan.braces.push(start..text.len());
    }
    scanner.scan
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    /// Where the open braces and brackets began.
    open: Vec<usize>,
    /// The column of the last name on this line, if there was one.
    key_column: Option<usize>,
    /// The column of the last dash or name on this line: block texts are deeper than it.
    column_of_token: usize,
    scan: Scan,
}

impl Scanner<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn line_start(&self) -> usize {
        self.text[..self.at].rfind('\n').map_or(0, |at| at + 1)
    }

    fn column(&self) -> usize {
        self.at - self.line_start()
    }

    fn to_line_end(&self) -> usize {
        self.rest()
            .find('\n')
            .map_or(self.text.len(), |at| self.at + at)
    }

    fn found(&mut self, slip: Slip, range: Range<usize>) {
        self.scan.slips.push(Found { slip, range });
    }

    /// Takes what stands here: a blank, a sign, or the beginning of a value.
    fn token(&mut self) {
        let Some(sign) = self.rest().chars().next() else {
            return;
        };
        match sign {
            '\n' => self.new_line(),
            ' ' | '\r' | '\u{feff}' => self.at += sign.len_utf8(),
            '\t' => self.tab(),
            '#' => self.at = self.to_line_end(),
            '-' | '?' if self.is_indicator() => self.indicator(),
            '{' | '[' => {
                self.open.push(self.at);
                self.at += 1;
            }
            '}' | ']' => self.close(),
            ',' | ':' if !self.open.is_empty() => self.at += 1,
            ':' if self.is_indicator() => self.at += 1,
            '"' | '\'' => self.quoted(sign),
            '|' | '>' if self.open.is_empty() => self.block_text(),
            '&' | '*' | '!' => self.anchor(sign),
            '%' | '@' | '`' | '|' | '>' => self.bad_start(sign),
            _ => self.plain(),
        }
    }

    fn new_line(&mut self) {
        self.at += 1;
        self.key_column = None;
        if self.open.is_empty()
            && (self.rest().starts_with("---") || self.rest().starts_with("..."))
        {
            let end = self.to_line_end();
            self.found(Slip::SecondDocument, self.at..end);
            self.at = end;
        }
    }

    fn tab(&mut self) {
        let start = self.line_start();
        if self.open.is_empty() && self.text[start..self.at].trim().is_empty() {
            self.found(Slip::Tab, self.at..self.at + 1);
        }
        self.at += 1;
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

    fn close(&mut self) {
        self.at += 1;
        if let Some(start) = self.open.pop() {
            self.scan.braces.push(start..self.at);
        }
    }

    fn quoted(&mut self, quote: char) {
        let start = self.at;
        let column = self.column();
        let Some(end) = closing_quote(self.text, start, quote) else {
            self.found(Slip::OpenQuote, start..self.to_line_end());
            self.at = self.text.len();
            return;
        };
        self.at = end;
        if self.rest().trim_start_matches(' ').starts_with(':') {
            self.took_key(column);
            return;
        }
        let line_end = self.to_line_end();
        let after = self.text[end..line_end].trim_start();
        let closes = |c: char| matches!(c, ',' | '}' | ']');
        let stands_alone = after.is_empty()
            || after.starts_with('#')
            || (!self.open.is_empty() && after.starts_with(closes));
        if !stands_alone {
            self.found(
                Slip::AfterQuote,
                start..start + self.text[start..line_end].trim_end().len(),
            );
            self.at = line_end;
        }
    }

    fn took_key(&mut self, column: usize) {
        self.key_column = Some(column);
        self.column_of_token = column;
    }

    /// A text of several lines after `|` or `>`: everything deeper than the name before it.
    fn block_text(&mut self) {
        let deeper_than = self.column_of_token;
        self.at = self.to_line_end();
        while self.at < self.text.len() {
            let line_start = self.at + 1;
            let line = self.text[line_start.min(self.text.len())..]
                .split('\n')
                .next()
                .unwrap_or("");
            let indent = line.len() - line.trim_start_matches(' ').len();
            if !line.trim().is_empty() && indent <= deeper_than {
                return;
            }
            self.at = (line_start + line.len()).min(self.text.len());
            if line_start >= self.text.len() {
                return;
            }
        }
    }

    fn anchor(&mut self, sign: char) {
        let start = self.at;
        let stop = |c: char| c.is_whitespace() || matches!(c, ',' | '}' | ']');
        let length = self.rest().find(stop).unwrap_or(self.rest().len());
        let line = self.text[start..self.to_line_end()].trim_end();
        let is_prose = line[length.min(line.len())..]
            .trim_start()
            .starts_with(char::is_alphabetic)
            || length == 1;
        let slip = if is_prose && sign != '!' {
            Slip::BadStart(sign)
        } else {
            Slip::Anchor(sign)
        };
        let range = if slip == Slip::BadStart(sign) {
            start..start + line.len()
        } else {
            start..start + length
        };
        self.at = range.end.max(start + 1);
        self.found(slip, range);
    }

    fn bad_start(&mut self, sign: char) {
        let end = self.to_line_end();
        let length = self.text[self.at..end].trim_end().len();
        self.found(Slip::BadStart(sign), self.at..self.at + length);
        self.at = end;
    }

    /// Unquoted text, up to where YAML ends it.
    fn plain(&mut self) {
        let start = self.at;
        let column = self.column();
        let end = start + plain_length(self.rest(), !self.open.is_empty());
        self.at = end;
        let text = self.text[start..end].trim_end();
        let line_end = self.to_line_end();
        let after = &self.text[end..line_end];
        if after.starts_with(':') {
            if self.open.is_empty() && self.key_column.is_some() {
                let whole = self.text[start..line_end].trim_end().len();
                self.found(Slip::ColonInText, start..start + whole);
                self.at = line_end;
            } else {
                self.took_key(column);
                self.at += 1;
            }
        } else if after.starts_with('#') && is_cut(text, &self.text[start..end], after) {
            let whole = self.text[start..line_end].trim_end().len();
            self.found(Slip::CutText, start..start + whole);
        }
    }
}

/// Where the closing quote ends. Double quotes are escaped by a backslash, single ones by doubling.
fn closing_quote(text: &str, start: usize, quote: char) -> Option<usize> {
    let mut signs = text[start + 1..].char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        if sign == '\\' && quote == '"' {
            signs.next();
        } else if sign == quote {
            if quote == '\'' && signs.peek().is_some_and(|(_, next)| *next == '\'') {
                signs.next();
            } else {
                return Some(start + 1 + at + 1);
            }
        }
    }
    None
}

fn plain_length(text: &str, in_braces: bool) -> usize {
    let mut before = ' ';
    for (at, sign) in text.char_indices() {
        let next = text[at + sign.len_utf8()..].chars().next();
        let ends = match sign {
            '\n' => true,
            '#' => before == ' ' || before == '\t',
            ':' => next.is_none_or(|c| {
                c.is_whitespace() || (in_braces && matches!(c, ',' | '}' | ']' | '{' | '['))
            }),
            ',' | '}' | ']' | '{' | '[' => in_braces,
            _ => false,
        };
        if ends {
            return at.max(1);
        }
        before = sign;
    }
    text.len().max(1)
}

/// A remark stands two blanks away and has one after its `#`; anything else is text that lost its end. Figures and
/// single words are never cut in a way that matters.
fn is_cut(text: &str, with_blanks: &str, after: &str) -> bool {
    let blanks = with_blanks.len() - text.len();
    let remark = blanks >= 2 && after[1..].starts_with([' ', '#', '-', '=']);
    text.contains(char::is_alphabetic) && !remark
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slips(text: &str) -> Vec<(Slip, &str)> {
        scan(text)
            .slips
            .into_iter()
            .map(|found| (found.slip, &text[found.range]))
            .collect()
    }

    #[test]
    fn what_a_parser_would_pass_over_or_say_in_its_own_words() {
        let table = [
            ("title: Plan action #4", Slip::CutText, "Plan action #4"),
            ("title: Plan action # 4", Slip::CutText, "Plan action # 4"),
            ("- Plan action #4", Slip::CutText, "Plan action #4"),
            (
                "title: % of children seen",
                Slip::BadStart('%'),
                "% of children seen",
            ),
            (
                "title: *All* children",
                Slip::BadStart('*'),
                "*All* children",
            ),
            ("title: @home", Slip::BadStart('@'), "@home"),
            (
                "note: \"Good\" cases rose",
                Slip::AfterQuote,
                "\"Good\" cases rose",
            ),
            ("note: one: two", Slip::ColonInText, "one: two"),
            ("note: \"never closed", Slip::OpenQuote, "\"never closed"),
            ("a: &base 1", Slip::Anchor('&'), "&base"),
            ("b: *base", Slip::Anchor('*'), "*base"),
            ("b: { x: *base }", Slip::Anchor('*'), "*base"),
            ("a: !secret x", Slip::Anchor('!'), "!secret"),
            ("a:\n\tb: 1", Slip::Tab, "\t"),
            ("a: 1\n---\nb: 2", Slip::SecondDocument, "---"),
        ];
        for (text, slip, shown) in table {
            assert_eq!(slips(text), [(slip, shown)], "{text}");
        }
    }

    #[test]
    fn what_is_meant_as_it_stands_is_left_alone() {
        let table = [
            "title: Single assessments   # or a text in each language",
            "a1: 24 # one blank is enough after a figure",
            "title: \"Plan action #4: % of R&D *now*\"",
            "url: https://www.example.gov.uk/#top",
            "note: 'it''s # fine: here'",
            "note: |\n  % first\n  a: b: c #4\n  &x\nnext: 1",
            "list:\n  - note: >\n      \"x\" y\n    also: 2",
            "{ a: 1, b: [x, y], \"c\": 'd' }",
            "a: { note: \"one, two: three\" }",
            "range: E20-22\nday: -5\nwhen: 10:30",
            "# title: % of",
        ];
        for text in table {
            assert_eq!(slips(text), [], "{text}");
        }
    }

    #[test]
    fn knows_what_lies_within_braces() {
        let text = "a: { b: [1] }\nc: 2";
        let scan = scan(text);
        assert!(scan.in_braces(9) && !scan.in_braces(14));
    }
}
