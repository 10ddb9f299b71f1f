//! Council plans. They are replaced every few years, but measures continue.

use std::collections::BTreeMap;

use super::{ObjectiveId, PlanId, PriorityId, Quarter, Text};

/// A council plan and the quarters in which it is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Plan {
    /// The id, which is the name of its file.
    pub id: PlanId,
    pub(crate) title: Text,
    /// The first quarter in which it is in force.
    pub from: Quarter,
    /// The last quarter, if it has ended.
    pub to: Option<Quarter>,
    pub(crate) priorities: Vec<Priority>,
    /// In the order of the file.
    pub objectives: Vec<Objective>,
}

impl Plan {
    pub(crate) fn covers(&self, quarter: Quarter) -> bool {
        self.from <= quarter && self.to.is_none_or(|to| quarter <= to)
    }
}

/// A priority of a plan, which groups objectives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Priority {
    /// The id within the plan.
    pub id: PriorityId,
    /// The title. Some plans only number their priorities.
    pub(crate) title: Option<Text>,
}

/// An objective of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objective {
    /// The id, unique across plans so that addresses do not change.
    pub id: ObjectiveId,
    /// The reference that reports print: `P2 - Obj 1`.
    pub(crate) reference: Option<String>,
    pub(crate) priority: Option<PriorityId>,
    pub(crate) title: Text,
}

pub(crate) type Plans = BTreeMap<PlanId, Plan>;
