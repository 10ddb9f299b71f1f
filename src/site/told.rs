//! What the files for machines ask of the planned site.

use std::collections::BTreeSet;

use super::context::Context;
use super::findable::{self, Findable, Said};
use super::routes::{EmbedKind, Route};
use super::words::Words;
use super::{Options, PageSet, embed_page, measure_page, search_page};
use crate::model::{MeasureId, Publication, Report};

/// Where the feed is.
pub const FEED: &str = "feed.xml";

impl<'a> PageSet<'a> {
    /// What the pages are made from.
    pub fn report(&self) -> &'a Report {
        self.context.report
    }

    /// How they are made.
    pub fn options(&self) -> &'a Options {
        self.context.options
    }

    /// Where the site is published, ending in `/`, if that is known.
    pub fn base_url(&self) -> Option<&str> {
        self.context.base_url()
    }

    /// The code of the language of the pages.
    pub fn language(&self) -> &'static str {
        self.context.words.code
    }

    /// The full address of a file, where the site's own is known. A page's is that of its folder.
    pub fn address(&self, file: &str) -> Option<String> {
        let base = self.base_url()?.trim_end_matches('/');
        let path = match file.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => file,
        };
        Some(format!("{base}/{path}"))
    }

    /// The words of the pages.
    pub fn words(&self) -> &'static Words {
        self.context.words
    }

    /// Everything that can be found, in an order that stays.
    pub fn findable(&self) -> Vec<Findable> {
        findable::all(&self.context)
    }

    /// The words that are said on each of those, beside its title: each once, in small letters.
    pub fn said(&self, found: &[Findable]) -> Vec<BTreeSet<String>> {
        let said = Said::new(&self.context);
        found.iter().map(|found| said.on(&found.route)).collect()
    }

    /// A link to a page from the search page.
    pub fn from_search(&self, route: &Route) -> String {
        self.context.links(&Route::Search).to(route)
    }

    /// "Measure, Social care pathway".
    pub fn kind(found: &Findable) -> String {
        search_page::kind(found)
    }

    /// Whether a measure's embed stands alone as a picture too.
    pub fn has_picture(&self, id: &MeasureId, kind: EmbedKind) -> bool {
        let measure = self.context.report.measures.get(id);
        measure.is_some_and(|measure| {
            embed_page::has_picture(&self.context, measure, kind)
                && measure_page::exists(&self.context, id)
        })
    }

    /// Whether there is a feed: it needs addresses, and days.
    pub fn has_feed(&self) -> bool {
        has_feed(&self.context)
    }
}

pub(super) fn has_feed(context: &Context) -> bool {
    let mut quarters = context.report.published();
    let has_day = quarters.any(|quarter| matches!(quarter.publication, Publication::On(_)));
    context.base_url().is_some()
        && has_day
        && context.options.links == super::routes::LinkStyle::Folder
}
