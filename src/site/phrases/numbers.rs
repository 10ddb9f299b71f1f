//! Numbers and amounts of money, without units of measures.

use rust_decimal::Decimal;

use crate::model::Figure;
use crate::site::words::{Words, fill};

/// From this amount on, sentences give millions.
const MILLION: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// Formats a number with digits in groups of three, a true minus sign, and its decimals unchanged.
pub(crate) fn grouped(value: Decimal) -> String {
    let mut text = value.to_string();
    let mut at = text.find('.').unwrap_or(text.len());
    let begin = usize::from(text.starts_with('-'));
    while at > begin + 3 {
        at -= 3;
        text.insert(at, ',');
    }
    if begin == 0 {
        text
    } else if value.is_zero() {
        text.split_off(begin)
    } else {
        text.replacen('-', "\u{2212}", 1)
    }
}

/// Formats pounds exactly: "£1,200", "-£40", "£0.20". Pence have two digits.
pub(crate) fn pounds(value: Decimal) -> String {
    let mut size = value;
    if size.scale() == 1 {
        size.rescale(2);
    }
    with_pound(&grouped(size))
}

/// Puts the pound sign before a number, after its minus.
pub(crate) fn with_pound(number: &str) -> String {
    match number.strip_prefix('\u{2212}') {
        Some(number) => format!("\u{2212}£{number}"),
        None => format!("£{number}"),
    }
}

/// Formats the only amount of a sentence.
pub(crate) fn alone(words: &Words, amount: Decimal) -> String {
    match in_millions(amount, &[]) {
        Some(millions) => fill(words.in_millions, &[("amount", &millions)]),
        None => pounds(amount),
    }
}

/// Formats an amount for large type, next to others that a reader compares it with: the number, and its unit in smaller
/// type.
///
/// Rule: in millions it has one decimal, or as many as tell it from the others, up to three; otherwise it is exact.
pub(super) fn in_large_type(
    words: &Words,
    amount: Decimal,
    others: &[Decimal],
) -> (String, String) {
    match in_millions(amount, others) {
        Some(millions) => (millions, fill(words.in_millions, &[("amount", "")])),
        None => (pounds(amount), String::new()),
    }
}

/// Returns the number of millions. `None` below a million, and if no three decimals tell it from other amounts.
fn in_millions(amount: Decimal, others: &[Decimal]) -> Option<String> {
    let rounded = |amount: Decimal, decimals| Figure::computed(amount / MILLION, decimals).shown();
    let is_told = |decimals: &u32| {
        let own = rounded(amount, *decimals);
        let mut others = others.iter().filter(|other| **other != amount);
        others.all(|other| rounded(*other, *decimals) != own)
    };
    if amount.abs() < MILLION {
        return None;
    }
    let decimals = (1..=3).find(is_told)?;
    Some(with_pound(&grouped(rounded(amount, decimals))))
}
