//! The home page and the page of a quarter.

use schemars::JsonSchema;
use serde::Serialize;

use super::context::Context;
use super::findings::SectionCard;
use super::frame::{LinkView, PageTitle, frame, published};
use super::glance::Glance;
use super::long_lists::MeasuresPart;
use super::objective_rows::ObjectiveRow;
use super::page::{Page, View};
use super::periods;
use super::routes::{Links, Route, Section};
use super::rows::MeasureRow;
use super::voices::Voices;
use super::words::{counted, fill};
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
    let glance = latest.map(|quarter| context.glance(quarter, &links));
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
    let overview =
        latest.map(|quarter| context.voices(quarter, &Subject::Overview, &links, &mut page));
    page.view = View::Home(Box::new(HomeView {
        heading,
        glance,
        objectives: latest.map_or(Vec::new(), |quarter| {
            context.objective_rows(quarter, &links)
        }),
        cards: latest.map_or(Vec::new(), |quarter| context.cards(quarter, &links)),
        overview,
        quarter: latest
            .map(|quarter| context.quarter_link(quarter, &links, context.words.see_quarter)),
        quarters: context.latest_quarters(&links),
        all_quarters: context.all_quarters(&links),
        reports: context.report_links(&links),
    }));
    page
}

pub(super) fn quarter(context: &Context, report: &QuarterReport) -> Page {
    let quarter = report.quarter;
    let route = Route::Quarter(quarter);
    let links = context.links(&route);
    let glance = context.glance(quarter, &links);
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
    let overview = context.voices(quarter, &Subject::Overview, &links, &mut page);
    let (previous, next) = context.neighbours(quarter, &links);
    page.view = View::Quarter(Box::new(QuarterView {
        title,
        glance,
        overview,
        objectives: context.objective_rows(quarter, &links),
        cards: context.cards(quarter, &links),
        measures: context.section_link(
            quarter,
            Section::Measures,
            &context.section_in_quarter(quarter, Section::Measures),
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

impl Context<'_> {
    /// The shorthand that a quarter's figures use in a list, explained.
    pub(super) fn shorthand_of(&self, quarter: Quarter, part: &MeasuresPart) -> Vec<String> {
        let shown = part.wholes();
        let entries = shown.iter().filter_map(|id| self.report.entry(quarter, id));
        self.shorthand(
            entries.flat_map(|entry| std::iter::once(entry).chain(entry.members.values())),
        )
    }

    /// The measures of a list that the quarter reports, by set and group in the order of the summary.
    pub(super) fn sets(
        &self,
        quarter: Quarter,
        part: &MeasuresPart,
        links: &Links,
    ) -> Vec<SetTable> {
        let mut sets: Vec<SetTable> = Vec::new();
        for piece in part.pieces() {
            let rows = piece
                .measures()
                .filter_map(|id| self.row(id, quarter, links));
            let table = GroupTable {
                caption: piece.heading(self.words),
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
    pub(super) fn set_heading(&self, set: Option<&str>) -> String {
        let tells_apart = self.report.measures.values().any(|m| m.set.is_some());
        if !tells_apart {
            return self.words.measures.to_owned();
        }
        let slots = [("set", &*self.set_name(set))];
        fill(self.words.set_heading, &slots)
    }

    /// A link to a quarter's page, by a sentence with the slot `{quarter}`.
    pub(super) fn quarter_link(&self, quarter: Quarter, links: &Links, sentence: &str) -> LinkView {
        LinkView {
            label: fill(
                sentence,
                &[("quarter", &periods::quarter(self.words, quarter))],
            ),
            href: links.to(&Route::Quarter(quarter)),
        }
    }

    /// The latest quarters with pages, the latest first.
    fn latest_quarters(&self, links: &Links) -> Vec<LinkView> {
        let quarters = self.report.published().rev().take(RECENT);
        quarters
            .map(|report| LinkView {
                label: periods::quarter_in_full(self.words, report.quarter),
                href: links.to(&Route::Quarter(report.quarter)),
            })
            .collect()
    }

    fn all_quarters(&self, links: &Links) -> Option<LinkView> {
        let count = self.report.published().count();
        (count > RECENT).then(|| LinkView {
            label: counted(self.words.all_of_quarters, count, &[]),
            href: links.to(&Route::Quarters),
        })
    }

    fn neighbours(&self, quarter: Quarter, links: &Links) -> (Option<LinkView>, Option<LinkView>) {
        let shown: Vec<Quarter> = self
            .report
            .published()
            .map(|report| report.quarter)
            .collect();
        let before = shown.iter().rev().find(|other| **other < quarter);
        let after = shown.iter().find(|other| **other > quarter);
        let link = |found: Option<&Quarter>| {
            found.map(|quarter| self.quarter_link(*quarter, links, "{quarter}"))
        };
        (link(before), link(after))
    }
}
