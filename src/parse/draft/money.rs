//! The money of a quarter file.

use rust_decimal::Decimal;

use crate::diag::{Code, Diagnostic};
use crate::model::{
    Basis, CapitalRow, MoneyUnit, Revenue, RevenueRow, RowKind, SavingsRow, Text, VarianceBase,
};
use crate::parse::fields::{Fields, at};
use crate::parse::file::{At, File, Legible};
use crate::parse::leaf;
use crate::parse::yaml::Node;

/// `finance:` of a quarter file.
#[derive(Debug)]
pub struct FinanceDraft {
    pub(crate) unit: MoneyUnit,
    pub(crate) revenue: Vec<At<RevenueRow>>,
    pub(crate) capital: Vec<At<CapitalRow>>,
    pub(crate) legible: Legible,
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
    /// Reads it.
    pub fn read(file: &File, node: &Node) -> Option<Self> {
        let mut fields = Fields::of(file, node, "`finance`")?;
        let unit = fields.required("in", "thousands", leaf::word(UNITS));
        let before = file.so_far();
        let revenue = fields.list("revenue", at(revenue_row));
        let capital = fields.list("capital", at(capital_row));
        let legible = file.since(before);
        let savings = fields.list("savings", savings_row);
        fields.finish();
        Some(Self {
            unit: unit?,
            revenue,
            capital,
            legible,
            savings,
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
    let amounts = Amounts::read(&mut fields);
    let on = fields.optional("variance_on", leaf::word(BASES));
    let basis = fields.required("basis", "full_year_forecast", leaf::word(BASIS));
    let note = fields.optional("note", leaf::text);
    fields.finish();
    let amounts = Amounts {
        legible: file.since(before),
        ..amounts
    };
    Some(RevenueRow {
        service: service?,
        kind,
        amounts: amounts.revenue(file, node)?,
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
    legible: Legible,
}

impl Amounts {
    fn read(fields: &mut Fields) -> Self {
        Self {
            budget: fields.optional("budget", leaf::decimal),
            projected: fields.optional("projected", leaf::decimal),
            gross: fields.optional("gross", leaf::decimal),
            net: fields.optional("net", leaf::decimal),
            variance: fields.optional_at("variance", leaf::decimal),
            legible: Legible::Whole,
        }
    }

    fn revenue(self, file: &File, node: &Node) -> Option<Revenue> {
        let problem = |message: &str, help: &str| {
            let place = file.place(node.id);
            file.report(Diagnostic::error(Code::MissingField, place, message).help(help));
        };
        match (self.budget, self.projected, self.variance) {
            (Some(budget), Some(projected), None) => Some(Revenue::Amounts { budget, projected }),
            (Some(budget), Some(projected), Some(variance)) => {
                if projected - budget != *variance {
                    let message = format!(
                        "the printed variance {} is not projected minus budget, which is {}",
                        variance.value,
                        projected - budget
                    );
                    let place = file.place(variance.node);
                    file.report(Diagnostic::error(Code::Sum, place, message).help(
                        "delete `variance`, which is calculated; or correct one of the amounts",
                    ));
                }
                Some(Revenue::Amounts { budget, projected })
            }
            (None, None, Some(variance)) => Some(Revenue::Printed {
                gross: self.gross,
                net: self.net,
                variance: variance.value,
            }),
            _ if self.legible == Legible::InPart => None,
            _ => {
                problem(
                    "a revenue row needs `budget` and `projected`, or the printed `variance`",
                    "write `budget: 46617, projected: 47817`, or `net: 47614, variance: 3687, variance_on: net`",
                );
                None
            }
        }
    }
}

fn capital_row(file: &File, node: &Node) -> Option<CapitalRow> {
    let mut fields = Fields::of(file, node, "a capital row")?;
    let before = file.so_far();
    let service = fields.required("service", "\"Education\"", leaf::title);
    let kind = row_kind(&mut fields);
    let row = CapitalRow {
        service: service.unwrap_or_else(|| Text::new("")),
        kind,
        budget: fields.optional("budget", leaf::decimal),
        estimate: fields.optional("estimate", leaf::decimal),
        earlier_estimate: fields.optional("earlier_estimate", leaf::decimal),
        actual: fields.optional("actual", leaf::decimal),
        note: fields.optional("note", leaf::text),
    };
    fields.finish();
    let amounts = [row.budget, row.estimate, row.earlier_estimate, row.actual];
    if amounts.iter().all(Option::is_none) && file.since(before) == Legible::Whole {
        let message = "this capital row has no amount";
        file.report(
            Diagnostic::error(Code::MissingField, file.place(node.id), message)
                .help("add `budget:`, `estimate:` or `actual:`, or delete the row"),
        );
    }
    Some(row)
}

fn savings_row(file: &File, node: &Node) -> Option<SavingsRow> {
    let mut fields = Fields::of(file, node, "a savings row")?;
    let service = fields.optional("service", leaf::title);
    let target = fields.required("target", "2781", leaf::decimal);
    let projected = fields.required("projected", "1828", leaf::decimal);
    let note = fields.optional("note", leaf::text);
    fields.finish();
    Some(SavingsRow {
        service,
        target: target?,
        projected: projected?,
        note,
    })
}
