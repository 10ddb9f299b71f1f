//! The two lists: what performs well, and what is to improve.

use crate::Answers;
use crate::counting::site_of;
use crate::site::{NOW, quarter};
use crate::table::Row;

pub(crate) fn highlights(row: &Row) -> Answers {
    let measures: Vec<(String, String)> = row
        .cell("measures")
        .split(", ")
        .filter_map(|measure| measure.split_once(": "))
        .map(|(id, words)| (id.to_owned(), words.to_owned()))
        .collect();
    let list = row.cell("list").replace(' ', "_");
    let choices = |field: &str, cell: &str| {
        let ids = cell.split(", ").filter(|id| !id.is_empty());
        let ids: Vec<String> = ids.map(|id| format!("{id}: By choice")).collect();
        format!("{field}: {{ {} }}", ids.join(", "))
    };
    let added = choices("add", row.cell("added"));
    let left_out = choices("leave_out", row.cell("left out"));
    let lines = format!("highlights: {{ {list}: {{ {added}, {left_out} }} }}");
    let judged = site_of(&measures, "", &lines).judged().expect("a site");
    let quarter = judged.assessment.quarter(quarter(NOW));
    let list = match list.as_str() {
        "improvement" => &quarter.improvement,
        _ => &quarter.performing_well,
    };
    let shown = list.shown.iter().map(|(id, why)| match why {
        None => id.to_string(),
        Some(_) => format!("{id} (added)"),
    });
    let out = list.left_out.iter().map(|(id, _)| id.to_string());
    vec![
        ("shown", shown.collect::<Vec<_>>().join(", ")),
        ("left out in the open", out.collect::<Vec<_>>().join(", ")),
    ]
}
