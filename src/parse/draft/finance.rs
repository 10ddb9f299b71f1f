//! Money of a quarter file.

use rust_decimal::Decimal;

use crate::diag::Code;
use crate::model::{
    CapitalRow, Columns, MoneyUnit, PrintedVariance, Revenue, RevenueRow, RowKind, SavingsRow,
    Text, VarianceBase,
};
use crate::parse::fields::{Fields, at, map};
use crate::parse::file::{At, File};
use crate::parse::leaf;
use crate::parse::yaml::{Content, Node};

#[derive(Debug)]
pub(crate) struct FinanceDraft {
    pub(crate) unit: MoneyUnit,
    pub(crate) revenue: Vec<At<RevenueRow>>,
    pub(crate) capital: Vec<At<CapitalRow>>,
    /// Whether every row of revenue and capital could be read.
    pub(crate) is_whole: bool,
    pub(crate) savings: Vec<At<SavingsRow>>,
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
                savings: fields.list("savings", at(savings_row)),
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
    let bases = ["gross", "net"].map(|name| (name, fields.optional_at(name, leaf::decimal)));
    let variance = fields.optional_at("variance", variance);
    let on = fields.optional_at("variance_on", leaf::choice);
    let basis = fields.required("basis", leaf::choice);
    let columns = columns(&mut fields);
    let note = fields.optional("note", leaf::text);
    let is_whole = fields.finish();
    let service = service?;
    let (variance, on) = match variance {
        Some(typed) => {
            let (variance, on) = on_its_base(file, &typed, on)?;
            (Some(typed.map(|_| variance)), on)
        }
        None => (None, on.map_or(VarianceBase::NotStated, |on| on.value)),
    };
    let amounts = match (budget, projected, variance) {
        (Some(budget), Some(projected), variance) => {
            check_variance(file, variance, projected - budget);
            refuse_bases(file, &bases);
            Some(Revenue::Amounts { budget, projected })
        }
        (None, None, Some(printed)) => {
            let [gross, net] = bases.map(|(_, amount)| amount.map(|amount| amount.value));
            let variance = printed.value;
            Some(Revenue::Printed {
                gross,
                net,
                variance,
            })
        }
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
        on,
        basis: basis?,
        columns,
        note,
    })
}

/// A variance as typed: a figure, or `{ gross: 3687, net: 1200 }`.
enum VarianceDraft {
    One(Decimal),
    Named(Option<Decimal>, Option<Decimal>),
}

fn variance(file: &File, node: &Node) -> Option<VarianceDraft> {
    if !matches!(node.content, Content::Map(_)) {
        return leaf::decimal(file, node).map(VarianceDraft::One);
    }
    map(file, node, "a variance", |fields| {
        let gross = fields.optional("gross", leaf::decimal);
        Some(VarianceDraft::Named(
            gross,
            fields.optional("net", leaf::decimal),
        ))
    })
}

/// Returns a variance with the budget that the rated one is compared with. Reports two of which none is rated, and one that
/// is not there.
fn on_its_base(
    file: &File,
    typed: &At<VarianceDraft>,
    on: Option<At<VarianceBase>>,
) -> Option<(PrintedVariance, VarianceBase)> {
    let base = on.as_ref().map(|on| on.value);
    let (only, own, name) = match typed.value {
        VarianceDraft::One(only) => {
            let base = base.unwrap_or(VarianceBase::NotStated);
            return Some((PrintedVariance::One(only), base));
        }
        VarianceDraft::Named(Some(gross), Some(net)) => {
            if let Some(base @ (VarianceBase::Gross | VarianceBase::Net)) = base {
                return Some((PrintedVariance::Both { gross, net }, base));
            }
            let message =
                "this row has a gross and a net variance, and does not say which of them is rated";
            let help = "add `variance_on: net`, or `variance_on: gross`";
            let node = on.map_or(typed.node, |on| on.node);
            file.error(node, Code::MissingField, message, help);
            return None;
        }
        VarianceDraft::Named(Some(gross), None) => (gross, VarianceBase::Gross, "gross"),
        VarianceDraft::Named(None, Some(net)) => (net, VarianceBase::Net, "net"),
        VarianceDraft::Named(None, None) => {
            let message = "this variance has no amount";
            let help = "write `variance: { gross: 3687, net: 1200 }`, or one of the two";
            file.error(typed.node, Code::MissingField, message, help);
            return None;
        }
    };
    if let Some(on) = on.filter(|on| on.value != own) {
        let message = format!("the only variance of this row is the {name} one");
        let help = format!("write `variance_on: {name}`, or delete it");
        file.error(on.node, Code::WrongShape, message, help);
        return None;
    }
    Some((PrintedVariance::One(only), own))
}

/// Further amounts, each by the name of its column.
fn columns(fields: &mut Fields) -> Columns {
    let columns = fields.named("columns", |file, name, node| {
        let amount = leaf::decimal(file, node);
        if file.survey().is_some() {
            return None;
        }
        let content = Content::Scalar(name.value.clone());
        let id = name.node;
        let name = leaf::plain(file, &Node { id, content })?;
        Some((Text::new(&name), amount?))
    });
    columns.into_iter().map(|(_, column)| column).collect()
}

/// Reports a printed variance that differs from the two amounts.
fn check_variance(file: &File, variance: Option<At<PrintedVariance>>, computed: Decimal) {
    let Some(At { value, node }) = variance else {
        return;
    };
    let (message, help) = match value {
        PrintedVariance::One(printed) if printed == computed => return,
        PrintedVariance::One(printed) => (
            format!(
                "the printed variance {printed} is not projected minus budget, which is {computed}"
            ),
            "delete `variance`, which is calculated; or correct one of the amounts",
        ),
        PrintedVariance::Both { .. } => (
            "the variance of a row with `budget` and `projected` is calculated, so it has only one"
                .to_owned(),
            "delete `variance`; or write `gross` and `net` instead of `budget` and `projected`",
        ),
    };
    file.error(node, Code::Sum, message, help);
}

/// Reports gross and net amounts beside a budget and a projection, which are shown instead of them.
fn refuse_bases(file: &File, bases: &[(&str, Option<At<Decimal>>)]) {
    let columns = bases.iter().zip(["Gross", "Net"]);
    let typed =
        columns.filter_map(|((name, amount), column)| Some((name, amount.as_ref()?, column)));
    let typed: Vec<_> = typed.collect();
    let Some((_, first, _)) = typed.first() else {
        return;
    };
    let names: Vec<String> = typed.iter().map(|(name, ..)| format!("`{name}`")).collect();
    let as_columns = typed
        .iter()
        .map(|(_, amount, column)| format!("{column}: {}", amount.value));
    let as_columns: Vec<String> = as_columns.collect();
    let message = format!(
        "a row with `budget` and `projected` does not show {}",
        names.join(" and ")
    );
    let help = format!(
        "write `columns: {{ {} }}` instead; or delete `budget` and `projected`, and write the printed `variance`",
        as_columns.join(", ")
    );
    file.error(first.node, Code::NoEffect, message, help);
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
            columns: columns(fields),
            note: fields.optional("note", leaf::text),
        })
    })?;
    let amounts = [row.budget, row.estimate, row.earlier_estimate, row.actual];
    let has_none = amounts.iter().all(Option::is_none) && row.columns.is_empty();
    if has_none && file.is_whole_since(before) {
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
            columns: columns(fields),
            note: fields.optional("note", leaf::text),
            target: target?,
            projected: projected?,
        })
    })
}
