//! `quarterdeck build`

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use super::args::{BuildArgs, Global};
use super::console::{Console, count};
use super::progress::{Progress, Task};
use super::site::{self, LoadedSite};
use super::{ExitStatus, Outcome};
use crate::build::{self, JudgedSite};
use crate::disk::{self, Published, RenderFailure, Replacement, SitePath, UnfitPath};
use crate::render::Output;
use crate::site::Options;
use crate::site::route::LinkStyle;

#[allow(
    clippy::disallowed_methods,
    reason = "the time that a build took is printed, and is in no file"
)]
pub(super) fn run(global: &Global, args: &BuildArgs, console: &Console) -> Outcome {
    let started = Instant::now();
    let output = site::absolute(&site::output_folder(global, args.output_dir.as_ref()));
    site::check_output(global, &output, console)?;
    let site = site::load_and_report(global, &args.edition, console)?;
    if site::is_blocked(&site.reading, &args.edition) {
        let problems = site::problem_count(&site.reading);
        console.error(&format!(
            "{problems}; nothing was published, and {} is as it was",
            output.display()
        ));
        return Ok(ExitStatus::Problems);
    }
    let Some(judged) = &site.reading.judged else {
        return Ok(ExitStatus::Problems);
    };
    let options = options(args);
    let files = build::output(judged, &options);
    let mut files = SiteFiles::new(&files).map_err(|error| console.failed(&error))?;
    files.progress = console.progress(Task {
        verb: "Making",
        items: "files",
        total: Some(files.paths.len()),
    });
    let published = disk::publish(&files, &output).map_err(|error| console.failed(&error))?;
    files.progress = Progress::silent();
    site::note_left_out(&judged.left_out, console);
    note_missing_address(judged, args, console);
    report_built(judged, &files, &site, console);
    report_published(&published, &output, console);
    let warnings = site::problem_count(&site.reading);
    let warnings = if warnings.is_empty() {
        String::new()
    } else {
        format!(", with {warnings}")
    };
    console.done(
        "Finished",
        &format!("in {:.2} s{warnings}", started.elapsed().as_secs_f64()),
    );
    Ok(ExitStatus::Success)
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

/// The files of a site, rendered as the publisher asks for them.
struct SiteFiles<'a> {
    output: &'a Output<'a>,
    paths: Vec<SitePath>,
    /// The number of charts on the rendered pages.
    charts: AtomicUsize,
    progress: Progress,
}

impl<'a> SiteFiles<'a> {
    /// Checks every path. Returns an error if one of them cannot be published.
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

impl disk::Site for SiteFiles<'_> {
    fn paths(&self) -> Vec<SitePath> {
        self.paths.clone()
    }

    fn render(&self, path: &SitePath) -> Result<Vec<u8>, RenderFailure> {
        let rendered = self.output.render(path.as_str());
        let rendered = rendered.map_err(RenderFailure::new)?;
        self.progress.tick();
        self.charts.fetch_add(rendered.charts, Ordering::Relaxed);
        Ok(rendered.bytes)
    }
}

fn note_missing_address(judged: &JudgedSite, args: &BuildArgs, console: &Console) {
    if args.base_url.is_none() && judged.report.site.base_url.is_none() {
        console.note(
            "Left out",
            "canonical addresses, sitemap, feed and share cards: content/site.yaml has no `base_url`",
        );
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

fn report_published(published: &Published, output: &Path, console: &Console) {
    let way = match &published.replacement {
        Replacement::Created => "as a new folder".to_owned(),
        Replacement::Exchanged => "by exchanging the folder in one step".to_owned(),
        Replacement::InPlace { because } => format!("file by file. {because}"),
        Replacement::Unchanged => "nothing has changed".to_owned(),
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
    site::note_set_aside(&published.set_aside, console);
}
