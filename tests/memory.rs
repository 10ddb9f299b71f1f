//! Bounded memory: a file of any shape, as large as a file may be, is checked in less than 500 MB. A test of its own,
//! because the peak is that of the whole process.
#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    reason = "a test reads its files and measures itself"
)]

#[path = "bounds/shapes.rs"]
#[allow(dead_code, reason = "the other shapes need less memory")]
mod shapes;

#[path = "mistakes/site.rs"]
mod site;

use quarterdeck::build::Session;
use quarterdeck::check::{DraftContent, Edition};
use quarterdeck::source::{SourcePath, SourceTree};

/// In bytes: a little less than a text file may hold.
const SIZE: usize = 980_000;
/// In kilobytes.
const MOST: u64 = 500_000;
/// The shapes with the most pieces for each byte.
const WANTED: [&str; 7] = [
    "md + + + +",
    "md empty entries",
    "md > - > -",
    "md one table",
    "md [][]",
    "md [a](",
    "entries without a figure",
];

/// The most memory that this process has used since it was last asked to forget it, in kilobytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("the state of this process");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.trim().strip_suffix(" kB"));
    number
        .and_then(|number| number.parse().ok())
        .expect("a number of kilobytes")
}

fn check(tree: &SourceTree) {
    let edition = Edition {
        as_of: jiff::civil::date(2017, 1, 1),
        drafts: DraftContent::LeftOut,
    };
    std::hint::black_box(Session::default().read(tree, &edition));
}

#[test]
fn the_largest_files_fit_into_memory() {
    let all = shapes::texts().into_iter().chain(shapes::entries());
    let wanted: Vec<_> = all.filter(|shape| WANTED.contains(&shape.name)).collect();
    assert_eq!(wanted.len(), WANTED.len(), "a shape has another name now");
    for shape in wanted {
        let mut tree = site::base();
        for (path, text) in (shape.files)(SIZE) {
            tree.insert(SourcePath::new(path), text.into_bytes());
        }
        std::fs::write("/proc/self/clear_refs", "5").expect("the peak is forgotten");
        check(&tree);
        let peak = peak();
        println!("{}: {peak} kB", shape.name);
        assert!(peak < MOST, "{}: {peak} kB", shape.name);
    }
}
