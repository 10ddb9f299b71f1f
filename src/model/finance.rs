//! Reported money: revenue, capital and savings.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::Text;

/// An amount in the unit of the file.
pub(crate) type Money = Decimal;

/// The unit of amounts, of pounds sterling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is named as files name it")]
pub enum MoneyUnit {
    Pounds,
    Thousands,
    Millions,
}

impl MoneyUnit {
    /// Converts an amount to pounds.
    pub(crate) fn pounds(self, amount: Money) -> Decimal {
        (self.thousands(amount) * Decimal::ONE_THOUSAND).normalize()
    }

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum VarianceBase {
    Gross,
    Net,
    NotStated,
}

/// The period that a projection covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Basis {
    FullYearForecast,
    /// To the end of the quarter.
    ToDate,
}

/// Revenue: either two amounts, or a printed difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Revenue {
    Amounts {
        budget: Money,
        /// The projected spending, or the spending to date.
        projected: Money,
    },
    Printed {
        gross: Option<Money>,
        net: Option<Money>,
        variance: PrintedVariance,
    },
}

/// A printed variance, positive if over budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PrintedVariance {
    One(Money),
    /// From the gross budget and from the net one. The row's base says which is rated, and is never
    /// [`VarianceBase::NotStated`].
    Both {
        gross: Money,
        net: Money,
    },
}

impl PrintedVariance {
    /// Returns the variance that is rated, and the one that is only shown.
    pub(crate) fn rated_and_other(self, on: VarianceBase) -> (Money, Option<Money>) {
        match self {
            Self::One(only) => (only, None),
            Self::Both { gross, net } if on == VarianceBase::Gross => (gross, Some(net)),
            Self::Both { gross, net } => (net, Some(gross)),
        }
    }
}

/// Further amounts of a row, each in a column with its printed name, in the order of the file. They are never judged.
pub(crate) type Columns = Vec<(Text, Money)>;

/// Whether a row is for one service or for the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowKind {
    Service,
    Total,
}

/// A row of revenue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevenueRow {
    pub(crate) service: Text,
    pub(crate) kind: RowKind,
    pub(crate) amounts: Revenue,
    /// The budget that the variance is compared with.
    pub(crate) on: VarianceBase,
    pub(crate) basis: Basis,
    pub(crate) columns: Columns,
    pub(crate) note: Option<Text>,
}

/// A row of capital spending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CapitalRow {
    pub(crate) service: Text,
    pub(crate) kind: RowKind,
    pub(crate) budget: Option<Money>,
    /// The latest estimate for the year.
    pub(crate) estimate: Option<Money>,
    pub(crate) earlier_estimate: Option<Money>,
    /// The spending so far.
    pub(crate) actual: Option<Money>,
    pub(crate) columns: Columns,
    pub(crate) note: Option<Text>,
}

/// A row of planned savings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavingsRow {
    /// The service, or `None` for the total.
    pub(crate) service: Option<Text>,
    pub(crate) target: Money,
    pub(crate) projected: Money,
    pub(crate) columns: Columns,
    pub(crate) note: Option<Text>,
}

/// The money of one quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finance {
    pub(crate) unit: MoneyUnit,
    pub(crate) revenue: Vec<RevenueRow>,
    pub(crate) capital: Vec<CapitalRow>,
    pub(crate) savings: Vec<SavingsRow>,
}
