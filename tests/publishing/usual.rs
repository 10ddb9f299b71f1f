//! What every build does, on an ordinary disk.

use std::fs;
use std::sync::mpsc;
use std::thread;

use quarterdeck::disk::{
    Fingerprint, PublishError, Publisher, RECORD_NAME, Replacement, Site, SitePath, publish,
    published_record,
};

use crate::support::{MANNERS, Pages, contents, in_order, look, read, scratch, site_path, traces};

fn small() -> Pages {
    Pages::of(&[
        ("index.html", "home"),
        ("2016-17/q1/index.html", "quarter"),
        ("style.css", "css"),
    ])
}

#[test]
fn a_first_build_makes_the_folder_and_those_around_it() {
    let scratch = scratch();
    let output = scratch.path().join("a/b/public");
    let published = publish(&small(), &output).expect("published");
    assert_eq!(
        (published.replacement, published.written),
        (Replacement::Created, 3)
    );
    assert_eq!(read(&output, "2016-17/q1/index.html"), "quarter");
    assert!(traces(&output).is_empty());
}

#[test]
fn a_rebuild_replaces_adds_and_prunes() {
    for method in MANNERS {
        let scratch = scratch();
        let output = scratch.path().join("public");
        publish(&small(), &output).expect("published");
        let new = small()
            .with("index.html", "new home")
            .without("2016-17/q1/index.html")
            .with("data/a.csv", "1");
        let published = Publisher::new(&output)
            .with_method(method)
            .publish(&new)
            .expect("published");
        assert_eq!(
            (published.written, published.unchanged, published.removed),
            (2, 1, 1)
        );
        assert_eq!(read(&output, "index.html"), "new home");
        assert!(!output.join("2016-17").exists(), "an empty folder was left");
        assert!(traces(&output).is_empty());
    }
}

#[test]
fn a_build_that_changes_nothing_touches_nothing() {
    let scratch = scratch();
    let output = scratch.path().join("public");
    publish(&small(), &output).expect("published");
    let folder = fs::metadata(&output)
        .expect("a folder")
        .modified()
        .expect("a time");
    let before = look(scratch.path());
    for method in MANNERS {
        let again = Publisher::new(&output)
            .with_method(method)
            .publish(&small())
            .expect("published");
        assert_eq!(
            (again.replacement, again.unchanged),
            (Replacement::Unchanged, 3)
        );
    }
    assert_eq!(look(scratch.path()), before);
    assert_eq!(
        fs::metadata(&output)
            .expect("a folder")
            .modified()
            .expect("a time"),
        folder
    );
}

#[test]
fn an_unchanged_file_stays_the_same_file_with_the_same_time() {
    for method in MANNERS {
        let scratch = scratch();
        let output = scratch.path().join("public");
        publish(&small(), &output).expect("published");
        let before = look(&output);
        let new = small().with("index.html", "new home");
        Publisher::new(&output)
            .with_method(method)
            .publish(&new)
            .expect("published");
        let after = look(&output);
        for path in [
            "style.css",
            "2016-17",
            "2016-17/q1",
            "2016-17/q1/index.html",
        ] {
            let path = std::path::Path::new(path);
            assert_eq!(before[path], after[path], "{} {method:?}", path.display());
        }
    }
}

#[test]
fn the_record_depends_on_the_site_alone() {
    let scratch = scratch();
    let (one, other) = (
        scratch.path().join("one"),
        scratch.path().join("elsewhere/other"),
    );
    publish(&small(), &one).expect("published");
    publish(&Pages::of(&[("old.html", "old")]), &other).expect("published");
    in_order(|| publish(&small(), &other)).expect("published");
    assert_eq!(contents(&one), contents(&other));

    let record = published_record(&one).expect("a record");
    let paths: Vec<&str> = record.files().keys().map(SitePath::as_str).collect();
    assert_eq!(paths, ["2016-17/q1/index.html", "index.html", "style.css"]);
    assert_eq!(
        record.files()[&site_path("style.css")],
        Fingerprint::of(b"css")
    );
}

/// A site one of whose pages cannot be made.
struct Broken;

impl Site for Broken {
    fn paths(&self) -> Vec<SitePath> {
        ["a.html", "b.html", "index.html"].map(site_path).to_vec()
    }

    fn render(&self, path: &SitePath, into: &mut Vec<u8>) -> Result<(), String> {
        into.extend(b"begun");
        match path.as_str() {
            "index.html" => Ok(()),
            _ => Err(format!("no figures for {path}")),
        }
    }
}

#[test]
fn a_page_that_cannot_be_made_leaves_the_site_as_it_is() {
    let scratch = scratch();
    let output = scratch.path().join("public");
    publish(&small(), &output).expect("published");
    let before = look(scratch.path());
    let error = publish(&Broken, &output).expect_err("it cannot be made");
    assert_eq!(
        error.to_string(),
        "cannot make `a.html`: no figures for a.html\ncannot make `b.html`: no figures for b.html"
    );
    assert_eq!(look(scratch.path()), before);
}

#[test]
fn a_first_build_that_fails_leaves_no_folder() {
    let scratch = scratch();
    publish(&Broken, &scratch.path().join("public")).expect_err("it cannot be made");
    assert!(look(scratch.path()).is_empty());
}

/// A site whose page waits until it is told to be made.
struct Slow {
    begun: mpsc::SyncSender<()>,
    go_on: std::sync::Mutex<mpsc::Receiver<()>>,
}

impl Site for Slow {
    fn paths(&self) -> Vec<SitePath> {
        vec![site_path("index.html")]
    }

    fn render(&self, _path: &SitePath, into: &mut Vec<u8>) -> Result<(), String> {
        self.begun.send(()).map_err(|error| error.to_string())?;
        self.go_on
            .lock()
            .expect("the receiver")
            .recv()
            .map_err(|error| error.to_string())?;
        into.extend(b"slow");
        Ok(())
    }
}

#[test]
fn a_second_build_at_the_same_time_is_told_to_wait() {
    let scratch = scratch();
    let output = scratch.path().join("public");
    publish(&small(), &output).expect("published");
    let (begun, has_begun) = mpsc::sync_channel(1);
    let (go, go_on) = mpsc::sync_channel(1);
    let slow = Slow {
        begun,
        go_on: std::sync::Mutex::new(go_on),
    };
    thread::scope(|scope| {
        let first = scope.spawn(|| publish(&slow, &output));
        has_begun.recv().expect("the first build begins");
        let busy = publish(&small(), &output).expect_err("the first build goes on");
        assert!(matches!(busy, PublishError::Busy { .. }), "{busy}");
        let busy = quarterdeck::disk::clean(&output).expect_err("the first build goes on");
        assert!(matches!(busy, PublishError::Busy { .. }), "{busy}");
        go.send(()).expect("the first build waits");
        first
            .join()
            .expect("the first build ends")
            .expect("published");
    });
    assert_eq!(read(&output, "index.html"), "slow");
    assert!(traces(&output).is_empty());
    assert!(output.join(RECORD_NAME).exists());
}

#[test]
fn many_builds_at_once_leave_one_whole_site() {
    let scratch = scratch();
    let output = scratch.path().join("public");
    thread::scope(|scope| {
        for number in 0..8 {
            let output = &output;
            scope.spawn(move || {
                let text = number.to_string();
                let site = Pages::of(&[("index.html", &text), ("a/page.html", &text)]);
                match publish(&site, output) {
                    Ok(_) | Err(PublishError::Busy { .. }) => {}
                    Err(error) => panic!("{error}"),
                }
            });
        }
    });
    assert_eq!(read(&output, "index.html"), read(&output, "a/page.html"));
    assert!(traces(&output).is_empty());
}

#[test]
fn paths_that_cannot_stand_side_by_side_are_refused() {
    let scratch = scratch();
    let output = scratch.path().join("public");
    for clashing in [
        [("About.html", "1"), ("about.html", "2")],
        [("a", "file"), ("a/index.html", "in it")],
    ] {
        let error = publish(&Pages::of(&clashing), &output).expect_err("they clash");
        assert!(matches!(error, PublishError::Clash { .. }), "{error}");
    }
    assert!(look(scratch.path()).is_empty());
}

#[test]
fn an_output_that_is_no_folder_is_refused() {
    let scratch = scratch();
    fs::write(scratch.path().join("file"), "text").expect("written");
    std::os::unix::fs::symlink("nowhere", scratch.path().join("dangling")).expect("linked");
    std::os::unix::fs::symlink("file", scratch.path().join("to-file")).expect("linked");
    let before = look(scratch.path());
    for (output, why) in [
        (scratch.path().join("file"), "is a file"),
        (scratch.path().join("file/public"), "lies in a file"),
        (scratch.path().join("dangling"), "leads nowhere"),
        (scratch.path().join("to-file"), "link to a file"),
        ("/".into(), "is the root of the disk"),
    ] {
        let error = publish(&small(), &output)
            .expect_err("it is no folder")
            .to_string();
        assert!(error.contains(why), "{error}");
    }
    assert_eq!(look(scratch.path()), before);
}
