//! Which figures a line joins, read from the drawings of a built site: both drawings of a page, the small picture of a tile,
//! and the picture that stands alone.
#![allow(clippy::disallowed_methods, reason = "a test reads its site")]

use std::path::Path;

use quarterdeck::build;
use quarterdeck::check::{DraftContent, Edition};
use quarterdeck::disk;
use quarterdeck::site::Options;
use quarterdeck::site::route::LinkStyle;

/// The line of figures, as a drawing with classes writes it.
const RUN: &str = "class=\"run\"";

/// How many figures each line joins.
const JOINED: [(&str, &[usize]); 9] = [
    ("marked", &[3, 3]),
    ("declared", &[3, 3]),
    ("both", &[3, 3]),
    ("missing", &[2, 3]),
    ("running", &[3, 3]),
    ("halves", &[2]),
    ("average", &[3, 3]),
    ("rolling", &[6]),
    ("members", &[3, 3]),
];

/// How many places each line goes to, of the paths that are written with these attributes. Shapes of points are left out.
fn lines(svg: &str, attributes: &str) -> Vec<usize> {
    let start = format!("{attributes} d=\"");
    let paths = svg.split(&start).skip(1);
    let paths = paths.filter_map(|rest| rest.split('"').next());
    let paths = paths.filter(|path| !path.contains('z'));
    let outlines = paths.flat_map(|path| path.split('M').skip(1));
    let places = outlines.map(|outline| 1 + outline.matches(['L', 'H', 'V']).count());
    places.collect()
}

fn drawings<'p>(page: &'p str, class: &str) -> Vec<&'p str> {
    let mark = format!("<svg class=\"{class}");
    let drawings = page.split(&mark).skip(1);
    let drawings = drawings.filter_map(|rest| rest.split("</svg>").next());
    drawings.collect()
}

#[test]
fn a_line_joins_only_figures_that_can_be_compared() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/where-lines-stop");
    let tree = disk::read(&root).expect("a site");
    let edition = Edition {
        as_of: jiff::civil::date(2017, 6, 1),
        drafts: DraftContent::LeftOut,
    };
    let judged = build::read(&tree, &edition).judged.expect("no errors");
    let options = Options {
        base_url: None,
        links: LinkStyle::Folder,
    };
    let output = build::output(&judged, &options);
    let file = |path: &str| {
        let bytes = output.render(path).expect("a file").bytes;
        String::from_utf8(bytes).expect("text")
    };
    let list = file("measures/index.html");
    for (measure, joined) in JOINED {
        let page = file(&format!("measures/{measure}/index.html"));
        for class in ["chart chart-wide", "chart chart-narrow"] {
            let drawn = drawings(&page, class);
            assert_eq!(drawn.len(), 1, "{measure}");
            assert_eq!(lines(drawn[0], RUN), joined, "{measure}: {class}");
        }
        let row = list.split(&format!("/{measure}/index.html\"")).nth(1);
        let row = row.or_else(|| list.split(&format!("/{measure}/\"")).nth(1));
        let row = row
            .and_then(|rest| rest.split("</tr>").next())
            .unwrap_or_default();
        for small in drawings(row, "picture sparkline") {
            assert_eq!(lines(small, RUN), joined, "{measure}: the small picture");
        }
        if measure != "members" {
            let alone = file(&format!("embed/{measure}/chart.svg"));
            assert!(alone.contains("</title>"), "{measure}");
            let alone = lines(&alone, "stroke=\"#12436d\" stroke-width=\"2.5\"");
            assert_eq!(alone, joined, "{measure}: alone");
        }
    }
    let running = file("measures/running/index.html");
    let wide = drawings(&running, "chart chart-wide")[0];
    let targets = lines(wide, "class=\"goalline\"");
    assert_eq!(
        targets.len(),
        2,
        "the target's line stops in April too: {targets:?}"
    );
    assert!(
        list.contains("picture sparkline"),
        "small pictures are there"
    );
}
