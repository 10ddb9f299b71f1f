//! The planned site as a value: its pages by file, and data for feeds, search and comparison.

use std::collections::BTreeSet;

use super::choose::findable::{self, PageWords};
use super::choose::{addresses, sections};
use super::context::Context;
use super::context::Options;
use super::page::{self, Page};
use super::route::{EmbedKind, Findable, Route};
use super::statements::{Statement, measures, quarters, whole};
use super::words::Words;
use crate::assess::Assessment;
use crate::model::{self, Comment, CommitteeReport, MeasureId, Quarter, Report};

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
    context: Context<'a>,
}

impl<'a> PageSet<'a> {
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

    fn route(&self, file: &str) -> Option<Route> {
        Route::of_file(file).filter(|route| addresses::has(&self.context, route))
    }

    /// Returns the report that the pages are built from.
    pub fn report(&self) -> &'a Report {
        self.context.report
    }

    /// Returns the options.
    pub fn options(&self) -> &'a Options {
        self.context.options
    }

    /// Returns the words of the pages' language.
    pub fn words(&self) -> &'static Words {
        self.context.words
    }

    /// Returns the path of the site on its server: `/` or `/performance/`.
    pub fn base_path(&self) -> String {
        self.context.base_path()
    }

    /// Returns the address at which the site is published, ending in `/`, if known.
    pub fn base_url(&self) -> Option<&str> {
        self.context.base_url()
    }

    /// Returns the full address of a file, if the site's address is known. For a page it is the address of its folder.
    pub fn address(&self, file: &str) -> Option<String> {
        let base = self.base_url()?.trim_end_matches('/');
        let path = match file.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => file,
        };
        Some(format!("{base}/{path}"))
    }

    /// Returns everything that search lists, in a stable order.
    pub fn findable(&self) -> Vec<Findable> {
        findable::all(&self.context)
    }

    /// Returns the words on each of these pages other than in titles: each once, in lower case.
    pub fn page_words(&self, found: &[Findable]) -> Vec<BTreeSet<String>> {
        let words = PageWords::new(&self.context);
        let found = found.iter();
        found.map(|found| words.of_page(&found.route)).collect()
    }

    /// Returns a link to a page from the search page.
    pub fn from_search(&self, route: &Route) -> String {
        self.context.at(&Route::Search).links.to(route)
    }

    /// Returns whether an embed of a measure also has a picture file.
    pub fn has_picture(&self, id: &MeasureId, kind: EmbedKind) -> bool {
        let measure = self.context.report.measures.get(id);
        measure.is_some_and(|measure| {
            sections::has_picture(&self.context, measure, kind)
                && sections::exists(&self.context, id)
        })
    }

    /// Returns whether there is a feed, which needs the site's address and publication days.
    pub fn has_feed(&self) -> bool {
        addresses::has_feed(&self.context)
    }

    /// Returns statements on the site, its voices, plans and objectives.
    pub fn statements_of_site(&self) -> Vec<Statement> {
        whole::site_statements(&self.context)
    }

    /// Returns statements on a measure: its definition, its targets, and what each quarter reported.
    pub fn statements_of_measure(&self, id: &MeasureId) -> Vec<Statement> {
        let measure = self.context.report.measures.get(id);
        measure.map_or_else(Vec::new, |measure| {
            measures::measure_statements(&self.context, measure)
        })
    }

    /// Returns statements on a quarter's report, other than its figures.
    pub fn statements_of_quarter(&self, quarter: Quarter) -> Vec<Statement> {
        let report = self.context.report.quarters.get(&quarter);
        report.map_or_else(Vec::new, |report| {
            quarters::quarter_statements(&self.context, report)
        })
    }

    /// Returns the statement of a comment.
    pub fn statement_of_comment(&self, comment: &Comment) -> Statement {
        whole::comment_statement(&self.context, comment)
    }

    /// Returns the statement of a committee report.
    pub fn statement_of_report(&self, report: &CommitteeReport) -> Statement {
        whole::report_statement(&self.context, report)
    }

    /// Returns the statement of a plain page.
    pub fn statement_of_page(&self, page: &model::Page) -> Statement {
        whole::page_statement(page)
    }
}
