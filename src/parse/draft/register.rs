//! Actions, risks, challenges and progress of a quarter file.

use rust_decimal::Decimal;

use super::{matrix, scale};
use crate::diag::{Code, did_you_mean};
use crate::model::{
    Action, ActionDue, Challenge, Due, Milestone, Quarter, Related, Risk, Text, published,
};
use crate::parse::fields::{Fields, at, map};
use crate::parse::file::{At, File};
use crate::parse::leaf;
use crate::parse::schema::Leaf;
use crate::parse::yaml::{Content, Node};
use crate::source::NodeId;

#[derive(Debug)]
pub(crate) struct ProgressDraft {
    pub(crate) challenge: At<Text>,
    pub(crate) from: At<Quarter>,
    pub(crate) done: Vec<Text>,
}

/// An action, a risk or a challenge, with the measures and objectives that it names.
#[derive(Debug)]
pub(crate) struct RegisterDraft<T> {
    pub(crate) entry: T,
    pub(crate) related: RelatedDraft,
}

#[derive(Debug)]
pub(crate) struct RelatedDraft {
    pub(crate) measures: Vec<At<String>>,
    pub(crate) objectives: Vec<At<String>>,
}

impl RelatedDraft {
    pub(super) fn read(fields: &mut Fields) -> Self {
        Self {
            measures: fields.list("measures", at(leaf::id)),
            objectives: fields.list("objectives", at(leaf::id)),
        }
    }
}

#[derive(Debug)]
pub(crate) struct ActionDraft {
    /// Without its rating and its milestones.
    pub(crate) action: Action,
    pub(crate) rating: Option<At<String>>,
    pub(crate) complete_at: Option<NodeId>,
    pub(crate) due_at: Option<NodeId>,
    pub(crate) first_due_at: Option<NodeId>,
    pub(crate) milestones: Vec<MilestoneDraft>,
    /// Whether all of its fields could be read.
    pub(crate) is_whole: bool,
}

#[derive(Debug)]
pub(crate) struct MilestoneDraft {
    /// Without its rating.
    pub(crate) milestone: Milestone,
    pub(crate) rating: Option<At<String>>,
    pub(crate) title_at: NodeId,
}

pub(super) fn action(file: &File, node: &Node) -> Option<RegisterDraft<ActionDraft>> {
    let before = file.so_far();
    map(file, node, "an action", |fields| {
        let plan = fields.required("plan", leaf::plain);
        let reference = fields.optional("ref", leaf::title);
        let title = fields.required("title", leaf::title);
        let rating = fields.optional("rating", scale::rating);
        let complete = fields.optional_at("complete", zero_to_hundred);
        let due = fields.optional_at("due", action_due);
        let first_due = fields.optional_at("first_due", self::due);
        let related = RelatedDraft::read(fields);
        let milestones = fields.list("milestones", milestone);
        let action = Action {
            reference,
            rating: None,
            complete: complete.map(|complete| complete.value),
            due: due.map(|due| due.value),
            first_due: first_due.map(|due| due.value),
            owner: fields.optional("owner", leaf::title),
            related: Related::default(),
            milestones: Vec::new(),
            note: fields.optional("note", leaf::text),
            plan: plan?,
            title: title?,
        };
        let entry = ActionDraft {
            action,
            rating,
            complete_at: complete.map(|complete| complete.node),
            due_at: due.map(|due| due.node),
            first_due_at: first_due.map(|due| due.node),
            milestones,
            is_whole: file.is_whole_since(before),
        };
        Some(RegisterDraft { entry, related })
    })
}

fn milestone(file: &File, node: &Node) -> Option<MilestoneDraft> {
    map(file, node, "a milestone", |fields| {
        let title = fields.required("title", at(leaf::title));
        let rating = fields.optional("rating", scale::rating);
        let due = fields.optional("due", action_due);
        let note = fields.optional("note", leaf::text);
        let title = title?;
        Some(MilestoneDraft {
            title_at: title.node,
            milestone: Milestone {
                title: title.value,
                rating: None,
                due,
                note,
            },
            rating,
        })
    })
}

/// A percentage of what is done.
fn zero_to_hundred(file: &File, node: &Node) -> Option<Decimal> {
    let size = leaf::decimal(file, node)?;
    let is_in_range = (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&size);
    if !is_in_range {
        let message = format!("{size} is not a percentage from 0 to 100");
        let help = "write how much of the action is complete, without %, as `60`";
        file.error(node.id, Code::Range, message, help);
    }
    is_in_range.then_some(size)
}

/// A day, a month, a quarter or `ongoing`.
fn action_due(file: &File, node: &Node) -> Option<ActionDue> {
    let ongoing = published::ONGOING;
    if file.asks(node, || Leaf::Word(vec![ongoing])) {
        due(file, node);
        return None;
    }
    if let Content::Scalar(typed) = &node.content {
        if typed == ongoing {
            return Some(ActionDue::Ongoing);
        }
        let near = did_you_mean(&typed.to_lowercase(), [ongoing]);
        if near.is_some() {
            let message = format!("`{typed}` is not a day, a month, a quarter or `{ongoing}`");
            file.error(
                node.id,
                Code::UnknownWord,
                message,
                format!("write `{ongoing}`"),
            );
            return None;
        }
    }
    due(file, node).map(ActionDue::By)
}

pub(super) fn due(file: &File, node: &Node) -> Option<Due> {
    let forms = [Leaf::Day, Leaf::Month, Leaf::Quarter].into_iter();
    if forms.fold(false, |_, form| file.asks(node, || form)) {
        return None;
    }
    let typed = leaf::scalar(file, node, "`due`")?;
    let quarter = || leaf::quarter_of(typed).ok().map(Due::Quarter);
    let due = leaf::month_of(typed)
        .map(Due::Month)
        .or_else(|| leaf::date_of(typed).map(Due::Day))
        .or_else(quarter);
    if due.is_none() {
        let message = format!("`{typed}` is not a day, a month or a quarter");
        let help = leaf::near_month(typed).map_or_else(
            || "write `2016-04-30`, `2016-04` or `2016-17 Q1`".to_owned(),
            |month| format!("write `{month}`"),
        );
        file.error(node.id, Code::NotADate, message, help);
    }
    due
}

/// A risk, with its levels apart.
#[derive(Debug)]
pub(crate) struct RiskDraft {
    /// Without its levels.
    pub(crate) risk: Risk,
    pub(crate) inherent: Option<LevelDraft>,
    pub(crate) residual: Option<LevelDraft>,
    pub(crate) target: Option<LevelDraft>,
}

/// The size of a risk, as typed.
#[derive(Debug)]
pub(crate) enum LevelDraft {
    /// A state of the scale of risks.
    State(At<String>),
    Placed {
        likelihood: At<u8>,
        impact: At<u8>,
    },
    Score(At<u8>),
}

pub(super) fn risk(file: &File, node: &Node) -> Option<RegisterDraft<RiskDraft>> {
    map(file, node, "a risk", |fields| {
        let reference = fields.optional("ref", leaf::plain);
        let title = fields.required("title", leaf::title);
        let kind = fields.optional("kind", leaf::choice);
        let inherent = fields.optional("inherent", risk_level);
        let residual = fields.optional("residual", risk_level);
        let target = fields.optional("target", risk_level);
        let risk = Risk {
            reference,
            title: title.unwrap_or_else(|| Text::new("")),
            kind,
            inherent: None,
            residual: None,
            target: None,
            direction: fields.optional("direction", leaf::choice),
            mitigation: fields.list("mitigation", leaf::text),
            owner: fields.optional("owner", leaf::title),
            related: Related::default(),
            note: fields.optional("note", leaf::text),
        };
        let related = RelatedDraft::read(fields);
        let entry = RiskDraft {
            risk,
            inherent,
            residual,
            target,
        };
        Some(RegisterDraft { entry, related })
    })
}

fn risk_level(file: &File, node: &Node) -> Option<LevelDraft> {
    if !matches!(node.content, Content::Map(_)) {
        matrix::asks_score(file, node);
        if matches!(&node.content, Content::Scalar(typed) if typed.parse::<f64>().is_ok()) {
            return at(matrix::score)(file, node).map(LevelDraft::Score);
        }
        return scale::rating(file, node).map(LevelDraft::State);
    }
    map(file, node, "a risk's size", |fields| {
        let likelihood = fields.required("likelihood", at(matrix::side));
        let impact = fields.required("impact", at(matrix::side));
        Some(LevelDraft::Placed {
            likelihood: likelihood?,
            impact: impact?,
        })
    })
}

pub(super) fn challenge(file: &File, node: &Node) -> Option<RegisterDraft<Challenge>> {
    map(file, node, "a challenge", |fields| {
        let title = fields.required("title", leaf::title);
        let actions = fields.list("actions", leaf::text);
        let related = RelatedDraft::read(fields);
        let entry = Challenge {
            actions,
            owner: fields.optional("owner", leaf::title),
            related: Related::default(),
            title: title?,
        };
        Some(RegisterDraft { entry, related })
    })
}

pub(super) fn progress(file: &File, node: &Node) -> Option<ProgressDraft> {
    map(file, node, "progress", |fields| {
        let challenge = fields.required("challenge", at(leaf::title));
        let from = fields.required("from", at(leaf::quarter));
        Some(ProgressDraft {
            done: fields.list("done", leaf::text),
            challenge: challenge?,
            from: from?,
        })
    })
}
