//! `quarterdeck check`

use std::collections::BTreeSet;

use clap::{Args as ClapArgs, ValueEnum};

use super::args::{EditionArgs, Global};
use super::console::{self, Console, count};
use super::revisions;
use super::site::{self, LoadedSite};
use super::{ExitStatus, Failure, Outcome};
use crate::build::Session;
use crate::check::{DraftContent, Edition};
use crate::compare::{self, SiteEditions};
use crate::diag::{self, Diagnostic, Listing, github, gitlab, json, sarif, short, summary};
use crate::disk;
use crate::source::SourcePath;

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
        fix(global, &args.edition, console)?;
    }
    let edition = site::edition(args.edition.as_of, args.edition.drafts);
    let site = site::read(disk::read(&global.root)?, edition, console);
    let (reading, changed) = match &args.changed_since {
        Some(revision) => match compare_since(global, revision, &site, console) {
            Ok((found, changed)) => (site.reading.with_problems(found, &site.tree), changed),
            Err(failure) => {
                let listing = site::listing(global, &site.reading, &BTreeSet::new());
                print_problems(&listing, args, console);
                write_summary(&listing, &failure.message)?;
                return Err(failure);
            }
        },
        None => (site.reading, BTreeSet::new()),
    };
    let site = LoadedSite { reading, ..site };
    let listing = site::listing(global, &site.reading, &changed);
    print_problems(&listing, args, console);
    let is_blocked = site::is_blocked(&site.reading, args.edition.strict);
    let result = match diag::counted(&site.reading.problems) {
        problems if is_blocked => format!("{problems}; this would not be published"),
        none if none.is_empty() => "no problems".to_owned(),
        problems => format!("{problems}, no errors"),
    };
    write_summary(&listing, &result)?;
    if is_blocked {
        return Err(Failure::problems(result));
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

/// Applies the fixes that are certain, writes the files, and reports each edit.
fn fix(global: &Global, args: &EditionArgs, console: &Console) -> Outcome<()> {
    let tree = disk::read(&global.root)?;
    let fixed = Session::default().fix(&tree, &site::edition(args.as_of, args.drafts));
    for (path, after) in fixed.tree.iter() {
        let before = tree.get(path).unwrap_or_default();
        if before != &**after {
            disk::rewrite(&global.root, path, before, after)?;
        }
    }
    let folder = site::folder(global);
    for edit in &fixed.edits {
        let path = folder.path_of(&edit.path);
        console.done("Fixed", &format!("{path}:{}: {}", edit.at.line, edit.what));
    }
    Ok(())
}

/// Reports how many problems `--fix` would fix.
fn note_fixable(listing: &Listing, console: &Console) {
    let problems = listing.problems.iter();
    let fixable = problems.filter(|problem| problem.fix.is_some()).count();
    if fixable > 0 {
        let these = count(fixable, "of these", "of these");
        console.note("Can fix", &format!("{these}: quarterdeck check --fix"));
    }
}

/// Compares with what an earlier revision published. Returns a problem for each figure that changed without an entry under
/// `revisions:`, and the files that changed.
fn compare_since(
    global: &Global,
    revision: &str,
    site: &LoadedSite,
    console: &Console,
) -> Outcome<(Vec<Diagnostic>, BTreeSet<SourcePath>)> {
    let range = revisions::range(global, revision, None)?;
    if !range.is_with_folder() {
        return Err(Failure::from(
            "`check` looks at the files as they are: give one revision, such as `main`, or `main..` for exactly that one",
        ));
    }
    let public = Edition {
        drafts: DraftContent::LeftOut,
        ..site.edition
    };
    let mut session = Session::default();
    let before = range.before(&site.tree, None, &mut session, public, console)?;
    let changed = revisions::changed(global, &before.files, &site.tree);
    let tree = before.tree;
    let Some(before) = before.judged else {
        return Ok((Vec::new(), changed));
    };
    let now = session.read(&site.tree, &public);
    let found = match now.comparable {
        Some(after) => {
            let mut complete = |tree| session.read(tree, &public.complete()).comparable;
            let (then, now) = (complete(&tree), complete(&site.tree));
            let before = SiteEditions {
                public: &before,
                complete: then.as_ref().unwrap_or(&before),
            };
            let after = SiteEditions {
                public: &after,
                complete: now.as_ref().unwrap_or(&after),
            };
            compare::unrecorded(before, after, &site.tree, public.as_of)
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
            console.problems(listing, args.edition.strict);
            note_fixable(listing, console);
        }
        Format::Short => console::print(&short::render(listing)),
        Format::Json => console::print(&json::render(listing)),
        Format::Github => console::print_commands(&github::render(listing)),
        Format::Gitlab => console::print(&gitlab::render(listing)),
        Format::Sarif => console::print(&sarif::render(listing)),
    }
}

/// Appends a summary to the page of the workflow run, if GitHub Actions provides a file for it.
#[allow(
    clippy::disallowed_methods,
    reason = "the edge asks the workflow that it runs in where its summary is"
)]
fn write_summary(listing: &Listing, outcome: &str) -> Outcome<()> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else {
        return Ok(());
    };
    Ok(disk::append(
        path.as_ref(),
        &summary::render(listing, outcome),
    )?)
}
