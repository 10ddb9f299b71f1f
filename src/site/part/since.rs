//! What has changed since a report was published.

use schemars::JsonSchema;
use serde::Serialize;

use super::Fact;
use crate::assess::as_published::Since;
use crate::model::revision::of_quarter;
use crate::model::{Publication, Quarter, QuarterReport, RecordedChange};
use crate::site::context::Context;
use crate::site::phrases::{changes, covers, names, periods, revisions, verdicts};
use crate::site::words::{counted, fill};

/// What has changed since a report was published.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct SinceView {
    /// When it was published.
    pub published: String,
    /// How much has changed since.
    pub changed: String,
    /// What the record does not hold.
    pub reach: &'static str,
    /// What has changed, the latest first.
    pub changes: Vec<Fact>,
}

pub(crate) fn since(context: &Context, report: &QuarterReport, since: &[Since]) -> SinceView {
    let words = context.words;
    let published = match report.publication {
        Publication::On(day) => fill(
            words.as_published_lede,
            &[("day", &periods::day(words, day))],
        ),
        _ => words.as_published_undated.to_owned(),
    };
    let changed = match since.len() {
        0 => words.as_published_none.to_owned(),
        count => counted(words, words.as_published_since, count, &[]),
    };
    SinceView {
        published,
        changed,
        reach: words.as_published_reach,
        changes: (since.iter())
            .filter_map(|one| fact(context, report.quarter, one))
            .collect(),
    }
}

fn fact(context: &Context, reported: Quarter, since: &Since) -> Option<Fact> {
    let words = context.words;
    let was_now = |was: &str, now: &str| fill(words.since_was, &[("was", was), ("now", now)]);
    let (label, text, on, because) = match since {
        Since::Year(measure, outturn, on) => {
            let year = covers::year(words, measure, outturn.year);
            let slots = [
                ("measure", &*names::title_of(context, measure)),
                ("quarter", &year),
            ];
            let label = fill(words.since_figure, &slots);
            let subject = verdicts::subject(context, measure).distinct_from([]);
            let value = outturn.value.shown(|value| subject.value(value));
            let slots = [("now", &*value)];
            (label, fill(words.since_added, &slots), *on, None)
        }
        Since::Figure(revision) => {
            let measure = context.report.measure(&revision.measure)?;
            let subject = verdicts::subject(context, measure);
            let text = match subject.in_sentence([revision.was, revision.now]) {
                [Some(was), Some(now)] => was_now(&was, &now),
                _ => revisions::from(context, measure, &of_quarter(revision)),
            };
            let title = names::title_of(context, measure);
            let quarter = covers::period(context, measure, revision.period);
            let slots = [("measure", &*title), ("quarter", &quarter)];
            (
                fill(words.since_figure, &slots),
                text,
                revision.on,
                Some(&revision.reason),
            )
        }
        Since::Result(change, is_known) => {
            let (mut about, text) = recorded(context, change, *is_known);
            if change.quarter != reported {
                let quarter = periods::quarter(words, change.quarter);
                let slots = [("measure", &*about), ("quarter", &quarter)];
                about = fill(words.since_figure, &slots);
            }
            (about, text, change.on, Some(&change.reason))
        }
        Since::Promise(change, is_known) => {
            let (about, text) = recorded(context, change, *is_known);
            (about, text, change.on, Some(&change.reason))
        }
    };
    let day = periods::day(words, on);
    let detail = match because {
        Some(reason) => {
            let slots = [("day", &*day), ("because", reason.because.as_str())];
            fill(words.since_on, &slots)
        }
        None => fill(words.since_published_on, &[("day", &day)]),
    };
    Some(Fact {
        label,
        text: format!("{text}."),
        detail: Some(detail),
    })
}

/// Returns what a recorded change is about, and how it differs.
fn recorded(context: &Context, change: &RecordedChange, is_known: bool) -> (String, String) {
    let words = context.words;
    let (mut about, name) = changes::of_record(context, change);
    let [was, now] = changes::values_of_record(context, change);
    let slots = [("was", &*was), ("now", &*now)];
    let mut text = fill(words.since_was, &slots);
    if changes::of_month(context, change).is_some() {
        let slots = [("measure", &*about), ("quarter", &name)];
        about = fill(words.since_figure, &slots);
    } else {
        text = format!("{name}: {text}");
    }
    if !is_known {
        text = format!("{text}. {}", words.as_published_unknown);
    }
    (about, text)
}
