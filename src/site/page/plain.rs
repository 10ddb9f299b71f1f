//! A plain page, written by the site's editors.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page as SitePage, View};
use crate::model::Page;
use crate::site::context::Context;
use crate::site::part::collected::Collected;
use crate::site::part::frame::PageTitle;
use crate::site::part::prose::{self, Piece};
use crate::site::phrases::titles;
use crate::site::route::Route;

/// A plain page.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PageView {
    /// The title.
    pub title: String,
    /// The text.
    pub pieces: Vec<Piece>,
}

pub(super) fn page(context: &Context, content: &Page) -> SitePage {
    let route = Route::Page(content.id.clone());
    let links = context.links(&route);
    let head = PageTitle::new(route, titles::page_title(context, content), &content.title);
    let mut collected = Collected::default();
    let pieces = prose::prose(context, &content.prose, &links, &mut collected);
    let view = View::Page(PageView {
        title: content.title.clone(),
        pieces,
    });
    SitePage::new(context, head, view).with(collected)
}
