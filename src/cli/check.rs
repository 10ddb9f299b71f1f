//! `quarterdeck check`

use std::collections::BTreeSet;

use clap::{Args as ClapArgs, ValueEnum};

use super::args::{EditionArgs, Global};
use super::console::Console;
use super::fix;
use super::revisions::{self, Failure};
use super::site::{self, LoadedSite};
use super::{ExitStatus, Outcome};
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

/// The format of problems.
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

pub(super) fn run(global: &Global, args: &CheckArgs, console: &Console) -> Outcome {
    if args.fix {
        fix::run(global, &args.edition, console)?;
    }
    let site = site::load(global, &args.edition, console)?;
    let (reading, changed) = match &args.changed_since {
        Some(revision) => match compare_since(global, revision, &site, console) {
            Ok((found, changed)) => (site.reading.with_problems(found, &site.tree), changed),
            Err(failure) => {
                let listing = site.listing(global, &BTreeSet::new());
                print_problems(&listing, args, console);
                write_summary(&listing, &failure.message, console)?;
                return Err(failure.report(console));
            }
        },
        None => (site.reading, BTreeSet::new()),
    };
    let site = LoadedSite { reading, ..site };
    let listing = site.listing(global, &changed);
    print_problems(&listing, args, console);
    let result = result(&site, args);
    write_summary(&listing, &result, console)?;
    if site::is_blocked(&site.reading, &args.edition) {
        console.error(&result);
        return Ok(ExitStatus::Problems);
    }
    if let Some(judged) = &site.reading.judged {
        site::note_left_out(&judged.left_out, console);
        let counts = site::counts(&judged.report).join(", ");
        let text = format!("{counts} as of {}", site.edition.as_of);
        console.done("Checked", &text);
    }
    console.done("Finished", &result);
    Ok(ExitStatus::Success)
}

/// Compares with what an earlier revision published. Returns a problem for each figure that changed without an entry under
/// `revisions:`, and the files that changed.
fn compare_since(
    global: &Global,
    revision: &str,
    site: &LoadedSite,
    console: &Console,
) -> Result<(Vec<Diagnostic>, BTreeSet<SourcePath>), Failure> {
    let range = revisions::range(global, revision, None)?;
    if !range.is_with_folder() {
        return Err(Failure {
            message: "`check` looks at the files as they are: give one revision, such as `main`, or `main..` for exactly that one".to_owned(),
            status: ExitStatus::Error,
        });
    }
    let public = Edition {
        drafts: DraftContent::LeftOut,
        ..site.edition
    };
    let mut session = Session::default();
    let before = range.before(&site.tree, None, &mut session, public, console)?;
    let changed = revisions::changed(global, &before.files, &site.tree);
    let Some(before) = before.judged else {
        return Ok((Vec::new(), changed));
    };
    let now = session.read(&site.tree, &public);
    let found = match now.comparable {
        Some(after) => {
            let revised = compare::revised(&before, &after, public.as_of);
            compare::problems(&revised, &after.report, &site.tree, public.as_of)
        }
        // Its problems have been found already.
        None if site.reading.errors() > 0 => Vec::new(),
        // It has problems that show only without the drafts.
        None => now.problems,
    };
    Ok((found, changed))
}

fn print_problems(listing: &Listing, args: &CheckArgs, console: &Console) {
    match args.format {
        Format::Text => {
            console.problems(listing, site::warnings(&args.edition));
            fix::note_fixable(listing, console);
        }
        Format::Short => console.print(&short::render(listing)),
        Format::Json => console.print(&json::render(listing)),
        Format::Github => console.print_commands(&github::render(listing)),
        Format::Gitlab => console.print(&gitlab::render(listing)),
        Format::Sarif => console.print(&sarif::render(listing)),
    }
}

/// Returns the result in a few words.
fn result(site: &LoadedSite, args: &CheckArgs) -> String {
    let problems = site::problem_count(&site.reading);
    if site::is_blocked(&site.reading, &args.edition) {
        format!("{problems}; this would not be published")
    } else if problems.is_empty() {
        "no problems".to_owned()
    } else {
        format!("{problems}, no errors")
    }
}

/// Appends a summary to the page of the workflow run, if GitHub Actions provides a file for it.
#[allow(
    clippy::disallowed_methods,
    reason = "the edge asks the workflow that it runs in where its summary is"
)]
fn write_summary(listing: &Listing, outcome: &str, console: &Console) -> Result<(), ExitStatus> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else {
        return Ok(());
    };
    let summary = summary::render(listing, outcome);
    disk::append(path.as_ref(), &summary).map_err(|error| console.failed(&error))
}
