//! Exact figures: typed figures are shown as typed, and arithmetic is decimal.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::Deserialize;

use crate::source::characters::on_keyboard;

/// A mark that official statistics print next to a figure: `[p]`, `[e]` or `[b]`. A provisional figure may still change,
/// and one after a break is not comparable with earlier ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is named as files name it")]
pub enum Mark {
    Provisional,
    Estimated,
    Break,
}

/// Where a figure comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Origin {
    /// Typed by an editor, and shown with the decimals that were typed.
    #[default]
    Typed,
    /// Computed from a numerator and a denominator without rounding, and shown with the measure's decimals.
    Computed { decimals: u32 },
}

/// One exact figure in the measure's unit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figure {
    /// The unrounded value.
    pub(crate) value: Decimal,
    pub(crate) origin: Origin,
    pub(crate) mark: Option<Mark>,
    /// Whether it has been revised since it was first published.
    pub(crate) is_revised: bool,
}

impl Figure {
    /// Creates a figure as typed.
    pub fn typed(value: Decimal) -> Self {
        Self {
            value,
            ..Self::default()
        }
    }

    pub(crate) fn computed(value: Decimal, decimals: u32) -> Self {
        let origin = Origin::Computed { decimals };
        Self {
            origin,
            ..Self::typed(value)
        }
    }

    /// Returns the figure as every page, chart and download shows it. Only computed figures are rounded, only here, and
    /// half away from zero, which is the *Government Statistical Service* convention for published figures.
    pub fn shown(&self) -> Decimal {
        match self.origin {
            Origin::Typed => self.value,
            Origin::Computed { decimals } => {
                let half_away = RoundingStrategy::MidpointAwayFromZero;
                let mut shown = self.value.round_dp_with_strategy(decimals, half_away);
                shown.rescale(decimals);
                shown
            }
        }
    }
}

/// Why a text is not a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FigureError {
    /// It contains characters that a figure must not have. Holds the figure without them.
    WriteInstead(String),
    /// It has too many decimals, as a spreadsheet's rounding error does. Holds the rounded figure.
    Rounded(String),
    /// It has too many digits.
    TooLong,
    /// It is not a number.
    NotANumber,
}

/// More than a council's budget in pence, and few enough that a product of two figures does not overflow.
const MOST_WHOLE_DIGITS: usize = 12;
const MOST_DECIMALS: usize = 8;

/// Parses a figure: an optional minus, digits, and optionally a point with digits after it. Forms that many programs
/// accept, such as `1e3`, `1_000` or `5.`, are rejected.
///
/// # Errors
/// Returns what is wrong and, if it is clear, what to type instead.
pub fn plain_decimal(text: &str) -> Result<Decimal, FigureError> {
    if is_plain(text) {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let whole = whole.trim_start_matches('-').trim_start_matches('0');
        if whole.len() > MOST_WHOLE_DIGITS || decimals.len() > MOST_DECIMALS {
            return Err(rounded(text).map_or(FigureError::TooLong, FigureError::Rounded));
        }
        return Decimal::from_str_exact(text).map_err(|_| FigureError::TooLong);
    }
    let cleaned: String = text
        .trim()
        .trim_start_matches(['+', '\u{ff0b}'])
        .trim_end_matches(['.', ','])
        .chars()
        .map(|c| on_keyboard(c).filter(|_| c != '\n').unwrap_or(c))
        .filter(|c| !matches!(c, '_' | '%' | '£' | ' '))
        .collect();
    let cleaned = without_commas(&cleaned).ok_or(FigureError::NotANumber)?;
    let zero = if cleaned.starts_with('.') { "0" } else { "" };
    let mut instead = format!("{zero}{cleaned}");
    if !is_plain(&instead) {
        let value = Decimal::from_scientific(&instead).map(|value| value.to_string());
        let value = value.ok().filter(|text| is_plain(text));
        instead = value.ok_or(FigureError::NotANumber)?;
    }
    Err(match plain_decimal(&instead) {
        Ok(_) => FigureError::WriteInstead(instead),
        Err(error) => error,
    })
}

/// Returns the figure that a spreadsheet's number represents: 130771 for 130770.99999999999. Such numbers have about 15
/// significant digits, so the difference must be less than one part in a hundred million million.
fn rounded(text: &str) -> Option<String> {
    let value = Decimal::from_str_exact(text)
        .or_else(|_| text.parse())
        .ok()?;
    let smallest = Decimal::new(1, 14);
    let is_near =
        |rounded: &Decimal| (value - rounded).abs() <= smallest * value.abs().max(smallest);
    let rounded = (0..=6).map(|places| value.round_dp(places)).find(is_near)?;
    let rounded = rounded.normalize().to_string();
    (rounded != text && plain_decimal(&rounded).is_ok()).then_some(rounded)
}

/// Returns a text without its commas, or `None` if they are ambiguous. Commas before groups of three digits separate
/// thousands. A single comma before another number of digits, or after a lone 0, is a decimal point as in many
/// countries.
fn without_commas(text: &str) -> Option<String> {
    if !text.contains(',') {
        return Some(text.to_owned());
    }
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let groups: Vec<&str> = whole.trim_start_matches('-').split(',').collect();
    let is_group = |group: &&str| group.len() == 3;
    let (first, rest) = groups.split_first()?;
    match rest {
        _ if (1..=3).contains(&first.len()) && *first != "0" && rest.iter().all(is_group) => {
            Some(whole.replace(',', "") + &text[whole.len()..])
        }
        [_] if whole.len() == text.len() => Some(text.replace(',', ".")),
        _ => None,
    }
}

fn is_plain(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    unsigned.splitn(2, '.').all(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_computed_figures_are_rounded_and_half_goes_away_from_zero() {
        let half = Decimal::new(-125, 1);
        assert_eq!(Figure::computed(half, 0).shown().to_string(), "-13");
        assert_eq!(Figure::typed(half).shown().to_string(), "-12.5");
        let whole = Figure::computed(Decimal::from(40), 1);
        assert_eq!(whole.shown().to_string(), "40.0");
    }
}
