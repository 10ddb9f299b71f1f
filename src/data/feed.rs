//! The Atom feed: each quarter on the day of its publication, each revision on its own. No day of a build is in it.

use jiff::civil::Date;

use super::xml::Element;
use crate::model::{Measure, Publication, Quarter, QuarterReport, Revision};
use crate::site::PageSet;
use crate::site::phrases::periods;
use crate::site::route::FEED;
use crate::site::route::Route;
use crate::site::words::fill;

/// So many entries: some years of quarters. Readers have seen the others.
const ENTRIES: usize = 30;

/// An entry before it is written.
struct Entry {
    day: Date,
    /// The page's address.
    address: String,
    /// Published pages keep their addresses for ever, so that those are ids.
    id: String,
    title: String,
    summary: String,
}

pub(super) fn feed(pages: &PageSet) -> Vec<u8> {
    let entries = entries(pages);
    let site = &pages.report().site;
    let home = pages.address("").unwrap_or_default();
    let updated = entries.first().map(|entry| time(entry.day));
    let author =
        Element::new("author").holding([Element::text("name", site.organisation.as_str())]);
    let rights = site.licence.as_ref();
    Element::new("feed")
        .with("xmlns", "http://www.w3.org/2005/Atom")
        .with("xml:lang", pages.words().code)
        .holding([
            Element::text("title", site.title.as_str()),
            Element::text("id", home.clone()),
            Element::text("updated", updated.unwrap_or_default()),
            author,
            link("alternate", &home),
            link("self", &pages.address(FEED).unwrap_or_default()),
        ])
        .holding(rights.map(|licence| Element::text("rights", licence)))
        .holding(entries.iter().map(written))
        .document()
}

/// The latest first; of one day, in the order of their ids.
fn entries(pages: &PageSet) -> Vec<Entry> {
    let report = pages.report();
    let quarters = report
        .published()
        .filter_map(|quarter| of_quarter(pages, quarter));
    let revisions = report
        .published()
        .flat_map(|quarter| &quarter.revisions)
        .filter_map(|revision| of_revision(pages, revision));
    let mut entries: Vec<Entry> = quarters.chain(revisions).collect();
    entries.sort_by(|a, b| b.day.cmp(&a.day).then_with(|| a.id.cmp(&b.id)));
    entries.truncate(ENTRIES);
    entries
}

fn of_quarter(pages: &PageSet, quarter: &QuarterReport) -> Option<Entry> {
    let Publication::On(day) = quarter.publication else {
        return None;
    };
    let file = Route::Quarter(quarter.quarter).file();
    let page = pages.page(&file)?;
    let address = pages.address(&file)?;
    Some(Entry {
        day,
        id: address.clone(),
        address,
        title: periods::quarter_in_full(pages.words(), quarter.quarter),
        summary: page.frame.description,
    })
}

fn of_revision(pages: &PageSet, revision: &Revision) -> Option<Entry> {
    let measure = pages.report().measure(&revision.measure)?;
    let whole = measure.id.as_str().split('.').next()?;
    let page = Route::Measure(crate::model::MeasureId::new(whole)).file();
    let address = pages.address(&page)?;
    let period = revision.period;
    let number = period.number().number();
    Some(Entry {
        day: revision.on,
        id: format!(
            "{address}#revised-{}-q{number}-{}",
            period.year_key(),
            revision.on
        ),
        address,
        title: revision_title(pages, measure, period),
        summary: revision.because.as_str().to_owned(),
    })
}

/// "Single assessments: the figure for January to March 2016 was revised".
fn revision_title(pages: &PageSet, measure: &Measure, period: Quarter) -> String {
    let words = pages.words();
    let period = periods::quarter(words, period);
    let slots = [("measure", measure.title.as_str()), ("period", &*period)];
    fill(words.feed_revision, &slots)
}

fn written(entry: &Entry) -> Element {
    Element::new("entry").holding([
        Element::text("title", &entry.title),
        Element::text("id", &entry.id),
        link("alternate", &entry.address),
        Element::text("updated", time(entry.day)),
        Element::text("published", time(entry.day)),
        Element::text("summary", &entry.summary),
    ])
}

fn link(rel: &'static str, address: &str) -> Element {
    let link = Element::new("link").with("rel", rel).with("href", address);
    match rel {
        "self" => link.with("type", "application/atom+xml"),
        _ => link.with("type", "text/html"),
    }
}

/// A quarter is published on a day, not at a time: the day's beginning stands for it.
fn time(day: Date) -> String {
    format!("{day}T00:00:00Z")
}
