//! How a measure was rated, quarter by quarter.

use schemars::JsonSchema;
use serde::Serialize;

use crate::assess::JudgedEntry;
use crate::assess::rating::{Outcome, Unrated};
use crate::model::{Measure, Quarter};
use crate::site::context::Context;
use crate::site::say::verdicts::{self, Tone, verdict};
use crate::site::say::{figures, periods};

/// The ratings of one measure.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct RatingHistory {
    /// The member's name; empty for the measure itself.
    pub title: String,
    /// The earliest first.
    pub quarters: Vec<RatedQuarter>,
}

/// A quarter in which a measure was due, and how it was rated.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct RatedQuarter {
    /// "Apr–Jun".
    pub short: String,
    /// "2016".
    pub year: String,
    /// "April to June 2016".
    pub long: String,
    /// "88%", or the shorthand for why there is none.
    pub figure: String,
    /// Shape and colour.
    pub tone: Tone,
    /// "Outside tolerance".
    pub label: String,
}

/// Three years: what one line holds on a wide page.
const QUARTERS: usize = 12;

/// The ratings of a measure, or of each of its members, up to a quarter. Nothing of what was never rated, and
/// nothing where there is one quarter only: the page says that already.
pub(crate) fn histories(
    context: &Context,
    measure: &Measure,
    until: Quarter,
) -> Vec<RatingHistory> {
    let own = std::iter::once((String::new(), measure));
    let members = measure.members().iter();
    let members = members.map(|member| (member.title.as_str().to_owned(), member));
    own.chain(members)
        .map(|(title, measure)| RatingHistory {
            title,
            quarters: rated_quarters(context, measure, until),
        })
        .filter(|history| history.quarters.len() > 1)
        .filter(|history| history.quarters.iter().any(|q| q.tone != Tone::None))
        .collect()
}

/// The last quarters that say something of a measure, those before the site began as well.
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
