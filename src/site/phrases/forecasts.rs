//! Forecasts and their outcomes in words.

use schemars::JsonSchema;
use serde::Serialize;

use super::verdicts::Subject;
use super::{Tone, covers};
use crate::assess::forecasts::{Expected, Forecast, ForecastOutcome, Kept};
use crate::model::{Class, PeriodKind, Quarter, Rating};
use crate::site::context::Context;
use crate::site::words::{counted, fill};

/// What was expected, and what came of it.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ForecastOutcomeView {
    /// "380 expected at the end of 2024/25", "On target by January to March 2025".
    pub expected: String,
    /// Shape and colour of its symbol.
    pub tone: Tone,
    /// "Met", "Kept", "Missed", or why it is none of these.
    pub label: String,
    /// What came: "392 in January to March 2025". `None` if it is neither met nor missed.
    pub result: Option<String>,
}

impl ForecastOutcomeView {
    /// Returns the outcome as text: "Met: 392 in January to March 2025".
    pub(crate) fn outcome(&self, context: &Context) -> String {
        let Some(result) = &self.result else {
            return self.label.clone();
        };
        let slots = [("outcome", &*self.label), ("result", result)];
        fill(context.words.forecast_outcome_is, &slots)
    }
}

pub(crate) fn forecast(
    context: &Context,
    subject: &Subject,
    forecast: &Forecast,
) -> ForecastOutcomeView {
    let words = context.words;
    let measure = subject.measure;
    let due = covers::usual(words, measure, forecast.due);
    let (expected, met) = match forecast.expected {
        Expected::Figure(figure) => {
            let figure = subject.alone_in_sentence(&figure);
            let year = match measure.period {
                PeriodKind::Annual => measure.year_covered(forecast.due),
                _ => measure.year_running_in(forecast.due),
            };
            let year = covers::year(words, measure, year);
            let slots = [("figure", &*figure), ("year", &year)];
            (fill(words.forecast_figure, &slots), words.forecast_met)
        }
        Expected::OnTarget => {
            let on = measure.scale.first_of(Class::Good).map_or("", Rating::name);
            let slots = [("on", on), ("quarter", &due)];
            (fill(words.forecast_on_target, &slots), words.forecast_kept)
        }
    };
    let (tone, label, quarter) = match forecast.outcome {
        ForecastOutcome::Met(quarter) => (Tone::Good, met, Some(quarter)),
        ForecastOutcome::Missed => (Tone::Bad, words.forecast_missed, Some(forecast.due)),
        ForecastOutcome::NotComparable => (Tone::None, words.forecast_not_comparable, None),
        ForecastOutcome::NoResult => (Tone::None, words.forecast_no_result, None),
        ForecastOutcome::NotDue => (Tone::None, words.forecast_not_due, None),
    };
    ForecastOutcomeView {
        expected,
        tone,
        label: label.to_owned(),
        result: quarter.and_then(|quarter| result(context, subject, forecast, quarter)),
    }
}

/// Returns the figure that was forecast or the rating that was promised, as it came: "Off target in January to March 2025".
fn result(
    context: &Context,
    subject: &Subject,
    forecast: &Forecast,
    quarter: Quarter,
) -> Option<String> {
    let (words, id) = (context.words, &subject.measure.id);
    let what = match forecast.expected {
        Expected::Figure(_) => {
            let entry = context.report.entry(quarter, id)?;
            subject.alone_in_sentence(&entry.reported.figure()?)
        }
        Expected::OnTarget => subject.label(&context.assessment.judged(quarter, id)?.current),
    };
    let quarter = covers::period(context, subject.measure, quarter);
    let slots = [("what", &*what), ("quarter", &quarter)];
    Some(fill(words.forecast_result, &slots))
}

/// Says how many forecasts were met and how many promises were kept: "7 of 11 forecasts were met." Empty without any.
pub(crate) fn tally(context: &Context, forecasts: &[Forecast]) -> String {
    let words = context.words;
    let kinds = [(words.forecasts_met, false), (words.promises_kept, true)];
    let sentences = kinds.into_iter().filter_map(|(sentence, promises)| {
        let is_own = |one: &&Forecast| (one.expected == Expected::OnTarget) == promises;
        let own: Vec<&Forecast> = forecasts.iter().filter(is_own).collect();
        let kept = Kept::count(&own);
        let met = kept.met.to_string();
        (!own.is_empty()).then(|| counted(words, sentence, kept.of, &[("met", &met)]))
    });
    let all: Vec<&Forecast> = forecasts.iter().collect();
    let without = Kept::count(&all).without_result;
    let without =
        (without > 0).then(|| counted(words, words.forecasts_without_result, without, &[]));
    sentences.chain(without).collect::<Vec<_>>().join(" ")
}
