//! Published ratings and directions that differ although the figures do not.

use super::facts::{ChangedFact, ChangedRating};
use super::promises::Comparing;
use crate::assess::rating::Outcome;
use crate::build::JudgedSite;
use crate::model::published::{self, FactKind};
use crate::model::{Holder, MeasureId, Quarter, Rating};

/// Returns whether ratings are the same state, or there is none of both. A new name for a state rates nothing otherwise.
fn are_same(one: Option<Rating>, other: Option<Rating>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.is_same(other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

impl Comparing<'_> {
    /// Returns the published ratings by a rule that differ although their figures do not, and those that people have
    /// replaced.
    pub(super) fn ratings(&self, id: &MeasureId) -> (Vec<ChangedRating>, Vec<ChangedRating>) {
        let rating = |site: &JudgedSite, quarter| {
            let judged = site.assessment.judged(quarter, id)?.in_report();
            let judged = Some(judged).filter(|judged| !judged.is_of_earlier_year)?;
            match judged.current.outcome {
                Outcome::Rated(rating) => Some(rating),
                Outcome::Unrated(_) => None,
            }
        };
        let is_typed = |site: &JudgedSite, quarter| {
            let entry = site.report.entry(quarter, id);
            entry.is_some_and(|entry| entry.rating.is_some())
        };
        let (mut by_rule, mut by_people) = (Vec::new(), Vec::new());
        for quarter in self.published {
            let sites = [self.before.public, self.after.public];
            let [was, now] = sites.map(|site| rating(site, *quarter));
            let [was_typed, now_typed] = sites.map(|site| is_typed(site, *quarter));
            // A rating that people give before and after is compared as a result.
            let is_other = (was_typed && (now_typed || now.is_none()))
                || (!was_typed && !now_typed && self.revised.contains_key(&(*quarter, id)));
            // The rating of a quarter in progress is that of its latest month, and the next month has its own.
            let published = self.before.public.report.entry(*quarter, id);
            let was_in_progress = published.is_some_and(|entry| entry.so_far.is_some());
            if are_same(was, now) || is_other || was_in_progress {
                continue;
            }
            let one = self.changed_rating(Holder::Measure(id.clone()), *quarter, was, now);
            if was_typed || now_typed {
                &mut by_people
            } else {
                &mut by_rule
            }
            .push(one);
        }
        (by_rule, by_people)
    }

    fn changed_rating(
        &self,
        holder: Holder,
        quarter: Quarter,
        was: Option<Rating>,
        now: Option<Rating>,
    ) -> ChangedRating {
        let typed = |rating: Option<Rating>| rating.map(|rating| rating.id().to_owned());
        let values = (typed(was), typed(now));
        let as_result = self.changed(holder.clone(), "rating", FactKind::Result, quarter, values);
        ChangedRating {
            holder,
            quarter,
            was,
            now,
            is_recorded: as_result.is_recorded(),
        }
    }

    /// Returns a changed rating as a fact of its own. `None` if there was no rating before.
    pub(super) fn rerated(&self, rating: &ChangedRating) -> Option<ChangedFact> {
        let typed = |rating: Rating| rating.id().to_owned();
        let values = (Some(typed(rating.was?)), rating.now.map(typed));
        let holder = rating.holder.clone();
        Some(self.changed(holder, "rating", FactKind::Result, rating.quarter, values))
    }

    /// Returns the published ratings of money that differ although the amounts do not.
    pub(super) fn money_ratings(&self) -> Vec<ChangedRating> {
        let mut changed = Vec::new();
        for quarter in self.published {
            let [was, now] = [self.before.public, self.after.public].map(|site| {
                let report = site.report.quarters.get(quarter)?;
                let verdict = site.assessment.quarter(*quarter).money.as_ref()?;
                Some(
                    report
                        .finance
                        .as_ref()?
                        .revenue
                        .iter()
                        .zip(&verdict.revenue),
                )
            });
            let (Some(was), Some(now)) = (was, now) else {
                continue;
            };
            let now: Vec<_> = now.collect();
            for (row, verdict) in was {
                let own = now.iter().find(|(other, own)| {
                    other.service == row.service && own.amount == verdict.amount
                });
                let Some((_, own)) = own.filter(|(_, own)| !are_same(own.rating, verdict.rating))
                else {
                    continue;
                };
                let holder = Holder::Money(row.service.as_str().to_owned());
                let (was, now) = (verdict.rating, own.rating);
                if was.is_some() {
                    changed.push(self.changed_rating(holder, *quarter, was, now));
                }
            }
        }
        changed
    }

    /// Returns the directions that people type beside published figures that had none, in place of the calculated ones.
    pub(super) fn new_arrows(&self, quarter: Quarter) -> Vec<ChangedFact> {
        let (before, after) = (&self.before.public.report, &self.after.public.report);
        let measures = before.measures.values().flat_map(|one| one.with_members());
        let changed = measures.filter_map(|measure| {
            let was = before.entry(quarter, &measure.id)?;
            let now = after.entry(quarter, &measure.id)?.direction?;
            (was.direction.is_none() && was.reported.figure().is_some()).then(|| {
                let values = (None, Some(published::printed_direction(now)));
                let holder = Holder::Measure(measure.id.clone());
                self.changed(holder, "direction", FactKind::Result, quarter, values)
            })
        });
        changed.collect()
    }
}
