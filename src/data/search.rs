//! What the search page's script reads, as scripts of its own: they work on a disk, where nothing can be fetched.
//!
//! The names are small, and loaded as soon as someone begins to search. Words of comments and reports are parted by
//! their first letter, and only the parts that a search is about are loaded.

use std::collections::BTreeMap;

use crate::site::PageSet;

/// The first letters of each part of the words; the last part has all else. The script has the same list.
const PARTS: [&str; 6] = ["abc", "defgh", "ijklm", "nopq", "rs", ""];

const NAMES: &str = "search/names.js";

/// Where a part of the words is.
fn path_of(part: usize) -> String {
    format!("search/words-{}.js", part + 1)
}

/// Where the names and the parts of the words are.
pub(super) fn paths() -> impl Iterator<Item = String> {
    let parts = (0..PARTS.len()).map(path_of);
    std::iter::once(NAMES.to_owned()).chain(parts)
}

/// One of them, by its path.
pub(super) fn file(pages: &PageSet, path: &str) -> Option<String> {
    if path == NAMES {
        return Some(names(pages));
    }
    let part = (0..PARTS.len()).find(|part| path_of(*part) == path)?;
    Some(words(pages, part))
}

/// Reference, title, kind and address of everything that can be found.
fn names(pages: &PageSet) -> String {
    let names = pages.findable().into_iter().map(|found| {
        let (kind, address) = (found.kind(), pages.from_search(&found.route));
        [found.reference.clone(), found.title.clone(), kind, address]
    });
    let names: Vec<[String; 4]> = names.collect();
    script("names", &names)
}

/// The words of a part, each with the places in the list of names where it is said.
fn words(pages: &PageSet, part: usize) -> String {
    let found = pages.findable();
    let said = pages.page_words(&found);
    let mut words: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, said) in said.iter().enumerate() {
        for word in said.iter().filter(|word| part_of(word) == part) {
            words.entry(word).or_default().push(at);
        }
    }
    // A word of nearly every page finds nothing.
    let most = found.len().div_ceil(2).max(8);
    words.retain(|_, places| places.len() <= most);
    script(&format!("words-{}", part + 1), &words)
}

fn part_of(word: &str) -> usize {
    let first = word.chars().next().unwrap_or_default();
    let part = PARTS.iter().position(|letters| letters.contains(first));
    part.unwrap_or(PARTS.len() - 1)
}

/// A call that hands the script its data. In a file of its own, nothing in it can end it early.
fn script(what: &str, data: &impl serde::Serialize) -> String {
    let data = serde_json::to_string(data).unwrap_or_default();
    format!("quarterdeck.search(\"{what}\", {data});\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_is_in_the_part_of_its_first_letter() {
        let table = [
            ("early", 1),
            ("assessment", 0),
            ("ysgol", 5),
            ("1b", 5),
            ("\u{e9}cole", 5),
            ("safe", 4),
        ];
        for (word, part) in table {
            assert_eq!(part_of(word), part, "{word}");
        }
    }

    #[test]
    fn the_script_parts_words_in_the_same_way() {
        let script = include_str!("../../themes/default/search.js");
        let list = format!(
            "[{}]",
            PARTS.map(|letters| format!("\"{letters}\"")).join(", ")
        );
        assert!(script.contains(&list), "{list}");
    }
}
