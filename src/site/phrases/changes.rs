//! Changes of what was promised, in words: what changed, why, and who decided it.

use super::verdicts::{self, Subject};
use super::{names, periods};
use crate::assess::earlier::{ByEarlierTarget, InForce};
use crate::assess::ledger::{self, ChangeKind, Changed, ChangedValue, LedgerChange};
use crate::model::{Decision, Holder, Measure, Quarter, RecordedChange, Text};
use crate::site::context::Context;
use crate::site::words::{Words, fill};

/// A change in words.
pub(crate) struct ChangeInWords {
    /// The first quarter in which it applies.
    pub(crate) quarter: Quarter,
    /// The name of the field.
    pub(crate) field: &'static str,
    /// The title of the measure or the objective.
    pub(crate) about: String,
    /// What changed.
    pub(crate) what: String,
    /// The reason, or that none is recorded.
    pub(crate) because: String,
}

/// Returns every change of the site.
pub(crate) fn of_site(context: &Context) -> Vec<ChangeInWords> {
    let all = ledger::ledger(context.report);
    let all = all.iter().map(|change| ChangeInWords {
        quarter: change.quarter,
        field: change.field,
        about: about(context, change),
        what: what(context, change),
        because: because(context, change),
    });
    all.collect()
}

/// Returns the reason for a change, or that none is recorded. That of a break is a part of a sentence, as notes have it.
pub(crate) fn because(context: &Context, change: &LedgerChange) -> String {
    match change.because {
        Some(because) if change.is_break() => verdicts::because_line(context.words, because),
        Some(because) => because.as_str().to_owned(),
        None => context.words.ledger_no_reason.to_owned(),
    }
}

/// Says what changed: "Target: 13 days, previously 14 days", "First reported", "No longer reported".
pub(crate) fn what(context: &Context, change: &LedgerChange) -> String {
    let words = context.words;
    match (change.kind, change.field) {
        (ChangeKind::New, _) => return words.first_reported.to_owned(),
        (ChangeKind::Removed, "until") => {
            let last = periods::quarter(words, change.quarter.previous());
            return fill(words.no_longer_reported, &[("quarter", &last)]);
        }
        (ChangeKind::Removed, _) => return words.removed.to_owned(),
        (ChangeKind::Amended, _) if change.is_break() => return words.series_breaks.to_owned(),
        (ChangeKind::Amended, _) => {}
    }
    let shown = |value| in_words(context, change.about, value);
    let (was, now) = (change.was.map(shown), change.now.map(shown));
    let name = name_of(words, change.field);
    let now = ("now", now.as_deref().unwrap_or(words.none));
    match &was {
        Some(was) => fill(words.changed, &[("name", name), now, ("was", was)]),
        None => fill(words.changed_from_nothing, &[("name", name), now]),
    }
}

/// Returns what a change is about: the title of the measure or the objective, or what the site no longer has.
pub(crate) fn about(context: &Context, change: &LedgerChange) -> String {
    match (change.about, change.was) {
        (Changed::Measure(measure), _) => names::title_of(context, measure),
        (Changed::Other(holder), Some(ChangedValue::Typed(was))) => {
            title_of(context, holder, Some(was))
        }
        (Changed::Other(holder), _) => title_of(context, holder, None),
    }
}

/// Returns the title of what a recorded change is about, and the name of its field.
pub(crate) fn of_record(context: &Context, change: &RecordedChange) -> (String, String) {
    let about = title_of(context, &change.holder, change.was.as_ref());
    let name = match of_month(context, change) {
        Some((month, _)) => month,
        None => name_of(context.words, change.field).to_owned(),
    };
    (about, name)
}

/// Returns the name of the month that was revised, with its figure before and now. `None` if a change is not of one month.
pub(crate) fn of_month(
    context: &Context,
    change: &RecordedChange,
) -> Option<(String, [String; 2])> {
    let Holder::Measure(id) = &change.holder else {
        return None;
    };
    let measure = context.report.measure(id)?;
    let months = change.is_of_months().then(|| change.changed_months());
    let [one] = months.as_deref()? else {
        return None;
    };
    let subject = verdicts::subject(context, measure);
    let words = context.words;
    let value = |typed: Option<&str>, without: &str| {
        let figure = typed.and_then(|typed| measure.unit.read(typed));
        let typed = typed.unwrap_or(without);
        figure.map_or_else(|| typed.to_owned(), |figure| subject.value(figure))
    };
    let month = periods::month(words, one.month);
    let values = [value(one.was, words.none), value(one.now, words.withdrawn)];
    Some((month, values))
}

/// Returns the values before and after a recorded change.
pub(crate) fn values_of_record(context: &Context, change: &RecordedChange) -> [String; 2] {
    if let Some((_, values)) = of_month(context, change) {
        return values;
    }
    [&change.was, &change.now].map(|value| match value {
        Some(typed) => rating_of_record(context, change, typed).unwrap_or_else(|| readable(typed)),
        None => context.words.none.to_owned(),
    })
}

/// Returns the name of a typed rating.
fn rating_of_record(context: &Context, change: &RecordedChange, typed: &Text) -> Option<String> {
    if change.field != "rating" {
        return None;
    }
    let scales = &context.report.site.scales;
    let scale = match &change.holder {
        Holder::Measure(id) => &context.report.measure(id)?.scale,
        Holder::Action(_) => scales.actions(),
        _ => scales.overall(),
    };
    let rating = scales.rating(scale, typed.as_str())?;
    Some(rating.name().to_owned())
}

/// Returns the title of a measure, a plan or an objective, or the name of a row. A measure or plan that the site no longer has
/// is named as typed.
fn title_of(context: &Context, holder: &Holder, typed: Option<&Text>) -> String {
    let report = context.report;
    let known = match holder {
        Holder::Measure(id) => {
            let measure = report.measure(id);
            measure.map(|measure| names::title_of(context, measure))
        }
        Holder::Objective(id) => {
            let found = report.objective(id);
            found.map(|(_, objective)| objective.title.as_str().to_owned())
        }
        Holder::Plan(id) => report
            .plans
            .get(id)
            .map(|plan| plan.title.as_str().to_owned()),
        Holder::Money(name) | Holder::Risk(name) | Holder::Action(name) | Holder::Stated(name) => {
            Some(name.clone())
        }
        Holder::Site => None,
    };
    let typed = || {
        typed
            .filter(|_| *holder != Holder::Site)
            .map(|text| text.as_str().to_owned())
    };
    known
        .or_else(typed)
        .unwrap_or_else(|| context.words.whole_site.to_owned())
}

/// Returns a typed value as readers see it: `on_target` without the underscore, a sentence without its full stop.
fn readable(typed: &Text) -> String {
    typed.as_str().trim_end_matches('.').replace('_', " ")
}

/// Says who decided something and when. `None` if neither is known.
pub(crate) fn decided(words: &Words, decision: &Decision) -> Option<String> {
    let day = decision.on.map(|day| periods::day(words, day));
    let by = decision.by.as_ref().map(Text::as_str);
    match (by, &day) {
        (Some(by), Some(day)) => Some(fill(words.decided_by_on, &[("by", by), ("day", day)])),
        (Some(by), None) => Some(fill(words.decided_by, &[("by", by)])),
        (None, Some(day)) => Some(fill(words.decided_on, &[("day", day)])),
        (None, None) => None,
    }
}

/// Says who set a target. `None` if that is not recorded, and for other changes.
pub(crate) fn set_by(words: &Words, change: &LedgerChange) -> Option<String> {
    let Some(ChangedValue::Target(target)) = change.now else {
        return None;
    };
    let who = target.set_by.as_ref()?;
    Some(fill(words.target_set_by, &[("who", who.as_str())]))
}

fn in_words(context: &Context, about: Changed, value: ChangedValue) -> String {
    match (value, about) {
        (ChangedValue::Target(target), Changed::Measure(measure)) => {
            verdicts::subject(context, measure).whole(target)
        }
        (ChangedValue::Typed(text), _) => readable(text),
        (ChangedValue::Target(_), Changed::Other(_)) => String::new(),
    }
}

/// Returns the name of a field, as the tables of pages have it.
pub(crate) fn name_of<'w>(words: &'w Words, field: &str) -> &'w str {
    match field {
        "title" => words.field_title,
        "definition" => words.definition,
        "source" => words.data_source,
        "objective" => words.belongs_to,
        "group" => words.group,
        "set" => words.set,
        "unit" => words.field_unit,
        "better" => words.polarity,
        "period" => words.period,
        "rule" => words.field_rule,
        "until" => words.last_reported,
        "due" => words.due,
        "breaks" => words.field_breaks,
        "compare_with" => words.field_compare_with,
        "meaningful_change" => words.field_meaningful_change,
        "amber_up_to" => words.field_amber_up_to,
        "due_days" => words.field_due_days,
        "scales" => words.field_scales,
        "risks" => words.field_risks,
        "scale" => words.field_scale,
        "tolerances" => words.field_tolerances,
        "rating_names" => words.field_rating_names,
        "from" => words.field_from,
        "to" => words.field_to,
        "priority" => words.field_priority,
        "priorities" => words.field_priorities,
        "rated_by" => words.field_rated_by,
        "rebase" => words.field_rebase,
        "benchmarks" => words.benchmarks,
        "outturns" => words.outturns,
        "baselines" => words.baselines,
        "cohort" => words.rests_on,
        "numerator" | "denominator" => words.worked_out_from,
        "performing_well" => words.performing_well,
        "improvement" => words.improvement,
        "publish_on" => words.field_publish_on,
        "rating" => words.rating,
        "direction" => words.direction,
        "forecast" => words.forecast,
        "on_target_by" => words.field_on_target_by,
        "months" => words.month_table,
        "parts" => words.parts,
        "inherent" => words.risk_inherent,
        "residual" => words.risk_residual,
        "total" => words.field_total,
        "counts" => words.field_counts,
        _ => name_of_money(words, field).unwrap_or_else(|| name_of_period(words, field)),
    }
}

/// Returns the name of a field of money. `None` for other fields.
fn name_of_money<'w>(words: &'w Words, field: &str) -> Option<&'w str> {
    Some(match field {
        "in" => words.field_money_unit,
        "basis" => words.field_basis,
        "variance_on" => words.field_variance_on,
        "columns" => words.field_columns,
        "budget" => words.budget,
        "projected" => words.projected,
        "gross" => words.gross_budget,
        "net" => words.net_budget,
        "variance" => words.variance,
        "estimate" => words.estimate,
        "earlier_estimate" => words.earlier_estimate,
        "actual" => words.actual,
        _ => return None,
    })
}

/// Returns the name of a field that says what figures cover, or else of a target.
fn name_of_period<'w>(words: &'w Words, field: &str) -> &'w str {
    match field {
        "rates" => words.field_rates,
        "targets_are" => words.field_targets_are,
        "lag" => words.field_lag,
        "year_starts" => words.field_year_starts,
        "every" => words.field_every,
        "year_to_date" => words.year_so_far,
        "margin" => words.margin_name,
        "covers" => words.period,
        "complete" => words.field_complete,
        "first_due" => words.field_first_due,
        _ => words.target,
    }
}

/// Returns the anchor of a quarter on the page of changes: "2016-17-q1".
pub(crate) fn anchor(quarter: Quarter) -> String {
    format!("{}-q{}", quarter.year_key(), quarter.number().number())
}

/// Says what the rating of a measure or a member would be under earlier targets. Empty if it would be the same, or if the site
/// turns this off.
pub(crate) fn of_rating(context: &Context, measure: &Measure, quarter: Quarter) -> Vec<String> {
    if !context.report.site.earlier_targets {
        return Vec::new();
    }
    let judged = context.assessment.in_quarter(quarter);
    let earlier = judged.by_earlier_targets(&measure.id);
    under_earlier_targets(&verdicts::subject(context, measure), &earlier)
}

/// Says what a rating would be under each earlier target: "Under last year's target of 90%, this would be off target."
pub(crate) fn under_earlier_targets(subject: &Subject, earlier: &[ByEarlierTarget]) -> Vec<String> {
    let words = subject.words;
    let sentences = earlier.iter().map(|other| {
        let target = subject.target(Some(other.goal));
        let rating = verdicts::label(words, other.outcome);
        let mut slots = vec![("target", &*target), ("rating", rating)];
        let start = match other.in_force {
            InForce::LastYear => return fill(words.under_last_year, &slots),
            InForce::PlanStart(quarter) => periods::quarter(words, quarter),
        };
        slots.push(("quarter", &start));
        fill(words.under_plan_start, &slots)
    });
    sentences.collect()
}
