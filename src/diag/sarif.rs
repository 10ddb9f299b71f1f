//! SARIF 2.1.0, a common format for the findings of analysis tools.

use serde_json::{Value, json};

use super::json::{Place, Problem, pretty, problems};
use super::{Code, Listing, Point};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Returns the log of one run as JSON.
pub fn render(listing: &Listing) -> String {
    pretty(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "quarterdeck",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": Code::ALL.iter().copied().map(rule).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": problems(listing).map(result).collect::<Vec<_>>(),
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

fn result(problem: Problem) -> Value {
    let help = problem
        .help
        .map_or(String::new(), |help| format!("\n{help}"));
    let mut result = json!({
        "ruleId": problem.code,
        "ruleIndex": Code::ALL.iter().position(|code| code.as_str() == problem.code),
        "level": problem.severity,
        "message": { "text": problem.message + &help },
        "locations": [location(&problem.place)],
        "partialFingerprints": { "rule/path/field": problem.fingerprint },
    });
    if !problem.related.is_empty() {
        let related = problem.related.iter().enumerate();
        let related = related.map(|(id, related)| {
            let mut location = location(&related.place);
            location["id"] = json!(id);
            location["message"] = json!({ "text": related.message });
            location
        });
        result["relatedLocations"] = related.collect();
    }
    if let Some(fix) = problem.fix {
        result["fixes"] = json!([{
            "description": { "text": fix.what },
            "artifactChanges": [{
                "artifactLocation": { "uri": uri(&problem.place.path) },
                "replacements": [{
                    "deletedRegion": region(fix.start, fix.end),
                    "insertedContent": { "text": fix.text },
                }],
            }],
        }]);
    }
    result
}

fn location(place: &Place) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(&place.path) } });
    if let Some((start, end)) = place.start.zip(place.end) {
        physical["region"] = region(start, end);
    }
    json!({ "physicalLocation": physical })
}

fn region(start: Point, end: Point) -> Value {
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

/// Returns a path as a relative URI, with other bytes percent-encoded.
fn uri(path: &str) -> String {
    let sign = |byte: u8| match byte {
        b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
        _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    path.bytes().map(sign).collect()
}
