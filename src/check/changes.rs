//! Recorded changes of what was published: each starts where the one before ended, and the last ends at what the files
//! say now.

use std::mem::discriminant;

use super::FileProblems;
use super::month_revisions::{check_months, is_of_same_months, of_month};
use super::quarters::{self, AllQuarters};
use crate::diag::{Code, Diagnostic, Problems, one_of, suggestion};
use crate::model::published::{self, Fact};
use crate::model::{
    Entry, Holder, Measure, MeasureId, ObjectiveId, Plan, PlanId, RecordedChange, Site, Text,
};
use crate::parse;
use crate::parse::draft::{ChangeDraft, Drafts, MeasureDraft, PlanDraft, QuarterDraft, SiteDraft};
use crate::source::{Place, SourcePath};

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
    let members = draft.members.iter().map(|(id, _)| id.as_str());
    for (_, member) in draft.changes.iter().filter_map(|one| one.holder.as_ref()) {
        if members.clone().any(|known| known == member.as_str()) {
            continue;
        }
        let message = format!("`{}` has no member `{}`", draft.id, member.value);
        let help = suggestion(member, members.clone()).unwrap_or_else(|| {
            if draft.members.is_empty() {
                "delete `member`: the change is of the measure itself".to_owned()
            } else {
                format!("its members are {}", one_of(members.clone()))
            }
        });
        file.error(Code::UnknownMeasure, member.node, message, help);
    }
    check(false, &changes, &[], file, |change| {
        let Holder::Measure(id) = &change.holder else {
            return None;
        };
        let all = measure.with_members();
        let one = all.into_iter().find(|one| one.id == *id)?;
        if change.field == "target" {
            let target = one.judgement.target_for(change.quarter);
            return Some(target.map(|target| published::target(target, &one.unit)));
        }
        Some(value(published::measure_facts(one), change))
    });
    for ((_, draft), member) in draft.members.iter().zip(measure.members()) {
        check_measure(draft, member, file);
    }
}

/// Checks the changes of a plan and its objectives. The removal of an objective names one that is not there.
pub(super) fn check_plan(draft: &PlanDraft, plan: &Plan, file: &mut FileProblems) {
    let changes = pairs(&draft.changes, &plan.changes);
    let ids = plan.objectives.iter().map(|own| own.id.as_str());
    for change in draft.changes.iter().filter(|one| !is_removal(one)) {
        if let Some((_, id)) = &change.holder
            && !ids.clone().any(|known| known == id.as_str())
        {
            let message = format!("this plan has no objective `{}`", id.value);
            let help = suggestion(id, ids.clone())
                .unwrap_or_else(|| format!("its objectives are {}", one_of(ids.clone())));
            file.error(Code::UnknownObjective, id.node, message, help);
        }
    }
    check(false, &changes, &[], file, |change| {
        if let Holder::Objective(id) = &change.holder
            && change.now.is_some()
            && !ids.clone().any(|known| known == id.as_str())
        {
            return None;
        }
        Some(value(published::plan_facts(plan), change))
    });
}

/// Checks the changes of the site's own rules, and the removals of measures and plans, which are named by their titles.
pub(super) fn check_site(draft: &SiteDraft, site: &Site, drafts: &Drafts, file: &mut FileProblems) {
    let changes = pairs(&draft.changes, &site.changes);
    for (draft, change) in &changes {
        let is_title = change.field == "title";
        let (message, help) = match (&change.holder, is_title) {
            (Holder::Site, true) => (
                "the title of the site is not a promise",
                "delete this entry; for a measure or a plan that was removed, add `measure:` or `plan:`",
            ),
            (Holder::Measure(_), false) => (
                "only a measure that was removed is named here",
                "write this entry under `changes:` in the measure's own file",
            ),
            (Holder::Plan(_), false) => (
                "only a plan that was removed is named here",
                "write this entry under `changes:` in the plan's own file",
            ),
            _ => continue,
        };
        file.error(Code::Revision, draft.field.node, message, help);
    }
    let measures = drafts.measures.iter();
    let measures = measures.map(|one| (one.id.as_str(), one.title.as_ref()));
    let plans = drafts.plans.iter();
    let plans = plans.map(|one| (one.id.as_str(), Some(&one.title)));
    let removed = changes.iter().filter(|(draft, _)| draft.holder.is_some());
    for (draft, _) in removed.filter(|(draft, _)| !is_removal(draft) && drafts.broken.is_empty()) {
        let Some((kind, id)) = &draft.holder else {
            continue;
        };
        let known: Vec<&str> = match *kind {
            "plan" => plans.clone().map(|(id, _)| id).collect(),
            _ => measures.clone().map(|(id, _)| id).collect(),
        };
        if !known.contains(&id.as_str()) {
            let message = format!("there is no {kind} `{}`", id.value);
            let help = suggestion(id, known).unwrap_or_else(|| {
                format!("if the {kind} was removed, delete `now`: an entry ends at nothing")
            });
            let code = Code::UnknownWord;
            file.error(code, id.node, message, help);
        }
    }
    let title_of =
        |title: Option<Option<&Text>>| title.flatten().map(|title| title.as_str().to_owned());
    check(false, &changes, &[], file, |change| match &change.holder {
        Holder::Measure(_) | Holder::Plan(_) if change.field != "title" => None,
        Holder::Measure(_) | Holder::Plan(_) if !drafts.broken.is_empty() => None,
        Holder::Measure(id) => {
            let mut own = measures.clone().filter(|(own, _)| *own == id.as_str());
            let title = own.next().map(|(_, title)| title);
            (title.is_some() || change.now.is_none()).then(|| title_of(title))
        }
        Holder::Plan(id) => {
            let mut own = plans.clone().filter(|(own, _)| *own == id.as_str());
            let title = own.next().map(|(_, title)| title);
            (title.is_some() || change.now.is_none()).then(|| title_of(title))
        }
        _ if change.field == "title" => None,
        _ => Some(value(published::site_facts(site), change)),
    });
}

/// Returns whether a change says that a whole thing was removed.
fn is_removal(change: &ChangeDraft) -> bool {
    change.field.value == "title" && change.now.is_none()
}

/// Checks the revisions of anything else than figures.
pub(super) fn check_quarters(all: &AllQuarters, problems: &mut Problems) {
    let files = all.drafts.quarters.iter();
    let recorded: Vec<RecordedChange> = files.flat_map(|file| of_quarter(file)).collect();
    let mut end = 0;
    for file in &all.drafts.quarters {
        let begin = end;
        end += file.other_revisions.len();
        let (earlier, later) = (&recorded[..begin], &recorded[end..]);
        let changes = pairs(&file.other_revisions, &recorded[begin..end]);
        for (draft, change) in &changes {
            check_name(all, &file.path, draft, change, problems);
        }
        let at = &mut FileProblems::of(&file.path, problems);
        check_months(all, earlier, &changes, at);
        check(true, &changes, later, at, |change| {
            let report = all.reports.get(&change.quarter)?;
            let entry = match &change.holder {
                Holder::Measure(id) if !is_listed(change) => match all.entry(change.quarter, id) {
                    None if change.is_of_months() => return Some(None),
                    entry => Some((id, entry?)),
                },
                _ => None,
            };
            // A rating by a rule is known only once figures are judged.
            let is_typed = |entry: &Entry| entry.rating.is_some();
            let is_by_rule = match &change.holder {
                Holder::Money(_) => true,
                _ => entry.is_some_and(|(_, entry)| !is_typed(entry)),
            };
            if change.field == "rating" && is_by_rule {
                return None;
            }
            let own = entry.and_then(|(id, entry)| {
                let measure = quarters::measure(all.known, all.rows, id)?;
                Some(published::entry_facts(id, &measure.unit, entry))
            });
            let facts = published::quarter_facts(report).into_iter();
            let facts: Vec<Fact> = facts.chain(own.into_iter().flatten()).collect();
            // A name that is not in the quarter has its own message.
            let is_known = facts.iter().any(|fact| fact.holder == change.holder);
            (is_known || change.now.is_none() || change.is_of_months())
                .then(|| value(facts, change))
        });
    }
}

/// Returns whether a change is of the lists that people add measures to.
fn is_listed(change: &RecordedChange) -> bool {
    ["performing_well", "improvement"].contains(&change.field)
}

/// Reports a revision that names nothing that its quarter has. One without a value now may be of something removed.
fn check_name(
    all: &AllQuarters,
    path: &SourcePath,
    draft: &ChangeDraft,
    change: &RecordedChange,
    problems: &mut Problems,
) {
    let place = |node| Place::node(path, node);
    let period = &draft.quarter;
    if !all
        .known
        .require_quarter(place(period.node), period.value, problems)
    {
        return;
    }
    let Some((kind, name)) = &draft.holder else {
        return;
    };
    let at = place(name.node);
    match &change.holder {
        Holder::Measure(_) => {
            all.known.require_measure(at, name, problems);
        }
        Holder::Objective(_) => {
            all.known.require_objective(at, name, problems);
        }
        holder if change.now.is_some() => {
            let Some(report) = all.reports.get(&change.quarter) else {
                return;
            };
            let facts = published::quarter_facts(report);
            let mut names: Vec<&str> = facts
                .iter()
                .filter(|fact| discriminant(&fact.holder) == discriminant(holder))
                .filter_map(|fact| fact.holder.name())
                .collect();
            names.dedup();
            if names.contains(&name.as_str()) {
                return;
            }
            let help = suggestion(name, names.iter().copied()).unwrap_or_else(|| match names[..] {
                [] => format!(
                    "delete this entry, or correct `period`: {} has none",
                    period.value
                ),
                _ => format!("{} has {}", period.value, one_of(names.iter().copied())),
            });
            let what = match *kind {
                "money" => "row of money",
                "stated" => "stated total",
                kind => kind,
            };
            let message = format!("{} has no {what} `{}`", period.value, name.value);
            problems.report(Diagnostic::error(Code::UnknownWord, at, message).help(help));
        }
        _ => {}
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
/// is known. Dated changes follow one another within their quarter only, also those of later files.
fn check(
    is_dated: bool,
    changes: &[(&ChangeDraft, &RecordedChange)],
    of_later_files: &[RecordedChange],
    file: &mut FileProblems,
    current: impl Fn(&RecordedChange) -> Option<Option<String>>,
) {
    for (index, (draft, change)) in changes.iter().enumerate() {
        let later = changes[index + 1..].iter().map(|(_, later)| *later);
        let mut later = later.chain(of_later_files);
        let next = later.find(|later| {
            (&later.holder, later.field) == (&change.holder, change.field)
                && (!is_dated && change.field != "target" || later.quarter == change.quarter)
                && (!change.is_of_months() || is_of_same_months(change, later))
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
        let field = change.field;
        if let Some(month) = draft.month {
            let problem = of_month(month, now, next.is_some(), expected.as_deref());
            if let Some((message, help)) = problem {
                file.error(Code::Revision, node, message, help);
            }
            continue;
        }
        if published::holds(field, now, expected.as_deref()) {
            continue;
        }
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
