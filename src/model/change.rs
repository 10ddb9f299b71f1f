//! Changes of what was published, each with its reason.

use jiff::civil::Date;

use super::{MeasureId, ObjectiveId, PlanId, Quarter, Text};

/// Who decided a change, and where the decision is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    pub(crate) on: Option<Date>,
    pub(crate) by: Option<Text>,
    /// The address of the paper.
    pub(crate) paper: Option<String>,
}

/// The reason for a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    pub(crate) because: Text,
    pub(crate) decided: Option<Decision>,
}

/// What a published fact is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is named as its file or its list")]
pub enum Holder {
    Site,
    Plan(PlanId),
    Objective(ObjectiveId),
    /// Or a member.
    Measure(MeasureId),
    /// A row of money, by the name of its service.
    Money(String),
    Risk(String),
    Action(String),
    /// A stated total, by what it counts.
    Stated(String),
}

impl Holder {
    /// Returns its name, if it has one and no id.
    pub(crate) fn name(&self) -> Option<&str> {
        match self {
            Self::Money(name) | Self::Risk(name) | Self::Action(name) | Self::Stated(name) => {
                Some(name)
            }
            Self::Site | Self::Plan(_) | Self::Objective(_) | Self::Measure(_) => None,
        }
    }
}

/// A change of a published fact, as recorded in the file that holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedChange {
    pub(crate) holder: Holder,
    /// The name of the field: `target`, `better`, `rating`.
    pub(crate) field: &'static str,
    /// The first quarter in which a promise applies as changed, or the quarter of a result.
    pub(crate) quarter: Quarter,
    /// As typed before. `None` if there was nothing.
    pub(crate) was: Option<Text>,
    /// As typed since. `None` if there is nothing.
    pub(crate) now: Option<Text>,
    pub(crate) on: Date,
    pub(crate) reason: Reason,
}
