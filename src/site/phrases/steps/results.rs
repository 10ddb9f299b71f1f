//! The results: the verdict, the directions of travel, how long the rating has held, and the lists with the measure.

use rust_decimal::Decimal;

use super::Step;
use crate::assess::highlights::Lists;
use crate::assess::rating::{Outcome, RatedBy};
use crate::model::Comparison;
use crate::site::phrases::verdicts::verdict;
use crate::site::phrases::{MeasureInQuarter, changes, covers, forecasts, held, names, revisions};
use crate::site::route::Section;
use crate::site::words::fill;

impl MeasureInQuarter<'_> {
    pub(super) fn verdict(&self) -> Step {
        let current = &self.judged.current;
        let view = verdict(&self.subject, current);
        let mut sentences = vec![format!("{}. {}", view.label, view.sentence)];
        if let Outcome::Rated(_) = current.outcome {
            let whose = match &current.by {
                RatedBy::Rule => self.subject.words.steps.whose_rule,
                RatedBy::Person(_) if self.subject.is_by_rule(self.quarter) => {
                    self.subject.words.steps.whose_person
                }
                RatedBy::Person(_) => self.subject.words.steps.whose_person_alone,
            };
            sentences.push(whose.to_owned());
        }
        sentences.extend(self.missed_within_margin());
        sentences.extend(view.notes);
        Step::new(self.subject.words.steps.verdict, sentences)
    }

    pub(super) fn earlier_targets(&self) -> Option<Step> {
        let sentences = changes::of_rating(self.context, self.subject.measure, self.quarter);
        let heading = self.subject.words.steps.earlier_targets;
        (!sentences.is_empty()).then(|| Step::new(heading, sentences))
    }

    pub(super) fn forecast(&self) -> Option<Step> {
        let view = verdict(&self.subject, self.judged.forecast.as_ref()?);
        let shown = self.subject.marked(&self.entry?.forecast?);
        let sentences = [
            format!("{}: {shown}", self.subject.words.forecast),
            format!("{}. {}", view.label, view.sentence),
        ];
        Some(Step::new(self.subject.words.steps.forecast, sentences))
    }

    pub(super) fn comparison(&self, which: Comparison) -> Step {
        let step_words = self.subject.words.steps;
        let heading = match which {
            Comparison::PreviousQuarter => step_words.on_previous,
            Comparison::SameQuarterLastYear => step_words.on_last_year,
            Comparison::LatestThreeResults => step_words.on_latest_three,
        };
        let view = self.compared(which);
        let mut sentences = vec![format!("{}. {}", view.label, view.sentence)];
        if self.judged.direction.leads == which {
            sentences.push(step_words.leads.to_owned());
            sentences.extend(self.dead_band());
        }
        Step::new(heading, sentences)
    }

    /// Returns the forecasts so far with their outcomes, the latest first.
    pub(super) fn forecasts(&self) -> Option<Step> {
        let id = &self.subject.measure.id;
        let all = self.context.assessment.forecasts(id);
        let sentences = all.iter().rev().map(|one| {
            let view = forecasts::forecast(self.context, &self.subject, one);
            let made_in = covers::period(self.context, self.subject.measure, one.made_in);
            let outcome = view.outcome(self.context);
            format!("{made_in}: {}. {outcome}.", view.expected)
        });
        let heading = self.subject.words.steps.forecasts;
        (!all.is_empty()).then(|| Step::new(heading, sentences))
    }

    pub(super) fn usual_revision(&self) -> Option<Step> {
        let usual = revisions::usual(self.context, &self.subject)?;
        Some(Step::new(self.subject.words.steps.usual, [usual]))
    }

    fn dead_band(&self) -> Option<String> {
        let band = self.subject.measure.meaningful_change;
        let by = self.subject.change(band);
        (band > Decimal::ZERO).then(|| fill(self.subject.words.steps.dead_band, &[("by", &by)]))
    }

    pub(super) fn held(&self) -> Option<Step> {
        self.judged.held?;
        let measure = self.subject.measure;
        let sentence = held::hard_to_shift(self.context, measure, self.judged)
            .or_else(|| held::held(self.context, measure, self.judged))
            .unwrap_or_else(|| self.subject.words.steps.first.to_owned());
        Some(Step::new(self.subject.words.steps.held, [sentence]))
    }

    pub(super) fn lists(&self) -> Step {
        let on = Section::LISTS.into_iter().filter_map(|section| {
            let list = names::lists(self.context, self.quarter, section);
            self.on(&names::heading(self.context, self.quarter, section), list)
        });
        let mut sentences: Vec<String> = on.collect();
        if sentences.is_empty() {
            let none = if self.subject.measure.members().is_empty() {
                self.subject.words.steps.on_no_list
            } else {
                self.subject.words.steps.by_its_members
            };
            sentences.push(none.to_owned());
        }
        Step::new(self.subject.words.steps.lists, sentences)
    }

    fn on(&self, list: &str, lists: &Lists) -> Option<String> {
        let step_words = self.subject.words.steps;
        let id = &self.subject.measure.id;
        let shown = lists.shown.iter().find(|(shown, _)| shown == id);
        let left_out = lists.left_out.iter().find(|(out, _)| out == id);
        let (sentence, because) = match (shown, left_out) {
            (Some((_, None)), _) => (step_words.on_list, ""),
            (Some((_, Some(because))), _) => (step_words.added, because.as_str()),
            (None, Some((_, because))) => (step_words.left_out, because.as_str()),
            (None, None) => return None,
        };
        Some(fill(sentence, &[("list", list), ("because", because)]))
    }
}
