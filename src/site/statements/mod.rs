//! What an edition texts, as statements in the words of its pages, for comparing two editions.
//!
//! A statement is about one thing, and each of its texts could be quoted by a reader. The texts come from the same
//! functions as those on pages, so that a comparison shows nothing that pages do not.

pub(crate) mod measures;
mod prose;
pub(crate) mod quarters;
pub(crate) mod whole;

use crate::model::{Language, MeasureId, ObjectiveId, PlanId, Quarter, Subject, VoiceId};

/// What a statement is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// What `site.yaml` says to readers.
    Site,
    /// A voice.
    Voice(VoiceId),
    /// A plan.
    Plan(PlanId),
    /// An objective.
    Objective(ObjectiveId),
    /// A measure's definition.
    Measure(MeasureId),
    /// A measure's target from a quarter on.
    Target(MeasureId, Quarter),
    /// A quarter's report as a whole.
    Quarter(Quarter),
    /// What a quarter reported of a measure or member.
    Figure(Quarter, MeasureId),
    /// The rating of an objective in a quarter.
    ObjectiveIn(Quarter, ObjectiveId),
    /// A row of the finance section.
    Money(Quarter, String),
    /// A risk.
    Risk(Quarter, String),
    /// An action of a plan.
    Action(Quarter, String),
    /// A challenge, or progress on one.
    Challenge(Quarter, String),
    /// A total that the source states.
    Stated(Quarter, String),
    /// A comment.
    Comment(Quarter, Subject, Option<VoiceId>, Language),
    /// A committee report.
    Report(String),
    /// A question or recommendation of a committee.
    Question(String),
    /// A plain page.
    Page(String),
}

/// What an edition texts about one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What it is about.
    pub about: About,
    /// Its name, as pages print it.
    pub title: String,
    /// Texts, each with a label: "figure", "88%". In the order in which they are reported.
    pub texts: Vec<(&'static str, String)>,
}

impl Statement {
    fn new(about: About, title: &str) -> Self {
        Self {
            about,
            title: title.to_owned(),
            texts: Vec::new(),
        }
    }

    /// Adds a text, unless it is empty.
    fn with(mut self, what: &'static str, text: impl Into<String>) -> Self {
        let text = Some(text.into()).filter(|text| !text.is_empty());
        self.texts.extend(text.map(|text| (what, text)));
        self
    }

    fn with_some(self, what: &'static str, text: Option<impl Into<String>>) -> Self {
        self.with(what, text.map_or_else(String::new, Into::into))
    }

    pub(crate) fn text(&self, what: &str) -> Option<&str> {
        let mut texts = self.texts.iter();
        let (_, text) = texts.find(|(label, _)| *label == what)?;
        Some(text)
    }
}
