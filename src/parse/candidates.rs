//! Which slip of a finger made a file unreadable: small edits are tried near the place where the parser stopped, and the
//! one that makes the whole file read well again shows where the slip is. The parser itself often notices lines later.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diag::{Code, Diagnostic, Fix};
use crate::model::plain_decimal;
use crate::source::{Place, SourceText};

/// Reading a file again costs as much as reading it: larger ones are told in the parser's words.
const LARGEST: usize = 256 << 10;
/// So many lines before the one at which the parser stopped may hold the slip.
const LINES: usize = 12;
/// So many edits are tried.
const TRIALS: usize = 120;
/// So many bytes are read for it: fewer edits are tried of a large file.
const READ: usize = 4 << 20;

/// The oddity of a line that reads like nothing else.
const PLAIN: usize = 1000;

/// What became of a file with an edit in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trial {
    /// It can be read, and so many things are still wrong with it.
    Reads(usize),
    /// It still cannot be read.
    Fails,
}

/// An edit that may be the one.
struct Candidate {
    /// What is told of, and shown.
    place: Range<usize>,
    range: Range<usize>,
    text: String,
    message: String,
    help: String,
    /// How much less the line fits in with the others as it stands, than it would.
    oddity: usize,
}

/// One line of the YAML text that says something.
#[derive(Clone, Copy)]
struct Line<'t> {
    start: usize,
    indent: usize,
    /// Without its indentation and its end.
    text: &'t str,
}

impl Line<'_> {
    /// Where its text begins.
    fn at(&self) -> usize {
        self.start + self.indent
    }

    fn range(&self) -> Range<usize> {
        self.at()..self.at() + self.text.len()
    }

    /// The text behind its dashes, and where it begins.
    fn behind_dashes(&self) -> (usize, &str) {
        let text = self.text.trim_start_matches(['-', ' ']);
        (self.at() + self.text.len() - text.len(), text)
    }
}

/// The edit that makes the file readable, as a diagnostic where the slip is. `yaml` is the part of the file that is YAML.
pub(super) fn problem(
    source: &SourceText,
    yaml: &SourceText,
    stopped: usize,
    read: impl Fn(SourceText) -> Trial,
) -> Option<Diagnostic> {
    if source.as_str().len() > LARGEST {
        return None;
    }
    if let Some(found) = below_a_figure(source, yaml, stopped) {
        return Some(found);
    }
    let mut candidates = candidates(yaml.as_str(), stopped);
    candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.oddity));
    candidates.truncate(TRIALS.min(READ / source.as_str().len().max(1)));
    let tried = candidates.into_iter().map(|candidate| {
        let mut text = source.as_str().to_owned();
        text.replace_range(candidate.range.clone(), &candidate.text);
        (read(source.with_text(text)), candidate)
    });
    let mut best: Option<(Trial, Candidate)> = None;
    for (trial, candidate) in tried {
        if best.as_ref().is_none_or(|(least, _)| trial < *least) {
            best = Some((trial, candidate));
        }
        if matches!(best, Some((Trial::Reads(0), _))) {
            break;
        }
    }
    // An edit that leaves other things wrong must at least be of a line that is odd as it stands.
    let (_, found) = best.filter(|(trial, candidate)| match trial {
        Trial::Reads(0) => true,
        Trial::Reads(_) => candidate.oddity > 1,
        Trial::Fails => false,
    })?;
    let place = Place::bytes(&source.path, found.place);
    let fix = Fix::new(found.range, found.text, found.help.clone());
    Some(
        Diagnostic::error(Code::Syntax, place, found.message)
            .help(found.help)
            .fix(fix),
    )
}

/// What an entry of a quarter may say beside its figure.
const BESIDE: [&str; 8] = [
    "note", "because", "mark", "rating", "months", "parts", "members", "forecast",
];

/// `note:` below `a2: 91`, which has its figure already: moved into the column of the figure it would be a measure.
fn below_a_figure(source: &SourceText, yaml: &SourceText, stopped: usize) -> Option<Diagnostic> {
    source.path.below("content/quarters")?;
    let lines = lines(yaml.as_str());
    let at = lines
        .partition_point(|line| line.start <= stopped)
        .checked_sub(1)?;
    let line = lines.get(at)?;
    let before = lines.get(at.checked_sub(1)?)?;
    let (name, said) = line.text.split_once(": ")?;
    let (id, figure) = before.text.split_once(": ")?;
    let outer = lines[..at]
        .iter()
        .rev()
        .find(|line| line.indent < before.indent)?;
    let is_beside = line.indent > before.indent && BESIDE.contains(&name);
    if !is_beside || outer.text != "values:" || plain_decimal(figure.trim()).is_err() {
        return None;
    }
    let said = said.trim();
    let said = if said.contains([',', ':']) && !said.starts_with(['"', '{', '[']) {
        format!("\"{}\"", said.replace('"', "\\\""))
    } else {
        said.to_owned()
    };
    let message = format!("`{name}` must be in the same entry as the figure");
    let place = Place::bytes(&source.path, line.range());
    let figure = figure.trim();
    let help = format!("write `{id}: {{ value: {figure}, {name}: {said} }}`");
    Some(Diagnostic::error(Code::Syntax, place, message).help(help))
}

/// The edits that put blanks in place of tabs, each with its tab. Of a single one it is tried how many blanks are meant.
pub(super) fn tabs(
    source: &SourceText,
    tabs: impl Iterator<Item = Range<usize>>,
    read: impl Fn(SourceText) -> Trial,
) -> Vec<(Range<usize>, Fix)> {
    let text = source.as_str();
    let mut lines: Vec<(Range<usize>, Range<usize>, usize)> = Vec::new();
    for tab in tabs {
        let start = text[..tab.start].rfind('\n').map_or(0, |at| at + 1);
        let blank = text[start..].len() - text[start..].trim_start_matches([' ', '\t']).len();
        let width = text[start..start + blank].replace('\t', "  ").len();
        lines.push((tab, start..start + blank, width));
    }
    let fix = |range: &Range<usize>, width: usize| {
        Fix::new(
            range.clone(),
            " ".repeat(width),
            "indent the line with spaces",
        )
    };
    if let [(tab, range, width)] = lines.as_slice()
        && text.len() <= LARGEST
    {
        let widths = (width.saturating_sub(3)..=*width).rev();
        let best = widths.min_by_key(|width| {
            let mut text = text.to_owned();
            text.replace_range(range.clone(), &" ".repeat(*width));
            read(source.with_text(text))
        });
        return vec![(tab.clone(), fix(range, best.unwrap_or(*width)))];
    }
    let fixes = lines.iter();
    fixes
        .map(|(tab, range, width)| (tab.clone(), fix(range, *width)))
        .collect()
}

fn candidates(text: &str, stopped: usize) -> Vec<Candidate> {
    let lines = lines(text);
    let at = lines.partition_point(|line| line.start <= stopped).max(1) - 1;
    let mut uses: BTreeMap<usize, usize> = BTreeMap::new();
    for line in &lines {
        *uses.entry(line.indent).or_default() += 1;
    }
    let near = at.saturating_sub(LINES)..(at + 2).min(lines.len());
    // Further up only a line that begins where hardly another one does can be the one.
    let odd = |line: &&Line| uses.get(&line.indent).is_some_and(|uses| *uses <= 2);
    let far = lines[..near.start].iter().rev().filter(odd).take(LINES);
    let near = lines[near].iter().rev();
    let mut candidates = Vec::new();
    for line in near.chain(far) {
        signs(line, &mut candidates);
        dashes(text, line, &mut candidates);
        indents(line, &uses, &mut candidates);
    }
    candidates
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let said = without_remark(line).trim_end();
        let content = said.trim_start_matches(' ');
        if !content.is_empty() && !content.starts_with('#') {
            lines.push(Line {
                start,
                indent: said.len() - content.len(),
                text: content,
            });
        }
        start += line.len();
    }
    lines
}

/// A line without the remark at its end, which belongs to nothing that is to be typed.
fn without_remark(line: &str) -> &str {
    // Every second part is between quotes.
    let mut start = 0;
    for (number, part) in line.split('"').enumerate() {
        if let Some(at) = part.find(" #").filter(|_| number.is_multiple_of(2)) {
            return &line[..start + at];
        }
        start += part.len() + 1;
    }
    line
}

/// A colon, or the blank after it, that is not there.
fn signs(line: &Line, into: &mut Vec<Candidate>) {
    let (at, text) = line.behind_dashes();
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let length = text.find(|c| !is_name(c)).unwrap_or(text.len());
    if length == 0 {
        return;
    }
    let (name, after) = text.split_at(length);
    let end = at + length;
    let mut signs = after.chars();
    let (sign, next) = (signs.next(), signs.next());
    let shown = |value: &str| format!("write `{name}: {}`", value.trim());
    let mut add = |range: Range<usize>, text: &str, message: &str, help: String| {
        into.push(Candidate {
            place: line.range(),
            range,
            text: text.to_owned(),
            message: message.to_owned(),
            help,
            oddity: PLAIN,
        });
    };
    match (sign, next) {
        (Some(':'), Some(next)) if next != ' ' => {
            let message = "there is no space after the colon";
            add(end + 1..end + 1, " ", message, shown(&after[1..]));
        }
        (Some(' '), _) if after.trim_start().starts_with(['=', ';']) => {
            let value = after.trim_start();
            let (sign, value) = value.split_at(1);
            let message = format!("there is a `{sign}` where a colon should be");
            let to = end + after.len() - value.trim_start().len();
            add(end..to, ": ", &message, shown(value));
        }
        (Some(sign @ (';' | '=' | ',' | '.')), Some(' ') | None) => {
            let message = format!("there is a `{sign}` where a colon should be");
            add(end..end + 1, ":", &message, shown(&after[1..]));
        }
        (Some(' ') | None, _) => {
            let message = "there is no colon after the name on this line";
            add(end..end, ":", message, shown(after));
        }
        _ => {}
    }
}

/// A dash that is not there, is another sign, or has too many blanks after it.
fn dashes(whole: &str, line: &Line, into: &mut Vec<Candidate>) {
    let mut add = |range: Range<usize>, text: &str, message: &str, help: &str, oddity: usize| {
        into.push(Candidate {
            place: line.range(),
            range,
            text: text.to_owned(),
            message: message.to_owned(),
            help: help.to_owned(),
            oddity,
        });
    };
    let at = line.at();
    if line.text.starts_with("-  ") {
        let message = "the lines of a list entry start in the column after its dash";
        add(
            at + 2..at + 3,
            "",
            message,
            "leave one space after the dash",
            PLAIN,
        );
    }
    if line.indent > 0 && !line.text.starts_with("- ") {
        let blank = at - 1..at - 1;
        if whole[blank.start..].starts_with(' ') {
            let message = "this list entry has no dash";
            add(blank, "-", message, "start the entry with `- `", 0);
        }
    }
    let mut signs = line.text.chars();
    if let (Some(sign), Some(' ')) = (signs.next(), signs.next())
        && !sign.is_alphanumeric()
        && sign != '-'
    {
        let message = format!("there is a `{sign}` where a dash should be");
        add(
            at..at + sign.len_utf8(),
            "-",
            &message,
            "start the entry with `- `",
            PLAIN,
        );
    }
}

/// A line that begins in another column than those that it belongs with.
fn indents(line: &Line, uses: &BTreeMap<usize, usize>, into: &mut Vec<Candidate>) {
    let of = |indent: usize| uses.get(&indent).copied().unwrap_or_default();
    for indent in line.indent.saturating_sub(2)..=line.indent + 2 {
        if indent == line.indent || of(indent) == 0 {
            continue;
        }
        let (side, by) = if line.indent > indent {
            ("far", line.indent - indent)
        } else {
            ("little", indent - line.indent)
        };
        let spaces = if by == 1 { "space" } else { "spaces" };
        into.push(Candidate {
            place: line.start..line.range().end,
            range: line.start..line.at(),
            text: " ".repeat(indent),
            message: format!("this line is indented {by} {spaces} too {side}"),
            help: format!(
                "line it up with the lines around it: {indent} spaces instead of {}",
                line.indent
            ),
            oddity: (of(indent) + 1).saturating_sub(of(line.indent)),
        });
    }
}
