//! The value axis of a chart, and the places on it.

use rust_decimal::Decimal;

use super::Series;
use crate::chart::{Axis, AxisUnit, Level};
use crate::model::Unit;
use crate::site::phrases::durations;

/// Returns the place of a figure on the axis of its unit. Money is drawn in pounds.
pub(crate) fn level(figure: Decimal, unit: &Unit) -> Level {
    Level::from(in_axis_unit(figure, unit))
}

pub(super) fn in_axis_unit(figure: Decimal, unit: &Unit) -> Decimal {
    match unit {
        Unit::Pounds(money) => money.pounds(figure),
        _ => figure,
    }
}

impl Series<'_> {
    pub(super) fn axis(&self) -> Axis {
        let words = self.words();
        let unit = &self.measure.unit;
        let results = match unit {
            Unit::Results(results) => results.iter().rev().map(|one| one.text.clone()).collect(),
            _ => Vec::new(),
        };
        let parts = match unit {
            Unit::Duration(smallest) => durations::axis_parts(words, *smallest),
            _ => Vec::new(),
        };
        Axis {
            unit: match unit {
                Unit::Percent => AxisUnit::Percent,
                Unit::Count => AxisUnit::Count,
                Unit::Rate { .. } | Unit::Days | Unit::Weeks | Unit::Months | Unit::Own(_) => {
                    AxisUnit::Amount
                }
                Unit::Duration(_) => AxisUnit::Duration,
                Unit::Pounds(_) => AxisUnit::Pounds,
                Unit::Score | Unit::Ratio => AxisUnit::Score,
                Unit::Results(_) => AxisUnit::Results,
            },
            decimals: self.decimals(),
            million: words.million.to_owned(),
            billion: words.billion.to_owned(),
            parts,
            results,
        }
    }

    /// Returns the columns to which no line leads, if that is all of them: between two results in words there is nothing.
    pub(super) fn lone_columns(&self) -> Option<Vec<usize>> {
        (!self.measure.unit.has_scale()).then(|| (1..self.quarters.len()).collect())
    }
}
