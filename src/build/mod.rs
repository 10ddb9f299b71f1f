//! The pipeline, as one readable function for each purpose.

use crate::assess::{self, Assessment};
use crate::check::{self, Edition, LeftOut};
use crate::diag::Diagnostic;
use crate::diag::text::Sources;
use crate::model::Report;
use crate::parse;
use crate::render::{Output, Theme, ThemeError};
use crate::review;
use crate::site::{self, Options, words};
use crate::source::SourceTree;

/// Everything that an edition says, read, checked and judged.
#[derive(Debug)]
pub struct Judged {
    /// What the public may see.
    pub report: Report,
    /// What follows from it.
    pub assessment: Assessment,
    /// What is not there yet.
    pub left_out: Vec<LeftOut>,
}

/// What reading a site came to.
#[derive(Debug)]
pub struct Reading {
    /// Nothing where there are errors.
    pub judged: Option<Judged>,
    /// Every problem, in its place, in the order of the files.
    pub problems: Vec<Diagnostic>,
    /// The texts that problems point into.
    pub sources: Sources,
}

impl Reading {
    /// How many problems stop a build.
    pub fn errors(&self) -> usize {
        self.problems
            .iter()
            .filter(|problem| problem.is_error())
            .count()
    }
}

/// Reads, checks and judges a site: `SourceTree` to `Assessment`, with every problem on the way.
pub fn read(tree: &SourceTree, edition: &Edition) -> Reading {
    let (drafts, mut problems) = parse::parse(tree);
    let (checked, more) = check::check(&drafts, edition);
    problems.extend(more);
    let judged = checked.map(|checked| {
        let assessment = assess::assess(&checked.report, edition.as_of);
        problems.extend(review::review(&checked.report, &assessment, &drafts));
        Judged {
            report: checked.report,
            assessment,
            left_out: checked.left_out,
        }
    });
    let (problems, sources) = parse::place(problems, tree);
    let whole = !problems.iter().any(Diagnostic::is_error);
    Reading {
        judged: judged.filter(|_| whole),
        problems,
        sources,
    }
}

/// Plans the pages and puts them together with the theme: `Assessment` to `Output`. Nothing is rendered yet.
///
/// # Errors
/// Where the theme cannot be used.
pub fn output(judged: &Judged, tree: &SourceTree, options: &Options) -> Result<Output, ThemeError> {
    let site = &judged.report.site;
    let words = site.languages.first().map_or(&words::EN, words::of);
    let theme = Theme::load(&site.theme, tree, words)?;
    let pages = site::plan(&judged.report, &judged.assessment, options);
    Ok(Output::new(pages, theme))
}
