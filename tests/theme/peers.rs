//! The theme and the councils of the benches: nothing else uses them, so nothing else shows that they still work.

use std::process::Command;

use jiff::civil::date;
use quarterdeck::build;
use quarterdeck::check::{DraftContent, Edition};
use quarterdeck::site::Options;
use quarterdeck::source::{SourcePath, SourceTree};

use super::{able, files_below, here, read, site};

/// A council of the benches with the theme that is compared with other site generators.
fn council_with_theme() -> SourceTree {
    let peers = here().join("benches/peers");
    let mut files = site::files(3, 1);
    if let Some(settings) = files.get_mut("content/site.yaml") {
        *settings += &read(peers.join("like.yaml"));
    }
    let files_of_council = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()));
    let mut tree: SourceTree = files_of_council.collect();
    let theme = peers.join("theme");
    for path in files_below(&theme) {
        let below = path.strip_prefix(&theme).expect("a file of the theme");
        let path_in_site = SourcePath::new(&format!("themes/peers/{}", below.display()));
        tree.insert(path_in_site, read(&path).into_bytes());
    }
    tree
}

#[test]
fn the_theme_makes_every_page_of_a_council() {
    let edition = Edition {
        as_of: date(2016, 10, 31),
        drafts: DraftContent::LeftOut,
    };
    let reading = build::read(&council_with_theme(), &edition);
    assert!(reading.problems.is_empty(), "{:#?}", reading.problems);
    let judged = reading.judged.expect("a site without errors");
    let options = Options::default();
    let page = build::output(&judged, &options).render("measures/m0/index.html");
    let page = String::from_utf8(page.expect("a page").bytes).expect("text");
    // The figure of the first quarter, in the table that the peers have too.
    assert!(page.contains("<td>80.0%</td><td>90%</td>"), "{page}");
}

#[test]
fn the_script_makes_councils_without_problems_and_builds_them() {
    let script = here().join("benches/peers/run");
    let arguments = "--measures 3 --quarters 2 --rounds 1 --alone --program";
    let run = Command::new("python3")
        .arg(script)
        .args(arguments.split(' '))
        .arg(env!("CARGO_BIN_EXE_quarterdeck"))
        .output();
    match run {
        Err(error) => able::not_run(&format!("python3: {error}"), able::runs_all()),
        Ok(output) => {
            let (said, table) = (output.stderr, String::from_utf8_lossy(&output.stdout));
            assert!(
                output.status.success(),
                "{}",
                String::from_utf8_lossy(&said)
            );
            assert!(table.contains("| like for like | "), "{table}");
        }
    }
}
