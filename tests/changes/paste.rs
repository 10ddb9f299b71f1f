//! Pastes what a help offers.

use std::collections::BTreeSet;

use quarterdeck::source::SourceTree;

/// Pastes the entries that a help offers, each at the place that it names. Returns how each list is written.
pub(crate) fn paste(tree: &mut SourceTree, help: &str) -> BTreeSet<&'static str> {
    let mut ways = BTreeSet::new();
    let blocks: Vec<&str> = help.split("add this ").skip(1).collect();
    for block in blocks {
        let (told, lines) = block.split_once(":\n").expect("where, and what");
        let named = tree.iter().map(|(path, _)| path.clone());
        let path = named.filter(|path| told.contains(path.as_str())).last();
        let path = path.unwrap_or_else(|| panic!("in which file? {told}"));
        let text = String::from_utf8(tree.get(&path).expect("a file").to_vec()).expect("text");
        let lines = lines.trim_end().trim_end_matches("\nand");
        let list = told.split('`').nth(1).unwrap_or_default();
        let text = if let Some(list) = lines.split_once('\n').map(|(list, _)| list)
            && told.starts_with("at the end of")
        {
            ways.insert("new");
            match text.split_once(&format!("\n{list}\n")) {
                Some((before, after)) => format!("{before}\n{lines}\n{after}"),
                None => format!("{}\n{lines}\n", text.trim_end()),
            }
        } else if told.starts_with("before the bracket") {
            ways.insert("brackets");
            let (before, after) = text.split_once(&format!("\n{list} ")).expect("a list");
            format!(
                "{before}\n{list} {}",
                after.replacen(" }]", &format!(" }}{lines}]"), 1)
            )
        } else {
            ways.insert("dashes");
            let lines = lines.lines().map(|line| format!("  {}\n", line.trim()));
            let lines: String = lines.collect();
            text.replacen(&format!("\n{list}\n"), &format!("\n{list}\n{lines}"), 1)
        };
        tree.insert(path, text.into_bytes());
    }
    ways
}
