//! Lists, the methods page, and the page for addresses that do not exist.

use schemars::JsonSchema;
use serde::Serialize;

use super::bars::BarPart;
use super::context::Context;
use super::frame::{LinkView, PageTitle, frame, has_page, published};
use super::list_parts::{self, PartsView};
use super::long_lists::{self, ListPart, MeasuresPart};
use super::page::{Page, View};
use super::pictures::{self, PictureView};
use super::routes::{Links, LongList, Route};
use super::rows::{self, MeasureRow};
use super::{glance, outlines, periods, quarter_page, status_page};
use crate::model::{MeasureId, QuarterReport};

/// A quarter in the list of quarters.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct QuarterItem {
    /// The quarter's page.
    pub quarter: LinkView,
    /// "Quarter 1, 2016/17".
    pub number: String,
    /// Its finding.
    pub finding: String,
    /// The same as a bar; empty where nothing is rated.
    pub bar: Vec<BarPart>,
    /// When it was published.
    pub published: String,
    /// "89 days after the quarter's end"; empty where the day is not known.
    pub days: String,
}

/// The quarters of a financial year.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct QuarterYear {
    /// "2016/17".
    pub heading: String,
    /// The latest first.
    pub quarters: Vec<QuarterItem>,
}

/// The list of quarters.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct QuartersView {
    /// By financial year, the latest first.
    pub years: Vec<QuarterYear>,
    /// The status of reporting.
    pub status: Option<LinkView>,
}

/// A group of the list of measures.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct MeasureGroup {
    /// Its name.
    pub heading: String,
    /// Its measures, each in its latest quarter.
    pub rows: Vec<LatestMeasure>,
}

/// A measure in its latest quarter.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct LatestMeasure {
    /// The measure.
    pub row: MeasureRow,
    /// "April to June 2016".
    pub period: String,
    /// Its run up to then; none with fewer than two figures.
    pub run: Option<PictureView>,
}

/// The list of measures.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct MeasuresView {
    /// "Measures", and which part of the list this is where it has several.
    pub heading: String,
    /// The other parts of the list; none where it is whole.
    pub parts: Option<PartsView>,
    /// In the order of the summary.
    pub groups: Vec<MeasureGroup>,
    /// The shorthand that is used, explained.
    pub shorthand: Vec<String>,
}

/// The page for addresses that do not exist.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct NotFoundView {
    /// Ways onward.
    pub links: Vec<LinkView>,
}

/// A page that belongs to no quarter, still without what it says.
pub(super) fn blank(context: &Context, route: Route, title: &str, description: &str) -> Page {
    let frame = frame(
        context,
        PageTitle {
            route: &route,
            title,
            description,
            parents: Vec::new(),
            published: None,
        },
    );
    Page::new(route, frame)
}

pub(super) fn quarters(context: &Context) -> Page {
    let mut page = blank(
        context,
        Route::Quarters,
        context.words.quarters,
        context.words.earlier_quarters,
    );
    let links = context.links(&Route::Quarters);
    let mut years: Vec<(i32, QuarterYear)> = Vec::new();
    for report in context.report.published().rev() {
        let item = quarter_item(context, report, &links);
        let year = report.quarter.year();
        match years.last_mut() {
            Some((last, group)) if *last == year => group.quarters.push(item),
            _ => {
                let heading = periods::financial_year(year);
                let quarters = vec![item];
                years.push((year, QuarterYear { heading, quarters }));
            }
        }
    }
    page.view = View::Quarters(QuartersView {
        years: years.into_iter().map(|(_, year)| year).collect(),
        status: status_page::status_link(context, &links),
    });
    page
}

pub(super) fn measures(context: &Context, number: usize) -> Page {
    let words = context.words;
    let part = long_lists::part_of(context, &LongList::Measures, number);
    let heading = part.title(words, words.measures);
    let named = (words.measures, &*heading);
    let mut page = blank_part(context, &part, named, words.all_measures);
    let shown = part.wholes();
    let published = context.report.published();
    let entries = published.flat_map(|quarter| {
        let shown = shown.iter();
        shown.filter_map(|id| context.report.entry(quarter.quarter, id))
    });
    page.view = View::Measures(MeasuresView {
        heading,
        parts: list_parts::other_parts(context, &part),
        groups: measure_groups(context, &part),
        shorthand: rows::shorthand(context, entries),
    });
    page
}

/// A page of a list that belongs to no quarter, still without what it says. The list has a title and a description; of a
/// part, its own title says best what it holds.
pub(super) fn blank_part<T>(
    context: &Context,
    part: &ListPart<T>,
    (title, of_part): (&str, &str),
    description: &str,
) -> Page {
    let route = part.route();
    let title = PageTitle {
        route: &route,
        title: of_part,
        description: if part.is_first() {
            description
        } else {
            of_part
        },
        parents: part.crumb(title).into_iter().collect(),
        published: None,
    };
    let frame = frame(context, title);
    Page::new(route, frame)
}

fn quarter_item(context: &Context, report: &QuarterReport, links: &Links) -> QuarterItem {
    let quarter = report.quarter;
    let all = context.assessment.quarter(quarter).rollup.all();
    QuarterItem {
        quarter: quarter_page::quarter_link(context, quarter, links, "{quarter}"),
        number: periods::quarter_number(context.words, quarter),
        finding: glance::finding_of(context, quarter, &all),
        bar: glance::glance_bar(context, quarter, &all),
        published: published(context, report),
        days: status_page::days_after(context, quarter).unwrap_or_default(),
    }
}

/// Every measure in its latest quarter, by group in the order of the site's list.
fn measure_groups(context: &Context, part: &MeasuresPart) -> Vec<MeasureGroup> {
    let links = context.links(&part.route());
    let pieces = part.pieces().into_iter();
    let groups = pieces.map(|piece| MeasureGroup {
        heading: piece.heading(context.words),
        rows: piece
            .measures()
            .filter_map(|id| latest_measure(context, id, &links))
            .collect(),
    });
    groups.collect()
}

fn latest_measure(context: &Context, id: &MeasureId, links: &Links) -> Option<LatestMeasure> {
    let measure = context.report.measures.get(id)?;
    let quarter = outlines::latest_row(context, measure)?;
    Some(LatestMeasure {
        row: rows::row(context, id, quarter, links)?,
        period: periods::quarter(context.words, quarter),
        run: pictures::run(context, measure, quarter),
    })
}

pub(super) fn not_found(context: &Context) -> Page {
    let words = context.words;
    let mut page = blank(
        context,
        Route::NotFound,
        words.not_found,
        words.not_found_text,
    );
    let links = context.links(&Route::NotFound);
    let routes = [
        (words.home, Route::Home),
        (words.measures, Route::Measures),
        (words.quarters, Route::Quarters),
    ];
    let links = routes
        .into_iter()
        .filter(|(_, route)| has_page(context, route))
        .map(|(label, route)| LinkView {
            label: label.to_owned(),
            href: links.to(&route),
        });
    page.view = View::NotFound(NotFoundView {
        links: links.collect(),
    });
    page
}
