//! What is wrong, where exactly, and what to type instead: the product's other output.
//!
//! Stages make [`Diagnostic`]s as data and never print. A [`Listing`] puts them in order under paths that their reader
//! knows, and each format is a function from it to a text: [`text`] for a terminal, [`short`] for editors' programs,
//! [`json`] and [`sarif`] for other tools, [`github`] and [`gitlab`] beside a change, [`summary`] above it.

mod code;
pub mod explain;
mod fingerprint;
mod fix;
pub mod github;
pub mod gitlab;
pub mod json;
mod listing;
pub(crate) mod markdown;
pub mod sarif;
pub mod short;
pub mod summary;
pub mod text;

pub use code::Code;
pub use fix::{Fix, mend};
pub use listing::{Listing, Point, Region, SiteFolder};

use std::fmt;

use crate::source::{FieldPath, Place};

/// How much it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is published while it stands.
    Error,
    /// Published, but someone should look; an error with `--strict`.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// One thing that an editor must know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule found it.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// The field that it stands in, found together with line and column.
    pub field: Option<FieldPath>,
    /// What is wrong, in the editor's words.
    pub message: String,
    /// What to type instead.
    pub help: Option<String>,
    /// Other places that belong to it.
    pub related: Vec<(Place, String)>,
    /// The edit that mends it, where only one can be meant.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// Something that stops the build.
    pub fn error(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            place,
            field: None,
            message: message.into(),
            help: None,
            related: Vec::new(),
            fix: None,
        }
    }

    /// Something to look at.
    pub fn warning(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, place, message)
        }
    }

    /// Says what to type instead.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says which edit mends it.
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// Adds the other place that belongs to it.
    pub fn related(mut self, place: Place, message: impl Into<String>) -> Self {
        self.related.push((place, message.into()));
        self
    }

    /// Whether it stops the build.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Errors, then warnings, each in the order in which they came.
pub fn errors_first(problems: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    let of = |severity| problems.iter().filter(move |p| p.severity == severity);
    of(Severity::Error).chain(of(Severity::Warning))
}

/// "2 errors and 1 warning"; nothing where there are none.
pub fn counted(problems: &[Diagnostic]) -> String {
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    let counts = [(errors, "error"), (problems.len() - errors, "warning")];
    let said: Vec<String> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}{}", if count == 1 { "" } else { "s" }))
        .collect();
    said.join(" and ")
}

/// The known word that was probably meant: near in spelling, or the same but for case and separators.
pub fn did_you_mean<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = near(typed, known).into_iter();
    near.min_by_key(|(distance, word)| (*distance, word.len()))
        .map(|(_, word)| word)
}

/// The same, where no other known word is as near.
pub fn only_meant<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut near = near(typed, known);
    near.sort_by_key(|(distance, _)| *distance);
    match near.as_slice() {
        [(_, only)] => Some(only),
        [(first, meant), (second, _), ..] if first < second => Some(meant),
        _ => None,
    }
}

/// Words that may have been meant, the nearest first.
pub fn nearest_first(typed: &str, words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    words.sort_by_key(|word| strsim::damerau_levenshtein(typed, word));
    words
}

/// Known words that may have been meant, each with how many slips away it is.
fn near<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<(usize, &'a str)> {
    let plain = |word: &str| word.to_lowercase().replace(['-', '_', ' ', '.'], "");
    let typed_plain = plain(typed);
    let distances = known.into_iter().map(|word| {
        let distance = strsim::damerau_levenshtein(&typed_plain, &plain(word));
        (distance, word)
    });
    distances
        .filter(|(distance, word)| *distance <= allowed_slips(&typed_plain, word))
        .collect()
}

/// Whether one is the other with one slip of a finger in it: a letter left out, too much, wrong or in the wrong place.
pub fn is_one_slip(typed: &str, meant: &str) -> bool {
    typed != meant && strsim::damerau_levenshtein(typed, meant) == 1
}

/// One slip in three letters; short ids such as `a1` and `a2` are all alike, and only case and separators count.
fn allowed_slips(typed: &str, known: &str) -> usize {
    typed.chars().count().min(known.chars().count()) / 3
}

/// "one", "one or two", "one, two or three": the choices of a help text, each as code.
pub fn one_of<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match words.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_keyboard_finds_the_word_that_was_meant() {
        let known = [
            "tolerance",
            "target",
            "title",
            "a2",
            "a3",
            "a06",
            "scc-011b",
        ];
        let table = [
            ("tolerence", Some("tolerance")),
            ("Target", Some("target")),
            ("tagret", Some("target")),
            ("A2", Some("a2")),
            ("scc/011b", Some("scc-011b")),
            ("scc_011b", Some("scc-011b")),
            ("a9", None),
            ("benchmark", None),
        ];
        for (typed, meant) in table {
            assert_eq!(did_you_mean(typed, known), meant, "{typed}");
        }
    }
}
