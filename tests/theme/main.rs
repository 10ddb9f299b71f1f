//! A site's own look: what `quarterdeck theme` says and writes, a second council's theme, the theme of a bench, and the
//! guide.
#![allow(
    clippy::disallowed_methods,
    reason = "a test reads and writes its own folders"
)]

#[path = "../able/mod.rs"]
#[allow(dead_code, reason = "other tests use the rest of it")]
mod able;
#[path = "../alone/mod.rs"]
mod alone;
mod files;
mod guide;
mod mistakes;
mod peers;
mod published;
#[path = "../../benches/site/mod.rs"]
mod site;

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use proptest::prelude::*;
use proptest::sample::Index;
use quarterdeck::build::{self, Reading, Session};
use quarterdeck::check::{DraftContent, Edition};
use quarterdeck::diag::Diagnostic;
use quarterdeck::disk;
use quarterdeck::render::theme;
use quarterdeck::site::Options;
use quarterdeck::site::route::LinkStyle;
use quarterdeck::source::{SourcePath, SourceTree};
use tempfile::TempDir;
use walkdir::WalkDir;

/// Below which a theme of one's own must stay: nobody should have to write more.
const LINES: usize = 100;

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = path.as_ref();
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    entries
        .map(|entry| entry.expect("a folder that can be read").into_path())
        .filter(|path| path.is_file())
        .collect()
}

/// A small site in a folder of its own.
struct Site(TempDir);

impl Site {
    fn new(theme: &str) -> Self {
        let site = Self(TempDir::new().expect("a folder"));
        let settings = format!("title: Example\norganisation: Example Council\ntheme: {theme}\n");
        site.write("content/site.yaml", &settings);
        site
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// Exit code, what was said, and what was given.
    fn run(&self, args: &[&str]) -> (i32, String, String) {
        let output = alone::quarterdeck()
            .args(args)
            .current_dir(self.0.path())
            .output()
            .expect("it runs");
        (
            output.status.code().expect("an exit code"),
            String::from_utf8_lossy(&output.stderr).into_owned(),
            String::from_utf8_lossy(&output.stdout).into_owned(),
        )
    }

    /// What was said by a command that went well.
    fn said(&self, args: &[&str]) -> String {
        let (code, said, _) = self.run(args);
        assert_eq!(code, 0, "{said}");
        said
    }
}

/// A site with a theme of its own that has one file, and the path of the file.
fn own(below: &str, bytes: &[u8]) -> (SourceTree, SourcePath) {
    let settings = "title: Example\norganisation: Example Council\ntheme: own\n";
    let mut tree: SourceTree = [("content/site.yaml", settings)].into_iter().collect();
    let path = SourcePath::new(&format!("themes/own/{below}"));
    tree.insert(path.clone(), bytes.to_vec());
    (tree, path)
}

/// Reads a site with its theme, and renders no page.
fn reading(tree: &SourceTree) -> Reading {
    let edition = Edition {
        as_of: date(2016, 10, 31),
        drafts: DraftContent::LeftOut,
    };
    Session::default().read(tree, &edition)
}

fn problems(tree: &SourceTree) -> Vec<Diagnostic> {
    reading(tree).problems
}

#[test]
fn a_look_is_begun_with_a_name() {
    let site = Site::new("default");
    assert!(site.said(&["theme"]).contains("without changes"));
    let (code, said, _) = site.run(&["theme", "take", "properties.css"]);
    assert_eq!(code, 2);
    assert!(said.contains("choose a name for your own"), "{said}");
    let said = site.said(&["theme", "take", "properties.css", "--name", "ours"]);
    assert!(said.contains("Wrote themes/ours/properties.css"), "{said}");
    assert!(said.contains("write `theme: ours`"), "{said}");
    let begun = read(site.path("themes/ours/properties.css"));
    assert!(begun.contains("/* --ink: "), "{begun}");

    site.write(
        "content/site.yaml",
        "title: Example\norganisation: Example Council\ntheme: ours\n",
    );
    assert!(site.said(&["check"]).contains("no problems"));
    let set = begun.replace("/* --link: #12436d; */", "--link: #0a5870;");
    site.write("themes/ours/properties.css", &set);
    assert!(site.said(&["theme"]).contains("Sets --link\n"));
    site.said(&["build"]);
    let published = files_below(&site.path("public"));
    let is_style = |path: &&PathBuf| path.extension().is_some_and(|ending| ending == "css");
    let style = read(published.iter().find(is_style).expect("the stylesheet"));
    assert!(style.contains("--link: #0a5870;"));
    assert!(!site.path("public/properties.css").exists());
}

#[test]
fn a_file_that_is_taken_over_keeps_its_original_and_is_never_written_over() {
    let site = Site::new("ours");
    site.write("themes/ours/templates/slots/footer.html", "<p>Links</p>\n");
    let said = site.said(&["theme", "take", "measure.html"]);
    assert!(
        said.contains("themes/ours/templates/measure.html"),
        "{said}"
    );
    let default = read(here().join("themes/default/templates/measure.html"));
    assert_eq!(
        read(site.path("themes/ours/templates/measure.html")),
        default
    );
    let original = site.path("themes/ours/originals/templates/measure.html");
    assert_eq!(read(&original), default);
    let listed = site.said(&["theme"]);
    assert!(listed.contains("Fills footer"), "{listed}");
    assert!(listed.contains("the same as the built-in file"), "{listed}");

    site.write(
        "themes/ours/templates/measure.html",
        &format!("{default}\n"),
    );
    let (code, said, _) = site.run(&["theme", "take", "templates/measure.html"]);
    assert_eq!(code, 2);
    assert!(said.contains("already exists"), "{said}");
    assert_eq!(
        read(site.path("themes/ours/templates/measure.html")),
        format!("{default}\n")
    );
    assert!(
        site.said(&["theme"])
            .contains("has not changed since you took it")
    );
    site.said(&["build"]);
    let published = files_below(&site.path("public"));
    assert!(
        !published
            .iter()
            .any(|path| path.to_string_lossy().contains("originals")),
        "{published:?}"
    );
}

#[test]
fn what_changes_underneath_is_told_shown_and_recorded() {
    let site = Site::new("ours");
    let default = read(here().join("themes/default/templates/404.html"));
    let path = "themes/ours/templates/404.html";
    site.write(path, &format!("{default}\n"));
    let listed = site.said(&["theme"]);
    assert!(
        listed.contains("there is no original to compare it with"),
        "{listed}"
    );

    let before = default.replace("<h1>", "<h1 class=\"old\">");
    assert_ne!(before, default);
    site.write("themes/ours/originals/templates/404.html", &before);
    let listed = site.said(&["theme"]);
    assert!(
        listed.contains("quarterdeck theme diff templates/404.html"),
        "{listed}"
    );
    assert!(
        listed.contains("1 with changes in the built-in theme"),
        "{listed}"
    );
    let (code, said, shown) = site.run(&["theme", "diff", path]);
    assert_eq!(code, 0, "{said}");
    assert!(
        shown.starts_with("--- templates/404.html as it was"),
        "{shown}"
    );
    assert!(shown.contains("\n-<h1 class=\"old\">"), "{shown}");
    assert!(shown.contains("\n+<h1>"), "{shown}");

    site.said(&["theme", "accept", "404.html"]);
    assert_eq!(
        read(site.path("themes/ours/originals/templates/404.html")),
        default
    );
    assert!(
        site.said(&["theme", "diff", "404.html"])
            .contains("Unchanged")
    );
}

#[test]
fn a_misspelt_file_is_told_with_the_one_that_was_meant() {
    let site = Site::new("ours");
    for action in ["take", "diff", "accept"] {
        let (code, said, _) = site.run(&["theme", action, "mesure.html"]);
        assert_eq!(code, 2, "{said}");
        assert!(
            said.contains("did you mean templates/measure.html?"),
            "{said}"
        );
    }
    let (code, said, _) = site.run(&["theme", "diff", "measure.html"]);
    assert_eq!(code, 2, "{said}");
    assert!(
        said.contains("does not replace templates/measure.html"),
        "{said}"
    );
    let (code, said, _) = site.run(&["theme", "take", "style.css", "--name", "theirs"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("run this without --name"), "{said}");
}

#[test]
fn the_default_theme_is_compiled_in_whole() {
    let folder = here().join("themes/default");
    for path in files_below(&folder) {
        let below = path.strip_prefix(&folder).expect("below");
        let built_in = theme::built_in(&below.to_string_lossy());
        assert_eq!(built_in, Some(&*read(&path)), "{}", below.display());
    }
}

#[test]
fn another_councils_look_is_short_and_copies_no_template() {
    let theme = here().join("tests/sites/harbour/themes/harbour");
    let mut lines = 0;
    for path in files_below(&theme) {
        let below = path.strip_prefix(&theme).expect("below").to_string_lossy();
        assert!(
            !below.starts_with("templates/") || below.starts_with("templates/slots/"),
            "{below} copies a template"
        );
        assert!(
            !below.starts_with("originals/") && below != "style.css",
            "{below}"
        );
        lines += read(&path).lines().count();
    }
    assert!((1..LINES).contains(&lines), "{lines} lines");
}

#[test]
fn another_councils_look_is_on_every_page() {
    let tree = disk::read(&here().join("tests/sites/harbour")).expect("the site");
    let edition = Edition {
        as_of: date(2024, 10, 1),
        drafts: DraftContent::LeftOut,
    };
    let reading = build::read(&tree, &edition);
    assert_eq!(reading.problems, Vec::new());
    let options = Options {
        base_url: None,
        links: LinkStyle::Folder,
    };
    let judged = reading.judged.expect("a report");
    let output = build::output(&judged, &options);
    let mut pages = 0;
    for path in output.paths() {
        let text = output.render(&path).expect("a page");
        let text = String::from_utf8(text.bytes).expect("text");
        // What other websites frame has none of this around it.
        if path.ends_with(".html") && !path.starts_with("embed/") {
            pages += 1;
            assert!(text.contains("class=\"crest\""), "{path}");
            assert!(text.contains("1 Quay Street"), "{path}");
        } else if path.starts_with("assets/style.") {
            assert!(text.contains("--head: #0b3c49;"), "{text}");
        }
    }
    assert!(pages > 10, "{pages}");
}

/// The names and keywords within a template's tags.
fn words_in_tags(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    for part in ["{{", "{%"] {
        for (start, _) in text.match_indices(part) {
            let length = text[start..].find('}').unwrap_or(text.len() - start);
            let mut word = None;
            for (at, c) in text[start..start + length].char_indices() {
                let at = start + at;
                match (word, c.is_ascii_alphanumeric() || c == '_') {
                    (None, true) => word = Some(at),
                    (Some(first), false) => {
                        words.push(first..at);
                        word = None;
                    }
                    _ => {}
                }
            }
        }
    }
    words
}

/// A small site that has everything, shown by a theme of its own.
fn whole_site() -> SourceTree {
    let mut tree = disk::read(&here().join("src/build/sample")).expect("the site");
    let path = SourcePath::new("content/site.yaml");
    let settings = String::from_utf8_lossy(tree.get(&path).expect("settings"));
    let settings = settings.replace("theme: default", "theme: own");
    tree.insert(path, settings.into_bytes());
    tree
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// One word of a template in place of another: what the check lets through shows every page.
    #[test]
    fn a_theme_that_loads_shows_every_page(which: Index, one: Index, other: Index) {
        let templates = files_below(&here().join("themes/default/templates"));
        let template = which.get(&templates);
        let mut text = read(template);
        let words = words_in_tags(&text);
        prop_assume!(!words.is_empty());
        let word = text[other.get(&words).clone()].to_owned();
        text.replace_range(one.get(&words).clone(), &word);
        let below = template.strip_prefix(here().join("themes/default")).expect("below");
        let mut tree = whole_site();
        let own = SourcePath::new(&format!("themes/own/{}", below.display()));
        tree.insert(own, text.clone().into_bytes());
        let edition = Edition { as_of: date(2016, 10, 31), drafts: DraftContent::LeftOut };
        let reading = build::read(&tree, &edition);
        if let Some(judged) = reading.judged {
            let output = build::output(&judged, &Options { base_url: None, links: LinkStyle::Folder });
            for path in output.paths() {
                let shown = output.render(&path);
                prop_assert!(shown.is_ok(), "{}: {:?}\n{}", below.display(), shown, text);
            }
        }
    }
}

/// Where the made part of the guide begins.
const MADE: &str =
    "<!-- From here on made from the program: UPDATE=1 cargo test --test theme -->\n";

#[test]
fn the_guide_says_what_the_views_are() {
    let path = here().join("docs/theme.md");
    let text = read(&path);
    let (written, made) = text
        .split_once(MADE)
        .expect("the line before the made part");
    let guide = format!("\n{}", guide::guide());
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, format!("{written}{MADE}{guide}")).expect("the guide");
        return;
    }
    assert!(
        made == guide,
        "docs/theme.md is behind the program: UPDATE=1 cargo test --test theme"
    );
}

#[test]
fn every_field_of_the_guide_says_what_it_is() {
    let guide = guide::guide();
    let silent: Vec<&str> = guide
        .lines()
        .filter(|line| line.starts_with("| `") && line.contains("` |  |"))
        .collect();
    assert_eq!(silent, Vec::<&str>::new());
}
