//! What the figures of a measure cover: their period, its year, how far behind they are, and which of them is rated.

use rust_decimal::Decimal;

use super::measures::MeasureCheck;
use crate::diag::Code;
use crate::model::{Comparison, MonthsMake, PeriodKind, Quarter, Rates, Unit};
use crate::parse::draft::{EntryDraft, TargetsDraft};

/// The largest lag, three years.
const MOST_LAG: u32 = 12;

impl MeasureCheck<'_, '_> {
    /// Returns what a figure covers. Whether a figure of the year to date adds up is asked, unless the unit or a profile
    /// tells.
    pub(super) fn period(&mut self, unit: Option<&Unit>) -> Option<PeriodKind> {
        let word = self.required(|d| d.period, "period", "in_quarter")?;
        if let Some(kind) = word.kind() {
            return Some(kind);
        }
        let unit = unit?;
        let targets = self.inherited(|d| {
            let targets = d.targets.as_ref()?;
            let TargetsDraft::History(targets) = &targets.value else {
                return None;
            };
            Some(targets.iter().any(|target| target.ask.profile.is_some()))
        });
        if unit.is_count() || targets == Some(true) {
            return Some(PeriodKind::YearToDateTotal);
        }
        if let Some(typed) = self.inherited(|d| d.period) {
            let (message, help) = match self.fall() {
                None => (
                    "this does not say whether the figures add up from quarter to quarter, or are the average of the year so far".to_owned(),
                    "write `year_to_date_total` if each figure includes the quarters before it, as council tax collected does, or `year_to_date_average` if it is the average so far, as calls answered in time are",
                ),
                Some(fall) => (
                    format!("this does not say whether the figures add up from quarter to quarter, and they fall within a year: {fall}"),
                    "write `year_to_date_average`, because figures that add up do not fall; if they are of single quarters, write `in_quarter`",
                ),
            };
            self.file.error(Code::Period, typed.node, message, help);
        }
        None
    }

    /// Returns where typed figures first fall from a quarter to the next one of the same year: "93 in 2016-17 Q1, 88 in
    /// 2016-17 Q2".
    fn fall(&self) -> Option<String> {
        let member = self.member();
        let own = |entry: &EntryDraft| match member {
            None => entry.value.map(|value| value.value.0),
            Some(id) => {
                let mut members = entry.members.iter();
                let (_, own) = members.find(|(name, _)| name.value == *id)?;
                Some(own.value?.value.0)
            }
        };
        let entries = self.row.entries();
        let figures = entries.filter_map(|typed| Some((typed.quarter, own(typed.draft)?)));
        let figures: Vec<(Quarter, Decimal)> = figures.collect();
        let falls = |pair: &&[(Quarter, Decimal)]| {
            pair[0].0.year() == pair[1].0.year() && pair[1].1 < pair[0].1
        };
        let [(before, high), (after, low)] = figures.windows(2).find(falls)? else {
            return None;
        };
        Some(format!("{high} in {before}, {low} in {after}"))
    }

    pub(super) fn rates(&self) -> Rates {
        self.inherited(|d| d.rates)
            .map_or(Rates::Quarter, |rates| rates.value)
    }

    /// Returns what the quarter's figure of a monthly measure is.
    pub(super) fn months(&mut self, period: PeriodKind) -> Option<MonthsMake> {
        let months = self.inherited(|d| d.months)?;
        let (message, help) = match (period, months.value) {
            (PeriodKind::Annual, _) => (
                "annual figures have no months",
                "delete `months`, or write another `period`",
            ),
            (PeriodKind::MonthlyAverage, MonthsMake::Average | MonthsMake::Typed)
            | (PeriodKind::InQuarter | PeriodKind::Snapshot, _)
            | (_, MonthsMake::Last | MonthsMake::Typed) => return Some(months.value),
            (PeriodKind::MonthlyAverage, _) => (
                "the figure of the average month is the average of the months",
                "write `months: average`",
            ),
            _ => (
                "figures of the year so far, or of twelve months, overlap, so they cannot be added or averaged",
                "write `months: last`",
            ),
        };
        self.file.error(Code::Period, months.node, message, help);
        Some(months.value)
    }

    pub(super) fn lag(&mut self) -> u32 {
        let Some(lag) = self.inherited(|d| d.lag) else {
            return 0;
        };
        if !(1..=MOST_LAG).contains(&lag.value) {
            let message = format!("figures cannot be {} quarters behind", lag.value);
            let help = format!(
                "write how many quarters behind they are, from 1 to {MOST_LAG}, or delete the line"
            );
            self.file.error(Code::Range, lag.node, message, help);
        }
        lag.value.min(MOST_LAG)
    }

    /// Returns the month in which the measure's own year starts.
    pub(super) fn year_starts(&mut self, period: PeriodKind) -> u8 {
        const APRIL: u8 = 4;
        let Some(starts) = self.inherited(|d| d.year_starts) else {
            return APRIL;
        };
        let begins_a_quarter = starts.value % 3 == 1;
        let (message, help) = match period {
            PeriodKind::Annual => return starts.value,
            PeriodKind::YearToDateTotal | PeriodKind::YearToDateAverage if begins_a_quarter => {
                return starts.value;
            }
            PeriodKind::YearToDateTotal | PeriodKind::YearToDateAverage => (
                "figures of the year to date come each quarter, so their year starts in January, April, July or October",
                "write one of these months, or `period: annual`",
            ),
            _ => (
                "these figures do not cover a year, so its start has no effect",
                "delete the line",
            ),
        };
        self.file.error(Code::NoEffect, starts.node, message, help);
        APRIL
    }

    /// Returns how many years there are from one year with figures to the next.
    pub(super) fn every(&mut self, from: Option<Quarter>) -> u32 {
        let Some(every) = self.inherited(|d| d.every) else {
            return 1;
        };
        let (message, help) = match (every.value, from) {
            (0 | 1, _) => (
                "`every` is for figures that come every two or more years",
                "delete the line; for figures of each year, `due:` says in which quarters they come",
            ),
            (_, None) => (
                "figures that do not come every year need to know in which year they start",
                "add `reported: { from: 2024-25 Q4 }` with the first quarter that has a figure",
            ),
            (years, Some(_)) => return years,
        };
        self.file.error(Code::Expected, every.node, message, help);
        1
    }
}

/// Returns the main comparison. Figures that cover a year are compared with the year before, unless the measure says
/// otherwise.
pub(super) fn compare_with(typed: Option<Comparison>, period: PeriodKind) -> Comparison {
    let usual = match period {
        PeriodKind::YearToDateTotal | PeriodKind::YearToDateAverage | PeriodKind::Annual => {
            Comparison::SameQuarterLastYear
        }
        _ => Comparison::PreviousQuarter,
    };
    typed.unwrap_or(usual)
}
