//! The entry of one measure in one quarter.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::LazyLock;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Figure, Month, Publication, Quarter, Rating, Text, VoiceId};

/// Why there is no figure. In official statistics: `[x]`, `[z]`, `[x]`, and `[c]` if it is suppressed to protect people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is named as files name it")]
pub enum Missing {
    NotAvailable,
    NotApplicable,
    NotCollected,
    Suppressed,
}

/// A figure, or the reason why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reported {
    /// Typed or computed.
    Figure(Figure),
    /// A number of cases that is not told, because it is small: "<5".
    FewerThan(u32),
    /// What the source prints instead of a figure: "85-95%".
    AsPrinted(Text),
    /// There is none, for this reason.
    Missing(Missing),
    /// The source prints a rating or a direction without a figure.
    NotPrinted,
    /// The members have their own figures.
    InMembers,
}

impl Reported {
    /// Returns whether the source prints words or a limit instead of a figure.
    pub(crate) fn is_in_words(&self) -> bool {
        matches!(self, Self::FewerThan(_) | Self::AsPrinted(_))
    }

    /// Returns the figure, if there is one.
    pub fn figure(&self) -> Option<Figure> {
        match self {
            Self::Figure(figure) => Some(*figure),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TypedRating {
    pub(crate) rating: Rating,
    /// The voice that gave the rating, if it is known.
    pub by: Option<VoiceId>,
}

/// A direction of travel that the source prints, as an arrow or a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is named as files name it")]
pub enum TypedDirection {
    Improved,
    NoChange,
    Worsened,
}

/// What a printed direction is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PrintedOn {
    PreviousQuarter,
    SameQuarterLastYear,
    /// The figure of the whole year before.
    LastYear,
}

/// A direction that the source prints for a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrintedDirection {
    /// The direction.
    pub is: TypedDirection,
    /// `None` if the source does not say.
    pub(crate) on: Option<PrintedOn>,
}

/// The entry of one measure in one quarter.
///
/// Most entries have only a figure. Everything else is stored separately, and accessible as if it were not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The figure, or the reason why there is none.
    pub reported: Reported,
    details: Option<Box<EntryDetails>>,
}

/// Everything in an entry except its figure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryDetails {
    /// The figure that is expected at the end of the year.
    pub(crate) forecast: Option<Figure>,
    /// The figure of the year so far, beside the quarter's.
    pub(crate) year_to_date: Option<Figure>,
    /// Whether it is the measure's figure of a year, and not in any quarter's file.
    pub(crate) is_outturn: bool,
    /// The day on which a figure of a year was published on its own.
    pub(crate) published_on: Option<Date>,
    /// The period that the figure is for, in words.
    pub(crate) covers: Option<Text>,
    /// How far the figure may be off, in the measure's unit.
    pub(crate) margin: Option<Decimal>,
    /// The quarter by which the measure is promised to be on target.
    pub(crate) on_target_by: Option<Quarter>,
    /// Figures of single months, which may be after the quarter.
    pub(crate) months: BTreeMap<Month, Figure>,
    /// The month that the figure is of, if the quarter is not complete yet.
    pub(crate) so_far: Option<Month>,
    pub(crate) parts: BTreeMap<String, Figure>,
    pub(crate) members: BTreeMap<String, Entry>,
    /// The number of cases that the figure is based on.
    pub(crate) cohort: Option<Decimal>,
    /// The numerator and denominator that the figure was computed from.
    pub(crate) fraction: Option<(Decimal, Decimal)>,
    pub(crate) rating: Option<TypedRating>,
    pub(crate) direction: Option<PrintedDirection>,
    /// The reason for a rating, a direction or a gap.
    pub(crate) because: Option<Text>,
    pub(crate) note: Option<Text>,
}

static NO_DETAILS: LazyLock<EntryDetails> = LazyLock::new(EntryDetails::default);

impl Deref for Entry {
    type Target = EntryDetails;

    fn deref(&self) -> &EntryDetails {
        self.details.as_deref().unwrap_or(&NO_DETAILS)
    }
}

impl Entry {
    pub(crate) fn new(reported: Reported, details: EntryDetails) -> Self {
        let details = (details != *NO_DETAILS).then(|| Box::new(details));
        Self { reported, details }
    }

    /// Returns the entry of a measure that has only a figure of the year.
    pub(crate) fn of_year(figure: Figure, published_on: Option<Date>) -> Self {
        let is_outturn = true;
        Self::new(
            Reported::Figure(figure),
            EntryDetails {
                is_outturn,
                published_on,
                ..EntryDetails::default()
            },
        )
    }

    /// Returns whether the figure was published after a report.
    pub(crate) fn is_later_than(&self, report: Publication) -> bool {
        let Publication::On(day) = report else {
            return false;
        };
        self.published_on.is_some_and(|own| own > day)
    }

    /// Returns the details, for changing them.
    pub(crate) fn details_mut(&mut self) -> &mut EntryDetails {
        self.details.get_or_insert_default()
    }

    /// Leaves of a monthly entry the figures that are known by the end of a month: what is said of the quarter waits for its
    /// end. Returns whether there are any.
    pub(crate) fn retain_months(&mut self, through: Month) -> bool {
        let mut members: BTreeMap<String, Self> = self.members.clone();
        members.retain(|_, member| member.retain_months(through));
        let mut months = self.months.clone();
        months.retain(|month, _| *month <= through);
        let latest = months
            .last_key_value()
            .map(|(month, figure)| (*month, *figure));
        let reported = match latest {
            Some((_, figure)) => Reported::Figure(figure),
            None => Reported::InMembers,
        };
        let is_known = latest.is_some() || !members.is_empty();
        let details = EntryDetails {
            so_far: latest.map(|(month, _)| month),
            months,
            members,
            ..EntryDetails::default()
        };
        *self = Self::new(reported, details);
        is_known
    }

    /// Replaces the figure with another one, of which no details are known, or with none.
    pub(crate) fn restate(&mut self, figure: Option<Figure>) {
        let is_missing = matches!(self.reported, Reported::Missing(_));
        let none = Reported::Missing(Missing::NotAvailable);
        self.reported = figure.map_or(none, Reported::Figure);
        if let Some(details) = &mut self.details {
            details.fraction = None;
            // The reason is that of what was reported instead.
            if is_missing != figure.is_none() {
                details.because = None;
            }
        }
    }

    /// Marks the figure, or that of a month, as revised since it was first published.
    pub(crate) fn mark_revised(&mut self, month: Option<Month>) {
        if let Some(details) = self.details.as_mut()
            && let Some(figure) = month.and_then(|month| details.months.get_mut(&month))
        {
            figure.is_revised = true;
        }
        if let Reported::Figure(figure) = &mut self.reported
            && (month.is_none() || self.details.as_ref().is_some_and(|one| one.so_far == month))
        {
            figure.is_revised = true;
        }
    }

    /// Returns whether the entry is missing as a whole, so that it applies to members without their own entries.
    pub(crate) fn applies_to_members(&self) -> bool {
        self.members.is_empty() && matches!(self.reported, Reported::Missing(_))
    }
}
