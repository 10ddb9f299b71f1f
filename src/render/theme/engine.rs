//! The one door to the template engine.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult};

use super::Source;
use crate::diag::did_you_mean;
use crate::site::page::Page;
use crate::site::words::Words;

/// Templates that the engine has understood.
#[derive(Debug, Clone)]
pub(super) struct Engine(Arc<Tera>);

/// What the engine says against a template, and where.
pub(super) struct Refusal {
    pub(super) message: String,
    pub(super) span: Range<usize>,
}

/// Why templates do not fit together: the engine's words, with the template and the line and column (both from 1)
/// where it names them.
pub(super) struct Misfit {
    pub(super) message: String,
    pub(super) at: Option<(String, usize, usize)>,
}

/// Why a page could not be shown.
pub(super) struct Failure {
    /// In full, with the lines of the templates, as the engine tells it.
    pub(super) told: String,
    /// Template and place, and in short, where the engine knows them.
    pub(super) at: Option<(String, Refusal)>,
    /// Template, line and column of the place, and of the calls that led there.
    pub(super) ways: Vec<(String, usize, usize)>,
}

/// What the engine calls the way from a page to the site's root, for [`Asset`].
const ROOT: &str = "root of the page";

/// `asset(path="crest.svg")`: the address of a file of the theme, from the page that asks.
struct Asset(BTreeMap<String, String>);

impl tera::Function<TeraResult<String>> for Asset {
    fn call(&self, given: Kwargs, state: &State) -> TeraResult<String> {
        let path = given.must_get::<&str>("path")?;
        let Some(published) = self.0.get(path) else {
            let known = self.0.keys().map(String::as_str);
            let message = format!("the theme has no file `{path}`{}", meant(path, known));
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

fn meant<'a>(path: &str, known: impl Iterator<Item = &'a str>) -> String {
    did_you_mean(path, known).map_or(String::new(), |meant| format!("; did you mean `{meant}`?"))
}

fn empty(assets: &BTreeMap<String, String>) -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on([".html", ".htm", ".xml", ".svg"]);
    tera.register_function("asset", Asset(assets.clone()));
    tera
}

/// Whether the engine can read a template on its own, whatever it calls and extends.
pub(super) fn read(name: &str, text: &str) -> Result<(), Refusal> {
    let Err(error) = empty(&BTreeMap::new()).add_raw_template(name, text) else {
        return Ok(());
    };
    match error.kind() {
        ErrorKind::SyntaxError(report) => Err(Refusal {
            message: report.message().to_owned(),
            span: report.span().range.clone(),
        }),
        _ => Ok(()),
    }
}

impl Engine {
    /// Puts templates together.
    pub(super) fn new(
        sources: &[Source],
        words: &'static Words,
        assets: &BTreeMap<String, String>,
    ) -> Result<Self, Vec<Misfit>> {
        let mut tera = empty(assets);
        let texts = sources.iter().map(|source| (&source.name, &source.text));
        tera.add_raw_templates(texts)
            .map_err(|error| misfits(&error))?;
        tera.global_context().insert("w", words);
        Ok(Self(Arc::new(tera)))
    }

    /// Shows a page.
    pub(super) fn show(
        &self,
        page: &Page,
        charts: &impl serde::Serialize,
    ) -> Result<String, Failure> {
        let mut context = Context::new();
        context.insert("frame", &page.frame);
        context.insert(ROOT, &page.frame.root);
        context.insert("view", &page.view);
        context.insert("charts", charts);
        let shown = self.0.render(page.view.template(), &context);
        shown.map_err(|error| {
            let told = in_words(&error);
            let ways = places_in(&told).collect();
            let at = place_of(&error);
            Failure { told, at, ways }
        })
    }
}

/// The engine reports everything at once, as a text of several reports: `error: ...`, then `--> template:line:column`.
fn misfits(error: &tera::Error) -> Vec<Misfit> {
    let text = error.to_string();
    let reports = text.split("\n\nerror: ");
    let misfits = reports.map(|report| {
        let report = report.strip_prefix("error: ").unwrap_or(report);
        Misfit {
            message: report.lines().next().unwrap_or_default().to_owned(),
            at: places_in(report).next(),
        }
    });
    misfits.collect()
}

/// Every `template:line:column` that a report names.
fn places_in(report: &str) -> impl Iterator<Item = (String, usize, usize)> {
    report.lines().filter_map(|line| {
        let place = line.rsplit([' ', '\t']).next()?;
        let mut parts = place.rsplitn(3, ':');
        let (column, line) = (parts.next()?, parts.next()?);
        let template = parts.next()?.to_owned();
        Some((template, line.parse().ok()?, column.parse().ok()?))
    })
}

fn place_of(error: &tera::Error) -> Option<(String, Refusal)> {
    let ErrorKind::RenderingError(report) = error.kind() else {
        return None;
    };
    let refusal = Refusal {
        message: report.message().to_owned(),
        span: report.span().range.clone(),
    };
    Some((report.filename().to_owned(), refusal))
}

/// What the engine says, without the word that every message of the program begins with.
fn in_words(error: &tera::Error) -> String {
    let words = error.to_string();
    words.strip_prefix("error: ").unwrap_or(&words).to_owned()
}

/// The byte of a line and column, both counted from 1 and the column in characters.
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
