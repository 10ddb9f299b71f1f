//! When a report was published, when the next is due, and whom to contact.

use super::{Tone, periods};
use crate::assess::reporting::{Announced, Timing, Wait, days_after_end};
use crate::model::{Publication, Quarter, QuarterReport};
use crate::site::context::Context;
use crate::site::words::{counted, fill};

/// Returns when the next report is expected: on the day that is announced, or by the site's deadline. `None` if neither is
/// known.
pub(crate) fn next(context: &Context) -> Option<String> {
    let words = context.words;
    let next = context.assessment.reporting.next?;
    let (sentence, day) = match (next.announced, next.wait) {
        (Some(Announced::Ahead(day)), _) => (words.next_on, day),
        (Some(Announced::Passed(day)), _) => (words.next_passed, day),
        (None, Wait::Overdue) => (words.next_overdue, next.due?),
        (None, _) => (words.next_by, next.due?),
    };
    Some(fill(sentence, &[("day", &periods::day(words, day))]))
}

/// Returns whether a report is a draft or its day of publication is known.
pub(crate) fn is_known(quarter: &QuarterReport) -> bool {
    !matches!(
        quarter.publication,
        Publication::AlreadyPublic | Publication::Background(None)
    )
}

pub(crate) fn published(context: &Context, quarter: &QuarterReport) -> String {
    let words = context.words;
    match quarter.publication {
        Publication::On(day)
        | Publication::InProgress { since: day, .. }
        | Publication::Background(Some(day)) => {
            fill(words.published_on, &[("day", &periods::day(words, day))])
        }
        Publication::AlreadyPublic | Publication::Background(None) => {
            words.published_before.to_owned()
        }
        Publication::Draft => words.not_yet_published.to_owned(),
    }
}

/// Returns the tone and word of a report's timing. No word if that is not judged.
pub(crate) fn timing_word(context: &Context, timing: Timing) -> (Tone, Option<&'static str>) {
    match timing {
        Timing::InTime => (Tone::Good, Some(context.words.on_time)),
        Timing::Late => (Tone::Bad, Some(context.words.late)),
        Timing::NotJudged => (Tone::None, None),
    }
}

/// Returns the tone and word of a report that is not published. No word if it is not overdue.
pub(crate) fn waiting_word(context: &Context, wait: Wait) -> (Tone, Option<&'static str>) {
    match wait {
        Wait::Overdue => (Tone::Bad, Some(context.words.overdue)),
        Wait::Ended | Wait::Running => (Tone::None, None),
    }
}

/// Returns the deadline for reports in words, or that the site has none.
pub(crate) fn due_rule(context: &Context) -> String {
    match context.report.site.due_days {
        Some(days) => counted(context.words, context.words.due_within, days as usize, &[]),
        None => context.words.no_due_days.to_owned(),
    }
}

/// Returns the days to publication: "89 days after the quarter's end". `None` if the day of publication is not known.
pub(crate) fn days_after(context: &Context, quarter: Quarter) -> Option<String> {
    let words = context.words;
    let Publication::On(day) = context.report.quarters[&quarter].publication else {
        return None;
    };
    let days = days_after_end(quarter, day);
    let sentence = match days {
        ..0 => words.days_before,
        _ => words.days_after,
    };
    Some(counted(words, sentence, days.unsigned_abs() as usize, &[]))
}

/// Returns the day of publication, "27 September 2016", or why there is none.
pub(crate) fn published_day(context: &Context, quarter: Quarter) -> String {
    let words = context.words;
    match context.report.quarters[&quarter].publication {
        Publication::On(day) | Publication::InProgress { since: day, .. } => {
            periods::day(words, day)
        }
        Publication::Draft => words.status_draft.to_owned(),
        _ => words.status_no_day.to_owned(),
    }
}
