//! The planned site as a value: its pages by file, and data for feeds, search and comparison.

use std::collections::BTreeSet;

use super::choose::{addresses, papers};
use super::context::Context;
use super::context::Options;
use super::page::{self, Page};
use super::route::Route;
use crate::assess::Assessment;
use crate::model::Report;

/// Plans a site's pages. Each page is built separately, on request.
pub fn plan<'a>(
    report: &'a Report,
    assessment: &'a Assessment,
    options: &'a Options,
) -> PageSet<'a> {
    PageSet {
        context: Context::new(report, assessment, options),
    }
}

/// The pages of a site, each with its own address. A page is built on request.
pub struct PageSet<'a> {
    pub(crate) context: Context<'a>,
}

impl PageSet<'_> {
    /// Returns the files of all pages, sorted.
    pub fn files(&self) -> impl Iterator<Item = String> {
        let routes = addresses::routes(&self.context);
        let files: BTreeSet<String> = routes.iter().map(Route::file).collect();
        files.into_iter()
    }

    /// Returns whether a file is a page.
    pub fn holds(&self, file: &str) -> bool {
        self.route(file).is_some()
    }

    /// Builds the page in a file. `None` if there is no such page.
    pub fn page(&self, file: &str) -> Option<Page> {
        page::build(&self.context, &self.route(file)?)
    }

    /// Returns whether earlier quarters have no whole report because the site is large.
    pub(crate) fn leaves_out_papers(&self) -> bool {
        papers::are_left_out(&self.context)
    }

    fn route(&self, file: &str) -> Option<Route> {
        Route::of_file(file).filter(|route| addresses::has(&self.context, route))
    }

    /// Returns the full address of a file, if the site's address is known. For a page it is the address of its folder.
    pub fn address(&self, file: &str) -> Option<String> {
        let base = self.context.base_url()?.trim_end_matches('/');
        let path = match file.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => file,
        };
        Some(format!("{base}/{path}"))
    }
}
