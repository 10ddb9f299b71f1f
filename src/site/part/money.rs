//! The finance section: variance, capital spending and savings.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Collected, QuarterComments, comments};
use crate::assess::finance::MoneyVerdict;
use crate::markup::Html;
use crate::model::{
    CapitalRow, Class, Columns, Finance, Money, MoneyUnit, QuarterReport, Rating, Revenue,
    RevenueRow, RowKind, Subject, Text,
};
use crate::site::context::Context;
use crate::site::phrases::{self, Tone, figures, names, verdicts};
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
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize)]
pub struct MoneyCell {
    /// The amount: "1,200 over (2.57%)".
    pub amount: String,
    /// What the amount refers to, if that is not the basis of the table: "on the net budget, forecast for the full year".
    pub detail: Option<String>,
    /// A bar of the variance, on one scale for the whole table. `None` for other amounts.
    pub picture: Option<Html>,
}

/// A table of money.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct MoneyTable {
    /// The caption: "Revenue, £ thousand".
    pub caption: String,
    /// What its variances refer to. `None` for a table without variances.
    pub basis: Option<String>,
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
    /// A finding for each service over the threshold.
    pub red: Vec<String>,
    /// Comments on the quarter's money.
    pub comments: QuarterComments,
}

pub(crate) fn money(
    context: &Context,
    report: &QuarterReport,
    collected: &mut Collected,
) -> Option<MoneyView> {
    let own = QuarterMoney::new(context, report)?;
    Some(MoneyView {
        tables: own.tables(),
        rule: rule(context),
        red: own.red(),
        comments: comments::comments(context, report.quarter, &Subject::Finance, collected),
    })
}

/// Returns the threshold for ratings in words, or that money is not rated.
pub(crate) fn rule(context: &Context) -> String {
    let Some(threshold) = context.report.site.amber_up_to else {
        return context.words.money_unrated.to_owned();
    };
    let threshold = phrases::money::alone(context.words, MoneyUnit::Thousands.pounds(threshold));
    let scale = context.report.site.scales.overall();
    let name = |class| scale.first_of(class).map_or("", Rating::name);
    let slots = [
        ("threshold", &*threshold),
        ("good", name(Class::Good)),
        ("near", name(Class::Near)),
        ("poor", name(Class::Poor)),
    ];
    let sentence = match scale.first_of(Class::Near) {
        Some(_) => context.words.money_threshold,
        None => context.words.money_over,
    };
    fill(sentence, &slots)
}

/// The money of a quarter, with its verdict.
pub(crate) struct QuarterMoney<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) finance: &'a Finance,
    pub(super) verdict: &'a MoneyVerdict,
}

impl<'a> QuarterMoney<'a> {
    pub(crate) fn new(context: &'a Context<'a>, report: &'a QuarterReport) -> Option<Self> {
        Some(Self {
            context,
            finance: report.finance.as_ref()?,
            verdict: context.assessment.quarter(report.quarter).money.as_ref()?,
        })
    }

    /// Returns tables of revenue, capital and savings, if reported.
    pub(crate) fn tables(&self) -> Vec<MoneyTable> {
        let mut tables = vec![self.revenue(), self.capital(), self.savings()];
        tables.retain(|table| !table.rows.is_empty());
        tables
    }

    fn table(&self, name: &str, head: &[&str], rows: Vec<MoneyRow>) -> MoneyTable {
        let unit = phrases::money::unit(self.context.words, self.finance.unit);
        MoneyTable {
            caption: format!("{name}, {unit}"),
            basis: None,
            head: head.iter().copied().map(str::to_owned).collect(),
            rating: None,
            rows,
        }
    }

    fn revenue(&self) -> MoneyTable {
        let (words, rows) = (self.context.words, &self.finance.revenue);
        let is_printed = |row: &RevenueRow| matches!(row.amounts, Revenue::Printed { .. });
        let (printed, computed) = (rows.iter().any(is_printed), !rows.iter().all(is_printed));
        let used = (0..4).filter(|at| if *at < 2 { printed } else { computed });
        let used: Vec<usize> = used.collect();
        let names = [
            words.gross_budget,
            words.net_budget,
            words.budget,
            self.projected_name(),
        ];
        let (further, variances) = (
            further(rows.iter().map(|row| &row.columns)),
            self.variances(),
        );
        let head = used.iter().map(|at| names[*at]).chain(further.clone());
        let head = head.chain(variances.iter().map(|(name, _)| *name));
        let rows = rows
            .iter()
            .zip(&self.verdict.revenue)
            .map(|(row, verdict)| {
                let amounts = match row.amounts {
                    Revenue::Printed { gross, net, .. } => [gross, net, None, None],
                    Revenue::Amounts { budget, projected } => {
                        [None, None, Some(budget), Some(projected)]
                    }
                };
                let (rating, tone) = match verdict.rating {
                    None => (String::new(), Tone::None),
                    rating => verdicts::rating_label(self.context, rating),
                };
                let variances = variances.iter();
                let variances =
                    variances.map(|(_, of)| self.variance_in(*of, row, (verdict, tone)));
                let cells = used.iter().map(|at| self.stated_amount(amounts[*at]));
                let cells = cells.chain(self.further_cells(&further, &row.columns));
                MoneyRow {
                    cells: cells.chain(variances).collect(),
                    rating,
                    tone,
                    ..money_row(row.service.as_str(), row.kind, row.note.as_ref())
                }
            });
        let rows = rows.collect();
        MoneyTable {
            basis: self.basis_sentence(),
            rating: (self.context.report.site.amber_up_to).map(|_| words.rating.to_owned()),
            ..self.table(words.revenue, &head.collect::<Vec<_>>(), rows)
        }
    }

    pub(super) fn stated_amount(&self, amount: Option<Money>) -> MoneyCell {
        let not_stated = self.context.words.not_stated_amount;
        cell(amount.map_or(not_stated.to_owned(), figures::grouped))
    }

    /// Returns the further amounts of a row.
    fn further_cells(&self, names: &[&str], columns: &Columns) -> Vec<MoneyCell> {
        let amount = |name: &&str| columns.iter().find(|(own, _)| own.as_str() == *name);
        let amounts = names
            .iter()
            .map(|name| amount(name).map(|(_, amount)| *amount));
        amounts.map(|amount| self.stated_amount(amount)).collect()
    }

    /// Returns a finding for each service rated red. The total is one of the page's findings.
    fn red(&self) -> Vec<String> {
        let rows = self.finance.revenue.iter().zip(&self.verdict.revenue);
        let red = rows.filter(|(row, verdict)| {
            row.kind == RowKind::Service && verdict.rating.is_some_and(Rating::is_poor)
        });
        red.map(|(row, verdict)| self.variance_sentence(row, verdict))
            .collect()
    }

    fn capital(&self) -> MoneyTable {
        let (words, rows) = (self.context.words, &self.finance.capital);
        let names = [
            words.budget,
            words.earlier_estimate,
            words.estimate,
            words.actual,
        ];
        let amounts =
            |row: &CapitalRow| [row.budget, row.earlier_estimate, row.estimate, row.actual];
        let is_used = |at: &usize| rows.iter().any(|row| amounts(row)[*at].is_some());
        let used: Vec<usize> = (0..4).filter(is_used).collect();
        let further = further(rows.iter().map(|row| &row.columns));
        let rows = rows.iter().map(|row| {
            let cells = used.iter().map(|at| self.stated_amount(amounts(row)[*at]));
            let cells = cells.chain(self.further_cells(&further, &row.columns));
            MoneyRow {
                cells: cells.collect(),
                ..money_row(row.service.as_str(), row.kind, row.note.as_ref())
            }
        });
        let head = used.iter().map(|at| names[*at]).chain(further.clone());
        let head: Vec<&str> = head.collect();
        self.table(words.capital, &head, rows.collect())
    }

    fn savings(&self) -> MoneyTable {
        let words = self.context.words;
        let rows = self.finance.savings.iter();
        let further = further(rows.clone().map(|row| &row.columns));
        let rows = rows.zip(&self.verdict.savings).map(|(row, verdict)| {
            let amount = figures::grouped(verdict.amount);
            let shortfall = match verdict.percent.as_ref().map(figures::percent_size) {
                _ if verdict.amount <= Money::ZERO => words.none.to_owned(),
                Some(percent) => {
                    let slots = [("amount", &*amount), ("percent", &percent)];
                    fill(words.shortfall_of, &slots)
                }
                None => amount,
            };
            let amounts = [row.target, row.projected].map(figures::grouped).map(cell);
            let further = self.further_cells(&further, &row.columns);
            let cells = amounts.into_iter().chain(further);
            let service = row.service.as_ref().map_or(words.all_groups, Text::as_str);
            MoneyRow {
                cells: cells.chain([cell(shortfall)]).collect(),
                ..money_row(service, RowKind::Service, row.note.as_ref())
            }
        });
        let head = [words.savings_target, words.savings_projected].into_iter();
        let head = head.chain(further.clone()).chain([words.shortfall]);
        let head: Vec<&str> = head.collect();
        self.table(words.savings, &head, rows.collect())
    }
}

/// Returns the names of the further columns of a table, in the order in which the rows have them.
fn further<'a>(rows: impl Iterator<Item = &'a Columns>) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in rows.flatten() {
        if !names.contains(&name.as_str()) {
            names.push(name.as_str());
        }
    }
    names
}

fn cell(amount: String) -> MoneyCell {
    MoneyCell {
        amount,
        ..MoneyCell::default()
    }
}

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
