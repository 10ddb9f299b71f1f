//! Plans follow one another, and each objective belongs to one of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::misspelt::{self, Misspelt};
use crate::diag::{Code, Diagnostic, Problems, did_you_mean};
use crate::model::{Plan, PlanId, Priority};
use crate::parse::At;
use crate::parse::draft::{Drafts, PlanDraft};
use crate::parse::leaf;
use crate::source::{Place, SourcePath};

pub(super) fn check(drafts: &Drafts, problems: &mut Problems) -> BTreeMap<PlanId, Plan> {
    check_ids(&drafts.plans, problems);
    check_order(&drafts.plans, problems);
    drafts
        .plans
        .iter()
        .map(|draft| {
            check_priorities(draft, problems);
            let plan = plan(draft);
            (plan.id.clone(), plan)
        })
        .collect()
}

fn plan(draft: &PlanDraft) -> Plan {
    Plan {
        id: PlanId::new(&draft.id),
        title: draft.title.clone(),
        from: draft.from.value,
        to: draft.to.map(|to| to.value),
        priorities: draft
            .priorities
            .iter()
            .map(|(_, priority): &(At<String>, Priority)| priority.clone())
            .collect(),
        objectives: draft
            .objectives
            .iter()
            .map(|(_, draft)| draft.objective.clone())
            .collect(),
    }
}

fn check_ids(plans: &[Arc<PlanDraft>], problems: &mut Problems) {
    let mut seen: BTreeMap<&str, (&SourcePath, &At<String>)> = BTreeMap::new();
    for plan in plans {
        for (id, _) in &plan.objectives {
            let place = Place::node(&plan.path, id.node);
            if !leaf::is_id(id) {
                let message = format!(
                    "`{}` cannot be the id of an objective, because it is used in an address",
                    id.value
                );
                problems.report(
                    Diagnostic::error(Code::BadId, place, message)
                        .help(format!("write `{}`", crate::parse::id_like(id))),
                );
            } else if let Some((path, first)) = seen.get(id.as_str())
                && **path != plan.path
            {
                let message = format!("the objective `{}` is in two plans", id.value);
                problems.report(
                    Diagnostic::error(Code::DuplicateId, place, message)
                        .related(Place::node(path, first.node), "first here")
                        .help("ids are unique across plans, so that addresses do not change: change one of them"),
                );
            } else {
                seen.insert(id, (&plan.path, id));
            }
        }
    }
}

fn check_order(plans: &[Arc<PlanDraft>], problems: &mut Problems) {
    for plan in plans {
        let Some(to) = plan.to else {
            continue;
        };
        let place = Place::node(&plan.path, to.node);
        if to.value < plan.from.value {
            let message = format!(
                "this plan ends in {}, which is before it starts in {}",
                to.value, plan.from.value
            );
            problems.report(
                Diagnostic::error(Code::Plans, place, message).help("correct `from` or `to`"),
            );
            continue;
        }
        let overlapping = plans.iter().find(|other| {
            other.path != plan.path
                && other.from.value > plan.from.value
                && other.from.value <= to.value
        });
        if let Some(other) = overlapping {
            let message = format!(
                "this plan runs until {}, but another starts in {}",
                to.value, other.from.value
            );
            problems.report(
                Diagnostic::error(Code::Plans, place, message)
                    .related(
                        Place::node(&other.path, other.from.node),
                        "the other starts here",
                    )
                    .help(format!("end this one in {}", other.from.value.previous())),
            );
        }
    }
    check_same_start(plans, problems);
}

fn check_same_start(plans: &[Arc<PlanDraft>], problems: &mut Problems) {
    for (index, plan) in plans.iter().enumerate() {
        if let Some(first) = plans[..index]
            .iter()
            .find(|p| p.from.value == plan.from.value)
        {
            let message = format!("two plans start in {}", plan.from.value);
            problems.report(
                Diagnostic::error(
                    Code::Plans,
                    Place::node(&plan.path, plan.from.node),
                    message,
                )
                .related(Place::node(&first.path, first.from.node), "the other one")
                .help("each plan replaces the one before it: give each its own first quarter"),
            );
        }
    }
}

fn check_priorities(plan: &PlanDraft, problems: &mut Problems) {
    let misspelt = misspelt::priorities(plan);
    problems.extend(misspelt.iter().map(Misspelt::problem));
    let known = || {
        let given = plan.priorities.iter().map(|(id, _)| id.as_str());
        given.chain(misspelt.iter().map(|misspelt| misspelt.meant.as_str()))
    };
    let ids: BTreeSet<&str> = known().collect();
    for priority in plan
        .objectives
        .iter()
        .filter_map(|(_, draft)| draft.priority.as_ref())
    {
        if ids.contains(priority.as_str()) {
            continue;
        }
        let help = match did_you_mean(priority, known()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "add it under `priorities:` in the same plan".to_owned(),
        };
        let message = format!("this plan has no priority `{}`", priority.value);
        problems.report(
            Diagnostic::error(
                Code::UnknownWord,
                Place::node(&plan.path, priority.node),
                message,
            )
            .help(help),
        );
    }
}
