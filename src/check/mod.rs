//! `Drafts` to `Report`: does it make sense?
//!
//! Ids unique, references resolved, periods and units agreed. Each file here is one concern. What comes out needs no
//! second look; what is wrong is told all at once.

mod actions;
mod challenges;
mod comparisons;
mod composition;
mod disclosure;
mod documents;
mod doubt;
mod edition;
mod entries;
mod expected;
mod figures;
mod finance;
mod fraction;
mod idle;
mod judgement;
mod known;
mod library;
mod measures;
mod misquoted;
mod misspelt;
mod names;
mod plans;
mod prose;
mod publication;
mod quarters;
mod quotes;
mod reported;
mod reporting;
mod revisions;
mod scale;
mod settings;
mod shelf;
mod stated;
mod statement;
mod table;
mod targets;

pub use edition::{DraftContent, Edition, LeftOut, Until};

use crate::diag::Diagnostic;
use crate::model::{NotPublic, Report};
use crate::parse::draft::Drafts;

/// A site that makes sense, as it may be read on the day of the edition.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// What the public may see.
    pub report: Report,
    /// What is not there yet, and why.
    pub left_out: Vec<LeftOut>,
}

/// Checks everything, and answers with a report where all of it can be told. It may be published only if there is no
/// error: two places that [disagree](crate::diag::Code::is_disagreement) can each be told.
///
/// Problems that `parse` found belong to the same answer: the caller adds them.
pub fn check(drafts: &Drafts, edition: &Edition) -> (Option<Checked>, Vec<Diagnostic>) {
    Memory::default().check(drafts, edition)
}

/// What was found when drafts were last checked.
#[derive(Debug, Default)]
pub struct Memory {
    figures: figures::Memory,
    documents: library::Memory,
}

impl Memory {
    /// Checks what has changed since, and what depends on it.
    pub fn check(
        &mut self,
        drafts: &Drafts,
        edition: &Edition,
    ) -> (Option<Checked>, Vec<Diagnostic>) {
        let figures = self.figures.check(drafts, *edition);
        let documents = self.documents.check(drafts, &figures);
        // A warning that a text bears out is an error, and reported once.
        let is_open = |problem: &&Diagnostic| !documents.reported.contains(&problem.place);
        let mut problems: Vec<_> = figures.problems.iter().filter(is_open).cloned().collect();
        problems.extend_from_slice(&documents.problems);
        statement::check(drafts, edition.as_of, &mut problems);
        let unknown = |problem: &Diagnostic| problem.is_error() && !problem.code.is_disagreement();
        let whole =
            drafts.site.is_some() && drafts.broken.is_empty() && !problems.iter().any(unknown);
        let report = Report {
            figures: figures.figures.clone(),
            comments: documents.comments.clone(),
            committee_reports: documents.committee_reports.clone(),
            pages: documents.pages.clone(),
            preview: edition.is_preview().then(|| NotPublic {
                documents: documents.not_public,
                ..figures.not_public.clone()
            }),
        };
        let left_out = [figures.left_out.clone(), documents.left_out.clone()].concat();
        let checked = whole.then_some(Checked { report, left_out });
        (checked, problems)
    }
}

/// Whether any of these stops a build. What only warns leaves everything else to be checked as usual.
fn any_error(problems: &[Diagnostic]) -> bool {
    problems.iter().any(Diagnostic::is_error)
}
