//! Reads values as [`published`](super::super::published) writes them.

use std::sync::Arc;

use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error as Unknown;

use crate::model::{
    ActionDue, Aim, Due, Figure, Goal, LineBeside, LineValue, MoneyUnit, Month, MonthTargets,
    OwnUnit, PrintedDirection, Profile, Quarter, QuarterNumber, RISKS, Reach, ResultWord,
    RiskLevel, Rule, Scale, Scales, Smallest, Text, Tolerance, TypedDirection, Unit, published,
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
    unit: &Unit,
    key: impl Fn(&str) -> Option<K>,
) -> Option<M> {
    let all = typed.into_iter().flat_map(|typed| typed.split(", "));
    let all = all.map(|one| {
        let (name, figure) = one.split_once(' ')?;
        Some((key(name)?, Figure::typed(unit.read(figure)?)))
    });
    all.collect()
}

pub(super) fn unit(typed: &str, (scales, scale): (&Scales, &Scale)) -> Option<Unit> {
    if let Some(per) = typed.strip_prefix("rate per ") {
        let per = per.parse().ok()?;
        return Some(Unit::Rate { per });
    }
    if typed.contains(" / ") {
        let mut names = typed.split(" / ").map(str::to_owned);
        let (one, many, short) = (names.next()?, names.next()?, names.next());
        return Some(Unit::Own(Arc::new(OwnUnit { one, many, short })));
    }
    if typed.contains(": ") {
        let results = typed.split(", ").map(|result| {
            let (text, rated) = result.rsplit_once(": ")?;
            let rating = (rated != "not_rated").then(|| scales.rating(scale, rated));
            Some(ResultWord {
                text: text.to_owned(),
                rating: optional(rating)?,
            })
        });
        return results.collect::<Option<_>>().map(Unit::Results);
    }
    let plain = [
        Unit::Percent,
        Unit::Count,
        Unit::Days,
        Unit::Weeks,
        Unit::Months,
        Unit::Score,
        Unit::Ratio,
    ];
    let pounds = [MoneyUnit::Pounds, MoneyUnit::Thousands, MoneyUnit::Millions];
    let durations = [Smallest::Seconds, Smallest::Minutes, Smallest::Hours];
    let plain = plain.into_iter().chain(pounds.map(Unit::Pounds));
    let mut plain = plain.chain(durations.map(Unit::Duration));
    plain.find(|one| published::unit(one) == typed)
}

pub(super) fn rule(typed: &str, unit: &Unit) -> Option<Rule> {
    match typed {
        "tolerance" => Some(Rule::Scale { allow: None }),
        "editorial" => Some(Rule::Editorial),
        "results" => Some(Rule::Results),
        typed => {
            let allow = Some(allowance(typed.strip_prefix("improvement, allow ")?, unit)?);
            Some(Rule::Scale { allow })
        }
    }
}

pub(super) fn allowance(typed: &str, unit: &Unit) -> Option<Tolerance> {
    if let Some(points) = typed.strip_suffix(" points") {
        return Some(Tolerance::Points(unit.read(points)?));
    }
    match typed.strip_suffix('%') {
        Some(percent) => Some(Tolerance::Percent(number(percent)?)),
        None => Some(Tolerance::Bound(unit.read(typed)?)),
    }
}

/// What a target asks for, of each month, with its profile, its day and the lines beside it.
type TypedTarget = (
    Aim,
    Option<MonthTargets>,
    Option<Profile>,
    Option<Due>,
    Vec<LineBeside>,
);

/// Reads `90, tolerance 85, profile 20, 45, 70, 90` or `85 to 95, tolerance 80 to 98`.
pub(super) fn typed_target(typed: &str, unit: &Unit) -> Option<TypedTarget> {
    let allowance = |typed| allowance(typed, unit);
    let range_of = |typed| range_of(typed, unit);
    let line = |typed| line_beside(typed, unit);
    let (typed, beside) = match typed.split_once(", beside ") {
        Some((typed, lines)) => (typed, lines_of(lines).map(line).collect::<Option<_>>()?),
        None => (typed, Vec::new()),
    };
    let (typed, by) = match typed.split_once(", by ") {
        Some((typed, by)) => (typed, Some(due(by)?)),
        None => (typed, None),
    };
    let (typed, profile) = match typed.split_once(", profile ") {
        Some((typed, shares)) => (typed, Some(self::profile(shares, unit)?)),
        None => (typed, None),
    };
    let each = typed.split_once(", each month ");
    let (typed, month) = match (each, typed.split_once(", months ")) {
        (Some((typed, month)), _) => (typed, Some(MonthTargets::Each(unit.read(month)?))),
        (None, Some((typed, months))) => (typed, Some(month_targets(months, unit)?)),
        (None, None) => (typed, None),
    };
    let (target, tolerance) = match typed.split_once(", tolerance ") {
        Some((target, tolerance)) => (target, Some(tolerance)),
        None => (typed, None),
    };
    let aim = match range_of(target) {
        None => aim(target, optional(tolerance.map(allowance))?, unit)?,
        Some((low, high)) => Aim::Goal(Goal::Band {
            low,
            high,
            outer: optional(tolerance.map(range_of))?,
        }),
    };
    Some((aim, month, profile, by, beside))
}

/// Reads `2025-04 3, 2025-05 2.9`.
fn month_targets(typed: &str, unit: &Unit) -> Option<MonthTargets> {
    let months = typed.split(", ").map(|one| {
        let (month, target) = one.split_once(' ')?;
        Some((Month::read(month)?, unit.read(target)?))
    });
    months.collect::<Option<_>>().map(MonthTargets::Own)
}

/// Splits `Aspiration: 98, A day: "9, or 10"` at the commas between lines.
fn lines_of(typed: &str) -> impl Iterator<Item = &str> {
    let mut is_quoted = false;
    let lines = typed.split(move |c: char| {
        is_quoted ^= c == '"';
        c == ',' && !is_quoted
    });
    lines.map(str::trim)
}

/// Reads `Aspiration: 98` or `A day: "9"`.
fn line_beside(typed: &str, unit: &Unit) -> Option<LineBeside> {
    let printed = typed
        .strip_suffix('"')
        .and_then(|rest| rest.split_once(": \""));
    if let Some((name, text)) = printed {
        let (name, value) = (Text::new(name), LineValue::Printed(Text::new(text)));
        return Some(LineBeside { name, value });
    }
    let (name, value) = typed.rsplit_once(": ")?;
    Some(LineBeside {
        name: Text::new(name),
        value: LineValue::Figure(unit.read(value)?),
    })
}

/// Reads `85 to 95`.
fn range_of(typed: &str, unit: &Unit) -> Option<(Decimal, Decimal)> {
    let (low, high) = typed.split_once(" to ")?;
    Some((unit.read(low)?, unit.read(high)?))
}

fn aim(typed: &str, tolerance: Option<Tolerance>, unit: &Unit) -> Option<Aim> {
    let strict = typed.strip_prefix(published::STRICT);
    if let Some(target) = unit.read(strict.unwrap_or(typed)) {
        let reach = match strict {
            Some(_) => Reach::BetterThanTarget,
            None => Reach::EqualIsEnough,
        };
        return Some(Aim::Goal(Goal::One {
            target,
            tolerance,
            reach,
        }));
    }
    if typed == published::NO_YEAR {
        return Some(Aim::Profile { tolerance });
    }
    let Some(by) = typed.strip_suffix(published::BETTER) else {
        return Some(Aim::Words(Text::new(typed)));
    };
    let by = Some(by.trim()).filter(|by| !by.is_empty());
    Some(Aim::LastYear {
        better_by: optional(by.map(|by| allowance(by, unit)))?,
        tolerance,
    })
}

/// Reads four or twelve shares, `Q1 18, Q2 40` or `2023-24 Q1 3`.
fn profile(typed: &str, unit: &Unit) -> Option<Profile> {
    let shares: Vec<&str> = typed.split(", ").collect();
    let numbers: Option<Vec<Decimal>> = shares.iter().map(|share| unit.read(share)).collect();
    if let Some(numbers) = numbers {
        let months = <[Decimal; 12]>::try_from(&*numbers)
            .ok()
            .map(Profile::Months);
        let quarters = <[Decimal; 4]>::try_from(&*numbers).ok();
        return months.or(quarters.map(|shares| Profile::Quarters(shares.map(Some))));
    }
    if shares.first()?.starts_with('Q') {
        let mut quarters = [None; 4];
        for share in shares {
            let (number, share) = share.strip_prefix('Q')?.split_once(' ')?;
            let number: usize = number.parse().ok()?;
            *quarters.get_mut(number.checked_sub(1)?)? = Some(unit.read(share)?);
        }
        return Some(Profile::Quarters(quarters));
    }
    let dated = shares.into_iter().map(|share| {
        let (quarter, share) = share.split_at_checked("2023-24 Q1".len())?;
        Some((quarter_key(quarter)?, unit.read(share)?))
    });
    dated.collect::<Option<_>>().map(Profile::Dated)
}

pub(super) fn direction(typed: &str) -> Option<TypedDirection> {
    word(&Text::new(typed))
}

pub(super) fn printed_direction(typed: &str) -> Option<PrintedDirection> {
    let (is, on) = match typed.split_once(", on ") {
        Some((is, on)) => (is, Some(word(&Text::new(on))?)),
        None => (typed, None),
    };
    let is = direction(is)?;
    Some(PrintedDirection { is, on })
}

pub(super) fn level(typed: &str, scales: &Scales) -> Option<RiskLevel> {
    if let Some(score) = typed.strip_prefix("likelihood ") {
        let (likelihood, impact) = score.split_once(", impact ")?;
        return Some(RiskLevel::Placed {
            likelihood: likelihood.parse().ok()?,
            impact: impact.parse().ok()?,
        });
    }
    if let Ok(score) = typed.parse() {
        return Some(RiskLevel::Score(score));
    }
    let state = scales.named(RISKS)?.rating(typed)?;
    Some(RiskLevel::State(state))
}

pub(super) fn action_due(typed: &str) -> Option<ActionDue> {
    if typed == published::ONGOING {
        return Some(ActionDue::Ongoing);
    }
    due(typed).map(ActionDue::By)
}

pub(super) fn due(typed: &str) -> Option<Due> {
    let day = typed.parse().ok().map(Due::Day);
    let month = || Month::read(typed).map(Due::Month);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Target;

    #[test]
    fn a_target_is_read_back_as_it_is_written() {
        let table = [
            "90, tolerance 85",
            "90, tolerance 5%, profile 20, 45, 70, 90",
            "85 to 95, tolerance 80 to 98",
            "no target for the year, tolerance 2 points, profile Q1 18, Q2 40",
            "5, profile 2015-16 Q4 6, by 2016-12-31, beside Aspiration: 4, Stretch: 3",
            "5, beside A day: \"9, or 10\", Stretch: 3",
            "300, tolerance 10%, each month 100",
            "3, tolerance 5%, months 2025-04 3.2, 2025-05 3.1, beside Aspiration: 2",
            "5, by 2016-12",
            "better than last year",
            "10% better than last year, tolerance 2 points",
            "Top quartile",
        ];
        for text in table {
            let unit = Unit::Score;
            let (aim, month, profile, by, beside) = typed_target(text, &unit).expect(text);
            let target = Target {
                from: Quarter::new(2015, QuarterNumber::ALL[0]),
                aim,
                month,
                profile,
                by,
                beside,
                typed_in: None,
                is_of_quarter: false,
                has_usual_tolerance: false,
                set_by: None,
                reason: None,
            };
            assert_eq!(published::target(&target, &unit), text);
        }
    }
}
