//! What the parts of a page leave with it beside their views.

use std::collections::BTreeMap;

use super::trend::{self, Standing, Trend};
use crate::model::Measure;
use crate::site::context::Context;
use crate::source::SourcePath;

/// The charts of a page, and the files of its comments.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Collected {
    /// Its charts, still data, by the keys that the view uses.
    pub charts: BTreeMap<String, Trend>,
    /// The files of the comments on it, in the order in which they came.
    pub(crate) comments: Vec<SourcePath>,
}

impl Collected {
    /// Adds the charts of a measure and its members, and returns their keys: the ids of the measures after a prefix.
    pub(crate) fn charts_of(
        &mut self,
        context: &Context,
        measure: &Measure,
        (prefix, standing): (&str, Standing),
    ) -> Vec<String> {
        let own = std::iter::once(measure).chain(measure.members());
        own.filter_map(|measure| {
            let key = format!("{prefix}{}", measure.id.as_str().replace('.', "-"));
            let trend = trend::trend(context, measure, &key, standing)?;
            self.charts.insert(key.clone(), trend);
            Some(key)
        })
        .collect()
    }
}
