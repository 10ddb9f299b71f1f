//! How a verdict was reached, step by step with the numbers: the output of `quarterdeck explain MEASURE QUARTER`.
//!
//! Nothing is judged here. The numbers and comparisons are the assessment's, and what a page also says uses
//! the page's words.

mod comparisons;
mod results;

use super::verdicts::{self, Subject};
use super::{figures, names, periods};
use crate::assess::rating::{Outcome, Unrated};
use crate::assess::{Assessment, JudgedEntry};
use crate::model::{Entry, Figure, MeasureId, Origin, Quarter, Report, Reported, Text};
use crate::site::context::{Context, Options};
use crate::site::route::LinkStyle;
use crate::site::words::{StepWords, Words, fill};

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
    let measure = context.report.measure(id)?;
    let explainer = Explainer {
        context,
        words,
        step_words: words.steps,
        subject: verdicts::subject(context, measure),
        quarter,
        entry: context.report.entry(quarter, id),
        judged: context.assessment.judged(quarter, id)?,
    };
    let reference = measure.reference.as_deref();
    let reference = reference.map_or_else(String::new, |reference| format!("{reference}: "));
    let slots = [
        ("reference", &*reference),
        ("title", &names::title_of(context, measure)),
        ("quarter", &periods::quarter_in_full(words, quarter)),
    ];
    let members = measure.members().iter();
    let members = members.filter_map(|member| steps_in(context, &member.id, quarter));
    Some(Steps {
        title: fill(words.steps.title, &slots),
        steps: explainer.all(),
        members: members.collect(),
    })
}

/// The data that every step uses.
struct Explainer<'a> {
    context: &'a Context<'a>,
    words: &'static Words,
    step_words: &'static StepWords,
    subject: Subject<'a>,
    quarter: Quarter,
    entry: Option<&'a Entry>,
    judged: &'a JudgedEntry,
}

impl Explainer<'_> {
    fn all(&self) -> Vec<Step> {
        let [on_previous, on_last_year] = self.directions();
        let steps = [
            Some(self.figure()),
            self.target(),
            self.tolerance(),
            self.rule(),
            self.comparisons(),
            Some(self.verdict()),
            self.forecast(),
            Some(on_previous),
            Some(on_last_year),
            self.held(),
            Some(self.lists()),
            self.source(),
        ];
        steps.into_iter().flatten().collect()
    }

    fn figure(&self) -> Step {
        let step_words = self.step_words;
        let is_owed = self.judged.current.outcome == Outcome::Unrated(Unrated::Owed);
        let because = self.entry.and_then(|entry| entry.because.as_ref());
        let figure = match self.entry.map(|entry| &entry.reported) {
            None if is_owed => step_words.owed_entry.to_owned(),
            None => step_words.no_entry.to_owned(),
            Some(Reported::Figure(figure)) => self.how_figured(figure),
            Some(Reported::Missing(_)) => fill(
                step_words.none,
                &[("why", because.map_or("", Text::as_str))],
            ),
            Some(Reported::NotPrinted) => step_words.none_printed.to_owned(),
            Some(Reported::InMembers) => step_words.in_members.to_owned(),
        };
        let cases = self.entry.and_then(|entry| entry.cohort).map(|cohort| {
            let cases = fill(self.words.cohort, &[("cohort", &figures::grouped(cohort))]);
            fill(step_words.cases, &[("cases", &cases)])
        });
        let note = self
            .entry
            .and_then(|entry| names::text(entry.note.as_ref()));
        let sentences = std::iter::once(figure).chain(cases).chain(note);
        Step::new(step_words.figure, sentences)
    }

    /// Returns how the figure was obtained. A typed figure is unchanged, a calculated one is rounded only for display.
    fn how_figured(&self, figure: &Figure) -> String {
        let step_words = self.step_words;
        let fraction = self.entry.and_then(|entry| entry.fraction);
        let sentence = match (figure.origin, fraction) {
            (Origin::Typed, _) => step_words.as_typed,
            (Origin::Computed { .. }, None) => step_words.is_worked_out,
            (Origin::Computed { .. }, Some(_)) => step_words.worked_out,
        };
        let (numerator, denominator) = fraction.unwrap_or_default();
        let slots = [
            (
                "figure",
                &*figures::marked(self.words, figure, self.subject.measure.unit),
            ),
            ("value", &unrounded(figure)),
            ("numerator", &figures::grouped(numerator)),
            ("denominator", &figures::grouped(denominator)),
        ];
        fill(sentence, &slots)
    }

    fn source(&self) -> Option<Step> {
        let report = &self.context.report.quarters[&self.quarter];
        let source = report.source.as_ref()?;
        let title = std::iter::once(source.title.as_str());
        let sentences = title.chain(source.url.as_deref());
        Some(Step::new(self.step_words.source, sentences))
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
