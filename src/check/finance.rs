//! Money: each service once, one total, and services that add up to it or a note that says why not.

use rust_decimal::Decimal;

use super::FileProblems;
use crate::diag::{Code, Problems};
use crate::model::{
    Basis, CapitalRow, Columns, Finance, PrintedVariance, Revenue, RevenueRow, RowKind, Text,
    VarianceBase,
};
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
    check_names(
        draft.revenue.iter().map(|row| (row.node, &row.columns)),
        file,
    );
    check_names(
        draft.capital.iter().map(|row| (row.node, &row.columns)),
        file,
    );
    check_names(
        draft.savings.iter().map(|row| (row.node, &row.columns)),
        file,
    );
    Finance {
        unit: draft.unit,
        revenue: draft.revenue.iter().map(|row| row.value.clone()).collect(),
        capital: draft.capital.iter().map(|row| row.value.clone()).collect(),
        savings: draft.savings.iter().map(|row| row.value.clone()).collect(),
    }
}

/// The common part of revenue rows and capital rows.
struct Row<'d> {
    node: NodeId,
    service: &'d Text,
    kind: RowKind,
    has_note: bool,
    amounts: Amounts,
    /// Amounts that other rows have under another name: the net variance of a row that has no other.
    aliases: Amounts,
    columns: &'d Columns,
}

type Amounts = Vec<(&'static str, Option<Decimal>)>;

const VARIANCE: &str = "variance";
const GROSS: &str = "variance: gross";
const NET: &str = "variance: net";

impl<'d> Row<'d> {
    fn revenue(row: &'d At<RevenueRow>) -> Self {
        let amounts = match row.amounts {
            Revenue::Amounts { budget, projected } => {
                vec![("budget", Some(budget)), ("projected", Some(projected))]
            }
            Revenue::Printed { gross, net, .. } => vec![("gross", gross), ("net", net)],
        };
        let (variances, aliases) = match row.amounts {
            Revenue::Printed { variance, .. } => variances(variance, row.on),
            Revenue::Amounts { .. } => Default::default(),
        };
        Self {
            node: row.node,
            service: &row.service,
            kind: row.kind,
            has_note: row.note.is_some(),
            amounts: [amounts, variances].concat(),
            aliases,
            columns: &row.columns,
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
            aliases: Vec::new(),
            columns: &row.columns,
        }
    }

    fn amount(&self, name: &str) -> Option<Decimal> {
        let mut all = self.amounts.iter().chain(&self.aliases);
        all.find(|(other, _)| *other == name)?.1
    }

    fn column(&self, name: &Text) -> Option<Decimal> {
        let mut columns = self.columns.iter();
        columns
            .find(|(other, _)| other == name)
            .map(|(_, own)| *own)
    }
}

/// Returns the printed variances of a row by their names, and by the names that they have in other rows.
fn variances(variance: PrintedVariance, on: VarianceBase) -> (Amounts, Amounts) {
    let (rated, _) = variance.rated_and_other(on);
    let rated = (VARIANCE, Some(rated));
    match (variance, on) {
        (PrintedVariance::Both { gross, net }, _) => {
            (vec![(GROSS, Some(gross)), (NET, Some(net))], vec![rated])
        }
        (PrintedVariance::One(only), VarianceBase::Gross) => {
            (vec![rated], vec![(GROSS, Some(only))])
        }
        (PrintedVariance::One(only), VarianceBase::Net) => (vec![rated], vec![(NET, Some(only))]),
        (PrintedVariance::One(_), VarianceBase::NotStated) => (vec![rated], Vec::new()),
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

/// Reports the name of a column that differs from an earlier one in its capitals only, which would be another column.
fn check_names<'d>(rows: impl Iterator<Item = (NodeId, &'d Columns)>, file: &mut FileProblems) {
    let mut names: Vec<&Text> = Vec::new();
    let letters = |name: &Text| name.as_str().to_lowercase();
    let all = rows.flat_map(|(row, columns)| columns.iter().map(move |(name, _)| (row, name)));
    for (row, name) in all {
        let first = names.iter().find(|other| letters(other) == letters(name));
        let Some(first) = first else {
            names.push(name);
            continue;
        };
        if *first != name {
            let (name, first) = (name.as_str(), first.as_str());
            let message = format!("`{name}` would be another column than `{first}`");
            let help = format!("write `{first}`, or a name that differs in more than capitals");
            file.error(Code::UnknownWord, row, message, help);
            return;
        }
    }
}

/// Checks the sums of a table. Amounts are printed in whole thousands or pounds, so each service and the total may be
/// rounded by half of one.
fn check_sums(rows: &[Row], total: &Row, file: &mut FileProblems) {
    let wrong = |name: &str, expected: Decimal, sum: Decimal| {
        format!("`{name}` adds up to {sum}, but the total row says {expected}")
    };
    let amounts = total.amounts.iter().filter_map(|(name, expected)| {
        let sum = sum(rows, |row| row.amount(name), (*expected)?)?;
        Some(wrong(name, (*expected)?, sum))
    });
    let columns = total.columns.iter().filter_map(|(name, expected)| {
        let sum = sum(rows, |row| row.column(name), *expected)?;
        Some(wrong(name.as_str(), *expected, sum))
    });
    let wrong: Vec<String> = amounts.chain(columns).collect();
    if !wrong.is_empty() {
        let message = format!("the services' {}", wrong.join("; "));
        let help = "correct one of them; if the source prints these figures, say so in the `note:` of the total";
        file.error(Code::Sum, total.node, message, help);
    }
}

/// Returns the sum of the services, if all of them have the amount and it differs from the expected one by more than
/// rounding.
fn sum(
    rows: &[Row],
    amount: impl Fn(&Row) -> Option<Decimal>,
    expected: Decimal,
) -> Option<Decimal> {
    let services = rows.iter().filter(|row| row.kind == RowKind::Service);
    let amounts: Option<Vec<Decimal>> = services.map(amount).collect();
    let amounts = amounts.filter(|amounts| !amounts.is_empty())?;
    let sum: Decimal = amounts.iter().sum();
    let all = amounts.iter().chain([&expected]);
    let slack: Decimal = all.map(|amount| Decimal::new(5, amount.scale() + 1)).sum();
    ((sum - expected).abs() > slack).then_some(sum)
}
