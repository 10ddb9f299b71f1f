//! Addresses: the route of each page, links between pages, and how long lists are split.
//!
//! A layer of [`site`](crate::site) that does not know the report. It may use no other layer.

pub mod edit;
mod links;
pub mod parts;
pub mod policy;
mod routes;

pub use links::{LinkStyle, Links};
pub(crate) use parts::{Group, ListItem, MeasureParts, PartGroup, PartRange, Parts};
pub use routes::{EmbedKind, Findable, Route, Section};
pub(crate) use routes::{FEED, whole};
