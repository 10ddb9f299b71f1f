//! Every page, for search engines.

use super::xml::Element;
use crate::site::PageSet;

/// Where it is.
pub(super) const PATH: &str = "sitemap.xml";

/// The addresses of the pages that are to be found: not the one that is shown for missing ones, and no embed, which
/// says nothing that its measure's page does not.
pub(super) fn sitemap(pages: &PageSet) -> Vec<u8> {
    let files = pages.files();
    let found = files.filter(|file| file != "404.html" && !file.starts_with("embed/"));
    let urls = found.filter_map(|file| {
        let address = pages.address(&file)?;
        Some(Element::new("url").holding([Element::text("loc", address)]))
    });
    Element::new("urlset")
        .with("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")
        .holding(urls)
        .document()
}
