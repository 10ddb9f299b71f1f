//! Money of a quarter file.

use rust_decimal::Decimal;

use crate::diag::Code;
use crate::model::{
    CapitalRow, MoneyUnit, Revenue, RevenueRow, RowKind, SavingsRow, Text, VarianceBase,
};
use crate::parse::fields::{Fields, at, map};
use crate::parse::file::{At, File};
use crate::parse::leaf;
use crate::parse::yaml::Node;

#[derive(Debug)]
pub(crate) struct FinanceDraft {
    pub(crate) unit: MoneyUnit,
    pub(crate) revenue: Vec<At<RevenueRow>>,
    pub(crate) capital: Vec<At<CapitalRow>>,
    /// Whether every row of revenue and capital could be read.
    pub(crate) is_whole: bool,
    pub(crate) savings: Vec<SavingsRow>,
}

impl FinanceDraft {
    pub(crate) fn read(file: &File, node: &Node) -> Option<Self> {
        map(file, node, "`finance`", |fields| {
            let unit = fields.required("in", leaf::choice);
            let before = file.so_far();
            Some(Self {
                revenue: fields.list("revenue", at(revenue_row)),
                capital: fields.list("capital", at(capital_row)),
                is_whole: file.is_whole_since(before),
                savings: fields.list("savings", savings_row),
                unit: unit?,
            })
        })
    }
}

fn row_kind(fields: &mut Fields) -> RowKind {
    match fields.optional("total", leaf::yes_or_no) {
        Some(true) => RowKind::Total,
        _ => RowKind::Service,
    }
}

fn revenue_row(file: &File, node: &Node) -> Option<RevenueRow> {
    let mut fields = Fields::of(file, node, "a revenue row")?;
    let service = fields.required("service", leaf::title);
    let kind = row_kind(&mut fields);
    let mut amount = |name| fields.optional(name, leaf::decimal);
    let (budget, projected) = (amount("budget"), amount("projected"));
    let (gross, net) = (amount("gross"), amount("net"));
    let variance = fields.optional_at("variance", leaf::decimal);
    let on = fields.optional("variance_on", leaf::choice);
    let basis = fields.required("basis", leaf::choice);
    let note = fields.optional("note", leaf::text);
    let is_whole = fields.finish();
    let service = service?;
    let amounts = match (budget, projected, variance) {
        (Some(budget), Some(projected), variance) => {
            check_variance(file, variance, projected - budget);
            Some(Revenue::Amounts { budget, projected })
        }
        (None, None, Some(printed)) => Some(Revenue::Printed {
            gross,
            net,
            variance: printed.value,
        }),
        _ => None,
    };
    if amounts.is_none() && is_whole {
        let message = "a revenue row needs `budget` and `projected`, or the printed `variance`";
        let help = "write `budget: 46617, projected: 47817`, or `net: 47614, variance: 3687, variance_on: net`";
        file.error(node.id, Code::MissingField, message, help);
    }
    Some(RevenueRow {
        service,
        kind,
        amounts: amounts?,
        on: on.unwrap_or(VarianceBase::NotStated),
        basis: basis?,
        note,
    })
}

/// Reports a printed variance that differs from the two amounts.
fn check_variance(file: &File, variance: Option<At<Decimal>>, computed: Decimal) {
    if let Some(At { value, node }) = variance.filter(|variance| variance.value != computed) {
        let message = format!(
            "the printed variance {value} is not projected minus budget, which is {computed}"
        );
        let help = "delete `variance`, which is calculated; or correct one of the amounts";
        file.error(node, Code::Sum, message, help);
    }
}

fn capital_row(file: &File, node: &Node) -> Option<CapitalRow> {
    let before = file.so_far();
    let row = map(file, node, "a capital row", |fields| {
        let service = fields.required("service", leaf::title);
        Some(CapitalRow {
            service: service.unwrap_or_else(|| Text::new("")),
            kind: row_kind(fields),
            budget: fields.optional("budget", leaf::decimal),
            estimate: fields.optional("estimate", leaf::decimal),
            earlier_estimate: fields.optional("earlier_estimate", leaf::decimal),
            actual: fields.optional("actual", leaf::decimal),
            note: fields.optional("note", leaf::text),
        })
    })?;
    let amounts = [row.budget, row.estimate, row.earlier_estimate, row.actual];
    if amounts.iter().all(Option::is_none) && file.is_whole_since(before) {
        let message = "this capital row has no amount";
        let help = "add `budget:`, `estimate:` or `actual:`, or delete the row";
        file.error(node.id, Code::MissingField, message, help);
    }
    Some(row)
}

fn savings_row(file: &File, node: &Node) -> Option<SavingsRow> {
    map(file, node, "a savings row", |fields| {
        let service = fields.optional("service", leaf::title);
        let target = fields.required("target", leaf::decimal);
        let projected = fields.required("projected", leaf::decimal);
        Some(SavingsRow {
            service,
            note: fields.optional("note", leaf::text),
            target: target?,
            projected: projected?,
        })
    })
}
