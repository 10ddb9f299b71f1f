//! The figure that a text says, in the unit of its measure.

use rust_decimal::Decimal;

use crate::model::{Figure, MoneyUnit, Smallest, Unit, plain_decimal};

/// Returns the first figure of a text. `published` is the figure that it should be: an amount of money may be rounded, as
/// in "£3.9 million".
pub(super) fn figure(shown: &str, unit: &Unit, published: Decimal) -> Option<Decimal> {
    match unit {
        Unit::Results(_) => result(shown, unit),
        Unit::Duration(smallest) => duration(shown, *smallest),
        Unit::Pounds(money) => {
            let said = number_in(shown);
            let is_in_pounds = said == Some(money.pounds(published)) && shown.contains('£');
            let is_rounded = is_in_pounds || is_rounded(shown, *money, published);
            if said != Some(published) && is_rounded {
                Some(published)
            } else {
                said
            }
        }
        _ => number_in(shown),
    }
}

/// Returns the longest result that a text has in it.
fn result(shown: &str, unit: &Unit) -> Option<Decimal> {
    let Unit::Results(words) = unit else {
        return None;
    };
    let shown = shown.to_lowercase();
    let said = words.iter().map(|word| word.text.as_str());
    let said = said.filter(|word| shown.contains(&word.to_lowercase()));
    unit.figure_of_result(said.max_by_key(|word| word.len())?)
}

/// Returns the first duration of a text: the most of it, from its first digit, that is one.
fn duration(shown: &str, smallest: Smallest) -> Option<Decimal> {
    let (start, is_negative) = first_digit(shown)?;
    let rest = &shown[start..];
    let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
    let mut readings = ends.rev().map(|end| smallest.read(&rest[..end]).ok());
    let value = readings.find_map(|value| value)?;
    Some(if is_negative { -value } else { value })
}

/// Returns whether a text has an amount in thousands or millions that is the published one, with as many decimals as the
/// text has.
fn is_rounded(shown: &str, unit: MoneyUnit, published: Decimal) -> bool {
    let Some((start, _)) = first_digit(shown) else {
        return false;
    };
    let number = digits(&shown[start..]);
    let after = shown[start..].trim_start_matches(|c: char| c.is_ascii_digit() || ".,".contains(c));
    let word = after.trim_start().to_lowercase();
    let word = word.split(|c: char| !c.is_alphabetic()).next();
    let size = match word {
        Some("thousand" | "k") => 1_000,
        Some("million" | "m") => 1_000_000,
        Some("billion" | "bn") => 1_000_000_000,
        _ => return false,
    };
    let decimals = number.split_once('.').map_or(0, |(_, after)| after.len());
    let decimals = u32::try_from(decimals).unwrap_or(0);
    let rounded = Figure::computed(unit.pounds(published) / Decimal::from(size), decimals);
    number_in(shown) == Some(rounded.shown())
}

/// Returns the first number of a text: `1,843`, `£46,617` and `-£5` are parsed as readers see them.
fn number_in(shown: &str) -> Option<Decimal> {
    let (start, is_negative) = first_digit(shown)?;
    let value = plain_decimal(digits(&shown[start..]).trim_end_matches('.')).ok()?;
    Some(if is_negative { -value } else { value })
}

/// Returns where the first number of a text starts, and whether a minus is before it.
fn first_digit(shown: &str) -> Option<(usize, bool)> {
    let start = shown.find(|c: char| c.is_ascii_digit())?;
    let before = shown[..start].trim_end_matches(['£', '€', '$', ' ', '*', '_']);
    let unsigned = before.trim_end_matches(['-', '\u{2212}', '\u{2013}']);
    // A hyphen within a word is not a minus.
    let is_minus = unsigned.len() < before.len() && !unsigned.ends_with(char::is_alphanumeric);
    Some((start, is_minus || before.to_lowercase().ends_with("minus")))
}

/// Returns the digits and the point of a number, without commas or spaces between thousands.
fn digits(number: &str) -> String {
    let mut digits = String::new();
    let mut rest = number;
    while let Some(sign) = rest.chars().next() {
        let after = &rest[sign.len_utf8()..];
        let group = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        match sign {
            '0'..='9' | '.' => digits.push(sign),
            ',' => {}
            sign if sign.is_whitespace() && group == 3 => {}
            _ => break,
        }
        rest = after;
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_readers_read_it() {
        let table = [
            ("88%", Some("88")),
            ("1,843", Some("1843")),
            ("10 000", Some("10000")),
            ("10\u{a0}000 visits", Some("10000")),
            ("88 of 100", Some("88")),
            ("£46,617.", Some("46617")),
            ("-5", Some("-5")),
            ("-£5", Some("-5")),
            ("£-5", Some("-5")),
            ("\u{2212}£1.5m", Some("-1.5")),
            ("\u{2013}5%", Some("-5")),
            ("minus 5", Some("-5")),
            ("**-5**", Some("-5")),
            ("pre-5", Some("5")),
            ("2016-17", Some("2016")),
            ("all", None),
        ];
        for (shown, number) in table {
            let number = number.map(|number| plain_decimal(number).expect("a figure"));
            assert_eq!(number_in(shown), number, "{shown}");
        }
    }

    #[test]
    fn a_duration_a_result_and_an_amount_are_read_as_readers_read_them() {
        let seconds = Unit::Duration(Smallest::Seconds);
        let thousands = Unit::Pounds(MoneyUnit::Thousands);
        let results = ["Good", "Requires improvement", "Improvement"];
        let results = results.map(|text| crate::model::ResultWord {
            text: text.to_owned(),
            rating: None,
        });
        let results = Unit::Results(results.to_vec().into());
        let table = [
            ("4m 40s on average", &seconds, "280", Some("280")),
            (
                "about 4 minutes and 40 seconds.",
                &seconds,
                "280",
                Some("280"),
            ),
            ("\u{2212}4:40", &seconds, "280", Some("-280")),
            ("280", &seconds, "280", None),
            ("**requires improvement**", &results, "1", Some("1")),
            ("£3.9 million", &thousands, "3901", Some("3901")),
            ("£3.8m", &thousands, "3901", Some("3.8")),
            ("£3,901 thousand", &thousands, "3901", Some("3901")),
            ("£3,901,000", &thousands, "3901", Some("3901")),
            ("£3,902,000", &thousands, "3901", Some("3902000")),
        ];
        for (shown, unit, published, number) in table {
            let decimal = |text: &str| text.parse::<Decimal>().expect("a number");
            let said = figure(shown, unit, decimal(published));
            assert_eq!(said, number.map(decimal), "{shown}");
        }
    }
}
