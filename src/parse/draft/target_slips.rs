//! Targets typed as people say them: "10% more than last year", "5% by March 2024".

use crate::diag::Code;
use crate::parse::file::File;
use crate::parse::yaml::{Content, Node};

/// Words for a comparison with the year before.
const LAST_YEAR: [&str; 9] = [
    "last year",
    "previous year",
    "year before",
    "prior year",
    "on year",
    "increas",
    "decreas",
    "reduc",
    "improve",
];

/// Words before a limit, each with whether a figure that equals it misses it, and in which form that is typed. The longer ones
/// come first.
const LIMITS: [(&str, Option<&str>); 19] = [
    ("no less than", None),
    ("no more than", None),
    ("not more than", None),
    ("not less than", None),
    ("at least", None),
    ("at most", None),
    ("up to", None),
    (">=", None),
    ("<=", None),
    ("≥", None),
    ("≤", None),
    ("more than", Some("more_than")),
    ("greater than", Some("more_than")),
    ("over", Some("more_than")),
    (">", Some("more_than")),
    ("less than", Some("less_than")),
    ("fewer than", Some("less_than")),
    ("under", Some("less_than")),
    ("<", Some("less_than")),
];

/// Returns what to type for a limit in words: `{ more_than: 50 }` for "more than 50", `90` for "at least 90".
fn limit(lower: &str) -> Option<String> {
    let mut limits = LIMITS.iter();
    let (rest, form) = limits.find_map(|(words, form)| Some((lower.strip_prefix(words)?, form)))?;
    let number = first_number(rest)?;
    Some(match form {
        Some(form) => format!("{{ {form}: {number} }}"),
        None => number.to_owned(),
    })
}

/// Reports a target that is a sentence about last year's figure, a day or a limit, and what to type instead. Returns whether
/// it is one.
pub(super) fn is_sentence(file: &File, node: &Node) -> bool {
    let Content::Scalar(text) = &node.content else {
        return false;
    };
    let lower = text.to_lowercase();
    let is_from_last_year = LAST_YEAR.iter().any(|words| lower.contains(words));
    let help = if is_from_last_year || lower.starts_with('+') {
        let form = better_than_last_year(&lower);
        format!("for a target from last year's figure, write `target: {form}`")
    } else if let Some(number) = first_number(&lower).filter(|_| lower.contains(" by ")) {
        format!("write `target: {number}`, and its day on a line `by:`, such as `by: 2024-03-31`")
    } else if let Some(form) = limit(&lower) {
        format!("write `target: {form}`")
    } else {
        return false;
    };
    let message = format!("`{text}` is not a figure");
    file.error(node.id, Code::NotAFigure, message, help);
    true
}

/// Reports a single value where only `better` can be: `{ last_year: 10% }`. Returns whether it is one.
pub(super) fn is_bare_amount(file: &File, node: &Node) -> bool {
    let Content::Scalar(text) = &node.content else {
        return false;
    };
    if text == "better" {
        return false;
    }
    let message =
        format!("`{text}` does not say how much better than last year's figure it is to be");
    let help = match first_number(text) {
        Some(_) if is_percent(text) => format!("write `{}`", better_than_last_year(text)),
        Some(number) => format!(
            "write `{{ last_year: {{ points: {number} }} }}` if it is in the measure's unit, or `{{ last_year: {{ percent: {number} }} }}`"
        ),
        None => "write `{ last_year: better }`, `{ last_year: { percent: 10 } }` or `{ last_year: { points: 2 } }`; if it is to be no worse, `{ last_year: { points: 0 } }`".to_owned(),
    };
    file.error(node.id, Code::Targets, message, help);
    true
}

/// Reports a size that does not say of what it is: `within: 5%`. Returns whether it is one.
pub(super) fn is_bare_size(file: &File, node: &Node) -> bool {
    let Content::Scalar(text) = &node.content else {
        return false;
    };
    let message = format!("`{text}` does not say whether it is per cent of the target or points");
    let help = match first_number(text) {
        Some(number) if is_percent(text) => format!("write `{{ percent: {number} }}`"),
        Some(number) => format!(
            "write `{{ percent: {number} }}`, or `{{ points: {number} }}` in the unit of each measure"
        ),
        None => "write `{ percent: 5 }` or `{ points: 2 }`".to_owned(),
    };
    file.error(node.id, Code::Tolerance, message, help);
    true
}

/// Returns the form that says the same.
fn better_than_last_year(text: &str) -> String {
    match first_number(text) {
        None => "{ last_year: better }".to_owned(),
        Some(number) if is_percent(text) => format!("{{ last_year: {{ percent: {number} }} }}"),
        Some(number) => format!("{{ last_year: {{ points: {number} }} }}"),
    }
}

fn is_percent(text: &str) -> bool {
    text.contains('%') || text.contains("per cent") || text.contains("percent")
}

fn first_number(text: &str) -> Option<&str> {
    let from = &text[text.find(|c: char| c.is_ascii_digit())?..];
    let end = from.find(|c: char| !c.is_ascii_digit() && c != '.');
    Some(from[..end.unwrap_or(from.len())].trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::{better_than_last_year, limit};

    #[test]
    fn a_limit_in_words_has_a_form() {
        let table = [
            ("more than 50", Some("{ more_than: 50 }")),
            (">50%", Some("{ more_than: 50 }")),
            ("fewer than 5", Some("{ less_than: 5 }")),
            ("at least 90%", Some("90")),
            ("<= 3", Some("3")),
            ("top quartile", None),
        ];
        for (typed, form) in table {
            assert_eq!(limit(typed).as_deref(), form, "{typed}");
        }
    }

    #[test]
    fn a_sentence_on_last_year_has_a_form() {
        let table = [
            ("10% more than last year", "{ last_year: { percent: 10 } }"),
            ("+2.5", "{ last_year: { points: 2.5 } }"),
            ("5 per cent reduction", "{ last_year: { percent: 5 } }"),
            ("increase on last year", "{ last_year: better }"),
        ];
        for (typed, form) in table {
            assert_eq!(better_than_last_year(typed), form, "{typed}");
        }
    }
}
