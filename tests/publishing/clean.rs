//! Cleaning takes away what the record names, and nothing else.

use std::fs;

use quarterdeck::disk::{Cleaned, RECORD_NAME, clean, publish};

use crate::foreign::{foreign_things, scatter};
use crate::support::{Pages, look, read, scratch, site_path, traces, write};

fn site() -> Pages {
    Pages::of(&[
        ("index.html", "home"),
        ("a/page.html", "page"),
        ("b/c/page.html", "page"),
    ])
}

#[test]
fn a_folder_with_nothing_else_goes_with_its_site() {
    let scratch = scratch();
    let output = scratch.path().join("public");
    publish(&site(), &output).expect("published");
    assert_eq!(
        clean(&output).expect("cleaned"),
        Cleaned {
            removed: 3,
            ..Cleaned::default()
        }
    );
    assert!(look(scratch.path()).is_empty());
    assert_eq!(
        clean(&output).expect("nothing to clean"),
        Cleaned::default()
    );
}

#[test]
fn what_is_foreign_or_edited_stays() {
    let scratch = scratch();
    let output = scratch.path().join("public");
    publish(&site(), &output).expect("published");
    scatter(&output);
    write(&output, "index.html", "edited by hand");
    let before = foreign_things(&output);
    let cleaned = clean(&output).expect("cleaned");
    assert_eq!((cleaned.removed, cleaned.kept_foreign), (2, 11));
    assert_eq!(cleaned.left_altered, [site_path("index.html")]);
    assert_eq!(foreign_things(&output), before);
    assert_eq!(read(&output, "index.html"), "edited by hand");
    assert!(!output.join("b").exists() && !output.join(RECORD_NAME).exists());
    assert!(traces(&output).is_empty());
}

#[test]
fn a_folder_that_was_never_published_to_is_left_alone() {
    let scratch = scratch();
    let output = scratch.path().join("public");
    fs::create_dir(&output).expect("made");
    assert_eq!(
        clean(&output).expect("nothing to clean"),
        Cleaned::default()
    );
    assert!(output.is_dir());
}

#[test]
fn a_link_to_the_output_stays_with_its_folder() {
    let scratch = scratch();
    let (real, output) = (scratch.path().join("real"), scratch.path().join("public"));
    fs::create_dir(&real).expect("made");
    std::os::unix::fs::symlink("real", &output).expect("linked");
    publish(&site(), &output).expect("published");
    clean(&output).expect("cleaned");
    assert!(output.is_symlink() && real.is_dir() && look(&real).is_empty());
}
