//! The Atom feed against the rules of RFC 4287 that a reader of feeds depends on, and the sitemap against those of
//! sitemaps.org: on a small site, and on an invented council of six years with revisions.
#![allow(clippy::disallowed_methods, reason = "a test reads its fixtures")]

use std::collections::BTreeSet;
use std::path::Path;

use jiff::Timestamp;
use quarterdeck::build;
use quarterdeck::check::{DraftContent, Edition};
use quarterdeck::disk;
use quarterdeck::site::Options;
use quarterdeck::site::route::LinkStyle;
use quick_xml::Reader;
use quick_xml::events::Event;

const SITES: [(&str, &str); 2] = [
    ("tests/golden/findable", "2025-02-01"),
    ("tests/sites/example", "2024-07-01"),
];

/// An element as a test asks for it.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
    children: Vec<Element>,
}

impl Element {
    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// What the one child of a name says.
    fn one(&self, name: &str) -> &str {
        let children = self.children.iter();
        let found: Vec<&Element> = children.filter(|child| child.name == name).collect();
        assert_eq!(found.len(), 1, "one <{name}> in <{}>", self.name);
        assert_ne!(found[0].text, "", "<{name}> is empty");
        &found[0].text
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let (_, value) = attributes.find(|(own, _)| own == name)?;
        Some(value)
    }
}

fn parse(bytes: &[u8]) -> Element {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(start) => open.push(element(&start)),
            Event::Empty(start) => {
                let made = element(&start);
                open.last_mut().expect("open").children.push(made);
            }
            Event::End(_) => {
                let made = open.pop().expect("open");
                open.last_mut().expect("open").children.push(made);
            }
            Event::Text(text) => {
                open.last_mut().expect("open").text.push_str(text.trim());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let mut root = open.pop().expect("a document");
    root.children.pop().expect("a root")
}

fn element(start: &quick_xml::events::BytesStart) -> Element {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.expect("an attribute");
        let name = attribute.key.as_ref().to_owned();
        (name, attribute.value.into_owned())
    });
    Element {
        name: start.name().as_ref().to_owned(),
        attributes: attributes.collect(),
        ..Element::default()
    }
}

/// A file of a site, and which pages the site has.
fn made(site: &str, day: &str, path: &str) -> (Element, BTreeSet<String>) {
    let tree = disk::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(site)).expect(site);
    let edition = Edition {
        as_of: day.parse().expect("a day"),
        drafts: DraftContent::LeftOut,
    };
    let judged = build::read(&tree, &edition).judged.expect(site);
    let options = Options {
        base_url: None,
        links: LinkStyle::Folder,
    };
    let output = build::output(&judged, &options);
    let bytes = output.render(path).expect(path).bytes;
    (parse(&bytes), output.paths().collect())
}

fn is_address(text: &str) -> bool {
    text.starts_with("https://") && !text.contains(char::is_whitespace)
}

#[test]
fn a_feed_has_what_the_standard_asks_for_once() {
    for (site, day) in SITES {
        let (feed, _) = made(site, day, "feed.xml");
        assert_eq!(feed.name, "feed", "{site}");
        assert_eq!(feed.attribute("xmlns"), Some("http://www.w3.org/2005/Atom"));
        assert!(is_address(feed.one("id")), "{site}");
        feed.one("title");
        let author: Vec<&Element> = feed.all("author").collect();
        assert_eq!(author.len(), 1, "{site}");
        author[0].one("name");
        assert!(feed.all("rights").count() <= 1, "{site}");
        assert!(feed.all("entry").count() > 1, "{site}");
    }
}

#[test]
fn each_entry_has_an_id_of_its_own_a_title_a_day_and_a_page() {
    for (site, day) in SITES {
        let (feed, _) = made(site, day, "feed.xml");
        let mut ids = BTreeSet::from([feed.one("id")]);
        for entry in feed.all("entry") {
            let id = entry.one("id");
            assert!(is_address(id), "{site}: {id}");
            assert!(ids.insert(id), "{site}: {id} twice");
            entry.one("title");
            assert!(entry.all("summary").count() <= 1, "{site}: {id}");
            // Without a content, an entry must link to its page.
            let pages = entry
                .all("link")
                .filter(|link| link.attribute("rel") == Some("alternate"));
            assert_eq!(pages.count(), 1, "{site}: {id}");
        }
    }
}

#[test]
fn links_lead_to_pages_and_name_their_type() {
    for (site, day) in SITES {
        let (feed, paths) = made(site, day, "feed.xml");
        let home = feed.one("id");
        let links = feed
            .all("link")
            .chain(feed.all("entry").flat_map(|entry| entry.all("link")));
        let mut own = 0;
        for link in links {
            let href = link.attribute("href").expect("href");
            let file = href.strip_prefix(home).expect("an address of the site");
            let (file, _) = file.split_once('#').unwrap_or((file, ""));
            let (file, kind) = match link.attribute("rel") {
                Some("self") => (file.to_owned(), "application/atom+xml"),
                _ => (format!("{file}index.html"), "text/html"),
            };
            own += usize::from(file == "feed.xml");
            assert!(paths.contains(&file), "{site}: {href}");
            assert_eq!(link.attribute("type"), Some(kind), "{site}: {href}");
        }
        assert_eq!(own, 1, "{site}: it links to itself");
    }
}

#[test]
fn times_are_in_the_standard_form_and_the_feed_is_as_new_as_its_newest_entry() {
    let time = |text: &str| text.parse::<Timestamp>().expect("a time as of RFC 3339");
    for (site, day) in SITES {
        let (feed, _) = made(site, day, "feed.xml");
        let entries: Vec<Timestamp> = feed
            .all("entry")
            .map(|entry| {
                let updated = time(entry.one("updated"));
                assert!(time(entry.one("published")) <= updated, "{site}");
                updated
            })
            .collect();
        assert_eq!(time(feed.one("updated")), entries[0], "{site}");
        assert!(entries.is_sorted_by(|a, b| a >= b), "{site}");
    }
}

#[test]
fn a_sitemap_has_every_page_that_is_to_be_found_once() {
    for (site, day) in SITES {
        let (map, paths) = made(site, day, "sitemap.xml");
        assert_eq!(map.name, "urlset", "{site}");
        let (feed, _) = made(site, day, "feed.xml");
        let home = feed.one("id");
        let listed: Vec<String> = map
            .all("url")
            .map(|url| {
                let address = url.one("loc");
                assert!(address.len() < 2_048, "{address}");
                format!("{}index.html", address.strip_prefix(home).expect(address))
            })
            .collect();
        let pages = paths.iter().filter(|path| {
            path.ends_with(".html") && *path != "404.html" && !path.starts_with("embed/")
        });
        assert_eq!(listed, pages.cloned().collect::<Vec<_>>(), "{site}");
    }
}
