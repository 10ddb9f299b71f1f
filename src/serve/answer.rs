//! What an address leads to: a state and a path to an answer, and nothing else is asked.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::address;
use super::client;
use super::facts::{Facts, Version};
use super::kinds;
use super::problems::Problems;
use super::state::{Good, State};
use crate::render::{Output, OutputKind};

/// What an address leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// A page, which may be kept up to date.
    Page(Outcome, Vec<u8>),
    /// Any other file, as it stands.
    File(&'static str, Vec<u8>),
    /// Another address.
    Moved(String),
}

/// How it stands with a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It is there.
    Found,
    /// It is not there; this one stands in.
    Missing,
    /// It cannot be shown; this one says why.
    Broken,
}

/// Answers the path of a request, as it travelled.
pub(super) fn to(state: &State, path: &str) -> Answer {
    let Some(good) = &state.good else {
        return Answer::Page(Outcome::Broken, client::empty_page());
    };
    let output = good.output();
    let base = output.base_path();
    let Some(below) = path.strip_prefix(&base) else {
        return outside(path, &base);
    };
    let Some(below) = address::decoded(below) else {
        return missing(&output);
    };
    let file = if below.is_empty() || below.ends_with('/') {
        format!("{below}index.html")
    } else {
        below
    };
    match output.kind(&file) {
        Some(OutputKind::Page) => page(&output, &file, Outcome::Found),
        Some(OutputKind::Asset) => asset(&output, &file),
        None if output.kind(&format!("{file}/index.html")).is_some() => {
            Answer::Moved(address::encoded(&format!("{base}{file}/")))
        }
        None => missing(&output),
    }
}

/// What there is now at a page's address. An address that leads on is taken as it is.
pub(super) fn facts(state: &State, path: &str) -> Facts {
    facts_of(state, &to(state, path))
}

/// What a page must know of itself. It is the same page where only files of the theme have other addresses.
pub(super) fn facts_of(state: &State, answer: &Answer) -> Facts {
    let output = state.good.as_ref().map(|good| good.output());
    let assets = output.as_ref().map(Output::assets);
    let page = match answer {
        Answer::Page(outcome, bytes) => {
            let bytes = assets.map_or(Cow::from(bytes), |assets| without_prints(bytes, assets));
            Version::of([format!("{outcome:?}").as_bytes(), &bytes])
        }
        Answer::File(kind, bytes) => Version::of([kind.as_bytes(), bytes]),
        Answer::Moved(to) => Version::of([to.as_bytes()]),
    };
    let assets = assets.map(|assets| Version::of(assets.values().map(String::as_bytes)));
    Facts {
        page,
        problems: state
            .problems
            .as_ref()
            .map(|problems| problems.version.clone()),
        assets,
    }
}

/// A page with the files of the theme named as the theme names them.
fn without_prints<'a>(page: &'a [u8], assets: &BTreeMap<String, String>) -> Cow<'a, [u8]> {
    let Ok(page) = str::from_utf8(page) else {
        return page.into();
    };
    let mut page = Cow::from(page);
    for (path, published) in assets.iter().filter(|(path, published)| path != published) {
        if page.contains(published.as_str()) {
            page = page.replace(published.as_str(), path).into();
        }
    }
    match page {
        Cow::Borrowed(page) => page.as_bytes().into(),
        Cow::Owned(page) => page.into_bytes().into(),
    }
}

fn page(output: &Output, file: &str, outcome: Outcome) -> Answer {
    match output.render(file) {
        Ok(rendered) => Answer::Page(outcome, rendered.bytes),
        Err(error) => {
            let problems = Problems::of_page(&error.to_string());
            Answer::Page(Outcome::Broken, client::page_with(&problems))
        }
    }
}

fn asset(output: &Output, file: &str) -> Answer {
    let bytes = output.render(file).map(|rendered| rendered.bytes);
    Answer::File(kinds::of(file), bytes.unwrap_or_default())
}

const NOT_FOUND: &str = "404.html";

fn missing(output: &Output) -> Answer {
    page(output, NOT_FOUND, Outcome::Missing)
}

/// Beside the path of the base address there is nothing of this site, as there will be nothing where it is published.
fn outside(path: &str, base: &str) -> Answer {
    if path == "/" || format!("{path}/") == base {
        return Answer::Moved(address::encoded(base));
    }
    Answer::Page(Outcome::Missing, client::page_outside(base))
}

/// Whether a path is of a page that the site has.
pub(super) fn has_page(good: &Good, file: &str) -> bool {
    good.output().kind(file) == Some(OutputKind::Page)
}
