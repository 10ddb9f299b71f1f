//! Compares two editions of a site: the changes that the public will see.
//!
//! The comparison uses the [statements](crate::site::statements) of both editions, which have the words of their pages,
//! and the pages themselves. So it cannot reveal anything that the site does not show.

mod changes;
mod fact_problems;
mod facts;
pub mod json;
pub mod markdown;
mod pages;
mod paste;
mod revised;
mod sections;
pub mod text;
mod unrecorded;

pub(crate) use changes::UnmovedComment;
pub use changes::{Change, ChangeKind, FieldChange};
pub use facts::{ChangedFact, ChangedRating, Editions};
pub use pages::{PageChange, PageKind};
pub(crate) use revised::Record;
pub use revised::Revised;

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::build::{self, JudgedSite};
use crate::diag::Diagnostic;
use crate::model::{Publication, Quarter, QuarterReport, Report};
use crate::render::{Output, RenderError};
use crate::site::{self, Options, PageSet};
use crate::source::SourceTree;

/// The differences between two editions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// All differences, sorted by what they are about.
    pub changes: Vec<Change>,
    /// Published figures that changed.
    pub revised: Vec<Revised>,
    /// Comments that did not change although their figure or rating did.
    pub(crate) unmoved: Vec<UnmovedComment>,
    /// The pages that changed, in the order of their addresses.
    pub pages: Vec<PageChange>,
    pub(crate) theme: Vec<String>,
    /// The quarters that were public before.
    pub published: BTreeSet<Quarter>,
}

impl Comparison {
    /// Returns whether the public will see no difference.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.pages.is_empty() && self.theme.is_empty()
    }

    /// Returns the published figures that changed without a record.
    pub(crate) fn unrecorded(&self) -> impl Iterator<Item = &Revised> {
        let revised = self.revised.iter();
        revised.filter(|one| !one.record.is_recorded())
    }
}

struct Side<'a> {
    judged: &'a JudgedSite,
    pages: PageSet<'a>,
    output: Output<'a>,
}

impl<'a> Side<'a> {
    fn of(judged: &'a JudgedSite, options: &'a Options) -> Self {
        Self {
            judged,
            pages: site::plan(&judged.report, &judged.assessment, options),
            output: build::output(judged, options),
        }
    }

    fn report(&self) -> &'a Report {
        &self.judged.report
    }
}

/// Compares two editions on the same day. Without an edition before, everything is new.
///
/// # Errors
/// Returns an error if a theme cannot show one of the pages.
pub fn compare(
    before: Option<&JudgedSite>,
    after: &JudgedSite,
    as_of: Date,
) -> Result<Comparison, RenderError> {
    let options = Options::default();
    let published = before.map_or_else(BTreeSet::new, |before| published(&before.report, as_of));
    let revised = before.map_or_else(Vec::new, |before| revised(before, after, as_of));
    let before = before.map(|judged| Side::of(judged, &options));
    let after = Side::of(after, &options);
    let changes = changes::changes(before.as_ref(), &after);
    let (pages, theme) = pages::pages(before.as_ref(), &after)?;
    Ok(Comparison {
        unmoved: changes::unmoved(&after, &changes),
        changes,
        revised,
        pages,
        theme,
        published,
    })
}

/// Returns the published figures that changed.
pub fn revised(before: &JudgedSite, after: &JudgedSite, as_of: Date) -> Vec<Revised> {
    let published = published(&before.report, as_of);
    revised::revised(&before.report, &after.report, &published)
}

/// Returns a problem for everything published that changed without a record. A measure that is gone is one problem, not
/// one for each figure.
pub fn unrecorded(editions: Editions, tree: &SourceTree, as_of: Date) -> Vec<Diagnostic> {
    let (before, after) = (editions.before, editions.after);
    let mut revised = revised(before, after, as_of);
    let changed = facts::changed_facts(editions, &published(&before.report, as_of), &revised);
    revised.retain(|one| editions.after_all.report.measure(&one.measure).is_some());
    let mut problems = unrecorded::problems(&revised, &after.report, tree, as_of);
    problems.extend(fact_problems::problems(
        &changed,
        &after.report,
        tree,
        as_of,
    ));
    problems
}

/// Returns the quarters that are public on a day. A preview includes others.
fn published(report: &Report, as_of: Date) -> BTreeSet<Quarter> {
    let is_public = |quarter: &QuarterReport| match quarter.publication {
        Publication::On(day) | Publication::Background(Some(day)) => day <= as_of,
        Publication::AlreadyPublic => quarter.quarter.last_day() < as_of,
        Publication::Background(None) => true,
        Publication::Draft => false,
    };
    let quarters = report.quarters.values();
    quarters
        .filter(|quarter| is_public(quarter))
        .map(|quarter| quarter.quarter)
        .collect()
}
