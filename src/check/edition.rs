//! The edition: the content that is public on a day.
//!
//! Everything that is not public yet is removed here, before figures are judged, so that no later stage can publish it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::comparisons;
use crate::model::{
    Figure, Figures, Judgement, Measure, MeasureId, NotPublic, Publication, Quarter, QuarterReport,
    Revision, Series, Year,
};
use crate::source::SourcePath;

/// Whether an edition includes content that is not public yet: drafts, and content with a later publication day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftContent {
    /// Included, for a preview.
    Included,
    /// Excluded, for the public.
    LeftOut,
    /// Included, together with measures, targets and plans that no quarter reports yet. For authors.
    AndAllToCome,
}

/// The day for which the site is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edition {
    /// The day. Content that is published later is excluded, except in a preview.
    pub as_of: Date,
    /// Whether content that is not public yet is included.
    pub drafts: DraftContent,
}

impl Edition {
    pub(super) fn is_preview(self) -> bool {
        self.drafts != DraftContent::LeftOut
    }

    /// Counts comparisons that are published later if the edition includes them. Otherwise adds them to what is left
    /// out.
    pub(super) fn count_or_leave_out(
        self,
        later: Vec<LeftOut>,
        not_public: &mut NotPublic,
        left_out: &mut Vec<LeftOut>,
    ) {
        if self.is_preview() {
            not_public.comparisons = later.len();
        } else {
            left_out.extend(later);
        }
    }
}

/// Content that is not in the edition, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeftOut {
    /// A quarter without a publication day.
    DraftQuarter(Quarter),
    /// A quarter with a later publication day.
    LaterQuarter(Quarter, Date),
    /// A document marked as a draft.
    DraftDocument(SourcePath),
    /// A committee report with a later day.
    LaterReport(SourcePath),
    /// A page with a later publication day.
    LaterPage(SourcePath, Date),
    /// A measure that no quarter with a page reports, and whose first quarter is not given.
    UnreportedMeasure(SourcePath),
    /// A comment or report on a quarter that is not public.
    OfHiddenQuarter(SourcePath, Quarter),
    /// A benchmark, an outturn or a baseline with a later publication day.
    LaterComparison(SourcePath, String, Until),
}

/// When something becomes public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// On this day.
    Day(Date),
    /// With this quarter, or with the first one after it.
    Quarter(Quarter),
}

/// What is public in an edition, the same for every measure.
#[derive(Debug, PartialEq)]
pub(super) struct PublicScope {
    edition: Edition,
    reach: Reach,
    shown: BTreeSet<Quarter>,
    published: BTreeSet<Quarter>,
    /// Figures with revisions that are not public yet.
    earlier_figures: EarlierFigures,
}

type EarlierFigures = BTreeMap<String, Vec<EarlierFigure>>;

/// A figure before a revision that is not public yet.
#[derive(Debug, PartialEq)]
struct EarlierFigure {
    period: Quarter,
    measure: MeasureId,
    figure: Decimal,
    /// 88 and 88.0 are equal, but shown differently.
    decimals: u32,
}

/// How much future content an edition includes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Content that has started by the last quarter.
    Begun,
    All,
}

/// Removes quarters that are not public, and returns them. The public part of each measure follows from the returned
/// scope.
pub(super) fn public_quarters(
    quarters: &mut BTreeMap<Quarter, QuarterReport>,
    edition: Edition,
) -> (PublicScope, Vec<LeftOut>, NotPublic) {
    let mut left_out = Vec::new();
    let mut not_public = NotPublic::default();
    let mut earlier_figures = BTreeMap::new();
    if edition.is_preview() {
        not_public.revisions = later_revisions(quarters, edition);
    } else {
        earlier_figures = figures_before_later_revisions(quarters, edition);
        for quarter in quarters.values_mut() {
            quarter
                .revisions
                .retain(|revision| revision.on <= edition.as_of);
        }
    }
    quarters.retain(|quarter, content| match hidden(content, edition) {
        None => true,
        Some(_) if edition.is_preview() => {
            not_public.quarters.push(*quarter);
            true
        }
        Some(Hidden::Draft) => {
            left_out.push(LeftOut::DraftQuarter(*quarter));
            false
        }
        Some(Hidden::Until(day)) => {
            left_out.push(LeftOut::LaterQuarter(*quarter, day));
            false
        }
    });
    let published = quarters.values().filter(|quarter| !quarter.is_background());
    let scope = PublicScope {
        edition,
        reach: match edition.drafts {
            DraftContent::AndAllToCome => Reach::All,
            DraftContent::Included | DraftContent::LeftOut => Reach::Begun,
        },
        published: published.map(|quarter| quarter.quarter).collect(),
        shown: quarters.keys().copied().collect(),
        earlier_figures,
    };
    (scope, left_out, not_public)
}

#[derive(Debug)]
pub(super) struct PublicMeasure {
    pub(super) measure: Arc<Measure>,
    pub(super) series: Arc<Series>,
    /// Comparisons that are published later. Only a preview includes them.
    pub(super) later: Vec<LeftOut>,
}

impl PublicScope {
    /// Returns when a figure outside the quarters becomes public: on its own day, or with the last quarter of its year.
    /// `None` if it is public, as a figure without a day and a year is.
    pub(super) fn until(&self, year: Option<Year>, publish_on: Option<Date>) -> Option<Until> {
        if let Some(day) = publish_on {
            return (day > self.edition.as_of).then_some(Until::Day(day));
        }
        let quarter = year?.last_quarter();
        let is_reached = self.published.last().is_some_and(|last| quarter <= *last);
        (!is_reached).then_some(Until::Quarter(quarter))
    }
}

/// Returns the public part of a measure. `None` if no public quarter reports it and it has not started according to its
/// file, as an annual measure may have.
pub(super) fn public_measure(
    measure: &Arc<Measure>,
    series: &Arc<Series>,
    path: &SourcePath,
    scope: &PublicScope,
) -> Option<PublicMeasure> {
    if scope.reach == Reach::All {
        return Some(PublicMeasure {
            measure: measure.clone(),
            series: series.clone(),
            later: Vec::new(),
        });
    }
    let latest = scope.published.last();
    let has_begun = measure
        .expected
        .from
        .is_some_and(|from| latest.is_some_and(|latest| from <= *latest));
    let is_reported = || {
        let mut quarters = series.entries().map(|(quarter, _)| quarter);
        quarters.any(|quarter| scope.published.contains(&quarter))
    };
    if !has_begun && !is_reported() {
        return None;
    }
    let later = comparisons::later(measure, path, scope);
    let mut known = public_targets(measure, scope);
    if !later.is_empty() && !scope.edition.is_preview() {
        comparisons::remove_later(Arc::make_mut(&mut known), scope);
    }
    Some(PublicMeasure {
        measure: known,
        series: public_entries(measure, series, scope),
        later,
    })
}

/// Returns a measure without targets and breaks that start after the last public quarter.
fn public_targets(measure: &Arc<Measure>, scope: &PublicScope) -> Arc<Measure> {
    let last = scope.shown.last().copied();
    let mut known = measure.clone();
    if has_later_targets(measure, last) {
        remove_later_targets(Arc::make_mut(&mut known), last);
    }
    known
}

fn public_entries(measure: &Measure, series: &Arc<Series>, scope: &PublicScope) -> Arc<Series> {
    let mut known = match series.only(|quarter| scope.shown.contains(&quarter)) {
        Cow::Borrowed(_) => series.clone(),
        Cow::Owned(known) => Arc::new(known),
    };
    for earlier in scope
        .earlier_figures
        .get(measure.id.as_str())
        .into_iter()
        .flatten()
    {
        let series = Arc::make_mut(&mut known);
        if let Some(entry) = series.entry_mut(earlier.period, &earlier.measure) {
            entry.restate(Figure::typed(earlier.figure));
        }
    }
    known
}

/// Removes plans that have not started, and highlights of measures that are not public.
pub(super) fn remove_hidden(
    figures: &mut Figures,
    hidden: &BTreeSet<MeasureId>,
    scope: &PublicScope,
) {
    if scope.reach == Reach::All {
        return;
    }
    let last = figures.quarters.keys().next_back().copied();
    figures
        .plans
        .retain(|_, plan| last.is_some_and(|last| plan.from <= last));
    for quarter in figures.quarters.values_mut() {
        for highlights in [&mut quarter.performing_well, &mut quarter.improvement] {
            highlights.add.retain(|(id, _)| !hidden.contains(id));
            highlights.leave_out.retain(|(id, _)| !hidden.contains(id));
        }
    }
}

enum Hidden {
    Draft,
    Until(Date),
}

fn hidden(quarter: &QuarterReport, edition: Edition) -> Option<Hidden> {
    match quarter.publication {
        Publication::On(day) | Publication::Background(Some(day)) if day > edition.as_of => {
            Some(Hidden::Until(day))
        }
        Publication::AlreadyPublic if edition.as_of < first_day_after(quarter.quarter) => {
            Some(Hidden::Until(first_day_after(quarter.quarter)))
        }
        Publication::Draft => Some(Hidden::Draft),
        _ => None,
    }
}

/// Returns the first day on which a quarter can be public.
fn first_day_after(quarter: Quarter) -> Date {
    quarter.last_day().tomorrow().unwrap_or(Date::MAX)
}

/// Returns figures before revisions that are not public yet. A revision is public from its own day, but not before the
/// quarter whose file contains it. Until then the figure is the `now` of the last public revision, or the `was` of the
/// first.
fn figures_before_later_revisions(
    quarters: &BTreeMap<Quarter, QuarterReport>,
    edition: Edition,
) -> EarlierFigures {
    let mut figures: BTreeMap<(Quarter, MeasureId), Vec<(Revision, RevisionState)>> =
        BTreeMap::new();
    for quarter in quarters.values() {
        let is_hidden = hidden(quarter, edition).is_some();
        for revision in &quarter.revisions {
            let known = if is_hidden || revision.on > edition.as_of {
                RevisionState::Later
            } else {
                RevisionState::Public
            };
            let of = (revision.period, revision.measure.clone());
            figures
                .entry(of)
                .or_default()
                .push((revision.clone(), known));
        }
    }
    let mut earlier_figures = EarlierFigures::new();
    for ((period, measure), mut revisions) in figures {
        revisions.sort_by_key(|(revision, _)| revision.on);
        let last_known = revisions
            .iter()
            .rposition(|(_, known)| *known == RevisionState::Public);
        let figure = match last_known {
            Some(last) if last + 1 == revisions.len() => continue,
            Some(last) => revisions[last].0.now,
            None => revisions[0].0.was,
        };
        let public_measure = earlier_figures
            .entry(measure.whole().to_owned())
            .or_default();
        public_measure.push(EarlierFigure {
            period,
            measure,
            figure,
            decimals: figure.scale(),
        });
    }
    earlier_figures
}

/// Returns the number of revisions in public quarters that are not public yet.
fn later_revisions(quarters: &BTreeMap<Quarter, QuarterReport>, edition: Edition) -> usize {
    let public = quarters
        .values()
        .filter(|quarter| hidden(quarter, edition).is_none());
    let revisions = public.flat_map(|quarter| &quarter.revisions);
    revisions
        .filter(|revision| revision.on > edition.as_of)
        .count()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum RevisionState {
    Public,
    Later,
}

fn has_later_targets(measure: &Measure, last: Option<Quarter>) -> bool {
    let later = |from: Quarter| last.is_none_or(|last| last < from);
    let targets = measure.judgement.targets().iter();
    targets.map(|target| target.from).any(later)
        || measure.breaks.iter().map(|b| b.from).any(later)
        || measure
            .members()
            .iter()
            .any(|member| has_later_targets(member, last))
}

fn remove_later_targets(measure: &mut Measure, last: Option<Quarter>) {
    let begun = |from: Quarter| last.is_some_and(|last| from <= last);
    if let Judgement::Judged { targets, .. } = &mut measure.judgement {
        targets.retain(|target| begun(target.from));
    }
    measure.breaks.retain(|b| begun(b.from));
    for member in &mut measure.members {
        remove_later_targets(member, last);
    }
}
