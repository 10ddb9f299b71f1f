//! What every page has around its content: descriptions for search engines and shared links.
#![allow(clippy::disallowed_methods, reason = "a test reads the sample sites")]

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::{Date, date};
use quarterdeck::check::{DraftContent, Edition};
use quarterdeck::site::page::Page;
use quarterdeck::site::route::LinkStyle;
use quarterdeck::site::{Options, plan};
use quarterdeck::{build, disk};

/// The folder of each sample site, and a day on which it is read.
const SITES: [(&str, Date); 5] = [
    (".", date(2016, 10, 1)),
    ("tests/sites/cardiff", date(2016, 10, 1)),
    ("tests/sites/example", date(2024, 7, 1)),
    ("tests/sites/harbour", date(2024, 7, 1)),
    ("tests/sites/long-words", date(2024, 7, 1)),
];

/// So many characters search engines show, or a few more.
const SHOWN: usize = 160;

/// The pages of a site by their files.
fn pages(site: &str, as_of: Date) -> BTreeMap<String, Page> {
    let drafts = DraftContent::LeftOut;
    let tree = disk::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(site)).expect("a site");
    let read = build::read(&tree, &Edition { as_of, drafts });
    let judged = read.judged.expect("the site has no errors");
    let options = Options {
        base_url: Some("https://www.example.gov.uk/performance/".to_owned()),
        links: LinkStyle::Folder,
    };
    let pages = plan(&judged.report, &judged.assessment, &options);
    let all = pages.files();
    all.map(|file| {
        let page = pages.page(&file).expect("a page");
        (file, page)
    })
    .collect()
}

/// A figure that a text says again with nothing but punctuation between: "80% 80% equals", "80%: 80% in April".
fn said_twice(text: &str) -> Option<&str> {
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|word| word.trim_matches(['.', ',', ':', ';', '(', ')']))
        .collect();
    let pairs = words.windows(2);
    let is_figure = |word: &str| word.chars().any(|c| c.is_ascii_digit());
    pairs
        .filter(|pair| pair[0] == pair[1] && is_figure(pair[0]))
        .map(|pair| pair[0])
        .next()
}

#[test]
fn each_description_is_short_is_of_one_page_and_says_no_figure_twice() {
    let mut faults = Vec::new();
    for (site, as_of) in SITES {
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for (file, page) in pages(site, as_of) {
            let description = page.frame.description;
            if let Some(figure) = said_twice(&description) {
                faults.push(format!("{site}: {file}: {figure} twice: {description}"));
            }
            // One word of a site's own may be as long as a sentence.
            let longest = description.split(' ').map(str::len).max();
            let length = description.chars().count();
            if length > SHOWN && longest < Some(40) {
                faults.push(format!(
                    "{site}: {file}: {length} characters: {description}"
                ));
            }
            let other = seen.insert(description.clone(), file.clone());
            if let Some(other) = other.filter(|_| longest < Some(40)) {
                faults.push(format!("{site}: {file}: as {other}: {description}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_figure_said_twice_would_be_found() {
    for text in ["A: 80% 80% equals", "A: 80%. 80% equals", "in 2024: 2024"] {
        assert!(said_twice(text).is_some(), "{text}");
    }
    for text in ["80% of 80", "80% is below 85%", "the the"] {
        assert!(said_twice(text).is_none(), "{text}");
    }
}

#[test]
fn every_page_of_a_site_with_an_address_names_its_picture_which_is_the_same_each_time() {
    let (site, as_of) = SITES[2];
    let drafts = DraftContent::LeftOut;
    let tree = disk::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(site)).expect("a site");
    let judged = build::read(&tree, &Edition { as_of, drafts }).judged;
    let judged = judged.expect("the site has no errors");
    let picture = |links| {
        let base_url = Some("https://www.example.gov.uk/performance/".to_owned());
        let options = Options { base_url, links };
        let output = build::output(&judged, &options);
        let mut paths = output.paths();
        paths
            .find(|path| path == "share.png")
            .map(|path| output.render(&path).expect("a file").bytes)
    };
    let drawn = picture(LinkStyle::Folder).expect("a picture");
    // The signature of a PNG, and its width and height.
    assert_eq!(drawn[..8], *b"\x89PNG\r\n\x1a\n");
    assert_eq!(drawn[16..24], [0, 0, 4, 0xb0, 0, 0, 2, 0x76]);
    assert!(drawn.len() < 100_000, "{}", drawn.len());
    assert_eq!(picture(LinkStyle::Folder).expect("a picture"), drawn);
    // A copy on disk has no address.
    assert!(picture(LinkStyle::File).is_none());
    for (file, page) in pages(site, as_of) {
        let named = page.frame.share_picture.expect("a picture").href;
        assert_eq!(
            named, "https://www.example.gov.uk/performance/share.png",
            "{file}"
        );
    }
}
