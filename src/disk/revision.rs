//! A site as it was: read out of its repository, without a look at the files that lie in the folder.
//!
//! The one place that starts `git`. It is asked for objects alone and told to take no locks, so that nothing is written,
//! and what is being edited is left alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::read::FOLDERS;
use crate::source::{SourcePath, SourceTree};

/// Why a revision cannot be read. Displays as a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RevisionError {
    /// `git` cannot be started.
    NoProgram(String),
    /// The site is in no repository.
    NoRepository(PathBuf),
    /// There is no such revision.
    Unknown(String, History),
    /// Two revisions have nothing in common.
    NoCommon(String, String),
    /// What leads out of the repository, or round in circles, cannot be followed.
    Link(String),
    /// A part of another repository is not in this one.
    Submodule(String),
    /// What `git` said.
    Git(String),
}

/// How much of its history a repository holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum History {
    /// All of it.
    Whole,
    /// The latest revisions only.
    Shallow,
}

impl fmt::Display for RevisionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoProgram(why) => write!(
                f,
                "earlier versions are read with the program `git`, which cannot be started: {why}"
            ),
            Self::NoRepository(root) => write!(
                f,
                "{} is in no git repository, so there is nothing to compare with",
                root.display()
            ),
            Self::Unknown(name, History::Whole) => write!(
                f,
                "there is no revision `{name}`: name a branch, a tag or a commit, such as `main` or `HEAD~1`"
            ),
            Self::Unknown(name, History::Shallow) => write!(
                f,
                "there is no revision `{name}` here, and this copy holds the latest history only: fetch all of it (`fetch-depth: 0` in a workflow of GitHub, `GIT_DEPTH: 0` in one of GitLab, `git fetch --unshallow` by hand)"
            ),
            Self::NoCommon(one, other) => write!(
                f,
                "`{one}` and `{other}` have no revision in common: compare them with a blank between them"
            ),
            Self::Link(path) => write!(
                f,
                "{path} is a link that leads out of the repository or to nothing, so the site as it was cannot be read"
            ),
            Self::Submodule(path) => write!(
                f,
                "{path} is a part of another repository, so the site as it was cannot be read"
            ),
            Self::Git(why) => write!(f, "git says: {why}"),
        }
    }
}

impl std::error::Error for RevisionError {}

type Result<T> = std::result::Result<T, RevisionError>;

/// A commit by its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit(String);

impl Commit {
    /// As people write it.
    pub fn short(&self) -> &str {
        self.0.get(..10).unwrap_or(&self.0)
    }
}

impl fmt::Display for Commit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The repository that a site is kept in.
#[derive(Debug, Clone)]
pub struct Repository {
    root: PathBuf,
    /// The site's folder below the repository's, ending in `/`; empty where they are the same.
    below: String,
}

/// What stands at a path of a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Link,
    Submodule,
}

/// Everything in a revision: kind and hash by path.
type Listing = BTreeMap<String, (Kind, String)>;

/// Links that lead to links end somewhere before this.
const MOST_LINKS: usize = 40;

impl Repository {
    /// The repository of a site.
    ///
    /// # Errors
    /// Where there is none, or no `git`.
    pub fn of(root: &Path) -> Result<Self> {
        let mut repository = Self {
            root: root.to_owned(),
            below: String::new(),
        };
        let below = repository.git(&["rev-parse", "--show-prefix"]);
        let below = below.map_err(|error| match error {
            RevisionError::Git(why) if why.contains("not a git repository") => {
                RevisionError::NoRepository(root.to_owned())
            }
            other => other,
        })?;
        repository.below = text(&below);
        Ok(repository)
    }

    /// The commit that a name means.
    ///
    /// # Errors
    /// Where there is none.
    pub fn commit(&self, name: &str) -> Result<Commit> {
        let named = format!("{name}^{{commit}}");
        let found = self.git(&[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &named,
        ]);
        match found {
            Ok(hash) => Ok(Commit(text(&hash))),
            Err(RevisionError::Git(_)) => {
                Err(RevisionError::Unknown(name.to_owned(), self.history()))
            }
            Err(other) => Err(other),
        }
    }

    /// The last commit that two have in common: what a branch began from.
    ///
    /// # Errors
    /// Where they have none.
    pub fn common(&self, one: &Commit, other: &Commit) -> Result<Commit> {
        match self.git(&["merge-base", &one.0, &other.0]) {
            Ok(hash) => Ok(Commit(text(&hash))),
            Err(RevisionError::Git(_)) if self.history() == History::Shallow => {
                Err(RevisionError::Unknown(one.0.clone(), History::Shallow))
            }
            Err(RevisionError::Git(_)) => Err(RevisionError::NoCommon(
                one.short().to_owned(),
                other.short().to_owned(),
            )),
            Err(other) => Err(other),
        }
    }

    fn history(&self) -> History {
        let shallow = self.git(&["rev-parse", "--is-shallow-repository"]);
        match shallow.map(|said| text(&said)) {
            Ok(said) if said == "true" => History::Shallow,
            _ => History::Whole,
        }
    }

    /// Everything that the site was made from at a commit; nothing where there was no site yet.
    ///
    /// Links are followed as they are in a folder, for as long as they stay in the repository.
    ///
    /// # Errors
    /// Where something cannot be followed or read.
    pub fn tree(&self, commit: &Commit) -> Result<SourceTree> {
        let listing = self.listing(commit)?;
        let mut links = BTreeMap::new();
        let mut wanted = Vec::new();
        for folder in FOLDERS {
            let place = format!("{}{folder}", self.below);
            self.follow(&listing, &mut links, folder, &place, 0, &mut wanted)?;
        }
        let hashes: BTreeSet<&str> = wanted.iter().map(|(_, hash)| hash.as_str()).collect();
        let blobs = self.blobs(&hashes)?;
        let mut tree = SourceTree::default();
        for (name, hash) in &wanted {
            if let Some(bytes) = blobs.get(hash.as_str()) {
                tree.insert(SourcePath::new(name), bytes.clone());
            }
        }
        Ok(tree)
    }

    fn listing(&self, commit: &Commit) -> Result<Listing> {
        let said = self.git(&["ls-tree", "-r", "-z", "--full-tree", &commit.0])?;
        let mut listing = Listing::new();
        for line in said
            .split(|byte| *byte == 0)
            .filter(|line| !line.is_empty())
        {
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
            let hash = known.nth(1).unwrap_or_default();
            listing.insert(path.to_owned(), (kind, hash.to_owned()));
        }
        Ok(listing)
    }

    /// Adds what a place holds, under the name that the site knows it by.
    fn follow(
        &self,
        listing: &Listing,
        links: &mut BTreeMap<String, String>,
        name: &str,
        place: &str,
        depth: usize,
        wanted: &mut Vec<(String, String)>,
    ) -> Result<()> {
        if depth > MOST_LINKS {
            return Err(RevisionError::Link(name.to_owned()));
        }
        match listing.get(place) {
            Some((Kind::File, hash)) => wanted.push((name.to_owned(), hash.clone())),
            Some((Kind::Submodule, _)) => return Err(RevisionError::Submodule(name.to_owned())),
            Some((Kind::Link, hash)) => {
                let leads = self.leads_to(links, place, hash)?;
                let leads = leads.filter(|to| holds(listing, to));
                let Some(leads) = leads else {
                    // An editor's program marks a file that is open by a hidden link that leads nowhere.
                    let is_mark = SourcePath::new(name).is_aside();
                    return if is_mark {
                        Ok(())
                    } else {
                        Err(RevisionError::Link(name.to_owned()))
                    };
                };
                self.follow(listing, links, name, &leads, depth + 1, wanted)?;
            }
            None => {
                let folder = format!("{place}/");
                let inside = listing.range(folder.clone()..);
                let inside = inside.take_while(|(path, _)| path.starts_with(&folder));
                let inside: Vec<&String> = inside.map(|(path, _)| path).collect();
                for path in inside {
                    let name = format!("{name}/{}", &path[folder.len()..]);
                    self.follow(listing, links, &name, path, depth + 1, wanted)?;
                }
            }
        }
        Ok(())
    }

    /// Where a link leads within the repository; nothing where it leads out of it.
    fn leads_to(
        &self,
        links: &mut BTreeMap<String, String>,
        place: &str,
        hash: &str,
    ) -> Result<Option<String>> {
        if !links.contains_key(hash) {
            let target = self.git(&["cat-file", "blob", hash])?;
            links.insert(hash.to_owned(), text(&target));
        }
        let mut parts: Vec<&str> = place.split('/').collect();
        parts.pop();
        let target = &links[hash];
        if target.starts_with('/') {
            return Ok(None);
        }
        for part in target.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    if parts.pop().is_none() {
                        return Ok(None);
                    }
                }
                part => parts.push(part),
            }
        }
        Ok(Some(parts.join("/")))
    }

    /// The bytes of files, by their hashes: one run of `git` for all of them.
    fn blobs(&self, hashes: &BTreeSet<&str>) -> Result<BTreeMap<String, Vec<u8>>> {
        let hashes: Vec<&str> = hashes.iter().copied().collect();
        if hashes.is_empty() {
            return Ok(BTreeMap::new());
        }
        let asked = hashes.join("\n") + "\n";
        let said = self.ask(&["cat-file", "--batch"], asked.as_bytes())?;
        let mut blobs = BTreeMap::new();
        let mut rest = said.as_slice();
        // "<hash> blob <size>", a line end, the bytes, and a line end.
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            let head = String::from_utf8_lossy(&rest[..end]).into_owned();
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

    fn git(&self, arguments: &[&str]) -> Result<Vec<u8>> {
        self.ask(arguments, &[])
    }

    /// Runs `git` with something on its input, and gives what it said on its output.
    fn ask(&self, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>> {
        let failed = |error: std::io::Error| RevisionError::NoProgram(error.to_string());
        let mut git = Command::new("git")
            .arg("-C")
            .arg(&self.root)
            .args(arguments)
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("GIT_TERMINAL_PROMPT", "0")
            // What it says is read here: in one language.
            .env("LC_ALL", "C")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(failed)?;
        let stdin = git.stdin.take();
        let said = std::thread::scope(|scope| {
            // Written beside the reading, or both sides would wait for each other.
            scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
            git.wait_with_output()
        });
        let said = said.map_err(failed)?;
        if said.status.success() {
            return Ok(said.stdout);
        }
        let why = text(&said.stderr);
        Err(RevisionError::Git(
            why.trim_start_matches("fatal: ").to_owned(),
        ))
    }
}

/// Whether a path is a file of a revision, or a folder that holds one.
fn holds(listing: &Listing, place: &str) -> bool {
    let folder = format!("{place}/");
    let inside = listing.range(folder.clone()..).next();
    listing.contains_key(place) || inside.is_some_and(|(path, _)| path.starts_with(&folder))
}

fn text(said: &[u8]) -> String {
    String::from_utf8_lossy(said)
        .trim_end_matches(['\n', '\r'])
        .to_owned()
}
