//! A measure in a quarter, and how long it has had its rating.

use super::verdicts::{self, Subject};
use super::{DirectionView, covers, directions, figures, periods, revisions};
use crate::assess::JudgedEntry;
use crate::assess::direction::Travel;
use crate::assess::held::Held;
use crate::assess::margin;
use crate::assess::rating::Outcome;
use crate::model::{
    Comparison, Entry, Measure, MeasureId, Month, PeriodKind, Quarter, Rating, Standing,
};
use crate::site::context::Context;
use crate::site::words::{counted, fill};

/// A measure in a quarter that judges it.
pub(crate) struct MeasureInQuarter<'a> {
    pub(crate) context: &'a Context<'a>,
    pub(crate) subject: Subject<'a>,
    pub(crate) quarter: Quarter,
    pub(crate) entry: Option<&'a Entry>,
    pub(crate) judged: &'a JudgedEntry,
}

impl<'a> MeasureInQuarter<'a> {
    pub(crate) fn new(context: &'a Context<'a>, id: &MeasureId, quarter: Quarter) -> Option<Self> {
        Some(Self {
            context,
            subject: verdicts::subject(context, context.report.measure(id)?),
            quarter,
            entry: context.report.entry(quarter, id),
            judged: context.assessment.judged(quarter, id)?,
        })
    }

    /// Says how the target follows from last year's figure. `None` if it does not.
    pub(crate) fn origin_of_target(&self) -> Option<String> {
        let measure = self.subject.measure;
        let before = self
            .context
            .assessment
            .a_year_earlier(measure, self.quarter);
        let goal = self.judged.current.goal;
        self.subject
            .origin_of_target(self.quarter, goal, before.as_ref())
    }

    /// Returns the direction of travel, for the comparison that the measure shows first.
    /// Returns the month that the figure is of, if its quarter is in progress.
    pub(crate) fn so_far(&self) -> Option<Month> {
        self.entry?.so_far
    }

    pub(crate) fn direction(&self) -> DirectionView {
        self.compared(self.judged.direction.leads)
    }

    /// Returns one of the two comparisons in words, and whether the change is within the usual revision.
    pub(crate) fn compared(&self, which: Comparison) -> DirectionView {
        let (directions, words) = (&self.judged.direction, self.subject.words);
        let measure = self.subject.measure;
        let (travel, then) = match which {
            Comparison::PreviousQuarter => (&directions.previous, measure.due_before(self.quarter)),
            Comparison::SameQuarterLastYear => {
                (&directions.last_year, measure.a_year_before(self.quarter))
            }
        };
        let period = match (self.so_far(), which) {
            (Some(month), Comparison::PreviousQuarter) => periods::month(words, month.after(-1)),
            (Some(month), Comparison::SameQuarterLastYear) => {
                periods::month(words, month.after(-12))
            }
            (None, _) => covers::period(self.context, measure, then),
        };
        let mut view = directions::direction(&self.subject, travel, &period);
        if which == Comparison::SameQuarterLastYear && view.brief != view.label {
            let years = usize::try_from(measure.expected.every).unwrap_or(1);
            view.brief = counted(
                words,
                words.a_year_earlier,
                years,
                &[("brief", &view.brief)],
            );
        }
        view.sentence.extend(self.within_margin(travel, then));
        if let Some(within) = revisions::within_usual(self.context, &self.subject, travel) {
            view.sentence = format!("{} {within}", view.sentence);
        }
        view
    }
}

impl MeasureInQuarter<'_> {
    /// Returns the name of one of the two comparisons: "On last quarter", "On the year before".
    pub(crate) fn comparison_name(&self, which: Comparison) -> String {
        let (words, measure) = (self.context.words, self.subject.measure);
        let is_annual = measure.period == PeriodKind::Annual;
        let every = usize::try_from(measure.expected.every).unwrap_or(1);
        match which {
            Comparison::PreviousQuarter if self.so_far().is_some() => {
                words.on_last_month.to_owned()
            }
            Comparison::SameQuarterLastYear if self.so_far().is_some() => {
                words.on_month_last_year.to_owned()
            }
            Comparison::PreviousQuarter if is_annual || measure.expected.due.is_empty() => {
                words.on_last_quarter.to_owned()
            }
            Comparison::PreviousQuarter => words.on_last_figure.to_owned(),
            Comparison::SameQuarterLastYear if is_annual || every > 1 => {
                counted(words, words.on_year_before, every, &[])
            }
            Comparison::SameQuarterLastYear => words.on_last_year.to_owned(),
        }
    }

    /// Says that a change is within the margin of both figures.
    fn within_margin(&self, travel: &Travel, then: Quarter) -> Option<String> {
        let before = self.context.report.entry(then, &self.subject.measure.id);
        let margins = [self.entry?.margin, before.and_then(|entry| entry.margin)];
        let by = travel.change()?.by;
        (!by.is_zero() && margin::covers_change(by, margins))
            .then(|| format!(" {}", self.context.words.within_margin))
    }

    /// Says that the figure misses its target by no more than its margin.
    pub(crate) fn missed_within_margin(&self) -> Option<String> {
        let (entry, rates) = (self.entry?, self.subject.measure.rates);
        margin::covers_miss(entry, &self.judged.current, rates)
            .then(|| self.context.words.missed_within_margin.to_owned())
    }

    /// Formats the margin of the figure: "±2.9".
    pub(crate) fn margin(&self) -> Option<String> {
        let margin = figures::grouped(self.entry?.margin?);
        Some(fill(self.context.words.margin, &[("margin", &margin)]))
    }
}

/// Returns the name of the rating that a measure which is hard to shift has.
pub(crate) fn off_target<'a>(context: &Context<'a>) -> &'a str {
    let outside = Rating::Tolerance(Standing::Outside);
    verdicts::rating_name(&context.report.site, context.words, outside)
}

pub(crate) fn hard_to_shift(context: &Context, measure: &Measure, run: Held) -> String {
    let slots = [
        ("rating", off_target(context)),
        ("count", &*run.quarters.to_string()),
        ("since", &covers::period(context, measure, run.since)),
    ];
    fill(context.words.held_since, &slots)
}

/// Returns how long a measure has had its rating. `None` if it is hard to shift, which is stated separately, or if that
/// is not known.
pub(crate) fn held(context: &Context, measure: &Measure, judged: &JudgedEntry) -> Option<String> {
    let held = judged.held.filter(|_| judged.hard_to_shift().is_none())?;
    let words = context.words;
    let name = |rating| verdicts::rating_name(&context.report.site, words, rating);
    if let (Outcome::Rated(rating), 2..) = (judged.current.outcome, held.quarters) {
        let slots = [
            ("rating", name(rating)),
            ("count", &held.quarters.to_string()),
            ("since", &covers::period(context, measure, held.since)),
        ];
        return Some(fill(words.held_since, &slots));
    }
    Some(fill(words.held_new, &[("before", name(held.before?))]))
}
