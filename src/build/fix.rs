//! A site with everything fixed that only one edit can fix: its spacing, its quoting and misspelt names of fields.

use std::collections::BTreeMap;

use super::{Reading, Session};
use crate::check::Edition;
use crate::diag::{self, Fix};
use crate::source::{LineColumn, SourcePath, SourceTree};

/// What is read again after an edit may have hidden what another edit fixes; not for ever.
const ROUNDS: usize = 12;

/// An edit that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// In which file.
    pub path: SourcePath,
    /// Where in it, as it was then.
    pub at: LineColumn,
    /// What was done.
    pub what: String,
}

/// A site after it was fixed.
#[derive(Debug)]
pub struct Fixed {
    /// Every file of it.
    pub tree: SourceTree,
    /// In the order in which they were made.
    pub edits: Vec<Edit>,
}

impl Session {
    /// Makes the edits that problems carry, reads the site again, and goes on until there are none left. Edits after
    /// which more could not be read than before are not made.
    pub fn fix(&mut self, tree: &SourceTree, edition: &Edition) -> Fixed {
        let mut fixed = Fixed {
            tree: tree.clone(),
            edits: Vec::new(),
        };
        let mut reading = self.read(&fixed.tree, edition);
        for _ in 0..ROUNDS {
            let (next, edits) = round(&fixed.tree, &reading);
            if edits.is_empty() {
                break;
            }
            let after = self.read(&next, edition);
            if is_worse(&after, &reading) {
                break;
            }
            fixed.tree = next;
            fixed.edits.extend(edits);
            reading = after;
        }
        fixed
    }
}

/// A file that can be read again may show what was hidden before; one that cannot any more is worse.
fn is_worse(after: &Reading, before: &Reading) -> bool {
    let unreadable = |reading: &Reading| {
        let problems = reading.problems.iter();
        let is_syntax = |code: diag::Code| matches!(code, diag::Code::Syntax | diag::Code::Quoting);
        problems.filter(|problem| is_syntax(problem.code)).count()
    };
    unreadable(after) > unreadable(before)
}

fn round(tree: &SourceTree, reading: &Reading) -> (SourceTree, Vec<Edit>) {
    let mut by_path: BTreeMap<&SourcePath, Vec<&Fix>> = BTreeMap::new();
    for problem in &reading.problems {
        if let Some(fix) = &problem.fix {
            by_path.entry(&problem.place.path).or_default().push(fix);
        }
    }
    let mut next = tree.clone();
    let mut edits = Vec::new();
    for (path, fixes) in by_path {
        let (Some(bytes), Some(source)) = (tree.get(path), reading.sources.get(path)) else {
            continue;
        };
        let (text, made) = diag::apply(source.as_str(), fixes);
        // What stands before the text is a byte order mark, and stays.
        let mark = bytes.len() - source.as_str().len();
        next.insert(path.clone(), [&bytes[..mark], text.as_bytes()].concat());
        edits.extend(made.into_iter().map(|fix| Edit {
            path: path.clone(),
            at: source.line_column(fix.range.start),
            what: fix.what.clone(),
        }));
    }
    (next, edits)
}
