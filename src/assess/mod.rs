//! `Report` to `Assessment`: every judgement, once. Nothing here can fail; wanting an error here means that `check`
//! let something through.

pub mod direction;
pub mod finance;
pub mod held;
pub mod highlights;
pub mod objectives;
pub mod owing;
pub mod rating;
pub mod reporting;
pub mod rollup;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::{Measure, MeasureId, ObjectiveId, Quarter, Rating, Report, Standing};
use direction::Directions;
use finance::MoneyVerdict;
use held::Held;
use highlights::Lists;
use objectives::ObjectiveVerdict;
use rating::{Outcome, Verdict};
use reporting::Reporting;
use rollup::Rollup;

/// Everything that follows from a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// By quarter, background quarters as well.
    pub quarters: BTreeMap<Quarter, QuarterAssessment>,
    /// When reports came, and what is expected next.
    pub reporting: Reporting,
}

/// Everything that follows from one quarter's report.
#[derive(Debug, Clone, PartialEq)]
pub struct QuarterAssessment {
    /// By measure; of composite measures also by member, under dotted ids.
    pub measures: BTreeMap<MeasureId, Judged>,
    /// Counts by set and group.
    pub rollup: Rollup,
    /// By objective of the plan in force.
    pub objectives: BTreeMap<ObjectiveId, ObjectiveVerdict>,
    /// Areas performing well.
    pub performing_well: Lists,
    /// Areas for improvement.
    pub improvement: Lists,
    /// Money.
    pub money: Option<MoneyVerdict>,
}

/// What follows from one measure's entry in one quarter.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// As it stands.
    pub current: Verdict,
    /// As expected at the year's end, where a forecast was reported.
    pub forecast: Option<Verdict>,
    /// Against the quarter before and the same quarter last year.
    pub direction: Directions,
    /// Since when it has had the rating that it has; none where it is not rated.
    pub held: Option<Held>,
}

impl Judged {
    /// Rule: a measure is hard to shift when it has been outside tolerance in two or more quarters running.
    pub fn hard_to_shift(&self) -> Option<Held> {
        let outside = Outcome::Rated(Rating::Tolerance(Standing::Outside));
        self.held
            .filter(|held| self.current.outcome == outside && held.quarters >= 2)
    }
}

impl Assessment {
    /// What follows from a measure's entry, where there is one.
    pub fn judged(&self, quarter: Quarter, id: &MeasureId) -> Option<&Judged> {
        self.quarters.get(&quarter)?.measures.get(id)
    }
}

/// Judges every quarter of a report. What is overdue is judged as of the edition's day; nothing else knows of it.
pub fn assess(report: &Report, as_of: Date) -> Assessment {
    let mut quarters = BTreeMap::new();
    for quarter in report.quarters.keys() {
        let measures = measures(report, *quarter, &quarters);
        quarters.insert(*quarter, assess_quarter(report, *quarter, measures));
    }
    Assessment {
        quarters,
        reporting: reporting::assess(report, as_of),
    }
}

fn assess_quarter(
    report: &Report,
    quarter: Quarter,
    measures: BTreeMap<MeasureId, Judged>,
) -> QuarterAssessment {
    let content = &report.quarters[&quarter];
    QuarterAssessment {
        rollup: rollup::rollup(report, &measures),
        objectives: objectives::assess(report, quarter, &measures),
        performing_well: highlights::performing_well(report, &content.performing_well, &measures),
        improvement: highlights::improvement(report, &content.improvement, &measures),
        money: content
            .finance
            .as_ref()
            .map(|money| finance::assess(money, report.site.amber_up_to)),
        measures,
    }
}

type Earlier = BTreeMap<Quarter, QuarterAssessment>;

fn measures(report: &Report, quarter: Quarter, earlier: &Earlier) -> BTreeMap<MeasureId, Judged> {
    let all = report
        .measures
        .values()
        .flat_map(|measure| std::iter::once(measure).chain(measure.members()));
    all.filter_map(|measure| {
        let judged = judge(report, measure, quarter, earlier)?;
        Some((measure.id.clone(), judged))
    })
    .collect()
}

/// A measure that has no entry is *not due*, if it exists by then; a background quarter says nothing of it.
fn judge(
    report: &Report,
    measure: &Measure,
    quarter: Quarter,
    earlier: &Earlier,
) -> Option<Judged> {
    let entry = report.entry(quarter, &measure.id);
    if entry.is_none()
        && (report.quarters[&quarter].is_background() || !is_running(report, measure, quarter))
    {
        return None;
    }
    let history = rating::History {
        last_year: comparable(report, measure, quarter.last_year(), quarter),
        last_year_end: comparable(
            report,
            measure,
            rating::year_end(quarter).last_year(),
            quarter,
        ),
    };
    let current = rating::rate(measure, quarter, entry, &history);
    let held = held::held(measure, quarter, &current, earlier);
    Some(Judged {
        forecast: entry.and_then(|entry| rating::rate_forecast(measure, quarter, entry, &history)),
        direction: direction::directions(report, measure, quarter),
        held,
        current,
    })
}

fn is_running(report: &Report, measure: &Measure, quarter: Quarter) -> bool {
    let whole = measure.id.as_str().split('.').next().unwrap_or_default();
    let id = MeasureId::new(whole);
    let first = report
        .quarters
        .values()
        .find(|q| q.entries.contains_key(&id))
        .map(|q| q.quarter);
    measure
        .expected
        .from
        .or(first)
        .is_some_and(|from| from <= quarter)
        && measure.expected.until.is_none_or(|until| quarter <= until)
}

/// An earlier figure that a later one may be held against: nothing is compared across a break in the series.
fn comparable(
    report: &Report,
    measure: &Measure,
    then: Quarter,
    now: Quarter,
) -> Option<crate::model::Figure> {
    if direction::broken_between(report, measure, then, now).is_some() {
        return None;
    }
    report.entry(then, &measure.id)?.reported.figure()
}
