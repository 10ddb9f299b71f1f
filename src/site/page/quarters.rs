//! The list of quarters, by financial year.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::model::QuarterReport;
use crate::site::context::Context;
use crate::site::part::bars::BarPart;
use crate::site::part::frame::PageTitle;
use crate::site::part::glance;
use crate::site::part::links::{self, LinkView};
use crate::site::phrases::publication::{self, published};
use crate::site::phrases::{counts, periods};
use crate::site::route::{Links, Route};

/// A quarter in the list of quarters.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct QuarterItem {
    /// A link to the quarter's page.
    pub quarter: LinkView,
    /// Its number and financial year: "Quarter 1, 2016/17".
    pub number: String,
    /// Its main finding.
    pub finding: String,
    /// Its ratings as a bar. Empty if nothing is rated.
    pub bar: Vec<BarPart>,
    /// When it was published.
    pub published: String,
    /// "89 days after the quarter's end". `None` if the day is not known.
    pub days: Option<String>,
}

/// The quarters of a financial year.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct QuarterYear {
    /// The year: "2016/17".
    pub heading: String,
    /// Its quarters, latest first.
    pub quarters: Vec<QuarterItem>,
}

/// The list of quarters.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct QuartersView {
    /// The financial years, latest first.
    pub years: Vec<QuarterYear>,
    /// A link to the status of reporting. `None` if nothing has been published.
    pub status: Option<LinkView>,
}

pub(super) fn page(context: &Context) -> Page {
    let head = PageTitle::new(
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
    let view = View::Quarters(QuartersView {
        years: years.into_iter().map(|(_, year)| year).collect(),
        status: links::status_link(context, &links),
    });
    Page::new(context, head, view)
}

fn quarter_item(context: &Context, report: &QuarterReport, links: &Links) -> QuarterItem {
    let quarter = report.quarter;
    let all = context.assessment.quarter(quarter).rollup.all();
    QuarterItem {
        quarter: links::quarter_link(context, quarter, links, "{quarter}"),
        number: periods::quarter_number(context.words, quarter),
        finding: counts::finding_of(context, quarter, &all),
        bar: glance::glance_bar(context, quarter, &all),
        published: published(context, report),
        days: publication::days_after(context, quarter),
    }
}
