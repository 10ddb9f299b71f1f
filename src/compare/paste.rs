//! Entries to paste into a list of a file.

use crate::source::{SourcePath, SourceTree};

/// Returns where to paste an entry of a list, and the entry as its file writes lists: `add this under `revisions:` in
/// ..., with the reason instead of the dots`.
pub(super) fn into_list(tree: &SourceTree, path: &SourcePath, list: &str, entry: &str) -> String {
    let reason = "with the reason instead of the dots";
    match has_brackets(tree, path, list) {
        Some(false) => format!("add this under `{list}:` in {path}, {reason}:\n- {entry}"),
        Some(true) => {
            format!(
                "add this before the bracket that ends `{list}:` in {path}, {reason}:\n, {entry}"
            )
        }
        None => format!("add this at the end of {path}, {reason}:\n{list}:\n  - {entry}"),
    }
}

/// Returns whether a file writes a list in square brackets, separated by commas, and not each entry on its own line,
/// after a dash. `None` if it has none.
pub(super) fn has_brackets(tree: &SourceTree, path: &SourcePath, list: &str) -> Option<bool> {
    let text = String::from_utf8_lossy(tree.get(path)?);
    let (_, list) = text.split_once(&format!("\n{list}:"))?;
    Some(list.trim_start().starts_with('['))
}
