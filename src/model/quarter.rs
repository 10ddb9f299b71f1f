//! The report of one quarter.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::{
    Finance, MeasureId, Month, ObjectiveId, Quarter, Rating, Reason, RecordedChange, Text,
    TypedDirection,
};
use crate::source::SourcePath;

/// When a quarter becomes public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Publication {
    /// On this day. Before it, nothing of the quarter is in the output.
    On(Date),
    /// Before the site was created.
    AlreadyPublic,
    /// Not yet decided.
    Draft,
    /// In progress: the months up to this one are public, since this day. Editions for the public have it, files do not.
    InProgress {
        /// The last month that is public.
        through: Month,
        /// The day since which it is.
        since: Date,
    },
    /// Known only from later reports, so it has no page. It is not public before the day, if there is one.
    Background(Option<Date>),
}

impl Publication {
    pub(crate) fn is_background(self) -> bool {
        matches!(self, Self::Background(_))
    }
}

/// The report of one quarter, without the entries of measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuarterReport {
    /// The quarter that the report is for.
    pub quarter: Quarter,
    pub(crate) publication: Publication,
    /// Months that are published before the quarter, each with its day, the earliest first.
    pub(crate) months: Vec<(Month, Date)>,
    pub(crate) files: Vec<SourcePath>,
    pub(crate) source: Option<Source>,
    /// Totals that the source states without listing the items.
    pub(crate) stated: Vec<Stated>,
    /// Objectives with ratings by people.
    pub(crate) objectives: BTreeMap<ObjectiveId, ObjectiveReport>,
    /// Actions of plans, in the order of the file.
    pub actions: Vec<Action>,
    /// Risks, in the order of the file.
    pub risks: Vec<Risk>,
    pub(crate) finance: Option<Finance>,
    pub(crate) challenges: Vec<Challenge>,
    pub(crate) progress: Vec<Progress>,
    pub(crate) performing_well: Highlights,
    pub(crate) improvement: Highlights,
    /// Figures of earlier quarters that changed.
    pub revisions: Vec<Revision>,
    /// Changes of anything else that quarters reported.
    pub other_revisions: Vec<RecordedChange>,
}

impl QuarterReport {
    /// Creates the report of a quarter that reports nothing.
    pub(crate) fn without_content(quarter: Quarter) -> Self {
        Self {
            quarter,
            publication: Publication::Draft,
            months: Vec::new(),
            files: Vec::new(),
            source: None,
            stated: Vec::new(),
            objectives: BTreeMap::new(),
            actions: Vec::new(),
            risks: Vec::new(),
            finance: None,
            challenges: Vec::new(),
            progress: Vec::new(),
            performing_well: Highlights::default(),
            improvement: Highlights::default(),
            revisions: Vec::new(),
            other_revisions: Vec::new(),
        }
    }

    /// Returns the last month that is public on a day, with its own day, if the quarter is published month by month.
    pub(crate) fn last_public_month(&self, as_of: Date) -> Option<(Month, Date)> {
        let mut latest_first = self.months.iter().rev();
        latest_first.find(|(_, day)| *day <= as_of).copied()
    }

    /// Returns the last month that is public, if the quarter is published month by month and not complete yet.
    pub(crate) fn in_progress(&self) -> Option<Month> {
        match self.publication {
            Publication::InProgress { through, .. } => Some(through),
            _ => None,
        }
    }

    /// Returns whether the quarter is known only from later reports and has no page.
    pub(crate) fn is_background(&self) -> bool {
        self.publication.is_background()
    }

    /// Returns what each action, risk and challenge names, for changing it.
    pub(crate) fn related_mut(&mut self) -> impl Iterator<Item = &mut Related> {
        let actions = self.actions.iter_mut().map(|one| &mut one.related);
        let risks = self.risks.iter_mut().map(|one| &mut one.related);
        let challenges = self.challenges.iter_mut().map(|one| &mut one.related);
        actions.chain(risks).chain(challenges)
    }
}

/// The publication that figures come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub(crate) title: Text,
    pub(crate) url: Option<String>,
}

/// The items of a stated total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StatedOf {
    Measures,
    Actions,
    Risks,
}

/// A total that a report states without listing the items. It is shown as stated, next to the site's own counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    pub(crate) of: StatedOf,
    /// The plan, group or set that it is limited to.
    pub(crate) within: Option<String>,
    /// The objective that it is limited to.
    pub(crate) objective: Option<ObjectiveId>,
    pub(crate) total: Option<u32>,
    /// The number of items by the word in files: ratings with the best first, then the others (`annual`).
    pub(crate) counts: Vec<(String, u32)>,
    pub(crate) note: Option<Text>,
}

/// An objective's rating by a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectiveReport {
    pub(crate) rating: Option<Rating>,
    pub(crate) direction: Option<TypedDirection>,
    pub(crate) because: Option<Text>,
}

/// When an action is due, as exactly as the source says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named as its type")]
pub enum Due {
    Day(Date),
    Month(Month),
    Quarter(Quarter),
}

impl Due {
    /// Returns the last day on which the action is still on time.
    pub(crate) fn last_day(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Month(month) => month.last_day(),
            Self::Quarter(quarter) => quarter.last_day(),
        }
    }
}

/// The measures and objectives that an action, a risk or a challenge names, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Related {
    /// Measures and members.
    pub(crate) measures: Vec<MeasureId>,
    pub(crate) objectives: Vec<ObjectiveId>,
}

/// By when an action or a milestone should be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionDue {
    /// By the end of this.
    By(Due),
    /// It has no end.
    Ongoing,
}

/// An action of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    pub(crate) plan: String,
    /// The reference that the source prints.
    pub(crate) reference: Option<Text>,
    pub(crate) title: Text,
    pub(crate) rating: Option<Rating>,
    /// How much of it is done, in per cent.
    pub(crate) complete: Option<Decimal>,
    pub(crate) due: Option<ActionDue>,
    /// When it was first due, if that was revised.
    pub(crate) first_due: Option<Due>,
    pub(crate) owner: Option<Text>,
    pub(crate) related: Related,
    /// In the order of the file.
    pub(crate) milestones: Vec<Milestone>,
    pub(crate) note: Option<Text>,
}

/// A milestone of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    pub(crate) title: Text,
    pub(crate) rating: Option<Rating>,
    pub(crate) due: Option<ActionDue>,
    pub(crate) note: Option<Text>,
}

impl Action {
    /// Returns its milestones, in the order of the file.
    pub fn milestones(&self) -> &[Milestone] {
        &self.milestones
    }

    /// Returns what a milestone is called in the record of changes: "Open the depot: Lease signed".
    pub(crate) fn milestone_name(&self, milestone: &Milestone) -> String {
        format!("{}: {}", self.title.as_str(), milestone.title.as_str())
    }
}

/// Whether a risk is on the corporate register, emerging, or closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is named as files name it")]
pub enum RiskKind {
    Corporate,
    Emerging,
    Closed,
}

/// The size of a risk, as published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RiskLevel {
    /// A state of the scale of risks.
    State(Rating),
    /// A place on the matrix. The size is the product of both.
    Placed { likelihood: u8, impact: u8 },
    /// A score, of which the publisher does not say the likelihood and the impact.
    Score(u8),
}

impl RiskLevel {
    /// Returns the score. `None` if only a state is published.
    pub(crate) fn score(self) -> Option<u8> {
        match self {
            Self::State(_) => None,
            Self::Placed { likelihood, impact } => Some(likelihood.saturating_mul(impact)),
            Self::Score(score) => Some(score),
        }
    }
}

/// A risk that a report lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Risk {
    /// The publisher's own reference.
    pub(crate) reference: Option<String>,
    pub(crate) title: Text,
    pub(crate) kind: Option<RiskKind>,
    /// Before mitigation.
    pub(crate) inherent: Option<RiskLevel>,
    /// After mitigation.
    pub(crate) residual: Option<RiskLevel>,
    /// The level that is aimed at.
    pub(crate) target: Option<RiskLevel>,
    /// As printed.
    pub(crate) direction: Option<TypedDirection>,
    pub(crate) mitigation: Vec<Text>,
    pub(crate) owner: Option<Text>,
    pub(crate) related: Related,
    pub(crate) note: Option<Text>,
}

/// A challenge ahead, with planned actions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    pub(crate) title: Text,
    pub(crate) actions: Vec<Text>,
    pub(crate) owner: Option<Text>,
    pub(crate) related: Related,
}

/// Progress on a challenge of an earlier quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Progress {
    pub(crate) challenge: Text,
    /// The quarter that named it.
    pub(crate) from: Quarter,
    pub(crate) done: Vec<Text>,
}

/// An editor's changes to a list that the rule generates, each with its reason.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Highlights {
    pub(crate) add: Vec<(MeasureId, Text)>,
    pub(crate) leave_out: Vec<(MeasureId, Text)>,
}

/// A change of a published figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Or the member.
    pub(crate) measure: MeasureId,
    pub(crate) period: Quarter,
    /// The figure before. `None` if there was none, because it had been withdrawn.
    pub(crate) was: Option<Decimal>,
    /// The figure after. `None` if it was withdrawn.
    pub(crate) now: Option<Decimal>,
    pub(crate) on: Date,
    pub(crate) reason: Reason,
    /// Whether it follows from the revision of a month, and no entry has it.
    pub(crate) follows_months: bool,
}
