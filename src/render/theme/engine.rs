//! The template engine. No other file uses tera.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult};

use super::Template;
use crate::diag::did_you_mean;
use crate::site::page::Page;
use crate::site::words::Words;

/// Templates that the engine has compiled.
#[derive(Debug, Clone)]
pub(super) struct Engine(Arc<Tera>);

/// An error in a template.
pub(super) struct EngineError {
    pub(super) message: String,
    pub(super) span: Range<usize>,
}

/// An error between templates, such as a missing block. `at` is the template, the line and the column (both from 1), if the
/// engine names them.
pub(super) struct AssemblyError {
    pub(super) message: String,
    pub(super) at: Option<(String, usize, usize)>,
}

/// The reason why a page could not be rendered.
pub(super) struct Failure {
    /// The full message of the engine, with lines of the templates.
    pub(super) message: String,
    /// The template and the error in it, if the engine names them.
    pub(super) at: Option<(String, EngineError)>,
    /// The template, line and column of the error and of the calls that led to it.
    pub(super) calls: Vec<(String, usize, usize)>,
}

/// The name of the context variable that has the path from a page to the site's root, for [`Asset`].
const ROOT: &str = "root of the page";

/// The function `asset(path="crest.svg")` of templates: the address of a file of the theme, relative to the page.
struct Asset(BTreeMap<String, String>);

impl tera::Function<TeraResult<String>> for Asset {
    fn call(&self, given: Kwargs, state: &State) -> TeraResult<String> {
        let path = given.must_get::<&str>("path")?;
        let Some(published) = self.0.get(path) else {
            let known = self.0.keys().map(String::as_str);
            let message = format!("the theme has no file `{path}`{}", suggestion(path, known));
            return Err(tera::Error::message(message));
        };
        let Some(root) = state.get::<String>(ROOT)? else {
            let message =
                "`asset` cannot be used inside a component: pass its result to the component";
            return Err(tera::Error::message(message));
        };
        Ok(format!("{root}{published}"))
    }
}

fn suggestion<'a>(path: &str, known: impl Iterator<Item = &'a str>) -> String {
    did_you_mean(path, known).map_or(String::new(), |meant| format!("; did you mean `{meant}`?"))
}

fn new_tera(assets: &BTreeMap<String, String>) -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on([".html", ".htm", ".xml", ".svg"]);
    tera.register_function("asset", Asset(assets.clone()));
    tera
}

/// Checks the syntax of a template, without those that it calls or extends.
pub(super) fn check_syntax(name: &str, text: &str) -> Result<(), EngineError> {
    let Err(error) = new_tera(&BTreeMap::new()).add_raw_template(name, text) else {
        return Ok(());
    };
    match error.kind() {
        ErrorKind::SyntaxError(report) => Err(EngineError {
            message: report.message().to_owned(),
            span: report.span().range.clone(),
        }),
        _ => Ok(()),
    }
}

impl Engine {
    /// Compiles templates.
    pub(super) fn new(
        templates: &[Template],
        words: &'static Words,
        assets: &BTreeMap<String, String>,
    ) -> Result<Self, Vec<AssemblyError>> {
        let mut tera = new_tera(assets);
        let texts = templates
            .iter()
            .map(|template| (&template.name, &template.text));
        tera.add_raw_templates(texts)
            .map_err(|error| assembly_errors(&error))?;
        tera.global_context().insert("w", words);
        Ok(Self(Arc::new(tera)))
    }

    /// Renders a page.
    pub(super) fn render(
        &self,
        page: &Page,
        charts: &impl serde::Serialize,
    ) -> Result<String, Failure> {
        let mut context = Context::new();
        context.insert("frame", &page.frame);
        context.insert(ROOT, &page.frame.root);
        context.insert("view", &page.view);
        context.insert("charts", charts);
        let rendered = self.0.render(page.view.template(), &context);
        rendered.map_err(|error| {
            let message = message_of(&error);
            let calls = places_in(&message).collect();
            let at = place_of(&error);
            Failure { message, at, calls }
        })
    }
}

/// Splits the message of the engine into its reports: `error: ...`, then `--> template:line:column`.
fn assembly_errors(error: &tera::Error) -> Vec<AssemblyError> {
    let text = error.to_string();
    let reports = text.split("\n\nerror: ");
    let errors = reports.map(|report| {
        let report = report.strip_prefix("error: ").unwrap_or(report);
        AssemblyError {
            message: report.lines().next().unwrap_or_default().to_owned(),
            at: places_in(report).next(),
        }
    });
    errors.collect()
}

/// Returns every `template:line:column` in a report.
fn places_in(report: &str) -> impl Iterator<Item = (String, usize, usize)> {
    report.lines().filter_map(|line| {
        let place = line.rsplit([' ', '\t']).next()?;
        let mut parts = place.rsplitn(3, ':');
        let (column, line) = (parts.next()?, parts.next()?);
        let template = parts.next()?.to_owned();
        Some((template, line.parse().ok()?, column.parse().ok()?))
    })
}

fn place_of(error: &tera::Error) -> Option<(String, EngineError)> {
    let ErrorKind::RenderingError(report) = error.kind() else {
        return None;
    };
    let error = EngineError {
        message: report.message().to_owned(),
        span: report.span().range.clone(),
    };
    Some((report.filename().to_owned(), error))
}

/// Returns the message of the engine without `error: `, which every message of the program starts with.
fn message_of(error: &tera::Error) -> String {
    let message = error.to_string();
    message
        .strip_prefix("error: ")
        .unwrap_or(&message)
        .to_owned()
}

/// Returns the byte at a line and a column, both from 1. The column counts characters.
pub(super) fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let lines = text.split_inclusive('\n').take(line - 1);
    let start: usize = lines.map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    start
        + rest
            .chars()
            .take(column - 1)
            .map(char::len_utf8)
            .sum::<usize>()
}
