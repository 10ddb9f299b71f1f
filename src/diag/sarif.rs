//! SARIF 2.1.0, a common format for the findings of analysis tools.

use serde_json::{Value, json};

use super::listing::{Listing, Region};
use super::{Code, Diagnostic, Fix, fingerprint};
use crate::source::{Place, SourcePath};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Returns the log of one run as JSON.
pub fn render(listing: &Listing) -> String {
    let results = listing.problems.iter().zip(fingerprint::all(listing));
    let results = results.map(|(problem, fingerprint)| result(listing, problem, &fingerprint));
    super::json::pretty(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "quarterdeck",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": Code::ALL.iter().copied().map(rule).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    }))
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.as_str(),
        "shortDescription": { "text": code.why() },
        "help": { "text": format!("quarterdeck explain {code}") },
    })
}

fn result(listing: &Listing, problem: &Diagnostic, fingerprint: &str) -> Value {
    let mut text = problem.message.clone();
    if let Some(help) = &problem.help {
        text.push_str(&format!("\n{help}"));
    }
    let mut result = json!({
        "ruleId": problem.code.as_str(),
        "ruleIndex": Code::ALL.iter().position(|code| *code == problem.code),
        "level": problem.severity.to_string(),
        "message": { "text": text },
        "locations": [location(listing, &problem.place)],
        "partialFingerprints": { "rule/path/field": fingerprint },
    });
    if !problem.related.is_empty() {
        let related = problem.related.iter().enumerate();
        let related = related.map(|(id, (place, text))| {
            let mut location = location(listing, place);
            location["id"] = json!(id);
            location["message"] = json!({ "text": text });
            location
        });
        result["relatedLocations"] = related.collect();
    }
    if let Some(fix) = &problem.fix {
        result["fixes"] = fixes(listing, problem, fix);
    }
    result
}

fn fixes(listing: &Listing, problem: &Diagnostic, fix: &Fix) -> Value {
    let region = listing.region_of(problem, fix).map(region_of);
    json!([{
        "description": { "text": fix.what },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(&problem.place.path) },
            "replacements": [{
                "deletedRegion": region,
                "insertedContent": { "text": fix.text },
            }],
        }],
    }])
}

fn location(listing: &Listing, place: &Place) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(&place.path) } });
    if let Some(region) = listing.region(place) {
        physical["region"] = region_of(region);
    }
    json!({ "physicalLocation": physical })
}

fn region_of(region: Region) -> Value {
    json!({
        "startLine": region.start.line,
        "startColumn": region.start.column,
        "endLine": region.end.line,
        "endColumn": region.end.column,
    })
}

/// Returns a path as a relative URI, with other bytes percent-encoded.
fn uri(path: &SourcePath) -> String {
    let sign = |byte: u8| match byte {
        b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
        _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    path.as_str().bytes().map(sign).collect()
}
