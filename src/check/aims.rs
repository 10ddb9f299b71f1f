//! Whether targets can be compared with the figures that there are.

use super::FileProblems;
use super::judgement::judged_by;
use super::reported::RowCheck;
use crate::diag::{Code, Problems};
use crate::model::{Aim, Entry, Measure, MeasureSeries, Publication, Quarter};
use crate::parse::draft::{GoalDraft, MeasureDraft, TargetDraft, TargetsDraft};
use crate::source::Place;

/// Quarters whose figure should be compared with last year's, which is not known.
#[derive(Debug)]
pub(super) struct WithoutLastYear {
    pub(super) quarters: Vec<Quarter>,
    /// The target.
    pub(super) at: Place,
}

/// Reports published figures without the target that each quarter should have, and a first target that starts after the
/// period of the figures.
pub(super) fn check(check: &RowCheck, problems: &mut Problems) {
    let whole = std::iter::once((&*check.row.measure, check.measure));
    let members = check.row.measure.members.iter();
    let members = members.map(|(_, draft)| draft).zip(check.measure.members());
    for (draft, measure) in whole.chain(members) {
        if measure.has_targets_in_quarters {
            each_quarter(check, measure, problems);
        }
        let mut own = Problems::default();
        let judged_by = judged_by(draft, Some(&check.row.measure));
        of_other_periods(check, (judged_by, measure), &mut own);
        problems.extend_with_new(own);
    }
}

/// Warns of a first target that starts with the quarter of a file, and not with the earlier period that its figure is for, if
/// no figure can be compared with it.
fn of_other_periods(
    check: &RowCheck,
    (draft, measure): (&MeasureDraft, &Measure),
    problems: &mut Problems,
) {
    let Some(TargetsDraft::History(history)) = draft.targets.as_ref().map(|all| &all.value) else {
        return;
    };
    let Some(first) = history.first().map(|target| target.from) else {
        return;
    };
    let with_figure = check.series.entries().filter(|(quarter, _)| {
        let entry = check.series.entry_of(*quarter, measure.id.member());
        let is_known = !check.doubts_entry(*quarter);
        is_known && entry.is_some_and(|entry| entry.reported.figure().is_some())
    });
    let mut quarters: Vec<Quarter> = with_figure.map(|(quarter, _)| quarter).collect();
    if (quarters.iter()).any(|quarter| measure.target_in(*quarter).is_some()) {
        return;
    }
    quarters.retain(|quarter| *quarter >= first.value);
    let Some(quarter) = quarters.first() else {
        return;
    };
    let own = measure.target_quarter(*quarter);
    let message = format!(
        "the figure in {quarter} is for a period that ends with {own}, and this target is for figures from {} on",
        first.value
    );
    let help = format!(
        "write `from: {own}` or earlier if the figure is compared with this target; otherwise it is not rated"
    );
    let file = &mut FileProblems::of(&draft.path, problems);
    file.warning(Code::Targets, first.node, message, help);
}

/// Warns once, at the latest figure without a target.
fn each_quarter(check: &RowCheck, measure: &Measure, problems: &mut Problems) {
    let is_without = |quarter: Quarter| {
        let entry = check.series.entry_of(quarter, measure.id.member());
        let has_figure = entry.is_some_and(|entry| entry.reported.figure().is_some());
        let is_published = matches!(
            check.context.quarters.get(&quarter),
            Some(Publication::On(_) | Publication::AlreadyPublic)
        );
        let is_reliable = is_published && !check.doubts_entry(quarter);
        has_figure && is_reliable && measure.target_in(quarter).is_none()
    };
    let entries = check.row.entries();
    let without: Vec<_> = entries.filter(|typed| is_without(typed.quarter)).collect();
    let Some(last) = without.last() else {
        return;
    };
    let quarters: Vec<String> = without
        .iter()
        .map(|typed| typed.quarter.to_string())
        .collect();
    let message = format!(
        "`{}` has a target in each quarter, and there is none in {}",
        measure.id,
        quarters.join(", ")
    );
    let help =
        "type it with the figure: `{ value: 88, target: 92 }`; without it the figure is not rated";
    let file = &mut FileProblems::of(last.path, problems);
    file.warning(Code::Targets, last.name.node, message, help);
}

/// Returns the quarters with a page and a figure whose target is in words, and no rating by a person.
pub(super) fn unrated(check: &RowCheck) -> Vec<Quarter> {
    let is_unrated = |quarter: &Quarter| {
        let publication = check.context.quarters.get(quarter);
        let has_page = publication.is_some_and(|one| !one.is_background());
        let is_known = has_page && !check.doubts_entry(*quarter);
        let mut all = check.measure.with_members().filter(|_| is_known);
        all.any(|measure| {
            let target = measure.target_in(*quarter);
            let is_in_words = target.is_some_and(|target| matches!(target.aim, Aim::Words(_)));
            let entry = check.series.entry_of(*quarter, measure.id.member());
            let has_figure = |entry: &Entry| entry.reported.figure().is_some();
            is_in_words && entry.is_some_and(|entry| entry.rating.is_none() && has_figure(entry))
        })
    };
    let quarters = check.series.entries().map(|(quarter, _)| quarter);
    quarters.filter(is_unrated).collect()
}

/// Returns the quarters of the last year of the record that have a figure, a target from last year's figure, and no figure of a
/// year before.
pub(super) fn without_last_year(check: &RowCheck) -> Option<WithoutLastYear> {
    let draft = &check.row.measure;
    let series = check.series;
    let last = *check.context.quarters.last_key_value()?.0;
    let first_at = |draft: &MeasureDraft| {
        let TargetsDraft::History(history) = &draft.targets.as_ref()?.value else {
            return None;
        };
        let is_such = |target: &&TargetDraft| {
            let asked = target.ask.target.as_ref();
            asked.is_some_and(|asked| matches!(asked.value, GoalDraft::LastYear(_)))
        };
        Some(history.iter().rfind(is_such)?.from.node)
    };
    let members = draft.members.iter().map(|(_, member)| member);
    let node = std::iter::once(&**draft)
        .chain(members)
        .find_map(first_at)?;
    let is_without = |quarter: &Quarter| {
        let mut all = check.measure.with_members();
        all.any(|measure| {
            let measured = MeasureSeries { measure, series };
            let target = measure.target_in(*quarter);
            target.is_some_and(|target| matches!(target.aim, Aim::LastYear { .. }))
                && measured.rated_figure(*quarter).is_some()
                && measured
                    .rated_figure(measure.a_year_before(*quarter))
                    .is_none()
        })
    };
    let quarters = series.entries().map(|(quarter, _)| quarter);
    let recent = quarters.filter(|quarter| last.last_year() < *quarter);
    let quarters: Vec<Quarter> = recent.filter(is_without).collect();
    (!quarters.is_empty()).then(|| WithoutLastYear {
        quarters,
        at: Place::node(&draft.path, node),
    })
}
