//! Recorded changes of what was published: each starts where the one before ended, and the last ends at what the files
//! say now.

use super::FileProblems;
use super::quarters::AllQuarters;
use crate::diag::{Code, Problems};
use crate::model::published::{self, Fact};
use crate::model::{
    Entry, Holder, Measure, MeasureId, ObjectiveId, Plan, PlanId, RecordedChange, Text,
};
use crate::parse;
use crate::parse::draft::{ChangeDraft, MeasureDraft, PlanDraft, QuarterDraft, SiteDraft};

pub(super) fn of_measure(draft: &MeasureDraft) -> Vec<RecordedChange> {
    let changes = draft.changes.iter();
    let recorded = changes.map(|change| {
        let member = change.holder.as_ref().map(|(_, member)| member.as_str());
        let id = member.map(|member| MeasureId::new(&format!("{}.{member}", draft.id)));
        recorded(
            change,
            Holder::Measure(id.unwrap_or_else(|| draft.id.clone())),
        )
    });
    recorded.collect()
}

pub(super) fn of_plan(draft: &PlanDraft) -> Vec<RecordedChange> {
    let changes = draft.changes.iter();
    let recorded = changes.map(|change| {
        let objective = change.holder.as_ref();
        let plan = || Holder::Plan(PlanId::new(&draft.id));
        let holder = objective.map_or_else(plan, |(_, id)| Holder::Objective(ObjectiveId::new(id)));
        recorded(change, holder)
    });
    recorded.collect()
}

pub(super) fn of_site(draft: &SiteDraft) -> Vec<RecordedChange> {
    let changes = draft.changes.iter();
    changes
        .map(|change| recorded(change, holder(change)))
        .collect()
}

pub(super) fn of_quarter(draft: &QuarterDraft) -> Vec<RecordedChange> {
    let changes = draft.other_revisions.iter();
    changes
        .map(|change| recorded(change, holder(change)))
        .collect()
}

/// Returns what a change of the site or of a quarter is about.
fn holder(change: &ChangeDraft) -> Holder {
    let Some((kind, name)) = &change.holder else {
        return Holder::Site;
    };
    match *kind {
        "measure" => Holder::Measure(MeasureId::new(name)),
        "plan" => Holder::Plan(PlanId::new(name)),
        "objective" => Holder::Objective(ObjectiveId::new(name)),
        "money" => Holder::Money(name.value.clone()),
        "risk" => Holder::Risk(name.value.clone()),
        "action" => Holder::Action(name.value.clone()),
        _ => Holder::Stated(name.value.clone()),
    }
}

fn recorded(draft: &ChangeDraft, holder: Holder) -> RecordedChange {
    RecordedChange {
        holder,
        field: draft.field.value,
        quarter: draft.quarter.value,
        was: draft.was.as_ref().map(|was| was.value.clone()),
        now: draft.now.as_ref().map(|now| now.value.clone()),
        on: draft.on.value,
        reason: draft.reason.clone(),
    }
}

/// Checks the changes of a measure and its members.
pub(super) fn check_measure(draft: &MeasureDraft, measure: &Measure, file: &mut FileProblems) {
    let changes = pairs(&draft.changes, &measure.changes);
    check(false, &changes, file, |change| {
        let Holder::Measure(id) = &change.holder else {
            return None;
        };
        let all = measure.with_members();
        let one = all.into_iter().find(|one| one.id == *id)?;
        if change.field == "target" {
            let target = one.judgement.target_in(change.quarter);
            return Some(target.map(published::target));
        }
        Some(value(published::measure_facts(one), change))
    });
}

/// Checks the changes of a plan and its objectives.
pub(super) fn check_plan(draft: &PlanDraft, plan: &Plan, file: &mut FileProblems) {
    let changes = pairs(&draft.changes, &plan.changes);
    check(false, &changes, file, |change| {
        Some(value(published::plan_facts(plan), change))
    });
}

/// Checks the revisions of anything else than figures.
pub(super) fn check_quarters(all: &AllQuarters, problems: &mut Problems) {
    for file in &all.drafts.quarters {
        let changes: Vec<RecordedChange> = of_quarter(file);
        let changes = pairs(&file.other_revisions, &changes);
        let at = &mut FileProblems::of(&file.path, problems);
        check(true, &changes, at, |change| {
            let report = all.reports.get(&change.quarter)?;
            let entry = match &change.holder {
                Holder::Measure(id) => Some((id, all.entry(change.quarter, id)?)),
                _ => None,
            };
            // A rating by the rule is known only once figures are judged.
            let is_typed = |entry: &Entry| entry.rating.is_some();
            if change.field == "rating" && entry.is_some_and(|(_, entry)| !is_typed(entry)) {
                return None;
            }
            let own = entry.map(|(id, entry)| published::entry_facts(id, entry));
            let facts = published::quarter_facts(report).into_iter();
            Some(value(facts.chain(own.into_iter().flatten()), change))
        });
    }
}

/// Returns the current value of the fact that a change is about.
fn value(facts: impl IntoIterator<Item = Fact>, change: &RecordedChange) -> Option<String> {
    let mut facts = facts.into_iter();
    let own = facts.find(|fact| (&fact.holder, fact.field) == (&change.holder, change.field));
    own.map(|fact| fact.value)
}

fn pairs<'a>(
    drafts: &'a [ChangeDraft],
    changes: &'a [RecordedChange],
) -> Vec<(&'a ChangeDraft, &'a RecordedChange)> {
    drafts.iter().zip(changes).collect()
}

/// Reports changes that change nothing, that do not follow one another, or that do not end at the current value, if that
/// is known. Dated changes follow one another within their quarter only.
fn check(
    is_dated: bool,
    changes: &[(&ChangeDraft, &RecordedChange)],
    file: &mut FileProblems,
    current: impl Fn(&RecordedChange) -> Option<Option<String>>,
) {
    for (index, (draft, change)) in changes.iter().enumerate() {
        let mut later = changes[index + 1..].iter().map(|(_, later)| *later);
        let next = later.find(|later| {
            (&later.holder, later.field) == (&change.holder, change.field)
                && (!is_dated && change.field != "target" || later.quarter == change.quarter)
        });
        let now = change.now.as_ref().map(Text::as_str);
        let node = draft.now.as_ref().map_or(draft.node, |now| now.node);
        if change.was == change.now {
            let message = "this change changes nothing: `was` and `now` are the same";
            let help = "write the value before and the value now";
            file.error(Code::Revision, node, message, help);
            continue;
        }
        let was = |next: &RecordedChange| next.was.as_ref().map(|was| was.as_str().to_owned());
        let (expected, why) = match (next, current(change)) {
            (Some(next), _) => (was(next), "the next change of it starts at"),
            (None, Some(current)) => (current, "it is now"),
            (None, None) => continue,
        };
        if published::are_same(now, expected.as_deref()) {
            continue;
        }
        let field = change.field;
        let shown =
            |text: Option<&str>| text.map_or("nothing".to_owned(), |text| format!("`{text}`"));
        let (ends, holds) = (shown(now), shown(expected.as_deref()));
        let message = format!("this change of `{field}` ends at {ends}, but {why} {holds}");
        let help = match &expected {
            Some(expected) => format!(
                "write `now: {}`, or correct `{field}` itself",
                parse::typed(expected)
            ),
            None => "delete `now`".to_owned(),
        };
        file.error(Code::Revision, node, message, help);
    }
}
