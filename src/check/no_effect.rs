//! Fields that have no effect, because of other fields or because no page shows them.

use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{Comparison, Judgement, Measure, PeriodKind, Rule};
use crate::parse::draft::{MeasureDraft, QuarterDraft};
use crate::source::{NodeId, Place};

/// Reports the fields of a measure and its members that have no effect.
pub(super) fn check(draft: &MeasureDraft, measure: &Measure, problems: &mut Problems) {
    fields(draft, measure, problems);
    for ((_, draft), member) in draft.members.iter().zip(measure.members()) {
        fields(draft, member, problems);
    }
}

fn idle(draft: &MeasureDraft, node: NodeId, message: String, help: &str) -> Diagnostic {
    let place = Place::node(&draft.path, node);
    Diagnostic::warning(Code::NoEffect, place, message).help(help)
}

fn fields(draft: &MeasureDraft, measure: &Measure, problems: &mut Problems) {
    let covers = match measure.period {
        PeriodKind::YearToDate => Some("are running totals for the year"),
        PeriodKind::Annual => Some("cover a whole year"),
        _ => None,
    };
    let previous = draft
        .compare_with
        .filter(|with| with.value == Comparison::PreviousQuarter);
    if let (Some(previous), Some(covers)) = (previous, covers) {
        let message = format!(
            "figures of `{}` {covers}, so they are compared with the same quarter last year and this has no effect",
            measure.id
        );
        problems.report(idle(draft, previous.node, message, "delete the line"));
    }
    let is_improvement = |judgement: &Judgement| {
        matches!(
            judgement,
            Judgement::Judged {
                rule: Rule::Improvement { .. },
                ..
            }
        )
    };
    // With targets, an allowance without the improvement rule is an error.
    if let Some(allow) = draft.allow.filter(|_| draft.targets.is_none())
        && !is_improvement(&measure.judgement)
    {
        let message = "`allow` is for `rule: improvement` and its targets, and has no effect here";
        let help = "delete the line, or add the rule and the targets";
        problems.report(idle(draft, allow.node, message.to_owned(), help));
    }
    if let Some(no_target) = draft
        .no_target
        .as_ref()
        .filter(|_| !draft.members.is_empty())
    {
        let message = "each member has its own targets, so `no_target` has no effect here";
        let help = "delete the line, or write `no_target` in the members that have no targets";
        problems.report(idle(draft, no_target.node, message.to_owned(), help));
    }
}

/// Returns a warning for sections of a background quarter, which has no page to show them.
pub(super) fn in_background(file: &QuarterDraft) -> Option<Diagnostic> {
    let lists = [&file.performing_well, &file.improvement];
    let has_highlights = lists
        .iter()
        .any(|list| !list.add.is_empty() || !list.leave_out.is_empty());
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
    Some(
        problem.help(
            "delete it; if the quarter was reported, write `publish_on` instead of `background`",
        ),
    )
}
