//! A council plan.

use crate::model::{Objective, ObjectiveId, Priority, PriorityId, Quarter, Text};
use crate::parse::fields::Fields;
use crate::parse::file::{At, File, Legible};
use crate::parse::leaf;
use crate::parse::yaml::Node;
use crate::source::SourcePath;

/// What a file under `plans/` says.
#[derive(Debug)]
pub struct PlanDraft {
    pub(crate) path: SourcePath,
    pub(crate) legible: Legible,
    pub(crate) id: String,
    pub(crate) title: Text,
    pub(crate) from: At<Quarter>,
    pub(crate) to: Option<At<Quarter>>,
    pub(crate) priorities: Vec<(At<String>, Priority)>,
    pub(crate) objectives: Vec<(At<String>, ObjectiveDraft)>,
}

/// An objective, and where its priority is named.
#[derive(Debug)]
pub struct ObjectiveDraft {
    pub(crate) objective: Objective,
    pub(crate) priority: Option<At<String>>,
}

impl PlanDraft {
    /// Reads it.
    pub fn read(file: &File, node: &Node, id: &str) -> Option<Self> {
        let before = file.so_far();
        let mut fields = Fields::of(file, node, "a plan")?;
        let title = fields.required("title", "\"Council plan 2016/17\"", leaf::title);
        let from = fields.required(
            "from",
            "2016-17 Q1",
            crate::parse::fields::at(leaf::quarter),
        );
        let to = fields.optional_at("to", leaf::quarter);
        let priorities = fields.named("priorities", priority);
        let objectives = fields.named("objectives", objective);
        fields.finish();
        Some(Self {
            path: file.path().clone(),
            legible: file.since(before),
            id: id.to_owned(),
            title: title?,
            from: from?,
            to,
            priorities,
            objectives,
        })
    }
}

fn priority(file: &File, id: &At<String>, node: &Node) -> Option<Priority> {
    let mut fields = Fields::of(file, node, "a priority")?;
    let title = fields.optional("title", leaf::title);
    fields.finish();
    let id = PriorityId::new(id);
    Some(Priority { id, title })
}

fn objective(file: &File, id: &At<String>, node: &Node) -> Option<ObjectiveDraft> {
    let mut fields = Fields::of(file, node, "an objective")?;
    let reference = fields.optional("ref", leaf::plain);
    let priority = fields.optional_at("priority", leaf::id);
    let title = fields.required("title", "\"Improve professional practice\"", leaf::title);
    fields.finish();
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
}
