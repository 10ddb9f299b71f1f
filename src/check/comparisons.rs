//! Which benchmarks, outturns and baselines are public. They are in a measure's file, not in a quarter's file.

use super::edition::{LeftOut, PublicScope};
use crate::model::Measure;
use crate::source::SourcePath;

/// Returns the comparisons of a measure and its members that are not public yet.
pub(super) fn later(measure: &Measure, path: &SourcePath, scope: &PublicScope) -> Vec<LeftOut> {
    let benchmarks = measure.benchmarks.iter().map(|one| {
        let year = one.year.map_or(String::new(), |year| format!(" {year}"));
        let what = format!("the benchmark {}{year}", one.name.as_str());
        (what, scope.until(one.year, one.publish_on))
    });
    let outturns = measure.outturns.iter().map(|one| {
        let what = format!("the outturn of {}", one.year);
        (what, scope.until(Some(one.year), one.publish_on))
    });
    let baselines = measure.baselines.iter().map(|one| {
        let what = format!("the baseline {}", one.name.as_str());
        (what, scope.until(None, one.publish_on))
    });
    let own = benchmarks.chain(outturns).chain(baselines);
    let own =
        own.filter_map(|(what, until)| Some(LeftOut::LaterComparison(path.clone(), what, until?)));
    let members = measure.members().iter();
    own.chain(members.flat_map(|member| later(member, path, scope)))
        .collect()
}

/// Removes the comparisons that are not public yet.
pub(super) fn remove_later(measure: &mut Measure, scope: &PublicScope) {
    let is_public = |year, day| scope.until(year, day).is_none();
    measure
        .benchmarks
        .retain(|one| is_public(one.year, one.publish_on));
    measure
        .outturns
        .retain(|one| is_public(Some(one.year), one.publish_on));
    measure
        .baselines
        .retain(|one| is_public(None, one.publish_on));
    for member in &mut measure.members {
        remove_later(member, scope);
    }
}
