//! How a verdict was reached, step by step with the numbers: the output of `quarterdeck explain MEASURE QUARTER`.
//!
//! Nothing is judged here. The numbers and comparisons are the assessment's, and what a page also says uses
//! the page's words.

mod comparisons;
mod results;

use super::{figures, names, periods};
use crate::assess::rating::{Outcome, Unrated};
use crate::assess::{Assessment, JudgedEntry};
use crate::model::{Entry, Figure, Measure, MeasureId, Origin, Quarter, Report, Reported};
use crate::site::context::{Context, Options};
use crate::site::route::LinkStyle;
use crate::site::words::{StepWords, fill};

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
    fn new(heading: &'static str, sentences: Vec<String>) -> Self {
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
    let measure = context.report.measure(id)?;
    let explainer = Explainer {
        context,
        step_words: context.words.steps,
        measure,
        quarter,
        entry: context.report.entry(quarter, id),
        judged: context.assessment.judged(quarter, id)?,
    };
    let members = measure.members().iter();
    Some(Steps {
        title: explainer.title(),
        steps: explainer.all(),
        members: members
            .filter_map(|member| steps_in(context, &member.id, quarter))
            .collect(),
    })
}

/// The data that every step uses.
struct Explainer<'a> {
    context: &'a Context<'a>,
    step_words: &'static StepWords,
    measure: &'a Measure,
    quarter: Quarter,
    entry: Option<&'a Entry>,
    judged: &'a JudgedEntry,
}

impl Explainer<'_> {
    fn title(&self) -> String {
        let reference = self.measure.reference.as_deref();
        let reference = reference.map_or(String::new(), |reference| format!("{reference}: "));
        let slots = [
            ("reference", reference.as_str()),
            ("title", &names::title_of(self.context, self.measure)),
            (
                "quarter",
                &periods::quarter_in_full(self.context.words, self.quarter),
            ),
        ];
        fill(self.step_words.title, &slots)
    }

    fn all(&self) -> Vec<Step> {
        let judged = [
            Some(self.figure()),
            self.target(),
            self.tolerance(),
            self.rule(),
            self.comparisons(),
        ];
        let reached = [Some(self.verdict()), self.forecast()];
        let travelled = self.directions();
        let after = [self.held(), Some(self.lists()), self.source()];
        judged
            .into_iter()
            .chain(reached)
            .flatten()
            .chain(travelled)
            .chain(after.into_iter().flatten())
            .collect()
    }

    fn figure(&self) -> Step {
        let step_words = self.step_words;
        let mut sentences = vec![match self.entry.map(|entry| &entry.reported) {
            None if self.judged.current.outcome == Outcome::Unrated(Unrated::Owed) => {
                step_words.owed_entry.to_owned()
            }
            None => step_words.no_entry.to_owned(),
            Some(Reported::Figure(figure)) => self.how_figured(figure),
            Some(Reported::Missing(_)) => fill(step_words.none, &[("why", &self.because())]),
            Some(Reported::NotPrinted) => step_words.none_printed.to_owned(),
            Some(Reported::InMembers) => step_words.in_members.to_owned(),
        }];
        if let Some(cohort) = self.entry.and_then(|entry| entry.cohort) {
            let cases = fill(
                self.context.words.cohort,
                &[("cohort", &figures::grouped(cohort))],
            );
            sentences.push(fill(step_words.cases, &[("cases", &cases)]));
        }
        if let Some(note) = self.entry.and_then(|entry| entry.note.as_ref()) {
            sentences.push(note.as_str().to_owned());
        }
        Step::new(step_words.figure, sentences)
    }

    fn because(&self) -> String {
        let because = self.entry.and_then(|entry| entry.because.as_ref());
        because.map_or(String::new(), |because| because.as_str().to_owned())
    }

    /// Returns how the figure was obtained. A typed figure is unchanged, a calculated one is rounded only for display.
    fn how_figured(&self, figure: &Figure) -> String {
        let shown = figures::marked(self.context.words, figure, self.measure.unit);
        let value = unrounded(figure);
        let slots = [("figure", shown.as_str()), ("value", &value)];
        let fraction = self.entry.and_then(|entry| entry.fraction);
        match (figure.origin, fraction) {
            (Origin::Typed, _) => fill(self.step_words.as_typed, &slots[..1]),
            (Origin::Computed { .. }, None) => fill(self.step_words.is_worked_out, &slots),
            (Origin::Computed { .. }, Some((numerator, denominator))) => {
                let slots = [
                    slots[0],
                    slots[1],
                    ("numerator", &figures::grouped(numerator)),
                    ("denominator", &figures::grouped(denominator)),
                ];
                fill(self.step_words.worked_out, &slots)
            }
        }
    }

    fn source(&self) -> Option<Step> {
        let report = &self.context.report.quarters[&self.quarter];
        let source = report.source.as_ref()?;
        let link = source.url.iter().cloned();
        let sentences = std::iter::once(source.title.as_str().to_owned()).chain(link);
        Some(Step::new(self.step_words.source, sentences.collect()))
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
