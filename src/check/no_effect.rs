//! Fields that have no effect, because of other fields or because no page shows them.

use super::judgement::judged_by;
use super::{FileProblems, covers};
use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{Comparison, Judgement, Measure, PeriodKind, Series};
use crate::parse::draft::{MeasureDraft, QuarterDraft};
use crate::source::Place;

/// Reports the fields of a measure and its members that have no effect.
pub(super) fn check(
    draft: &MeasureDraft,
    (measure, series): (&Measure, &Series),
    problems: &mut Problems,
) {
    let file = &mut FileProblems::of(&draft.path, problems);
    let members = draft.members.iter().map(|(_, draft)| draft);
    let all = std::iter::once((draft, measure)).chain(members.zip(measure.members()));
    for (draft, measure) in all {
        fields(draft, measure, file);
        covers::years(draft, measure, file);
        covers::entries(draft, (measure, series), file);
    }
}

fn fields(draft: &MeasureDraft, measure: &Measure, file: &mut FileProblems) {
    if !measure.unit.has_scale() {
        of_results(draft, file);
    }
    let covers = match measure.period {
        PeriodKind::YearToDateTotal => Some("are running totals for the year"),
        PeriodKind::Annual => Some("cover a whole year"),
        _ => None,
    };
    let previous = draft.compare_with;
    let previous = previous.filter(|with| with.value == Comparison::PreviousQuarter);
    if let (Some(previous), Some(covers)) = (previous, covers) {
        let message = format!(
            "figures of `{}` {covers}, so they are compared with the same quarter last year and this has no effect",
            measure.id
        );
        file.warning(Code::NoEffect, previous.node, message, "delete the line");
    }
    let judgement = &measure.judgement;
    let is_by_improvement = judgement.allows().is_some();
    // With targets, an allowance without the improvement rule is an error.
    let is_idle = draft.targets.is_none() && !is_by_improvement;
    if let Some(allow) = draft.allow.as_ref().filter(|_| is_idle) {
        let message = "`allow` is for `rule: improvement` and its targets, and has no effect here";
        let help = "delete the line, or add the rule and the targets";
        file.warning(Code::NoEffect, allow.node, message, help);
    }
    let typed = draft.targets_are.as_ref().map(|typed| typed.node);
    let is_judged = !matches!(
        judgement,
        Judgement::Context { .. } | Judgement::NoTarget { .. }
    );
    if let Some(node) = typed.filter(|_| !is_judged && draft.members.is_empty()) {
        let message = "there are no `targets`, so `targets_are` has no effect";
        file.warning(
            Code::NoEffect,
            node,
            message,
            "delete the line, or add `targets:`",
        );
    }
    let targets = draft.targets.as_ref();
    let targets = targets.map(|targets| (targets.node, "`targets`"));
    let no_target = draft.no_target.as_ref();
    let no_target = no_target.map(|no_target| (no_target.node, "`no_target`"));
    let mut members = draft.members.iter().map(|(_, member)| member);
    let holds = members.any(|member| std::ptr::eq(judged_by(member, Some(draft)), draft));
    let idle = targets.or(no_target).filter(|_| !draft.members.is_empty());
    if let Some((node, field)) = idle.filter(|_| !holds) {
        let message =
            format!("each member says by what it is judged, so {field} has no effect here");
        let help = "delete the line, or the targets of the members that it should hold for";
        file.warning(Code::NoEffect, node, message, help);
    }
}

/// Reports the fields that are about the size of figures, and so have no effect for results in words.
fn of_results(draft: &MeasureDraft, file: &mut FileProblems) {
    let change = draft.meaningful_change.as_ref().map(|typed| typed.node);
    let decimals = draft.decimals.map(|typed| typed.node);
    let parts = draft.parts.first().map(|(id, _)| id.node);
    let idle = [
        ("meaningful_change", change),
        ("decimals", decimals),
        ("parts", parts),
    ];
    for (field, node) in idle {
        if let Some(node) = node {
            let message = format!("a result in words has no size, so `{field}` has no effect");
            file.warning(Code::NoEffect, node, message, "delete it");
        }
    }
}

/// Returns a warning for sections of a background quarter, which has no page to show them.
pub(super) fn in_background(file: &QuarterDraft) -> Option<Diagnostic> {
    let has_highlights = !(file.performing_well.is_empty() && file.improvement.is_empty());
    let fields = [
        ("objectives", !file.objectives.is_empty()),
        ("finance", file.finance.is_some()),
        ("risks", !file.risks.is_empty()),
        ("actions", !file.actions.is_empty()),
        ("challenges", !file.challenges.is_empty()),
        ("progress", !file.progress.is_empty()),
        ("stated", !file.stated.is_empty()),
        ("highlights", has_highlights),
    ];
    let typed = fields.into_iter().filter(|(_, is_typed)| *is_typed);
    let names: Vec<String> = typed.map(|(name, _)| format!("`{name}`")).collect();
    if names.is_empty() {
        return None;
    }
    let message = format!(
        "a background quarter has no page, so what {} says about {} is not shown",
        names.join(", "),
        file.quarter
    );
    let problem = Diagnostic::warning(Code::NoEffect, Place::file(&file.path), message);
    let help = "delete it; if the quarter was reported, write `publish_on` instead of `background`";
    Some(problem.help(help))
}
