//! Remembers what a build left in its output, so that the next one knows whether anything has changed since.
//!
//! A memo is one fingerprint: of the input of the build, and the path, size, times and id of every file in the output. It
//! has no content, so it can only save work. It is in the site's folder, where git ignores it. A site whose folder cannot be
//! written to has none.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rayon::prelude::*;

use super::error::PublishError;
use super::operations::{NoObserver, Operations};
use super::place::{FolderKind, Place};
use super::record::{Fingerprint, RECORD_NAME};
use super::run::in_workspace;
use super::survey::Listing;
use super::workspace::Workspace;
use crate::disk::authoring::replace;
use crate::disk::read::read_plain;
use crate::disk::system::{self, HAS_FILE_IDS};

/// The folder of memos, in the site's folder.
const FOLDER: &str = ".quarterdeck";

/// The largest memo that is read, in bytes.
const LARGEST: u64 = 100;

/// The number of times that the clock of the file system is looked at, and the time between them.
const ATTEMPTS: usize = 20;
const INTERVAL: Duration = Duration::from_millis(1);

/// The memo of an output, and the files that are there now.
pub struct Remembered {
    memo: Vec<u8>,
    found: Fingerprint,
}

impl Remembered {
    /// Whether the output is as the build from `input` left it: the fingerprint of all that the build depends on.
    pub fn is_unchanged(&self, input: Fingerprint) -> bool {
        memo_of(input, self.found).as_bytes() == self.memo
    }
}

/// Looks at an output that has a memo. `None` if it has none, or was interrupted.
pub fn remembered(root: &Path, output: &Path) -> Option<Remembered> {
    let place = Place::find(output).ok()?;
    // A repository can contain a link or a pipe in its place.
    let memo = read_plain(&path_of(root, &place), LARGEST).ok()??;
    let is_interrupted = place.beside().exists() || place.inside().exists();
    if place.kind == FolderKind::Missing || is_interrupted {
        return None;
    }
    let (found, _) = look(output)?;
    Some(Remembered { memo, found })
}

fn memo_of(input: Fingerprint, files: Fingerprint) -> String {
    let both = [input, files].map(|print| print.to_string());
    Fingerprint::of_pieces(both.iter().map(String::as_bytes)).to_string()
}

/// Remembers that a build from `input` left the output of a site as it is. Without a memo the next build only takes longer.
pub fn remember(root: &Path, output: &Path, input: Fingerprint) {
    for _ in 0..ATTEMPTS {
        let (Ok(place), Some((files, is_settled))) = (Place::find(output), look(output)) else {
            return;
        };
        if is_settled {
            let memo = memo_of(input, files);
            let _ = make_folder(&root.join(FOLDER))
                .and_then(|()| replace(&path_of(root, &place), memo.as_bytes(), None));
            return;
        }
        thread::sleep(INTERVAL);
    }
}

/// Removes the memo of an output, and the folder of memos if this was the last one.
pub fn forget(root: &Path, output: &Path) {
    let Ok(place) = Place::find(output) else {
        return;
    };
    let folder = root.join(FOLDER);
    let entries = || fs::read_dir(&folder).map_or(0, Iterator::count);
    if fs::remove_file(path_of(root, &place)).is_ok() && entries() == 1 {
        let _ = fs::remove_file(folder.join(".gitignore")).and_then(|()| fs::remove_dir(&folder));
    }
}

/// Returns a text that is another one for another program, also at the same path.
pub fn own_program() -> Option<String> {
    Some(stamp(&std::env::current_exe().ok()?)?.text)
}

/// Creates the folder of memos. A link in its place, which may lead anywhere, is refused.
fn make_folder(folder: &Path) -> io::Result<()> {
    match fs::symlink_metadata(folder) {
        Ok(known) if known.is_dir() => Ok(()),
        Ok(_) => Err(io::ErrorKind::NotADirectory.into()),
        Err(_) => {
            fs::create_dir(folder)?;
            File::create_new(folder.join(".gitignore"))?.write_all(b"*\n")
        }
    }
}

/// Returns the path of the memo of an output. Each output has its own.
fn path_of(root: &Path, place: &Place) -> PathBuf {
    let name = Fingerprint::of(place.folder.as_os_str().as_encoded_bytes());
    root.join(FOLDER).join(format!("{}.memo", name.short()))
}

/// Returns the fingerprint of the files, looked at with the lock held, and whether a later change to one of them cannot be
/// missed, because it has a later time. `None` if the system could not tell a changed file from an unchanged one.
fn look(output: &Path) -> Option<(Fingerprint, bool)> {
    let operations = Operations::new(&NoObserver);
    let done = in_workspace(output, operations, |workspace, place| {
        Ok::<_, PublishError>(look_in(workspace, place))
    });
    done.ok()?.0.filter(|_| HAS_FILE_IDS)
}

fn look_in(workspace: &Workspace<'_>, place: &Place) -> Option<(Fingerprint, bool)> {
    let listing = Listing::of(&place.folder).ok()?;
    let paths = listing.files.keys().map(PathBuf::as_path);
    let paths: Vec<&Path> = paths.chain([Path::new(RECORD_NAME)]).collect();
    let paths = paths.par_iter().map(|path| stamp(&place.folder.join(path)));
    let stamps: Vec<Stamp> = paths.collect::<Option<_>>()?;
    let lock = workspace.lock().ok()?;
    let latest = stamps.iter().map(|stamp| stamp.changed).max()?;
    let all = format!("{} {:?}", system::mode(&lock), listing.folders);
    let stamps = stamps.iter().map(|stamp| stamp.text.as_bytes());
    let files = Fingerprint::of_pieces([all.as_bytes()].into_iter().chain(stamps));
    let is_whole = listing.leftovers.is_empty();
    is_whole.then(|| (files, latest < system::changed(&lock)))
}

/// The time of the last change to a file, and a text that is another one after any change.
struct Stamp {
    changed: (i64, i64),
    text: String,
}

fn stamp(file: &Path) -> Option<Stamp> {
    let known = fs::symlink_metadata(file).ok()?;
    let changed = system::changed(&known);
    let id = system::identity(&known);
    let text = format!("{} {} {changed:?} {id:?}", file.display(), known.len());
    Some(Stamp { changed, text })
}
