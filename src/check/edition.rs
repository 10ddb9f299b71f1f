//! The edition: the content that is public on a day.
//!
//! Everything that is not public yet is removed here, before figures are judged, so that no later stage can publish it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::later::{figures_before_later_revisions, hidden_changes, restore_months};
use super::progress;
use super::years::{comparisons_to_come, with_years};
use crate::model::{
    Figure, Figures, Judgement, Measure, MeasureId, Month, NotPublic, Publication, Quarter,
    QuarterReport, RecordedChange, Revision, Scales, Series, Stated, Year, restored,
};
use crate::parse::draft::TypedNumber;
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
    /// Returns the edition of the same day with everything to come.
    pub(crate) fn complete(self) -> Self {
        let drafts = DraftContent::AndAllToCome;
        Self { drafts, ..self }
    }

    pub(super) fn is_preview(self) -> bool {
        self.drafts != DraftContent::LeftOut
    }

    fn is_complete(self) -> bool {
        self.drafts == DraftContent::AndAllToCome
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
    /// A committee report, or a question of a committee, with a later day.
    LaterReport(SourcePath),
    /// An answer to a committee with a later day.
    LaterAnswer(SourcePath, Date),
    /// A page with a later publication day.
    LaterPage(SourcePath, Date),
    /// A measure that no quarter with a page reports, and whose first quarter is not given.
    UnreportedMeasure(SourcePath),
    /// An annual measure with figures of years only, before a quarter is public that reaches the end of one of them. This is the
    /// quarter of the last year.
    YearsToCome(SourcePath, Quarter),
    /// A measure that starts with a quarter that is not public yet.
    MeasureToCome(SourcePath, Quarter),
    /// A measure with figures of years that is reported from a later quarter.
    LaterYears(SourcePath, Quarter),
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
    shown: BTreeSet<Quarter>,
    /// Complete quarters with a page.
    published: BTreeSet<Quarter>,
    /// Quarters of which only some months are public, with the last of them.
    in_progress: BTreeMap<Quarter, Month>,
    /// Figures with revisions that are not public yet.
    earlier_figures: EarlierFigures,
    /// Other changes of what quarters reported that are not public yet, the latest first.
    later_results: Vec<RecordedChange>,
    scales: Scales,
}

/// Figures before revisions that are not public yet, by measure: each with its quarter, and its measure or member. `None` is a
/// figure that had been withdrawn.
pub(super) type EarlierFigures = BTreeMap<String, Vec<(Quarter, MeasureId, Option<TypedNumber>)>>;

/// Removes quarters that are not public, and returns them. The public part of each measure follows from the returned
/// scope.
pub(super) fn public_quarters(
    quarters: &mut BTreeMap<Quarter, QuarterReport>,
    scales: &Scales,
    edition: Edition,
) -> (PublicScope, Vec<LeftOut>, NotPublic) {
    let mut left_out = Vec::new();
    let mut not_public = NotPublic::default();
    let mut earlier_figures = BTreeMap::new();
    let mut later_results = Vec::new();
    let is_later = |revision: &Revision| revision.on > edition.as_of;
    if edition.is_preview() {
        let all = quarters.values();
        let public = all.filter(|quarter| hidden(quarter, edition).is_none());
        let later = public.map(|quarter| {
            let figures = quarter.revisions.iter().filter(|one| is_later(one));
            let months = quarter.other_revisions.iter();
            let months = months.filter(|one| one.on > edition.as_of && one.is_of_months());
            figures.count() + months.count()
        });
        not_public.revisions = later.sum();
    } else {
        earlier_figures = figures_before_later_revisions(quarters, edition);
        later_results = hidden_changes(quarters, edition);
        for quarter in quarters.values_mut() {
            quarter.revisions.retain(|revision| !is_later(revision));
            let others = &mut quarter.other_revisions;
            others.retain(|change| change.on <= edition.as_of);
        }
    }
    quarters.retain(|quarter, content| match hidden(content, edition) {
        None => true,
        Some(_) if edition.is_preview() => {
            not_public.quarters.push(*quarter);
            true
        }
        Some(why) => {
            let so_far = content.last_public_month(edition.as_of);
            match so_far {
                Some(so_far) => progress::open(content, so_far),
                None => left_out.push(why),
            }
            so_far.is_some()
        }
    });
    let reports = || quarters.values().filter(|quarter| !quarter.is_background());
    let published = reports().filter(|quarter| quarter.in_progress().is_none());
    let in_progress = reports().filter_map(|report| Some((report.quarter, report.in_progress()?)));
    let scope = PublicScope {
        edition,
        published: published.map(|quarter| quarter.quarter).collect(),
        in_progress: in_progress.collect(),
        shown: quarters.keys().copied().collect(),
        earlier_figures,
        later_results,
        scales: scales.clone(),
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
    /// Returns whether a change is public: from its own day, and with the first quarter in which it applies.
    fn is_known(&self, change: &RecordedChange) -> bool {
        let has_begun = self
            .shown
            .last()
            .is_some_and(|last| change.quarter <= *last);
        has_begun && change.on <= self.edition.as_of
    }

    /// Returns when a figure outside the quarters becomes public: on its own day, or with the last quarter of its year.
    /// `None` if it is public, as a figure without a day and a year is.
    pub(super) fn until(
        &self,
        measure: &Measure,
        year: Option<Year>,
        publish_on: Option<Date>,
    ) -> Option<Until> {
        if let Some(day) = publish_on {
            return (day > self.edition.as_of).then_some(Until::Day(day));
        }
        let quarter = measure.end_of(year?);
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
    if scope.edition.is_complete() {
        return Some(PublicMeasure {
            measure: measure.clone(),
            series: with_years(measure, series.clone()),
            later: Vec::new(),
        });
    }
    let latest = scope.published.last();
    let from = measure.expected.from;
    let has_begun = from.is_some_and(|from| latest.is_some_and(|latest| from <= *latest));
    let is_reported = || {
        let mut quarters = series.entries().map(|(quarter, _)| quarter);
        quarters.any(|quarter| {
            scope.published.contains(&quarter) || scope.in_progress.contains_key(&quarter)
        })
    };
    let mut public = Measure::clone(measure);
    if !scope.edition.is_preview() {
        let later = measure.changes.iter().filter(|one| !scope.is_known(one));
        let mut later: Vec<&RecordedChange> = later.collect();
        later.sort_by_key(|change| Reverse(change.on));
        for change in later {
            restored::measure(&mut public, &scope.scales, change);
        }
    }
    remove_later(&mut public, scope);
    let entries = with_years(&public, public_entries(measure, series, scope));
    // A measure that is known by its years only has begun with the first of them, unless it says when.
    let by_years = || from.is_none() && series.first().is_none() && entries.first().is_some();
    if !has_begun && !is_reported() && !by_years() {
        return None;
    }
    Some(PublicMeasure {
        measure: if public == **measure {
            measure.clone()
        } else {
            Arc::new(public)
        },
        series: entries,
        later: comparisons_to_come(measure, path, scope),
    })
}

fn public_entries(measure: &Measure, series: &Arc<Series>, scope: &PublicScope) -> Arc<Series> {
    let is_shown = |quarter| scope.shown.contains(&quarter);
    let mut known = series.clone();
    if !series.entries().all(|(quarter, _)| is_shown(quarter)) {
        Arc::make_mut(&mut known).retain(|quarter, _| is_shown(quarter));
    }
    let later = scope.later_results.iter();
    let later = later.filter(|change| is_shown(change.quarter));
    restore_months((measure, &scope.scales), &mut known, later);
    for (quarter, through) in &scope.in_progress {
        progress::open_entry(measure, Arc::make_mut(&mut known), *quarter, *through);
    }
    let earlier = scope.earlier_figures.get(measure.id.as_str());
    for (period, measure, figure) in earlier.into_iter().flatten() {
        if let Some(entry) = Arc::make_mut(&mut known).entry_mut(*period, measure) {
            entry.restate(figure.map(|figure| Figure::typed(figure.0)));
        }
    }
    known
}

/// Removes plans that have not started, sets back what later changes have changed, and removes what highlights, actions, risks and challenges say about measures and
/// objectives that are not public.
pub(super) fn remove_hidden(
    figures: &mut Figures,
    hidden: &BTreeSet<MeasureId>,
    scope: &PublicScope,
) {
    if scope.edition.is_complete() {
        return;
    }
    let last = figures.quarters.keys().next_back().copied();
    let has_begun = |from: Quarter| last.is_some_and(|last| from <= last);
    figures.plans.retain(|_, plan| has_begun(plan.from));
    // Months are set back before what is public of a quarter in progress is known.
    let later = scope.later_results.iter();
    for change in later.filter(|change| !change.is_of_months()) {
        restored::result(figures, change);
    }
    if !scope.edition.is_preview() {
        let plans = figures.plans.values().flat_map(|plan| &plan.changes);
        let all = plans.chain(&figures.site.changes);
        let mut later: Vec<_> = all.filter(|one| !scope.is_known(one)).cloned().collect();
        later.sort_by_key(|change| Reverse(change.on));
        for change in &later {
            restored::promise(figures, change);
        }
        let plans = figures.plans.values_mut().map(|plan| &mut plan.changes);
        for changes in plans.chain([&mut figures.site.changes]) {
            changes.retain(|one| scope.is_known(one));
        }
    }
    let objectives = figures.plans.values().flat_map(|plan| &plan.objectives);
    let objectives: BTreeSet<_> = objectives.map(|objective| objective.id.clone()).collect();
    let is_public = |id: &MeasureId| !hidden.contains(id.whole());
    for quarter in figures.quarters.values_mut() {
        for highlights in [&mut quarter.performing_well, &mut quarter.improvement] {
            highlights.add.retain(|(id, _)| is_public(id));
            highlights.leave_out.retain(|(id, _)| is_public(id));
        }
        let is_known = |stated: &Stated| {
            let mut own = stated.objective.iter();
            own.all(|id| objectives.contains(id))
        };
        quarter.stated.retain(is_known);
        for related in quarter.related_mut() {
            related.measures.retain(is_public);
            related.objectives.retain(|id| objectives.contains(id));
        }
    }
}

/// Returns why a quarter is not public.
pub(super) fn hidden(report: &QuarterReport, edition: Edition) -> Option<LeftOut> {
    let quarter = report.quarter;
    let until = match report.publication {
        Publication::Draft => return Some(LeftOut::DraftQuarter(quarter)),
        Publication::On(day) | Publication::Background(Some(day)) => day,
        Publication::InProgress { since, .. } => since,
        Publication::AlreadyPublic => quarter.last_day().tomorrow().unwrap_or(Date::MAX),
        Publication::Background(None) => return None,
    };
    (edition.as_of < until).then_some(LeftOut::LaterQuarter(quarter, until))
}

/// Removes targets, breaks, an announced end and comparisons that are not public yet. A preview includes the comparisons.
fn remove_later(measure: &mut Measure, scope: &PublicScope) {
    let last = scope.shown.last();
    let begun = |from: Quarter| last.is_some_and(|last| from <= *last);
    if let Judgement::Judged { targets, .. } = &mut measure.judgement {
        // Of a quarter in progress only monthly measures are shown.
        let is_monthly = measure.months.is_some();
        let is_shown = |typed| {
            scope.shown.contains(&typed) && (is_monthly || !scope.in_progress.contains_key(&typed))
        };
        targets.retain(|one| begun(one.from) && one.typed_in.is_none_or(is_shown));
    }
    measure.breaks.retain(|one| begun(one.from));
    let expected = &mut measure.expected;
    let has_ended = expected
        .until
        .is_some_and(|until| last.is_some_and(|last| until <= *last));
    if !has_ended {
        (expected.until, expected.ended) = (None, None);
    }
    let is_preview = scope.edition.is_preview();
    measure
        .changes
        .retain(|one| is_preview || scope.is_known(one));
    let own = measure.clone();
    let is_shown = |year, day| is_preview || scope.until(&own, year, day).is_none();
    let benchmarks = &mut measure.benchmarks;
    benchmarks.retain(|one| is_shown(one.year, one.publish_on));
    let outturns = &mut measure.outturns;
    outturns.retain(|one| is_shown(Some(one.year), one.publish_on));
    let baselines = &mut measure.baselines;
    baselines.retain(|one| is_shown(None, one.publish_on));
    for member in &mut measure.members {
        remove_later(member, scope);
    }
}
