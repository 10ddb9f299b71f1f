//! The Atom feed: each quarter on its day of publication, and each revision. It does not contain the day of the build.

use jiff::civil::Date;

use super::xml::Element;
use crate::model::{Publication, QuarterReport, Revision};
use crate::site::PageSet;
use crate::site::phrases::periods;
use crate::site::route::{FEED, Route};
use crate::site::words::fill;

/// The most entries: those of some years. Readers have seen the others.
const ENTRIES: usize = 30;

/// The day of an entry, its id, and the entry.
type Entry = (Date, String, Element);

pub(super) fn feed(pages: &PageSet) -> Vec<u8> {
    let report = pages.context.report;
    let site = &report.site;
    let published = || report.published();
    let quarters = published().filter_map(|quarter| of_quarter(pages, quarter));
    let revisions = published().flat_map(|quarter| &quarter.revisions);
    let revisions = revisions.filter_map(|revision| of_revision(pages, revision));
    let mut entries: Vec<Entry> = quarters.chain(revisions).collect();
    entries.sort_by(|(day, id, _), (other, other_id, _)| other.cmp(day).then(id.cmp(other_id)));
    entries.truncate(ENTRIES);
    let updated = entries.first().map(|(day, ..)| time(*day));
    let home = pages.address("").unwrap_or_default();
    let author =
        Element::new("author").holding([Element::text("name", site.organisation.as_str())]);
    let rights = site.licence.as_ref();
    Element::new("feed")
        .with("xmlns", "http://www.w3.org/2005/Atom")
        .with("xml:lang", pages.context.words.code)
        .holding([
            Element::text("title", site.title.as_str()),
            Element::text("id", home.clone()),
            Element::text("updated", updated.unwrap_or_default()),
            author,
            link("alternate", &home),
            link("self", &pages.address(FEED).unwrap_or_default()),
        ])
        .holding(rights.map(|licence| Element::text("rights", licence)))
        .holding(entries.into_iter().map(|(.., entry)| entry))
        .document()
}

/// Returns the entry of a quarter. Published pages keep their addresses, so these are the ids.
fn of_quarter(pages: &PageSet, quarter: &QuarterReport) -> Option<Entry> {
    let Publication::On(day) = quarter.publication else {
        return None;
    };
    let file = Route::Quarter(quarter.quarter).file();
    let summary = pages.page(&file)?.frame.description;
    let title = periods::quarter_in_full(pages.context.words, quarter.quarter);
    let address = pages.address(&file)?;
    Some(entry(day, address.clone(), &address, title, summary))
}

/// Returns the entry of a revision: "Single assessments: the figure for January to March 2016 was revised".
fn of_revision(pages: &PageSet, revision: &Revision) -> Option<Entry> {
    let words = pages.context.words;
    let measure = pages.context.report.measure(&revision.measure)?;
    let address = pages.address(&Route::of_measure(&measure.id).file())?;
    let (day, period) = (revision.on, revision.period);
    let (year, number) = (period.year_key(), period.number().number());
    let id = format!("{address}#revised-{year}-q{number}-{day}");
    let period = periods::quarter(words, period);
    let slots = [("measure", measure.title.as_str()), ("period", &*period)];
    let title = fill(words.feed_revision, &slots);
    let summary = revision.because.as_str().to_owned();
    Some(entry(day, id, &address, title, summary))
}

fn entry(day: Date, id: String, address: &str, title: String, summary: String) -> Entry {
    let entry = Element::new("entry").holding([
        Element::text("title", title),
        Element::text("id", &id),
        link("alternate", address),
        Element::text("updated", time(day)),
        Element::text("published", time(day)),
        Element::text("summary", summary),
    ]);
    (day, id, entry)
}

fn link(rel: &'static str, address: &str) -> Element {
    let link = Element::new("link").with("rel", rel).with("href", address);
    match rel {
        "self" => link.with("type", "application/atom+xml"),
        _ => link.with("type", "text/html"),
    }
}

/// Returns the start of a day: a quarter is published on a day, not at a time.
fn time(day: Date) -> String {
    format!("{day}T00:00:00Z")
}
