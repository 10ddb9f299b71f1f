//! A measure's own figures of whole years as a chart, next to the chart of its quarters.

use super::{Series, Trend};
use crate::model::{
    Judgement, Measure, MeasureId, MeasureSeries, PeriodKind, Rates, Series as Entries,
};
use crate::site::context::Context;
use crate::site::phrases::{covers, figures, verdicts};
use crate::site::words::fill;

/// Returns the chart of a measure's outturns. `None` for an annual measure, whose chart has them, and with too few figures
/// for a line.
pub(crate) fn of_years(context: &Context, measure: &Measure, id: &str) -> Option<Trend> {
    if measure.period == PeriodKind::Annual {
        return None;
    }
    let by_year = by_year(measure);
    let entries = Entries::default();
    let measured = MeasureSeries {
        measure: &by_year,
        series: &entries,
    };
    let figures = measured.figures();
    let last = *figures.last()?;
    let (words, unit) = (context.words, figures::unit(context.words, &measure.unit));
    let [figure] = verdicts::subject(context, measure).in_sentence([Some(last.1.shown())]);
    let slots = [
        ("figure", figure.as_deref().unwrap_or_default()),
        ("quarter", &covers::usual(words, &by_year, last.0)),
    ];
    let series = Series {
        context,
        measure: &by_year,
        measured,
        quarters: figures.into_iter().map(|(quarter, _)| quarter).collect(),
        last,
    };
    let spec = series.spec(format!("chart-{id}"), false);
    spec.has_plot().then(|| Trend {
        spec,
        finding: fill(words.chart_finding_plain, &slots),
        measured: fill(
            words.chart_measured,
            &[("unit", &unit), ("by", series.by())],
        ),
        key: Vec::new(),
        excerpt: words.chart_last_years,
        table: series.table(),
    })
}

/// Returns the measure as if its years were all that it reports. They are not compared with its targets.
fn by_year(measure: &Measure) -> Measure {
    let mut by_year = measure.clone();
    by_year.id = MeasureId::new(&format!(
        "{} by year",
        measure.id.as_str().replace('.', " ")
    ));
    by_year.period = PeriodKind::Annual;
    (by_year.rates, by_year.lag) = (Rates::Quarter, 0);
    by_year.expected.due.clear();
    by_year.judgement = Judgement::Context {
        better: measure.judgement.better(),
    };
    by_year
}
