//! Which pages, sections, lists and measures the site has, and in which order. Nothing here is laid out.
//!
//! A floor of [`site`](crate::site). It may use `words`, `route`, the context and `say`.

pub mod addresses;
pub mod findable;
pub mod latest;
pub mod long_lists;
pub mod objectives;
pub mod order;
pub mod outlines;
pub mod sections;
