//! From `Assessment` to `PageSet`: which pages there are, and the text of each.
//!
//! A view holds what a theme may show: texts, labels and links, but no figures to calculate with. Charts are still data
//! here.
//!
//! # The floors
//!
//! Each layer uses only those above it in this list, and `tests/walls` checks that.
//!
//! | floor | what it holds |
//! |---|---|
//! | [`words`] | every sentence, one table for each language; it knows no report |
//! | [`route`] | addresses and links, and how a long list is split; it knows no report |
//! | `context` | what every page is made from. It has few methods: what is made from it is a function of a floor |
//! | [`phrases`] | values as phrases |
//! | `choose` | which pages, sections, lists and measures there are |
//! | [`part`] | parts of pages: view structs, and the functions that build them |
//! | [`page`] | one file for each page |
//! | [`statements`] | what an edition says, to be compared with another |
//! | `page_set` | the planned site, as the rest of the program knows it |

mod choose;
mod context;
pub mod page;
mod page_set;
pub mod part;
pub mod phrases;
pub mod route;
pub mod statements;
pub mod words;

pub use context::Options;
pub use page::{Page, View};
pub use page_set::{PageSet, plan};
