//! Someone else writes into the output while a site is being published. Their file is never the one that is lost.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use quarterdeck::disk::{
    Method, Observer, Operation, PublishError, Publisher, RECORD_NAME, clean, publish,
};

use crate::support::{Pages, read, scratch, write};

/// Does something in the output at the moment when everything is decided, and nothing done yet. From then on, lets so
/// many changes happen, and then no more.
struct Meddler<F: Fn() + Sync> {
    meddle: F,
    allowed: usize,
    since: Mutex<Option<usize>>,
}

impl<F: Fn() + Sync> Meddler<F> {
    fn new(meddle: F, allowed: usize) -> Self {
        let since = Mutex::new(None);
        Self {
            meddle,
            allowed,
            since,
        }
    }
}

impl<F: Fn() + Sync> Observer for Meddler<F> {
    fn before(&self, act: Operation, path: &Path) -> io::Result<()> {
        let mut since = self.since.lock().expect("nobody panics while counting");
        match &mut *since {
            Some(count) if *count >= self.allowed => {
                return Err(io::Error::other("stopped by the test"));
            }
            Some(count) => *count += 1,
            None if act == Operation::Move && is_last_before_changes(path) => {
                (self.meddle)();
                *since = Some(0);
            }
            None => {}
        }
        Ok(())
    }
}

/// Whether the published site changes next: the finished folder gets its name, or the first record its place.
fn is_last_before_changes(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with("finished-") || name == RECORD_NAME
}

fn old() -> Pages {
    Pages::of(&[
        ("index.html", "old"),
        ("gone.html", "gone"),
        ("gone/too.html", "gone"),
    ])
}

fn new() -> Pages {
    Pages::of(&[
        ("index.html", "new"),
        ("page.html", "new"),
        ("q1/page.html", "new"),
    ])
}

/// Publishes while someone meddles, and answers with what was set aside.
fn publish_meddled(output: &Path, method: Method, meddle: impl Fn() + Sync) -> Vec<PathBuf> {
    let meddler = Meddler::new(meddle, usize::MAX);
    let published = Publisher::new(output)
        .with_method(method)
        .observed_by(&meddler)
        .publish(&new());
    published.expect("published").set_aside
}

#[test]
fn a_file_that_comes_late_is_kept() {
    for method in [Method::Exchange, Method::FileByFile] {
        let scratch = scratch();
        let output = scratch.path().join("public");
        publish(&old(), &output).expect("published");
        write(&output, "notes.txt", "first version");
        let set_aside = publish_meddled(&output, method, || {
            write(&output, "late.txt", "late");
            write(&output, "late/deep/file.txt", "late");
            write(&output, "gone/late.txt", "late");
            write(&output, "gone.html", "edited just now");
            fs::create_dir_all(output.join("late-empty/folder")).expect("made");
        });
        assert!(set_aside.is_empty(), "{set_aside:?}");
        for path in ["late.txt", "late/deep/file.txt", "gone/late.txt"] {
            assert_eq!(read(&output, path), "late");
        }
        assert_eq!(read(&output, "gone.html"), "edited just now");
        assert_eq!(read(&output, "notes.txt"), "first version");
        assert!(output.join("late-empty/folder").is_dir());
        assert!(!output.join("gone/too.html").exists());
    }
}

#[test]
fn a_foreign_file_that_is_replaced_late_has_its_last_version() {
    let scratch = scratch();
    let output = scratch.path().join("public");
    publish(&old(), &output).expect("published");
    write(&output, "notes.txt", "first version");
    let set_aside = publish_meddled(&output, Method::Exchange, || {
        write(scratch.path(), "draft", "second version");
        fs::rename(scratch.path().join("draft"), output.join("notes.txt")).expect("replaced");
    });
    assert_eq!(read(&output, "notes.txt"), "second version");
    let kept = scratch
        .path()
        .canonicalize()
        .expect("a folder")
        .join("public.kept/notes.txt");
    assert_eq!(set_aside, [kept.as_path()]);
    assert_eq!(fs::read_to_string(kept).expect("kept"), "first version");
}

#[test]
fn a_file_that_comes_late_to_a_new_pages_place_is_set_aside() {
    for method in [Method::Exchange, Method::FileByFile] {
        let scratch = scratch();
        let output = scratch.path().join("public");
        publish(&old(), &output).expect("published");
        let set_aside = publish_meddled(&output, method, || {
            write(&output, "page.html", "late");
            write(&output, "q1/page.html", "late");
        });
        assert_eq!(set_aside.len(), 2);
        for path in ["page.html", "q1/page.html"] {
            assert_eq!(read(&output, path), "new");
            assert_eq!(read(&scratch.path().join("public.kept"), path), "late");
        }
    }
}

#[test]
fn a_file_that_comes_late_is_kept_wherever_the_run_is_stopped() {
    for method in [Method::Exchange, Method::FileByFile] {
        for allowed in 0.. {
            if late_file_is_kept(method, allowed) {
                break;
            }
        }
    }
}

/// Answers whether the run came to its end.
fn late_file_is_kept(method: Method, allowed: usize) -> bool {
    let scratch = scratch();
    let output = scratch.path().join("public");
    publish(&old(), &output).expect("published");
    write(&output, "notes.txt", "first version");
    let meddle = || {
        write(&output, "late.txt", "late");
        write(&output, "gone/late.txt", "late");
        write(&output, "page.html", "late");
        write(scratch.path(), "draft", "second version");
        fs::rename(scratch.path().join("draft"), output.join("notes.txt")).expect("replaced");
    };
    let observer = Meddler::new(meddle, allowed);
    let ended = Publisher::new(&output)
        .with_method(method)
        .observed_by(&observer)
        .publish(&new())
        .is_ok();
    match publish(&new(), &output) {
        Ok(_) => {}
        // The run was stopped before it could set the late file aside.
        Err(PublishError::Foreign { paths, .. }) => assert_eq!(paths, [Path::new("page.html")]),
        Err(error) => panic!("{error} {method:?} {allowed}"),
    }

    assert_eq!(read(&output, "late.txt"), "late", "{method:?} {allowed}");
    assert_eq!(
        read(&output, "gone/late.txt"),
        "late",
        "{method:?} {allowed}"
    );
    assert_eq!(
        read(&output, "notes.txt"),
        "second version",
        "{method:?} {allowed}"
    );
    let in_place = read(&output, "page.html") == "late";
    assert!(
        in_place || read(scratch.path(), "public.kept/page.html") == "late",
        "{method:?} {allowed}"
    );
    ended
}

#[test]
fn what_was_set_aside_before_is_not_overwritten() {
    let scratch = scratch();
    let output = scratch.path().join("public");
    publish(&old(), &output).expect("published");
    write(scratch.path(), "public.kept/page.html", "from last time");
    let set_aside = publish_meddled(&output, Method::Exchange, || {
        write(&output, "page.html", "late");
    });
    assert!(
        set_aside[0].ends_with("public.kept/page.html.1"),
        "{set_aside:?}"
    );
    assert_eq!(
        read(scratch.path(), "public.kept/page.html"),
        "from last time"
    );
}

#[test]
fn cleaning_names_what_an_interrupted_build_had_not_set_aside_yet() {
    for allowed in 0.. {
        let scratch = scratch();
        let output = scratch.path().join("public");
        publish(&old(), &output).expect("published");
        let observer = Meddler::new(|| write(&output, "page.html", "late"), allowed);
        let publisher = Publisher::new(&output).observed_by(&observer);
        if publisher.publish(&new()).is_ok() {
            break;
        }
        let cleaned = clean(&output).expect("cleaned");
        match &cleaned.set_aside[..] {
            [] if output.exists() => assert_eq!(read(&output, "page.html"), "late"),
            [] => assert_eq!(read(scratch.path(), "public.kept/page.html"), "late"),
            [kept] => assert_eq!(fs::read_to_string(kept).expect("kept"), "late"),
            more => panic!("{more:?}"),
        }
    }
}
