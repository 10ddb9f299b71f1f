//! One line a problem: `path:line:column: error[code]: message`, as editors' programs jump to.

use super::Listing;
use super::listing::first_of;
use super::text::for_log;
use crate::source::characters::one_line;

/// Writes every problem on a line of its own.
pub fn render(listing: &Listing) -> String {
    let line = |problem: &super::Diagnostic| {
        let at = first_of(listing.region(&problem.place));
        format!(
            "{}:{}:{}: {}[{}]: {}\n",
            one_line(problem.place.path.as_str()),
            at.line,
            at.column,
            problem.severity,
            problem.code,
            one_line(&problem.message),
        )
    };
    let lines: String = listing.problems.iter().map(line).collect();
    for_log(&lines)
}
