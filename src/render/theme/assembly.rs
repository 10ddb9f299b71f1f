//! Errors between templates, as diagnostics in the files that the site can change.

use std::ops::Range;

use super::engine::{AssemblyError, byte_at};
use super::lexer::{self, Token};
use super::{NamedTheme, Template, files};
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::source::Place;

/// Converts errors of the engine into diagnostics, each in one of the site's files.
pub(super) fn diagnostics(
    errors: &[AssemblyError],
    templates: &[Template],
    named: &NamedTheme,
) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    for error in errors {
        let problem = Assembly { templates, named }.diagnostic(error);
        if !found.iter().any(|known| known.place == problem.place) {
            found.push(problem);
        }
    }
    found
}

/// All templates, and the place where the site names its theme.
struct Assembly<'a> {
    templates: &'a [Template],
    named: &'a NamedTheme<'a>,
}

impl Assembly<'_> {
    fn diagnostic(&self, error: &AssemblyError) -> Diagnostic {
        let message = error.message.as_str();
        // "Unknown filter `uper`", "Template 'a' is inheriting from 'b', which does not exist".
        let quoted: Vec<&str> = message.split(['`', '\'']).skip(1).step_by(2).collect();
        let name = quoted.first().copied().unwrap_or_default();
        let starts = |start: &str| message.starts_with(start);
        if starts("Circular") {
            return self.circular(error, &quoted);
        }
        if starts("Unknown template") || starts("Template") {
            return self.unknown_template(quoted.get(1).copied().unwrap_or(name));
        }
        if starts("Component") {
            return self.duplicate_component(name, &quoted);
        }
        let tag = match message {
            _ if starts("Unknown component") => "component",
            _ if starts("Block") => "block",
            _ => "",
        };
        if !tag.is_empty()
            && self
                .template(error)
                .is_some_and(|template| !template.is_own())
        {
            return self.missing_part(tag, name);
        }
        let known: Vec<String> = self
            .templates
            .iter()
            .flat_map(|template| names_after(&template.text, tag))
            .map(|(name, _)| name)
            .collect();
        let (message, help) = match message {
            _ if tag == "component" => (
                format!("there is no component `{name}`"),
                suggestion(name, &known),
            ),
            _ if tag == "block" => (
                format!("no template that this one extends has a block `{name}`"),
                suggestion(name, &known),
            ),
            _ if starts("Unknown filter") => not_in_tera("filter", name),
            _ if starts("Unknown test") => not_in_tera("test", name),
            _ => (
                format!("there is no function `{name}`"),
                "the functions are `asset`, `range`, `super` and `throw`".to_owned(),
            ),
        };
        self.problem(self.place(error, name), message, help)
    }

    /// Returns the template that the engine names.
    fn template(&self, error: &AssemblyError) -> Option<&Template> {
        let (template, ..) = error.at.as_ref()?;
        self.templates.iter().find(|one| one.name == *template)
    }

    fn own(&self) -> impl Iterator<Item = &Template> {
        self.templates.iter().filter(|template| template.is_own())
    }

    /// Returns the place of a name, if it is in one of the site's templates.
    fn place(&self, error: &AssemblyError, name: &str) -> Option<Place> {
        let (_, line, column) = error.at.as_ref()?;
        let template = self.template(error).filter(|template| template.is_own())?;
        let start = byte_at(&template.text, *line, *column);
        let start = template.text[start..]
            .find(name)
            .map_or(start, |found| start + found);
        Some(Place::bytes(&template.path, start..start + name.len()))
    }

    fn circular(&self, error: &AssemblyError, quoted: &[&str]) -> Diagnostic {
        let (verb, tag) = if error.message.starts_with("Circular include") {
            ("includes", "include")
        } else {
            ("extends", "extends")
        };
        let name = quoted.first().copied().unwrap_or_default();
        let own = quoted
            .iter()
            .find_map(|name| self.find_reference(name, &[tag]));
        let message = format!("{name} {verb} itself");
        self.problem(own, message, format!("delete this {tag}"))
    }

    fn unknown_template(&self, name: &str) -> Diagnostic {
        let names: Vec<String> = self.templates.iter().map(|one| one.name.clone()).collect();
        let place = self.find_reference(name, &["extends", "include"]);
        let message = format!("there is no template `{name}`");
        self.problem(place, message, suggestion(name, &names))
    }

    /// Reports a component of the site that has the name of a built-in one.
    fn duplicate_component(&self, name: &str, quoted: &[&str]) -> Diagnostic {
        let place = self.own().find_map(|one| {
            let mut names = names_after(&one.text, "component").into_iter();
            let (_, span) = names.find(|(found, _)| found == name)?;
            Some(Place::bytes(&one.path, span))
        });
        let is_built_in = |file: &&&str| {
            let mut templates = self.templates.iter();
            templates.any(|one| one.name == ***file && !one.is_own())
        };
        let files = quoted.get(1..).unwrap_or_default();
        let theirs = files.iter().find(is_built_in).copied().unwrap_or_default();
        let message = format!("{theirs} already has a component `{name}`");
        let help = format!(
            "give it another name; to change the existing one, replace the whole file: quarterdeck theme take templates/{theirs}"
        );
        self.problem(place, message, help)
    }

    /// Reports one of the site's files without a block or component that built-in templates need.
    fn missing_part(&self, tag: &str, name: &str) -> Diagnostic {
        let mut own = self.own().filter(|template| {
            let below = format!("{}{}", files::TEMPLATES, template.name);
            let before = files::built_in(&below).unwrap_or_default();
            names_after(before, tag)
                .iter()
                .any(|(found, _)| found == name)
        });
        let place = own.next().map(|template| Place::file(&template.path));
        let message = format!("this file has no {tag} `{name}`, which built-in templates need");
        let help = match tag {
            "block" => format!("write {{% block {name} %}}{{% endblock %}}"),
            _ => "compare it with the built-in file: quarterdeck theme diff".to_owned(),
        };
        self.problem(place, message, help)
    }

    /// Returns the place where one of the site's templates names another.
    fn find_reference(&self, name: &str, tags: &[&str]) -> Option<Place> {
        let named = self
            .own()
            .flat_map(|template| tags.iter().map(move |tag| (template, *tag)));
        named.into_iter().find_map(|(template, tag)| {
            let mut names = names_after(&template.text, tag).into_iter();
            let (_, span) = names.find(|(found, _)| found == name)?;
            Some(Place::bytes(&template.path, span))
        })
    }

    fn problem(&self, place: Option<Place>, message: String, help: String) -> Diagnostic {
        let place = place.unwrap_or_else(|| self.named.place.clone());
        Diagnostic::error(Code::ThemePart, place, message).help(help)
    }
}

fn not_in_tera(kind: &str, name: &str) -> (String, String) {
    (
        format!("there is no {kind} `{name}`"),
        "the documentation of Tera 2, the template language, lists them".to_owned(),
    )
}

fn suggestion(name: &str, known: &[String]) -> String {
    let known = known.iter().map(String::as_str);
    match did_you_mean(name, known.filter(|known| *known != name)) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "docs/theme.md lists them".to_owned(),
    }
}

/// Returns the names that follow a tag such as `block`, each with its bytes.
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
