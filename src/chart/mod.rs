//! Charts: a specification in, markup with its words and its table out.
//!
//! A chart is a pure function. It decides where things go and nothing else: every word arrives in the
//! [`TrendSpec`], every figure arrives with its label, and every colour is the stylesheet's. It is drawn twice,
//! [wide](Chart::wide) and [narrow](Chart::narrow); a page holds both and its stylesheet hides one with
//! `display: none`, so that assistive technology too meets only one.
//!
//! The small pictures of tiles and tables are in [`picture`].
//!
//! A drawing is a list of shapes (`shapes`), which are written with classes for a page or with colours for a file. plotters
//! draws axes and lines (`plot`). It has no fonts: words are measured by their characters (`lettering`), and each label has
//! candidate places, of which it takes the best that is free (`labels`).
//!
//! # Classes
//!
//! The root is `chart chart-wide` or `chart chart-narrow`, or `chart chart-sample` for the stroke beside a name under
//! the drawing. Within it:
//!
//! | class | on | what it is |
//! |---|---|---|
//! | `gap` | filled path | the column of a missing figure |
//! | `band` | filled path | between target and tolerance |
//! | `grid`, `zero`, `tick`, `axis-cut` | stroked path | lines across, the line at zero, strokes under columns, the mark that zero is left out |
//! | `break`, `benchmark`, `tolline`, `goalline` | stroked path | break in the series, another body's figure, tolerance, target |
//! | `leader` | stroked path | from a line's end to a label that had to move |
//! | `run`, `months` | stroked path | the figures joined, the months after them joined |
//! | `mark good`, `mark near`, `mark bad` | filled path | circle, diamond, triangle |
//! | `mark blue`, `mark yellow`, `mark purple` | filled path | star, square, pentagon |
//! | `by-person` | path, stroked | ring round a mark whose rating a person gave |
//! | `mark unrated`, `mark month` | path, stroked and hollow | ring, smaller ring |
//! | `t-tick`, `t-period`, `t-year`, `t-gap` | text | numbers of the axis, periods, years (heavy), shorthand |
//! | `t-break`, `t-target`, `t-earlier`, `t-tolerance`, `t-benchmark`, `t-month` | text | labels of lines (the target's is heavy) |
//! | `t-now`, `t-note` | text | the last figure (heavy), what is said of it; may lie over lines, so they need a halo |
//!
//! Sizes of letters are attributes, because places were reckoned with them; weights and colours are not.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::markup::Html;

mod alone;
mod frame;
mod ink;
mod labels;
mod lettering;
mod lines;
mod names;
mod outline;
pub mod picture;
mod plot;
mod rows;
mod scale;
mod shapes;
mod sheet;
mod spec;
mod tags;
mod trend;
mod units;

pub use alone::{Alone, AloneTile, alone, tile as tile_alone};
pub use lettering::text_width;
pub use spec::{
    Axis, AxisUnit, Benchmark, Goal, GoalStep, LatestMonth, Level, Levels, Line, Period, Point,
    RatedByPerson, SeriesBreak, Tone, TrendSpec,
};
pub use trend::{share_scale, trend, wide};

use ink::Ink;
use shapes::{Shape, Shapes};
use sheet::TEXT;

/// A drawn chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// The drawing for wide pages.
    pub wide: Drawing,
    /// The drawing for phones.
    pub narrow: Drawing,
}

/// One drawing of a chart, and what a page has to say of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    head: String,
    shapes: Vec<Shape>,
    height: f64,
    /// Whether zero is on the value axis, so that heights can be compared: a page says so if it is not.
    pub includes_zero: bool,
    /// The ratings that its points have: a page names them under it.
    pub tones: BTreeSet<Tone>,
    /// What it has no room to name: a page does, under it.
    pub named: Vec<Named>,
    /// How much of the run it shows, if that is not all: a page says so.
    pub excerpt: Option<Excerpt>,
}

impl Drawing {
    /// The drawing itself: SVG for a page, whose stylesheet has its colours.
    pub fn svg(&self) -> Html {
        let mut out = self.head.clone();
        shapes::write(&self.shapes, Ink::class, &mut out);
        out.push_str("</svg>");
        Html::trusted(out)
    }
}

/// The end of a run, where a drawing has no room for all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Excerpt {
    /// The periods shown in which a figure was due.
    pub shown: usize,
    /// All periods in which a figure was due.
    pub all: usize,
}

/// A part of a drawing, named under it.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
#[schemars(rename = "NamedView")]
pub struct Named {
    /// A sample of how it looks.
    pub sample: Html,
    /// The name.
    pub label: String,
}

impl Named {
    /// Returns something drawn in this ink; `None` if it has no name.
    fn new(ink: Ink, label: &str) -> Option<Self> {
        (!label.trim().is_empty()).then(|| Self {
            sample: sample(ink),
            label: label.to_owned(),
        })
    }
}

fn sample(ink: Ink) -> Html {
    let shapes = Shapes::default();
    match ink {
        Ink::Person => shapes.mark(ink, (14.0, 7.0), 5.5, None),
        Ink::Month
        | Ink::Good
        | Ink::Near
        | Ink::Bad
        | Ink::Blue
        | Ink::Yellow
        | Ink::Purple
        | Ink::Unrated => {
            shapes.mark(ink, (14.0, 7.0), 6.0, None);
        }
        Ink::Break => shapes.stroke(ink, [(14.0, 0.0), (14.0, 14.0)]),
        _ => shapes.stroke(ink, [(0.0, 7.0), (28.0, 7.0)]),
    }
    let mut out = format!(
        "<svg class=\"chart chart-sample\" viewBox=\"0 0 28 14\" font-size=\"{}\" aria-hidden=\"true\">\n",
        TEXT.size,
    );
    shapes::write(&shapes.take(), Ink::class, &mut out);
    out.push_str("</svg>");
    Html::trusted(out)
}

/// A chart's table.
#[derive(Debug, Clone, PartialEq, Eq, Default, JsonSchema, Serialize)]
#[schemars(rename = "TableView")]
pub struct Table {
    /// The caption.
    pub caption: String,
    /// The head of each column.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<TableRow>,
}

/// A row of a chart's table.
#[derive(Debug, Clone, PartialEq, Eq, Default, JsonSchema, Serialize)]
pub struct TableRow {
    /// The cells, the head of the row first.
    pub cells: Vec<String>,
    /// The reason for the rating or for the missing figure. `None` for no reason.
    pub note: Option<String>,
}
