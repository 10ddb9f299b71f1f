//! The arithmetic of a rating as a sentence: "88% is below the tolerance of 90%, so this is outside tolerance."

use rust_decimal::Decimal;

use super::figures;
use super::verdicts::Subject;
use crate::assess::rating::{Arithmetic, Relation};
use crate::model::{Figure, Judgement, Polarity, Rule};
use crate::site::words::fill;

impl Subject<'_> {
    /// Returns the arithmetic of a rule as a sentence. If lower is better, it says better and worse instead of above
    /// and below.
    pub(super) fn arithmetic(&self, arithmetic: &Arithmetic) -> String {
        let words = self.words;
        match arithmetic {
            Arithmetic::MetTarget {
                figure,
                target,
                relation,
            } => {
                let sentence = match relation {
                    _ if self.is_by_improvement() => words.met_by_improvement,
                    Relation::Equal => words.equals_target,
                    _ => self.by_polarity(words.above_target, words.better_than_target),
                };
                self.filled(sentence, figure, &[("target", *target)])
            }
            Arithmetic::WithinTolerance {
                figure,
                target,
                tolerance,
                ..
            } => self.filled(
                self.by_polarity(words.within_higher, words.within_lower),
                figure,
                &[("target", *target), ("tolerance", *tolerance)],
            ),
            Arithmetic::OutsideTolerance { figure, tolerance } => self.filled(
                self.by_polarity(words.outside_higher, words.outside_lower),
                figure,
                &[("tolerance", *tolerance)],
            ),
            Arithmetic::MissedTarget { figure, target } => self.filled(
                self.by_polarity(words.missed_higher, words.missed_lower),
                figure,
                &[("target", *target)],
            ),
            Arithmetic::MissedWithoutLastYear {
                figure,
                target,
                allowed,
            } => {
                let values = [("target", *target), ("allowed", *allowed)];
                self.filled(words.needs_last_year, figure, &values)
            }
            Arithmetic::Person | Arithmetic::None => String::new(),
            _ => self.arithmetic_of_bands(arithmetic),
        }
    }

    fn arithmetic_of_bands(&self, arithmetic: &Arithmetic) -> String {
        let words = self.words;
        match arithmetic {
            Arithmetic::InBand { figure, low, high } => {
                self.filled(words.in_band, figure, &[("low", *low), ("high", *high)])
            }
            Arithmetic::NearBand {
                figure,
                low,
                high,
                outer: (outer_low, outer_high),
            } => self.filled(
                words.near_band,
                figure,
                &[
                    ("low", *low),
                    ("high", *high),
                    ("outer_low", *outer_low),
                    ("outer_high", *outer_high),
                ],
            ),
            Arithmetic::OutOfBand {
                figure,
                outer: Some((low, high)),
                ..
            } => self.filled(
                words.out_of_band,
                figure,
                &[("outer_low", *low), ("outer_high", *high)],
            ),
            Arithmetic::OutOfBand {
                figure,
                low,
                high,
                outer: None,
            } => self.filled(
                words.out_of_band_only,
                figure,
                &[("low", *low), ("high", *high)],
            ),
            _ => self.arithmetic_of_improvement(arithmetic),
        }
    }

    fn arithmetic_of_improvement(&self, arithmetic: &Arithmetic) -> String {
        let words = self.words;
        let (sentence, figure, target, allowed, last_year) = match arithmetic {
            Arithmetic::MissAllowed {
                figure,
                target,
                allowed,
            } => {
                let values = [("target", *target), ("allowed", *allowed)];
                return self.filled(words.miss_allowed, figure, &values);
            }
            Arithmetic::NoWorseThanLastYear {
                figure,
                target,
                allowed,
                last_year,
            } => (
                words.no_worse_than_last_year,
                figure,
                target,
                allowed,
                last_year,
            ),
            Arithmetic::WorseThanLastYear {
                figure,
                target,
                allowed,
                last_year,
            } => (
                words.worse_than_last_year,
                figure,
                target,
                allowed,
                last_year,
            ),
            _ => return String::new(),
        };
        let values = [
            ("target", *target),
            ("allowed", *allowed),
            ("last_year", last_year.shown()),
        ];
        self.filled(sentence, figure, &values)
    }

    /// Returns whether the measure is rated by the improvement rule, which uses colours.
    fn is_by_improvement(&self) -> bool {
        let Judgement::Judged { rule, .. } = &self.measure.judgement else {
            return false;
        };
        matches!(rule, Rule::Improvement { .. })
    }

    fn by_polarity<'w>(&self, higher: &'w str, lower: &'w str) -> &'w str {
        match self.measure.judgement.polarity() {
            Polarity::Lower => lower,
            _ => higher,
        }
    }

    /// Fills a sentence about a figure, with values in its unit.
    fn filled(&self, sentence: &str, figure: &Figure, values: &[(&str, Decimal)]) -> String {
        let shown = figures::figure(self.words, figure, self.unit());
        let values: Vec<(&str, String)> = values
            .iter()
            .map(|(slot, value)| (*slot, self.value(*value)))
            .collect();
        let slots = std::iter::once(("figure", shown.as_str()));
        let slots: Vec<(&str, &str)> = slots
            .chain(values.iter().map(|(slot, value)| (*slot, value.as_str())))
            .collect();
        fill(sentence, &slots)
    }
}
