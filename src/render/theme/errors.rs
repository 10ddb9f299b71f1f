//! Errors of the template engine, as diagnostics in the files that the site can change.

use super::engine::EngineError;
use super::files::{TEMPLATES, built_in};
use super::{NamedTheme, Template, Theme, lexer, suggestion};
use crate::diag::{Code, Diagnostic};
use crate::site::PageSet;
use crate::source::{LineColumn, Place, SourceText};

/// The number of problems of pages that are reported. One error in a slot is in every page.
const MAX_PROBLEMS: usize = 10;

/// Returns the syntax error of a template as a diagnostic.
pub(super) fn syntax(template: &Template, error: &EngineError) -> Diagnostic {
    let place = match &error.at {
        Some((_, span)) => Place::bytes(&template.path, span.clone()),
        None => Place::file(&template.path),
    };
    let message = error.message.trim_end_matches('.');
    let (message, help) = if message == "Unexpected end of input" {
        (
            "this template ends before everything is closed".to_owned(),
            "each `{% if %}`, `{% for %}` and `{% block %}` needs its `{% endif %}`, `{% endfor %}` or `{% endblock %}`",
        )
    } else {
        let mut letters = message.chars();
        let first = letters.next().unwrap_or_default().to_ascii_lowercase();
        (
            format!("this template cannot be read: {first}{}", letters.as_str()),
            "use `{{ }}` to print and `{% %}` for control; compare it with a template that works",
        )
    };
    Diagnostic::error(Code::ThemeSyntax, place, message).help(help)
}

/// Converts errors between templates into diagnostics, one for each place.
pub(super) fn assembly(
    errors: &[EngineError],
    templates: &[Template],
    named: &NamedTheme,
) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for error in errors {
        let (place, message, help) = assembly_error(error, templates);
        let place = place.unwrap_or_else(|| named.place.clone());
        add(
            &mut problems,
            Diagnostic::error(Code::ThemePart, place, message).help(help),
        );
    }
    problems
}

/// Adds a problem, unless one in the same place is known.
fn add(problems: &mut Vec<Diagnostic>, problem: Diagnostic) {
    if !problems.iter().any(|known| known.place == problem.place) {
        problems.push(problem);
    }
}

/// The place, the message and the help of a problem.
type Problem = (Option<Place>, String, String);

const ELSEWHERE: &str = "docs/theme.md lists them";
const IN_TERA: &str = "the documentation of Tera 2, the template language, lists them";

fn assembly_error(error: &EngineError, templates: &[Template]) -> Problem {
    // "Unknown filter `uper`", "Template 'a' is inheriting from 'b', which does not exist".
    let mut parts = error.message.split(['`', '\'']);
    let kind = parts.next().unwrap_or_default().trim_end();
    let quoted: Vec<&str> = parts.step_by(2).collect();
    let name = quoted.first().copied().unwrap_or_default();
    let circular = |tag: &str| {
        (
            place_after(&[tag], name, templates),
            format!("{name} {}s itself", tag.trim_end_matches('s')),
            format!("delete this {tag}"),
        )
    };
    match kind {
        "Template" | "Unknown template" => {
            let missing = quoted.get(1).copied().unwrap_or(name);
            (
                place_after(&["extends", "include"], missing, templates),
                format!("there is no template `{missing}`"),
                suggestion(missing, templates.iter().map(|one| &*one.name), ELSEWHERE),
            )
        }
        "Component" => duplicate_component(name, &quoted[1..], templates),
        _ if kind.starts_with("Circular include") => circular("include"),
        _ if kind.starts_with("Circular") => circular("extends"),
        _ => unknown_part(kind, name, error, templates),
    }
}

/// Returns the place where one of the site's templates has a name after one of some tags.
fn place_after(tags: &[&str], name: &str, templates: &[Template]) -> Option<Place> {
    templates.iter().filter(|one| one.is_own).find_map(|one| {
        let mut names = lexer::names_after(&one.text, tags).into_iter();
        let found = names.find(|found| found.unquoted() == name)?;
        Some(Place::bytes(&one.path, found.span()))
    })
}

/// Reports a component of the site that has the name of a built-in one.
fn duplicate_component(name: &str, files: &[&str], templates: &[Template]) -> Problem {
    let mut built_in = templates.iter().filter(|one| !one.is_own);
    let theirs = built_in.find(|one| files.contains(&&*one.name));
    let theirs = theirs.map_or("", |one| &one.name);
    (
        place_after(&["component"], name, templates),
        format!("{theirs} already has a component `{name}`"),
        format!(
            "give it another name; to change the existing one, replace the whole file: quarterdeck theme take templates/{theirs}"
        ),
    )
}

/// Reports a block, component, filter, test or function that does not exist.
fn unknown_part(kind: &str, name: &str, error: &EngineError, templates: &[Template]) -> Problem {
    let (tag, message, help) = match kind {
        "Unknown component" => ("component", "there is no component", ELSEWHERE),
        "Block" => (
            "block",
            "no template that this one extends has a block",
            ELSEWHERE,
        ),
        "Unknown filter" => ("", "there is no filter", IN_TERA),
        "Unknown test" => ("", "there is no test", IN_TERA),
        _ => (
            "",
            "there is no function",
            "the functions are `asset`, `range`, `super` and `throw`",
        ),
    };
    let named = error.places.first();
    let place = named.and_then(|(file, place)| {
        let own = own(templates, file)?;
        let at = byte_at(own, *place);
        let at = at + own.text[at..].find(name).unwrap_or_default();
        Some(Place::bytes(&own.path, at..at + name.len()))
    });
    if !tag.is_empty() && named.is_some() && place.is_none() {
        return missing_part(tag, name, templates);
    }
    // Only blocks and components get their names from templates.
    let searched = if tag.is_empty() { &[] } else { templates };
    let known = searched.iter();
    let known = known.flat_map(|one| lexer::names_after(&one.text, &[tag]));
    let known = known.map(|known| known.unquoted());
    let help = suggestion(name, known.filter(|known| *known != name), help);
    (place, format!("{message} `{name}`"), help)
}

/// Reports one of the site's files without a block or component that built-in templates need.
fn missing_part(tag: &str, name: &str, templates: &[Template]) -> Problem {
    let had_it = |template: &&Template| {
        let before = built_in(&format!("{TEMPLATES}{}", template.name)).unwrap_or_default();
        let mut names = lexer::names_after(before, &[tag]).into_iter();
        template.is_own && names.any(|found| found.text == name)
    };
    let own = templates.iter().find(had_it);
    let help = match tag {
        "block" => format!("write {{% block {name} %}}{{% endblock %}}"),
        _ => "compare it with the built-in file: quarterdeck theme diff".to_owned(),
    };
    (
        own.map(|template| Place::file(&template.path)),
        format!("this file has no {tag} `{name}`, which built-in templates need"),
        help,
    )
}

impl Theme {
    /// Renders every page of some sites, and returns the problems, one for each place. Does nothing if the site has no
    /// templates of its own.
    pub(crate) fn trial_render<'a>(
        &self,
        sites: impl Iterator<Item = PageSet<'a>>,
    ) -> Vec<Diagnostic> {
        let mut problems: Vec<Diagnostic> = Vec::new();
        let Some(first) = self.templates.iter().find(|template| template.is_own) else {
            return problems;
        };
        for (index, pages) in sites.enumerate() {
            for page in pages.files().filter_map(|file| pages.page(&file)) {
                let Err(error) = self.try_render(&page, &mut Vec::new()) else {
                    continue;
                };
                let page = match index {
                    0 => format!("the page {}", page.route),
                    _ => format!("a page of {}", page.view.template()),
                };
                if problems.len() < MAX_PROBLEMS {
                    add(&mut problems, self.page_problem(&page, &error, first));
                }
            }
        }
        problems
    }

    /// Reports a page that cannot be made, in the template of the site that has the error or leads to it.
    fn page_problem(&self, page: &str, error: &EngineError, first: &Template) -> Diagnostic {
        let own = |file| own(&self.templates, file);
        let at = error.at.as_ref();
        let exact = at.and_then(|(file, span)| Some(Place::bytes(&own(file)?.path, span.clone())));
        let message = match at {
            Some((file, _)) if exact.is_none() => {
                format!("in the built-in {file}, {}", error.message)
            }
            _ => error.message.clone(),
        };
        let caller = || {
            error.places.iter().find_map(|(file, place)| {
                let own = own(file)?;
                let at = byte_at(own, *place);
                Some(Place::bytes(&own.path, at..at + 1))
            })
        };
        let place = exact
            .or_else(caller)
            .unwrap_or_else(|| Place::file(&first.path));
        let (message, help) = message_and_help(message.trim_end_matches('.'));
        let message = format!("{page} cannot be made: {message}");
        Diagnostic::error(Code::ThemePage, place, message).help(help)
    }
}

/// Returns the message of the engine and a help text, which suggests a name if the message lists the names.
fn message_and_help(message: &str) -> (&str, String) {
    let Some((first, available)) = message.split_once(". Available ") else {
        let help = "docs/theme.md describes each field; use `{% if ... %}` around fields that only some pages have";
        return (message, help.to_owned());
    };
    let name = first.split('`').nth(1).unwrap_or_default();
    let names = available.split_once(": ").map_or("", |(_, names)| names);
    let otherwise = "use `{% if ... %}` around fields that only some pages have";
    (first, suggestion(name, names.split(", "), otherwise))
}

/// Finds one of the site's templates by its name.
fn own<'t>(templates: &'t [Template], name: &str) -> Option<&'t Template> {
    let mut own = templates.iter().filter(|one| one.is_own);
    own.find(|one| one.name == name)
}

fn byte_at(template: &Template, place: LineColumn) -> usize {
    SourceText::decode_lossy(template.path.clone(), template.text.as_bytes()).byte_at(place)
}
