//! What robots may read: everything, and where the list of it is.

use super::sitemap;
use crate::site::PageSet;

/// Embeds are left out of search results by their own pages, so that robots must be able to read those.
pub(super) fn robots(pages: &PageSet) -> String {
    let sitemap = pages.address(sitemap::PATH).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n")
}
