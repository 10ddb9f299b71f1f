//! Lists the files of a commit, and reads those of a site.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::error::{Result, RevisionError};
use super::git::Git;
use super::{Commit, Repository, SITE};
use crate::disk::bounds::LINKABLE_FOLDERS;
use crate::source::{
    FOLDERS, LARGEST_SITE, MOST_FILES, Role, SourcePath, SourceTree, Unread, is_foreign_name,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum EntryKind {
    File,
    Link,
    Submodule,
}

/// A path of a commit.
#[derive(Debug, Clone)]
struct Entry {
    kind: EntryKind,
    hash: String,
    /// In bytes.
    size: u64,
    /// The index of the repository that contains it, in [`Snapshot::keepers`].
    keeper: usize,
}

/// The paths of a commit, from the top of its repository. Submodules are opened when they are needed.
#[derive(Debug)]
pub struct Snapshot<'r> {
    repository: &'r Repository,
    listing: BTreeMap<String, Entry>,
    /// The repository, then the open submodules, each with its folder, which ends in `/`.
    keepers: Vec<(String, Git)>,
    /// The number of files and folders visited.
    steps: usize,
}

/// The files of a site to read, those that are not read, and the total size of the former in bytes.
#[derive(Default)]
struct SiteFiles {
    wanted: BTreeMap<SourcePath, Entry>,
    unread: SourceTree,
    size: u64,
}

/// The longest chain of links that is followed.
const MAX_LINKS: usize = 40;

impl Repository {
    /// Lists the files of a commit.
    ///
    /// # Errors
    /// Returns an error if it cannot be read.
    pub fn snapshot(&self, commit: &Commit) -> Result<Snapshot<'_>> {
        let mut snapshot = Snapshot {
            repository: self,
            listing: BTreeMap::new(),
            keepers: Vec::new(),
            steps: 0,
        };
        snapshot.add(String::new(), self.git.clone(), &commit.0)?;
        Ok(snapshot)
    }
}

impl Snapshot<'_> {
    /// Reads the site in a folder, by the same rules as on the disk. `None` if there is no site.
    ///
    /// # Errors
    /// Returns an error if a file cannot be read.
    pub fn site(&mut self, place: &str) -> Result<Option<SourceTree>> {
        if self.resolve(&format!("{place}{SITE}"))?.is_none() {
            return Ok(None);
        }
        let mut found = SiteFiles::default();
        let beside = self.inside(place.trim_end_matches('/'));
        let beside = beside.filter_map(|path| path.strip_prefix(place));
        let is_text =
            |name: &&str| !name.contains('/') && SourcePath::new(name).role() == Role::Text;
        let beside: Vec<String> = beside.filter(is_text).map(str::to_owned).collect();
        for name in FOLDERS.map(str::to_owned).into_iter().chain(beside) {
            let at = format!("{place}{name}");
            // A missing folder is not a problem, but a broken link is.
            if self.listing.contains_key(&at) || self.resolve(&at)?.is_some() {
                self.follow(place, &name, &at, &mut Vec::new(), &mut found)?;
            }
        }
        Ok(Some(self.contents(found)?))
    }

    /// Returns the folders that may contain a site, each ending in `/`, or empty for the top of the repository.
    pub fn places(&self) -> BTreeSet<String> {
        let of = |(path, entry): (&String, &Entry)| {
            let name = match entry.kind {
                EntryKind::File => SITE,
                EntryKind::Link | EntryKind::Submodule => FOLDERS[0],
            };
            let place = path.strip_suffix(name)?;
            (place.is_empty() || place.ends_with('/')).then(|| place.to_owned())
        };
        self.listing.iter().filter_map(of).collect()
    }

    /// Adds the files of a commit of a repository, below a folder.
    fn add(&mut self, folder: String, git: Git, commit: &str) -> Result<()> {
        let output = git.bytes(&["ls-tree", "-r", "-l", "-z", "--full-tree", commit], &[])?;
        let keeper = self.keepers.len();
        let lines = output.split(|byte| *byte == 0);
        for line in lines.filter(|line| !line.is_empty()) {
            let line = String::from_utf8_lossy(line);
            // "100644 blob 0123abcd     512<TAB>content/site.yaml"
            let Some((known, path)) = line.split_once('\t') else {
                continue;
            };
            let mut known = known.split_whitespace();
            let kind = match known.next() {
                Some("120000") => EntryKind::Link,
                Some("160000") => EntryKind::Submodule,
                _ => EntryKind::File,
            };
            let hash = known.nth(1).unwrap_or_default().to_owned();
            let size = known.next().and_then(|size| size.parse().ok());
            let entry = Entry {
                kind,
                hash,
                size: size.unwrap_or(0),
                keeper,
            };
            self.listing.insert(format!("{folder}{path}"), entry);
        }
        self.keepers.push((folder, git));
        Ok(())
    }

    /// Follows the links and opens the submodules on a path. Returns the real path, if it exists.
    fn resolve(&mut self, path: &str) -> Result<Option<String>> {
        let mut found: Vec<String> = Vec::new();
        let mut rest: VecDeque<String> = path.split('/').map(str::to_owned).collect();
        let mut links = 0;
        while let Some(part) = rest.pop_front() {
            match part.as_str() {
                ".." if found.pop().is_none() => return Ok(None),
                "" | "." | ".." => continue,
                _ => found.push(part),
            }
            let at = found.join("/");
            let Some(entry) = self.listing.get(&at).cloned() else {
                continue;
            };
            match entry.kind {
                EntryKind::File => {}
                EntryKind::Submodule => {
                    let git = self.submodule(&at, &entry)?;
                    self.listing.remove(&at);
                    self.add(format!("{at}/"), git, &entry.hash)?;
                }
                EntryKind::Link => {
                    links += 1;
                    let target = self.link(&entry)?;
                    if links > MAX_LINKS || target.starts_with('/') {
                        return Ok(None);
                    }
                    found.pop();
                    for part in target.split('/').rev() {
                        rest.push_front(part.to_owned());
                    }
                }
            }
        }
        let found = found.join("/");
        Ok(self.holds(&found).then_some(found))
    }

    /// Whether a path is a file or a folder.
    fn holds(&self, path: &str) -> bool {
        self.listing.contains_key(path) || self.inside(path).next().is_some()
    }

    /// Returns the paths in a folder, at any depth.
    fn inside(&self, folder: &str) -> impl Iterator<Item = &String> {
        let folder = format!("{folder}/");
        let paths = self.listing.range(folder.clone()..).map(|(path, _)| path);
        paths.take_while(move |path| path.starts_with(&folder))
    }

    /// Adds the files at a path under their name in the site. `trail` are the real folders that were entered.
    fn follow(
        &mut self,
        place: &str,
        name: &str,
        path: &str,
        trail: &mut Vec<String>,
        found: &mut SiteFiles,
    ) -> Result<()> {
        let own = SourcePath::new(name);
        if own.is_foreign() || self.steps > MOST_FILES {
            return Ok(());
        }
        self.steps += 1;
        if self.steps > MOST_FILES {
            found.unread.insert_unread(own, Unread::TooMany);
            return Ok(());
        }
        let real = self.resolve(path)?;
        let real = real.filter(|real| real == path || self.may_follow(place, name, real));
        let Some(real) = real else {
            // Some editors lock files by hidden broken links.
            if own.role() != Role::Foreign {
                let entry = self.listing.get(path);
                let link = entry.filter(|entry| entry.kind == EntryKind::Link);
                let says = link.map_or(Ok(String::new()), |entry| self.link(entry))?;
                found.unread.insert_unread(own, Unread::LeadsOut(says));
            }
            return Ok(());
        };
        if let Some(entry) = self.listing.get(&real) {
            found.add(own, entry);
            return Ok(());
        }
        let is_above = |one: &String| format!("{one}/").starts_with(&format!("{real}/"));
        if trail.iter().any(is_above) {
            found.unread.insert_unread(own, Unread::Loop);
            return Ok(());
        }
        trail.push(real.clone());
        let below: Vec<String> = self.inside(&real).cloned().collect();
        for path in below {
            let name = format!("{name}{}", &path[real.len()..]);
            self.follow(place, &name, &path, trail, found)?;
        }
        trail.pop();
        Ok(())
    }

    /// Whether a link leads to a file of the site. `content` and `themes` may themselves be links to anywhere in the repository.
    fn may_follow(&self, place: &str, name: &str, real: &str) -> bool {
        let first = name.split('/').next().unwrap_or_default();
        let whole = self.listing.get(&format!("{place}{first}"));
        let is_linked = whole.is_some_and(|entry| entry.kind == EntryKind::Link)
            && LINKABLE_FOLDERS.contains(&first);
        let below = match real.strip_prefix(place) {
            Some(below) => below,
            None if is_linked => real,
            None => return false,
        };
        let is_of_kind = !self.listing.contains_key(real) || SourcePath::new(name).is_of_kind(real);
        is_of_kind && !below.split('/').any(is_foreign_name)
    }

    /// Returns the text of a link.
    fn link(&self, entry: &Entry) -> Result<String> {
        let (_, keeper) = &self.keepers[entry.keeper];
        keeper.text(&["cat-file", "blob", &entry.hash])
    }

    /// Returns the repository of a submodule: the one that is checked out, or the one in `.git/modules`.
    fn submodule(&self, path: &str, entry: &Entry) -> Result<Git> {
        let missing = || {
            RevisionError::Other(format!(
                "{path} is a submodule whose earlier version is not in this copy: type `git submodule update --init --recursive`, and `git fetch` in {path} (`submodules: true` with `fetch-depth: 0` in a workflow of GitHub, `GIT_SUBMODULE_STRATEGY: recursive` with `GIT_DEPTH: 0` in one of GitLab)"
            ))
        };
        let top = self.repository.top.as_ref().ok_or_else(missing)?;
        let folder = top.join(path);
        let checked_out = Git::around(&folder);
        let is_own = checked_out
            .top()
            .is_ok_and(|own| Ok(own) == folder.canonicalize().map_err(|_| ()));
        let kept = || {
            let (_, keeper) = &self.keepers[entry.keeper];
            keeper.module(top, &self.module_name(path, entry)?).ok()
        };
        let has = |git: &Git| {
            let commit = format!("{}^{{commit}}", entry.hash);
            git.bytes(&["cat-file", "-e", &commit], &[]).is_ok()
        };
        if is_own && has(&checked_out) {
            return Ok(checked_out);
        }
        kept().filter(has).ok_or_else(missing)
    }

    /// Returns the name of a submodule in `.gitmodules`, unless it could lead out of `.git/modules`.
    fn module_name(&self, path: &str, entry: &Entry) -> Option<String> {
        let (folder, keeper) = &self.keepers[entry.keeper];
        let modules = self.listing.get(&format!("{folder}.gitmodules"))?;
        let below = path.strip_prefix(folder).unwrap_or(path);
        let asked = ["-z", "--get-regexp", r"^submodule\..*\.path$"];
        let asked = [&["config", "--blob", &modules.hash][..], &asked].concat();
        let paths = keeper.text(&asked).ok()?;
        let mut lines = paths.split('\0').filter_map(|line| line.split_once('\n'));
        let name = lines.find_map(|(key, value)| {
            let name = key.strip_prefix("submodule.")?.strip_suffix(".path")?;
            (value == below).then(|| name.to_owned())
        });
        let is_safe = |part: &str| !["", ".", ".."].contains(&part) && !part.contains(['\\', ':']);
        name.filter(|name| name.split('/').all(is_safe))
    }

    /// Reads files, with one run of `git` for each repository.
    fn contents(&self, found: SiteFiles) -> Result<SourceTree> {
        let SiteFiles {
            wanted,
            unread: mut tree,
            ..
        } = found;
        for (keeper, (_, git)) in self.keepers.iter().enumerate() {
            let own = || wanted.iter().filter(|(_, entry)| entry.keeper == keeper);
            let hashes: BTreeSet<&str> = own().map(|(_, entry)| entry.hash.as_str()).collect();
            let blobs = blobs(git, &hashes)?;
            for (name, entry) in own() {
                if let Some(bytes) = blobs.get(entry.hash.as_str()) {
                    tree.insert(name.clone(), bytes.clone());
                }
            }
        }
        Ok(tree)
    }
}

impl SiteFiles {
    /// Adds a file, within the same limits as on the disk.
    fn add(&mut self, path: SourcePath, entry: &Entry) {
        let role = path.role();
        let why = match role {
            Role::Foreign => return,
            Role::Unread => Unread::NotNeeded,
            _ if entry.size > role.limit() => Unread::TooLarge(role.limit()),
            _ if self.size + entry.size > LARGEST_SITE => Unread::TooMuch,
            _ => {
                self.size += entry.size;
                self.wanted.insert(path, entry.clone());
                return;
            }
        };
        self.unread.insert_unread(path, why);
    }
}

fn blobs(git: &Git, hashes: &BTreeSet<&str>) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut blobs = BTreeMap::new();
    if hashes.is_empty() {
        return Ok(blobs);
    }
    let asked: Vec<&str> = hashes.iter().copied().collect();
    let asked = asked.join("\n") + "\n";
    let output = git.bytes(&["cat-file", "--batch"], asked.as_bytes())?;
    let mut rest = output.as_slice();
    // "<hash> blob <size>", a line end, the bytes, and a line end; "<hash> missing" if they are not here.
    while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
        let head = String::from_utf8_lossy(&rest[..end]).into_owned();
        if head.ends_with(" missing") {
            let why = "this copy lacks the contents of some files, because it was cloned with `--filter`: fetch them with `git fetch --refetch --no-filter`";
            return Err(RevisionError::Other(why.to_owned()));
        }
        let mut parts = head.split(' ');
        let hash = parts.next().unwrap_or_default().to_owned();
        let size = parts.nth(1).and_then(|size| size.parse::<usize>().ok());
        let bytes = size.and_then(|size| rest.get(end + 1..end + 1 + size));
        let Some(bytes) = bytes else {
            return Err(RevisionError::Git(head));
        };
        blobs.insert(hash, bytes.to_vec());
        rest = rest.get(end + 2 + bytes.len()..).unwrap_or_default();
    }
    Ok(blobs)
}
