//! The pipeline: one function for each purpose.
//!
//! ```
//! use jiff::civil::date;
//! use quarterdeck::build;
//! use quarterdeck::check::{DraftContent, Edition};
//! use quarterdeck::site::Options;
//! use quarterdeck::source::SourceTree;
//!
//! let settings = "title: Performance\norganisation: Example Council\n";
//! let tree: SourceTree = [("content/site.yaml", settings)].into_iter().collect();
//! let edition = Edition { as_of: date(2016, 12, 31), drafts: DraftContent::LeftOut };
//!
//! let reading = build::read(&tree, &edition); // parses, checks and judges
//! let judged = reading.judged.ok_or("the site has errors")?;
//! let options = Options::default();
//! let output = build::output(&judged, &options); // plans the pages
//! let home = output.render("index.html")?;
//! assert!(String::from_utf8(home.bytes)?.contains("Example Council"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod fix;
mod sample;
mod session;

pub use fix::{Edit, Fixed};
pub use session::Session;

use std::sync::Arc;

use crate::assess::Assessment;
use crate::check::{self, Edition, LeftOut};
use crate::diag::Diagnostic;
use crate::diag::text::Sources;
use crate::model::Report;
use crate::parse;
use crate::render::{Output, Theme};
use crate::site::{self, Options};
use crate::source::{SourcePath, SourceTree};

/// A site that was read, checked and judged, with the theme that shows it.
#[derive(Debug)]
pub struct JudgedSite {
    /// The content that is public in the edition.
    pub report: Report,
    /// The ratings and everything else that follows from the content.
    pub assessment: Arc<Assessment>,
    /// The content that is not public yet.
    pub left_out: Vec<LeftOut>,
    pub(crate) theme: Arc<Theme>,
}

/// The result of reading a site.
#[derive(Debug)]
pub struct Reading {
    /// The site, or `None` if there is an error.
    pub judged: Option<Arc<JudgedSite>>,
    /// The site, also if the only errors are that two places disagree. It can be compared with another edition, but
    /// must not be published.
    pub comparable: Option<Arc<JudgedSite>>,
    /// All problems with their positions, in the order of the files.
    pub problems: Vec<Diagnostic>,
    /// The texts that the problems point into.
    pub sources: Sources,
}

impl Reading {
    /// Returns how many problems stop the build.
    pub fn errors(&self) -> usize {
        let problems = self.problems.iter();
        problems.filter(|problem| problem.is_error()).count()
    }

    /// Adds problems that were found by comparing the site with something else.
    pub fn with_problems(
        self,
        found: impl IntoIterator<Item = Diagnostic>,
        tree: &SourceTree,
    ) -> Self {
        let problems = self.problems.into_iter().chain(found).collect();
        Self::new(self.comparable, problems, tree)
    }

    fn new(judged: Option<Arc<JudgedSite>>, problems: Vec<Diagnostic>, tree: &SourceTree) -> Self {
        let (problems, sources) = parse::place(problems, tree);
        let errors = || problems.iter().filter(|problem| problem.is_error());
        let is_sound = errors().next().is_none();
        let is_comparable = errors().all(|problem| problem.code.is_disagreement());
        Self {
            judged: judged.clone().filter(|_| is_sound),
            comparable: judged.filter(|_| is_comparable),
            problems,
            sources,
        }
    }

    /// Tests the site's own templates: renders every page of some sites with them.
    fn rehearsed<'a>(self, sites: impl Iterator<Item = &'a JudgedSite>, tree: &SourceTree) -> Self {
        let Some(judged) = self.judged.clone() else {
            return self;
        };
        let options = Options::default();
        let sites = sites.map(|site| site::plan(&site.report, &site.assessment, &options));
        let found = judged.theme.trial_render(sites);
        self.with_problems(found, tree)
    }
}

/// Reads, checks and judges a site with its theme: `SourceTree` to [`JudgedSite`], with all problems. Those of the site's own
/// templates are found by rendering every page of the site and of the sample sites.
pub fn read(tree: &SourceTree, edition: &Edition) -> Reading {
    let reading = Session::default().read(tree, edition);
    let own = reading.judged.clone();
    reading.rehearsed(own.as_deref().into_iter().chain(sample::sites()), tree)
}

/// Returns what is known of a site whose files may have errors, for files that are begun from it. `None` without a readable
/// `site.yaml`.
pub fn known(tree: &SourceTree, edition: &Edition) -> Option<Report> {
    let (drafts, _) = parse::parse(tree);
    check::known(&drafts, edition)
}

/// Does the same for a caller that renders every page itself: only the sample sites are rendered.
pub fn read_to_render(tree: &SourceTree, edition: &Edition) -> Reading {
    let reading = Session::default().read(tree, edition);
    reading.rehearsed(sample::sites(), tree)
}

/// Returns the name of the site's theme.
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

/// Plans the pages and combines them with the theme: [`JudgedSite`] to `Output`. Each file is rendered only when it is
/// requested.
pub fn output<'a>(judged: &'a JudgedSite, options: &'a Options) -> Output<'a> {
    let pages = site::plan(&judged.report, &judged.assessment, options);
    Output::new(pages, &judged.theme)
}
