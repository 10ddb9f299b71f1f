//! The one sentence of a tile: how far the figure is from its target, and for how long.

use rust_decimal::Decimal;

use super::MeasureInQuarter;
use super::verdicts::{Subject, verdict};
use super::{covers, figures, periods, runs};
use crate::assess::rating::{Arithmetic, Outcome, RatedBy, Relation, Unrated, relation};
use crate::assess::run::Each;
use crate::model::{Goal, Judgement, Polarity, Rates, Reach, Unit};
use crate::site::words::fill;

impl MeasureInQuarter<'_> {
    /// Returns the most useful sentence on the figure: "1.6 points short of the 85% limit, for the third quarter". It
    /// says how far the figure is from the target if a rule rates it, or else who rated it, or why it is not rated. Empty
    /// for a composite whose parts are rated.
    pub(crate) fn brief(&self) -> String {
        let (words, current) = (self.subject.words, &self.judged.current);
        if let Some(detail) = self.detail() {
            return detail;
        }
        match current.outcome {
            Outcome::Unrated(Unrated::Context) => words.brief_context.to_owned(),
            Outcome::Unrated(Unrated::NoTargetSet) => words.aim_none.to_owned(),
            Outcome::Unrated(Unrated::ByMembers) => String::new(),
            Outcome::Unrated(Unrated::NotDue | Unrated::NoNewFigure) => {
                let sentence = || verdict(&self.subject, current).sentence;
                let not_yet = self.not_published_yet();
                let next = not_yet.or_else(|| self.next_due(self.quarter));
                next.unwrap_or_else(sentence)
            }
            _ => self.with_run(&verdict(&self.subject, current).sentence),
        }
    }

    /// Returns what a list says next to the rating: how far the figure is from its target, and for how long, or why it has
    /// no target. `None` if that takes a sentence that repeats the rating.
    pub(crate) fn detail(&self) -> Option<String> {
        let current = &self.judged.current;
        match (
            &current.outcome,
            &current.by,
            &self.subject.measure.judgement,
        ) {
            (Outcome::Rated(_), RatedBy::Rule, _) => {
                // The distance of a number that is not told would tell it.
                let compared = current.arithmetic.as_ref()?;
                let compared = Some(compared).filter(|one| one.fewer_than.is_none())?;
                let distance = self.subject.distance(compared)?;
                let distance = if compared.is_early {
                    let text = [("text", &*distance)];
                    fill(self.subject.words.brief_early, &text)
                } else {
                    self.with_run(&distance)
                };
                Some(self.with_year_so_far(distance))
            }
            (Outcome::Unrated(Unrated::DueLater), ..) => self.due_later(),
            (Outcome::Unrated(Unrated::NoTargetSet), _, Judgement::NoTarget { because, .. }) => {
                Some(because.as_str().to_owned())
            }
            _ => None,
        }
    }

    /// Adds the figure of the year so far if that is the one that is rated, and not the quarter's own.
    fn with_year_so_far(&self, text: String) -> String {
        let measure = self.subject.measure;
        let rated = self.entry.and_then(|entry| entry.year_to_date);
        let rated = rated.filter(|_| measure.rates != Rates::Quarter);
        let Some(figure) = rated else { return text };
        let words = self.subject.words;
        let figure = figures::without_base(
            words,
            &self.subject.alone_in_sentence(&figure),
            &measure.unit,
        );
        let slots = [
            ("period", &*covers::so_far(words, measure, self.quarter)),
            ("figure", &figure),
            ("text", &text),
        ];
        fill(words.brief_so_far, &slots)
    }

    /// Returns by when a target is to be reached, and how far the figure is from it.
    fn due_later(&self) -> Option<String> {
        let words = self.subject.words;
        let target = self.subject.measure.target_in(self.quarter)?;
        let day = periods::due(words, target.by?);
        let compared = match self.judged.current.goal? {
            Goal::One { target, .. } => Arithmetic {
                target: Some(target),
                ..Arithmetic::default()
            },
            Goal::Band { low, high, .. } => Arithmetic {
                band: Some((low, high)),
                ..Arithmetic::default()
            },
        };
        let figure = self.entry?.reported.figure();
        let distance =
            figure.and_then(|figure| self.subject.distance(&Arithmetic { figure, ..compared }));
        let slots = [
            ("text", distance.as_deref().unwrap_or_default()),
            ("day", &*day),
        ];
        let sentence = match &distance {
            Some(_) => words.brief_due,
            None => words.brief_due_only,
        };
        Some(fill(sentence, &slots))
    }

    /// Adds to a sentence for how long the measure has been hard to shift.
    fn with_run(&self, text: &str) -> String {
        let words = self.subject.words;
        let Some(run) = self.judged.hard_to_shift() else {
            return text.to_owned();
        };
        let mut ordinals = words.ordinals.split('|');
        let text = ("text", text.trim_end_matches('.'));
        let again = match run.each {
            Each::Year => words.brief_again_year,
            Each::Figure => words.brief_again,
            Each::Quarter | Each::SameQuarter => words.brief_again_quarter,
        };
        if let Some(ordinal) = ordinals.nth(run.quarters as usize - 2) {
            return fill(again, &[text, ("ordinal", ordinal)]);
        }
        let span = runs::span_of(words, run);
        fill(words.brief_long, &[text, ("span", &span)])
    }
}

impl Subject<'_> {
    /// Returns how far the figure is from the value that decided its rating, by printed figures. `None` if that takes a
    /// sentence, or if the printed figures are the same and only unrounded figures differ.
    fn distance(&self, compared: &Arithmetic) -> Option<String> {
        let (words, compared) = (self.words, &self.with_whole_limits(compared));
        let (figure, shown) = (compared.figure, compared.figure.shown());
        let beyond = compared
            .outer
            .filter(|limits| !within(*limits, figure.value));
        let limits = beyond.map(|limits| (words.the_limits, limits));
        if let Some((name, (low, high))) =
            limits.or(compared.band.map(|band| (words.the_range, band)))
        {
            let (sentence, edge) = match figure.value {
                value if value < low => (words.brief_below, low),
                value if value > high => (words.brief_above, high),
                _ => (words.brief_within, shown),
            };
            let [_, from, to] = self.in_sentence([Some(shown), Some(low), Some(high)]);
            let range = self.range(&from.unwrap_or_default(), &to.unwrap_or_default());
            let goal = fill(name, &[("range", &range)]);
            let by = self.short_change((shown - edge).normalize());
            return Some(fill(sentence, &[("by", &by), ("goal", &goal)]));
        }
        let (goal, names) = match (compared.allowed, compared.target) {
            (Some(_), _) => return None,
            (None, Some(target)) if compared.reach == Reach::BetterThanLastYear => {
                (target, [words.last_years; 2])
            }
            (None, Some(target)) => (target, [words.the_target, words.the_target_of]),
            (None, None) => (compared.tolerance?, [words.the_limit, words.the_limit_of]),
        };
        let [before, after] = names;
        let name = match self.measure.unit {
            Unit::Percent | Unit::Pounds(_) | Unit::Count => before,
            _ => after,
        };
        let [_, value] = self.in_sentence([Some(shown), Some(goal)]);
        let name = fill(name, &[("value", &value.unwrap_or_default())]);
        let polarity = self.measure.judgement.polarity();
        let sentence = match (relation(polarity, figure.value, goal), polarity) {
            (Relation::Equal, _) => {
                let sentence = match compared.reach {
                    Reach::BetterThanLastYear => words.brief_same,
                    Reach::BetterThanTarget => words.brief_not_passed,
                    Reach::EqualIsEnough => words.brief_equal,
                };
                return Some(fill(sentence, &[("goal", &name)]));
            }
            (Relation::Better, _) => words.brief_better,
            (Relation::Worse, Polarity::Lower) => words.brief_over,
            (Relation::Worse, _) => words.brief_short,
        };
        let by = (shown - goal).normalize();
        let slots = [("by", &*self.short_change(by)), ("goal", &name)];
        (!by.is_zero()).then(|| fill(sentence, &slots))
    }

    /// Formats the size of a change in few words: "1.6 points", and "2.2" for a rate, whose base the goal names.
    fn short_change(&self, by: Decimal) -> String {
        let words = self.words;
        let sentence = match self.measure.unit {
            Unit::Percent if by.abs() == Decimal::ONE => words.short_point,
            Unit::Percent => words.short_points,
            Unit::Rate { .. } => return figures::grouped(by.abs()),
            _ => return self.change_in_sentence(by),
        };
        fill(sentence, &[("figure", &figures::grouped(by.abs()))])
    }
}

fn within((low, high): (Decimal, Decimal), value: Decimal) -> bool {
    low <= value && value <= high
}
