//! The page for addresses that do not exist.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::site::choose::addresses::has_page;
use crate::site::context::Context;
use crate::site::part::frame::PageTitle;
use crate::site::part::links::LinkView;
use crate::site::route::Route;

/// The page for addresses that do not exist.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct NotFoundView {
    /// Links to the main pages.
    pub links: Vec<LinkView>,
}

pub(super) fn page(context: &Context) -> Page {
    let words = context.words;
    let head = PageTitle::new(Route::NotFound, words.not_found, words.not_found_text);
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
    let view = View::NotFound(NotFoundView {
        links: links.collect(),
    });
    Page::new(context, head, view)
}
