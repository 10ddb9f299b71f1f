//! The sections of a quarter's report: which ones a quarter has.

use super::{objectives, order};
use crate::model::{Measure, MeasureId, Quarter, StatedOf, Subject};
use crate::site::context::Context;
use crate::site::route::Section;

pub(crate) fn has_section(context: &Context, quarter: Quarter, section: Section) -> bool {
    let report = &context.report.quarters[&quarter];
    let is_said = |subject: &Subject| {
        let comments = &mut context.report.comments.iter();
        comments.any(|comment| comment.quarter == quarter && comment.subject == *subject)
    };
    let states = |of| report.stated.iter().any(|stated| stated.of == of);
    match section {
        Section::PerformingWell | Section::Improvement => has_lists(context, quarter),
        Section::Measures => !context.assessment.in_quarter(quarter).is_empty(),
        Section::Objectives => !objectives::objectives_in(context, quarter).is_empty(),
        Section::Finance => report.finance.is_some(),
        Section::Governance => !governance(context, quarter).is_empty(),
        Section::Risks => {
            !report.risks.is_empty() || is_said(&Subject::Risks) || states(StatedOf::Risks)
        }
        Section::Actions => !report.actions.is_empty() || states(StatedOf::Actions),
        Section::Challenges => !report.challenges.is_empty() || !report.progress.is_empty(),
    }
}

/// Returns whether a quarter shows the two lists. One empty list next to a full one is informative; two empty ones are
/// not.
pub(crate) fn has_lists(context: &Context, quarter: Quarter) -> bool {
    let assessed = context.assessment.quarter(quarter);
    let lists = [&assessed.performing_well, &assessed.improvement];
    assessed.rollup.all().rated() > 0
        || lists
            .into_iter()
            .any(|list| !list.shown.is_empty() || !list.left_out.is_empty())
}

/// Returns the measures of how the organisation is run, rather than of its services.
pub(crate) fn governance<'a>(context: &Context<'a>, quarter: Quarter) -> Vec<&'a MeasureId> {
    let counted = context.assessment.in_quarter(quarter).counted();
    let counted = counted.into_iter().map(|one| one.measure);
    let mut own: Vec<&Measure> = counted
        .filter(|measure| is_governance(context, measure))
        .collect();
    own.sort_by_cached_key(|measure| order::sort_key(context, measure));
    own.into_iter().map(|measure| &measure.id).collect()
}

fn is_governance(context: &Context, measure: &Measure) -> bool {
    let groups = &context.report.site.governance_groups;
    let is_named = |group: &String| groups.contains(group);
    measure.set.as_deref() == Some("governance") || measure.group.as_ref().is_some_and(is_named)
}
