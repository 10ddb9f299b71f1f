//! The Atom feed: each quarter on its day of publication, or the last public month of one in progress, each change of what is
//! measured, and each revision. It does not contain the day of the build.

use jiff::civil::Date;

use super::xml::{DECLARATION, escaped};
use crate::model::revision::of_report;
use crate::model::{Figure, FigurePeriod, FigureRevision, Publication, QuarterReport};
use crate::site::PageSet;
use crate::site::part::rows;
use crate::site::phrases::changes::{self, ChangeInWords};
use crate::site::phrases::{covers, names, runs, verdicts};
use crate::site::route::{FEED, Route};
use crate::site::words::{fill, slug};

/// The most entries: those of some years. Readers have seen the others.
const ENTRIES: usize = 60;

/// The day of an entry, its id, and the entry.
type Entry = (Date, String, String);

pub(super) fn feed(pages: &PageSet) -> Vec<u8> {
    let report = pages.context.report;
    let site = &report.site;
    let published = || report.published();
    let quarters = published().filter_map(|quarter| of_quarter(pages, quarter));
    let revisions = published().flat_map(|quarter| of_report(report, quarter));
    let revisions = revisions.filter_map(|revision| of_revision(pages, &revision));
    let changes = changes::of_site(&pages.context).into_iter();
    let changes = changes.filter_map(|change| of_change(pages, &change));
    let mut entries: Vec<Entry> = quarters.chain(revisions).chain(changes).collect();
    entries.sort_by(|(day, id, _), (other, other_id, _)| other.cmp(day).then(id.cmp(other_id)));
    entries.truncate(ENTRIES);
    let updated = entries.first().map(|(day, ..)| time(*day));
    let updated = updated.unwrap_or_default();
    let entries: String = entries.into_iter().map(|(.., entry)| entry).collect();
    let [title, organisation] =
        [&site.title, &site.organisation].map(|text| escaped(text.as_str()));
    let address = |file| escaped(&pages.address(file).unwrap_or_default());
    let (home, own) = (address(""), address(FEED));
    let language = pages.context.words.code;
    let rights = site.licence.as_ref().map(|licence| escaped(&licence.name));
    let rights = rights.map(|licence| format!(" <rights>{licence}</rights>\n"));
    let rights = rights.unwrap_or_default();
    let feed = format!(
        r#"{DECLARATION}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">
 <title>{title}</title>
 <id>{home}</id>
 <updated>{updated}</updated>
 <author>
  <name>{organisation}</name>
 </author>
 <link rel="alternate" href="{home}" type="text/html"/>
 <link rel="self" href="{own}" type="application/atom+xml"/>
{rights}{entries}</feed>
"#
    );
    feed.into_bytes()
}

/// Returns the entry of a quarter, or of the last month of it that is public. Published pages keep their addresses, so
/// these are the ids.
fn of_quarter(pages: &PageSet, quarter: &QuarterReport) -> Option<Entry> {
    let (day, month) = match quarter.publication {
        Publication::On(day) => (day, String::new()),
        Publication::InProgress { through, since } => (since, format!("#{through}")),
        Publication::AlreadyPublic | Publication::Draft | Publication::Background(_) => {
            return None;
        }
    };
    let file = Route::Quarter(quarter.quarter).file();
    let summary = pages.page(&file)?.frame.description;
    let title = names::quarter_in_full(&pages.context, quarter.quarter);
    let address = pages.address(&file)?;
    let id = address.clone() + &month;
    Some(entry(day, id, &address, &title, &summary))
}

/// Returns the entry of a revision: "Single assessments: the figure for January to March 2016 was revised".
fn of_revision(pages: &PageSet, revision: &FigureRevision) -> Option<Entry> {
    let (context, words) = (&pages.context, pages.context.words);
    let measure = context.report.measure(revision.measure)?;
    let address = pages.address(&Route::of_measure(&measure.id).file())?;
    let (day, because) = (revision.on, revision.reason.because.as_str());
    let (of, found) = match revision.period {
        FigurePeriod::Quarter(quarter) => (
            changes::anchor(quarter),
            runs::run(context, measure, quarter).map(|found| found.title),
        ),
        FigurePeriod::Month(month) => {
            let entry = context.report.entry(month.quarter(), &measure.id);
            let figure = entry.and_then(|entry| entry.months.get(&month));
            let subject = verdicts::subject(context, measure);
            let found = figure.map(|figure| {
                // Entries of a feed have no marks.
                rows::month(&subject, month, &Figure::typed(figure.shown()))
            });
            (month.to_string(), found)
        }
    };
    let id = format!("{address}#revised-{of}-{day}");
    let period = covers::figure_period(context, measure, revision.period);
    let slots = [("measure", measure.title.as_str()), ("period", &*period)];
    let sentence = match revision.now {
        Some(_) => words.feed_revision,
        None => words.feed_withdrawn,
    };
    let title = fill(sentence, &slots);
    let summary = match found.filter(|_| revision.now.is_some()) {
        Some(found) => format!("{because} {found}."),
        None => because.to_owned(),
    };
    Some(entry(day, id, &address, &title, &summary))
}

/// Returns the entry of a change: "Visits made on time: Target: 95%, previously 90%". Its day is that of the first report to which it
/// applies, or of the report before if that one is not published yet.
fn of_change(pages: &PageSet, change: &ChangeInWords) -> Option<Entry> {
    let context = &pages.context;
    let mut published = context.report.published().rev();
    let report = published.find(|report| report.quarter <= change.quarter)?;
    let Publication::On(day) = report.publication else {
        return None;
    };
    let slots = [("about", &*change.about), ("what", &change.what)];
    let title = fill(context.words.feed_change, &slots);
    let page = pages.address(&Route::Changes.file())?;
    let address = format!("{page}#{}", changes::anchor(change.quarter));
    let id = format!("{address}-{}-{}", change.field, slug(&change.about));
    Some(entry(day, id, &address, &title, &change.because))
}

fn entry(day: Date, id: String, address: &str, title: &str, summary: &str) -> Entry {
    let [title, own_id, address, summary] = [title, &id, address, summary].map(escaped);
    let time = time(day);
    let entry = format!(
        r#" <entry>
  <title>{title}</title>
  <id>{own_id}</id>
  <link rel="alternate" href="{address}" type="text/html"/>
  <updated>{time}</updated>
  <published>{time}</published>
  <summary>{summary}</summary>
 </entry>
"#
    );
    (day, id, entry)
}

/// Returns the start of a day: a quarter is published on a day, not at a time.
fn time(day: Date) -> String {
    format!("{day}T00:00:00Z")
}
