//! Settings of `site.yaml` about reports: when they are due, when the next one is published, and which groups are
//! governance; and the order of measures.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;

use super::FileProblems;
use super::publication::is_years_late;
use super::quarters::AllQuarters;
use crate::diag::{Code, Diagnostic, Problems, one_of, suggestion};
use crate::model::{Publication, QuarterReport};
use crate::parse::draft::{Drafts, MeasureDraft, SiteDraft};
use crate::source::Place;

/// The largest number of days until a report is due. A later report would be out of date.
const MOST_DAYS: u32 = 366;

pub(super) fn check(all: &AllQuarters, problems: &mut Problems) {
    if let Some(site) = &all.drafts.site {
        check_order(all, problems);
        let file = &mut FileProblems::of(&site.path, problems);
        check_due_days(site, file);
        check_next(site, all, file);
        check_governance(all.drafts, site, file);
        check_listed(all, site, problems);
    }
}

/// Returns the publication day of a quarter, unless its year must be a typing error.
fn day_of(report: &QuarterReport) -> Option<Date> {
    match report.publication {
        Publication::On(day) if !is_years_late(report.quarter, day) => Some(day),
        _ => None,
    }
}

/// Warns of a quarter that is published more than a year late and after a later quarter, because its year is probably
/// wrong.
fn check_order(all: &AllQuarters, problems: &mut Problems) {
    for file in &all.drafts.quarters {
        let quarter = file.quarter;
        let day = all.reports.get(&quarter).and_then(day_of);
        let Some((at, day)) = file.publish_on.zip(day) else {
            continue;
        };
        let late = quarter.last_day().saturating_add(1.year());
        let later = all.reports.range(quarter.next()..);
        let mut days = later.filter_map(|(later, report)| Some((later, day_of(report)?)));
        let before = days.find(|(_, other)| *other < day);
        if let Some((later, other)) = before.filter(|_| day > late) {
            let message = format!(
                "{quarter} is published on {day}, more than a year after its end, and {later} before it, on {other}"
            );
            let help = "check the year; for a quarter that is added later write `already_public`";
            let file = &mut FileProblems::of(&file.path, problems);
            file.warning(Code::Publication, at.node, message, help);
        }
    }
}

fn check_due_days(site: &SiteDraft, file: &mut FileProblems) {
    let days = site.reporting.due_days;
    if let Some(days) = days.filter(|days| !(1..=MOST_DAYS).contains(&days.value)) {
        let message = match days.value {
            0 => "a report cannot be due on the day its quarter ends".to_owned(),
            days => {
                format!("a report would be due {days} days after its quarter, more than a year")
            }
        };
        let help = "write how many days after the end of a quarter its report is due, such as 90; if no report should be called late, delete the line";
        file.error(Code::Setting, days.node, message, help);
    }
}

/// Reports a next publication that is before the latest one. It is compared with all quarters, but never with the day
/// of the build, so that the same files do not fail a day later.
fn check_next(site: &SiteDraft, all: &AllQuarters, file: &mut FileProblems) {
    let Some(next) = site.reporting.next else {
        return;
    };
    let reports = all.reports.values();
    let days = reports.filter_map(|report| Some((day_of(report)?, report.quarter)));
    let is_day_of_a_quarter = days.clone().any(|(day, _)| day == next.value);
    if let Some((latest, quarter)) = days.max()
        && next.value < latest
        && !is_day_of_a_quarter
    {
        let message = format!(
            "the next publication is announced for {}, but {quarter} is published on {latest}, which is after that",
            next.value
        );
        let help = "write the day of the next publication, or delete `next` until it is known";
        file.error(Code::Publication, next.node, message, help);
    }
}

/// Reports a governance group without measures, because the page would not show it.
fn check_governance(drafts: &Drafts, site: &SiteDraft, file: &mut FileProblems) {
    let whole = |measure: &Arc<MeasureDraft>| measure.is_whole;
    if !drafts.broken.is_empty() || !drafts.measures.iter().all(whole) {
        return;
    }
    let groups = drafts.measures.iter();
    let groups = groups.filter_map(|measure| Some(measure.group.as_ref()?.as_str()));
    let groups: BTreeSet<&str> = groups.collect();
    let listed: BTreeSet<&str> = site.groups.iter().map(|group| group.as_str()).collect();
    let has_misspelt = !listed.is_empty() && !groups.is_subset(&listed);
    for group in &site.governance_groups {
        let reported_elsewhere = has_misspelt && listed.contains(group.as_str());
        if groups.contains(group.as_str()) || reported_elsewhere {
            continue;
        }
        let known = groups.iter().copied();
        let help = suggestion(group, known.clone()).unwrap_or_else(|| {
            if groups.is_empty() {
                return "write `group:` in the files of these measures".to_owned();
            }
            format!("the groups of measures are {}", one_of(known))
        });
        let message = format!("there is no measure in the group `{}`", group.value);
        file.error(Code::UnknownWord, group.node, message, help);
    }
}

/// Reports what is listed in the order of measures and is none. A reference is not an id: two measures can have the same one.
fn check_listed(all: &AllQuarters, site: &SiteDraft, problems: &mut Problems) {
    let measures = &all.drafts.measures;
    for typed in &site.order {
        let place = || Place::node(&site.path, typed.node);
        if let Some((whole, _)) = typed
            .split_once('.')
            .filter(|(id, _)| all.known.has_measure(id))
        {
            let message = format!(
                "`{}` is a member, which has the place of its measure",
                typed.value
            );
            let help = format!("write `{whole}`; its members have the order of its file");
            problems.report(Diagnostic::error(Code::UnknownMeasure, place(), message).help(help));
            continue;
        }
        let has_it = |one: &&Arc<MeasureDraft>| {
            let reference = one.reference.as_deref();
            reference.is_some_and(|reference| reference.eq_ignore_ascii_case(typed))
        };
        let meant = measures.iter().find(has_it).map(|one| one.id.as_str());
        all.known
            .require_measure_or(place(), typed, meant, problems);
    }
}
