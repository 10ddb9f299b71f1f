//! Actions, risks, challenges, progress and money of a quarter file.

use rust_decimal::Decimal;

use super::scale;
use crate::diag::Code;
use crate::model::{
    Action, CapitalRow, Challenge, Due, MoneyUnit, Quarter, Related, Revenue, RevenueRow, Risk,
    RowKind, SavingsRow, Text, VarianceBase,
};
use crate::parse::fields::{Fields, at, map};
use crate::parse::file::{At, File};
use crate::parse::leaf;
use crate::parse::schema::Leaf;
use crate::parse::yaml::{Content, Node};
use crate::source::NodeId;

#[derive(Debug)]
pub(crate) struct ProgressDraft {
    pub(crate) challenge: At<Text>,
    pub(crate) from: At<Quarter>,
    pub(crate) done: Vec<Text>,
}

/// An action, a risk or a challenge, with the measures and objectives that it names.
#[derive(Debug)]
pub(crate) struct RegisterDraft<T> {
    pub(crate) entry: T,
    pub(crate) related: RelatedDraft,
}

#[derive(Debug)]
pub(crate) struct RelatedDraft {
    pub(crate) measures: Vec<At<String>>,
    pub(crate) objectives: Vec<At<String>>,
}

impl RelatedDraft {
    pub(super) fn read(fields: &mut Fields) -> Self {
        Self {
            measures: fields.list("measures", at(leaf::id)),
            objectives: fields.list("objectives", at(leaf::id)),
        }
    }
}

#[derive(Debug)]
pub(crate) struct ActionDraft {
    /// Without its rating.
    pub(crate) action: Action,
    pub(crate) rating: Option<At<String>>,
    pub(crate) due_at: Option<NodeId>,
}

pub(super) fn action(file: &File, node: &Node) -> Option<RegisterDraft<ActionDraft>> {
    map(file, node, "an action", |fields| {
        let plan = fields.required("plan", leaf::plain);
        let title = fields.required("title", leaf::title);
        let rating = fields.optional("rating", scale::rating);
        let due = fields.optional_at("due", due);
        let related = RelatedDraft::read(fields);
        let action = Action {
            rating: None,
            due: due.map(|due| due.value),
            owner: fields.optional("owner", leaf::title),
            related: Related::default(),
            note: fields.optional("note", leaf::text),
            plan: plan?,
            title: title?,
        };
        let due_at = due.map(|due| due.node);
        let entry = ActionDraft {
            action,
            rating,
            due_at,
        };
        Some(RegisterDraft { entry, related })
    })
}

pub(super) fn due(file: &File, node: &Node) -> Option<Due> {
    let forms = [Leaf::Day, Leaf::Month, Leaf::Quarter].into_iter();
    if forms.fold(false, |_, form| file.asks(node, || form)) {
        return None;
    }
    let typed = leaf::scalar(file, node, "`due`")?;
    let quarter = || leaf::quarter_of(typed).ok().map(Due::Quarter);
    let due = leaf::month_of(typed)
        .map(Due::Month)
        .or_else(|| leaf::date_of(typed).map(Due::Day))
        .or_else(quarter);
    if due.is_none() {
        let message = format!("`{typed}` is not a day, a month or a quarter");
        let help = leaf::near_month(typed).map_or_else(
            || "write `2016-04-30`, `2016-04` or `2016-17 Q1`".to_owned(),
            |month| format!("write `{month}`"),
        );
        file.error(node.id, Code::NotADate, message, help);
    }
    due
}

/// A risk, with its levels apart.
#[derive(Debug)]
pub(crate) struct RiskDraft {
    /// Without its levels.
    pub(crate) risk: Risk,
    pub(crate) inherent: Option<LevelDraft>,
    pub(crate) residual: Option<LevelDraft>,
}

/// The size of a risk, as typed.
#[derive(Debug)]
pub(crate) enum LevelDraft {
    /// A state of the scale of risks.
    State(At<String>),
    Score {
        likelihood: u8,
        impact: u8,
    },
}

pub(super) fn risk(file: &File, node: &Node) -> Option<RegisterDraft<RiskDraft>> {
    map(file, node, "a risk", |fields| {
        let title = fields.required("title", leaf::title);
        let kind = fields.optional("kind", leaf::choice);
        let inherent = fields.optional("inherent", risk_level);
        let residual = fields.optional("residual", risk_level);
        let risk = Risk {
            title: title.unwrap_or_else(|| Text::new("")),
            kind,
            inherent: None,
            residual: None,
            mitigation: fields.list("mitigation", leaf::text),
            owner: fields.optional("owner", leaf::title),
            related: Related::default(),
            note: fields.optional("note", leaf::text),
        };
        let related = RelatedDraft::read(fields);
        let entry = RiskDraft {
            risk,
            inherent,
            residual,
        };
        Some(RegisterDraft { entry, related })
    })
}

fn risk_level(file: &File, node: &Node) -> Option<LevelDraft> {
    if !matches!(node.content, Content::Map(_)) {
        return scale::rating(file, node).map(LevelDraft::State);
    }
    map(file, node, "a risk's size", |fields| {
        let likelihood = fields.required("likelihood", one_to_five);
        let impact = fields.required("impact", one_to_five);
        Some(LevelDraft::Score {
            likelihood: likelihood?,
            impact: impact?,
        })
    })
}

fn one_to_five(file: &File, node: &Node) -> Option<u8> {
    if file.asks(node, || Leaf::OneToFive) {
        return None;
    }
    let count = leaf::count(file, node)?;
    let size = u8::try_from(count)
        .ok()
        .filter(|size| (1..=5).contains(size));
    if size.is_none() {
        let message = format!("{count} is not on the scale of 1 to 5");
        file.error(node.id, Code::Range, message, "write a number from 1 to 5");
    }
    size
}

pub(super) fn challenge(file: &File, node: &Node) -> Option<RegisterDraft<Challenge>> {
    map(file, node, "a challenge", |fields| {
        let title = fields.required("title", leaf::title);
        let actions = fields.list("actions", leaf::text);
        let related = RelatedDraft::read(fields);
        let entry = Challenge {
            actions,
            owner: fields.optional("owner", leaf::title),
            related: Related::default(),
            title: title?,
        };
        Some(RegisterDraft { entry, related })
    })
}

pub(super) fn progress(file: &File, node: &Node) -> Option<ProgressDraft> {
    map(file, node, "progress", |fields| {
        let challenge = fields.required("challenge", at(leaf::title));
        let from = fields.required("from", at(leaf::quarter));
        Some(ProgressDraft {
            done: fields.list("done", leaf::text),
            challenge: challenge?,
            from: from?,
        })
    })
}

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
