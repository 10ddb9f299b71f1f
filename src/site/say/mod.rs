//! Phrases: a figure, a period, a verdict, a change or a count as words that are ready to print.
//!
//! A floor of [`site`](crate::site). It may use `words`, `route` and the context.

pub mod aims;
pub mod arithmetic;
pub mod counts;
pub mod directions;
pub mod figures;
pub mod held;
pub mod names;
pub mod periods;
pub mod publication;
pub mod steps;
pub mod titles;
pub mod verdicts;
