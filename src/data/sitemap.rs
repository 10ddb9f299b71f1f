//! Every page, for search engines.

use super::xml::Element;
use crate::site::PageSet;

/// Where it is: the list of addresses, or of the lists where one cannot hold them.
pub(super) const PATH: &str = "sitemap.xml";

/// What the parts of a long list are called, before their number.
const PART: &str = "sitemap-";

/// A list may hold 50,000 addresses and 50 MB, and an address 2,048 letters: so many reach neither.
const MOST: usize = 20_000;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The parts of the list; none where it is one.
pub(super) fn parts(pages: &PageSet) -> Vec<String> {
    names(found(pages).count())
}

/// Whether a path may be that of a part: told without counting the pages.
pub(super) fn may_be_part(path: &str) -> bool {
    path.starts_with(PART)
}

/// The list, or the list of its parts.
pub(super) fn sitemap(pages: &PageSet) -> Vec<u8> {
    let addresses = addresses(pages);
    let parts = names(addresses.len());
    if parts.is_empty() {
        return list(("urlset", "url"), &addresses);
    }
    let parts: Vec<String> = parts
        .iter()
        .filter_map(|part| pages.address(part))
        .collect();
    list(("sitemapindex", "sitemap"), &parts)
}

/// What robots may read: everything, and where the list of it is. Embeds are left out of search results by their own
/// pages, so that robots must be able to read those.
pub(super) fn robots(pages: &PageSet) -> Vec<u8> {
    let sitemap = pages.address(PATH).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n").into_bytes()
}

/// A part of the list, by its path.
pub(super) fn part(pages: &PageSet, path: &str) -> Option<Vec<u8>> {
    let addresses = addresses(pages);
    let at = names(addresses.len())
        .iter()
        .position(|name| name == path)?;
    let part = addresses.chunks(MOST).nth(at)?;
    Some(list(("urlset", "url"), part))
}

fn names(count: usize) -> Vec<String> {
    match count.div_ceil(MOST) {
        0 | 1 => Vec::new(),
        parts => (1..=parts)
            .map(|number| format!("{PART}{number}.xml"))
            .collect(),
    }
}

/// The pages that are to be found: not the one that is shown for missing ones, and no embed, which says nothing that its
/// measure's page does not.
fn found(pages: &PageSet) -> impl Iterator<Item = String> {
    let files = pages.files();
    files.filter(|file| file != "404.html" && !file.starts_with("embed/"))
}

fn addresses(pages: &PageSet) -> Vec<String> {
    found(pages)
        .filter_map(|file| pages.address(&file))
        .collect()
}

fn list((all, one): (&'static str, &'static str), addresses: &[String]) -> Vec<u8> {
    let addresses = addresses.iter();
    let items =
        addresses.map(|address| Element::new(one).holding([Element::text("loc", address.clone())]));
    Element::new(all)
        .with("xmlns", NAMESPACE)
        .holding(items)
        .document()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_one_file_cannot_hold_has_parts() {
        let table: [(usize, &[&str]); 5] = [
            (0, &[]),
            (1, &[]),
            (20_000, &[]),
            (20_001, &["sitemap-1.xml", "sitemap-2.xml"]),
            (40_001, &["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]),
        ];
        for (pages, parts) in table {
            assert_eq!(names(pages), parts, "{pages}");
        }
    }

    #[test]
    fn no_part_can_be_larger_than_search_engines_take() {
        let longest = format!("https://e.uk/{}", "m".repeat(2_035));
        let part = list(("urlset", "url"), &vec![longest; MOST]);
        assert!(part.len() < 50 << 20, "{} bytes", part.len());
    }
}
