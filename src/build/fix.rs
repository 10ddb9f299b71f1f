//! Applies the fixes of problems: spacing, quoting and misspelt field names.

use std::collections::BTreeMap;

use super::{Reading, Session};
use crate::check::Edition;
use crate::diag::{self, Fix};
use crate::source::{LineColumn, SourcePath, SourceTree};

/// Fixing one problem can reveal another, so the site is read again, at most this often.
const ROUNDS: usize = 12;

/// An edit that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The file.
    pub path: SourcePath,
    /// The position in the file before the edit.
    pub at: LineColumn,
    pub(crate) what: String,
}

/// A site after its problems were fixed.
#[derive(Debug)]
pub struct Fixed {
    /// All files of the site.
    pub tree: SourceTree,
    /// The edits, in the order in which they were made.
    pub edits: Vec<Edit>,
}

impl Session {
    /// Makes the edits of all fixable problems, reads the site again, and repeats until there are none left. Edits
    /// after which less of the site can be read are discarded.
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

/// Returns whether fewer files can be read than before. A file that has become readable may show new problems, which is
/// not worse.
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
        // A byte order mark before the text is kept.
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
