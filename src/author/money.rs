//! The money of a new quarter: the rows of the last one, without figures.

use super::{quoted, under};
use crate::model::{
    Basis, Columns, MoneyUnit, PrintedVariance, QuarterReport, Revenue, RevenueRow, RowKind, Text,
    VarianceBase,
};

pub(super) fn finance(last: &QuarterReport) -> Option<Vec<String>> {
    let finance = last.finance.as_ref()?;
    let unit = match finance.unit {
        MoneyUnit::Pounds => "pounds",
        MoneyUnit::Thousands => "thousands",
        MoneyUnit::Millions => "millions",
    };
    let revenue = finance.revenue.iter().map(|row| {
        let basis = match row.basis {
            Basis::FullYearForecast => "full_year_forecast",
            Basis::ToDate => "to_date",
        };
        let service = service(&row.service, row.kind);
        let amounts = revenue_amounts(row);
        let columns = columns(&row.columns);
        format!("- {{ {service}, {amounts}, basis: {basis}{columns} }}")
    });
    let capital = finance.capital.iter().map(|row| {
        let service = service(&row.service, row.kind);
        let end = columns(&row.columns) + " }";
        let end = end.trim_start();
        format!("- {{ {service}, budget: , estimate: , actual: {end}")
    });
    let savings = finance.savings.iter();
    let savings = savings.map(|row| {
        let end = columns(&row.columns) + " }";
        let end = end.trim_start();
        format!("- {{ target: , projected: {end}")
    });
    let parts = [
        vec![format!("in: {unit}")],
        under("revenue", revenue),
        under("capital", capital),
        under("savings", savings),
    ];
    Some(under("finance", parts.concat()))
}

/// Returns the amounts that a row of revenue had, without their figures.
fn revenue_amounts(row: &RevenueRow) -> String {
    let Revenue::Printed {
        gross,
        net,
        variance,
    } = &row.amounts
    else {
        return "budget: , projected: ".to_owned();
    };
    let gross = gross.map_or("", |_| "gross: , ");
    let net = net.map_or("", |_| "net: , ");
    let variance = match variance {
        PrintedVariance::One(_) => "variance: ",
        PrintedVariance::Both { .. } => "variance: { gross: , net: }",
    };
    let on = match row.on {
        VarianceBase::Gross => ", variance_on: gross",
        VarianceBase::Net => ", variance_on: net",
        VarianceBase::NotStated => "",
    };
    format!("{gross}{net}{variance}{on}")
}

/// Returns the further columns that a row had, without their amounts.
fn columns(columns: &Columns) -> String {
    if columns.is_empty() {
        return String::new();
    }
    let names = columns.iter().map(|(name, _)| quoted(name.as_str()) + ":");
    let names: Vec<String> = names.collect();
    format!(", columns: {{ {} }}", names.join(" , "))
}

fn service(name: &Text, kind: RowKind) -> String {
    let total = match kind {
        RowKind::Total => ", total: true",
        RowKind::Service => "",
    };
    format!("service: {}{total}", quoted(name.as_str()))
}
