//! The arithmetic of a rating as a sentence: "88% is below the tolerance of 90%, so this is outside tolerance."

use rust_decimal::Decimal;

use super::figures;
use super::verdicts::{Subject, rule_of};
use crate::assess::rating::{Arithmetic, Relation};
use crate::model::{Figure, Polarity, Rule};
use crate::site::words::fill;

/// A figure, and the values that it is compared with, each with the name of its slot in sentences.
type Compared<'a> = (&'a Figure, Vec<(&'static str, Decimal)>);

/// Returns what a rule compared. `None` if no rule compared anything. `of_last_year` returns the value of the figure of
/// last year, before or after rounding.
pub(super) fn compared(
    arithmetic: &Arithmetic,
    of_last_year: fn(&Figure) -> Decimal,
) -> Option<Compared<'_>> {
    use Arithmetic as A;
    let band = |low: &Decimal, high: &Decimal, outer: Option<(Decimal, Decimal)>| {
        let outer = outer.map(|(low, high)| [("outer_low", low), ("outer_high", high)]);
        let inner = [("low", *low), ("high", *high)].into_iter();
        inner.chain(outer.into_iter().flatten()).collect()
    };
    Some(match arithmetic {
        A::MetTarget { figure, target, .. } | A::MissedTarget { figure, target } => {
            (figure, vec![("target", *target)])
        }
        A::WithinTolerance {
            figure,
            target,
            tolerance,
            ..
        } => (figure, vec![("target", *target), ("tolerance", *tolerance)]),
        A::OutsideTolerance { figure, tolerance } => (figure, vec![("tolerance", *tolerance)]),
        A::InBand { figure, low, high } => (figure, band(low, high, None)),
        A::NearBand {
            figure,
            low,
            high,
            outer,
        } => (figure, band(low, high, Some(*outer))),
        A::OutOfBand {
            figure,
            low,
            high,
            outer,
        } => (figure, band(low, high, *outer)),
        A::MissAllowed {
            figure,
            target,
            allowed,
        }
        | A::MissedWithoutLastYear {
            figure,
            target,
            allowed,
        } => (figure, vec![("target", *target), ("allowed", *allowed)]),
        A::NoWorseThanLastYear {
            figure,
            target,
            allowed,
            last_year,
        }
        | A::WorseThanLastYear {
            figure,
            target,
            allowed,
            last_year,
        } => {
            let last_year = ("last_year", of_last_year(last_year));
            let values = vec![("target", *target), ("allowed", *allowed), last_year];
            (figure, values)
        }
        A::Person | A::None => return None,
    })
}

impl Subject<'_> {
    /// Returns the arithmetic of a rule as a sentence. If lower is better, it says better and worse instead of above
    /// and below.
    pub(super) fn arithmetic(&self, arithmetic: &Arithmetic) -> String {
        use Arithmetic as A;
        let words = self.words;
        let Some((figure, values)) = compared(arithmetic, Figure::shown) else {
            return String::new();
        };
        // The improvement rule uses colours.
        let is_by_improvement = matches!(rule_of(self.measure), Some(Rule::Improvement { .. }));
        let is_lower = self.measure.judgement.polarity() == Polarity::Lower;
        let sentence = match arithmetic {
            A::MetTarget { .. } if is_by_improvement => words.met_by_improvement,
            A::MetTarget {
                relation: Relation::Equal,
                ..
            } => words.equals_target,
            A::MetTarget { .. } if is_lower => words.better_than_target,
            A::MetTarget { .. } => words.above_target,
            A::WithinTolerance { .. } if is_lower => words.within_lower,
            A::WithinTolerance { .. } => words.within_higher,
            A::OutsideTolerance { .. } if is_lower => words.outside_lower,
            A::OutsideTolerance { .. } => words.outside_higher,
            A::MissedTarget { .. } if is_lower => words.missed_lower,
            A::MissedTarget { .. } => words.missed_higher,
            A::InBand { .. } => words.in_band,
            A::NearBand { .. } => words.near_band,
            A::OutOfBand { outer: None, .. } => words.out_of_band_only,
            A::OutOfBand { .. } => words.out_of_band,
            A::MissAllowed { .. } => words.miss_allowed,
            A::NoWorseThanLastYear { .. } => words.no_worse_than_last_year,
            A::WorseThanLastYear { .. } => words.worse_than_last_year,
            A::MissedWithoutLastYear { .. } => words.needs_last_year,
            A::Person | A::None => return String::new(),
        };
        let values = values.into_iter();
        let mut shown: Vec<(&str, String)> = values
            .map(|(slot, value)| (slot, self.value(value)))
            .collect();
        shown.push(("figure", figures::figure(words, figure, self.measure.unit)));
        let slots: Vec<(&str, &str)> = shown.iter().map(|(slot, text)| (*slot, &**text)).collect();
        fill(sentence, &slots)
    }
}
