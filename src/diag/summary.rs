//! A summary of a check as Markdown, for the page that a host shows with a proposed change.

use super::markdown::{cell, code};
use super::{Diagnostic, Listing, counted};

/// How many problems are listed. A longer page would not be read, and could exceed the hosts' limits.
const SHOWN: usize = 200;

/// Returns the summary, with `outcome` as its last sentence.
pub fn render(listing: &Listing, outcome: &str) -> String {
    let counts = match counted(&listing.problems) {
        none if none.is_empty() => "No problems".to_owned(),
        counts => counts,
    };
    let mut summary = format!("### {counts}\n\n");
    if !listing.problems.is_empty() {
        summary.push_str("| | where | what is wrong | what to type instead |\n|---|---|---|---|\n");
        for problem in listing.problems.iter().take(SHOWN) {
            summary.push_str(&row(listing, problem));
        }
        summary.push('\n');
    }
    let more = listing.problems.len().saturating_sub(SHOWN);
    if more > 0 {
        summary.push_str(&format!("And {more} more.\n\n"));
    }
    summary.push_str(outcome);
    summary.push('\n');
    summary
}

fn row(listing: &Listing, problem: &Diagnostic) -> String {
    let at = listing.start_of(problem);
    format!(
        "| {} | {} | {} (`{}`) | {} |\n",
        problem.severity,
        code(&format!("{}:{}:{}", problem.place.path, at.line, at.column)),
        cell(&problem.message),
        problem.code,
        cell(problem.help.as_deref().unwrap_or_default()),
    )
}
