//! Money: services add up to their total, or a note says why not.

use rust_decimal::Decimal;

use crate::diag::{Code, Diagnostic};
use crate::model::{CapitalRow, Finance, Revenue, RevenueRow, RowKind, Text};
use crate::parse::draft::{FinanceDraft, RowDraft};
use crate::source::{Place, SourcePath};

pub(super) fn check(path: &SourcePath, draft: &FinanceDraft, out: &mut Vec<Diagnostic>) -> Finance {
    for (name, amount) in REVENUE {
        check_sum(path, &draft.revenue, name, amount, out);
    }
    for (name, amount) in CAPITAL {
        check_sum(path, &draft.capital, name, amount, out);
    }
    Finance {
        unit: draft.unit,
        revenue: draft.revenue.iter().map(|row| row.row.clone()).collect(),
        capital: draft.capital.iter().map(|row| row.row.clone()).collect(),
        savings: draft.savings.iter().map(|row| row.row.clone()).collect(),
    }
}

/// A name of an amount, and how to take it from a row.
type Column<T> = (&'static str, fn(&T) -> Option<Decimal>);

const REVENUE: [Column<RevenueRow>; 5] = [
    ("budget", |row| match row.amounts {
        Revenue::Amounts { budget, .. } => Some(budget),
        Revenue::Printed { .. } => None,
    }),
    ("projected", |row| match row.amounts {
        Revenue::Amounts { projected, .. } => Some(projected),
        Revenue::Printed { .. } => None,
    }),
    ("gross", |row| match row.amounts {
        Revenue::Printed { gross, .. } => gross,
        Revenue::Amounts { .. } => None,
    }),
    ("net", |row| match row.amounts {
        Revenue::Printed { net, .. } => net,
        Revenue::Amounts { .. } => None,
    }),
    ("variance", |row| match row.amounts {
        Revenue::Printed { variance, .. } => Some(variance),
        Revenue::Amounts { .. } => None,
    }),
];

const CAPITAL: [Column<CapitalRow>; 4] = [
    ("budget", |row| row.budget),
    ("estimate", |row| row.estimate),
    ("earlier_estimate", |row| row.earlier_estimate),
    ("actual", |row| row.actual),
];

/// What rows of revenue and of capital have in common.
trait Row {
    fn kind(&self) -> RowKind;
    fn note(&self) -> Option<&Text>;
}

impl Row for RevenueRow {
    fn kind(&self) -> RowKind {
        self.kind
    }

    fn note(&self) -> Option<&Text> {
        self.note.as_ref()
    }
}

impl Row for CapitalRow {
    fn kind(&self) -> RowKind {
        self.kind
    }

    fn note(&self) -> Option<&Text> {
        self.note.as_ref()
    }
}

/// Amounts are printed in whole thousands or pounds: each service may be half of one off, and so may the total.
fn check_sum<T: Row>(
    path: &SourcePath,
    rows: &[RowDraft<T>],
    name: &str,
    amount: fn(&T) -> Option<Decimal>,
    out: &mut Vec<Diagnostic>,
) {
    let Some(total) = rows.iter().find(|row| row.row.kind() == RowKind::Total) else {
        return;
    };
    let services: Vec<_> = rows
        .iter()
        .filter(|row| row.row.kind() == RowKind::Service)
        .collect();
    let amounts: Option<Vec<Decimal>> = services.iter().map(|row| amount(&row.row)).collect();
    let (Some(amounts), Some(expected)) = (amounts.filter(|a| !a.is_empty()), amount(&total.row))
    else {
        return;
    };
    let sum: Decimal = amounts.iter().sum();
    let slack: Decimal = amounts
        .iter()
        .chain([&expected])
        .map(|amount| Decimal::new(5, amount.scale() + 1))
        .sum();
    if (sum - expected).abs() > slack && total.row.note().is_none() {
        let message =
            format!("the services' `{name}` comes to {sum}, and the total says {expected}");
        out.push(
            Diagnostic::error(Code::Sum, Place::node(path, total.node), message).help(
                "correct one of them; if the source prints them so, say it in the total's `note:`",
            ),
        );
    }
}
