//! Money as reported: revenue, capital, savings.

use rust_decimal::Decimal;

use super::Text;

/// An amount, in the file's own unit.
pub type Money = Decimal;

/// What one of an amount is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyUnit {
    /// Pounds.
    Pounds,
    /// Thousands of pounds.
    Thousands,
    /// Millions of pounds.
    Millions,
}

impl MoneyUnit {
    /// An amount in thousands, as the site's threshold is given.
    pub fn thousands(self, amount: Money) -> Decimal {
        match self {
            Self::Pounds => amount / Decimal::ONE_THOUSAND,
            Self::Thousands => amount,
            Self::Millions => amount * Decimal::ONE_THOUSAND,
        }
    }
}

/// What a variance is measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VarianceBase {
    /// The gross budget.
    Gross,
    /// The net budget.
    Net,
    /// The source does not say.
    NotStated,
}

/// Up to when a projection looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// To the end of the year.
    FullYearForecast,
    /// To the end of the quarter.
    ToDate,
}

/// Either computed from two amounts or printed as a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Revenue {
    /// Budget and projection: the variance is computed.
    Amounts {
        /// Budget.
        budget: Money,
        /// Projected spending, or spending to date.
        projected: Money,
    },
    /// Budgets and a printed variance.
    Printed {
        /// Gross budget.
        gross: Option<Money>,
        /// Net budget.
        net: Option<Money>,
        /// Printed variance; over budget is positive.
        variance: Money,
    },
}

/// Whether a row is one service or all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// One service.
    Service,
    /// All of them.
    Total,
}

/// A service's revenue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevenueRow {
    /// As printed.
    pub service: Text,
    /// One service, or the total.
    pub kind: RowKind,
    /// The amounts.
    pub amounts: Revenue,
    /// What the variance is measured against.
    pub on: VarianceBase,
    /// Up to when.
    pub basis: Basis,
    /// What readers must know.
    pub note: Option<Text>,
}

/// A service's capital spending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CapitalRow {
    /// As printed.
    pub service: Text,
    /// One service, or the total.
    pub kind: RowKind,
    /// Budget.
    pub budget: Option<Money>,
    /// Latest estimate for the year.
    pub estimate: Option<Money>,
    /// Estimate of the quarter before.
    pub earlier_estimate: Option<Money>,
    /// Spent so far.
    pub actual: Option<Money>,
    /// What readers must know.
    pub note: Option<Text>,
}

/// Savings to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavingsRow {
    /// As printed; none where the row is the whole.
    pub service: Option<Text>,
    /// To be saved.
    pub target: Money,
    /// Expected to be saved.
    pub projected: Money,
    /// What readers must know.
    pub note: Option<Text>,
}

/// A quarter's money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finance {
    /// What one of an amount is.
    pub unit: MoneyUnit,
    /// Revenue rows, in the order of the file.
    pub revenue: Vec<RevenueRow>,
    /// Capital rows, in the order of the file.
    pub capital: Vec<CapitalRow>,
    /// Savings, in the order of the file.
    pub savings: Vec<SavingsRow>,
}
