//! The rules: a figure compared with a target, a range, or last year, by the conditions of a scale.

use rust_decimal::Decimal;

use super::{Arithmetic, Basis, Outcome, Relation, Unrated};
use crate::model::{Condition, Figure, Goal, Judgement, Measure, Polarity, Rule, Scale, Tolerance};

/// What a figure is compared with.
#[derive(Clone, Copy)]
pub(super) struct Yardsticks {
    pub(super) goal: Option<Goal>,
    /// The figure of the same quarter last year.
    pub(super) last_year: Option<Figure>,
    /// Whether the figure that is expected at the end of the year meets the target. `None` without one.
    pub(super) is_expected: Option<bool>,
}

pub(super) fn rate_figure(
    measure: &Measure,
    figure: Figure,
    yardsticks: Yardsticks,
) -> (Outcome, Option<Arithmetic>) {
    let Judgement::Judged { rule, .. } = &measure.judgement else {
        return (Outcome::Unrated(Unrated::NoTargetSet), None);
    };
    match (rule, yardsticks.goal) {
        (Rule::Results, _) => by_result(measure, figure),
        (Rule::Scale { allow }, Some(goal)) => {
            let rating = ByScale {
                polarity: measure.judgement.polarity(),
                figure,
                goal,
                allow: *allow,
                yardsticks,
            };
            let (outcome, arithmetic) = rating.rate(&measure.scale);
            (outcome, Some(arithmetic))
        }
        (Rule::Scale { .. }, None) => (Outcome::Unrated(Unrated::NoTargetSet), None),
        (Rule::Editorial, _) => (Outcome::Unrated(Unrated::NotStated), None),
    }
}

/// Returns how a figure compares with another, by polarity.
pub(crate) fn relation(polarity: Polarity, figure: Decimal, other: Decimal) -> Relation {
    match (figure.cmp(&other), polarity) {
        (std::cmp::Ordering::Equal, _) => Relation::Equal,
        (std::cmp::Ordering::Less, Polarity::Lower) => Relation::Better,
        (std::cmp::Ordering::Greater, Polarity::Lower) | (std::cmp::Ordering::Less, _) => {
            Relation::Worse
        }
        (std::cmp::Ordering::Greater, _) => Relation::Better,
    }
}

/// Rule: a result counts as the list says.
fn by_result(measure: &Measure, figure: Figure) -> (Outcome, Option<Arithmetic>) {
    let rating = measure
        .unit
        .result(figure.value)
        .and_then(|result| result.rating);
    let Some(rating) = rating else {
        return (Outcome::Unrated(Unrated::NotStated), None);
    };
    let arithmetic = Arithmetic {
        figure,
        ..Arithmetic::default()
    };
    (Outcome::Rated(rating), Some(arithmetic))
}

/// A figure that is rated by the conditions of a scale.
struct ByScale {
    polarity: Polarity,
    figure: Figure,
    goal: Goal,
    allow: Option<Tolerance>,
    yardsticks: Yardsticks,
}

impl Arithmetic {
    /// Leaves out what did not decide: the target if the figure is worse than its tolerance.
    fn decisive(mut self) -> Self {
        if self.basis == Basis::Missed && self.tolerance.is_some() {
            self.target = None;
        }
        self
    }
}

/// Whether a condition holds.
enum Holds {
    Yes,
    No,
    /// There is no figure of last year.
    NotKnown,
}

impl ByScale {
    /// Rule: of the states of the scale, a figure has the first whose condition holds.
    fn rate(&self, scale: &Scale) -> (Outcome, Arithmetic) {
        let mut compared = Arithmetic {
            figure: self.figure,
            ..Arithmetic::default()
        };
        match self.goal {
            Goal::One { target, reach, .. } => {
                (compared.target, compared.reach) = (Some(target), reach);
            }
            Goal::Band { low, high, .. } => compared.band = Some((low, high)),
        }
        compared.basis = Basis::Missed;
        for rating in &scale.ratings {
            let Some(condition) = rating.when else {
                continue;
            };
            match self.holds(condition, &mut compared) {
                Holds::Yes => return (Outcome::Rated(*rating), compared.decisive()),
                Holds::NotKnown => return (Outcome::Unrated(Unrated::NoLastYear), compared),
                Holds::No => {}
            }
        }
        (Outcome::Unrated(Unrated::NotStated), compared)
    }

    fn holds(&self, condition: Condition, compared: &mut Arithmetic) -> Holds {
        let is_met = self.is_met();
        let (holds, basis) = match condition {
            Condition::Otherwise => (true, compared.basis),
            Condition::BetterBy(by) => (self.is_better_by(by, compared), Basis::Beyond),
            _ if is_met => (true, Basis::Met),
            Condition::Target => (false, Basis::Met),
            Condition::Allowance => {
                let allowed = self.allow.and_then(|allow| self.limit(allow));
                compared.allowed = allowed;
                (
                    allowed.is_some_and(|limit| self.reaches(limit)),
                    Basis::Allowed,
                )
            }
            Condition::Within(tolerance) => {
                (self.is_within(Some(tolerance), compared), Basis::Near)
            }
            Condition::Tolerance => (self.is_within(self.own_tolerance(), compared), Basis::Near),
            Condition::Forecast => {
                let is_expected = self.yardsticks.is_expected == Some(true);
                (is_expected, Basis::Expected)
            }
            Condition::LastYear => {
                compared.last_year = self.yardsticks.last_year;
                let Some(then) = compared.last_year else {
                    return Holds::NotKnown;
                };
                compared.basis = Basis::WorseThanLastYear;
                (self.reaches(then.value), Basis::NoWorseThanLastYear)
            }
        };
        if !holds {
            return Holds::No;
        }
        compared.basis = basis;
        Holds::Yes
    }

    /// Rule: a figure meets a target that it equals or is better than, or that it must be better than and is. It meets a
    /// range that it is within, edges included.
    fn is_met(&self) -> bool {
        match self.goal {
            Goal::One { target, reach, .. } => {
                match relation(self.polarity, self.figure.value, target) {
                    Relation::Better => true,
                    Relation::Equal => !reach.is_beyond(),
                    Relation::Worse => false,
                }
            }
            Goal::Band { low, high, .. } => (low..=high).contains(&self.figure.value),
        }
    }

    fn reaches(&self, limit: Decimal) -> bool {
        relation(self.polarity, self.figure.value, limit) != Relation::Worse
    }

    /// Returns the worst figure that misses the target by no more than this. `None` for a range.
    fn limit(&self, tolerance: Tolerance) -> Option<Decimal> {
        match self.goal {
            Goal::One { target, .. } => Some(tolerance.bound(target, self.polarity)),
            Goal::Band { .. } => None,
        }
    }

    fn own_tolerance(&self) -> Option<Tolerance> {
        match self.goal {
            Goal::One { tolerance, .. } => tolerance,
            Goal::Band { .. } => None,
        }
    }

    /// Returns whether the figure misses the target, or the range, by no more than a tolerance. A range has its own wider
    /// range.
    fn is_within(&self, tolerance: Option<Tolerance>, compared: &mut Arithmetic) -> bool {
        match self.goal {
            Goal::One { .. } => {
                let limit = tolerance.and_then(|tolerance| self.limit(tolerance));
                compared.tolerance = limit.or(compared.tolerance);
                limit.is_some_and(|limit| self.reaches(limit))
            }
            Goal::Band { low, high, outer } => {
                let wider = tolerance.map(|tolerance| {
                    (
                        tolerance.bound(low, Polarity::Higher),
                        tolerance.bound(high, Polarity::Lower),
                    )
                });
                let wider = wider.or(outer);
                compared.outer = wider.or(compared.outer);
                wider.is_some_and(|(low, high)| (low..=high).contains(&self.figure.value))
            }
        }
    }

    /// Returns whether the figure is better than the target by so much, or more.
    fn is_better_by(&self, by: Tolerance, compared: &mut Arithmetic) -> bool {
        let Goal::One { target, .. } = self.goal else {
            return false;
        };
        let other_way = match self.polarity {
            Polarity::Lower => Polarity::Higher,
            _ => Polarity::Lower,
        };
        let limit = by.bound(target, other_way);
        let is_better = self.reaches(limit);
        compared.beyond = Some(limit).filter(|_| is_better);
        is_better
    }
}
