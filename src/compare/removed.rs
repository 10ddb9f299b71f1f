//! Published records of changes that are no longer there. The record of what changed is itself published, so it stays: a wrong
//! entry is followed by another one. The wording of its reason is free, as that of other reasons is.

use super::SiteEditions;
use super::fact_words::{holder_name, sides};
use super::facts::{ChangedFact, FactRecord, plain_holder, recorded, revised as other_revisions};
use super::revised::Revised;
use crate::model::published::{self, FactKind};
use crate::model::{
    Holder, MeasureId, Quarter, Reason, RecordedChange, Report, Revision, Text, month_lists,
};
use crate::parse::typed;

/// The list of a file that has revisions of results.
pub(super) const REVISIONS: &str = "revisions";
/// The list of a file that has changes of promises.
pub(super) const CHANGES: &str = "changes";

/// Returns the records that are gone, each as the entry that it was. Those of figures and facts that have another problem are
/// left to it.
pub(super) fn removed(
    before: SiteEditions,
    after: SiteEditions,
    revised: &[Revised],
    changed: &[ChangedFact],
) -> Vec<ChangedFact> {
    let (was, now) = (&before.public.report, &after.complete.report);
    let has_problem = |holder: &Holder, quarter: Quarter, field: &str| {
        let mut figures = revised.iter().filter(|one| !one.record.is_recorded());
        let mut facts = changed.iter().filter(|one| !one.is_recorded());
        let is_of = |id: &MeasureId| *holder == Holder::Measure(id.clone());
        figures.any(|one| one.quarter == quarter && is_of(&one.measure))
            || facts.any(|one| one.holder == *holder && one.field == field)
    };
    let reports = was.quarters.values();
    let (earlier, kept) = (other_revisions(was), other_revisions(now));
    let reports = reports.filter(|report| now.quarters.contains_key(&report.quarter));
    let mut removed = Vec::new();
    for report in reports {
        let figures = report.revisions.iter().filter(|one| !one.follows_months);
        for one in figures.filter(|one| is_gone(one, was, now)) {
            let holder = Holder::Measure(one.measure.clone());
            if !has_problem(&holder, one.period, REVISIONS) {
                let entries = (figure_entry(one, was), edited_figure(one, was, now));
                removed.push(fact(was, holder, REVISIONS, report.quarter, entries));
            }
        }
        let others = report.other_revisions.iter();
        for one in others.filter(|one| is_holder_left(now, &one.holder) && !is_kept(one, &kept)) {
            if !has_problem(&one.holder, one.quarter, one.field) {
                let entries = (entry_of(one, true), edited(one, &earlier, &kept, true));
                let holder = one.holder.clone();
                removed.push(fact(was, holder, REVISIONS, report.quarter, entries));
            }
        }
    }
    let last = was.quarters.keys().next_back().copied();
    let (earlier, kept) = (recorded(was), recorded(now));
    let as_of = before.public.assessment.as_of;
    let mut known = earlier.clone();
    known.retain(|one| Some(one.quarter) <= last && one.on <= as_of);
    for one in known
        .into_iter()
        .filter(|one| is_holder_left(now, &one.holder) && !is_kept(one, &kept))
    {
        if !has_problem(&one.holder, one.quarter, one.field) {
            let entries = (entry_of(one, false), edited(one, &earlier, &kept, false));
            removed.push(fact(was, one.holder.clone(), CHANGES, one.quarter, entries));
        }
    }
    removed
}

fn fact(
    report: &Report,
    holder: Holder,
    list: &'static str,
    quarter: Quarter,
    (entry, edited): (String, Option<String>),
) -> ChangedFact {
    let kind = match list {
        REVISIONS => FactKind::Result,
        _ => FactKind::Promise,
    };
    let measure = match &holder {
        Holder::Measure(id) => report.measure(id),
        _ => None,
    };
    let title = measure.map(|measure| measure.title.as_str());
    let title = title.or(holder.name()).unwrap_or_default().to_owned();
    ChangedFact {
        title,
        holder,
        field: list,
        kind,
        quarter,
        was: Some(entry),
        now: edited,
        record: FactRecord::Unrecorded,
        is_public: true,
        ratings: Vec::new(),
    }
}

/// Returns whether a revision is not recorded any more, although its measure still has the same unit.
fn is_gone(one: &Revision, before: &Report, after: &Report) -> bool {
    let units = [before, after].map(|report| Some(&report.measure(&one.measure)?.unit));
    let key = |one: &Revision| (one.measure.clone(), one.period, one.was, one.now, one.on);
    let mut now = after.quarters.values().flat_map(|report| &report.revisions);
    units[1].is_some() && units[0] == units[1] && !now.any(|other| key(other) == key(one))
}

fn is_kept(one: &RecordedChange, now: &[&RecordedChange]) -> bool {
    let text = |text: &Option<Text>| text.as_ref().map(|text| text.as_str().to_owned());
    let same = |a: &Option<Text>, b: &Option<Text>| {
        published::are_same(text(a).as_deref(), text(b).as_deref())
    };
    now.iter().any(|other| {
        plain_holder(&other.holder) == plain_holder(&one.holder)
            && (other.field, other.quarter, other.on) == (one.field, one.quarter, one.on)
            && same(&other.was, &one.was)
            && same(&other.now, &one.now)
    })
}

/// Returns the new entry of the same figure, if there is one instead of the revision that is gone.
fn edited_figure(one: &Revision, before: &Report, after: &Report) -> Option<String> {
    let mut now = after.quarters.values().flat_map(|report| &report.revisions);
    let new = now.find(|new| {
        (&new.measure, new.period) == (&one.measure, one.period) && is_gone(new, after, before)
    });
    new.map(|new| figure_entry(new, after))
}

/// Returns the new entry of the same fact, if there is one instead of the change that is gone.
fn edited(
    one: &RecordedChange,
    before: &[&RecordedChange],
    after: &[&RecordedChange],
    is_result: bool,
) -> Option<String> {
    let is_same = |new: &RecordedChange| {
        let months = (one.named_months(), new.named_months());
        (&new.holder, new.field, new.quarter) == (&one.holder, one.field, one.quarter)
            && (!one.is_of_months() || months.0 == months.1)
    };
    let mut new = after.iter().filter(|new| !is_kept(new, before));
    let new = new.find(|new| is_same(new))?;
    Some(entry_of(new, is_result))
}

/// Returns whether the site still has what a record is about. If not, that has its own problem.
fn is_holder_left(report: &Report, holder: &Holder) -> bool {
    match holder {
        Holder::Measure(id) => report.measure(id).is_some(),
        Holder::Plan(id) => report.plans.contains_key(id),
        Holder::Objective(id) => report.objective(id).is_some(),
        _ => true,
    }
}

fn figure_entry(one: &Revision, report: &Report) -> String {
    let unit = report.measure(&one.measure).map(|measure| &measure.unit);
    let figure = |figure| unit.map_or_else(String::new, |unit| unit.typed(figure));
    let (measure, period, on) = (&one.measure, one.period, one.on);
    let [was, now] = [one.was, one.now].map(|side| side.map(&figure));
    let (sides, reason) = (sides(was.as_deref(), now.as_deref()), reason(&one.reason));
    format!("{{ measure: {measure}, period: {period}{sides}, on: {on}, {reason} }}")
}

/// Returns a recorded change as the entry that it was.
fn entry_of(one: &RecordedChange, is_result: bool) -> String {
    let [was, now] = [&one.was, &one.now].map(|side| side.as_ref().map(Text::as_str));
    let name = holder_name(
        &one.holder,
        is_result,
        one.field == "title" && now.is_none(),
    );
    let end = format!("on: {}, {}", one.on, reason(&one.reason));
    let months: Vec<_> = one.named_months().into_iter().collect();
    if let [month] = months[..]
        && one.is_of_months()
    {
        let value = |list: Option<&'_ str>| {
            let value = list.and_then(|list| month_lists::value(list, month));
            value.map(str::to_owned)
        };
        let (was, now) = (value(was), value(now));
        let sides = sides(was.as_deref(), now.as_deref());
        return format!("{{ {name}period: {month}{sides}, {end} }}");
    }
    let (field, quarter) = (one.field, one.quarter);
    let key = if is_result { "period" } else { "from" };
    let sides = sides(was, now);
    format!("{{ {name}field: {field}, {key}: {quarter}{sides}, {end} }}")
}

fn reason(reason: &Reason) -> String {
    let mut text = format!("because: {}", typed(reason.because.as_str()));
    if let Some(decision) = &reason.decided {
        let on = decision.on.map(|on| format!("on: {on}"));
        let by = decision.by.as_ref();
        let by = by.map(|by| format!("by: {}", typed(by.as_str())));
        let paper = decision.paper.as_ref();
        let paper = paper.map(|paper| format!("paper: {}", typed(paper)));
        let all: Vec<String> = [on, by, paper].into_iter().flatten().collect();
        text += &format!(", decided: {{ {} }}", all.join(", "));
    }
    text
}
