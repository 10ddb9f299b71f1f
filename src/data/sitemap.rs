//! The list of pages for search engines.

use super::xml::{DECLARATION, escaped};
use crate::site::PageSet;

/// The path of the list of addresses, or of the list of its parts if it is too long for one file.
pub(super) const PATH: &str = "sitemap.xml";

/// The start of the names of the parts of a long list.
pub(super) const PART: &str = "sitemap-";

/// The most addresses in a list. The limits are 50,000 addresses, and 50 MB with at most 2,048 letters for each address.
const MOST: usize = 20_000;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Returns the paths of the parts of the list. Empty if it is in one file.
pub(super) fn parts(pages: &PageSet) -> Vec<String> {
    names(found(pages).count())
}

pub(super) fn sitemap(pages: &PageSet) -> Vec<u8> {
    let addresses = addresses(pages);
    let parts = names(addresses.len());
    if parts.is_empty() {
        return list(("urlset", "url"), &addresses);
    }
    let parts = parts.iter().filter_map(|part| pages.address(part));
    list(("sitemapindex", "sitemap"), &parts.collect::<Vec<_>>())
}

/// Returns what robots may read: everything. Embeds are excluded from search results by their own pages, so robots must
/// be able to read those.
pub(super) fn robots(pages: &PageSet) -> Vec<u8> {
    let sitemap = pages.address(PATH).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n").into_bytes()
}

/// Returns a part of the list, counted from 0.
pub(super) fn part(pages: &PageSet, number: usize) -> Option<Vec<u8>> {
    let addresses = addresses(pages);
    let part = addresses.chunks(MOST).nth(number)?;
    Some(list(("urlset", "url"), part))
}

fn names(count: usize) -> Vec<String> {
    let parts = count.div_ceil(MOST);
    let numbers = (1..=parts).filter(|_| parts > 1);
    numbers
        .map(|number| format!("{PART}{number}.xml"))
        .collect()
}

/// Returns the pages that search engines should find: not the 404 page, and no embeds, which repeat what the measure's
/// page says.
fn found(pages: &PageSet) -> impl Iterator<Item = String> {
    let files = pages.files();
    files.filter(|file| file != "404.html" && !file.starts_with("embed/"))
}

fn addresses(pages: &PageSet) -> Vec<String> {
    found(pages)
        .filter_map(|file| pages.address(&file))
        .collect()
}

fn list((all, one): (&str, &str), addresses: &[String]) -> Vec<u8> {
    let items = addresses.iter().map(|address| {
        let address = escaped(address);
        format!(" <{one}>\n  <loc>{address}</loc>\n </{one}>\n")
    });
    let items: String = items.collect();
    format!("{DECLARATION}<{all} xmlns=\"{NAMESPACE}\">\n{items}</{all}>\n").into_bytes()
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
