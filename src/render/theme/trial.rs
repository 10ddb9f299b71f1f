//! Renders pages with a site's templates before publishing, so that errors become diagnostics in their places.

use super::Theme;
use super::engine::{EngineError, Failure, byte_at};
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::site::PageSet;
use crate::source::Place;

/// The number of problems that are reported. One error in a slot is in every page.
const MAX_PROBLEMS: usize = 10;

impl Theme {
    /// Renders every page of some sites, and returns the problems, one for each place. Does nothing if the site has no
    /// templates of its own.
    pub(crate) fn trial_render<'a>(
        &self,
        sites: impl Iterator<Item = PageSet<'a>>,
    ) -> Vec<Diagnostic> {
        let mut problems: Vec<Diagnostic> = Vec::new();
        if self.own.is_empty() {
            return problems;
        }
        for (index, pages) in sites.enumerate() {
            for page in pages.files().filter_map(|file| pages.page(&file)) {
                let Err(failure) = self.try_render(&page) else {
                    continue;
                };
                let page = match index {
                    0 => format!("the page {}", page.route),
                    _ => format!("a page of {}", page.view.template()),
                };
                let problem = self.problem(&page, &failure);
                let is_known = problems.iter().any(|known| known.place == problem.place);
                if !is_known && problems.len() < MAX_PROBLEMS {
                    problems.push(problem);
                }
            }
        }
        problems
    }

    fn problem(&self, page: &str, failure: &Failure) -> Diagnostic {
        let caller = || {
            failure.calls.iter().find_map(|(template, line, column)| {
                let own = self.own.get(template)?;
                let at = byte_at(&own.text, *line, *column);
                Some(Place::bytes(&own.path, at..at + 1))
            })
        };
        let whole = || self.own.values().next().map(|own| Place::file(&own.path));
        let (place, message) = match &failure.at {
            Some((template, EngineError { message, span })) => match self.own.get(template) {
                Some(own) => (Some(Place::bytes(&own.path, span.clone())), message.clone()),
                None => (
                    caller().or_else(whole),
                    format!("in the built-in {template}, {message}"),
                ),
            },
            None => (whole(), failure.message.clone()),
        };
        let place = place.unwrap_or_else(|| Place::file(&super::path_of("built-in", "templates")));
        let (message, help) = message_and_help(message.trim_end_matches('.'));
        Diagnostic::error(
            Code::ThemePage,
            place,
            format!("{page} cannot be made: {message}"),
        )
        .help(help)
    }
}

/// Returns the message of the engine and a help text, which suggests a name if the message lists the names.
fn message_and_help(message: &str) -> (String, String) {
    let Some((first, available)) = message.split_once(". Available ") else {
        let help = "docs/theme.md describes each field; use `{% if ... %}` around fields that only some pages have";
        return (message.to_owned(), help.to_owned());
    };
    let name = first.split('`').nth(1).unwrap_or_default();
    let names = available.split_once(": ").map_or("", |(_, names)| names);
    let names: Vec<&str> = names.split(", ").collect();
    let help = match did_you_mean(name, names.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "use `{% if ... %}` around fields that only some pages have".to_owned(),
    };
    (first.to_owned(), help)
}
