//! Reads a site as every command does.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};

use super::args::Global;
use super::console::{Console, count};
use super::{Failure, Outcome};
use crate::build::{self, JudgedSite, Reading};
use crate::check::{DraftContent, Edition, LeftOut, Until};
use crate::diag::{self, Listing, SiteFolder};
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
    read_by(build::read, tree, edition, console)
}

/// Reads one edition of the site with [`build::read`], or a function that does a part of it.
pub(super) fn read_by(
    read: fn(&SourceTree, &Edition) -> Reading,
    tree: SourceTree,
    edition: Edition,
    console: &Console,
) -> LoadedSite {
    console.detail("Read", &count(tree.len(), "file", "files"));
    let progress = console.progress("Reading", "the site", None);
    let reading = read(&tree, &edition);
    drop(progress);
    LoadedSite {
        tree,
        reading,
        edition,
    }
}

/// Folders with files that no figure depends on.
const DOCUMENTS: [&str; 5] = [
    "content/commentary",
    "content/reports",
    "content/scrutiny",
    "content/pages",
    "themes",
];

/// Reads the site as of a day. Documents and themes with errors are excluded and named. Other errors must be fixed first, and
/// `why` tells the user the reason.
pub(super) fn read_with_drafts(
    global: &Global,
    as_of: Date,
    why: &str,
    console: &Console,
) -> Outcome<Arc<JudgedSite>> {
    let edition = Edition {
        as_of,
        drafts: DraftContent::AndAllToCome,
    };
    let site = read(disk::read(&global.root)?, edition, console);
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

/// Reads what is known of the site, with everything to come. Files with errors are named: what depends on them is not known.
pub(super) fn read_known(global: &Global, as_of: Date, console: &Console) -> Outcome<Report> {
    let edition = Edition {
        as_of,
        drafts: DraftContent::AndAllToCome,
    };
    let tree = disk::read(&global.root)?;
    let site = read(tree, edition, console);
    if let Some(judged) = &site.reading.judged {
        return Ok(judged.report.clone());
    }
    let Some(report) = build::known(&site.tree, &edition) else {
        let problems = diag::counted(&site.reading.problems);
        return Err(Failure::problems(format!(
            "{problems}: fix `site.yaml` first, because new files are based on it; `quarterdeck check --drafts` shows them"
        )));
    };
    let errors = site
        .reading
        .problems
        .iter()
        .filter(|problem| problem.is_error());
    let faulty: BTreeSet<&SourcePath> = errors.map(|problem| &problem.place.path).collect();
    for path in faulty {
        let text = format!("{path}: it has errors; `quarterdeck check --drafts` shows them");
        console.note("Not used", &text);
    }
    Ok(report)
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
    let mut waiting: BTreeMap<(bool, Quarter), usize> = BTreeMap::new();
    let mut to_come: BTreeMap<Quarter, Vec<String>> = BTreeMap::new();
    for one in left_out {
        if let LeftOut::MeasureToCome(path, from) = one {
            to_come.entry(*from).or_default().push(path.to_string());
            continue;
        }
        let (is_comparison, quarter) = match one {
            LeftOut::OfHiddenQuarter(_, quarter) => (false, *quarter),
            LeftOut::LaterComparison(_, _, Until::Quarter(quarter)) => (true, *quarter),
            other => {
                console.note("Left out", &reason_left_out(other));
                continue;
            }
        };
        *waiting.entry((is_comparison, quarter)).or_default() += 1;
        console.detail("Left out", &reason_left_out(one));
    }
    for (from, paths) in to_come {
        let text = format!(
            "{}: first reported in {from}, which is not public yet",
            paths.join(", ")
        );
        console.note("Left out", &text);
    }
    for ((is_comparison, quarter), number) in waiting {
        let what = if is_comparison {
            count(number, "figure", "figures") + " for comparison of a year that ends with"
        } else {
            count(number, "file", "files") + " written for"
        };
        let text = format!("{what} {quarter}, which is not public yet");
        console.note("Left out", &text);
    }
}

fn reason_left_out(one: &LeftOut) -> String {
    let what = match one {
        LeftOut::UnreportedMeasure(path) => {
            return format!(
                "{path}: no quarter reports it yet, so it has no page (type its figure in a quarter, or say when it starts: `reported: {{ from: 2024-25 Q4 }}`; if it has figures of whole years only, write `period: annual`)"
            );
        }
        LeftOut::YearsToCome(path, quarter) => {
            return format!(
                "{path}: no public quarter reaches the end of its years, so it has no page (add the file of one, such as {quarter}, with `publish_on`; it needs no figures)"
            );
        }
        LeftOut::LaterYears(path, quarter) => {
            return format!(
                "{path}: it is reported from {quarter}, and so are its figures of years (if they are already public, write an earlier `reported: {{ from: ... }}`)"
            );
        }
        LeftOut::MeasureToCome(path, quarter) | LeftOut::OfHiddenQuarter(path, quarter) => {
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
        LeftOut::LaterAnswer(path, day) => format!("{path}: its answer is published on {day}"),
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
