//! Money: variance from budget, its rating, and savings that fall short.

use rust_decimal::Decimal;

use crate::model::{
    Class, Figure, Finance, Money, MoneyUnit, Rating, Revenue, RevenueRow, Scale, VarianceBase,
};

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
    /// The variance from the other budget, if the source prints both. It is not rated.
    pub other: Option<OtherVariance>,
    /// The rating by the site's threshold. `None` without a threshold.
    pub rating: Option<Rating>,
}

/// The variance that a row prints next to the one that is rated: from the gross budget, or from the net one.
#[derive(Debug, Clone, PartialEq)]
pub struct OtherVariance {
    /// Positive if over budget.
    pub amount: Money,
    /// The amount in per cent of its own budget, with two decimals. `None` without that budget.
    pub percent: Option<Figure>,
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
pub fn assess(finance: &Finance, amber_up_to: Option<Decimal>, scale: &Scale) -> MoneyVerdict {
    let revenue = finance.revenue.iter();
    let revenue = revenue.map(|row| variance(row, finance.unit, (amber_up_to, scale)));
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

fn variance(
    row: &RevenueRow,
    unit: MoneyUnit,
    (amber_up_to, scale): (Option<Decimal>, &Scale),
) -> Variance {
    let (amount, budget, other) = match &row.amounts {
        Revenue::Amounts { budget, projected } => (projected - budget, Some(*budget), None),
        Revenue::Printed {
            gross,
            net,
            variance,
        } => {
            let (amount, other) = variance.rated_and_other(row.on);
            let other_budget = match row.on {
                VarianceBase::Gross => *net,
                _ => *gross,
            };
            let other = other.map(|amount| OtherVariance {
                amount,
                percent: other_budget.and_then(|budget| percent(amount, budget, 2)),
            });
            (amount, base(row.on, *gross, *net), other)
        }
    };
    Variance {
        amount,
        budget,
        other,
        percent: budget.and_then(|budget| percent(amount, budget, 2)),
        rating: amber_up_to.and_then(|threshold| {
            let class = class(unit.thousands(amount), threshold);
            let poor = || scale.first_of(Class::Poor);
            scale.first_of(class).or_else(poor)
        }),
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

/// Rule: good at or under budget, poor over it by more than the threshold, and neither between. On a scale that has nothing
/// between, what is over budget is poor.
fn class(thousands: Decimal, threshold: Decimal) -> Class {
    if thousands <= Decimal::ZERO {
        Class::Good
    } else if thousands <= threshold {
        Class::Near
    } else {
        Class::Poor
    }
}

fn percent(amount: Money, of: Money, decimals: u32) -> Option<Figure> {
    let share = (amount * Decimal::ONE_HUNDRED).checked_div(of)?;
    Some(Figure::computed(share, decimals))
}
