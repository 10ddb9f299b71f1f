//! Revenue in words: what a variance refers to, and each variance as a sentence.

use super::money::QuarterMoney;
use crate::assess::finance::Variance;
use crate::model::{Basis, RevenueRow, VarianceBase};
use crate::site::phrases::{figures, money};
use crate::site::words::fill;

impl QuarterMoney<'_> {
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
        let sentence = if self.finance.revenue.iter().all(is_usual) {
            words.variance_is
        } else {
            words.variance_is_mostly
        };
        Some(fill(
            sentence,
            &[("spending", spending), ("budget", budget)],
        ))
    }

    pub(super) fn basis_of(&self, row: &RevenueRow) -> String {
        let words = self.context.words;
        let on = match row.on {
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
