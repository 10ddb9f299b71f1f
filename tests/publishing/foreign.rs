//! What the program did not make stays exactly as it is.

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use quarterdeck::disk::{Method, PublishError, Publisher, Replacement, publish};
use rustix::fs::{CWD, FileType, Mode, mknodat};

use crate::support::{MANNERS, Pages, Thing, look, read, scratch, thing, traces, write};

fn old() -> Pages {
    Pages::of(&[
        ("index.html", "old"),
        ("a/page.html", "old"),
        ("a/gone.html", "old"),
        ("keep.css", "css"),
    ])
}

fn new() -> Pages {
    Pages::of(&[
        ("index.html", "new"),
        ("a/page.html", "new"),
        ("b/page.html", "new"),
        ("keep.css", "css"),
    ])
}

/// Files of all sorts, some of them in folders that the site uses as well.
pub(crate) fn scatter(output: &Path) {
    write(output, ".git/objects/ab/cdef", "object");
    write(output, ".git/HEAD", "ref: refs/heads/main");
    write(output, ".gitkeep", "");
    write(output, "CNAME", "performance.example.org");
    write(output, ".well-known/security.txt", "Contact: us");
    write(output, "a/notes.txt", "by hand");
    write(output, ".quarterdeckrc", "looks like ours");
    fs::create_dir_all(output.join("empty/nested")).expect("made");
    fs::set_permissions(output.join("CNAME"), Permissions::from_mode(0o640)).expect("set");
    symlink("../elsewhere", output.join("link")).expect("linked");
    symlink("nowhere", output.join("a/dangling")).expect("linked");
    let (pipe, mode) = (output.join("pipe"), Mode::from_raw_mode(0o600));
    mknodat(CWD, pipe, FileType::Fifo, mode, 0).expect("made");
    fs::write(output.join(non_unicode()), "named in Latin-1").expect("written");
    age(
        output,
        &[
            "CNAME",
            ".git/HEAD",
            "a/notes.txt",
            ".git/objects/ab",
            "empty/nested",
            "empty",
        ],
    );
    fs::set_permissions(output.join(".well-known"), Permissions::from_mode(0o750)).expect("set");
    fs::set_permissions(
        output.join(".git/objects/ab"),
        Permissions::from_mode(0o555),
    )
    .expect("set");
}

fn non_unicode() -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(b"caf\xe9.txt"))
}

fn age(output: &Path, paths: &[&str]) {
    let then = std::time::UNIX_EPOCH + std::time::Duration::from_nanos(1_466_000_000_123_456_789);
    for path in paths {
        let file = fs::File::open(output.join(path)).expect("opened");
        file.set_modified(then).expect("aged");
    }
}

/// Everything that `scatter` made, without the folder `a`, which the site's own pages may share.
pub(crate) fn foreign_things(output: &Path) -> BTreeMap<PathBuf, Thing> {
    let mut scattered: Vec<PathBuf> = [
        ".git",
        ".gitkeep",
        ".quarterdeckrc",
        ".well-known",
        "CNAME",
        "a/dangling",
        "a/notes.txt",
        "empty",
        "link",
        "pipe",
    ]
    .map(PathBuf::from)
    .to_vec();
    scattered.push(non_unicode());
    let is_foreign = |path: &PathBuf| scattered.iter().any(|foreign| path.starts_with(foreign));
    look(output)
        .into_iter()
        .filter(|(path, _)| is_foreign(path))
        .collect()
}

#[test]
fn foreign_files_of_all_sorts_stay_as_they_are() {
    for method in MANNERS {
        let scratch = scratch();
        let output = scratch.path().join("public");
        publish(&old(), &output).expect("published");
        scatter(&output);
        fs::set_permissions(&output, Permissions::from_mode(0o2755)).expect("set");
        let (before, folder) = (foreign_things(&output), thing(&output));

        let published = Publisher::new(&output)
            .with_method(method)
            .publish(&new())
            .expect("published");
        assert_eq!(
            published.replacement == Replacement::Exchanged,
            method == Method::Exchange,
            "{:?}",
            published.replacement
        );
        assert_eq!(foreign_things(&output), before, "{method:?}");
        assert_eq!(published.kept_foreign, 11);
        assert_eq!(thing(&output).mode, folder.mode);
        assert!(!output.join("a/gone.html").exists());
        assert!(traces(&output).is_empty());
    }
}

#[test]
fn a_folder_full_of_foreign_files_can_be_published_to() {
    for method in MANNERS {
        let scratch = scratch();
        let output = scratch.path().join("public");
        fs::create_dir(&output).expect("made");
        scatter(&output);
        let before = foreign_things(&output);
        Publisher::new(&output)
            .with_method(method)
            .publish(&new())
            .expect("published");
        assert_eq!(foreign_things(&output), before);
        assert_eq!(read(&output, "b/page.html"), "new");
    }
}

#[test]
fn everything_foreign_in_the_way_is_named_before_anything_changes() {
    for method in MANNERS {
        let scratch = scratch();
        let output = scratch.path().join("public");
        let elsewhere = scratch.path().join("elsewhere");
        fs::create_dir_all(&elsewhere).expect("made");
        publish(&Pages::of(&[("index.html", "old")]), &output).expect("published");
        write(&output, "page.html", "by hand");
        write(&output, "folder-as-file", "by hand");
        write(&output, "file-as-folder/deep/file.txt", "by hand");
        fs::create_dir(output.join("empty-as-file")).expect("made");
        symlink(&elsewhere, output.join("linked")).expect("linked");
        symlink("index.html", output.join("alias.html")).expect("linked");
        let before = look(scratch.path());
        let site = Pages::of(&[
            ("index.html", "new"),
            ("page.html", "new"),
            ("folder-as-file/index.html", "new"),
            ("file-as-folder", "new"),
            ("empty-as-file", "new"),
            ("linked/index.html", "new"),
            ("alias.html", "new"),
        ]);
        let error = Publisher::new(&output)
            .with_method(method)
            .publish(&site)
            .expect_err("they are foreign");
        let PublishError::Foreign { paths, .. } = &error else {
            panic!("{error}")
        };
        let names: Vec<String> = paths
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        let expected = [
            "alias.html",
            "empty-as-file",
            "file-as-folder/deep/file.txt",
            "folder-as-file",
            "linked",
            "page.html",
        ];
        assert_eq!(names, expected);
        assert!(
            error
                .to_string()
                .contains("move them away or choose another output folder"),
            "{error}"
        );
        assert_eq!(look(scratch.path()), before);
    }
}

#[test]
fn a_foreign_file_with_the_very_bytes_is_adopted() {
    for method in MANNERS {
        let scratch = scratch();
        let output = scratch.path().join("public");
        write(&output, "index.html", "new");
        write(&output, "other.txt", "by hand");
        let before = thing(&output.join("index.html"));
        let site = Pages::of(&[("index.html", "new")]);
        let published = Publisher::new(&output)
            .with_method(method)
            .publish(&site)
            .expect("published");
        assert_eq!(
            (
                published.written,
                published.unchanged,
                published.kept_foreign
            ),
            (0, 1, 1)
        );
        assert_eq!(thing(&output.join("index.html")), before);
        let published = publish(&Pages::of(&[("home.html", "new")]), &output).expect("published");
        assert_eq!(published.removed, 1, "an adopted file is ours from then on");
    }
}

#[test]
fn a_link_that_replaces_a_folder_of_the_site_is_never_followed() {
    for method in MANNERS {
        let scratch = scratch();
        let (output, elsewhere) = (
            scratch.path().join("public"),
            scratch.path().join("elsewhere"),
        );
        publish(&old(), &output).expect("published");
        write(&elsewhere, "gone.html", "old");
        write(&elsewhere, "page.html", "old");
        fs::remove_dir_all(output.join("a")).expect("removed");
        symlink(&elsewhere, output.join("a")).expect("linked");
        let before = look(&elsewhere);

        let error = Publisher::new(&output)
            .with_method(method)
            .publish(&new())
            .expect_err("a link is in the way");
        assert!(matches!(error, PublishError::Foreign { .. }), "{error}");
        let without = new().without("a/page.html");
        Publisher::new(&output)
            .with_method(method)
            .publish(&without)
            .expect("published");
        assert_eq!(look(&elsewhere), before);
        assert!(output.join("a").is_symlink());
    }
}
