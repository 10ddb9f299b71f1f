//! Finds the published facts that changed: of measures and their targets, of plans and the site, and of what quarters
//! reported.

use std::collections::BTreeSet;

use super::SiteEditions;
use super::facts::{
    ChangedFact, ChangedRating, FactRecord, by_key, is_same, new_records, once_for_each_thing,
    record,
};
use super::revised::Revised;
use crate::assess::rating::Outcome;
use crate::build::JudgedSite;
use crate::model::published::{self, Fact, FactKind};
use crate::model::{Holder, Measure, MeasureId, Quarter, Rating, Reason, RecordedChange};

/// Returns the published facts that changed. `published` are the quarters that were public before.
pub(super) fn changed_facts(
    before: SiteEditions,
    after: SiteEditions,
    published: &BTreeSet<Quarter>,
    revised: &[Revised],
) -> Vec<ChangedFact> {
    let latest = before.public.report.latest();
    let Some(latest) = latest else {
        return Vec::new();
    };
    let comparing = Comparing {
        before,
        after,
        published,
        latest,
        revised: revised
            .iter()
            .map(|one| (one.quarter, &one.measure))
            .collect(),
        records: new_records(before, after),
    };
    let mut changed = comparing.measures();
    changed.extend(comparing.plans_and_site());
    for quarter in published {
        changed.extend(comparing.results(*quarter));
    }
    changed
}

struct Comparing<'a> {
    before: SiteEditions<'a>,
    after: SiteEditions<'a>,
    published: &'a BTreeSet<Quarter>,
    latest: Quarter,
    revised: BTreeSet<(Quarter, &'a MeasureId)>,
    /// Changes that were recorded since, in the order of the files.
    records: Vec<&'a RecordedChange>,
}

impl Comparing<'_> {
    fn measures(&self) -> Vec<ChangedFact> {
        let mut changed = Vec::new();
        for whole in self.before.public.report.measures.values() {
            let mut of_whole = self.measure(whole);
            let is_gone = of_whole.iter().any(ChangedFact::is_removal);
            for member in whole.members().iter().filter(|_| !is_gone) {
                for one in self.measure(member) {
                    // What members inherit is reported once, with the ratings of all of them.
                    match of_whole.iter_mut().find(|whole| whole.is_same_change(&one)) {
                        Some(whole) => whole.ratings.extend(one.ratings),
                        None => changed.push(one),
                    }
                }
            }
            changed.append(&mut of_whole);
        }
        changed
    }

    /// Returns what changed of a measure or a member.
    fn measure(&self, measure: &Measure) -> Vec<ChangedFact> {
        let before = self.before.complete.report.measure(&measure.id);
        let before = before.unwrap_or(measure);
        let Some(after) = self.after.complete.report.measure(&measure.id) else {
            let holder = Holder::Measure(measure.id.clone());
            return vec![self.removed(holder, measure.title.as_str())];
        };
        let mut own = self.definition(before, after);
        own.extend(self.targets(before, after));
        self.add_ratings(&measure.id, &mut own);
        own
    }

    fn removed(&self, holder: Holder, title: &str) -> ChangedFact {
        self.changed(
            holder,
            "title",
            FactKind::Promise,
            self.latest.next(),
            (Some(title.to_owned()), None),
        )
    }

    fn changed(
        &self,
        holder: Holder,
        field: &'static str,
        kind: FactKind,
        quarter: Quarter,
        (was, now): (Option<String>, Option<String>),
    ) -> ChangedFact {
        let is_dated = kind == FactKind::Result || field == "target";
        let own = self.records.iter().filter(|one| {
            one.holder == holder && one.field == field && (!is_dated || one.quarter == quarter)
        });
        let own: Vec<&RecordedChange> = own.copied().collect();
        let record = record(&own, was.as_deref(), now.as_deref());
        ChangedFact {
            holder,
            field,
            kind,
            quarter,
            was,
            now,
            record,
            ratings: Vec::new(),
        }
    }

    /// Returns the facts that differ.
    fn differences(
        &self,
        before: Vec<Fact>,
        after: Vec<Fact>,
        quarter: Quarter,
    ) -> Vec<ChangedFact> {
        let (before, mut after) = (by_key(before), by_key(after));
        let mut changed = Vec::new();
        for (key, was) in before {
            let now = after.remove(&key).map(|fact| fact.value);
            if now
                .as_deref()
                .is_some_and(|now| is_same(was.kind, &was.value, now))
            {
                continue;
            }
            let values = (Some(was.value), now);
            changed.push(self.changed(was.holder, was.field, was.kind, quarter, values));
        }
        // A promise that is new narrows or ends what was promised. A new description or result adds to it.
        let limits = [
            "until",
            "due",
            "to",
            "breaks",
            "amber_up_to",
            "rating_names",
        ];
        for ((holder, field, _), fact) in after {
            if limits.contains(&field) {
                let values = (None, Some(fact.value));
                changed.push(self.changed(holder, field, fact.kind, quarter, values));
            }
        }
        changed
    }

    fn definition(&self, before: &Measure, after: &Measure) -> Vec<ChangedFact> {
        let (was, now) = (
            published::measure_facts(before),
            published::measure_facts(after),
        );
        let mut changed = self.differences(was, now, self.latest.next());
        for one in &mut changed {
            if let Some(reason) = reason_in_place(one.field, before, after) {
                one.record = FactRecord::Recorded(reason);
            }
        }
        // That a measure is no longer judged is the end of its target, if it had one, which is compared as such.
        let had_target = !before.judgement.targets().is_empty();
        changed.retain(|one| one.field != "rule" || one.now.is_some() || !had_target);
        changed
    }

    /// Compares the targets in force in each quarter from which a target starts.
    fn targets(&self, before: &Measure, after: &Measure) -> Vec<ChangedFact> {
        let rows = |measure: &Measure| measure.judgement.targets().to_vec();
        let starts = rows(before).into_iter().chain(rows(after));
        let starts: BTreeSet<Quarter> = starts.map(|target| target.from).collect();
        let in_force = |measure: &Measure, quarter| {
            let target = measure.judgement.target_in(quarter);
            target.map(published::target)
        };
        let public = in_force(before, self.latest);
        let mut last = (None, None);
        let mut changed = Vec::new();
        for quarter in starts {
            let values = (in_force(before, quarter), in_force(after, quarter));
            let is_to_come = quarter > self.latest;
            // A target that has not been public can be changed, and a first one added.
            let is_free = is_to_come && (values.1 == public || public.is_none());
            if values.0 == values.1 || values == last || is_free {
                last = values;
                continue;
            }
            last = values.clone();
            let holder = Holder::Measure(after.id.clone());
            let mut one = self.changed(holder, "target", FactKind::Promise, quarter, values);
            let row = after.judgement.target_in(quarter).filter(|_| is_to_come);
            if let Some(reason) = row.and_then(|row| row.reason.clone()) {
                one.record = FactRecord::Recorded(reason);
            }
            changed.push(one);
        }
        changed
    }

    fn plans_and_site(&self) -> Vec<ChangedFact> {
        let next = self.latest.next();
        let after = &self.after.complete.report;
        let mut changed = Vec::new();
        for id in self.before.public.report.plans.keys() {
            let Some(was) = self.before.complete.report.plans.get(id) else {
                continue;
            };
            match after.plans.get(id) {
                Some(now) => changed.extend(self.differences(
                    published::plan_facts(was),
                    published::plan_facts(now),
                    next,
                )),
                None => changed.push(self.removed(Holder::Plan(id.clone()), was.title.as_str())),
            }
        }
        let sites = [&self.before.complete.report.site, &after.site];
        let [was, now] = sites.map(published::site_facts);
        changed.extend(self.differences(was, now, next));
        once_for_each_thing(&mut changed);
        changed
    }

    /// Compares what a published quarter reported, other than figures. Whole quarters and measures that are gone are
    /// reported as such.
    fn results(&self, quarter: Quarter) -> Vec<ChangedFact> {
        let (before, after) = (&self.before.public.report, &self.after.public.report);
        let (Some(was), Some(now)) = (before.quarters.get(&quarter), after.quarters.get(&quarter))
        else {
            return Vec::new();
        };
        let mut facts = [published::quarter_facts(was), published::quarter_facts(now)];
        for measure in before
            .measures
            .values()
            .flat_map(|whole| whole.with_members())
        {
            if after.measure(&measure.id).is_none() {
                continue;
            }
            for (report, facts) in [before, after].into_iter().zip(&mut facts) {
                let entry = report.entry(quarter, &measure.id);
                facts.extend(
                    entry
                        .into_iter()
                        .flat_map(|entry| published::entry_facts(&measure.id, entry)),
                );
            }
        }
        let [was, now] = facts;
        let mut changed = self.differences(was, now, quarter);
        once_for_each_thing(&mut changed);
        changed
    }

    /// Adds the published ratings that differ although their figures do not, to the first changed promise of a measure.
    fn add_ratings(&self, id: &MeasureId, changed: &mut [ChangedFact]) {
        let Some(first) = changed.iter_mut().find(|one| one.kind == FactKind::Promise) else {
            return;
        };
        let rating = |site: &JudgedSite, quarter| {
            let judged = site.assessment.judged(quarter, id)?;
            match judged.current.outcome {
                Outcome::Rated(rating) => Some(rating),
                Outcome::Unrated(_) => None,
            }
        };
        let is_typed = |site: &JudgedSite, quarter| {
            let entry = site.report.entry(quarter, id);
            entry.is_some_and(|entry| entry.rating.is_some())
        };
        for quarter in self.published {
            let sites = [self.before.public, self.after.public];
            let [was, now] = sites.map(|site| rating(site, *quarter));
            let is_other = self.revised.contains(&(*quarter, id))
                || sites.iter().any(|site| is_typed(site, *quarter));
            if was == now || is_other {
                continue;
            }
            let typed =
                |rating: Option<Rating>| rating.map(|rating| published::rating(rating).to_owned());
            let (was_typed, now_typed) = (typed(was), typed(now));
            let holder = Holder::Measure(id.clone());
            let as_result = self.changed(
                holder,
                "rating",
                FactKind::Result,
                *quarter,
                (was_typed, now_typed),
            );
            first.ratings.push(ChangedRating {
                measure: id.clone(),
                quarter: *quarter,
                was,
                now,
                is_recorded: as_result.is_recorded(),
            });
        }
    }
}

/// Returns the reason that is typed beside a changed field.
fn reason_in_place(field: &str, before: &Measure, after: &Measure) -> Option<Reason> {
    match field {
        "until" => after.expected.until.and(after.expected.ended.clone()),
        "breaks" => {
            let is_kept = before.breaks.iter().all(|one| after.breaks.contains(one));
            let new = after.breaks.iter().find(|one| !before.breaks.contains(one));
            let because = new.filter(|_| is_kept)?.because.clone();
            Some(Reason {
                because,
                decided: None,
            })
        }
        _ => None,
    }
}
