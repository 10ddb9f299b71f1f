//! What the engine says of templates that do not fit together, in the place where the site can change it.

use std::ops::Range;

use super::engine::{Misfit, byte_at};
use super::lexer::{self, Token};
use super::{Named, Source, files};
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::source::Place;

/// Turns what the engine says into diagnostics: each in a file of the site's own.
pub(super) fn diagnostics(
    misfits: &[Misfit],
    sources: &[Source],
    named: &Named,
) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    for misfit in misfits {
        let problem = diagnostic(misfit, sources, named);
        if !found.iter().any(|known| known.place == problem.place) {
            found.push(problem);
        }
    }
    found
}

fn diagnostic(misfit: &Misfit, sources: &[Source], named: &Named) -> Diagnostic {
    // What the message quotes: "Unknown filter `uper`".
    let quoted: Vec<&str> = misfit
        .message
        .split(['`', '\''])
        .skip(1)
        .step_by(2)
        .collect();
    let name = quoted.first().copied().unwrap_or_default();
    let (tag, what) = match misfit.message.as_str() {
        m if m.starts_with("Unknown component") => ("component", "component"),
        m if m.starts_with("Component") => ("component", "component twice"),
        m if m.starts_with("Block") => ("block", "block"),
        m if m.starts_with("Unknown template") => ("", "template"),
        m if m.starts_with("Template") => ("extends", "template"),
        m if m.starts_with("Circular") => ("", "circle"),
        m if m.starts_with("Unknown filter") => ("", "filter"),
        m if m.starts_with("Unknown test") => ("", "test"),
        _ => ("", "function"),
    };
    let at = misfit.at.as_ref();
    let source = at.and_then(|(template, ..)| sources.iter().find(|one| one.name == *template));
    let known = || defined(sources, tag);
    let (message, help) = match what {
        "component" | "block" if source.is_some_and(|source| !source.is_own()) => {
            return lost(tag, name, sources, named);
        }
        "component" => (
            format!("there is no component `{name}`"),
            meant(name, &known()),
        ),
        "block" => (
            format!("no template that this one extends has a block `{name}`"),
            meant(name, &known()),
        ),
        "template" => {
            // "Template 'a' is inheriting from 'b', which does not exist", and "Unknown template `b`".
            let name = quoted.get(1).copied().unwrap_or(name);
            let names: Vec<String> = sources.iter().map(|one| one.name.clone()).collect();
            let message = format!("there is no template `{name}`");
            let place = text_of(sources, name, &["extends", "include"]);
            return problem(place, named, message, meant(name, &names));
        }
        "circle" => {
            let is_include = misfit.message.starts_with("Circular include");
            let (verb, tag) = if is_include {
                ("includes", "include")
            } else {
                ("extends", "extends")
            };
            let own = quoted
                .iter()
                .find_map(|name| text_of(sources, name, &[tag]));
            let message = format!("{name} {verb} itself");
            return problem(own, named, message, format!("take this {tag} out"));
        }
        "component twice" => {
            let place = sources.iter().filter(|one| one.is_own()).find_map(|one| {
                let span = defined_in(one, tag)
                    .into_iter()
                    .find(|(found, _)| found == name)?
                    .1;
                Some(Place::bytes(&one.path, span))
            });
            let theirs = quoted[1..].iter().find(|file| {
                sources
                    .iter()
                    .any(|one| one.name == **file && !one.is_own())
            });
            let theirs = theirs.copied().unwrap_or_default();
            let message = format!("{theirs} already has a component `{name}`");
            let help = format!(
                "give it another name; to change the one there, replace the whole file: quarterdeck theme take templates/{theirs}"
            );
            return problem(place, named, message, help);
        }
        "function" => (
            format!("there is no function `{name}`"),
            "there are `asset`, `range`, `super` and `throw`".to_owned(),
        ),
        kind => (
            format!("there is no {kind} `{name}`"),
            "the documentation of Tera 2, the template language, lists them".to_owned(),
        ),
    };
    let place = at.zip(source).filter(|(_, source)| source.is_own());
    let place = place.map(|((_, line, column), source)| {
        let start = byte_at(&source.text, *line, *column);
        let start = source.text[start..]
            .find(name)
            .map_or(start, |found| start + found);
        Place::bytes(&source.path, start..start + name.len())
    });
    problem(place, named, message, help)
}

/// A file of the site's own lacks what built-in templates ask of it.
fn lost(tag: &str, name: &str, sources: &[Source], named: &Named) -> Diagnostic {
    let own = sources.iter().filter(|source| source.is_own());
    let mut own = own.filter(|source| {
        let below = format!("{}{}", files::TEMPLATES, source.name);
        let before = files::built_in(&below).unwrap_or_default();
        names_after(before, tag)
            .iter()
            .any(|(found, _)| found == name)
    });
    let place = own.next().map(|source| Place::file(&source.path));
    let message = format!("this file has no {tag} `{name}`, which built-in templates need");
    let help = match tag {
        "block" => format!("write {{% block {name} %}}{{% endblock %}}"),
        _ => "compare it with the built-in file: quarterdeck theme diff".to_owned(),
    };
    problem(place, named, message, help)
}

fn problem(place: Option<Place>, named: &Named, message: String, help: String) -> Diagnostic {
    let place = place.unwrap_or_else(|| named.place.clone());
    Diagnostic::error(Code::ThemePart, place, message).help(help)
}

fn meant(name: &str, known: &[String]) -> String {
    let known = known.iter().map(String::as_str);
    match did_you_mean(name, known.filter(|known| *known != name)) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "docs/theme.md lists what there is".to_owned(),
    }
}

/// The names that a tag gives: of blocks, or of components.
fn defined(sources: &[Source], tag: &str) -> Vec<String> {
    let all = sources.iter().flat_map(|source| defined_in(source, tag));
    all.map(|(name, _)| name).collect()
}

fn defined_in(source: &Source, tag: &str) -> Vec<(String, Range<usize>)> {
    names_after(&source.text, tag)
}

fn names_after(text: &str, tag: &str) -> Vec<(String, Range<usize>)> {
    let tokens = lexer::read(text).unwrap_or_default();
    let threes = tokens.windows(3);
    threes
        .filter_map(|three| match three {
            [
                (Token::TagStart, _),
                (Token::Word(found), _),
                (Token::Word(name) | Token::Text(name), span),
            ] if found == tag => Some((name.clone(), span.clone())),
            _ => None,
        })
        .collect()
}

/// Where a template of the site's own names another.
fn text_of(sources: &[Source], name: &str, tags: &[&str]) -> Option<Place> {
    let own = sources.iter().filter(|source| source.is_own());
    own.flat_map(|source| tags.iter().map(move |tag| (source, *tag)))
        .find_map(|(source, tag)| {
            let named = defined_in(source, tag);
            let (_, span) = named.into_iter().find(|(found, _)| found == name)?;
            Some(Place::bytes(&source.path, span))
        })
}
