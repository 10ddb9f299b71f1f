//! Where a chart appears, and what follows for its heading and height.

use crate::model::{Measure, Quarter};
use crate::site::context::Context;
use crate::site::phrases::names;
use crate::site::words::fill;

/// Where a chart appears, which decides what its heading says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Placement {
    OwnPage,
    /// In a comment, committee report or plain page.
    InText,
    /// In the whole report of a quarter, without later quarters.
    InPaper(Quarter),
}

impl Placement {
    pub(super) fn shows(self, quarter: Quarter) -> bool {
        match self {
            Placement::InPaper(until) => quarter <= until,
            Placement::OwnPage | Placement::InText => true,
        }
    }

    pub(super) fn is_low(self) -> bool {
        matches!(self, Placement::InPaper(_))
    }

    /// Returns a chart's heading with the measure's name, unless a heading above has it.
    pub(super) fn named(self, context: &Context, measure: &Measure, finding: String) -> String {
        let name = match self {
            Placement::InText => Some(names::title_of(context, measure)),
            Placement::OwnPage | Placement::InPaper(_) => {
                names::composite_of(context, measure).map(|_| measure.title.as_str().to_owned())
            }
        };
        let slots = name
            .as_ref()
            .map(|name| [("name", &**name), ("finding", &*finding)]);
        slots
            .map(|slots| fill(context.words.chart_finding_of, &slots))
            .unwrap_or(finding)
    }
}
