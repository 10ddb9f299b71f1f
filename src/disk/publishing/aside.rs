//! Moves foreign files out of the way of published ones.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::PublishError;
use super::operations::Operations;

/// Moves `what`, a foreign file at `path` in the site, into the folder `kept` under a free name. Returns its new path.
pub(super) fn put_aside(
    operations: Operations<'_>,
    kept: &Path,
    path: &Path,
    what: &Path,
) -> Result<PathBuf, PublishError> {
    let goal = free_name(&kept.join(path));
    if let Some(folder) = goal.parent() {
        operations.make_folders(folder)?;
    }
    match operations.rename(what, &goal) {
        // It is on a file system mounted in the output, so it stays on that one.
        Err(fault) if fault.source.kind() == io::ErrorKind::CrossesDevices => {
            let goal = free_name(&with_suffix(what, ".kept"));
            operations.rename(what, &goal)?;
            Ok(goal)
        }
        moved => Ok(moved.map(|()| goal)?),
    }
}

/// Returns this path, with a number if it is taken.
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
