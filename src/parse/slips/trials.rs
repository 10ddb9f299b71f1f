//! Which slip made a file unreadable: small edits are tried near the place where the parser stopped, and the one with
//! which the file reads best shows where the slip is. The parser itself often stops lines later.

use super::edits::{self, Candidate};
use crate::diag::Diagnostic;
use crate::parse::head::yaml_of;
use crate::parse::yaml::{self, SyntaxError};
use crate::source::{At, SourceText};

/// Reading a file again costs as much as reading it: of larger ones the parser's own words are used.
const LARGEST: usize = 256 << 10;
/// How many edits are tried for one slip.
const TRIALS: usize = 120;
/// How many bytes are read for all slips of a file.
const READ: usize = 4 << 20;

/// How well a file reads with an edit: whether the parser still refuses it, how much of it is not reached, and how many
/// problems the rest has. The least is the best.
type Rank = (bool, usize, usize);

/// Finds the slips in a file that the parser refuses. `problems` counts what is wrong with a file that it does not.
pub(in crate::parse) fn find(
    source: &SourceText,
    error: SyntaxError,
    problems: impl Fn(SourceText) -> usize,
) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut made: Vec<Candidate> = Vec::new();
    let (mut text, mut error, mut left) = (source.clone(), Some(error), READ);
    if source.as_str().len() > LARGEST {
        return found;
    }
    while let Some(stopped) = error.take() {
        let best = best(&text, &stopped, &mut left, &problems);
        if let Some((candidate, next)) = best {
            let problem = moved(candidate.problem.clone(), &made);
            let last = found.last().and_then(|last| line(source, last));
            if last.is_none() || last != line(source, &problem) {
                found.push(problem);
                text = candidate.applied(&text);
                made.push(candidate);
                error = next;
                continue;
            }
            // An edit that needs another on its line was not the one.
            found.pop();
        }
        // The file is still refused: whether the other edits fix it is not known.
        for problem in &mut found {
            problem.fix = None;
        }
        return found;
    }
    let yaml = yaml_of(&text);
    if let Ok(tree) = yaml::read(&yaml) {
        let silent = super::silent(&yaml, &tree).into_iter();
        found.extend(silent.map(|problem| moved(problem, &made)));
    }
    found
}

fn line(source: &SourceText, problem: &Diagnostic) -> Option<usize> {
    match problem.place.at {
        At::Bytes { start, .. } => Some(source.line_column(start).line),
        _ => None,
    }
}

/// The best edit for one error, and the next error if there is one.
fn best(
    text: &SourceText,
    error: &SyntaxError,
    left: &mut usize,
    problems: impl Fn(SourceText) -> usize,
) -> Option<(Candidate, Option<SyntaxError>)> {
    let length = text.as_str().len();
    let yaml = yaml_of(text);
    let rest = &yaml.as_str()[error.begun(&yaml)..];
    let line = rest.find('\n').unwrap_or(rest.len());
    let unread = length - (yaml.as_str().len() - rest.len() + line);
    let mut best: Option<(Rank, Candidate, Option<SyntaxError>)> = None;
    for candidate in edits::near(&yaml, error).into_iter().take(TRIALS) {
        if *left < length {
            break;
        }
        *left -= length;
        let edited = candidate.applied(text);
        let yaml = yaml_of(&edited);
        let next = yaml::read(&yaml).err();
        let rank = match &next {
            None => (false, 0, problems(edited)),
            Some(next) => {
                let before = &yaml.as_str()[..next.begun(&yaml)];
                let before = &before[..before.rfind('\n').map_or(0, |at| at + 1)];
                let rest = edited.as_str().len() - before.len();
                if rest >= unread {
                    continue;
                }
                (true, rest, problems(edited.with_text(before.to_owned())))
            }
        };
        if best.as_ref().is_none_or(|(least, ..)| rank < *least) {
            best = Some((rank, candidate, next));
        }
        if rank == (false, 0, 0) {
            break;
        }
    }
    // An edit that leaves other things wrong must at least be of a line that is odd without it.
    let (rank, candidate, next) = best?;
    (rank == (false, 0, 0) || candidate.oddity > 1).then_some((candidate, next))
}

/// A problem in a text with edits, at its place in the text without them.
fn moved(mut problem: Diagnostic, made: &[Candidate]) -> Diagnostic {
    let before = |at: &mut usize| {
        for edit in made.iter().rev() {
            let end = edit.range.start + edit.text.len();
            *at = if *at >= end {
                *at - edit.text.len() + edit.range.len()
            } else {
                (*at).min(edit.range.end)
            };
        }
    };
    if let At::Bytes { start, end } = &mut problem.place.at {
        before(start);
        before(end);
    }
    if let Some(fix) = &mut problem.fix {
        before(&mut fix.range.start);
        before(&mut fix.range.end);
    }
    problem
}
