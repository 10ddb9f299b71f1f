//! The money of a quarter file.

use rust_decimal::Decimal;

use crate::diag::Code;
use crate::model::{
    Basis, CapitalRow, MoneyUnit, Revenue, RevenueRow, RowKind, SavingsRow, Text, VarianceBase,
};
use crate::parse::fields::{Fields, at, map};
use crate::parse::file::{At, File};
use crate::parse::leaf;
use crate::parse::yaml::Node;

/// `finance:` of a quarter file.
#[derive(Debug)]
pub struct FinanceDraft {
    pub(crate) unit: MoneyUnit,
    pub(crate) revenue: Vec<At<RevenueRow>>,
    pub(crate) capital: Vec<At<CapitalRow>>,
    /// Whether every row of revenue and capital could be read.
    pub(crate) is_whole: bool,
    pub(crate) savings: Vec<SavingsRow>,
}

const UNITS: &[(&str, MoneyUnit)] = &[
    ("pounds", MoneyUnit::Pounds),
    ("thousands", MoneyUnit::Thousands),
    ("millions", MoneyUnit::Millions),
];

const BASES: &[(&str, VarianceBase)] = &[
    ("gross", VarianceBase::Gross),
    ("net", VarianceBase::Net),
    ("not_stated", VarianceBase::NotStated),
];

const BASIS: &[(&str, Basis)] = &[
    ("full_year_forecast", Basis::FullYearForecast),
    ("to_date", Basis::ToDate),
];

impl FinanceDraft {
    pub(crate) fn read(file: &File, node: &Node) -> Option<Self> {
        map(file, node, "`finance`", |fields| {
            let unit = fields.required("in", "thousands", leaf::word(UNITS));
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
    let before = file.so_far();
    let service = fields.required("service", "\"All\"", leaf::title);
    let kind = row_kind(&mut fields);
    let amounts = Amounts {
        budget: fields.optional("budget", leaf::decimal),
        projected: fields.optional("projected", leaf::decimal),
        gross: fields.optional("gross", leaf::decimal),
        net: fields.optional("net", leaf::decimal),
        variance: fields.optional_at("variance", leaf::decimal),
    };
    let on = fields.optional("variance_on", leaf::word(BASES));
    let basis = fields.required("basis", "full_year_forecast", leaf::word(BASIS));
    let note = fields.optional("note", leaf::text);
    fields.finish();
    let is_whole = file.is_whole_since(before);
    let service = service?;
    let amounts = amounts.revenue(file);
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

/// The amounts of a revenue row, of which not every pair makes sense.
struct Amounts {
    budget: Option<Decimal>,
    projected: Option<Decimal>,
    gross: Option<Decimal>,
    net: Option<Decimal>,
    variance: Option<At<Decimal>>,
}

impl Amounts {
    /// Reports a printed variance that differs from the two amounts.
    fn revenue(self, file: &File) -> Option<Revenue> {
        match (self.budget, self.projected, self.variance) {
            (Some(budget), Some(projected), variance) => {
                let computed = projected - budget;
                if let Some(variance) = variance.filter(|variance| variance.value != computed) {
                    let message = format!(
                        "the printed variance {} is not projected minus budget, which is {computed}",
                        variance.value
                    );
                    let help =
                        "delete `variance`, which is calculated; or correct one of the amounts";
                    file.error(variance.node, Code::Sum, message, help);
                }
                Some(Revenue::Amounts { budget, projected })
            }
            (None, None, Some(variance)) => Some(Revenue::Printed {
                gross: self.gross,
                net: self.net,
                variance: variance.value,
            }),
            _ => None,
        }
    }
}

fn capital_row(file: &File, node: &Node) -> Option<CapitalRow> {
    let before = file.so_far();
    let row = map(file, node, "a capital row", |fields| {
        let service = fields.required("service", "\"Education\"", leaf::title);
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
        let target = fields.required("target", "2781", leaf::decimal);
        let projected = fields.required("projected", "1828", leaf::decimal);
        Some(SavingsRow {
            service,
            note: fields.optional("note", leaf::text),
            target: target?,
            projected: projected?,
        })
    })
}
