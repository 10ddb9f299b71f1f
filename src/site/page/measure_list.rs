//! The list of measures, each in its latest quarter: by group, and by rating.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::assess::rating::Outcome;
use crate::model::{Class, MeasureId};
use crate::site::choose::{long_lists, sections};
use crate::site::context::Context;
use crate::site::part::{
    BarPart, Count, LinkView, MeasureRow, NavItem, PageTitle, PartsView, PictureView, links,
    pictures, rows, tallies,
};
use crate::site::phrases::{MeasureInQuarter, Tone, covers, periods, verdicts};
use crate::site::route::{Group, Route};
use crate::site::words::{fill, slug};

/// The list of measures, by group or by rating.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct MeasuresView {
    /// "Measures", and if the list has several parts, which one this is.
    pub heading: String,
    /// How many measures have each rating. Each part links to those measures. Empty on further parts of the list.
    pub bar: Vec<BarPart>,
    /// Links to the list in each order. Empty on further parts of the list.
    pub orders: Vec<NavItem>,
    /// "Figures are for April to June 2016 unless a row says otherwise."
    pub figures_of: String,
    /// Links to all parts of the list. `None` if it is on one page.
    pub parts: Option<PartsView>,
    /// Links to the groups on this page. Empty by rating, as the bar has them, and for a single group.
    pub index: Vec<LinkView>,
    /// The groups, in the order of the site's list, or the ratings, the worst first.
    pub groups: Vec<MeasureGroup>,
    /// The shorthand that the figures use, explained.
    pub shorthand: Vec<String>,
}

/// A group in the list of measures, or the measures with one rating.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct MeasureGroup {
    /// The id of its heading, for links: "off-target".
    pub id: String,
    /// The name of the group.
    pub heading: String,
    /// The measures of the group.
    pub rows: Vec<LatestMeasure>,
}

/// A measure in its latest quarter.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct LatestMeasure {
    /// The measure in that quarter.
    pub row: MeasureRow,
    /// How far the figure is from its target, or why it has none. `None` if the rating says it all.
    pub detail: Option<String>,
    /// "Figure for April to June 2016." `None` if that is the site's latest quarter.
    pub period: Option<String>,
    /// When the next figure is due: "Next: January to March 2017". `None` if one is due every quarter.
    pub next_due: Option<String>,
    /// A picture of its latest quarters. `None` with fewer than 2 figures.
    pub run: Option<PictureView>,
}

pub(super) fn page(context: &Context) -> Page {
    let words = context.words;
    let part = long_lists::part_here(context);
    let (list, _) = context.route.list_and_number();
    let is_by_rating = *list == Route::MeasuresByRating;
    let (title, description, parents) = if is_by_rating {
        let all = (words.measures.to_owned(), Route::Measures);
        (
            words.measures_by_rating,
            words.all_measures_by_rating,
            vec![all],
        )
    } else {
        (words.measures, words.all_measures, Vec::new())
    };
    let heading = part.title(words, title);
    let parents = parents.into_iter().chain(part.crumb(title));
    let head = PageTitle::of_part(&part, (title, &*heading), description);
    let head = head.below(parents.collect());
    let groups = part.groups().iter().enumerate();
    let groups = groups.map(|(at, group)| measure_group(context, group, is_by_rating, at));
    let groups: Vec<MeasureGroup> = groups.collect();
    let is_short = is_by_rating || groups.len() == 1;
    let index = groups.iter().filter(|_| !is_short).map(|group| LinkView {
        label: group.heading.clone(),
        href: format!("#{}", group.id),
    });
    let view = View::Measures(MeasuresView {
        heading,
        bar: part.on_first(|| bar(context)),
        orders: part.on_first(|| orders(context)),
        figures_of: context.report.latest().map_or_else(String::new, |latest| {
            let slots = [("quarter", &*periods::quarter(words, latest))];
            fill(words.figures_of, &slots)
        }),
        parts: links::other_parts(context, &part),
        index: index.collect(),
        groups,
        shorthand: shorthand(context, &part.wholes()),
    });
    Page::new(context, head, view)
}

fn measure_group(
    context: &Context,
    group: &Group<Vec<MeasureId>>,
    is_by_rating: bool,
    at: usize,
) -> MeasureGroup {
    let measures = || group.measures();
    MeasureGroup {
        id: match measures().next() {
            Some(first) if is_by_rating => id_of(context, first, &group.heading),
            _ => format!("group-{}", at + 1),
        },
        heading: group.title(context.words),
        rows: measures()
            .filter_map(|id| latest_measure(context, id))
            .collect(),
    }
}

/// Returns the id of the measures with a rating, of which this is one: that of its class, such as "off-target", or if the
/// class has several states on this list, that of the state.
fn id_of(context: &Context, measure: &MeasureId, heading: &str) -> String {
    let outcome = latest_outcome(context, measure);
    let Some(Outcome::Rated(rating)) = outcome else {
        return "not-rated".to_owned();
    };
    let scale = context.report.site.scales.of(rating);
    if scale.of_class(rating.class()).count() > 1 && heading == rating.name() {
        return slug(heading);
    }
    let id = match rating.class() {
        Class::Good => "on-target",
        Class::Near => "close-to-target",
        Class::Poor => "off-target",
    };
    id.to_owned()
}

fn latest_outcome(context: &Context, id: &MeasureId) -> Option<Outcome> {
    let quarter = sections::latest_quarter(context, id)?;
    let judged = context.assessment.judged(quarter, id)?;
    Some(judged.current.outcome)
}

fn latest_measure(context: &Context, id: &MeasureId) -> Option<LatestMeasure> {
    let quarter = sections::latest_quarter(context, id)?;
    let own = MeasureInQuarter::new(context, id, quarter)?;
    let latest = context.report.latest()?;
    let measure = own.subject.measure;
    let slots = [("quarter", &*covers::period(context, measure, quarter))];
    Some(LatestMeasure {
        row: rows::row(context, id, quarter)?,
        detail: own.detail(),
        period: (latest != quarter || own.in_other_period().is_some())
            .then(|| fill(context.words.figure_for, &slots)),
        next_due: own.next_due(latest),
        run: pictures::run(context, measure, quarter),
    })
}

/// Returns the ratings of all measures as a bar, best first. Each part links to its measures.
fn bar(context: &Context) -> Vec<BarPart> {
    let list = long_lists::list_of(context, Route::MeasuresByRating);
    let groups = list.whole_groups().into_iter();
    let rated = groups.filter_map(|(label, page, measures)| {
        let first = measures.first()?;
        let tone = verdicts::tone(latest_outcome(context, first)?);
        let count = u32::try_from(measures.len()).unwrap_or(u32::MAX);
        let href = format!(
            "{}#{}",
            context.links.to(&page),
            id_of(context, first, label)
        );
        Some((label.to_owned(), tone, count, href))
    });
    let mut rated: Vec<(String, Tone, u32, String)> = rated.collect();
    rated.sort_by_key(|(_, tone, ..)| *tone);
    let counts = rated.iter();
    let counts = counts.map(|(label, tone, count, _)| (label.clone(), *tone, *count));
    let bar = tallies::bar(&counts.collect::<Vec<Count>>()).into_iter();
    let linked = bar.zip(rated).map(|(part, (.., href))| BarPart {
        percent: String::new(),
        href: Some(href),
        ..part
    });
    linked.collect()
}

/// Returns links to the list in each order.
fn orders(context: &Context) -> Vec<NavItem> {
    let words = context.words;
    let orders = [
        (words.listed_by_group, Route::Measures),
        (words.listed_by_rating, Route::MeasuresByRating),
        (words.listed_by_name, Route::Search),
    ];
    let (list, _) = context.route.list_and_number();
    let orders = orders.map(|(label, route)| NavItem {
        label: label.to_owned(),
        href: context.links.to(&route),
        current: (*list == route).then_some("true"),
    });
    orders.to_vec()
}

/// Explains the shorthand of the figures in the list.
fn shorthand(context: &Context, listed: &BTreeSet<MeasureId>) -> Vec<String> {
    let entries = listed.iter().filter_map(|id| {
        let quarter = sections::latest_quarter(context, id)?;
        context.report.entry(quarter, id)
    });
    let all = entries.flat_map(|entry| std::iter::once(entry).chain(entry.members.values()));
    rows::shorthand(context, all)
}
