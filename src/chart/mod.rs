//! Charts: a specification in, markup with its words and its table out.
//!
//! A chart is a pure function. It decides where things go and nothing else: every word arrives in the
//! [`TrendSpec`], every figure arrives with its label, and every colour is the stylesheet's. It is drawn twice,
//! [wide](Chart::wide) and [narrow](Chart::narrow); a page holds both and its stylesheet hides one with
//! `display: none`, so that assistive technology too meets only one.

use crate::markup::Html;

mod backend;
mod ink;
mod lettering;
mod scale;
mod spec;
mod units;

pub use spec::{
    Axis, AxisUnit, Goal, GoalStep, LatestMonth, Level, Line, Period, Point, PointStatus,
    SeriesBreak, TrendSpec,
};

/// A drawn chart. It cannot exist without its title, its description and its table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    title: String,
    description: String,
    table: Table,
    axis_start: AxisStart,
    wide: Html,
    narrow: Html,
}

impl Chart {
    /// The chart's name.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What there is to see, in plain words.
    pub fn description(&self) -> &str {
        &self.description
    }

    /// The same in rows and columns.
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// Whether the value axis starts at zero: a page says so where it does not.
    pub fn axis_start(&self) -> &AxisStart {
        &self.axis_start
    }

    /// The drawing for wide pages: SVG.
    pub fn wide(&self) -> &Html {
        &self.wide
    }

    /// The drawing for phones: SVG.
    pub fn narrow(&self) -> &Html {
        &self.narrow
    }
}

/// What a chart shows, in rows and columns, as text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Above it.
    pub caption: String,
    /// The heads of its columns.
    pub head: Vec<String>,
    /// Its rows, each as long as the head; the first cell names the row.
    pub rows: Vec<Vec<String>>,
}

/// Whether a value axis holds zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AxisStart {
    /// Heights can be compared.
    IncludesZero,
    /// Only differences can be compared, and the page says so.
    LeavesZeroOut {
        /// The number at the bottom of the axis, as printed there.
        lowest: String,
    },
}
