//! The site at an earlier revision: which commit is meant, the folder of the site in it, and what was published.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::args::Global;
use super::console::Console;
use super::{Failure, Outcome, site};
use crate::build::{JudgedSite, Reading, Session};
use crate::check::Edition;
use crate::diag;
use crate::disk::{self, Commit, History, Repository, RevisionError};
use crate::source::{SourcePath, SourceTree};

/// A site as it is in a commit.
pub(super) struct SiteAtCommit {
    pub(super) commit: Commit,
    pub(super) tree: SourceTree,
    /// The folder of the site, ending in `/`. Empty for the root of the repository.
    folder: String,
}

/// The two sides of a comparison.
pub(super) struct Range {
    repository: Repository,
    /// The first revision as typed.
    name: String,
    /// Whether to compare with the commit where the branch started from the revision, and not with the revision itself.
    is_branch_point: bool,
    before: Commit,
    /// `None` for the files in the folder.
    after: Option<Commit>,
}

/// The number of revisions that are tried, newest first, to find one that could be published.
const MAX_TRIED: usize = 100;

/// Parses revisions. `A` and `A...` compare the folder with the commit where its branch started from `A`; `A..` compares it
/// with exactly `A`. `A B` and `A..B` compare two commits. `A...B` compares `B` with the commit where it started from `A`.
pub(super) fn range(global: &Global, name: &str, other: Option<&str>) -> Outcome<Range> {
    let repository = Repository::of(&global.root)?;
    // An empty variable of a workflow must not be read as HEAD.
    for name in std::iter::once(name).chain(other) {
        if name.trim_matches('.').trim().is_empty() {
            return Err(RevisionError::Unknown(name.to_owned(), History::Whole).into());
        }
    }
    let (is_branch_point, one, two) = match (name.split_once("..."), name.split_once("..")) {
        (Some((one, two)), _) => (true, one, Some(two)),
        (None, Some((one, two))) => (false, one, Some(two)),
        (None, None) if other.is_some() => (false, name, other),
        (None, None) => (true, name, None),
    };
    let one = if one.is_empty() { "HEAD" } else { one };
    let two = two.filter(|two| !two.is_empty());
    let before = if is_branch_point {
        repository.branch_point(one, two)?
    } else {
        repository.commit(one)?
    };
    let after = two.map(|two| repository.commit(two)).transpose()?;
    Ok(Range {
        repository,
        name: one.to_owned(),
        is_branch_point,
        before,
        after,
    })
}

/// The older side: what the public knew.
pub(super) struct Published {
    pub(super) commit: Commit,
    /// `None` if there never was a site.
    pub(super) judged: Option<Arc<JudgedSite>>,
    /// The files of that site.
    pub(super) tree: SourceTree,
    /// The files that changes are counted from. They may be those of a later commit that could not be published.
    pub(super) files: SourceTree,
}

impl Range {
    /// Whether the newer side is the files in the folder.
    pub(super) fn is_with_folder(&self) -> bool {
        self.after.is_none()
    }

    /// Returns the newer side if it is a commit.
    pub(super) fn after(&self, global: &Global) -> Outcome<Option<SiteAtCommit>> {
        let Some(commit) = &self.after else {
            return Ok(None);
        };
        let now = disk::read(&global.root).unwrap_or_default();
        match self.find_site(commit, self.repository.place(), &now, |_| true)? {
            Some(past) => Ok(Some(past)),
            None => Err(Failure::from(format!(
                "there is no site at {}",
                commit.short()
            ))),
        }
    }

    /// Returns the older side: what the public knew. `now` is the newer side's files, and `after` its commit, if any.
    ///
    /// Without a site to compare with, this is an error unless the history shows that there never was one. A site that
    /// has moved to another folder is compared with the old folder. At a branch point, a revision that could not be
    /// published is skipped, because the public still sees the one before it.
    pub(super) fn before(
        &self,
        now: &SourceTree,
        after: Option<&SiteAtCommit>,
        session: &mut Session,
        edition: Edition,
        console: &Console,
    ) -> Outcome<Published> {
        let remaining = match after {
            Some(after) => Some(self.repository.snapshot(&after.commit)?.places()),
            None => None,
        };
        let is_gone = |folder: &str| match &remaining {
            Some(remaining) => !remaining.contains(folder),
            None => !self.repository.has_site_now(folder),
        };
        let own = after.map_or(self.repository.place(), |after| &after.folder);
        let mut at = self.before.clone();
        let mut reason: Option<String> = None;
        let mut files: Option<SourceTree> = None;
        let mut last: Option<SourceTree> = None;
        for _ in 0..MAX_TRIED {
            match self.find_site(&at, own, now, is_gone)? {
                Some(past) if last.as_ref() == Some(&past.tree) => {}
                Some(past) => {
                    files.get_or_insert_with(|| past.tree.clone());
                    let reading = session.read(&past.tree, &edition);
                    if let Some(judged) = reading.comparable {
                        self.note_base(&past, own, reason.as_deref(), console);
                        return Ok(Published {
                            commit: past.commit,
                            judged: Some(judged),
                            tree: past.tree,
                            files: files.unwrap_or_default(),
                        });
                    }
                    reason.get_or_insert_with(|| past.reason_unpublishable(&reading));
                    last = Some(past.tree);
                }
                None => match self.last_site(&at, own)? {
                    Some(change) => {
                        let absent = format!("there is no site at {}", at.short());
                        reason.get_or_insert(absent);
                        at = change;
                    }
                    None if reason.is_none() => return self.without_site(at, console),
                    None => break,
                },
            }
            if !self.is_branch_point {
                break;
            }
            match self.repository.parent(&at)? {
                Some(parent) => at = parent,
                None => break,
            }
        }
        let reason = reason.unwrap_or_default();
        let earlier = if self.is_branch_point {
            ", and no earlier revision could be published either"
        } else {
            ""
        };
        Err(Failure::problems(format!(
            "{reason}{earlier}: nothing was compared; give an earlier revision that could be published, followed by two dots, such as `v1..`"
        )))
    }

    /// Returns the last commit that changed a site which no longer exists: in the folder `own` if there are other sites,
    /// otherwise in any folder.
    fn last_site(&self, at: &Commit, own: &str) -> Result<Option<Commit>, RevisionError> {
        let has_others = !self.repository.snapshot(at)?.places().is_empty();
        self.repository.last_change(at, has_others.then_some(own))
    }

    fn without_site(&self, at: Commit, console: &Console) -> Outcome<Published> {
        if self.is_with_folder() {
            self.repository.keeps_site()?;
        }
        let text = format!("there was no site at {}: everything is new", at.short());
        console.note("New", &text);
        Ok(Published {
            commit: at,
            judged: None,
            tree: SourceTree::default(),
            files: SourceTree::default(),
        })
    }

    /// Reports the commit and the folder that are compared with, if they are not the ones that were typed.
    fn note_base(&self, past: &SiteAtCommit, own: &str, reason: Option<&str>, console: &Console) {
        let at = past.commit.short();
        if let Some(reason) = reason {
            let text = format!("with {at}, the last revision that could be published: {reason}");
            console.note("Comparing", &text);
        } else if self.repository.commit(&self.name).as_ref() != Ok(&past.commit) {
            let text = format!("with {at}, where it started from `{}`", self.name);
            console.note("Comparing", &text);
        }
        if past.folder != own {
            let folder = match past.folder.trim_end_matches('/') {
                "" => "the top folder of the repository",
                folder => folder,
            };
            console.note("Moved", &format!("the site was in {folder} at {at}"));
        }
    }

    /// Finds the site at a commit: in the folder `own`, otherwise in the folder that is most similar to `now` among those
    /// that `is_candidate` accepts.
    fn find_site(
        &self,
        commit: &Commit,
        own: &str,
        now: &SourceTree,
        is_candidate: impl Fn(&str) -> bool,
    ) -> Result<Option<SiteAtCommit>, RevisionError> {
        let mut snapshot = self.repository.snapshot(commit)?;
        let past = |tree, folder| SiteAtCommit {
            commit: commit.clone(),
            tree,
            folder,
        };
        if let Some(tree) = snapshot.site(own)? {
            return Ok(Some(past(tree, own.to_owned())));
        }
        let mut found = Vec::new();
        let mut failed = None;
        for folder in snapshot
            .places()
            .into_iter()
            .filter(|folder| is_candidate(folder))
        {
            match snapshot.site(&folder) {
                Ok(Some(tree)) => found.push((similarity(&tree, now), folder, tree)),
                Ok(None) => {}
                Err(error) => failed = Some(error),
            }
        }
        found.sort_by_key(|(similarity, ..)| Reverse(*similarity));
        let equal = found
            .iter()
            .filter(|(similarity, ..)| *similarity == found[0].0);
        let equal: Vec<String> = equal.map(|(_, folder, _)| folder.clone()).collect();
        if equal.len() > 1 && found[0].2 != found[1].2 {
            return Err(RevisionError::Other(format!(
                "the site was in another folder at {}, and it may be any of these: {}. Move it in a separate change, in which none of its files change",
                commit.short(),
                equal.join(", ")
            )));
        }
        match (found.into_iter().next(), failed) {
            (Some((_, folder, tree)), _) => Ok(Some(past(tree, folder))),
            (None, Some(error)) => Err(error),
            (None, None) => Ok(None),
        }
    }
}

/// Returns how many files are the same in both, and how many have the same path.
fn similarity(one: &SourceTree, other: &SourceTree) -> (usize, usize) {
    let common = || {
        one.iter()
            .filter_map(|(path, bytes)| Some((bytes, other.get(path)?)))
    };
    let same = common().filter(|(one, other)| lines(one).eq(lines(other)));
    (same.count(), common().count())
}

impl SiteAtCommit {
    /// Returns a message that the site could not be published, with its first error.
    pub(super) fn reason_unpublishable(&self, reading: &Reading) -> String {
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

/// Returns the files that were changed, added or removed, with paths from the root of the repository. Line ends are
/// ignored, because git may convert them.
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

/// Splits bytes into lines without `\n` or `\r\n`.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let lines = bytes.split(|byte| *byte == b'\n');
    lines.map(|line| line.strip_suffix(b"\r").unwrap_or(line))
}
