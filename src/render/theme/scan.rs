//! Checks a site's templates for errors that rendering does not find: a misspelt field in `{% if %}`, markup printed as
//! text, text printed as markup, and files that no page uses.
//!
//! The check follows fields from `view`, `frame`, `w` and loops. A value of unknown shape may have any field of any view.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde_json::Value;

use super::files::{SLOTS, TEMPLATES};
use super::lexer::{self, Token};
use super::shape::{Kind, Shapes, fields, kind_of};
use super::{Template, suggestion};
use crate::diag::{Code, Diagnostic, did_you_mean, one_of};
use crate::source::Place;

pub(super) fn scan(templates: &[Template], shapes: &Shapes) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for template in templates.iter().filter(|one| one.is_own && one.is_valid) {
        let tokens = lexer::read(&template.text);
        let mut scan = Scan {
            template,
            shapes,
            variables: variables(shapes, &template.name),
            words: tokens.iter().map(|token| token.text).collect(),
            tokens: &tokens,
            found: &mut found,
        };
        scan.template();
    }
    found.extend(unused_templates(templates, shapes));
    found
}

/// The schemas that a value may have. Empty if nothing is known about it.
type Shape<'a> = Vec<&'a Value>;

/// Returns the variables of a template. The `view` of a slot may be that of any page.
fn variables<'a>(shapes: &'a Shapes, template: &str) -> BTreeMap<&'a str, Shape<'a>> {
    let is_page = shapes.pages.iter().any(|(name, _)| *name == template);
    let views = shapes.pages.iter();
    let views = views.filter(|(name, _)| !is_page || *name == template);
    let views = views.map(|(_, view)| ("view", view));
    let everywhere = shapes.everywhere.iter();
    let everywhere = everywhere.map(|(name, schema)| (*name, schema));
    let mut variables: BTreeMap<&str, Shape> = BTreeMap::new();
    for (name, schema) in views.chain(everywhere) {
        let options = shapes.options(schema);
        variables.entry(name).or_default().extend(options);
    }
    variables
}

struct Scan<'a, 'b> {
    template: &'a Template,
    shapes: &'a Shapes,
    /// The variable of a loop keeps its shape until another loop uses the name.
    variables: BTreeMap<&'a str, Shape<'a>>,
    tokens: &'a [Token<'a>],
    words: Vec<&'a str>,
    found: &'b mut Vec<Diagnostic>,
}

/// A path in a template, such as `view.rules`.
struct Path<'a> {
    span: Range<usize>,
    shape: Shape<'a>,
    end: usize,
}

impl<'a> Scan<'a, '_> {
    fn template(&mut self) {
        let mut at = 0;
        let mut loop_variable = None;
        while at < self.words.len() {
            match &self.words[at..] {
                ["{%", tag, names @ ..] => {
                    loop_variable = None;
                    if ["component", "for", "set"].contains(tag) {
                        let ends = ["in", "=", "%}"];
                        let names = names.iter().take_while(|name| !ends.contains(name));
                        loop_variable = names.clone().last().filter(|_| *tag == "for").copied();
                        let unknown = names.map(|name| (*name, Shape::new()));
                        self.variables.extend(unknown);
                    }
                }
                ["|", "safe", ..] => self.check_safe(at),
                _ => {}
            }
            let Some(path) = self.path(at) else {
                at += 1;
                continue;
            };
            let before = at.checked_sub(1).map(|before| self.words[before]);
            match (before, self.words.get(path.end)) {
                (Some("{{"), Some(&"}}")) => self.check_print(&path),
                (Some("in"), Some(&"%}")) => {
                    if let Some(variable) = loop_variable.take() {
                        let items = self.items(&path);
                        self.variables.insert(variable, items);
                    }
                }
                _ => {}
            }
            at = path.end;
        }
    }

    /// Returns the shape of a part of a value, such as a field. Empty if no option has it.
    fn part(&self, of: &Shape<'a>, part: impl Fn(&'a Value) -> Option<&'a Value>) -> Shape<'a> {
        let mut shape = Shape::new();
        let found = of.iter().filter_map(|option| part(option));
        for option in found.flat_map(|found| self.shapes.options(found)) {
            if !shape.iter().any(|known| std::ptr::eq(*known, option)) {
                shape.push(option);
            }
        }
        shape
    }

    /// Returns the shape of the items of a loop.
    fn items(&mut self, path: &Path<'a>) -> Shape<'a> {
        let values = |list: &'a Value| list.get("items").or(list.get("additionalProperties"));
        let items = self.part(&path.shape, values);
        if items.is_empty() && !path.shape.is_empty() {
            let text = &self.template.text[path.span.clone()];
            let kind = kind_of(&path.shape).name();
            let message = format!("a loop needs a list, and `{text}` is a {kind}");
            let help = "print it, or use a list from docs/theme.md";
            self.report(Code::ThemeValue, path.span.clone(), message, help);
        }
        items
    }

    /// Reads the path at a token, and reports its first unknown field.
    fn path(&mut self, at: usize) -> Option<Path<'a>> {
        let first = self.tokens.get(at)?;
        // In `charts[key].drawings`, the part in brackets is read by itself.
        if !is_word(first.text) && first.text != "]" && first.text != ")" {
            return None;
        }
        let shape = self.variables.get(first.text);
        let mut path = Path {
            span: first.span(),
            shape: shape.cloned().unwrap_or_default(),
            end: at + 1,
        };
        let mut is_known = true;
        while let Some(["." | "?.", name]) = self.words.get(path.end..path.end + 2)
            && is_word(name)
        {
            let name: &str = name;
            let span = self.tokens[path.end + 1].span();
            let shape = self.part(&path.shape, |option| {
                let fields = option["properties"].get(name);
                fields.or(option.get("additionalProperties"))
            });
            if is_known
                && shape.is_empty()
                && let Some((message, help)) = self.unknown_field(&path, name)
            {
                is_known = false;
                self.report(Code::ThemeField, span.clone(), message, &help);
            }
            path.span.end = span.end;
            path.shape = shape;
            path.end += 2;
        }
        Some(path)
    }

    /// Returns the message and the help for a field that no option of a value has.
    fn unknown_field(&self, path: &Path, name: &str) -> Option<(String, String)> {
        let text = &self.template.text[path.span.clone()];
        let suggestion = |known: Vec<&str>| {
            suggestion(name, known, "docs/theme.md lists the fields of each page")
        };
        let known = path.shape.iter().flat_map(|option| fields(option));
        let known: Vec<&str> = known.map(|(name, _)| name).collect();
        Some(match kind_of(&path.shape) {
            Kind::Any if known.is_empty() => {
                let known = &self.shapes.kinds;
                if known.contains_key(name) || text == "loop" {
                    return None;
                }
                (
                    format!("no page has a field `{name}`"),
                    suggestion(known.keys().map(String::as_str).collect()),
                )
            }
            Kind::Any | Kind::Group | Kind::Map => {
                let page = match path.shape.len() {
                    1 if text == "view" => format!(" of {}", self.template.name),
                    _ => String::new(),
                };
                (
                    format!("`{text}`{page} has no field `{name}`"),
                    suggestion(known),
                )
            }
            Kind::List => (
                format!("`{text}` is a list, so it has no field `{name}`"),
                format!("use `{{% for one in ... %}}` and print `one.{name}`"),
            ),
            kind => (
                format!("`{text}` is a {}, so it has no field `{name}`", kind.name()),
                "print it as it is".to_owned(),
            ),
        })
    }

    /// Whether fields of a name are markup, and never text.
    fn is_markup(&self, name: &str) -> bool {
        let kinds = self.shapes.kinds.get(name);
        kinds.is_some_and(|kinds| kinds.contains(&Kind::Html) && !kinds.contains(&Kind::Text))
    }

    /// Checks `{{ path }}` without a filter: lists and groups cannot be printed, and markup needs `| safe`.
    fn check_print(&mut self, path: &Path) {
        let text = &self.template.text[path.span.clone()];
        let field = text.rsplit_once('.');
        let (code, message, help) = match kind_of(&path.shape) {
            Kind::List => (
                Code::ThemeValue,
                format!("`{text}` is a list, which cannot be printed as it is"),
                format!("use `{{% for one in {text} %}}`"),
            ),
            Kind::Group | Kind::Map => (
                Code::ThemeValue,
                format!("`{text}` is a group of fields, which cannot be printed as it is"),
                "print one of its fields".to_owned(),
            ),
            Kind::Html | Kind::Any if field.is_some_and(|(_, field)| self.is_markup(field)) => (
                Code::ThemeMarkup,
                format!("`{text}` is markup, so its tags would be shown as text"),
                "write `| safe` after it".to_owned(),
            ),
            _ => return,
        };
        self.report(code, path.span.clone(), message, &help);
    }

    /// Checks that `| safe` is only on fields that are markup. In other text, HTML that someone typed would run.
    fn check_safe(&mut self, at: usize) {
        let is_markup = match &self.words[..at] {
            [.., "." | "?.", field] => self.is_markup(field),
            _ => false,
        };
        if !is_markup {
            let message = "`safe` is only for fields that are markup: in other text, HTML that someone typed would run";
            let help = "delete `| safe`; docs/theme.md lists the fields that are markup";
            let span = self.tokens[at + 1].span();
            self.report(Code::ThemeMarkup, span, message.to_owned(), help);
        }
    }

    fn report(&mut self, code: Code, span: Range<usize>, message: String, help: &str) {
        let place = Place::bytes(&self.template.path, span);
        self.found
            .push(Diagnostic::error(code, place, message).help(help));
    }
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
}

fn unused_templates(templates: &[Template], shapes: &Shapes) -> Vec<Diagnostic> {
    if templates.iter().any(|template| !template.is_valid) {
        // A template with a syntax error may use any other.
        return Vec::new();
    }
    let mut used: BTreeSet<&str> = shapes.pages.iter().map(|(name, _)| *name).collect();
    for template in templates {
        for three in lexer::read(&template.text).windows(3) {
            let name = three[2].unquoted();
            match (three[0].text, three[1].text) {
                ("{%", "extends" | "include") if name != template.name => used.insert(name),
                ("{%", "component") => used.insert(&template.name),
                _ => false,
            };
        }
    }
    let unused = templates
        .iter()
        .filter(|one| one.is_own && !used.contains(&*one.name));
    unused
        .map(|template| unused_template(template, templates))
        .collect()
}

fn unused_template<'t>(template: &'t Template, templates: &'t [Template]) -> Diagnostic {
    let folder = if template.name.starts_with(SLOTS) {
        SLOTS
    } else {
        ""
    };
    // The name without its folder and ending, if it is in the same folder.
    let stem = |name: &'t str| {
        let name = name.strip_prefix(folder)?.strip_suffix(".html")?;
        (!name.contains('/')).then_some(name)
    };
    let others = templates.iter().filter(|other| !other.is_own);
    let others: Vec<&str> = others.filter_map(|other| stem(&other.name)).collect();
    let name = stem(&template.name).unwrap_or(&template.name);
    let message = match folder {
        SLOTS => format!("there is no slot `{name}`"),
        _ => "no page uses this template".to_owned(),
    };
    let help = match did_you_mean(name, others.iter().copied()) {
        Some(meant) => format!("rename it {TEMPLATES}{folder}{meant}.html"),
        None if folder == SLOTS => format!("the slots are {}", one_of(others)),
        None => format!(
            "include it where you need it, with {{% include \"{}\" %}}, or delete it",
            template.name
        ),
    };
    Diagnostic::error(Code::StrayFile, Place::file(&template.path), message).help(help)
}
