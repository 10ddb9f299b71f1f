//! Reads values as [`published`](super::super::published) writes them.

use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error as Unknown;

use crate::model::{
    Colour, Due, Figure, Goal, Month, Quarter, QuarterNumber, Rating, RiskLevel, Rule, Standing,
    Text, Tolerance, TypedDirection, Unit, published,
};

/// Returns nothing if nothing was typed, and `None` if what was typed is not understood.
#[allow(clippy::option_option, reason = "not typed, typed, or not understood")]
pub(super) fn optional<T>(typed: Option<Option<T>>) -> Option<Option<T>> {
    match typed {
        None => Some(None),
        Some(None) => None,
        Some(understood) => Some(understood),
    }
}

pub(super) fn word<'t, T: Deserialize<'t>>(typed: &'t Text) -> Option<T> {
    T::deserialize(IntoDeserializer::<Unknown>::into_deserializer(
        typed.as_str(),
    ))
    .ok()
}

pub(super) fn number(typed: &str) -> Option<Decimal> {
    typed.trim().parse().ok()
}

pub(super) fn figures<K: Ord, M: FromIterator<(K, Figure)>>(
    typed: Option<&str>,
    key: impl Fn(&str) -> Option<K>,
) -> Option<M> {
    let all = typed.into_iter().flat_map(|typed| typed.split(", "));
    let all = all.map(|one| {
        let (name, figure) = one.rsplit_once(' ')?;
        Some((key(name)?, Figure::typed(number(figure)?)))
    });
    all.collect()
}

pub(super) fn unit(typed: &str) -> Option<Unit> {
    let plain = [
        Unit::Percent,
        Unit::Count,
        Unit::Days,
        Unit::Weeks,
        Unit::Months,
        Unit::Pounds,
        Unit::Score,
        Unit::Ratio,
    ];
    match typed.strip_prefix("rate per ") {
        Some(per) => Some(Unit::Rate {
            per: per.parse().ok()?,
        }),
        None => plain.into_iter().find(|one| published::unit(*one) == typed),
    }
}

pub(super) fn rule(typed: &str) -> Option<Rule> {
    match typed {
        "tolerance" => Some(Rule::Tolerance),
        "editorial" => Some(Rule::Editorial),
        typed => {
            let allow = allowance(typed.strip_prefix("improvement, allow ")?)?;
            Some(Rule::Improvement { allow })
        }
    }
}

pub(super) fn allowance(typed: &str) -> Option<Tolerance> {
    if let Some(points) = typed.strip_suffix(" points") {
        return Some(Tolerance::Points(number(points)?));
    }
    match typed.strip_suffix('%') {
        Some(percent) => Some(Tolerance::Percent(number(percent)?)),
        None => Some(Tolerance::Bound(number(typed)?)),
    }
}

type TypedGoal = (Goal, Option<[Decimal; 4]>);

/// Reads `90, tolerance 85, profile 20, 45, 70, 90` or `85 to 95, tolerance 80 to 98`.
pub(super) fn typed_target(typed: &str) -> Option<TypedGoal> {
    let (typed, profile) = match typed.split_once(", profile ") {
        Some((typed, shares)) => {
            let shares: Option<Vec<Decimal>> = shares.split(", ").map(number).collect();
            (typed, Some(<[Decimal; 4]>::try_from(shares?).ok()?))
        }
        None => (typed, None),
    };
    let (target, tolerance) = match typed.split_once(", tolerance ") {
        Some((target, tolerance)) => (target, Some(tolerance)),
        None => (typed, None),
    };
    let goal = match target.split_once(" to ") {
        None => Goal::One {
            target: number(target)?,
            tolerance: optional(tolerance.map(allowance))?,
        },
        Some((low, high)) => Goal::Band {
            low: number(low)?,
            high: number(high)?,
            outer: optional(tolerance.map(|typed| {
                let (low, high) = typed.split_once(" to ")?;
                Some((number(low)?, number(high)?))
            }))?,
        },
    };
    Some((goal, profile))
}

pub(super) fn rating(typed: &str) -> Option<Rating> {
    let tolerance = [Standing::OnTarget, Standing::Within, Standing::Outside];
    let tolerance = tolerance.map(Rating::Tolerance);
    let colours = [Colour::Red, Colour::Amber, Colour::Green].map(Rating::Colour);
    let mut all = tolerance.into_iter().chain(colours);
    all.find(|one| published::rating(*one) == typed)
}

pub(super) fn direction(typed: &str) -> Option<TypedDirection> {
    word(&Text::new(typed))
}

pub(super) fn level(typed: &str) -> Option<RiskLevel> {
    if let Some(score) = typed.strip_prefix("likelihood ") {
        let (likelihood, impact) = score.split_once(", impact ")?;
        return Some(RiskLevel::Score {
            likelihood: likelihood.parse().ok()?,
            impact: impact.parse().ok()?,
        });
    }
    match (typed, rating(typed)) {
        ("red_amber", _) => Some(RiskLevel::RedAmber),
        ("amber_green", _) => Some(RiskLevel::AmberGreen),
        (_, Some(Rating::Colour(colour))) => Some(RiskLevel::Colour(colour)),
        _ => None,
    }
}

pub(super) fn due(typed: &str) -> Option<Due> {
    let day = typed.parse().ok().map(Due::Day);
    let month = || month_key(typed).map(Due::Month);
    day.or_else(month)
        .or_else(|| quarter_key(typed).map(Due::Quarter))
}

/// Reads `2016-17 Q1`.
pub(super) fn quarter_key(typed: &str) -> Option<Quarter> {
    let (year, number) = typed.split_once('-')?;
    let (_, number) = number.split_once(" Q")?;
    let number: i32 = number.parse().ok()?;
    let mut numbers = QuarterNumber::ALL.into_iter();
    let number = numbers.find(|known| known.number() == number)?;
    Some(Quarter::new(year.parse().ok()?, number))
}

/// Reads `2016-07`.
pub(super) fn month_key(typed: &str) -> Option<Month> {
    let (year, month) = typed.split_once('-')?;
    Some(Month::new(year.parse().ok()?, month.parse().ok()?))
}
