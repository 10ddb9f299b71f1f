//! The same input and the same day give the same bytes: with one thread and with many, from two places, into two
//! folders, and with files that were made in another order.
#![allow(
    clippy::disallowed_methods,
    reason = "a test reads and writes its own folders"
)]

mod alone;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;
use walkdir::WalkDir;

/// The project's own site: every kind of page that there is.
fn copy_content(to: &Path, reversed: bool) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries = WalkDir::new(from.join("content"))
        .sort_by_file_name()
        .into_iter();
    let mut paths: Vec<_> = entries
        .filter_map(Result::ok)
        .filter(|e| e.file_type().is_file())
        .collect();
    if reversed {
        paths.reverse();
    }
    for entry in paths {
        let target = to.join(entry.path().strip_prefix(from).expect("below"));
        fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
        fs::copy(entry.path(), target).expect("a file");
    }
}

fn build(root: &Path, output: &Path, threads: &str) -> BTreeMap<String, Vec<u8>> {
    Command::from_std(alone::quarterdeck())
        .args(["--quiet", "--root"])
        .arg(root)
        .args(["build", "--as-of", "2016-10-01", "--output-dir"])
        .arg(output)
        .env("RAYON_NUM_THREADS", threads)
        .env(
            "TZ",
            if threads == "1" {
                "Pacific/Auckland"
            } else {
                "America/Los_Angeles"
            },
        )
        .env("LC_ALL", if threads == "1" { "C" } else { "cy_GB.UTF-8" })
        .assert()
        .success();
    let entries = WalkDir::new(output)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|e| e.file_type().is_file());
    let name = |path: &Path| {
        path.strip_prefix(output)
            .expect("below")
            .to_string_lossy()
            .into_owned()
    };
    entries
        .map(|entry| (name(entry.path()), fs::read(entry.path()).expect("a file")))
        .collect()
}

#[test]
fn two_builds_for_one_day_are_byte_identical() {
    let (here, there) = (
        TempDir::new().expect("a folder"),
        TempDir::new().expect("a folder"),
    );
    let deep = there.path().join("a deeper/place with blanks");
    copy_content(here.path(), false);
    copy_content(&deep, true);
    let one = build(here.path(), &here.path().join("public"), "1");
    let many = build(&deep, &there.path().join("elsewhere"), "8");
    assert!(one.len() > 40, "a whole site: {} files", one.len());
    assert_eq!(
        one.keys().collect::<Vec<_>>(),
        many.keys().collect::<Vec<_>>()
    );
    for (path, bytes) in &one {
        assert_eq!(bytes, &many[path], "{path} differs");
    }
}

#[test]
fn nothing_published_names_the_machine_or_the_sources() {
    let folder = TempDir::new().expect("a folder");
    copy_content(folder.path(), false);
    let made = build(folder.path(), &folder.path().join("public"), "2");
    let secret = folder.path().to_string_lossy().into_owned();
    for (path, bytes) in made {
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            !text.contains(&secret),
            "{path} names the folder it was made in"
        );
        assert!(!text.contains("content/"), "{path} names a source file");
    }
}
