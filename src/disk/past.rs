//! The files of a site as a commit holds them, under the rules by which a folder is read.

use std::collections::{BTreeMap, BTreeSet};

use super::bounds::LINKED_AS_A_WHOLE;
use super::revision::{Commit, Repository, Result, RevisionError, text};
use crate::source::{
    FOLDERS, LARGEST_SITE, MOST_FILES, Role, SourcePath, SourceTree, Unread, is_foreign_name,
};

/// What stands at a path of a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Link,
    Submodule,
}

/// Everything in a revision: kind, hash and size by path.
type Listing = BTreeMap<String, (Kind, String, u64)>;

/// What has been found of a site at a commit.
pub(super) struct Past<'a> {
    repository: &'a Repository,
    listing: Listing,
    /// What links say, by their hashes.
    links: BTreeMap<String, String>,
    /// Files that are to be read, and their hashes.
    wanted: Vec<(SourcePath, String)>,
    /// What is not read.
    tree: SourceTree,
    /// The bytes of all files that are to be read.
    size: u64,
    /// How many names have been looked at, so that links to links come to an end.
    looked: usize,
}

/// Links that lead to links end somewhere before this.
const MOST_LINKS: usize = 40;

impl<'a> Past<'a> {
    /// Reads the site's files at a commit.
    ///
    /// # Errors
    /// If git cannot give them, or a part of another repository is among them.
    pub(super) fn read(repository: &'a Repository, commit: &Commit) -> Result<SourceTree> {
        let mut past = Self {
            repository,
            listing: listing(repository, commit)?,
            links: BTreeMap::new(),
            wanted: Vec::new(),
            tree: SourceTree::default(),
            size: 0,
            looked: 0,
        };
        let root = repository.below();
        for folder in FOLDERS {
            past.follow(folder, &format!("{root}{folder}"), 0)?;
        }
        let beside = past.listing.range(root.to_owned()..);
        let beside = beside.map_while(|(path, _)| path.strip_prefix(root));
        let is_text = |name: &&str| SourcePath::new(name).role() == Role::Text;
        let beside: Vec<String> = beside
            .filter(|name| !name.contains('/'))
            .filter(is_text)
            .map(str::to_owned)
            .collect();
        for name in beside {
            past.follow(&name, &format!("{root}{name}"), 0)?;
        }
        let hashes: BTreeSet<&str> = past.wanted.iter().map(|(_, hash)| hash.as_str()).collect();
        let blobs = blobs(repository, &hashes)?;
        let mut tree = past.tree;
        for (name, hash) in &past.wanted {
            if let Some(bytes) = blobs.get(hash.as_str()) {
                tree.insert(name.clone(), bytes.clone());
            }
        }
        Ok(tree)
    }

    /// Adds what a place holds, under the name that the site knows it by.
    fn follow(&mut self, name: &str, place: &str, depth: usize) -> Result<()> {
        let path = SourcePath::new(name);
        if path.is_foreign() || self.looked > MOST_FILES {
            return Ok(());
        }
        self.looked += 1;
        if self.looked > MOST_FILES {
            self.tree.insert_unread(path, Unread::TooMany);
            return Ok(());
        }
        if depth > MOST_LINKS {
            self.tree.insert_unread(path, Unread::Loop);
            return Ok(());
        }
        match self.listing.get(place).cloned() {
            Some((Kind::File, hash, size)) => self.add(path, hash, size),
            Some((Kind::Submodule, ..)) => return Err(RevisionError::Submodule(name.to_owned())),
            Some((Kind::Link, hash, _)) => {
                let (says, leads) = self.leads_to(place, &hash)?;
                match leads.filter(|leads| self.may_follow(name, leads)) {
                    Some(leads) => self.follow(name, &leads, depth + 1)?,
                    None if path.role() == Role::Foreign => {}
                    None => self.tree.insert_unread(path, Unread::LeadsOut(says)),
                }
            }
            None => {
                let folder = format!("{place}/");
                let inside = self.listing.range(folder.clone()..);
                let inside = inside.take_while(|(path, _)| path.starts_with(&folder));
                let inside: Vec<String> = inside.map(|(path, _)| path.clone()).collect();
                for path in inside {
                    let name = format!("{name}/{}", &path[folder.len()..]);
                    self.follow(&name, &path, depth + 1)?;
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, path: SourcePath, hash: String, size: u64) {
        let role = path.role();
        let why = match role {
            Role::Foreign => return,
            Role::Unread => Unread::NotNeeded,
            _ if size > role.limit() => Unread::TooLarge(role.limit()),
            _ if self.size + size > LARGEST_SITE => Unread::TooMuch,
            _ => {
                self.size += size;
                return self.wanted.push((path, hash));
            }
        };
        self.tree.insert_unread(path, why);
    }

    /// Whether a link leads to something in the site's folder that is its own. `content` and `themes` as a whole may be
    /// links to anywhere in the repository, and so may what is in them then.
    fn may_follow(&self, name: &str, leads: &str) -> bool {
        let root = self.repository.below();
        let first = name.split('/').next().unwrap_or_default();
        let whole = self.listing.get(&format!("{root}{first}"));
        let is_linked = whole.is_some_and(|(kind, ..)| *kind == Kind::Link)
            && LINKED_AS_A_WHOLE.contains(&first);
        let below = match leads.strip_prefix(root) {
            Some(below) => below,
            None if is_linked => leads,
            None => return false,
        };
        holds(&self.listing, leads) && !below.split('/').any(is_foreign_name)
    }

    /// What a link says, and where it leads within the repository; nothing where it leads out of it.
    fn leads_to(&mut self, place: &str, hash: &str) -> Result<(String, Option<String>)> {
        if !self.links.contains_key(hash) {
            let target = self.repository.git(&["cat-file", "blob", hash])?;
            self.links.insert(hash.to_owned(), text(&target));
        }
        let mut parts: Vec<&str> = place.split('/').collect();
        parts.pop();
        let target = &self.links[hash];
        let says = target.clone();
        if target.starts_with('/') {
            return Ok((says, None));
        }
        for part in target.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    if parts.pop().is_none() {
                        return Ok((says, None));
                    }
                }
                part => parts.push(part),
            }
        }
        Ok((says, Some(parts.join("/"))))
    }
}

fn listing(repository: &Repository, commit: &Commit) -> Result<Listing> {
    let said = repository.git(&["ls-tree", "-r", "-l", "-z", "--full-tree", &commit.0])?;
    let mut listing = Listing::new();
    for line in said
        .split(|byte| *byte == 0)
        .filter(|line| !line.is_empty())
    {
        let line = String::from_utf8_lossy(line);
        // "100644 blob 0123abcd     512<TAB>content/site.yaml"
        let Some((known, path)) = line.split_once('\t') else {
            continue;
        };
        let mut known = known.split_whitespace();
        let kind = match known.next() {
            Some("120000") => Kind::Link,
            Some("160000") => Kind::Submodule,
            _ => Kind::File,
        };
        let hash = known.nth(1).unwrap_or_default().to_owned();
        let size = known.next().and_then(|size| size.parse().ok());
        listing.insert(path.to_owned(), (kind, hash, size.unwrap_or(0)));
    }
    Ok(listing)
}

/// The bytes of files, by their hashes: one run of `git` for all of them.
fn blobs(repository: &Repository, hashes: &BTreeSet<&str>) -> Result<BTreeMap<String, Vec<u8>>> {
    let hashes: Vec<&str> = hashes.iter().copied().collect();
    if hashes.is_empty() {
        return Ok(BTreeMap::new());
    }
    let asked = hashes.join("\n") + "\n";
    let said = repository.ask(&["cat-file", "--batch"], asked.as_bytes())?;
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

/// Whether a path is a file of a revision, or a folder that holds one.
fn holds(listing: &Listing, place: &str) -> bool {
    let folder = format!("{place}/");
    let inside = listing.range(folder.clone()..).next();
    listing.contains_key(place) || inside.is_some_and(|(path, _)| path.starts_with(&folder))
}
