//! `quarterdeck check --fix`

use super::Ending;
use super::args::{EditionArgs, Global};
use super::console::{Console, count};
use super::site;
use crate::build::Session;
use crate::diag::Listing;
use crate::disk;

/// Fixes what only one edit can fix, writes the files that are fixed so, and says what was done.
pub(super) fn run(global: &Global, args: &EditionArgs, console: &Console) -> Result<(), Ending> {
    let failed = |error: &dyn ToString| {
        console.error(&error.to_string());
        Ending::Failed
    };
    let tree = disk::read(&global.root).map_err(|error| failed(&error))?;
    let fixed = Session::default().fix(&tree, &site::edition(args));
    for (path, after) in fixed.tree.iter() {
        let before = tree.get(path).unwrap_or_default();
        if before != &**after {
            disk::rewrite(&global.root, path, before, after).map_err(|error| failed(&error))?;
        }
    }
    let folder = site::folder(global);
    for edit in &fixed.edits {
        let path = folder.path_of(&edit.path);
        console.done("Fixed", &format!("{path}:{}: {}", edit.at.line, edit.what));
    }
    Ok(())
}

/// Says of how many problems `--fix` would take care.
pub(super) fn say_what_could_be(listing: &Listing, console: &Console) {
    let problems = listing.problems.iter();
    let fixable = problems.filter(|problem| problem.fix.is_some()).count();
    if fixable > 0 {
        let these = count(fixable, "of these", "of these");
        console.note("Can fix", &format!("{these}: quarterdeck check --fix"));
    }
}
