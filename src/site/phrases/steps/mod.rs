//! How a verdict was reached, step by step with the numbers: the output of `quarterdeck explain MEASURE QUARTER`.
//!
//! Nothing is judged here. The numbers and comparisons are the assessment's, and what a page also says uses
//! the page's words.

mod comparisons;
pub mod months;
mod results;

use super::{MeasureInQuarter, covers, durations, figures, names, periods};
use crate::assess::Assessment;
use crate::assess::rating::{Outcome, Unrated};
use crate::model::{
    Comparison, Figure, MeasureId, MonthsMake, Origin, Quarter, Report, Reported, Text, Unit,
};
use crate::site::context::{Context, Options};
use crate::site::route::LinkStyle;
use crate::site::words::fill;

/// The steps to a measure's verdict in one quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps {
    /// The title: "A2: Assessments completed on time, April to June 2016 (Quarter 1, 2016/17)".
    pub title: String,
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// The steps of each member.
    pub members: Vec<Steps>,
}

/// One step: what it is about, and its result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What it is about: "Tolerance".
    pub heading: &'static str,
    /// The result, in sentences.
    pub sentences: Vec<String>,
}

impl Step {
    fn new<T: Into<String>>(heading: &'static str, sentences: impl IntoIterator<Item = T>) -> Self {
        let sentences = sentences.into_iter().map(Into::into).collect();
        Self { heading, sentences }
    }
}

/// Returns the steps of a measure or member. `None` if it was not judged in that quarter.
pub fn steps(
    report: &Report,
    assessment: &Assessment,
    id: &MeasureId,
    quarter: Quarter,
) -> Option<Steps> {
    let options = Options {
        base_url: None,
        links: LinkStyle::Folder,
    };
    let context = Context::new(report, assessment, &options);
    steps_in(&context, id, quarter)
}

fn steps_in(context: &Context, id: &MeasureId, quarter: Quarter) -> Option<Steps> {
    let words = context.words;
    let own = MeasureInQuarter::new(context, id, quarter)?;
    let measure = own.subject.measure;
    let reference = measure.reference.as_deref();
    let reference = reference.map_or_else(String::new, |reference| format!("{reference}: "));
    let slots = [
        ("reference", &*reference),
        ("title", &names::title_of(context, measure)),
        ("quarter", &own.period_in_full()),
    ];
    let members = measure.members().iter();
    let members = members.filter_map(|member| steps_in(context, &member.id, quarter));
    Some(Steps {
        title: fill(words.steps.title, &slots),
        steps: own.steps(),
        members: members.collect(),
    })
}

impl MeasureInQuarter<'_> {
    fn steps(&self) -> Vec<Step> {
        let steps = [
            Some(self.figure()),
            self.target(),
            self.tolerance(),
            self.rule(),
            self.comparisons(),
            Some(self.verdict()),
            self.earlier_targets(),
            self.forecast(),
            self.forecasts(),
            (self.judged.direction.three.as_ref())
                .map(|_| self.comparison(Comparison::LatestThreeResults)),
            Some(self.comparison(Comparison::PreviousQuarter)),
            Some(self.comparison(Comparison::SameQuarterLastYear)),
            self.usual_revision(),
            self.held(),
            Some(self.lists()),
            self.source(),
        ];
        steps.into_iter().flatten().collect()
    }

    fn figure(&self) -> Step {
        let (step_words, entry) = (self.subject.words.steps, self.entry);
        let not_yet = self.not_published_yet();
        let is_owed = self.judged.current.outcome == Outcome::Unrated(Unrated::Owed);
        let figure = match entry.map(|entry| &entry.reported) {
            None if is_owed => step_words.owed_entry.to_owned(),
            None if not_yet.is_some() => {
                fill(step_words.none, &[("why", &not_yet.unwrap_or_default())])
            }
            None => step_words.no_entry.to_owned(),
            Some(Reported::Figure(figure)) => self.how_figured(figure),
            Some(reported @ (Reported::FewerThan(_) | Reported::AsPrinted(_))) => {
                figures::cell(self.subject.words, reported, &self.subject.measure.unit)
            }
            Some(Reported::Missing(_)) => {
                let because = entry.and_then(|entry| entry.because.as_ref());
                let why = because.map_or("", Text::as_str);
                fill(step_words.none, &[("why", why)])
            }
            Some(Reported::NotPrinted) => step_words.none_printed.to_owned(),
            Some(Reported::InMembers) => step_words.in_members.to_owned(),
        };
        let cases = entry.and_then(|entry| entry.cohort).map(|cohort| {
            let cases = fill(
                self.subject.words.cohort,
                &[("cohort", &figures::grouped(cohort))],
            );
            fill(step_words.cases, &[("cases", &cases)])
        });
        let note = entry.and_then(|entry| names::text(entry.note.as_ref()));
        let words = self.subject.words;
        let margin = entry.and_then(|entry| entry.margin);
        let margin = margin.map(|margin| {
            let size = fill(words.margin_is, &[("margin", &self.subject.change(margin))]);
            format!("{}: {size}.", words.margin_name)
        });
        let so_far = self
            .year_so_far()
            .map(|so_far| format!("{}: {so_far}", self.name_of_year_so_far()));
        let covers = fill(
            words.covers,
            &[("period", &covers::kind(words, self.subject.measure))],
        );
        let late = covers::lag(words, self.subject.measure).map(|late| format!("{covers} {late}"));
        let sentences = std::iter::once(figure)
            .chain(late)
            .chain(margin)
            .chain(so_far)
            .chain(cases)
            .chain(note)
            .chain(self.revisions());
        Step::new(step_words.figure, sentences)
    }

    /// Returns how the figure was obtained. A typed figure is unchanged, a calculated one is rounded only for display.
    fn how_figured(&self, figure: &Figure) -> String {
        let step_words = self.subject.words.steps;
        let fraction = self.entry.and_then(|entry| entry.fraction);
        let measure = self.subject.measure;
        let of_months = self
            .entry
            .and_then(|entry| measure.figure_of_months(&entry.months, self.quarter));
        let makes = measure.months.filter(|_| of_months.is_some());
        let mut value = unrounded(figure);
        let mut typed = step_words.as_typed;
        if let Unit::Duration(smallest) = measure.unit {
            value = durations::in_all(self.subject.words, &value, smallest);
            typed = step_words.not_rounded;
        }
        let so_far = self.entry.and_then(|entry| entry.so_far);
        let month = so_far.map(|month| periods::month(self.subject.words, month));
        let sentence = match (makes, figure.origin, fraction) {
            _ if month.is_some() => step_words.latest_month,
            (Some(MonthsMake::Last), ..) => step_words.last_of_months,
            (Some(MonthsMake::Sum), ..) => step_words.sum_of_months,
            (Some(MonthsMake::Average), Origin::Computed { .. }, None) => {
                step_words.average_of_months
            }
            (_, Origin::Typed, _) => typed,
            (_, Origin::Computed { .. }, None) => step_words.is_worked_out,
            (_, Origin::Computed { .. }, Some(_)) => step_words.worked_out,
        };
        let (numerator, denominator) = fraction.unwrap_or_default();
        let slots = [
            ("figure", &*self.subject.marked(figure)),
            ("value", &value),
            ("numerator", &figures::grouped(numerator)),
            ("denominator", &figures::grouped(denominator)),
            ("month", month.as_deref().unwrap_or_default()),
        ];
        fill(sentence, &slots)
    }

    fn source(&self) -> Option<Step> {
        let report = &self.context.report.quarters[&self.quarter];
        let source = report.source.as_ref()?;
        let title = std::iter::once(source.title.as_str());
        let sentences = title.chain(source.url.as_deref());
        Some(Step::new(self.subject.words.steps.source, sentences))
    }
}

/// The most decimals shown. An ellipsis marks that there are more.
const DECIMALS: u32 = 6;

fn unrounded(figure: &Figure) -> String {
    let value = figure.value.normalize();
    let short = value.trunc_with_scale(DECIMALS).normalize();
    let more = if short == value { "" } else { "\u{2026}" };
    format!("{}{more}", figures::grouped(short))
}
