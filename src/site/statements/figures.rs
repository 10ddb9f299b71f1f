//! What each quarter reported of a measure, and how it was judged.

use super::{About, Statement};
use crate::assess::highlights::{Listed, Lists};
use crate::model::{Entry, Measure, MeasureId, Quarter, Text};
use crate::site::context::Context;
use crate::site::part::rows;
use crate::site::phrases::{figures, names, periods};
use crate::site::route::Route;
use crate::site::words::fill;

/// Returns statements on what every quarter reported of a measure and its members.
pub(crate) fn figure_statements(context: &Context, measure: &Measure) -> Vec<Statement> {
    let quarters = context.report.quarters.keys();
    let all = || std::iter::once(measure).chain(measure.members());
    quarters
        .flat_map(|quarter| all().filter_map(|one| figure_statement(context, *quarter, one)))
        .collect()
}

fn figure_statement(context: &Context, quarter: Quarter, measure: &Measure) -> Option<Statement> {
    let entry = context.report.entry(quarter, &measure.id);
    let about = About::Figure(quarter, measure.id.clone());
    let statement = Statement::new(about, &names::title_of(context, measure));
    let Some(row) = rows::row(context, &measure.id, quarter, &context.links(&Route::Home)) else {
        // A background quarter judges nothing. Its figures are only in charts and comparisons.
        let figure = figures::cell(context.words, &entry?.reported, measure.unit);
        let statement = statement.with("figure", figure);
        return Some(with_details(context, statement, quarter, measure, entry));
    };
    let statement = statement
        .with("figure", row.figure)
        .with("target", row.target)
        .with("tolerance", row.tolerance)
        .with("rating", row.verdict.label)
        .with("direction", row.direction.label)
        .with("listed under", listed(context, quarter, &measure.id))
        .with("forecast", row.forecast.map_or(String::new(), |f| f.text));
    Some(with_details(context, statement, quarter, measure, entry))
}

fn with_details(
    context: &Context,
    mut statement: Statement,
    quarter: Quarter,
    measure: &Measure,
    entry: Option<&Entry>,
) -> Statement {
    let Some(entry) = entry else {
        return statement;
    };
    let shown = |figure| figures::marked(context.words, figure, measure.unit);
    let months = entry.months.iter().map(|(month, figure)| {
        let month = periods::month(context.words, *month);
        let figure = shown(figure);
        let slots = [("month", &*month), ("figure", &figure)];
        fill(context.words.month_figure, &slots)
    });
    statement = statement.with("months", months.collect::<Vec<_>>().join(", "));
    let parts = measure.parts.iter().filter_map(|part| {
        let figure = shown(entry.parts.get(&part.id)?);
        Some(format!("{}: {figure}", part.title.as_str()))
    });
    statement = statement.with("parts", parts.collect::<Vec<_>>().join(", "));
    let text = |text: &Option<Text>| text.as_ref().map_or("", Text::as_str).to_owned();
    // The notes of a background quarter are on no page.
    let quarter = context.report.quarters.get(&quarter);
    let has_page = quarter.is_some_and(|report| !report.is_background());
    let note = entry.note.as_ref().filter(|_| has_page);
    statement
        .with("reason", text(&entry.because))
        .with("note", note.map_or("", Text::as_str))
}

/// Returns the list that a measure is on, with the reason if an editor added it.
fn listed(context: &Context, quarter: Quarter, id: &MeasureId) -> String {
    let judged = context.assessment.quarter(quarter);
    let on = |lists: &Lists, name: &str| {
        let (_, why) = lists.shown.iter().find(|(shown, _)| shown == id)?;
        Some(match why {
            Listed::ByRule => name.to_owned(),
            Listed::Added(because) => {
                let added = fill(context.words.added, &[("because", because.as_str())]);
                format!("{name}. {added}")
            }
        })
    };
    on(&judged.performing_well, context.words.performing_well)
        .or_else(|| on(&judged.improvement, context.words.improvement))
        .unwrap_or_default()
}
