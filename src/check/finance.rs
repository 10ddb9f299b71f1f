//! Money: each service once, one total, and services that add up to it or a note that says why not.

use rust_decimal::Decimal;

use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{Basis, CapitalRow, Finance, Revenue, RevenueRow, RowKind, Text};
use crate::parse::Legible;
use crate::parse::draft::{FinanceDraft, RowDraft};
use crate::source::{Place, SourcePath};

pub(super) fn check(path: &SourcePath, draft: &FinanceDraft, problems: &mut Problems) -> Finance {
    for basis in [Basis::FullYearForecast, Basis::ToDate] {
        let rows = draft.revenue.iter().filter(|row| row.row.basis == basis);
        problems.extend(problem(path, &rows.collect::<Vec<_>>(), draft.legible));
    }
    let capital: Vec<_> = draft.capital.iter().collect();
    problems.extend(problem(path, &capital, draft.legible));
    Finance {
        unit: draft.unit,
        revenue: draft.revenue.iter().map(|row| row.row.clone()).collect(),
        capital: draft.capital.iter().map(|row| row.row.clone()).collect(),
        savings: draft.savings.iter().map(|row| row.row.clone()).collect(),
    }
}

/// Returns the first problem of a table: a duplicate row would make every sum wrong.
fn problem<T: Row>(
    path: &SourcePath,
    rows: &[&RowDraft<T>],
    legible: Legible,
) -> Option<Diagnostic> {
    two_totals(path, rows)
        .or_else(|| service_twice(path, rows))
        .or_else(|| match legible {
            Legible::Whole => wrong_sum(path, rows),
            Legible::InPart => None,
        })
}

/// The common part of revenue rows and capital rows.
trait Row {
    fn service(&self) -> &Text;
    fn kind(&self) -> RowKind;
    fn note(&self) -> Option<&Text>;
    fn amounts(&self) -> Vec<(&'static str, Decimal)>;
}

impl Row for RevenueRow {
    fn service(&self) -> &Text {
        &self.service
    }

    fn kind(&self) -> RowKind {
        self.kind
    }

    fn note(&self) -> Option<&Text> {
        self.note.as_ref()
    }

    fn amounts(&self) -> Vec<(&'static str, Decimal)> {
        match self.amounts {
            Revenue::Amounts { budget, projected } => {
                vec![("budget", budget), ("projected", projected)]
            }
            Revenue::Printed {
                gross,
                net,
                variance,
            } => named([("gross", gross), ("net", net), ("variance", Some(variance))]),
        }
    }
}

impl Row for CapitalRow {
    fn service(&self) -> &Text {
        &self.service
    }

    fn kind(&self) -> RowKind {
        self.kind
    }

    fn note(&self) -> Option<&Text> {
        self.note.as_ref()
    }

    fn amounts(&self) -> Vec<(&'static str, Decimal)> {
        named([
            ("budget", self.budget),
            ("estimate", self.estimate),
            ("earlier_estimate", self.earlier_estimate),
            ("actual", self.actual),
        ])
    }
}

fn named<const N: usize>(
    amounts: [(&'static str, Option<Decimal>); N],
) -> Vec<(&'static str, Decimal)> {
    let given = amounts.into_iter();
    given
        .filter_map(|(name, amount)| Some((name, amount?)))
        .collect()
}

fn two_totals<T: Row>(path: &SourcePath, rows: &[&RowDraft<T>]) -> Option<Diagnostic> {
    let mut totals = rows.iter().filter(|row| row.row.kind() == RowKind::Total);
    let (first, second) = (totals.next()?, totals.next()?);
    let message = "two rows are marked as the total row";
    let problem = Diagnostic::error(Code::Sum, Place::node(path, second.node), message);
    Some(
        problem
            .related(Place::node(path, first.node), "the other one")
            .help("delete `total: true` from the row that is a single service"),
    )
}

fn service_twice<T: Row>(path: &SourcePath, rows: &[&RowDraft<T>]) -> Option<Diagnostic> {
    let (first, second) = rows.iter().enumerate().find_map(|(index, row)| {
        let mut earlier = rows[..index].iter();
        let first = earlier.find(|other| other.row.service() == row.row.service())?;
        Some((first, row))
    })?;
    let message = format!("`{}` appears twice", second.row.service().as_str());
    let problem = Diagnostic::error(Code::DuplicateKey, Place::node(path, second.node), message);
    Some(
        problem
            .related(Place::node(path, first.node), "first here")
            .help("delete one of them"),
    )
}

/// Checks the sums of a table. Amounts are printed in whole thousands or pounds, so each service and the total may be
/// rounded by half of one.
fn wrong_sum<T: Row>(path: &SourcePath, rows: &[&RowDraft<T>]) -> Option<Diagnostic> {
    let total = rows.iter().find(|row| row.row.kind() == RowKind::Total)?;
    if total.row.note().is_some() {
        return None;
    }
    let wrong: Vec<String> = total
        .row
        .amounts()
        .into_iter()
        .filter_map(|(name, expected)| {
            let sum = sum(rows, name, expected)?;
            Some(format!(
                "`{name}` adds up to {sum}, but the total row says {expected}"
            ))
        })
        .collect();
    if wrong.is_empty() {
        return None;
    }
    let message = format!("the services' {}", wrong.join("; "));
    Some(
        Diagnostic::error(Code::Sum, Place::node(path, total.node), message).help(
            "correct one of them; if the source prints these figures, say so in the `note:` of the total",
        ),
    )
}

/// Returns the sum of the services, if all of them have the amount and it differs from the expected one by more than
/// rounding.
fn sum<T: Row>(rows: &[&RowDraft<T>], name: &str, expected: Decimal) -> Option<Decimal> {
    let services = rows.iter().filter(|row| row.row.kind() == RowKind::Service);
    let amounts: Option<Vec<Decimal>> = services
        .map(|row| {
            let amounts = row.row.amounts();
            let (_, amount) = amounts.into_iter().find(|(other, _)| *other == name)?;
            Some(amount)
        })
        .collect();
    let amounts = amounts.filter(|amounts| !amounts.is_empty())?;
    let sum: Decimal = amounts.iter().sum();
    let slack: Decimal = amounts
        .iter()
        .chain([&expected])
        .map(|amount| Decimal::new(5, amount.scale() + 1))
        .sum();
    ((sum - expected).abs() > slack).then_some(sum)
}
