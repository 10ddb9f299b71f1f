//! The definitions of measures.

use rust_decimal::Decimal;

use super::names::Names;
use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{
    Break, Comparison, Expectation, Measure, MeasureId, ObjectiveId, PeriodKind, Polarity, Shape,
    Unit, VoiceId,
};
use crate::parse::draft::{MeasureDraft, UnitWord};
use crate::parse::leaf;
use crate::parse::{At, Legible};
use crate::source::{NodeId, Place};

/// The largest number of decimals of a typed figure.
const MOST_DECIMALS: u32 = 8;

/// Checks a measure's definition. Returns `None` if it is not clear.
pub(super) fn check(
    draft: &MeasureDraft,
    names: &Names,
    problems: &mut Problems,
) -> Option<Measure> {
    let whole = None;
    let check = MeasureCheck {
        draft,
        whole,
        names,
    };
    check.measure(problems)
}

/// The check of a measure. A member inherits fields from its composite.
pub(super) struct MeasureCheck<'a, 'd> {
    pub(super) draft: &'d MeasureDraft,
    pub(super) whole: Option<&'d MeasureDraft>,
    names: &'a Names,
}

impl MeasureCheck<'_, '_> {
    pub(super) fn place(&self, node: NodeId) -> Place {
        Place::node(&self.draft.path, node)
    }

    pub(super) fn error(&self, code: Code, node: NodeId, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, self.place(node), message)
    }

    /// Returns a field of the draft, or of its composite.
    fn inherited<T>(&self, take: impl Fn(&MeasureDraft) -> Option<At<T>>) -> Option<At<T>> {
        take(self.draft).or_else(|| self.whole.and_then(take))
    }

    fn measure(&self, problems: &mut Problems) -> Option<Measure> {
        let draft = self.draft;
        self.check_names(problems);
        self.check_decimals(problems);
        let unit = self.unit(problems);
        let period = self.period(problems);
        let polarity = self.polarity(problems);
        let (unit, period) = (unit?, period?);
        let judgement = self.judgement(polarity?, period, unit, problems)?;
        Some(Measure {
            id: self.id(),
            reference: draft.reference.clone(),
            also: draft.also.clone(),
            title: draft.title.clone()?,
            objectives: draft
                .objectives
                .iter()
                .map(|id| ObjectiveId::new(id))
                .collect(),
            group: self.inherited(|d| d.group.clone()).map(|group| group.value),
            set: draft
                .set
                .clone()
                .or_else(|| self.whole.and_then(|w| w.set.clone())),
            unit,
            decimals: self.decimals(unit),
            period,
            expected: self.expected(problems),
            judgement,
            benchmarks: draft.benchmarks.clone(),
            outturns: draft.outturns.clone(),
            baselines: draft.baselines.clone(),
            breaks: self.breaks(problems),
            compare_with: self
                .inherited(|d| d.compare_with)
                .map_or(Comparison::PreviousQuarter, |with| with.value),
            meaningful_change: self.dead_band(problems),
            notes: draft.notes.clone(),
            definition: draft.definition.clone(),
            source: draft.source.clone(),
            owner: draft.owner.clone(),
            rated_by: self
                .inherited(|d| d.rated_by.clone())
                .map(|voice| VoiceId::new(&voice)),
            suppress_below: draft
                .suppress_below
                .or_else(|| self.whole.and_then(|whole| whole.suppress_below)),
            rebase: draft.rebase,
            shape: self.shape(problems)?,
        })
    }

    fn id(&self) -> MeasureId {
        match self.whole {
            Some(whole) => MeasureId::new(&format!("{}.{}", whole.id, self.draft.id)),
            None => self.draft.id.clone(),
        }
    }

    fn check_names(&self, problems: &mut Problems) {
        for objective in &self.draft.objectives {
            self.names
                .require_objective(self.place(objective.node), objective, problems);
        }
        if let Some(group) = &self.draft.group {
            self.names.check_group(&self.draft.path, group, problems);
        }
        if let Some(voice) = &self.draft.rated_by {
            self.names
                .require_voice(self.place(voice.node), voice, problems);
        }
    }

    /// Reports a missing field, unless the file could not be read completely.
    fn missing(&self, field: &str, example: &str, problems: &mut Problems) {
        let message = format!("`{field}` is missing");
        self.missing_as(
            message,
            format!("add a line such as `{field}: {example}`"),
            problems,
        );
    }

    pub(super) fn missing_as(&self, message: String, help: String, problems: &mut Problems) {
        let whole = self
            .whole
            .is_none_or(|whole| whole.legible == Legible::Whole);
        if whole && self.draft.legible == Legible::Whole {
            let problem = self.error(Code::MissingField, self.draft.node, message);
            problems.report(problem.help(help));
        }
    }

    fn unit(&self, problems: &mut Problems) -> Option<Unit> {
        let Some(word) = self.inherited(|d| d.unit) else {
            self.missing("unit", "percent", problems);
            return None;
        };
        let per = self.inherited(|d| d.per);
        if word.value != UnitWord::Rate
            && let Some(per) = self.draft.per
        {
            problems.report(
                self.error(
                    Code::WrongShape,
                    per.node,
                    "`per` is only for `unit: rate`, and this measure has another unit",
                )
                .help("write `unit: rate`, or delete `per`"),
            );
        }
        Some(match word.value {
            UnitWord::Percent => Unit::Percent,
            UnitWord::Count => Unit::Count,
            UnitWord::Days => Unit::Days,
            UnitWord::Weeks => Unit::Weeks,
            UnitWord::Months => Unit::Months,
            UnitWord::Pounds => Unit::Pounds,
            UnitWord::Score => Unit::Score,
            UnitWord::Ratio => Unit::Ratio,
            UnitWord::Rate => {
                let Some(per) = per.filter(|per| per.value > 0) else {
                    let help = "add a line such as `per: 100000`".to_owned();
                    self.missing_as("a rate needs `per`".to_owned(), help, problems);
                    return None;
                };
                Unit::Rate { per: per.value }
            }
        })
    }

    fn check_decimals(&self, problems: &mut Problems) {
        if let Some(decimals) = self
            .draft
            .decimals
            .filter(|decimals| decimals.value > MOST_DECIMALS)
        {
            let message = format!("{} decimals are too many", decimals.value);
            problems.report(
                self.error(Code::Range, decimals.node, message)
                    .help(format!("write a number from 0 to {MOST_DECIMALS}")),
            );
        }
    }

    fn decimals(&self, unit: Unit) -> u32 {
        let usual = match unit {
            Unit::Count | Unit::Days | Unit::Weeks | Unit::Months | Unit::Pounds => 0,
            Unit::Percent | Unit::Score => 1,
            Unit::Rate { .. } | Unit::Ratio => 2,
        };
        self.inherited(|d| d.decimals)
            .map_or(usual, |decimals| decimals.value.min(MOST_DECIMALS))
    }

    fn period(&self, problems: &mut Problems) -> Option<PeriodKind> {
        let period = self.inherited(|d| d.period);
        if period.is_none() {
            self.missing("period", "in_quarter", problems);
        }
        period.map(|period| period.value)
    }

    fn polarity(&self, problems: &mut Problems) -> Option<Polarity> {
        let better = self.inherited(|d| d.better);
        if better.is_none() {
            self.missing("better", "higher", problems);
        }
        better.map(|better| better.value)
    }

    fn expected(&self, problems: &mut Problems) -> Expectation {
        let (from, until) = self
            .inherited(|d| d.reported)
            .map_or((None, None), |reported| reported.value);
        let quarter = |at: At<_>| at.value;
        let (from, until) = (from.map(quarter), until.map(quarter));
        if let (Some(from), Some(until), Some(reported)) = (from, until, self.draft.reported)
            && until < from
        {
            let message =
                format!("it is reported until {until}, which is before it starts in {from}");
            problems.report(
                self.error(Code::Expected, reported.node, message)
                    .help("correct `from` or `until`"),
            );
        }
        let whole = self.whole.filter(|_| self.draft.due.is_empty());
        let due = whole.map_or(&self.draft.due, |whole| &whole.due).clone();
        Expectation { from, until, due }
    }

    fn breaks(&self, problems: &mut Problems) -> Vec<Break> {
        let breaks = &self.draft.breaks;
        for pair in breaks.windows(2) {
            if pair[1].from <= pair[0].from {
                let message = "breaks must be in the order of their quarters";
                problems.report(
                    self.error(Code::Targets, pair[1].node, message)
                        .help("put the earliest first, and each quarter once"),
                );
            }
        }
        // A break of the composite also applies to its members.
        let whole = self.whole.filter(|_| breaks.is_empty());
        let breaks = whole.map_or(breaks, |whole| &whole.breaks);
        breaks.iter().map(|b| b.value.clone()).collect()
    }

    fn dead_band(&self, problems: &mut Problems) -> Decimal {
        let Some(change) = self.inherited(|d| d.meaningful_change) else {
            return Decimal::ZERO;
        };
        if change.is_sign_negative() {
            let message = "the smallest meaningful change is below zero";
            problems.report(
                self.error(Code::Range, change.node, message)
                    .help(format!("write {}", -change.value)),
            );
        }
        change.value.abs()
    }

    /// Returns `None` if a member is wrong.
    fn shape(&self, problems: &mut Problems) -> Option<Shape> {
        self.check_shape(problems)?;
        let parts = self.draft.parts.iter().map(|(_, part)| part.clone());
        if self.draft.members.is_empty() {
            return Some(match self.draft.parts.as_slice() {
                [] => Shape::Single,
                _ => Shape::Composition(parts.collect()),
            });
        }
        let members: Vec<Option<Measure>> = self
            .draft
            .members
            .iter()
            .map(|(_, member)| {
                let whole = Some(self.draft);
                let check = MeasureCheck {
                    draft: member,
                    whole,
                    names: self.names,
                };
                check.measure(problems)
            })
            .collect();
        members
            .into_iter()
            .collect::<Option<_>>()
            .map(Shape::Composite)
    }

    fn check_shape(&self, problems: &mut Problems) -> Option<()> {
        let names = self
            .draft
            .members
            .iter()
            .map(|(id, _)| id)
            .chain(self.draft.parts.iter().map(|(id, _)| id));
        for id in names.filter(|id| !leaf::is_id(id)) {
            let message = format!("`{}` cannot be an id", id.value);
            problems.report(
                self.error(Code::BadId, id.node, message)
                    .help(format!("write `{}`", crate::parse::id_like(id))),
            );
        }
        if let (Some((member, _)), Some(_)) = (self.draft.members.first(), self.draft.parts.first())
        {
            let message = "a measure can have members or parts, but not both";
            problems.report(
                self.error(Code::WrongShape, member.node, message)
                    .help("keep `members` or `parts`"),
            );
            return None;
        }
        if let (Some((member, _)), Some(_)) = (self.draft.members.first(), self.whole) {
            let message = "a member cannot itself have members";
            problems.report(
                self.error(Code::WrongShape, member.node, message)
                    .help("list them all as members of the measure"),
            );
            return None;
        }
        Some(())
    }
}
