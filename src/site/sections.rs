//! The parts of a quarter's report: which ones a quarter has, what they are called, and the way between them.

use super::context::Context;
use super::frame::{LinkView, NavItem, current_below};
use super::routes::{Links, Route, Section};
use super::words::fill;
use super::{objective_rows, order, periods};
use crate::model::{Measure, MeasureId, Quarter, StatedOf, Subject};

/// What a section is called.
pub(super) fn section_name(context: &Context, section: Section) -> &'static str {
    let words = context.words;
    match section {
        Section::PerformingWell => words.section_performing_well,
        Section::Improvement => words.section_improvement,
        Section::Measures => words.measures,
        Section::Objectives => words.objectives,
        Section::Finance => words.money,
        Section::Governance => words.section_governance,
        Section::Risks => words.risks,
        Section::Actions => words.actions,
        Section::Challenges => words.challenges,
    }
}

/// Whether a quarter has something to say under a section.
pub(super) fn has_section(context: &Context, quarter: Quarter, section: Section) -> bool {
    let report = &context.report.quarters[&quarter];
    let is_said = |subject: &Subject| {
        let comments = &mut context.report.comments.iter();
        comments.any(|comment| comment.quarter == quarter && comment.subject == *subject)
    };
    let states = |of| report.stated.iter().any(|stated| stated.of == of);
    match section {
        Section::PerformingWell | Section::Improvement => has_lists(context, quarter),
        Section::Measures => !context.assessment.in_quarter(quarter).is_empty(),
        Section::Objectives => !objective_rows::objectives_in(context, quarter).is_empty(),
        Section::Finance => report.finance.is_some(),
        Section::Governance => !governance(context, quarter).is_empty(),
        Section::Risks => {
            !report.risks.is_empty() || is_said(&Subject::Risks) || states(StatedOf::Risks)
        }
        Section::Actions => !report.actions.is_empty() || states(StatedOf::Actions),
        Section::Challenges => !report.challenges.is_empty() || !report.progress.is_empty(),
    }
}

/// The two lists stand together: an empty one beside a full one says something, two empty ones nothing.
pub(super) fn has_lists(context: &Context, quarter: Quarter) -> bool {
    let assessed = context.assessment.quarter(quarter);
    let lists = [&assessed.performing_well, &assessed.improvement];
    assessed.rollup.all().rated() > 0
        || lists
            .into_iter()
            .any(|list| !list.shown.is_empty() || !list.left_out.is_empty())
}

/// Measures of how the organisation is run, rather than of what it does.
pub(super) fn governance<'a>(context: &Context<'a>, quarter: Quarter) -> Vec<&'a MeasureId> {
    let counted = context.assessment.in_quarter(quarter).counted();
    let counted = counted.into_iter().map(|one| one.measure);
    let mut own: Vec<&Measure> = counted
        .filter(|measure| is_governance(context, measure))
        .collect();
    own.sort_by_cached_key(|measure| order::place(context, measure));
    own.into_iter().map(|measure| &measure.id).collect()
}

fn is_governance(context: &Context, measure: &Measure) -> bool {
    let groups = &context.report.site.governance_groups;
    let is_named = |group: &String| groups.contains(group);
    measure.set.as_deref() == Some("governance") || measure.group.as_ref().is_some_and(is_named)
}

/// The pages of a quarter's report, its own first.
pub(super) fn section_nav(context: &Context, quarter: Quarter, here: &Route) -> Vec<NavItem> {
    let links = context.links(here);
    let sections = Section::ALL
        .into_iter()
        .filter(|section| has_section(context, quarter, *section))
        .map(|section| {
            (
                section_name(context, section),
                Route::Section(quarter, section),
            )
        });
    let summary = (context.words.section_summary, Route::Quarter(quarter));
    std::iter::once(summary)
        .chain(sections)
        .map(|(label, route)| NavItem {
            label: label.to_owned(),
            href: links.to(&route),
            current: current(here, &route),
        })
        .collect()
}

/// A link to a section's page, by a sentence of its own; none where the quarter has nothing to say there.
pub(super) fn section_link(
    context: &Context,
    quarter: Quarter,
    section: Section,
    label: &str,
    links: &Links,
) -> Option<LinkView> {
    has_section(context, quarter, section).then(|| LinkView {
        label: label.to_owned(),
        href: links.to(&Route::Section(quarter, section)),
    })
}

/// The same section of the published quarters before and after.
pub(super) fn section_neighbours(
    context: &Context,
    quarter: Quarter,
    section: Section,
    links: &Links,
) -> (Option<LinkView>, Option<LinkView>) {
    let link = |found: Quarter| {
        let slots = [
            ("section", section_name(context, section)),
            ("quarter", &*periods::quarter(context.words, found)),
        ];
        let label = fill(context.words.section_in_quarter, &slots);
        section_link(context, found, section, &label, links)
    };
    let published = || context.report.published().map(|report| report.quarter);
    let before = published()
        .rev()
        .filter(|other| *other < quarter)
        .find_map(link);
    let after = published().filter(|other| *other > quarter).find_map(link);
    (before, after)
}

/// `page` for the page itself, `true` for the section of one of its pages.
fn current(here: &Route, item: &Route) -> &'static str {
    if let Route::Part(list, _) = here {
        return current_below(current(&list.page(), item));
    }
    let below = matches!(
        (here, item),
        (
            Route::ObjectiveIn(..),
            Route::Section(_, Section::Objectives)
        )
    );
    if here == item {
        "page"
    } else if below {
        "true"
    } else {
        ""
    }
}
