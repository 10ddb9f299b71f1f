//! The results: the verdict, the directions of travel, how long the rating has held, and the lists with the measure.

use rust_decimal::Decimal;

use super::{Step, Way};
use crate::assess::highlights::{Listed, Lists};
use crate::assess::rating::{Outcome, RatedBy};
use crate::model::Comparison;
use crate::site::say::directions::direction;
use crate::site::say::verdicts::{self, verdict};
use crate::site::say::{figures, held};
use crate::site::words::fill;

impl Way<'_> {
    pub(super) fn verdict(&self) -> Step {
        let current = &self.judged.current;
        let view = verdict(&verdicts::subject(self.context, self.measure), current);
        let whose = match (current.outcome, &current.by) {
            (Outcome::Unrated(_), _) => None,
            (Outcome::Rated(_), RatedBy::Rule) => Some(self.said.whose_rule.to_owned()),
            (Outcome::Rated(_), RatedBy::Person(_)) => Some(self.said.whose_person.to_owned()),
        };
        let says = std::iter::once(format!("{}. {}", view.label, view.sentence));
        let says = says.chain(whose).chain(view.notes).collect();
        Step::new(self.said.verdict, says)
    }

    pub(super) fn forecast(&self) -> Option<Step> {
        let forecast = self.judged.forecast.as_ref()?;
        let figure = self.entry?.forecast?;
        let view = verdict(&verdicts::subject(self.context, self.measure), forecast);
        let shown = figures::marked(self.context.words, &figure, self.measure.unit);
        let says = vec![
            format!("{}: {shown}", self.context.words.forecast),
            format!("{}. {}", view.label, view.sentence),
        ];
        Some(Step::new(self.said.forecast, says))
    }

    pub(super) fn directions(&self) -> [Step; 2] {
        let said = self.said;
        let both = &self.judged.direction;
        let (before, last_year) = (self.quarter.previous(), self.quarter.last_year());
        [
            (
                said.on_previous,
                &both.previous,
                before,
                Comparison::PreviousQuarter,
            ),
            (
                said.on_last_year,
                &both.last_year,
                last_year,
                Comparison::SameQuarterLastYear,
            ),
        ]
        .map(|(what, travel, then, which)| {
            let view = direction(&verdicts::subject(self.context, self.measure), travel, then);
            let mut says = vec![format!("{}. {}", view.label, view.sentence)];
            if both.leads == which {
                says.push(said.leads.to_owned());
                says.extend(self.dead_band());
            }
            Step::new(what, says)
        })
    }

    fn dead_band(&self) -> Option<String> {
        let band = self.measure.meaningful_change;
        (band > Decimal::ZERO).then(|| {
            let by = figures::change(self.context.words, band, self.measure.unit);
            fill(self.said.dead_band, &[("by", &by)])
        })
    }

    /// Returns how long the rating has held.
    pub(super) fn held(&self) -> Option<Step> {
        self.judged.held?;
        let says = match self.judged.hard_to_shift() {
            Some(run) => Some(held::hard_to_shift(self.context, run)),
            None => held::held(self.context, self.judged),
        };
        let says = says.unwrap_or_else(|| self.said.first.to_owned());
        Some(Step::new(self.said.held, vec![says]))
    }

    pub(super) fn lists(&self) -> Step {
        let words = self.context.words;
        let assessed = self.context.assessment.quarter(self.quarter);
        let both = [
            (words.performing_well, &assessed.performing_well),
            (words.improvement, &assessed.improvement),
        ];
        let mut says: Vec<String> = both
            .into_iter()
            .filter_map(|(name, lists)| self.on(name, lists))
            .collect();
        if says.is_empty() {
            let none = if self.measure.members().is_empty() {
                self.said.on_no_list
            } else {
                self.said.by_its_members
            };
            says.push(none.to_owned());
        }
        Step::new(self.said.lists, says)
    }

    fn on(&self, list: &str, lists: &Lists) -> Option<String> {
        let said = self.said;
        let id = &self.measure.id;
        let shown = lists.shown.iter().find(|(shown, _)| shown == id);
        let left_out = lists.left_out.iter().find(|(out, _)| out == id);
        let with =
            |sentence, because: &str| fill(sentence, &[("list", list), ("because", because)]);
        match (shown, left_out) {
            (Some((_, Listed::ByRule)), _) => Some(fill(said.on_list, &[("list", list)])),
            (Some((_, Listed::Added(because))), _) => Some(with(said.added, because.as_str())),
            (None, Some((_, because))) => Some(with(said.left_out, because.as_str())),
            (None, None) => None,
        }
    }
}
