//! The planned site as a value: its pages by their files, and what the files for machines ask of it.

use std::collections::BTreeSet;

use super::choose::findable::{self, Said};
use super::choose::{addresses, latest};
use super::context::Context;
use super::context::Options;
use super::page::{Page, origins};
use super::route::{EmbedKind, Findable, Route};
use super::statements::{self, Statement};
use super::words::Words;
use crate::assess::Assessment;
use crate::model::{self, Comment, CommitteeReport, MeasureId, Quarter, Report};

/// A site's pages. Each is planned when it is asked for, and alone.
pub fn plan<'a>(
    report: &'a Report,
    assessment: &'a Assessment,
    options: &'a Options,
) -> PageSet<'a> {
    PageSet {
        context: Context::new(report, assessment, options),
    }
}

/// Every page, each under its own address; what it says follows when it is asked for.
pub struct PageSet<'a> {
    context: Context<'a>,
}

impl PageSet<'_> {
    /// The files of the pages, in order.
    pub fn files(&self) -> impl Iterator<Item = String> {
        let routes = addresses::routes(&self.context);
        let files: BTreeSet<String> = routes.iter().map(Route::file).collect();
        files.into_iter()
    }

    /// Whether a file is a page.
    pub fn holds(&self, file: &str) -> bool {
        self.route(file).is_some()
    }

    /// Where the site begins on its server: `/` or `/performance/`.
    pub fn base_path(&self) -> String {
        self.context.base_path()
    }

    /// A page by its file.
    pub fn page(&self, file: &str) -> Option<Page> {
        let page = super::page::build(&self.context, &self.route(file)?)?;
        Some(origins::name_origins(&self.context, page))
    }

    fn route(&self, file: &str) -> Option<Route> {
        Route::of_file(file).filter(|route| addresses::has(&self.context, route))
    }
}

impl<'a> PageSet<'a> {
    /// What the pages are made from.
    pub fn report(&self) -> &'a Report {
        self.context.report
    }

    /// How they are made.
    pub fn options(&self) -> &'a Options {
        self.context.options
    }

    /// Where the site is published, ending in `/`, if that is known.
    pub fn base_url(&self) -> Option<&str> {
        self.context.base_url()
    }

    /// The code of the language of the pages.
    pub fn language(&self) -> &'static str {
        self.context.words.code
    }

    /// The full address of a file, where the site's own is known. A page's is that of its folder.
    pub fn address(&self, file: &str) -> Option<String> {
        let base = self.base_url()?.trim_end_matches('/');
        let path = match file.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => file,
        };
        Some(format!("{base}/{path}"))
    }

    /// The words of the pages.
    pub fn words(&self) -> &'static Words {
        self.context.words
    }

    /// Everything that can be found, in an order that stays.
    pub fn findable(&self) -> Vec<Findable> {
        findable::all(&self.context)
    }

    /// The words that are said on each of those, beside its title: each once, in small letters.
    pub fn said(&self, found: &[Findable]) -> Vec<BTreeSet<String>> {
        let said = Said::new(&self.context);
        found.iter().map(|found| said.on(&found.route)).collect()
    }

    /// A link to a page from the search page.
    pub fn from_search(&self, route: &Route) -> String {
        self.context.links(&Route::Search).to(route)
    }

    /// "Measure, Social care pathway".
    pub fn kind(found: &Findable) -> String {
        findable::kind(found)
    }

    /// Whether a measure's embed stands alone as a picture too.
    pub fn has_picture(&self, id: &MeasureId, kind: EmbedKind) -> bool {
        let measure = self.context.report.measures.get(id);
        measure.is_some_and(|measure| {
            latest::has_picture(&self.context, measure, kind) && latest::exists(&self.context, id)
        })
    }

    /// Whether there is a feed: it needs addresses, and days.
    pub fn has_feed(&self) -> bool {
        addresses::has_feed(&self.context)
    }
}

impl PageSet<'_> {
    /// What is said of the site, its voices, its plans and their objectives.
    pub fn statements_of_site(&self) -> Vec<Statement> {
        statements::whole::say_site(&self.context)
    }

    /// What is said of a measure: what it is, its targets, and what each quarter reported.
    pub fn statements_of_measure(&self, id: &MeasureId) -> Vec<Statement> {
        let Some(measure) = self.context.report.measures.get(id) else {
            return Vec::new();
        };
        let mut said = statements::measures::say_measure(&self.context, measure);
        said.extend(statements::figures::say_figures(&self.context, measure));
        said
    }

    /// What a quarter's report says, but for its figures.
    pub fn statements_of_quarter(&self, quarter: Quarter) -> Vec<Statement> {
        let report = self.context.report.quarters.get(&quarter);
        report.map_or_else(Vec::new, |report| {
            statements::quarters::say_quarter(&self.context, report)
        })
    }

    /// A comment.
    pub fn statement_of_comment(&self, comment: &Comment) -> Statement {
        statements::whole::say_comment(&self.context, comment)
    }

    /// A committee report.
    pub fn statement_of_report(&self, report: &CommitteeReport) -> Statement {
        statements::whole::say_report(&self.context, report)
    }

    /// A plain page.
    pub fn statement_of_page(&self, page: &model::Page) -> Statement {
        statements::whole::say_page(page)
    }
}
