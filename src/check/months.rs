//! The months of an entry, and the quarter's figure that follows from them.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::entries::{self, EntryCheck};
use super::measures::MeasureCheck;
use crate::diag::Code;
use crate::model::{Figure, Month, MonthsMake, PeriodKind, Reported, Unit};
use crate::parse::At;
use crate::parse::draft::FigureDraft;
use crate::parse::leaf::Amount;

impl EntryCheck<'_> {
    pub(super) fn is_monthly(&self) -> bool {
        self.measure.months.is_some()
    }

    /// Returns what a quarter reports if its figure follows from its months. While figures are being collected, it is the
    /// latest month.
    pub(super) fn of_months(&mut self, months: &BTreeMap<Month, Figure>) -> Reported {
        if let Some(figure) = self.measure.figure_of_months(months, self.quarter) {
            return Reported::Figure(figure);
        }
        let own = months.range(..=self.quarter.last_month()).next_back();
        let latest = own.map_or(Reported::NotPrinted, |(_, figure)| {
            Reported::Figure(*figure)
        });
        if self.is_draft {
            return latest;
        }
        let id = &self.measure.id;
        let (message, help) = match self.absent(months) {
            Some(month) if self.measure.months != Some(MonthsMake::Typed) => (
                format!(
                    "`{id}` has no figure for {month}, so the quarter's figure does not follow from its months"
                ),
                format!(
                    "add `{month}: ...` under `months:`, or type the quarter's own figure: `value: ...`"
                ),
            ),
            _ => (
                format!("the quarter's figure of `{id}` is typed, and it is missing"),
                "add `value:`; or write `months: last`, `sum` or `average` in the measure's file"
                    .to_owned(),
            ),
        };
        self.file
            .error(Code::MissingField, self.name.node, message, help);
        latest
    }

    /// Reports a number of a month that is not told: "<5".
    fn is_small(&mut self, draft: &FigureDraft) -> bool {
        let Amount::Words(words) = &draft.value.value else {
            return false;
        };
        let is_small =
            entries::limit(words).is_some() && !matches!(self.measure.unit, Unit::Results(_));
        if is_small {
            let message = format!("`{}` cannot be the figure of a month", words.trim());
            let help = "leave the month out, and say in `note:` that it is left out to protect people; the quarter\u{2019}s own `value:` can be such a number";
            self.file
                .error(Code::NotAFigure, draft.value.node, message, help);
        }
        is_small
    }

    fn absent(&self, months: &BTreeMap<Month, Figure>) -> Option<Month> {
        let first = self.quarter.first_month();
        let mut own = (0..3).map(|n| first.after(n));
        own.find(|month| !months.contains_key(month))
    }

    /// Returns the month that the figure is of, if the quarter is still being collected.
    pub(super) fn so_far(&mut self, months: &BTreeMap<Month, Figure>) -> Option<Month> {
        let own = months.range(..=self.quarter.last_month()).next_back();
        let is_open = self.is_monthly() && self.is_draft && self.draft.figure_at().is_none();
        let is_open = is_open
            && self
                .measure
                .figure_of_months(months, self.quarter)
                .is_none();
        own.map(|(month, _)| *month).filter(|_| is_open)
    }

    /// Reports a typed figure that is not what its months make.
    pub(super) fn check_months_make(&mut self, months: &BTreeMap<Month, Figure>) {
        let Some(At { value, node }) = self.draft.value.map(|value| value.map(|value| value.0))
        else {
            return;
        };
        let Some(made) = self.measure.figure_of_months(months, self.quarter) else {
            self.check_months_so_far(months, At { value, node });
            return;
        };
        let shown = made.shown();
        if shown.normalize() == value.normalize() || self.draft.note.is_some() {
            return;
        }
        let makes = match self.measure.months {
            Some(MonthsMake::Last) => "its last month is",
            Some(MonthsMake::Sum) => "its months add up to",
            _ => "the average of its months is",
        };
        let message = format!("the quarter's figure is {value}, but {makes} {shown}");
        let help = "delete `value`, which follows from the months, or correct one of them; if the source prints both, say so in `note:`";
        self.file.error(Code::Sum, node, message, help);
    }

    /// Reports a typed sum that is less than the months of it that are known, if figures cannot be below zero.
    fn check_months_so_far(&mut self, months: &BTreeMap<Month, Figure>, typed: At<Decimal>) {
        let own = months.range(..=self.quarter.last_month());
        let known: Decimal = own.map(|(_, figure)| figure.value).sum();
        let is_sum = self.measure.months == Some(MonthsMake::Sum);
        let is_less = is_sum && !self.measure.can_be_negative() && typed.value < known;
        if is_less && self.draft.note.is_none() {
            let unit = &self.measure.unit;
            let [value, known] = [typed.value, known].map(|one| unit.typed(one.normalize()));
            let message = format!(
                "the quarter's figure is {value}, but the months that are known add up to {known} already"
            );
            let help = "correct one of them; if the source prints these figures, say so in `note:`";
            self.file.error(Code::Sum, typed.node, message, help);
        }
    }

    pub(super) fn months(&mut self) -> BTreeMap<Month, Figure> {
        let quarter = self.quarter;
        let first = quarter.first_month();
        let latest = first.after(14);
        let mut months = BTreeMap::new();
        for (At { value: month, node }, draft) in &self.draft.months {
            let mut published = self.published.iter();
            if *month < first || *month > latest {
                let message = format!("{month} is not in {quarter} or the months after it");
                let help =
                    format!("months start at {first}; put an earlier month in its own quarter");
                self.file.error(Code::Period, *node, message, help);
            } else if let Some(day) = published.find(|day| Month::of(**day) < *month) {
                let message = format!("{month} starts after {quarter} is published, on {day}");
                let help = format!(
                    "correct the month or `publish_on`: months can be from {first} to {}",
                    Month::of(*day)
                );
                self.file.error(Code::Period, *node, message, help);
            }
            if self.is_small(draft) {
                continue;
            }
            months.extend(self.ranged(draft).map(|figure| (*month, figure)));
        }
        months
    }
}

impl MeasureCheck<'_, '_> {
    /// Returns what the quarter's figure of a monthly measure is.
    pub(super) fn months(&mut self, period: PeriodKind, unit: &Unit) -> Option<MonthsMake> {
        let months = self.inherited(|d| d.months)?;
        let (message, help) = match (period, months.value) {
            (PeriodKind::Annual, _) => (
                "annual figures have no months",
                "delete `months`, or write another `period`",
            ),
            (_, MonthsMake::Sum | MonthsMake::Average) if !unit.has_scale() => (
                "results in words cannot be added or averaged",
                "write `months: last`, or `months: typed` to type the quarter's result too",
            ),
            (PeriodKind::InQuarter | PeriodKind::MonthlyAverage, MonthsMake::Sum)
                if let Some(refused) = not_added_up(unit) =>
            {
                refused
            }
            (PeriodKind::Snapshot, MonthsMake::Sum) => (
                "positions at the ends of months do not add up to the position at the quarter's end",
                "write `months: last`; if figures count what happened in each month, write `period: in_quarter`",
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
}

/// Returns why the figures of a unit do not add up from month to month, and what to type.
fn not_added_up(unit: &Unit) -> Option<(&'static str, &'static str)> {
    const SHARE: &str = "write `months: average` or `months: last`, or `months: typed` to type the quarter's own figure next to its months";
    const TIME: &str = "write `months: average` or `months: last`; if figures are totals, as working days lost are, write `months: typed`, or a unit such as `unit: { one: working day, many: working days }`";
    match unit {
        Unit::Percent => Some((
            "percentages do not add up: 31%, 32% and 33% would make 96%",
            SHARE,
        )),
        Unit::Rate { .. } => Some(("rates do not add up from month to month", SHARE)),
        Unit::Score => Some(("scores do not add up from month to month", SHARE)),
        Unit::Ratio => Some(("ratios do not add up from month to month", SHARE)),
        Unit::Days | Unit::Weeks | Unit::Months | Unit::Duration(_) => Some((
            "times do not add up: the average waits of three months are not added",
            TIME,
        )),
        Unit::Count | Unit::Pounds(_) | Unit::Own(_) | Unit::Results(_) => None,
    }
}
