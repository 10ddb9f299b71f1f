//! Quarters, months, days and years, and what was probably meant by what is none.

use std::ops::Range;

use jiff::civil::Date;

use super::typed;
use crate::diag::Code;
use crate::model::{Month, Quarter, QuarterNumber, Year};
use crate::parse::file::File;
use crate::parse::schema::Leaf;
use crate::parse::yaml::Node;

/// The years that reports are made for, and that they look back on.
const YEARS: Range<i32> = 1970..2101;

/// A quarter: `2016-17 Q1`.
pub fn quarter(file: &File, node: &Node) -> Option<Quarter> {
    let typed = typed(file, node, "a quarter", Code::NotAQuarter, || Leaf::Quarter)?;
    let report = |(message, help)| file.error(node.id, Code::NotAQuarter, message, help);
    quarter_of(typed).map_err(report).ok()
}

const LIKE_A_QUARTER: &str = "write a quarter as `2016-17 Q1`";

/// Reads `2016-17 Q1`; otherwise what is wrong and what to type.
///
/// # Errors
/// The message and the help, ready to show.
pub fn quarter_of(typed: &str) -> Result<Quarter, (String, String)> {
    let unread = || {
        let near = near_quarter(typed);
        let help = near.map_or(LIKE_A_QUARTER.to_owned(), |near| format!("write `{near}`"));
        (format!("`{typed}` is not a quarter"), help)
    };
    let (years, number) = typed.split_once(" Q").ok_or_else(unread)?;
    let (first, second) = years.split_once('-').ok_or_else(unread)?;
    let first = digits(first, 4).ok_or_else(unread)?;
    let second = digits(second, 2).ok_or_else(unread)?;
    let number = quarter_number(number).ok_or_else(|| {
        let message = format!("there is no quarter `Q{number}`: a year has Q1 to Q4");
        (message, LIKE_A_QUARTER.to_owned())
    })?;
    let quarter = Quarter::new(first, number);
    if (first + 1).rem_euclid(100) != second {
        let message = format!(
            "`{years}` is not a financial year, which starts in one year and ends in the next"
        );
        return Err((message, format!("write `{quarter}`")));
    }
    if !YEARS.contains(&first) {
        let message = format!("`{typed}` is outside the years that this program accepts");
        return Err((message, LIKE_A_QUARTER.to_owned()));
    }
    Ok(quarter)
}

/// Reads the 1 of `Q1`.
pub fn quarter_number(text: &str) -> Option<QuarterNumber> {
    let [digit @ b'1'..=b'4'] = text.as_bytes() else {
        return None;
    };
    Some(QuarterNumber::ALL[usize::from(digit - b'1')])
}

/// The quarter that was probably meant: `2016/17 Q1`, `Q1 2016-17`, `2016-17-q1`, `2016-2017 Q1`.
pub fn near_quarter(typed: &str) -> Option<Quarter> {
    let upper = typed.to_uppercase();
    let number = upper.split('Q').nth(1)?.trim_start().get(..1)?;
    let mut numbers = upper.split(|c: char| !c.is_ascii_digit());
    let first = numbers.find_map(|number| digits(number, 4))?;
    quarter_of(&Quarter::new(first, quarter_number(number)?).to_string()).ok()
}

/// The quarter of a file name or a reference: `2016-17-q1`.
pub fn quarter_of_slug(slug: &str) -> Option<Quarter> {
    let (years, number) = slug.rsplit_once("-q")?;
    quarter_of(&format!("{years} Q{number}")).ok()
}

/// A month: `2016-07`.
pub fn month_of(typed: &str) -> Option<Month> {
    let (year, month) = typed.split_once('-')?;
    let (year, month) = (digits(year, 4)?, u8::try_from(digits(month, 2)?).ok()?);
    ((1..=12).contains(&month) && YEARS.contains(&year)).then(|| Month::new(year, month))
}

/// A number of so many digits.
fn digits(text: &str, count: usize) -> Option<i32> {
    let are_digits = text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    are_digits.then(|| text.parse().ok())?
}

/// A day: `2016-09-27`.
pub fn date_of(typed: &str) -> Option<Date> {
    let day: Date = typed.parse().ok()?;
    let is_accepted = YEARS.contains(&i32::from(day.year())) && day.to_string() == typed;
    is_accepted.then_some(day)
}

/// A day: `2016-09-27`.
pub fn date(file: &File, node: &Node) -> Option<Date> {
    let typed = typed(file, node, "a date", Code::NotADate, || Leaf::Day)?;
    let report = |(message, help)| file.error(node.id, Code::NotADate, message, help);
    let date = date_of(typed).ok_or_else(|| date_words(typed));
    date.map_err(report).ok()
}

/// What is wrong with a day, and what to type.
pub fn date_words(typed: &str) -> (String, String) {
    let looks_right = typed.len() == 10 && parts_of_date(typed).len() == 3 && typed.contains('-');
    let year = typed.get(..4).and_then(|year| digits(year, 4));
    let is_beyond = year.is_some_and(|year| !YEARS.contains(&year));
    let (what, help) = match near_date(typed) {
        Some(date) => {
            return (
                format!("`{typed}` is not a date"),
                format!("write `{date}`"),
            );
        }
        None if looks_right && is_beyond => {
            let what = format!("`{typed}` is outside the years that this program accepts");
            (what, "check the year")
        }
        None if looks_right => {
            let what = format!("there is no such day as `{typed}`");
            (what, "check the month and how many days it has")
        }
        None => {
            let what = format!("`{typed}` is not a date");
            (what, "write the year, the month and the day: `2016-09-27`")
        }
    };
    (what, help.to_owned())
}

/// The day that was probably meant: `27/09/2016`, `27.9.2016`, `27 September 2016`.
fn near_date(typed: &str) -> Option<Date> {
    let parts = parts_of_date(typed);
    let (year, month, day) = match parts[..] {
        [year, month, day] if year > 31 => (year, month, day),
        [month, day, year] if day > 12 => (year, month, day),
        [day, month, year] => (year, month, day),
        _ => return None,
    };
    let [month, day] = [month, day].map(|number| i8::try_from(number).ok());
    Date::new(i16::try_from(year).ok()?, month?, day?)
        .ok()
        .filter(|date| YEARS.contains(&i32::from(date.year())))
}

/// The month that was probably meant: `07-2016`, `2016/07`, `July 2016`.
pub fn near_month(typed: &str) -> Option<Month> {
    let parts = parts_of_date(typed);
    let (year, month) = match parts[..] {
        [year, month] | [month, year] if year > 1900 => (year, month),
        _ => return None,
    };
    let month = u8::try_from(month).ok()?;
    (1..=12).contains(&month).then(|| Month::new(year, month))
}

/// The numbers of a date, a month's name among them.
fn parts_of_date(typed: &str) -> Vec<i32> {
    let words = typed.split(|c: char| !c.is_ascii_alphanumeric());
    let numbers = words.filter(|word| !word.is_empty()).map(|word| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        month_named(word).or_else(|| digits.parse().ok())
    });
    numbers.collect::<Option<Vec<i32>>>().unwrap_or_default()
}

fn month_named(word: &str) -> Option<i32> {
    let start = word.get(..3)?.to_lowercase();
    let mut months = "jan feb mar apr may jun jul aug sep oct nov dec".split(' ');
    let at = months.position(|month| month == start)?;
    i32::try_from(at + 1).ok()
}

/// A year: `2014-15`, or `2015`.
pub fn year(file: &File, node: &Node) -> Option<Year> {
    let typed = typed(file, node, "a year", Code::NotADate, || Leaf::Year)?;
    let year = year_of(typed);
    if year.is_none() {
        let message = format!("`{typed}` is not a year");
        let meant = typed.replace(['/', '\u{2013}'], "-");
        let meant = match meant.split_once('-') {
            Some((first, last)) if last.len() == 4 => format!("{first}-{}", &last[2..]),
            _ => meant,
        };
        let help = match year_of(&meant) {
            Some(_) => format!("write `{meant}`"),
            None => "write `2014-15`, or `2015` for a calendar year".to_owned(),
        };
        file.error(node.id, Code::NotADate, message, help);
    }
    year
}

fn year_of(typed: &str) -> Option<Year> {
    let Some((first, second)) = typed.split_once('-') else {
        let year = digits(typed, 4).filter(|year| YEARS.contains(year));
        return year.map(Year::Calendar);
    };
    let (first, second) = (digits(first, 4)?, digits(second, 2)?);
    let is_year = YEARS.contains(&first) && (first + 1).rem_euclid(100) == second;
    is_year.then_some(Year::Financial(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_is_written_in_one_way_and_the_others_say_how() {
        let quarter = quarter_of("2016-17 Q1").expect("a quarter");
        assert_eq!(quarter.slug(), "2016-17-q1");
        assert_eq!(quarter_of_slug("2016-17-q1"), Some(quarter));
        for typed in "2016/17 Q1|Q1 2016-17|2016-17-q1|2016-2017 Q1|2016-17 q1".split('|') {
            let (_, help) = quarter_of(typed).expect_err(typed);
            assert_eq!(help, "write `2016-17 Q1`", "{typed}");
        }
        let none = "2016-17 Q5|2016-18 Q1|June 2016|0001-02 Q1|2016-17||ŵŵŵŵ-ŵŵ Q1";
        for typed in none.split('|') {
            assert!(quarter_of(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn days_and_months_written_in_other_ways_are_understood_well_enough_to_say_how() {
        let days = [
            ("27/09/2016", Some("2016-09-27")),
            ("27.9.2016", Some("2016-09-27")),
            ("2016/09/27", Some("2016-09-27")),
            ("27th September 2016", Some("2016-09-27")),
            ("09/27/2016", Some("2016-09-27")),
            ("2016-09-31", None),
            ("27/09/16", None),
            ("Tuesday", None),
        ];
        for (typed, meant) in days {
            let near = near_date(typed).map(|date| date.to_string());
            assert_eq!(near.as_deref(), meant, "{typed}");
        }
        let months = [
            ("07-2016", Some("2016-07")),
            ("July 2016", Some("2016-07")),
            ("2016-7", Some("2016-07")),
            ("2016-13", None),
            ("July", None),
        ];
        for (typed, meant) in months {
            let near = near_month(typed).map(|month| month.to_string());
            assert_eq!(near.as_deref(), meant, "{typed}");
        }
    }
}
