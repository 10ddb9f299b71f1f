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
    /// The panel over a page.
    pub(super) panel: String,
    pub(super) version: String,
}

impl Problems {
    /// Returns `None` if the site can be published. `is_over_site` tells whether it lies over a page of the last site without errors.
    pub(super) fn of(outcome: Result<&Reading, &ReadError>, is_over_site: bool) -> Option<Self> {
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
        let panel = panel(&headline, &texts, is_over_site);
        let version = version([panel.as_bytes()]);
        Some(Self { panel, version })
    }
}

/// Returns the panel over a page. It closes without a script too.
fn panel(headline: &str, texts: &[(Severity, String)], is_over_site: bool) -> String {
    let (headline, list) = (Html::text(headline), list(texts));
    let behind = if is_over_site {
        "The page behind this panel is from before the error. "
    } else {
        ""
    };
    format!(
        "<aside id=\"quarterdeck-problems\" aria-label=\"Problems\">\
         <link rel=\"stylesheet\" href=\"{}\">\
         <details open><summary><span role=\"alert\">{headline}</span></summary>\
         <p>{behind}This goes as soon as the files are fixed and saved. Escape folds it away.</p>\
         {list}</details></aside>",
        client::PROBLEMS_STYLE,
    )
}

/// Returns problems as a list.
pub(super) fn list(texts: &[(Severity, String)]) -> String {
    let items = texts.iter().map(|(severity, text)| {
        let text = Html::text(text);
        format!("<li class=\"{severity}\"><pre tabindex=\"0\">{text}</pre></li>")
    });
    format!("<ol>{}</ol>", items.collect::<String>())
}
