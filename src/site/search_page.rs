//! The search page: everything that has a name, from A to Z. A script searches it; without one it is there to be read.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::context::Context;
use super::findable::{self, Findable};
use super::list_pages::blank;
use super::page::{Page, View};
use super::routes::{Route, Section};

/// The search page.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct SearchView {
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

pub(super) fn page(context: &Context) -> Page {
    let words = context.words;
    let mut page = blank(context, Route::Search, words.search, words.search_lede);
    let links = context.links(&Route::Search);
    let mut letters: BTreeMap<String, Vec<NamedPage>> = BTreeMap::new();
    for found in findable::all(context).into_iter().filter(has_a_name) {
        letters
            .entry(letter(&found.title))
            .or_default()
            .push(NamedPage {
                kind: kind(&found),
                href: links.to(&found.route),
                reference: found.reference,
                title: found.title,
            });
    }
    let letters = letters.into_iter().map(|(letter, mut entries)| {
        entries.sort_by_key(|entry| (entry.title.to_lowercase(), entry.href.clone()));
        let id = if letter.is_empty() {
            "other".to_owned()
        } else {
            letter.to_lowercase()
        };
        let letter = if letter.is_empty() {
            words.search_other.to_owned()
        } else {
            letter
        };
        LetterView {
            letter,
            id: format!("letter-{id}"),
            entries,
        }
    });
    page.view = View::Search(SearchView {
        letters: letters.collect(),
    });
    page
}

/// Quarters and the parts of their reports are listed by time elsewhere, not by name.
fn has_a_name(found: &Findable) -> bool {
    !matches!(
        found.route,
        Route::Quarter(_)
            | Route::Section(
                _,
                Section::Finance | Section::Risks | Section::Actions | Section::Challenges
            )
    )
}

/// The letter under which a title stands; none for digits and all else.
fn letter(title: &str) -> String {
    let first = title.chars().find(|c| c.is_alphanumeric());
    let first = first.filter(|c| c.is_alphabetic());
    first.map_or(String::new(), |c| c.to_uppercase().collect())
}

pub(super) fn kind(found: &Findable) -> String {
    if found.detail.is_empty() {
        found.kind.to_owned()
    } else {
        format!("{}, {}", found.kind, found.detail)
    }
}
