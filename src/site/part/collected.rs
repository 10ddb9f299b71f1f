//! What the parts of a page leave with it beside their views.

use std::collections::BTreeMap;

use super::trend::Trend;
use crate::source::SourcePath;

/// The charts of a page, and the files of its comments.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Collected {
    /// Its charts, still data, by the keys that the view uses.
    pub charts: BTreeMap<String, Trend>,
    /// The files of the comments on it, in the order in which they came.
    pub(crate) comments: Vec<SourcePath>,
}
