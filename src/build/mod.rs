//! The pipeline, as one readable function for each purpose.

mod session;

pub use session::Session;

use std::sync::Arc;

use crate::assess::{self, Assessment};
use crate::check::{self, Edition, LeftOut};
use crate::diag::Diagnostic;
use crate::diag::text::Sources;
use crate::model::{Language, Report};
use crate::parse::{self, draft::Drafts};
use crate::render::{Named, Output, Theme};
use crate::review;
use crate::site::routes::LinkStyle;
use crate::site::{self, Options, words};
use crate::source::{Place, SourcePath, SourceTree};

/// Everything that an edition says, read, checked and judged.
#[derive(Debug)]
pub struct Judged {
    /// What the public may see.
    pub report: Report,
    /// What follows from it.
    pub assessment: Assessment,
    /// What is not there yet.
    pub left_out: Vec<LeftOut>,
    /// What shows it.
    pub theme: Theme,
}

/// What reading a site came to.
#[derive(Debug)]
pub struct Reading {
    /// Nothing where there are errors.
    pub judged: Option<Arc<Judged>>,
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

/// Reads, checks and judges a site with its theme: `SourceTree` to `Assessment`, with every problem on the way.
pub fn read(tree: &SourceTree, edition: &Edition) -> Reading {
    Session::default().read(tree, edition)
}

fn read_all(tree: &SourceTree, edition: &Edition) -> Reading {
    let (drafts, mut problems) = parse::parse(tree);
    let (checked, more) = check::check(&drafts, edition);
    problems.extend(more);
    let theme = theme(&drafts, tree, &mut problems);
    let judged = checked.and_then(|checked| {
        let assessment = assess::assess(&checked.report, edition.as_of);
        problems.extend(review::review(&checked.report, &assessment, &drafts));
        let theme = theme?;
        let options = Options {
            base_url: None,
            links: LinkStyle::Folder,
        };
        let pages = site::plan(&checked.report, &assessment, &options);
        problems.extend(theme.rehearse(&pages));
        Some(Judged {
            report: checked.report,
            assessment,
            left_out: checked.left_out,
            theme,
        })
    });
    let (problems, sources) = parse::place(problems, tree);
    let whole = !problems.iter().any(Diagnostic::is_error);
    Reading {
        judged: judged.filter(|_| whole).map(Arc::new),
        problems,
        sources,
    }
}

/// The theme that `site.yaml` names. Without a `site.yaml` that can be read, nobody knows which it would be.
fn theme(drafts: &Drafts, tree: &SourceTree, problems: &mut Vec<Diagnostic>) -> Option<Theme> {
    let site = drafts.site.as_ref()?;
    let language = site.languages.first();
    let words = language.map_or(&words::EN, |language| words::of(&Language::new(language)));
    let named = match &site.theme {
        Some(theme) => Named {
            name: theme,
            place: Place::node(&site.path, theme.node),
        },
        None => Named {
            name: "default",
            place: Place::file(&site.path),
        },
    };
    let loaded = Theme::load(&named, tree, words);
    problems.extend(loaded.problems);
    loaded.theme
}

/// The name of the theme that a site is shown by.
pub fn theme_name(tree: &SourceTree) -> String {
    let path = SourcePath::new("content/site.yaml");
    let mut alone = SourceTree::default();
    if let Some(bytes) = tree.get(&path) {
        alone.insert(path, bytes.to_vec());
    }
    let (drafts, _) = parse::parse(&alone);
    let theme = drafts.site.and_then(|site| site.theme);
    theme.map_or_else(|| "default".to_owned(), |theme| theme.value)
}

/// Finds out which pages there are and puts them together with the theme: `Assessment` to `Output`. Nothing is planned or
/// rendered yet: that happens file by file, as each is asked for.
pub fn output<'a>(judged: &'a Judged, options: &'a Options) -> Output<'a> {
    let pages = site::plan(&judged.report, &judged.assessment, options);
    Output::new(pages, &judged.theme)
}
