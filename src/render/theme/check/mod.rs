//! Templates against the views that they show, before a page is made.
//!
//! The engine takes `{% if view.typo %}` for "no", and prints a text as markup if it is told to: neither would be seen
//! by whoever changed the template. So every template of a page is walked through as the engine would, with the shapes
//! of the views in place of their values; what cannot be told is let pass.

mod call;
mod expression;
mod facts;
mod field;
pub(super) mod filters;
mod findings;
mod lexer;
mod library;
mod pages;
mod parser;
mod scope;
pub(super) mod shape;
mod syntax;
mod value;
mod walk;

pub(super) use library::{Source, Whose};

use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::source::Place;
use findings::listed;
use library::Library;
use shape::{Book, Shape};
use syntax::Component;
use walk::Walk;

/// The folder of the parts that a site fills in, below `templates/`.
pub(super) const SLOTS: &str = "slots/";

/// Checks every template of a theme, as it is with the site's own files in it.
pub(super) fn check(sources: &[Source], book: &Book) -> Vec<Diagnostic> {
    let library = Library::new(sources);
    let mut walk = Walk::new(&library, book);
    components_once(&library, &mut walk);
    pages::walk(&mut walk);
    walk.untaken_branches();
    uncalled_components(&library, &mut walk);
    if !library.has_broken() {
        strays(&library, &mut walk);
    }
    walk.findings.into_diagnostics(&library, book)
}

/// Components go by one name in the whole theme.
fn components_once(library: &Library, walk: &mut Walk) {
    let all: Vec<(usize, &Component)> = library.components().collect();
    for (index, (at, component)) in all.iter().enumerate() {
        let before = all[..index]
            .iter()
            .find(|(other, first)| other != at && first.name.text == component.name.text);
        let Some((other, first)) = before else {
            continue;
        };
        let (own, own_name, theirs) = if library.is_own(*at) {
            (*at, &component.name, *other)
        } else {
            (*other, &first.name, *at)
        };
        let place = library.place(own, &own_name.span);
        let message = format!(
            "the component `{}` is defined in {} already",
            own_name.text,
            library.name(theirs)
        );
        let help = format!(
            "give it another name; to change the one there, replace the whole file: quarterdeck theme take templates/{}",
            library.name(theirs)
        );
        walk.findings
            .tell_diagnostic(Diagnostic::error(Code::ThemePart, place, message).help(help));
    }
}

/// What nobody calls is still looked through, without knowing what it would be given.
fn uncalled_components<'a>(library: &'a Library<'a>, walk: &mut Walk<'a>) {
    let called: Vec<String> = walk.done.iter().map(|(name, _)| name.clone()).collect();
    for (at, component) in library.components() {
        if library.is_own(at) && !called.contains(&component.name.text) {
            pages::component_alone(walk, at, component);
        }
    }
}

/// Templates of the site's own that nothing shows look published and are not.
fn strays(library: &Library, walk: &mut Walk) {
    for (at, entry) in library.entries.iter().enumerate() {
        let defines = entry
            .template
            .as_ref()
            .is_some_and(|template| !template.components.is_empty());
        if !library.is_own(at) || defines || walk.reached.contains(&at) {
            continue;
        }
        let name = library.name(at);
        let others: Vec<&str> = library
            .names()
            .filter(|other| *other != name && other.starts_with(SLOTS) == name.starts_with(SLOTS))
            .collect();
        let known = || others.iter().copied();
        let what = if name.starts_with(SLOTS) {
            format!("there is no slot `{}`", stem(name))
        } else {
            "no page shows this template".to_owned()
        };
        let meant = did_you_mean(stem(name), known().map(stem));
        let help = match meant.and_then(|meant| known().find(|other| stem(other) == meant)) {
            Some(meant) => format!("rename it templates/{meant}"),
            None if name.starts_with(SLOTS) => {
                format!("the slots are {}", listed(known().map(stem)))
            }
            None => format!(
                "include it where it is to be shown, with {{% include \"{name}\" %}}, or delete it"
            ),
        };
        let place = Place::file(&entry.source.path);
        walk.findings
            .tell_diagnostic(Diagnostic::error(Code::StrayFile, place, what).help(help));
    }
}

/// The part of a template's name that can be misspelt.
fn stem(name: &str) -> &str {
    let name = name.strip_prefix(SLOTS).unwrap_or(name);
    name.strip_suffix(".html").unwrap_or(name)
}

/// What a value is, for people.
pub(super) fn in_words(shape: &Shape) -> String {
    match shape {
        Shape::Any | Shape::Missing => "anything".to_owned(),
        Shape::Maybe(inner) => format!("{}, or nothing", in_words(inner)),
        Shape::Text | Shape::Literal(_) => "text".to_owned(),
        Shape::Word(words) => {
            let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            match words.as_slice() {
                [only] => format!("always {only}"),
                _ => format!("one of {}", words.join(", ")),
            }
        }
        Shape::Html | Shape::Printed => "markup: print it with `| safe`".to_owned(),
        Shape::Number => "number".to_owned(),
        Shape::Truth => "yes or no".to_owned(),
        Shape::List(each) => match &**each {
            Shape::Text => "list of texts".to_owned(),
            Shape::List(_) => "list of lists of texts".to_owned(),
            each => format!("list of {}", in_words(each)),
        },
        Shape::Map(each) => format!("by key, {}", in_words(each)),
        Shape::Record(name) => linked(name),
        Shape::Choice(options) => {
            let options: Vec<String> = options.iter().map(in_words).collect();
            options.join(" or ")
        }
    }
}

fn linked(record: &str) -> String {
    format!("[{record}](#{})", record.to_lowercase().replace('/', ""))
}

/// Where fields are asked for: the names after the dots.
#[cfg(test)]
pub(super) fn fields_in(text: &str) -> Vec<std::ops::Range<usize>> {
    use lexer::Token;
    let tokens = lexer::read(text).unwrap_or_default();
    let pairs = tokens.windows(2);
    pairs
        .filter_map(|pair| match pair {
            [(Token::Sign("." | "?."), _), (Token::Word(_), span)] => Some(span.clone()),
            _ => None,
        })
        .collect()
}

/// Whether the whole of a template is understood.
#[cfg(test)]
pub(super) fn is_read(text: &str) -> bool {
    parser::parse(text).is_some()
}
