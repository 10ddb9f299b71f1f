//! Problems for a browser, in the same text as on the terminal.

use super::client;
use super::versions::Version;
use crate::build::Reading;
use crate::diag::text::{self, Colours};
use crate::diag::{self, Severity};
use crate::disk::ReadError;
use crate::markup::Html;

/// The page below the problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fallback {
    /// The site as it last was without errors.
    LastGood,
    /// No site yet.
    Nothing,
}

/// The problems of a state.
pub(super) struct Problems {
    fallback: Fallback,
    headline: String,
    /// Errors first.
    texts: Vec<(Severity, String)>,
    pub(super) version: Version,
}

impl Problems {
    /// Returns `None` if the site can be published.
    pub(super) fn of(outcome: Result<&Reading, &ReadError>, fallback: Fallback) -> Option<Self> {
        match outcome {
            Ok(reading) if reading.judged.is_some() => None,
            Ok(reading) => {
                let mut ordered: Vec<_> = reading.problems.iter().collect();
                ordered.sort_by_key(|problem| problem.severity);
                let texts = ordered.into_iter().map(|problem| {
                    let text = text::render(problem, &reading.sources, Colours::None);
                    (problem.severity, text)
                });
                let headline = diag::counted(&reading.problems);
                Some(Self::new(headline, texts.collect(), fallback))
            }
            Err(error) => {
                let headline = "The site's folder cannot be read".to_owned();
                let text = (Severity::Error, format!("error: {error}"));
                Some(Self::new(headline, vec![text], fallback))
            }
        }
    }

    /// Returns the problem of a page that cannot be rendered.
    pub(super) fn of_page(message: &str) -> Self {
        let text = (Severity::Error, format!("error: {message}"));
        Self::new(String::new(), vec![text], Fallback::Nothing)
    }

    fn new(headline: String, texts: Vec<(Severity, String)>, fallback: Fallback) -> Self {
        let pieces = texts.iter().map(|(_, text)| text.as_bytes());
        Self {
            version: Version::of(pieces),
            headline,
            texts,
            fallback,
        }
    }

    /// Returns the panel above the page. It closes without a script too.
    pub(super) fn panel(&self) -> String {
        let headline = Html::text(&self.headline);
        let fallback = match self.fallback {
            Fallback::LastGood => "The page below is as it was before. ",
            Fallback::Nothing => "",
        };
        format!(
            "<aside id=\"quarterdeck-problems\" aria-label=\"Problems\">\
             <link rel=\"stylesheet\" href=\"{}\">\
             <details open><summary><span role=\"alert\">{headline}</span></summary>\
             <p>{fallback}This goes as soon as the files are fixed and saved. Escape folds it away.</p>\
             {}</details></aside>",
            client::PROBLEMS_STYLE,
            self.list()
        )
    }

    /// Returns the problems as a list.
    pub(super) fn list(&self) -> String {
        let items = self.texts.iter().map(|(severity, text)| {
            let kind = match severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            };
            let text = Html::text(text);
            format!("<li class=\"{kind}\"><pre tabindex=\"0\">{text}</pre></li>")
        });
        format!("<ol>{}</ol>", items.collect::<Vec<_>>().concat())
    }
}
