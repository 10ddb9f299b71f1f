//! Money: each service once, one total, and services that add up to it or a note that says why not.

use rust_decimal::Decimal;

use super::FileProblems;
use crate::diag::{Code, Problems};
use crate::model::{Basis, CapitalRow, Finance, Revenue, RevenueRow, RowKind, Text};
use crate::parse::At;
use crate::parse::draft::FinanceDraft;
use crate::source::{NodeId, SourcePath};

pub(super) fn check(path: &SourcePath, draft: &FinanceDraft, problems: &mut Problems) -> Finance {
    let file = &mut FileProblems::of(path, problems);
    for basis in [Basis::FullYearForecast, Basis::ToDate] {
        let rows = draft.revenue.iter().filter(|row| row.basis == basis);
        let rows = rows.map(Row::revenue);
        check_table(&rows.collect::<Vec<_>>(), draft.is_whole, file);
    }
    let capital = draft.capital.iter().map(Row::capital);
    check_table(&capital.collect::<Vec<_>>(), draft.is_whole, file);
    Finance {
        unit: draft.unit,
        revenue: draft.revenue.iter().map(|row| row.value.clone()).collect(),
        capital: draft.capital.iter().map(|row| row.value.clone()).collect(),
        savings: draft.savings.clone(),
    }
}

/// The common part of revenue rows and capital rows.
struct Row<'d> {
    node: NodeId,
    service: &'d Text,
    kind: RowKind,
    has_note: bool,
    amounts: Vec<(&'static str, Option<Decimal>)>,
}

impl<'d> Row<'d> {
    fn revenue(row: &'d At<RevenueRow>) -> Self {
        let amounts = match row.amounts {
            Revenue::Amounts { budget, projected } => {
                vec![("budget", Some(budget)), ("projected", Some(projected))]
            }
            Revenue::Printed {
                gross,
                net,
                variance,
            } => vec![("gross", gross), ("net", net), ("variance", Some(variance))],
        };
        Self {
            node: row.node,
            service: &row.service,
            kind: row.kind,
            has_note: row.note.is_some(),
            amounts,
        }
    }

    fn capital(row: &'d At<CapitalRow>) -> Self {
        let amounts = vec![
            ("budget", row.budget),
            ("estimate", row.estimate),
            ("earlier_estimate", row.earlier_estimate),
            ("actual", row.actual),
        ];
        Self {
            node: row.node,
            service: &row.service,
            kind: row.kind,
            has_note: row.note.is_some(),
            amounts,
        }
    }

    fn amount(&self, name: &str) -> Option<Decimal> {
        self.amounts.iter().find(|(other, _)| *other == name)?.1
    }
}

/// Reports the first problem of a table: a duplicate row would make every sum wrong.
fn check_table(rows: &[Row], is_whole: bool, file: &mut FileProblems) {
    let mut totals = rows.iter().filter(|row| row.kind == RowKind::Total);
    let total = totals.next();
    if let (Some(first), Some(second)) = (total, totals.next()) {
        let message = "two rows are marked as the total row";
        let help = "delete `total: true` from the row that is a single service";
        let first = (file.place(first.node), "the other one");
        file.error_with(first, Code::Sum, second.node, message, help);
        return;
    }
    for (index, row) in rows.iter().enumerate() {
        let mut earlier = rows[..index].iter();
        if let Some(first) = earlier.find(|other| other.service == row.service) {
            let message = format!("`{}` appears twice", row.service.as_str());
            file.twice(
                file.place(first.node),
                Code::DuplicateKey,
                row.node,
                message,
            );
            return;
        }
    }
    if let Some(total) = total.filter(|total| is_whole && !total.has_note) {
        check_sums(rows, total, file);
    }
}

/// Checks the sums of a table. Amounts are printed in whole thousands or pounds, so each service and the total may be
/// rounded by half of one.
fn check_sums(rows: &[Row], total: &Row, file: &mut FileProblems) {
    let amounts = total.amounts.iter();
    let wrong = amounts.filter_map(|(name, expected)| {
        let expected = (*expected)?;
        let sum = sum(rows, name, expected)?;
        Some(format!(
            "`{name}` adds up to {sum}, but the total row says {expected}"
        ))
    });
    let wrong: Vec<String> = wrong.collect();
    if !wrong.is_empty() {
        let message = format!("the services' {}", wrong.join("; "));
        let help = "correct one of them; if the source prints these figures, say so in the `note:` of the total";
        file.error(Code::Sum, total.node, message, help);
    }
}

/// Returns the sum of the services, if all of them have the amount and it differs from the expected one by more than
/// rounding.
fn sum(rows: &[Row], name: &str, expected: Decimal) -> Option<Decimal> {
    let services = rows.iter().filter(|row| row.kind == RowKind::Service);
    let amounts: Option<Vec<Decimal>> = services.map(|row| row.amount(name)).collect();
    let amounts = amounts.filter(|amounts| !amounts.is_empty())?;
    let sum: Decimal = amounts.iter().sum();
    let all = amounts.iter().chain([&expected]);
    let slack: Decimal = all.map(|amount| Decimal::new(5, amount.scale() + 1)).sum();
    ((sum - expected).abs() > slack).then_some(sum)
}
