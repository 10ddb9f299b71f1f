//! The unit of a measure: a word, or a group that describes one.

use std::sync::Arc;

use super::scale;
use crate::diag::{Code, did_you_mean, one_of};
use crate::model::{MoneyUnit, OwnUnit, Smallest, Unit};
use crate::parse::fields::{Fields, each, each_named, map};
use crate::parse::file::{At, File};
use crate::parse::leaf;
use crate::parse::yaml::{Content, Node};

/// A unit as typed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum UnitDraft {
    /// A unit that needs nothing else.
    Whole(Unit),
    /// Results in words, each with the rating that it counts as.
    Results(Vec<ResultDraft>),
    /// A rate: another field has its base.
    Rate,
}

/// A result, and the word for the rating that it counts as.
pub(crate) type ResultDraft = (String, Option<At<String>>);

/// A unit that a word names, unless another field has more of it.
type NamedUnit = Option<fn() -> Unit>;

const UNITS: &[(&str, NamedUnit)] = &[
    ("percent", Some(|| Unit::Percent)),
    ("count", Some(|| Unit::Count)),
    ("rate", None),
    ("days", Some(|| Unit::Days)),
    ("weeks", Some(|| Unit::Weeks)),
    ("months", Some(|| Unit::Months)),
    ("pounds", Some(|| Unit::Pounds(MoneyUnit::Pounds))),
    ("score", Some(|| Unit::Score)),
    ("ratio", Some(|| Unit::Ratio)),
];

pub(super) fn unit(file: &File, node: &Node) -> Option<UnitDraft> {
    if matches!(node.content, Content::Map(_)) {
        return described(file, node);
    }
    if let Some(help) = own_unit_help(node) {
        let message = "this unit has to be described";
        file.error(node.id, Code::UnknownWord, message, help);
        return None;
    }
    let word = leaf::word(UNITS)(file, node)?;
    Some(word.map_or(UnitDraft::Rate, |unit| UnitDraft::Whole(unit())))
}

/// Returns what to write for a word that is no unit of the list, and not one that is misspelt.
fn own_unit_help(node: &Node) -> Option<String> {
    let Content::Scalar(word) = &node.content else {
        return None;
    };
    if ["duration", "time"]
        .iter()
        .any(|name| word.eq_ignore_ascii_case(name))
    {
        return Some(
            "write `{ duration: seconds }` for figures such as `4m 40s`, `{ duration: minutes }` for `6h 41m`, or `{ duration: hours }` for `12 days 4 hours`".to_owned(),
        );
    }
    let parts = ["seconds", "minutes", "hours"];
    let part = parts.iter().find(|part| word.eq_ignore_ascii_case(part));
    if let Some(part) = part {
        let example = match *part {
            "seconds" => "4m 40s",
            "minutes" => "6h 41m",
            _ => "12 days 4 hours",
        };
        let one = part.trim_end_matches('s');
        return Some(format!(
            "for how long something takes, write `unit: {{ duration: {part} }}`; its figures are then written as `{example}`. For an amount, such as {part} of help given, write `unit: {{ one: {one}, many: {part} }}`"
        ));
    }
    if is_answer(word) {
        let help = "for results in words, list them, the best first: `unit: { results: { \"Yes\": on_target, \"No\": outside_tolerance } }`";
        return Some(help.to_owned());
    }
    let known = || UNITS.iter().map(|(word, _)| *word);
    let is_word = word.len() > 1 && word.chars().all(|c| c.is_alphabetic() || c == ' ');
    let is_own =
        is_word && known().all(|unit| unit != word) && did_you_mean(word, known()).is_none();
    let [one, many] = match word.strip_suffix('s') {
        Some(_) => ["...", word],
        None => [word, "..."],
    };
    is_own.then(|| {
        format!("for a unit of your own, write `unit: {{ one: {one}, many: {many} }}` with its singular and plural, such as `{{ one: visit, many: visits }}`; the others are {}", one_of(known()))
    })
}

/// Returns whether a word names results in words.
fn is_answer(word: &str) -> bool {
    let answers = [
        "yesno",
        "boolean",
        "bool",
        "truefalse",
        "text",
        "word",
        "words",
        "result",
        "results",
        "grade",
        "judgement",
        "status",
    ];
    let letters = word.chars().filter(char::is_ascii_alphabetic);
    let plain: String = letters.map(|letter| letter.to_ascii_lowercase()).collect();
    answers.contains(&plain.as_str())
}

/// `{ one: tonne, many: tonnes }`, `{ duration: minutes }`, `{ pounds: thousands }` or `{ results: ... }`.
fn described(file: &File, node: &Node) -> Option<UnitDraft> {
    let before = file.so_far();
    let (own, others) = map(file, node, "a unit", |fields| {
        let own = own(fields);
        let duration = fields.optional("duration", leaf::choice::<Smallest>);
        let pounds = fields.optional("pounds", leaf::choice::<MoneyUnit>);
        let results = fields.optional("results", |file, node| Some(results(file, node)));
        let results = results.filter(|results| !results.is_empty());
        let others = [
            duration.map(Unit::Duration).map(UnitDraft::Whole),
            pounds.map(Unit::Pounds).map(UnitDraft::Whole),
            results.map(UnitDraft::Results),
        ];
        Some((own, others))
    })?;
    let mut all = own.into_iter().chain(others.into_iter().flatten());
    match (all.next(), all.next()) {
        (Some(unit), None) => return Some(unit),
        _ if file.is_whole_since(before) => {
            let message = "this does not say which unit it is";
            let help = "write one of `{ one: tonne, many: tonnes }`, `{ duration: minutes }`, `{ pounds: thousands }` and `{ results: { Achieved: on_target, Not achieved: outside_tolerance } }`";
            file.error(node.id, Code::WrongShape, message, help);
        }
        _ => {}
    }
    None
}

fn own(fields: &mut Fields) -> Option<UnitDraft> {
    let names = ["one", "many", "short"];
    if !names.iter().any(|name| fields.has(name)) {
        // A unit may be described in another way, so a schema asks for none of them.
        if fields.is_surveyed() {
            for name in names {
                fields.optional(name, leaf::plain);
            }
        }
        return None;
    }
    let one = fields.required("one", leaf::plain);
    let many = fields.required("many", leaf::plain);
    let short = fields.optional("short", leaf::plain);
    let (one, many) = (one?, many?);
    let own = Unit::Own(Arc::new(OwnUnit { one, many, short }));
    Some(UnitDraft::Whole(own))
}

/// The results from the best to the worst: a list of words, or each with the rating that it counts as.
fn results(file: &File, node: &Node) -> Vec<ResultDraft> {
    let before = file.so_far();
    let results: Vec<ResultDraft> = if matches!(node.content, Content::Map(_)) {
        let rated = each_named(file, node, "results", None, |file, _, node| {
            scale::rating(file, node)
        });
        let rated = rated.into_iter();
        rated
            .map(|(text, rating)| (text.value, Some(rating)))
            .collect()
    } else {
        let words = each(file, node, leaf::plain).into_iter();
        words.map(|text| (text, None)).collect()
    };
    for (at, (text, _)) in results.iter().enumerate() {
        let is_same = |(other, _): &ResultDraft| other.eq_ignore_ascii_case(text);
        let problem = if results[..at].iter().any(is_same) {
            format!("`{text}` is in the list twice")
        } else if text.contains([',', ':', ';']) {
            format!("`{text}` has a comma, a colon or a semicolon")
        } else {
            continue;
        };
        let help = "write each result once, in words without such characters";
        file.error(node.id, Code::WrongShape, problem, help);
    }
    if results.len() < 2 && file.is_whole_since(before) {
        let message = "a list of results needs two or more";
        let help = "write all results, the best first";
        file.error(node.id, Code::WrongShape, message, help);
    }
    results
}
