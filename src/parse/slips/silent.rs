//! Slips that YAML accepts in silence and reads as something else, found in the tree and its places.

use std::collections::BTreeMap;
use std::ops::Range;

use super::text::{
    curly_length, is_odd_blank, odd_dash, plain_length, quoted_length, stray_quote, stretch,
};
use super::{Slip, escapes};
use crate::diag::{Code, Diagnostic, Fix, Severity};
use crate::parse::yaml::{Content, Node, Places, Tree};
use crate::source::SourceText;

/// Returns the slips in the order of the text.
pub(in crate::parse) fn silent(source: &SourceText, tree: &Tree) -> Vec<Diagnostic> {
    let mut reader = Reader {
        source,
        text: source.as_str(),
        places: &tree.places,
        found: Vec::new(),
        read_to: 0,
        margins: Vec::new(),
        folded: Vec::new(),
    };
    reader.node(&tree.root, false);
    reader.columns();
    let mut found = reader.found;
    found.sort_by(|a, b| a.place.cmp(&b.place));
    found
}

struct Reader<'t> {
    source: &'t SourceText,
    text: &'t str,
    places: &'t Places,
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
        Slip {
            source: self.source,
            range,
        }
    }

    fn node(&mut self, node: &Node, in_braces: bool) {
        if node.content == Content::Blank {
            return;
        }
        let start = self.places.start(self.source, node.id);
        self.begin(start, in_braces);
        let in_braces = in_braces
            || matches!(node.content, Content::List(_) | Content::Map(_))
                && self.text[start..].starts_with(['{', '[']);
        match &node.content {
            Content::Blank => {}
            Content::Scalar(value) => self.scalar(start, Some(value), in_braces),
            Content::List(items) => {
                self.anchor(start);
                for item in items {
                    self.node(item, in_braces);
                }
            }
            Content::Map(entries) => {
                self.anchor(start);
                for entry in entries {
                    let key = self.places.start(self.source, entry.key_id);
                    self.begin(key, in_braces);
                    self.scalar(key, None, in_braces);
                    self.node(&entry.value, in_braces);
                }
            }
        }
    }

    /// Notes the line that starts with what starts here.
    fn begin(&mut self, start: usize, in_braces: bool) {
        if in_braces || self.margins.last().is_some_and(|last| last.end == start) {
            return;
        }
        let line = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let before = &self.text[line..start];
        let indent = before.len() - before.trim_start_matches(' ').len();
        let is_first = before.trim_start_matches([' ', '-']).is_empty();
        let is_new = self.margins.last().is_none_or(|last| last.start < line);
        if is_first && is_new {
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
        let Some(sign) = rest.chars().next().filter(|c| matches!(c, '&' | '!')) else {
            return false;
        };
        let length = rest.find(|c: char| c.is_whitespace() || ",}]".contains(c));
        let length = length.unwrap_or(rest.len());
        self.found
            .push(self.slip(start..start + length).anchor(sign));
        true
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
                if let Some(escape) = escapes::unfit(quoted) {
                    self.found
                        .push(escapes::problem(self.source, start, escape));
                }
            }
            Some('\'' | '|' | '>') | None => {}
            Some(c) if is_odd_blank(c) => {
                self.found
                    .push(self.slip(start..start + c.len_utf8()).odd_blank());
            }
            Some('-') if !in_braces && self.is_first_on_line(start) => {
                let end = start + stretch(rest).trim_end().len();
                self.found.push(self.slip(start..end).dash_without_space());
                self.read_to = end;
            }
            Some(_) => self.plain(start, value, in_braces),
        }
    }

    fn plain(&mut self, start: usize, value: Option<&str>, in_braces: bool) {
        let rest = &self.text[start..];
        if let Some(sign) = odd_dash(rest).filter(|_| self.is_first_on_line(start)) {
            let end = start + sign.len_utf8();
            self.found.push(self.slip(start..end).odd_dash());
            self.read_to = start + stretch(rest).len();
        } else if let Some(length) = curly_length(rest, in_braces) {
            let slip = self.slip(start..start + length);
            self.read_to = start + length;
            self.found.push(slip.curly());
        } else if let Some(value) = value {
            self.lines(start, value, in_braces);
        } else {
            let name = plain_length(rest, in_braces);
            let after = rest[name..]
                .strip_prefix(':')
                .and_then(|after| after.chars().next());
            if let Some(blank) = after.filter(|c| is_odd_blank(*c)) {
                let at = start + name + 1;
                self.found
                    .push(self.slip(at..at + blank.len_utf8()).odd_blank());
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
        let margin = self.text[..line.start].rfind('\n').map_or(0, |at| at + 1)..line.start;
        let before = self.margins.last().filter(|margin| margin.start <= start);
        if let Some(tab) = self.text[margin.clone()].find('\t') {
            let tab = margin.start + tab..margin.start + tab + 1;
            let spaces = self.text[margin.clone()].replace('\t', "  ").len();
            self.found.push(self.slip(tab).tab(margin, spaces));
        } else if let (true, Some(before)) = (self.text[line.clone()].starts_with("- "), before) {
            self.folded.push([before.clone(), margin]);
        }
    }

    /// What the end of unquoted text shows.
    fn end(&mut self, line: Range<usize>, end: usize) {
        let (shown, after) = (&self.text[line.clone()], &self.text[end..]);
        // A remark comes after two spaces, and a space follows its `#`. Figures and single words are never cut in a way
        // that matters.
        let is_remark = end - line.end >= 2
            && after
                .get(1..)
                .is_some_and(|after| after.starts_with([' ', '#', '-', '=']));
        if let Some(quote) = stray_quote(shown) {
            self.found.push(self.slip(line).stray_quote(quote));
        } else if after.starts_with('#') && !is_remark && shown.contains(char::is_alphabetic) {
            let whole = stretch(&self.text[line.start..]).trim_end().len();
            self.found
                .push(self.slip(line.start..line.start + whole).cut());
        }
    }

    /// Lines that start in a column of their own.
    fn columns(&mut self) {
        let mut uses: BTreeMap<usize, usize> = BTreeMap::new();
        let folded = self.folded.iter().map(|[_, line]| line);
        for margin in self.margins.iter().chain(folded) {
            *uses.entry(margin.len()).or_default() += 1;
        }
        let mut last = None;
        for [before, line] in std::mem::take(&mut self.folded) {
            // Either of two neighbours may have slipped: it is the one whose column fewer lines share.
            let is_before = uses.get(&before.len()) < uses.get(&line.len());
            let (slipped, column) = if is_before {
                (before, line.len())
            } else {
                (line, before.len())
            };
            if last.replace(slipped.start) == Some(slipped.start) {
                continue;
            }
            let help = format!("start it with {column} spaces");
            let what = format!("start the line with {column} spaces");
            let message = "in this column, a list entry would become part of the text before it";
            let problem =
                self.slip(slipped.start..slipped.end + 1)
                    .problem(Code::Indentation, message, help);
            let problem = problem.fix(Fix::new(slipped, " ".repeat(column), what));
            self.found.push(problem);
        }
        self.odd_column();
    }

    /// The only line that is indented by an odd number of spaces.
    fn odd_column(&mut self) {
        let is_odd = |at: &usize| self.margins[*at].len() % 2 == 1;
        let mut odd = (0..self.margins.len()).filter(is_odd);
        let (Some(at), None) = (odd.next(), odd.next()) else {
            return;
        };
        if self
            .found
            .iter()
            .any(|problem| problem.code == Code::Indentation)
        {
            return;
        }
        let column =
            |at: Option<usize>| at.and_then(|at| self.margins.get(at)).map_or(0, Range::len);
        let (before, odd, after) = (
            column(at.checked_sub(1)),
            column(Some(at)),
            column(Some(at + 1)),
        );
        // It is the only one of its column: it may move as long as it stays between what it is in and what is in it.
        let meant = if before < odd - 1 {
            Some(odd - 1)
        } else if before < odd && !(odd + 1..=odd + 2).contains(&after) {
            Some(odd + 1)
        } else {
            (before > odd).then_some(odd - 1)
        };
        let slip = self.slip(self.margins[at].clone());
        let message = "this line is indented by an odd number of spaces, unlike the others";
        let help = "line it up with the lines around it: 2 spaces for each level";
        let mut problem = slip.problem(Code::Indentation, message, help);
        problem.severity = Severity::Warning;
        problem.fix = meant.map(|column| {
            slip.fix(
                " ".repeat(column),
                &format!("start the line with {column} spaces"),
            )
        });
        self.found.push(problem);
    }
}
