//! `Drafts` to `Report`: whether the content makes sense.
//!
//! Ids are unique, references resolve, and periods and units agree. Each file here checks one topic. All problems are
//! reported at once.

mod actions;
mod aims;
mod amounts;
mod challenges;
mod changes;
mod composition;
mod covers;
mod disclosure;
mod document;
mod documents;
mod doubt;
mod edition;
mod entries;
mod entry_periods;
mod expected;
mod falls;
mod figures;
mod finance;
mod fraction;
mod judgement;
mod known;
mod later;
mod matrix;
mod measures;
mod misquoted;
mod misspelt;
mod month_revisions;
mod months;
mod no_effect;
mod plans;
mod profiles;
mod progress;
mod promised;
mod prose;
mod publication;
mod quarter_targets;
mod quarters;
mod quotes;
mod reference_index;
mod registers;
mod reported;
mod reporting;
mod revisions;
mod said;
mod scale;
mod scales;
mod scrutiny;
mod settings;
mod stated;
mod statement;
mod table;
mod targets;
mod tolerances;
mod year_so_far;
mod years;

pub use edition::{DraftContent, Edition, LeftOut, Until};

use std::sync::Arc;

use documents::Documents;
use figures::CheckedFigures;

use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{NotPublic, QuarterReport, Report};
use crate::parse::draft::Drafts;
use crate::source::{NodeId, Place, SourcePath};

/// A valid site, as it is public on the day of the edition.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// The content that is public.
    pub report: Report,
    /// The content that is not public yet, with the reasons.
    pub left_out: Vec<LeftOut>,
}

/// Checks everything. Returns a report if all of it is known. It can be published only if there is no error: a report
/// is also returned if two places disagree.
///
/// Problems that `parse` found are not included.
pub fn check(drafts: &Drafts, edition: &Edition) -> (Option<Checked>, Problems) {
    CheckCache::default().check(drafts, edition)
}

/// Returns what is known of a site whose files may have errors, for files that are begun from it. `None` without a readable
/// `site.yaml`.
pub fn known(drafts: &Drafts, edition: &Edition) -> Option<Report> {
    drafts.site.as_ref()?;
    let mut cache = CheckCache::default();
    let figures = cache.figures.check(drafts, *edition);
    let documents = cache.documents.check(drafts, &figures);
    let mut report = report(&figures, &documents, *edition);
    let unread = drafts.broken.iter().filter_map(doubt::file_quarter);
    for quarter in unread {
        let quarters = &mut Arc::make_mut(&mut report.figures).quarters;
        let empty = || QuarterReport::without_content(quarter);
        quarters.entry(quarter).or_insert_with(empty);
    }
    Some(report)
}

/// The results of the last check.
#[derive(Debug, Default)]
pub struct CheckCache {
    figures: figures::FiguresCache,
    documents: documents::DocumentsCache,
}

impl CheckCache {
    /// Checks the drafts that have changed, and everything that depends on them.
    pub fn check(&mut self, drafts: &Drafts, edition: &Edition) -> (Option<Checked>, Problems) {
        let figures = self.figures.check(drafts, *edition);
        let documents = self.documents.check(drafts, &figures);
        // A warning that a text confirms is reported once, as an error.
        let is_open = |problem: &&Diagnostic| !documents.reported.contains(&problem.place);
        let mut problems: Problems = figures.problems.iter().filter(is_open).cloned().collect();
        problems.extend(documents.problems.iter().cloned());
        statement::check(drafts, edition.as_of, &mut problems);
        let unknown = |problem: &Diagnostic| problem.is_error() && !problem.code.is_disagreement();
        let whole =
            drafts.site.is_some() && drafts.broken.is_empty() && !problems.iter().any(unknown);
        let report = report(&figures, &documents, *edition);
        let left_out = [figures.left_out.clone(), documents.left_out.clone()].concat();
        let checked = whole.then_some(Checked { report, left_out });
        (checked, problems)
    }
}

fn report(figures: &CheckedFigures, documents: &Documents, edition: Edition) -> Report {
    Report {
        figures: figures.figures.clone(),
        comments: documents.comments.clone(),
        committee_reports: documents.committee_reports.clone(),
        questions: documents.questions.clone(),
        pages: documents.pages.clone(),
        preview: edition.is_preview().then(|| NotPublic {
            documents: documents.not_public,
            ..figures.not_public.clone()
        }),
    }
}

/// The collector of the problems of one file.
struct FileProblems<'a> {
    path: &'a SourcePath,
    problems: &'a mut Problems,
}

impl<'a> FileProblems<'a> {
    fn of(path: &'a SourcePath, problems: &'a mut Problems) -> Self {
        Self { path, problems }
    }

    fn place(&self, node: NodeId) -> Place {
        Place::node(self.path, node)
    }

    /// Reports what is wrong at a node, and what to type instead.
    fn error(
        &mut self,
        code: Code,
        node: NodeId,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let problem = Diagnostic::error(code, self.place(node), message);
        self.problems.report(problem.help(help));
    }

    /// Reports an error with another place that is involved, and its label.
    fn error_with(
        &mut self,
        (other, label): (Place, &str),
        code: Code,
        node: NodeId,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let problem = Diagnostic::error(code, self.place(node), message);
        self.problems
            .report(problem.related(other, label).help(help));
    }

    /// Reports something that appears a second time.
    fn twice(&mut self, first: Place, code: Code, node: NodeId, message: impl Into<String>) {
        self.error_with(
            (first, "first here"),
            code,
            node,
            message,
            "delete one of them",
        );
    }

    fn warning(
        &mut self,
        code: Code,
        node: NodeId,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let problem = Diagnostic::warning(code, self.place(node), message);
        self.problems.report(problem.help(help));
    }
}
