//! Parts of pages: view structs, each built by a function from the context.
//!
//! A layer of [`site`](crate::site). It may use `words`, `route`, `context`, `phrases` and `choose`, and does not know the
//! pages.

pub mod actions;
pub mod bars;
pub mod challenges;
pub mod collected;
pub mod comments;
pub mod facts;
pub mod findings;
pub mod frame;
pub mod glance;
pub mod histories;
pub mod links;
pub mod list_entries;
pub mod list_parts;
pub mod lists;
pub mod money;
pub mod objective_rows;
pub mod pictures;
pub mod prose;
pub mod revisions;
pub mod risks;
pub mod rows;
pub mod sets;
pub mod share;
pub mod tallies;
pub mod trend;
