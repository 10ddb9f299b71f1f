//! `quarterdeck diff`

use clap::{Args as ClapArgs, ValueEnum};

use super::args::{self, Global};
use super::console::{self, Console, count};
use super::{ExitStatus, Failure, Outcome, revisions, site};
use crate::build::Session;
use crate::compare::{self, Comparison, SiteEditions, json, markdown, text};
use crate::source::SourcePath;
use crate::{diag, disk};

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
        return Err("give two revisions as `A B`, `A..B` or `A...B`, not twice".into());
    }
    let edition = site::edition(args.as_of, args.drafts);
    let range = revisions::range(global, &args.before, args.after.as_deref())?;
    let past = range.after(global)?;
    let tree = match &past {
        Some(past) => past.tree.clone(),
        None => disk::read(&global.root)?,
    };
    let mut session = Session::default();
    let before = range.before(&tree, past.as_ref(), &mut session, edition, console)?;
    let reading = session.read(&tree, &edition);
    let mut status = ExitStatus::Success;
    if reading.judged.is_none() {
        if let Some(past) = &past {
            console::error(&past.reason_unpublishable(&reading));
        } else {
            let changed = revisions::changed(global, &before.files, &tree);
            console.problems(&site::listing(global, &reading, &changed), false);
            let problems = diag::counted(&reading.problems);
            console::error(&format!("{problems}; this would not be published"));
        }
        status = ExitStatus::Problems;
    }
    // The reasons have been printed.
    let after = reading.comparable.ok_or_else(|| Failure::problems(""))?;
    let mut complete = |tree| session.read(tree, &edition.complete()).comparable;
    let (all_then, all_now) = (complete(&before.tree), complete(&tree));
    let progress = console.progress("Comparing", "the pages", None);
    let then = before.judged.as_deref().map(|public| SiteEditions {
        public,
        complete: all_then.as_deref().unwrap_or(public),
    });
    let now = SiteEditions {
        public: &after,
        complete: all_now.as_deref().unwrap_or(&after),
    };
    let comparison = compare::compare(then, now, edition.as_of);
    drop(progress);
    let mut comparison = comparison.map_err(Failure::problems)?;
    let folder = site::folder(global);
    for unmoved in &mut comparison.unmoved {
        unmoved.path = folder.path_of(&SourcePath::new(&unmoved.path)).to_string();
    }
    site::note_left_out(&after.left_out, console);
    let compared = json::Compared {
        before: before.commit.to_string(),
        after: past.map(|past| past.commit.to_string()),
        as_of: edition.as_of.to_string(),
        drafts: args.drafts,
    };
    console::print(&rendered(args, &compared, &comparison));
    check_recorded(&comparison)?;
    let differences = count(comparison.changes.len(), "difference", "differences");
    let pages = count(comparison.pages.len(), "page", "pages");
    console.done("Compared", &format!("{differences}, {pages} changed"));
    Ok(status)
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

/// Returns an error if anything published changes without a record.
fn check_recorded(comparison: &Comparison) -> Outcome<()> {
    match comparison.unrecorded() {
        0 => Ok(()),
        unrecorded => Err(Failure::problems(format!(
            "{} without an entry that says why; `quarterdeck check --changed-since` shows where",
            count(
                unrecorded,
                "published fact changes",
                "published facts change"
            )
        ))),
    }
}
