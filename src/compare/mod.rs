//! Compares two editions of a site: the changes that the public will see.
//!
//! The comparison uses the [statements](crate::site::statements) of both editions, which have the words of their pages,
//! and the pages themselves. So it cannot reveal anything that the site does not show.

mod changes;
mod fact_problems;
mod fact_words;
mod facts;
pub mod json;
pub mod markdown;
mod month_problems;
mod names;
mod pages;
mod paste;
mod promises;
mod remarks;
mod removed;
mod rerated;
mod revised;
mod sections;
mod targets;
pub mod text;
mod unrecorded;

pub(crate) use changes::UnmovedComment;
pub use changes::{Change, ChangeKind, FieldChange};
pub use facts::{ChangedFact, ChangedRating};
pub use pages::{PageChange, PageKind};
pub(crate) use revised::Record;
pub use revised::Revised;

use std::collections::BTreeSet;

use jiff::civil::Date;
use paste::Pastes;

use crate::build::{self, JudgedSite};
use crate::diag::Diagnostic;
use crate::model::{Publication, Quarter, QuarterReport, Report};
use crate::parse;
use crate::render::{Output, RenderError};
use crate::site::{self, Options, PageSet};
use crate::source::SourceTree;

/// A site as the public sees it, and with everything to come.
#[derive(Debug, Clone, Copy)]
pub struct SiteEditions<'a> {
    /// The public edition.
    pub public: &'a JudgedSite,
    /// The edition with everything to come, which has targets and reasons of quarters that are not published yet.
    pub complete: &'a JudgedSite,
}

impl<'a> From<&'a JudgedSite> for SiteEditions<'a> {
    fn from(public: &'a JudgedSite) -> Self {
        let complete = public;
        Self { public, complete }
    }
}

/// The differences between two editions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// All differences, sorted by what they are about.
    pub changes: Vec<Change>,
    /// Published figures that changed.
    pub revised: Vec<Revised>,
    /// Other published facts that changed.
    pub facts: Vec<ChangedFact>,
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
        self.changes.is_empty()
            && self.facts.is_empty()
            && self.pages.is_empty()
            && self.theme.is_empty()
    }

    /// Returns how many published figures and other facts changed without a record.
    pub(crate) fn unrecorded(&self) -> usize {
        let revised = self.revised.iter();
        let revised = revised.filter(|one| !one.record.is_recorded()).count();
        revised + self.facts.iter().filter(|one| !one.is_recorded()).count()
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
    before: Option<SiteEditions>,
    after: SiteEditions,
    as_of: Date,
) -> Result<Comparison, RenderError> {
    let comparison = content(before, after, as_of);
    let options = Options::default();
    let before = before.map(|site| Side::of(site.public, &options));
    let (pages, theme) = pages::pages(before.as_ref(), &Side::of(after.public, &options))?;
    Ok(Comparison {
        pages,
        theme,
        ..comparison
    })
}

/// Compares the content of two editions on the same day, and not their pages, which takes much longer.
pub fn content(before: Option<SiteEditions>, after: SiteEditions, as_of: Date) -> Comparison {
    let options = Options::default();
    let published = before.map_or_else(BTreeSet::new, |site| published(&site.public.report, as_of));
    let (revised, facts) = before.map_or_else(Default::default, |before| {
        changed(before, after, &published)
    });
    let before = before.map(|site| Side::of(site.public, &options));
    let after = Side::of(after.public, &options);
    let changes = changes::changes(before.as_ref(), &after);
    Comparison {
        unmoved: changes::unmoved(&after, &changes),
        changes,
        revised,
        facts,
        pages: Vec::new(),
        theme: Vec::new(),
        published,
    }
}

/// Returns the published figures and the other published facts that changed. The figures of a measure that is gone are
/// not listed one by one.
fn changed(
    before: SiteEditions,
    after: SiteEditions,
    published: &BTreeSet<Quarter>,
) -> (Vec<Revised>, Vec<ChangedFact>) {
    let mut revised = revised::revised(&before.public.report, &after.public.report, published);
    let mut facts = promises::changed_facts(before, after, published, &revised);
    facts.extend(removed::removed(before, after, &revised, &facts));
    revised.retain(|one| after.complete.report.measure(&one.measure).is_some());
    (revised, facts)
}

/// Returns a problem for everything published that changed without a record.
pub fn unrecorded(
    before: SiteEditions,
    after: SiteEditions,
    tree: &SourceTree,
    as_of: Date,
) -> Vec<Diagnostic> {
    let published = published(&before.public.report, as_of);
    let (revised, facts) = changed(before, after, &published);
    let (drafts, _) = parse::parse(tree);
    let report = &after.public.report;
    let pastes = &Pastes::new(tree, &drafts, report);
    let mut problems = unrecorded::problems(&revised, report, &drafts, pastes, as_of);
    problems.extend(fact_problems::problems(
        &facts, report, &drafts, pastes, tree, as_of,
    ));
    problems
}

/// Returns the quarters that are public on a day. A preview includes others.
fn published(report: &Report, as_of: Date) -> BTreeSet<Quarter> {
    let is_public = |quarter: &QuarterReport| match quarter.publication {
        Publication::On(day) | Publication::Background(Some(day)) => day <= as_of,
        Publication::AlreadyPublic => quarter.quarter.last_day() < as_of,
        Publication::InProgress { .. } | Publication::Background(None) => true,
        Publication::Draft => false,
    };
    let quarters = report.quarters.values();
    quarters
        .filter(|quarter| is_public(quarter))
        .map(|quarter| quarter.quarter)
        .collect()
}
