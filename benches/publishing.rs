//! How long it takes to publish 5,000 files over what is there, in both ways, beside a reference in the same run:
//! writing the same files plainly into an empty folder, with no care at all. Read the ratio of medians.
#![allow(clippy::disallowed_methods, reason = "a benchmark is at the edge")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use divan::Bencher;
use quarterdeck::disk::{Method, Publisher, Site, SitePath};
use tempfile::TempDir;

const FILES: usize = 5_000;

fn main() {
    divan::main();
}

/// A site that is held in memory.
#[derive(Clone)]
struct Pages(BTreeMap<SitePath, Vec<u8>>);

impl Site for Pages {
    fn paths(&self) -> Vec<SitePath> {
        self.0.keys().cloned().collect()
    }

    fn render(&self, path: &SitePath, into: &mut Vec<u8>) -> Result<(), String> {
        into.extend(&self.0[path]);
        Ok(())
    }
}

/// Pages of about three kilobytes in 140 folders.
fn pages(text: &str) -> Pages {
    let page = |number: usize| {
        let path = format!("{:02}/{:02}/page-{number}.html", number % 20, number % 7);
        (
            SitePath::new(path).expect("a fit path"),
            format!("{number} {text}").repeat(400).into_bytes(),
        )
    };
    Pages((0..FILES).map(page).collect())
}

fn publish(pages: &Pages, output: &Path, method: Method) {
    Publisher::new(output)
        .with_method(method)
        .publish(pages)
        .expect("published");
}

/// A folder in which `old` is published.
fn published(old: &Pages) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    publish(old, &folder.path().join("public"), Method::Exchange);
    folder
}

/// The reference: the same bytes, written plainly.
#[divan::bench(sample_count = 5)]
fn reference_plain_writing(bencher: Bencher) {
    let pages = pages("new");
    bencher
        .with_inputs(|| TempDir::new().expect("a folder"))
        .bench_refs(|folder| {
            for (path, bytes) in &pages.0 {
                let path = folder.path().join(path.as_str());
                fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
                fs::write(path, bytes).expect("a file");
            }
        });
}

#[divan::bench(sample_count = 5, args = [Method::Exchange, Method::FileByFile])]
fn all_changed(bencher: Bencher, method: Method) {
    let (old, new) = (pages("old"), pages("new"));
    bencher
        .with_inputs(|| published(&old))
        .bench_refs(|folder| publish(&new, &folder.path().join("public"), method));
}

#[divan::bench(sample_count = 5, args = [Method::Exchange, Method::FileByFile])]
fn one_changed(bencher: Bencher, method: Method) {
    let old = pages("old");
    let mut new = old.clone();
    let path = SitePath::new("00/00/page-0.html").expect("a fit path");
    new.0.insert(path, b"changed".to_vec());
    bencher
        .with_inputs(|| published(&old))
        .bench_refs(|folder| publish(&new, &folder.path().join("public"), method));
}

#[divan::bench(sample_count = 5, args = [Method::Exchange, Method::FileByFile])]
fn nothing_changed(bencher: Bencher, method: Method) {
    let old = pages("old");
    bencher
        .with_inputs(|| published(&old))
        .bench_refs(|folder| publish(&old, &folder.path().join("public"), method));
}
