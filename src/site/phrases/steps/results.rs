//! The results: the verdict, the directions of travel, how long the rating has held, and the lists with the measure.

use rust_decimal::Decimal;

use super::{Explainer, Step};
use crate::assess::highlights::{Listed, Lists};
use crate::assess::rating::{Outcome, RatedBy};
use crate::model::Comparison;
use crate::site::phrases::directions::direction;
use crate::site::phrases::verdicts::verdict;
use crate::site::phrases::{figures, held};
use crate::site::words::fill;

impl Explainer<'_> {
    pub(super) fn verdict(&self) -> Step {
        let current = &self.judged.current;
        let view = verdict(&self.subject, current);
        let whose = match (current.outcome, &current.by) {
            (Outcome::Unrated(_), _) => None,
            (Outcome::Rated(_), RatedBy::Rule) => Some(self.step_words.whose_rule.to_owned()),
            (Outcome::Rated(_), RatedBy::Person(_)) => {
                Some(self.step_words.whose_person.to_owned())
            }
        };
        let sentences = std::iter::once(format!("{}. {}", view.label, view.sentence));
        let sentences = sentences.chain(whose).chain(view.notes);
        Step::new(self.step_words.verdict, sentences)
    }

    pub(super) fn forecast(&self) -> Option<Step> {
        let view = verdict(&self.subject, self.judged.forecast.as_ref()?);
        let figure = self.entry?.forecast?;
        let shown = figures::marked(self.words, &figure, self.subject.measure.unit);
        let sentences = [
            format!("{}: {shown}", self.words.forecast),
            format!("{}. {}", view.label, view.sentence),
        ];
        Some(Step::new(self.step_words.forecast, sentences))
    }

    pub(super) fn directions(&self) -> [Step; 2] {
        let step_words = self.step_words;
        let both = &self.judged.direction;
        let step = |what, travel, then, which| {
            let view = direction(&self.subject, travel, then);
            let mut sentences = vec![format!("{}. {}", view.label, view.sentence)];
            if both.leads == which {
                sentences.push(step_words.leads.to_owned());
                sentences.extend(self.dead_band());
            }
            Step::new(what, sentences)
        };
        let (before, last_year) = (self.quarter.previous(), self.quarter.last_year());
        let which = (Comparison::PreviousQuarter, Comparison::SameQuarterLastYear);
        [
            step(step_words.on_previous, &both.previous, before, which.0),
            step(step_words.on_last_year, &both.last_year, last_year, which.1),
        ]
    }

    fn dead_band(&self) -> Option<String> {
        let band = self.subject.measure.meaningful_change;
        (band > Decimal::ZERO).then(|| {
            let by = figures::change(self.words, band, self.subject.measure.unit);
            fill(self.step_words.dead_band, &[("by", &by)])
        })
    }

    /// Returns how long the rating has held.
    pub(super) fn held(&self) -> Option<Step> {
        self.judged.held?;
        let sentence = match self.judged.hard_to_shift() {
            Some(run) => Some(held::hard_to_shift(self.context, run)),
            None => held::held(self.context, self.judged),
        };
        let sentence = sentence.unwrap_or_else(|| self.step_words.first.to_owned());
        Some(Step::new(self.step_words.held, [sentence]))
    }

    pub(super) fn lists(&self) -> Step {
        let assessed = self.context.assessment.quarter(self.quarter);
        let both = [
            (self.words.performing_well, &assessed.performing_well),
            (self.words.improvement, &assessed.improvement),
        ];
        let both = both.into_iter();
        let on = both.filter_map(|(name, lists)| self.on(name, lists));
        let mut sentences: Vec<String> = on.collect();
        if sentences.is_empty() {
            let none = if self.subject.measure.members().is_empty() {
                self.step_words.on_no_list
            } else {
                self.step_words.by_its_members
            };
            sentences.push(none.to_owned());
        }
        Step::new(self.step_words.lists, sentences)
    }

    fn on(&self, list: &str, lists: &Lists) -> Option<String> {
        let step_words = self.step_words;
        let id = &self.subject.measure.id;
        let shown = lists.shown.iter().find(|(shown, _)| shown == id);
        let left_out = lists.left_out.iter().find(|(out, _)| out == id);
        let (sentence, because) = match (shown, left_out) {
            (Some((_, Listed::ByRule)), _) => (step_words.on_list, ""),
            (Some((_, Listed::Added(because))), _) => (step_words.added, because.as_str()),
            (None, Some((_, because))) => (step_words.left_out, because.as_str()),
            (None, None) => return None,
        };
        Some(fill(sentence, &[("list", list), ("because", because)]))
    }
}
