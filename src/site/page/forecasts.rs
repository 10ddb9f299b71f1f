//! Forecasts and promises: what reports expected, and what came of it.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::assess::forecasts::Forecast;
use crate::site::context::Context;
use crate::site::part::{LinkView, PageTitle, links};
use crate::site::phrases::forecasts::{self, ForecastOutcomeView};
use crate::site::phrases::{periods, verdicts};
use crate::site::route::Route;

/// The page of forecasts.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ForecastsView {
    /// "7 of 11 forecasts were met."
    pub tally: String,
    /// The forecasts, the latest report first.
    pub rows: Vec<ForecastRow>,
    /// A link to the rules in words.
    pub methods: LinkView,
}

/// A forecast or a promise.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ForecastRow {
    /// A link to the measure.
    pub measure: LinkView,
    /// The quarter whose report made it: "April to June 2016".
    pub made_in: String,
    /// What was expected, and what came of it.
    pub forecast: ForecastOutcomeView,
}

pub(super) fn page(context: &Context) -> Page {
    let words = context.words;
    let all = context.assessment.all_forecasts();
    let rows = all.iter().map(|(measure, forecast)| {
        let subject = verdicts::subject(context, measure);
        ForecastRow {
            measure: links::measure_link(context, measure),
            made_in: periods::quarter(words, forecast.made_in),
            forecast: forecasts::forecast(context, &subject, forecast),
        }
    });
    let counted: Vec<Forecast> = all.iter().map(|(_, forecast)| *forecast).collect();
    let tally = forecasts::tally(context, &counted);
    let description = format!("{} {tally}", words.forecasts_lede);
    let view = View::Forecasts(ForecastsView {
        rows: rows.collect(),
        tally,
        methods: LinkView {
            label: words.forecasts_rule.to_owned(),
            href: format!("{}#forecasts", context.links.to(&Route::Methods)),
        },
    });
    Page::new(context, PageTitle::new(words.forecasts, description), view)
}
