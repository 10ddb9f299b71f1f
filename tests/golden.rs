//! One small site for each behaviour, in `tests/golden/<name>/`.
//!
//! `content/` is the site. `expected/` holds, for the pages that matter, what a reader sees: the text of `<main>`, line
//! by line. What is made for machines, such as `feed.xml`, stands there as it is. `expected/build.txt` begins with the
//! day of the edition, and goes on with every page that is made, everything that is left out of the edition, and every
//! problem. A page that is expected and not made fails, as does one that differs. With `UPDATE=1` the expectations that exist are written anew: read them, do not edit them.
#![allow(clippy::disallowed_methods, reason = "a test reads its fixtures")]

mod reading;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use quarterdeck::build;
use quarterdeck::check::{DraftContent, Edition, LeftOut, Until};
use quarterdeck::diag::text::{self, Colours};
use quarterdeck::disk;
use quarterdeck::site::Options;
use quarterdeck::site::route::LinkStyle;
use reading::main_text;

/// A folder under `tests/golden`.
struct Golden {
    name: String,
    folder: PathBuf,
}

fn goldens() -> Vec<Golden> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root)
        .expect("tests/golden")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    let name = |path: &PathBuf| {
        path.file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned()
    };
    folders
        .into_iter()
        .map(|folder| Golden {
            name: name(&folder),
            folder,
        })
        .collect()
}

impl Golden {
    /// The day that `expected/build.txt` names on its first line: `as of 2016-09-27`.
    fn edition(&self) -> Edition {
        let text = std::fs::read_to_string(self.folder.join("expected/build.txt"));
        let text = text.unwrap_or_else(|_| {
            panic!("{}: expected/build.txt begins with `as of DATE`", self.name)
        });
        let first = text.lines().next().unwrap_or_default();
        let day = first
            .strip_prefix("as of ")
            .unwrap_or_else(|| panic!("{}: {first:?}", self.name));
        let as_of = day
            .trim()
            .parse()
            .unwrap_or_else(|_| panic!("{}: {day:?} is no date", self.name));
        Edition {
            as_of,
            drafts: DraftContent::LeftOut,
        }
    }

    /// What the site gives: the text of every page, and what the build says.
    fn made(&self) -> BTreeMap<String, String> {
        let edition = self.edition();
        let tree = disk::read(&self.folder).expect("the fixture can be read");
        let reading = build::read(&tree, &edition);
        let problems: Vec<String> = reading
            .problems
            .iter()
            .map(|p| text::render(p, &reading.sources, Colours::None))
            .collect();
        let mut said = format!("as of {}\n", edition.as_of);
        let mut made = BTreeMap::new();
        if let Some(judged) = &reading.judged {
            let options = Options {
                base_url: None,
                links: LinkStyle::Folder,
            };
            let output = build::output(judged, &options);
            let mut titles = BTreeMap::new();
            for path in output.paths() {
                let bytes = output.render(&path).expect("a page").bytes;
                let page = String::from_utf8(bytes);
                let page = page.unwrap_or_else(|_| "a picture\n".to_owned());
                if !path.ends_with(".html") {
                    made.insert(path.clone(), page);
                    continue;
                }
                if let Some(other) = titles.insert(title(&page).to_owned(), path.clone()) {
                    panic!("{}: {other} and {path} have the same title", self.name);
                }
                said.push_str(&format!("page {path}\n"));
                made.insert(path.replace(".html", ".txt"), main_text(&page));
            }
            for one in &judged.left_out {
                said.push_str(&format!("left out {}\n", left_out(one)));
            }
        }
        said.push_str(&problems.join("\n"));
        made.insert("build.txt".to_owned(), format!("{}\n", said.trim_end()));
        made
    }

    fn expected(&self) -> Vec<PathBuf> {
        let files = walkdir::WalkDir::new(self.folder.join("expected")).sort_by_file_name();
        let files = files.into_iter().map(|entry| entry.expect("an entry"));
        files
            .filter(|entry| entry.file_type().is_file())
            .map(walkdir::DirEntry::into_path)
            .collect()
    }

    /// Every way in which the site is not as expected.
    fn differences(&self) -> Vec<String> {
        let made = self.made();
        let mut differences = Vec::new();
        for path in self.expected() {
            let name = path
                .strip_prefix(self.folder.join("expected"))
                .expect("below");
            let name = name.to_string_lossy().replace('\\', "/");
            let Some(text) = made.get(&name) else {
                differences.push(format!(
                    "{}/expected/{name}: the site has no such page",
                    self.name
                ));
                continue;
            };
            let expected = std::fs::read_to_string(&path).expect("text");
            if expected != *text {
                if std::env::var_os("UPDATE").is_some() {
                    std::fs::write(&path, text).expect("the expectation can be written");
                } else {
                    differences.push(format!(
                        "{}/expected/{name}:\n{}",
                        self.name,
                        first_difference(&expected, text)
                    ));
                }
            }
        }
        differences
    }
}

/// For the browser's tab: no two pages of a site have the same.
fn title(page: &str) -> &str {
    let after = page.split_once("<title>").expect("a title").1;
    after.split_once("</title>").expect("its end").0
}

/// What is not in the edition, and why.
fn left_out(one: &LeftOut) -> String {
    match one {
        LeftOut::DraftQuarter(quarter) => format!("{quarter}: a draft"),
        LeftOut::LaterQuarter(quarter, day) => format!("{quarter}: published on {day}"),
        LeftOut::DraftDocument(path) => format!("{path}: a draft"),
        LeftOut::LaterReport(path) => format!("{path}: of a later day"),
        LeftOut::LaterAnswer(path, day) => format!("{path}: its answer, of {day}"),
        LeftOut::LaterPage(path, day) => format!("{path}: published on {day}"),
        LeftOut::UnreportedMeasure(path) => format!("{path}: no quarter reports it"),
        LeftOut::YearsToCome(path, quarter) => format!("{path}: its years come with {quarter}"),
        LeftOut::MeasureToCome(path, from) => format!("{path}: first reported in {from}"),
        LeftOut::LaterYears(path, quarter) => format!("{path}: reported from {quarter}"),
        LeftOut::OfHiddenQuarter(path, quarter) => format!("{path}: {quarter} is not public"),
        LeftOut::LaterComparison(path, what, Until::Day(day)) => {
            format!("{path}: {what} is published on {day}")
        }
        LeftOut::LaterComparison(path, what, Until::Quarter(quarter)) => {
            format!("{path}: {what} is published with {quarter}")
        }
    }
}

fn first_difference(expected: &str, made: &str) -> String {
    let mut lines = expected.lines().zip(made.lines()).enumerate();
    match lines.find(|(_, (a, b))| a != b) {
        Some((index, (expected, made))) => format!(
            "  line {}\n  expected: {expected}\n  made:     {made}",
            index + 1
        ),
        None => format!(
            "  {} lines expected, {} made",
            expected.lines().count(),
            made.lines().count()
        ),
    }
}

#[test]
fn every_golden_site_reads_as_expected() {
    let differences: Vec<String> = goldens().iter().flat_map(Golden::differences).collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn every_golden_site_expects_a_page_and_says_what_it_shows() {
    for golden in goldens() {
        assert!(
            golden.expected().len() >= 2,
            "{} expects no page",
            golden.name
        );
        let about = golden.folder.join("about.txt");
        assert!(
            about.exists(),
            "{}: about.txt says in a sentence what the site shows",
            golden.name
        );
    }
}

#[test]
fn the_text_of_a_page_is_what_a_reader_sees() {
    let page = "<body><main id=\"c\"><h1>A &amp; B</h1><p>One <b>two</b></p><table><tr><th>x</th><td>1</td></tr></table>\
                <svg><title id=\"t\">T</title><desc>D</desc></svg></main>";
    assert_eq!(
        main_text(page),
        "# A & B\nOne\ntwo\nx | 1\n[chart: T]\n[D]\n"
    );
    let page = "<main><p>4 <span class=\"soft\">(2)</span></p><table><tr><td>x<span class=\"soft\">why</span></td></tr></table></main>";
    assert_eq!(main_text(page), "4 (2)\nx / why\n");
}
