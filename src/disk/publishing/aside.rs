//! Someone's file in a published file's place is moved out of the way, and never removed.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::PublishError;
use super::world::World;

/// Moves `what`, someone's file at `path` in the site, into the folder `kept` under a name that is free there.
///
/// Answers with where it is now.
pub(super) fn put_aside(
    world: World<'_>,
    kept: &Path,
    path: &Path,
    what: &Path,
) -> Result<PathBuf, PublishError> {
    let goal = free_name(&kept.join(path));
    if let Some(folder) = goal.parent() {
        world.make_folders(folder)?;
    }
    match world.rename(what, &goal) {
        // It is on a file system that is mounted in the output, and is moved only within that one.
        Err(fault) if fault.source.kind() == io::ErrorKind::CrossesDevices => {
            let goal = free_name(&with_suffix(what, ".kept"));
            world.rename(what, &goal)?;
            Ok(goal)
        }
        moved => Ok(moved.map(|()| goal)?),
    }
}

/// This path, or with the first number behind it that nothing has yet.
fn free_name(path: &Path) -> PathBuf {
    let numbered = (1_u64..).map(|number| with_suffix(path, &format!(".{number}")));
    let mut names = [path.to_owned()].into_iter().chain(numbered);
    names
        .find(|name| fs::symlink_metadata(name).is_err())
        .unwrap_or_else(|| path.to_owned())
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
