//! How a measure was rated in each quarter.

use schemars::JsonSchema;
use serde::Serialize;

use crate::assess::JudgedEntry;
use crate::assess::rating::{Outcome, Unrated};
use crate::model::{Measure, Quarter};
use crate::site::context::Context;
use crate::site::phrases::verdicts::{self, Tone, verdict};
use crate::site::phrases::{figures, periods};

/// The ratings of one measure.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct RatingHistory {
    /// The member's name. `None` for the measure itself.
    pub title: Option<String>,
    /// Its quarters, earliest first.
    pub quarters: Vec<RatedQuarter>,
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
    /// The figure, "88%", or the shorthand for why there is none.
    pub figure: String,
    /// Shape and colour of its symbol.
    pub tone: Tone,
    /// The rating, or why there is none: "Outside tolerance".
    pub label: String,
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
    let own = std::iter::once((None, measure));
    let members = measure.members().iter();
    let members = members.map(|member| (Some(member.title.as_str().to_owned()), member));
    own.chain(members)
        .map(|(title, measure)| RatingHistory {
            title,
            quarters: rated_quarters(context, measure, until),
        })
        .filter(|history| history.quarters.len() > 1)
        .filter(|history| history.quarters.iter().any(|q| q.tone != Tone::None))
        .collect()
}

/// Returns the last quarters in which a measure was due, including those before the site's first report.
fn rated_quarters(context: &Context, measure: &Measure, until: Quarter) -> Vec<RatedQuarter> {
    let quarters = context.assessment.quarters().rev();
    let quarters = quarters.skip_while(|quarter| until < *quarter);
    let judged = quarters
        .filter_map(|quarter| Some((quarter, context.assessment.judged(quarter, &measure.id)?)));
    let due =
        judged.filter(|(_, judged)| judged.current.outcome != Outcome::Unrated(Unrated::NotDue));
    let mut last: Vec<RatedQuarter> = due
        .take(QUARTERS)
        .map(|(quarter, judged)| rated_quarter(context, measure, quarter, judged))
        .collect();
    last.reverse();
    last
}

fn rated_quarter(
    context: &Context,
    measure: &Measure,
    quarter: Quarter,
    judged: &JudgedEntry,
) -> RatedQuarter {
    let entry = context.report.entry(quarter, &measure.id);
    let view = verdict(&verdicts::subject(context, measure), &judged.current);
    RatedQuarter {
        short: periods::quarter_short(context.words, quarter),
        year: quarter.last_month().year().to_string(),
        long: periods::quarter(context.words, quarter),
        figure: entry.map_or(String::new(), |entry| {
            figures::cell(context.words, &entry.reported, measure.unit)
        }),
        tone: view.tone,
        label: view.label,
    }
}
