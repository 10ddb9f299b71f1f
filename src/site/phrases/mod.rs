//! Phrases: figures, periods, verdicts, changes and counts as words to print.
//!
//! A layer of [`site`](crate::site). It may use `words`, `route` and `context`.

pub mod briefs;
pub(crate) mod changes;
pub mod counts;
pub(crate) mod covers;
pub mod directions;
mod due;
pub(crate) mod durations;
pub mod figures;
pub(crate) mod forecasts;
pub mod held;
pub(crate) mod money;
pub(crate) mod months;
pub(crate) mod moved;
pub mod names;
mod numbers;
mod own_period;
pub(crate) mod people;
pub mod periods;
pub(crate) mod profiles;
pub mod publication;
pub(crate) mod revisions;
pub(crate) mod runs;
pub(crate) mod scales;
pub mod steps;
mod targets;
pub mod verdicts;

pub use crate::chart::Tone;
pub use directions::{Arrow, ComparisonView, DirectionView};
pub use figures::Headline;
pub(crate) use held::MeasureInQuarter;
pub use verdicts::VerdictView;
