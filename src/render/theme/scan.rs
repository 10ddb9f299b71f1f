//! Checks a site's templates for errors that rendering does not find: a misspelt field in `{% if %}`, markup printed as
//! text, text printed as markup, and unused files.
//!
//! The check follows fields from `view`, `frame`, `w` and loops. A value of unknown shape may have any field of any view.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::lexer::{self, Spanned, Token};
use super::shape::{Shape, Shapes, describe};
use super::{Template, unused};
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::source::Place;

/// Checks every template of the site.
pub(super) fn scan(templates: &[Template], shapes: &Shapes) -> Vec<Diagnostic> {
    let names = Names::new(shapes);
    let mut found = Vec::new();
    for template in templates.iter().filter(|template| template.is_own()) {
        let tokens = lexer::read(&template.text).unwrap_or_default();
        let mut scan = Scan {
            template,
            names: &names,
            variables: names.roots(&template.name),
            found: &mut found,
        };
        scan.template(&tokens);
    }
    found.extend(unused::unused_templates(templates, shapes));
    found
}

/// The names of the fields of all views.
struct Names<'b> {
    shapes: &'b Shapes,
    all: BTreeSet<&'b str>,
    /// Fields that are markup in some record and text in none.
    markup: BTreeSet<&'b str>,
}

impl<'b> Names<'b> {
    fn new(shapes: &'b Shapes) -> Self {
        let fields = || shapes.records.values().flat_map(|record| &record.fields);
        let named = |is: fn(&Shape) -> bool| -> BTreeSet<&str> {
            let found = fields().filter(|field| is(present(&field.shape)));
            found.map(|field| field.name.as_str()).collect()
        };
        let markup = named(|shape| *shape == Shape::Html);
        let text = named(|shape| matches!(shape, Shape::Text | Shape::Word(_) | Shape::Any));
        Self {
            shapes,
            markup: markup.difference(&text).copied().collect(),
            all: named(|_| true),
        }
    }

    /// Returns the variables of a template. The `view` of a slot may be that of any page.
    fn roots(&self, template: &str) -> BTreeMap<String, Shape> {
        let pages = &self.shapes.pages;
        let view = match pages.iter().find(|(name, _)| *name == template) {
            Some((_, view)) => view.clone(),
            None => Shape::Choice(pages.iter().map(|(_, view)| view.clone()).collect()),
        };
        let everywhere = self.shapes.everywhere.iter();
        everywhere
            .map(|(name, shape)| ((*name).to_owned(), shape.clone()))
            .chain([("view".to_owned(), view)])
            .collect()
    }

    /// Returns the shape of a field, or `None` if the value cannot have it.
    fn field(&self, of: &Shape, name: &str) -> Option<Shape> {
        match present(of) {
            Shape::Record(record) => {
                let record = self.shapes.record(record)?;
                record.field(name).map(|field| field.shape.clone())
            }
            Shape::Choice(options) => {
                let mut found: Vec<Shape> = options
                    .iter()
                    .filter_map(|option| self.field(option, name))
                    .collect();
                found.dedup();
                match found.len() {
                    0 => None,
                    1 => found.pop(),
                    _ => Some(Shape::Any),
                }
            }
            _ => Some(Shape::Any),
        }
    }

    fn fields_of(&self, shape: &Shape) -> Vec<&'b str> {
        match present(shape) {
            Shape::Record(name) => {
                let record = self.shapes.records.get(name);
                let fields = record.into_iter().flat_map(|record| &record.fields);
                fields.map(|field| field.name.as_str()).collect()
            }
            Shape::Choice(options) => {
                let fields = options.iter().flat_map(|option| self.fields_of(option));
                let fields: BTreeSet<&str> = fields.collect();
                fields.into_iter().collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Returns the shape that a value has if it is present.
fn present(shape: &Shape) -> &Shape {
    match shape {
        Shape::Optional(inner) => inner,
        other => other,
    }
}

/// The check of one template.
struct Scan<'a, 'b> {
    template: &'a Template,
    names: &'a Names<'b>,
    /// Variables and their shapes. The variable of a loop keeps its shape until another loop uses the name.
    variables: BTreeMap<String, Shape>,
    found: &'a mut Vec<Diagnostic>,
}

/// A path in a template, such as `view.rules`, and the shape of its last field.
struct Path {
    text: String,
    span: Range<usize>,
    shape: Shape,
    /// The name of the last field, if any.
    field: Option<String>,
    /// The length in tokens.
    length: usize,
}

impl Scan<'_, '_> {
    fn template(&mut self, tokens: &[Spanned]) {
        let mut at = 0;
        while at < tokens.len() {
            if let [(Token::TagStart, _), (Token::Word(tag), _), rest @ ..] = &tokens[at..] {
                match (tag.as_str(), rest) {
                    ("component", _) => self.bind_parameters(rest),
                    ("for", _) => self.bind_loop(rest),
                    _ => {}
                }
            }
            let Some(path) = self.path(&tokens[at..]) else {
                at += 1;
                continue;
            };
            let before = at.checked_sub(1).and_then(|before| tokens.get(before));
            let after = &tokens[at + path.length..];
            self.check_print(&path, before, after);
            at += path.length;
        }
        self.check_safe(tokens);
    }

    /// Declares the parameters of a component, whose shapes are not known.
    fn bind_parameters(&mut self, rest: &[Spanned]) {
        let inside = rest.iter().take_while(|(token, _)| *token != Token::End);
        for (token, _) in inside {
            if let Token::Word(name) = token {
                self.variables.insert(name.clone(), Shape::Any);
            }
        }
    }

    fn bind_loop(&mut self, rest: &[Spanned]) {
        let names = rest.iter().map_while(|(token, _)| match token {
            Token::Word(word) if word != "in" => Some(Some(word.clone())),
            Token::Symbol(",") => Some(None),
            _ => None,
        });
        let names: Vec<String> = names.flatten().collect();
        let start = rest
            .iter()
            .position(|(token, _)| *token == Token::Word("in".to_owned()));
        let list = start.and_then(|start| self.path_unreported(&rest[start + 1..]));
        let is_whole = |path: &Path, start: usize| {
            matches!(rest.get(start + 1 + path.length), Some((Token::End, _)))
        };
        let each = match (list, start) {
            (Some(path), Some(start)) if is_whole(&path, start) => self.item_of(&path),
            _ => Shape::Any,
        };
        let last = names.last().cloned();
        for name in names {
            let is_value = Some(&name) == last.as_ref();
            self.variables
                .insert(name, if is_value { each.clone() } else { Shape::Any });
        }
    }

    /// Returns the shape of the items of a loop.
    fn item_of(&mut self, path: &Path) -> Shape {
        let shape = present(&path.shape);
        match shape {
            Shape::List(each) | Shape::Map(each) => return (**each).clone(),
            Shape::Any => return Shape::Any,
            _ => {}
        }
        let message = format!(
            "a loop needs a list, and `{}` is a {}",
            path.text,
            kind_name(shape)
        );
        let help = "print it, or use a list from docs/theme.md".to_owned();
        let problem = self.error(Code::ThemeValue, &path.span, message, help);
        self.found.push(problem);
        Shape::Any
    }

    /// Reads a path, and reports an unknown field.
    fn path(&mut self, tokens: &[Spanned]) -> Option<Path> {
        let (path, missing) = self.read_path(tokens)?;
        self.found.extend(missing);
        Some(path)
    }

    fn path_unreported(&self, tokens: &[Spanned]) -> Option<Path> {
        self.read_path(tokens).map(|(path, _)| path)
    }

    fn read_path(&self, tokens: &[Spanned]) -> Option<(Path, Option<Diagnostic>)> {
        let (first, span) = tokens.first()?;
        let (text, shape) = match first {
            Token::Word(name) => (name.clone(), self.variables.get(name).cloned()),
            // In `charts[key].drawings`, the part in brackets is read by itself.
            Token::Symbol("]" | ")") => (String::new(), None),
            _ => return None,
        };
        let mut path = Path {
            text,
            span: span.clone(),
            shape: shape.unwrap_or(Shape::Any),
            field: None,
            length: 1,
        };
        let mut missing = None;
        while let Some(
            [
                (Token::Symbol(dot @ ("." | "?.")), _),
                (Token::Word(name), span),
            ],
        ) = tokens.get(path.length..path.length + 2)
        {
            let known = self.names.field(&path.shape, name);
            let is_known = match present(&path.shape) {
                Shape::Any => self.names.all.contains(name.as_str()) || path.text == "loop",
                Shape::Record(_) | Shape::Choice(_) => known.is_some(),
                Shape::Map(_) => true,
                _ => false,
            };
            if !is_known && missing.is_none() {
                missing = Some(self.unknown_field(&path, name, span));
            }
            path.shape = known.unwrap_or(Shape::Any);
            path.text = format!("{}{dot}{name}", path.text);
            path.span.end = span.end;
            path.field = Some(name.clone());
            path.length += 2;
        }
        Some((path, missing))
    }

    fn unknown_field(&self, path: &Path, name: &str, span: &Range<usize>) -> Diagnostic {
        let page = self.names.shapes.pages.iter();
        let mut page = page.filter(|(template, _)| *template == self.template.name);
        let owner = match page.next() {
            Some((template, _)) if path.text == "view" => format!("`view` of {template}"),
            _ => format!("`{}`", path.text),
        };
        let fields = self.names.fields_of(&path.shape);
        let (message, help) = match present(&path.shape) {
            Shape::Any => (
                format!("no page has a field `{name}`"),
                suggestion(name, self.names.all.iter().copied()),
            ),
            Shape::Record(_) | Shape::Choice(_) => (
                format!("{owner} has no field `{name}`"),
                suggestion(name, fields.into_iter()),
            ),
            Shape::List(_) => (
                format!("{owner} is a list, so it has no field `{name}`"),
                "use `{% for one in ... %}` and print `one.".to_owned() + name + "`",
            ),
            other => (
                format!(
                    "{owner} is a {}, so it has no field `{name}`",
                    kind_name(other)
                ),
                "print it as it is".to_owned(),
            ),
        };
        self.error(Code::ThemeField, span, message, help)
    }

    /// Checks `{{ path }}` without a filter: lists and groups cannot be printed, and markup needs `| safe`.
    fn check_print(&mut self, path: &Path, before: Option<&Spanned>, after: &[Spanned]) {
        let is_unfiltered = matches!(before, Some((Token::PrintStart, _)))
            && matches!(after.first(), Some((Token::End, _)));
        if !is_unfiltered || path.text.is_empty() {
            return;
        }
        let text = &path.text;
        let is_markup_name = path
            .field
            .as_deref()
            .is_some_and(|field| self.names.markup.contains(field));
        let (code, message, help) = match present(&path.shape) {
            Shape::Html => markup_as_text(text),
            Shape::Any if is_markup_name => markup_as_text(text),
            Shape::List(_) => (
                Code::ThemeValue,
                format!("`{text}` is a list, which cannot be printed as it is"),
                format!("use `{{% for one in {text} %}}`"),
            ),
            Shape::Record(_) | Shape::Choice(_) | Shape::Map(_) => (
                Code::ThemeValue,
                format!("`{text}` is a group of fields, which cannot be printed as it is"),
                "print one of its fields".to_owned(),
            ),
            _ => return,
        };
        let problem = self.error(code, &path.span, message, help);
        self.found.push(problem);
    }

    /// Checks that `| safe` is only on fields that are markup. In other text, HTML that someone typed would run.
    fn check_safe(&mut self, tokens: &[Spanned]) {
        for at in 1..tokens.len() {
            let [(Token::Symbol("|"), _), (Token::Word(filter), span)] =
                &tokens[at..(at + 2).min(tokens.len())]
            else {
                continue;
            };
            if filter != "safe" || self.is_markup(&tokens[..at]) {
                continue;
            }
            let problem = self.error(
                Code::ThemeMarkup,
                span,
                "`safe` is only for fields that are markup: in other text, HTML that someone typed would run"
                    .to_owned(),
                "delete `| safe`; docs/theme.md lists the fields that are markup".to_owned(),
            );
            self.found.push(problem);
        }
    }

    /// Whether the tokens end with a field that is markup in every view.
    fn is_markup(&self, before: &[Spanned]) -> bool {
        match before {
            [.., (Token::Symbol("." | "?."), _), (Token::Word(field), _)] => {
                self.names.markup.contains(field.as_str())
            }
            [.., (Token::Word(name), _)] => {
                self.variables.get(name).map(present) == Some(&Shape::Html)
            }
            _ => false,
        }
    }

    fn error(&self, code: Code, span: &Range<usize>, message: String, help: String) -> Diagnostic {
        let place = Place::bytes(&self.template.path, span.clone());
        Diagnostic::error(code, place, message).help(help)
    }
}

fn markup_as_text(path: &str) -> (Code, String, String) {
    (
        Code::ThemeMarkup,
        format!("`{path}` is markup, so its tags would be shown as text"),
        "write `| safe` after it".to_owned(),
    )
}

fn kind_name(shape: &Shape) -> String {
    match shape {
        Shape::Word(_) => "text".to_owned(),
        Shape::Record(_) | Shape::Choice(_) => "group of fields".to_owned(),
        Shape::Html => "piece of markup".to_owned(),
        other => describe(other),
    }
}

fn suggestion<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> String {
    match did_you_mean(name, known) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "docs/theme.md lists the fields of each page".to_owned(),
    }
}
