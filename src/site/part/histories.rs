//! How a measure was rated in each quarter.

use schemars::JsonSchema;
use serde::Serialize;

use crate::assess::rating::{Outcome, Unrated};
use crate::model::{Measure, Quarter, Rates, Rule};
use crate::site::choose::addresses;
use crate::site::context::Context;
use crate::site::phrases::verdicts::verdict;
use crate::site::phrases::{Tone, covers, figures, verdicts};
use crate::site::route::Route;

/// The ratings of one measure.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct RatingHistory {
    /// The member's name. `None` for the measure itself.
    pub title: Option<String>,
    /// Its quarters, earliest first.
    pub quarters: Vec<RatedQuarter>,
    /// That people gave all its ratings. `None` if they follow from a rule.
    pub by_people: Option<String>,
}

/// A quarter in which a measure was due, and how it was rated.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct RatedQuarter {
    /// The quarter in short: "Apr–Jun".
    pub short: String,
    /// The calendar year in which it ends: "2016".
    pub year: String,
    /// The quarter in words: "April to June 2016".
    pub long: String,
    /// The address of its report. Empty if it has none.
    pub href: String,
    /// The figure, "88%", or the shorthand for why there is none.
    pub figure: String,
    /// Shape and colour of its symbol.
    pub tone: Tone,
    /// The rating, or why there is none: "Off target".
    pub label: String,
    /// Who rated it and why, if a person did although the site has a rule.
    pub by_person: Option<String>,
}

/// The most quarters shown, 3 years: one line on a wide page.
const QUARTERS: usize = 12;

/// Returns the ratings of a measure and of each member, up to a quarter. Leaves out those that were never rated, and
/// those with only one quarter, which the page shows anyway.
pub(crate) fn histories(
    context: &Context,
    measure: &Measure,
    until: Quarter,
) -> Vec<RatingHistory> {
    let members = measure.members().iter();
    let members = members.map(|member| (Some(member.title.as_str().to_owned()), member));
    let all = std::iter::once((None, measure)).chain(members);
    let all = all.map(|(title, measure)| RatingHistory {
        title,
        quarters: rated_quarters(context, measure, until),
        by_people: (verdicts::rule_of(measure) == Some(&Rule::Editorial))
            .then(|| context.words.history_by_people.to_owned()),
    });
    let is_rated = |quarter: &RatedQuarter| quarter.tone != Tone::None;
    all.filter(|history| history.quarters.len() > 1 && history.quarters.iter().any(is_rated))
        .collect()
}

/// Returns the last quarters in which a measure was due, including those before the site's first report.
fn rated_quarters(context: &Context, measure: &Measure, until: Quarter) -> Vec<RatedQuarter> {
    let words = context.words;
    let subject = verdicts::subject(context, measure);
    let quarters = context.assessment.quarters().rev();
    let due = quarters.skip_while(|quarter| until < *quarter);
    let due = due.filter_map(|quarter| {
        let judged = context.assessment.judged(quarter, &measure.id)?;
        let entry = context.report.entry(quarter, &measure.id);
        let is_in_progress = entry.is_some_and(|entry| entry.so_far.is_some());
        let out = [Unrated::NotDue, Unrated::NoNewFigure];
        let is_due = !out.map(Outcome::Unrated).contains(&judged.current.outcome);
        let is_listed = is_due && !is_in_progress && !judged.is_of_earlier_year;
        is_listed.then_some((quarter, judged))
    });
    let due: Vec<_> = due.take(QUARTERS).collect();
    // The figure of the year so far, if that is the one that is rated.
    let figure_in = |quarter: Quarter| {
        let entry = context.report.entry(quarter, &measure.id)?;
        let own = entry.reported.figure();
        let rated = measure.rated_figure(quarter, entry);
        rated.filter(|_| measure.rates != Rates::Quarter).or(own)
    };
    let listed = due.iter().filter_map(|(quarter, _)| figure_in(*quarter));
    let told = subject.distinct_from(listed.map(|figure| figure.shown()));
    let last = due.into_iter().map(|(quarter, judged)| {
        let entry = context.report.entry(quarter, &measure.id);
        let figure = entry.map(|entry| match figure_in(quarter) {
            Some(figure) => told.marked(&figure),
            None => figures::cell(words, &entry.reported, &measure.unit),
        });
        let view = verdict(&subject, &judged.current);
        let route = Route::Quarter(quarter);
        let (short, year) = covers::short_of_rating(context, measure, quarter);
        RatedQuarter {
            short,
            year,
            long: covers::name(context, measure, quarter),
            href: if addresses::has(context, &route) {
                context.links.to(&route)
            } else {
                String::new()
            },
            figure: figure.unwrap_or_default(),
            tone: view.tone,
            label: view.label,
            by_person: verdicts::by_person(&subject, &judged.current),
        }
    });
    let mut last: Vec<RatedQuarter> = last.collect();
    last.reverse();
    last
}
