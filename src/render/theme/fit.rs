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
        let problem = Fit { sources, named }.diagnostic(misfit);
        if !found.iter().any(|known| known.place == problem.place) {
            found.push(problem);
        }
    }
    found
}

/// The templates, and where the site names its theme.
struct Fit<'a> {
    sources: &'a [Source],
    named: &'a Named<'a>,
}

impl Fit<'_> {
    fn diagnostic(&self, misfit: &Misfit) -> Diagnostic {
        let said = misfit.message.as_str();
        // "Unknown filter `uper`", "Template 'a' is inheriting from 'b', which does not exist".
        let quoted: Vec<&str> = said.split(['`', '\'']).skip(1).step_by(2).collect();
        let name = quoted.first().copied().unwrap_or_default();
        let begins = |start: &str| said.starts_with(start);
        if begins("Circular") {
            return self.circle(misfit, &quoted);
        }
        if begins("Unknown template") || begins("Template") {
            return self.no_template(quoted.get(1).copied().unwrap_or(name));
        }
        if begins("Component") {
            return self.taken(name, &quoted);
        }
        let tag = match said {
            _ if begins("Unknown component") => "component",
            _ if begins("Block") => "block",
            _ => "",
        };
        if !tag.is_empty() && self.source(misfit).is_some_and(|source| !source.is_own()) {
            return self.lost(tag, name);
        }
        let known: Vec<String> = self
            .sources
            .iter()
            .flat_map(|source| names_after(&source.text, tag))
            .map(|(name, _)| name)
            .collect();
        let (message, help) = match said {
            _ if tag == "component" => (
                format!("there is no component `{name}`"),
                meant(name, &known),
            ),
            _ if tag == "block" => (
                format!("no template that this one extends has a block `{name}`"),
                meant(name, &known),
            ),
            _ if begins("Unknown filter") => unknown_to_the_engine("filter", name),
            _ if begins("Unknown test") => unknown_to_the_engine("test", name),
            _ => (
                format!("there is no function `{name}`"),
                "the functions are `asset`, `range`, `super` and `throw`".to_owned(),
            ),
        };
        self.problem(self.place(misfit, name), message, help)
    }

    /// The template that the engine names.
    fn source(&self, misfit: &Misfit) -> Option<&Source> {
        let (template, ..) = misfit.at.as_ref()?;
        self.sources.iter().find(|one| one.name == *template)
    }

    fn own(&self) -> impl Iterator<Item = &Source> {
        self.sources.iter().filter(|source| source.is_own())
    }

    /// Where a name is in a template of the site's own.
    fn place(&self, misfit: &Misfit, name: &str) -> Option<Place> {
        let (_, line, column) = misfit.at.as_ref()?;
        let source = self.source(misfit).filter(|source| source.is_own())?;
        let start = byte_at(&source.text, *line, *column);
        let start = source.text[start..]
            .find(name)
            .map_or(start, |found| start + found);
        Some(Place::bytes(&source.path, start..start + name.len()))
    }

    fn circle(&self, misfit: &Misfit, quoted: &[&str]) -> Diagnostic {
        let (verb, tag) = if misfit.message.starts_with("Circular include") {
            ("includes", "include")
        } else {
            ("extends", "extends")
        };
        let name = quoted.first().copied().unwrap_or_default();
        let own = quoted.iter().find_map(|name| self.naming(name, &[tag]));
        let message = format!("{name} {verb} itself");
        self.problem(own, message, format!("delete this {tag}"))
    }

    fn no_template(&self, name: &str) -> Diagnostic {
        let names: Vec<String> = self.sources.iter().map(|one| one.name.clone()).collect();
        let place = self.naming(name, &["extends", "include"]);
        let message = format!("there is no template `{name}`");
        self.problem(place, message, meant(name, &names))
    }

    /// A component of the site's own has the name of another one.
    fn taken(&self, name: &str, quoted: &[&str]) -> Diagnostic {
        let place = self.own().find_map(|one| {
            let mut names = names_after(&one.text, "component").into_iter();
            let (_, span) = names.find(|(found, _)| found == name)?;
            Some(Place::bytes(&one.path, span))
        });
        let is_built_in = |file: &&&str| {
            let mut sources = self.sources.iter();
            sources.any(|one| one.name == ***file && !one.is_own())
        };
        let files = quoted.get(1..).unwrap_or_default();
        let theirs = files.iter().find(is_built_in).copied().unwrap_or_default();
        let message = format!("{theirs} already has a component `{name}`");
        let help = format!(
            "give it another name; to change the existing one, replace the whole file: quarterdeck theme take templates/{theirs}"
        );
        self.problem(place, message, help)
    }

    /// A file of the site's own lacks what built-in templates need.
    fn lost(&self, tag: &str, name: &str) -> Diagnostic {
        let mut own = self.own().filter(|source| {
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
        self.problem(place, message, help)
    }

    /// Where a template of the site's own names another.
    fn naming(&self, name: &str, tags: &[&str]) -> Option<Place> {
        let named = self
            .own()
            .flat_map(|source| tags.iter().map(move |tag| (source, *tag)));
        named.into_iter().find_map(|(source, tag)| {
            let mut names = names_after(&source.text, tag).into_iter();
            let (_, span) = names.find(|(found, _)| found == name)?;
            Some(Place::bytes(&source.path, span))
        })
    }

    fn problem(&self, place: Option<Place>, message: String, help: String) -> Diagnostic {
        let place = place.unwrap_or_else(|| self.named.place.clone());
        Diagnostic::error(Code::ThemePart, place, message).help(help)
    }
}

fn unknown_to_the_engine(kind: &str, name: &str) -> (String, String) {
    (
        format!("there is no {kind} `{name}`"),
        "the documentation of Tera 2, the template language, lists them".to_owned(),
    )
}

fn meant(name: &str, known: &[String]) -> String {
    let known = known.iter().map(String::as_str);
    match did_you_mean(name, known.filter(|known| *known != name)) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "docs/theme.md lists them".to_owned(),
    }
}

/// The names that follow a tag such as `block`, each with its bytes.
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
