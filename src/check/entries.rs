//! One measure's entry in one quarter.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::known::Known;
use crate::diag::{Code, Diagnostic, did_you_mean, one_of};
use crate::model::{
    Entry, Figure, InFigure, Judgement, Measure, Month, Part, Quarter, Reported, Rule, TypedRating,
    Unit, VoiceId,
};
use crate::parse::At;
use crate::parse::draft::{EntryDraft, FigureDraft};
use crate::source::{NodeId, Place, SourcePath};

/// Where an entry stands, and what it may refer to.
pub(super) struct Terms<'a, 'd> {
    pub(super) path: &'a SourcePath,
    pub(super) quarter: Quarter,
    pub(super) known: &'a Known<'d>,
    pub(super) name: &'a At<String>,
}

pub(super) fn check(
    draft: &EntryDraft,
    measure: &Measure,
    terms: &Terms,
    out: &mut Vec<Diagnostic>,
) -> Entry {
    Reading {
        draft,
        measure,
        terms,
    }
    .entry(out)
}

struct Reading<'a, 'd> {
    draft: &'a EntryDraft,
    measure: &'a Measure,
    terms: &'a Terms<'a, 'd>,
}

impl Reading<'_, '_> {
    fn error(&self, code: Code, node: NodeId, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, Place::node(self.terms.path, node), message)
    }

    fn entry(&self, out: &mut Vec<Diagnostic>) -> Entry {
        let draft = self.draft;
        self.check_period(out);
        self.check_reasons(out);
        let reported = self.reported(out);
        if let Some(figure) = &draft.value {
            self.check_range(figure, out);
        }
        self.check_parts(out);
        Entry {
            forecast: draft
                .forecast
                .as_ref()
                .map(|figure| self.ranged(figure, out)),
            months: self.months(out),
            parts: draft
                .parts
                .iter()
                .map(|(id, f)| (id.value.clone(), self.ranged(f, out)))
                .collect(),
            members: self.members(out),
            cohort: draft.cohort,
            fraction: self.fraction(),
            rating: self.rating(out),
            direction: draft.direction.map(|direction| direction.value),
            because: draft.because.clone(),
            note: draft.note.clone(),
            reported,
        }
    }

    fn fraction(&self) -> Option<(Decimal, Decimal)> {
        let (numerator, denominator) = (self.draft.numerator?, self.draft.denominator?);
        Some((numerator.value, denominator.value))
    }

    fn check_period(&self, out: &mut Vec<Diagnostic>) {
        if let Some(period) = self.draft.period
            && period.value != self.measure.period
        {
            let message = format!(
                "this figure covers another period than `{}` does",
                self.measure.id
            );
            out.push(self.error(Code::Period, period.node, message).help(
                "write the figure for the measure's own period; if the measure itself has changed, make it a new \
                 measure or give it a break in the series",
            ));
        }
    }

    /// A gap, a person's rating without a figure or against a target, and an arrow without a figure need a reason.
    fn check_reasons(&self, out: &mut Vec<Diagnostic>) {
        let draft = self.draft;
        if draft.because.is_some() {
            return;
        }
        let has_figure = draft.value.is_some() || draft.numerator.is_some();
        let need = if let Some(missing) = &draft.missing {
            Some((
                missing.node,
                "a missing figure needs its reason",
                "because: \"National data not yet published.\"",
            ))
        } else if let Some(rating) = draft.rating.as_ref().filter(|_| !has_figure) {
            Some((
                rating.node,
                "a rating without a figure needs its reason",
                "because: \"The source prints the rating alone.\"",
            ))
        } else if let Some(rating) = draft.rating.as_ref().filter(|_| self.is_override()) {
            Some((
                rating.node,
                "this rating stands in place of the rule's own, and needs its reason",
                "because: \"why a person rates it so\"",
            ))
        } else {
            let arrow = draft
                .direction
                .as_ref()
                .filter(|_| !has_figure && draft.rating.is_none());
            arrow.map(|arrow| {
                (
                    arrow.node,
                    "a direction without a figure needs its reason",
                    "because: \"The source prints an arrow alone.\"",
                )
            })
        };
        if let Some((node, message, example)) = need {
            out.push(
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
                .target_in(self.terms.quarter)
                .is_some()
    }

    fn reported(&self, out: &mut Vec<Diagnostic>) -> Reported {
        let draft = self.draft;
        let value = draft.value.as_ref().map(figure);
        let computed = self.computed(out);
        if let (Some(missing), Some(node)) =
            (&draft.missing, draft.value.as_ref().map(|v| v.value.node))
        {
            let message = "this entry has a figure and says that it is missing";
            out.push(
                self.error(Code::WrongShape, missing.node, message)
                    .related(Place::node(self.terms.path, node), "the figure")
                    .help("keep one of the two"),
            );
        }
        if let (Some(value), Some(computed), Some(numerator)) = (value, computed, draft.numerator)
            && computed.value.round_dp(value.value.scale()) != value.value
        {
            let message = format!(
                "the figure of {} is not numerator by denominator, which is {}",
                value.value,
                computed.shown()
            );
            out.push(
                self.error(Code::Sum, numerator.node, message)
                    .help("take `value` out: it is computed"),
            );
        }
        match (computed.or(value), &draft.missing) {
            (_, Some(missing)) => Reported::Missing(missing.value),
            (Some(figure), None) => Reported::Figure(figure),
            (None, None) if !draft.members.is_empty() => Reported::InMembers,
            (None, None) => {
                if draft.rating.is_none() && draft.direction.is_none() {
                    self.report_empty(out);
                }
                Reported::NotPrinted
            }
        }
    }

    fn report_empty(&self, out: &mut Vec<Diagnostic>) {
        let message = format!(
            "`{}` has neither a figure, a rating, a direction nor a reason for a gap",
            self.terms.name.value
        );
        out.push(
            self.error(Code::BlankValue, self.terms.name.node, message)
                .help("add `value:`, or `missing: not_available` with `because: \"...\"`"),
        );
    }

    fn computed(&self, out: &mut Vec<Diagnostic>) -> Option<Figure> {
        let (numerator, denominator) = match (self.draft.numerator, self.draft.denominator) {
            (Some(numerator), Some(denominator)) => (numerator, denominator),
            (Some(one), None) => {
                out.push(
                    self.error(
                        Code::MissingField,
                        one.node,
                        "a numerator needs its denominator",
                    )
                    .help("add `denominator:`"),
                );
                return None;
            }
            (None, Some(one)) => {
                out.push(
                    self.error(
                        Code::MissingField,
                        one.node,
                        "a denominator needs its numerator",
                    )
                    .help("add `numerator:`"),
                );
                return None;
            }
            (None, None) => return None,
        };
        if denominator.is_zero() {
            let message = "nothing can be computed out of none";
            out.push(
                self.error(Code::Range, denominator.node, message)
                    .help("write `missing: not_applicable` and `because: \"There were none.\"`"),
            );
            return None;
        }
        let times = match self.measure.unit {
            Unit::Percent => Decimal::ONE_HUNDRED,
            Unit::Rate { per } => Decimal::from(per),
            Unit::Count => {
                out.push(
                    self.error(
                        Code::WrongShape,
                        numerator.node,
                        "a count is not computed from a fraction",
                    )
                    .help("write `value:`"),
                );
                return None;
            }
            _ => Decimal::ONE,
        };
        let value = numerator.value * times / denominator.value;
        Some(Figure::computed(value, self.measure.decimals))
    }

    fn ranged(&self, draft: &FigureDraft, out: &mut Vec<Diagnostic>) -> Figure {
        self.check_range(draft, out);
        figure(draft)
    }

    fn check_range(&self, draft: &FigureDraft, out: &mut Vec<Diagnostic>) {
        let value = draft.value.value;
        let place = Place::node(self.terms.path, draft.value.node);
        match self.measure.unit {
            Unit::Percent if value < Decimal::ZERO || value > Decimal::ONE_HUNDRED => {
                let message = format!("{value}% lies outside 0 to 100");
                out.push(
                    Diagnostic::warning(Code::Range, place, message)
                        .help("check the figure; a change in per cent may well be"),
                );
            }
            Unit::Count | Unit::Days | Unit::Weeks | Unit::Months | Unit::Rate { .. }
                if value < Decimal::ZERO =>
            {
                let message = format!("{value} is below zero, which this unit cannot be");
                out.push(
                    Diagnostic::error(Code::Range, place, message)
                        .help(format!("write {}, or `missing:` with its reason", -value)),
                );
            }
            _ => {}
        }
    }

    fn months(&self, out: &mut Vec<Diagnostic>) -> BTreeMap<Month, Figure> {
        let first = self.terms.quarter.first_month();
        let latest = first.after(14);
        let mut months = BTreeMap::new();
        for (month, draft) in &self.draft.months {
            if month.value < first || month.value > latest {
                let message = format!(
                    "{} does not belong to {}, nor to the months after it",
                    month.value, self.terms.quarter
                );
                out.push(self.error(Code::Period, month.node, message).help(format!(
                    "months run from {first}; put an earlier one into its own quarter"
                )));
            }
            months.insert(month.value, self.ranged(draft, out));
        }
        months
    }

    fn rating(&self, out: &mut Vec<Diagnostic>) -> Option<TypedRating> {
        let rating = self.draft.rating?;
        if self.measure.judgement == Judgement::Context {
            let message = format!("`{}` is context and cannot be rated", self.measure.id);
            out.push(
                self.error(Code::Override, rating.node, message)
                    .help("take the rating out, or say in the measure's file which way is better"),
            );
        }
        let by = match &self.draft.rated_by {
            Some(voice) => {
                let place = Place::node(self.terms.path, voice.node);
                self.terms
                    .known
                    .voice_at(place, voice, out)
                    .then(|| VoiceId::new(voice))
            }
            None => self.measure.rated_by.clone(),
        };
        Some(TypedRating {
            rating: rating.value,
            by,
        })
    }

    fn members(&self, out: &mut Vec<Diagnostic>) -> BTreeMap<String, Entry> {
        let members = self.measure.members();
        let ids: Vec<&str> = members.iter().map(|m| own_id(m)).collect();
        let mut entries = BTreeMap::new();
        for (name, draft) in &self.draft.members {
            let Some(member) = members.iter().find(|m| own_id(m) == name.as_str()) else {
                out.push(self.unknown(name, "member", &ids));
                continue;
            };
            let terms = Terms {
                name,
                ..*self.terms
            };
            entries.insert(
                name.value.clone(),
                Reading {
                    draft,
                    measure: member,
                    terms: &terms,
                }
                .entry(out),
            );
        }
        let absent: Vec<&str> = ids
            .into_iter()
            .filter(|id| !entries.contains_key(*id))
            .collect();
        if !absent.is_empty()
            && self.draft.missing.is_none()
            && self.draft.rating.is_none()
            && !self.draft.members.is_empty()
        {
            let message = format!(
                "{} of `{}` has no entry",
                one_of(absent.iter().copied()),
                self.measure.id
            );
            out.push(
                self.error(Code::Expected, self.terms.name.node, message)
                    .help("add a figure, or `{ missing: not_available, because: \"...\" }`"),
            );
        }
        entries
    }

    fn unknown(&self, name: &At<String>, what: &str, known: &[&str]) -> Diagnostic {
        let help = if known.is_empty() {
            format!("name them under `{what}s:` in the measure's own file")
        } else {
            match did_you_mean(name, known.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("write {}", one_of(known.iter().copied())),
            }
        };
        let message = format!("`{}` has no {what} `{}`", self.measure.id, name.value);
        self.error(Code::UnknownWord, name.node, message).help(help)
    }

    /// Parts of one whole add up to it, and those that make up the figure add up to the figure; a note may say why
    /// the source's own do not.
    fn check_parts(&self, out: &mut Vec<Diagnostic>) {
        let parts = self.measure.parts();
        let ids: Vec<&str> = parts.iter().map(|part| part.id.as_str()).collect();
        for (name, _) in self
            .draft
            .parts
            .iter()
            .filter(|(name, _)| !ids.contains(&name.as_str()))
        {
            out.push(self.unknown(name, "part", &ids));
        }
        let Some((first, _)) = self.draft.parts.first() else {
            return;
        };
        if self.draft.note.is_some() || self.draft.parts.len() < parts.len() {
            return;
        }
        let counted = |part: &&Part| part.in_figure == InFigure::Counted;
        let value = self.draft.value.as_ref().map(|value| value.value.value);
        let whole = if self.measure.unit == Unit::Percent {
            Some(Decimal::ONE_HUNDRED)
        } else {
            value
        };
        let named: Vec<&Part> = parts.iter().filter(counted).collect();
        let all: Vec<&Part> = parts.iter().collect();
        let mut sums = vec![];
        if self.measure.unit == Unit::Percent || named.is_empty() {
            sums.push((all, whole));
        }
        if !named.is_empty() {
            sums.push((named, value));
        }
        for (parts, expected) in sums {
            let (sum, slack) = self.sum(&parts);
            if let Some(expected) = expected.filter(|expected| (sum - expected).abs() > slack) {
                let names = parts
                    .iter()
                    .map(|part| part.id.as_str())
                    .collect::<Vec<_>>()
                    .join(" + ");
                let message = format!("{names} come to {sum}, not {expected}");
                out.push(
                    self.error(Code::Parts, first.node, message).help(
                        "correct one of them; if the source prints them so, say it in `note:`",
                    ),
                );
            }
        }
    }

    /// The sum, and by how much rounding of each part may have moved it.
    fn sum(&self, parts: &[&Part]) -> (Decimal, Decimal) {
        let drafts = self
            .draft
            .parts
            .iter()
            .filter(|(id, _)| parts.iter().any(|part| part.id == id.value));
        drafts.fold(
            (Decimal::ZERO, Decimal::ZERO),
            |(sum, slack), (_, draft)| {
                let value = draft.value.value;
                (sum + value, slack + rounding(value, self.measure.unit))
            },
        )
    }
}

/// Half a unit of the last decimal, for figures that are rounded at all.
fn rounding(value: Decimal, unit: Unit) -> Decimal {
    match unit {
        Unit::Count => Decimal::ZERO,
        _ => Decimal::new(5, value.scale() + 1),
    }
}

fn figure(draft: &FigureDraft) -> Figure {
    Figure {
        mark: draft.mark,
        ..Figure::typed(draft.value.value)
    }
}

/// A member's id within its measure.
fn own_id(member: &Measure) -> &str {
    member.id.as_str().rsplit('.').next().unwrap_or_default()
}
