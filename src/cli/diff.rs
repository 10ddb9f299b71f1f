//! `quarterdeck diff`

use std::sync::Arc;

use clap::{Args as ClapArgs, ValueEnum};

use super::args::{self, Global};
use super::console::{Console, Warnings, count};
use super::progress::Task;
use super::revisions::{self, Failure, SiteAtCommit};
use super::{ExitStatus, Outcome, site};
use crate::build::{JudgedSite, Reading, Session};
use crate::compare::{self, Comparison, json, markdown, text};
use crate::source::SourceTree;

/// `diff`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  quarterdeck diff main                     the files as they are, compared with where this branch started from main
  quarterdeck diff HEAD                     what has not been committed yet
  quarterdeck diff main..                   compared with exactly main, including later changes on main
  quarterdeck diff v1 v2 --format markdown  two revisions, for a page of the git host
  quarterdeck diff main --drafts            including content that is not public yet

Only changes to pages that are public on the day are shown. No files are changed.")]
pub(super) struct DiffArgs {
    /// The revision to compare with: a branch, a tag or a commit, from where this branch started; REV.. for exactly that
    /// one; A..B for two revisions, or A...B for where B started from A
    #[arg(value_name = "REV")]
    before: String,
    /// The other revision [default: the files as they are]
    #[arg(value_name = "REV")]
    after: Option<String>,
    /// The format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: DiffFormat,
    /// The address of a preview, for links to its pages
    #[arg(long, value_name = "URL", value_parser = args::base_url)]
    preview_url: Option<String>,
    /// Compare the site as it is on this day [default: today, UTC]
    #[arg(long, value_name = "DATE", value_parser = args::date)]
    as_of: Option<jiff::civil::Date>,
    /// Include content that is not public yet
    #[arg(long)]
    drafts: bool,
}

/// The format of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    /// For a terminal
    Text,
    /// Markdown, for a comment on a pull request
    Markdown,
    /// All details, for other programs
    Json,
}

pub(super) fn run(global: &Global, args: &DiffArgs, console: &Console) -> Outcome {
    if args.after.is_some() && args.before.contains("..") {
        console.error("give two revisions as `A B`, `A..B` or `A...B`, not twice");
        return Err(ExitStatus::Error);
    }
    let edition = site::edition_on(args.as_of, args.drafts);
    let report = |failure: Failure| failure.report(console);
    let range = revisions::range(global, &args.before, args.after.as_deref()).map_err(report)?;
    let past = range.after(global).map_err(report)?;
    let tree = match &past {
        Some(past) => past.tree.clone(),
        None => site::read_tree(global, console)?,
    };
    let mut session = Session::default();
    let before = range
        .before(&tree, past.as_ref(), &mut session, edition, console)
        .map_err(report)?;
    let reading = session.read(&tree, &edition);
    let after = match &past {
        Some(past) => judged_at_commit(past, reading, console)?,
        None => judged_in_folder(global, &before.files, &tree, reading, console)?,
    };
    let progress = console.progress(Task {
        verb: "Comparing",
        items: "the pages",
        total: None,
    });
    let comparison = compare::compare(before.judged.as_deref(), &after.judged, edition.as_of);
    drop(progress);
    let mut comparison = comparison.map_err(|error| {
        console.error(&error.to_string());
        ExitStatus::Problems
    })?;
    let folder = site::folder(global);
    for unmoved in &mut comparison.unmoved {
        unmoved.path = folder.path_of(&unmoved.path);
    }
    site::note_left_out(&after.judged.left_out, console);
    let compared = json::Compared {
        before: before.commit.to_string(),
        after: past.map(|past| past.commit.to_string()),
        as_of: edition.as_of.to_string(),
        drafts: args.drafts,
    };
    console.print(&rendered(args, &compared, &comparison));
    Ok(report_result(&comparison, after.status, console))
}

/// The newer side, and whether it can be published.
struct After {
    judged: Arc<JudgedSite>,
    status: ExitStatus,
}

fn judged_at_commit(
    past: &SiteAtCommit,
    reading: Reading,
    console: &Console,
) -> Result<After, ExitStatus> {
    let mut status = ExitStatus::Success;
    if reading.judged.is_none() {
        console.error(&past.reason_unpublishable(&reading));
        status = ExitStatus::Problems;
    }
    let judged = reading.comparable.ok_or(ExitStatus::Problems)?;
    Ok(After { judged, status })
}

/// Returns the site in the folder, and prints its problems as `check` does.
fn judged_in_folder(
    global: &Global,
    before: &SourceTree,
    tree: &SourceTree,
    reading: Reading,
    console: &Console,
) -> Result<After, ExitStatus> {
    let mut status = ExitStatus::Success;
    if reading.judged.is_none() {
        let changed = revisions::changed(global, before, tree);
        console.problems(
            &site::listing(global, &reading, &changed),
            Warnings::AsWarnings,
        );
        let problems = site::problem_count(&reading);
        console.error(&format!("{problems}; this would not be published"));
        status = ExitStatus::Problems;
    }
    let judged = reading.comparable.ok_or(ExitStatus::Problems)?;
    Ok(After { judged, status })
}

fn rendered(args: &DiffArgs, compared: &json::Compared, comparison: &Comparison) -> String {
    let preview = args.preview_url.as_deref();
    let base = preview.unwrap_or("/");
    match args.format {
        DiffFormat::Text => text::render(comparison, base),
        DiffFormat::Markdown => markdown::render(comparison, preview),
        DiffFormat::Json => json::render(comparison, compared, base),
    }
}

fn report_result(comparison: &Comparison, after: ExitStatus, console: &Console) -> ExitStatus {
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
        return ExitStatus::Problems;
    }
    let differences = count(comparison.changes.len(), "difference", "differences");
    let pages = count(comparison.pages.len(), "page", "pages");
    console.done("Compared", &format!("{differences}, {pages} changed"));
    after
}
