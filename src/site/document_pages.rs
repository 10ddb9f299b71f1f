//! Committee reports and plain pages.

use schemars::JsonSchema;
use serde::Serialize;

use super::context::Context;
use super::frame::{LinkView, PageTitle, frame};
use super::page::{Page as SitePage, View};
use super::prose::{self, Piece};
use super::routes::{Links, Route};
use super::words::fill;
use super::{periods, quarter_page, titles};
use crate::model::{CommitteeReport, Page, ParagraphNumber};

/// A paragraph of a report.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ParagraphView {
    /// "11.1"; empty for what stands between numbered ones.
    pub number: String,
    /// For links to it; empty for what stands between.
    pub id: String,
    /// What it says.
    pub pieces: Vec<Piece>,
}

/// A committee report.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ReportView {
    /// As printed.
    pub title: String,
    /// "Report to the panel"; empty where the committee is not said.
    pub to: String,
    /// "27 September 2016".
    pub date: String,
    /// The quarter it reports, where it does.
    pub quarter: Option<LinkView>,
    /// Its paragraphs.
    pub paragraphs: Vec<ParagraphView>,
}

/// The list of committee reports.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ReportsView {
    /// The latest first.
    pub reports: Vec<ReportItem>,
}

/// A report in the list.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ReportItem {
    /// The report.
    pub report: LinkView,
    /// "Report to the panel"; empty where the committee is not said.
    pub to: String,
    /// "27 September 2016".
    pub date: String,
}

/// A plain page.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PageView {
    /// As printed.
    pub title: String,
    /// What it says.
    pub pieces: Vec<Piece>,
}

pub(super) fn reports(context: &Context) -> SitePage {
    let route = Route::Reports;
    let links = context.links(&route);
    let words = context.words;
    let title = PageTitle {
        route: &route,
        title: words.reports,
        description: words.all_reports,
        parents: Vec::new(),
        published: None,
    };
    let mut page = SitePage::new(route.clone(), frame(context, title));
    let item = |report: &CommitteeReport| ReportItem {
        report: report_link(report, &links),
        to: committee(context, report),
        date: periods::dated(words, report.date),
    };
    let reports = context
        .report
        .committee_reports
        .iter()
        .rev()
        .map(|report| item(report))
        .collect();
    page.view = View::Reports(ReportsView { reports });
    page
}

pub(super) fn report(context: &Context, report: &CommitteeReport) -> SitePage {
    let route = Route::Report(report.id.clone());
    let links = context.links(&route);
    let words = context.words;
    let date = periods::dated(words, report.date);
    let title = PageTitle {
        route: &route,
        title: &format!("{}, {date}", report.title),
        description: &format!("{}, {date}", report.title),
        parents: vec![(words.reports.to_owned(), Route::Reports)],
        published: None,
    };
    let mut page = SitePage::new(route.clone(), frame(context, title));
    let mut paragraphs = Vec::new();
    for paragraph in &report.paragraphs {
        let number = paragraph.number.map_or(String::new(), shown);
        paragraphs.push(ParagraphView {
            id: if number.is_empty() {
                String::new()
            } else {
                format!("paragraph-{}", number.replace('.', "-"))
            },
            number,
            pieces: prose::prose(context, &paragraph.prose, &links, &mut page.collected),
        });
    }
    page.view = View::Report(ReportView {
        title: report.title.clone(),
        to: committee(context, report),
        date,
        quarter: report.quarter.map(|quarter| {
            quarter_page::quarter_link(context, quarter, &links, words.report_quarter)
        }),
        paragraphs,
    });
    page
}

fn shown(number: ParagraphNumber) -> String {
    match number.sub {
        Some(sub) => format!("{}.{sub}", number.main),
        None => number.main.to_string(),
    }
}

pub(super) fn plain(context: &Context, content: &Page) -> SitePage {
    let route = Route::Page(content.id.clone());
    let links = context.links(&route);
    let title = PageTitle {
        route: &route,
        title: &titles::page_title(context, content),
        description: &content.title,
        parents: Vec::new(),
        published: None,
    };
    let mut page = SitePage::new(route.clone(), frame(context, title));
    let pieces = prose::prose(context, &content.prose, &links, &mut page.collected);
    page.view = View::Page(PageView {
        title: content.title.clone(),
        pieces,
    });
    page
}

fn report_link(report: &CommitteeReport, links: &Links) -> LinkView {
    LinkView {
        label: report.title.clone(),
        href: links.to(&Route::Report(report.id.clone())),
    }
}

fn committee(context: &Context, report: &CommitteeReport) -> String {
    report.to.as_ref().map_or(String::new(), |to| {
        fill(context.words.report_to, &[("committee", to)])
    })
}

/// Reports to committees, the latest first.
pub(super) fn report_links(context: &Context, links: &Links) -> Vec<LinkView> {
    context
        .report
        .committee_reports
        .iter()
        .rev()
        .map(|report| report_link(report, links))
        .collect()
}
