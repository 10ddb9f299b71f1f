//! The finance section: variance, capital spending and savings.

use schemars::JsonSchema;
use serde::Serialize;

use super::collected::Collected;
use super::comments::{self, QuarterComments};
use crate::assess::finance::{Shortfall, Variance};
use crate::chart::Level;
use crate::chart::picture::{Picture, Told, Variance as Bar};
use crate::model::{
    Basis, CapitalRow, Figure, Finance, Money, MoneyUnit, QuarterReport, Rating, Revenue,
    RevenueRow, RowKind, Subject, VarianceBase,
};
use crate::site::context::Context;
use crate::site::phrases::figures;
use crate::site::phrases::verdicts::{Tone, colour_name, rating_tone};
use crate::site::route::Links;
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

/// Returns one of the amounts of a row of capital.
type CapitalColumn = fn(&CapitalRow) -> Option<Money>;

pub(crate) fn money(
    context: &Context,
    report: &QuarterReport,
    links: &Links,
    collected: &mut Collected,
) -> Option<MoneyView> {
    let finance = report.finance.as_ref()?;
    let verdict = context.assessment.quarter(report.quarter).money.as_ref()?;
    let rule = match context.report.site.amber_up_to {
        Some(threshold) => fill(
            context.words.money_threshold,
            &[("threshold", &figures::grouped(threshold))],
        ),
        None => context.words.money_unrated.to_owned(),
    };
    Some(MoneyView {
        tables: money_tables(context, report)?,
        rule,
        red: red(context, finance, &verdict.revenue),
        comments: comments::comments(context, report.quarter, &Subject::Finance, links, collected),
    })
}

/// Tables of revenue, capital and savings, if reported.
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

fn caption(context: &Context, name: &str, unit: MoneyUnit) -> String {
    format!("{name}, {}", figures::money_unit(context.words, unit))
}

fn revenue(context: &Context, finance: &Finance, verdicts: &[Variance]) -> MoneyTable {
    let words = context.words;
    let printed = finance
        .revenue
        .iter()
        .any(|row| matches!(row.amounts, Revenue::Printed { .. }));
    let computed = finance
        .revenue
        .iter()
        .any(|row| matches!(row.amounts, Revenue::Amounts { .. }));
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
        let mut cells = revenue_cells(context, &row.amounts, printed, computed);
        let (rating, tone) = colour(context, verdict);
        let shown = over_or_under(context, verdict.amount, verdict.percent.as_ref());
        let picture = Picture::variance(bar(verdict.amount), tone.into(), Told::Beside(shown));
        cells.push(MoneyCell {
            picture: Some(picture),
            ..variance(context, row, verdict)
        });
        MoneyRow {
            label: row.service.as_str().to_owned(),
            cells,
            rating,
            tone,
            ..plain(row.kind, row.note.as_ref())
        }
    });
    MoneyTable {
        caption: caption(context, words.revenue, finance.unit),
        head: head.into_iter().map(str::to_owned).collect(),
        rating: (context.report.site.amber_up_to).map(|_| words.rating.to_owned()),
        rows: rows.collect(),
    }
}

fn revenue_cells(
    context: &Context,
    amounts: &Revenue,
    printed: bool,
    computed: bool,
) -> Vec<MoneyCell> {
    let (gross, net, budget, projected) = match amounts {
        Revenue::Printed { gross, net, .. } => (*gross, *net, None, None),
        Revenue::Amounts { budget, projected } => (None, None, Some(*budget), Some(*projected)),
    };
    let shown = |given: bool, amounts: [Option<Money>; 2]| {
        let cells = amounts.map(|amount| MoneyCell::from(stated_amount(context, amount)));
        if given { cells.to_vec() } else { Vec::new() }
    };
    [
        shown(printed, [gross, net]),
        shown(computed, [budget, projected]),
    ]
    .concat()
}

fn stated_amount(context: &Context, amount: Option<Money>) -> String {
    amount.map_or(context.words.not_stated_amount.to_owned(), figures::money)
}

/// Returns the cell of a variance: "1,200 over (2.57%)", the budget it refers to, and what time it covers.
fn variance(context: &Context, row: &RevenueRow, verdict: &Variance) -> MoneyCell {
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
    MoneyCell {
        amount: over_or_under(context, verdict.amount, verdict.percent.as_ref()),
        detail: Some(format!("{on}, {basis}")),
        picture: None,
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

fn over_or_under(context: &Context, amount: Money, percent: Option<&Figure>) -> String {
    let words = context.words;
    if amount.is_zero() {
        return words.on_budget.to_owned();
    }
    let template = match (amount.is_sign_negative(), percent.is_some()) {
        (false, true) => words.over_budget,
        (true, true) => words.under_budget,
        (false, false) => words.over_budget_only,
        (true, false) => words.under_budget_only,
    };
    let percent = percent.map_or(String::new(), |figure| {
        format!("{}%", figures::grouped(figure.shown().abs()))
    });
    fill(
        template,
        &[
            ("amount", &figures::money(amount.abs())),
            ("percent", &percent),
        ],
    )
}

fn colour(context: &Context, verdict: &Variance) -> (String, Tone) {
    match verdict.colour {
        Some(colour) => (
            colour_name(context.words, colour).to_owned(),
            rating_tone(Rating::Colour(colour)),
        ),
        None => (String::new(), Tone::None),
    }
}

/// Returns a sentence for each service rated red. The total is one of the page's findings.
fn red(context: &Context, finance: &Finance, verdicts: &[Variance]) -> Vec<String> {
    let rows = finance.revenue.iter().zip(verdicts);
    let rows = rows.filter(|(row, _)| row.kind == RowKind::Service);
    rows.filter(|(_, verdict)| verdict.colour == Some(crate::model::Colour::Red))
        .map(|(row, verdict)| {
            let amount = figures::money_in(context.words, verdict.amount, finance.unit);
            fill(
                context.words.red_service,
                &[("service", row.service.as_str()), ("amount", &amount)],
            )
        })
        .collect()
}

fn capital(context: &Context, finance: &Finance) -> MoneyTable {
    let words = context.words;
    let columns: [(&str, CapitalColumn); 4] = [
        (words.budget, |row| row.budget),
        (words.earlier_estimate, |row| row.earlier_estimate),
        (words.estimate, |row| row.estimate),
        (words.actual, |row| row.actual),
    ];
    let used: Vec<_> = columns
        .into_iter()
        .filter(|(_, take)| finance.capital.iter().any(|row| take(row).is_some()))
        .collect();
    let rows = finance.capital.iter().map(|row| MoneyRow {
        label: row.service.as_str().to_owned(),
        cells: used
            .iter()
            .map(|(_, take)| stated_amount(context, take(row)).into())
            .collect(),
        ..plain(row.kind, row.note.as_ref())
    });
    MoneyTable {
        caption: caption(context, words.capital, finance.unit),
        head: used.iter().map(|(name, _)| (*name).to_owned()).collect(),
        rating: None,
        rows: rows.collect(),
    }
}

fn savings(context: &Context, finance: &Finance, verdicts: &[Shortfall]) -> MoneyTable {
    let words = context.words;
    let rows = finance
        .savings
        .iter()
        .zip(verdicts)
        .map(|(row, verdict)| MoneyRow {
            label: row
                .service
                .as_ref()
                .map_or(words.all_groups.to_owned(), |service| {
                    service.as_str().to_owned()
                }),
            cells: vec![
                stated_amount(context, Some(row.target)).into(),
                stated_amount(context, Some(row.projected)).into(),
                shortfall(context, verdict).into(),
            ],
            ..plain(RowKind::Service, row.note.as_ref())
        });
    let head = [
        words.savings_target,
        words.savings_projected,
        words.shortfall,
    ];
    MoneyTable {
        caption: caption(context, words.savings, finance.unit),
        head: head.map(str::to_owned).to_vec(),
        rating: None,
        rows: rows.collect(),
    }
}

/// Formats a shortfall: "953 (34.3%)", or that there is none.
fn shortfall(context: &Context, verdict: &Shortfall) -> String {
    let words = context.words;
    if verdict.amount.is_zero() || verdict.amount.is_sign_negative() {
        return words.none.to_owned();
    }
    let amount = figures::money(verdict.amount);
    match &verdict.percent {
        Some(percent) => {
            let percent = format!("{}%", figures::grouped(percent.shown()));
            fill(
                words.shortfall_of,
                &[("amount", &amount), ("percent", &percent)],
            )
        }
        None => amount,
    }
}

/// Returns a row without amounts and rating.
fn plain(kind: RowKind, note: Option<&crate::model::Text>) -> MoneyRow {
    MoneyRow {
        label: String::new(),
        cells: Vec::new(),
        rating: String::new(),
        tone: Tone::None,
        kind: match kind {
            RowKind::Total => "total",
            RowKind::Service => "service",
        },
        note: note.map(|note| note.as_str().to_owned()),
    }
}
