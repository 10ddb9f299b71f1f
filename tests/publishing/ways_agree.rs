//! Whatever is published over whatever: both ways come to the same, and nothing foreign is ever touched.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use quarterdeck::disk::{Method, PublishError, Published, Publisher, RECORD_NAME, clean, publish};

use crate::support::{Pages, What, contents, scratch, site_path, traces};

/// Few names, so that they meet: as files, as folders, as both.
const NAMES: [&str; 4] = ["a", "b", "index.html", "x.css"];
const TEXTS: [&str; 3] = ["one", "two", "three"];

fn path() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(&NAMES[..]), 1..=3)
        .prop_map(|parts| parts.join("/"))
}

fn files() -> impl Strategy<Value = BTreeMap<String, &'static str>> {
    proptest::collection::btree_map(path(), proptest::sample::select(&TEXTS[..]), 1..8)
}

/// A site from these files, without those that would have to be folders as well.
fn site(files: &BTreeMap<String, &'static str>) -> Pages {
    let is_folder = |path: &str| {
        files
            .keys()
            .any(|other| other.starts_with(&format!("{path}/")))
    };
    let fit = files.iter().filter(|(path, _)| !is_folder(path));
    Pages(
        fit.map(|(path, text)| (site_path(path), text.as_bytes().to_vec()))
            .collect(),
    )
}

/// Someone's own work in the folder: whatever can be written is, over published files too.
fn meddle(output: &Path, files: &BTreeMap<String, &'static str>) {
    for (path, text) in files {
        let path = output.join(path);
        let _ = path.parent().map(fs::create_dir_all);
        let _ = fs::write(path, format!("{text} by hand"));
    }
}

type Found = (
    Result<(usize, usize, usize, usize), Vec<PathBuf>>,
    BTreeMap<PathBuf, What>,
);

/// Publishes the one site, lets someone meddle, publishes the other.
fn tell(
    method: Method,
    old: &Pages,
    by_hand: &BTreeMap<String, &'static str>,
    new: &Pages,
) -> Found {
    let scratch = scratch();
    let output = scratch.path().join("public");
    publish(old, &output).expect("an empty folder takes any site");
    meddle(&output, by_hand);
    let before = contents(&output);
    let result = Publisher::new(&output).with_method(method).publish(new);
    assert!(traces(&output).is_empty());
    let after = contents(&output);
    match &result {
        Ok(published) => assert_kept(&before, &after, old, new, published),
        Err(_) => assert_eq!(before, after),
    }
    assert_clean_keeps(&output, &after, &result);
    (result.as_ref().map(counts).map_err(conflicts), after)
}

fn counts(published: &Published) -> (usize, usize, usize, usize) {
    (
        published.written,
        published.unchanged,
        published.removed,
        published.kept_foreign,
    )
}

fn conflicts(error: &PublishError) -> Vec<PathBuf> {
    match error {
        PublishError::Foreign { paths, .. } => paths.clone(),
        other => panic!("{other}"),
    }
}

/// The new site is there, what was neither old nor new is as before, and of the old no unaltered file is left.
fn assert_kept(
    before: &BTreeMap<PathBuf, What>,
    after: &BTreeMap<PathBuf, What>,
    old: &Pages,
    new: &Pages,
    published: &Published,
) {
    for (path, bytes) in &new.0 {
        assert_eq!(
            after.get(Path::new(path.as_str())),
            Some(&What::File(bytes.clone())),
            "{path}"
        );
    }
    let is_in = |site: &Pages, path: &Path, what: &What| {
        site.0.iter().any(|(ours, bytes)| {
            Path::new(ours.as_str()) == path && *what == What::File(bytes.clone())
        })
    };
    let is_new = |path: &Path| new.0.keys().any(|ours| Path::new(ours.as_str()) == path);
    for (path, what) in before {
        if path == Path::new(RECORD_NAME) || *what == What::Folder || is_new(path) {
            continue;
        }
        let found = after.get(path).filter(|found| **found != What::Folder);
        let pruned = is_in(old, path, what);
        assert_eq!(
            found,
            if pruned { None } else { Some(what) },
            "{} {published:?}",
            path.display()
        );
    }
}

/// Cleaning takes away the site and leaves every other file.
fn assert_clean_keeps(
    output: &Path,
    published: &BTreeMap<PathBuf, What>,
    result: &Result<Published, PublishError>,
) {
    let cleaned = clean(output).expect("cleaned");
    let left = contents(output);
    let files = |found: &BTreeMap<PathBuf, What>| {
        found.values().filter(|what| **what != What::Folder).count()
    };
    assert_eq!(
        files(&left) + cleaned.removed + 1,
        files(published),
        "{result:?}"
    );
    assert_eq!(
        files(&left),
        cleaned.kept_foreign + cleaned.left_altered.len()
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_ways_come_to_the_same(old in files(), by_hand in files(), new in files()) {
        let (old, new) = (site(&old), site(&new));
        let whole = tell(Method::Exchange, &old, &by_hand, &new);
        let file_by_file = tell(Method::FileByFile, &old, &by_hand, &new);
        prop_assert_eq!(whole, file_by_file);
    }
}
