//! Charts: a specification in, markup with its words and its table out.
//!
//! A chart is a pure function. It decides where things go and nothing else: every word arrives in the
//! [`TrendSpec`], every figure arrives with its label, and every colour is the stylesheet's. It is drawn twice,
//! [wide](Chart::wide) and [narrow](Chart::narrow); a page holds both and its stylesheet hides one with
//! `display: none`, so that assistive technology too meets only one.
//!
//! The small pictures of tiles and tables are in [`picture`].
//!
//! plotters does the drawing (`plot` is its one door) into a backend of our own (`backend`), and has no fonts:
//! words are measured by their characters (`lettering`), and none is placed where another is (`letters`).
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
//! | `mark unrated`, `mark month` | path, stroked and hollow | ring, smaller ring |
//! | `t-tick`, `t-period`, `t-year`, `t-gap` | text | numbers of the axis, periods, years (heavy), shorthand |
//! | `t-break`, `t-target`, `t-earlier`, `t-tolerance`, `t-benchmark`, `t-month` | text | labels of lines (the target's is heavy) |
//! | `t-now` | text | the last figure (heavy); may lie over lines, so it wants a halo |
//!
//! Sizes of letters are attributes, because places were reckoned with them; weights and colours are not.

use std::fmt::Write as _;
use std::ops::Range;

use crate::markup::Html;

mod alone;
mod backend;
mod breaks;
mod calendar;
mod columns;
mod excerpt;
mod flags;
mod frame;
mod gaps;
mod goals;
mod gutter;
mod ink;
mod lettering;
mod letters;
mod lone;
mod marks;
mod named;
mod now;
pub mod picture;
mod plot;
mod room;
mod scale;
mod sheet;
mod spec;
mod spots;
mod strokes;
mod tags;
#[cfg(test)]
mod tests;
mod trend;
mod units;
mod within;

pub use alone::{Alone, AloneTile, alone, tile as tile_alone};
pub use named::Named;
pub use spec::{
    Axis, AxisUnit, Benchmark, Goal, GoalStep, Height, LatestMonth, Level, Line, Period, Point,
    PointStatus, SeriesBreak, TrendSpec,
};
pub use trend::trend;

use sheet::{Sheet, TEXT};

/// A drawn chart. It cannot exist without its title, its description and its table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    title: String,
    description: String,
    table: Table,
    wide: Drawing,
    narrow: Drawing,
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

    /// The drawing for wide pages.
    pub fn wide(&self) -> &Drawing {
        &self.wide
    }

    /// The drawing for phones.
    pub fn narrow(&self) -> &Drawing {
        &self.narrow
    }
}

/// One drawing of a chart, and what a page has to say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    svg: Html,
    inside: Range<usize>,
    axis_start: AxisStart,
    named: Vec<Named>,
    excerpt: Option<Excerpt>,
}

impl Drawing {
    /// The drawing itself: SVG.
    pub fn svg(&self) -> &Html {
        &self.svg
    }

    /// The drawing without its outermost element, its title and its description.
    fn inside(&self) -> &str {
        &self.svg.as_str()[self.inside.clone()]
    }

    /// Whether the value axis starts at zero: a page says so where it does not.
    pub fn axis_start(&self) -> &AxisStart {
        &self.axis_start
    }

    /// What it has no room to name: a page does, under it.
    pub fn named(&self) -> &[Named] {
        &self.named
    }

    /// How much of the run it shows, where that is not all: a page says so.
    pub fn excerpt(&self) -> Option<Excerpt> {
        self.excerpt
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

/// The words that every drawing carries for those who do not see it.
struct Words<'a> {
    id: &'a str,
    title: &'a str,
    description: &'a str,
}

/// A drawing with its words, and where its inside is, which `draw` writes.
fn drawing(
    sheet: &Sheet,
    words: &Words<'_>,
    draw: impl FnOnce(&mut String),
) -> (Html, Range<usize>) {
    let (name, width, height) = (sheet.name, sheet.width, sheet.height);
    // An id may hold anything but spaces.
    let id = Html::text(&words.id.replace(char::is_whitespace, "-"));
    let mut out = String::with_capacity(6000);
    let _ = write!(
        out,
        "<svg class=\"chart chart-{name}\" viewBox=\"0 0 {width} {height}\" font-size=\"{letters}\" \
         role=\"img\" aria-labelledby=\"{id}-{name}-title {id}-{name}-desc\">\n\
         <title id=\"{id}-{name}-title\">{title}</title>\n\
         <desc id=\"{id}-{name}-desc\">{description}</desc>\n",
        letters = TEXT.size,
        title = Html::text(words.title),
        description = Html::text(words.description),
    );
    let start = out.len();
    draw(&mut out);
    let inside = start..out.len();
    out.push_str("</svg>");
    (Html::trusted(out), inside)
}
