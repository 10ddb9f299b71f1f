//! Figures of years and of other bodies: which are public, and which of them an annual measure reports.

use std::sync::Arc;

use super::edition::{LeftOut, PublicScope};
use crate::model::{Measure, MeasureSeries, Series};
use crate::source::SourcePath;

/// Adds the figures of years to the entries of an annual measure.
pub(super) fn with_years(measure: &Measure, mut series: Arc<Series>) -> Arc<Series> {
    let measured = MeasureSeries {
        measure,
        series: &series,
    };
    let of_years = measured.entries_of_years();
    if !of_years.is_empty() {
        Arc::make_mut(&mut series).add(of_years);
    }
    series
}

/// Returns the comparisons of a measure and its members that are not public yet.
pub(super) fn comparisons_to_come(
    measure: &Measure,
    path: &SourcePath,
    scope: &PublicScope,
) -> Vec<LeftOut> {
    let benchmarks = measure.benchmarks.iter().map(|one| {
        let year = one.year.map_or(String::new(), |year| format!(" {year}"));
        let what = format!("the benchmark {}{year}", one.name.as_str());
        (what, scope.until(measure, one.year, one.publish_on))
    });
    let outturns = measure.outturns.iter().map(|one| {
        let what = format!("the outturn of {}", one.year);
        (what, scope.until(measure, Some(one.year), one.publish_on))
    });
    let baselines = measure.baselines.iter().map(|one| {
        let what = format!("the baseline {}", one.name.as_str());
        (what, scope.until(measure, None, one.publish_on))
    });
    let own = benchmarks.chain(outturns).chain(baselines);
    let own =
        own.filter_map(|(what, until)| Some(LeftOut::LaterComparison(path.clone(), what, until?)));
    let members = measure.members().iter();
    own.chain(members.flat_map(|member| comparisons_to_come(member, path, scope)))
        .collect()
}
