//! The way from one part of a long list to the others.

use schemars::JsonSchema;
use serde::Serialize;

use super::links::LinkView;
use crate::site::choose::long_lists::ListPart;
use crate::site::context::Context;
use crate::site::words::fill;

/// The other parts of a list, on the page of one of them.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PartsView {
    /// "All 40 parts of this list".
    pub heading: String,
    /// In order, this one among them.
    pub all: Vec<PartLink>,
    /// The part before; none on the first.
    pub previous: Option<LinkView>,
    /// The part after; none on the last.
    pub next: Option<LinkView>,
}

/// A part among the parts of a list.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PartLink {
    /// What it begins and ends with: "Adult care to Housing".
    pub label: String,
    /// Its page.
    pub href: String,
    /// `page` for the page itself, else nothing: the value of `aria-current`.
    pub current: &'static str,
}

/// The other parts of a list; `None` for one that is whole.
pub(crate) fn other_parts<T>(context: &Context, part: &ListPart<T>) -> Option<PartsView> {
    let here = part.number()?;
    let words = context.words;
    let links = context.links(&part.route());
    let all = part.all(words).zip(1..);
    let all = all.map(|((label, route), number)| PartLink {
        label,
        href: links.to(&route),
        current: if number == here { "page" } else { "" },
    });
    let all: Vec<PartLink> = all.collect();
    let neighbour = |number: usize| {
        let part = all.get(number.checked_sub(1)?)?;
        let slots = [("number", &*number.to_string()), ("what", &part.label)];
        let label = fill(words.part_link, &slots);
        let href = part.href.clone();
        Some(LinkView { label, href })
    };
    let slots = [("count", &*all.len().to_string())];
    Some(PartsView {
        heading: fill(words.all_parts_of_list, &slots),
        previous: neighbour(here - 1),
        next: neighbour(here + 1),
        all,
    })
}
