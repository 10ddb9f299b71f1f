//! The template engine. No other file uses tera.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult};

use super::Template;
use crate::diag::suggestion;
use crate::site::page::Page;
use crate::site::words::Words;
use crate::source::LineColumn;

/// Templates that the engine has compiled.
#[derive(Debug, Clone)]
pub(super) struct Engine(Arc<Tera>);

/// An error in a template or between templates.
#[derive(Debug)]
pub(super) struct EngineError {
    pub(super) message: String,
    /// The message with the lines of the templates, as the engine shows it.
    pub(super) report: String,
    /// The template, line and column of the error, then of the calls that led to it.
    pub(super) places: Vec<(String, LineColumn)>,
    /// The template and the bytes of the error, if the engine names them.
    pub(super) at: Option<(String, Range<usize>)>,
}

impl EngineError {
    /// Splits an error into its reports: `error: ...`, then `--> template:line:column`.
    fn all(error: &tera::Error) -> Vec<Self> {
        let at = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                Some((report.filename().to_owned(), report.span().range.clone()))
            }
            _ => None,
        };
        let text = error.to_string();
        let reports = text.strip_prefix("error: ").unwrap_or(&text);
        let reports = reports.split("\n\nerror: ").map(|report| Self {
            message: report.lines().next().unwrap_or_default().to_owned(),
            report: report.to_owned(),
            places: report.lines().skip(1).filter_map(place_in).collect(),
            at: at.clone(),
        });
        reports.collect()
    }
}

/// Returns the `template:line:column` at the end of a line of a report.
fn place_in(line: &str) -> Option<(String, LineColumn)> {
    let mut parts = line.rsplit([' ', '\t']).next()?.rsplitn(3, ':');
    let (column, line) = (parts.next()?, parts.next()?);
    let template = parts.next()?.to_owned();
    let (line, column) = (line.parse().ok()?, column.parse().ok()?);
    Some((template, LineColumn { line, column }))
}

/// The name of the context variable that has the path from a page to the site's root, for [`Asset`].
const ROOT: &str = "root of the page";

/// The function `asset(path="crest.svg")` of templates: the address of a file of the theme, relative to the page.
struct Asset(BTreeMap<String, String>);

impl tera::Function<TeraResult<String>> for Asset {
    fn call(&self, given: Kwargs, state: &State) -> TeraResult<String> {
        let path = given.must_get::<&str>("path")?;
        let Some(published) = self.0.get(path) else {
            let meant = suggestion(path, self.0.keys().map(String::as_str));
            let meant = meant.map_or(String::new(), |meant| format!("; {meant}"));
            let message = format!("the theme has no file `{path}`{meant}");
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

fn new_tera(assets: &BTreeMap<String, String>) -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on([".html", ".htm", ".xml", ".svg"]);
    tera.register_function("asset", Asset(assets.clone()));
    tera
}

/// Returns the syntax error of a template, without those that it calls or extends.
pub(super) fn syntax_error(name: &str, text: &str) -> Option<EngineError> {
    let error = new_tera(&BTreeMap::new())
        .add_raw_template(name, text)
        .err()?;
    EngineError::all(&error)
        .into_iter()
        .find(|error| error.at.is_some())
}

impl Engine {
    pub(super) fn new(
        templates: &[Template],
        words: &'static Words,
        assets: &BTreeMap<String, String>,
    ) -> Result<Self, Vec<EngineError>> {
        let mut tera = new_tera(assets);
        let texts = templates.iter().map(|one| (&one.name, &one.text));
        tera.add_raw_templates(texts)
            .map_err(|error| EngineError::all(&error))?;
        tera.global_context().insert("w", words);
        Ok(Self(Arc::new(tera)))
    }

    pub(super) fn render(
        &self,
        page: &Page,
        charts: &impl serde::Serialize,
        into: &mut Vec<u8>,
    ) -> Result<(), EngineError> {
        let mut context = Context::new();
        context.insert("frame", &page.frame);
        context.insert(ROOT, &page.frame.root);
        context.insert("view", &page.view);
        context.insert("charts", charts);
        let rendered = self.0.render_to(page.view.template(), &context, into);
        rendered.map_err(|error| EngineError::all(&error).swap_remove(0))
    }
}
