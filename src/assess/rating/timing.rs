//! When a figure is compared with its target: at once, at the end of its year, or on the target's day.

use super::rules::{Yardsticks, rate_figure};
use super::{Arithmetic, Outcome, Unrated};
use crate::model::{
    Aim, Condition, Figure, Goal, Measure, Month, Polarity, Quarter, Rating, Target,
};

/// A target in a quarter, with what it asks for then.
#[derive(Clone, Copy)]
pub(super) struct InForce<'m> {
    pub(super) measure: &'m Measure,
    pub(super) stage: Stage,
    /// `None` for results in words.
    pub(super) target: Option<&'m Target>,
    pub(super) goal: Option<Goal>,
    pub(super) last_year: Option<Figure>,
    /// Whether the figure that is expected at the end of the year meets the target. `None` without one.
    pub(super) is_expected: Option<bool>,
}

/// How far a year, and the way to a target, have come.
#[derive(Clone, Copy)]
pub(super) struct Stage {
    /// Whether the target says what is to be reached by now.
    has_share: bool,
    /// Whether the day of the target is a later one.
    is_before_day: bool,
    is_year_end: bool,
}

impl Stage {
    pub(super) fn of_quarter(measure: &Measure, target: Option<&Target>, quarter: Quarter) -> Self {
        let share = target.and_then(|target| measure.share_in(target, quarter));
        Self {
            has_share: share.is_some(),
            is_before_day: target.is_some_and(|target| measure.is_before_day(target, quarter)),
            is_year_end: measure.place_in_year(quarter) == 3,
        }
    }

    pub(super) fn of_month(measure: &Measure, target: Option<&Target>, month: Month) -> Self {
        let share = target.and_then(|target| measure.share_of_month(target, month));
        let by = target.and_then(|target| target.by);
        Self {
            has_share: share.is_some(),
            is_before_day: by.is_some_and(|by| month.last_day() < by.last_day()),
            is_year_end: measure.month_in_year(month) == 11,
        }
    }
}

/// What is known of a running total before the end of its year.
enum Known {
    /// The rest of the year cannot change its rating.
    Rating,
    /// It is past its target, and by the end of the year may be past the tolerance too.
    IsMissed,
    Nothing,
}

impl InForce<'_> {
    /// Rates a figure.
    ///
    /// Rule: before the day of a target, a figure that has reached it is on target, and one that has not is not rated,
    /// unless the target says what is to be reached on the way. A running total with a target for the year alone is rated
    /// in the last quarter, or as soon as the rest of the year cannot change its rating. A target from last year's figure
    /// is compared at once, because that figure ran as long, and so is a target of the quarter only.
    pub(super) fn rate(&self, figure: Figure) -> (Outcome, Option<Arithmetic>) {
        let (measure, stage) = (self.measure, self.stage);
        let yardsticks = Yardsticks {
            goal: self.goal,
            last_year: self.last_year,
            is_expected: self.is_expected,
        };
        let rated = rate_figure(measure, figure, yardsticks);
        let Some(target) = self.target else {
            return rated;
        };
        let is_met = matches!(rated.0, Outcome::Rated(rating) if rating.is_good());
        if stage.has_share {
            return rated;
        }
        if stage.is_before_day {
            let waits = (Outcome::Unrated(Unrated::DueLater), None);
            return if is_met { rated } else { waits };
        }
        let is_of_year = !target.is_of_quarter && !matches!(target.aim, Aim::LastYear { .. });
        if !measure.is_cumulative() || !is_of_year || stage.is_year_end {
            return rated;
        }
        let waits = Outcome::Unrated(Unrated::YearEndTarget);
        let known = match rated.0 {
            Outcome::Rated(rating) => self.known_already(figure, rating),
            Outcome::Unrated(_) => Known::Nothing,
        };
        let is_early = true;
        let early = rated.1.map(|compared| Arithmetic {
            is_early,
            ..compared
        });
        match known {
            Known::Rating => (rated.0, early),
            Known::IsMissed => (waits, early),
            Known::Nothing => (waits, None),
        }
    }

    /// Returns what is known of a running total before the end of its year. It only rises, unless it can be below zero.
    /// Whether a figure is worse than last year's, or as good as was forecast, is known when the year has ended.
    fn known_already(&self, figure: Figure, rating: Rating) -> Known {
        let judgement = &self.measure.judgement;
        let scale = &self.measure.scale;
        let is_open = scale.uses(Condition::LastYear) || scale.uses(Condition::Forecast);
        let is_past = match (judgement.polarity(), self.goal) {
            (Polarity::Lower, _) => true,
            (_, Some(Goal::Band { high, .. })) => figure.value > high,
            _ => false,
        };
        match judgement.polarity() {
            _ if self.measure.can_fall() || figure.value.is_sign_negative() => Known::Nothing,
            Polarity::Higher if scale.best_by_rule() == Some(rating) => Known::Rating,
            _ if !is_past || is_open => Known::Nothing,
            _ if scale.worst_by_rule() == Some(rating) => Known::Rating,
            _ if rating.is_good() => Known::Nothing,
            _ => Known::IsMissed,
        }
    }
}
