//! `quarterdeck check`

use std::collections::BTreeSet;

use clap::{Args as ClapArgs, ValueEnum};

use super::Ending;
use super::args::{EditionArgs, Global};
use super::console::{Console, count};
use super::fix;
use super::revisions::{self, Failure};
use super::site::{self, Site};
use crate::build::Session;
use crate::check::{DraftContent, Edition};
use crate::compare;
use crate::diag::{Diagnostic, Listing, github, gitlab, json, sarif, short, summary};
use crate::disk;
use crate::source::SourcePath;

/// `check`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  quarterdeck check                    what would be published today
  quarterdeck check --drafts           drafts as well
  quarterdeck check --fix              fix what has only one possible fix, then list the rest
  quarterdeck check --strict           warnings count as errors
  quarterdeck check --format github    annotations beside the lines of a pull request
  quarterdeck check --changed-since origin/main
                                       also whether published figures are unchanged since this branch started from
                                       origin/main, or changed by a revision
  quarterdeck check --changed-since v1..
                                       the same, compared with exactly v1")]
pub(super) struct CheckArgs {
    /// The format of problems: `text` goes to the error stream, anything else to standard output
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "text",
        env = "QUARTERDECK_FORMAT"
    )]
    pub(super) format: Format,
    /// Also compare with where this branch started from a revision (`REV..`: with exactly that revision): published figures
    /// may change only with a revision, and changed files are listed first
    #[arg(long, value_name = "REV")]
    pub(super) changed_since: Option<String>,
    /// First fix spacing, quotes and misspelt field names in the files themselves; never a figure, a date, an id or
    /// a rating
    #[arg(long)]
    pub(super) fix: bool,
    #[command(flatten)]
    pub(super) edition: EditionArgs,
}

/// How problems are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// The source line, what is wrong and what to type instead
    Text,
    /// One line each: path, line, column, code, message
    Short,
    /// All details, for other programs
    Json,
    /// Annotations of a GitHub workflow
    Github,
    /// GitLab's report on code quality
    Gitlab,
    /// SARIF 2.1.0
    Sarif,
}

pub(super) fn run(global: &Global, args: &CheckArgs, console: &Console) -> Ending {
    check(global, args, console).unwrap_or_else(|ending| ending)
}

fn check(global: &Global, args: &CheckArgs, console: &Console) -> Result<Ending, Ending> {
    if args.fix {
        fix::run(global, &args.edition, console)?;
    }
    let read = site::load(global, &args.edition, console)?;
    let (reading, changed) = match &args.changed_since {
        Some(revision) => match since(global, revision, &read, console) {
            Ok((found, changed)) => (read.reading.with_problems(found, &read.tree), changed),
            Err(failure) => {
                let listing = read.listing(global, &BTreeSet::new());
                tell(&listing, args, console);
                summarise(&listing, &failure.why, console)?;
                return Err(failure.told(console));
            }
        },
        None => (read.reading, BTreeSet::new()),
    };
    let read = Site { reading, ..read };
    let listing = read.listing(global, &changed);
    tell(&listing, args, console);
    let outcome = outcome(&read, args);
    summarise(&listing, &outcome, console)?;
    if site::is_stopped(&read.reading, &args.edition) {
        console.error(&outcome);
        return Ok(Ending::Problems);
    }
    if let Some(judged) = &read.reading.judged {
        site::say_left_out(&judged.left_out, console);
        console.done("Checked", &checked(&read));
    }
    console.done("Finished", &outcome);
    Ok(Ending::Fine)
}

/// Compares with what the public knows from an earlier revision. Returns the figures that changed without a revision that
/// says so, and the files that changed.
fn since(
    global: &Global,
    revision: &str,
    read: &Site,
    console: &Console,
) -> Result<(Vec<Diagnostic>, BTreeSet<SourcePath>), Failure> {
    let range = revisions::range(global, revision, None)?;
    if !range.is_with_folder() {
        return Err(Failure {
            why: "`check` looks at the files as they are: give one revision, such as `main`, or `main..` for exactly that one".to_owned(),
            ending: Ending::Failed,
        });
    }
    let public = Edition {
        drafts: DraftContent::LeftOut,
        ..read.edition
    };
    let mut session = Session::default();
    let before = range.before(&read.tree, None, &mut session, public, console)?;
    let changed = revisions::changed(global, &before.files, &read.tree);
    let Some(before) = before.comparable else {
        return Ok((Vec::new(), changed));
    };
    let now = session.read(&read.tree, &public);
    let found = match now.comparable {
        Some(after) => {
            let revised = compare::revised(&before, &after, public.as_of);
            compare::problems(&revised, &after.report, &read.tree, public.as_of)
        }
        // What is wrong in it has been found already.
        None if read.reading.errors() > 0 => Vec::new(),
        // What is wrong in it shows only without the drafts.
        None => now.problems,
    };
    Ok((found, changed))
}

fn tell(listing: &Listing, args: &CheckArgs, console: &Console) {
    match args.format {
        Format::Text => {
            console.problems(listing, site::warnings(&args.edition));
            fix::say_what_could_be(listing, console);
        }
        Format::Short => console.print(&short::render(listing)),
        Format::Json => console.print(&json::render(listing)),
        Format::Github => console.print_commands(&github::render(listing)),
        Format::Gitlab => console.print(&gitlab::render(listing)),
        Format::Sarif => console.print(&sarif::render(listing)),
    }
}

/// In a few words, how it ended.
fn outcome(read: &Site, args: &CheckArgs) -> String {
    let problems = site::problem_count(&read.reading);
    if site::is_stopped(&read.reading, &args.edition) {
        format!("{problems}; this would not be published")
    } else if problems.is_empty() {
        "no problems".to_owned()
    } else {
        format!("{problems}, no errors")
    }
}

fn checked(read: &Site) -> String {
    let report = read.reading.judged.as_ref().map(|judged| &judged.report);
    let size = |of: fn(&crate::model::Report) -> usize| report.map_or(0, of);
    let parts = [
        count(size(|r| r.quarters.len()), "quarter", "quarters"),
        count(size(|r| r.measures.len()), "measure", "measures"),
        count(size(|r| r.comments.len()), "comment", "comments"),
    ];
    format!("{} as of {}", parts.join(", "), read.edition.as_of)
}

/// Where a workflow of GitHub gives a file for it, what was found goes on the page of the run as well.
#[allow(
    clippy::disallowed_methods,
    reason = "the edge asks the workflow that it runs in where its summary is"
)]
fn summarise(listing: &Listing, outcome: &str, console: &Console) -> Result<(), Ending> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else {
        return Ok(());
    };
    let summary = summary::render(listing, outcome);
    disk::append(path.as_ref(), &summary).map_err(|error| {
        console.error(&error.to_string());
        Ending::Failed
    })
}
