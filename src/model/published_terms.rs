//! Units, targets, days due, directions and levels of risks as one text each, as records of changes have them.

use rust_decimal::Decimal;

use super::published::{joined, number, typed};
use super::{
    ActionDue, Aim, Due, Goal, LineValue, MoneyUnit, MonthTargets, PrintedDirection, PrintedOn,
    Profile, Rating, ResultWord, RiskLevel, Smallest, Target, Tolerance, TypedDirection, Unit,
};

/// Returns what a target asks for, as one text: `90, tolerance 85`.
pub(crate) fn target(target: &Target, unit: &Unit) -> String {
    let figure = |value: Decimal| typed(unit, value);
    let allowance = |tolerance: Tolerance| allowance(tolerance, unit);
    let range = |low: Decimal, high: Decimal| format!("{} to {}", figure(low), figure(high));
    let (mut text, tolerance) = match &target.aim {
        Aim::Goal(Goal::One {
            target,
            tolerance,
            reach,
        }) => {
            let strict = if reach.is_beyond() { STRICT } else { "" };
            let text = format!("{strict}{}", figure(*target));
            (text, tolerance.map(allowance))
        }
        Aim::Goal(Goal::Band { low, high, outer }) => (
            range(*low, *high),
            outer.map(|(low, high)| range(low, high)),
        ),
        Aim::Profile { tolerance } => (NO_YEAR.to_owned(), tolerance.map(allowance)),
        Aim::LastYear {
            better_by,
            tolerance,
        } => {
            let by = better_by.map(|by| format!("{} ", allowance(by)));
            let text = by.unwrap_or_default() + BETTER;
            (text, tolerance.map(allowance))
        }
        Aim::Words(words) => (words.as_str().to_owned(), None),
    };
    if let Some(tolerance) = tolerance.filter(|_| !target.has_usual_tolerance) {
        text += &format!(", tolerance {tolerance}");
    }
    match &target.month {
        None => {}
        Some(MonthTargets::Each(month)) => text += &format!(", each month {}", figure(*month)),
        Some(MonthTargets::Own(months)) => {
            let months = months.iter();
            let months = months.map(|(month, target)| format!("{month} {}", figure(*target)));
            text += &format!(", months {}", joined(months));
        }
    }
    if let Some(profile) = &target.profile {
        text += &format!(", profile {}", self::profile(profile, unit));
    }
    if let Some(by) = target.by {
        text += &format!(", by {}", due(by));
    }
    let beside = target.beside.iter();
    let beside = beside.map(|line| {
        let value = match &line.value {
            LineValue::Figure(value) => figure(*value),
            LineValue::Printed(text) => format!("\"{}\"", text.as_str()),
        };
        format!("{}: {value}", line.name.as_str())
    });
    let beside = joined(beside);
    if !beside.is_empty() {
        text += &format!(", beside {beside}");
    }
    text
}

/// A target that has only a profile.
pub(crate) const NO_YEAR: &str = "no target for the year";
/// The start of a target that a figure must be better than.
pub(crate) const STRICT: &str = "better than ";
/// The end of a target from last year's figure.
pub(crate) const BETTER: &str = "better than last year";

fn profile(profile: &Profile, unit: &Unit) -> String {
    let figure = |share: Decimal| typed(unit, share);
    let named = |(name, share): (String, Decimal)| format!("{name} {}", figure(share));
    match profile {
        Profile::Quarters([Some(q1), Some(q2), Some(q3), Some(q4)]) => {
            joined([q1, q2, q3, q4].map(|share| figure(*share)))
        }
        Profile::Quarters(shares) => {
            let shares = shares.iter().zip(1..);
            let shares = shares.filter_map(|(share, n)| Some((format!("Q{n}"), (*share)?)));
            joined(shares.map(named))
        }
        Profile::Months(shares) => joined(shares.map(figure)),
        Profile::Dated(shares) => {
            let shares = shares.iter();
            joined(shares.map(|(quarter, share)| named((quarter.to_string(), *share))))
        }
    }
}

/// Returns how far a target may be missed. In a unit of numbers, so many points.
pub(super) fn allowance(tolerance: Tolerance, unit: &Unit) -> String {
    match tolerance {
        Tolerance::Bound(bound) => typed(unit, bound),
        Tolerance::Points(points) => format!("{} points", typed(unit, points)),
        Tolerance::Percent(percent) => format!("{}%", number(percent)),
    }
}

pub(crate) fn unit(unit: &Unit) -> String {
    let word = match unit {
        Unit::Percent => "percent",
        Unit::Count => "count",
        Unit::Rate { per } => return format!("rate per {per}"),
        Unit::Days => "days",
        Unit::Weeks => "weeks",
        Unit::Months => "months",
        Unit::Pounds(MoneyUnit::Pounds) => "pounds",
        Unit::Pounds(MoneyUnit::Thousands) => "thousands of pounds",
        Unit::Pounds(MoneyUnit::Millions) => "millions of pounds",
        Unit::Duration(Smallest::Seconds) => "duration in seconds",
        Unit::Duration(Smallest::Minutes) => "duration in minutes",
        Unit::Duration(Smallest::Hours) => "duration in hours",
        Unit::Own(own) => {
            let names = [Some(&own.one), Some(&own.many), own.short.as_ref()];
            let names: Vec<&str> = names.into_iter().flatten().map(String::as_str).collect();
            return names.join(" / ");
        }
        Unit::Results(results) => {
            let rated = |word: &ResultWord| word.rating.map_or("not_rated", Rating::id);
            let results = results.iter();
            return joined(results.map(|word| format!("{}: {}", word.text, rated(word))));
        }
        Unit::Score => "score",
        Unit::Ratio => "ratio",
    };
    word.to_owned()
}

/// What files type for an action without an end.
pub(crate) const ONGOING: &str = "ongoing";

pub(crate) fn action_due(typed: ActionDue) -> String {
    match typed {
        ActionDue::By(by) => due(by),
        ActionDue::Ongoing => ONGOING.to_owned(),
    }
}

pub(crate) fn due(due: Due) -> String {
    match due {
        Due::Day(day) => day.to_string(),
        Due::Month(month) => month.to_string(),
        Due::Quarter(quarter) => quarter.to_string(),
    }
}

/// Returns a printed direction as the record has it: `worsened`, or `worsened, on last_year`.
pub(crate) fn printed_direction(printed: PrintedDirection) -> String {
    let is = direction(printed.is);
    let on = printed.on.map(|on| match on {
        PrintedOn::PreviousQuarter => "previous_quarter",
        PrintedOn::SameQuarterLastYear => "same_quarter_last_year",
        PrintedOn::LastYear => "last_year",
    });
    on.map_or_else(|| is.to_owned(), |on| format!("{is}, on {on}"))
}

/// Returns a direction as files type it.
pub(crate) fn direction(direction: TypedDirection) -> &'static str {
    match direction {
        TypedDirection::Improved => "improved",
        TypedDirection::NoChange => "no_change",
        TypedDirection::Worsened => "worsened",
    }
}

pub(super) fn level(level: RiskLevel) -> String {
    match level {
        RiskLevel::State(state) => state.id().to_owned(),
        RiskLevel::Placed { likelihood, impact } => {
            format!("likelihood {likelihood}, impact {impact}")
        }
        RiskLevel::Score(score) => score.to_string(),
    }
}

/// Returns the level of a risk as files type it.
pub(crate) fn level_in_file(typed: RiskLevel) -> String {
    match typed {
        RiskLevel::Placed { likelihood, impact } => {
            format!("{{ likelihood: {likelihood}, impact: {impact} }}")
        }
        RiskLevel::State(_) | RiskLevel::Score(_) => level(typed),
    }
}
