//! The home page and the page of a quarter.

use schemars::JsonSchema;
use serde::Serialize;

use super::context::Context;
use super::findings::{self, SectionCard};
use super::frame::{LinkView, PageTitle, frame, published};
use super::glance::{self, Glance};
use super::long_lists::MeasuresPart;
use super::objective_rows::{self, ObjectiveRow};
use super::page::{Page, View};
use super::routes::{Links, Route, Section};
use super::rows::{self, MeasureRow};
use super::voices::{self, Voices};
use super::words::{counted, fill};
use super::{document_pages, periods, section_pages, sections, tallies};
use crate::model::{Quarter, QuarterReport, Subject};

/// So many quarters stand on the home page: a year and the quarter before.
const RECENT: usize = 5;

/// Measures of one set, as a table.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct SetTable {
    /// Its heading.
    pub heading: String,
    /// By group, in the order of the summary.
    pub groups: Vec<GroupTable>,
}

/// Measures of one group.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct GroupTable {
    /// Its caption.
    pub caption: String,
    /// Its measures.
    pub rows: Vec<MeasureRow>,
}

/// The home page.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct HomeView {
    /// The finding, or that nothing has been published yet.
    pub heading: String,
    /// The latest quarter at a glance; none where nothing has been published.
    pub glance: Option<Glance>,
    /// Objectives of the plan in force.
    pub objectives: Vec<ObjectiveRow>,
    /// What was said of the quarter as a whole.
    pub overview: Option<Voices>,
    /// Money, governance, risks, actions, challenges, in brief.
    pub cards: Vec<SectionCard>,
    /// The quarter's page.
    pub quarter: Option<LinkView>,
    /// The latest quarters, the latest first.
    pub quarters: Vec<LinkView>,
    /// The list of all quarters; none where those are all.
    pub all_quarters: Option<LinkView>,
    /// Reports to committees, the latest first.
    pub reports: Vec<LinkView>,
}

/// A quarter's page.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct QuarterView {
    /// "April to June 2016 (Quarter 1, 2016/17)".
    pub title: String,
    /// The quarter at a glance.
    pub glance: Glance,
    /// What was said of the quarter as a whole.
    pub overview: Voices,
    /// Objectives of the plan in force.
    pub objectives: Vec<ObjectiveRow>,
    /// Money, governance, risks, actions, challenges, in brief.
    pub cards: Vec<SectionCard>,
    /// Every measure.
    pub measures: Option<LinkView>,
    /// The whole report on one page.
    pub paper: LinkView,
    /// Where the figures were published.
    pub source: Option<LinkView>,
    /// The quarter before, where it has a page.
    pub previous: Option<LinkView>,
    /// The quarter after, where it has a page.
    pub next: Option<LinkView>,
}

pub(super) fn home(context: &Context) -> Page {
    let route = Route::Home;
    let links = context.links(&route);
    let latest = context.report.latest();
    let report = latest.map(|quarter| &context.report.quarters[&quarter]);
    let glance = latest.map(|quarter| glance::glance(context, quarter, &links));
    let heading = glance
        .as_ref()
        .map_or(context.words.finding_no_quarter.to_owned(), |glance| {
            glance.finding.clone()
        });
    let description = match &glance {
        Some(glance) => format!("{}: {}.", glance.period, glance.finding),
        None => heading.clone(),
    };
    let frame = frame(
        context,
        PageTitle {
            route: &route,
            title: &heading,
            description: &description,
            parents: Vec::new(),
            published: report.map(|report| published(context, report)),
        },
    );
    let mut page = Page::new(route, frame);
    let overview = latest.map(|quarter| {
        voices::voices(
            context,
            quarter,
            &Subject::Overview,
            &links,
            &mut page.collected,
        )
    });
    page.view = View::Home(Box::new(HomeView {
        heading,
        glance,
        objectives: latest.map_or(Vec::new(), |quarter| {
            objective_rows::objective_rows(context, quarter, &links)
        }),
        cards: latest.map_or(Vec::new(), |quarter| {
            findings::cards(context, quarter, &links)
        }),
        overview,
        quarter: latest
            .map(|quarter| quarter_link(context, quarter, &links, context.words.see_quarter)),
        quarters: latest_quarters(context, &links),
        all_quarters: all_quarters(context, &links),
        reports: document_pages::report_links(context, &links),
    }));
    page
}

pub(super) fn quarter(context: &Context, report: &QuarterReport) -> Page {
    let quarter = report.quarter;
    let route = Route::Quarter(quarter);
    let links = context.links(&route);
    let glance = glance::glance(context, quarter, &links);
    let title = glance.period.clone();
    let frame = frame(
        context,
        PageTitle {
            route: &route,
            title: &title,
            description: &format!("{title}: {}.", glance.finding),
            parents: vec![(context.words.quarters.to_owned(), Route::Quarters)],
            published: Some(published(context, report)),
        },
    );
    let mut page = Page::new(route, frame);
    let overview = voices::voices(
        context,
        quarter,
        &Subject::Overview,
        &links,
        &mut page.collected,
    );
    let (previous, next) = neighbours(context, quarter, &links);
    page.view = View::Quarter(Box::new(QuarterView {
        title,
        glance,
        overview,
        objectives: objective_rows::objective_rows(context, quarter, &links),
        cards: findings::cards(context, quarter, &links),
        measures: sections::section_link(
            context,
            quarter,
            Section::Measures,
            &section_pages::section_in_quarter(context, quarter, Section::Measures),
            &links,
        ),
        paper: LinkView {
            label: context.words.whole_report_link.to_owned(),
            href: links.to(&Route::Paper(quarter)),
        },
        source: report.source.as_ref().map(|source| LinkView {
            label: fill(context.words.source, &[("title", source.title.as_str())]),
            href: source.url.clone().unwrap_or_default(),
        }),
        previous,
        next,
    }));
    page
}

/// The shorthand that a quarter's figures use in a list, explained.
pub(super) fn shorthand_of(
    context: &Context,
    quarter: Quarter,
    part: &MeasuresPart,
) -> Vec<String> {
    let shown = part.wholes();
    let entries = shown
        .iter()
        .filter_map(|id| context.report.entry(quarter, id));
    rows::shorthand(
        context,
        entries.flat_map(|entry| std::iter::once(entry).chain(entry.members.values())),
    )
}

/// The measures of a list that the quarter reports, by set and group in the order of the summary.
pub(super) fn sets(
    context: &Context,
    quarter: Quarter,
    part: &MeasuresPart,
    links: &Links,
) -> Vec<SetTable> {
    let mut sets: Vec<SetTable> = Vec::new();
    for piece in part.pieces() {
        let rows = piece
            .measures()
            .filter_map(|id| rows::row(context, id, quarter, links));
        let table = GroupTable {
            caption: piece.heading(context.words),
            rows: rows.collect(),
        };
        match sets.last_mut() {
            Some(set) if set.heading == piece.group.over => set.groups.push(table),
            _ => sets.push(SetTable {
                heading: piece.group.over.clone(),
                groups: vec![table],
            }),
        }
    }
    sets
}

/// "Measures: contract"; of a site that tells no sets apart, "Measures".
pub(super) fn set_heading(context: &Context, set: Option<&str>) -> String {
    let tells_apart = context.report.measures.values().any(|m| m.set.is_some());
    if !tells_apart {
        return context.words.measures.to_owned();
    }
    let slots = [("set", &*tallies::set_name(context, set))];
    fill(context.words.set_heading, &slots)
}

/// A link to a quarter's page, by a sentence with the slot `{quarter}`.
pub(super) fn quarter_link(
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

/// The latest quarters with pages, the latest first.
fn latest_quarters(context: &Context, links: &Links) -> Vec<LinkView> {
    let quarters = context.report.published().rev().take(RECENT);
    quarters
        .map(|report| LinkView {
            label: periods::quarter_in_full(context.words, report.quarter),
            href: links.to(&Route::Quarter(report.quarter)),
        })
        .collect()
}

fn all_quarters(context: &Context, links: &Links) -> Option<LinkView> {
    let count = context.report.published().count();
    (count > RECENT).then(|| LinkView {
        label: counted(context.words.all_of_quarters, count, &[]),
        href: links.to(&Route::Quarters),
    })
}

fn neighbours(
    context: &Context,
    quarter: Quarter,
    links: &Links,
) -> (Option<LinkView>, Option<LinkView>) {
    let shown: Vec<Quarter> = context
        .report
        .published()
        .map(|report| report.quarter)
        .collect();
    let before = shown.iter().rev().find(|other| **other < quarter);
    let after = shown.iter().find(|other| **other > quarter);
    let link = |found: Option<&Quarter>| {
        found.map(|quarter| quarter_link(context, *quarter, links, "{quarter}"))
    };
    (link(before), link(after))
}
