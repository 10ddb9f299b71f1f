//! Targets, tolerances and ranges in words.

use rust_decimal::Decimal;

use super::verdicts::{Subject, unrated_name};
use super::{figures, periods, profiles};
use crate::assess::rating::{Arithmetic, Basis, Outcome, Unrated, Verdict};
use crate::model::{
    Aim, Figure, Goal, LineBeside, LineValue, MonthTargets, Polarity, Quarter, Rating, Reach, Rule,
    Target, Tolerance, Unit, Yardstick,
};
use crate::site::words::fill;

impl Subject<'_> {
    /// Formats what the target of a quarter asks for, or that there is none. If that is for a later day or for the end of
    /// the year, the text says so.
    pub(crate) fn target_in(&self, quarter: Quarter, goal: Option<Goal>) -> String {
        let words = self.words;
        let Some(target) = self.measure.target_in(quarter) else {
            return self.target(goal);
        };
        let asked = self.asked(target, goal);
        if self.measure.share_in(target, quarter).is_some() || goal.is_none() {
            return asked;
        }
        let asked = ("target", &*asked);
        match target.by {
            Some(by) if self.measure.is_before_day(target, quarter) => {
                let day = periods::due(words, by);
                fill(words.target_by, &[asked, ("day", &day)])
            }
            None if self.is_for_year_end(target, quarter) => fill(words.target_for_year, &[asked]),
            _ => asked.1.to_owned(),
        }
    }

    /// Returns whether a target says nothing about a quarter before the end of its year: of figures that add up, it is for the
    /// whole year.
    fn is_for_year_end(&self, target: &Target, quarter: Quarter) -> bool {
        let measure = self.measure;
        let is_of_total = measure.is_cumulative()
            && !target.is_of_quarter
            && !matches!(target.aim, Aim::LastYear { .. })
            && measure.place_in_year(quarter) < 3;
        is_of_total || measure.is_between_shares(target, quarter)
    }

    /// Formats the target of a quarter for a table whose rows say that they are rated at the end of the year, and the lines
    /// beside it.
    pub(crate) fn target_in_row(&self, quarter: Quarter, goal: Option<Goal>) -> String {
        let target = self.measure.target_in(quarter);
        match target.filter(|target| target.by.is_none() && self.is_for_year_end(target, quarter)) {
            Some(target) => self.with_lines(self.asked(target, goal), &target.beside),
            None => self.target_and_lines(quarter, goal),
        }
    }

    /// Formats the target of a quarter and the lines beside it: "92%; Aspiration: 98%".
    pub(crate) fn target_and_lines(&self, quarter: Quarter, goal: Option<Goal>) -> String {
        let target = self.measure.target_in(quarter);
        let lines = target.map_or(&[] as &[LineBeside], |target| &target.beside);
        self.with_lines(self.target_in(quarter, goal), lines)
    }

    /// Formats the same for a table of several measures, with what it is called if it is no target: "1,200 (forecast)".
    pub(crate) fn target_with_name(&self, quarter: Quarter, goal: Option<Goal>) -> String {
        let target = self.target_and_lines(quarter, goal);
        let has_target = self.measure.target_in(quarter).is_some();
        if !has_target || self.measure.yardstick == Yardstick::Targets {
            return target;
        }
        let slots = [("target", &*target), ("name", self.words.target)];
        fill(self.words.target_called, &slots)
    }

    /// Formats where a line beside a target is: "98%", "9 a day".
    pub(crate) fn line(&self, line: &LineBeside) -> String {
        match &line.value {
            LineValue::Figure(value) => self.value(*value),
            LineValue::Printed(text) => text.as_str().to_owned(),
        }
    }

    fn with_lines(&self, target: String, lines: &[LineBeside]) -> String {
        lines.iter().fold(target, |text, line| {
            let value = self.line(line);
            let slots = [
                ("target", &*text),
                ("name", line.name.as_str()),
                ("value", &value),
            ];
            fill(self.words.target_with_line, &slots)
        })
    }

    /// Formats all that a target asks for: "5% by 31 March 2024", "Q1: 18, Q2: 40", "92%; Aspiration: 98%".
    pub(crate) fn whole(&self, target: &Target) -> String {
        let words = self.words;
        let profile = target.profile.as_ref().filter(|_| target.goal().is_none());
        let mut text = match (profile, &target.aim, &target.month) {
            (Some(profile), ..) => profiles::profile(self, profile),
            (None, Aim::Profile { .. }, Some(MonthTargets::Own(own))) => {
                profiles::months(self, own)
            }
            _ => self.asked(target, target.goal()),
        };
        if let Some(by) = target.by {
            let day = periods::due(words, by);
            text = fill(words.target_by, &[("target", &text), ("day", &day)]);
        }
        if let Some(tolerance) = self.tolerance(target.goal()) {
            let slots = [("target", &*text), ("tolerance", &tolerance)];
            text = fill(words.target_with_tolerance, &slots);
        }
        self.with_lines(text, &target.beside)
    }

    /// Formats what a target asks for. `goal` is what it asks for in a quarter, if that can be compared with a figure.
    pub(crate) fn asked(&self, target: &Target, goal: Option<Goal>) -> String {
        match (&target.aim, goal) {
            (Aim::Words(text), _) => text.as_str().to_owned(),
            (Aim::LastYear { better_by, .. }, None) => self.than_last_year(*better_by),
            (_, goal) => self.target(goal),
        }
    }

    /// Formats a target: "92%", "85% to 95%", "more than 80%", or that there is none.
    pub(crate) fn target(&self, goal: Option<Goal>) -> String {
        let words = self.words;
        match goal {
            Some(Goal::One { target, reach, .. }) => {
                let shown = self.value(target);
                if !reach.is_beyond() {
                    return shown;
                }
                let sentence = self.by_polarity(words.more_than, words.less_than);
                fill(sentence, &[("target", &shown)])
            }
            Some(Goal::Band { low, high, .. }) => self.band((low, high)),
            None => words.none.to_owned(),
        }
    }

    /// Formats a target from last year's figure, which may not be known: "10% more than last year".
    fn than_last_year(&self, better_by: Option<Tolerance>) -> String {
        let words = self.words;
        let Some(by) = better_by else {
            return self
                .by_polarity(words.more_than_last_year, words.less_than_last_year)
                .to_owned();
        };
        let sentence = self.by_polarity(words.more_by_than_last_year, words.less_by_than_last_year);
        fill(sentence, &[("by", &self.distance_of(by))])
    }

    /// Formats a distance: "10%", "2 percentage points".
    pub(super) fn distance_of(&self, by: Tolerance) -> String {
        match by {
            Tolerance::Percent(percent) => format!("{}%", figures::grouped(percent)),
            Tolerance::Points(by) | Tolerance::Bound(by) => self.change(by),
        }
    }

    /// Says how a target follows from last year's figure: "The target of 88% is 10% more than the 80% of a year earlier."
    /// `None` for other targets, and if any better figure meets it.
    pub(crate) fn origin_of_target(
        &self,
        quarter: Quarter,
        goal: Option<Goal>,
        last_year: Option<&Figure>,
    ) -> Option<String> {
        let words = self.words;
        let target = self.measure.target_in(quarter)?;
        let (Aim::LastYear { better_by, .. }, Some(Goal::One { target, .. })) = (&target.aim, goal)
        else {
            return None;
        };
        let slots = [
            ("target", &*self.value(target)),
            ("by", &self.distance_of((*better_by)?)),
            ("before", &self.figure(last_year?)),
        ];
        let sentence = self.by_polarity(words.more_from_last_year, words.less_from_last_year);
        Some(fill(sentence, &slots))
    }

    /// Returns the sentence for a running total before the end of its year.
    pub(super) fn early(&self, outcome: Outcome, compared: &Arithmetic) -> &'static str {
        let is_equal = compared.target == Some(compared.figure.value);
        match outcome {
            Outcome::Unrated(_) => self.words.early_past,
            Outcome::Rated(_) if compared.basis == Basis::Near => self.words.early_near,
            Outcome::Rated(rating) if is_equal && !rating.is_good() => self.words.early_not_below,
            Outcome::Rated(rating) if rating.is_good() => self.words.early_met,
            Outcome::Rated(_) => self.words.early_missed,
        }
    }

    /// Returns the sentence for a figure that must be better than its target, or than last year's figure.
    pub(super) fn beyond(&self, rating: Rating, reach: Reach, is_equal: bool) -> &'static str {
        let words = self.words;
        if reach == Reach::BetterThanTarget {
            return match rating {
                rating if rating.is_good() => {
                    self.by_polarity(words.strict_higher, words.strict_lower)
                }
                _ if is_equal => {
                    self.by_polarity(words.strict_equal_higher, words.strict_equal_lower)
                }
                rating if rating.is_near() => {
                    self.by_polarity(words.strict_within_higher, words.strict_within_lower)
                }
                _ => self.by_polarity(words.strict_missed_higher, words.strict_missed_lower),
            };
        }
        match rating {
            _ if is_equal => words.beyond_equal,
            rating if rating.is_good() => self.by_polarity(words.beyond_higher, words.beyond_lower),
            rating if rating.is_near() => words.beyond_within,
            _ => words.beyond_missed,
        }
    }

    /// Returns whether a rule rates the figure of a quarter, and no person: its target is not in words.
    pub(in crate::site::phrases) fn is_by_rule(&self, quarter: Quarter) -> bool {
        let judgement = &self.measure.judgement;
        let target = self.measure.target_in(quarter);
        let is_in_words = target.is_some_and(|target| matches!(target.aim, Aim::Words(_)));
        !is_in_words
            && judgement
                .rule()
                .is_some_and(|rule| *rule != Rule::Editorial)
    }

    /// Returns whether all members of a composite are for context only.
    pub(super) fn members_are_context(&self) -> bool {
        let mut members = self.measure.members().iter();
        members.all(|member| member.judgement.is_context())
    }

    /// Returns the name of the reason why a quarter is not rated.
    pub(crate) fn unrated_name(&self, reason: Unrated, quarter: Quarter) -> &'static str {
        match reason {
            Unrated::YearEndTarget if self.waits_for_share(quarter) => self.words.later_in_year,
            _ => unrated_name(self.words, reason),
        }
    }

    /// Returns whether the target of a quarter says what is to be reached in other quarters, and not in this one.
    fn waits_for_share(&self, quarter: Quarter) -> bool {
        let target = self.measure.target_in(quarter);
        target.is_some_and(|target| target.profile.is_some())
    }

    /// Says why there is no rating, if that follows from what kind of target it is. `None` for other reasons.
    pub(super) fn by_its_target(&self, reason: Unrated, verdict: &Verdict) -> Option<String> {
        let target = self.measure.target_in(verdict.quarter)?;
        let sentence = match (reason, &target.aim) {
            (Unrated::DueLater, _) => self.words.not_due_yet,
            (Unrated::YearEndTarget, _) if self.waits_for_share(verdict.quarter) => {
                self.words.waits_for_share
            }
            (Unrated::NotStated, Aim::Words(_)) => self.words.is_rated_in_words,
            (Unrated::NoLastYear, Aim::LastYear { .. }) => self.words.needs_figure_of_last_year,
            (Unrated::NoTargetSet, Aim::Profile { .. }) => self.words.has_no_share,
            _ => return None,
        };
        let day = target.by.map(|by| periods::due(self.words, by));
        let slots = [
            ("target", &*self.asked(target, verdict.goal)),
            ("day", day.as_deref().unwrap_or_default()),
        ];
        Some(fill(sentence, &slots))
    }

    /// Returns one of two texts, by whether higher or lower is better.
    pub(crate) fn by_polarity<T>(&self, higher: T, lower: T) -> T {
        match self.measure.judgement.polarity() {
            Polarity::Lower => lower,
            _ => higher,
        }
    }

    /// Formats a tolerance: "90%", "80% to 98%". `None` if there is none.
    pub(crate) fn tolerance(&self, goal: Option<Goal>) -> Option<String> {
        match goal? {
            Goal::Band { outer, .. } => outer.map(|outer| self.band(self.whole_limits(outer))),
            goal @ Goal::One { .. } => {
                let bound = goal.tolerance_bound(self.measure.judgement.polarity());
                bound.map(|bound| self.value(self.whole_limit(bound)))
            }
        }
    }

    /// Returns the worst figure that a limit allows: counts are whole, so for at most 2,316.1 it is 2,316.
    pub(super) fn whole_limit(&self, limit: Decimal) -> Decimal {
        match self.measure.judgement.polarity() {
            _ if !self.is_whole() => limit,
            Polarity::Lower => limit.floor(),
            _ => limit.ceil(),
        }
    }

    /// Returns the lowest and the highest figure that two limits allow.
    pub(crate) fn whole_limits(&self, (low, high): (Decimal, Decimal)) -> (Decimal, Decimal) {
        if self.is_whole() {
            (low.ceil(), high.floor())
        } else {
            (low, high)
        }
    }

    /// Returns what a whole figure was compared with, with the limits that are shown for whole figures. A figure that is not
    /// whole may be between such a limit and the exact one.
    pub(super) fn with_whole_limits(&self, compared: &Arithmetic) -> Arithmetic {
        if !compared.figure.value.fract().is_zero() {
            return *compared;
        }
        Arithmetic {
            tolerance: compared.tolerance.map(|limit| self.whole_limit(limit)),
            allowed: compared.allowed.map(|limit| self.whole_limit(limit)),
            outer: compared.outer.map(|outer| self.whole_limits(outer)),
            ..*compared
        }
    }

    fn is_whole(&self) -> bool {
        self.measure.unit == Unit::Count && self.measure.decimals == 0
    }

    /// Formats a range: "85% to 95%".
    pub(super) fn band(&self, (low, high): (Decimal, Decimal)) -> String {
        self.range(&self.value(low), &self.value(high))
    }

    /// Joins two limits: "85% to 95%".
    pub(super) fn range(&self, low: &str, high: &str) -> String {
        fill(self.words.band, &[("low", low), ("high", high)])
    }
}
