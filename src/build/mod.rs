//! The pipeline, as one readable function for each purpose.

mod fix;
mod sample;
mod session;

pub use fix::{Edit, Fixed};
pub use session::Session;

use std::sync::Arc;

use crate::assess::Assessment;
use crate::check::{Edition, LeftOut};
use crate::diag::Diagnostic;
use crate::diag::text::Sources;
use crate::model::Report;
use crate::parse;
use crate::render::{Output, Theme};
use crate::site::route::LinkStyle;
use crate::site::{self, Options};
use crate::source::{SourcePath, SourceTree};

/// Everything that an edition says, read, checked and judged.
#[derive(Debug)]
pub struct Judged {
    /// What the public may see.
    pub report: Report,
    /// What follows from it.
    pub assessment: Arc<Assessment>,
    /// What is not there yet.
    pub left_out: Vec<LeftOut>,
    /// What shows it.
    pub theme: Arc<Theme>,
}

/// What reading a site came to.
#[derive(Debug)]
pub struct Reading {
    /// Nothing where there are errors.
    pub judged: Option<Arc<Judged>>,
    /// The same, also where what is wrong is that two places disagree: to be compared with, and not to be published.
    pub said: Option<Arc<Judged>>,
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

impl Reading {
    /// The same with problems that were found by looking at more than this site: each in its place, among the others.
    pub fn and(self, found: Vec<Diagnostic>, tree: &SourceTree) -> Self {
        let problems = self.problems.into_iter().chain(found).collect();
        Self::new(self.said, problems, tree)
    }

    fn new(judged: Option<Arc<Judged>>, problems: Vec<Diagnostic>, tree: &SourceTree) -> Self {
        let (problems, sources) = parse::place(problems, tree);
        let errors = || problems.iter().filter(|problem| problem.is_error());
        let is_sound = errors().next().is_none();
        let is_told = errors().all(|problem| problem.code.is_disagreement());
        Self {
            judged: judged.clone().filter(|_| is_sound),
            said: judged.filter(|_| is_told),
            problems,
            sources,
        }
    }

    /// Tries templates of the site's own: makes every page of the site and of the sample sites with them.
    fn rehearsed(self, tree: &SourceTree) -> Self {
        let Some(judged) = self.judged.clone() else {
            return self;
        };
        let options = Options {
            base_url: None,
            links: LinkStyle::Folder,
        };
        let own = std::iter::once(judged.as_ref());
        let sites = own.chain(sample::sites());
        let sites = sites.map(|site| site::plan(&site.report, &site.assessment, &options));
        let found = judged.theme.rehearse(sites);
        self.and(found, tree)
    }
}

/// Reads, checks and judges a site with its theme, once: `SourceTree` to `Assessment`, with every problem on the way.
pub fn read(tree: &SourceTree, edition: &Edition) -> Reading {
    Session::default().read(tree, edition).rehearsed(tree)
}

/// The name of the theme that a site is shown by.
pub fn theme_name(tree: &SourceTree) -> String {
    let path = SourcePath::new("content/site.yaml");
    let mut alone = SourceTree::default();
    if let Some(bytes) = tree.get(&path) {
        alone.insert(path, bytes.to_vec());
    }
    let (drafts, _) = parse::parse(&alone);
    let theme = drafts.site.and_then(|site| site.theme.clone());
    theme.map_or_else(|| "default".to_owned(), |theme| theme.value)
}

/// Finds out which pages there are and puts them together with the theme: `Assessment` to `Output`. Nothing is planned or
/// rendered yet: that happens file by file, as each is asked for.
pub fn output<'a>(judged: &'a Judged, options: &'a Options) -> Output<'a> {
    let pages = site::plan(&judged.report, &judged.assessment, options);
    Output::new(pages, &judged.theme)
}
