//! What only shows itself when a page is made: a text that is reckoned with, an entry that is not there, a component
//! that calls itself without end. So the pages of the site are made once while it is checked, and what fails is told in
//! its place, like every other mistake of a template.

use super::engine::{Failure, Refusal};
use super::{Theme, charts};
use crate::diag::{Code, Diagnostic};
use crate::site::PageSet;
use crate::source::Place;

/// One slip in a slot spoils every page, in as many ways as it is written: so many are enough to see what is wrong.
const ENOUGH: usize = 10;

impl Theme {
    /// Makes every page, where the site has templates of its own, and says what went wrong: each thing once.
    pub fn rehearse(&self, pages: &PageSet) -> Vec<Diagnostic> {
        let mut problems: Vec<Diagnostic> = Vec::new();
        if self.own.is_empty() {
            return problems;
        }
        for page in pages.files().filter_map(|file| pages.page(&file)) {
            let drawn = charts::draw(&page.charts, self.words);
            let Err(failure) = self.engine.show(&page, &drawn) else {
                continue;
            };
            let problem = self.told(&page.route.to_string(), failure);
            let is_known = problems.iter().any(|known| known.place == problem.place);
            if !is_known && problems.len() < ENOUGH {
                problems.push(problem);
            }
        }
        problems
    }

    fn told(&self, page: &str, failure: Failure) -> Diagnostic {
        let whole = |message: String| (self.own.values().next().map(Place::file), message);
        let (place, message) = match failure.at {
            Some((template, Refusal { message, span })) => match self.own.get(&template) {
                Some(path) => (Some(Place::bytes(path, span)), message),
                None => whole(format!("in the built-in {template}, {message}")),
            },
            None => whole(failure.told),
        };
        let place = place.unwrap_or_else(|| Place::file(&super::path_of("built-in", "templates")));
        let message = message.trim_end_matches('.');
        let message = format!("the page {page} cannot be shown so: {message}");
        Diagnostic::error(Code::ThemePage, place, message)
            .help("templates print texts, labels and links as they come; ask first for what only some pages have")
    }
}
