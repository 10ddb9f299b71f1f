//! Plans follow one another, and each objective belongs to one of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::misspelt::{self, Misspelt};
use super::{FileProblems, changes};
use crate::diag::{Code, Problems, suggestion};
use crate::model::{Plan, PlanId};
use crate::parse::draft::{Drafts, PlanDraft};
use crate::parse::leaf;
use crate::source::Place;

pub(super) fn check(drafts: &Drafts, problems: &mut Problems) -> BTreeMap<PlanId, Plan> {
    check_ids(&drafts.plans, problems);
    for (index, plan) in drafts.plans.iter().enumerate() {
        let file = &mut FileProblems::of(&plan.path, problems);
        check_order(plan, &drafts.plans, file);
        let mut earlier = drafts.plans[..index].iter();
        if let Some(first) = earlier.find(|p| p.from.value == plan.from.value) {
            let message = format!("two plans start in {}", plan.from.value);
            let help = "each plan replaces the one before it: give each its own first quarter";
            let other = (Place::node(&first.path, first.from.node), "the other one");
            file.error_with(other, Code::Plans, plan.from.node, message, help);
        }
        check_priorities(plan, file);
    }
    let plans = drafts.plans.iter().map(|draft| {
        let plan = plan(draft);
        changes::check_plan(draft, &plan, &mut FileProblems::of(&draft.path, problems));
        (plan.id.clone(), plan)
    });
    plans.collect()
}

fn plan(draft: &PlanDraft) -> Plan {
    let priorities = draft.priorities.iter();
    let objectives = draft.objectives.iter().map(|(_, draft)| &draft.objective);
    Plan {
        id: PlanId::new(&draft.id),
        title: draft.title.clone(),
        from: draft.from.value,
        to: draft.to.map(|to| to.value),
        priorities: priorities.map(|(_, priority)| priority.clone()).collect(),
        objectives: objectives.cloned().collect(),
        changes: changes::of_plan(draft),
    }
}

fn check_ids(plans: &[Arc<PlanDraft>], problems: &mut Problems) {
    let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
    for plan in plans {
        let file = &mut FileProblems::of(&plan.path, problems);
        for (id, _) in &plan.objectives {
            if !leaf::is_id(id) {
                let message = format!(
                    "`{}` cannot be the id of an objective, because it is used in an address",
                    id.value
                );
                let help = format!("write `{}`", crate::parse::id_like(id));
                file.error(Code::BadId, id.node, message, help);
            } else if let Some(first) = seen.get(id.as_str())
                && first.path != plan.path
            {
                let message = format!("the objective `{}` is in two plans", id.value);
                let help = "ids are unique across plans, so that addresses do not change: change one of them";
                let other = (first.clone(), "first here");
                file.error_with(other, Code::DuplicateId, id.node, message, help);
            } else {
                seen.insert(id, file.place(id.node));
            }
        }
    }
}

fn check_order(plan: &PlanDraft, plans: &[Arc<PlanDraft>], file: &mut FileProblems) {
    let Some(to) = plan.to else {
        return;
    };
    let from = plan.from.value;
    if to.value < from {
        let message = format!(
            "this plan ends in {}, which is before it starts in {from}",
            to.value
        );
        file.error(Code::Plans, to.node, message, "correct `from` or `to`");
        return;
    }
    let mut others = plans.iter().filter(|other| other.path != plan.path);
    let overlaps =
        |other: &&Arc<PlanDraft>| from < other.from.value && other.from.value <= to.value;
    if let Some(other) = others.find(overlaps) {
        let start = other.from.value;
        let message = format!(
            "this plan runs until {}, but another starts in {start}",
            to.value
        );
        let help = format!("end this one in {}", start.previous());
        let other = (
            Place::node(&other.path, other.from.node),
            "the other starts here",
        );
        file.error_with(other, Code::Plans, to.node, message, help);
    }
}

fn check_priorities(plan: &PlanDraft, file: &mut FileProblems) {
    let misspelt = misspelt::priorities(plan);
    file.problems.extend(misspelt.iter().map(Misspelt::problem));
    let known = || {
        let given = plan.priorities.iter().map(|(id, _)| id.as_str());
        given.chain(misspelt.iter().map(|misspelt| misspelt.meant.as_str()))
    };
    let ids: BTreeSet<&str> = known().collect();
    let named = plan.objectives.iter();
    let named = named.filter_map(|(_, draft)| draft.priority.as_ref());
    for priority in named.filter(|priority| !ids.contains(priority.as_str())) {
        let help = suggestion(priority, known())
            .unwrap_or_else(|| "add it under `priorities:` in the same plan".to_owned());
        let message = format!("this plan has no priority `{}`", priority.value);
        file.error(Code::UnknownWord, priority.node, message, help);
    }
}
