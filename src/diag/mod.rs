//! Problems: what is wrong, where, and what to type instead.
//!
//! Stages return [`Diagnostic`]s and never print. A [`Listing`] sorts them, and each format is a function from a
//! listing to a text: [`text`] for a terminal, [`short`] for editors' programs, [`json`] and [`sarif`] for other tools,
//! [`github`] and [`gitlab`] for a proposed change, [`summary`] for its overview.

mod code;
mod excerpt;
pub mod explain;
mod fix;
pub mod github;
pub mod gitlab;
pub mod json;
mod listing;
pub(crate) mod markdown;
mod most;
mod near;
mod problems;
pub mod sarif;
pub mod short;
pub mod summary;
pub mod text;

pub use code::Code;
pub use fix::{Fix, apply};
pub use listing::{Listing, Point, Region, SiteFolder};
pub(crate) use most::most;
pub(crate) use near::{did_you_mean, is_one_slip, nearest_first, only_meant, suggestion};
pub use problems::Problems;

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

use crate::source::Place;

/// How serious a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site is not published.
    Error,
    /// The site is published, but someone should look; an error with `--strict`.
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

/// A problem to report to an editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that found it.
    pub code: Code,
    /// How serious it is.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// The field that it is in, found together with line and column, such as `values.a2.value`. An entry of a list is
    /// named by its first field: `targets[2016-17 Q1].tolerance`.
    pub(crate) field: Option<String>,
    /// What is wrong, in an editor's words.
    pub message: String,
    /// What to type instead.
    pub help: Option<String>,
    /// Other places involved, each with a short label.
    pub related: Vec<(Place, String)>,
    /// The edit that fixes it, if there is only one possible edit.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// Creates a problem that stops the build.
    pub(crate) fn error(code: Code, place: Place, message: impl Into<String>) -> Self {
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

    /// Creates a problem that does not stop the build.
    pub(crate) fn warning(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, place, message)
        }
    }

    /// Sets the help: what to type instead.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Sets the edit that fixes the problem, if there is one.
    pub fn fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.fix = fix.into();
        self
    }

    /// Adds another place involved.
    pub fn related(mut self, place: Place, message: impl Into<String>) -> Self {
        self.related.push((place, message.into()));
        self
    }

    /// Returns whether the problem stops the build.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Returns the numbers of errors and warnings, such as "2 errors and 1 warning". Empty if there are no problems.
pub(crate) fn counted(problems: &[Diagnostic]) -> String {
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    let counts = [(errors, "error"), (problems.len() - errors, "warning")].into_iter();
    let counts = counts.filter(|(count, _)| *count > 0);
    let said = counts.map(|(number, what)| count(number, what, &format!("{what}s")));
    said.collect::<Vec<_>>().join(" and ")
}

/// Returns a number with its noun: "1 page", "2 pages".
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Returns options as code for a help text: "one", "one or two", "one, two or three". Only the first few of a long list
/// are named.
pub(crate) fn one_of<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    /// A longer list is not useful, and the help may be repeated for each of them.
    const NAMED: usize = 40;
    let mut words = words.into_iter().map(|word| format!("`{word}`"));
    let mut named: Vec<String> = words.by_ref().take(NAMED).collect();
    match words.count() {
        0 => {}
        more => named.push(format!("one of {more} more")),
    }
    match named.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
