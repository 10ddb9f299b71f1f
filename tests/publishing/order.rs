//! File by file, a reader meets the least harm: what pages refer to first, what they no longer refer to last.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use quarterdeck::disk::{Method, Observer, Operation, Publisher, publish};

use crate::support::{Pages, StopAfter, read, scratch, write};

/// Writes down what is done to the published site.
struct Diary {
    output: PathBuf,
    entries: Mutex<Vec<String>>,
}

impl Observer for Diary {
    fn before(&self, act: Operation, path: &Path) -> io::Result<()> {
        if let Ok(path) = path.strip_prefix(&self.output)
            && act != Operation::Sync
        {
            let mut entries = self.entries.lock().expect("nobody panics while writing");
            entries.push(format!("{act} {}", path.display()));
        }
        Ok(())
    }
}

#[test]
fn assets_come_first_then_pages_then_removals_and_the_record_last() {
    let scratch = scratch();
    let output = scratch
        .path()
        .canonicalize()
        .expect("a folder")
        .join("public");
    let old = Pages::of(&[
        ("index.html", "old"),
        ("gone/index.html", "old"),
        ("gone/gone.css", "old"),
        ("Respelt.html", "old"),
        ("file", "old"),
    ]);
    let new = Pages::of(&[
        ("index.html", "new"),
        ("added/index.html", "new"),
        ("respelt.html", "new"),
        ("file/z.css", "new"),
        ("z.svg", "new"),
    ]);
    publish(&old, &output).expect("published");
    let diary = Diary {
        output: output.clone(),
        entries: Mutex::default(),
    };
    let publisher = Publisher::new(&output)
        .with_method(Method::FileByFile)
        .observed_by(&diary);
    publisher.publish(&new).expect("published");
    assert_eq!(
        diary.entries.into_inner().expect("nobody panicked"),
        [
            "put in place .quarterdeck.json",
            "remove Respelt.html",
            "remove file",
            "make the folder file",
            "put in place file/z.css",
            "put in place z.svg",
            "make the folder added",
            "put in place added/index.html",
            "put in place respelt.html",
            "put in place index.html",
            "remove gone/gone.css",
            "remove gone/index.html",
            "remove the folder gone",
            "put in place .quarterdeck.json",
        ]
    );
}

#[test]
fn nothing_is_done_to_the_published_site_before_the_exchange() {
    let scratch = scratch();
    let output = scratch
        .path()
        .canonicalize()
        .expect("a folder")
        .join("public");
    publish(
        &Pages::of(&[("index.html", "old"), ("gone.html", "old")]),
        &output,
    )
    .expect("published");
    let diary = Diary {
        output: output.clone(),
        entries: Mutex::default(),
    };
    let new = Pages::of(&[("index.html", "new"), ("added.html", "new")]);
    Publisher::new(&output)
        .observed_by(&diary)
        .publish(&new)
        .expect("published");
    assert_eq!(
        diary.entries.into_inner().expect("nobody panicked"),
        ["exchange "]
    );
}

#[test]
fn a_copy_is_not_written_through_a_link_that_has_its_passing_name() {
    let scratch = scratch();
    let output = scratch.path().join("public");
    publish(&Pages::of(&[("index.html", "old")]), &output).expect("published");
    write(scratch.path(), "victim", "outside");
    std::os::unix::fs::symlink("../victim", output.join(".quarterdeck.put")).expect("linked");
    let far_away = StopAfter::never().across_file_systems();
    let new = Pages::of(&[("index.html", "new")]);
    Publisher::new(&output)
        .observed_by(&far_away)
        .publish(&new)
        .expect("published");
    assert_eq!(read(scratch.path(), "victim"), "outside");
    assert_eq!(read(&output, "index.html"), "new");
    assert!(
        fs::symlink_metadata(output.join("index.html"))
            .expect("a page")
            .is_file()
    );
}
