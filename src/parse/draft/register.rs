//! Actions, risks, challenges and progress of a quarter file.

use super::entry::RATINGS;
use crate::diag::Code;
use crate::model::{Action, Challenge, Colour, Due, Quarter, Risk, RiskKind, RiskLevel, Text};
use crate::parse::fields::{at, map};
use crate::parse::file::{At, File};
use crate::parse::leaf;
use crate::parse::schema::Leaf;
use crate::parse::yaml::{Content, Node};
use crate::source::NodeId;

/// Progress as typed.
#[derive(Debug)]
pub struct ProgressDraft {
    pub(crate) challenge: At<Text>,
    pub(crate) from: At<Quarter>,
    pub(crate) done: Vec<Text>,
}

/// An action as typed.
#[derive(Debug)]
pub struct ActionDraft {
    pub(crate) action: Action,
    pub(crate) due_at: Option<NodeId>,
}

pub(super) fn action(file: &File, node: &Node) -> Option<ActionDraft> {
    map(file, node, "an action", |fields| {
        let plan = fields.required("plan", "\"Corporate Plan\"", leaf::plain);
        let title = fields.required("title", "\"What is to be done\"", leaf::title);
        let rating = fields.optional("rating", leaf::word(RATINGS));
        let due = fields.optional_at("due", due);
        let action = Action {
            rating,
            due: due.map(|due| due.value),
            note: fields.optional("note", leaf::text),
            plan: plan?,
            title: title?,
        };
        let due_at = due.map(|due| due.node);
        Some(ActionDraft { action, due_at })
    })
}

fn due(file: &File, node: &Node) -> Option<Due> {
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

const RISK_KINDS: &[(&str, RiskKind)] = &[
    ("corporate", RiskKind::Corporate),
    ("emerging", RiskKind::Emerging),
];

const RISK_COLOURS: &[(&str, RiskLevel)] = &[
    ("red", RiskLevel::Colour(Colour::Red)),
    ("red_amber", RiskLevel::RedAmber),
    ("amber", RiskLevel::Colour(Colour::Amber)),
    ("amber_green", RiskLevel::AmberGreen),
    ("green", RiskLevel::Colour(Colour::Green)),
];

pub(super) fn risk(file: &File, node: &Node) -> Option<Risk> {
    map(file, node, "a risk", |fields| {
        let title = fields.required("title", "\"What may happen\"", leaf::title);
        Some(Risk {
            title: title.unwrap_or_else(|| Text::new("")),
            kind: fields.optional("kind", leaf::word(RISK_KINDS)),
            inherent: fields.optional("inherent", risk_level),
            residual: fields.optional("residual", risk_level),
            mitigation: fields.list("mitigation", leaf::text),
            owner: fields.optional("owner", leaf::title),
            note: fields.optional("note", leaf::text),
        })
    })
}

fn risk_level(file: &File, node: &Node) -> Option<RiskLevel> {
    if !matches!(node.content, Content::Map(_)) {
        return leaf::word(RISK_COLOURS)(file, node);
    }
    map(file, node, "a risk's size", |fields| {
        let likelihood = fields.required("likelihood", "4", one_to_five);
        let impact = fields.required("impact", "5", one_to_five);
        Some(RiskLevel::Score {
            likelihood: likelihood?,
            impact: impact?,
        })
    })
}

fn one_to_five(file: &File, node: &Node) -> Option<u8> {
    if file.asks(node, || Leaf::OneToFive) {
        return None;
    }
    let count = leaf::count(file, node)?;
    let size = u8::try_from(count)
        .ok()
        .filter(|size| (1..=5).contains(size));
    if size.is_none() {
        let message = format!("{count} is not on the scale of 1 to 5");
        file.error(node.id, Code::Range, message, "write a number from 1 to 5");
    }
    size
}

pub(super) fn challenge(file: &File, node: &Node) -> Option<Challenge> {
    map(file, node, "a challenge", |fields| {
        let title = fields.required("title", "\"What lies ahead\"", leaf::title);
        let actions = fields.list("actions", leaf::text);
        title.map(|title| Challenge { title, actions })
    })
}

pub(super) fn progress(file: &File, node: &Node) -> Option<ProgressDraft> {
    map(file, node, "progress", |fields| {
        let challenge = fields.required("challenge", "\"What lay ahead\"", at(leaf::title));
        let from = fields.required("from", "2015-16 Q1", at(leaf::quarter));
        Some(ProgressDraft {
            done: fields.list("done", leaf::text),
            challenge: challenge?,
            from: from?,
        })
    })
}
