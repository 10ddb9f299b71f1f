//! Figures, and what was probably meant by what is none.

use rust_decimal::Decimal;

use super::scalar;
use crate::diag::Code;
use crate::model::{FigureError, Unit, plain_decimal};
use crate::parse::file::File;
use crate::parse::schema::Leaf;
use crate::parse::yaml::{Content, Node};
use crate::source::SourcePath;
use crate::source::characters::{name, on_keyboard};

/// A figure: digits and one point.
pub fn decimal(file: &File, node: &Node) -> Option<Decimal> {
    if file.asks(node, || Leaf::Figure) {
        return None;
    }
    let typed = figure_text(file, node)?;
    let read = plain_decimal(typed).map_err(|error| figure_words(file.path(), typed, &error));
    let report = |(message, help)| file.error(node.id, Code::NotAFigure, message, help);
    read.map_err(report).ok()
}

/// A figure in a measure's unit: a number, or words that only the unit can tell, such as a duration or a result.
pub fn amount(file: &File, node: &Node) -> Option<Amount> {
    if file.asks(node, || Leaf::Amount) {
        return None;
    }
    let typed = figure_text(file, node)?;
    match plain_decimal(typed) {
        Ok(value) => Some(Amount::Number(value)),
        Err(FigureError::NotANumber) if !typed.is_empty() => Some(Amount::Words(typed.to_owned())),
        Err(error) => {
            let (message, mut help) = figure_words(file.path(), typed, &error);
            // A change is no level.
            if typed.starts_with('+') && file.path().below("content/quarters").is_some() {
                help += &format!(
                    "; if the source prints only this change of a figure, write `{{ as_printed: \"{typed}\" }}`"
                );
            }
            file.error(node.id, Code::NotAFigure, message, help);
            None
        }
    }
}

/// A figure as typed.
#[derive(Debug, Clone)]
pub enum Amount {
    /// A number.
    Number(Decimal),
    /// A text that is no number.
    Words(String),
}

impl Amount {
    /// Returns it as typed.
    pub(crate) fn typed(&self) -> String {
        match self {
            Self::Number(value) => value.to_string(),
            Self::Words(words) => words.clone(),
        }
    }

    /// Returns the figure in a unit. `None` if it is none.
    pub(crate) fn figure(&self, unit: &Unit) -> Option<Decimal> {
        match self {
            Self::Number(value) => Some(*value),
            Self::Words(words) => unit.read(words),
        }
    }

    /// Returns whether it is a figure of a unit.
    pub(crate) fn is(&self, figure: Decimal, unit: &Unit) -> bool {
        self.figure(unit) == Some(figure)
    }
}

/// 88 and 88.0 are not the same: each is shown as it was typed.
impl PartialEq for Amount {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(one), Self::Number(other)) => {
                (one, one.scale()) == (other, other.scale())
            }
            (Self::Words(one), Self::Words(other)) => one == other,
            _ => false,
        }
    }
}

/// Returns what is wrong with a text where a number should be, and what to type instead.
pub fn not_a_number(path: &SourcePath, typed: &str) -> (String, String) {
    figure_words(path, typed, &FigureError::NotANumber)
}

fn figure_text<'n>(file: &File, node: &'n Node) -> Option<&'n str> {
    if let Some(code) = shorthand(node) {
        let message = format!("`[{code}]` is a code that the site adds; do not type it");
        let help =
            "write `missing: not_available` (or another of its options) and `because: \"...\"`";
        file.error(node.id, Code::NotAFigure, message, help);
        return None;
    }
    scalar(file, node, "a figure")
}

/// The letter of `[x]`, `[z]` or `[c]`, which official statistics print where there is no figure.
fn shorthand(node: &Node) -> Option<&'static str> {
    let Content::List(items) = &node.content else {
        return None;
    };
    let [only] = items.as_slice() else {
        return None;
    };
    let Content::Scalar(text) = &only.content else {
        return None;
    };
    let mut codes = ["x", "z", "c", "low", "w"].into_iter();
    codes.find(|code| code == text)
}

fn figure_words(path: &SourcePath, typed: &str, error: &FigureError) -> (String, String) {
    let not_a_figure =
        format!("`{typed}` is not a figure: a figure is digits and at most one point");
    match error {
        _ if typed.is_empty() => (
            "there is nothing between the quotes".to_owned(),
            no_figure(path).to_owned(),
        ),
        FigureError::WriteInstead(instead) => instead_words(typed, instead, not_a_figure),
        FigureError::Rounded(instead) => (
            format!("`{typed}` looks like a rounding error from a spreadsheet"),
            format!("write {instead} if that is what the spreadsheet shows"),
        ),
        FigureError::TooLong => (
            format!("`{typed}` has too many digits"),
            "use at most 12 digits before the point and 8 after it".to_owned(),
        ),
        FigureError::NotANumber => {
            let help = figure_within(path, typed);
            (
                not_a_figure,
                help.unwrap_or_else(|| no_figure(path).to_owned()),
            )
        }
    }
}

/// What is wrong with a figure that is one but for some characters: one that only looks like the keyboard's is named.
fn instead_words(typed: &str, instead: &str, not_a_figure: String) -> (String, String) {
    let is_ours = |c: char| c == '£' || c == ' ' || c.is_ascii_graphic();
    let Some(odd) = typed.chars().find(|c| !is_ours(*c)) else {
        return (not_a_figure, format!("write {instead}"));
    };
    let (typed, name) = (typed.trim(), name(odd));
    let message = format!("`{typed}` is not a figure: it contains {name}");
    let mut help = format!("write {instead}");
    if on_keyboard(odd) == Some('-') {
        help += ", with the hyphen on the keyboard";
    }
    (message, help)
}

/// What to type instead of a text that holds one figure: `21 days`, `c. 21`, `(3687)`; or two: `44/50`.
fn figure_within(path: &SourcePath, typed: &str) -> Option<String> {
    if let Some((numerator, denominator)) = typed.split_once('/') {
        let (numerator, denominator) = (figure_of(numerator)?, figure_of(denominator)?);
        let fraction = format!("numerator: {numerator}, denominator: {denominator}");
        return Some(format!("write `{fraction}`"));
    }
    let bracketed = typed
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    if let Some(amount) = bracketed {
        return Some(format!("write -{}", figure_of(amount)?));
    }
    if is_qualified(typed) {
        return None;
    }
    let has_digit = |word: &&str| word.contains(|c: char| c.is_ascii_digit());
    let figures: Vec<&str> = typed.split(' ').filter(has_digit).collect();
    let [only] = figures[..] else {
        return None;
    };
    let figure = figure_of(only)?;
    let rest = match path.as_str() {
        "content/site.yaml" => "",
        _ => ", and put the rest in `note:`",
    };
    Some(format!("write {figure}{rest}"))
}

/// Words that make a number a limit, a change or another number.
const QUALIFIERS: [&str; 27] = [
    "than", "fewer", "less", "more", "under", "below", "over", "above", "least", "most", "up",
    "down", "to", "or", "between", "and", "minus", "plus", "higher", "lower", "thousand",
    "million", "billion", "dozen", "hundred", "half", "quarter",
];

/// Returns whether the words around a number change what it says: "fewer than 5", "down 3", "4 thousand".
pub fn is_qualified(typed: &str) -> bool {
    let mut words = typed.split(|c: char| !c.is_alphabetic());
    let has_digit = typed.contains(|c: char| c.is_ascii_digit());
    has_digit && words.any(|word| QUALIFIERS.contains(&&*word.to_lowercase()))
}

/// A text as it would be typed as a figure.
fn figure_of(text: &str) -> Option<String> {
    match plain_decimal(text.trim()) {
        Ok(value) => Some(value.to_string()),
        Err(FigureError::WriteInstead(instead) | FigureError::Rounded(instead)) => Some(instead),
        Err(_) => None,
    }
}

/// What to type where there is no figure to type.
fn no_figure(path: &SourcePath) -> &'static str {
    if path.below("content/quarters").is_some() {
        "write only the number; if there is none, write `missing: not_available` and `because: \"...\"`"
    } else if path.below("content/measures").is_some() {
        "write only the number; if the measure has no target yet, write `no_target: \"why\"` instead of `targets:`"
    } else {
        "write only the number"
    }
}

/// A whole number, or the message and the help for what is none.
#[allow(clippy::unnecessary_wraps, reason = "it reads a field")]
pub fn count_if_any(file: &File, node: &Node) -> Option<Result<u32, (String, String)>> {
    if file.asks(node, || Leaf::Count) {
        return None;
    }
    let Content::Scalar(typed) = &node.content else {
        return None;
    };
    let whole = plain_decimal(typed)
        .map_err(|error| figure_words(file.path(), typed, &error))
        .and_then(|value| whole(value).ok_or_else(|| not_whole(value)));
    Some(whole)
}

fn whole(value: Decimal) -> Option<u32> {
    let whole = u32::try_from(value.trunc()).ok();
    whole.filter(|_| value.is_integer())
}

fn not_whole(value: Decimal) -> (String, String) {
    let message = format!("`{value}` is not a whole number");
    (
        message,
        "write a whole number: 0, 1, 2 and so on".to_owned(),
    )
}

/// A whole number of things.
pub fn count(file: &File, node: &Node) -> Option<u32> {
    if file.asks(node, || Leaf::Count) {
        return None;
    }
    let value = decimal(file, node)?;
    let whole = whole(value);
    if whole.is_none() {
        let (message, help) = not_whole(value);
        file.error(node.id, Code::NotAFigure, message, help);
    }
    whole
}
