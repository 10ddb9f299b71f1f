//! Committee reports, and the list of them.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::model::CommitteeReport;
use crate::site::context::Context;
use crate::site::part::{Collected, LinkView, PageTitle, Piece, links, prose};
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

/// A paragraph of a report.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ParagraphView {
    /// The number: "11.1". `None` for text between numbered paragraphs.
    pub number: Option<String>,
    /// The anchor for links to it. `None` without a number.
    pub id: Option<String>,
    /// The text.
    pub pieces: Vec<Piece>,
}

/// A heading in the contents of a page.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ContentsItem {
    /// The anchor for links to it.
    pub id: String,
    /// Its text.
    pub heading: String,
}

/// A committee report.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ReportView {
    /// The title, as the source prints it.
    pub title: String,
    /// "Report to the panel". `None` if the committee is not known.
    pub to: Option<String>,
    /// A link to the quarter that it is about. `None` if it is not about one.
    pub quarter: Option<LinkView>,
    /// Its main headings. Empty if it has fewer than two.
    pub contents: Vec<ContentsItem>,
    /// The paragraphs.
    pub paragraphs: Vec<ParagraphView>,
}

pub(super) fn list(context: &Context) -> Page {
    let words = context.words;
    let reports = context.report.committee_reports.iter().rev();
    let items = reports.map(|report| ReportItem {
        report: links::report_link(context, report),
        to: names::committee(context, report),
        date: periods::dated(words, report.date),
    });
    let view = View::Reports(ReportsView {
        reports: items.collect(),
    });
    let head = PageTitle::new(words.reports, words.all_reports);
    Page::new(context, head, view)
}

pub(super) fn page(context: &Context, report: &CommitteeReport) -> Page {
    let words = context.words;
    let date = periods::dated(words, report.date);
    let title = format!("{}, {date}", report.title);
    let head = PageTitle::new(&title, &title)
        .below(vec![(words.reports.to_owned(), Route::Reports)])
        .dated(context, report);
    let mut collected = Collected::default();
    let mut sections = Vec::new();
    let paragraphs = report.paragraphs.iter().map(|paragraph| {
        let number = paragraph.number.map(|number| number.to_string());
        let anchor = |number: &String| format!("paragraph-{}", number.replace('.', "-"));
        ParagraphView {
            id: number.as_ref().map(anchor),
            number,
            pieces: with_sections(
                prose::prose(context, &paragraph.prose, &mut collected),
                &mut sections,
            ),
        }
    });
    let paragraphs = paragraphs.collect();
    let contents = sections
        .into_iter()
        .map(|(id, heading)| ContentsItem { id, heading });
    let contents: Vec<ContentsItem> = contents.collect();
    let about = |quarter| links::quarter_link_as(context, quarter, words.report_quarter);
    let view = View::Report(ReportView {
        title: report.title.clone(),
        to: names::committee(context, report),
        quarter: report.quarter.map(about),
        contents: if contents.len() > 1 {
            contents
        } else {
            Vec::new()
        },
        paragraphs,
    });
    Page::new(context, head, view).with(collected)
}

/// Gives the main headings of a text ids, and adds the ids with the texts of the headings to `sections`.
fn with_sections(pieces: Vec<Piece>, sections: &mut Vec<(String, String)>) -> Vec<Piece> {
    let pieces = pieces.into_iter().map(|piece| match piece {
        Piece::Html { html } => Piece::Html {
            html: html.with_sections(sections),
        },
        other => other,
    });
    pieces.collect()
}
