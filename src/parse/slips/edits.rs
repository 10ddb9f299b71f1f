//! The edits that may make a file readable again, each with what it would show to be wrong.

mod values;

use std::collections::BTreeMap;
use std::ops::Range;

use super::Slip;
use super::text::{Line, in_quotes, is_odd_blank, lines, odd_dash, stretch};
use crate::diag::{Diagnostic, Fix};
use crate::parse::yaml::SyntaxError;
use crate::source::SourceText;
use values::opens_quote;

/// How many lines before the one at which the parser stopped may hold the slip.
const LINES: usize = 12;

/// The oddity of a line that reads like nothing else.
const PLAIN: usize = 1000;

/// An edit that may be the one.
pub(super) struct Candidate {
    pub(super) range: Range<usize>,
    pub(super) text: String,
    pub(super) problem: Diagnostic,
    /// How much less the line fits in with the others without the edit than with it.
    pub(super) oddity: usize,
}

impl Candidate {
    pub(super) fn applied(&self, source: &SourceText) -> SourceText {
        let mut text = source.as_str().to_owned();
        text.replace_range(self.range.clone(), &self.text);
        source.with_text(text)
    }
}

pub(super) fn near(source: &SourceText, error: &SyntaxError) -> Vec<Candidate> {
    let lines = lines(source.as_str());
    let mut edits = Edits {
        source,
        uses: BTreeMap::new(),
        found: Vec::new(),
    };
    for line in &lines {
        *edits.uses.entry(line.indent).or_default() += 1;
    }
    if error.message.contains("more than one document") {
        edits.second_document(&lines);
    }
    let line_at = |byte| lines.partition_point(|line| line.start <= byte).max(1) - 1;
    let (begun, at) = (line_at(error.begun(source)), line_at(error.byte));
    let (first, last) = (at.saturating_sub(LINES), lines.len().min(at + 2));
    // Further up only a line that starts where hardly another one does can be the one, or one that opens a quote.
    let is_odd = |at: &usize| edits.uses[&lines[*at].indent] <= 2 || opens_quote(&lines[*at]);
    let far: Vec<usize> = (0..first).rev().filter(is_odd).take(LINES).collect();
    let begun = (begun < first).then_some(begun);
    for at in begun.into_iter().chain((first..last).rev()).chain(far) {
        edits.of_line(&lines[at]);
        if let Some(before) = at.checked_sub(1) {
            edits.below_a_figure(&lines[before], &lines[at]);
        }
    }
    let mut found = edits.found;
    found.sort_by_key(|candidate| std::cmp::Reverse(candidate.oddity));
    found
}

struct Edits<'t> {
    source: &'t SourceText,
    uses: BTreeMap<usize, usize>,
    found: Vec<Candidate>,
}

impl<'t> Edits<'t> {
    fn slip(&self, range: Range<usize>) -> Slip<'t> {
        let source = self.source;
        Slip { source, range }
    }

    fn add(&mut self, range: Range<usize>, text: impl Into<String>, problem: Diagnostic) {
        let (text, oddity) = (text.into(), PLAIN);
        if self.source.as_str()[range.clone()] != text {
            self.found.push(Candidate {
                range,
                text,
                problem,
                oddity,
            });
        }
    }

    /// An edit that also fixes the slip.
    fn add_fix(
        &mut self,
        place: Range<usize>,
        (range, text): (Range<usize>, &str),
        (message, help): (&str, &str),
        oddity: usize,
    ) {
        let (fix, text) = (Fix::new(range.clone(), text, help), text.to_owned());
        let problem = self.slip(place).syntax(message, help).fix(fix);
        self.found.push(Candidate {
            range,
            text,
            problem,
            oddity,
        });
    }

    fn of_line(&mut self, line: &Line) {
        if stretch(line.text).len() < line.text.len() {
            return;
        }
        self.blanks(line);
        self.brackets(line);
        self.values(line);
        self.colon(line);
        self.dash(line);
        self.indent(line);
    }

    fn second_document(&mut self, lines: &[Line]) {
        let is_marker = |line: &&Line| line.indent == 0 && matches!(line.text, "---" | "...");
        if let Some(line) = lines.iter().skip(1).find(is_marker) {
            let message = "`---` starts a second document, which would not be read";
            let help = "delete the line, or move the text after it to its own file";
            let problem = self.slip(line.range()).syntax(message, help);
            self.add(line.start..self.source.as_str().len(), "", problem);
        }
    }

    /// A tab or a space of another program.
    fn blanks(&mut self, line: &Line) {
        let typed = &self.source.as_str()[line.start..];
        let indent = &typed[..typed.len() - typed.trim_start_matches([' ', '\t']).len()];
        if let Some(tab) = indent.find('\t').map(|tab| line.start + tab) {
            let margin = line.start..line.start + indent.len();
            let width = indent.replace('\t', "  ").len();
            for spaces in (width.saturating_sub(3)..=width).rev() {
                let problem = self.slip(tab..tab + 1).tab(margin.clone(), spaces);
                self.add(margin.clone(), " ".repeat(spaces), problem);
            }
        }
        for (at, blank) in line.text.match_indices(is_odd_blank) {
            let range = line.at() + at..line.at() + at + blank.len();
            let problem = self.slip(range.clone()).odd_blank();
            self.add(range, " ", problem);
        }
    }

    /// A colon, or the space after it, that is not there.
    fn colon(&mut self, line: &Line) {
        let (at, text) = line.behind_dashes();
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
        let (name, after) = text.split_at(text.find(|c| !is_name(c)).unwrap_or(text.len()));
        if name.is_empty() {
            return;
        }
        let end = at + name.len();
        let mut chars = after.chars();
        let (sign, next) = (chars.next(), chars.next());
        let value = after.trim_start();
        let instead = |sign: &str| format!("there is a `{sign}` where a colon should be");
        let (edit, message) = match (sign, next) {
            (Some(':'), Some(next)) if next != ' ' => (
                (end + 1..end + 1, " "),
                "there is no space after the colon".to_owned(),
            ),
            (Some(' '), _) if value.starts_with(['=', ';']) => {
                let to = line.range().end - value[1..].trim_start().len();
                ((end..to, ": "), instead(&value[..1]))
            }
            (Some(';' | '=' | ',' | '.'), Some(' ') | None) => {
                ((end..end + 1, ":"), instead(&after[..1]))
            }
            (Some(' ') | None, _) => (
                (end..end, ":"),
                "there is no colon after the name on this line".to_owned(),
            ),
            _ => return,
        };
        let value = value.trim_start_matches([':', ';', '=', ',', '.']).trim();
        let help = format!("write `{name}: {value}`").replace(": `", ":`");
        self.add_fix(line.range(), edit, (&message, &help), PLAIN);
    }

    /// A dash that is not there, is another character, or has no space or too many after it.
    fn dash(&mut self, line: &Line) {
        let at = line.at();
        if line.text.starts_with("-  ") {
            let words = (
                "the lines of a list entry start in the column after its dash",
                "leave one space after the dash",
            );
            self.add_fix(line.range(), (at + 2..at + 3, ""), words, PLAIN);
        }
        let after = line.text.trim_start_matches('-');
        let dashes = line.text.len() - after.len();
        if dashes > 1 || dashes == 1 && !after.starts_with(' ') {
            let problem = self.slip(line.range()).dash_without_space();
            let to = line.range().end - after.trim_start().len();
            self.add(at..to, "- ", problem);
        }
        if let Some(sign) = odd_dash(line.text) {
            let range = at..at + sign.len_utf8();
            let problem = self.slip(range.clone()).odd_dash();
            self.add(range, "-", problem);
        }
        if line.indent > 0 && !line.text.starts_with("- ") {
            let words = ("this list entry has no dash", "start the entry with `- `");
            self.add_fix(line.range(), (at - 1..at - 1, "-"), words, 0);
        }
    }

    /// A line that starts in another column than those that it belongs with.
    fn indent(&mut self, line: &Line) {
        let was = line.indent;
        for indent in was.saturating_sub(2)..=was + 2 {
            let others = self.uses.get(&indent).copied().unwrap_or_default();
            if indent == was || others == 0 {
                continue;
            }
            let side = if was > indent { "far" } else { "little" };
            let by = was.abs_diff(indent);
            let spaces = if by == 1 { "space" } else { "spaces" };
            let message = format!("this line is indented {by} {spaces} too {side}");
            let help =
                format!("line it up with the lines around it: {indent} spaces instead of {was}");
            let edit = (line.start..line.at(), &*" ".repeat(indent));
            let oddity = (others + 1).saturating_sub(self.uses[&was]);
            self.add_fix(
                line.start..line.range().end,
                edit,
                (&message, &help),
                oddity,
            );
        }
    }

    /// `note:` below `a2: 91`, which has its figure already: moved into the column of the figure it would be a measure.
    fn below_a_figure(&mut self, before: &Line, line: &Line) {
        let (Some((id, figure)), Some((name, said))) =
            (before.text.split_once(": "), line.text.split_once(": "))
        else {
            return;
        };
        if line.indent <= before.indent {
            return;
        }
        let (figure, mut said) = (figure.trim(), said.trim().to_owned());
        if said.contains([',', ':']) && !said.starts_with(['"', '{', '[']) {
            said = in_quotes(&said);
        }
        let entry = format!("{id}: {{ value: {figure}, {name}: {said} }}");
        let message = format!("`{name}` must be in the same entry as the figure");
        let slip = self.slip(line.range());
        let problem = slip.syntax(message, format!("write `{entry}`"));
        self.add(before.at()..line.range().end, entry, problem);
    }
}
