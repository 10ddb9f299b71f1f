//! The picture of a tile, its sentence, and how the figure moved.

use quarterdeck::site::route::LinkStyle;
use quarterdeck::site::{self, Options};
use serde_json::{Value, json};

use crate::Answers;
use crate::site::{BEFORE, NOW, Site, entry, target};
use crate::table::Row;

pub(crate) fn pictures(row: &Row) -> Answers {
    let tile = tile(row);
    let mut answers = answers(&tile);
    answers.push(("picture", kind(&tile["picture"]["drawing"])));
    answers
}

/// The tile of a measure in pounds, which may not be more than its target.
pub(crate) fn pounds(row: &Row) -> Answers {
    let mut site = Site::new();
    let goal = target("2015-16 Q1", row.cell("target"), None);
    site.measure("m", &format!("unit: pounds; better: lower; {goal}"));
    site.reports(BEFORE, Some(row.cell("before")));
    site.reports(NOW, Some(row.cell("figure")));
    answers(&tile_of(&site).unwrap_or_else(|| panic!("{row}: no tile")))
}

fn answers(tile: &Value) -> Answers {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    vec![
        ("sentence", text(&tile["measure"]["brief"])),
        ("since", text(&tile["measure"]["direction"]["brief"])),
    ]
}

/// The kind of a drawing, which is the second of its classes.
fn kind(drawing: &Value) -> String {
    let classes = drawing.as_str().and_then(|svg| svg.split('"').nth(1));
    let kind = classes.and_then(|classes| classes.split(' ').nth(1));
    kind.unwrap_or("none").to_owned()
}

/// The measure's tile on the first page: the rule lists it, or else an editor does. A tile without a target has its
/// sentence only if an editor lists it.
fn tile(row: &Row) -> Value {
    let by_choice = "highlights: { performing_well: { add: { m: By choice } } }";
    let mut lists = ["", by_choice];
    if row.optional("target").is_none() {
        lists.reverse();
    }
    let mut lists = lists.into_iter();
    let found = lists.find_map(|lines| tile_of(&site_of(row, lines)));
    found.unwrap_or_else(|| panic!("{row}: no tile"))
}

fn tile_of(site: &Site) -> Option<Value> {
    let judged = site.judged().ok()?;
    let options = Options {
        base_url: None,
        links: LinkStyle::Folder,
    };
    let pages = site::plan(&judged.report, &judged.assessment, &options);
    let home = pages.page("index.html").expect("the home page");
    let view = serde_json::to_value(&home.view).expect("a view");
    let lists = view["glance"]["lists"].as_array();
    let lists = lists.into_iter().flatten();
    let tiles = lists.clone().map(|list| list["tiles"][0].clone());
    // Measures close to their targets are rows, which have no picture.
    let rows = lists.map(|list| json!({ "measure": list["rows"][0] }));
    let mut all = tiles.chain(rows);
    all.find(|tile| tile["measure"].is_object())
}

fn site_of(row: &Row, lines: &str) -> Site {
    let judged = match row.optional("target") {
        Some(figure) => target("2015-16 Q1", figure, row.optional("tolerance")),
        None => format!("{}set: context", row.optional("tolerance").unwrap_or("")),
    };
    let mut site = Site::new();
    site.measure(
        "m",
        &format!(
            "unit: {}; better: {}; {judged}",
            row.cell("unit"),
            row.cell("better")
        ),
    );
    if let Some(before) = entry(row.cell("before")) {
        site.reports(BEFORE, Some(&before));
    }
    let now = entry(row.cell("entry")).expect("an entry");
    site.quarter(
        NOW,
        &format!("publish_on: already_public\n{lines}"),
        &[("m".to_owned(), now)],
    );
    site
}
