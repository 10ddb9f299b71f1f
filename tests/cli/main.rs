//! The real binary, as an officer and a web team run it.
#![allow(
    clippy::disallowed_methods,
    reason = "a test reads and writes its own folders"
)]

#[path = "../able/mod.rs"]
#[allow(dead_code, reason = "other tests need more of the machine")]
mod able;
mod again;
#[path = "../alone/mod.rs"]
mod alone;
mod begin;
mod bounds;
mod check;
mod diff;
mod explain;
mod fix;
mod histories;
mod hostile;
#[path = "../changes/kinds.rs"]
#[allow(dead_code, reason = "other tests need more of the kinds of changes")]
mod kinds;
mod list;
mod months;
mod origins;
mod outputs;
#[path = "../changes/paste.rs"]
mod paste;
mod promises;
#[path = "../mistakes/site.rs"]
mod sample;
mod schema;
mod site;
mod workflows;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use site::{QUARTER, SITE, Site, run_in};
use tempfile::TempDir;
use walkdir::WalkDir;

/// Every file below a folder: path and bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|e| e.file_type().is_file());
    let name = |path: &Path| {
        path.strip_prefix(folder)
            .expect("below")
            .to_string_lossy()
            .into_owned()
    };
    entries
        .map(|entry| (name(entry.path()), fs::read(entry.path()).expect("a file")))
        .collect()
}

#[test]
fn build_makes_the_site_and_says_what_it_made() {
    let site = Site::new();
    let (code, said) = site.run(&["build", "--as-of", "2016-10-01"]);
    assert_eq!(code, 0, "{said}");
    assert!(
        said.contains(
            "Built 1 quarter, 1 measure, 0 comments, 17 pages, 2 charts as of 2016-10-01"
        ),
        "{said}"
    );
    assert!(said.contains("Finished in "), "{said}");
    let page = fs::read_to_string(site.path("public/measures/a2/index.html")).expect("the page");
    assert!(page.contains("88% is below the tolerance of 90%, so this is off target."));
}

#[test]
fn exit_codes_tell_the_content_from_the_command() {
    let site = Site::new();
    assert_eq!(site.run(&["check", "--as-of", "2016-10-01"]).0, 0);
    site.write(
        "content/quarters/2016-17-q1.yaml",
        &QUARTER.replace("88", "8,8"),
    );
    assert_eq!(
        site.run(&["check", "--as-of", "2016-10-01"]).0,
        1,
        "the content has a problem"
    );
    assert_eq!(
        site.run(&["check", "--as-of", "1 October"]).0,
        2,
        "the command has"
    );
    assert_eq!(site.run(&["chekc"]).0, 2);
    assert_eq!(site.run(&["--root", "nowhere", "check"]).0, 2);
    assert_eq!(site.run(&["--help"]).0, 0);
}

#[test]
fn what_was_probably_meant_is_named_first() {
    let site = Site::new();
    for (typed, meant) in [
        ("chekc", "'check', 'schema'"),
        ("chck", "'check'"),
        ("biuld", "'build'"),
        ("claen", "'clean'"),
    ] {
        let (code, said) = site.run(&[typed]);
        assert_eq!(code, 2);
        let (_, tip) = said.split_once("exist").expect("a tip");
        let (_, tip) = tip.split_once(": ").expect("a tip");
        assert!(tip.starts_with(meant), "{typed}: {said}");
    }
}

#[test]
fn options_of_every_command_stand_before_it_or_after_it() {
    let site = Site::new();
    let root = site.root().to_string_lossy().into_owned();
    let elsewhere = TempDir::new().expect("a folder");
    for args in [
        ["-q", "-r", &root, "check"],
        ["check", "-q", "-r", &root],
        ["-r", &root, "check", "-q"],
    ] {
        let (code, said) = run_in(elsewhere.path(), &args);
        assert_eq!((code, said.as_str()), (0, ""), "{args:?}");
    }
}

#[test]
fn a_build_with_errors_leaves_the_published_site_exactly_as_it_was() {
    let site = Site::new();
    assert_eq!(site.run(&["build", "--as-of", "2016-10-01"]).0, 0);
    let before = files(&site.path("public"));
    site.write(
        "content/quarters/2016-17-q1.yaml",
        &QUARTER.replace("a2: 88", "a2:"),
    );
    let (code, said) = site.run(&["build", "--as-of", "2016-10-01"]);
    assert_eq!(code, 1);
    assert!(said.contains("nothing was published"), "{said}");
    assert_eq!(files(&site.path("public")), before);
    assert!(!fs::read_dir(site.root()).expect("a folder").any(|entry| {
        entry
            .expect("an entry")
            .file_name()
            .to_string_lossy()
            .starts_with(".public")
    }));
}

#[test]
fn warnings_stop_a_strict_build_only() {
    let site = Site::new();
    site.write(
        "content/quarters/2016-17-q1.yaml",
        &QUARTER.replace("88", "188"),
    );
    let (code, said) = site.run(&["build", "--as-of", "2016-10-01"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("warning[range]"), "{said}");
    assert_eq!(
        site.run(&["build", "--strict", "--as-of", "2016-10-01"]).0,
        1
    );
}

#[test]
fn a_quarter_is_not_there_before_its_day_and_is_there_on_it() {
    let site = Site::new();
    let (_, said) = site.run(&["build", "--as-of", "2016-09-26"]);
    assert!(
        said.contains("Left out 2016-17 Q1: it is published on 2016-09-27"),
        "{said}"
    );
    let text = |folder: &str| {
        let all = files(&site.path(folder));
        all.values()
            .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
            .collect::<String>()
    };
    let before = text("public");
    assert!(
        !before.contains("88%") && !before.contains("Assessments") && !before.contains("2016-17"),
        "a trace of it"
    );
    assert_eq!(site.run(&["build", "--as-of", "2016-09-27"]).0, 0);
    assert!(text("public").contains("88%"));
}

#[test]
fn drafts_are_left_out_and_named_unless_asked_for() {
    let site = Site::new();
    site.write(
        "content/quarters/2016-17-q2.yaml",
        "quarter: 2016-17 Q2\nvalues:\n  a2: 91\n",
    );
    let (_, said) = site.run(&["build", "--as-of", "2016-12-01"]);
    assert!(
        said.contains("Left out 2016-17 Q2: it has no `publish_on` yet"),
        "{said}"
    );
    assert!(!site.path("public/2016-17/q2/index.html").exists());
    assert_eq!(
        site.run(&["build", "--drafts", "--as-of", "2016-12-01"]).0,
        0
    );
    assert!(site.path("public/2016-17/q2/index.html").exists());
}

#[test]
fn a_copy_for_a_folder_names_its_files_in_links() {
    let site = Site::new();
    assert_eq!(
        site.run(&[
            "build",
            "--for-folder",
            "-o",
            "copy",
            "--as-of",
            "2016-10-01"
        ])
        .0,
        0
    );
    let home = fs::read_to_string(site.path("copy/index.html")).expect("the home page");
    assert!(home.contains("href=\"measures/a2/index.html\""));
    assert!(!home.contains("href=\"measures/a2/\""));
}

#[test]
fn the_base_address_gives_canonical_addresses_and_the_404_page_its_links() {
    let site = Site::new();
    let args = [
        "build",
        "-u",
        "https://www.example.gov.uk/performance",
        "--as-of",
        "2016-10-01",
    ];
    assert_eq!(site.run(&args).0, 0);
    let page = fs::read_to_string(site.path("public/measures/a2/index.html")).expect("the page");
    assert!(page.contains(
        "<link rel=\"canonical\" href=\"https://www.example.gov.uk/performance/measures/a2/\">"
    ));
    let lost = fs::read_to_string(site.path("public/404.html")).expect("the page");
    assert!(lost.contains("href=\"/performance/assets/style."));
}

#[test]
fn clean_removes_what_the_build_made_and_nothing_else() {
    let site = Site::new();
    site.write("public/CNAME", "www.example.gov.uk\n");
    assert_eq!(site.run(&["build", "--as-of", "2016-10-01"]).0, 0);
    assert_eq!(site.run(&["clean"]).0, 0);
    assert_eq!(
        files(&site.path("public")).into_keys().collect::<Vec<_>>(),
        ["CNAME"]
    );
}

#[test]
fn a_site_is_not_published_over_its_own_content() {
    let site = Site::new();
    for folder in ["content", ".", "content/measures", "themes"] {
        let (code, said) = site.run(&["build", "-o", folder, "--as-of", "2016-10-01"]);
        assert_eq!(code, 2, "{folder}: {said}");
    }
    assert_eq!(files(&site.path("content")).len(), 3);
}

#[test]
fn a_theme_of_ones_own_stands_over_the_default_one_file_by_file() {
    let site = Site::new();
    site.write("content/site.yaml", &format!("{SITE}theme: ours\n"));
    let (code, said) = site.run(&["build", "--as-of", "2016-10-01"]);
    assert_eq!(code, 1, "there is no such theme yet: {said}");
    site.write("themes/ours/style.css", "body { color: navy }\n");
    assert_eq!(site.run(&["build", "--as-of", "2016-10-01"]).0, 0);
    let published = files(&site.path("public"));
    let style = published
        .iter()
        .find(|(path, _)| path.starts_with("assets/style."));
    assert_eq!(style.expect("the stylesheet").1, b"body { color: navy }\n");
    site.write(
        "themes/ours/templates/methods.html",
        "{% extends \"base.html\" %}{% block main %}{{ view.typo }}{% endblock %}",
    );
    let before = files(&site.path("public"));
    let (code, said) = site.run(&["build", "--as-of", "2016-10-01"]);
    assert_ne!(code, 0);
    assert!(
        said.contains("methods.html"),
        "it names the template: {said}"
    );
    assert_eq!(files(&site.path("public")), before);
}

#[test]
fn build_and_clean_remove_what_an_interrupted_build_left() {
    for command in [&["build", "--as-of", "2016-10-01"][..], &["clean"]] {
        let site = Site::new();
        let before = files(site.root());
        assert_eq!(site.run(&["build", "--as-of", "2016-10-01"]).0, 0);
        let built = files(site.root());
        site.write(".public.quarterdeck/next/index.html", "half a page");
        let (code, said) = site.run(command);
        assert_eq!(code, 0, "{said}");
        let expected = if command == ["clean"] { before } else { built };
        assert_eq!(files(site.root()), expected, "{command:?}");
    }
}

/// The real program, killed at moments spread over its run, again and again: the folder is always one site or the
/// other, and the next build removes what was left.
#[test]
fn killed_at_any_moment_the_published_folder_is_one_site_or_the_other() {
    let site = Site::new();
    let day = ["--quiet", "build", "--as-of", "2016-10-01"];
    let written = |value: &str| {
        site.write(
            "content/quarters/2016-17-q1.yaml",
            &QUARTER.replace("88", value),
        );
    };
    let built = |value: &str| {
        written(value);
        assert_eq!(site.run(&day).0, 0);
        files(&site.path("public"))
    };
    let sites = [built("88"), built("91")];
    let began = std::time::Instant::now();
    built("88");
    let whole_run = began.elapsed();
    for round in 0..30 {
        written(["88", "91"][round % 2]);
        let mut child = alone::quarterdeck()
            .args(day)
            .current_dir(site.root())
            .spawn()
            .expect("it runs");
        std::thread::sleep(whole_run * u32::try_from(round).expect("small") / 30);
        let _ = child.kill();
        child.wait().expect("it has ended");
        assert!(
            sites.contains(&files(&site.path("public"))),
            "round {round}: neither site"
        );
    }
    assert_eq!(site.run(&day).0, 0);
    assert!(!site.path(".public.quarterdeck").exists());
}
