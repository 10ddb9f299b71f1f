//! Links between the parts of a long list.

use schemars::JsonSchema;
use serde::Serialize;

use super::links::LinkView;
use crate::site::choose::long_lists::ListPart;
use crate::site::context::Context;
use crate::site::words::fill;

/// Links to all parts of a long list.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PartsView {
    /// "All 40 parts of this list".
    pub heading: String,
    /// All parts in order, including this one.
    pub all: Vec<PartLink>,
    /// The part before. `None` on the first part.
    pub previous: Option<LinkView>,
    /// The part after. `None` on the last part.
    pub next: Option<LinkView>,
}

/// A link to one part of a list.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PartLink {
    /// The first and last entries: "Adult care to Housing".
    pub label: String,
    /// The address of the part.
    pub href: String,
    /// The value of `aria-current`: `page` for the current part, `None` for others.
    pub current: Option<&'static str>,
}

/// Returns links to all parts of a list. `None` if the list is on one page.
pub(crate) fn other_parts<T>(context: &Context, part: &ListPart<T>) -> Option<PartsView> {
    let here = part.number()?;
    let words = context.words;
    let links = context.links(&part.route());
    let all = part.all(words).zip(1..);
    let all = all.map(|((label, route), number)| PartLink {
        label,
        href: links.to(&route),
        current: (number == here).then_some("page"),
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
