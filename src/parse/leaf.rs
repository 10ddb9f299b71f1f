//! Single values: figures, quarters, dates, words, ids, texts. Each says what to type where it cannot be read.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::fields::{each_named, report_shape};
use super::file::File;
use super::yaml::{Content, Node};
use crate::diag::{Code, Diagnostic, did_you_mean, one_of};
use crate::model::{
    FigureError, Language, Month, Quarter, QuarterNumber, Text, Year, plain_decimal,
};

/// The text of a single value.
pub fn scalar<'n>(file: &File, node: &'n Node, what: &str) -> Option<&'n str> {
    if let Content::Scalar(text) = &node.content {
        return Some(text);
    }
    report_shape(file, node, &format!("{what} is a single value"));
    None
}

fn problem(file: &File, node: &Node, code: Code, message: String, help: String) {
    file.report(Diagnostic::error(code, file.place(node.id), message).help(help));
}

/// A text of one language, not empty.
pub fn plain(file: &File, node: &Node) -> Option<String> {
    let text = scalar(file, node, "this text")?.trim();
    if text.is_empty() {
        let message = "this text is empty".to_owned();
        problem(
            file,
            node,
            Code::BlankValue,
            message,
            "type the text, or take the line out".to_owned(),
        );
        return None;
    }
    Some(text.to_owned())
}

/// A text, or `{ en: ..., cy: ... }`: one in each language, the first of them standing where another has none.
pub fn text(file: &File, node: &Node) -> Option<Text> {
    if let Content::Map(_) = node.content {
        let texts = each_named(file, node, "text", |file, _, node| plain(file, node));
        let mut texts = texts.into_iter();
        let (_, first) = texts.next()?;
        let others: BTreeMap<Language, String> = texts
            .map(|(language, text)| (Language::new(&language), text))
            .collect();
        return Some(Text::with_others(&first, others));
    }
    plain(file, node).map(|text| Text::new(&text))
}

/// One of certain words.
pub fn word<T: Copy>(words: &'static [(&'static str, T)]) -> impl Fn(&File, &Node) -> Option<T> {
    move |file, node| {
        let typed = scalar(file, node, "this word")?;
        if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == typed) {
            return Some(*meaning);
        }
        let known = words.iter().map(|(word, _)| *word);
        let help = match did_you_mean(typed, known.clone()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("write {}", one_of(known)),
        };
        problem(
            file,
            node,
            Code::UnknownWord,
            format!("`{typed}` is not a word that can stand here"),
            help,
        );
        None
    }
}

/// A figure: digits and one point.
pub fn decimal(file: &File, node: &Node) -> Option<Decimal> {
    let typed = scalar(file, node, "a figure")?;
    match plain_decimal(typed) {
        Ok(value) => Some(value),
        Err(error) => {
            let (message, help) = figure_words(typed, &error);
            problem(file, node, Code::NotAFigure, message, help);
            None
        }
    }
}

fn figure_words(typed: &str, error: &FigureError) -> (String, String) {
    let not_a_figure = format!("`{typed}` is not a figure: digits and one point are");
    match error {
        FigureError::WriteInstead(instead) => (not_a_figure, format!("write {instead}")),
        FigureError::TooLong => (
            format!("`{typed}` has more digits than any published figure"),
            "twelve digits before the point and eight after it are enough".to_owned(),
        ),
        FigureError::NotANumber => (
            not_a_figure,
            "write the number alone; where there is none, write `missing: not_available` and `because: \"...\"`"
                .to_owned(),
        ),
    }
}

/// A whole number of things.
pub fn count(file: &File, node: &Node) -> Option<u32> {
    let value = decimal(file, node)?;
    let whole = value
        .is_integer()
        .then(|| u32::try_from(value.trunc()).ok())
        .flatten();
    if whole.is_none() {
        let message = format!("`{value}` is not a whole number of things");
        problem(
            file,
            node,
            Code::NotAFigure,
            message,
            "write 0, 1, 2 and so on".to_owned(),
        );
    }
    whole
}

/// `true` or `false`.
pub fn yes_or_no(file: &File, node: &Node) -> Option<bool> {
    word(&[("true", true), ("false", false)])(file, node)
}

/// A quarter: `2016-17 Q1`.
pub fn quarter(file: &File, node: &Node) -> Option<Quarter> {
    let typed = scalar(file, node, "a quarter")?;
    match quarter_of(typed) {
        Ok(quarter) => Some(quarter),
        Err((message, help)) => {
            problem(file, node, Code::NotAQuarter, message, help);
            None
        }
    }
}

const LIKE_A_QUARTER: &str = "write a quarter as `2016-17 Q1`";

/// Reads `2016-17 Q1`; otherwise what is wrong and what to type.
///
/// # Errors
/// The message and the help, ready to show.
pub fn quarter_of(typed: &str) -> Result<Quarter, (String, String)> {
    let unread = || {
        let help =
            near_quarter(typed).map_or(LIKE_A_QUARTER.to_owned(), |q| format!("write `{q}`"));
        (format!("`{typed}` is not a quarter"), help)
    };
    let (years, number) = typed.split_once(" Q").ok_or_else(unread)?;
    let (first, second) = years.split_once('-').ok_or_else(unread)?;
    if first.len() != 4 || second.len() != 2 {
        return Err(unread());
    }
    let first: i32 = first.parse().map_err(|_| unread())?;
    let second: i32 = second.parse().map_err(|_| unread())?;
    let number = quarter_number(number).ok_or_else(|| {
        let message = format!("there is no quarter `Q{number}`: a year has Q1 to Q4");
        (message, LIKE_A_QUARTER.to_owned())
    })?;
    let quarter = Quarter::new(first, number);
    if (first + 1).rem_euclid(100) != second {
        let message = format!(
            "`{years}` is not a financial year: it begins in one year and ends in the next"
        );
        return Err((message, format!("write `{quarter}`")));
    }
    if !(1970..2100).contains(&first) {
        let message = format!("`{typed}` lies outside the years that reports are made for");
        return Err((message, LIKE_A_QUARTER.to_owned()));
    }
    Ok(quarter)
}

fn quarter_number(text: &str) -> Option<QuarterNumber> {
    match text {
        "1" => Some(QuarterNumber::Q1),
        "2" => Some(QuarterNumber::Q2),
        "3" => Some(QuarterNumber::Q3),
        "4" => Some(QuarterNumber::Q4),
        _ => None,
    }
}

/// The quarter that was probably meant: `2016/17 Q1`, `Q1 2016-17`, `2016-17-q1`, `2016-2017 Q1`.
fn near_quarter(typed: &str) -> Option<Quarter> {
    let upper = typed.to_uppercase();
    let number = upper.split('Q').nth(1)?.trim_start().get(..1)?;
    let years: Vec<&str> = upper
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| part.len() == 4 || part.len() == 2)
        .collect();
    let first: i32 = years.iter().find(|part| part.len() == 4)?.parse().ok()?;
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
    let year: i32 = (year.len() == 4).then(|| year.parse().ok())??;
    let number: u8 = (month.len() == 2).then(|| month.parse().ok())??;
    ((1..=12).contains(&number) && (1970..2101).contains(&year)).then(|| Month::new(year, number))
}

/// A day: `2016-09-27`.
pub fn date_of(typed: &str) -> Option<Date> {
    (typed.len() == 10).then(|| typed.parse().ok())?
}

/// A day: `2016-09-27`.
pub fn date(file: &File, node: &Node) -> Option<Date> {
    let typed = scalar(file, node, "a date")?;
    let date = date_of(typed);
    if date.is_none() {
        let message = format!("`{typed}` is not a date");
        problem(
            file,
            node,
            Code::NotADate,
            message,
            "write the year, the month and the day: `2016-09-27`".to_owned(),
        );
    }
    date
}

/// A year: `2014-15`, or `2015`.
pub fn year(file: &File, node: &Node) -> Option<Year> {
    let typed = scalar(file, node, "a year")?;
    let year = year_of(typed);
    if year.is_none() {
        let message = format!("`{typed}` is not a year");
        problem(
            file,
            node,
            Code::NotADate,
            message,
            "write `2014-15`, or `2015` for a calendar year".to_owned(),
        );
    }
    year
}

fn year_of(typed: &str) -> Option<Year> {
    let number = |text: &str| {
        text.bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| text.parse::<i32>().ok())?
    };
    match typed.split_once('-') {
        None => (typed.len() == 4).then(|| number(typed).map(Year::Calendar))?,
        Some((first, second)) => {
            let first = (first.len() == 4).then(|| number(first))??;
            let second = (second.len() == 2).then(|| number(second))??;
            ((first + 1).rem_euclid(100) == second).then_some(Year::Financial(first))
        }
    }
}

/// Whether a text can be an id: it becomes an address, and a file's name.
pub fn is_id(text: &str) -> bool {
    let word = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    text.split(['-', '_']).all(word)
}

/// An id that names something made elsewhere.
pub fn id(file: &File, node: &Node) -> Option<String> {
    scalar(file, node, "an id").map(str::to_owned)
}

/// An address that a link can lead to.
pub fn url(file: &File, node: &Node) -> Option<String> {
    let typed = scalar(file, node, "an address")?;
    if typed.starts_with("https://") || typed.starts_with("http://") {
        return Some(typed.to_owned());
    }
    let message = format!("`{typed}` is not an address");
    problem(
        file,
        node,
        Code::Setting,
        message,
        "write it in full, with https://".to_owned(),
    );
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_is_written_in_one_way_and_the_others_say_how() {
        let quarter = quarter_of("2016-17 Q1").expect("a quarter");
        assert_eq!(quarter.slug(), "2016-17-q1");
        assert_eq!(quarter_of_slug("2016-17-q1"), Some(quarter));
        for typed in [
            "2016/17 Q1",
            "Q1 2016-17",
            "2016-17-q1",
            "2016-2017 Q1",
            "2016-17 q1",
        ] {
            let (_, help) = quarter_of(typed).expect_err(typed);
            assert_eq!(help, "write `2016-17 Q1`", "{typed}");
        }
        for typed in [
            "2016-17 Q5",
            "2016-18 Q1",
            "June 2016",
            "0001-02 Q1",
            "2016-17",
            "",
            "ŵŵŵŵ-ŵŵ Q1",
        ] {
            assert!(quarter_of(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn ids_are_fit_for_addresses() {
        for id in ["a2", "scc-011b", "e20-22", "p2-obj1", "b13_home"] {
            assert!(is_id(id), "{id}");
        }
        for id in ["", "A2", "a--b", "-a", "a/b", "a b", "é", "..", "a.b"] {
            assert!(!is_id(id), "{id}");
        }
    }
}
