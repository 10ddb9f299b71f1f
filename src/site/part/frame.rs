//! What every page has around its content: head, navigation, breadcrumbs and footer.

use schemars::JsonSchema;
use serde::Serialize;

use super::release::{self, Release};
use super::{LineView, LinkView, NavItem, links};
use crate::model::{CommitteeReport, Quarter};
use crate::site::choose::{ListPart, addresses};
use crate::site::context::Context;
use crate::site::phrases::{counts, names, periods, publication};
use crate::site::route::{FEED, Route, SHARE_PICTURE, policy};
use crate::site::words::{counted, fill};

/// What every page has around its content.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Frame {
    /// The code of the page's language.
    pub lang: String,
    /// The title for the browser's tab: page and site.
    pub title: String,
    /// The description for search engines and shared links: whole sentences, up to 160 characters.
    pub description: String,
    /// The page's full address. `None` if the site's address is not known.
    pub canonical: Option<String>,
    /// The address of the picture that links to the page show, with its text. `None` if the site's address is not known or
    /// nothing has been published.
    pub share_picture: Option<LinkView>,
    /// The address of the feed. `None` if the site's address is not known or no publication day is.
    pub feed: Option<String>,
    /// The site's name.
    pub site: String,
    /// The organisation that the site is about.
    pub organisation: String,
    /// The home page.
    pub home: String,
    /// The path to the site's root: `{{ frame.root }}about/`. For a file of the theme, use `{{ asset(path="crest.svg")
    /// }}`.
    pub root: String,
    /// The content security policy: what the page may load.
    pub policy: String,
    /// The address that searches. `None` on a page with a field for it in its content.
    pub search: Option<String>,
    /// The main navigation.
    pub navigation: Vec<NavItem>,
    /// The breadcrumbs: the pages above this one, the home page first.
    pub crumbs: Vec<LinkView>,
    /// The pages of the quarter's report. Empty if the page is not about one quarter.
    pub sections: Vec<NavItem>,
    /// The name of those pages as a group: "The report for April to June 2016". `None` if there are none.
    pub sections_label: Option<String>,
    /// A link to the latest report. `None` if the page is not of an older one.
    pub latest: Option<LinkView>,
    /// The notice that the site shows on every page. `None` for no notice.
    pub notice: Option<String>,
    /// Says that the page is a preview, and what in it is not public yet. `None` on a published site.
    pub preview: Option<String>,
    /// The address for editing the page's main file. `None` in a preview, or if the site does not say where.
    pub edit: Option<String>,
    /// "This page is made from 3 files". `None` if it is not a preview.
    pub made_from_label: Option<String>,
    /// The files, each with a link to edit it. Empty if it is not a preview.
    pub made_from: Vec<LinkView>,
    /// When the page's report was published, when the next is expected, and whom to ask. Empty if the page is not of a
    /// report.
    pub release: Vec<LineView>,
    /// Lines of the footer: the licence of the figures, and whom to ask if that is not under the heading.
    pub footer: Vec<LineView>,
    /// Links in the footer: pages about the site.
    pub footer_links: Vec<NavItem>,
}

/// The title of a page, and what else its frame needs to know.
#[derive(Default)]
pub(crate) struct PageTitle {
    title: String,
    description: String,
    parents: Vec<(String, Route)>,
    release: Option<Release>,
}

impl PageTitle {
    /// Returns the title and the description of a page directly below the home page.
    pub(crate) fn new(title: impl Into<String>, description: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            description: description.into(),
            ..Self::default()
        }
    }

    /// Returns the title of a page that shows a list or a further part of one. A further part has its own title as
    /// description.
    pub(crate) fn of_part<T>(
        part: &ListPart<T>,
        (title, of_part): (&str, &str),
        description: &str,
    ) -> Self {
        let description = if part.is_first() {
            description
        } else {
            of_part
        };
        Self::new(of_part, description).below(part.crumb(title).into_iter().collect())
    }

    /// Sets the pages above it, each with its label.
    pub(crate) fn below(self, parents: Vec<(String, Route)>) -> Self {
        Self { parents, ..self }
    }

    /// Sets the quarter whose report the page is of.
    pub(crate) fn published(self, context: &Context, quarter: Option<Quarter>) -> Self {
        let report = quarter.map(|quarter| &context.report.quarters[&quarter]);
        let release = report.map(|report| Release {
            published: publication::is_known(report)
                .then(|| publication::published(context, report)),
            quarter: Some(report.quarter),
        });
        Self { release, ..self }
    }

    /// Sets the day of a report to a committee, and the quarter that it is about.
    pub(crate) fn dated(self, context: &Context, report: &CommitteeReport) -> Self {
        let words = context.words;
        let day = periods::dated(words, report.date);
        let release = Some(Release {
            published: Some(fill(words.published_on, &[("day", &day)])),
            quarter: report.quarter,
        });
        Self { release, ..self }
    }
}

pub(crate) fn frame(context: &Context, page: PageTitle) -> Frame {
    let (words, site) = (context.words, &context.report.site);
    let name = site.title.as_str();
    let title = match context.route {
        Route::Home => [("title", name), ("site", site.organisation.as_str())],
        _ => [("title", &*page.title), ("site", name)],
    };
    let quarter = context.route.quarter();
    let latest = context.report.latest();
    let newer = latest.filter(|latest| quarter.is_some_and(|quarter| quarter < *latest));
    Frame {
        lang: words.code.to_owned(),
        title: fill(words.title_in_site, &title),
        canonical: canonical(context),
        share_picture: share_picture(context),
        feed: addresses::has_feed(context).then(|| context.links.file(FEED)),
        site: name.to_owned(),
        organisation: site.organisation.as_str().to_owned(),
        home: context.links.to(&Route::Home),
        root: context.links.file(""),
        policy: policy::of_pages(context.options.links),
        search: (!matches!(context.route, Route::Search | Route::NotFound))
            .then(|| context.links.to(&Route::Search)),
        navigation: navigation(context),
        crumbs: crumbs(context, page.parents),
        sections: quarter.map_or_else(Vec::new, |quarter| links::section_nav(context, quarter)),
        sections_label: quarter.map(|quarter| {
            let slots = [("quarter", &*names::quarter(context, quarter))];
            fill(words.sections, &slots)
        }),
        latest: newer.map(|latest| links::quarter_link_as(context, latest, words.latest_report)),
        notice: names::text(site.notice.as_ref()),
        preview: preview(context),
        edit: None,
        made_from_label: None,
        made_from: Vec::new(),
        footer: footer(context, page.release.is_some()),
        release: page
            .release
            .map_or_else(Vec::new, |own| release::release(context, own)),
        footer_links: footer_links(context),
        description: opening(&page.description),
    }
}

/// The most characters of a description. Search engines show about as many.
const DESCRIPTION: usize = 160;

/// Returns the first sentences of a description. If they would leave most of the room empty, the next one is cut.
fn opening(text: &str) -> String {
    let mut shown = String::new();
    let mut length = 0;
    for sentence in text.split_inclusive(". ") {
        length += sentence.chars().count();
        // The space after a last sentence is not shown.
        if length > DESCRIPTION + usize::from(sentence.ends_with(' ')) {
            break;
        }
        shown.push_str(sentence);
    }
    if shown.len() < text.len() && shown.chars().count() < DESCRIPTION / 2 {
        let cut: String = text.chars().take(DESCRIPTION - 2).collect();
        let (words, _) = cut.rsplit_once(' ').unwrap_or((&cut, ""));
        shown = format!("{words} \u{2026}");
    }
    shown.trim_end().to_owned()
}

/// The most quarters that a preview names. It counts them if there are more.
const NAMED: usize = 3;

/// Returns the notice of a preview, with what in it is not public yet.
fn preview(context: &Context) -> Option<String> {
    let words = context.words;
    let not_public = context.report.preview.as_ref()?;
    if not_public.is_empty() {
        return Some(words.preview_of_public.to_owned());
    }
    let counts = [
        (words.preview_documents, not_public.documents),
        (words.preview_revisions, not_public.revisions),
        (words.preview_comparisons, not_public.comparisons),
    ];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    let counts = counts.map(|(sentence, count)| counted(words, sentence, count, &[]));
    let quarters = &not_public.quarters;
    let quarters = if quarters.len() > NAMED {
        vec![counted(words, words.preview_quarters, quarters.len(), &[])]
    } else {
        let names = quarters.iter();
        names.map(|one| periods::quarter(words, *one)).collect()
    };
    let what: Vec<String> = quarters.into_iter().chain(counts).collect();
    Some(fill(words.preview, &[("what", &what.join(", "))]))
}

/// Returns the full address of the page. `None` for the 404 page or if the site's address is not known.
pub(crate) fn canonical(context: &Context) -> Option<String> {
    let base = context.base_url()?.trim_end_matches('/');
    match &context.route {
        Route::NotFound => None,
        // Search engines should find the measure's page, not its embeds.
        Route::Embed(id, _) => Some(format!("{base}{}", Route::Measure(id.clone()))),
        route => Some(format!("{base}{route}")),
    }
}

fn share_picture(context: &Context) -> Option<LinkView> {
    let quarter = context.report.latest()?;
    let base = context.base_url()?.trim_end_matches('/');
    let all = context.assessment.quarter(quarter).rollup.all();
    let slots = [
        ("site", context.report.site.title.as_str()),
        ("quarter", &*names::quarter(context, quarter)),
        ("finding", &counts::finding_of(context, quarter, &all)),
    ];
    addresses::has_share_picture(context).then(|| LinkView {
        label: fill(context.words.share_picture, &slots),
        href: format!("{base}/{SHARE_PICTURE}"),
    })
}

fn navigation(context: &Context) -> Vec<NavItem> {
    let words = context.words;
    let items = [
        (words.home, Route::Home),
        (words.quarters, Route::Quarters),
        (words.objectives, Route::Objectives),
        (words.measures, Route::Measures),
        (words.reports, Route::Reports),
        (words.methods, Route::Methods),
    ];
    nav_items(context, items)
}

/// Returns links to pages that few readers look for: the list of everything, questions of committees, the status of reporting, accessibility and
/// plain pages.
fn footer_links(context: &Context) -> Vec<NavItem> {
    let own = [
        (context.words.search_index, Route::Search),
        (context.words.ledger_link, Route::Changes),
        (context.words.questions, Route::Scrutiny),
        (context.words.status, Route::Reporting),
        (context.words.revisions_page, Route::Revisions),
        (context.words.forecasts, Route::Forecasts),
        (context.words.a11y_title, Route::Accessibility),
    ];
    let pages = context.report.pages.iter();
    let pages = pages.map(|page| (page.title.as_str(), Route::Page(page.id.clone())));
    nav_items(context, own.into_iter().chain(pages))
}

/// Returns links to those of some pages that the site has.
fn nav_items<'a>(
    context: &Context,
    pages: impl IntoIterator<Item = (&'a str, Route)>,
) -> Vec<NavItem> {
    let pages = pages.into_iter();
    pages
        .filter(|(_, route)| addresses::has_page(context, route))
        .map(|(label, route)| links::nav_item(context, label, &route))
        .collect()
}

fn crumbs(context: &Context, parents: Vec<(String, Route)>) -> Vec<LinkView> {
    if matches!(context.route, Route::Home | Route::NotFound) {
        return Vec::new();
    }
    std::iter::once((context.words.home.to_owned(), Route::Home))
        .chain(parents)
        .map(|(label, route)| links::link(context, label, &route))
        .collect()
}

/// Returns the lines of the footer. The day of the build is not among them, so that an unchanged site builds to the
/// same bytes.
fn footer(context: &Context, has_release: bool) -> Vec<LineView> {
    let contact = release::contact(context, context.words.contact_about);
    let contact = contact.filter(|_| !has_release);
    let licence = release::licence(context);
    contact.into_iter().chain(licence).collect()
}
