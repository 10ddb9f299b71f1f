//! Problems as JSON, for other tools. `docs/formats.md` documents the fields. New fields may be added; existing ones do
//! not change.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::listing::{Listing, Point};
use super::{Diagnostic, Severity};
use crate::source::characters::{is_hidden, one_line};
use crate::source::{self, At};

/// Everything that a check found.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "quarterdeck check --format json")]
pub(crate) struct Found {
    /// The version of this format.
    version: u8,
    /// How many problems stop a build.
    errors: usize,
    /// How many do not.
    warnings: usize,
    /// Errors first; of each kind, the files that were changed first.
    problems: Vec<Problem>,
}

/// One problem.
#[derive(Serialize, JsonSchema)]
pub(super) struct Problem {
    /// The rule that found it, as `quarterdeck explain` takes it.
    pub(super) code: &'static str,
    /// `error`: nothing is published while it stands. `warning`: someone should look.
    pub(super) severity: Severity,
    /// What is wrong.
    pub(super) message: String,
    /// What to type instead.
    pub(super) help: Option<String>,
    /// Where.
    pub(super) place: Place,
    /// Other places that belong to it.
    pub(super) related: Vec<Related>,
    /// The edit that fixes it, where only one can be meant: what `check --fix` does.
    pub(super) fix: Option<Edit>,
    /// The same from one run to the next, also where lines have moved; no two are the same.
    pub(super) fingerprint: String,
}

/// A place in a file.
#[derive(Serialize, JsonSchema)]
pub(super) struct Place {
    /// From the repository's root, with forward slashes.
    pub(super) path: String,
    /// The field that it stands in, such as `values.a2.value`; nothing in a text, or where the file cannot be read.
    pub(super) field: Option<String>,
    /// The first character; nothing where the file as a whole is meant.
    pub(super) start: Option<Point>,
    /// The place behind the last character.
    pub(super) end: Option<Point>,
}

/// An edit of the file that a problem is in.
#[derive(Serialize, JsonSchema)]
pub(super) struct Edit {
    /// The first character that goes.
    pub(super) start: Point,
    /// The place behind the last one.
    pub(super) end: Point,
    /// What comes in their place.
    pub(super) text: String,
    /// What is done.
    pub(super) what: String,
}

/// Another place that belongs to a problem.
#[derive(Serialize, JsonSchema)]
pub(super) struct Related {
    /// Where.
    pub(super) place: Place,
    /// What it has to do with it.
    pub(super) message: String,
}

/// Returns the problems as JSON.
pub fn render(listing: &Listing) -> String {
    pretty(&Found {
        version: 1,
        errors: listing.count(Severity::Error),
        warnings: listing.count(Severity::Warning),
        problems: problems(listing).collect(),
    })
}

/// Returns the problems as other formats show them, too.
pub(super) fn problems(listing: &Listing) -> impl Iterator<Item = Problem> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    listing.problems.iter().map(move |problem| {
        let name = name(listing, problem);
        let times = seen.entry(name.clone()).or_default();
        *times += 1;
        let fingerprint = match *times {
            1 => name,
            times => format!("{name}:{times}"),
        };
        one(listing, problem, fingerprint)
    })
}

/// Returns what identifies a problem in an earlier run, too: the rule, the file and the field, or else the marked text. None
/// of them changes when lines are added above.
fn name(listing: &Listing, problem: &Diagnostic) -> String {
    let place = &problem.place;
    let what = match (&problem.field, &place.at, listing.sources.get(&place.path)) {
        (Some(field), ..) => field.clone(),
        (None, At::Bytes { start, end }, Some(text)) => {
            one_line(&text.as_str()[text.clamp(&(*start..*end))])
        }
        _ => String::new(),
    };
    format!("{}:{}:{what}", problem.code, place.path)
}

/// Returns the JSON schema of the output of [`render`].
pub fn schema() -> String {
    pretty(&schemars::schema_for!(Found))
}

fn one(listing: &Listing, problem: &Diagnostic, fingerprint: String) -> Problem {
    let related = problem.related.iter().map(|(at, message)| Related {
        place: place(listing, at, None),
        message: message.clone(),
    });
    let field = problem.field.as_ref().map(ToString::to_string);
    Problem {
        code: problem.code.as_str(),
        severity: problem.severity,
        message: problem.message.clone(),
        help: problem.help.clone(),
        place: place(listing, &problem.place, field),
        related: related.collect(),
        fix: edit(listing, problem),
        fingerprint,
    }
}

fn edit(listing: &Listing, problem: &Diagnostic) -> Option<Edit> {
    let fix = problem.fix.as_ref()?;
    let place = source::Place::bytes(&problem.place.path, fix.range.clone());
    let region = listing.region(&place)?;
    Some(Edit {
        start: region.start,
        end: region.end,
        text: fix.text.clone(),
        what: fix.what.clone(),
    })
}

fn place(listing: &Listing, place: &source::Place, field: Option<String>) -> Place {
    let region = listing.region(place);
    Place {
        path: place.path.to_string(),
        field,
        start: region.map(|region| region.start),
        end: region.map(|region| region.end),
    }
}

/// Serialises a value as indented JSON. Invisible characters, and brackets that a log would read as a command, are
/// written as `\u` escapes.
pub(crate) fn pretty(value: &impl Serialize) -> String {
    // Serialising text, numbers and lists cannot fail.
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        let begins_a_command = c == '[' && is_after_two_hashes(&shown);
        if is_hidden(c) || begins_a_command {
            for unit in c.encode_utf16(&mut [0; 2]) {
                shown.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            shown.push(c);
        }
    }
    shown + "\n"
}

/// Returns whether a `[` after this text would start a log command of some host, such as `##[group]` or `##vso[...]`.
pub(crate) fn is_after_two_hashes(text: &str) -> bool {
    text.trim_end_matches(|c: char| c.is_ascii_alphabetic())
        .ends_with("##")
}
