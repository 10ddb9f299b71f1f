//! What the parts of a page add to it, other than their views.

use std::collections::BTreeMap;

use super::{Placement, Trend, trend};
use crate::model::Measure;
use crate::site::context::Context;
use crate::source::SourcePath;

/// The charts on a page, and the files of its comments.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Collected {
    /// The charts as data, by the keys that the view uses.
    pub charts: BTreeMap<String, Trend>,
    /// The files of the comments on it, in the order in which they appear.
    pub(crate) comments: Vec<SourcePath>,
}

impl Collected {
    /// Adds the charts of a measure and its members, and returns their keys: a prefix and the measure's id.
    pub(crate) fn charts_of(
        &mut self,
        context: &Context,
        measure: &Measure,
        (prefix, placement): (&str, Placement),
    ) -> Vec<String> {
        let own = std::iter::once(measure).chain(measure.members());
        own.filter_map(|measure| {
            let key = format!("{prefix}{}", measure.id.as_str().replace('.', "-"));
            let trend = trend::trend(context, measure, &key, placement)?;
            self.charts.insert(key.clone(), trend);
            Some(key)
        })
        .collect()
    }
}
