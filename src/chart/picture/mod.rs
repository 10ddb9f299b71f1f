//! Small pictures that stand among text: in tiles and in cells of tables.
//!
//! A [`Picture`] is data until a theme shows it: it draws itself when it is serialised, so a page that is planned and
//! never shown costs no drawing. Like a chart it knows places and nothing else. Colours are the stylesheet's, words
//! come in ready to print, and no element has an id, so one picture may stand on a page any number of times.
//!
//! # Classes
//!
//! The root is `picture`, its kind (`proportion`, `dots`, `parts`, `sparkline`, `variance`) and how it is rated (`good`,
//! `near`, `bad`, `none`). Within it:
//!
//! | class | on | what it is |
//! |---|---|---|
//! | `empty`, `full` | filled path | the marks of a whole, and as much of them as the figure takes; a bar of a variance |
//! | `halo` | stroked path | the room round a tick: wide, in the colour of the ground |
//! | `aim`, `slack` | stroked path | tick at the target; at the tolerance or the threshold, to be broken |
//! | `shade-1` to `shade-4` | filled path | parts that make up the figure, from the strongest shade to the faintest |
//! | `apart` | filled path | part of the whole that is not of the figure: hollow |
//! | `t-shade-1` to `t-shade-4`, `t-apart` | text | the number in such a part |
//! | `run`, `goalline`, `break`, `zero`, `grid` | stroked path | as in a chart; `grid` is how far a variance may reach |
//! | `lone` | filled path | a figure whose neighbours are missing, so that no line runs through it |
//! | `mark good`, `mark near`, `mark bad`, `mark unrated` | path | the shape of a rating, as in a chart |

use std::borrow::Cow;
use std::fmt::Write as _;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};

use super::ink::Ink;
use super::shapes::{Shape, Shapes, write};
use super::spec::{Level, PointStatus, TrendSpec};
use crate::markup::Html;

mod marks;
mod parts;
mod run;
#[cfg(test)]
mod tests;
mod variance;

pub use marks::Share;
pub use parts::{Part, Shade};
pub use variance::Variance;

/// A small picture with its words: data that draws itself where it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    kind: Kind,
    status: PointStatus,
    told: Told,
}

/// What a picture shows, for those who do not see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// The picture says this itself.
    ByPicture {
        /// Its name.
        title: String,
        /// What there is to see.
        description: String,
    },
    /// Text beside it says this already, so the picture is passed over.
    Beside(String),
}

#[derive(Debug, Clone, PartialEq)]
enum Kind {
    Marks(&'static marks::Marks, Share),
    Parts(Vec<Part>, Level),
    Run(Box<TrendSpec>),
    Variance(Variance),
}

impl Picture {
    /// Ten marks, filled as far as the figure, or a hundred dots for the few in a hundred. `None` for a figure that is no
    /// part of a hundred.
    pub fn share(share: Share, status: PointStatus, told: Told) -> Option<Self> {
        let kind = Kind::Marks(share.marks()?, share);
        Some(Self { kind, status, told })
    }

    /// One bar of parts of a whole, from left to right. The whole may be more than its parts, never less. `None`
    /// where no part is larger than nothing.
    pub fn parts(parts: Vec<Part>, whole: Level, status: PointStatus, told: Told) -> Option<Self> {
        let any = parts.iter().any(|part| part.size.0 > 0.0);
        let kind = any.then_some(Kind::Parts(parts, whole))?;
        Some(Self { kind, status, told })
    }

    /// A trend as a line without words, which is legible for a dozen quarters or so. `None` with fewer than two figures: one
    /// is no run.
    pub fn run(trend: &TrendSpec, told: Told) -> Option<Self> {
        let (spec, status) = run::reduced(trend)?;
        let kind = Kind::Run(Box::new(spec));
        Some(Self { kind, status, told })
    }

    /// Over or under a budget, as a bar to the right or the left of zero.
    pub fn variance(variance: Variance, status: PointStatus, told: Told) -> Self {
        let kind = Kind::Variance(variance);
        Self { kind, status, told }
    }

    /// What it shows, in words.
    pub fn words(&self) -> &str {
        match &self.told {
            Told::ByPicture { description, .. } => description,
            Told::Beside(words) => words,
        }
    }

    /// Draws it: SVG.
    pub fn draw(&self) -> Html {
        let (name, (width, height)) = self.kind.sheet();
        let mut out = String::with_capacity(1000);
        let tone = match self.status {
            PointStatus::Good => "good",
            PointStatus::Near => "near",
            PointStatus::Bad => "bad",
            PointStatus::Unrated => "none",
        };
        let _ = write!(
            out,
            "<svg class=\"picture {name} {tone}\" viewBox=\"0 0 {width} {height}\""
        );
        let _ = match &self.told {
            Told::ByPicture { title, description } => write!(
                out,
                " role=\"img\"><title>{}</title><desc>{}</desc>",
                Html::text(title),
                Html::text(description)
            ),
            Told::Beside(_) => write!(out, " aria-hidden=\"true\">"),
        };
        write(&self.kind.shapes(self.status), Ink::class, &mut out);
        out.push_str("</svg>");
        Html::trusted(out)
    }
}

impl Kind {
    /// Returns its class, and its width and height in drawing units.
    fn sheet(&self) -> (&'static str, (f64, f64)) {
        match self {
            Self::Marks(marks, _) => (marks.name, marks.size),
            Self::Parts(..) => ("parts", parts::SIZE),
            Self::Run(_) => ("sparkline", run::SIZE),
            Self::Variance(_) => ("variance", variance::SIZE),
        }
    }

    fn shapes(&self, status: PointStatus) -> Vec<Shape> {
        let shapes = Shapes::default();
        match self {
            Self::Marks(marks, share) => marks.draw(share, &shapes),
            Self::Parts(parts, whole) => parts::draw(parts, *whole, &shapes),
            Self::Variance(variance) => variance::draw(variance, status, &shapes),
            Self::Run(spec) => return run::shapes(spec),
        }
        shapes.take()
    }
}

impl Serialize for Picture {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.draw().serialize(serializer)
    }
}

impl JsonSchema for Picture {
    fn schema_name() -> Cow<'static, str> {
        "Picture".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Html::json_schema(generator)
    }
}
