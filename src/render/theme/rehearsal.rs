//! Tries templates of a site's own by making pages with them: what the template engine refuses is a problem in its place,
//! like every other mistake.

use super::engine::{Failure, Refusal, byte_at};
use super::{Theme, charts};
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::site::PageSet;
use crate::source::Place;

/// One slip in a slot spoils every page, in as many ways as it is written: so many problems are enough to see what is wrong.
const ENOUGH: usize = 10;

impl Theme {
    /// Makes every page of some sites, and returns what went wrong: each thing once. Without templates of the site's own
    /// there is nothing to try.
    pub fn rehearse<'a>(&self, sites: impl Iterator<Item = PageSet<'a>>) -> Vec<Diagnostic> {
        let mut problems: Vec<Diagnostic> = Vec::new();
        if self.own.is_empty() {
            return problems;
        }
        for (index, pages) in sites.enumerate() {
            for page in pages.files().filter_map(|file| pages.page(&file)) {
                let drawn = charts::draw(&page.collected.charts, self.words);
                let Err(failure) = self.engine.show(&page, &drawn) else {
                    continue;
                };
                let page = match index {
                    0 => format!("the page {}", page.route),
                    _ => format!("a page of {}", page.view.template()),
                };
                let problem = self.problem(&page, &failure);
                let is_known = problems.iter().any(|known| known.place == problem.place);
                if !is_known && problems.len() < ENOUGH {
                    problems.push(problem);
                }
            }
        }
        problems
    }

    fn problem(&self, page: &str, failure: &Failure) -> Diagnostic {
        let called = || {
            failure.ways.iter().find_map(|(template, line, column)| {
                let own = self.own.get(template)?;
                let at = byte_at(&own.text, *line, *column);
                Some(Place::bytes(&own.path, at..at + 1))
            })
        };
        let whole = || self.own.values().next().map(|own| Place::file(&own.path));
        let (place, message) = match &failure.at {
            Some((template, Refusal { message, span })) => match self.own.get(template) {
                Some(own) => (Some(Place::bytes(&own.path, span.clone())), message.clone()),
                None => (
                    called().or_else(whole),
                    format!("in the built-in {template}, {message}"),
                ),
            },
            None => (whole(), failure.told.clone()),
        };
        let place = place.unwrap_or_else(|| Place::file(&super::path_of("built-in", "templates")));
        let (message, help) = in_words(message.trim_end_matches('.'));
        Diagnostic::error(
            Code::ThemePage,
            place,
            format!("{page} cannot be made: {message}"),
        )
        .help(help)
    }
}

/// The engine's message, and what to type instead where it lists what there is.
fn in_words(message: &str) -> (String, String) {
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
