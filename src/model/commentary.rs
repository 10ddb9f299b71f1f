//! What was said: comments, committee reports, plain pages.

use jiff::civil::Date;

use super::{Language, MeasureId, Month, ObjectiveId, Quarter, VoiceId};
use crate::markup::Html;
use crate::source::SourcePath;

/// What a comment is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The quarter as a whole.
    Overview,
    /// An objective.
    Objective(ObjectiveId),
    /// A measure.
    Measure(MeasureId),
    /// Money.
    Finance,
    /// Risks.
    Risks,
}

/// A link to something that has a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// A measure's page.
    Measure(MeasureId),
    /// An objective's page.
    Objective(ObjectiveId),
    /// A quarter's page.
    Quarter(Quarter),
}

/// Something that stands in the text in its own right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Embed {
    /// A measure's trend chart.
    Chart(MeasureId),
    /// A measure's tile, in a quarter.
    Tile(MeasureId, Quarter),
    /// A quarter's ratings by group.
    Summary(Quarter),
    /// A quarter's areas performing well.
    PerformingWell(Quarter),
    /// A quarter's areas for improvement.
    Improvement(Quarter),
}

/// A stretch of prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fragment {
    /// Markup that is the same on every page.
    Html(Html),
    /// The beginning of a link; the text and the end follow as markup.
    Link(Reference),
    /// A figure of the site; its other words are the text that an editor gave it.
    Embed(Embed, String),
}

/// Prose that was read and whose references lead somewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prose {
    /// In order.
    pub fragments: Vec<Fragment>,
}

/// How far the words of a comment have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wording {
    /// Whoever speaks stands by them.
    Final,
    /// They are marked as a draft.
    Draft,
}

/// One comment of one voice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Of which quarter.
    pub quarter: Quarter,
    /// About what.
    pub subject: Subject,
    /// Who speaks; none is the organisation itself.
    pub voice: Option<VoiceId>,
    /// In which language.
    pub language: Language,
    /// What is said.
    pub prose: Prose,
    /// Whether that is what will be said.
    pub wording: Wording,
    /// Its file, for "suggest a change".
    pub path: SourcePath,
}

/// A date as known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dated {
    /// Only the month is known.
    Month(Month),
    /// The day.
    Day(Date),
}

impl Dated {
    /// The first day it may have been, to put dates in order.
    pub fn earliest(self) -> (i32, u8, u8) {
        match self {
            Self::Month(month) => (month.year(), month.number(), 0),
            Self::Day(day) => (
                i32::from(day.year()),
                day.month().unsigned_abs(),
                day.day().unsigned_abs(),
            ),
        }
    }
}

/// The typed number of a paragraph: 11, or 11.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ParagraphNumber {
    /// 11.
    pub main: u32,
    /// The 1 of 11.1.
    pub sub: Option<u32>,
}

/// A paragraph of a committee report, or what stands between numbered ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Headings, tables and notes have none.
    pub number: Option<ParagraphNumber>,
    /// What it says.
    pub prose: Prose,
}

/// A report to a committee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitteeReport {
    /// The name of its file.
    pub id: String,
    /// As printed.
    pub title: String,
    /// The committee.
    pub to: Option<String>,
    /// Of its meeting.
    pub date: Dated,
    /// The quarter it reports.
    pub quarter: Option<Quarter>,
    /// In order.
    pub paragraphs: Vec<Paragraph>,
    /// Its file.
    pub path: SourcePath,
}

/// A plain page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The name of its file.
    pub id: String,
    /// As printed.
    pub title: String,
    /// What it says.
    pub prose: Prose,
    /// Its file.
    pub path: SourcePath,
}
