//! Problems for a browser, in the same text as on the terminal.

use super::answer::version;
use super::client;
use crate::build::Reading;
use crate::diag::text::{self, Colours};
use crate::diag::{self, Severity};
use crate::disk::ReadError;
use crate::markup::Html;

/// The problems of a state.
pub(super) struct Problems {
    /// Whether they are shown above the site as it last was without errors.
    is_above_site: bool,
    headline: String,
    /// Errors first.
    texts: Vec<(Severity, String)>,
    pub(super) version: String,
}

impl Problems {
    /// Returns `None` if the site can be published.
    pub(super) fn of(outcome: Result<&Reading, &ReadError>, is_above_site: bool) -> Option<Self> {
        let (headline, texts) = match outcome {
            Ok(reading) if reading.judged.is_some() => return None,
            Ok(reading) => {
                let mut ordered: Vec<_> = reading.problems.iter().collect();
                ordered.sort_by_key(|problem| problem.severity);
                let texts = ordered.into_iter().map(|problem| {
                    let text = text::render(problem, &reading.sources, Colours::None);
                    (problem.severity, text)
                });
                (diag::counted(&reading.problems), texts.collect())
            }
            Err(error) => {
                let headline = "The site's folder cannot be read".to_owned();
                let text = (Severity::Error, format!("error: {error}"));
                (headline, vec![text])
            }
        };
        Some(Self {
            version: version(texts.iter().map(|(_, text): &(_, String)| text.as_bytes())),
            headline,
            texts,
            is_above_site,
        })
    }

    /// Returns the panel above the page. It closes without a script too.
    pub(super) fn panel(&self) -> String {
        let headline = Html::text(&self.headline);
        let below = if self.is_above_site {
            "The page below is as it was before. "
        } else {
            ""
        };
        format!(
            "<aside id=\"quarterdeck-problems\" aria-label=\"Problems\">\
             <link rel=\"stylesheet\" href=\"{}\">\
             <details open><summary><span role=\"alert\">{headline}</span></summary>\
             <p>{below}This goes as soon as the files are fixed and saved. Escape folds it away.</p>\
             {}</details></aside>",
            client::PROBLEMS_STYLE,
            list(&self.texts)
        )
    }
}

/// Returns problems as a list.
pub(super) fn list(texts: &[(Severity, String)]) -> String {
    let items = texts.iter().map(|(severity, text)| {
        let kind = match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let text = Html::text(text);
        format!("<li class=\"{kind}\"><pre tabindex=\"0\">{text}</pre></li>")
    });
    format!("<ol>{}</ol>", items.collect::<String>())
}
