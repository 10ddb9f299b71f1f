//! What is wrong, as a browser shows it: the same text as the terminal's.

use super::client;
use super::facts::Version;
use crate::build::Reading;
use crate::diag::text::{self, Colours};
use crate::diag::{self, Severity};
use crate::disk::ReadError;
use crate::markup::Html;

/// What stands below the problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beneath {
    /// The site as it last was without errors.
    LastGood,
    /// No site yet.
    Nothing,
}

/// What is wrong with a state.
pub(super) struct Problems {
    beneath: Beneath,
    /// In one line.
    headline: String,
    /// Each in full, errors first.
    texts: Vec<(Severity, String)>,
    pub(super) version: Version,
}

impl Problems {
    /// Nothing where the site could be published.
    pub(super) fn of(outcome: Result<&Reading, &ReadError>, beneath: Beneath) -> Option<Self> {
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
                Some(Self::new(headline, texts.collect(), beneath))
            }
            Err(error) => {
                let headline = "The site's folder cannot be read".to_owned();
                let text = (Severity::Error, format!("error: {error}"));
                Some(Self::new(headline, vec![text], beneath))
            }
        }
    }

    /// A page that the theme cannot show.
    pub(super) fn of_page(message: &str) -> Self {
        let text = (Severity::Error, format!("error: {message}"));
        Self::new(String::new(), vec![text], Beneath::Nothing)
    }

    fn new(headline: String, texts: Vec<(Severity, String)>, beneath: Beneath) -> Self {
        let pieces = texts.iter().map(|(_, text)| text.as_bytes());
        Self {
            version: Version::of(pieces),
            headline,
            texts,
            beneath,
        }
    }

    /// A panel over the page. It folds without a script too.
    pub(super) fn panel(&self) -> String {
        let headline = Html::text(&self.headline);
        let beneath = match self.beneath {
            Beneath::LastGood => "The page below is as it was before. ",
            Beneath::Nothing => "",
        };
        format!(
            "<aside id=\"quarterdeck-problems\" aria-label=\"Problems\">\
             <link rel=\"stylesheet\" href=\"{}\">\
             <details open><summary><span role=\"alert\">{headline}</span></summary>\
             <p>{beneath}This goes as soon as the files are fixed and saved. Escape folds it away.</p>\
             {}</details></aside>",
            client::PROBLEMS_STYLE,
            self.list()
        )
    }

    /// Each of them, in the words of the terminal.
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
