//! Targets that changed, quarter by quarter.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::{ChangedFact, FactRecord};
use super::promises::Comparing;
use crate::model::published::{self, FactKind};
use crate::model::{Aim, Goal, Holder, Measure, Month, MonthTargets, Profile, Quarter, Target};

impl Comparing<'_> {
    /// Compares the targets in force in each quarter from which a target starts.
    pub(super) fn targets(&self, before: &Measure, after: &Measure) -> Vec<ChangedFact> {
        let rows = |measure: &Measure| measure.judgement.targets().to_vec();
        let starts = rows(before).into_iter().chain(rows(after));
        let starts: BTreeSet<Quarter> = starts.map(|target| target.from).collect();
        let in_force = |measure: &Measure, quarter| {
            let target = measure.judgement.target_for(quarter);
            target.map(|target| published::target(target, &measure.unit))
        };
        let latest = before.target_quarter(self.latest);
        let public = in_force(before, latest);
        let mut last = (None, None);
        let mut changed = Vec::new();
        for quarter in starts {
            let mut values = (in_force(before, quarter), in_force(after, quarter));
            if self.is_completed(before, after, quarter) {
                values.0.clone_from(&values.1);
            }
            let row = after.judgement.target_for(quarter);
            let typed_in = row.and_then(|row| row.typed_in);
            let is_to_come = quarter > latest || typed_in.is_some_and(|then| then > self.latest);
            // A target that has not been public can be changed, and a first one added, or the one of a single quarter.
            let is_of_quarter = after.has_targets_in_quarters;
            let is_new = values.1 == public || public.is_none() || is_of_quarter;
            let is_known = values == last && !is_of_quarter;
            if values.0 == values.1 || is_known || (is_to_come && is_new) {
                last = values;
                continue;
            }
            last = values.clone();
            let holder = Holder::Measure(after.id.clone());
            let mut one = self.changed(holder, "target", FactKind::Promise, quarter, values);
            let row = row.filter(|_| is_to_come);
            if let Some(reason) = row.and_then(|row| row.reason.clone()) {
                one.record = FactRecord::Recorded(reason);
            }
            changed.push(one);
        }
        changed
    }

    /// Returns whether a target says the same as before, and more about quarters that are not published yet.
    fn is_completed(&self, before: &Measure, after: &Measure, quarter: Quarter) -> bool {
        let targets = [before, after].map(|measure| measure.judgement.target_for(quarter));
        let [Some(was), Some(now)] = targets else {
            return false;
        };
        let published = self.published.iter();
        let published: Vec<(Quarter, usize)> = published
            .map(|then| (before.target_quarter(*then), before.place_in_year(*then)))
            .filter(|(then, _)| was.from <= *then)
            .collect();
        let text = |target: &Target| published::target(target, &after.unit);
        let mut completed = completed(was, now, &published);
        self.complete_months(&mut completed, now, &published);
        text(&completed) == text(now)
    }

    /// Adds the targets of months that are not published yet, and that of the quarter if all months that are published have
    /// their own and the tolerance stays.
    fn complete_months(&self, was: &mut Target, now: &Target, published: &[(Quarter, usize)]) {
        let reports = &self.before.public.report.quarters;
        let is_open = |month: Month| {
            let report = reports.get(&month.quarter());
            report.is_none_or(|report| report.in_progress().is_some_and(|last| last < month))
        };
        let own = |target: &Target| match &target.month {
            Some(MonthTargets::Own(own)) => own.clone(),
            _ => BTreeMap::new(),
        };
        let (mut months, later) = (own(was), own(now));
        let mut of_published = published.iter().flat_map(|(quarter, _)| {
            let first = quarter.first_month();
            (0..3).map(move |place| first.after(place))
        });
        let is_rated = |month: Month| !is_open(month);
        let all_named = of_published.all(|month| {
            let is_complete = reports
                .get(&month.quarter())
                .is_some_and(|report| report.in_progress().is_none());
            !is_complete && (!is_rated(month) || months.contains_key(&month))
        });
        if let (
            Aim::Profile { tolerance },
            Aim::Goal(Goal::One {
                tolerance: later, ..
            }),
        ) = (&was.aim, &now.aim)
            && was.profile.is_none()
            && tolerance == later
            && all_named
        {
            was.aim.clone_from(&now.aim);
        }
        months.extend(later.into_iter().filter(|(month, _)| is_open(*month)));
        if !months.is_empty() {
            was.month = Some(MonthTargets::Own(months));
        }
    }
}

/// Returns a target with what a later one adds to it about quarters that are not published yet. `published` are the others,
/// each with its place in the measure's year.
fn completed(was: &Target, now: &Target, published: &[(Quarter, usize)]) -> Target {
    let mut completed = was.clone();
    let is_open = |place: usize| published.iter().all(|(_, other)| *other != place);
    match (&mut completed.profile, &now.profile) {
        (Some(Profile::Quarters(shares)), Some(Profile::Quarters(later))) => {
            let open = (0..4).filter(|place| is_open(*place));
            open.for_each(|place| shares[place] = shares[place].or(later[place]));
        }
        (Some(Profile::Dated(shares)), Some(Profile::Dated(later))) => {
            let is_known = |quarter: Quarter| {
                let mut all = was.profile.iter();
                all.any(|profile| profile.in_quarter(quarter, 0).is_some())
                    || published.iter().any(|(then, _)| *then == quarter)
            };
            shares.extend(later.iter().filter(|(then, _)| !is_known(*then)));
            shares.sort_by_key(|(then, _)| *then);
        }
        _ => {}
    }
    if matches!(was.aim, Aim::Profile { .. }) && was.profile.is_some() && is_open(3) {
        completed.aim.clone_from(&now.aim);
    }
    completed
}
