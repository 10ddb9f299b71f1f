//! The list of committee reports.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page as SitePage, View};
use crate::model::CommitteeReport;
use crate::site::context::Context;
use crate::site::part::frame::PageTitle;
use crate::site::part::links::{self, LinkView};
use crate::site::phrases::{names, periods};
use crate::site::route::Route;

/// The list of committee reports.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ReportsView {
    /// The reports, latest first.
    pub reports: Vec<ReportItem>,
}

/// A report in the list.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ReportItem {
    /// A link to the report.
    pub report: LinkView,
    /// "Report to the panel". `None` if the committee is not known.
    pub to: Option<String>,
    /// The date: "27 September 2016".
    pub date: String,
}

pub(super) fn page(context: &Context) -> SitePage {
    let route = Route::Reports;
    let links = context.links(&route);
    let words = context.words;
    let head = PageTitle::new(route, words.reports, words.all_reports);
    let item = |report: &CommitteeReport| ReportItem {
        report: links::report_link(report, &links),
        to: names::committee(context, report),
        date: periods::dated(words, report.date),
    };
    let reports = context
        .report
        .committee_reports
        .iter()
        .rev()
        .map(|report| item(report))
        .collect();
    let view = View::Reports(ReportsView { reports });
    SitePage::new(context, head, view)
}
