//! A quarter that is published month by month: its days, and what of it is public before it is complete.

use jiff::civil::Date;

use super::FileProblems;
use super::quarters::QuarterCheck;
use crate::diag::Code;
use crate::model::{Measure, Month, Publication, Quarter, QuarterReport, Series};

impl QuarterCheck<'_, '_> {
    /// Returns the months that are published before the quarter, each with its day.
    pub(super) fn published_months(&mut self, publication: Publication) -> Vec<(Month, Date)> {
        let typed = self.once("publish_months", |file| file.publish_months.as_ref());
        let Some((path, typed)) = typed else {
            return Vec::new();
        };
        let (first, last) = (self.quarter.first_month(), self.quarter.last_month());
        let complete_on = match publication {
            Publication::On(day) => Some(day),
            _ => None,
        };
        let file = &mut FileProblems::of(path, self.problems);
        let mut months: Vec<(Month, Date)> = Vec::new();
        for (month, day) in &typed.value {
            let earlier = months.last().map(|(_, day)| *day);
            let (message, help) = if !(first..=last).contains(&month.value) {
                let message = format!("{} is not a month of {}", month.value, self.quarter);
                (message, format!("its months are {first} to {last}"))
            } else if day.value <= month.last_day() {
                let message = format!(
                    "{} cannot be published on {}, before it has ended",
                    month.value, day.value
                );
                (
                    message,
                    "write the day on which the month\u{2019}s figures are published".to_owned(),
                )
            } else if complete_on.is_some_and(|complete| day.value >= complete) {
                let message = format!(
                    "{} is published on {}, and the whole quarter by then",
                    month.value, day.value
                );
                (
                    message,
                    "delete the line: the month is public with its quarter".to_owned(),
                )
            } else if earlier.is_some_and(|earlier| day.value < earlier) {
                let message = format!("{} is published before the month before it", month.value);
                (
                    message,
                    "put the months in their order, each with a later day".to_owned(),
                )
            } else {
                months.push((month.value, day.value));
                continue;
            };
            file.error(Code::Publication, month.node, message, help);
        }
        if publication.is_background() {
            let message = "a background quarter has no months to publish";
            file.error(
                Code::NoEffect,
                typed.node,
                message,
                "delete `publish_months`",
            );
        }
        months
    }
}

/// Leaves of a quarter what is public while it is in progress: the months of its monthly measures, and revisions of what was
/// published before.
pub(super) fn open(report: &mut QuarterReport, (through, since): (Month, Date)) {
    *report = QuarterReport {
        publication: Publication::InProgress { through, since },
        months: std::mem::take(&mut report.months),
        revisions: std::mem::take(&mut report.revisions),
        other_revisions: std::mem::take(&mut report.other_revisions),
        files: std::mem::take(&mut report.files),
        ..QuarterReport::without_content(report.quarter)
    };
}

/// Leaves of the entry of a measure in such a quarter what is public.
pub(super) fn open_entry(measure: &Measure, series: &mut Series, quarter: Quarter, through: Month) {
    let is_monthly = measure.with_members().any(|one| one.months.is_some());
    let entry = series.entry_mut(quarter, &measure.id);
    let is_known = entry.is_some_and(|entry| is_monthly && entry.retain_months(through));
    if !is_known {
        series.retain(|one, _| one != quarter);
    }
}
