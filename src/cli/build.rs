//! `quarterdeck build` and `quarterdeck clean`

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use super::args::{BuildArgs, CleanArgs, Global};
use super::console::{self, Console, count};
use super::progress::Progress;
use super::site::{self, LoadedSite};
use super::{ExitStatus, Failure, Outcome};
use crate::build::{self, JudgedSite, Reading};
use crate::check::Edition;
use crate::diag;
use crate::disk::{self, Preview, PublishError, Published, Replacement, SitePath};
use crate::render::Output;
use crate::site::Options;
use crate::site::choose::papers::ORDINARY;
use crate::site::route::LinkStyle;
use crate::source::{Fingerprint, SourceTree};

#[allow(
    clippy::disallowed_methods,
    reason = "the time that a build took is printed, and is in no file"
)]
pub(super) fn run(global: &Global, args: &BuildArgs, console: &Console) -> Outcome {
    let started = Instant::now();
    let output = site::output_folder(global, args.output_dir.as_ref())?;
    let (tree, remembered) = rayon::join(
        || disk::read(&global.root),
        || {
            let may_skip = !args.dry_run && !global.verbose;
            may_skip.then(|| disk::remembered(&global.root, &output))?
        },
    );
    let tree = tree?;
    let edition = site::edition(args.edition.as_of, args.edition.drafts);
    let input = input(&tree, edition, args);
    let is_unchanged = |input| remembered.is_some_and(|known| known.is_unchanged(input));
    let warnings = if input.is_some_and(is_unchanged) {
        report_way(&Replacement::Unchanged, &output, console);
        String::new()
    } else {
        let site = site::read_by(build::read_to_render, tree, edition, console);
        let published = build(global, args, &site, &output, console)?;
        let is_silent = published.is_some_and(|published| published.links_out.is_empty());
        if let Some(input) = input
            && is_silent
            && site.reading.problems.is_empty()
        {
            disk::remember(&global.root, &output, input);
        }
        diag::counted(&site.reading.problems)
    };
    let seconds = started.elapsed().as_secs_f64();
    let with = if warnings.is_empty() { "" } else { ", with " };
    console.done("Finished", &format!("in {seconds:.2} s{with}{warnings}"));
    Ok(ExitStatus::Success)
}

/// Returns the fingerprint of all that a build depends on: the program, the options, the day and every source. `None` if one
/// of them cannot be read.
fn input(tree: &SourceTree, edition: Edition, args: &BuildArgs) -> Option<Fingerprint> {
    let program = disk::own_program()?;
    let sources = tree.fingerprint()?.to_string();
    let options = format!(
        "{edition:?} {:?} {:?} {}",
        args.base_url, args.for_folder, args.edition.strict
    );
    let pieces = [program, sources, options];
    Some(Fingerprint::of_pieces(pieces.iter().map(String::as_bytes)))
}

/// Prints the problems of a site, and publishes it if they allow that, unless it is a dry run.
fn build(
    global: &Global,
    args: &BuildArgs,
    site: &LoadedSite,
    output: &Path,
    console: &Console,
) -> Outcome<Option<Published>> {
    let judged = judged(global, args, &site.reading, output, console)?;
    let links = if args.for_folder {
        LinkStyle::File
    } else {
        LinkStyle::Folder
    };
    let base_url = args.base_url.clone();
    let options = Options { base_url, links };
    let files = build::output(judged, &options);
    let mut files = SiteFiles::new(&files)?;
    files.progress = console.progress("Making", "files", Some(files.paths.len()));
    let explained = |error: PublishError| -> Failure {
        if let PublishError::Render(_) = &error {
            // A template of the site has an error. Reading the site in full finds where.
            let whole = build::read(&site.tree, &site.edition);
            if let Err(problems) = self::judged(global, args, &whole, output, console) {
                return problems;
            }
        }
        error.into()
    };
    if args.dry_run {
        let preview = disk::preview(&files, output);
        files.progress = None;
        report_preview(&preview.map_err(explained)?, output, console);
        return Ok(None);
    }
    let published = disk::publish(&files, output);
    files.progress = None;
    let published = published.map_err(explained)?;
    site::note_left_out(&judged.left_out, console);
    if args.base_url.is_none() && judged.report.site.base_url.is_none() {
        console.note(
            "Left out",
            "canonical addresses, sitemap, feed and share cards: content/site.yaml has no `base_url`",
        );
    }
    if files.output.leaves_out_papers() {
        let text = format!(
            "whole reports of earlier quarters, as the site has more than {ORDINARY} measures: `whole_reports` in content/site.yaml decides otherwise"
        );
        console.note("Left out", &text);
    }
    report_built(judged, &files, site, console);
    report_published(&published, output, console);
    Ok(Some(published))
}

/// Prints the problems of a site, and returns it if they allow that it is published.
fn judged<'a>(
    global: &Global,
    args: &BuildArgs,
    reading: &'a Reading,
    output: &Path,
    console: &Console,
) -> Outcome<&'a JudgedSite> {
    let listing = site::listing(global, reading, &BTreeSet::new());
    console.problems(&listing, args.edition.strict);
    let judged = reading.judged.as_deref();
    let judged = judged.filter(|_| !site::is_blocked(reading, args.edition.strict));
    judged.ok_or_else(|| {
        Failure::problems(format!(
            "{}; nothing was published, and {} is as it was",
            diag::counted(&reading.problems),
            output.display()
        ))
    })
}

/// The files of a site, rendered as the publisher asks for them.
struct SiteFiles<'a> {
    output: &'a Output<'a>,
    paths: Vec<SitePath>,
    /// The number of charts on the rendered pages.
    charts: AtomicUsize,
    progress: Option<Progress>,
}

impl<'a> SiteFiles<'a> {
    /// Checks every path. Returns an error if one of them cannot be published.
    fn new(output: &'a Output<'a>) -> Result<Self, String> {
        let paths = output
            .paths()
            .map(SitePath::new)
            .collect::<Result<_, _>>()?;
        Ok(Self {
            output,
            paths,
            charts: AtomicUsize::default(),
            progress: None,
        })
    }
}

impl disk::Site for SiteFiles<'_> {
    fn paths(&self) -> Vec<SitePath> {
        self.paths.clone()
    }

    fn render(&self, path: &SitePath, into: &mut Vec<u8>) -> Result<(), String> {
        let charts = self.output.render_into(path.as_str(), into)?;
        if let Some(progress) = &self.progress {
            progress.tick();
        }
        self.charts.fetch_add(charts, Ordering::Relaxed);
        Ok(())
    }
}

fn report_built(judged: &JudgedSite, files: &SiteFiles, site: &LoadedSite, console: &Console) {
    let mut counts = site::counts(&judged.report);
    counts.extend([
        count(files.output.pages(), "page", "pages"),
        count(files.charts.load(Ordering::Relaxed), "chart", "charts"),
    ]);
    console.done(
        "Built",
        &format!("{} as of {}", counts.join(", "), site.edition.as_of),
    );
    for path in &files.paths {
        console.detail("File", path.as_str());
    }
}

/// Lists the files that publishing would change.
fn report_preview(preview: &Preview, output: &Path, console: &Console) {
    let lists = [
        ("added", &preview.added),
        ("changed", &preview.changed),
        ("removed", &preview.removed),
    ];
    let lines = lists.iter().flat_map(|(verb, paths)| {
        let line = move |path: &SitePath| format!("{verb:<8} {path}\n");
        paths.iter().map(line)
    });
    console::print(&lines.collect::<String>());
    let unchanged = count(preview.unchanged, "file stays", "files stay");
    let text = format!(
        "add {}, change {} and remove {} in {}; {unchanged} the same",
        preview.added.len(),
        preview.changed.len(),
        preview.removed.len(),
        output.display()
    );
    console.done("Would", &text);
}

fn report_way(replacement: &Replacement, output: &Path, console: &Console) {
    let way = match replacement {
        Replacement::Created => "as a new folder".to_owned(),
        Replacement::Exchanged => "by exchanging the folder in one step".to_owned(),
        Replacement::InPlace { because } => format!("file by file. {because}"),
        Replacement::Unchanged => "nothing has changed".to_owned(),
    };
    console.done("Published", &format!("to {}: {way}", output.display()));
}

fn report_published(published: &Published, output: &Path, console: &Console) {
    report_way(&published.replacement, output, console);
    let changes = format!(
        "{} written, {} unchanged, {} removed, {} of others kept",
        published.written, published.unchanged, published.removed, published.kept_foreign
    );
    console.detail("Files", &changes);
    for path in &published.links_out {
        console.note(
            "Kept",
            &format!(
                "{}: a link out of the published folder, which quarterdeck did not make",
                path.display()
            ),
        );
    }
    for path in &published.left_altered {
        console.note(
            "Kept",
            &format!("{path}: no longer part of the site, but it was edited"),
        );
    }
    for path in &published.overwrote_edited {
        console.note("Replaced", &format!("{path}: edited since the last build"));
    }
    site::note_set_aside(&published.set_aside, console);
}

/// Removes the files that the last build made.
pub(super) fn clean(global: &Global, args: &CleanArgs, console: &Console) -> Outcome {
    let output = site::output_folder(global, args.output_dir.as_ref())?;
    let cleaned = disk::clean(&output)?;
    disk::forget(&global.root, &output);
    for path in &cleaned.left_altered {
        console.note("Kept", &format!("{path}: edited since the build"));
    }
    site::note_set_aside(&cleaned.set_aside, console);
    let removed = count(cleaned.removed, "file", "files");
    let kept = match cleaned.kept_foreign {
        0 => String::new(),
        kept => format!(
            ", kept {} that it did not make",
            count(kept, "file", "files")
        ),
    };
    console.done(
        "Removed",
        &format!("{removed} from {}{kept}", output.display()),
    );
    Ok(ExitStatus::Success)
}
