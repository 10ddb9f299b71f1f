//! Fingerprints of problems, with which other tools recognise a problem from an earlier run.

use std::collections::BTreeMap;

use super::Listing;
use crate::source::characters::one_line;
use crate::source::{At, Place};

/// Returns a fingerprint for each problem, in order. It consists of the rule, the file and the field, so that it does
/// not change when lines are added above. Repeated fingerprints are numbered.
pub fn all(listing: &Listing) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let one = |problem: &super::Diagnostic| {
        let what = match &problem.field {
            Some(field) => field.clone(),
            None => marked(listing, &problem.place),
        };
        let name = format!("{}:{}:{what}", problem.code, problem.place.path);
        let times = seen.entry(name.clone()).or_default();
        *times += 1;
        match *times {
            1 => name,
            times => format!("{name}:{times}"),
        }
    };
    listing.problems.iter().map(one).collect()
}

/// Returns the text at a place, for files without fields such as Markdown.
fn marked(listing: &Listing, place: &Place) -> String {
    let (At::Bytes { start, end }, Some(text)) = (&place.at, listing.sources.get(&place.path))
    else {
        return String::new();
    };
    one_line(&text.as_str()[text.clamp(&(*start..*end))])
}
