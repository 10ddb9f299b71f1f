//! Settings of `site.yaml` about reports: when they are due, when the next one is published, and which groups are
//! governance.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;

use super::publication::is_years_late;
use crate::diag::{Code, Diagnostic, Problems, did_you_mean, one_of};
use crate::model::{Publication, Quarter, QuarterReport};
use crate::parse::At;
use crate::parse::Legible;
use crate::parse::draft::{Drafts, MeasureDraft, SiteDraft};
use crate::source::Place;

/// The largest number of days until a report is due. A later report would be out of date.
const MOST_DAYS: u32 = 366;

pub(super) fn check(
    drafts: &Drafts,
    quarters: &BTreeMap<Quarter, QuarterReport>,
    problems: &mut Problems,
) {
    let Some(site) = &drafts.site else {
        return;
    };
    check_order(drafts, quarters, problems);
    check_due_days(site, problems);
    check_next(site, quarters, problems);
    check_governance(drafts, site, problems);
}

/// Warns of a quarter that is published more than a year late and after a later quarter, because its year is probably
/// wrong.
fn check_order(
    drafts: &Drafts,
    quarters: &BTreeMap<Quarter, QuarterReport>,
    problems: &mut Problems,
) {
    let day_of = |report: &QuarterReport| match report.publication {
        Publication::On(day) if !is_years_late(report.quarter, day) => Some(day),
        _ => None,
    };
    for file in &drafts.quarters {
        let quarter = file.quarter;
        let (Some(at), Some(day)) = (file.publish_on, quarters.get(&quarter).and_then(day_of))
        else {
            continue;
        };
        let late = quarter.last_day().saturating_add(1.year());
        let later = quarters.range(quarter.next()..);
        let before = later
            .filter_map(|(later, report)| Some((*later, day_of(report)?)))
            .find(|(_, other)| *other < day);
        if let (Some((later, other)), true) = (before, day > late) {
            let message = format!(
                "{quarter} is published on {day}, more than a year after its end, and {later} before it, on {other}"
            );
            let place = Place::node(&file.path, at.node);
            problems.report(
                Diagnostic::warning(Code::Publication, place, message).help(
                    "check the year; for a quarter that is added later write `already_public`",
                ),
            );
        }
    }
}

fn check_due_days(site: &SiteDraft, problems: &mut Problems) {
    let Some(days) = site.reporting.due_days else {
        return;
    };
    if (1..=MOST_DAYS).contains(&*days) {
        return;
    }
    let place = Place::node(&site.path, days.node);
    let message = match *days {
        0 => "a report cannot be due on the day its quarter ends".to_owned(),
        days => format!("a report would be due {days} days after its quarter, more than a year"),
    };
    problems.report(
        Diagnostic::error(Code::Setting, place, message).help(
            "write how many days after the end of a quarter its report is due, such as 90; if no report should be called late, delete the line",
        ),
    );
}

/// Reports a next publication that is before the latest one. It is compared with all quarters, but never with the day
/// of the build, so that the same files do not fail a day later.
fn check_next(
    site: &SiteDraft,
    quarters: &BTreeMap<Quarter, QuarterReport>,
    problems: &mut Problems,
) {
    let Some(next) = site.reporting.next else {
        return;
    };
    let days = || {
        let published = quarters.values();
        published.filter_map(|report| match report.publication {
            Publication::On(day) if !is_years_late(report.quarter, day) => {
                Some((day, report.quarter))
            }
            _ => None,
        })
    };
    let is_day_of_a_quarter = days().any(|(day, _)| day == *next);
    if let Some((latest, quarter)) = days().max()
        && *next < latest
        && !is_day_of_a_quarter
    {
        problems.report(overtaken(site, next, (latest, quarter)));
    }
}

fn overtaken(site: &SiteDraft, next: At<Date>, (latest, quarter): (Date, Quarter)) -> Diagnostic {
    let message = format!(
        "the next publication is announced for {}, but {quarter} is published on {latest}, which is after that",
        *next
    );
    let help = "write the day of the next publication, or delete `next` until it is known";
    Diagnostic::error(
        Code::Publication,
        Place::node(&site.path, next.node),
        message,
    )
    .help(help)
}

/// Reports a governance group without measures, because the page would not show it.
fn check_governance(drafts: &Drafts, site: &SiteDraft, problems: &mut Problems) {
    let whole = |measure: &Arc<MeasureDraft>| measure.legible == Legible::Whole;
    if !drafts.broken.is_empty() || !drafts.measures.iter().all(whole) {
        return;
    }
    let mut groups: Vec<&str> = drafts
        .measures
        .iter()
        .filter_map(|measure| measure.group.as_ref())
        .map(|group| group.as_str())
        .collect();
    groups.sort_unstable();
    groups.dedup();
    let listed: Vec<&str> = site.groups.iter().map(|group| group.as_str()).collect();
    let has_misspelt = !listed.is_empty() && groups.iter().any(|group| !listed.contains(group));
    for group in &site.governance_groups {
        let reported_elsewhere = has_misspelt && listed.contains(&group.as_str());
        if groups.contains(&group.as_str()) || reported_elsewhere {
            continue;
        }
        let help = match did_you_mean(group, groups.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None if groups.is_empty() => "write `group:` in the files of these measures".to_owned(),
            None => format!(
                "the groups of measures are {}",
                one_of(groups.iter().copied())
            ),
        };
        let message = format!("there is no measure in the group `{}`", group.value);
        let place = Place::node(&site.path, group.node);
        problems.report(Diagnostic::error(Code::UnknownWord, place, message).help(help));
    }
}
