//! Scales, as a site declares them.

use super::target::{self, AllowanceDraft};
use super::target_slips;
use crate::diag::Code;
use crate::model::{CountsAs, Look, Text};
use crate::parse::fields::{Fields, at, each_named, map};
use crate::parse::file::{At, File};
use crate::parse::leaf;
use crate::parse::yaml::{Content, Node};

/// A scale, with its states from the best to the worst.
pub(crate) type ScaleDraft = (At<String>, Vec<(At<String>, StateDraft)>);

/// A state of a scale.
#[derive(Debug, Clone)]
pub(crate) struct StateDraft {
    pub(crate) name: At<Text>,
    pub(crate) counts_as: At<CountsAs>,
    pub(crate) look: Option<Look>,
    pub(crate) when: Option<At<ConditionDraft>>,
}

/// When a figure has a state.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ConditionDraft {
    Target,
    Tolerance,
    Allowance,
    LastYear,
    Forecast,
    Otherwise,
    Within(AllowanceDraft),
    BetterBy(AllowanceDraft),
}

type NamedCondition = (&'static str, fn() -> ConditionDraft);

const CONDITIONS: &[NamedCondition] = &[
    ("target", || ConditionDraft::Target),
    ("tolerance", || ConditionDraft::Tolerance),
    ("allow", || ConditionDraft::Allowance),
    ("last_year", || ConditionDraft::LastYear),
    ("forecast", || ConditionDraft::Forecast),
    ("otherwise", || ConditionDraft::Otherwise),
];

/// `scales: { council: { met: { name: Met, ... }, ... } }`.
pub(super) fn scales(fields: &mut Fields) -> Vec<ScaleDraft> {
    fields.named("scales", |file, _, node| {
        Some(each_named(file, node, "scale", None, |file, _, node| {
            state(file, node)
        }))
    })
}

fn state(file: &File, node: &Node) -> Option<StateDraft> {
    map(file, node, "a state of a scale", |fields| {
        let name = fields.required("name", at(leaf::title));
        let counts_as = fields.required("counts_as", at(leaf::choice));
        let look = fields.optional("look", leaf::choice);
        let when = fields.optional_at("when", condition);
        Some(StateDraft {
            name: name?,
            counts_as: counts_as?,
            look,
            when,
        })
    })
}

/// `target`, `{ within: { percent: 5 } }` or `{ better_by: { points: 2 } }`.
fn condition(file: &File, node: &Node) -> Option<ConditionDraft> {
    if !matches!(node.content, Content::Map(_)) {
        return leaf::word(CONDITIONS)(file, node).map(|condition| condition());
    }
    let before = file.so_far();
    let (within, better_by) = map(file, node, "a condition", |fields| {
        let within = fields.optional("within", size);
        Some((within, fields.optional("better_by", size)))
    })?;
    match (within, better_by) {
        (Some(within), None) => return Some(ConditionDraft::Within(within)),
        (None, Some(by)) => return Some(ConditionDraft::BetterBy(by)),
        _ if file.is_whole_since(before) => {
            let message = "put either `within` or `better_by` in these { }, not both";
            let help = "write `{ within: { percent: 5 } }` or `{ better_by: { percent: 5 } }`; a state has one condition";
            file.error(node.id, Code::WrongShape, message, help);
        }
        _ => {}
    }
    None
}

/// `{ percent: 5 }` or `{ points: 2 }`.
fn size(file: &File, node: &Node) -> Option<AllowanceDraft> {
    let is_map = matches!(node.content, Content::Map(_));
    if !is_map && file.survey().is_none() && target_slips::is_bare_size(file, node) {
        return None;
    }
    target::allowance(file, node)
}

/// Tolerances for targets that have none.
#[derive(Debug, Clone, Default)]
pub(crate) struct TolerancesDraft {
    pub(crate) all: Option<At<AllowanceDraft>>,
    pub(crate) groups: Vec<(At<String>, At<AllowanceDraft>)>,
    pub(crate) sets: Vec<(At<String>, At<AllowanceDraft>)>,
}

/// `tolerances: { all: { percent: 5 }, groups: { Housing: { percent: 10 } } }`.
pub(super) fn tolerances(file: &File, node: &Node) -> Option<TolerancesDraft> {
    let of_each =
        |fields: &mut Fields, name| fields.named(name, |file, _, node| at(size)(file, node));
    map(file, node, "`tolerances`", |fields| {
        Some(TolerancesDraft {
            all: fields.optional_at("all", size),
            groups: of_each(fields, "groups"),
            sets: of_each(fields, "sets"),
        })
    })
}

/// A state of a scale, by its word in files. Which words there are is known once the site's scales are.
pub(super) fn rating(file: &File, node: &Node) -> Option<At<String>> {
    at(leaf::rating)(file, node)
}
