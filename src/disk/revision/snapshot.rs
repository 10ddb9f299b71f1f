//! Everything that a commit holds, and a site's files among it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::error::{Result, RevisionError};
use super::git::{Git, text};
use super::{Commit, Repository, SITE};
use crate::disk::read::FOLDERS;
use crate::source::{SourcePath, SourceTree};

/// What is at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Link,
    Submodule,
}

/// One path of a commit.
#[derive(Debug, Clone)]
struct Entry {
    kind: Kind,
    hash: String,
    /// The repository that holds its contents.
    keeper: usize,
}

/// The paths of a commit, from the top of its repository. Submodules are opened when something in them is asked for.
#[derive(Debug)]
pub struct Snapshot<'r> {
    repository: &'r Repository,
    commit: Commit,
    listing: BTreeMap<String, Entry>,
    /// The repository, then the submodules that were opened, each with its folder, which ends in `/`.
    keepers: Vec<(String, Git)>,
    /// The files and folders looked at.
    steps: usize,
}

/// A file of the site: its name there, and where its contents are.
type Wanted = BTreeMap<SourcePath, Entry>;

/// More links than this, one leading to the next, lead nowhere.
const MOST_LINKS: usize = 40;

/// Links that lead to folders can name one file many times: no site has so many files and folders.
const MOST_STEPS: usize = 100_000;

impl Repository {
    /// Lists what a commit holds.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn snapshot(&self, commit: &Commit) -> Result<Snapshot<'_>> {
        let mut snapshot = Snapshot {
            repository: self,
            commit: commit.clone(),
            listing: BTreeMap::new(),
            keepers: Vec::new(),
            steps: 0,
        };
        snapshot.add(String::new(), self.git.clone(), &commit.0)?;
        Ok(snapshot)
    }
}

impl Snapshot<'_> {
    /// Everything that the site in a folder was made from; `None` if there was no site.
    ///
    /// Links are followed as they are in a folder, for as long as they stay in the repository.
    ///
    /// # Errors
    /// If something cannot be followed or read.
    pub fn site(&mut self, place: &str) -> Result<Option<SourceTree>> {
        if self.resolve(&format!("{place}{SITE}"))?.is_none() {
            return Ok(None);
        }
        let mut wanted = Wanted::new();
        for folder in FOLDERS {
            let at = format!("{place}{folder}");
            // A link that leads nowhere is an error; a folder that is not there is not.
            if self.listing.contains_key(&at) || self.resolve(&at)?.is_some() {
                self.follow(folder, &at, &mut Vec::new(), &mut wanted)?;
            }
        }
        Ok(Some(self.contents(&wanted)?))
    }

    /// The folders that may hold a site, each ending in `/`, or empty for the repository's own.
    pub fn places(&self) -> BTreeSet<String> {
        let of = |(path, entry): (&String, &Entry)| {
            let name = match entry.kind {
                Kind::File => SITE,
                Kind::Link | Kind::Submodule => FOLDERS[0],
            };
            let place = path.strip_suffix(name)?;
            (place.is_empty() || place.ends_with('/')).then(|| place.to_owned())
        };
        self.listing.iter().filter_map(of).collect()
    }

    /// Adds what a commit of a repository holds, below a folder.
    fn add(&mut self, folder: String, git: Git, commit: &str) -> Result<()> {
        let output = git.bytes(&["ls-tree", "-r", "-z", "--full-tree", commit], &[])?;
        let keeper = self.keepers.len();
        let lines = output.split(|byte| *byte == 0);
        for line in lines.filter(|line| !line.is_empty()) {
            let line = String::from_utf8_lossy(line);
            // "100644 blob 0123abcd<TAB>content/site.yaml"
            let Some((known, path)) = line.split_once('\t') else {
                continue;
            };
            let mut known = known.split(' ');
            let kind = match known.next() {
                Some("120000") => Kind::Link,
                Some("160000") => Kind::Submodule,
                _ => Kind::File,
            };
            let entry = Entry {
                kind,
                hash: known.nth(1).unwrap_or_default().to_owned(),
                keeper,
            };
            self.listing.insert(format!("{folder}{path}"), entry);
        }
        self.keepers.push((folder, git));
        Ok(())
    }

    /// Follows the links on a path, and opens the submodules on it. Returns the path without them, if something is there.
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
                Kind::File => {}
                Kind::Submodule => self.open(&at, &entry)?,
                Kind::Link => {
                    links += 1;
                    let (_, keeper) = &self.keepers[entry.keeper];
                    let target = keeper.bytes(&["cat-file", "blob", &entry.hash], &[])?;
                    let target = text(&target);
                    if links > MOST_LINKS || target.starts_with('/') {
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

    /// Whether a path is a file, or a folder with one in it.
    fn holds(&self, path: &str) -> bool {
        self.listing.contains_key(path) || self.inside(path).next().is_some()
    }

    /// The paths in a folder, at any depth.
    fn inside(&self, folder: &str) -> impl Iterator<Item = &String> {
        let folder = format!("{folder}/");
        let paths = self.listing.range(folder.clone()..).map(|(path, _)| path);
        paths.take_while(move |path| path.starts_with(&folder))
    }

    /// Adds what is at a path to the files that are wanted, under the name that the site has for it. `trail` are the
    /// folders that links have led to on the way.
    fn follow(
        &mut self,
        name: &str,
        path: &str,
        trail: &mut Vec<String>,
        wanted: &mut Wanted,
    ) -> Result<()> {
        let at = self.commit.short().to_owned();
        let unreadable = |what: &str| {
            let why = format!("{name} {what}, so the site at {at} cannot be read");
            Err(RevisionError::Unreadable(why))
        };
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return unreadable("is one file too many");
        }
        let Some(real) = self.resolve(path)? else {
            // Some programs mark a file that is being edited by a hidden link that leads nowhere.
            return if SourcePath::new(name).is_aside() {
                Ok(())
            } else {
                unreadable("is a link that leads out of the repository or to nothing")
            };
        };
        if let Some(entry) = self.listing.get(&real) {
            wanted.insert(SourcePath::new(name), entry.clone());
            return Ok(());
        }
        let is_above = |one: &String| format!("{one}/").starts_with(&format!("{real}/"));
        if trail.iter().any(is_above) {
            return unreadable("is a link that leads round in circles");
        }
        trail.push(real.clone());
        let below: Vec<String> = self.inside(&real).cloned().collect();
        for path in below {
            let name = format!("{name}{}", &path[real.len()..]);
            self.follow(&name, &path, trail, wanted)?;
        }
        trail.pop();
        Ok(())
    }

    /// Puts what a submodule holds in its place.
    fn open(&mut self, path: &str, entry: &Entry) -> Result<()> {
        let git = self.submodule(path, entry)?;
        self.listing.remove(path);
        self.add(format!("{path}/"), git, &entry.hash)
    }

    /// The repository of a submodule: the one that is checked out there, or the one that was and is still kept.
    fn submodule(&self, path: &str, entry: &Entry) -> Result<Git> {
        let missing = || RevisionError::Submodule(path.to_owned());
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

    /// The name of a submodule in `.gitmodules`. It becomes part of a path, so one that leads elsewhere is none.
    fn module_name(&self, path: &str, entry: &Entry) -> Option<String> {
        let (folder, keeper) = &self.keepers[entry.keeper];
        let modules = self.listing.get(&format!("{folder}.gitmodules"))?;
        let below = path.strip_prefix(folder).unwrap_or(path);
        let blob = [
            "config",
            "--blob",
            &modules.hash,
            "-z",
            "--get-regexp",
            r"^submodule\..*\.path$",
        ];
        let paths = keeper.text(&blob).ok()?;
        let mut lines = paths.split('\0').filter_map(|line| line.split_once('\n'));
        let name = lines.find_map(|(key, value)| {
            let name = key.strip_prefix("submodule.")?.strip_suffix(".path")?;
            (value == below).then(|| name.to_owned())
        });
        let is_safe = |part: &str| !["", ".", ".."].contains(&part) && !part.contains(['\\', ':']);
        name.filter(|name| name.split('/').all(is_safe))
    }

    /// The bytes of files: one run of `git` for each repository.
    fn contents(&self, wanted: &Wanted) -> Result<SourceTree> {
        let mut tree = SourceTree::default();
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
            return Err(RevisionError::Partial);
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
