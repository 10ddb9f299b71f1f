//! Only what the record names is removed, and only as it was published.

use std::fs;

use quarterdeck::disk::{PublishError, Publisher, RECORD_NAME, publish, published_record};

use crate::support::{MANNERS, Pages, contents, look, read, scratch, site_path, write};

fn old() -> Pages {
    Pages::of(&[
        ("index.html", "home"),
        ("q1/index.html", "q1"),
        ("q1/data/a.csv", "1"),
        ("q2/index.html", "q2"),
    ])
}

#[test]
fn a_page_that_someone_edited_is_not_pruned_but_left_to_them() {
    for method in MANNERS {
        let scratch = scratch();
        let output = scratch.path().join("public");
        publish(&old(), &output).expect("published");
        write(&output, "q1/index.html", "edited by hand");
        let new = Pages::of(&[("index.html", "home")]);
        let published = Publisher::new(&output)
            .with_method(method)
            .publish(&new)
            .expect("published");
        assert_eq!(published.left_altered, [site_path("q1/index.html")]);
        assert_eq!((published.removed, published.kept_foreign), (2, 0));
        assert_eq!(read(&output, "q1/index.html"), "edited by hand");
        assert!(!output.join("q2").exists() && !output.join("q1/data").exists());

        let again = Publisher::new(&output)
            .with_method(method)
            .publish(&new)
            .expect("published");
        assert_eq!(
            (again.left_altered.len(), again.kept_foreign),
            (0, 1),
            "it is foreign now"
        );
    }
}

#[test]
fn a_page_that_someone_edited_is_published_anew_and_named() {
    for method in MANNERS {
        let scratch = scratch();
        let output = scratch.path().join("public");
        publish(&old(), &output).expect("published");
        write(&output, "q1/index.html", "edited by hand");
        let published = Publisher::new(&output)
            .with_method(method)
            .publish(&old())
            .expect("published");
        assert_eq!((published.written, published.unchanged), (1, 3));
        assert_eq!(published.overwrote_edited, [site_path("q1/index.html")]);
        assert_eq!(read(&output, "q1/index.html"), "q1");
    }
}

#[test]
fn a_page_that_someone_deleted_is_published_again() {
    for method in MANNERS {
        let scratch = scratch();
        let output = scratch.path().join("public");
        publish(&old(), &output).expect("published");
        fs::remove_dir_all(output.join("q1")).expect("removed");
        Publisher::new(&output)
            .with_method(method)
            .publish(&old())
            .expect("published");
        assert_eq!(read(&output, "q1/data/a.csv"), "1");
    }
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    for method in MANNERS {
        let scratch = scratch();
        let output = scratch.path().join("public");
        let old = Pages::of(&[
            ("a", "file"),
            ("b/deep/file", "in it"),
            ("b/other", "in it"),
            ("Case.html", "1"),
        ]);
        let new = Pages::of(&[("a/index.html", "in it"), ("b", "file"), ("case.html", "2")]);
        publish(&old, &output).expect("published");
        Publisher::new(&output)
            .with_method(method)
            .publish(&new)
            .expect("published");
        assert_eq!(read(&output, "a/index.html"), "in it");
        assert_eq!(read(&output, "b"), "file");
        assert!(!output.join("Case.html").exists());
        Publisher::new(&output)
            .with_method(method)
            .publish(&old)
            .expect("published");
        assert_eq!(read(&output, "b/deep/file"), "in it");
    }
}

#[test]
fn a_record_that_cannot_be_trusted_stops_everything() {
    let fingerprint = "0".repeat(64);
    let records = [
        "not json".to_owned(),
        String::new(),
        r#"{"version": 2, "files": {}}"#.to_owned(),
        r#"{"version": 1, "files": {"index.html": "short"}}"#.to_owned(),
        format!(r#"{{"version": 1, "files": {{"../victim": "{fingerprint}"}}}}"#),
        format!(r#"{{"version": 1, "files": {{"/etc/passwd": "{fingerprint}"}}}}"#),
        format!(r#"{{"version": 1, "files": {{"a/../../victim": "{fingerprint}"}}}}"#),
        format!(r#"{{"version": 1, "files": {{".quarterdeck.json": "{fingerprint}"}}}}"#),
        format!(r#"{{"version": 1, "files": {{"index.html": "{fingerprint}"}}, "more": 1}}"#),
    ];
    for record in records {
        let scratch = scratch();
        let output = scratch.path().join("public");
        publish(&old(), &output).expect("published");
        write(scratch.path(), "victim", "outside");
        write(&output, RECORD_NAME, &record);
        let before = look(scratch.path());
        for error in [
            publish(&Pages::of(&[("index.html", "new")]), &output).expect_err("not trusted"),
            quarterdeck::disk::clean(&output).expect_err("not trusted"),
        ] {
            assert!(matches!(error, PublishError::BadRecord { .. }), "{error}");
            assert!(
                error.to_string().contains("Restore it, or delete it"),
                "{error}"
            );
        }
        assert_eq!(published_record(&output), None);
        assert_eq!(look(scratch.path()), before);
    }
}

#[test]
fn a_record_that_is_a_link_is_not_believed_and_not_written_through() {
    let scratch = scratch();
    let output = scratch.path().join("public");
    publish(&old(), &output).expect("published");
    fs::rename(output.join(RECORD_NAME), scratch.path().join("record")).expect("moved");
    std::os::unix::fs::symlink("../record", output.join(RECORD_NAME)).expect("linked");
    let before = look(scratch.path());
    let error = publish(&Pages::of(&[("index.html", "new")]), &output).expect_err("not trusted");
    assert!(matches!(error, PublishError::BadRecord { .. }), "{error}");
    assert_eq!(look(scratch.path()), before);
}

#[test]
fn without_its_record_a_site_is_foreign_and_the_same_site_adopts_it() {
    let scratch = scratch();
    let output = scratch.path().join("public");
    publish(&old(), &output).expect("published");
    let before = contents(&output);
    fs::remove_file(output.join(RECORD_NAME)).expect("removed");
    let error = publish(&old().with("index.html", "new"), &output).expect_err("foreign");
    assert!(matches!(error, PublishError::Foreign { .. }), "{error}");
    let published = publish(&old(), &output).expect("published");
    assert_eq!((published.written, published.unchanged), (0, 4));
    assert_eq!(contents(&output), before);
}
