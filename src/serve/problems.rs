//! What is wrong, as a browser shows it: the same text as the terminal's.

use super::client;
use super::facts::Version;
use crate::build::Reading;
use crate::diag::text::{self, Colours};
use crate::diag::{self, Severity};
use crate::disk::ReadError;
use crate::markup::Html;

/// What is wrong with a state.
pub(super) struct Problems {
    /// In one line.
    headline: String,
    /// Each in full, errors first.
    texts: Vec<(Severity, String)>,
    pub(super) version: Version,
}

impl Problems {
    /// Nothing where the site could be published.
    pub(super) fn of(outcome: Result<&Reading, &ReadError>) -> Option<Self> {
        match outcome {
            Ok(reading) if reading.judged.is_some() => None,
            Ok(reading) => {
                let ordered = diag::errors_first(&reading.problems);
                let texts = ordered.map(|problem| {
                    let text = text::render(problem, &reading.sources, Colours::None);
                    (problem.severity, text)
                });
                Some(Self::new(diag::counted(&reading.problems), texts.collect()))
            }
            Err(error) => {
                let headline = "The site's folder cannot be read".to_owned();
                Some(Self::new(
                    headline,
                    vec![(Severity::Error, format!("error: {error}"))],
                ))
            }
        }
    }

    /// A page that the theme cannot show.
    pub(super) fn of_page(message: &str) -> Self {
        let text = format!("error: {message}");
        Self::new(
            "This page cannot be shown".to_owned(),
            vec![(Severity::Error, text)],
        )
    }

    fn new(headline: String, texts: Vec<(Severity, String)>) -> Self {
        let pieces = texts.iter().map(|(_, text)| text.as_bytes());
        Self {
            version: Version::of(pieces),
            headline,
            texts,
        }
    }

    /// A panel over the page. It folds without a script too.
    pub(super) fn panel(&self) -> String {
        let headline = Html::text(&self.headline);
        let mut html = format!(
            "<aside id=\"quarterdeck-problems\" aria-label=\"Problems\">\
             <link rel=\"stylesheet\" href=\"{}\">\
             <details open><summary><span role=\"alert\">{headline}</span></summary>\
             <p>Below is the site as it was before. This goes when the files are mended; Escape folds it away.</p><ol>",
            client::PROBLEMS_STYLE
        );
        for (severity, text) in &self.texts {
            let kind = match severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            };
            let text = Html::text(text);
            html.push_str(&format!(
                "<li class=\"{kind}\"><pre tabindex=\"0\">{text}</pre></li>"
            ));
        }
        html.push_str("</ol></details></aside>");
        html
    }
}
