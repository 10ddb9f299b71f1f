//! The edition: what the public may see on one day.
//!
//! Everything that is not public yet is taken out here, before anything is judged, so that no later stage can let it
//! slip through.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::comparisons;
use crate::model::{
    Figure, Figures, Judgement, Measure, MeasureId, NotPublic, Publication, Quarter, QuarterReport,
    Revision, Series, Shape, Year,
};
use crate::source::SourcePath;

/// Whether what is not public yet is part of the edition: drafts, and what has its day still to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftContent {
    /// For a preview: everything, as it will be once all of it is public.
    Included,
    /// For the public.
    LeftOut,
    /// For those who write: also measures, targets and plans that no quarter reports yet.
    AndAllToCome,
}

/// The day that the site is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edition {
    /// Nothing that is published later is in it, but in a preview.
    pub as_of: Date,
    /// Whether what is not public yet is in it all the same.
    pub drafts: DraftContent,
}

impl Edition {
    /// Whether it holds what is not public yet.
    pub(super) fn is_preview(self) -> bool {
        self.drafts != DraftContent::LeftOut
    }

    /// Counts comparisons that are published later where the edition holds them, else adds them to what is left out.
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

/// Something that is not in the edition, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeftOut {
    /// A quarter without a day of publication.
    DraftQuarter(Quarter),
    /// A quarter that is published later.
    LaterQuarter(Quarter, Date),
    /// A document marked as a draft.
    DraftDocument(SourcePath),
    /// A committee report of a later day.
    LaterReport(SourcePath),
    /// A plain page that is published later.
    LaterPage(SourcePath, Date),
    /// A measure that no quarter with a page reports, and that does not say when it begins.
    UnreportedMeasure(SourcePath),
    /// A comment or report of a quarter that is not public.
    OfHiddenQuarter(SourcePath, Quarter),
    /// A benchmark, an outturn or a baseline of a measure's file that is published later.
    LaterComparison(SourcePath, String, Until),
}

/// Until when something is not public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// It is published on this day.
    Day(Date),
    /// It is published with this quarter, or with the first one after it.
    Quarter(Quarter),
}

/// What of a site is public on the day, the same for every measure.
#[derive(Debug, PartialEq)]
pub(super) struct Terms {
    edition: Edition,
    reach: Reach,
    /// The quarters that are in the edition.
    shown: BTreeSet<Quarter>,
    /// Those of them that have pages.
    published: BTreeSet<Quarter>,
    /// Figures whose revisions are not known yet, and what they were before, by the measure's own id.
    undone: Undone,
}

/// Figures as they stood, by the measure's own id.
type Undone = BTreeMap<String, Vec<Stood>>;

/// A figure as it stood before a revision that is not known yet.
#[derive(Debug, PartialEq)]
struct Stood {
    period: Quarter,
    measure: MeasureId,
    figure: Decimal,
    /// 88 and 88.0 are one number, and are shown otherwise.
    decimals: u32,
}

/// How much of what a quarter does not report is in an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// What has begun by the last quarter.
    Begun,
    /// All that is to come as well.
    All,
}

/// Takes the quarters out that are not public, and says which those were. What remains of each measure follows from the
/// terms.
pub(super) fn of_quarters(
    quarters: &mut BTreeMap<Quarter, QuarterReport>,
    edition: Edition,
) -> (Terms, Vec<LeftOut>, NotPublic) {
    let mut left_out = Vec::new();
    let mut not_public = NotPublic::default();
    let mut undone = BTreeMap::new();
    if edition.is_preview() {
        not_public.revisions = later_revisions(quarters, edition);
    } else {
        undone = unknown_revisions(quarters, edition);
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
    let terms = Terms {
        edition,
        reach: match edition.drafts {
            DraftContent::AndAllToCome => Reach::All,
            DraftContent::Included | DraftContent::LeftOut => Reach::Begun,
        },
        published: published.map(|quarter| quarter.quarter).collect(),
        shown: quarters.keys().copied().collect(),
        undone,
    };
    (terms, left_out, not_public)
}

/// A measure as the public may know it.
#[derive(Debug)]
pub(super) struct Public {
    pub(super) measure: Arc<Measure>,
    pub(super) series: Arc<Series>,
    /// Comparisons that are published later: only a preview holds them.
    pub(super) later: Vec<LeftOut>,
}

impl Terms {
    /// Until when a figure outside the quarters is not public: it has a day of its own, or it is published with the
    /// quarter that its year ends with. A figure of no year is public without one.
    pub(super) fn until(&self, year: Option<Year>, publish_on: Option<Date>) -> Option<Until> {
        if let Some(day) = publish_on {
            return (day > self.edition.as_of).then_some(Until::Day(day));
        }
        let quarter = year?.last_quarter();
        let is_reached = self.published.last().is_some_and(|last| quarter <= *last);
        (!is_reached).then_some(Until::Quarter(quarter))
    }
}

/// A measure as the public may know it; nothing where it is not public at all: no public quarter reports it, and it does
/// not say itself that it began by then. An annual one may not have been due yet.
pub(super) fn of_measure(
    measure: &Arc<Measure>,
    series: &Arc<Series>,
    path: &SourcePath,
    terms: &Terms,
) -> Option<Public> {
    if terms.reach == Reach::All {
        return Some(Public {
            measure: measure.clone(),
            series: series.clone(),
            later: Vec::new(),
        });
    }
    let latest = terms.published.last();
    let has_begun = measure
        .expected
        .from
        .is_some_and(|from| latest.is_some_and(|latest| from <= *latest));
    let is_reported = || {
        let mut quarters = series.entries().map(|(quarter, _)| quarter);
        quarters.any(|quarter| terms.published.contains(&quarter))
    };
    if !has_begun && !is_reported() {
        return None;
    }
    let later = comparisons::later(measure, path, terms);
    let mut known = known_targets(measure, terms);
    if !later.is_empty() && !terms.edition.is_preview() {
        comparisons::forget_later(Arc::make_mut(&mut known), terms);
    }
    Some(Public {
        measure: known,
        series: known_entries(measure, series, terms),
        later,
    })
}

/// Targets and breaks that begin after the last public quarter are not there yet.
fn known_targets(measure: &Arc<Measure>, terms: &Terms) -> Arc<Measure> {
    let last = terms.shown.last().copied();
    let mut known = measure.clone();
    if has_later_targets(measure, last) {
        forget_later_targets(Arc::make_mut(&mut known), last);
    }
    known
}

fn known_entries(measure: &Measure, series: &Arc<Series>, terms: &Terms) -> Arc<Series> {
    let mut known = match series.only(|quarter| terms.shown.contains(&quarter)) {
        Cow::Borrowed(_) => series.clone(),
        Cow::Owned(known) => Arc::new(known),
    };
    for stood in terms.undone.get(measure.id.as_str()).into_iter().flatten() {
        let series = Arc::make_mut(&mut known);
        if let Some(entry) = series.entry_mut(stood.period, &stood.measure) {
            entry.restate(Figure::typed(stood.figure));
        }
    }
    known
}

/// Takes out what of the rest belongs to quarters or measures that are not public.
pub(super) fn forget_hidden(figures: &mut Figures, hidden: &BTreeSet<MeasureId>, terms: &Terms) {
    if terms.reach == Reach::All {
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

/// Why the public may not see a quarter.
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

/// No quarter can have been public before it ended.
fn first_day_after(quarter: Quarter) -> Date {
    quarter.last_day().tomorrow().unwrap_or(Date::MAX)
}

/// A revision is known from its own day on, and no earlier than the quarter whose file tells of it. Before that the
/// figure stands as the last known one left it, or as it was before the first.
fn unknown_revisions(quarters: &BTreeMap<Quarter, QuarterReport>, edition: Edition) -> Undone {
    let mut figures: BTreeMap<(Quarter, MeasureId), Vec<(Revision, Known)>> = BTreeMap::new();
    for quarter in quarters.values() {
        let is_hidden = hidden(quarter, edition).is_some();
        for revision in &quarter.revisions {
            let known = if is_hidden || revision.on > edition.as_of {
                Known::Later
            } else {
                Known::Now
            };
            let of = (revision.period, revision.measure.clone());
            figures
                .entry(of)
                .or_default()
                .push((revision.clone(), known));
        }
    }
    let mut undone = Undone::new();
    for ((period, measure), mut revisions) in figures {
        revisions.sort_by_key(|(revision, _)| revision.on);
        let last_known = revisions
            .iter()
            .rposition(|(_, known)| *known == Known::Now);
        let figure = match last_known {
            Some(last) if last + 1 == revisions.len() => continue,
            Some(last) => revisions[last].0.now,
            None => revisions[0].0.was,
        };
        let of_measure = undone.entry(measure.whole().to_owned()).or_default();
        of_measure.push(Stood {
            period,
            measure,
            figure,
            decimals: figure.scale(),
        });
    }
    undone
}

/// How many revisions the public will know later, of quarters that it may see now.
fn later_revisions(quarters: &BTreeMap<Quarter, QuarterReport>, edition: Edition) -> usize {
    let public = quarters
        .values()
        .filter(|quarter| hidden(quarter, edition).is_none());
    let revisions = public.flat_map(|quarter| &quarter.revisions);
    revisions
        .filter(|revision| revision.on > edition.as_of)
        .count()
}

/// Whether a revision is known in the edition.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    Now,
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

fn forget_later_targets(measure: &mut Measure, last: Option<Quarter>) {
    let begun = |from: Quarter| last.is_some_and(|last| from <= last);
    if let Judgement::Judged { targets, .. } = &mut measure.judgement {
        targets.retain(|target| begun(target.from));
    }
    measure.breaks.retain(|b| begun(b.from));
    if let Shape::Composite(members) = &mut measure.shape {
        for member in members {
            forget_later_targets(member, last);
        }
    }
}
