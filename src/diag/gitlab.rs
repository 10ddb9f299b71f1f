//! GitLab's code quality report: a list of findings, of which a merge request shows the new ones.

use serde_json::{Value, json};

use super::json::{Problem, pretty, problems};
use super::{Listing, Severity};
use crate::source::characters::one_line;

/// Returns the report as JSON.
pub fn render(listing: &Listing) -> String {
    pretty(&problems(listing).map(finding).collect::<Vec<_>>())
}

fn finding(problem: Problem) -> Value {
    let description = match problem.help {
        Some(help) => format!("{}: {help}", problem.message),
        None => problem.message,
    };
    json!({
        "description": one_line(&description),
        "check_name": problem.code,
        "fingerprint": problem.fingerprint,
        // Nothing is published while there is an error.
        "severity": match problem.severity {
            Severity::Error => "blocker",
            Severity::Warning => "minor",
        },
        "location": {
            "path": problem.place.path,
            "lines": { "begin": problem.place.start.map_or(1, |start| start.line) },
        },
    })
}
