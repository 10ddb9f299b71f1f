//! The risks and actions of a new quarter: those of the last one. What stays the same is typed, and what is reported anew is a
//! gap.

use super::quoted;
use crate::model::{
    Action, MeasureId, Milestone, ObjectiveId, QuarterReport, Related, Risk, RiskKind, Text,
    published,
};

/// Returns the risks, without those that were closed.
pub(super) fn risks(last: &QuarterReport) -> impl Iterator<Item = String> {
    let open = last.risks.iter();
    let open = open.filter(|risk| risk.kind != Some(RiskKind::Closed));
    open.map(|risk| entry(&risk_fields(risk), &risk.related, risk.owner.as_ref()))
}

fn risk_fields(risk: &Risk) -> Vec<String> {
    let kind = risk.kind.map(|kind| match kind {
        RiskKind::Corporate => "kind: corporate",
        RiskKind::Emerging => "kind: emerging",
        RiskKind::Closed => "kind: closed",
    });
    let target = risk.target.map(published::level_in_file);
    let mitigation: Vec<String> = risk
        .mitigation
        .iter()
        .map(|text| quoted(text.as_str()))
        .collect();
    let fields = [
        risk.reference.as_deref().map(reference),
        Some(format!("title: {}", quoted(risk.title.as_str()))),
        kind.map(str::to_owned),
        Some(gap("inherent")),
        Some(gap("residual")),
        target.map(|target| format!("target: {target}")),
        risk.direction.map(|_| gap("direction")),
        (!mitigation.is_empty()).then(|| format!("mitigation: [{}]", mitigation.join(", "))),
    ];
    fields.into_iter().flatten().collect()
}

/// Returns the actions.
pub(super) fn actions(last: &QuarterReport) -> impl Iterator<Item = String> {
    let actions = last.actions.iter();
    actions.map(|action| {
        entry(
            &action_fields(action),
            &action.related,
            action.owner.as_ref(),
        )
    })
}

fn action_fields(action: &Action) -> Vec<String> {
    let reference = action.reference.as_ref().map(Text::as_str).map(reference);
    let first_due = action.first_due.map(published::due);
    let milestones: Vec<String> = action.milestones().iter().map(milestone).collect();
    let fields = [
        Some(format!("plan: {}", quoted(&action.plan))),
        reference,
        Some(format!("title: {}", quoted(action.title.as_str()))),
        Some(gap("rating")),
        action.complete.map(|_| gap("complete")),
        action
            .due
            .map(|due| format!("due: {}", published::action_due(due))),
        first_due.map(|due| format!("first_due: {due}")),
        (!milestones.is_empty()).then(|| format!("milestones: [{}]", milestones.join(", "))),
    ];
    fields.into_iter().flatten().collect()
}

fn milestone(one: &Milestone) -> String {
    let rating = one.rating.map(|_| format!(", {}", gap("rating")));
    let due = one
        .due
        .map(|due| format!(", due: {}", published::action_due(due)));
    let [rating, due] = [rating, due].map(Option::unwrap_or_default);
    format!("{{ title: {}{rating}{due} }}", quoted(one.title.as_str()))
}

fn reference(text: &str) -> String {
    format!("ref: {}", quoted(text))
}

/// Returns a field without a value.
fn gap(field: &str) -> String {
    format!("{field}: ")
}

/// Returns an entry with the measures, the objectives and the officer that it names.
fn entry(fields: &[String], related: &Related, owner: Option<&Text>) -> String {
    let fields = fields.join(", ") + &named(related, owner);
    format!("- {{ {} }}", fields.trim_end())
}

/// Returns the fields with the measures, the objectives and the officer that an entry of a register names.
fn named(related: &Related, owner: Option<&Text>) -> String {
    let measures: Vec<&str> = related.measures.iter().map(MeasureId::as_str).collect();
    let objectives: Vec<&str> = related.objectives.iter().map(ObjectiveId::as_str).collect();
    let lists = [("measures", measures), ("objectives", objectives)].into_iter();
    let lists = lists.filter(|(_, ids)| !ids.is_empty());
    let lists = lists.map(|(name, ids)| format!(", {name}: [{}]", ids.join(", ")));
    let owner = owner.map(|owner| format!(", owner: {}", quoted(owner.as_str())));
    lists.chain(owner).collect()
}
