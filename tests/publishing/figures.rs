//! How long publishing takes. Not a test: `cargo test --release --test publishing figures -- --ignored --nocapture`

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use quarterdeck::disk::{Publisher, publish};

use crate::support::{MANNERS, Pages, scratch_on_disk, site_path};

const FILES: usize = 5_000;

fn many(text: &str) -> Pages {
    let page = |at: usize| {
        let path = site_path(&format!("{:02}/{:02}/page-{at}.html", at % 20, at % 7));
        (path, format!("{at} {text}").repeat(400).into_bytes())
    };
    Pages((0..FILES).map(page).collect::<BTreeMap<_, _>>())
}

#[test]
#[ignore = "measures; it tests nothing"]
fn of_five_thousand_files() {
    for manner in MANNERS {
        let scratch = scratch_on_disk();
        let output = scratch.path().join("public");
        publish(
            &Pages::of(&[("other.html", "so that the folder is there")]),
            &output,
        )
        .expect("published");
        let (old, new) = (many("old"), many("new"));
        let one = old.clone().with("00/00/page-0.html", "changed");
        let time = |what: &str, site: &Pages, output: &Path| {
            let begun = Instant::now();
            let published = Publisher::new(output)
                .in_manner(manner)
                .publish(site)
                .expect("published");
            println!(
                "{manner:?}, {what}: {:.0?} ({:?})",
                begun.elapsed(),
                published.way
            );
        };
        time("first, to no folder", &old, &scratch.path().join("new"));
        time("first, to a folder", &old, &output);
        time("unchanged", &old, &output);
        time("one changed", &one, &output);
        time("all changed", &new, &output);
        time(
            "all removed but one",
            &Pages::of(&[("index.html", "home")]),
            &output,
        );
    }
}
