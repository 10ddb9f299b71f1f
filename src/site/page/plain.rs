//! A plain page, written by the site's editors, and the page for addresses that do not exist.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page as SitePage, View};
use crate::model::Page;
use crate::site::choose::addresses::has_page;
use crate::site::context::Context;
use crate::site::part::{Collected, LinkView, PageTitle, Piece, links, prose};
use crate::site::phrases::names;
use crate::site::route::Route;

/// A plain page.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PageView {
    /// The title.
    pub title: String,
    /// The text.
    pub pieces: Vec<Piece>,
}

/// The page for addresses that do not exist.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct NotFoundView {
    /// The address that searches.
    pub search: String,
    /// Links to the main pages.
    pub links: Vec<LinkView>,
}

pub(super) fn page(context: &Context, content: &Page) -> SitePage {
    let mut collected = Collected::default();
    let view = View::Page(PageView {
        title: content.title.clone(),
        pieces: prose::prose(context, &content.prose, &mut collected),
    });
    let head = PageTitle::new(names::page_title(context, content), &content.title);
    SitePage::new(context, head, view).with(collected)
}

pub(super) fn not_found(context: &Context) -> SitePage {
    let words = context.words;
    let pages = [
        (words.home, Route::Home),
        (words.measures, Route::Measures),
        (words.quarters, Route::Quarters),
    ];
    let links = pages
        .into_iter()
        .filter(|(_, route)| has_page(context, route))
        .map(|(label, route)| links::link(context, label, &route));
    let view = View::NotFound(NotFoundView {
        search: context.links.to(&Route::Search),
        links: links.collect(),
    });
    let head = PageTitle::new(words.not_found, words.not_found_text);
    SitePage::new(context, head, view)
}
