//! What an entry says of the period and the exactness of its figure.

use rust_decimal::Decimal;

use super::amounts;
use super::entries::EntryCheck;
use crate::diag::Code;
use crate::model::{Figure, PeriodKind, Rates, Text};
use crate::parse::At;

impl EntryCheck<'_> {
    /// Returns the figure of the year so far, and reports one that is missing or says what the figure says.
    pub(super) fn year_to_date(&mut self) -> Option<Figure> {
        let measure = self.measure;
        let Some(typed) = &self.draft.year_to_date else {
            let is_needed = measure.rates != Rates::Quarter
                && measure.place_in_year(self.quarter) == 3
                && self.draft.rating.is_none();
            if let Some(node) = self.draft.figure_at().filter(|_| is_needed) {
                let message = format!(
                    "`{}` is rated by the year to date, and this entry has no figure of it",
                    self.name.value
                );
                let help = "add `year_to_date:` with the figure of the year so far";
                self.file.error(Code::MissingField, node, message, help);
            }
            return None;
        };
        let what = match measure.period {
            PeriodKind::YearToDateTotal | PeriodKind::YearToDateAverage => "of the year to date",
            PeriodKind::Annual => "of a whole year",
            _ => return self.ranged(typed),
        };
        let message = format!(
            "figures of `{}` are {what} themselves, so `year_to_date` has no effect",
            measure.id
        );
        let help = "write it as `value:`; for a quarter's own figure and the year so far next to it, write `period: in_quarter` in the measure's file";
        self.file
            .error(Code::NoEffect, typed.value.node, message, help);
        None
    }

    /// Returns the name of the period that the figure is for, and reports one without a figure or that says what the quarter
    /// says.
    pub(super) fn covers(&mut self) -> Option<Text> {
        let At { value, node } = self.draft.covers.as_ref()?;
        let says_it = [
            self.quarter.to_string(),
            self.measure.year_covered(self.quarter).to_string(),
        ];
        let typed = value.as_str().replace('/', "-");
        let (message, help) = if self.draft.figure_at().is_none() && self.draft.as_printed.is_none()
        {
            (
                "this entry has `covers` but no figure",
                "delete it, or add `value:`",
            )
        } else if says_it.contains(&typed) {
            (
                "pages say this already, because the figure is in this quarter's file",
                "delete `covers`; it is for another period, such as \"Wave 12, May 2024\"",
            )
        } else {
            return Some(value.clone());
        };
        self.file.error(Code::NoEffect, *node, message, help);
        None
    }

    /// Returns how far the figure may be off.
    pub(super) fn margin(&mut self) -> Option<Decimal> {
        let typed = self.draft.margin.as_ref()?;
        let margin = amounts::figure(typed, &self.measure.unit, &mut self.file)?;
        let (message, help) = if margin.is_sign_negative() || !self.measure.unit.has_scale() {
            (
                "this is not how far the figure may be off",
                "write a number above zero: `margin: 2.9`; results in words have no margin",
            )
        } else if self.draft.figure_at().is_none() {
            (
                "this entry has a margin but no figure",
                "delete the margin, or add `value:`",
            )
        } else {
            return Some(margin);
        };
        self.file
            .error(Code::MissingField, typed.node, message, help);
        None
    }
}
