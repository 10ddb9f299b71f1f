//! Hostile content: whatever is typed into any file, no page runs it, no picture or feed is broken by it, and no line of
//! a log or a terminal is forged by it.
//!
//! A short fuzz of the readers with a fixed seed: hostile pieces are put anywhere into a small site. Either the site is
//! refused, or everything that it publishes is sound. `PROPTEST_CASES=100000` takes another seed each time and as many cases
//! as it says.
#![allow(
    clippy::disallowed_methods,
    reason = "a test reads its own environment"
)]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use jiff::civil::date;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use quarterdeck::build::{self, Reading};
use quarterdeck::check::{DraftContent, Edition};

use quarterdeck::diag::text::Colours;
use quarterdeck::diag::{Listing, SiteFolder, github, gitlab, json, sarif, short, summary, text};
use quarterdeck::disk;
use quarterdeck::site::Options;
use quarterdeck::site::route::LinkStyle;
use quarterdeck::source::{SourcePath, SourceTree};
use quick_xml::events::Event;

/// Pieces that mean something to a browser, an XML reader, a template engine, a terminal, a log or a spreadsheet.
const PIECES: [&str; 52] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=\"alert(1)\">",
    "'><svg onload='alert(1)'>",
    "</title><script>alert(1)</script>",
    "</desc></svg><script>alert(1)</script>",
    "--><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](JaVa\tScript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html,<b>)",
    "![x](javascript:alert(1))",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)",
    "{{ 7 * 7 }}",
    "{% include \"base.html\" %}",
    "&lt;script&gt;",
    "&#x202e;",
    "&#27;[31m",
    "\u{1b}[2J",
    "\u{7}",
    "\u{0}",
    "\u{9b}31m",
    "\u{202e}",
    "\u{2028}",
    "\u{feff}",
    "\u{fffe}",
    "\\u001b[31m",
    "\\n::error::forged",
    "\n::error::forged",
    "\r::add-mask::forged",
    "\n## Forged",
    "\n##[error]forged",
    "::stop-commands::x",
    "=HYPERLINK(\"https://x\")",
    "https://gov.uk@evil.example/",
    "|",
    "`",
    "\n",
    "\u{200b}",
    "\u{f0b7}",
    "##vso[task.x]",
    "``",
    "<img src=x>",
    "\\",
    "'",
    ": ",
    "{ ",
    "[x](",
    ")",
    "%0A",
    "\u{1f4a9}",
];

fn site() -> SourceTree {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/build/sample");
    disk::read(&root).expect("the sample site")
}

static SITE: LazyLock<SourceTree> = LazyLock::new(site);

/// Where a piece is put: the file and the place in it, each counted round and round.
type Put = (usize, usize, &'static str);

fn any_piece() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(&PIECES[..])
}

fn any_put() -> impl Strategy<Value = Put> {
    (any::<usize>(), any::<usize>(), any_piece())
}

/// The site with pieces at the ends of words, where most texts stay texts.
fn with(puts: &[Put]) -> SourceTree {
    let mut tree = SITE.clone();
    let paths: Vec<&SourcePath> = SITE.iter().map(|(path, _)| path).collect();
    for (file, at, piece) in puts {
        let path = paths[file % paths.len()];
        let text = String::from_utf8(tree.get(path).unwrap_or_default().to_vec());
        let mut text = text.expect("the small site is text");
        let ends: Vec<usize> = text
            .char_indices()
            .zip(text.chars().skip(1))
            .filter(|((_, c), next)| c.is_alphabetic() && !next.is_alphanumeric())
            .map(|((at, c), _)| at + c.len_utf8())
            .collect();
        if !ends.is_empty() {
            text.insert_str(ends[at % ends.len()], piece);
        }
        tree.insert(path.clone(), text.into_bytes());
    }
    tree
}

fn read(tree: &SourceTree) -> Reading {
    let edition = Edition {
        as_of: date(2016, 12, 31),
        drafts: DraftContent::LeftOut,
    };
    build::read(tree, &edition)
}

/// Whether a terminal, a log or a reader would take a character for something else than text. This is a list of its own.
fn is_raw(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t')
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..)
}

/// No line of a log begins a command; the renderer's sign before a second file is none.
fn assert_safe(format: &str, text: &str) {
    assert!(!text.contains(is_raw), "{format}: {text:?}");
    for line in text.lines().map(str::trim_start) {
        assert!(
            !line.starts_with("::") || line.starts_with("::: "),
            "{format}: {line:?}"
        );
        for (at, _) in line.match_indices("##") {
            let after = line[at + 2..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
            assert!(
                format == "summary" || !after.starts_with('['),
                "{format}: {line:?}"
            );
        }
    }
}

fn assert_formats_safe(reading: &Reading) {
    let listing = Listing::new(
        &reading.problems,
        &reading.sources,
        &SiteFolder::default(),
        &BTreeSet::new(),
    );
    for problem in &listing.problems {
        assert_safe(
            "text",
            &text::render(problem, &listing.sources, Colours::None),
        );
        let coloured = text::render(problem, &listing.sources, Colours::Ansi);
        let escapes = coloured.split('\u{1b}').skip(1);
        for after in escapes {
            let end = after.find('m').expect("a colour");
            let is_colour = |c: char| c.is_ascii_digit() || c == ';' || c == '[';
            assert!(after[..end].chars().all(is_colour), "{coloured:?}");
        }
        assert!(
            !coloured.replace('\u{1b}', "").contains(is_raw),
            "{coloured:?}"
        );
    }
    assert_safe("short", &short::render(&listing));
    assert_eq!(
        short::render(&listing).lines().count(),
        listing.problems.len()
    );
    let summary = summary::render(&listing, "the end");
    assert_safe("summary", &summary);
    let some = usize::from(!listing.problems.is_empty());
    let rows = summary
        .lines()
        .filter(|line| line.starts_with("| "))
        .count();
    assert_eq!(rows, listing.problems.len().min(200) + some, "{summary}");
    assert_eq!(
        summary.lines().filter(|line| line.starts_with('#')).count(),
        1
    );
    for (format, text) in [
        ("json", json::render(&listing)),
        ("sarif", sarif::render(&listing)),
        ("gitlab", gitlab::render(&listing)),
    ] {
        assert_safe(format, &text);
        let _: serde_json::Value = serde_json::from_str(&text).expect(format);
    }
    let commands = github::render(&listing);
    assert!(!commands.contains(is_raw), "{commands:?}");
    for line in commands.lines() {
        assert!(
            line.starts_with("::error file=") || line.starts_with("::warning file="),
            "{line:?}"
        );
    }
}

/// What a browser would run: an element or an attribute that no template has.
fn assert_inert(path: &str, page: &str) {
    let low = page.to_lowercase();
    for part in low.split('<').skip(1) {
        let tag = part.split('>').next().unwrap_or_default();
        let runs = tag.contains(" onerror=") || tag.contains(" onload=");
        assert!(!runs, "{path}: <{tag}>");
        for attribute in ["href=\"", "src=\"", "action=\"", "href='", "src='"] {
            let led = tag.split(attribute).skip(1);
            for led in led {
                let led: String = led.chars().filter(|c| !c.is_whitespace()).collect();
                assert!(!led.starts_with("javascript:"), "{path}: <{tag}>");
                assert!(!led.starts_with("data:text"), "{path}: <{tag}>");
            }
        }
    }
    assert!(!low.contains("<script>alert"), "{path}");
    assert!(
        !page.contains("{{ 7 * 7 }}") || !page.contains(">49<"),
        "{path}"
    );
}

fn assert_well_formed(path: &str, text: &str) {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => panic!("{path}: {error}: {text}"),
        }
    }
    assert_eq!(depth, 0, "{path}");
}

/// Everything that a sound site publishes.
fn assert_published_safely(reading: &Reading) {
    let Some(judged) = &reading.judged else {
        return;
    };
    let options = Options {
        base_url: None,
        links: LinkStyle::Folder,
    };
    let output = build::output(judged, &options);
    for path in output.paths() {
        let kind = path.rsplit('.').next().unwrap_or_default();
        if !matches!(kind, "html" | "xml" | "svg" | "json" | "js") {
            continue;
        }
        let file = output.render(&path).expect("the theme shows it");
        let text = String::from_utf8(file.bytes).expect("text");
        assert_eq!(
            text.chars()
                .find(|c| is_raw(*c) && !c.is_ascii_whitespace()),
            None,
            "{path}"
        );
        match kind {
            "html" => assert_inert(&path, &text),
            "xml" | "svg" => assert_well_formed(&path, &text),
            _ => {}
        }
    }
}

proptest! {
    #![proptest_config(if std::env::var_os("PROPTEST_CASES").is_some() {
        ProptestConfig::default()
    } else {
        ProptestConfig {
            cases: 150,
            rng_seed: RngSeed::Fixed(2016),
            failure_persistence: None,
            ..ProptestConfig::default()
        }
    })]

    #[test]
    fn hostile_pieces_are_refused_or_harmless(puts in proptest::collection::vec(any_put(), 1..4)) {
        let reading = read(&with(&puts));
        assert_formats_safe(&reading);
        assert_published_safely(&reading);
    }

    #[test]
    fn hostile_names_forge_nothing(name in any_piece(), key in any_piece()) {
        let mut tree = SITE.clone();
        let measure = format!("{key}: 1\nrated_by: {key}\nowner: \"{key}\"\n");
        tree.insert(SourcePath::new(&format!("content/measures/{name}.yaml")), measure.into_bytes());
        tree.insert(SourcePath::new(&format!("content/pages/{name}.md")), b"Text.\n".to_vec());
        assert_formats_safe(&read(&tree));
    }
}
