//! A disk that refuses one thing, once: an error either leaves the site as it was, or says that it does not.

use quarterdeck::disk::{Method, PublishError, Publisher, publish};

use crate::foreign::{foreign_things, scatter};
use crate::support::{FailOnce, MANNERS, Pages, contents, in_order, scratch, traces};

/// Broken, full, not allowed.
const ERRORS: [i32; 3] = [5, 28, 13];

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

#[test]
fn an_error_says_truly_whether_the_site_is_as_it_was() {
    for method in MANNERS {
        for errno in ERRORS {
            for at in 0.. {
                if !fail(method, errno, at) {
                    break;
                }
            }
        }
    }
}

/// Answers whether there was anything left to fail at.
fn fail(method: Method, errno: i32, at: usize) -> bool {
    let scratch = scratch();
    let output = scratch.path().join("public");
    publish(&old(), &output).expect("published");
    scatter(&output);
    let (before, foreign) = (contents(&output), foreign_things(&output));
    let observer = FailOnce::at(at, errno);
    let publisher = Publisher::new(&output)
        .with_method(method)
        .observed_by(&observer);
    let result = in_order(|| publisher.publish(&new()));
    let when = format!("when change {at} failed with {errno} ({method:?}): {result:?}");

    let is_new = || {
        crate::support::read(&output, "b/page.html") == "new"
            && !output.join("a/gone.html").exists()
    };
    match &result {
        Ok(_) => assert!(is_new() && traces(&output).is_empty(), "{when}"),
        Err(PublishError::Unfinished { .. }) => {}
        Err(_) => assert_eq!(contents(&output), before, "{when}"),
    }
    assert_eq!(foreign_things(&output), foreign, "{when}");
    publish(&new(), &output).expect("the next build");
    assert!(is_new() && traces(&output).is_empty(), "{when}");
    assert_eq!(foreign_things(&output), foreign, "{when}");
    observer.has_failed()
}

#[test]
fn a_first_build_that_fails_says_truly_whether_there_is_a_site() {
    for errno in ERRORS {
        for at in 0.. {
            let scratch = scratch();
            let output = scratch.path().join("public");
            let observer = FailOnce::at(at, errno);
            let publisher = Publisher::new(&output).observed_by(&observer);
            let result = in_order(|| publisher.publish(&new()));
            let is_there = matches!(result, Ok(_) | Err(PublishError::Unfinished { .. }));
            assert_eq!(
                output.exists(),
                is_there,
                "when change {at} failed with {errno}: {result:?}"
            );
            publish(&new(), &output).expect("the next build");
            assert!(traces(&output).is_empty());
            if !observer.has_failed() {
                break;
            }
        }
    }
}
