//! The same site for machines: what servers, search engines and feed readers ask for. Pure, like the pages: each file is
//! made when it is asked for, from what is judged.

mod embeds;
mod feed;
mod headers;
mod paper;
mod search;
mod sitemap;
mod xml;

pub use xml::root_of as xml_root_of;

use crate::model::Host;
use crate::site::PageSet;
use crate::site::route::{FEED, LinkStyle};

/// A file that no reader opens: its path, whether a site has it, and what it says.
type File = (&'static str, fn(&PageSet) -> bool, fn(&PageSet) -> Vec<u8>);

const FILES: [File; 6] = [
    (FEED, |pages| pages.has_feed(), feed::feed),
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
    pages.base_url().is_some()
}

/// Robots ask for their file at the root of the host, and nowhere else.
fn is_at_root(pages: &PageSet) -> bool {
    has_address(pages) && pages.base_path() == "/"
}

/// Other hosts than these take no notice of it, so a site that names no host has it too.
fn has_rules(pages: &PageSet) -> bool {
    is_for(pages, &[Host::Netlify, Host::Cloudflare]) || pages.report().site.hosts.is_empty()
}

fn is_for(pages: &PageSet, hosts: &[Host]) -> bool {
    let own = &pages.report().site.hosts;
    own.iter().any(|host| hosts.contains(host))
}

/// The files that a site has. A copy on a disk has neither an address nor a server.
fn made(pages: &PageSet) -> impl Iterator<Item = File> {
    let on_disk = pages.options().links == LinkStyle::File;
    FILES
        .into_iter()
        .filter(move |(_, is_made, _)| !on_disk && is_made(pages))
}

/// The paths of the files that this site has.
pub fn paths(pages: &PageSet) -> impl Iterator<Item = String> {
    let parts = sitemaps(pages).into_iter();
    few(pages).chain(parts).chain(embeds::paths(pages))
}

/// All but those that a large site has many of.
fn few(pages: &PageSet) -> impl Iterator<Item = String> {
    let made = made(pages).map(|(path, ..)| path.to_owned());
    let heads = paper::quarters(pages).into_iter().map(|(_, path)| path);
    search::paths().chain(made).chain(heads)
}

/// The parts of a list of addresses that is too long for one file.
fn sitemaps(pages: &PageSet) -> Vec<String> {
    let is_made = made(pages).any(|(path, ..)| path == sitemap::PATH);
    let parts = is_made.then(|| sitemap::parts(pages));
    parts.unwrap_or_default()
}

/// Whether this site has such a file.
pub fn holds(pages: &PageSet, path: &str) -> bool {
    let is_sitemap = || sitemap::may_be_part(path) && sitemaps(pages).iter().any(|own| own == path);
    embeds::holds(pages, path) || few(pages).any(|own| own == path) || is_sitemap()
}

/// Returns one of them, or `None` if the site has no such file.
pub fn file(pages: &PageSet, path: &str) -> Option<Vec<u8>> {
    if path.starts_with("embed/") {
        return embeds::picture(pages, path).map(String::into_bytes);
    }
    if sitemap::may_be_part(path) {
        return sitemap::part(pages, path).filter(|_| !sitemaps(pages).is_empty());
    }
    if let Some((.., make)) = made(pages).find(|(own, ..)| *own == path) {
        return Some(make(pages));
    }
    let heads = || {
        let mut quarters = paper::quarters(pages).into_iter();
        let (quarter, _) = quarters.find(|(_, own)| own == path)?;
        Some(paper::running_heads(pages, quarter))
    };
    search::file(pages, path)
        .or_else(heads)
        .map(String::into_bytes)
}
