//! What search shows about a page.

use super::Route;

/// A page that search can find.
#[derive(Debug, Clone, PartialEq)]
pub struct Findable {
    /// The page.
    pub route: Route,
    /// What kind of page it is: "Measure".
    pub kind: &'static str,
    /// The references that reports print: "A2 A5". Empty if it has none.
    pub reference: String,
    /// The title: "Single assessments completed on time".
    pub title: String,
    /// The group, plan or date. Empty if there is none.
    pub detail: String,
}
