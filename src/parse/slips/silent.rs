//! Slips that YAML accepts in silence and reads as something else, found in the tree.

use std::collections::BTreeMap;
use std::ops::Range;

use super::text::{
    curly_length, is_odd_blank, odd_dash, plain_length, quoted_length, stray_quote, stretch,
};
use super::{Slip, escapes};
use crate::diag::{Code, Diagnostic, Fix, Severity};
use crate::parse::yaml::{Content, Node};
use crate::source::SourceText;

/// Returns the slips in the order of the text.
pub(in crate::parse) fn silent(source: &SourceText, root: &Node) -> Vec<Diagnostic> {
    let mut reader = Reader {
        source,
        text: source.as_str(),
        found: Vec::new(),
        read_to: 0,
        margins: Vec::new(),
        folded: Vec::new(),
    };
    reader.node(root, false);
    reader.columns();
    let mut found = reader.found;
    found.sort_by(|a, b| a.place.cmp(&b.place));
    found
}

struct Reader<'t> {
    source: &'t SourceText,
    text: &'t str,
    found: Vec<Diagnostic>,
    /// What starts before this was meant as part of a text that has been reported.
    read_to: usize,
    /// What each line is indented with, except lines that continue a text or are within braces.
    margins: Vec<Range<usize>>,
    /// Entries of lists that are read as part of the text before them: the margins of both.
    folded: Vec<[Range<usize>; 2]>,
}

impl<'t> Reader<'t> {
    fn slip(&self, range: Range<usize>) -> Slip<'t> {
        let source = self.source;
        Slip { source, range }
    }

    fn node(&mut self, node: &Node, in_braces: bool) {
        if node.content == Content::Empty {
            return;
        }
        let start = node.id.start();
        self.begin(start, in_braces);
        let opens = in_braces || self.text[start..].starts_with(['{', '[']);
        match &node.content {
            Content::Empty => {}
            Content::Scalar(value) => self.scalar(start, Some(value), in_braces),
            Content::List(items) => {
                self.anchor(start);
                for item in items {
                    self.node(item, opens);
                }
            }
            Content::Map(entries) => {
                self.anchor(start);
                for entry in entries {
                    let key = entry.key_id.start();
                    self.begin(key, opens);
                    self.scalar(key, None, opens);
                    self.node(&entry.value, opens);
                }
            }
        }
    }

    fn line_start(&self, byte: usize) -> usize {
        self.text[..byte].rfind('\n').map_or(0, |at| at + 1)
    }

    /// Notes the line that starts with what starts here.
    fn begin(&mut self, start: usize, in_braces: bool) {
        if in_braces || self.is_first_on_line(start) {
            return;
        }
        let line = self.line_start(start);
        let before = &self.text[line..start];
        let indent = before.len() - before.trim_start_matches(' ').len();
        let is_first = before.trim_start_matches([' ', '-']).is_empty();
        if is_first && self.margins.last().is_none_or(|last| last.start < line) {
            self.margins.push(line..line + indent);
        }
    }

    fn is_first_on_line(&self, start: usize) -> bool {
        self.margins
            .last()
            .is_some_and(|margin| margin.end == start)
    }

    /// Whether a name for what follows starts here, or a type of it.
    fn anchor(&mut self, start: usize) -> bool {
        let rest = stretch(&self.text[start..]);
        let sign = rest.chars().next().filter(|c| matches!(c, '&' | '!'));
        if let Some(sign) = sign {
            let end = rest.find(|c: char| c.is_whitespace() || ",}]".contains(c));
            let slip = self.slip(start..start + end.unwrap_or(rest.len()));
            self.found.push(slip.anchor(sign));
        }
        sign.is_some()
    }

    fn odd_blank(&mut self, at: usize, blank: char) {
        let slip = self.slip(at..at + blank.len_utf8());
        self.found.push(slip.odd_blank());
    }

    /// A single value, or a name.
    fn scalar(&mut self, start: usize, value: Option<&str>, in_braces: bool) {
        let rest = &self.text[start..];
        if start < self.read_to || self.anchor(start) {
            return;
        }
        match rest.chars().next() {
            Some('"') => {
                let quoted = &rest[..quoted_length(rest, '"').unwrap_or(rest.len())];
                let problem = |escape| escapes::problem(self.source, start, escape);
                self.found.extend(escapes::unfit(quoted).map(problem));
            }
            Some('\'' | '|' | '>') | None => {}
            Some(c) if is_odd_blank(c) => self.odd_blank(start, c),
            Some('-') if !in_braces && self.is_first_on_line(start) => {
                self.read_to = start + stretch(rest).trim_end().len();
                let slip = self.slip(start..self.read_to);
                self.found.push(slip.dash_without_space());
            }
            Some(_) => self.plain(start, value, in_braces),
        }
    }

    fn plain(&mut self, start: usize, value: Option<&str>, in_braces: bool) {
        let rest = &self.text[start..];
        if let Some(sign) = odd_dash(rest).filter(|_| self.is_first_on_line(start)) {
            let slip = self.slip(start..start + sign.len_utf8());
            self.found.push(slip.odd_dash());
            self.read_to = start + stretch(rest).len();
        } else if let Some(length) = curly_length(rest, in_braces) {
            self.read_to = start + length;
            self.found.push(self.slip(start..start + length).curly());
        } else if let Some(value) = value {
            self.lines(start, value, in_braces);
        } else {
            let name = plain_length(rest, in_braces);
            let after = rest[name..]
                .strip_prefix(':')
                .and_then(|after| after.chars().next());
            if let Some(blank) = after.filter(|c| is_odd_blank(*c)) {
                self.odd_blank(start + name + 1, blank);
            }
        }
    }

    /// Unquoted text, which may go on for several lines.
    fn lines(&mut self, start: usize, value: &str, in_braces: bool) {
        let (mut at, mut left) = (start, value);
        loop {
            let length = plain_length(&self.text[at..], in_braces);
            let shown = self.text[at..at + length].trim_end();
            let line = at..at + shown.len();
            if at > start {
                self.continued(start, line.clone());
            }
            self.end(line, at + length);
            left = left.strip_prefix(shown).unwrap_or_default().trim_start();
            let next = self.text[at + length..].trim_start();
            if left.is_empty() || next.is_empty() {
                return;
            }
            at = self.text.len() - next.len();
        }
    }

    /// A line that continues a text, and looks as if it should not.
    fn continued(&mut self, start: usize, line: Range<usize>) {
        let margin = self.line_start(line.start)..line.start;
        let indent = &self.text[margin.clone()];
        let before = self.margins.last().filter(|margin| margin.start <= start);
        if let Some(tab) = indent.find('\t').map(|tab| margin.start + tab) {
            let spaces = indent.replace('\t', "  ").len();
            self.found.push(self.slip(tab..tab + 1).tab(margin, spaces));
        } else if let (true, Some(before)) = (self.text[line].starts_with("- "), before) {
            self.folded.push([before.clone(), margin]);
        }
    }

    /// What the end of unquoted text shows.
    fn end(&mut self, line: Range<usize>, end: usize) {
        let (shown, after) = (&self.text[line.clone()], &self.text[end..]);
        // A remark comes after two spaces, and a space follows its `#`. Figures and single words are never cut in a way
        // that matters.
        let behind = after.strip_prefix('#');
        let is_remark =
            |behind: &&str| end - line.end >= 2 && behind.starts_with([' ', '#', '-', '=']);
        if let Some(quote) = stray_quote(shown) {
            self.found.push(self.slip(line).stray_quote(quote));
        } else if behind.is_some_and(|behind| !is_remark(&behind))
            && shown.contains(char::is_alphabetic)
        {
            let whole = stretch(&self.text[line.start..]).trim_end().len();
            let slip = self.slip(line.start..line.start + whole);
            self.found.push(slip.cut());
        }
    }

    /// Lines that start in a column of their own.
    fn columns(&mut self) {
        let mut uses: BTreeMap<usize, usize> = BTreeMap::new();
        let folded = self.folded.iter().map(|[_, line]| line);
        for margin in self.margins.iter().chain(folded) {
            *uses.entry(margin.len()).or_default() += 1;
        }
        let (mut last, before) = (None, self.found.len());
        for [before, line] in std::mem::take(&mut self.folded) {
            // Either of two neighbours may have slipped: it is the one whose column fewer lines share.
            let is_before = uses.get(&before.len()) < uses.get(&line.len());
            let (slipped, meant) = if is_before {
                (before, line)
            } else {
                (line, before)
            };
            if last.replace(slipped.start) == Some(slipped.start) {
                continue;
            }
            let column = meant.len();
            let help = format!("start it with {column} spaces");
            let message = "in this column, a list entry would become part of the text before it";
            let slip = self.slip(slipped.start..slipped.end + 1);
            let problem = slip.problem(Code::Indentation, message, help);
            self.found.push(problem.fix(moved_to(column, slipped)));
        }
        if self.found.len() == before {
            self.odd_column();
        }
    }

    /// The only line that is indented by an odd number of spaces.
    fn odd_column(&mut self) {
        let is_odd = |at: &usize| self.margins[*at].len() % 2 == 1;
        let mut odd = (0..self.margins.len()).filter(is_odd);
        let (Some(at), None) = (odd.next(), odd.next()) else {
            return;
        };
        let before = at.checked_sub(1).map_or(0, |at| self.margins[at].len());
        let odd = self.margins[at].len();
        let after = self.margins.get(at + 1).map_or(0, Range::len);
        // It is the only one of its column: it may move as long as it stays between what it is in and what is in it.
        let meant = if before < odd - 1 || before > odd {
            Some(odd - 1)
        } else {
            (before < odd && !(odd + 1..=odd + 2).contains(&after)).then_some(odd + 1)
        };
        let margin = self.margins[at].clone();
        let message = "this line is indented by an odd number of spaces, unlike the others";
        let help = "line it up with the lines around it: 2 spaces for each level";
        let problem = self
            .slip(margin.clone())
            .problem(Code::Indentation, message, help);
        let fix = meant.map(|column| moved_to(column, margin));
        let severity = Severity::Warning;
        self.found.push(Diagnostic {
            severity,
            ..problem.fix(fix)
        });
    }
}

fn moved_to(column: usize, margin: Range<usize>) -> Fix {
    let what = format!("start the line with {column} spaces");
    Fix::new(margin, " ".repeat(column), what)
}
