//! Every figure that is due has an entry: a figure, or the reason why there is none.

use std::collections::BTreeMap;

use super::known::KnownNames;
use super::reported::{RowCheck, Stage};
use super::table::Typed;
use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{Measure, Publication, Quarter, QuarterReport, Series};
use crate::parse::At;
use crate::parse::draft::{Drafts, QuarterDraft};
use crate::source::Place;

pub(super) fn check(check: &RowCheck, measure: &Measure, series: &Series, problems: &mut Problems) {
    let first = match check_from(check, measure, series, problems) {
        StartCheck::Matches => measure.expected.from.or(series.first()),
        StartCheck::Differs => series.first(),
    };
    let quarters = check.context.quarters.iter();
    for (quarter, stage) in quarters.filter(|(_, stage)| **stage != Stage::Background) {
        let running = first.is_some_and(|first| first <= *quarter)
            && measure.expected.until.is_none_or(|until| *quarter <= until);
        let expected = running && measure.expected.is_due(*quarter);
        match (expected, check.row.entry(*quarter)) {
            (true, None) if !check.doubts_entry(*quarter) => {
                problems.extend(absent(check, measure, *quarter, *stage));
            }
            (false, Some(typed)) if !check.doubts_entry(*quarter) => {
                problems.report(unexpected(&typed, measure));
            }
            _ => {}
        }
    }
}

/// Whether `reported: from` matches the first entry.
enum StartCheck {
    /// It matches, is not given, or may still match.
    Matches,
    /// It does not match, which has been reported.
    Differs,
}

/// Reports a `reported: from` that differs from the first entry, once rather than for each quarter.
fn check_from(
    check: &RowCheck,
    measure: &Measure,
    series: &Series,
    problems: &mut Problems,
) -> StartCheck {
    let draft = &check.row.measure;
    let from = draft.reported.and_then(|reported| reported.value.0);
    let (Some(from), Some(entry)) = (from, check.row.entries().next()) else {
        return StartCheck::Matches;
    };
    let first = entry.quarter;
    let stage = check.context.quarters.get(&from.value);
    let is_report = stage.is_some_and(|stage| *stage != Stage::Background);
    let is_doubted = check.doubts_entry(from.value) || check.doubts_entry(first);
    let is_late = from.value > first;
    let is_early = is_report && from.value < first && measure.expected.is_due(from.value);
    if series.first() != Some(first) || is_doubted || !(is_late || is_early) {
        return StartCheck::Matches;
    }
    let message = format!(
        "`{}` is reported from {}, but its first entry is in {first}",
        measure.id, from.value
    );
    let help = if is_late {
        format!("write `from: {first}`, or delete the entry")
    } else {
        format!(
            "add an entry in {}, or write `from: {first}` if it was not reported before",
            from.value
        )
    };
    let place = Place::node(&draft.path, from.node);
    problems.report(
        Diagnostic::error(Code::NotExpected, place, message)
            .related(Place::node(entry.path, entry.name.node), "the first entry")
            .help(help),
    );
    StartCheck::Differs
}

pub(super) fn check_owed(
    drafts: &Drafts,
    known: &KnownNames,
    quarters: &BTreeMap<Quarter, QuarterReport>,
    problems: &mut Problems,
) {
    for file in drafts.quarters.iter().filter(|file| !file.owed.is_empty()) {
        let is_draft = quarters
            .get(&file.quarter)
            .is_some_and(|report| report.publication == Publication::Draft);
        if is_draft {
            let owing = file.owed.iter().filter(|id| known.has_measure(id));
            let owing: Vec<&At<String>> = owing.collect();
            problems.extend(owed(file, &owing));
        } else {
            problems.extend(file.owed.iter().map(|id| blank(file, id)));
        }
    }
}

/// Returns a warning with the figures that are still to be collected in a draft quarter.
fn owed(file: &QuarterDraft, owed: &[&At<String>]) -> Option<Diagnostic> {
    let first = owed.first()?;
    let message = match owed {
        [only] => format!("`{}` has no figure yet", only.value),
        [first, second] => format!(
            "`{}` and `{}` have no figure yet",
            first.value, second.value
        ),
        [first, rest @ ..] => format!(
            "`{}` and {} others have no figure yet",
            first.value,
            rest.len()
        ),
        [] => return None,
    };
    let problem = Diagnostic::warning(Code::Expected, Place::node(&file.path, first.node), message);
    let them = if owed.len() == 1 { "it" } else { "them" };
    Some(problem.help(format!(
        "type {them}, or `{{ missing: not_available, because: \"...\" }}`; `quarterdeck list --quarter {}` lists who is responsible for each",
        file.quarter.slug()
    )))
}

fn blank(file: &QuarterDraft, id: &At<String>) -> Diagnostic {
    let message = format!("`{}` has no value", id.value);
    Diagnostic::error(Code::BlankValue, Place::node(&file.path, id.node), message)
        .help(format!(
            "type the figure, or why there is none: `{}: {{ missing: not_available, because: \"...\" }}`; a value can be left empty only until the quarter has `publish_on`",
            id.value
        ))
}

/// Returns a problem for a missing entry. In a draft quarter it is only a warning.
fn absent(
    check: &RowCheck,
    measure: &Measure,
    quarter: Quarter,
    stage: Stage,
) -> Option<Diagnostic> {
    let file = check.row.column(quarter)?.files.first()?;
    let message = format!("`{}` is due in {quarter} but has no entry", measure.id);
    let place = Place::node(&file.path, file.values_at);
    let help = format!(
        "add `{0}:` with its figure, or `{0}: {{ missing: not_available, because: \"...\" }}`; if it has ended, write `reported: {{ until: ... }}` in its file",
        measure.id
    );
    let problem = match stage {
        Stage::Draft => Diagnostic::warning(Code::Expected, place, message),
        _ => Diagnostic::error(Code::Expected, place, message),
    };
    Some(problem.help(help))
}

fn unexpected(typed: &Typed, measure: &Measure) -> Diagnostic {
    let message = format!(
        "`{}` is not reported in {}, according to its file",
        measure.id, typed.quarter
    );
    let help = "correct `reported:` or `due:` in the measure's file, or delete the entry";
    let place = Place::node(typed.path, typed.name.node);
    Diagnostic::error(Code::NotExpected, place, message).help(help)
}
