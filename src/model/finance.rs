//! Reported money: revenue, capital and savings.

use rust_decimal::Decimal;

use super::Text;

/// An amount in the unit of the file.
pub(crate) type Money = Decimal;

/// The unit of amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyUnit {
    /// Whole pounds.
    Pounds,
    /// Thousands of pounds.
    Thousands,
    /// Millions of pounds.
    Millions,
}

impl MoneyUnit {
    /// Converts an amount to thousands of pounds, the unit of the site's threshold.
    pub(crate) fn thousands(self, amount: Money) -> Decimal {
        match self {
            Self::Pounds => amount / Decimal::ONE_THOUSAND,
            Self::Thousands => amount,
            Self::Millions => amount * Decimal::ONE_THOUSAND,
        }
    }
}

/// The budget that a variance is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum VarianceBase {
    Gross,
    Net,
    /// The source does not say.
    NotStated,
}

/// The period that a projection covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Basis {
    /// To the end of the financial year.
    FullYearForecast,
    /// To the end of the quarter.
    ToDate,
}

/// Revenue: either two amounts, or a printed difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Revenue {
    /// Budget and projection. The variance is computed.
    Amounts {
        budget: Money,
        /// The projected spending, or the spending to date.
        projected: Money,
    },
    /// Budgets and a printed variance.
    Printed {
        gross: Option<Money>,
        net: Option<Money>,
        /// The printed variance: positive if over budget.
        variance: Money,
    },
}

/// Whether a row is for one service or for the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// One service.
    Service,
    /// All services together.
    Total,
}

/// A row of revenue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevenueRow {
    pub(crate) service: Text,
    /// Whether the row is the total.
    pub kind: RowKind,
    pub(crate) amounts: Revenue,
    /// The budget that the variance is compared with.
    pub(crate) on: VarianceBase,
    pub(crate) basis: Basis,
    pub(crate) note: Option<Text>,
}

/// A row of capital spending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CapitalRow {
    pub(crate) service: Text,
    /// Whether the row is the total.
    pub kind: RowKind,
    pub(crate) budget: Option<Money>,
    /// The latest estimate for the year.
    pub(crate) estimate: Option<Money>,
    pub(crate) earlier_estimate: Option<Money>,
    /// The spending so far.
    pub(crate) actual: Option<Money>,
    pub(crate) note: Option<Text>,
}

/// A row of planned savings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavingsRow {
    /// The service, or `None` for the total.
    pub(crate) service: Option<Text>,
    pub(crate) target: Money,
    pub(crate) projected: Money,
    pub(crate) note: Option<Text>,
}

/// The money of one quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finance {
    pub(crate) unit: MoneyUnit,
    /// The revenue rows, in the order of the file.
    pub revenue: Vec<RevenueRow>,
    pub(crate) capital: Vec<CapitalRow>,
    /// The savings rows, in the order of the file.
    pub savings: Vec<SavingsRow>,
}
