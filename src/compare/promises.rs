//! Finds the published facts that changed: of measures and their targets, of plans and the site, and of what quarters
//! reported.

use std::collections::{BTreeMap, BTreeSet};

use super::SiteEditions;
use super::facts::{
    ChangedFact, FactRecord, NewRecords, by_key, holders, is_same, once_for_each_thing, record,
};
use super::revised::{Record, Revised};
use crate::assess::rating::Outcome;
use crate::model::published::{self, Fact, FactKind};
use crate::model::{Holder, Measure, MeasureId, Quarter, Reason, RecordedChange, Text};

/// The lists of a quarter that people add measures to or leave measures out of.
pub(super) const LISTS: [&str; 2] = ["performing_well", "improvement"];

/// What a figure is calculated from. The revision of the figure says why it changed.
const OF_FIGURE: [&str; 3] = ["cohort", "numerator", "denominator"];

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
            .map(|one| ((one.quarter, &one.measure), &one.record))
            .collect(),
        records: NewRecords::between(before, after),
    };
    let mut changed = comparing.measures();
    changed.extend(comparing.plans_and_site());
    for quarter in published {
        changed.extend(comparing.results(*quarter));
    }
    changed
}

pub(super) struct Comparing<'a> {
    pub(super) before: SiteEditions<'a>,
    pub(super) after: SiteEditions<'a>,
    pub(super) published: &'a BTreeSet<Quarter>,
    pub(super) latest: Quarter,
    pub(super) revised: BTreeMap<(Quarter, &'a MeasureId), &'a Record>,
    records: NewRecords<'a>,
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
        let complete = self.before.complete.report.measure(&measure.id);
        let before = &with_published_lists(complete.unwrap_or(measure), measure);
        let Some(after) = self.after.complete.report.measure(&measure.id) else {
            let holder = Holder::Measure(measure.id.clone());
            return vec![self.removed(holder, measure.title.as_str())];
        };
        let public = self.after.public.report.measure(&measure.id);
        let after = &with_published_lists(after, public.unwrap_or(after));
        let mut own = self.definition(before, after);
        own.extend(self.targets(before, after));
        let (with_promise, alone) = self.ratings(&measure.id);
        match own.iter_mut().find(|one| one.kind == FactKind::Promise) {
            Some(first) => first.ratings.extend(with_promise),
            None => own.extend(with_promise.iter().filter_map(|one| self.rerated(one))),
        }
        own.extend(alone.iter().filter_map(|one| self.rerated(one)));
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

    /// Returns a changed fact with its record.
    pub(super) fn changed(
        &self,
        holder: Holder,
        field: &'static str,
        kind: FactKind,
        quarter: Quarter,
        (was, now): (Option<String>, Option<String>),
    ) -> ChangedFact {
        let is_dated = kind == FactKind::Result || field == "target";
        let own = self.records.of(kind).iter().filter(|one| {
            one.holder == holder && one.field == field && (!is_dated || one.quarter == quarter)
        });
        let own: Vec<&RecordedChange> = own.copied().collect();
        let record = record(&own, was.as_deref(), now.as_deref());
        ChangedFact {
            is_public: is_dated || self.is_public(&holder, field, now.as_deref()),
            title: self.title_of(&holder),
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

    /// Returns whether the site already shows a promise as it is now. A promise takes effect with its first quarter.
    fn is_public(&self, holder: &Holder, field: &str, now: Option<&str>) -> bool {
        let report = &self.after.public.report;
        let facts = match holder {
            Holder::Measure(id) => report.measure(id).map(published::measure_facts),
            Holder::Plan(id) => report.plans.get(id).map(published::plan_facts),
            Holder::Objective(id) => report
                .objective(id)
                .map(|(plan, _)| published::plan_facts(plan)),
            _ => Some(published::site_facts(&report.site)),
        };
        facts.is_none_or(|facts| {
            let mut own = facts.iter();
            let own = own.find(|one| one.holder == *holder && one.field == field);
            published::are_same(own.map(|one| &*one.value), now)
        })
    }

    fn title_of(&self, holder: &Holder) -> String {
        let reports = [&self.before, &self.after].map(|site| &site.complete.report);
        let title = reports.into_iter().find_map(|report| match holder {
            Holder::Plan(id) => Some(report.plans.get(id)?.title.as_str()),
            Holder::Objective(id) => Some(report.objective(id)?.1.title.as_str()),
            Holder::Measure(id) => Some(report.measure(id)?.title.as_str()),
            _ => holder.name(),
        });
        title.unwrap_or_default().to_owned()
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
            if now.as_deref().is_some_and(|now| is_same(&was, now)) {
                continue;
            }
            let values = (Some(was.value), now);
            changed.push(self.changed(was.holder, was.field, was.kind, quarter, values));
        }
        // A promise that is new narrows or ends what was promised. A new description or result adds to it.
        let limits = [
            "from",
            "until",
            "due",
            "to",
            "breaks",
            "rebase",
            "amber_up_to",
            "rating_names",
            "scales",
            "tolerances",
            "risks",
            "scale",
            LISTS[0],
            LISTS[1],
        ];
        for fact in after.into_values() {
            let is_limit = fact.kind == FactKind::Promise || LISTS.contains(&fact.field);
            if is_limit && limits.contains(&fact.field) {
                let values = (None, Some(fact.value));
                changed.push(self.changed(fact.holder, fact.field, fact.kind, quarter, values));
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
        let starts = [(self.before, before), (self.after, after)].map(|(site, measure)| {
            let series = site.complete.report.series.get(measure.id.whole());
            measure.expected.from.or(series?.first())
        });
        changed.retain(|one| one.field != "from" || starts[0] != starts[1]);
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
                Some(now) => {
                    let now = published::plan_facts(now);
                    let left = holders(&now);
                    let mut own = self.differences(published::plan_facts(was), now, next);
                    once_for_each_thing(&mut own, &left);
                    changed.extend(own);
                }
                None => changed.push(self.removed(Holder::Plan(id.clone()), was.title.as_str())),
            }
        }
        let sites = [&self.before.complete.report.site, &after.site];
        let [was, now] = sites.map(published::site_facts);
        let mut own = self.differences(was, now, next);
        if let Some(threshold) = own.iter_mut().find(|one| one.field == "amber_up_to") {
            threshold.ratings = self.money_ratings();
        }
        changed.extend(own);
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
            if self.after.complete.report.measure(&measure.id).is_none() {
                continue;
            }
            for (report, facts) in [before, after].into_iter().zip(&mut facts) {
                let entry = report.entry(quarter, &measure.id);
                let own = entry.zip(report.measure(&measure.id));
                facts.extend(own.into_iter().flat_map(|(entry, measure)| {
                    published::entry_facts(&measure.id, &measure.unit, entry)
                }));
            }
        }
        let [was, now] = facts;
        let left = holders(&now);
        let mut changed = self.differences(was, now, quarter);
        changed.extend(self.new_arrows(quarter));
        changed.retain(|one| !self.is_said_otherwise(one));
        for one in &mut changed {
            if let Holder::Measure(id) = &one.holder
                && OF_FIGURE.contains(&one.field)
                && let Some(Record::Revision(_, because) | Record::Suppressed(because)) =
                    self.revised.get(&(quarter, id))
            {
                one.record = FactRecord::Recorded(Reason {
                    because: Text::new(because),
                    decided: None,
                });
            }
        }
        once_for_each_thing(&mut changed, &left);
        changed
    }

    /// Returns whether the removal of a measure, the revision of a figure or the missing rows of money say the same.
    fn is_said_otherwise(&self, one: &ChangedFact) -> bool {
        match &one.holder {
            Holder::Measure(id) => {
                let revised = self.revised.get(&(one.quarter, id));
                let is_revised = revised.is_some_and(|record| !record.is_recorded());
                let of_figure = OF_FIGURE.contains(&one.field);
                let rater = |site: SiteEditions| site.complete.report.measure(id)?.rated_by.clone();
                let is_rater = one.field == "rated_by"
                    && (one.now.is_none() || rater(self.before) != rater(self.after));
                let is_gone = self.after.complete.report.measure(id).is_none();
                let judged = self.after.public.assessment.judged(one.quarter, id);
                // What the rule says in place of a person is compared with the ratings by rule.
                let is_by_rule = (one.field, &one.now) == ("rating", &None)
                    && judged
                        .is_some_and(|judged| matches!(judged.current.outcome, Outcome::Rated(_)));
                is_gone || is_by_rule || is_rater || (is_revised && of_figure)
            }
            Holder::Site => one.now.is_none(),
            _ => false,
        }
    }
}

/// Returns a measure with only those of its breaks and comparisons that are published.
fn with_published_lists(complete: &Measure, public: &Measure) -> Measure {
    Measure {
        breaks: public.breaks.clone(),
        benchmarks: public.benchmarks.clone(),
        outturns: public.outturns.clone(),
        baselines: public.baselines.clone(),
        ..complete.clone()
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
