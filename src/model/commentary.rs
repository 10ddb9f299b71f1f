//! Comments, committee reports and plain pages.

use std::fmt;

use jiff::civil::Date;

use super::{Language, MeasureId, Month, ObjectiveId, Quarter, VoiceId};
use crate::markup::Html;
use crate::source::SourcePath;

/// The subject of a comment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each is named as its file or folder")]
pub enum Subject {
    Overview,
    Objective(ObjectiveId),
    Measure(MeasureId),
    Finance,
    Risks,
}

impl Subject {
    /// Returns the folder and the name of its comments' files, without voice and language.
    pub(crate) fn file_name(&self) -> String {
        match self {
            Self::Overview => "overview".to_owned(),
            Self::Finance => "finance".to_owned(),
            Self::Risks => "risks".to_owned(),
            Self::Objective(id) => format!("objectives/{id}"),
            Self::Measure(id) => format!("measures/{id}"),
        }
    }
}

/// A link to a page of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reference {
    Measure(MeasureId),
    Objective(ObjectiveId),
    Quarter(Quarter),
}

/// A picture or a list in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Embed {
    Chart(MeasureId),
    Tile(MeasureId, Quarter),
    Summary(Quarter),
    PerformingWell(Quarter),
    Improvement(Quarter),
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fragment {
    /// Markup that is the same on every page.
    Html(Html),
    /// The start of a link. Its text and end follow as markup.
    Link(Reference),
    /// A picture or a list, with its alternative text.
    Embed(Embed, String),
}

/// A text whose references have been resolved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Prose {
    pub(crate) fragments: Vec<Fragment>,
}

impl Prose {
    /// Returns its markup, without the start tags of links and without pictures.
    pub(crate) fn markup(&self) -> String {
        let fragments = self.fragments.iter().map(|fragment| match fragment {
            Fragment::Html(html) => html.as_str(),
            Fragment::Link(_) | Fragment::Embed(..) => "",
        });
        fragments.collect()
    }
}

/// A comment by one voice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    pub(crate) quarter: Quarter,
    pub(crate) subject: Subject,
    /// The voice, or `None` for the organisation itself.
    pub(crate) voice: Option<VoiceId>,
    pub(crate) language: Language,
    pub(crate) prose: Prose,
    /// Whether its wording may still change.
    pub(crate) is_draft: bool,
    pub(crate) path: SourcePath,
}

/// The date of a committee report, or the month if only that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Dated {
    Month(Month),
    Day(Date),
}

impl Dated {
    /// Returns year, month and day for sorting. The day is 0 if it is not known.
    pub(crate) fn earliest(self) -> (i32, u8, u8) {
        match self {
            Self::Month(month) => (month.year(), month.number(), 0),
            Self::Day(day) => {
                let month = Month::of(day);
                (month.year(), month.number(), day.day().unsigned_abs())
            }
        }
    }
}

/// The number that is typed before a paragraph: 11, or 11.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ParagraphNumber {
    /// The 11 of 11.1.
    pub(crate) main: u32,
    /// The 1 of 11.1.
    pub(crate) sub: Option<u32>,
}

impl fmt::Display for ParagraphNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.main)?;
        self.sub.map_or(Ok(()), |sub| write!(f, ".{sub}"))
    }
}

/// A paragraph of a committee report, or other content between numbered paragraphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paragraph {
    /// The number. Headings, tables and notes have none.
    pub(crate) number: Option<ParagraphNumber>,
    pub(crate) prose: Prose,
}

/// A report to a committee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitteeReport {
    /// The name of its file.
    pub(crate) id: String,
    pub(crate) title: String,
    /// The committee.
    pub(crate) to: Option<String>,
    pub(crate) date: Dated,
    /// The quarter that it reports.
    pub(crate) quarter: Option<Quarter>,
    pub(crate) paragraphs: Vec<Paragraph>,
    pub(crate) path: SourcePath,
}

/// A plain page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The name of its file.
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) prose: Prose,
    pub(crate) path: SourcePath,
}
