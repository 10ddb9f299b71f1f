//! Addresses: which page a route is, how links lead to it, and how a long list is split into pages.
//!
//! A floor of [`site`](crate::site) that knows no report. It may use no other floor.

pub mod edit;
mod files;
mod findable;
mod links;
pub mod parts;
pub mod policy;
mod routes;

pub use findable::Findable;
pub use links::{LinkStyle, Links};
pub(crate) use routes::whole;
pub use routes::{EmbedKind, FEED, LongList, Route, Section};
