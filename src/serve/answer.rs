//! Answers a path from a state.

use serde::Serialize;

use super::address;
use super::client;
use super::content_type;
use super::state::State;
use crate::render::{Output, OutputKind};
use crate::source::Fingerprint;

/// The answer to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// A page with its HTTP status. It gets the script that keeps it up to date.
    Page(u16, Vec<u8>),
    /// Another file, with its content type.
    File(&'static str, Vec<u8>),
    /// A redirect to another address.
    Moved(String),
}

/// The versions of a page and what it depends on, by which an open page knows whether it is up to date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct PageVersions {
    pub(super) page: String,
    /// `None` without problems.
    pub(super) problems: Option<String>,
    /// The files of the theme. `None` without a site.
    pub(super) assets: Option<String>,
}

/// Returns a version of several pieces: the same for the same bytes.
pub(super) fn version<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> String {
    Fingerprint::of_pieces(pieces).short()
}

/// Answers the path of a request, which may be percent-encoded.
pub(super) fn answer(state: &State, path: &str) -> Answer {
    let Some(good) = &state.good else {
        return Answer::Page(500, client::empty_page());
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
        Some(OutputKind::Page) => page(&output, &file, 200),
        Some(OutputKind::Asset) => {
            let bytes = output.render(&file).map(|rendered| rendered.bytes);
            Answer::File(content_type::content_type(&file), bytes.unwrap_or_default())
        }
        None if output.kind(&format!("{file}/index.html")).is_some() => {
            Answer::Moved(address::encoded(&format!("{base}{file}/")))
        }
        None => missing(&output),
    }
}

/// Returns the versions of a page. A redirect is not followed.
pub(super) fn versions(state: &State, path: &str) -> PageVersions {
    versions_of(state, &answer(state, path))
}

/// Returns the versions of an answer. That of the page ignores the names of the theme's files.
pub(super) fn versions_of(state: &State, answer: &Answer) -> PageVersions {
    let output = state.good.as_ref().map(|good| good.output());
    let assets = output.as_ref().map(Output::assets);
    let page = match answer {
        Answer::Page(status, bytes) => {
            let mut text = String::from_utf8_lossy(bytes);
            for (path, published) in assets.into_iter().flatten() {
                if path != published && text.contains(published.as_str()) {
                    text = text.replace(published.as_str(), path).into();
                }
            }
            version([&status.to_be_bytes(), text.as_bytes()])
        }
        Answer::File(kind, bytes) => version([kind.as_bytes(), bytes]),
        Answer::Moved(to) => version([to.as_bytes()]),
    };
    let problems = state.problems.as_ref();
    PageVersions {
        page,
        problems: problems.map(|problems| problems.version.clone()),
        assets: assets.map(|assets| version(assets.values().map(String::as_bytes))),
    }
}

fn page(output: &Output, file: &str, status: u16) -> Answer {
    match output.render(file) {
        Ok(rendered) => Answer::Page(status, rendered.bytes),
        Err(error) => {
            let text = format!("error: {error}");
            Answer::Page(500, client::broken_page(text))
        }
    }
}

const NOT_FOUND: &str = "404.html";

fn missing(output: &Output) -> Answer {
    page(output, NOT_FOUND, 404)
}

/// Answers paths outside the base address.
fn outside(path: &str, base: &str) -> Answer {
    if path == "/" || format!("{path}/") == base {
        return Answer::Moved(address::encoded(base));
    }
    Answer::Page(404, client::page_outside(base))
}
