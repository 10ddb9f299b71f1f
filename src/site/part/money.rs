//! The finance section: variance, capital spending and savings.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Collected, QuarterComments, comments};
use crate::assess::finance::{Shortfall, Variance};
use crate::chart::Level;
use crate::chart::picture::{Picture, Told, Variance as Bar};
use crate::model::{
    Basis, CapitalRow, Colour, Finance, Money, QuarterReport, Revenue, RevenueRow, RowKind,
    Subject, Text, VarianceBase,
};
use crate::site::context::Context;
use crate::site::phrases::{Tone, figures, names, verdicts};
use crate::site::words::fill;

/// A row of a table of money.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct MoneyRow {
    /// The service, or "Total".
    pub label: String,
    /// The amounts, in the order of the table's columns.
    pub cells: Vec<MoneyCell>,
    /// The rating: "Red". Empty if it is not rated.
    pub rating: String,
    /// Shape and colour of its symbol.
    pub tone: Tone,
    /// `total` for the sum of the other rows, `service` for all others.
    pub kind: &'static str,
    /// A note on the row. `None` for no note.
    pub note: Option<String>,
}

/// An amount in a table of money.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct MoneyCell {
    /// The amount: "1,200 over (2.57%)".
    pub amount: String,
    /// What the amount refers to: "on the net budget, forecast for the full year". `None` if there is nothing to add.
    pub detail: Option<String>,
    /// A bar of the variance, on one scale for the whole table. `None` for other amounts.
    pub picture: Option<Picture>,
}

impl From<String> for MoneyCell {
    fn from(amount: String) -> Self {
        Self {
            amount,
            detail: None,
            picture: None,
        }
    }
}

/// A table of money.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct MoneyTable {
    /// The caption: "Revenue, £ thousand".
    pub caption: String,
    /// The headings of the columns of amounts.
    pub head: Vec<String>,
    /// The heading of the column of ratings. `None` if the table has none.
    pub rating: Option<String>,
    /// The rows.
    pub rows: Vec<MoneyRow>,
}

/// The finance section of a quarter.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct MoneyView {
    /// Tables of revenue, capital and savings, if reported.
    pub tables: Vec<MoneyTable>,
    /// The threshold for ratings in words, or that money is not rated.
    pub rule: String,
    /// A sentence for each service over the threshold.
    pub red: Vec<String>,
    /// Comments on the quarter's money.
    pub comments: QuarterComments,
}

pub(crate) fn money(
    context: &Context,
    report: &QuarterReport,
    collected: &mut Collected,
) -> Option<MoneyView> {
    let finance = report.finance.as_ref()?;
    let verdict = context.assessment.quarter(report.quarter).money.as_ref()?;
    Some(MoneyView {
        tables: money_tables(context, report)?,
        rule: rule(context),
        red: red(context, finance, &verdict.revenue),
        comments: comments::comments(context, report.quarter, &Subject::Finance, collected),
    })
}

/// Returns the threshold for ratings in words, or that money is not rated.
pub(crate) fn rule(context: &Context) -> String {
    let Some(threshold) = context.report.site.amber_up_to else {
        return context.words.money_unrated.to_owned();
    };
    let slots = [("threshold", &*figures::grouped(threshold))];
    fill(context.words.money_threshold, &slots)
}

/// Returns tables of revenue, capital and savings, if reported.
pub(crate) fn money_tables(context: &Context, report: &QuarterReport) -> Option<Vec<MoneyTable>> {
    let finance = report.finance.as_ref()?;
    let verdict = context.assessment.quarter(report.quarter).money.as_ref()?;
    let mut tables = vec![
        revenue(context, finance, &verdict.revenue),
        capital(context, finance),
        savings(context, finance, &verdict.savings),
    ];
    tables.retain(|table| !table.rows.is_empty());
    Some(tables)
}

fn table<'h>(
    context: &Context,
    finance: &Finance,
    name: &str,
    head: impl IntoIterator<Item = &'h str>,
    rows: impl Iterator<Item = MoneyRow>,
) -> MoneyTable {
    let unit = figures::money_unit(context.words, finance.unit);
    MoneyTable {
        caption: format!("{name}, {unit}"),
        head: head.into_iter().map(str::to_owned).collect(),
        rating: None,
        rows: rows.collect(),
    }
}

fn revenue(context: &Context, finance: &Finance, verdicts: &[Variance]) -> MoneyTable {
    let words = context.words;
    let has = |is: fn(&Revenue) -> bool| finance.revenue.iter().any(|row| is(&row.amounts));
    let printed = has(|amounts| matches!(amounts, Revenue::Printed { .. }));
    let computed = has(|amounts| matches!(amounts, Revenue::Amounts { .. }));
    let mut head = Vec::new();
    if printed {
        head.extend([words.gross_budget, words.net_budget]);
    }
    if computed {
        head.extend([words.budget, words.projected]);
    }
    head.push(words.variance);
    let bar = bars(context, finance, verdicts);
    let rows = finance.revenue.iter().zip(verdicts).map(|(row, verdict)| {
        let (gross, net, budget, projected) = match row.amounts {
            Revenue::Printed { gross, net, .. } => (gross, net, None, None),
            Revenue::Amounts { budget, projected } => (None, None, Some(budget), Some(projected)),
        };
        let mut amounts = Vec::new();
        if printed {
            amounts.extend([gross, net]);
        }
        if computed {
            amounts.extend([budget, projected]);
        }
        let amounts = amounts.into_iter();
        let cells = amounts.map(|amount| stated_amount(context, amount).into());
        let colour = verdict.colour;
        let rating = colour.map(|colour| verdicts::colour_label(context, colour));
        let (rating, tone) = rating.unwrap_or((String::new(), Tone::None));
        MoneyRow {
            cells: cells
                .chain([variance(context, row, verdict, bar(verdict.amount), tone)])
                .collect(),
            rating,
            tone,
            ..money_row(row.service.as_str(), row.kind, row.note.as_ref())
        }
    });
    MoneyTable {
        rating: (context.report.site.amber_up_to).map(|_| words.rating.to_owned()),
        ..table(context, finance, words.revenue, head, rows)
    }
}

fn stated_amount(context: &Context, amount: Option<Money>) -> String {
    amount.map_or(context.words.not_stated_amount.to_owned(), figures::grouped)
}

/// Returns the cell of a variance: "1,200 over (2.57%)", the budget it refers to, and what time it covers.
fn variance(
    context: &Context,
    row: &RevenueRow,
    verdict: &Variance,
    bar: Bar,
    tone: Tone,
) -> MoneyCell {
    let words = context.words;
    let on = match row.on {
        VarianceBase::Gross => words.variance_on_gross,
        VarianceBase::Net => words.variance_on_net,
        VarianceBase::NotStated => words.variance_on_unknown,
    };
    let basis = match row.basis {
        Basis::FullYearForecast => words.full_year_forecast,
        Basis::ToDate => words.to_date,
    };
    let amount = over_or_under(context, verdict);
    MoneyCell {
        detail: Some(format!("{on}, {basis}")),
        picture: Some(Picture::variance(
            bar,
            tone.into(),
            Told::Beside(amount.clone()),
        )),
        amount,
    }
}

/// Returns a function from variances to bars, all on the scale of the largest. The site's threshold is in thousands.
fn bars(
    context: &Context,
    finance: &Finance,
    verdicts: &[Variance],
) -> impl Fn(Money) -> Bar + use<> {
    let unit = finance.unit;
    let in_thousands = move |amount| Level::from(unit.thousands(amount));
    let amounts = verdicts.iter().map(|verdict| verdict.amount.abs());
    let largest = amounts.max().unwrap_or_default();
    let amber_up_to = context.report.site.amber_up_to.map(Level::from);
    move |amount| Bar {
        amount: in_thousands(amount),
        largest: in_thousands(largest),
        amber_up_to,
    }
}

fn over_or_under(context: &Context, variance: &Variance) -> String {
    let words = context.words;
    if variance.amount.is_zero() {
        return words.on_budget.to_owned();
    }
    let percent = variance.percent.as_ref().map(figures::percent_size);
    let template = match (variance.amount.is_sign_negative(), &percent) {
        (false, Some(_)) => words.over_budget,
        (true, Some(_)) => words.under_budget,
        (false, None) => words.over_budget_only,
        (true, None) => words.under_budget_only,
    };
    let slots = [
        ("amount", &*figures::grouped(variance.amount.abs())),
        ("percent", percent.as_deref().unwrap_or_default()),
    ];
    fill(template, &slots)
}

/// Returns a sentence for each service rated red. The total is one of the page's findings.
fn red(context: &Context, finance: &Finance, verdicts: &[Variance]) -> Vec<String> {
    let rows = finance.revenue.iter().zip(verdicts);
    let red = rows.filter(|(row, verdict)| {
        row.kind == RowKind::Service && verdict.colour == Some(Colour::Red)
    });
    red.map(|(row, verdict)| {
        let amount = figures::money_in(context.words, verdict.amount, finance.unit);
        let slots = [("service", row.service.as_str()), ("amount", &amount)];
        fill(context.words.red_service, &slots)
    })
    .collect()
}

/// Returns one of the amounts of a row of capital.
type CapitalColumn = fn(&CapitalRow) -> Option<Money>;

fn capital(context: &Context, finance: &Finance) -> MoneyTable {
    let words = context.words;
    let columns: [(&str, CapitalColumn); 4] = [
        (words.budget, |row| row.budget),
        (words.earlier_estimate, |row| row.earlier_estimate),
        (words.estimate, |row| row.estimate),
        (words.actual, |row| row.actual),
    ];
    let used = columns.into_iter();
    let used: Vec<_> = used
        .filter(|(_, take)| finance.capital.iter().any(|row| take(row).is_some()))
        .collect();
    let rows = finance.capital.iter().map(|row| {
        let amounts = used.iter().map(|(_, take)| take(row));
        MoneyRow {
            cells: amounts
                .map(|amount| stated_amount(context, amount).into())
                .collect(),
            ..money_row(row.service.as_str(), row.kind, row.note.as_ref())
        }
    });
    let head = used.iter().map(|(name, _)| *name);
    table(context, finance, words.capital, head, rows)
}

fn savings(context: &Context, finance: &Finance, verdicts: &[Shortfall]) -> MoneyTable {
    let words = context.words;
    let rows = finance.savings.iter().zip(verdicts);
    let rows = rows.map(|(row, verdict)| {
        let cells = [
            figures::grouped(row.target),
            figures::grouped(row.projected),
            shortfall(context, verdict),
        ];
        let service = row.service.as_ref().map_or(words.all_groups, Text::as_str);
        MoneyRow {
            cells: cells.map(MoneyCell::from).to_vec(),
            ..money_row(service, RowKind::Service, row.note.as_ref())
        }
    });
    let head = [
        words.savings_target,
        words.savings_projected,
        words.shortfall,
    ];
    table(context, finance, words.savings, head, rows)
}

/// Formats a shortfall: "953 (34.3%)", or that there is none.
fn shortfall(context: &Context, verdict: &Shortfall) -> String {
    let words = context.words;
    if verdict.amount.is_zero() || verdict.amount.is_sign_negative() {
        return words.none.to_owned();
    }
    let amount = figures::grouped(verdict.amount);
    let Some(percent) = verdict.percent.as_ref().map(figures::percent_size) else {
        return amount;
    };
    let slots = [("amount", &*amount), ("percent", &percent)];
    fill(words.shortfall_of, &slots)
}

/// Returns a row without amounts and rating.
fn money_row(label: &str, kind: RowKind, note: Option<&Text>) -> MoneyRow {
    MoneyRow {
        label: label.to_owned(),
        cells: Vec::new(),
        rating: String::new(),
        tone: Tone::None,
        kind: match kind {
            RowKind::Total => "total",
            RowKind::Service => "service",
        },
        note: names::text(note),
    }
}
