//! Links with their labels: to quarters, to the sections of a quarter's report, to committee reports, between the parts
//! of a long list.

use schemars::JsonSchema;
use serde::Serialize;

use crate::assess::ledger;
use crate::model::{CommitteeReport, Measure, Objective, Plan, Quarter, Related};
use crate::site::choose::papers::PaperPages;
use crate::site::choose::{ListPart, addresses, sections};
use crate::site::context::Context;
use crate::site::phrases::{changes, names};
use crate::site::route::{Route, Section};
use crate::site::words::{counted, fill};

/// A link.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize)]
pub struct LinkView {
    /// The text of the link.
    pub label: String,
    /// The address. Empty if there is no page to link to.
    pub href: String,
}

/// An entry of the navigation.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct NavItem {
    /// The text of the link.
    pub label: String,
    /// The address.
    pub href: String,
    /// The value of `aria-current`: `page` for the current page, `true` if the current page is below it, `None` for
    /// other pages.
    pub current: Option<&'static str>,
}

/// Links to all parts of a long list.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PartsView {
    /// "All 40 parts of this list".
    pub heading: String,
    /// All parts in order, including this one.
    pub all: Vec<NavItem>,
    /// The part before. `None` on the first part.
    pub previous: Option<LinkView>,
    /// The part after. `None` on the last part.
    pub next: Option<LinkView>,
}

pub(crate) fn link(context: &Context, label: impl Into<String>, route: &Route) -> LinkView {
    LinkView {
        label: label.into(),
        href: context.links.to(route),
    }
}

pub(super) fn nav_item(context: &Context, label: &str, route: &Route) -> NavItem {
    let LinkView { label, href } = link(context, label, route);
    let current = match &context.route {
        here if here == route => Some("page"),
        Route::Part(list, _) => (**list == *route || is_below(list, route)).then_some("true"),
        here => is_below(here, route).then_some("true"),
    };
    NavItem {
        label,
        href,
        current,
    }
}

/// Returns whether a page is below another in the navigation of the site or of a quarter's report.
fn is_below(here: &Route, item: &Route) -> bool {
    match item {
        Route::Quarters => here.quarter().is_some(),
        Route::Objectives => matches!(here, Route::Objective(_)),
        Route::Measures => matches!(here, Route::Measure(_) | Route::MeasuresByRating),
        Route::Reports => matches!(here, Route::Report(_)),
        Route::Section(_, Section::Objectives) => matches!(here, Route::ObjectiveIn(..)),
        _ => false,
    }
}

/// Returns a link to a measure's page, for a member to that of its composite.
pub(crate) fn measure_link(context: &Context, measure: &Measure) -> LinkView {
    let title = names::title_of(context, measure);
    link(context, title, &Route::of_measure(&measure.id))
}

/// Returns a link to an objective's page. If its plan has ended, the label says so.
pub(crate) fn objective_link(context: &Context, plan: &Plan, objective: &Objective) -> LinkView {
    let label = names::marked_objective(context, plan, objective);
    link(context, label, &Route::Objective(objective.id.clone()))
}

/// Returns links to the measures and objectives that an entry of a register names, other than to the current page.
pub(crate) fn related(context: &Context, related: &Related) -> Vec<LinkView> {
    let here = match context.route.list_and_number() {
        (Route::ObjectiveIn(_, id), _) => Route::Objective(id.clone()),
        (route, _) => route.clone(),
    };
    let measures = related.measures.iter().filter_map(|id| {
        let route = Route::of_measure(id);
        let is_other = route != here && addresses::has(context, &route);
        is_other.then(|| Some(measure_link(context, context.report.measure(id)?)))?
    });
    let objectives = related.objectives.iter().filter_map(|id| {
        let (plan, objective) = context.report.objective(id)?;
        (Route::Objective(id.clone()) != here).then(|| objective_link(context, plan, objective))
    });
    measures.chain(objectives).collect()
}

pub(crate) fn report_link(context: &Context, report: &CommitteeReport) -> LinkView {
    link(context, &report.title, &Route::Report(report.id.clone()))
}

pub(crate) fn quarter_link(context: &Context, quarter: Quarter) -> LinkView {
    quarter_link_as(context, quarter, "{quarter}")
}

/// Returns a link to a quarter's page, with a sentence with the slot `{quarter}` as label.
pub(crate) fn quarter_link_as(context: &Context, quarter: Quarter, sentence: &str) -> LinkView {
    let slots = [("quarter", &*names::quarter(context, quarter))];
    link(context, fill(sentence, &slots), &Route::Quarter(quarter))
}

/// Returns the breadcrumbs of a page below a quarter's.
pub(crate) fn quarter_crumbs(context: &Context, quarter: Quarter) -> Vec<(String, Route)> {
    let name = names::quarter(context, quarter);
    vec![
        (context.words.quarters.to_owned(), Route::Quarters),
        (name, Route::Quarter(quarter)),
    ]
}

/// Returns the pages of a quarter's report, the quarter's own first.
pub(super) fn section_nav(context: &Context, quarter: Quarter) -> Vec<NavItem> {
    let summary = context.words.section_summary.to_owned();
    let summary = (summary, Route::Quarter(quarter));
    let sections = Section::all()
        .filter(|section| sections::has_section(context, quarter, *section))
        .map(|section| {
            let name = names::section_name(context, quarter, section);
            (name, Route::Section(quarter, section))
        });
    std::iter::once(summary)
        .chain(sections)
        .map(|(label, route)| nav_item(context, &label, &route))
        .collect()
}

/// Returns a link to a section's page. `None` if the quarter has no such section.
pub(crate) fn section_link(
    context: &Context,
    quarter: Quarter,
    section: Section,
    label: &str,
) -> Option<LinkView> {
    sections::has_section(context, quarter, section)
        .then(|| link(context, label, &Route::Section(quarter, section)))
}

/// Returns a link to a quarter's whole report. `None` if it has none.
pub(crate) fn paper_link(context: &Context, quarter: Quarter) -> Option<LinkView> {
    let (words, route) = (context.words, Route::Paper(quarter));
    addresses::has(context, &route).then(|| {
        let label = match PaperPages::of(context, quarter).count() {
            1 => words.whole_report_link.to_owned(),
            count => fill(
                words.whole_report_parts_link,
                &[("count", &count.to_string())],
            ),
        };
        link(context, label, &route)
    })
}

/// Returns a link to a quarter's report as it was published. `None` if that is the current page, or if there is none.
pub(crate) fn as_published_link(context: &Context, quarter: Quarter) -> Option<LinkView> {
    let route = Route::AsPublished(quarter);
    let is_elsewhere = context.route != route && addresses::has(context, &route);
    is_elsewhere.then(|| link(context, context.words.as_published_link, &route))
}

/// Returns links to the nearest published quarters before and after that have one.
pub(crate) fn neighbours(
    context: &Context,
    quarter: Quarter,
    link: impl Fn(Quarter) -> Option<LinkView>,
) -> (Option<LinkView>, Option<LinkView>) {
    let published = || context.report.published().map(|report| report.quarter);
    let mut before = published().rev().filter(|other| *other < quarter);
    let mut after = published().filter(|other| *other > quarter);
    (before.find_map(&link), after.find_map(&link))
}

/// Returns a link to the status of reporting. `None` if the site has no such page.
pub(crate) fn status_link(context: &Context) -> Option<LinkView> {
    addresses::has_page(context, &Route::Reporting)
        .then(|| link(context, context.words.status, &Route::Reporting))
}

/// Returns a link to the changes of what is measured. `None` if the site has no such page.
pub(crate) fn changes_link(context: &Context) -> Option<LinkView> {
    addresses::has_page(context, &Route::Changes)
        .then(|| link(context, context.words.all_changes, &Route::Changes))
}

/// Returns a link to the changes that take effect in a quarter. `None` if nothing changes.
pub(crate) fn changes_in(context: &Context, quarter: Quarter) -> Option<LinkView> {
    let all = ledger::ledger(context.report);
    let count = all
        .iter()
        .filter(|change| change.quarter == quarter)
        .count();
    let page = context.links.to(&Route::Changes);
    (count > 0).then(|| LinkView {
        label: counted(context.words, context.words.ledger_in_quarter, count, &[]),
        href: format!("{page}#{}", changes::anchor(quarter)),
    })
}

/// Returns links to all parts of a list. `None` if the list is on one page.
pub(crate) fn other_parts<T>(context: &Context, part: &ListPart<T>) -> Option<PartsView> {
    let here = part.number?;
    let heading = context.words.all_parts_of_list;
    Some(parts_view(context, heading, here, part.all(context.words)))
}

/// Returns links to all pages of a whole report. `None` if it is on one.
pub(crate) fn paper_parts(context: &Context, quarter: Quarter) -> Option<PartsView> {
    let pages = PaperPages::of(context, quarter);
    let (route, here) = context.route.list_and_number();
    let all = (1..=pages.count()).map(|page| (pages.label(context, page), route.part(page)));
    let heading = context.words.all_parts_of_report;
    (pages.count() > 1).then(|| parts_view(context, heading, here, all))
}

/// Returns links to all parts of something, counted from 1, with the one that is `here`.
fn parts_view(
    context: &Context,
    heading: &str,
    here: usize,
    all: impl Iterator<Item = (String, Route)>,
) -> PartsView {
    let words = context.words;
    let all: Vec<NavItem> = all
        .map(|(label, route)| NavItem {
            label,
            href: context.links.to(&route),
            current: (route == context.route).then_some("page"),
        })
        .collect();
    let neighbour = |number: usize| {
        let part = all.get(number.checked_sub(1)?)?;
        let slots = [("number", &*number.to_string()), ("what", &part.label)];
        let label = fill(words.part_link, &slots);
        let href = part.href.clone();
        Some(LinkView { label, href })
    };
    let slots = [("count", &*all.len().to_string())];
    PartsView {
        heading: fill(heading, &slots),
        previous: neighbour(here - 1),
        next: neighbour(here + 1),
        all,
    }
}
