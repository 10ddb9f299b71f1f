//! Forecasts and promises: what reports expected, and what came of it.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::assess::forecasts::Forecast;
use crate::site::choose::records;
use crate::site::context::Context;
use crate::site::part::{LinkView, PageTitle, PartsView, links};
use crate::site::phrases::forecasts::{self, ForecastOutcomeView};
use crate::site::phrases::{periods, verdicts};
use crate::site::route::Route;

/// The page of forecasts.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ForecastsView {
    /// "Forecasts and promises", or the title of a further part of a long list.
    pub heading: String,
    /// Links to all parts of a long list. `None` if it is on one page.
    pub parts: Option<PartsView>,
    /// "7 of 11 forecasts were met." Empty in further parts.
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
    let part = records::part_here(context);
    let heading = part.title(words, words.forecasts);
    let shown = part.entries().filter_map(|place| all.get(*place));
    let rows = shown.map(|(measure, forecast)| {
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
    let head = PageTitle::of_part(&part, (words.forecasts, &heading), &description);
    let view = View::Forecasts(ForecastsView {
        parts: links::other_parts(context, &part),
        rows: rows.collect(),
        tally: part.on_first(|| tally),
        heading,
        methods: LinkView {
            label: words.forecasts_rule.to_owned(),
            href: format!("{}#forecasts", context.links.to(&Route::Methods)),
        },
    });
    Page::new(context, head, view)
}
