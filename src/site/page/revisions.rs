//! Revisions: every figure as first published and as it is now, when and why it changed, and everything else that was
//! changed after it was reported.
//!
//! Source: Code of Practice for Statistics, on scheduled revisions and corrections, which must be explained to readers.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::assess::revisions::RevisedFigure;
use crate::model::revision::of_months;
use crate::model::{FigurePeriod, Holder, Measure, MeasureId, RecordedChange, Text};
use crate::site::choose::{order, records};
use crate::site::context::Context;
use crate::site::part::facts::fact;
use crate::site::part::{Fact, LinkView, PageTitle, PartsView, links};
use crate::site::phrases::revisions::{self, RevisionStep};
use crate::site::phrases::verdicts::{self, verdict};
use crate::site::phrases::{VerdictView, changes, figures, names, periods};
use crate::site::route::{Route, Section};
use crate::site::words::{counted, fill};

/// The page of revisions.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct RevisionsView {
    /// "Revisions", or the title of a further part of a long list.
    pub heading: String,
    /// Links to all parts of a long list. `None` if it is on one page.
    pub parts: Option<PartsView>,
    /// How many figures were revised, and how many ratings changed with them. Empty if only other things were revised, and
    /// in further parts.
    pub lede: Vec<String>,
    /// The revised figures, with the latest revision first.
    pub figures: Vec<RevisedRow>,
    /// The other revisions, the latest first. Empty in further parts.
    pub others: Vec<OtherRevision>,
    /// How much the figures of each measure are usually revised. Empty in further parts.
    pub usual: Vec<Fact>,
    /// A link to the rules in words.
    pub methods: LinkView,
}

/// A revised figure.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct RevisedRow {
    /// A link to the measure.
    pub measure: LinkView,
    /// The quarter or the month: "April to June 2016".
    pub period: String,
    /// The figure as first published.
    pub first: RatedFigure,
    /// The current figure.
    pub now: RatedFigure,
    /// When it was revised and why, the latest first.
    pub steps: Vec<RevisionStep>,
}

/// A figure with its rating.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct RatedFigure {
    /// "88%", or that it was withdrawn.
    pub figure: String,
    /// Its rating. `None` if it was withdrawn.
    pub verdict: Option<VerdictView>,
}

/// A revision of anything else than a figure.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct OtherRevision {
    /// A link to what was revised. The address is empty if it has no page.
    pub about: LinkView,
    /// The quarter that reported it.
    pub period: String,
    /// The change: "Rating: amber, previously green".
    pub text: String,
    /// When it was revised and why.
    pub step: RevisionStep,
}

pub(super) fn page(context: &Context) -> Page {
    let words = context.words;
    let revised = context.assessment.revised();
    let part = records::part_here(context);
    let heading = part.title(words, words.revisions_page);
    let titles = (words.revisions_page, &*heading);
    let head = PageTitle::of_part(&part, titles, words.revisions_note);
    let shown = part.entries().filter_map(|place| revised.get(*place));
    let view = View::Revisions(RevisionsView {
        parts: links::other_parts(context, &part),
        lede: part.on_first(|| lede(context, &revised)),
        figures: shown.filter_map(|one| row(context, one)).collect(),
        others: part.on_first(|| others(context)),
        usual: part.on_first(|| usual(context, &revised)),
        heading,
        methods: LinkView {
            label: words.revisions_rule.to_owned(),
            href: format!("{}#revisions", context.links.to(&Route::Methods)),
        },
    });
    Page::new(context, head, view)
}

fn lede(context: &Context, revised: &[RevisedFigure]) -> Vec<String> {
    let words = context.words;
    if revised.is_empty() {
        return Vec::new();
    }
    let published = revised.iter().filter(|one| !one.is_withdrawn());
    let rerated = published.filter(|one| {
        let now = context.assessment.verdict_of(&one.measure.id, one.period);
        now.is_none_or(|now| now.outcome != one.first_verdict.outcome)
    });
    let sentences = [
        counted(words, words.revisions_lede, revised.len(), &[]),
        counted(words, words.revisions_rerated, rerated.count(), &[]),
        words.revisions_rated.to_owned(),
    ];
    sentences.into()
}

fn row(context: &Context, revised: &RevisedFigure) -> Option<RevisedRow> {
    let (words, measure) = (context.words, revised.measure);
    let subject = verdicts::subject(context, measure);
    let entry = context
        .report
        .entry(revised.period.quarter(), &measure.id)?;
    let (period, figure) = match revised.period {
        FigurePeriod::Quarter(quarter) => (
            periods::quarter(words, quarter),
            if revised.is_withdrawn() {
                words.withdrawn.to_owned()
            } else {
                figures::cell(words, &entry.reported, &measure.unit)
            },
        ),
        FigurePeriod::Month(month) => {
            let figure = entry.months.get(&month);
            let figure = figure.map(|figure| subject.marked(figure));
            let figure = figure.unwrap_or_else(|| words.withdrawn.to_owned());
            (periods::month(words, month), figure)
        }
    };
    let now = context.assessment.verdict_of(&measure.id, revised.period);
    let now = now.filter(|_| !revised.is_withdrawn());
    Some(RevisedRow {
        measure: links::measure_link(context, measure),
        period,
        first: RatedFigure {
            figure: subject.marked(&revised.first),
            verdict: Some(verdict(&subject, &revised.first_verdict)),
        },
        now: RatedFigure {
            figure,
            verdict: now.map(|now| verdict(&subject, now)),
        },
        steps: revisions::steps(context, revised),
    })
}

/// Returns the usual revision of each measure with a revised figure, in the order of the list of measures.
fn usual(context: &Context, revised: &[RevisedFigure]) -> Vec<Fact> {
    let measures: BTreeSet<&MeasureId> = revised.iter().map(|one| &one.measure.id).collect();
    let measures = measures.into_iter();
    let measures = measures.filter_map(|id| context.report.measure(id));
    let measures: Vec<&Measure> = order::ordered(context, measures);
    let rows = measures.into_iter().filter_map(|measure| {
        let usual = revisions::usual(context, &verdicts::subject(context, measure))?;
        Some(fact(&names::title_of(context, measure), &usual))
    });
    rows.collect()
}

fn others(context: &Context) -> Vec<OtherRevision> {
    let quarters = context.report.quarters.values();
    let all = quarters.flat_map(|quarter| &quarter.other_revisions);
    let all = all.filter(|change| of_months(context.report, change).is_empty());
    let mut all: Vec<(&RecordedChange, LinkView)> = all
        .filter_map(|change| Some((change, about(context, change)?)))
        .collect();
    all.sort_by_key(|(change, _)| Reverse(change.on));
    let words = context.words;
    let rows = all.into_iter().map(|(change, about)| OtherRevision {
        about,
        period: periods::quarter(words, change.quarter),
        text: what(context, change),
        step: revisions::step(words, change.on, &change.reason),
    });
    rows.collect()
}

/// Returns what a revision is about, with a link to its page. `None` if it is not public.
fn about(context: &Context, change: &RecordedChange) -> Option<LinkView> {
    let quarter = change.quarter;
    let unlinked = |label| LinkView {
        label,
        href: String::new(),
    };
    let in_section = |name: &String, section| {
        let link = links::section_link(context, quarter, section, name);
        link.unwrap_or_else(|| unlinked(name.clone()))
    };
    match &change.holder {
        Holder::Measure(id) => Some(links::measure_link(context, context.report.measure(id)?)),
        Holder::Objective(id) => {
            let (plan, objective) = context.report.objective(id)?;
            Some(links::objective_link(context, plan, objective))
        }
        Holder::Money(service) => Some(in_section(service, Section::Finance)),
        Holder::Risk(title) => Some(in_section(title, Section::Risks)),
        Holder::Action(title) => Some(in_section(title, Section::Actions)),
        Holder::Stated(of) => Some(unlinked(format!("{}: {of}", context.words.stated_totals))),
        Holder::Site | Holder::Plan(_) => None,
    }
}

/// Says what was revised: "Rating: amber, previously green".
fn what(context: &Context, change: &RecordedChange) -> String {
    let words = context.words;
    let typed = |text: &Option<Text>| Some(value(context, change, text.as_ref()?.as_str()));
    let (was, now) = (typed(&change.was), typed(&change.now));
    let name = changes::name_of(words, change.field);
    let now = now.unwrap_or_else(|| words.none.to_owned());
    let slots = [("name", name), ("now", &*now)];
    match &was {
        Some(was) => fill(words.changed, &[slots[0], slots[1], ("was", was)]),
        None => fill(words.changed_from_nothing, &slots),
    }
}

/// Returns a typed value in the words of pages: the name of a rating, or a figure with its unit.
fn value(context: &Context, change: &RecordedChange, typed: &str) -> String {
    if let Some(rating) = context.report.site.scales.any(typed) {
        return rating.name().to_owned();
    }
    let measure = match &change.holder {
        Holder::Measure(id) => context.report.measure(id),
        _ => None,
    };
    match (measure, typed.parse()) {
        (Some(measure), Ok(figure)) => verdicts::subject(context, measure).value(figure),
        (None, Ok(figure)) => figures::grouped(figure),
        _ => typed.trim_end_matches('.').replace('_', " "),
    }
}
