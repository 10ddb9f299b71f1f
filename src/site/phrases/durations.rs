//! Durations as people write them: "4m 40s", "12 days 4 hours".

use rust_decimal::Decimal;

use super::numbers::grouped;
use crate::model::{DurationPart, Smallest};
use crate::site::words::{Words, fill};

/// Formats a duration, without parts that are zero at its ends. A single part has its name, because "5m" can be read as
/// metres, and so have all parts with hours as the smallest.
pub(crate) fn short(words: &Words, value: Decimal, smallest: Smallest) -> String {
    let parts = smallest.split(value);
    let is_named = smallest == Smallest::Hours || parts.len() == 1;
    let parts = parts.into_iter();
    let parts: Vec<String> = parts
        .map(|(number, part)| with_name(words, number, part, is_named))
        .collect();
    let sign = if value.is_sign_negative() && !value.is_zero() {
        "\u{2212}"
    } else {
        ""
    };
    format!("{sign}{}", parts.join(" "))
}

fn with_name(words: &Words, number: Decimal, part: DurationPart, is_named: bool) -> String {
    let is_one = number == Decimal::ONE;
    let (short, one, several) = match part {
        DurationPart::Days => (words.short_days, words.one_day, words.days),
        DurationPart::Hours => (words.short_hours, words.one_hour, words.hours),
        DurationPart::Minutes => (words.short_minutes, words.one_minute, words.minutes),
        DurationPart::Seconds => (words.short_seconds, words.one_second, words.seconds),
    };
    let template = match (is_named, is_one) {
        (false, _) => short,
        (true, true) => one,
        (true, false) => several,
    };
    fill(template, &[("figure", &grouped(number))])
}

/// Formats a duration in its smallest part only: "349 seconds".
pub(crate) fn in_all(words: &Words, value: &str, smallest: Smallest) -> String {
    let template = match smallest {
        Smallest::Seconds => words.seconds,
        Smallest::Minutes => words.minutes,
        Smallest::Hours => words.hours,
    };
    fill(template, &[("figure", value)])
}

/// Returns what figures of such a unit are: "hours, minutes and seconds".
pub(crate) fn name(words: &Words, smallest: Smallest) -> &'static str {
    match smallest {
        Smallest::Seconds => words.unit_seconds,
        Smallest::Minutes => words.unit_minutes,
        Smallest::Hours => words.unit_hours,
    }
}

/// Returns the parts of a duration with their short forms, as an axis prints them.
pub(crate) fn axis_parts(words: &Words, smallest: Smallest) -> Vec<(i64, String)> {
    let parts = smallest.parts().iter();
    let parts = parts.map(|(part, size)| {
        let short = match part {
            DurationPart::Days => words.short_days,
            DurationPart::Hours => words.short_hours,
            DurationPart::Minutes => words.short_minutes,
            DurationPart::Seconds => words.short_seconds,
        };
        (*size, fill(short, &[("figure", "")]))
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Unit;
    use crate::site::words::EN;

    /// A figure is the same when what files or pages write is typed again.
    #[test]
    fn a_duration_is_read_as_it_is_typed_and_as_it_is_shown() {
        let all = [Smallest::Seconds, Smallest::Minutes, Smallest::Hours];
        let sizes = (0..2_000).chain((2_000..900_000).step_by(977));
        for (smallest, size) in all
            .into_iter()
            .flat_map(|one| sizes.clone().map(move |size| (one, size)))
        {
            for figure in [
                Decimal::new(size, 0),
                Decimal::new(-size, 0),
                Decimal::new(size, 1),
            ] {
                let unit = Unit::Duration(smallest);
                assert_eq!(unit.read(&unit.typed(figure)), Some(figure));
                let shown = short(&EN, figure, smallest).replace('\u{2212}', "-");
                let shown = shown.replace(',', "");
                assert_eq!(unit.read(&shown), Some(figure), "{shown}");
            }
        }
    }
}
