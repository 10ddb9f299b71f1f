//! GitLab's code quality report: a list of findings, of which a merge request shows the new ones.

use serde_json::{Value, json};

use super::{Diagnostic, Listing, Severity, fingerprint};
use crate::source::characters::one_line;

/// Returns the report as JSON.
pub fn render(listing: &Listing) -> String {
    let problems = listing.problems.iter().zip(fingerprint::all(listing));
    let findings = problems.map(|(problem, fingerprint)| finding(listing, problem, &fingerprint));
    super::json::pretty(&findings.collect::<Vec<_>>())
}

fn finding(listing: &Listing, problem: &Diagnostic, fingerprint: &str) -> Value {
    let description = match &problem.help {
        Some(help) => format!("{}: {help}", problem.message),
        None => problem.message.clone(),
    };
    json!({
        "description": one_line(&description),
        "check_name": problem.code.as_str(),
        "fingerprint": fingerprint,
        // Nothing is published while there is an error.
        "severity": match problem.severity {
            Severity::Error => "blocker",
            Severity::Warning => "minor",
        },
        "location": {
            "path": problem.place.path.as_str(),
            "lines": { "begin": listing.start_of(problem).line },
        },
    })
}
