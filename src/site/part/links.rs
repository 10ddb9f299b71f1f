//! Links with their labels: to quarters, to the sections of a quarter's report, to committee reports.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{CommitteeReport, Quarter};
use crate::site::choose::addresses::has_page;
use crate::site::choose::sections;
use crate::site::context::Context;
use crate::site::phrases::{names, periods};
use crate::site::route::{Links, Route, Section};
use crate::site::words::fill;

/// A link.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
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

pub(crate) fn report_link(report: &CommitteeReport, links: &Links) -> LinkView {
    LinkView {
        label: report.title.clone(),
        href: links.to(&Route::Report(report.id.clone())),
    }
}

/// Returns links to all reports to committees, latest first.
pub(crate) fn report_links(context: &Context, links: &Links) -> Vec<LinkView> {
    context
        .report
        .committee_reports
        .iter()
        .rev()
        .map(|report| report_link(report, links))
        .collect()
}

/// Returns a link to a quarter's page, with a sentence with the slot `{quarter}` as label.
pub(crate) fn quarter_link(
    context: &Context,
    quarter: Quarter,
    links: &Links,
    sentence: &str,
) -> LinkView {
    LinkView {
        label: fill(
            sentence,
            &[("quarter", &periods::quarter(context.words, quarter))],
        ),
        href: links.to(&Route::Quarter(quarter)),
    }
}

/// Returns the breadcrumbs of a page below a quarter's.
pub(crate) fn quarter_crumbs(context: &Context, quarter: Quarter) -> Vec<(String, Route)> {
    vec![
        (context.words.quarters.to_owned(), Route::Quarters),
        (
            periods::quarter(context.words, quarter),
            Route::Quarter(quarter),
        ),
    ]
}

/// Returns the pages of a quarter's report, the quarter's own first.
pub(super) fn section_nav(context: &Context, quarter: Quarter, here: &Route) -> Vec<NavItem> {
    let links = context.links(here);
    let sections = Section::ALL
        .into_iter()
        .filter(|section| sections::has_section(context, quarter, *section))
        .map(|section| {
            (
                names::section_name(context, section),
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

/// Returns a link to a section's page. `None` if the quarter has no such section.
pub(crate) fn section_link(
    context: &Context,
    quarter: Quarter,
    section: Section,
    label: &str,
    links: &Links,
) -> Option<LinkView> {
    sections::has_section(context, quarter, section).then(|| LinkView {
        label: label.to_owned(),
        href: links.to(&Route::Section(quarter, section)),
    })
}

/// Returns links to the same section in the nearest published quarters before and after that have it.
pub(crate) fn section_neighbours(
    context: &Context,
    quarter: Quarter,
    section: Section,
    links: &Links,
) -> (Option<LinkView>, Option<LinkView>) {
    let link = |found: Quarter| {
        let slots = [
            ("section", names::section_name(context, section)),
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

/// Returns `aria-current` for an entry of the section navigation.
fn current(here: &Route, item: &Route) -> Option<&'static str> {
    if let Route::Part(list, _) = here {
        return current(&list.page(), item).map(|_| "true");
    }
    let below = matches!(
        (here, item),
        (
            Route::ObjectiveIn(..),
            Route::Section(_, Section::Objectives)
        )
    );
    if here == item {
        Some("page")
    } else {
        below.then_some("true")
    }
}

/// Returns a link to the status of reporting. `None` if the site has no such page.
pub(crate) fn status_link(context: &Context, links: &Links) -> Option<LinkView> {
    has_page(context, &Route::Reporting).then(|| LinkView {
        label: context.words.status.to_owned(),
        href: links.to(&Route::Reporting),
    })
}
