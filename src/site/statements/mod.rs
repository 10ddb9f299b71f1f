//! What an edition says, statement by statement, in the words of its pages: what a comparison of two editions compares.
//!
//! A statement is about one thing, and a reader could quote each of its texts. They come from where the pages have
//! theirs, so that nothing can be compared that the site would not show.

pub(super) mod figures;
pub(super) mod measures;
mod prose;
pub(super) mod quarters;
pub(super) mod whole;

use crate::model::{Language, MeasureId, ObjectiveId, PlanId, Quarter, Subject, VoiceId};

/// What a statement is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// What `site.yaml` says to readers.
    Site,
    /// Who comments.
    Voice(VoiceId),
    /// A plan.
    Plan(PlanId),
    /// An objective.
    Objective(ObjectiveId),
    /// What a measure is.
    Measure(MeasureId),
    /// What is asked of it from a quarter on.
    Target(MeasureId, Quarter),
    /// A quarter's report as a whole.
    Quarter(Quarter),
    /// What was reported of a measure, or of a member.
    Figure(Quarter, MeasureId),
    /// How an objective was rated.
    ObjectiveIn(Quarter, ObjectiveId),
    /// A row of money.
    Money(Quarter, String),
    /// A risk.
    Risk(Quarter, String),
    /// An action of a plan.
    Action(Quarter, String),
    /// A challenge, or what was done about one.
    Challenge(Quarter, String),
    /// A total that the source states.
    Stated(Quarter, String),
    /// What a voice said.
    Comment(Quarter, Subject, Option<VoiceId>, Language),
    /// A committee report.
    Report(String),
    /// A plain page.
    Page(String),
}

/// What is said of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What it is about.
    pub about: About,
    /// Its name, as pages print it.
    pub title: String,
    /// Each text by what it is: "figure", "88%". In the order in which it is told.
    pub says: Vec<(&'static str, String)>,
}

impl Statement {
    fn new(about: About, title: &str) -> Self {
        Self {
            about,
            title: title.to_owned(),
            says: Vec::new(),
        }
    }

    /// Adds a text; an empty one says nothing.
    fn say(mut self, what: &'static str, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.says.push((what, text));
        }
        self
    }

    /// One of its texts.
    pub fn text(&self, what: &str) -> Option<&str> {
        let mut says = self.says.iter();
        let (_, text) = says.find(|(said, _)| *said == what)?;
        Some(text)
    }
}
