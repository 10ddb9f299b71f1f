//! Addresses: the route of each page, links between pages, and how long lists are split.
//!
//! A layer of [`site`](crate::site) that does not know the report. It may use no other layer.

pub mod edit;
mod files;
mod findable;
mod links;
pub mod parts;
pub mod policy;
mod routes;

pub use findable::Findable;
pub use links::{LinkStyle, Links};
pub(crate) use routes::FEED;
pub(crate) use routes::whole;
pub use routes::{EmbedKind, LongList, Route, Section};
