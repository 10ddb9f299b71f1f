//! Everything reported for one quarter.

use std::collections::BTreeMap;
use std::ops::Deref;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{
    Colour, Figure, Finance, MeasureId, Month, ObjectiveId, Quarter, Rating, Text, VoiceId,
};
use crate::source::SourcePath;

/// From when a quarter may be read by the public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Publication {
    /// From this day on; nothing of the quarter is in the output before it.
    On(Date),
    /// It was published before the site began.
    AlreadyPublic,
    /// No day is set yet.
    Draft,
    /// Known from what later reports say of it: it has no page, and is not known before this day, if one is given.
    Background(Option<Date>),
}

/// One quarter's report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuarterReport {
    /// Which quarter.
    pub quarter: Quarter,
    /// From when it is public.
    pub publication: Publication,
    /// The files that it was read from.
    pub files: Vec<SourcePath>,
    /// Where its figures were published.
    pub source: Option<Source>,
    /// Totals that the source gives without naming the items.
    pub stated: Vec<Stated>,
    /// Objectives as rated by people.
    pub objectives: BTreeMap<ObjectiveId, ObjectiveReport>,
    /// Actions of plans.
    pub actions: Vec<Action>,
    /// Risks.
    pub risks: Vec<Risk>,
    /// Money.
    pub finance: Option<Finance>,
    /// What lies ahead.
    pub challenges: Vec<Challenge>,
    /// What was done about challenges of earlier quarters.
    pub progress: Vec<Progress>,
    /// What an editor adds to the two lists, or leaves out.
    pub performing_well: Highlights,
    /// The same for areas for improvement.
    pub improvement: Highlights,
    /// Figures of earlier quarters that changed.
    pub revisions: Vec<Revision>,
}

impl QuarterReport {
    /// Whether it is known from later reports alone, and has no page.
    pub fn is_background(&self) -> bool {
        matches!(self.publication, Publication::Background(_))
    }
}

/// Where figures were published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// As printed.
    pub title: Text,
    /// Where it can be read.
    pub url: Option<String>,
}

/// Why there is no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// `[x]`.
    NotAvailable,
    /// `[z]`.
    NotApplicable,
    /// `[x]`, because nobody counted.
    NotCollected,
    /// `[c]`, to protect people.
    Suppressed,
}

/// A figure, or the reason why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reported {
    /// The figure.
    Figure(Figure),
    /// None, for this reason.
    Missing(Missing),
    /// The source printed a rating or a direction and no figure.
    NotPrinted,
    /// The members have figures of their own.
    InMembers,
}

impl Reported {
    /// The figure, where there is one.
    pub fn figure(&self) -> Option<Figure> {
        match self {
            Self::Figure(figure) => Some(*figure),
            _ => None,
        }
    }
}

/// A rating that a person gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedRating {
    /// On the publisher's own scale.
    pub rating: Rating,
    /// Whose it is, where that is known.
    pub by: Option<VoiceId>,
}

/// A direction of travel that the source printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypedDirection {
    /// Better.
    Improved,
    /// The same.
    NoChange,
    /// Worse.
    Worsened,
}

/// What was reported of one measure in one quarter.
///
/// Most entries are a figure and nothing else. What else there may be is kept apart, and read as if it were not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The figure, or why there is none.
    pub reported: Reported,
    details: Option<Box<EntryDetails>>,
}

/// What an entry may say beside its figure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryDetails {
    /// What the figure is expected to be at the year's end.
    pub forecast: Option<Figure>,
    /// Figures of single months, also of months after the quarter.
    pub months: BTreeMap<Month, Figure>,
    /// Parts of a composition, by their ids.
    pub parts: BTreeMap<String, Figure>,
    /// Members of a composite, by their ids.
    pub members: BTreeMap<String, Entry>,
    /// How many cases stand behind the figure.
    pub cohort: Option<Decimal>,
    /// What the figure was computed from.
    pub fraction: Option<(Decimal, Decimal)>,
    /// A person's rating.
    pub rating: Option<TypedRating>,
    /// A printed direction.
    pub direction: Option<TypedDirection>,
    /// Why a rating, a direction or a gap is as it is.
    pub because: Option<Text>,
    /// What readers must know about this figure.
    pub note: Option<Text>,
}

static NO_DETAILS: EntryDetails = EntryDetails {
    forecast: None,
    months: BTreeMap::new(),
    parts: BTreeMap::new(),
    members: BTreeMap::new(),
    cohort: None,
    fraction: None,
    rating: None,
    direction: None,
    because: None,
    note: None,
};

impl Deref for Entry {
    type Target = EntryDetails;

    fn deref(&self) -> &EntryDetails {
        self.details.as_deref().unwrap_or(&NO_DETAILS)
    }
}

impl Entry {
    /// Puts an entry together.
    pub(crate) fn new(reported: Reported, details: EntryDetails) -> Self {
        let details = (details != NO_DETAILS).then(|| Box::new(details));
        Self { reported, details }
    }

    /// What it says beside its figure, to be changed.
    pub(crate) fn details_mut(&mut self) -> &mut EntryDetails {
        self.details.get_or_insert_default()
    }

    /// Lets it report another figure, of which nothing else is known.
    pub(crate) fn restate(&mut self, figure: Figure) {
        self.reported = Reported::Figure(figure);
        if let Some(details) = &mut self.details {
            details.fraction = None;
        }
    }

    /// Whether it is missing as a whole, so that it stands for members that have no entry of their own.
    pub fn stands_for_members(&self) -> bool {
        self.members.is_empty() && matches!(self.reported, Reported::Missing(_))
    }
}

/// What a stated total counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatedOf {
    /// Measures.
    Measures,
    /// Actions of plans.
    Actions,
    /// Risks.
    Risks,
}

/// A total that a report gives without naming the items: shown as stated, beside what was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// What is counted.
    pub of: StatedOf,
    /// The plan, group or set it is limited to.
    pub within: Option<String>,
    /// Items in all.
    pub total: Option<u32>,
    /// Items by the source's own word (`green`, `on_target`, `annual`), in the order of the file.
    pub counts: Vec<(String, u32)>,
    /// What readers must know.
    pub note: Option<Text>,
}

/// An objective as a person rated it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectiveReport {
    /// The rating.
    pub rating: Option<Rating>,
    /// The printed direction.
    pub direction: Option<TypedDirection>,
    /// Why.
    pub because: Option<Text>,
}

/// When an action is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// On a day.
    Day(Date),
    /// In a month.
    Month(Month),
    /// In a quarter.
    Quarter(Quarter),
}

/// An action of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// The plan's name.
    pub plan: String,
    /// As printed.
    pub title: Text,
    /// As published.
    pub rating: Option<Rating>,
    /// When it is due.
    pub due: Option<Due>,
    /// What readers must know.
    pub note: Option<Text>,
}

/// What kind of risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RiskKind {
    /// On the corporate register.
    Corporate,
    /// Emerging.
    Emerging,
}

/// How large a risk is, as published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RiskLevel {
    /// A colour.
    Colour(Colour),
    /// Between red and amber.
    RedAmber,
    /// Between amber and green.
    AmberGreen,
    /// Likelihood times impact, each 1 to 5.
    Score {
        /// 1 to 5.
        likelihood: u8,
        /// 1 to 5.
        impact: u8,
    },
}

/// A risk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Risk {
    /// As printed.
    pub title: Text,
    /// Corporate or emerging.
    pub kind: Option<RiskKind>,
    /// Before anything is done.
    pub inherent: Option<RiskLevel>,
    /// After what is done.
    pub residual: Option<RiskLevel>,
    /// What is done.
    pub mitigation: Vec<Text>,
    /// Who answers for it, by role.
    pub owner: Option<Text>,
    /// What readers must know.
    pub note: Option<Text>,
}

/// Something that lies ahead, and what is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// As printed.
    pub title: Text,
    /// What is to be done.
    pub actions: Vec<Text>,
}

/// What was done about a challenge of an earlier quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// The challenge's title.
    pub challenge: Text,
    /// The quarter that named it.
    pub from: Quarter,
    /// What was done.
    pub done: Vec<Text>,
}

/// What an editor adds to a list that the rule makes, or leaves out, each with the reason.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Highlights {
    /// Added, in the order of the file.
    pub add: Vec<(MeasureId, Text)>,
    /// Left out, in the order of the file.
    pub leave_out: Vec<(MeasureId, Text)>,
}

/// A published figure that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Whose.
    pub measure: MeasureId,
    /// Of which quarter.
    pub period: Quarter,
    /// As first published, or as it stood before.
    pub was: Decimal,
    /// As it stands.
    pub now: Decimal,
    /// From this day on.
    pub on: Date,
    /// Why.
    pub because: Text,
}
