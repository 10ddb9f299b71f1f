//! Council plans. They are replaced every few years, but measures continue.

use std::collections::BTreeMap;

use super::{ObjectiveId, PlanId, PriorityId, Quarter, RecordedChange, Text};

/// A council plan and the quarters in which it is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Plan {
    /// The name of its file.
    pub(crate) id: PlanId,
    pub(crate) title: Text,
    /// The first quarter in which it is in force.
    pub(crate) from: Quarter,
    /// The last quarter, if it has ended.
    pub(crate) to: Option<Quarter>,
    pub(crate) priorities: Vec<Priority>,
    pub(crate) objectives: Vec<Objective>,
    /// Changes of this file after it was published.
    pub(crate) changes: Vec<RecordedChange>,
}

impl Plan {
    pub(crate) fn covers(&self, quarter: Quarter) -> bool {
        self.from <= quarter && self.to.is_none_or(|to| quarter <= to)
    }
}

/// A priority of a plan, which groups objectives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Priority {
    /// Unique within the plan.
    pub(crate) id: PriorityId,
    /// Some plans only number their priorities.
    pub(crate) title: Option<Text>,
}

/// An objective of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objective {
    /// Unique across plans, so that addresses do not change.
    pub(crate) id: ObjectiveId,
    /// The reference that reports print: `P2 - Obj 1`.
    pub(crate) reference: Option<String>,
    pub(crate) priority: Option<PriorityId>,
    pub(crate) title: Text,
}

pub(crate) type Plans = BTreeMap<PlanId, Plan>;
