//! Published figures that are others now, and whether the report says so.
//!
//! The rule follows the Code of Practice for Statistics (Office for Statistics Regulation): what has been published is
//! revised in the open, with the reason beside it, or it stays.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::diag::{Code, Diagnostic};
use crate::model::{Entry, Figure, Measure, MeasureId, Quarter, Report, Reported, Revision};
use crate::parse;
use crate::parse::draft::QuarterDraft;
use crate::source::{Place, SourcePath, SourceTree};

/// A published figure that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revised {
    /// Of which quarter.
    pub quarter: Quarter,
    /// Of which measure, or of which member.
    pub measure: MeasureId,
    /// The measure's own name.
    pub title: String,
    /// As it was published.
    pub was: Decimal,
    /// As it stands; none where it is gone.
    pub now: Option<Decimal>,
    /// What the report says of it.
    pub record: Record,
}

/// What a report says of a figure that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    /// It stands under `revisions`, since this day and for this reason.
    Revision(Date, String),
    /// It was withdrawn, for this reason.
    Withdrawn(String),
    /// Nothing.
    Unrecorded,
}

pub(super) fn revised(
    before: &Report,
    after: &Report,
    published: &BTreeSet<Quarter>,
) -> Vec<Revised> {
    let mut revised = Vec::new();
    for (id, measure) in &before.measures {
        let series = |report: &Report| report.series.get(id).cloned();
        let both = series(before).zip(series(after));
        if both.is_some_and(|(then, now)| Arc::ptr_eq(&then, &now)) {
            continue;
        }
        for quarter in published {
            let all = std::iter::once(&**measure).chain(measure.members());
            revised.extend(all.filter_map(|one| of_entry(before, after, *quarter, one)));
        }
    }
    revised.sort_by(|a, b| (a.quarter, &a.measure).cmp(&(b.quarter, &b.measure)));
    revised
}

fn of_entry(
    before: &Report,
    after: &Report,
    quarter: Quarter,
    measure: &Measure,
) -> Option<Revised> {
    let was = before
        .entry(quarter, &measure.id)?
        .reported
        .figure()?
        .shown();
    let entry = after.entry(quarter, &measure.id);
    let now = entry.and_then(|entry| entry.reported.figure());
    if now.is_some_and(|now| now.shown() == was) {
        return None;
    }
    let record = match (entry, &now) {
        (_, Some(now)) => of_revision(after, quarter, &measure.id, was, now),
        (Some(entry), None) => of_reason(entry),
        (None, None) => Record::Unrecorded,
    };
    Some(Revised {
        quarter,
        measure: measure.id.clone(),
        title: measure.title.as_str().to_owned(),
        was,
        now: now.map(|now| now.shown()),
        record,
    })
}

/// A gap has its reason, or it would be an error.
fn of_reason(entry: &Entry) -> Record {
    match (&entry.reported, &entry.because) {
        (Reported::Missing(_), Some(because)) => Record::Withdrawn(because.as_str().to_owned()),
        _ => Record::Unrecorded,
    }
}

/// Follows the revisions back from the figure as it stands to the one that was published.
fn of_revision(
    after: &Report,
    quarter: Quarter,
    id: &MeasureId,
    was: Decimal,
    now: &Figure,
) -> Record {
    let quarters = after.quarters.values();
    let all = quarters.flat_map(|report| &report.revisions);
    let mut own: Vec<&Revision> = all
        .filter(|one| one.period == quarter && one.measure == *id)
        .collect();
    own.sort_by_key(|one| std::cmp::Reverse(one.on));
    let Some(last) = own.first() else {
        return Record::Unrecorded;
    };
    let mut stands = BTreeSet::from([now.value, now.shown()]);
    for one in &own {
        if !stands.contains(&one.now) {
            break;
        }
        if one.was == was {
            return Record::Revision(last.on, last.because.as_str().to_owned());
        }
        stands = BTreeSet::from([one.was]);
    }
    Record::Unrecorded
}

/// The unrecorded ones as problems of the site as it stands. A quarter that is gone is one problem, and not one for each
/// of its figures.
pub fn problems(revised: &[Revised], after: &Report, tree: &SourceTree) -> Vec<Diagnostic> {
    let unrecorded = revised
        .iter()
        .filter(|one| one.record == Record::Unrecorded);
    let unrecorded: Vec<&Revised> = unrecorded.collect();
    if unrecorded.is_empty() {
        return Vec::new();
    }
    let (drafts, _) = parse::parse(tree);
    let files: Vec<&QuarterDraft> = drafts.quarters.iter().map(|file| &**file).collect();
    let mut problems = Vec::new();
    for of_quarter in unrecorded.chunk_by(|a, b| a.quarter == b.quarter) {
        let quarter = of_quarter[0].quarter;
        if after.quarters.contains_key(&quarter) {
            let each = of_quarter.iter();
            problems.extend(each.map(|one| problem(one, place(one, &files))));
        } else {
            problems.push(gone(quarter, of_quarter.len(), &files));
        }
    }
    problems
}

fn gone(quarter: Quarter, figures: usize, files: &[&QuarterDraft]) -> Diagnostic {
    let mut own = files.iter().filter(|file| file.quarter == quarter);
    let (place, what) = match own.next() {
        Some(file) => (Place::file(&file.path), "is hidden"),
        None => (Place::file(&SourcePath::new(SITE)), "is gone"),
    };
    let figures = match figures {
        1 => "1 figure".to_owned(),
        figures => format!("{figures} figures"),
    };
    let message = format!("{quarter} was public with {figures}, and {what} now");
    Diagnostic::error(Code::UnrecordedRevision, place, message).help(format!(
        "bring its file back, content/quarters/{}.yaml, with the `publish_on` that it had: pages of old quarters stay",
        quarter.slug()
    ))
}

/// Where a problem is told whose own file is no longer there.
const SITE: &str = "content/site.yaml";

fn problem(one: &Revised, place: Place) -> Diagnostic {
    let Revised {
        quarter,
        measure,
        was,
        ..
    } = one;
    let (message, help) = match one.now {
        Some(now) => (
            format!(
                "`{measure}` was published as {was} for {quarter}, and is {now} now without a revision that says so"
            ),
            format!(
                "if it is a slip, put {was} back; else write under `revisions:` of the quarter that tells of it: `{{ measure: {measure}, period: {quarter}, was: {was}, now: {now}, on: <day>, because: <why> }}`"
            ),
        ),
        None => (
            format!("`{measure}` was published as {was} for {quarter}, and is gone"),
            format!(
                "put {was} back; a figure that may not stay is withdrawn in the open: `{{ missing: not_available, because: <why> }}`"
            ),
        ),
    };
    Diagnostic::error(Code::UnrecordedRevision, place, message).help(help)
}

/// The entry as it stands; where it is gone, its quarter's values; where that is gone too, the file that it had.
fn place(one: &Revised, files: &[&QuarterDraft]) -> Place {
    let own = || {
        let files = files.iter();
        files.filter(|file| file.quarter == one.quarter)
    };
    let entry = own().find_map(|file| {
        let mut values = file.values.iter();
        let (name, entry) = values.find(|(name, _)| name.value == one.measure.whole())?;
        let Some(member) = one.measure.member() else {
            return Some((
                &file.path,
                entry.value.map_or(name.node, |value| value.node),
            ));
        };
        let mut members = entry.members.iter();
        let found = members.find(|(name, _)| name.value == member);
        let node = found.map_or(name.node, |(name, entry)| {
            entry.value.map_or(name.node, |value| value.node)
        });
        Some((&file.path, node))
    });
    let values = || own().next().map(|file| (&file.path, file.values_at));
    match entry.or_else(values) {
        Some((path, node)) => Place::node(path, node),
        None => Place::file(&SourcePath::new(SITE)),
    }
}
