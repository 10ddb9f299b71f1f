//! The ledger: every change of what is measured and how, by the quarter in which it takes effect.
//!
//! Source: Code of Practice for Statistics (2018), Q2.5: users are told of changes to methods, why they are made, and of their
//! nature and extent.

use crate::model::{
    Decision, Figures, Holder, Measure, Quarter, Reason, RecordedChange, Series, Target, Text,
};

/// What kind of change it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ChangeKind {
    New,
    Removed,
    Amended,
}

/// What a change is about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Changed<'r> {
    /// A measure, or a member of it.
    Measure(&'r Measure),
    /// A plan, an objective, the site, or something that the site no longer has.
    Other(&'r Holder),
}

/// A value before or after a change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum ChangedValue<'r> {
    Target(&'r Target),
    /// As typed.
    Typed(&'r Text),
}

/// A change of what was promised.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct LedgerChange<'r> {
    /// The first quarter in which it applies.
    pub(crate) quarter: Quarter,
    pub(crate) kind: ChangeKind,
    pub(crate) about: Changed<'r>,
    /// The name of the field. `from` for a new measure, `until` for one that has ended.
    pub(crate) field: &'static str,
    pub(crate) was: Option<ChangedValue<'r>>,
    pub(crate) now: Option<ChangedValue<'r>>,
    pub(crate) because: Option<&'r Text>,
    pub(crate) decided: Option<&'r Decision>,
}

impl<'r> LedgerChange<'r> {
    fn of(measure: &'r Measure, quarter: Quarter, kind: ChangeKind, field: &'static str) -> Self {
        Self {
            quarter,
            kind,
            about: Changed::Measure(measure),
            field,
            was: None,
            now: None,
            because: None,
            decided: None,
        }
    }

    /// Returns whether it is a break in the series.
    pub(crate) fn is_break(&self) -> bool {
        self.field == "breaks" && self.was.is_none() && self.now.is_none()
    }

    fn with_reason(self, reason: Option<&'r Reason>) -> Self {
        Self {
            because: reason.map(|reason| &reason.because),
            decided: reason.and_then(|reason| reason.decided.as_ref()),
            ..self
        }
    }
}

/// Returns every change of a site, the latest quarter first. In a quarter new measures come first, then those removed, then
/// those amended.
pub(crate) fn ledger(figures: &Figures) -> Vec<LedgerChange<'_>> {
    let measures = figures.measures.values();
    let of_measures = measures.flat_map(|measure| of_measure(figures, measure));
    let plans = figures.plans.values();
    let others = plans.flat_map(|plan| &plan.changes);
    let others = others.chain(&figures.site.changes).map(recorded);
    let mut all: Vec<LedgerChange> = of_measures.chain(others).collect();
    all.sort_by_key(|change| (std::cmp::Reverse(change.quarter), change.kind));
    all
}

/// Returns the changes of a measure and its members, the latest quarter first.
pub(crate) fn of_measure<'r>(figures: &'r Figures, measure: &'r Measure) -> Vec<LedgerChange<'r>> {
    let mut changes = Vec::new();
    let series = figures.series.get(&measure.id);
    changes.extend(series.and_then(|series| start(figures, measure, series)));
    let of_whole: Vec<LedgerChange> = targets(figures, measure).collect();
    for one in measure.with_members() {
        let is_member = one.id != measure.id;
        let is_own = |change: &LedgerChange| {
            let mut inherited = of_whole.iter().filter(|_| is_member);
            !inherited.any(|whole| {
                LedgerChange {
                    about: whole.about,
                    ..*change
                } == *whole
            })
        };
        changes.extend(targets(figures, one).filter(is_own));
        changes.extend(breaks(measure, one));
        let is_inherited = is_member && one.expected.until == measure.expected.until;
        changes.extend(end(figures, one).filter(|_| !is_inherited));
    }
    let recorded = measure.changes.iter().map(|change| {
        let mut all = measure.with_members();
        let own = all.find(|one| change.holder == Holder::Measure(one.id.clone()));
        LedgerChange {
            about: Changed::Measure(own.unwrap_or(measure)),
            ..recorded(change)
        }
    });
    changes.extend(recorded);
    changes.sort_by_key(|change| std::cmp::Reverse(change.quarter));
    changes
}

/// Rule: a measure is new if its file says why it was added, or if the quarter before its first one was published without
/// it and it has no figure of an earlier time. In the first quarter of a record nothing is new.
fn start<'r>(figures: &Figures, measure: &'r Measure, series: &Series) -> Option<LedgerChange<'r>> {
    let expected = &measure.expected;
    let from = expected.from.or(series.first())?;
    let started = expected.started.as_ref();
    let of_years = measure.with_members().flat_map(|one| &one.outturns);
    let mut ends = of_years.map(|outturn| measure.end_of(outturn.year));
    let mut is_known =
        || series.first().is_some_and(|first| first < from) || ends.any(|end| end < from);
    let mut is_new = || is_published(figures, from.previous()) && !is_known();
    (started.is_some() || is_new())
        .then(|| LedgerChange::of(measure, from, ChangeKind::New, "from").with_reason(started))
}

/// Rule: a measure is removed from the quarter after its last one, if its file says why or if that quarter was published without
/// it. A record that ends with the measure does not tell.
fn end<'r>(figures: &Figures, measure: &'r Measure) -> Option<LedgerChange<'r>> {
    let after = measure.expected.until?.next();
    let ended = measure.expected.ended.as_ref();
    (ended.is_some() || is_published(figures, after))
        .then(|| LedgerChange::of(measure, after, ChangeKind::Removed, "until").with_reason(ended))
}

fn is_published(figures: &Figures, quarter: Quarter) -> bool {
    let report = figures.quarters.get(&quarter);
    report.is_some_and(|report| !report.is_background())
}

/// Rule: a target is amended where it asks for something else than the one before. The first target is a change if the
/// quarter before it was published without one.
fn targets<'r>(
    figures: &Figures,
    measure: &'r Measure,
) -> impl Iterator<Item = LedgerChange<'r>> + use<'r> {
    // A target that is set for each quarter is no change of another one.
    let all = measure.judgement.targets();
    let targets = if measure.has_targets_in_quarters {
        &[]
    } else {
        all
    };
    let amended = targets.windows(2).filter_map(|pair| {
        let asks = |target: &'r Target| (&target.aim, &target.profile, target.by, &target.beside);
        (asks(&pair[0]) != asks(&pair[1])).then_some((Some(&pair[0]), &pair[1]))
    });
    let first = targets.first().filter(|first| {
        let series = figures.series.get(measure.id.whole());
        let entry =
            series.and_then(|series| series.entry_of(first.from.previous(), measure.id.member()));
        entry.is_some() && is_published(figures, first.from.previous())
    });
    let amended = first.map(|first| (None, first)).into_iter().chain(amended);
    amended.map(|(was, now)| {
        let change = LedgerChange::of(
            measure,
            now.typed_in.unwrap_or(now.from),
            ChangeKind::Amended,
            "target",
        );
        LedgerChange {
            was: was.map(ChangedValue::Target),
            now: Some(ChangedValue::Target(now)),
            ..change.with_reason(now.reason.as_ref())
        }
    })
}

/// Rule: a break in the series is a change of what is counted. Members have the breaks of the whole.
fn breaks<'r>(whole: &'r Measure, own: &'r Measure) -> impl Iterator<Item = LedgerChange<'r>> {
    let inherited: &[_] = if own.id == whole.id {
        &[]
    } else {
        &whole.breaks
    };
    let breaks = own.breaks.iter().filter(|one| !inherited.contains(one));
    breaks.map(|one| LedgerChange {
        because: Some(&one.because),
        ..LedgerChange::of(own, one.from, ChangeKind::Amended, "breaks")
    })
}

fn recorded(change: &RecordedChange) -> LedgerChange<'_> {
    let is_gone = change.field == "title" && change.now.is_none();
    LedgerChange {
        quarter: change.quarter,
        kind: if is_gone {
            ChangeKind::Removed
        } else {
            ChangeKind::Amended
        },
        about: Changed::Other(&change.holder),
        field: change.field,
        was: change.was.as_ref().map(ChangedValue::Typed),
        now: change.now.as_ref().map(ChangedValue::Typed),
        because: Some(&change.reason.because),
        decided: change.reason.decided.as_ref(),
    }
}
