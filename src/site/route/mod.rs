//! Addresses: the route of each page, links between pages, and how long lists are split.
//!
//! A layer of [`site`](crate::site) that does not know the report. It may use no other layer.

pub mod edit;
mod links;
pub mod parts;
pub mod policy;
mod routes;

pub use links::LinkStyle;
pub(crate) use links::Links;
pub(crate) use parts::{Group, ListItem};
pub(crate) use routes::{EmbedKind, FEED, Findable, Route, SHARE_PICTURE, Section, whole};
