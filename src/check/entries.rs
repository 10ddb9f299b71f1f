//! The entry of one measure in one quarter.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::FileProblems;
use super::amounts;
use super::composition;
use super::disclosure;
use super::known::KnownNames;
use crate::diag::Code;
use crate::model::{
    Aim, Entry, EntryDetails, Figure, Mark, Measure, Month, PeriodKind, Quarter, Reported, Rule,
    TypedRating, Unit, VoiceId,
};
use crate::parse::At;
use crate::parse::draft::{EntryDraft, FigureDraft, PeriodWord, TypedNumber};
use crate::parse::leaf::Amount;
use crate::source::NodeId;

/// Returns the limit of a number that is not told: 5 of "<5".
pub(super) fn limit(typed: &str) -> Option<u32> {
    let limit = typed.trim().strip_prefix('<')?.trim().parse();
    limit.ok().filter(|limit| *limit > 0)
}

/// The check of an entry of a measure or member.
pub(super) struct EntryCheck<'a> {
    pub(super) draft: &'a EntryDraft,
    pub(super) measure: &'a Measure,
    pub(super) quarter: Quarter,
    /// The publication day of the quarter, if it has one.
    pub(super) published: Option<Date>,
    /// Whether figures of the quarter are still being collected.
    pub(super) is_draft: bool,
    pub(super) names: &'a KnownNames,
    pub(super) name: &'a At<String>,
    pub(super) file: FileProblems<'a>,
}

impl EntryCheck<'_> {
    pub(super) fn entry(&mut self) -> Entry {
        let draft = self.draft;
        self.check_period();
        if draft.is_whole {
            self.check_reasons();
            self.check_says_something();
        }
        let months = self.months();
        let reported = self.reported(&months);
        let so_far = self.so_far(&months);
        composition::check_parts(self);
        disclosure::check(self);
        let forecast = draft.forecast.as_ref();
        let parts = draft.parts.iter();
        let details = EntryDetails {
            forecast: forecast.and_then(|figure| self.ranged(figure)),
            year_to_date: self.year_to_date(),
            is_outturn: false,
            published_on: None,
            covers: self.covers(),
            margin: self.margin(),
            on_target_by: self.on_target_by(),
            months,
            so_far,
            parts: parts
                .filter_map(|(id, figure)| Some((id.value.clone(), self.ranged(figure)?)))
                .collect(),
            members: composition::members(self),
            cohort: draft.cohort.map(|cohort| cohort.0),
            fraction: self.fraction(),
            rating: self.rating(),
            direction: draft.direction.map(|direction| direction.value),
            because: draft.because.clone(),
            note: draft.note.clone(),
        };
        Entry::new(reported, details)
    }

    fn check_period(&mut self) {
        let own = self.measure.period;
        let is_own = |word: PeriodWord| match word {
            PeriodWord::YearToDate => {
                matches!(
                    own,
                    PeriodKind::YearToDateTotal | PeriodKind::YearToDateAverage
                )
            }
            word => word.kind() == Some(own),
        };
        if let Some(period) = self.draft.period.filter(|period| !is_own(period.value)) {
            let id = &self.measure.id;
            let message = format!("this figure covers a different period from `{id}`");
            let help = "write the figure for the measure's period; if the measure itself has changed, create a new measure or add a break in the series";
            self.file.error(Code::Period, period.node, message, help);
        }
    }

    /// Reports a gap, a rating without a figure, a rating that overrides the rule, or a direction without a figure, if
    /// it has no reason.
    fn check_reasons(&mut self) {
        let draft = self.draft;
        if draft.because.is_some() {
            return;
        }
        let has_figure = draft.figure_at().is_some();
        let rating = draft.rating.as_ref().map(|rating| rating.node);
        let arrow = draft.direction.map(|direction| direction.node);
        let needs = [
            (
                draft.missing.map(|missing| missing.node),
                "a missing figure needs a reason",
                "National data not yet published.",
            ),
            (
                rating.filter(|_| !has_figure),
                "a rating without a figure needs a reason",
                "The source prints only the rating.",
            ),
            (
                rating.filter(|_| self.is_override()),
                "this rating overrides the rule, so it needs a reason",
                "why the rating was overridden",
            ),
            (
                arrow.filter(|_| !has_figure && rating.is_none()),
                "a direction without a figure needs a reason",
                "The source prints only an arrow.",
            ),
        ];
        let first = needs.into_iter().find(|(node, ..)| node.is_some());
        if let Some((Some(node), message, example)) = first {
            let help = format!("add `because: \"{example}\"`");
            self.file.error(Code::Reason, node, message, help);
        }
    }

    fn is_override(&self) -> bool {
        let judgement = &self.measure.judgement;
        let target = self.measure.target_in(self.quarter);
        let is_compared = target.is_some_and(|target| !matches!(target.aim, Aim::Words(_)));
        judgement.rule() != Some(&Rule::Editorial) && is_compared
    }

    /// Reports an entry without any content, and a mark or a rater without a figure or rating.
    fn check_says_something(&mut self) {
        let draft = self.draft;
        let has_figure = draft.figure_at().is_some();
        let says_nothing = !has_figure
            && draft.missing.is_none()
            && draft.as_printed.is_none()
            && (draft.months.is_empty() || !self.is_monthly())
            && draft.rating.is_none()
            && draft.direction.is_none()
            && draft.members.is_empty();
        let mark = draft.mark.filter(|_| !has_figure).map(|mark| mark.node);
        let rater = draft.rated_by.as_ref().filter(|_| draft.rating.is_none());
        if says_nothing {
            let name = self.name;
            let message = format!(
                "`{}` has no figure, rating, direction or reason for a gap",
                name.value
            );
            let help = "add `value:`, or `missing: not_available` with `because: \"...\"`";
            self.file.error(Code::BlankValue, name.node, message, help);
        } else if let Some(mark) = mark {
            let message = "this entry has a mark but no figure";
            let help = "delete the mark, or add `value:`";
            self.file.error(Code::MissingField, mark, message, help);
        } else if let Some(At { node, .. }) = rater {
            let message = "this says who gave the rating, but there is no rating";
            let help = "delete `rated_by`, or add `rating:`";
            self.file.error(Code::MissingField, *node, message, help);
        }
    }

    fn reported(&mut self, months: &BTreeMap<Month, Figure>) -> Reported {
        let draft = self.draft;
        self.check_months_make(months);
        let mark = draft.mark.map(|mark| mark.value);
        let typed = self.typed(mark);
        let computed = self.computed();
        if let (Some(missing), Some(node)) = (draft.missing, draft.figure_at()) {
            let message = "this entry has a figure but says that it is missing";
            let other = (self.file.place(node), "the figure");
            let help = "delete one of them";
            self.file
                .error_with(other, Code::WrongShape, missing.node, message, help);
        }
        if let (Some(value), Some(computed)) = (draft.value, computed) {
            self.check_is_fraction(value.map(|value| value.0), computed);
        }
        let is_figure = computed.is_some() || draft.figure_at().is_some();
        if let Some(printed) = &draft.as_printed {
            self.check_printed(printed.node, is_figure);
        }
        match (computed.map(Reported::Figure).or(typed), draft.missing) {
            (_, Some(missing)) => Reported::Missing(missing.value),
            (Some(reported), None) => reported,
            (None, None) if self.is_monthly() && !months.is_empty() => self.of_months(months),
            (None, None) if draft.as_printed.is_some() => {
                let printed = draft.as_printed.clone();
                printed.map_or(Reported::NotPrinted, |printed| {
                    Reported::AsPrinted(printed.value)
                })
            }
            (None, None) if !draft.members.is_empty() => Reported::InMembers,
            (None, None) => Reported::NotPrinted,
        }
    }

    /// Returns the typed figure, or a number of cases that is not told: "<5".
    fn typed(&mut self, mark: Option<Mark>) -> Option<Reported> {
        let draft = self.draft;
        if let Some(At {
            value: TypedNumber(value),
            node,
        }) = draft.value
        {
            let value = At {
                value: Amount::Number(value),
                node,
            };
            return self
                .ranged(&FigureDraft { value, mark })
                .map(Reported::Figure);
        }
        let words = draft.words.as_ref()?;
        if let Some(limit) = limit(&words.value)
            && matches!(self.measure.unit, Unit::Count | Unit::Own(_))
        {
            return Some(Reported::FewerThan(limit));
        }
        let value = words.clone().map(Amount::Words);
        self.ranged(&FigureDraft { value, mark })
            .map(Reported::Figure)
    }

    /// Reports what a source prints next to a figure, which then says it already.
    fn check_printed(&mut self, node: NodeId, is_figure: bool) {
        if is_figure || self.draft.missing.is_some() {
            let message = "`as_printed` is for what the source prints instead of a figure";
            let help = "delete it, or put it in `note:`";
            self.file.error(Code::WrongShape, node, message, help);
        }
    }

    pub(super) fn ranged(&mut self, draft: &FigureDraft) -> Option<Figure> {
        let node = draft.value.node;
        let value = amounts::figure(&draft.value, &self.measure.unit, &mut self.file)?;
        self.check_range(value, node);
        let mark = draft.mark;
        Some(Figure {
            mark,
            ..Figure::typed(value)
        })
    }

    /// Reports a figure that is out of the usual range of its unit, or of the measure's own range.
    fn check_range(&mut self, value: Decimal, node: NodeId) {
        let is_negative = value < Decimal::ZERO;
        let unit = &self.measure.unit;
        if let Some((low, high)) = self.measure.range {
            if !(low..=high).contains(&value) {
                let [value, low, high] = [value, low, high].map(|figure| unit.typed(figure));
                let message =
                    format!("{value} is not between {low} and {high}, the range of this measure");
                let help = "check the figure; if it is right, make the `range:` in the measure's file wider";
                self.file.warning(Code::Range, node, message, help);
            }
            return;
        }
        let hundred = Decimal::ONE_HUNDRED;
        if *unit == Unit::Percent && (is_negative || value > hundred) {
            let message = format!("{value}% is not between 0 and 100");
            let (low, high) = if is_negative {
                (value.floor().min(-hundred), hundred)
            } else {
                (Decimal::ZERO, value.ceil().max(hundred + hundred))
            };
            let help = format!(
                "check the figure; if such figures are right for this measure, say so once in its file: `range: {{ low: {low}, high: {high} }}`"
            );
            self.file.warning(Code::Range, node, message, help);
        } else if unit.starts_at_zero() && is_negative {
            let [low, size] = [value, -value].map(|figure| unit.typed(figure));
            let high = match unit {
                Unit::Duration(_) => size.clone(),
                _ => hundred.to_string(),
            };
            let message = format!("{low} is below zero");
            let help = format!(
                "if figures can be below zero, say so in the measure's file, with room for all its figures: `range: {{ low: {low}, high: {high} }}`; if not, write {size}, or `missing:` with a reason"
            );
            self.file.error(Code::Range, node, message, help);
        }
    }

    fn rating(&mut self) -> Option<TypedRating> {
        let typed = self.draft.rating.as_ref()?;
        let (place, scale) = (self.file.place(typed.node), &self.measure.scale);
        let names = self.names;
        let rating = names.require_rating(place, scale, typed, self.file.problems)?;
        if self.measure.judgement.is_context() {
            let message = format!(
                "`{}` is for context only and cannot be rated",
                self.measure.id
            );
            let help = "delete the rating, or say in the measure's file which way is better";
            self.file.error(Code::Override, typed.node, message, help);
        }
        let by = match &self.draft.rated_by {
            Some(voice) => {
                let place = self.file.place(voice.node);
                let is_known = names.require_voice(place, voice, self.file.problems);
                is_known.then(|| VoiceId::new(voice))
            }
            None => self.measure.rated_by.clone(),
        };
        Some(TypedRating { rating, by })
    }
}
