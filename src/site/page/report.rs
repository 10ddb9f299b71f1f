//! A committee report.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page as SitePage, View};
use crate::model::{CommitteeReport, ParagraphNumber};
use crate::site::context::Context;
use crate::site::part::collected::Collected;
use crate::site::part::frame::PageTitle;
use crate::site::part::links::{self, LinkView};
use crate::site::part::prose::{self, Piece};
use crate::site::phrases::{names, periods};
use crate::site::route::Route;

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

/// A committee report.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ReportView {
    /// The title, as the source prints it.
    pub title: String,
    /// "Report to the panel". `None` if the committee is not known.
    pub to: Option<String>,
    /// The date: "27 September 2016".
    pub date: String,
    /// A link to the quarter that it is about. `None` if it is not about one.
    pub quarter: Option<LinkView>,
    /// The paragraphs.
    pub paragraphs: Vec<ParagraphView>,
}

pub(super) fn page(context: &Context, report: &CommitteeReport) -> SitePage {
    let route = Route::Report(report.id.clone());
    let links = context.links(&route);
    let words = context.words;
    let date = periods::dated(words, report.date);
    let title = format!("{}, {date}", report.title);
    let head = PageTitle::new(route, &title, &title)
        .below(vec![(words.reports.to_owned(), Route::Reports)]);
    let mut collected = Collected::default();
    let mut paragraphs = Vec::new();
    for paragraph in &report.paragraphs {
        let number = paragraph.number.map(shown);
        let anchor = |number: &String| format!("paragraph-{}", number.replace('.', "-"));
        paragraphs.push(ParagraphView {
            id: number.as_ref().map(anchor),
            number,
            pieces: prose::prose(context, &paragraph.prose, &links, &mut collected),
        });
    }
    let view = View::Report(ReportView {
        title: report.title.clone(),
        to: names::committee(context, report),
        date,
        quarter: report
            .quarter
            .map(|quarter| links::quarter_link(context, quarter, &links, words.report_quarter)),
        paragraphs,
    });
    SitePage::new(context, head, view).with(collected)
}

fn shown(number: ParagraphNumber) -> String {
    match number.sub {
        Some(sub) => format!("{}.{sub}", number.main),
        None => number.main.to_string(),
    }
}
