//! Money: variance from budget, its colour, and savings that fall short.

use rust_decimal::Decimal;

use crate::model::{Colour, Figure, Finance, Money, MoneyUnit, Revenue, RevenueRow, VarianceBase};

/// The verdicts on a quarter's money, in the order of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct MoneyVerdict {
    /// One for each revenue row.
    pub revenue: Vec<Variance>,
    /// One for each row of savings.
    pub savings: Vec<Shortfall>,
}

/// The variance from a budget.
#[derive(Debug, Clone, PartialEq)]
pub struct Variance {
    /// The projection minus the budget: positive if over budget.
    pub amount: Money,
    /// The budget that the projection is compared with. `None` if the source does not say which one that is.
    pub budget: Option<Money>,
    /// The amount in per cent of the budget, with two decimals. `None` without a budget.
    pub percent: Option<Figure>,
    /// The colour by the site's threshold. `None` without a threshold.
    pub colour: Option<Colour>,
}

/// The shortfall of savings.
#[derive(Debug, Clone, PartialEq)]
pub struct Shortfall {
    /// The target minus the projection: negative if more is saved than planned.
    pub amount: Money,
    /// The amount in per cent of the target, with one decimal. `None` if the target is 0.
    pub percent: Option<Figure>,
}

/// Judges every row. `amber_up_to` is in thousands.
pub fn assess(finance: &Finance, amber_up_to: Option<Decimal>) -> MoneyVerdict {
    let revenue = finance.revenue.iter();
    let revenue = revenue.map(|row| variance(row, finance.unit, amber_up_to));
    let savings = finance.savings.iter().map(|row| {
        let amount = row.target - row.projected;
        let percent = percent(amount, row.target, 1);
        Shortfall { amount, percent }
    });
    MoneyVerdict {
        revenue: revenue.collect(),
        savings: savings.collect(),
    }
}

fn variance(row: &RevenueRow, unit: MoneyUnit, amber_up_to: Option<Decimal>) -> Variance {
    let (amount, budget) = match &row.amounts {
        Revenue::Amounts { budget, projected } => (projected - budget, Some(*budget)),
        Revenue::Printed {
            gross,
            net,
            variance,
        } => (*variance, base(row.on, *gross, *net)),
    };
    Variance {
        amount,
        budget,
        percent: budget.and_then(|budget| percent(amount, budget, 2)),
        colour: amber_up_to.map(|threshold| colour(unit.thousands(amount), threshold)),
    }
}

/// Returns the budget that a printed variance is compared with. If the source does not say which, there must be only
/// one.
fn base(on: VarianceBase, gross: Option<Money>, net: Option<Money>) -> Option<Money> {
    match (on, gross, net) {
        (VarianceBase::Gross, gross, _) => gross,
        (VarianceBase::Net, _, net) => net,
        (VarianceBase::NotStated, Some(only), None)
        | (VarianceBase::NotStated, None, Some(only)) => Some(only),
        (VarianceBase::NotStated, _, _) => None,
    }
}

/// Rule: green at or under budget, amber over it by no more than the threshold, otherwise red.
fn colour(thousands: Decimal, threshold: Decimal) -> Colour {
    if thousands <= Decimal::ZERO {
        Colour::Green
    } else if thousands <= threshold {
        Colour::Amber
    } else {
        Colour::Red
    }
}

fn percent(amount: Money, of: Money, decimals: u32) -> Option<Figure> {
    let share = (amount * Decimal::ONE_HUNDRED).checked_div(of)?;
    Some(Figure::computed(share, decimals))
}
