//! The session that remembers: what is read again is worked out again only where something changed.

use super::{Reading, read_all};
use crate::check::Edition;
use crate::source::SourceTree;

/// Reads a site again and again, as it changes. What comes out is what a new session would make of the same tree: a
/// cold start is a session that remembers nothing yet, and there is no other way to read a site.
#[derive(Debug, Default)]
pub struct Session {}

impl Session {
    /// Reads, checks and judges a site with its theme: `SourceTree` to `Assessment`, with every problem on the way.
    pub fn read(&mut self, tree: &SourceTree, edition: &Edition) -> Reading {
        read_all(tree, edition)
    }
}
