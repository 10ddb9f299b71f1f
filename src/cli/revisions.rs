//! The site as it was: which revision is meant, and what it said.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Ending;
use super::args::Global;
use super::console::Console;
use super::site;
use crate::build::{Judged, Reading, Session};
use crate::check::Edition;
use crate::diag;
use crate::disk::{Commit, Repository, RevisionError};
use crate::source::{SourcePath, SourceTree};

/// A site as a commit holds it.
pub(super) struct Past {
    pub(super) commit: Commit,
    pub(super) tree: SourceTree,
}

/// What is compared with what.
pub(super) struct Range {
    pub(super) before: Past,
    /// None for the files as they lie in the folder.
    pub(super) after: Option<Past>,
}

/// Reads the two sides: of `A` the commit, against the folder; of `A B` or `A..B` two commits; of `A...B` the commit that
/// B began from, and B; of `A...` the one that the folder's branch began from, and the folder.
pub(super) fn range(
    global: &Global,
    name: &str,
    other: Option<&str>,
    console: &Console,
) -> Result<Range, Ending> {
    let read = || -> Result<Range, RevisionError> {
        let repository = Repository::of(&global.root)?;
        let past = |commit: Commit| {
            let tree = repository.tree(&commit)?;
            Ok(Past { commit, tree })
        };
        let named = |name: &str| repository.commit(if name.is_empty() { "HEAD" } else { name });
        if let Some((one, two)) = name.split_once("...") {
            let before = repository.common(&named(one)?, &named(two)?)?;
            let two = Some(two).filter(|two| !two.is_empty());
            let after = two.map(named).transpose()?.map(past).transpose()?;
            return Ok(Range {
                before: past(before)?,
                after,
            });
        }
        let (one, two) = match name.split_once("..") {
            Some((one, two)) => (one, Some(two)),
            None => (name, other),
        };
        Ok(Range {
            before: past(named(one)?)?,
            after: two.map(named).transpose()?.map(past).transpose()?,
        })
    };
    read().map_err(|error| {
        console.error(&error.to_string());
        Ending::Failed
    })
}

/// What a site said at a commit.
pub(super) enum Then {
    /// There was no site yet.
    Nothing,
    /// It can be compared; and where it could not be published, what is wrong with it.
    Said(Arc<Judged>, Option<Reading>),
    /// It had errors, so that nobody knows what it said.
    Broken(Reading),
}

impl Past {
    /// Reads it as an edition of today.
    pub(super) fn read(&self, session: &mut Session, edition: Edition) -> Then {
        if self.tree.is_empty() {
            return Then::Nothing;
        }
        let reading = session.read(&self.tree, &edition);
        match reading.said.clone() {
            Some(said) => {
                let wrong = reading.judged.is_none().then_some(reading);
                Then::Said(said, wrong)
            }
            None => Then::Broken(reading),
        }
    }

    /// Says that it could not be published, and the first thing that is wrong in it.
    pub(super) fn why_broken(&self, reading: &Reading) -> String {
        let mut problems = reading.problems.iter();
        let first = problems.find(|problem| problem.is_error());
        let first = first.map_or(String::new(), |first| {
            format!(", the first in {}: {}", first.place.path, first.message)
        });
        format!(
            "the site at {} could not be published: {}{first}",
            self.commit.short(),
            diag::counted(&reading.problems)
        )
    }
}

/// The files that are others now, that came or went, by the paths from the repository's root. Line ends are not looked
/// at: git may write them otherwise than it keeps them.
pub(super) fn changed(
    global: &Global,
    then: &SourceTree,
    now: &SourceTree,
) -> BTreeSet<SourcePath> {
    let folder = site::folder(global);
    let paths: BTreeSet<&SourcePath> = then
        .iter()
        .chain(now.iter())
        .map(|(path, _)| path)
        .collect();
    let differs = |path: &&SourcePath| match (then.get(path), now.get(path)) {
        (Some(then), Some(now)) => lines(then).ne(lines(now)),
        _ => true,
    };
    let changed = paths.into_iter().filter(differs);
    changed.map(|path| folder.path_of(path)).collect()
}

fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let lines = bytes.split(|byte| *byte == b'\n');
    lines.map(|line| line.strip_suffix(b"\r").unwrap_or(line))
}
