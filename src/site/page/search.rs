//! The search page: everything on the site with a name, from A to Z. A script searches it. Without JavaScript it is a
//! list to read, in several parts if it is long.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::site::choose::{ListPart, long_lists};
use crate::site::context::Context;
use crate::site::part::{LinkView, PageTitle, PartsView, links};
use crate::site::route::{Findable, Route};
use crate::site::words::Words;

/// The search page, or a further part of its list.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct SearchView {
    /// The heading of the list, and if it has several parts, which one this is.
    pub heading: String,
    /// Links to all parts of the list. `None` if it is on one page.
    pub parts: Option<PartsView>,
    /// Every letter, with a link to its entries.
    pub index: Vec<LinkView>,
    /// The entries by their first letter.
    pub letters: Vec<LetterView>,
}

/// The entries that start with a letter.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct LetterView {
    /// The letter: "A", or "0 to 9" for digits and all other characters.
    pub letter: String,
    /// The anchor for links to it.
    pub id: String,
    /// The entries, in alphabetical order.
    pub entries: Vec<NamedPage>,
}

/// An entry of the list.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct NamedPage {
    /// The reference that reports print: "A2". Empty if it has none.
    pub reference: String,
    /// The name.
    pub title: String,
    /// The address.
    pub href: String,
    /// What it is: "Measure, Social care pathway".
    pub kind: String,
}

pub(super) fn page(context: &Context) -> Page {
    let words = context.words;
    let part = long_lists::names_here(context);
    let heading = part.title(words, words.search_index);
    let title = match &context.route {
        Route::Search => part.title(words, words.search),
        _ => heading.clone(),
    };
    let head = PageTitle::of_part(&part, (words.search, &title), words.search_lede);
    let letters = part.groups().iter().map(|group| LetterView {
        letter: group.title(words),
        id: anchor(words, &group.heading),
        entries: group
            .entries
            .iter()
            .map(|entry| NamedPage {
                reference: entry.value.reference.clone(),
                title: entry.value.title.clone(),
                href: context.links.to(&entry.value.route),
                kind: entry.value.kind.clone(),
            })
            .collect(),
    });
    let view = SearchView {
        heading,
        parts: links::other_parts(context, &part),
        index: index(context, &part),
        letters: letters.collect(),
    };
    let view = match context.route {
        Route::Search => View::Search(view),
        _ => View::Letters(view),
    };
    Page::new(context, head, view)
}

/// Returns a link for each letter, to its entries on this page or in another part.
fn index(context: &Context, part: &ListPart<Findable>) -> Vec<LinkView> {
    let letters = part.beginnings().map(|(letter, route)| {
        let page = if route == context.route {
            String::new()
        } else {
            context.links.to(&route)
        };
        LinkView {
            label: letter.to_owned(),
            href: format!("{page}#{}", anchor(context.words, letter)),
        }
    });
    letters.collect()
}

fn anchor(words: &Words, letter: &str) -> String {
    if letter == words.search_other {
        "letter-other".to_owned()
    } else {
        format!("letter-{}", letter.to_lowercase())
    }
}
