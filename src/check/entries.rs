//! The entry of one measure in one quarter.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::composition;
use super::disclosure;
use super::names::Names;
use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{
    Entry, EntryDetails, Figure, Judgement, Measure, Month, Quarter, Reported, Rule, TypedRating,
    Unit, VoiceId,
};
use crate::parse::draft::{EntryDraft, FigureDraft};
use crate::parse::{At, Legible};
use crate::source::{NodeId, Place, SourcePath};

pub(super) struct EntryContext<'a> {
    pub(super) path: &'a SourcePath,
    pub(super) quarter: Quarter,
    /// The publication day of the quarter, if it has one.
    pub(super) published: Option<Date>,
    pub(super) names: &'a Names,
    pub(super) name: &'a At<String>,
}

pub(super) fn check(
    draft: &EntryDraft,
    measure: &Measure,
    context: &EntryContext,
    problems: &mut Problems,
) -> Entry {
    EntryCheck {
        draft,
        measure,
        context,
    }
    .entry(problems)
}

pub(super) struct EntryCheck<'a> {
    pub(super) draft: &'a EntryDraft,
    pub(super) measure: &'a Measure,
    pub(super) context: &'a EntryContext<'a>,
}

impl EntryCheck<'_> {
    pub(super) fn error(&self, code: Code, node: NodeId, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, Place::node(self.context.path, node), message)
    }

    fn entry(&self, problems: &mut Problems) -> Entry {
        let draft = self.draft;
        self.check_period(problems);
        if draft.legible == Legible::Whole {
            self.check_reasons(problems);
            self.check_says_something(problems);
        }
        let reported = self.reported(problems);
        composition::check_parts(self, problems);
        disclosure::check(self, problems);
        let details = EntryDetails {
            forecast: draft
                .forecast
                .as_ref()
                .map(|figure| self.ranged(figure, problems)),
            months: self.months(problems),
            parts: draft
                .parts
                .iter()
                .map(|(id, f)| (id.value.clone(), self.ranged(f, problems)))
                .collect(),
            members: composition::members(self, problems),
            cohort: draft.cohort,
            fraction: self.fraction(),
            rating: self.rating(problems),
            direction: draft.direction.map(|direction| direction.value),
            because: draft.because.clone(),
            note: draft.note.clone(),
        };
        Entry::new(reported, details)
    }

    fn check_period(&self, problems: &mut Problems) {
        if let Some(period) = self.draft.period
            && period.value != self.measure.period
        {
            let message = format!(
                "this figure covers a different period from `{}`",
                self.measure.id
            );
            problems.report(self.error(Code::Period, period.node, message).help(
                "write the figure for the measure's period; if the measure itself has changed, create a new measure or add a break in the series",
            ));
        }
    }

    /// Reports a gap, a rating without a figure, a rating that overrides the rule, or a direction without a figure, if
    /// it has no reason.
    fn check_reasons(&self, problems: &mut Problems) {
        let draft = self.draft;
        if draft.because.is_some() {
            return;
        }
        let has_figure = draft.figure_at().is_some();
        let rating = draft.rating.map(|rating| rating.node);
        let arrow = draft.direction.map(|direction| direction.node);
        let need = if let Some(missing) = &draft.missing {
            Some((
                missing.node,
                "a missing figure needs a reason",
                "because: \"National data not yet published.\"",
            ))
        } else if let Some(rating) = rating.filter(|_| !has_figure) {
            Some((
                rating,
                "a rating without a figure needs a reason",
                "because: \"The source prints only the rating.\"",
            ))
        } else if let Some(rating) = rating.filter(|_| self.is_override()) {
            Some((
                rating,
                "this rating overrides the rule, so it needs a reason",
                "because: \"why the rating was overridden\"",
            ))
        } else {
            let arrow = arrow.filter(|_| !has_figure && rating.is_none());
            arrow.map(|arrow| {
                (
                    arrow,
                    "a direction without a figure needs a reason",
                    "because: \"The source prints only an arrow.\"",
                )
            })
        };
        if let Some((node, message, example)) = need {
            problems.report(
                self.error(Code::Reason, node, message)
                    .help(format!("add `{example}`")),
            );
        }
    }

    fn is_override(&self) -> bool {
        let by_person = matches!(
            self.measure.judgement,
            Judgement::Judged {
                rule: Rule::Editorial,
                ..
            }
        );
        !by_person
            && self
                .measure
                .judgement
                .target_in(self.context.quarter)
                .is_some()
    }

    /// Reports an entry without any content, and a mark or a rater without a figure or rating.
    fn check_says_something(&self, problems: &mut Problems) {
        let draft = self.draft;
        let says_nothing = draft.figure_at().is_none()
            && draft.missing.is_none()
            && draft.rating.is_none()
            && draft.direction.is_none()
            && draft.members.is_empty();
        if says_nothing {
            let message = format!(
                "`{}` has no figure, rating, direction or reason for a gap",
                self.context.name.value
            );
            problems.report(
                self.error(Code::BlankValue, self.context.name.node, message)
                    .help("add `value:`, or `missing: not_available` with `because: \"...\"`"),
            );
        } else if let Some(mark) = draft.mark.filter(|_| draft.figure_at().is_none()) {
            let message = "this entry has a mark but no figure";
            problems.report(
                self.error(Code::MissingField, mark.node, message)
                    .help("delete the mark, or add `value:`"),
            );
        } else if let Some(voice) = draft.rated_by.as_ref().filter(|_| draft.rating.is_none()) {
            let message = "this says who gave the rating, but there is no rating";
            problems.report(
                self.error(Code::MissingField, voice.node, message)
                    .help("delete `rated_by`, or add `rating:`"),
            );
        }
    }

    fn reported(&self, problems: &mut Problems) -> Reported {
        let draft = self.draft;
        let typed = draft.value.map(|value| self.typed(value, problems));
        let computed = self.computed(problems);
        if let (Some(missing), Some(node)) = (&draft.missing, draft.figure_at()) {
            let message = "this entry has a figure but says that it is missing";
            problems.report(
                self.error(Code::WrongShape, missing.node, message)
                    .related(Place::node(self.context.path, node), "the figure")
                    .help("delete one of them"),
            );
        }
        if let (Some(value), Some(computed)) = (draft.value, computed) {
            self.check_is_fraction(value, computed, problems);
        }
        match (computed.or(typed), &draft.missing) {
            (_, Some(missing)) => Reported::Missing(missing.value),
            (Some(figure), None) => Reported::Figure(figure),
            (None, None) if !draft.members.is_empty() => Reported::InMembers,
            (None, None) => Reported::NotPrinted,
        }
    }

    fn typed(&self, value: At<Decimal>, problems: &mut Problems) -> Figure {
        let mark = self.draft.mark.map(|mark| mark.value);
        self.ranged(&FigureDraft { value, mark }, problems)
    }

    fn ranged(&self, draft: &FigureDraft, problems: &mut Problems) -> Figure {
        self.check_range(draft, problems);
        Figure {
            mark: draft.mark,
            ..Figure::typed(draft.value.value)
        }
    }

    fn check_range(&self, draft: &FigureDraft, problems: &mut Problems) {
        let value = draft.value.value;
        let place = Place::node(self.context.path, draft.value.node);
        match self.measure.unit {
            Unit::Percent if value < Decimal::ZERO || value > Decimal::ONE_HUNDRED => {
                let message = format!("{value}% is not between 0 and 100");
                problems.report(Diagnostic::warning(Code::Range, place, message).help(
                    "check the figure. Only a percentage change can be below 0 or above 100",
                ));
            }
            Unit::Count | Unit::Days | Unit::Weeks | Unit::Months | Unit::Rate { .. }
                if value < Decimal::ZERO =>
            {
                let message = format!("{value} is below zero, which is not possible for this unit");
                problems.report(
                    Diagnostic::error(Code::Range, place, message)
                        .help(format!("write {}, or `missing:` with a reason", -value)),
                );
            }
            _ => {}
        }
    }

    fn months(&self, problems: &mut Problems) -> BTreeMap<Month, Figure> {
        let first = self.context.quarter.first_month();
        let latest = first.after(14);
        let mut months = BTreeMap::new();
        for (month, draft) in &self.draft.months {
            let published = self.context.published;
            if month.value < first || month.value > latest {
                let message = format!(
                    "{} is not in {} or the months after it",
                    month.value, self.context.quarter
                );
                problems.report(self.error(Code::Period, month.node, message).help(format!(
                    "months start at {first}; put an earlier month in its own quarter"
                )));
            } else if let Some(day) = published.filter(|day| Month::of(*day) < month.value) {
                let message = format!(
                    "{} starts after {} is published, on {day}",
                    month.value, self.context.quarter
                );
                problems.report(self.error(Code::Period, month.node, message).help(format!(
                    "correct the month or `publish_on`: months can be from {first} to {}",
                    Month::of(day)
                )));
            }
            months.insert(month.value, self.ranged(draft, problems));
        }
        months
    }

    fn rating(&self, problems: &mut Problems) -> Option<TypedRating> {
        let rating = self.draft.rating?;
        if self.measure.judgement.is_context() {
            let message = format!(
                "`{}` is for context only and cannot be rated",
                self.measure.id
            );
            problems.report(
                self.error(Code::Override, rating.node, message)
                    .help("delete the rating, or say in the measure's file which way is better"),
            );
        }
        let by = match &self.draft.rated_by {
            Some(voice) => {
                let place = Place::node(self.context.path, voice.node);
                self.context
                    .names
                    .require_voice(place, voice, problems)
                    .then(|| VoiceId::new(voice))
            }
            None => self.measure.rated_by.clone(),
        };
        Some(TypedRating {
            rating: rating.value,
            by,
        })
    }
}
