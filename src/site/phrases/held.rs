//! A measure in a quarter, and how long it has had its rating.

use super::verdicts::{self, Subject};
use super::{DirectionView, directions, periods, revisions};
use crate::assess::JudgedEntry;
use crate::assess::held::Held;
use crate::assess::rating::Outcome;
use crate::model::{Comparison, Entry, MeasureId, Quarter, Rating, Standing};
use crate::site::context::Context;
use crate::site::words::fill;

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
    pub(crate) fn direction(&self) -> DirectionView {
        self.compared(self.judged.direction.leads)
    }

    /// Returns one of the two comparisons in words, and whether the change is within the usual revision.
    pub(crate) fn compared(&self, which: Comparison) -> DirectionView {
        let (directions, words) = (&self.judged.direction, self.subject.words);
        let (travel, then) = match which {
            Comparison::PreviousQuarter => (&directions.previous, self.quarter.previous()),
            Comparison::SameQuarterLastYear => (&directions.last_year, self.quarter.last_year()),
        };
        let mut view = directions::direction(&self.subject, travel, then);
        if which == Comparison::SameQuarterLastYear && view.brief != view.label {
            view.brief = fill(words.a_year_earlier, &[("brief", &view.brief)]);
        }
        if let Some(within) = revisions::within_usual(self.context, &self.subject, travel) {
            view.sentence = format!("{} {within}", view.sentence);
        }
        view
    }
}

/// Returns the name of the rating that a measure which is hard to shift has.
pub(crate) fn off_target<'a>(context: &Context<'a>) -> &'a str {
    let outside = Rating::Tolerance(Standing::Outside);
    verdicts::rating_name(&context.report.site, context.words, outside)
}

pub(crate) fn hard_to_shift(context: &Context, run: Held) -> String {
    let slots = [
        ("rating", off_target(context)),
        ("count", &*run.quarters.to_string()),
        ("since", &periods::quarter(context.words, run.since)),
    ];
    fill(context.words.held_since, &slots)
}

/// Returns how long a measure has had its rating. `None` if it is hard to shift, which is stated separately, or if that
/// is not known.
pub(crate) fn held(context: &Context, judged: &JudgedEntry) -> Option<String> {
    let held = judged.held.filter(|_| judged.hard_to_shift().is_none())?;
    let words = context.words;
    let name = |rating| verdicts::rating_name(&context.report.site, words, rating);
    if let (Outcome::Rated(rating), 2..) = (judged.current.outcome, held.quarters) {
        let slots = [
            ("rating", name(rating)),
            ("count", &held.quarters.to_string()),
            ("since", &periods::quarter(words, held.since)),
        ];
        return Some(fill(words.held_since, &slots));
    }
    Some(fill(words.held_new, &[("before", name(held.before?))]))
}
