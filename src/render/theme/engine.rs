//! The one door to the template engine.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult};

use super::check::Source;
use crate::diag::did_you_mean;
use crate::site::Page;
use crate::site::words::Words;

/// Templates that the engine has understood.
#[derive(Debug, Clone)]
pub(super) struct Engine(Arc<Tera>);

/// What the engine says against a template, and where.
pub(super) struct Refusal {
    pub(super) message: String,
    pub(super) span: Range<usize>,
}

/// Why a page could not be shown.
pub(super) struct Failure {
    /// In full, with the lines of the templates, as the engine tells it.
    pub(super) told: String,
    /// Template and place, and in short, where the engine knows them.
    pub(super) at: Option<(String, Refusal)>,
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
                "`asset` is not there within a component: hand what it gives to the component";
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
    ) -> Result<Self, String> {
        let mut tera = empty(assets);
        let texts = sources.iter().map(|source| (&source.name, &source.text));
        tera.add_raw_templates(texts)
            .map_err(|error| in_words(&error))?;
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
        shown.map_err(|error| Failure {
            told: in_words(&error),
            at: place_of(&error),
        })
    }
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

#[cfg(test)]
mod tests {
    use super::super::check::filters::{FILTERS, FUNCTIONS, TESTS};
    use super::{BTreeMap, empty};

    fn is_known(template: &str) -> bool {
        empty(&BTreeMap::new())
            .add_raw_template("one.html", template)
            .is_ok()
    }

    #[test]
    fn every_filter_test_and_function_is_one_of_the_engine() {
        for filter in FILTERS {
            assert!(is_known(&format!("{{{{ a | {filter} }}}}")), "{filter}");
        }
        for test in TESTS {
            assert!(is_known(&format!("{{{{ a is {test} }}}}")), "{test}");
        }
        for function in FUNCTIONS {
            assert!(is_known(&format!("{{{{ {function}() }}}}")), "{function}");
        }
        assert!(!is_known("{{ a | saef }}"));
    }
}
