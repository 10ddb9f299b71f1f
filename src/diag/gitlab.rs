//! GitLab's code quality report: a list of findings, of which a merge request shows the new ones.

use serde::Serialize;

use super::listing::{Listing, start_of};
use super::{Diagnostic, Severity, fingerprint};
use crate::source::characters::one_line;

#[derive(Serialize)]
struct Finding {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

/// Returns the report as JSON.
pub fn render(listing: &Listing) -> String {
    let fingerprints = fingerprint::all(listing);
    let findings: Vec<Finding> = listing
        .problems
        .iter()
        .zip(fingerprints)
        .map(|(problem, fingerprint)| finding(listing, problem, fingerprint))
        .collect();
    super::json::pretty(&findings)
}

fn finding(listing: &Listing, problem: &Diagnostic, fingerprint: String) -> Finding {
    let help = problem.help.iter().map(String::as_str);
    let parts: Vec<&str> = std::iter::once(problem.message.as_str())
        .chain(help)
        .collect();
    Finding {
        description: one_line(&parts.join(": ")),
        check_name: problem.code.as_str(),
        fingerprint,
        // Nothing is published while there is an error.
        severity: match problem.severity {
            Severity::Error => "blocker",
            Severity::Warning => "minor",
        },
        location: Location {
            path: problem.place.path.to_string(),
            lines: Lines {
                begin: start_of(listing.region(&problem.place)).line,
            },
        },
    }
}
