//! `Drafts` to `Report`: does it make sense?
//!
//! Ids unique, references resolved, periods and units agreed. Each file here is one concern. What comes out needs no
//! second look; what is wrong is told all at once.

mod challenges;
mod composition;
mod disclosure;
mod documents;
mod doubt;
mod edition;
mod entries;
mod expected;
mod finance;
mod fraction;
mod judgement;
mod known;
mod measures;
mod plans;
mod prose;
mod publication;
mod quarters;
mod reporting;
mod revisions;
mod scale;
mod settings;
mod stated;
mod targets;

pub use edition::{DraftContent, Edition, LeftOut};

use crate::diag::Diagnostic;
use crate::model::{NotPublic, Report};
use crate::parse::draft::Drafts;
use doubt::Doubt;
use known::Known;

/// A site that makes sense, as it may be read on the day of the edition.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// What the public may see.
    pub report: Report,
    /// What is not there yet, and why.
    pub left_out: Vec<LeftOut>,
}

/// Checks everything, and answers with a report only where nothing is wrong.
///
/// Problems that `parse` found belong to the same answer: the caller adds them.
pub fn check(drafts: &Drafts, edition: &Edition) -> (Option<Checked>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let known = Known::of(drafts);
    let mut doubt = Doubt::of(drafts);
    let site = settings::check(drafts, &mut problems);
    let plans = plans::check(drafts, &mut problems);
    let measures = measures::check(drafts, &known, &mut doubt, &mut problems);
    let quarters = quarters::check(drafts, &known, &measures, &mut doubt, &mut problems);
    expected::check(drafts, &measures, &quarters, &doubt, &mut problems);
    reporting::check(drafts, &quarters, &mut problems);
    scale::check(drafts, &measures, &quarters, &doubt, &mut problems);
    let report = Report {
        site,
        plans,
        measures,
        quarters,
        comments: Vec::new(),
        committee_reports: Vec::new(),
        pages: Vec::new(),
        not_public: NotPublic::default(),
    };
    let (mut report, mut left_out) = edition::of(report, *edition);
    let library = documents::Library {
        drafts,
        known: &known,
        doubt: &doubt,
        edition: *edition,
    };
    documents::check(&library, &mut report, &mut left_out, &mut problems);
    let whole = drafts.site.is_some()
        && drafts.broken.is_empty()
        && !problems.iter().any(Diagnostic::is_error);
    let checked = whole.then_some(Checked { report, left_out });
    (checked, problems)
}

/// Whether any of these stops a build. What only warns leaves everything else to be checked as usual.
fn any_error(problems: &[Diagnostic]) -> bool {
    problems.iter().any(Diagnostic::is_error)
}
