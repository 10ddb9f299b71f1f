//! Figures in the unit of their measure: numbers, durations and results.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{FileProblems, entries};
use crate::diag::{Code, did_you_mean, one_of};
use crate::model::{DurationError, DurationPart, Smallest, Unit};
use crate::parse::At;
use crate::parse::leaf::{self, Amount};
use crate::source::SourcePath;

/// Returns a typed figure in the measure's unit. Reports a text that is none.
pub(super) fn figure(typed: &At<Amount>, unit: &Unit, file: &mut FileProblems) -> Option<Decimal> {
    let found = match (&typed.value, unit) {
        (Amount::Number(value), Unit::Duration(smallest)) => number_of_duration(*value, *smallest),
        (Amount::Number(value), Unit::Results(_)) => result(&value.to_string(), unit),
        (Amount::Number(value), _) => Ok(*value),
        (Amount::Words(text), Unit::Duration(smallest)) => smallest
            .read(text)
            .map_err(|error| duration_words(text, *smallest, error)),
        (Amount::Words(text), Unit::Results(_)) => result(text, unit),
        (Amount::Words(text), _) => Err(not_a_number(file.path, text, unit)),
    };
    let report = |(message, help)| file.error(Code::NotAFigure, typed.node, message, help);
    found.map_err(report).ok()
}

/// Returns the typed figure of a comparison. Reports a text that is none: a source may print a range.
pub(super) fn compared(
    typed: &At<Amount>,
    unit: &Unit,
    file: &mut FileProblems,
) -> Option<Decimal> {
    let is_number = !matches!(unit, Unit::Duration(_) | Unit::Results(_));
    if let Amount::Words(text) = &typed.value
        && is_number
        && is_printed(text)
    {
        let (message, _) = leaf::not_a_number(file.path, text);
        let help = format!(
            "write the figure; if the source prints no other, write `as_printed: \"{}\"` instead of `value`",
            text.trim()
        );
        file.error(Code::NotAFigure, typed.node, message, help);
        return None;
    }
    figure(typed, unit, file)
}

fn result(typed: &str, unit: &Unit) -> Result<Decimal, (String, String)> {
    let Unit::Results(words) = unit else {
        return Err(Default::default());
    };
    unit.figure_of_result(typed).ok_or_else(|| {
        let known = || words.iter().map(|word| word.text.as_str());
        let near = did_you_mean(typed, known());
        let help = match near {
            Some(near) => format!("did you mean `{near}`? It can be {}", one_of(known())),
            None => format!("write {}", one_of(known())),
        };
        let message = format!("`{typed}` is not one of the results of this measure");
        (message, help)
    })
}

/// A duration of 0 needs no part.
fn number_of_duration(value: Decimal, smallest: Smallest) -> Result<Decimal, (String, String)> {
    if value.is_zero() {
        return Ok(value);
    }
    let unit = Unit::Duration(smallest);
    let part = part_name(smallest.last());
    let message = format!("`{value}` does not say which part of a duration it is");
    let all = unit.typed(value);
    // 4.40 is rather 4 minutes and 40 seconds than a part of a second.
    let as_clock = value.to_string().replace('.', ":");
    let as_clock = smallest.read(&as_clock).ok();
    let as_clock = as_clock
        .filter(|_| value.scale() == 2)
        .map(|clock| unit.typed(clock));
    // 4.67 is rather 4.67 minutes, with decimals, than a part of a second.
    let larger = smallest.parts().iter().rev().nth(1);
    let larger = larger
        .filter(|_| !value.normalize().scale().eq(&0))
        .map(|(part, size)| {
            let all = (value * Decimal::from(*size))
                .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
            format!(
                "`{}` if it is {value} {}",
                unit.typed(all),
                part_name(*part)
            )
        });
    let help = match (as_clock, larger) {
        (Some(clock), Some(larger)) => format!("write `{clock}`, or {larger}, or `{value} {part}`"),
        (Some(clock), None) => format!("write `{clock}`, or `{value} {part}`"),
        (None, Some(larger)) => format!("write {larger}, or `{all}` if it is in {part}"),
        (None, None) => format!("write `{all}` if it is in {part}"),
    };
    Err((message, help))
}

fn example(smallest: Smallest) -> &'static str {
    match smallest {
        Smallest::Seconds => "such as `4m 40s`, `1h 4m 40s` or `4:40`",
        Smallest::Minutes => "such as `6h 41m` or `6:41`",
        Smallest::Hours => "such as `12 days 4 hours` or `4 hours`",
    }
}

fn duration_words(typed: &str, smallest: Smallest, error: DurationError) -> (String, String) {
    let not_a_duration = format!("`{typed}` is not a duration");
    match error {
        DurationError::WhichPart => {
            let message = format!("`{typed}` does not say which part of a duration each number is");
            (message, format!("write a duration {}", example(smallest)))
        }
        DurationError::OtherPart(DurationPart::Days) => {
            let message = format!("`{typed}` has days, and this measure's unit does not");
            let help = "write the hours in all, such as `52h`, or `duration: hours` in the `unit:` of the measure's file";
            (message, help.to_owned())
        }
        DurationError::OtherPart(part) => {
            let part = part_name(part);
            let message = format!("`{typed}` has {part}, and this measure's unit does not");
            let help = format!(
                "leave them out, or write `duration: {part}` in the `unit:` of the measure's file"
            );
            (message, help)
        }
        DurationError::TooMany(part, number) => {
            let part = part_name(part);
            let message = format!("`{typed}` has {number} {part}, which is more than there can be");
            let help = format!("check the {part}; write a duration {}", example(smallest));
            (message, help)
        }
        DurationError::Decimals(value) => {
            let typed = Unit::Duration(smallest).typed(value);
            (not_a_duration, format!("write `{typed}`"))
        }
        DurationError::NotATime => {
            let help = format!("write a duration {}", example(smallest));
            (not_a_duration, help)
        }
    }
}

/// Returns what is wrong with words where a number should be. A source may print a limit or a range instead.
fn not_a_number(path: &SourcePath, typed: &str, unit: &Unit) -> (String, String) {
    let (message, help) = leaf::not_a_number(path, typed);
    if path.below("content/quarters").is_none() {
        return (message, help);
    }
    let is_number_of = matches!(unit, Unit::Count | Unit::Own(_));
    let printed = format!(
        "write the figure; if the source prints no other, write `{{ as_printed: \"{}\" }}`",
        typed.trim()
    );
    let help = match (limit_of(typed), large_amount(typed, unit)) {
        (Some(limit), _) if is_number_of && entries::limit(typed).is_some() => format!(
            "only `value:` can be `<{limit}`; leave this out, and say in `note:` that it is below {limit}"
        ),
        (Some(limit), _) if is_number_of => format!("write only the limit: `<{limit}`"),
        (None, Some(amount)) => format!("write {amount}, in the unit of this measure"),
        _ => match other_time(typed, unit) {
            Some(own) => format!("write the figure in {own}, the unit of this measure"),
            None if is_printed(typed) => printed,
            None => help,
        },
    };
    (message, help)
}

/// Returns the limit of a number that is not told, in signs or in words: 5 of "<5 cases" and of "fewer than 5".
fn limit_of(typed: &str) -> Option<&str> {
    let typed = typed.trim();
    let words = ["<", "fewer than ", "less than ", "under ", "below "];
    let rest = words.iter().find_map(|words| {
        let start = typed.get(..words.len())?;
        start
            .eq_ignore_ascii_case(words)
            .then(|| &typed[words.len()..])
    })?;
    let digits = rest.trim_start().split(|c: char| !c.is_ascii_digit());
    digits
        .into_iter()
        .next()
        .filter(|digits| !digits.is_empty())
}

/// Returns the unit of time of a measure, if a text names another one: "3 weeks" of a measure in days.
fn other_time(typed: &str, unit: &Unit) -> Option<&'static str> {
    let own = match unit {
        Unit::Days => "days",
        Unit::Weeks => "weeks",
        Unit::Months => "months",
        _ => return None,
    };
    let all = ["hours", "days", "weeks", "months", "years"];
    let names = |word: &str, name: &str| {
        let word = word.to_lowercase();
        word == name || word == name.trim_end_matches('s')
    };
    let mut words = typed.split(|c: char| !c.is_alphabetic());
    let is_other = words.any(|word| all.iter().any(|name| *name != own && names(word, name)));
    is_other.then_some(own)
}

/// Returns an amount such as "£3.9m" or "4 thousand" in the unit of a measure of money, or as a count.
fn large_amount(typed: &str, unit: &Unit) -> Option<Decimal> {
    let size_of_unit = match unit {
        Unit::Pounds(money) => money.pounds(Decimal::ONE),
        Unit::Count => Decimal::ONE,
        _ => return None,
    };
    let typed = typed.trim().trim_start_matches('£').to_lowercase();
    let end = typed.find(|c: char| c.is_ascii_alphabetic() || c == ' ')?;
    let size = match typed[end..].trim() {
        "k" | "thousand" => 1_000,
        "m" | "million" => 1_000_000,
        "bn" | "billion" => 1_000_000_000,
        _ => return None,
    };
    let amount: Decimal = typed[..end].parse().ok()?;
    let pounds = amount.checked_mul(Decimal::from(size))?;
    Some((pounds / size_of_unit).normalize())
}

/// Returns whether a text is what sources print instead of a figure: "<5", "85-95%", "+7 points".
fn is_printed(typed: &str) -> bool {
    let typed = typed.trim();
    let is_range = typed
        .split_once(['-', '\u{2013}'])
        .is_some_and(|(low, high)| {
            let is_number = |text: &str| text.trim().starts_with(|c: char| c.is_ascii_digit());
            is_number(low) && is_number(high)
        });
    let has_digit = typed.contains(|c: char| c.is_ascii_digit());
    let is_limit = typed.starts_with(['<', '>', '+']) || typed.ends_with('+');
    has_digit
        && (is_limit || leaf::is_qualified(typed) || (is_range && typed.matches('-').count() < 2))
}

fn part_name(part: DurationPart) -> &'static str {
    match part {
        DurationPart::Days => "days",
        DurationPart::Hours => "hours",
        DurationPart::Minutes => "minutes",
        DurationPart::Seconds => "seconds",
    }
}

/// Returns what is unusual about a target from `low` to `high`: it is outside the measure's own range, or a percentage
/// below 0 or above 100.
pub(super) fn unusual_target(
    unit: &Unit,
    own: Option<(Decimal, Decimal)>,
    (low, high): (Decimal, Decimal),
) -> Option<(String, &'static str)> {
    let whole = (Decimal::ZERO, Decimal::ONE_HUNDRED);
    let (least, most) = own.or((*unit == Unit::Percent).then_some(whole))?;
    if low >= least && high <= most {
        return None;
    }
    let off = if low < least { low } else { high };
    let [off, least, most] = [off, least, most].map(|value| unit.typed(value));
    Some(match own {
        Some(_) => (
            format!(
                "a target of {off} is not between {least} and {most}, the `range:` of this measure"
            ),
            "check the target, or make the `range:` wider",
        ),
        None => (
            format!("a target of {off}% is not between 0 and 100"),
            "check the target. Only a target for a percentage change can be below 0 or above 100",
        ),
    })
}
