//! Figures in words, in one form for pages, charts, tables and sentences.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::durations;
pub(crate) use super::numbers::{grouped, pounds};
use super::numbers::{in_large_type, with_pound};
use crate::model::{Figure, Mark, Missing, MoneyUnit, Reported, Unit};
use crate::site::words::{Words, fill};

/// Formats a figure with its unit: "88%", "0.02 per 100,000", "33 weeks", "1,843".
pub(crate) fn figure(words: &Words, figure: &Figure, unit: &Unit) -> String {
    value(words, figure.shown(), unit)
}

/// Formats a figure with its unit and marks: `88% [p]`.
pub(crate) fn marked(words: &Words, shown: &Figure, of: &Unit) -> String {
    with_mark(&figure(words, shown, of), shown)
}

/// Adds the marks of a figure to its text.
pub(crate) fn with_mark(text: &str, figure: &Figure) -> String {
    format!("{text} {}", marks(figure).concat())
        .trim_end()
        .to_owned()
}

/// Returns the shorthand for all marks of a figure. In one cell, official statistics write each in its own brackets, without
/// a space between them: `[r][p]`.
pub(crate) fn marks(figure: &Figure) -> Vec<&'static str> {
    let revised = figure.is_revised.then_some(REVISED);
    revised
        .into_iter()
        .chain(figure.mark.map(mark_shorthand))
        .collect()
}

/// The shorthand for a figure that has been revised since it was first published.
const REVISED: &str = "[r]";

/// Formats a number with its unit.
pub(crate) fn value(words: &Words, value: Decimal, unit: &Unit) -> String {
    with_unit(words, &number(words, value, unit), value, unit)
}

/// Formats a number with a symbol that is written next to it: "88%", "£1,200", "33".
fn number(words: &Words, value: Decimal, unit: &Unit) -> String {
    match unit {
        Unit::Percent => format!("{}%", grouped(value)),
        Unit::Pounds(MoneyUnit::Pounds) => pounds(value),
        Unit::Pounds(_) => with_pound(&grouped(value)),
        Unit::Duration(smallest) => durations::short(words, value, *smallest),
        Unit::Results(_) => {
            let result = unit.result(value).map(|result| result.text.clone());
            result.unwrap_or_else(|| grouped(value))
        }
        _ => grouped(value),
    }
}

/// Formats an amount outside tables, next to others that a reader compares it with: "£3.9 million", "£320,000". It has as many
/// decimals as tell it from the others.
pub(crate) fn distinct_from(
    words: &Words,
    unit: MoneyUnit,
    amount: Decimal,
    others: &[Decimal],
) -> String {
    let others: Vec<Decimal> = others.iter().map(|other| unit.pounds(*other)).collect();
    let (number, of) = in_large_type(words, unit.pounds(amount), &others);
    format!("{number} {}", of.trim()).trim_end().to_owned()
}

/// Adds the words of a unit to a number, which may be empty.
fn with_unit(words: &Words, number: &str, value: Decimal, unit: &Unit) -> String {
    let is_one = value == Decimal::ONE;
    let (one, several, base) = match unit {
        Unit::Percent
        | Unit::Count
        | Unit::Score
        | Unit::Ratio
        | Unit::Pounds(MoneyUnit::Pounds)
        | Unit::Duration(_)
        | Unit::Results(_) => return number.to_owned(),
        Unit::Pounds(MoneyUnit::Thousands) => (words.thousand, words.thousand, String::new()),
        Unit::Pounds(MoneyUnit::Millions) => (words.in_million, words.in_million, String::new()),
        Unit::Own(own) => {
            let name = if is_one { &own.one } else { &own.many };
            return format!("{number} {}", own.short.as_ref().unwrap_or(name));
        }
        Unit::Rate { per } => (words.per, words.per, grouped(Decimal::from(*per))),
        Unit::Days => (words.one_day, words.days, String::new()),
        Unit::Weeks => (words.one_week, words.weeks, String::new()),
        Unit::Months => (words.one_month, words.in_months, String::new()),
    };
    let template = if is_one { one } else { several };
    fill(template, &[("figure", number), ("base", &base)])
}

/// Removes the words of a rate from its figures, where a caption has them: "548.2" for "548.2 per 100,000".
pub(crate) fn without_base(words: &Words, figures: &str, unit: &Unit) -> String {
    let Unit::Rate { per } = unit else {
        return figures.to_owned();
    };
    let base = grouped(Decimal::from(*per));
    figures.replace(&fill(words.per, &[("figure", ""), ("base", &base)]), "")
}

/// Formats the size of a change: percentages change by percentage points.
pub(crate) fn change(words: &Words, by: Decimal, unit: &Unit) -> String {
    let by = by.abs();
    if *unit != Unit::Percent {
        return value(words, by, unit);
    }
    let number = grouped(by);
    let template = if by == Decimal::ONE {
        words.one_point
    } else {
        words.points
    };
    fill(template, &[("figure", &number)])
}

/// Returns the name of a unit: "per cent", "rate per 100,000".
pub(crate) fn unit(words: &Words, unit: &Unit) -> String {
    let name = match unit {
        Unit::Percent => words.unit_percent,
        Unit::Count => words.unit_count,
        Unit::Rate { per } => {
            return fill(words.unit_rate, &[("base", &grouped(Decimal::from(*per)))]);
        }
        Unit::Days => words.unit_days,
        Unit::Weeks => words.unit_weeks,
        Unit::Months => words.unit_months,
        Unit::Pounds(MoneyUnit::Pounds) => words.unit_pounds,
        Unit::Pounds(MoneyUnit::Thousands) => words.thousands,
        Unit::Pounds(MoneyUnit::Millions) => words.millions,
        Unit::Duration(smallest) => durations::name(words, *smallest),
        Unit::Results(_) => words.unit_results,
        Unit::Own(own) => return own.many.clone(),
        Unit::Score => words.unit_score,
        Unit::Ratio => words.unit_ratio,
    };
    name.to_owned()
}

/// Returns the text of a table cell: the figure with its mark, or the shorthand of official statistics. Never empty.
pub(crate) fn cell(words: &Words, reported: &Reported, of: &Unit) -> String {
    match reported {
        Reported::Figure(shown) => marked(words, shown, of),
        Reported::FewerThan(limit) => {
            let limit = grouped(Decimal::from(*limit));
            with_unit(
                words,
                &fill(words.fewer_than, &[("limit", &limit)]),
                Decimal::ZERO,
                of,
            )
        }
        Reported::AsPrinted(text) => text.as_str().to_owned(),
        Reported::Missing(missing) => missing_shorthand(*missing).to_owned(),
        Reported::NotPrinted => words.no_figure_printed.to_owned(),
        Reported::InMembers => words.see_parts.to_owned(),
    }
}

/// A figure in two parts for large type: the number, and its unit in smaller type.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize)]
pub struct Headline {
    /// The number: "88%", "0.02", "33". Empty if there is no figure.
    pub number: String,
    /// The unit and mark: "per 100,000", "weeks". If there is no figure, the reason.
    pub unit: String,
}

/// Formats a reported figure for large type, or the reason why nothing was reported. `compared` are the values that a reader
/// compares it with.
pub(crate) fn headline(
    words: &Words,
    reported: Result<&Reported, &str>,
    of: &Unit,
    compared: &[Decimal],
) -> Headline {
    if let Ok(Reported::AsPrinted(_) | Reported::FewerThan(_)) = reported {
        let number = reported.map_or_else(|_| String::new(), |reported| cell(words, reported, of));
        let (first, rest) = number.split_at(number.chars().next().map_or(0, char::len_utf8));
        let number = first.to_uppercase() + rest;
        let unit = String::new();
        return Headline { number, unit };
    }
    let Ok(Reported::Figure(figure)) = reported else {
        return Headline {
            number: String::new(),
            unit: match reported {
                Err(why) => why.to_owned(),
                Ok(Reported::Missing(missing)) => fill(
                    words.no_figure,
                    &[("shorthand", missing_shorthand(*missing))],
                ),
                Ok(other) => cell(words, other, of),
            },
        };
    };
    let value = figure.shown();
    let (number, unit) = match of {
        Unit::Pounds(money) => {
            let others = compared.iter().map(|other| money.pounds(*other));
            let others: Vec<Decimal> = others.collect();
            in_large_type(words, money.pounds(value), &others)
        }
        _ => (number(words, value, of), with_unit(words, "", value, of)),
    };
    Headline {
        number,
        unit: with_mark(unit.trim(), figure).trim().to_owned(),
    }
}

/// Returns the shorthand for a missing figure: `[x]`, `[z]`, `[c]`.
pub(crate) fn missing_shorthand(missing: Missing) -> &'static str {
    match missing {
        Missing::NotAvailable | Missing::NotCollected => "[x]",
        Missing::NotApplicable => "[z]",
        Missing::Suppressed => "[c]",
    }
}

/// Returns the shorthand for a mark: `[p]`, `[e]`, `[b]`.
fn mark_shorthand(mark: Mark) -> &'static str {
    match mark {
        Mark::Provisional => "[p]",
        Mark::Estimated => "[e]",
        Mark::Break => "[b]",
    }
}

/// Formats the size of a percentage: "2.57%".
pub(crate) fn percent_size(percent: &Figure) -> String {
    format!("{}%", grouped(percent.shown().abs()))
}

/// Formats a percentage in brackets: " (2.57%)". Empty if it is not known.
pub(crate) fn in_brackets(percent: Option<&Figure>) -> String {
    let percent = percent.map(percent_size);
    percent.map_or_else(String::new, |percent| format!(" ({percent})"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::words::EN;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a decimal")
    }

    #[test]
    fn a_figure_reads_as_official_statistics_print_it() {
        let rate = Unit::Rate { per: 100_000 };
        let table = [
            ("88", Unit::Percent, "88%"),
            ("87.70", Unit::Percent, "87.70%"),
            ("0.02", rate.clone(), "0.02 per 100,000"),
            ("1843", Unit::Count, "1,843"),
            ("33", Unit::Weeks, "33 weeks"),
            ("1", Unit::Days, "1 day"),
            ("-1200.5", Unit::Pounds(MoneyUnit::Pounds), "−£1,200.50"),
            ("0.2", Unit::Pounds(MoneyUnit::Pounds), "£0.20"),
            ("0.125", Unit::Pounds(MoneyUnit::Pounds), "£0.125"),
            ("1234567.25", Unit::Score, "1,234,567.25"),
        ];
        for (typed, unit, shown) in table {
            assert_eq!(value(&EN, decimal(typed), &unit), shown);
        }
        for (by, size) in [("-3", "3 percentage points"), ("1", "1 percentage point")] {
            assert_eq!(change(&EN, decimal(by), &Unit::Percent), size);
        }
        for (figures, unit, cell) in [
            ("1 to 2 per 100,000 [p]", rate, "1 to 2 [p]"),
            ("33 weeks", Unit::Weeks, "33 weeks"),
        ] {
            assert_eq!(without_base(&EN, figures, &unit), cell);
        }
    }
}
