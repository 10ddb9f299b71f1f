//! Reads a site as every command does.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};

use super::Outcome;
use super::args::Global;
use super::console::{Console, count};
use crate::build::{self, Reading};
use crate::check::{DraftContent, Edition, LeftOut, Until};
use crate::diag::{Listing, SiteFolder};
use crate::disk;
use crate::model::{Quarter, Report};
use crate::source::{SourcePath, SourceTree};

/// A site that was read from its folder.
pub(super) struct LoadedSite {
    pub(super) tree: SourceTree,
    pub(super) reading: Reading,
    pub(super) edition: Edition,
}

/// Returns problems with paths from the root of the repository. Those in changed files come first.
pub(super) fn listing(
    global: &Global,
    reading: &Reading,
    changed: &BTreeSet<SourcePath>,
) -> Listing {
    Listing::new(
        &reading.problems,
        &reading.sources,
        &folder(global),
        changed,
    )
}

/// Returns the path of the site's folder from the root of its repository.
pub(super) fn folder(global: &Global) -> SiteFolder {
    let (_, below) = disk::folder_of(&global.root);
    SiteFolder::new(&below.to_string_lossy())
}

/// Reads one edition of the site from its files. The caller reports its problems.
pub(super) fn read(tree: SourceTree, edition: Edition, console: &Console) -> LoadedSite {
    console.detail("Read", &count(tree.len(), "file", "files"));
    let progress = console.progress("Reading", "the site", None);
    let reading = build::read(&tree, &edition);
    drop(progress);
    LoadedSite {
        tree,
        reading,
        edition,
    }
}

/// Returns the edition on a day, or today, with or without drafts.
pub(super) fn edition(as_of: Option<Date>, drafts: bool) -> Edition {
    Edition {
        as_of: as_of.unwrap_or_else(today),
        drafts: if drafts {
            DraftContent::Included
        } else {
            DraftContent::LeftOut
        },
    }
}

/// Returns today in UTC, which never starts before the same day in Britain.
#[allow(
    clippy::disallowed_methods,
    reason = "the edge reads the clock once, for the day of the edition"
)]
pub(super) fn today() -> Date {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    let days: Span = i64::try_from(seconds / 86_400).unwrap_or(0).days();
    date(1970, 1, 1).saturating_add(days)
}

/// Returns the folder that the site is published to, unless it contains sources of this site or another one.
pub(super) fn output_folder(global: &Global, option: Option<&PathBuf>) -> Outcome<PathBuf> {
    let output = option.map_or_else(|| global.root.join("public"), PathBuf::clone);
    let output = absolute(&output);
    disk::check_output(&global.root, &output)?;
    Ok(output)
}

/// Reports files that the program did not make, and where they were moved to.
pub(super) fn note_set_aside(set_aside: &[PathBuf], console: &Console) {
    for path in set_aside {
        console.note(
            "Set aside",
            &format!("{}: it was where a published file belongs", path.display()),
        );
    }
}

/// Returns the path from the root of the file system.
#[allow(
    clippy::disallowed_methods,
    reason = "the edge knows the folder that it runs in"
)]
pub(super) fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Reports what the edition excludes, and why. Content that waits for a quarter is counted, and named with `-v`.
pub(super) fn note_left_out(left_out: &[LeftOut], console: &Console) {
    let mut hidden: BTreeMap<Quarter, usize> = BTreeMap::new();
    let mut comparisons: BTreeMap<Quarter, usize> = BTreeMap::new();
    for one in left_out {
        let (counts, quarter) = match one {
            LeftOut::OfHiddenQuarter(_, quarter) => (&mut hidden, quarter),
            LeftOut::LaterComparison(_, _, Until::Quarter(quarter)) => (&mut comparisons, quarter),
            other => {
                console.note("Left out", &reason_left_out(other));
                continue;
            }
        };
        *counts.entry(*quarter).or_default() += 1;
        console.detail("Left out", &reason_left_out(one));
    }
    for (quarter, files) in hidden {
        let files = count(files, "file", "files");
        let text = format!("{files} written for {quarter}, which is not public yet");
        console.note("Left out", &text);
    }
    for (quarter, figures) in comparisons {
        let figures = count(figures, "figure", "figures");
        let text = format!(
            "{figures} for comparison of a year that ends with {quarter}, which is not public yet"
        );
        console.note("Left out", &text);
    }
}

fn reason_left_out(one: &LeftOut) -> String {
    let what = match one {
        LeftOut::UnreportedMeasure(path) => {
            return format!(
                "{path}: no quarter reports it yet, so it has no page (type its figure in a quarter, or say when it starts: `reported: {{ from: 2024-25 Q4 }}`)"
            );
        }
        LeftOut::OfHiddenQuarter(path, quarter) => {
            return format!("{path}: {quarter} is not public yet");
        }
        LeftOut::LaterComparison(path, what, Until::Quarter(quarter)) => {
            return format!(
                "{path}: {what} is published with {quarter}, unless it has its own `publish_on`"
            );
        }
        LeftOut::DraftQuarter(quarter) => format!("{quarter}: it has no `publish_on` yet"),
        LeftOut::LaterQuarter(quarter, day) => format!("{quarter}: it is published on {day}"),
        LeftOut::DraftDocument(path) => format!("{path}: marked as a draft"),
        LeftOut::LaterReport(path) => format!("{path}: not yet published"),
        LeftOut::LaterPage(path, day) => format!("{path}: it is published on {day}"),
        LeftOut::LaterComparison(path, what, Until::Day(day)) => {
            format!("{path}: {what} is published on {day}")
        }
    };
    format!("{what} (--drafts includes it)")
}

/// Whether the problems stop the command.
pub(super) fn is_blocked(reading: &Reading, is_strict: bool) -> bool {
    reading.errors() > 0 || (is_strict && !reading.problems.is_empty())
}

/// Returns what a report contains, as in "2 quarters", "40 measures", "12 comments".
pub(super) fn counts(report: &Report) -> Vec<String> {
    vec![
        count(report.quarters.len(), "quarter", "quarters"),
        count(report.measures.len(), "measure", "measures"),
        count(report.comments.len(), "comment", "comments"),
    ]
}
