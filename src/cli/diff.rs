//! `quarterdeck diff`

use std::sync::Arc;

use clap::{Args as ClapArgs, ValueEnum};

use super::Ending;
use super::args::{self, Global};
use super::console::{Console, Warnings, count};
use super::progress::Task;
use super::revisions::{self, Past, Range, Then};
use super::site;
use crate::build::{Judged, Session};
use crate::check::{DraftContent, Edition};
use crate::compare::{self, Comparison, json, markdown, text};
use crate::disk;
use crate::source::SourceTree;

/// `diff`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  quarterdeck diff main                     the files as they are, against the branch main
  quarterdeck diff HEAD                     what has not been committed yet
  quarterdeck diff main...                  against what this branch began from, whatever main has become since
  quarterdeck diff v1 v2 --format markdown  two revisions, for a page of the host
  quarterdeck diff main --drafts            with what is not public yet

Nothing is shown that the site would not show on the day. The files in the folder and the repository stay as they are.")]
pub(super) struct DiffArgs {
    /// The revision to compare with: a branch, a tag or a commit; or two as A..B, or A...B for what B began from
    #[arg(value_name = "REV")]
    before: String,
    /// The other revision [default: the files as they are]
    #[arg(value_name = "REV")]
    after: Option<String>,
    /// How it is written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Where the pages can be looked at: addresses begin with it
    #[arg(long, value_name = "URL", value_parser = args::base_url)]
    preview_url: Option<String>,
    /// The day that both are made for [default: today, UTC]
    #[arg(long, value_name = "DATE", value_parser = args::date)]
    as_of: Option<jiff::civil::Date>,
    /// Take in what is not public yet as well
    #[arg(long)]
    drafts: bool,
}

/// How it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// For the page that a host shows beside a proposed change
    Markdown,
    /// Everything, for other programs
    Json,
}

pub(super) fn run(global: &Global, args: &DiffArgs, console: &Console) -> Ending {
    diff(global, args, console).unwrap_or_else(|ending| ending)
}

fn diff(global: &Global, args: &DiffArgs, console: &Console) -> Result<Ending, Ending> {
    if args.after.is_some() && args.before.contains("..") {
        console.error("two revisions are named as `A B`, as `A..B` or as `A...B`, and not twice");
        return Err(Ending::Failed);
    }
    let edition = Edition {
        as_of: site::day(args.as_of),
        drafts: if args.drafts {
            DraftContent::Included
        } else {
            DraftContent::LeftOut
        },
    };
    let range = revisions::range(global, &args.before, args.after.as_deref(), console)?;
    let mut session = Session::default();
    let before = before(&range.before, &mut session, edition, console)?;
    let after = after(global, &range, &mut session, edition, console)?;
    let progress = console.progress(Task {
        verb: "Comparing",
        what: "the pages",
        all: None,
    });
    let comparison = compare::compare(before.as_deref(), &after.judged, edition.as_of);
    drop(progress);
    let mut comparison = comparison.map_err(|error| {
        console.error(&error.to_string());
        Ending::Problems
    })?;
    let folder = site::folder(global);
    for one in &mut comparison.unmoved {
        one.path = folder.path_of(&one.path);
    }
    site::say_left_out(&after.judged.left_out, console);
    console.print(&written(args, &range, edition, &comparison));
    Ok(ending(&comparison, after.ending, console))
}

fn before(
    past: &Past,
    session: &mut Session,
    edition: Edition,
    console: &Console,
) -> Result<Option<Arc<Judged>>, Ending> {
    match past.read(session, edition) {
        Then::Nothing => {
            let at = past.commit.short();
            let what = format!("there was no site at {at}: all of it is new");
            console.note("New", &what);
            Ok(None)
        }
        Then::Said(judged, _) => Ok(Some(judged)),
        Then::Broken(reading) => {
            console.error(&past.why_broken(&reading));
            Err(Ending::Problems)
        }
    }
}

/// The newer side, and whether it could be published.
struct After {
    judged: Arc<Judged>,
    ending: Ending,
}

fn after(
    global: &Global,
    range: &Range,
    session: &mut Session,
    edition: Edition,
    console: &Console,
) -> Result<After, Ending> {
    let Some(past) = &range.after else {
        return in_folder(global, &range.before.tree, session, edition, console);
    };
    match past.read(session, edition) {
        Then::Said(judged, None) => Ok(After {
            judged,
            ending: Ending::Fine,
        }),
        Then::Said(judged, Some(reading)) => {
            console.error(&past.why_broken(&reading));
            let ending = Ending::Problems;
            Ok(After { judged, ending })
        }
        Then::Broken(reading) => {
            console.error(&past.why_broken(&reading));
            Err(Ending::Problems)
        }
        Then::Nothing => {
            console.error(&format!("there is no site at {}", past.commit.short()));
            Err(Ending::Failed)
        }
    }
}

/// The files as they lie in the folder. What is wrong with them is shown as `check` shows it.
fn in_folder(
    global: &Global,
    before: &SourceTree,
    session: &mut Session,
    edition: Edition,
    console: &Console,
) -> Result<After, Ending> {
    let tree = disk::read(&global.root).map_err(|error| {
        console.error(&error.to_string());
        Ending::Failed
    })?;
    let reading = session.read(&tree, &edition);
    let ending = if reading.judged.is_some() {
        Ending::Fine
    } else {
        let changed = revisions::changed(global, before, &tree);
        console.problems(&site::listing(global, &reading, &changed), Warnings::Pass);
        let problems = site::problem_count(&reading);
        console.error(&format!("{problems}; this would not be published"));
        Ending::Problems
    };
    let judged = reading.said.ok_or(Ending::Problems)?;
    Ok(After { judged, ending })
}

fn written(args: &DiffArgs, range: &Range, edition: Edition, comparison: &Comparison) -> String {
    let preview = args.preview_url.as_deref();
    let base = preview.unwrap_or("/");
    match args.format {
        Format::Text => text::render(comparison, base),
        Format::Markdown => markdown::render(comparison, preview),
        Format::Json => {
            let compared = json::Compared {
                before: range.before.commit.to_string(),
                after: range.after.as_ref().map(|past| past.commit.to_string()),
                as_of: edition.as_of.to_string(),
                drafts: args.drafts,
            };
            json::render(comparison, &compared, base)
        }
    }
}

fn ending(comparison: &Comparison, after: Ending, console: &Console) -> Ending {
    let unrecorded = comparison.unrecorded().count();
    if unrecorded > 0 {
        let figures = count(
            unrecorded,
            "published figure changes",
            "published figures change",
        );
        console.error(&format!(
            "{figures} without an entry under `revisions:`; `quarterdeck check --changed-since` shows where"
        ));
        return Ending::Problems;
    }
    let differences = count(comparison.changes.len(), "difference", "differences");
    let pages = count(comparison.pages.len(), "page", "pages");
    console.done("Compared", &format!("{differences}, {pages} changed"));
    after
}
