//! The history of what was promised of a measure: each change with its reason and who decided it.
//!
//! Source: Code of Practice for Statistics, on changes to definitions and methods, which must be explained to readers.

use std::cmp::Reverse;

use super::facts::{Fact, FactTable, table};
use crate::model::{Holder, Measure, Quarter, Reason, RecordedChange, Target, Text};
use crate::site::context::Context;
use crate::site::phrases::{periods, verdicts};
use crate::site::words::{Words, fill};

/// Returns the changes of a measure and its members, the latest first.
pub(crate) fn changes(context: &Context, measure: &Measure) -> FactTable {
    let words = context.words;
    let mut rows: Vec<(Quarter, Fact)> = Vec::new();
    for one in measure.with_members() {
        let mut own = targets(context, one);
        own.extend(end(context, one));
        let holder = Holder::Measure(one.id.clone());
        let changes = measure
            .changes
            .iter()
            .filter(|change| change.holder == holder);
        own.extend(changes.map(|change| recorded(context, change)));
        if one.id != measure.id {
            for (_, fact) in &mut own {
                fact.label = format!("{}, {}", one.title.as_str(), fact.label);
            }
        }
        rows.extend(own);
    }
    rows.sort_by_key(|(quarter, _)| Reverse(*quarter));
    let rows = rows.into_iter().map(|(_, fact)| fact);
    table(words.changes, Some(words.changes_note), rows.collect())
}

fn row(
    context: &Context,
    quarter: Quarter,
    text: String,
    reason: Option<&Reason>,
) -> (Quarter, Fact) {
    let fact = Fact {
        label: periods::quarter(context.words, quarter),
        text,
        detail: reason.map(|reason| in_words(context, reason)),
    };
    (quarter, fact)
}

/// Returns a row for each target that differs from the one before.
fn targets(context: &Context, measure: &Measure) -> Vec<(Quarter, Fact)> {
    let words = context.words;
    let subject = verdicts::subject(context, measure);
    let shown = |target: &Target| {
        let goal = Some(target.goal);
        let figure = subject.target(goal);
        match subject.tolerance(goal) {
            Some(tolerance) => {
                let slots = [("target", &*figure), ("tolerance", &tolerance)];
                fill(words.target_with_tolerance, &slots)
            }
            None => figure,
        }
    };
    let pairs = measure.judgement.targets().windows(2);
    let rows = pairs.filter_map(|pair| {
        let (was, now) = (shown(&pair[0]), shown(&pair[1]));
        let text = sentence(words, words.target, Some(&was), Some(&now));
        (was != now).then(|| row(context, pair[1].from, text, pair[1].reason.as_ref()))
    });
    rows.collect()
}

fn end(context: &Context, measure: &Measure) -> Option<(Quarter, Fact)> {
    let until = measure.expected.until?;
    let text = context.words.last_reported.to_owned();
    Some(row(context, until, text, measure.expected.ended.as_ref()))
}

fn recorded(context: &Context, change: &RecordedChange) -> (Quarter, Fact) {
    let words = context.words;
    let typed = |text: &Option<Text>| {
        let text = text.as_ref()?.as_str();
        Some(text.trim_end_matches('.').replace('_', " "))
    };
    let (was, now) = (typed(&change.was), typed(&change.now));
    let text = sentence(
        words,
        name_of(words, change.field),
        was.as_deref(),
        now.as_deref(),
    );
    row(context, change.quarter, text, Some(&change.reason))
}

/// Says what a field was and what it is now: "Target: 13 days, previously 14 days".
fn sentence(words: &Words, name: &str, was: Option<&str>, now: Option<&str>) -> String {
    let now = ("now", now.unwrap_or(words.none));
    match was {
        Some(was) => fill(words.changed, &[("name", name), now, ("was", was)]),
        None => fill(words.changed_from_nothing, &[("name", name), now]),
    }
}

fn name_of<'w>(words: &'w Words, field: &str) -> &'w str {
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
        "due" => words.field_due,
        "breaks" => words.field_breaks,
        "compare_with" => words.field_compare_with,
        "meaningful_change" => words.field_meaningful_change,
        _ => words.target,
    }
}

/// Returns the reason, who decided it and when, and the address of the paper.
fn in_words(context: &Context, reason: &Reason) -> String {
    let words = context.words;
    let mut texts = vec![reason.because.as_str().to_owned()];
    if let Some(decision) = &reason.decided {
        let day = decision.on.map(|day| periods::day(words, day));
        let by = decision.by.as_ref().map(Text::as_str);
        texts.extend(match (by, &day) {
            (Some(by), Some(day)) => Some(fill(words.decided_by_on, &[("by", by), ("day", day)])),
            (Some(by), None) => Some(fill(words.decided_by, &[("by", by)])),
            (None, Some(day)) => Some(fill(words.decided_on, &[("day", day)])),
            (None, None) => None,
        });
        texts.extend(
            decision
                .paper
                .iter()
                .map(|paper| fill(words.decision_paper, &[("address", paper)])),
        );
    }
    texts.join(" ")
}
