//! What a problem is called from one run to the next, so that a tool can tell the new ones from the old.

use std::collections::BTreeMap;

use super::Listing;
use crate::source::characters::one_line;
use crate::source::{At, Place};

/// The fingerprint of every problem, in their order: its rule, its file and where its figure stands *in the data*. A
/// line that is put in above changes none of them; of two that would be the same, the second is counted.
pub fn all(listing: &Listing) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let one = |problem: &super::Diagnostic| {
        let what = match &problem.field {
            Some(field) => field.to_string(),
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

/// Where a file has no fields, in a text for example, the words themselves say which place is meant.
fn marked(listing: &Listing, place: &Place) -> String {
    let (At::Bytes { start, end }, Some(text)) = (&place.at, listing.sources.get(&place.path))
    else {
        return String::new();
    };
    one_line(&text.as_str()[text.clamp(&(*start..*end))])
}
