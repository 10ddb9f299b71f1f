//! Targets and tolerances.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{FileProblems, amounts, profiles};
use crate::diag::Code;
use crate::model::{
    Aim, Goal, LineBeside, LineValue, Month, MonthTargets, MonthsMake, PeriodKind, Polarity,
    Quarter, Reach, Reason, Target, Tolerance, Unit,
};
use crate::parse::At;
use crate::parse::draft::{
    AllowanceDraft, AskDraft, GoalDraft, LineDraft, MonthTargetsDraft, PeriodWord, TargetDraft,
    ToleranceDraft,
};
use crate::parse::leaf::Amount;
use crate::source::NodeId;

/// The check of a measure's targets, with the fields of the measure that they depend on.
pub(super) struct TargetCheck<'a> {
    pub(super) polarity: Polarity,
    pub(super) period: PeriodKind,
    pub(super) months: Option<MonthsMake>,
    /// Whether figures are rated by comparing them with last year as well.
    pub(super) is_by_last_year: bool,
    pub(super) unit: &'a Unit,
    /// Where figures usually are, if the measure says so.
    pub(super) range: Option<(Decimal, Decimal)>,
    pub(super) file: FileProblems<'a>,
}

impl TargetCheck<'_> {
    /// Checks targets. Returns them in the order of their quarters.
    pub(super) fn targets(&mut self, drafts: &[TargetDraft]) -> Vec<Target> {
        self.check_history(drafts);
        let targets = drafts.iter().filter_map(|draft| self.target(draft));
        let mut targets: Vec<Target> = targets.collect();
        targets.sort_by_key(|target| target.from);
        targets
    }

    fn check_history(&mut self, drafts: &[TargetDraft]) {
        for (index, draft) in drafts.iter().enumerate() {
            let from = draft.from;
            let mut earlier = drafts[..index].iter();
            if let Some(first) = earlier.find(|d| d.from.value == from.value) {
                let message = format!("two targets start in {}", from.value);
                let help = "each target applies until the next one starts: delete one of them";
                let other = (self.file.place(first.from.node), "the other one");
                self.file
                    .error_with(other, Code::Targets, from.node, message, help);
            } else if index > 0 && from.value < drafts[index - 1].from.value {
                let message = format!("this target, from {}, comes after a later one", from.value);
                let help = "put targets in the order of their quarters, the earliest first";
                self.file.error(Code::Targets, from.node, message, help);
            }
        }
    }

    fn target(&mut self, draft: &TargetDraft) -> Option<Target> {
        self.check_period(draft);
        let reason = draft.because.clone().map(|because| Reason {
            because,
            decided: draft.decided.clone(),
        });
        let asked = self.asked(&draft.ask, draft.from)?;
        Some(Target {
            set_by: draft.set_by.clone(),
            reason,
            ..asked
        })
    }

    /// Returns what a target asks for from a quarter on, wherever it is typed.
    pub(super) fn asked(&mut self, ask: &AskDraft, from: At<Quarter>) -> Option<Target> {
        let aim = self.aim(ask, from.node)?;
        let profile = profiles::profile(self, ask, from.value, &aim).ok()?;
        self.check_day(ask, from, &aim)?;
        let beside = ask.beside.iter().filter_map(|(name, value)| {
            let value = match value {
                LineDraft::Value(value) => LineValue::Figure(self.amount(value)?),
                LineDraft::Printed(text) => LineValue::Printed(text.clone()),
            };
            let name = name.value.clone();
            Some(LineBeside { name, value })
        });
        let beside = beside.collect();
        Some(Target {
            from: from.value,
            aim,
            profile,
            month: self.month(ask, from.value),
            by: ask.by.map(|by| by.value),
            beside,
            set_by: None,
            reason: None,
            typed_in: None,
            is_of_quarter: false,
            has_usual_tolerance: false,
        })
    }

    /// Returns what is required of single months. The same of each month is not the target itself only where a quarter's
    /// figure is the sum of its months.
    fn month(&mut self, ask: &AskDraft, from: Quarter) -> Option<MonthTargets> {
        let month = ask.month.as_ref()?;
        if let Some(tolerance) = &ask.tolerance
            && let ToleranceDraft::One(AllowanceDraft::Bound(_)) = tolerance.value
            && self.months.is_some()
        {
            let message = "targets of months need a tolerance in points or per cent";
            let help = "write `tolerance: { percent: 5 }` or `{ points: 2 }`, which is applied to each month's target";
            self.file
                .error(Code::Targets, tolerance.node, message, help);
        }
        let each = match &month.value {
            MonthTargetsDraft::Each(each) => each,
            MonthTargetsDraft::Own(own) => return self.own_months(month.node, own, from),
        };
        // Why months cannot be added up here is said where the measure says so.
        if self.months == Some(MonthsMake::Sum) && self.period != PeriodKind::InQuarter {
            return None;
        }
        if self.months != Some(MonthsMake::Sum) {
            let message =
                "months are compared with the target itself, so a target of a month has no effect";
            let help = "delete `month`, or write the target of each month, such as `month: { 2016-04: 88, 2016-05: 89 }`; a single one is for a measure with `months: sum`, whose quarter is three times as large";
            self.file.error(Code::NoEffect, month.node, message, help);
            return None;
        }
        let node = month.node;
        let value = each.clone();
        self.amount(&At { value, node }).map(MonthTargets::Each)
    }

    /// Returns the targets of months that have their own.
    fn own_months(
        &mut self,
        node: NodeId,
        own: &[(At<Month>, At<Amount>)],
        from: Quarter,
    ) -> Option<MonthTargets> {
        if self.months.is_none() {
            let message =
                "this measure has no monthly figures, so targets of months have no effect";
            let help = "delete `month`, or add `months: last`, `sum`, `average` or `typed` to the measure's file";
            self.file.error(Code::NoEffect, node, message, help);
            return None;
        }
        let mut targets = BTreeMap::new();
        for (month, target) in own {
            if month.value.quarter() < from {
                let message = format!("{} is before the target applies, from {from}", month.value);
                let help = "delete it, or put it into the target of the quarter that it is in";
                self.file.error(Code::Targets, month.node, message, help);
            }
            targets.insert(month.value, self.amount(target)?);
        }
        Some(MonthTargets::Own(targets))
    }

    pub(super) fn amount(&mut self, typed: &At<Amount>) -> Option<Decimal> {
        amounts::figure(typed, self.unit, &mut self.file)
    }

    pub(super) fn amount_at(&mut self, typed: &Amount, node: NodeId) -> Option<Decimal> {
        let value = typed.clone();
        self.amount(&At { value, node })
    }

    fn one(&mut self, target: &Amount, reach: Reach, ask: &AskDraft, node: NodeId) -> Option<Goal> {
        let target = self.amount_at(target, node)?;
        let tolerance = self.one_tolerance(Some(target), ask).ok()?;
        Some(Goal::One {
            target,
            tolerance,
            reach,
        })
    }

    fn strict_the_other_way(
        &mut self,
        way: Polarity,
        polarity: Polarity,
        node: NodeId,
    ) -> Option<Aim> {
        let (typed, other) = match way {
            Polarity::Higher => ("more_than", "less_than"),
            _ => ("less_than", "more_than"),
        };
        let (better, help) = match polarity {
            Polarity::Between => ("between", "write `{ low: 85, high: 95 }`".to_owned()),
            Polarity::Lower => ("lower", format!("write `{other}`, or `better: higher`")),
            _ => ("higher", format!("write `{other}`, or `better: lower`")),
        };
        let message = format!("with `better: {better}`, a target cannot be `{typed}`");
        self.file.error(Code::Polarity, node, message, help);
        None
    }

    fn aim(&mut self, ask: &AskDraft, at: NodeId) -> Option<Aim> {
        if let Some(words) = &ask.in_words {
            return self
                .in_words(ask, words.node)
                .then(|| Aim::Words(words.value.clone()));
        }
        let Some(target) = &ask.target else {
            return self.profile_only(ask, at);
        };
        let node = target.node;
        if let GoalDraft::One(Amount::Words(text)) = &target.value
            && is_in_words(text, self.unit)
        {
            let message =
                format!("`{text}` is not a figure: a figure is digits and at most one point");
            let help = format!(
                "if the target is in words, write `in_words: \"{text}\"`, and a person rates the measure; if there is no target yet, write `no_target: \"why\"` instead of `targets:`"
            );
            self.file.error(Code::NotAFigure, node, message, help);
            return None;
        }
        let goal = match (&target.value, self.polarity) {
            (GoalDraft::LastYear(allowance), _) => {
                return self.last_year(ask, allowance.as_ref(), node);
            }
            (GoalDraft::One(target), Polarity::Higher | Polarity::Lower) => {
                self.one(target, Reach::EqualIsEnough, ask, node)?
            }
            (GoalDraft::Strict(way, target), polarity) if *way == polarity => {
                self.one(target, Reach::BetterThanTarget, ask, node)?
            }
            (GoalDraft::Strict(way, _), polarity) => {
                return self.strict_the_other_way(*way, polarity, node);
            }
            (GoalDraft::Band(low, high), Polarity::Between) => {
                let (low, high) = (self.amount_at(low, node)?, self.amount_at(high, node)?);
                self.band(low, high, ask, node)?
            }
            (GoalDraft::One(value), Polarity::Between) => {
                let value = self.amount_at(value, node)?;
                let message = "a measure with `better: between` needs a target with two figures";
                let value = self.unit.typed(value);
                let help = format!("write `target: {{ low: {value}, high: ... }}`");
                self.file.error(Code::Polarity, node, message, help);
                return None;
            }
            (GoalDraft::Band(..), _) => {
                let message =
                    "a target with `low` and `high` is for measures with `better: between`";
                let help = "write one figure, or `better: between`";
                self.file.error(Code::Polarity, node, message, help);
                return None;
            }
            (_, Polarity::Neither) => return None,
        };
        self.check_range(&goal, node);
        Some(Aim::Goal(goal))
    }

    /// Returns a target that has only a profile, or only the targets of months.
    fn profile_only(&mut self, ask: &AskDraft, at: NodeId) -> Option<Aim> {
        let is_of_months = matches!(
            ask.month.as_ref().map(|month| &month.value),
            Some(MonthTargetsDraft::Own(_))
        );
        if ask.profile.is_some() || is_of_months {
            let tolerance = self.one_tolerance(None, ask).ok()?;
            return Some(Aim::Profile { tolerance });
        }
        // What could not be read is reported already.
        if !ask.is_whole {
            return None;
        }
        let message = "this target does not say what it asks for";
        let help = "add `target:`, or `in_words:` if it is not a figure, or `profile:` if only the targets of quarters are known";
        self.file.error(Code::MissingField, at, message, help);
        None
    }

    /// Reports what a target in words cannot have. Returns whether that is nothing.
    fn in_words(&mut self, ask: &AskDraft, node: NodeId) -> bool {
        let figure = ask.target.as_ref().map(|target| target.node);
        let tolerance = ask.tolerance.as_ref().map(|tolerance| tolerance.node);
        let profile = ask.profile.as_ref().map(|profile| profile.node);
        let Some(node) = figure
            .or(tolerance)
            .or(profile)
            .map(|other| other.min(node))
        else {
            return true;
        };
        let message = "a target in words is judged by a person, so it has no figures";
        let help = "delete `in_words`, or delete `target`, `tolerance` and `profile`; a figure that is shown beside it is a line under `beside:`";
        self.file.error(Code::Targets, node, message, help);
        false
    }

    fn last_year(
        &mut self,
        ask: &AskDraft,
        by: Option<&AllowanceDraft>,
        node: NodeId,
    ) -> Option<Aim> {
        if !matches!(self.polarity, Polarity::Higher | Polarity::Lower) {
            let message = "a target from last year's figure needs to know which way is better";
            let help = "write `better: higher` or `lower`";
            self.file.error(Code::Polarity, node, message, help);
            return None;
        }
        let better_by = match by {
            Some(by) => Some(self.allowance(by, node)?),
            None => None,
        };
        let tolerance = self.one_tolerance(None, ask).ok()?;
        Some(Aim::LastYear {
            better_by,
            tolerance,
        })
    }

    pub(super) fn allowance(&mut self, typed: &AllowanceDraft, node: NodeId) -> Option<Tolerance> {
        Some(match typed {
            AllowanceDraft::Bound(bound) => Tolerance::Bound(self.amount_at(bound, node)?),
            AllowanceDraft::Points(points) => Tolerance::Points(self.amount_at(points, node)?),
            AllowanceDraft::Percent(percent) => Tolerance::Percent(*percent),
        })
    }

    /// Warns of a target outside the usual range.
    fn check_range(&mut self, goal: &Goal, node: NodeId) {
        let (low, high) = match goal {
            Goal::One { target, .. } => (*target, *target),
            Goal::Band { low, high, .. } => (*low, *high),
        };
        if let Some((message, help)) = amounts::unusual_target(self.unit, self.range, (low, high)) {
            self.file.warning(Code::Range, node, message, help);
        }
    }

    fn check_period(&mut self, draft: &TargetDraft) {
        let Some(period) = draft.period else {
            return;
        };
        let is_own = match period.value {
            PeriodWord::YearToDate => matches!(
                self.period,
                PeriodKind::YearToDateTotal | PeriodKind::YearToDateAverage
            ),
            word => word.kind() == Some(self.period),
        };
        if !is_own {
            let message = "this target is for a different period from the measure's figures";
            let help = "delete the line if the target is for the measure's own period; if not, do not use this target for ratings";
            self.file.error(Code::Period, period.node, message, help);
        }
    }

    /// Reports a day that has no effect or comes before the target.
    fn check_day(&mut self, ask: &AskDraft, from: At<Quarter>, aim: &Aim) -> Option<()> {
        let Some(by) = ask.by else {
            return Some(());
        };
        let (message, help) = if by.value.last_day() < from.value.first_month().first_day() {
            let message = format!("this target starts in {}, after its own day", from.value);
            (message, "correct `from` or `by`")
        } else if self.is_by_last_year || !matches!(aim, Aim::Goal(_)) {
            let message = "a target with a day needs a figure, and `rule: tolerance`".to_owned();
            (message, "delete `by`")
        } else {
            return Some(());
        };
        self.file.error(Code::Targets, by.node, message, help);
        None
    }
}

/// Returns whether a text is a target in words, and not a figure with a slip or a sign that there is none.
fn is_in_words(text: &str, unit: &Unit) -> bool {
    let none = [
        "n/a", "na", "none", "nil", "tbc", "tba", "tbd", "to be", "not ",
    ];
    let lower = text.to_lowercase();
    let is_figure =
        lower.contains(|c: char| c.is_ascii_digit()) || matches!(unit, Unit::Results(_));
    let is_none = none
        .iter()
        .any(|word| lower == *word || (word.ends_with([' ', 'e']) && lower.starts_with(word)));
    !is_figure && !is_none && lower.contains(char::is_alphabetic)
}
