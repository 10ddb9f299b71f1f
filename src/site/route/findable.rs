//! What search lists of a page.

use super::Route;

/// Something that can be found.
#[derive(Debug, Clone, PartialEq)]
pub struct Findable {
    /// Its page.
    pub route: Route,
    /// "Measure".
    pub kind: &'static str,
    /// "A2 A5"; empty where nothing is printed.
    pub reference: String,
    /// "Single assessments completed on time".
    pub title: String,
    /// Its group, its plan or its day; empty for none.
    pub detail: String,
}
