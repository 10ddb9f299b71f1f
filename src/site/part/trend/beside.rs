//! The charts next to that of a measure's quarters: of its months and of its years.

use super::{Collected, Placement, Trend, months, years};
use crate::model::Measure;
use crate::site::context::Context;

impl Collected {
    /// Adds the charts of the months of a measure and its members, and returns their keys.
    pub(crate) fn months_of(
        &mut self,
        context: &Context,
        measure: &Measure,
        (prefix, placement): (&str, Placement),
    ) -> Vec<String> {
        self.add(&format!("{prefix}months"), measure, |one, key| {
            months::of_months(context, one, key, placement)
        })
    }

    /// Adds the charts of whole years of a measure and its members, and returns their keys.
    pub(crate) fn years_of(&mut self, context: &Context, measure: &Measure) -> Vec<String> {
        self.add("years", measure, |one, key| {
            years::of_years(context, one, key)
        })
    }

    fn add(
        &mut self,
        kind: &str,
        measure: &Measure,
        chart: impl Fn(&Measure, &str) -> Option<Trend>,
    ) -> Vec<String> {
        let own = measure.with_members();
        let trends = own.filter_map(|measure| {
            let key = format!("{kind}-{}", measure.id.as_str().replace('.', "-"));
            Some((key.clone(), chart(measure, &key)?))
        });
        let trends: Vec<(String, Trend)> = trends.collect();
        let keys = trends.iter().map(|(key, _)| key.clone()).collect();
        self.charts.extend(trends);
        keys
    }
}
