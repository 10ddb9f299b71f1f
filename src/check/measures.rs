//! The definitions of measures.

use rust_decimal::Decimal;

use super::known::KnownNames;
use super::table::Row;
use super::{FileProblems, amounts, changes, covers, disclosure};
use crate::diag::{Code, Problems};
use crate::model::{
    Break, ComparedFigure, Expectation, Measure, MeasureId, ObjectiveId, Quarter, Reason,
    ResultWord, Scale, Unit, VoiceId,
};
use crate::parse::At;
use crate::parse::draft::{Beside, MeasureDraft, ReportedDraft, ResultDraft, UnitDraft};
use crate::parse::leaf;

/// The largest number of decimals of a typed figure.
const MOST_DECIMALS: u32 = 8;

/// Checks a measure's definition. Returns `None` if it is not clear.
pub(super) fn check(row: &Row, names: &KnownNames, problems: &mut Problems) -> Option<Measure> {
    let draft = &*row.measure;
    let mut check = MeasureCheck {
        draft,
        row,
        whole: None,
        names,
        file: FileProblems::of(&draft.path, problems),
    };
    check.measure()
}

/// The check of a measure. A member inherits fields from its composite.
pub(super) struct MeasureCheck<'a, 'd> {
    pub(super) draft: &'d MeasureDraft,
    /// The figures of the measure or of the composite.
    pub(super) row: &'d Row,
    pub(super) whole: Option<&'d MeasureDraft>,
    pub(super) names: &'a KnownNames,
    pub(super) file: FileProblems<'a>,
}

impl MeasureCheck<'_, '_> {
    /// Returns a field of the draft, or of its composite.
    pub(super) fn inherited<T>(&self, take: impl Fn(&MeasureDraft) -> Option<T>) -> Option<T> {
        take(self.draft).or_else(|| self.whole.and_then(take))
    }

    /// Returns a field that a measure or its composite must have, and reports it if it is missing.
    pub(super) fn required<T>(
        &mut self,
        take: impl Fn(&MeasureDraft) -> Option<At<T>>,
        field: &str,
        example: &str,
    ) -> Option<T> {
        let typed = self.inherited(take);
        if typed.is_none() {
            let message = format!("`{field}` is missing");
            let help = format!("add a line such as `{field}: {example}`");
            self.missing(&message, &help);
        }
        typed.map(|typed| typed.value)
    }

    /// Reports missing content, unless the file could not be read completely.
    pub(super) fn missing(&mut self, message: &str, help: &str) {
        let is_whole = |draft: &MeasureDraft| draft.is_whole;
        if self.whole.is_none_or(is_whole) && is_whole(self.draft) {
            let node = self.draft.node;
            self.file.error(Code::MissingField, node, message, help);
        }
    }

    fn measure(&mut self) -> Option<Measure> {
        let draft = self.draft;
        self.check_names();
        self.check_decimals();
        let scale = self.scale();
        let unit = self.unit(scale.as_deref());
        let period = self.period(unit.as_ref());
        let polarity = self.polarity(unit.as_ref());
        let (scale, unit, period) = (scale?, unit?, period?);
        let range = self.range(&unit);
        let rates = self.rates(period, &unit);
        let judged_period = rates.period().unwrap_or(period);
        let judgement = self.judgement(polarity?, judged_period, (&unit, range), &scale)?;
        let objectives = draft.objectives.iter();
        let with = self.inherited(|d| d.compare_with);
        Some(Measure {
            id: self.id(),
            reference: draft.reference.clone(),
            also: draft.also.clone(),
            title: draft.title.clone()?,
            objectives: objectives.map(|id| ObjectiveId::new(id)).collect(),
            group: self.inherited(|d| d.group.clone()).map(|group| group.value),
            set: self.inherited(|d| d.set.clone()),
            kind: self.inherited(|d| d.kind),
            yardstick: self.yardstick(),
            decimals: self.decimals(&unit),
            period,
            rates,
            months: self.months(period, &unit),
            lag: self.lag(),
            range,
            year_starts: self.year_starts(period),
            has_targets_in_quarters: self.has_targets_in_quarters(),
            expected: self.expected(),
            scale,
            tolerance: None,
            judgement,
            benchmarks: self.beside(&draft.benchmarks, &unit, |one, value| {
                one.value = Some(value);
            }),
            outturns: self.own_beside(&draft.outturns, &unit, |one, value| one.value = value),
            baselines: self.own_beside(&draft.baselines, &unit, |one, value| one.value = value),
            breaks: self.breaks(),
            compare_with: covers::compare_with(with.map(|with| with.value), period),
            meaningful_change: self.dead_band(&unit),
            unit,
            notes: draft.notes.clone(),
            definition: draft.definition.clone(),
            source: draft.source.clone(),
            owner: draft.owner.clone(),
            contact: draft.contact.clone(),
            assurance: draft.assurance.clone(),
            cost: draft.cost.clone(),
            rated_by: self.rated_by(),
            suppress_below: self.inherited(|d| d.suppress_below),
            rebase: draft.rebase,
            members: self.members()?,
            parts: draft.parts.iter().map(|(_, part)| part.clone()).collect(),
            changes: changes::of_measure(draft),
        })
    }

    fn rated_by(&self) -> Option<VoiceId> {
        let voice = self.inherited(|d| d.rated_by.clone());
        voice.map(|voice| VoiceId::new(&voice))
    }

    /// Returns the id of a member within its composite.
    pub(super) fn member(&self) -> Option<&str> {
        self.whole.map(|_| self.draft.id.as_str())
    }

    fn id(&self) -> MeasureId {
        match self.whole {
            Some(whole) => MeasureId::new(&format!("{}.{}", whole.id, self.draft.id)),
            None => self.draft.id.clone(),
        }
    }

    fn check_names(&mut self) {
        let (draft, names) = (self.draft, self.names);
        for objective in &draft.objectives {
            let place = self.file.place(objective.node);
            names.require_objective(place, objective, self.file.problems);
        }
        if let Some(group) = &draft.group {
            names.check_group(&draft.path, group, self.file.problems);
        }
        if let Some(voice) = &draft.rated_by {
            names.require_voice(self.file.place(voice.node), voice, self.file.problems);
        }
    }

    /// Returns what figures are compared with, each with its value in the measure's unit.
    fn beside<T: Clone>(
        &mut self,
        drafts: &[Beside<T>],
        unit: &Unit,
        set: impl Fn(&mut T, ComparedFigure),
    ) -> Vec<T> {
        let with_values = drafts.iter().filter_map(|draft| {
            let mut comparison = draft.comparison.clone();
            if let Some(value) = &draft.value {
                let value = amounts::compared(value, unit, &mut self.file)?;
                set(&mut comparison, ComparedFigure::Figure(value));
            }
            Some(comparison)
        });
        with_values.collect()
    }

    /// Returns the measure's own earlier figures. They are under the same disclosure control as those of quarters.
    fn own_beside<T: Clone>(
        &mut self,
        drafts: &[Beside<T>],
        unit: &Unit,
        set: impl Fn(&mut T, ComparedFigure),
    ) -> Vec<T> {
        let threshold = self.inherited(|d| d.suppress_below);
        for typed in drafts.iter().filter_map(|draft| draft.value.as_ref()) {
            disclosure::check_earlier(typed, unit, threshold, &mut self.file);
        }
        self.beside(drafts, unit, set)
    }

    fn unit(&mut self, scale: Option<&Scale>) -> Option<Unit> {
        let unit = self.required(|d| d.unit.clone(), "unit", "percent")?;
        let described = match unit {
            UnitDraft::Whole(unit) => Some(unit),
            UnitDraft::Results(results) => Some(self.results(&results, scale?)),
            UnitDraft::Rate => None,
        };
        if let Some(unit) = described {
            if let Some(per) = self.draft.per {
                let message = "`per` is only for `unit: rate`, and this measure has another unit";
                let help = "write `unit: rate`, or delete `per`";
                self.file.error(Code::WrongShape, per.node, message, help);
            }
            return Some(unit);
        }
        let per = self.inherited(|d| d.per).filter(|per| per.value > 0);
        if per.is_none() {
            self.missing("a rate needs `per`", "add a line such as `per: 100000`");
        }
        per.map(|per| Unit::Rate { per: per.value })
    }

    fn results(&mut self, results: &[ResultDraft], scale: &Scale) -> Unit {
        let names = self.names;
        let results = results.iter().map(|(text, word)| {
            let rating = word.as_ref().and_then(|word| {
                let place = self.file.place(word.node);
                names.require_rating(place, scale, word, self.file.problems)
            });
            ResultWord {
                text: text.clone(),
                rating,
            }
        });
        Unit::Results(results.collect())
    }

    fn check_decimals(&mut self) {
        let decimals = self.draft.decimals;
        if let Some(decimals) = decimals.filter(|decimals| decimals.value > MOST_DECIMALS) {
            let message = format!("{} decimals are too many", decimals.value);
            let help = format!("write a number from 0 to {MOST_DECIMALS}");
            self.file.error(Code::Range, decimals.node, message, help);
        }
    }

    fn decimals(&self, unit: &Unit) -> u32 {
        let usual = match unit {
            Unit::Percent | Unit::Score => 1,
            Unit::Rate { .. } | Unit::Ratio => 2,
            _ => 0,
        };
        self.inherited(|d| d.decimals)
            .map_or(usual, |decimals| decimals.value.min(MOST_DECIMALS))
    }

    fn expected(&mut self) -> Expectation {
        let reported = self.inherited(|d| d.reported.clone());
        let reported = reported.map(|reported| reported.value);
        let at = |take: fn(&ReportedDraft) -> Option<At<Quarter>>| {
            let typed = reported.as_ref().and_then(take);
            typed.map(|typed| typed.value)
        };
        let (from, until) = (at(|d| d.from), at(|d| d.until));
        if let (Some(from), Some(until), Some(reported)) = (from, until, &self.draft.reported)
            && until < from
        {
            let message =
                format!("it is reported until {until}, which is before it starts in {from}");
            let help = "correct `from` or `until`";
            self.file
                .error(Code::Expected, reported.node, message, help);
        }
        let whole = self.whole.filter(|_| self.draft.due.is_empty());
        let due = whole.map_or(&self.draft.due, |whole| &whole.due).clone();
        let reason = reported.and_then(|reported| {
            let (because, decided) = (reported.because?, reported.decided);
            Some(Reason { because, decided })
        });
        let (started, ended) = match until {
            Some(_) => (None, reason),
            None => (reason, None),
        };
        Expectation {
            from,
            started,
            until,
            ended,
            due,
            every: self.every(from),
        }
    }

    fn breaks(&mut self) -> Vec<Break> {
        let breaks = &self.draft.breaks;
        for pair in breaks.windows(2) {
            if pair[1].from <= pair[0].from {
                let message = "breaks must be in the order of their quarters";
                let help = "put the earliest first, and each quarter once";
                self.file.error(Code::Targets, pair[1].node, message, help);
            }
        }
        // A break of the composite also applies to its members.
        let whole = self.whole.filter(|_| breaks.is_empty());
        let breaks = whole.map_or(breaks, |whole| &whole.breaks);
        breaks.iter().map(|b| b.value.clone()).collect()
    }

    /// Returns where figures usually are.
    fn range(&mut self, unit: &Unit) -> Option<(Decimal, Decimal)> {
        let At { value, node } = self.inherited(|d| d.range.clone())?;
        if !unit.has_scale() {
            let message = "results in words have no range";
            let help = "delete it: the list of results in `unit:` says what a result can be";
            self.file.error(Code::NoEffect, node, message, help);
            return None;
        }
        let ends = [value.0, value.1].map(|value| At { value, node });
        let [low, high] = ends.map(|end| amounts::figure(&end, unit, &mut self.file));
        let (low, high) = (low?, high?);
        if low >= high {
            let (low, high) = (unit.typed(low), unit.typed(high));
            let message = format!("the range is {low} to {high}: `low` must be below `high`");
            let help = "swap the two figures";
            self.file.error(Code::Range, node, message, help);
            return None;
        }
        Some((low, high))
    }

    fn dead_band(&mut self, unit: &Unit) -> Decimal {
        let typed = self.inherited(|d| d.meaningful_change.clone());
        let node = typed.as_ref().map(|typed| typed.node);
        let value = typed.and_then(|typed| amounts::figure(&typed, unit, &mut self.file));
        let Some(change) = value.zip(node).map(|(value, node)| At { value, node }) else {
            return Decimal::ZERO;
        };
        if change.is_sign_negative() {
            let message = "the smallest meaningful change is below zero";
            let help = format!("write {}", -change.value);
            self.file.error(Code::Range, change.node, message, help);
        }
        change.value.abs()
    }

    /// Returns `None` if a member is wrong.
    fn members(&mut self) -> Option<Vec<Measure>> {
        self.check_shape()?;
        let whole = Some(self.draft);
        let members = self.draft.members.iter().map(|(_, member)| {
            let mut own = Problems::default();
            let mut check = MeasureCheck {
                draft: member,
                row: self.row,
                whole,
                names: self.names,
                file: FileProblems::of(&member.path, &mut own),
            };
            let measure = check.measure();
            self.file.problems.extend_with_new(own);
            measure
        });
        let members: Vec<Option<Measure>> = members.collect();
        members.into_iter().collect()
    }

    fn check_shape(&mut self) -> Option<()> {
        let draft = self.draft;
        let members = draft.members.iter().map(|(id, _)| id);
        let names = members.chain(draft.parts.iter().map(|(id, _)| id));
        for id in names.filter(|id| !leaf::is_id(id)) {
            let message = format!("`{}` cannot be an id", id.value);
            let help = format!("write `{}`", crate::parse::id_like(id));
            self.file.error(Code::BadId, id.node, message, help);
        }
        let Some((member, _)) = draft.members.first() else {
            return Some(());
        };
        let (message, help) = if !draft.parts.is_empty() {
            let message = "a measure can have members or parts, but not both";
            (message, "keep `members` or `parts`")
        } else if self.whole.is_some() {
            let message = "a member cannot itself have members";
            (message, "list them all as members of the measure")
        } else {
            return Some(());
        };
        self.file
            .error(Code::WrongShape, member.node, message, help);
        None
    }
}
