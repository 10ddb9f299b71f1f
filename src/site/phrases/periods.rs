//! Periods and dates in words: "April to June 2016 (Quarter 1, 2016/17)".

use jiff::civil::Date;

use crate::model::{ActionDue, Dated, Due, Month, Quarter, Year};
use crate::site::words::{Words, fill};

pub(crate) fn month_name(words: &Words, number: u8) -> &'static str {
    let names = [
        words.january,
        words.february,
        words.march,
        words.april,
        words.may,
        words.june,
        words.july,
        words.august,
        words.september,
        words.october,
        words.november,
        words.december,
    ];
    names[usize::from(number.clamp(1, 12)) - 1]
}

/// Formats a month: "July 2016".
pub(crate) fn month(words: &Words, month: Month) -> String {
    let slots = [
        ("month", month_name(words, month.number())),
        ("year", &month.year().to_string()),
    ];
    fill(words.month, &slots)
}

/// Formats a quarter: "April to June 2016".
pub(crate) fn quarter(words: &Words, quarter: Quarter) -> String {
    let (first, last) = (quarter.first_month(), quarter.last_month());
    let slots = [
        ("first", month_name(words, first.number())),
        ("last", month_name(words, last.number())),
        ("year", &last.year().to_string()),
    ];
    fill(words.months_of_quarter, &slots)
}

/// Formats when something is due: "31 March 2024", "March 2024", "January to March 2024".
pub(crate) fn due(words: &Words, due: Due) -> String {
    match due {
        Due::Day(day) => self::day(words, day),
        Due::Month(month) => self::month(words, month),
        Due::Quarter(quarter) => self::quarter(words, quarter),
    }
}

/// Formats when an action is due, and when it was first due if that was revised: "March 2017, first due December 2016".
pub(crate) fn action_due(
    words: &Words,
    due: Option<ActionDue>,
    first: Option<Due>,
) -> Option<String> {
    let now = match due? {
        ActionDue::By(by) => self::due(words, by),
        ActionDue::Ongoing => words.ongoing.to_owned(),
    };
    let first = first.map(|first| self::due(words, first));
    Some(first.map_or_else(
        || now.clone(),
        |first| fill(words.first_due, &[("due", &*now), ("first", &first)]),
    ))
}

/// Formats several quarters: "April 2015 to March 2016", or as one quarter if it is one.
pub(crate) fn quarters(words: &Words, from: Quarter, to: Quarter) -> String {
    if from == to {
        return quarter(words, from);
    }
    months(words, from.first_month(), to.last_month())
}

/// Formats several months: "April to August 2015", "October 2015 to March 2016".
pub(crate) fn months(words: &Words, first: Month, last: Month) -> String {
    let from = if first.year() == last.year() {
        month_name(words, first.number()).to_owned()
    } else {
        month(words, first)
    };
    let slots = [("from", &*from), ("to", &month(words, last))];
    fill(words.status_run, &slots)
}

/// Formats a quarter in full: "April to June 2016 (Quarter 1, 2016/17)".
pub(crate) fn quarter_in_full(words: &Words, q: Quarter) -> String {
    in_full(words, &quarter(words, q), q)
}

/// Adds its number and year to the name of a quarter.
pub(crate) fn in_full(words: &Words, name: &str, q: Quarter) -> String {
    let slots = [
        ("months", name),
        ("number", &q.number().number().to_string()),
        ("year", &financial_year(q.year())),
    ];
    fill(words.quarter_in_full, &slots)
}

/// Formats a quarter for an axis: "Apr–Jun".
pub(crate) fn quarter_short(words: &Words, quarter: Quarter) -> String {
    let slots = [
        ("first", &*month_short(words, quarter.first_month())),
        ("last", &month_short(words, quarter.last_month())),
    ];
    fill(words.month_span, &slots)
}

/// Formats a month for an axis: "Jul".
pub(crate) fn month_short(words: &Words, month: Month) -> String {
    month_name(words, month.number()).chars().take(3).collect()
}

/// Formats a financial year: "2016/17".
pub(crate) fn financial_year(year: i32) -> String {
    format!("{year}/{:02}", (year + 1).rem_euclid(100))
}

/// Formats a financial or calendar year: "2014/15" or "2015".
pub(crate) fn year(year: Year) -> String {
    match year {
        Year::Calendar(year) => year.to_string(),
        Year::Financial(year) => financial_year(year),
    }
}

/// Formats a day: "27 September 2016".
pub(crate) fn day(words: &Words, date: Date) -> String {
    let slots = [
        ("day", &*date.day().to_string()),
        ("month", month_name(words, date.month().unsigned_abs())),
        ("year", &date.year().to_string()),
    ];
    fill(words.day, &slots)
}

/// Formats a day, or a month if no day is known.
pub(crate) fn dated(words: &Words, date: Dated) -> String {
    match date {
        Dated::Day(date) => day(words, date),
        Dated::Month(known) => month(words, known),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::QuarterNumber;
    use crate::site::words::EN;

    #[test]
    fn quarters_are_named_by_their_months_and_the_year_they_end_in() {
        let table = [
            (
                QuarterNumber::Q1,
                "April to June 2016 (Quarter 1, 2016/17)",
                "Apr–Jun",
            ),
            (
                QuarterNumber::Q4,
                "January to March 2017 (Quarter 4, 2016/17)",
                "Jan–Mar",
            ),
        ];
        for (number, full, short) in table {
            let quarter = Quarter::new(2016, number);
            assert_eq!(quarter_in_full(&EN, quarter), full);
            assert_eq!(quarter_short(&EN, quarter), short);
        }
    }
}
