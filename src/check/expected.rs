//! Every figure that is due has an entry: a figure, or the reason why there is none.

use super::FileProblems;
use super::quarters::AllQuarters;
use super::reported::RowCheck;
use crate::diag::{Code, Problems};
use crate::model::{MeasureSeries, Publication, Quarter};
use crate::parse::At;
use crate::parse::draft::QuarterDraft;
use crate::source::Place;

pub(super) fn check(check: &RowCheck, problems: &mut Problems) {
    let measure = check.measure;
    let id = &measure.id;
    let starts_elsewhere = starts_elsewhere(check, problems);
    let from = measure.expected.from.filter(|_| !starts_elsewhere);
    let first = from.or(check.series.first());
    let measured = MeasureSeries {
        measure,
        series: check.series,
    };
    for (quarter, publication) in &check.context.quarters {
        if publication.is_background() || check.doubts_entry(*quarter) {
            continue;
        }
        let running = first.is_some_and(|first| first <= *quarter)
            && measure.expected.until.is_none_or(|until| *quarter <= until);
        let is_due = running && measure.expected.is_due(*quarter);
        match (is_due, check.row.entry(*quarter)) {
            (true, None) if measured.outturn(*quarter).is_none() => {
                report_absent(check, *quarter, *publication, problems);
            }
            (false, Some(typed)) => {
                let message = format!("`{id}` is not reported in {quarter}, according to its file");
                let help =
                    "correct `reported:` or `due:` in the measure's file, or delete the entry";
                let file = &mut FileProblems::of(typed.path, problems);
                file.error(Code::NotExpected, typed.name.node, message, help);
            }
            _ => {}
        }
    }
}

/// Returns whether `reported: from` differs from the first entry, which is reported once rather than for each quarter.
/// A `from` that is not given, or may still match, does not differ.
fn starts_elsewhere(check: &RowCheck, problems: &mut Problems) -> bool {
    let (draft, measure) = (&check.row.measure, check.measure);
    let from = draft
        .reported
        .as_ref()
        .and_then(|reported| reported.value.from);
    // What background quarters know from before is history.
    let is_history = |quarter: Quarter, from: Quarter| {
        let publication = check.context.quarters.get(&quarter);
        quarter < from && publication.is_some_and(|publication| publication.is_background())
    };
    let Some(At { value: from, node }) = from else {
        return false;
    };
    let mut entries = check.row.entries();
    let Some(entry) = entries.find(|entry| !is_history(entry.quarter, from)) else {
        return false;
    };
    let first = entry.quarter;
    let publication = check.context.quarters.get(&from);
    let is_report = publication.is_some_and(|publication| !publication.is_background());
    let is_doubted = check.doubts_entry(from) || check.doubts_entry(first);
    let is_late = from > first;
    let is_early = is_report && from < first && measure.expected.is_due(from);
    let is_known = check.series.entries().any(|(quarter, _)| quarter == first);
    if !is_known || is_doubted || !(is_late || is_early) {
        return false;
    }
    let message = format!(
        "`{}` is reported from {from}, but its first entry is in {first}",
        measure.id
    );
    let help = if is_late {
        format!("write `from: {first}`, or delete the entry")
    } else {
        format!("add an entry in {from}, or write `from: {first}` if it was not reported before")
    };
    let other = (Place::node(entry.path, entry.name.node), "the first entry");
    let file = &mut FileProblems::of(&draft.path, problems);
    file.error_with(other, Code::NotExpected, node, message, help);
    true
}

/// Reports a missing entry. In a draft quarter it is only a warning.
fn report_absent(
    check: &RowCheck,
    quarter: Quarter,
    publication: Publication,
    problems: &mut Problems,
) {
    let column = check.row.column(quarter);
    let Some(file) = column.and_then(|column| column.files.first()) else {
        return;
    };
    let id = &check.measure.id;
    let message = format!("`{id}` is due in {quarter} but has no entry");
    let help = format!(
        "add `{id}:` with its figure, or `{id}: {{ missing: not_available, because: \"...\" }}`; if it has ended, write `reported: {{ until: ... }}` in its file"
    );
    let node = file.values_at;
    let file = &mut FileProblems::of(&file.path, problems);
    match publication {
        Publication::Draft => file.warning(Code::Expected, node, message, help),
        _ => file.error(Code::Expected, node, message, help),
    }
}

/// Reports measures that are named without a value. In a draft quarter, one warning says what is still to be collected.
pub(super) fn check_owed(all: &AllQuarters, problems: &mut Problems) {
    let files = all.drafts.quarters.iter();
    for draft in files.filter(|file| !file.owed.is_empty()) {
        let report = all.reports.get(&draft.quarter);
        let file = &mut FileProblems::of(&draft.path, problems);
        if report.is_some_and(|report| report.publication == Publication::Draft) {
            let owing = draft.owed.iter().filter(|id| all.known.has_measure(id));
            report_owed(draft, &owing.collect::<Vec<_>>(), file);
            continue;
        }
        for id in &draft.owed {
            let message = format!("`{}` has no value", id.value);
            let help = format!(
                "type the figure, or why there is none: `{}: {{ missing: not_available, because: \"...\" }}`; a value can be left empty only until the quarter has `publish_on`",
                id.value
            );
            file.error(Code::BlankValue, id.node, message, help);
        }
    }
}

fn report_owed(draft: &QuarterDraft, owed: &[&At<String>], file: &mut FileProblems) {
    let [first, rest @ ..] = owed else {
        return;
    };
    let At { value: first, node } = first;
    let (who, them) = match rest {
        [] => (format!("`{first}` has"), "it"),
        [second] => (format!("`{first}` and `{}` have", second.value), "them"),
        _ => (format!("`{first}` and {} others have", rest.len()), "them"),
    };
    let help = format!(
        "type {them}, or `{{ missing: not_available, because: \"...\" }}`; `quarterdeck list --quarter {}` lists who is responsible for each",
        draft.quarter.slug()
    );
    let message = format!("{who} no figure yet");
    file.warning(Code::Expected, *node, message, help);
}
