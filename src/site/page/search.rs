//! The search page: everything that has a name, from A to Z. A script searches it; without one it is there to be read, in
//! parts where it is long.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::site::choose::findable;
use crate::site::choose::long_lists::{self, ListPart};
use crate::site::context::Context;
use crate::site::part::frame::PageTitle;
use crate::site::part::links::LinkView;
use crate::site::part::list_parts::{self, PartsView};
use crate::site::route::{Findable, Links, Route};
use crate::site::words::Words;

/// The search page, or a further part of the list on it.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct SearchView {
    /// "Everything from A to Z", and which part of it this is where it has several.
    pub heading: String,
    /// The other parts of the list; none where it is whole.
    pub parts: Option<PartsView>,
    /// Every letter, with the way to what begins with it.
    pub index: Vec<LinkView>,
    /// Everything that has a name, from A to Z.
    pub letters: Vec<LetterView>,
}

/// What begins with a letter.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct LetterView {
    /// "A"; "0 to 9" for digits and all else.
    pub letter: String,
    /// For links to it.
    pub id: String,
    /// In order.
    pub entries: Vec<NamedPage>,
}

/// A page by its name.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct NamedPage {
    /// "A2"; empty where nothing is printed.
    pub reference: String,
    /// Its name.
    pub title: String,
    /// Where it is.
    pub href: String,
    /// "Measure, Social care pathway".
    pub kind: String,
}

pub(super) fn page(context: &Context, number: usize) -> Page {
    let words = context.words;
    let part = long_lists::part_of_names(context, number);
    let heading = part.title(words, words.search_index);
    let title = match part.route() {
        Route::Search => part.title(words, words.search),
        _ => heading.clone(),
    };
    let head = PageTitle::of_part(&part, (words.search, &title), words.search_lede);
    let links = context.links(&part.route());
    let letters = part.pieces().into_iter().map(|piece| LetterView {
        letter: piece.heading(words),
        id: anchor(words, &piece.group.heading),
        entries: piece
            .entries
            .iter()
            .map(|entry| named(&entry.what, &links))
            .collect(),
    });
    let view = SearchView {
        heading,
        parts: list_parts::other_parts(context, &part),
        index: index(words, &part, &links),
        letters: letters.collect(),
    };
    let view = match part.route() {
        Route::Search => View::Search(view),
        _ => View::Letters(view),
    };
    Page::new(context, head, view)
}

/// A letter leads to where it begins: further down, or in another part.
fn index(words: &Words, part: &ListPart<Findable>, links: &Links) -> Vec<LinkView> {
    let here = part.route();
    let letters = part.beginnings().map(|(letter, route)| {
        let page = if route == here {
            String::new()
        } else {
            links.to(&route)
        };
        LinkView {
            label: letter.to_owned(),
            href: format!("{page}#{}", anchor(words, letter)),
        }
    });
    letters.collect()
}

/// What a link to a letter ends in.
fn anchor(words: &Words, letter: &str) -> String {
    if letter == words.search_other {
        "letter-other".to_owned()
    } else {
        format!("letter-{}", letter.to_lowercase())
    }
}

fn named(found: &Findable, links: &Links) -> NamedPage {
    NamedPage {
        reference: found.reference.clone(),
        title: found.title.clone(),
        href: links.to(&found.route),
        kind: findable::kind(found),
    }
}
