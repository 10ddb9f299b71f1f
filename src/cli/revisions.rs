//! The site as it was: which revision is meant, where in it the site was, and what it said.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::Ending;
use super::args::Global;
use super::console::Console;
use super::site;
use crate::build::{JudgedSite, Reading, Session};
use crate::check::Edition;
use crate::diag;
use crate::disk::{self, Commit, History, Repository, RevisionError};
use crate::source::{SourcePath, SourceTree};

/// Why nothing can be compared, and how the command ends.
pub(super) struct Failure {
    pub(super) why: String,
    pub(super) ending: Ending,
}

impl From<RevisionError> for Failure {
    fn from(error: RevisionError) -> Self {
        Self {
            why: error.to_string(),
            ending: Ending::Failed,
        }
    }
}

impl Failure {
    /// Reports it, and returns how the command ends.
    pub(super) fn told(self, console: &Console) -> Ending {
        console.error(&self.why);
        self.ending
    }
}

/// A site as a commit holds it.
pub(super) struct Past {
    pub(super) commit: Commit,
    pub(super) tree: SourceTree,
    /// The folder that it was in: ends in `/`, or empty for the repository's own.
    place: String,
}

/// How the earlier revision was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    /// It is this one and no other.
    Exactly,
    /// It is where a branch began.
    BranchPoint,
}

/// What is compared with what.
pub(super) struct Range {
    repository: Repository,
    /// The first revision, as it was typed.
    name: String,
    start: Start,
    before: Commit,
    /// None for the files in the folder.
    after: Option<Commit>,
}

/// How many revisions are looked at, one before the other, for one that could be published.
const MOST_TRIED: usize = 100;

/// Understands what was typed. `A` and `A...` are the commit that the folder's branch has in common with `A`, against the
/// folder; `A..` is exactly `A` against the folder; `A B` and `A..B` are two commits; `A...B` is what `A` and `B` have in
/// common, and `B`.
pub(super) fn range(global: &Global, name: &str, other: Option<&str>) -> Result<Range, Failure> {
    let repository = Repository::of(&global.root)?;
    // A variable that a workflow has not set is no revision, and must not pass as HEAD.
    for name in std::iter::once(name).chain(other) {
        if name.trim_matches('.').trim().is_empty() {
            return Err(RevisionError::Unknown(name.to_owned(), History::Whole).into());
        }
    }
    let (start, one, two) = match (name.split_once("..."), name.split_once("..")) {
        (Some((one, two)), _) => (Start::BranchPoint, one, Some(two)),
        (None, Some((one, two))) => (Start::Exactly, one, Some(two)),
        (None, None) if other.is_some() => (Start::Exactly, name, other),
        (None, None) => (Start::BranchPoint, name, None),
    };
    let one = if one.is_empty() { "HEAD" } else { one };
    let two = two.filter(|two| !two.is_empty());
    let before = match start {
        Start::Exactly => repository.commit(one)?,
        Start::BranchPoint => repository.branch_point(one, two)?,
    };
    let after = two.map(|two| repository.commit(two)).transpose()?;
    Ok(Range {
        repository,
        name: one.to_owned(),
        start,
        before,
        after,
    })
}

/// What the public knew.
pub(super) struct Before {
    /// The commit that is compared with.
    pub(super) commit: Commit,
    /// What the site said there; `None` if there never was a site.
    pub(super) comparable: Option<Arc<JudgedSite>>,
    /// The files where the change began. They may be those of a later commit, which could not be published.
    pub(super) files: SourceTree,
}

impl Range {
    /// Whether the newer side is the folder.
    pub(super) fn is_with_folder(&self) -> bool {
        self.after.is_none()
    }

    /// The newer side, if it is a commit.
    pub(super) fn after(&self, global: &Global) -> Result<Option<Past>, Failure> {
        let Some(commit) = &self.after else {
            return Ok(None);
        };
        let now = disk::read(&global.root).unwrap_or_default();
        match self.past(commit, self.repository.place(), &now, |_| true)? {
            Some(past) => Ok(Some(past)),
            None => Err(Failure {
                why: format!("there is no site at {}", commit.short()),
                ending: Ending::Failed,
            }),
        }
    }

    /// The older side: what the public knew. `now` are the files of the newer one, and `after` is its commit, if it has
    /// one.
    ///
    /// Rule: nothing to compare with is an error, unless the history shows that there never was a site. A site that is
    /// now in another folder is compared with where it was. Where a branch began, a site that could not be published
    /// is passed over: the public still sees the last one before it that could.
    pub(super) fn before(
        &self,
        now: &SourceTree,
        after: Option<&Past>,
        session: &mut Session,
        edition: Edition,
        console: &Console,
    ) -> Result<Before, Failure> {
        let kept = match after {
            Some(after) => Some(self.repository.snapshot(&after.commit)?.places()),
            None => None,
        };
        let is_gone = |place: &str| match &kept {
            Some(kept) => !kept.contains(place),
            None => !self.repository.has_site_now(place),
        };
        let own = after.map_or(self.repository.place(), |after| &after.place);
        let mut at = self.before.clone();
        let mut why: Option<String> = None;
        let mut files: Option<SourceTree> = None;
        let mut last: Option<SourceTree> = None;
        for _ in 0..MOST_TRIED {
            match self.past(&at, own, now, is_gone) {
                Ok(Some(past)) if last.as_ref() == Some(&past.tree) => {}
                Ok(Some(past)) => {
                    files.get_or_insert_with(|| past.tree.clone());
                    let reading = session.read(&past.tree, &edition);
                    if let Some(comparable) = reading.comparable {
                        self.say_base(&past, own, why.as_deref(), console);
                        return Ok(Before {
                            commit: past.commit,
                            comparable: Some(comparable),
                            files: files.unwrap_or_default(),
                        });
                    }
                    why.get_or_insert_with(|| past.why_broken(&reading));
                    last = Some(past.tree);
                }
                Ok(None) => match self.last_site(&at, own)? {
                    Some(change) => {
                        let absent = format!("there is no site at {}", at.short());
                        why.get_or_insert(absent);
                        at = change;
                    }
                    None if why.is_none() => return self.first(at, console),
                    None => break,
                },
                Err(RevisionError::Unreadable(unreadable)) => {
                    why.get_or_insert(unreadable);
                }
                Err(error) => return Err(error.into()),
            }
            let parent = match self.start {
                Start::Exactly => None,
                Start::BranchPoint => self.repository.parent(&at)?,
            };
            match parent {
                Some(parent) => at = parent,
                None => break,
            }
        }
        Err(self.nothing_sound(&why.unwrap_or_default()))
    }

    /// The last commit in which the site changed that is no longer there: in its own folder; or anywhere, if there is
    /// no site at all.
    fn last_site(&self, at: &Commit, own: &str) -> Result<Option<Commit>, RevisionError> {
        let has_others = !self.repository.snapshot(at)?.places().is_empty();
        self.repository.last_change(at, has_others.then_some(own))
    }

    fn first(&self, at: Commit, console: &Console) -> Result<Before, Failure> {
        if self.is_with_folder() {
            self.repository.keeps_site()?;
        }
        let what = format!("there was no site at {}: everything is new", at.short());
        console.note("New", &what);
        Ok(Before {
            commit: at,
            comparable: None,
            files: SourceTree::default(),
        })
    }

    fn nothing_sound(&self, why: &str) -> Failure {
        let before = match self.start {
            Start::Exactly => "",
            Start::BranchPoint => ", and no earlier revision could be published either",
        };
        Failure {
            why: format!(
                "{why}{before}: nothing was compared; give an earlier revision that could be published, followed by two dots, such as `v1..`"
            ),
            ending: Ending::Problems,
        }
    }

    /// Says what is compared with, if that is not what was typed.
    fn say_base(&self, past: &Past, own: &str, why: Option<&str>, console: &Console) {
        let at = past.commit.short();
        if let Some(why) = why {
            let what = format!("with {at}, the last revision that could be published: {why}");
            console.note("Comparing", &what);
        } else if self.repository.commit(&self.name).as_ref() != Ok(&past.commit) {
            let what = format!("with {at}, where it started from `{}`", self.name);
            console.note("Comparing", &what);
        }
        if past.place != own {
            let place = match past.place.trim_end_matches('/') {
                "" => "the top folder of the repository",
                place => place,
            };
            console.note("Moved", &format!("the site was in {place} at {at}"));
        }
    }

    /// The site at a commit: in the folder that is its `own`; else in the one whose files are most like those of `now`, of
    /// the folders that `may_be` the one.
    fn past(
        &self,
        commit: &Commit,
        own: &str,
        now: &SourceTree,
        may_be: impl Fn(&str) -> bool,
    ) -> Result<Option<Past>, RevisionError> {
        let mut snapshot = self.repository.snapshot(commit)?;
        let past = |tree, place| Past {
            commit: commit.clone(),
            tree,
            place,
        };
        if let Some(tree) = snapshot.site(own)? {
            return Ok(Some(past(tree, own.to_owned())));
        }
        let mut found = Vec::new();
        let mut failed = None;
        for place in snapshot.places().into_iter().filter(|place| may_be(place)) {
            match snapshot.site(&place) {
                Ok(Some(tree)) => found.push((likeness(&tree, now), place, tree)),
                Ok(None) => {}
                Err(error) => failed = Some(error),
            }
        }
        found.sort_by_key(|(likeness, ..)| Reverse(*likeness));
        let as_like = found
            .iter()
            .filter(|(likeness, ..)| *likeness == found[0].0);
        let as_like: Vec<String> = as_like.map(|(_, place, _)| place.clone()).collect();
        if as_like.len() > 1 && found[0].2 != found[1].2 {
            let commit = commit.short().to_owned();
            return Err(RevisionError::Several(commit, as_like));
        }
        match (found.into_iter().next(), failed) {
            (Some((_, place, tree)), _) => Ok(Some(past(tree, place))),
            (None, Some(error)) => Err(error),
            (None, None) => Ok(None),
        }
    }
}

/// How many files are the same in both, and how many have the same name.
fn likeness(one: &SourceTree, other: &SourceTree) -> (usize, usize) {
    let named = || {
        one.iter()
            .filter_map(|(path, bytes)| Some((bytes, other.get(path)?)))
    };
    let same = named().filter(|(one, other)| lines(one).eq(lines(other)));
    (same.count(), named().count())
}

impl Past {
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
