//! The same site for machines: what servers, search engines and feed readers ask for. Pure, like the pages: each file is
//! made when it is asked for, from what is judged.

mod embeds;
mod feed;
mod headers;
mod paper;
mod robots;
mod search;
mod sitemap;
mod xml;

pub use xml::root_of as xml_root_of;

use crate::model::Host;
use crate::site::PageSet;
use crate::site::route::LinkStyle;

/// A file that no reader opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum File {
    Feed,
    Sitemap,
    Robots,
    /// What the search page looks through: names.
    Names,
    /// And the words of comments and reports, in parts.
    Words(usize),
    /// Headers as Netlify and Cloudflare read them.
    Headers,
    /// Headers as Azure reads them.
    Azure,
    /// Headers as IIS reads them.
    Iis,
}

impl File {
    const ALL: [Self; 13] = [
        Self::Names,
        Self::Words(0),
        Self::Words(1),
        Self::Words(2),
        Self::Words(3),
        Self::Words(4),
        Self::Words(5),
        Self::Feed,
        Self::Sitemap,
        Self::Robots,
        Self::Headers,
        Self::Azure,
        Self::Iis,
    ];

    fn path(self) -> &'static str {
        match self {
            Self::Feed => crate::site::route::FEED,
            Self::Sitemap => sitemap::PATH,
            Self::Robots => "robots.txt",
            Self::Names => search::NAMES,
            Self::Words(part) => search::WORDS[part],
            Self::Headers => "_headers",
            Self::Azure => "staticwebapp.config.json",
            Self::Iis => "web.config",
        }
    }

    /// Whether this site has it.
    fn is_made(self, pages: &PageSet) -> bool {
        // A copy on a disk has neither an address nor a server.
        let on_disk = pages.options().links == LinkStyle::File;
        let is_for = |hosts: &[Host]| {
            pages
                .report()
                .site
                .hosts
                .iter()
                .any(|host| hosts.contains(host))
        };
        match self {
            Self::Names | Self::Words(_) => true,
            _ if on_disk => false,
            Self::Feed => pages.has_feed(),
            Self::Sitemap => pages.base_url().is_some(),
            // Robots ask for it at the root of the host, and nowhere else.
            Self::Robots => pages.base_url().is_some() && pages.base_path() == "/",
            // Other hosts take no notice of it, so that it may stand where nobody says which host it is.
            Self::Headers => {
                is_for(&[Host::Netlify, Host::Cloudflare]) || pages.report().site.hosts.is_empty()
            }
            Self::Azure => is_for(&[Host::Azure]),
            Self::Iis => is_for(&[Host::Iis]),
        }
    }

    fn make(self, pages: &PageSet) -> Vec<u8> {
        match self {
            Self::Names => search::names(pages).into_bytes(),
            Self::Words(part) => search::words(pages, part).into_bytes(),
            Self::Feed => feed::feed(pages),
            Self::Sitemap => sitemap::sitemap(pages),
            Self::Robots => robots::robots(pages).into_bytes(),
            Self::Headers => headers::rules(pages).into_bytes(),
            Self::Azure => headers::azure(pages).into_bytes(),
            Self::Iis => headers::iis(pages),
        }
    }
}

/// The paths of the files that this site has.
pub fn paths(pages: &PageSet) -> impl Iterator<Item = String> {
    few(pages)
        .chain(sitemaps(pages))
        .chain(embeds::paths(pages))
}

/// All but those that a large site has many of.
fn few(pages: &PageSet) -> impl Iterator<Item = String> {
    let made = File::ALL.into_iter().filter(|file| file.is_made(pages));
    let made = made.map(|file| file.path().to_owned());
    let heads = paper::quarters(pages).into_iter().map(|(_, path)| path);
    made.chain(heads)
}

/// The parts of a list of addresses that is too long for one file.
fn sitemaps(pages: &PageSet) -> Vec<String> {
    if File::Sitemap.is_made(pages) {
        sitemap::parts(pages)
    } else {
        Vec::new()
    }
}

/// Whether this site has such a file.
pub fn holds(pages: &PageSet, path: &str) -> bool {
    let is_sitemap = || sitemap::may_be_part(path) && sitemaps(pages).iter().any(|own| own == path);
    embeds::holds(pages, path) || few(pages).any(|own| own == path) || is_sitemap()
}

/// One of them; nothing where the site has no such file.
pub fn file(pages: &PageSet, path: &str) -> Option<Vec<u8>> {
    if path.starts_with("embed/") {
        return embeds::picture(pages, path).map(String::into_bytes);
    }
    if sitemap::may_be_part(path) && File::Sitemap.is_made(pages) {
        return sitemap::part(pages, path);
    }
    let Some(file) = File::ALL.into_iter().find(|file| file.path() == path) else {
        let quarters = paper::quarters(pages).into_iter();
        let (quarter, _) = quarters.into_iter().find(|(_, own)| own == path)?;
        return Some(paper::running_heads(pages, quarter).into_bytes());
    };
    file.is_made(pages).then(|| file.make(pages))
}
