//! One line for each problem, `path:line:column: error[code]: message`, which editors' programs can follow.

use super::Listing;
use super::text::for_log;
use crate::source::characters::one_line;

/// Returns each problem on its own line.
pub fn render(listing: &Listing) -> String {
    let line = |problem: &super::Diagnostic| {
        let at = listing.start_of(problem);
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
