//! The small valid site that mistakes are made in.

use std::path::Path;

use quarterdeck::source::{SourcePath, SourceTree};
use walkdir::WalkDir;

/// Reads `base/`.
pub(crate) fn base() -> SourceTree {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/build/sample");
    let mut tree = SourceTree::default();
    for entry in WalkDir::new(&root).sort_by_file_name() {
        let entry = entry.expect("the base site can be read");
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(&root).expect("below the root");
            let bytes = std::fs::read(entry.path()).expect("a file of the base site");
            tree.insert(SourcePath::new(&path.to_string_lossy()), bytes);
        }
    }
    tree
}
