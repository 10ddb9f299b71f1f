//! Revenue in words: what a variance refers to, and each variance as a sentence.

use super::money::{MoneyCell, QuarterMoney};
use crate::assess::finance::{OtherVariance, Variance};
use crate::chart::Level;
use crate::chart::picture::{self, Variance as Bar};
use crate::model::{Basis, Figure, Money, PrintedVariance, Revenue, RevenueRow, VarianceBase};
use crate::site::phrases::{Tone, figures, money};
use crate::site::words::fill;

fn has_both(row: &RevenueRow) -> bool {
    let Revenue::Printed { variance, .. } = &row.amounts else {
        return false;
    };
    matches!(variance, PrintedVariance::Both { .. })
}

impl QuarterMoney<'_> {
    /// Returns the columns of variances by their names: one for all, or one for each base if a row has both.
    pub(super) fn variances(&self) -> Vec<(&'static str, Option<VarianceBase>)> {
        let (words, rows) = (self.context.words, &self.finance.revenue);
        if !rows.iter().any(has_both) {
            return vec![(words.variance, None)];
        }
        let not_stated = VarianceBase::NotStated;
        let has_other = rows.iter().any(|row| row.on == not_stated);
        let other = has_other.then_some((words.variance, Some(not_stated)));
        let columns = [
            (words.gross_variance, Some(VarianceBase::Gross)),
            (words.net_variance, Some(VarianceBase::Net)),
        ];
        columns.into_iter().chain(other).collect()
    }

    /// Returns the cell of a row's variance in a column of those from one base.
    pub(super) fn variance_in(
        &self,
        column: Option<VarianceBase>,
        row: &RevenueRow,
        (own, tone): (&Variance, Tone),
    ) -> MoneyCell {
        if column.is_none_or(|column| column == row.on) {
            return self.variance(row, own, tone);
        }
        let other = own.other.as_ref();
        let other = other.filter(|_| column != Some(VarianceBase::NotStated));
        let Some(OtherVariance { amount, percent }) = other else {
            return self.stated_amount(None);
        };
        MoneyCell {
            amount: self.variance_text(*amount, percent.as_ref()),
            ..MoneyCell::default()
        }
    }

    /// Returns the cell of a variance: "1,200 over (2.57%)", and what it refers to if other rows refer to something else.
    /// All bars are on the scale of the largest variance.
    fn variance(&self, row: &RevenueRow, own: &Variance, tone: Tone) -> MoneyCell {
        let all = self.verdict.revenue.iter();
        let largest = all.map(|variance| variance.amount.abs()).max();
        // The site's threshold is in thousands.
        let in_thousands = |amount| Level::from(self.finance.unit.thousands(amount));
        let bar = Bar {
            amount: in_thousands(own.amount),
            largest: in_thousands(largest.unwrap_or_default()),
            amber_up_to: self.context.report.site.amber_up_to.map(Level::from),
        };
        MoneyCell {
            detail: (Some((row.basis, row.on)) != self.usual_basis()).then(|| self.basis_of(row)),
            picture: Some(picture::variance(&bar, tone)),
            amount: self.variance_text(own.amount, own.percent.as_ref()),
        }
    }

    /// Returns a variance for a table: "1,200 over (2.57%)".
    fn variance_text(&self, amount: Money, percent: Option<&Figure>) -> String {
        let words = self.context.words;
        let percent = percent.map(figures::percent_size);
        let sentences = match percent {
            Some(_) => [words.over_budget, words.on_budget, words.under_budget],
            None => [
                words.over_budget_only,
                words.on_budget,
                words.under_budget_only,
            ],
        };
        let slots = [
            ("amount", &*figures::grouped(amount.abs())),
            ("percent", percent.as_deref().unwrap_or_default()),
        ];
        fill(money::over_or_under(amount, sentences), &slots)
    }

    /// Returns what most rows of revenue refer to. `None` without revenue.
    pub(super) fn usual_basis(&self) -> Option<(Basis, VarianceBase)> {
        let all = || self.finance.revenue.iter().map(|row| (row.basis, row.on));
        let count = |one: &(Basis, VarianceBase)| all().filter(|other| other == one).count();
        // The first of those that are equally frequent.
        all().rev().max_by_key(count)
    }

    pub(super) fn basis_sentence(&self) -> Option<String> {
        let (words, usual) = (self.context.words, self.usual_basis()?);
        let spending = match usual.0 {
            Basis::FullYearForecast => words.variance_of_forecast,
            Basis::ToDate => words.variance_to_date,
        };
        let budget = match usual.1 {
            VarianceBase::Gross => words.less_gross_budget,
            VarianceBase::Net => words.less_net_budget,
            VarianceBase::NotStated => words.less_unknown_budget,
        };
        let is_usual = |row: &RevenueRow| (row.basis, row.on) == usual;
        let rows = &self.finance.revenue;
        let sentence = match (rows.iter().any(has_both), rows.iter().all(is_usual)) {
            (true, true) => words.variances_are,
            (true, false) => words.variances_are_mostly,
            (false, true) => words.variance_is,
            (false, false) => words.variance_is_mostly,
        };
        let used = match usual.1 {
            VarianceBase::Gross => words.gross_variance,
            VarianceBase::Net => words.net_variance,
            VarianceBase::NotStated => words.variance,
        };
        let slots = [("spending", spending), ("budget", budget), ("used", used)];
        Some(fill(sentence, &slots))
    }

    pub(super) fn basis_of(&self, row: &RevenueRow) -> String {
        let words = self.context.words;
        let on = match row.on {
            _ if has_both(row) => words.variance_used,
            VarianceBase::Gross => words.variance_on_gross,
            VarianceBase::Net => words.variance_on_net,
            VarianceBase::NotStated => words.variance_on_unknown,
        };
        let basis = match row.basis {
            Basis::FullYearForecast => words.full_year_forecast,
            Basis::ToDate => words.to_date,
        };
        format!("{on}, {basis}")
    }

    pub(super) fn projected_name(&self) -> &'static str {
        let words = self.context.words;
        let is = |basis: Basis| self.finance.revenue.iter().all(|row| row.basis == basis);
        match (is(Basis::FullYearForecast), is(Basis::ToDate)) {
            (true, _) => words.projected,
            (_, true) => words.actual,
            _ => words.projected_or_actual,
        }
    }

    /// Describes a row of revenue: "Highways: forecast to be £1.2 million over the budget of £46.6 million (2.57%)".
    pub(super) fn variance_sentence(&self, row: &RevenueRow, own: &Variance) -> String {
        let words = self.context.words;
        let sentences = match row.basis {
            Basis::FullYearForecast => [
                words.finding_over_forecast,
                words.finding_on_forecast,
                words.finding_under_forecast,
            ],
            Basis::ToDate => [
                words.finding_over_spent,
                words.finding_on_spent,
                words.finding_under_spent,
            ],
        };
        let amounts = [Some(own.amount.abs()), own.budget];
        let amounts = amounts.map(|amount| amount.map(|amount| self.finance.unit.pounds(amount)));
        let [amount, budget] = money::in_sentence(words, amounts);
        let budget = budget.map(|budget| fill(words.the_budget_of, &[("amount", &budget)]));
        let slots = [
            ("service", row.service.as_str()),
            ("amount", amount.as_deref().unwrap_or_default()),
            ("budget", budget.as_deref().unwrap_or(words.the_budget)),
            ("percent", &figures::in_brackets(own.percent.as_ref())),
        ];
        fill(money::over_or_under(own.amount, sentences), &slots)
    }
}
