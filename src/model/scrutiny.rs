//! Questions and recommendations of committees, and the answers to them.

use jiff::civil::Date;
use serde::Deserialize;

use super::commentary::Prose;
use super::{Related, Text};
use crate::source::SourcePath;

/// What a committee asks for. Files use these words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// An answer.
    Question,
    /// That something is done.
    Recommendation,
}

/// Whether a recommendation was accepted. Files use these words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is named as in files")]
pub enum Acceptance {
    Accepted,
    AcceptedInPart,
    Refused,
}

/// A question or recommendation of a committee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The name of its file.
    pub(crate) id: String,
    pub(crate) kind: QuestionKind,
    pub(crate) title: String,
    /// The committee.
    pub(crate) by: Text,
    pub(crate) asked: Date,
    /// The last day for the answer, as the file has it. The day that applies is [`crate::assess::scrutiny::due`].
    pub(crate) own_due: Option<Date>,
    /// The measures and objectives that it is about.
    pub(crate) related: Related,
    /// The address of the paper or the minutes.
    pub(crate) paper: Option<String>,
    pub(crate) text: Prose,
    pub(crate) answer: Option<Answer>,
    pub(crate) path: SourcePath,
}

/// The answer to a question or recommendation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub(crate) on: Date,
    /// Of a recommendation. `None` if the answer does not say.
    pub(crate) decision: Option<Acceptance>,
    pub(crate) text: Prose,
}
