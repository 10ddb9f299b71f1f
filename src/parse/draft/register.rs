//! Actions, risks, challenges and progress of a quarter file.

use super::entry::RATINGS;
use crate::diag::{Code, Diagnostic};
use crate::model::{Action, Challenge, Colour, Due, Quarter, Risk, RiskKind, RiskLevel, Text};
use crate::parse::fields::{Fields, at};
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
    let mut fields = Fields::of(file, node, "an action")?;
    let plan = fields.required("plan", "\"Corporate Plan\"", leaf::plain);
    let title = fields.required("title", "\"What is to be done\"", leaf::title);
    let rating = fields.optional("rating", leaf::word(RATINGS));
    let due = fields.optional_at("due", due);
    let note = fields.optional("note", leaf::text);
    fields.finish();
    let action = Action {
        plan: plan?,
        title: title?,
        rating,
        due: due.as_ref().map(|due| due.value),
        note,
    };
    let due_at = due.map(|due| due.node);
    Some(ActionDraft { action, due_at })
}

fn due(file: &File, node: &Node) -> Option<Due> {
    let forms = [Leaf::Day, Leaf::Month, Leaf::Quarter];
    if forms
        .into_iter()
        .fold(false, |_, form| file.asks(node, || form))
    {
        return None;
    }
    let typed = leaf::scalar(file, node, "`due`")?;
    if let Some(month) = leaf::month_of(typed) {
        return Some(Due::Month(month));
    }
    if let Some(day) = leaf::date_of(typed) {
        return Some(Due::Day(day));
    }
    if let Ok(quarter) = leaf::quarter_of(typed) {
        return Some(Due::Quarter(quarter));
    }
    let message = format!("`{typed}` is not a day, a month or a quarter");
    let help = leaf::near_month(typed).map_or_else(
        || "write `2016-04-30`, `2016-04` or `2016-17 Q1`".to_owned(),
        |month| format!("write `{month}`"),
    );
    file.report(Diagnostic::error(Code::NotADate, file.place(node.id), message).help(help));
    None
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
    let mut fields = Fields::of(file, node, "a risk")?;
    let title = fields.required("title", "\"What may happen\"", leaf::title);
    let risk = Risk {
        title: title.unwrap_or_else(|| Text::new("")),
        kind: fields.optional("kind", leaf::word(RISK_KINDS)),
        inherent: fields.optional("inherent", risk_level),
        residual: fields.optional("residual", risk_level),
        mitigation: fields.list("mitigation", leaf::text),
        owner: fields.optional("owner", leaf::title),
        note: fields.optional("note", leaf::text),
    };
    fields.finish();
    Some(risk)
}

fn risk_level(file: &File, node: &Node) -> Option<RiskLevel> {
    if !matches!(node.content, Content::Map(_)) {
        return leaf::word(RISK_COLOURS)(file, node);
    }
    let mut fields = Fields::of(file, node, "a risk's size")?;
    let likelihood = fields.required("likelihood", "4", one_to_five);
    let impact = fields.required("impact", "5", one_to_five);
    fields.finish();
    Some(RiskLevel::Score {
        likelihood: likelihood?,
        impact: impact?,
    })
}

fn one_to_five(file: &File, node: &Node) -> Option<u8> {
    if file.asks(node, || Leaf::OneToFive) {
        return None;
    }
    let count = leaf::count(file, node)?;
    if let Ok(size @ 1..=5) = u8::try_from(count) {
        return Some(size);
    }
    let message = format!("{count} is not on the scale of 1 to 5");
    file.report(
        Diagnostic::error(Code::Range, file.place(node.id), message)
            .help("write a number from 1 to 5"),
    );
    None
}

pub(super) fn challenge(file: &File, node: &Node) -> Option<Challenge> {
    let mut fields = Fields::of(file, node, "a challenge")?;
    let title = fields.required("title", "\"What lies ahead\"", leaf::title);
    let actions = fields.list("actions", leaf::text);
    fields.finish();
    Some(Challenge {
        title: title?,
        actions,
    })
}

pub(super) fn progress(file: &File, node: &Node) -> Option<ProgressDraft> {
    let mut fields = Fields::of(file, node, "progress")?;
    let challenge = fields.required("challenge", "\"What lay ahead\"", at(leaf::title));
    let from = fields.required("from", "2015-16 Q1", at(leaf::quarter));
    let done = fields.list("done", leaf::text);
    fields.finish();
    Some(ProgressDraft {
        challenge: challenge?,
        from: from?,
        done,
    })
}
