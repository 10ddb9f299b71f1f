//! Reads a site with its drafts and everything not yet published, for commands that help its authors.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::args::Global;
use super::console::Console;
use super::{Failure, Outcome, site};
use crate::build::{self, JudgedSite};
use crate::check::{DraftContent, Edition};
use crate::source::SourcePath;
use crate::{diag, disk};

/// Folders with files that no figure depends on.
const DOCUMENTS: [&str; 4] = [
    "content/commentary",
    "content/reports",
    "content/pages",
    "themes",
];

/// Reads the site as of a day. Documents and themes with errors are excluded and named. Other errors must be fixed first, and
/// `why` tells the user the reason.
pub(super) fn read(
    global: &Global,
    as_of: Date,
    why: &str,
    console: &Console,
) -> Outcome<Arc<JudgedSite>> {
    let edition = Edition {
        as_of,
        drafts: DraftContent::AndAllToCome,
    };
    let site = site::read(disk::read(&global.root)?, edition, console);
    if let Some(judged) = &site.reading.judged {
        return Ok(judged.clone());
    }
    let problems = site.reading.problems.iter();
    let errors = problems.filter(|problem| problem.is_error());
    let faulty: BTreeSet<&SourcePath> = errors.map(|problem| &problem.place.path).collect();
    let is_document =
        |path: &&SourcePath| DOCUMENTS.iter().any(|folder| path.below(folder).is_some());
    if faulty.iter().all(is_document) {
        let mut tree = site.tree;
        for path in &faulty {
            tree.remove(path);
        }
        if let Some(judged) = build::read(&tree, &edition).judged {
            for path in &faulty {
                let text =
                    format!("{path}: it has errors; `quarterdeck check --drafts` shows them");
                console.note("Left out", &text);
            }
            return Ok(judged);
        }
    }
    let problems = diag::counted(&site.reading.problems);
    Err(Failure::problems(format!(
        "{problems}: fix them first, because {why}; `quarterdeck check --drafts` shows them"
    )))
}
