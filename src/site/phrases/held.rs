//! A measure in a quarter, and how long it has had its rating.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::verdicts::{self, Subject};
use super::{ComparisonView, DirectionView, covers, directions, figures, revisions, runs};
use crate::assess::JudgedEntry;
use crate::assess::direction::{NoComparison, Travel};
use crate::assess::held::Held;
use crate::assess::margin;
use crate::model::{
    Comparison, Entry, FigurePeriod, Measure, MeasureId, Month, PeriodKind, PrintedOn, Publication,
    Quarter, Rating,
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
    /// The publication of the quarter's report, if the measure is shown as a part of it. Figures of years that were published
    /// later are then not shown.
    report: Option<Publication>,
}

impl<'a> MeasureInQuarter<'a> {
    pub(crate) fn new(context: &'a Context<'a>, id: &MeasureId, quarter: Quarter) -> Option<Self> {
        Some(Self {
            context,
            subject: verdicts::subject(context, context.report.measure(id)?),
            quarter,
            entry: context.report.entry(quarter, id),
            judged: context.assessment.judged(quarter, id)?,
            report: None,
        })
    }

    /// Returns a measure as a part of a quarter's report.
    pub(crate) fn in_report(
        context: &'a Context<'a>,
        id: &MeasureId,
        quarter: Quarter,
    ) -> Option<Self> {
        let own = Self::new(context, id, quarter)?;
        let report = context.report.quarters.get(&quarter)?.publication;
        Some(Self {
            judged: own.judged.in_report(),
            entry: own.entry.filter(|entry| !entry.is_later_than(report)),
            report: Some(report),
            ..own
        })
    }

    /// Returns the day on which the figure of a quarter was published, if that was after the report that is shown.
    pub(crate) fn published_later(&self, quarter: Quarter) -> Option<Date> {
        let entry = self.context.report.entry(quarter, &self.subject.measure.id);
        let report = self.report?;
        entry
            .filter(|entry| entry.is_later_than(report))?
            .published_on
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

    /// Returns the month that the figure is of, if its quarter is in progress.
    pub(crate) fn so_far(&self) -> Option<Month> {
        self.entry?.so_far
    }

    /// Returns the direction of travel, for the comparison that the measure shows first.
    pub(crate) fn direction(&self) -> DirectionView {
        self.compared(self.judged.direction.leads)
    }

    /// Returns one of the comparisons in words, and whether the change is within the usual revision.
    pub(crate) fn compared(&self, which: Comparison) -> DirectionView {
        let (directions, words) = (&self.judged.direction, self.subject.words);
        let measure = self.subject.measure;
        let travel = directions.of(which);
        let then = match which {
            Comparison::PreviousQuarter => measure.due_before(self.quarter),
            Comparison::SameQuarterLastYear => measure.a_year_before(self.quarter),
            Comparison::LatestThreeResults => {
                measure.result_before(measure.result_before(self.quarter))
            }
        };
        let is_not_reported =
            *travel == Travel::NotAvailable(NoComparison::NotReported) && self.so_far().is_none();
        let period = match (self.so_far(), which) {
            (Some(month), Comparison::SameQuarterLastYear) => {
                covers::month(words, measure, month.after(-12))
            }
            (Some(month), _) => covers::month(words, measure, month.after(-1)),
            (None, _) if is_on_whole_year(travel) => self.whole_of_last_year(words.whole_of_year),
            // A report is of its quarter, whatever its figures are for.
            (None, _) if is_not_reported => covers::name(self.context, measure, then),
            (None, _) => covers::period(self.context, measure, then),
        };
        let mut view = directions::direction(&self.subject, travel, &period);
        if which == Comparison::LatestThreeResults && travel.change().is_some() {
            view.sentence = fill(words.over_three, &[("sentence", &view.sentence)]);
            if view.brief != view.label {
                view.brief = fill(words.two_results_earlier, &[("brief", &view.brief)]);
            }
        }
        if which == Comparison::SameQuarterLastYear && view.brief != view.label {
            let years = usize::try_from(measure.expected.every).unwrap_or(1);
            view.brief = counted(
                words,
                words.a_year_earlier,
                years,
                &[("brief", &view.brief)],
            );
        }
        if let Some(within) = revisions::within_usual(self.context, &self.subject, travel) {
            view.sentence = format!("{} {within}", view.sentence);
        }
        view
    }
}

impl MeasureInQuarter<'_> {
    /// Returns the revisions of the figure: of the latest month, if the quarter is not complete.
    pub(crate) fn revisions(&self) -> Vec<String> {
        let so_far = self.entry.and_then(|entry| entry.so_far);
        let of_quarter = FigurePeriod::Quarter(self.quarter);
        let period = so_far.map_or(of_quarter, FigurePeriod::Month);
        revisions::notes(self.context, self.subject.measure, period)
    }

    /// Returns all comparisons: over the latest three results if the measure asks for it, with the quarter before unless it is
    /// annual, with last year, and one that only the source makes.
    pub(crate) fn directions(&self) -> Vec<ComparisonView> {
        let (words, directions) = (self.subject.words, &self.judged.direction);
        let is_annual = self.subject.measure.period == PeriodKind::Annual;
        let three = (directions.three.is_some()).then_some(Comparison::LatestThreeResults);
        let previous = (!is_annual).then_some(Comparison::PreviousQuarter);
        let last_year = Some(Comparison::SameQuarterLastYear);
        let all = [three, previous, last_year].into_iter().flatten();
        let all = all.map(|which| ComparisonView {
            name: self.comparison_name(which),
            direction: self.compared(which),
        });
        let printed = directions.printed.map(|printed| {
            let then = self.whole_of_last_year(words.whole_of_year);
            let name = self.whole_of_last_year(words.on_whole_year);
            let because = self.entry.and_then(|entry| entry.because.as_ref());
            let because = because.filter(|_| !self.judged.current.gives_reason());
            let direction = directions::printed_on(words, printed, &then, because);
            ComparisonView { name, direction }
        });
        all.chain(printed).collect()
    }

    fn whole_of_last_year(&self, template: &str) -> String {
        let (words, measure) = (self.subject.words, self.subject.measure);
        let year = measure.year_running_in(measure.a_year_before(self.quarter));
        fill(template, &[("year", &covers::year(words, measure, year))])
    }

    fn comparison_name(&self, which: Comparison) -> String {
        let (words, measure) = (self.subject.words, self.subject.measure);
        let is_annual = measure.period == PeriodKind::Annual;
        let every = usize::try_from(measure.expected.every).unwrap_or(1);
        match which {
            Comparison::LatestThreeResults => words.on_latest_three.to_owned(),
            Comparison::SameQuarterLastYear
                if is_on_whole_year(self.judged.direction.of(which)) =>
            {
                self.whole_of_last_year(words.on_whole_year)
            }
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

    /// Says that the figure misses its target by no more than its margin.
    pub(crate) fn missed_within_margin(&self) -> Option<String> {
        let (entry, rates) = (self.entry?, self.subject.measure.rates);
        margin::covers_miss(entry, &self.judged.current, rates)
            .then(|| self.subject.words.missed_within_margin.to_owned())
    }

    /// Formats the margin of the figure in words: "plus or minus 2.9 percentage points".
    pub(crate) fn margin_in_words(&self) -> Option<String> {
        let margin = self.subject.change(self.entry?.margin?);
        Some(fill(self.subject.words.margin_is, &[("margin", &margin)]))
    }

    /// Formats how many cases the figure is based on, or responses for a survey: "1,048 responses".
    pub(crate) fn cases(&self) -> Option<String> {
        let (words, entry) = (self.subject.words, self.entry?);
        let cohort = entry.cohort?;
        let sentence = match entry.margin {
            Some(_) => words.responses,
            None if cohort == Decimal::ONE => words.one_case,
            None => words.cohort,
        };
        Some(fill(sentence, &[("cohort", &figures::grouped(cohort))]))
    }

    /// Formats the margin of the figure: "±2.9".
    pub(crate) fn margin(&self) -> Option<String> {
        let margin = figures::grouped(self.entry?.margin?);
        Some(fill(self.subject.words.margin, &[("margin", &margin)]))
    }
}

/// Says how long a measure has been hard to shift. `None` if it is not.
pub(crate) fn hard_to_shift(
    context: &Context,
    measure: &Measure,
    judged: &JudgedEntry,
) -> Option<String> {
    let run = judged.hard_to_shift()?;
    Some(since(context, measure, judged.current.rating()?, run))
}

/// Formats how long a measure has had a rating: "Off target for 2 quarters in a row, since April to June 2016."
fn since(context: &Context, measure: &Measure, rating: Rating, run: Held) -> String {
    let slots = [
        ("rating", rating.name()),
        ("span", &*runs::span_of(context.words, run)),
        ("since", &covers::name(context, measure, run.since)),
    ];
    fill(context.words.held_since, &slots)
}

/// Returns how long a measure has had its rating. `None` if it is hard to shift, which is stated separately, or if that
/// is not known.
pub(crate) fn held(context: &Context, measure: &Measure, judged: &JudgedEntry) -> Option<String> {
    let held = judged.held.filter(|_| judged.hard_to_shift().is_none())?;
    let words = context.words;
    match judged.current.rating() {
        Some(rating) if held.quarters >= 2 => Some(since(context, measure, rating, held)),
        _ => Some(fill(words.held_new, &[("before", held.before?.name())])),
    }
}

/// Returns whether a direction is one that the source prints for the whole year before.
fn is_on_whole_year(travel: &Travel) -> bool {
    matches!(travel, Travel::Printed(printed, _) if printed.on == Some(PrintedOn::LastYear))
}
