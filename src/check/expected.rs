//! Every figure that is due has an entry: a figure, or the reason why there is none.

use std::collections::BTreeMap;

use super::FileProblems;
use super::aims::{self, WithoutLastYear};
use super::quarters::AllQuarters;
use super::reported::RowCheck;
use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{MeasureId, MeasureSeries, Publication, Quarter};
use crate::parse::At;
use crate::parse::draft::QuarterDraft;
use crate::source::Place;

/// What a measure is expected to report and does not. It is said once for all measures with the same cause.
#[derive(Debug, Default)]
pub(super) struct Unmet {
    /// The quarters in which it is due and has no entry.
    absent: Vec<Quarter>,
    /// Its first entry, if that is not in the quarter from which it is reported.
    pub(super) start: Option<OtherStart>,
    /// The quarters whose target follows from a figure of last year that is not known.
    without_last_year: Option<WithoutLastYear>,
    /// The quarters with a figure whose target is in words, and without a rating.
    unrated: Vec<Quarter>,
}

/// A first entry in another quarter than the file says.
#[derive(Debug)]
pub(super) struct OtherStart {
    from: Quarter,
    first: Quarter,
    /// Where the file says it.
    at: Place,
    entry: Place,
}

pub(super) fn check(check: &RowCheck, problems: &mut Problems) -> Unmet {
    let measure = check.measure;
    let id = &measure.id;
    let mut unmet = Unmet {
        start: starts_elsewhere(check),
        without_last_year: aims::without_last_year(check),
        unrated: aims::unrated(check),
        ..Unmet::default()
    };
    let from = measure.expected.from.filter(|_| unmet.start.is_none());
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
            (true, None) if measured.outturn(*quarter).is_none() => unmet.absent.push(*quarter),
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
    unmet
}

/// Returns the first entry if it differs from `reported: from`, which is reported once rather than for each quarter.
/// A `from` that is not given, or may still match, does not differ.
fn starts_elsewhere(check: &RowCheck) -> Option<OtherStart> {
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
    let At { value: from, node } = from?;
    let mut entries = check.row.entries();
    let entry = entries.find(|entry| !is_history(entry.quarter, from))?;
    let first = entry.quarter;
    let publication = check.context.quarters.get(&from);
    let is_report = publication.is_some_and(|publication| !publication.is_background());
    let is_doubted = check.doubts_entry(from) || check.doubts_entry(first);
    let is_late = from > first;
    let is_early = is_report && from < first && measure.expected.is_due(from);
    let is_known = check.series.entries().any(|(quarter, _)| quarter == first);
    (is_known && !is_doubted && (is_late || is_early)).then(|| OtherStart {
        from,
        first,
        at: Place::node(&draft.path, node),
        entry: Place::node(entry.path, entry.name.node),
    })
}

/// Reports what measures are expected to report and do not: once for each quarter, and once for each other start.
pub(super) fn check_unmet(all: &AllQuarters, problems: &mut Problems) {
    let ids = all.drafts.measures.iter().map(|draft| &draft.id);
    let rows = || ids.clone().zip(all.rows.iter().map(|row| &row.unmet));
    let mut absent: BTreeMap<Quarter, Vec<&MeasureId>> = BTreeMap::new();
    let mut unrated: BTreeMap<Quarter, Vec<&MeasureId>> = BTreeMap::new();
    let mut starts: BTreeMap<(Quarter, Quarter), Vec<(&MeasureId, &OtherStart)>> = BTreeMap::new();
    let mut alone: BTreeMap<&[Quarter], Vec<(&MeasureId, &WithoutLastYear)>> = BTreeMap::new();
    for (id, unmet) in rows() {
        if let Some(without) = &unmet.without_last_year {
            let alike = alone.entry(&without.quarters).or_default();
            alike.push((id, without));
        }
        for quarter in &unmet.unrated {
            unrated.entry(*quarter).or_default().push(id);
        }
        for quarter in &unmet.absent {
            absent.entry(*quarter).or_default().push(id);
        }
        if let Some(start) = &unmet.start {
            let alike = starts.entry((start.from, start.first)).or_default();
            alike.push((id, start));
        }
    }
    for (quarter, ids) in absent {
        report_absent(all, quarter, &ids, problems);
    }
    for (quarter, ids) in unrated {
        report_unrated(all, quarter, &ids, problems);
    }
    problems.extend(starts.into_values().filter_map(|alike| other_start(&alike)));
    problems.extend(alone.into_values().filter_map(|alike| no_last_year(&alike)));
}

fn no_last_year(alike: &[(&MeasureId, &WithoutLastYear)]) -> Option<Diagnostic> {
    let (_, WithoutLastYear { quarters, at }) = alike.first()?;
    let names = named(alike.iter().map(|(id, _)| *id));
    let targets = match alike {
        [_] => "a target that follows",
        _ => "targets that follow",
    };
    let typed: Vec<String> = quarters.iter().map(Quarter::to_string).collect();
    let typed = typed.join(", ");
    let have = if alike.len() == 1 { "has" } else { "have" };
    let message = format!(
        "{names} {have} {targets} from last year's figure, and there is none for {typed}: not rated then"
    );
    let help = format!(
        "type the figure of the same quarter of the year before in a file with `background: true`, such as content/quarters/{}.yaml; a figure under `outturns` is of a whole year: it is the last quarter's of a running total, and no single quarter's",
        quarters.first()?.last_year().slug()
    );
    Some(Diagnostic::warning(Code::Targets, at.clone(), message).help(help))
}

/// The most measures that a message names.
const NAMED: usize = 12;

/// Names measures: "`a`, `b`", and how many others there are if they are many.
fn named<'i>(ids: impl ExactSizeIterator<Item = &'i MeasureId>) -> String {
    let others = ids.len().saturating_sub(NAMED);
    let names: Vec<String> = ids.take(NAMED).map(|id| format!("`{id}`")).collect();
    let names = names.join(", ");
    match others {
        0 => names,
        _ => format!("{names} and {others} others"),
    }
}

fn other_start(alike: &[(&MeasureId, &OtherStart)]) -> Option<Diagnostic> {
    let (
        _,
        OtherStart {
            from,
            first,
            at,
            entry,
        },
    ) = alike.first()?;
    let names = named(alike.iter().map(|(id, _)| *id));
    let is_one = alike.len() == 1;
    let message = if is_one {
        format!("{names} is reported from {from}, but its first entry is in {first}")
    } else {
        format!("{names} are reported from {from}, but their first entries are in {first}")
    };
    let help = match (from > first, is_one) {
        (true, true) => format!("write `from: {first}`, or delete the entry"),
        (true, false) => {
            format!("write `from: {first}` in each of their files, or delete the entries")
        }
        (false, true) => {
            format!(
                "add an entry in {from}, or write `from: {first}` if it was not reported before"
            )
        }
        (false, false) => format!(
            "add their entries in {from}, or write `from: {first}` in each file if they were not reported before"
        ),
    };
    let problem = Diagnostic::error(Code::NotExpected, at.clone(), message);
    Some(problem.related(entry.clone(), "the first entry").help(help))
}

/// Reports the measures without an entry in a quarter. In a draft quarter it is only a warning.
fn report_absent(all: &AllQuarters, quarter: Quarter, ids: &[&MeasureId], problems: &mut Problems) {
    let Some(file) = all.files_of(quarter).next() else {
        return;
    };
    let names = named(ids.iter().copied());
    let first = ids[0];
    let (message, help) = if ids.len() == 1 {
        (
            format!("{names} is due in {quarter} but has no entry"),
            format!(
                "add `{first}:` with its figure, or `{first}: {{ missing: not_available, because: \"...\" }}`; if it has ended, write `reported: {{ until: ... }}` in its file"
            ),
        )
    } else {
        (
            format!("{names} are due in {quarter} but have no entries"),
            format!(
                "add each with its figure, or with the reason for the gap: `{first}: {{ missing: not_available, because: \"...\" }}`; if one has ended, write `reported: {{ until: ... }}` in its file"
            ),
        )
    };
    let node = file.values_at;
    let is_draft = all
        .reports
        .get(&quarter)
        .is_some_and(|report| report.publication == Publication::Draft);
    let file = &mut FileProblems::of(&file.path, problems);
    if is_draft {
        file.warning(Code::Expected, node, message, help);
    } else {
        file.error(Code::Expected, node, message, help);
    }
}

/// Reports the measures of a quarter with a target in words and no rating by a person.
fn report_unrated(
    all: &AllQuarters,
    quarter: Quarter,
    ids: &[&MeasureId],
    problems: &mut Problems,
) {
    let mut entries = all.files_of(quarter).flat_map(|file| {
        let own = file.values.iter();
        own.map(move |(name, _)| (file, name))
    });
    let first = entries.find(|(_, name)| name.value == ids[0].as_str());
    let Some((file, name)) = first else {
        return;
    };
    let names = named(ids.iter().copied());
    let message = match ids {
        [_] => format!("{names} has a target in words and no rating in {quarter}"),
        _ => format!("{names} have targets in words and no ratings in {quarter}"),
    };
    let help = format!(
        "a person judges a target in words: type the rating with the figure, `{}: {{ value: ..., rating: on_target }}`; pages say that the source states none",
        ids[0]
    );
    let file_problems = &mut FileProblems::of(&file.path, problems);
    file_problems.warning(Code::Targets, name.node, message, help);
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
