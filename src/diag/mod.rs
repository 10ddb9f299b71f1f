//! What is wrong, where exactly, and what to type instead: the product's other output.
//!
//! Stages make [`Diagnostic`]s as data and never print. A [`Listing`] puts them in order under paths that their reader
//! knows, and each format is a function from it to a text: [`text`] for a terminal, [`short`] for editors' programs,
//! [`json`] and [`sarif`] for other tools, [`github`] and [`gitlab`] beside a change, [`summary`] above it.

mod code;
mod excerpt;
pub mod explain;
mod fingerprint;
mod fix;
pub mod github;
pub mod gitlab;
pub mod json;
mod listing;
pub(crate) mod markdown;
mod most;
mod near;
pub mod sarif;
pub mod short;
pub mod summary;
pub mod text;

pub use code::Code;
pub use fix::{Fix, apply};
pub use listing::{Listing, Point, Region, SiteFolder};
pub use most::most;
pub use near::{did_you_mean, is_one_slip, nearest_first, only_meant};

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
    /// The edit that fixes it, where only one can be meant.
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

    /// Says which edit fixes it.
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

/// "one", "one or two", "one, two or three": the choices of a help text, each as code. Of many, the first are named.
pub fn one_of<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    /// More are not read, and a help may be repeated for each of them.
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
