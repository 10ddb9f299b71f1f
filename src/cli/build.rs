//! `quarterdeck build`

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use super::Ending;
use super::args::{BuildArgs, Global};
use super::console::{Console, count};
use super::progress::{Progress, Task};
use super::site::{self, Site};
use crate::build::{self, JudgedSite};
use crate::disk::{self, Published, RenderFailure, SitePath, UnfitPath, Way};
use crate::render::Output;
use crate::site::Options;
use crate::site::route::LinkStyle;

pub(super) fn run(global: &Global, args: &BuildArgs, console: &Console) -> Ending {
    build(global, args, console).unwrap_or_else(|ending| ending)
}

#[allow(
    clippy::disallowed_methods,
    reason = "how long it took is said to the person at the edge, and to no one else"
)]
fn build(global: &Global, args: &BuildArgs, console: &Console) -> Result<Ending, Ending> {
    let started = Instant::now();
    let output = site::absolute(&site::output(global, args.output_dir.as_ref()));
    site::refuse_unfit(global, &output, console)?;
    let read = site::read(global, &args.edition, console)?;
    if site::is_stopped(&read.reading, &args.edition) {
        let problems = site::problem_count(&read.reading);
        console.error(&format!(
            "{problems}; nothing was published, and {} is as it was",
            output.display()
        ));
        return Ok(Ending::Problems);
    }
    let Some(judged) = &read.reading.judged else {
        return Ok(Ending::Problems);
    };
    let options = options(args);
    let files = build::output(judged, &options);
    let mut files = Files::new(&files).map_err(|error| {
        console.error(&error.to_string());
        Ending::Failed
    })?;
    files.progress = console.progress(Task {
        verb: "Making",
        what: "files",
        all: Some(files.paths.len()),
    });
    let published = disk::publish(&files, &output).map_err(|error| {
        console.error(&error.to_string());
        Ending::Failed
    })?;
    files.progress = Progress::silent();
    site::say_left_out(&judged.left_out, console);
    say_missing_address(judged, args, console);
    say_built(judged, &files, &read, console);
    say_published(&published, &output, console);
    let warnings = site::problem_count(&read.reading);
    let warnings = if warnings.is_empty() {
        String::new()
    } else {
        format!(", with {warnings}")
    };
    console.done(
        "Finished",
        &format!("in {:.2} s{warnings}", started.elapsed().as_secs_f64()),
    );
    Ok(Ending::Fine)
}

fn options(args: &BuildArgs) -> Options {
    Options {
        base_url: args.base_url.clone(),
        links: if args.for_folder {
            LinkStyle::File
        } else {
            LinkStyle::Folder
        },
    }
}

/// The site as the publisher takes it.
struct Files<'a> {
    output: &'a Output<'a>,
    paths: Vec<SitePath>,
    /// Charts on the pages that were made.
    charts: AtomicUsize,
    /// How many were made, for whoever waits.
    progress: Progress,
}

impl<'a> Files<'a> {
    /// Every path must be one that can be published; none is dropped.
    fn new(output: &'a Output<'a>) -> Result<Self, UnfitPath> {
        let paths = output
            .paths()
            .map(SitePath::new)
            .collect::<Result<_, _>>()?;
        let charts = AtomicUsize::new(0);
        Ok(Self {
            output,
            paths,
            charts,
            progress: Progress::silent(),
        })
    }
}

impl disk::Site for Files<'_> {
    fn paths(&self) -> Vec<SitePath> {
        self.paths.clone()
    }

    fn render(&self, path: &SitePath) -> Result<Vec<u8>, RenderFailure> {
        let made = self.output.render(path.as_str());
        let made = made.map_err(RenderFailure::new)?;
        self.progress.tick();
        self.charts.fetch_add(made.charts, Ordering::Relaxed);
        Ok(made.bytes)
    }
}

fn say_missing_address(judged: &JudgedSite, args: &BuildArgs, console: &Console) {
    if args.base_url.is_none() && judged.report.site.base_url.is_none() {
        console.note(
            "Left out",
            "canonical addresses, sitemap, feed and share cards: content/site.yaml has no `base_url`",
        );
    }
}

fn say_built(judged: &JudgedSite, files: &Files, read: &Site, console: &Console) {
    let report = &judged.report;
    let parts = [
        count(report.quarters.len(), "quarter", "quarters"),
        count(report.measures.len(), "measure", "measures"),
        count(report.comments.len(), "comment", "comments"),
        count(files.output.pages(), "page", "pages"),
        count(files.charts.load(Ordering::Relaxed), "chart", "charts"),
    ];
    console.done(
        "Built",
        &format!("{} as of {}", parts.join(", "), read.edition.as_of),
    );
    for path in &files.paths {
        console.detail("File", path.as_str());
    }
}

fn say_published(published: &Published, output: &Path, console: &Console) {
    let way = match &published.way {
        Way::Created => "as a new folder".to_owned(),
        Way::Exchanged => "by exchanging the folder in one step".to_owned(),
        Way::InPlace { because } => format!("file by file. {because}"),
        Way::Unchanged => "nothing has changed".to_owned(),
    };
    console.done("Published", &format!("to {}: {way}", output.display()));
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
    site::say_set_aside(&published.set_aside, console);
}
