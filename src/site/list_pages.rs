//! Lists, the methods page, and the page for addresses that do not exist.

use schemars::JsonSchema;
use serde::Serialize;

use super::bars::BarPart;
use super::context::Context;
use super::frame::{LinkView, PageTitle, frame, has_page, published};
use super::page::{Page, View};
use super::periods;
use super::pictures::PictureView;
use super::routes::{Links, Route};
use super::rows::MeasureRow;
use crate::model::QuarterReport;

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
        let item = context.quarter_item(report, &links);
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
        status: context.status_link(&links),
    });
    page
}

pub(super) fn measures(context: &Context) -> Page {
    let mut page = blank(
        context,
        Route::Measures,
        context.words.measures,
        context.words.all_measures,
    );
    page.view = View::Measures(MeasuresView {
        groups: context.measure_groups(),
        shorthand: context.shorthand(
            context
                .report
                .published()
                .flat_map(|quarter| context.report.entries(quarter.quarter))
                .map(|(_, entry)| entry),
        ),
    });
    page
}

impl Context<'_> {
    fn quarter_item(&self, report: &QuarterReport, links: &Links) -> QuarterItem {
        let quarter = report.quarter;
        let all = self.assessment.quarter(quarter).rollup.all();
        QuarterItem {
            quarter: self.quarter_link(quarter, links, "{quarter}"),
            number: periods::quarter_number(self.words, quarter),
            finding: self.finding_of(quarter, &all),
            bar: self.glance_bar(quarter, &all),
            published: published(self, report),
            days: self.days_after(quarter).unwrap_or_default(),
        }
    }

    /// Every measure in its latest quarter, by group in the order of the site's list.
    fn measure_groups(&self) -> Vec<MeasureGroup> {
        let links = self.links(&Route::Measures);
        let mut groups: Vec<(Option<&str>, MeasureGroup)> = Vec::new();
        let mut measures: Vec<_> = self.report.measures.values().collect();
        measures.sort_by_cached_key(|measure| self.place(measure));
        for measure in measures {
            let quarter = self
                .report
                .published()
                .rev()
                .find(|quarter| self.report.entry(quarter.quarter, &measure.id).is_some())
                .or_else(|| self.report.published().next_back());
            let row = quarter.and_then(|quarter| self.row(&measure.id, quarter.quarter, &links));
            let (Some(row), Some(quarter)) = (row, quarter) else {
                continue;
            };
            let latest = LatestMeasure {
                row,
                period: periods::quarter(self.words, quarter.quarter),
                run: self.run(measure, quarter.quarter),
            };
            let name = measure.group.as_deref();
            if let Some((_, group)) = groups.iter_mut().find(|(group, _)| *group == name) {
                group.rows.push(latest);
            } else {
                let heading = name.unwrap_or(self.words.no_group).to_owned();
                let rows = vec![latest];
                groups.push((name, MeasureGroup { heading, rows }));
            }
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }
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
