//! What every page is built from.

use std::collections::HashSet;
use std::sync::Arc;

use super::route::parts::Splits;
use super::route::{LinkStyle, Links, Route};
use super::words::{self, Words};
use crate::assess::Assessment;
use crate::model::Measure;
use crate::model::Report;

/// Options for building the site, other than its content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The address at which it is published, ending in `/`. Overrides the site's own setting.
    pub base_url: Option<String>,
    /// The form of links.
    pub links: LinkStyle,
}

pub(crate) struct Context<'a> {
    pub(crate) report: &'a Report,
    pub(crate) assessment: &'a Assessment,
    /// The words of the site's language. Those of a measure are `words_for`.
    pub(crate) words: &'static Words,
    pub(crate) options: &'a Options,
    /// How long lists are split into parts.
    pub(crate) splits: Arc<Splits>,
    /// The titles that several measures have.
    pub(crate) shared_titles: Arc<HashSet<&'a str>>,
    /// The page that is being built. The home page before that.
    pub(crate) route: Route,
    /// Links from that page.
    pub(crate) links: Links,
}

impl<'a> Context<'a> {
    pub(crate) fn new(
        report: &'a Report,
        assessment: &'a Assessment,
        options: &'a Options,
    ) -> Self {
        let mut seen = HashSet::new();
        let titles = report
            .measures
            .values()
            .map(|measure| measure.title.as_str());
        let shared = titles.filter(|title| !seen.insert(*title));
        Self {
            shared_titles: Arc::new(shared.collect()),
            report,
            assessment,
            words: words::for_language(report.site.languages.first()),
            options,
            splits: Arc::default(),
            route: Route::Home,
            links: Links::new(&Route::Home, options.links, "/"),
        }
    }

    /// Returns the address at which the site is published, if known.
    pub(crate) fn base_url(&self) -> Option<&str> {
        let own = self.report.site.base_url.as_deref();
        self.options.base_url.as_deref().or(own)
    }

    /// Returns the words for a measure.
    pub(crate) fn words_for(&self, measure: &Measure) -> &'static Words {
        words::for_yardstick(self.words, measure.yardstick)
    }

    /// Returns the path of the base address: `/` or `/performance/`.
    pub(crate) fn base_path(&self) -> String {
        let path = self.base_url().and_then(|url| {
            let (_, after) = url.split_once("://")?;
            after.find('/').map(|at| after[at..].to_owned())
        });
        path.unwrap_or_else(|| "/".to_owned())
    }

    /// Returns the same for building a page.
    pub(crate) fn at(&self, route: &Route) -> Self {
        Self {
            splits: Arc::clone(&self.splits),
            shared_titles: Arc::clone(&self.shared_titles),
            route: route.clone(),
            links: Links::new(route, self.options.links, &self.base_path()),
            ..*self
        }
    }
}
