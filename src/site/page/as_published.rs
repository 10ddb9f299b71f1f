//! A quarter's report as it was published, with what has changed since.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View, paper};
use crate::assess::as_published;
use crate::assess::assess;
use crate::model::{QuarterReport, Report};
use crate::site::context::Context;
use crate::site::part::since::{SinceView, since};
use crate::site::part::{LinkView, PageTitle, links};
use crate::site::phrases::periods;
use crate::site::words::fill;

/// The page of a report that has not changed since.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct UnchangedView {
    /// The heading: "April to June 2016, as published".
    pub title: String,
    /// When it was published, and that nothing has changed.
    pub since: SinceView,
    /// A link to the report.
    pub report: Option<LinkView>,
}

pub(super) fn page(context: &Context, report: &QuarterReport) -> Page {
    let then = as_published::as_published(context.report, report);
    let since = since(context, report, &then.since);
    let quarter = periods::quarter(context.words, report.quarter);
    let title = fill(context.words.as_published, &[("quarter", &quarter)]);
    let description = format!("{title}. {}", since.changed.replace(':', "."));
    let head = PageTitle::new(&title, description)
        .below(links::quarter_crumbs(context, report.quarter))
        .published(context, Some(report.quarter));
    if then.since.is_empty() {
        let report = links::paper_link(context, report.quarter);
        let view = UnchangedView {
            title,
            since,
            report,
        };
        return Page::new(context, head, View::AsPublished(view));
    }
    let assessment = assess(&then.figures, then.day);
    let as_then = Report {
        figures: then.figures,
        ..context.report.clone()
    };
    let past = Context::new(&as_then, &assessment, context.options).at(&context.route);
    let (paper, collected) = paper::view(&past, report);
    let paper = paper::PaperView {
        since: Some(since),
        ..paper
    };
    Page::new(context, head, View::Paper(Box::new(paper))).with(collected)
}
