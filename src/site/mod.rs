//! From `Assessment` to `PageSet`: which pages there are, and the text of each.
//!
//! A view holds what a theme may show: texts, labels and links, but no figures to calculate with. Charts are still data
//! here.
//!
//! # The layers
//!
//! Each layer uses only those above it in this list, and `tests/walls` checks that.
//!
//! | layer | what it holds |
//! |---|---|
//! | [`words`] | every sentence, one table for each language; it does not know the report |
//! | [`route`] | addresses and links, and how a long list is split; it does not know the report |
//! | `context` | what every page is built from. It has few methods: pages are built by functions of the layers below |
//! | [`phrases`] | values as phrases |
//! | `choose` | which pages, sections, lists and measures there are |
//! | [`part`] | parts of pages: view structs, and the functions that build them |
//! | [`page`] | one file for each page |
//! | [`statements`] | what an edition says, for comparing two editions |
//! | `page_set` | the planned site, for the rest of the program |

pub(crate) mod choose;
mod context;
pub mod page;
mod page_set;
pub mod part;
pub mod phrases;
pub mod route;
pub mod statements;
pub mod words;

pub(crate) use context::Context;
pub use context::Options;
pub use page::{Page, View};
pub use page_set::{PageSet, plan};
