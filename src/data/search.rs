//! Data for the search page's script, as scripts: a copy on disk can load these, but cannot fetch data.
//!
//! The names are small, and are loaded as soon as someone starts to search. Words of comments and reports are split by
//! their first letter, and only the parts that a search needs are loaded.

use std::collections::BTreeMap;

use super::DataFile;
use crate::site::choose::findable;
use crate::site::choose::sections::latest_quarter;
use crate::site::part::rows;
use crate::site::phrases::{Tone, runs};
use crate::site::route::Route;
use crate::site::{Context, PageSet};

/// The first letters of each part of the words; the last part has all others. The script has the same list.
const PARTS: [&str; 6] = ["abc", "defgh", "ijklm", "nopq", "rs", ""];

pub(super) fn all() -> impl Iterator<Item = (String, DataFile)> {
    let names = ("search/names.js".to_owned(), DataFile::Single(names));
    let parts = 0..PARTS.len();
    let parts = parts.map(|part| {
        let path = format!("search/words-{}.js", part + 1);
        (path, DataFile::Words(part))
    });
    std::iter::once(names).chain(parts)
}

/// Returns the reference, title, kind and address of everything that can be found, and of a measure what its latest
/// quarter says.
fn names(pages: &PageSet) -> Vec<u8> {
    let context = pages.context.at(&Route::Search);
    let names = findable::all(&context).into_iter().map(|found| {
        let address = context.links.to(&found.route);
        let named = (found.reference, found.title, found.kind, address);
        (named, said(&context, &found.route))
    });
    script("names", &names.collect::<Vec<_>>()).into_bytes()
}

/// Returns the tone and the word of a measure's rating, its figure, and the sentence that is the title of its chart and
/// begins with the figure. Without a figure, the sentence is that of its tile, or has the figures of its members. `None`
/// for other pages.
fn said(context: &Context, route: &Route) -> Option<(Tone, String, String, String)> {
    let Route::Measure(id) = route else {
        return None;
    };
    let quarter = latest_quarter(context, id)?;
    let row = rows::row(context, id, quarter)?;
    let measure = context.report.measure(id)?;
    let (figure, sentence) = match runs::run(context, measure, quarter) {
        Some(found) => (found.figure, found.title),
        None if measure.members().is_empty() => (String::new(), row.brief),
        None => {
            let members = rows::member_figures(context, measure, quarter);
            (String::new(), members.join(", "))
        }
    };
    let rating = row.verdict;
    Some((rating.tone, rating.label, figure, sentence))
}

/// Returns the words of a part, each with the positions of its pages in the list of names.
pub(super) fn words(pages: &PageSet, part: usize) -> String {
    let found = findable::all(&pages.context);
    let on_pages = findable::page_words(&pages.context);
    let mut words: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, found) in found.iter().enumerate() {
        let own = on_pages.get(&found.route).into_iter().flatten();
        for word in own.filter(|word| part_of(word) == part) {
            words.entry(word).or_default().push(at);
        }
    }
    // A word on nearly every page does not help.
    let most = found.len().div_ceil(2).max(8);
    words.retain(|_, places| places.len() <= most);
    script(&format!("words-{}", part + 1), &words)
}

fn part_of(word: &str) -> usize {
    let first = word.chars().next().unwrap_or_default();
    let part = PARTS.iter().position(|letters| letters.contains(first));
    part.unwrap_or(PARTS.len() - 1)
}

/// Returns a script that passes data to the search. In a file of its own, no character of the data can end it early.
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
