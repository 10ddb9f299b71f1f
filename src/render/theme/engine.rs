//! The one door to the template engine.

use std::ops::Range;
use std::sync::Arc;

use tera::{Context, ErrorKind, Tera};

use super::check::Source;
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

fn empty() -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on([".html", ".htm", ".xml", ".svg"]);
    tera
}

/// Whether the engine can read a template on its own, whatever it calls and extends.
pub(super) fn read(name: &str, text: &str) -> Result<(), Refusal> {
    let Err(error) = empty().add_raw_template(name, text) else {
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
    pub(super) fn new(sources: &[Source], words: &'static Words) -> Result<Self, String> {
        let mut tera = empty();
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
    use super::empty;

    fn is_known(template: &str) -> bool {
        empty().add_raw_template("one.html", template).is_ok()
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
