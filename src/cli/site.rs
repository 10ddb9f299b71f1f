//! Reads a site as every command does.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};

use super::Ending;
use super::args::{EditionArgs, Global};
use super::console::{Console, Warnings, count};
use super::progress::Task;
use crate::build::{self, Reading};
use crate::check::{DraftContent, Edition, LeftOut, Until};
use crate::diag::{self, Listing, SiteFolder};
use crate::disk;
use crate::model::Quarter;
use crate::source::{SourcePath, SourceTree};

/// A site as read from its folder.
pub(super) struct Site {
    pub(super) tree: SourceTree,
    pub(super) reading: Reading,
    pub(super) edition: Edition,
}

impl Site {
    /// What there is to tell, by paths from the repository's root. The files of a change come first.
    pub(super) fn listing(&self, global: &Global, changed: &BTreeSet<SourcePath>) -> Listing {
        listing(global, &self.reading, changed)
    }
}

/// What there is to tell of a site, by paths from the repository's root. The files of a change come first.
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

/// The site's folder as seen from its repository's root.
pub(super) fn folder(global: &Global) -> SiteFolder {
    let (_, below) = disk::folder_of(&global.root);
    SiteFolder::new(&below.to_string_lossy())
}

/// Reads the site. Problems are shown; how many there are, the caller asks.
pub(super) fn read(global: &Global, args: &EditionArgs, console: &Console) -> Result<Site, Ending> {
    let read = load(global, args, console)?;
    console.problems(&read.listing(global, &BTreeSet::new()), warnings(args));
    Ok(read)
}

/// What warnings mean.
pub(super) fn warnings(args: &EditionArgs) -> Warnings {
    if args.strict {
        Warnings::Stop
    } else {
        Warnings::Pass
    }
}

/// Reads the site, and leaves it to the caller to tell of problems.
pub(super) fn load(global: &Global, args: &EditionArgs, console: &Console) -> Result<Site, Ending> {
    load_edition(global, edition(args), console)
}

/// The same for one edition, whatever was asked for.
pub(super) fn load_edition(
    global: &Global,
    edition: Edition,
    console: &Console,
) -> Result<Site, Ending> {
    let tree = disk::read(&global.root).map_err(|error| {
        console.error(&error.to_string());
        Ending::Failed
    })?;
    console.detail("Read", &count(tree.len(), "file", "files"));
    let progress = console.progress(Task {
        verb: "Reading",
        what: "the site",
        all: None,
    });
    let reading = build::read(&tree, &edition);
    drop(progress);
    Ok(Site {
        tree,
        reading,
        edition,
    })
}

/// The edition that was asked for.
pub(super) fn edition(args: &EditionArgs) -> Edition {
    Edition {
        as_of: day(args.as_of),
        drafts: if args.drafts {
            DraftContent::Included
        } else {
            DraftContent::LeftOut
        },
    }
}

/// The day that was asked for, else today.
pub(super) fn day(asked: Option<Date>) -> Date {
    asked.unwrap_or_else(today)
}

/// Today in UTC, which is never earlier than in Britain. The clock is read here and nowhere else.
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

/// Where a site is published.
pub(super) fn output(global: &Global, asked: Option<&PathBuf>) -> PathBuf {
    asked.cloned().unwrap_or_else(|| global.root.join("public"))
}

/// A site is never published over what it or another site is made from, nor removed from there.
pub(super) fn refuse_unfit(
    global: &Global,
    output: &Path,
    console: &Console,
) -> Result<(), Ending> {
    disk::check_output(&global.root, output).map_err(|unfit| {
        console.error(&format!("{} {unfit}", output.display()));
        Ending::Failed
    })
}

/// Says where files of others were moved to.
pub(super) fn say_set_aside(set_aside: &[PathBuf], console: &Console) {
    for path in set_aside {
        console.note(
            "Set aside",
            &format!("{}: it was where a published file belongs", path.display()),
        );
    }
}

/// The path from the root of the file system, so that it means the same to the next command.
#[allow(
    clippy::disallowed_methods,
    reason = "the edge knows the folder that it runs in"
)]
pub(super) fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Says what is not in the edition, and why. What waits for a quarter is counted, and named with `-v`.
pub(super) fn say_left_out(left_out: &[LeftOut], console: &Console) {
    let mut of_hidden: BTreeMap<Quarter, usize> = BTreeMap::new();
    let mut comparisons: BTreeMap<Quarter, usize> = BTreeMap::new();
    for one in left_out {
        match one {
            LeftOut::OfHiddenQuarter(path, quarter) => {
                *of_hidden.entry(*quarter).or_default() += 1;
                console.detail("Left out", &format!("{path}: {quarter} is not public yet"));
            }
            LeftOut::LaterComparison(_, _, Until::Quarter(quarter)) => {
                *comparisons.entry(*quarter).or_default() += 1;
                console.detail("Left out", &why_left_out(one));
            }
            other => console.note("Left out", &why_left_out(other)),
        }
    }
    for (quarter, files) in of_hidden {
        let files = count(files, "file", "files");
        console.note(
            "Left out",
            &format!("{files} written for {quarter}, which is not public yet"),
        );
    }
    for (quarter, figures) in comparisons {
        let figures = count(figures, "figure", "figures");
        console.note(
            "Left out",
            &format!(
                "{figures} for comparison of a year that ends with {quarter}, which is not public yet"
            ),
        );
    }
}

fn why_left_out(one: &LeftOut) -> String {
    match one {
        LeftOut::DraftQuarter(quarter) => {
            format!("{quarter}: it has no `publish_on` yet (--drafts includes it)")
        }
        LeftOut::LaterQuarter(quarter, day) => {
            format!("{quarter}: it is published on {day} (--drafts includes it)")
        }
        LeftOut::DraftDocument(path) => format!("{path}: marked as a draft (--drafts includes it)"),
        LeftOut::LaterReport(path) => {
            format!("{path}: not yet published (--drafts includes it)")
        }
        LeftOut::LaterPage(path, day) => {
            format!("{path}: it is published on {day} (--drafts includes it)")
        }
        LeftOut::UnreportedMeasure(path) => {
            format!(
                "{path}: no quarter reports it yet, so it has no page (type its figure in a quarter, or say when it starts: `reported: {{ from: 2024-25 Q4 }}`)"
            )
        }
        LeftOut::OfHiddenQuarter(path, quarter) => format!("{path}: {quarter} is not public yet"),
        LeftOut::LaterComparison(path, what, Until::Day(day)) => {
            format!("{path}: {what} is published on {day} (--drafts includes it)")
        }
        LeftOut::LaterComparison(path, what, Until::Quarter(quarter)) => format!(
            "{path}: {what} is published with {quarter}, unless it has its own `publish_on`"
        ),
    }
}

/// "2 errors and 1 warning".
pub(super) fn problem_count(reading: &Reading) -> String {
    diag::counted(&reading.problems)
}

/// Whether the problems stop the command.
pub(super) fn is_stopped(reading: &Reading, args: &EditionArgs) -> bool {
    reading.errors() > 0 || (args.strict && !reading.problems.is_empty())
}
