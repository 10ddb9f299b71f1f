//! Money in words: exact in tables, in millions with one decimal in sentences.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::figures;
pub(crate) use super::numbers::alone;
use super::numbers::pounds;
use super::verdicts::Subject;
use crate::model::{Figure, Goal, Money, MoneyUnit, Unit};
use crate::site::words::Words;

/// Formats the pounds of one sentence: "£2.3 million" from a million on, exact below: "£320,000". Rule: if different
/// amounts would look the same, all are exact.
pub(crate) fn in_sentence<const N: usize>(
    words: &Words,
    amounts: [Option<Decimal>; N],
) -> [Option<String>; N] {
    let rounded = amounts.map(|amount| amount.map(|amount| alone(words, amount)));
    let look_same = |of: usize, other: usize| {
        amounts[of] != amounts[other] && rounded[of].is_some() && rounded[of] == rounded[other]
    };
    if (0..N).any(|of| (0..of).any(|other| look_same(of, other))) {
        amounts.map(|amount| amount.map(pounds))
    } else {
        rounded
    }
}

/// Returns the name of a unit of money, for the caption of a table: "£ thousand".
pub(crate) fn unit(words: &Words, unit: MoneyUnit) -> &'static str {
    match unit {
        MoneyUnit::Pounds => words.pounds,
        MoneyUnit::Thousands => words.thousands,
        MoneyUnit::Millions => words.millions,
    }
}

/// Returns the sentence for an amount over a budget, on it, or under it.
pub(crate) fn over_or_under(amount: Money, [over, on, under]: [&str; 3]) -> &str {
    match amount.cmp(&Money::ZERO) {
        Ordering::Greater => over,
        Ordering::Equal => on,
        Ordering::Less => under,
    }
}

impl<'a> Subject<'a> {
    /// Returns the same subject with amounts of money in readable units that differ from these values as they are shown.
    pub(crate) fn distinct_from(&self, others: impl IntoIterator<Item = Decimal>) -> Subject<'a> {
        Subject {
            distinct_from: Some(others.into_iter().collect()),
            ..*self
        }
    }

    /// Returns the same, with amounts that differ from a figure and from the values that it is compared with.
    pub(crate) fn distinct_from_goal(
        &self,
        figure: Option<Decimal>,
        goal: Option<Goal>,
    ) -> Subject<'a> {
        let polarity = self.measure.judgement.polarity();
        let bounds: Vec<Decimal> = match goal {
            Some(goal @ Goal::One { target, .. }) => {
                let bound = goal.tolerance_bound(polarity);
                std::iter::once(target).chain(bound).collect()
            }
            Some(Goal::Band { low, high, outer }) => {
                let outer = outer.into_iter().flat_map(|(low, high)| [low, high]);
                [low, high].into_iter().chain(outer).collect()
            }
            None => Vec::new(),
        };
        self.distinct_from(figure.into_iter().chain(bounds))
    }

    /// Formats the values of one sentence: as in tables, but pounds as [`in_sentence`].
    pub(crate) fn in_sentence<const N: usize>(
        &self,
        values: [Option<Decimal>; N],
    ) -> [Option<String>; N] {
        match self.measure.unit {
            Unit::Pounds(unit) => in_sentence(
                self.words,
                values.map(|value| value.map(|value| unit.pounds(value))),
            ),
            _ => values.map(|value| value.map(|value| self.value(value))),
        }
    }

    /// Formats the size of a change for a sentence.
    pub(crate) fn change_in_sentence(&self, by: Decimal) -> String {
        match self.measure.unit {
            Unit::Pounds(unit) => alone(self.words, unit.pounds(by.abs())),
            _ => self.change(by),
        }
    }

    /// Formats the only figure of a sentence, with its mark.
    pub(crate) fn alone_in_sentence(&self, figure: &Figure) -> String {
        let [text] = self.in_sentence([Some(figure.shown())]);
        figures::with_mark(&text.unwrap_or_default(), figure)
    }
}
