//! Small sites, a way to look at a folder, and an observer that stops a run where a test wants it.

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use quarterdeck::disk::{Method, Observer, Operation, Site, SitePath};
use tempfile::TempDir;
use walkdir::WalkDir;

pub(crate) const MANNERS: [Method; 2] = [Method::Exchange, Method::FileByFile];

/// A site that is its own list of files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Pages(pub(crate) BTreeMap<SitePath, Vec<u8>>);

impl Pages {
    pub(crate) fn of(pages: &[(&str, &str)]) -> Self {
        Self(
            pages
                .iter()
                .map(|(path, text)| (site_path(path), text.as_bytes().to_vec()))
                .collect(),
        )
    }

    pub(crate) fn with(mut self, path: &str, text: &str) -> Self {
        self.0.insert(site_path(path), text.as_bytes().to_vec());
        self
    }

    pub(crate) fn without(mut self, path: &str) -> Self {
        self.0.remove(&site_path(path));
        self
    }
}

impl Site for Pages {
    fn paths(&self) -> Vec<SitePath> {
        self.0.keys().cloned().collect()
    }

    fn render(&self, path: &SitePath, into: &mut Vec<u8>) -> Result<(), String> {
        let page = self.0.get(path);
        into.extend(page.ok_or_else(|| "there is no such page".to_owned())?);
        Ok(())
    }
}

pub(crate) fn site_path(text: &str) -> SitePath {
    SitePath::new(text).expect("a path in the site")
}

/// A folder to work in: in memory where there is such a place, because the crash tests sync thousands of times.
///
/// `PUBLISHING_TEST_FOLDER` names another place, to see how another file system takes it.
pub(crate) fn scratch() -> Scratch {
    let place = std::env::var_os("PUBLISHING_TEST_FOLDER").unwrap_or_else(|| "/dev/shm".into());
    tempfile::tempdir_in(place).map_or_else(|_| scratch_on_disk(), Scratch)
}

/// A folder to work in, on a real disk where the system's temporary folder is on one.
pub(crate) fn scratch_on_disk() -> Scratch {
    Scratch(tempfile::tempdir().expect("a folder to work in"))
}

/// A folder to work in that goes when it is dropped, with what is in it.
pub(crate) struct Scratch(TempDir);

impl Scratch {
    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Whoever is not root cannot empty a folder that is read-only.
        for entry in WalkDir::new(self.path()).into_iter().filter_map(Result::ok) {
            if entry.file_type().is_dir() {
                let _ = fs::set_permissions(entry.path(), Permissions::from_mode(0o755));
            }
        }
    }
}

/// What lies at a path, as exactly as a program can tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Thing {
    pub(crate) what: What,
    pub(crate) mode: u32,
    pub(crate) modified: (i64, i64),
    /// The number of the file; of folders, which may be made anew, 0.
    pub(crate) inode: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    File(Vec<u8>),
    Link(PathBuf),
    Folder,
    Special,
}

/// Everything below `root`, by relative path; empty when there is no such folder.
pub(crate) fn look(root: &Path) -> BTreeMap<PathBuf, Thing> {
    let entries = WalkDir::new(root)
        .min_depth(1)
        .into_iter()
        .filter_map(Result::ok);
    entries
        .map(|entry| (relative(entry.path(), root), thing(entry.path())))
        .collect()
}

fn relative(path: &Path, root: &Path) -> PathBuf {
    path.strip_prefix(root)
        .expect("a path below the root")
        .to_owned()
}

pub(crate) fn thing(path: &Path) -> Thing {
    let meta = fs::symlink_metadata(path).expect("something to look at");
    let what = if meta.is_dir() {
        What::Folder
    } else if meta.is_symlink() {
        What::Link(fs::read_link(path).expect("a link"))
    } else if meta.is_file() {
        What::File(fs::read(path).expect("a file"))
    } else {
        What::Special
    };
    let inode = if meta.is_dir() { 0 } else { meta.ino() };
    Thing {
        what,
        mode: meta.mode(),
        modified: (meta.mtime(), meta.mtime_nsec()),
        inode,
    }
}

/// The bytes of all files and the targets of all links below `root`, without regard to times.
pub(crate) fn contents(root: &Path) -> BTreeMap<PathBuf, What> {
    look(root)
        .into_iter()
        .map(|(path, thing)| (path, thing.what))
        .collect()
}

pub(crate) fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, text).expect("written");
}

pub(crate) fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The names beside and in the output that a run leaves only while it is at work.
pub(crate) fn traces(output: &Path) -> Vec<PathBuf> {
    let parent = output.parent().expect("a folder around it");
    let entries = fs::read_dir(parent)
        .into_iter()
        .chain(fs::read_dir(output))
        .flatten()
        .flatten();
    let is_trace = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".quarterdeck")
            || name.ends_with(".work")
            || name.ends_with(".kept")
            || name.ends_with(".put")
    };
    entries.map(|entry| entry.path()).filter(is_trace).collect()
}

/// Lets `allowed` changes happen, and from then on none, as if the process had been killed.
pub(crate) struct StopAfter {
    allowed: usize,
    asked: AtomicUsize,
    refused_exchange: Option<i32>,
    files: Files,
    neighbours: Neighbours,
    has_copied: AtomicBool,
}

/// Whether there can be anything beside the output.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Neighbours {
    Welcome,
    Refused,
}

/// Whether staged files can be moved into their places.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Files {
    Movable,
    /// As if the output were on another file system than the folder beside it.
    OnlyCopied,
}

const EXDEV: i32 = 18;
const EACCES: i32 = 13;

impl StopAfter {
    pub(crate) fn steps(allowed: usize) -> Self {
        Self {
            allowed,
            asked: AtomicUsize::new(0),
            refused_exchange: None,
            files: Files::Movable,
            neighbours: Neighbours::Welcome,
            has_copied: AtomicBool::new(false),
        }
    }

    pub(crate) fn never() -> Self {
        Self::steps(usize::MAX)
    }

    /// The same, on a system that answers the exchange with this error number.
    pub(crate) fn refusing_exchange(self, errno: i32) -> Self {
        Self {
            refused_exchange: Some(errno),
            ..self
        }
    }

    /// The same, where nothing can be moved into the output but what lies there already.
    pub(crate) fn across_file_systems(self) -> Self {
        Self {
            files: Files::OnlyCopied,
            ..self.refusing_exchange(EXDEV)
        }
    }

    /// The same, where no new folder can be made beside the output.
    pub(crate) fn in_a_read_only_parent(self) -> Self {
        Self {
            neighbours: Neighbours::Refused,
            ..self
        }
    }

    fn answer(&self, act: Operation, path: &Path) -> Option<i32> {
        // What was just copied, and synced, is in the output already.
        let copies = act == Operation::Copy
            || (act == Operation::Sync && self.has_copied.load(Ordering::SeqCst));
        let has_copied = self.has_copied.swap(copies, Ordering::SeqCst);
        match (act, self.files) {
            (Operation::Exchange, _) => self.refused_exchange,
            (Operation::MakeFolder, _) if self.neighbours == Neighbours::Refused => {
                path.ends_with(".public.quarterdeck").then_some(EACCES)
            }
            (Operation::Move, Files::OnlyCopied) if !has_copied && !is_in_workspace(path) => {
                Some(EXDEV)
            }
            _ => None,
        }
    }
}

fn is_in_workspace(path: &Path) -> bool {
    path.parent()
        .is_some_and(|parent| parent.ends_with(".public.quarterdeck"))
}

impl Observer for StopAfter {
    fn before(&self, act: Operation, path: &Path) -> io::Result<()> {
        if self.asked.fetch_add(1, Ordering::SeqCst) >= self.allowed {
            return Err(io::Error::other("stopped by the test"));
        }
        match self.answer(act, path) {
            Some(errno) => Err(io::Error::from_raw_os_error(errno)),
            None => Ok(()),
        }
    }
}

/// Fails at one change with this error number, and then no more: a disk that is full or broken for a moment.
pub(crate) struct FailOnce {
    at: usize,
    errno: i32,
    asked: AtomicUsize,
}

impl FailOnce {
    pub(crate) fn at(at: usize, errno: i32) -> Self {
        Self {
            at,
            errno,
            asked: AtomicUsize::new(0),
        }
    }

    pub(crate) fn has_failed(&self) -> bool {
        self.asked.load(Ordering::SeqCst) > self.at
    }
}

impl Observer for FailOnce {
    fn before(&self, _act: Operation, _path: &Path) -> io::Result<()> {
        if self.asked.fetch_add(1, Ordering::SeqCst) == self.at {
            return Err(io::Error::from_raw_os_error(self.errno));
        }
        Ok(())
    }
}

/// Runs `work` on one thread, so that the same step is the same step every time.
pub(crate) fn in_order<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .expect("a thread");
    pool.install(work)
}
