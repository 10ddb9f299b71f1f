//! Files for other programs: servers, search engines, feed readers and the search page's script. Each is made from the
//! planned site when it is requested.

mod embeds;
mod feed;
mod headers;
mod raster;
mod search;
mod share;
mod sitemap;
mod xml;

pub use xml::root_of as xml_root_of;

use crate::model::{Host, MeasureId, Quarter};
use crate::site::PageSet;
use crate::site::choose::addresses::{has_feed, has_share_picture};
use crate::site::choose::papers::has_paper;
use crate::site::page::paper::running_heads;
use crate::site::phrases::periods;
use crate::site::route::{EmbedKind, FEED, LinkStyle, SHARE_PICTURE};

/// A file that is not a page.
enum DataFile {
    Single(fn(&PageSet) -> Vec<u8>),
    /// The part of a long list of addresses, counted from 0.
    Sitemap(usize),
    RunningHeads(Quarter),
    /// The part of the words that search finds, counted from 0.
    Words(usize),
    Picture(MeasureId, EmbedKind),
}

/// The path of a file, whether a site has it, and its content.
type Single = (&'static str, fn(&PageSet) -> bool, fn(&PageSet) -> Vec<u8>);

const SINGLE: [Single; 7] = [
    (FEED, |pages| has_feed(&pages.context), feed::feed),
    (
        SHARE_PICTURE,
        |pages| has_share_picture(&pages.context),
        share::picture,
    ),
    (sitemap::PATH, has_address, sitemap::sitemap),
    ("robots.txt", is_at_root, sitemap::robots),
    ("_headers", has_rules, headers::rules),
    (
        "staticwebapp.config.json",
        |pages| is_for(pages, &[Host::Azure]),
        headers::azure,
    ),
    (
        "web.config",
        |pages| is_for(pages, &[Host::Iis]),
        headers::iis,
    ),
];

fn has_address(pages: &PageSet) -> bool {
    pages.context.base_url().is_some()
}

/// Robots request their file only at the root of a host.
fn is_at_root(pages: &PageSet) -> bool {
    has_address(pages) && pages.context.base_path() == "/"
}

/// Other hosts ignore the file, so a site that names no host has it too.
fn has_rules(pages: &PageSet) -> bool {
    let hosts = &pages.context.report.site.hosts;
    is_for(pages, &[Host::Netlify, Host::Cloudflare]) || hosts.is_empty()
}

fn is_for(pages: &PageSet, hosts: &[Host]) -> bool {
    let own = &pages.context.report.site.hosts;
    own.iter().any(|host| hosts.contains(host))
}

/// Returns the paths of the files of a site.
pub fn paths(pages: &PageSet) -> impl Iterator<Item = String> {
    let all = few(pages).chain(sitemaps(pages)).chain(embeds::all(pages));
    all.map(|(path, _)| path)
}

/// Returns the files other than those that a large site has many of.
fn few(pages: &PageSet) -> impl Iterator<Item = (String, DataFile)> {
    // A copy on disk has neither an address nor a server.
    let on_disk = pages.context.options.links == LinkStyle::File;
    let single = SINGLE.into_iter();
    let single = single.filter(move |(_, exists, _)| !on_disk && exists(pages));
    let quarters = pages.context.report.published();
    let quarters = quarters.map(|report| report.quarter);
    let quarters = quarters.filter(|quarter| has_paper(&pages.context, *quarter));
    search::all()
        .chain(single.map(|(path, _, make)| (path.to_owned(), DataFile::Single(make))))
        .chain(quarters.map(|quarter| (running_heads(quarter), DataFile::RunningHeads(quarter))))
}

/// Returns the parts of a list of addresses that is too long for one file.
fn sitemaps(pages: &PageSet) -> impl Iterator<Item = (String, DataFile)> {
    let has_list = few(pages).any(|(path, _)| path == sitemap::PATH);
    let parts = if has_list {
        sitemap::parts(pages)
    } else {
        Vec::new()
    };
    let numbered = parts.into_iter().zip(0..);
    numbered.map(|(path, number)| (path, DataFile::Sitemap(number)))
}

/// Finds a file without listing the pictures, and without counting the pages unless it is a sitemap.
fn find(pages: &PageSet, path: &str) -> Option<DataFile> {
    let found = |(own, file)| (own == path).then_some(file);
    let sitemap = || {
        path.starts_with(sitemap::PART)
            .then(|| sitemaps(pages).find_map(found))
    };
    embeds::find(pages, path)
        .or_else(|| few(pages).find_map(found))
        .or_else(|| sitemap().flatten())
}

/// Returns whether a site has a file.
pub fn holds(pages: &PageSet, path: &str) -> bool {
    find(pages, path).is_some()
}

/// Returns the content of a file, or `None` if the site has no such file.
pub fn file(pages: &PageSet, path: &str) -> Option<Vec<u8>> {
    let text = match find(pages, path)? {
        DataFile::Single(make) => return Some(make(pages)),
        DataFile::Sitemap(number) => return sitemap::part(pages, number),
        DataFile::RunningHeads(quarter) => heads(pages, quarter),
        DataFile::Words(part) => search::words(pages, part),
        DataFile::Picture(id, kind) => embeds::picture(pages, &id, kind)?,
    };
    Some(text.into_bytes())
}

/// Returns the stylesheet with the running heads: the report and its quarter on every printed page but the first.
fn heads(pages: &PageSet, quarter: Quarter) -> String {
    let site = &pages.context.report.site;
    let (organisation, title) = (site.organisation.as_str(), site.title.as_str());
    let whose = quoted(&format!("{organisation}: {title}"));
    let when = quoted(&periods::quarter_in_full(pages.context.words, quarter));
    format!(
        "@page {{ margin: 22mm 15mm 18mm; @top-left {{ content: {whose}; font: 8.5pt sans-serif; }} \
         @top-right {{ content: {when}; font: 8.5pt sans-serif; }} }}\n\
         @page :first {{ @top-left {{ content: none; }} @top-right {{ content: none; }} @bottom-right {{ content: none; }} }}\n"
    )
}

/// Quotes a text for a stylesheet. Characters that could end it early are written as numbers.
fn quoted(text: &str) -> String {
    let quoted = text.chars().map(|c| match c {
        c if matches!(c, '"' | '\\' | '<') || c.is_control() => format!("\\{:x} ", u32::from(c)),
        c => c.to_string(),
    });
    format!("\"{}\"", quoted.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_end_its_quotes() {
        assert_eq!(
            quoted("The \"Trust\" \\ A<B"),
            r#""The \22 Trust\22  \5c  A\3c B""#
        );
    }
}
