//! Council plans. They are replaced every few years; measures outlive them.

use std::collections::BTreeMap;

use super::{ObjectiveId, PlanId, PriorityId, Quarter, Text};

/// One council plan and the quarters it is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The name of its file.
    pub id: PlanId,
    /// As printed.
    pub title: Text,
    /// The first quarter it is in force.
    pub from: Quarter,
    /// The last one, where it has ended.
    pub to: Option<Quarter>,
    /// In the order of the file.
    pub priorities: Vec<Priority>,
    /// In the order of the file.
    pub objectives: Vec<Objective>,
}

impl Plan {
    /// Whether it is in force in a quarter.
    pub fn covers(&self, quarter: Quarter) -> bool {
        self.from <= quarter && self.to.is_none_or(|to| quarter <= to)
    }
}

/// A heading over objectives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Priority {
    /// Within its plan.
    pub id: PriorityId,
    /// Some plans number their priorities and give them no title.
    pub title: Option<Text>,
}

/// What a plan sets out to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objective {
    /// Unique across plans, so that an address stays for ever.
    pub id: ObjectiveId,
    /// What reports print: `P2 - Obj 1`.
    pub reference: Option<String>,
    /// The priority it stands under.
    pub priority: Option<PriorityId>,
    /// As printed.
    pub title: Text,
}

/// Plans by id.
pub(crate) type Plans = BTreeMap<PlanId, Plan>;
