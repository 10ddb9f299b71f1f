//! Measures as rows of tables and as tiles.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::{PictureView, pictures};
use crate::assess::rating::{Arithmetic, Outcome, Unrated};
use crate::model::{
    Class, Entry, Figure, Measure, MeasureId, Month, Quarter, Rating, Reported, Text, Unit,
};
use crate::site::context::Context;
use crate::site::phrases::verdicts::{Subject, no_entry_name, verdict};
use crate::site::phrases::{
    DirectionView, Headline, MeasureInQuarter, Tone, VerdictView, covers, figures, held, names,
    periods, verdicts,
};
use crate::site::route::Route;
use crate::site::words::fill;

/// A measure in a quarter.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct MeasureRow {
    /// The reference that reports print: "A2". `None` if it has none.
    pub reference: Option<String>,
    /// The title, as the source prints it. A member has that of the whole before its own, but not on the page of the whole.
    pub title: String,
    /// The address of its page. Empty on that page.
    pub href: String,
    /// The figure, "88%", or the shorthand for why there is none. If it is not due, its last figure.
    pub figure: String,
    /// The figure outside tables, where amounts of money from a million on are in millions.
    pub readable: String,
    /// The period of the figure, if that is not the quarter: "in 2022/23". Empty if it is.
    pub period: String,
    /// The same in two parts, for large type.
    pub headline: Headline,
    /// The target, or "none".
    pub target: String,
    /// The tolerance, or "none".
    pub tolerance: String,
    /// The rating with its explanation. If the figure is not due, its label says when the next one is.
    pub verdict: VerdictView,
    /// How far the figure is from its target, and for how long: "1.6 points short of the 85% limit, for the third quarter".
    pub brief: String,
    /// The forecast and its rating. `None` if there is no forecast.
    pub forecast: Option<ForecastView>,
    /// "Promised: on target by January to March 2025." `None` if nothing is promised.
    pub promised: Option<String>,
    /// The direction of travel, for the comparison that the measure shows first.
    pub direction: DirectionView,
    /// "Off target for 2 quarters in a row". `None` if it is not hard to shift.
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
}

/// Returns a measure in a quarter. `None` if the quarter does not judge it.
pub(crate) fn row(context: &Context, id: &MeasureId, quarter: Quarter) -> Option<MeasureRow> {
    MeasureInQuarter::new(context, id, quarter).map(|own| measure_row(&own))
}

/// Returns a measure as a part of a quarter's report.
pub(crate) fn row_in_report(
    context: &Context,
    id: &MeasureId,
    quarter: Quarter,
) -> Option<MeasureRow> {
    MeasureInQuarter::in_report(context, id, quarter).map(|own| measure_row(&own))
}

/// Returns the figure of each member of a composite in a quarter: "Health assessment: 88%".
pub(crate) fn member_figures(
    context: &Context,
    measure: &Measure,
    quarter: Quarter,
) -> Vec<String> {
    let members = measure.members().iter();
    let members = members.filter_map(|member| row(context, &member.id, quarter));
    let members = members.map(|member| {
        let shown = format!("{}: {} {}", member.title, member.readable, member.period);
        shown.trim_end().to_owned()
    });
    members.collect()
}

fn measure_row(own: &MeasureInQuarter) -> MeasureRow {
    let (context, subject, judged) = (own.context, &own.subject, own.judged);
    let (words, measure) = (context.words, subject.measure);
    let goal = judged.current.goal;
    let (figure, headline, period) = figure(own);
    let readable = readable(own, &figure, &headline);
    let mut shown = verdict(subject, &judged.current);
    let next = own.last_figure().and(own.next_due(own.quarter));
    shown.label = next.unwrap_or(shown.label);
    if let Some(sentence) = own.not_published_yet() {
        shown.label = words.no_newer_figure.to_owned();
        shown.sentence = sentence;
        shown.notes.extend(own.last_rating());
    }
    let so_far = own.year_so_far();
    let notes_on_figure = reason(own).into_iter().chain(own.missed_within_margin());
    shown.notes.splice(0..0, notes_on_figure.chain(so_far));
    shown.notes.splice(0..0, own.origin_of_target());
    MeasureRow {
        reference: measure.reference.clone(),
        title: names::title_of(context, measure),
        href: context.links.to(&Route::of_measure(&measure.id)),
        figure,
        readable,
        period,
        headline,
        target: subject.target_with_name(own.quarter, goal),
        tolerance: subject
            .tolerance(goal)
            .unwrap_or_else(|| words.none.to_owned()),
        verdict: shown,
        brief: own.brief(),
        forecast: forecast(own),
        promised: promised(own),
        direction: own.direction(),
        hard_to_shift: held::hard_to_shift(context, measure, judged),
        latest: latest_months(own),
        note: notes(own).join(" "),
    }
}

/// Returns the figure as text, in two parts for large type, and its period if that is not the quarter. If it is not due, the
/// last figure.
fn figure(own: &MeasureInQuarter) -> (String, Headline, String) {
    let (words, unit) = (own.context.words, &&own.subject.measure.unit);
    let reported = own.entry.map(|entry| &entry.reported);
    let last = own.last_figure();
    let last_reported = last.map(|(_, figure)| Reported::Figure(figure));
    let reported = match &last_reported {
        Some(last) => Ok(last),
        None => reported.ok_or_else(|| no_entry_name(words, own.judged)),
    };
    let cell = |reported| figures::cell(words, reported, unit);
    let mut figure = reported.map_or_else(str::to_owned, cell);
    let compared = own.judged.current.arithmetic.as_ref();
    let compared = compared.map(Arithmetic::limits).unwrap_or_default();
    let mut headline = figures::headline(words, reported, unit, &compared);
    let has_figure = reported.is_ok_and(|reported| reported.figure().is_some());
    let period = match last {
        Some((then, _)) => Some(own.in_period(then)),
        None => own.in_other_period().filter(|_| has_figure),
    };
    if let Some(margin) = own.margin() {
        for text in [&mut figure, &mut headline.unit] {
            *text = format!("{text} {margin}").trim().to_owned();
        }
    }
    (figure, headline, period.unwrap_or_default())
}

/// Returns the figure for a line outside tables.
fn readable(own: &MeasureInQuarter, figure: &str, headline: &Headline) -> String {
    match own.subject.measure.unit {
        Unit::Pounds(_) if !headline.number.is_empty() => {
            let text = format!("{} {}", headline.number, headline.unit);
            text.trim_end().to_owned()
        }
        _ => figure.to_owned(),
    }
}

/// Returns the reason given with a figure, unless the rating or a printed direction gives it.
fn reason(own: &MeasureInQuarter) -> Option<String> {
    let entry = own
        .entry
        .filter(|entry| entry.reported.figure().is_some() || entry.reported.is_in_words())?;
    let given = own.judged.current.gives_reason() || own.judged.direction.gives_reason();
    let because = entry.because.as_ref().filter(|_| !given)?;
    Some(verdicts::because_line(own.context.words, because))
}

/// Returns the note on a figure, its revisions, and the reason for a missing figure if the rating is about something
/// else.
fn notes(own: &MeasureInQuarter) -> Vec<String> {
    let Some(entry) = own.entry else {
        return Vec::new();
    };
    let outcome = own.judged.current.outcome;
    let says_why = matches!(outcome, Outcome::Unrated(Unrated::Missing(_)));
    let is_gap = matches!(entry.reported, Reported::Missing(_)) && !says_why;
    let gap = entry.because.as_ref().filter(|_| is_gap).map(|because| {
        let slots = [("because", because.as_str())];
        fill(own.context.words.is_missing, &slots)
    });
    let note = names::text(entry.note.as_ref());
    let revised = own.revisions();
    let of_member = of_member(own);
    gap.into_iter()
        .chain(note)
        .chain(of_member)
        .chain(revised)
        .collect()
}

/// Returns what a measure's own page says of the figure, for a member, which has none: its margin and its cases.
fn of_member(own: &MeasureInQuarter) -> Vec<String> {
    if names::composite_of(own.context, own.subject.measure).is_none() {
        return Vec::new();
    }
    let words = own.context.words;
    let margin = own.margin_in_words();
    let margin = margin.map(|margin| fill(words.margin_sentence, &[("margin", &margin)]));
    let cases = own.cases();
    let cases = cases.map(|cases| fill(words.based_on, &[("cases", &cases)]));
    margin.into_iter().chain(cases).collect()
}

fn forecast(own: &MeasureInQuarter) -> Option<ForecastView> {
    let shown = own.subject.alone_in_sentence(&own.entry?.forecast?);
    Some(ForecastView {
        text: fill(own.context.words.forecast_is, &[("figure", &shown)]),
        verdict: verdict(&own.subject, own.judged.forecast.as_ref()?),
    })
}

fn promised(own: &MeasureInQuarter) -> Option<String> {
    let (context, by) = (own.context, own.entry?.on_target_by?);
    let on = own.subject.measure.scale.first_of(Class::Good);
    let on = on.map_or("", Rating::name);
    let quarter = covers::quarter(context.words, own.subject.measure, by);
    let slots = [("on", on), ("quarter", &quarter)];
    Some(fill(context.words.promised_by, &slots))
}

/// Returns the figures of months after the quarter: "July 2016: 88%".
fn latest_months(own: &MeasureInQuarter) -> Option<String> {
    let last = own.quarter.last_month();
    let later = own.entry?.months.iter().filter(|(month, _)| **month > last);
    let later = later.map(|(month, figure)| self::month(&own.subject, *month, figure));
    let months = later.collect::<Vec<_>>().join(", ");
    let words = own.context.words;
    (!months.is_empty()).then(|| fill(words.months_latest, &[("months", &months)]))
}

/// Formats the figure of a month: "88% in July 2016".
pub(crate) fn month(subject: &Subject, month: Month, figure: &Figure) -> String {
    let slots = [
        ("month", &*periods::month(subject.words, month)),
        ("figure", &subject.alone_in_sentence(figure)),
    ];
    fill(subject.words.month_figure, &slots)
}

pub(crate) fn tile(
    context: &Context,
    id: &MeasureId,
    quarter: Quarter,
    added: Option<&Text>,
) -> Option<Tile> {
    let own = MeasureInQuarter::new(context, id, quarter)?;
    let measure = own.subject.measure;
    let members = measure.members().iter().filter_map(|member| {
        let own = MeasureInQuarter::new(context, &member.id, quarter)?;
        Some(MemberTile {
            measure: MeasureRow {
                title: member.title.as_str().to_owned(),
                ..measure_row(&own)
            },
            picture: pictures::picture(context, member, quarter),
        })
    });
    let row = measure_row(&own);
    let mut picture = pictures::picture(context, measure, quarter);
    // Below a line of quarters is one line of text: the period of the figure, or where the quarters start.
    let span = picture.as_mut().and_then(|picture| picture.span.as_mut());
    if let Some(span) = span.filter(|_| !row.period.is_empty()) {
        span.clone_from(&row.period);
    }
    Some(Tile {
        tone: verdicts::tone(own.judged.current.outcome),
        measure: row,
        picture,
        added: added.map(|why| fill(context.words.added, &[("because", why.as_str())])),
        members: members.collect(),
    })
}

/// Explains the shorthand that some figures use, each once.
pub(crate) fn shorthand<'e>(
    context: &Context,
    entries: impl IntoIterator<Item = &'e Entry>,
) -> Vec<String> {
    let used = entries.into_iter().flat_map(|entry| match &entry.reported {
        Reported::Missing(missing) => vec![figures::missing_shorthand(*missing)],
        Reported::Figure(figure) => figures::marks(figure),
        _ => Vec::new(),
    });
    let used: BTreeSet<&str> = used.collect();
    let words = context.words;
    let all = [
        words.shorthand_x,
        words.shorthand_z,
        words.shorthand_c,
        words.shorthand_p,
        words.shorthand_e,
        words.shorthand_b,
        words.shorthand_r,
    ];
    let used = all
        .into_iter()
        .filter(|long| used.iter().any(|short| long.starts_with(short)));
    used.map(str::to_owned).collect()
}
