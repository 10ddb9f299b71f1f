//! `quarterdeck check --fix`

use super::args::{EditionArgs, Global};
use super::console::{Console, count};
use super::{Outcome, site};
use crate::build::Session;
use crate::diag::Listing;
use crate::disk;

/// Applies the fixes that are certain, writes the files, and reports each edit.
pub(super) fn run(global: &Global, args: &EditionArgs, console: &Console) -> Outcome<()> {
    let tree = disk::read(&global.root)?;
    let fixed = Session::default().fix(&tree, &site::edition(args.as_of, args.drafts));
    for (path, after) in fixed.tree.iter() {
        let before = tree.get(path).unwrap_or_default();
        if before != &**after {
            disk::rewrite(&global.root, path, before, after)?;
        }
    }
    let folder = site::folder(global);
    for edit in &fixed.edits {
        let path = folder.path_of(&edit.path);
        console.done("Fixed", &format!("{path}:{}: {}", edit.at.line, edit.what));
    }
    Ok(())
}

/// Reports how many problems `--fix` would fix.
pub(super) fn note_fixable(listing: &Listing, console: &Console) {
    let problems = listing.problems.iter();
    let fixable = problems.filter(|problem| problem.fix.is_some()).count();
    if fixable > 0 {
        let these = count(fixable, "of these", "of these");
        console.note("Can fix", &format!("{these}: quarterdeck check --fix"));
    }
}
