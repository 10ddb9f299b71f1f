//! A council plan.

use super::change::{self, ChangeDraft};
use crate::model::{Objective, ObjectiveId, Priority, PriorityId, Quarter, Text};
use crate::parse::fields::{Fields, at, map};
use crate::parse::file::{At, File};
use crate::parse::leaf;
use crate::parse::yaml::Node;
use crate::source::SourcePath;

/// What a file under `plans/` says.
#[derive(Debug)]
pub(crate) struct PlanDraft {
    pub(crate) path: SourcePath,
    pub(crate) is_whole: bool,
    pub(crate) id: String,
    pub(crate) title: Text,
    pub(crate) from: At<Quarter>,
    pub(crate) to: Option<At<Quarter>>,
    pub(crate) priorities: Vec<(At<String>, Priority)>,
    pub(crate) objectives: Vec<(At<String>, ObjectiveDraft)>,
    pub(crate) changes: Vec<ChangeDraft>,
}

/// An objective, and where its priority is named.
#[derive(Debug)]
pub(crate) struct ObjectiveDraft {
    pub(crate) objective: Objective,
    pub(crate) priority: Option<At<String>>,
}

impl PlanDraft {
    pub(crate) fn read(file: &File, node: &Node, id: &str) -> Option<Self> {
        let mut fields = Fields::of(file, node, "a plan")?;
        let title = fields.required("title", leaf::title);
        let from = fields.required("from", at(leaf::quarter));
        let to = fields.optional_at("to", leaf::quarter);
        let priorities = fields.named("priorities", priority);
        let objectives = fields.named("objectives", objective);
        let changes = fields.list("changes", change::of_plan);
        Some(Self {
            path: file.path().clone(),
            is_whole: fields.finish(),
            id: id.to_owned(),
            title: title?,
            from: from?,
            to,
            priorities,
            objectives,
            changes,
        })
    }
}

fn priority(file: &File, id: &At<String>, node: &Node) -> Option<Priority> {
    map(file, node, "a priority", |fields| {
        Some(Priority {
            id: PriorityId::new(id),
            title: fields.optional("title", leaf::title),
        })
    })
}

fn objective(file: &File, id: &At<String>, node: &Node) -> Option<ObjectiveDraft> {
    map(file, node, "an objective", |fields| {
        let reference = fields.optional("ref", leaf::plain);
        let priority = fields.optional_at("priority", leaf::id);
        let title = fields.required("title", leaf::title);
        let objective = Objective {
            id: ObjectiveId::new(id),
            reference,
            priority: priority.as_ref().map(|id| PriorityId::new(id)),
            title: title?,
        };
        Some(ObjectiveDraft {
            objective,
            priority,
        })
    })
}
