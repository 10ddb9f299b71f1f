//! The names of published facts, as councillors read them.

use super::facts::{ChangedFact, FactRecord};
use super::removed::{CHANGES, REVISIONS};
use crate::model::published::FactKind;
use crate::model::{Holder, Reason};

/// Returns what a fact is called in a sentence.
pub(super) fn name_of(fact: &ChangedFact) -> String {
    let is_of_measure = matches!(fact.holder, Holder::Measure(_));
    let is_result = fact.kind == FactKind::Result;
    let name = match fact.field {
        "target" if is_of_measure => return format!("target from {}", fact.quarter),
        "objective" => "objectives",
        "unit" => "what is counted",
        "better" => "which way is better",
        "period" => "period of each figure",
        "rule" => "rule of rating",
        "from" => "first quarter",
        "until" | "to" => "last quarter",
        "due" if is_of_measure => "quarters in which it is due",
        "breaks" => "break in the series",
        "compare_with" => "what the direction is compared with",
        "meaningful_change" => "smallest change that counts",
        "rated_by" => "who gives the rating",
        "rebase" => "quarter from which limits are calculated",
        "benchmarks" => "figures of other bodies",
        "outturns" => "figures of whole years",
        "baselines" => "baseline",
        "cohort" => "number of cases",
        "performing_well" => "list of areas performing well",
        "improvement" => "list of areas for improvement",
        "amber_up_to" => "threshold for money",
        "due_days" => "days until a report is due",
        "scales" => "scales of ratings",
        "tolerances" => "tolerances of targets that have none",
        "risks" => "matrix of risks",
        "rating_names" => "names of ratings",
        "publish_on" => "day of publication",
        "in" => "unit of the amounts",
        "basis" => "what the amounts cover",
        "variance_on" => "base of the variance",
        "columns" => "further amounts",
        "inherent" => "size before action",
        "residual" => "size after action",
        "complete" => "percentage complete",
        "first_due" => "day on which it was first due",
        "title" if fact.is_removal() => "removal",
        "parts" if !is_result => "names of parts",
        REVISIONS => "published revision",
        CHANGES => "published reason for a change",
        field => return field.replace('_', " "),
    };
    name.to_owned()
}

/// Returns whether what the site shows of a thing does not include the fact itself, so that its values must be listed.
pub(super) fn is_shown_nowhere_else(fact: &ChangedFact) -> bool {
    let is_result = fact.kind == FactKind::Result;
    match fact.field {
        _ if !fact.is_public && !fact.is_removal() => true,
        "from" => matches!(fact.holder, Holder::Measure(_)),
        REVISIONS | CHANGES | "rebase" | "rated_by" | "cohort" | "numerator" | "denominator"
        | "in" | "variance_on" | "scales" | "tolerances" | "rating_names" | "priorities"
        | "risks" => true,
        "parts" => !is_result,
        _ => false,
    }
}

/// Returns a value as typed, in words.
pub(super) fn value(text: Option<&str>) -> Option<String> {
    text.map(|text| text.replace('_', " "))
}

/// Returns why something changed, who decided it and when, and where the decision is published.
pub(super) fn reason(reason: &Reason) -> String {
    let mut text = reason.because.as_str().to_owned();
    let Some(decision) = &reason.decided else {
        return text;
    };
    if !text.ends_with(['.', '?', '!']) {
        text.push('.');
    }
    let by = decision
        .by
        .as_ref()
        .map(|by| format!(" by {}", by.as_str()));
    let on = decision
        .on
        .map(|day| format!(" on {}", day.strftime("%-d %B %Y")));
    let paper = decision.paper.as_ref().map(|at| format!(": {at}"));
    let texts = [by, on, paper].map(Option::unwrap_or_default);
    format!("{text} Decided{}", texts.concat())
}

/// Returns what is missing in the record of a fact. `None` if nothing is.
pub(super) fn fault(fact: &ChangedFact) -> Option<String> {
    let name = name_of(fact);
    match &fact.record {
        FactRecord::Recorded(_) => None,
        FactRecord::OtherValues(change) => Some(format!(
            "the recorded change of {} has other values ({name})",
            change.on
        )),
        FactRecord::Unrecorded if [REVISIONS, CHANGES].contains(&fact.field) => {
            Some(format!("a {name} is missing or has other values"))
        }
        FactRecord::Unrecorded => Some(format!("no reason is recorded ({name})")),
    }
}
