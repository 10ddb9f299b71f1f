//! Measures as rows of tables and as tiles.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::{PictureView, facts, pictures};
use crate::assess::JudgedEntry;
use crate::assess::direction::Travel;
use crate::assess::rating::{Outcome, Unrated};
use crate::model::{Entry, Figure, Measure, MeasureId, Month, Quarter, Reported};
use crate::site::context::Context;
use crate::site::phrases::verdicts::{no_entry_name, verdict};
use crate::site::phrases::{
    DirectionView, Headline, Remark, Tone, VerdictView, aims, directions, figures, held, names,
    periods, verdicts,
};
use crate::site::route::Route;
use crate::site::words::fill;

/// A measure in a quarter.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct MeasureRow {
    /// The reference that reports print: "A2". `None` if it has none.
    pub reference: Option<String>,
    /// The title, as the source prints it. For a member of a composite, its own title alone.
    pub title: String,
    /// "Part of Children in care with up-to-date checks". `None` if it is not a member of a composite.
    pub part_of: Option<String>,
    /// The address of its page. Empty on that page.
    pub href: String,
    /// The figure, "88%", or the shorthand for why there is none.
    pub figure: String,
    /// The same in two parts, for large type.
    pub headline: Headline,
    /// The target, or "none".
    pub target: String,
    /// The tolerance, or "none".
    pub tolerance: String,
    /// The rating with its explanation.
    pub verdict: VerdictView,
    /// The forecast and its rating. `None` if there is no forecast.
    pub forecast: Option<ForecastView>,
    /// The direction of travel, for the comparison that the measure shows first.
    pub direction: DirectionView,
    /// "Outside tolerance for 2 quarters in a row". `None` if it is not hard to shift.
    pub hard_to_shift: Option<String>,
    /// Figures of months after the quarter. `None` if there are none.
    pub latest: Option<String>,
    /// Notes on the figure, and its revisions. Empty if there are none.
    pub note: String,
}

/// A forecast and its rating.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ForecastView {
    /// "Forecast for the end of the year: 80%."
    pub text: String,
    /// Its rating.
    pub verdict: VerdictView,
}

/// A measure as a tile.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Tile {
    /// The measure in the quarter.
    pub measure: MeasureRow,
    /// Shape and colour of its symbol.
    pub tone: Tone,
    /// A picture of the figure. `None` without a figure, and for a composite, whose members have pictures.
    pub picture: Option<PictureView>,
    /// The target in words: "Target 92% or more, tolerance 90%". `None` for a composite whose members have targets.
    pub aim: Option<String>,
    /// The most useful remark on the figure.
    pub remark: Remark,
    /// Why an editor added it to the list. `None` if the rule chose it.
    pub added: Option<String>,
    /// The members of a composite. Empty for other measures.
    pub members: Vec<MemberTile>,
}

/// A member in the tile of its composite.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct MemberTile {
    /// The member in the quarter.
    pub measure: MeasureRow,
    /// A picture of its figure. `None` without a figure.
    pub picture: Option<PictureView>,
    /// Its target in words. `None` if no member has a target.
    pub aim: Option<String>,
}

/// Returns a measure in a quarter. `None` if the quarter does not judge it.
pub(crate) fn row(context: &Context, id: &MeasureId, quarter: Quarter) -> Option<MeasureRow> {
    let words = context.words;
    let measure = context.report.measure(id)?;
    let judged = context.assessment.judged(quarter, id)?;
    let entry = context.report.entry(quarter, id);
    let subject = verdicts::subject(context, measure);
    let goal = judged.current.goal;
    let reported = entry.map(|entry| &entry.reported);
    let reported = reported.ok_or_else(|| no_entry_name(words, judged));
    let whole = names::composite_of(context, measure);
    let shown = verdict(&subject, &judged.current);
    let hard_to_shift = judged.hard_to_shift();
    Some(MeasureRow {
        reference: measure.reference.clone(),
        title: measure.title.as_str().to_owned(),
        part_of: whole.map(|whole| fill(words.member_of, &[("title", whole.title.as_str())])),
        href: context.links.to(&Route::of_measure(id)),
        figure: reported.map_or_else(str::to_owned, |reported| {
            figures::cell(words, reported, measure.unit)
        }),
        headline: figures::headline(words, reported, measure.unit),
        target: subject.target(goal),
        tolerance: subject
            .tolerance(goal)
            .unwrap_or_else(|| words.none.to_owned()),
        verdict: VerdictView {
            notes: reason_of(context, entry, judged)
                .into_iter()
                .chain(shown.notes)
                .collect(),
            ..shown
        },
        forecast: forecast(context, measure, entry, judged),
        direction: directions::leading(context, measure, &judged.direction, quarter),
        hard_to_shift: hard_to_shift.map(|run| held::hard_to_shift(context, run)),
        latest: entry.and_then(|entry| latest_months(context, measure, entry, quarter)),
        note: notes_of(context, measure, quarter, judged).join(" "),
    })
}

/// Returns the reason given with a figure, unless the rating or a printed direction gives it.
fn reason_of(context: &Context, entry: Option<&Entry>, judged: &JudgedEntry) -> Option<String> {
    let entry = entry.filter(|entry| entry.reported.figure().is_some())?;
    let given =
        judged.current.gives_reason() || matches!(judged.direction.leading(), Travel::Printed(..));
    let because = entry.because.as_ref().filter(|_| !given)?;
    let slots = [("because", because.as_str())];
    Some(fill(context.words.because_line, &slots))
}

/// Returns the note on a figure, its revisions, and the reason for a missing figure if the rating is about something
/// else.
fn notes_of(
    context: &Context,
    measure: &Measure,
    quarter: Quarter,
    judged: &JudgedEntry,
) -> Vec<String> {
    let Some(entry) = context.report.entry(quarter, &measure.id) else {
        return Vec::new();
    };
    let outcome = judged.current.outcome;
    let says_why = matches!(outcome, Outcome::Unrated(Unrated::Missing(_)));
    let is_gap = matches!(entry.reported, Reported::Missing(_)) && !says_why;
    let gap = entry.because.as_ref().filter(|_| is_gap).map(|because| {
        let slots = [("because", because.as_str())];
        fill(context.words.is_missing, &slots)
    });
    let note = names::text(entry.note.as_ref());
    let revised = facts::revision_notes(context, measure, quarter);
    gap.into_iter().chain(note).chain(revised).collect()
}

fn forecast(
    context: &Context,
    measure: &Measure,
    entry: Option<&Entry>,
    judged: &JudgedEntry,
) -> Option<ForecastView> {
    let shown = figures::marked(context.words, &entry?.forecast?, measure.unit);
    let subject = verdicts::subject(context, measure);
    Some(ForecastView {
        text: fill(context.words.forecast_is, &[("figure", &shown)]),
        verdict: verdict(&subject, judged.forecast.as_ref()?),
    })
}

/// Returns the figures of months after the quarter: "July 2016: 88%".
fn latest_months(
    context: &Context,
    measure: &Measure,
    entry: &Entry,
    quarter: Quarter,
) -> Option<String> {
    let last = quarter.last_month();
    let later = entry.months.iter().filter(|(month, _)| **month > last);
    let later = later.map(|(month, figure)| self::month(context, measure, *month, figure));
    let months: Vec<String> = later.collect();
    let slots = [("months", &*months.join(", "))];
    (!months.is_empty()).then(|| fill(context.words.months_latest, &slots))
}

/// Formats the figure of a month: "88% in July 2016".
pub(crate) fn month(context: &Context, measure: &Measure, month: Month, figure: &Figure) -> String {
    let slots = [
        ("month", &*periods::month(context.words, month)),
        (
            "figure",
            &figures::marked(context.words, figure, measure.unit),
        ),
    ];
    fill(context.words.month_figure, &slots)
}

/// Returns a measure in a quarter as a tile.
pub(crate) fn tile(
    context: &Context,
    id: &MeasureId,
    quarter: Quarter,
    added: &str,
) -> Option<Tile> {
    let row = row(context, id, quarter)?;
    let measure = context.report.measure(id)?;
    let judged = context.assessment.judged(quarter, id)?;
    let members = member_tiles(context, measure, quarter);
    let is_aimed = members.iter().all(|member| member.aim.is_none());
    Some(Tile {
        tone: row.verdict.tone,
        measure: row,
        picture: pictures::picture(context, measure, quarter),
        aim: is_aimed.then(|| verdicts::subject(context, measure).aim(&judged.current)),
        remark: aims::remark(context, measure, judged, quarter),
        added: (!added.is_empty()).then(|| fill(context.words.added, &[("because", added)])),
        members,
    })
}

/// Returns the tiles of a composite's members. If none of them has a target, the composite's tile says so instead.
fn member_tiles(context: &Context, measure: &Measure, quarter: Quarter) -> Vec<MemberTile> {
    let judged = |member: &Measure| context.assessment.judged(quarter, &member.id);
    let mut members = measure.members().iter();
    let aimed = members.any(|member| judged(member).is_some_and(|one| one.current.goal.is_some()));
    let tile = |member: &Measure| {
        let aim = verdicts::subject(context, member).aim(&judged(member)?.current);
        Some(MemberTile {
            measure: row(context, &member.id, quarter)?,
            picture: pictures::picture(context, member, quarter),
            aim: aimed.then_some(aim),
        })
    };
    measure.members().iter().filter_map(tile).collect()
}

/// Explains the shorthand that some figures use, each once.
pub(crate) fn shorthand<'e>(
    context: &Context,
    entries: impl IntoIterator<Item = &'e Entry>,
) -> Vec<String> {
    let used = entries
        .into_iter()
        .filter_map(|entry| match &entry.reported {
            Reported::Missing(missing) => Some(figures::missing_shorthand(*missing)),
            Reported::Figure(figure) => figure.mark.map(figures::mark_shorthand),
            _ => None,
        });
    let used: BTreeSet<&str> = used.collect();
    let words = context.words;
    let all = [
        ("[x]", words.shorthand_x),
        ("[z]", words.shorthand_z),
        ("[c]", words.shorthand_c),
        ("[p]", words.shorthand_p),
        ("[e]", words.shorthand_e),
        ("[b]", words.shorthand_b),
    ];
    let used = all.into_iter().filter(|(short, _)| used.contains(short));
    used.map(|(_, long)| long.to_owned()).collect()
}
