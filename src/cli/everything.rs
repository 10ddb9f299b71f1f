//! The site with all that the public may not see yet, for those who write it.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::Ending;
use super::args::Global;
use super::console::Console;
use super::site;
use crate::build::{self, JudgedSite, Reading};
use crate::check::{DraftContent, Edition};
use crate::source::SourcePath;

/// What no figure depends on.
const DOCUMENTS: [&str; 4] = [
    "content/commentary",
    "content/reports",
    "content/pages",
    "themes",
];

/// Reads it as of a day. Documents that cannot be taken as they are do not keep anybody from their figures: they are named,
/// and the site is read without them. Anything else must be fixed first, and `why` says what would be wrong otherwise.
pub(super) fn read(
    global: &Global,
    as_of: Date,
    why: &str,
    console: &Console,
) -> Result<Arc<JudgedSite>, Ending> {
    let edition = Edition {
        as_of,
        drafts: DraftContent::AndAllToCome,
    };
    let read = site::load_edition(global, edition, console)?;
    if let Some(judged) = &read.reading.judged {
        return Ok(judged.clone());
    }
    let broken = with_errors(&read.reading);
    let is_document = |path: &SourcePath| DOCUMENTS.iter().any(|of| path.below(of).is_some());
    if broken.iter().all(is_document) {
        let mut tree = read.tree;
        for path in &broken {
            tree.remove(path);
        }
        if let Some(judged) = build::read(&tree, &edition).judged {
            for path in &broken {
                let what =
                    format!("{path}: it has errors; `quarterdeck check --drafts` shows them");
                console.note("Left out", &what);
            }
            return Ok(judged);
        }
    }
    let problems = site::problem_count(&read.reading);
    console.error(&format!(
        "{problems}: fix them first, because {why}; `quarterdeck check --drafts` shows them"
    ));
    Err(Ending::Problems)
}

fn with_errors(reading: &Reading) -> BTreeSet<SourcePath> {
    let errors = reading.problems.iter().filter(|problem| problem.is_error());
    errors.map(|problem| problem.place.path.clone()).collect()
}
