//! Which pages, sections, lists and measures the site has, and in which order. Views are built elsewhere.
//!
//! A layer of [`site`](crate::site). It may use `words`, `route`, `context` and `phrases`.

pub mod addresses;
pub mod findable;
pub mod list_groups;
pub mod long_lists;
pub mod order;
pub mod papers;
pub(crate) mod records;
pub mod sections;

pub(crate) use long_lists::{ListPart, MeasuresPart};
