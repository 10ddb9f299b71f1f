//! Which sections and objectives a quarter's report has, and which measures have a page, a chart or a picture.

use super::order;
use crate::model::{
    Comment, Measure, MeasureId, Objective, ObjectiveId, Plan, Quarter, QuarterReport, StatedOf,
    Subject,
};
use crate::site::context::Context;
use crate::site::phrases::names;
use crate::site::route::Section;

pub(crate) fn has_section(context: &Context, quarter: Quarter, section: Section) -> bool {
    let report = &context.report.quarters[&quarter];
    let is_said = |subject| !context.report.comments_on(quarter, subject).is_empty();
    let states = |of| report.stated.iter().any(|stated| stated.of == of);
    match section {
        Section::PerformingWell | Section::Improvement => has_lists(context, quarter),
        Section::Close => !names::lists(context, quarter, section).shown.is_empty(),
        Section::Measures => !context.assessment.in_quarter(quarter).is_empty(),
        Section::Objectives => !objectives_in(context, quarter).is_empty(),
        Section::Finance => report.finance.is_some(),
        Section::Governance => {
            let is_own = |measure: &Measure| is_governance(context, measure);
            let mut judged = context.assessment.in_quarter(quarter).counted();
            // Most sites have none, in any quarter.
            let any = || context.report.measures.values().any(|one| is_own(one));
            *context.splits.has_governance.get_or_init(any) && judged.any(|one| is_own(one.measure))
        }
        Section::Risks => {
            !report.risks.is_empty() || is_said(&Subject::Risks) || states(StatedOf::Risks)
        }
        Section::Actions => !report.actions.is_empty() || states(StatedOf::Actions),
        Section::Challenges => !report.challenges.is_empty() || !report.progress.is_empty(),
    }
}

/// Returns whether a quarter shows what performs well and what does not. One empty list next to a full one is informative; two empty ones are
/// not.
pub(crate) fn has_lists(context: &Context, quarter: Quarter) -> bool {
    let assessed = context.assessment.quarter(quarter);
    let lists = [&assessed.performing_well, &assessed.improvement];
    let mut lists = lists.into_iter();
    assessed.rollup.all().rated() > 0
        || lists.any(|list| !list.shown.is_empty() || !list.left_out.is_empty())
}

/// Returns the measures of how the organisation is run, rather than of its services, in order.
pub(crate) fn governance<'a>(context: &Context<'a>, quarter: Quarter) -> Vec<&'a Measure> {
    let counted = context.assessment.in_quarter(quarter).counted();
    let own = counted.map(|one| one.measure);
    order::ordered(
        context,
        own.filter(|measure| is_governance(context, measure)),
    )
}

fn is_governance(context: &Context, measure: &Measure) -> bool {
    let groups = &context.report.site.governance_groups;
    let is_named = |group: &String| groups.contains(group);
    measure.set.as_deref() == Some("governance") || measure.group.as_ref().is_some_and(is_named)
}

/// Returns the published quarters that rate an objective: those of its plan, and any others with a rating.
pub(crate) fn quarters_of(context: &Context, plan: &Plan, id: &ObjectiveId) -> Vec<Quarter> {
    let published = context.report.published().map(|report| report.quarter);
    published
        .filter(|quarter| judges(context, *quarter, plan, id))
        .collect()
}

/// Returns whether a quarter rates an objective, by its own ratings or because its plan is in force.
pub(super) fn judges(context: &Context, quarter: Quarter, plan: &Plan, id: &ObjectiveId) -> bool {
    let in_force = context.report.plan_in_force(quarter);
    let is_in_force = in_force.is_some_and(|in_force| in_force.id == plan.id);
    let report = &context.report.quarters[&quarter];
    is_in_force || report.objectives.contains_key(id)
}

/// Returns the objectives that a quarter rates, in the order of their plans.
pub(crate) fn objectives_in<'a>(context: &Context<'a>, quarter: Quarter) -> Vec<&'a Objective> {
    let report = context.report.quarters.get(&quarter);
    if report.is_none_or(QuarterReport::is_background) {
        return Vec::new();
    }
    let all = context.report.objectives();
    all.filter(|(plan, one)| judges(context, quarter, plan, &one.id))
        .map(|(_, objective)| objective)
        .collect()
}

/// Returns whether a measure or one of its members has a chart, which needs a figure.
pub(super) fn has_chart(context: &Context, measure: &Measure) -> bool {
    let mut own = measure.with_members();
    own.any(|measure| {
        let measured = context.report.measured(measure);
        measured.is_some_and(|measured| !measured.figures().is_empty())
    })
}

/// Returns whether a measure has a page: it was judged in a published quarter.
pub(crate) fn exists(context: &Context, id: &MeasureId) -> bool {
    latest_quarter(context, id)
        .is_some_and(|quarter| context.assessment.judged(quarter, id).is_some())
}

/// Returns the last published quarter with an entry for a measure, or the latest of all if none has one.
pub(crate) fn latest_quarter(context: &Context, id: &MeasureId) -> Option<Quarter> {
    let mut published = context.report.published().rev();
    let reported = published.find(|one| context.report.entry(one.quarter, id).is_some());
    let reported = reported.map(|report| report.quarter);
    reported.or_else(|| context.report.latest())
}

/// Returns the measures with pages before and after one in its group.
pub(crate) fn beside<'a>(context: &Context<'a>, measure: &Measure) -> [Option<&'a Measure>; 2] {
    let place = order::place(context, &measure.id);
    let place = place.unwrap_or_default();
    let nearest = |places: &mut dyn Iterator<Item = usize>| {
        let ordered = order::in_all(context);
        let others = places.map(|place| &*context.report.measures[ordered[place]]);
        let mut group = others.take_while(|other| other.group == measure.group);
        group.find(|other| exists(context, &other.id))
    };
    [
        nearest(&mut (0..place).rev()),
        nearest(&mut (place + 1..order::in_all(context).len())),
    ]
}

/// Returns the comments on a subject in the site's language, in the order of its voices.
pub(crate) fn comments_on<'a>(
    context: &Context<'a>,
    quarter: Quarter,
    subject: &Subject,
) -> Vec<&'a Comment> {
    let site = &context.report.site;
    let comments = context.report.comments_on(quarter, subject).iter();
    let comments = comments.filter(|comment| {
        !comment.prose.fragments.is_empty() && Some(&comment.language) == site.languages.first()
    });
    let mut comments: Vec<&Comment> = comments.map(|comment| &**comment).collect();
    comments.sort_by_key(|comment| {
        let mut voices = site.voices.iter();
        voices.position(|known| Some(&known.id) == comment.voice.as_ref())
    });
    comments
}
