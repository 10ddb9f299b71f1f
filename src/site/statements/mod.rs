//! What an edition says, statement by statement, in the words of its pages: what a comparison of two editions compares.
//!
//! A statement is about one thing, and a reader could quote each of its texts. They come from where the pages have
//! theirs, so that nothing can be compared that the site would not show.

mod figures;
mod measures;
mod prose;
mod quarters;
mod whole;

use super::PageSet;
use crate::model::{
    Comment, CommitteeReport, Language, MeasureId, ObjectiveId, Page, PlanId, Quarter, Subject,
    VoiceId,
};

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

impl PageSet<'_> {
    /// What is said of the site, its voices, its plans and their objectives.
    pub fn statements_of_site(&self) -> Vec<Statement> {
        whole::say_site(&self.context)
    }

    /// What is said of a measure: what it is, its targets, and what each quarter reported.
    pub fn statements_of_measure(&self, id: &MeasureId) -> Vec<Statement> {
        let Some(measure) = self.context.report.measures.get(id) else {
            return Vec::new();
        };
        let mut said = measures::say_measure(&self.context, measure);
        said.extend(figures::say_figures(&self.context, measure));
        said
    }

    /// What a quarter's report says, but for its figures.
    pub fn statements_of_quarter(&self, quarter: Quarter) -> Vec<Statement> {
        let report = self.context.report.quarters.get(&quarter);
        report.map_or_else(Vec::new, |report| {
            quarters::say_quarter(&self.context, report)
        })
    }

    /// A comment.
    pub fn statement_of_comment(&self, comment: &Comment) -> Statement {
        whole::say_comment(&self.context, comment)
    }

    /// A committee report.
    pub fn statement_of_report(&self, report: &CommitteeReport) -> Statement {
        whole::say_report(&self.context, report)
    }

    /// A plain page.
    pub fn statement_of_page(&self, page: &Page) -> Statement {
        Statement::new(About::Page(page.id.clone()), &page.title)
            .say("text", prose::plain(&page.prose))
    }
}
