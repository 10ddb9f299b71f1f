//! What the files for machines ask of the planned site.

use super::context::Context;
use super::{Options, PageSet};
use crate::model::{Publication, Report};

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

    /// The path of that address: `/` or `/performance/`.
    pub fn base_path(&self) -> String {
        self.context.base_path()
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

    /// Whether there is a feed: it needs addresses, and days.
    pub fn has_feed(&self) -> bool {
        self.context.has_feed()
    }
}

impl Context<'_> {
    pub(super) fn has_feed(&self) -> bool {
        let mut quarters = self.report.published();
        let has_day = quarters.any(|quarter| matches!(quarter.publication, Publication::On(_)));
        self.base_url().is_some()
            && has_day
            && self.options.links == super::routes::LinkStyle::Folder
    }
}
