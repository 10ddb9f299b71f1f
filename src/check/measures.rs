//! Measures: what they are, and whether they can be judged as they say.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::known::Known;
use super::targets::{self, Terms};
use crate::diag::{Code, Diagnostic};
use crate::model::{
    Break, Comparison, Expectation, Judgement, Measure, MeasureId, ObjectiveId, PeriodKind,
    Polarity, Rule, Shape, Tolerance, Unit, VoiceId,
};
use crate::parse::At;
use crate::parse::draft::{Drafts, MeasureDraft, RuleWord, UnitWord};
use crate::parse::leaf;
use crate::source::{NodeId, Place};

pub(super) fn check(
    drafts: &Drafts,
    known: &Known,
    out: &mut Vec<Diagnostic>,
) -> BTreeMap<MeasureId, Measure> {
    drafts
        .measures
        .iter()
        .filter_map(|draft| {
            let measure = Reading {
                draft,
                whole: None,
                known,
            }
            .measure(out)?;
            Some((measure.id.clone(), measure))
        })
        .collect()
}

/// A draft, and the composite it is a member of, from which it takes what it does not say itself.
struct Reading<'a, 'd> {
    draft: &'d MeasureDraft,
    whole: Option<&'d MeasureDraft>,
    known: &'a Known<'d>,
}

impl Reading<'_, '_> {
    fn place(&self, node: NodeId) -> Place {
        Place::node(&self.draft.path, node)
    }

    fn error(&self, code: Code, node: NodeId, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, self.place(node), message)
    }

    /// What the draft says itself, or what the composite says for its members.
    fn inherited<T>(&self, take: impl Fn(&MeasureDraft) -> Option<At<T>>) -> Option<At<T>> {
        take(self.draft).or_else(|| self.whole.and_then(take))
    }

    fn measure(&self, out: &mut Vec<Diagnostic>) -> Option<Measure> {
        let draft = self.draft;
        self.check_names(out);
        let unit = self.unit(out)?;
        let period = self.period(out)?;
        let polarity = self.polarity(out)?;
        let judgement = self.judgement(polarity, period, out)?;
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
            expected: self.expected(out),
            judgement,
            benchmarks: draft.benchmarks.clone(),
            outturns: draft.outturns.clone(),
            baselines: draft.baselines.clone(),
            breaks: self.breaks(out),
            compare_with: draft.compare_with.unwrap_or(Comparison::PreviousQuarter),
            meaningful_change: self.dead_band(out),
            notes: draft.notes.clone(),
            definition: draft.definition.clone(),
            source: draft.source.clone(),
            owner: draft.owner.clone(),
            rated_by: self
                .inherited(|d| d.rated_by.clone())
                .map(|voice| VoiceId::new(&voice)),
            suppress_below: draft.suppress_below,
            rebase: draft.rebase,
            shape: self.shape(out),
        })
    }

    fn id(&self) -> MeasureId {
        match self.whole {
            Some(whole) => MeasureId::new(&format!("{}.{}", whole.id, self.draft.id)),
            None => MeasureId::new(&self.draft.id),
        }
    }

    fn check_names(&self, out: &mut Vec<Diagnostic>) {
        for objective in &self.draft.objectives {
            self.known
                .objective_at(self.place(objective.node), objective, out);
        }
        if let Some(group) = &self.draft.group {
            self.known.group(&self.draft.path, group, out);
        }
        if let Some(voice) = &self.draft.rated_by {
            self.known.voice_at(self.place(voice.node), voice, out);
        }
    }

    fn missing(&self, field: &str, example: &str) -> Diagnostic {
        self.error(
            Code::MissingField,
            self.draft.node,
            format!("`{field}` is missing"),
        )
        .help(format!("add a line such as `{field}: {example}`"))
    }

    fn unit(&self, out: &mut Vec<Diagnostic>) -> Option<Unit> {
        let Some(word) = self.inherited(|d| d.unit) else {
            out.push(self.missing("unit", "percent"));
            return None;
        };
        let per = self.inherited(|d| d.per);
        if word.value != UnitWord::Rate
            && let Some(per) = self.draft.per
        {
            out.push(
                self.error(Code::WrongShape, per.node, "`per` is for rates")
                    .help("write `unit: rate`, or take `per` out"),
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
                    let problem =
                        self.error(Code::MissingField, word.node, "a rate needs its base");
                    out.push(problem.help("add a line such as `per: 100000`"));
                    return None;
                };
                Unit::Rate { per: per.value }
            }
        })
    }

    fn decimals(&self, unit: Unit) -> u32 {
        let usual = match unit {
            Unit::Count | Unit::Days | Unit::Weeks | Unit::Months | Unit::Pounds => 0,
            Unit::Percent | Unit::Score => 1,
            Unit::Rate { .. } | Unit::Ratio => 2,
        };
        self.inherited(|d| d.decimals)
            .map_or(usual, |decimals| decimals.value.min(8))
    }

    fn period(&self, out: &mut Vec<Diagnostic>) -> Option<PeriodKind> {
        let period = self.inherited(|d| d.period);
        if period.is_none() {
            out.push(self.missing("period", "in_quarter"));
        }
        period.map(|period| period.value)
    }

    fn polarity(&self, out: &mut Vec<Diagnostic>) -> Option<Polarity> {
        let better = self.inherited(|d| d.better);
        if better.is_none() {
            out.push(self.missing("better", "higher"));
        }
        better.map(|better| better.value)
    }

    fn is_context(&self) -> bool {
        let set = self
            .draft
            .set
            .as_deref()
            .or_else(|| self.whole.and_then(|w| w.set.as_deref()));
        set == Some("context")
    }

    fn judgement(
        &self,
        polarity: Polarity,
        period: PeriodKind,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Judgement> {
        let rule = self
            .draft
            .rule
            .map_or(RuleWord::Tolerance, |rule| rule.value);
        let terms = Terms {
            path: &self.draft.path,
            polarity,
            period,
        };
        if let Some(targets) = &self.draft.targets {
            self.check_targets_allowed(polarity, targets.node, out)?;
            let targets = targets::check(&targets.value, &terms, out);
            let rule = self.rule(rule, out)?;
            return Some(Judgement::Judged {
                polarity,
                rule,
                targets,
            });
        }
        if let Some(because) = &self.draft.no_target {
            if polarity == Polarity::Neither {
                let message = "a measure of which neither way is better needs no target";
                out.push(
                    self.error(Code::Targets, because.node, message)
                        .help("take `no_target` out, or say which way is better"),
                );
            }
            let because = because.value.clone();
            return Some(Judgement::NoTarget { polarity, because });
        }
        match rule {
            RuleWord::Editorial => Some(Judgement::Judged {
                polarity,
                rule: Rule::Editorial,
                targets: Vec::new(),
            }),
            _ if self.needs_no_target(polarity) => Some(Judgement::Context),
            _ => {
                out.push(self.no_targets());
                None
            }
        }
    }

    fn needs_no_target(&self, polarity: Polarity) -> bool {
        polarity == Polarity::Neither || self.is_context() || !self.draft.members.is_empty()
    }

    fn no_targets(&self) -> Diagnostic {
        self.error(Code::MissingField, self.draft.node, "this measure has neither `targets` nor `no_target`").help(
            "add `targets:`, or `no_target: \"why there is none yet\"`, or `better: neither` if it is context only, \
             or `rule: editorial` if people rate it",
        )
    }

    fn check_targets_allowed(
        &self,
        polarity: Polarity,
        node: NodeId,
        out: &mut Vec<Diagnostic>,
    ) -> Option<()> {
        if let Some(because) = &self.draft.no_target {
            let message = "this measure has `targets` and says that it has none";
            out.push(
                self.error(Code::Targets, because.node, message)
                    .related(self.place(node), "the targets")
                    .help("keep one of the two"),
            );
            return None;
        }
        if polarity == Polarity::Neither {
            let message = "a measure with `better: neither` cannot be held against a target";
            out.push(
                self.error(Code::Polarity, node, message)
                    .help("write `better: higher`, `lower` or `between`, or take the targets out"),
            );
            return None;
        }
        Some(())
    }

    fn rule(&self, rule: RuleWord, out: &mut Vec<Diagnostic>) -> Option<Rule> {
        match (rule, self.draft.allow) {
            (RuleWord::Improvement, Some(allow)) => self
                .allowance(allow, out)
                .map(|allow| Rule::Improvement { allow }),
            (RuleWord::Improvement, None) => {
                let problem = self.missing("allow", "{ percent: 10 }");
                out.push(Diagnostic {
                    message: "the improvement rule needs to know what miss it allows".to_owned(),
                    ..problem
                });
                None
            }
            (_, Some(allow)) => {
                let message = "`allow` belongs to `rule: improvement`";
                out.push(
                    self.error(Code::Targets, allow.node, message)
                        .help("take it out, or name the rule"),
                );
                None
            }
            (RuleWord::Tolerance, None) => Some(Rule::Tolerance),
            (RuleWord::Editorial, None) => Some(Rule::Editorial),
        }
    }

    fn allowance(&self, allow: At<Tolerance>, out: &mut Vec<Diagnostic>) -> Option<Tolerance> {
        let (Tolerance::Percent(amount) | Tolerance::Points(amount)) = allow.value else {
            let problem = self.error(
                Code::Tolerance,
                allow.node,
                "an allowance is in points or per cent",
            );
            out.push(problem.help("write `{ percent: 10 }` or `{ points: 2 }`"));
            return None;
        };
        if amount.is_sign_negative() {
            let problem = self.error(
                Code::Tolerance,
                allow.node,
                "an allowance below zero allows nothing",
            );
            out.push(problem.help(format!("write {}", -amount)));
        }
        Some(allow.value)
    }

    fn expected(&self, out: &mut Vec<Diagnostic>) -> Expectation {
        let (from, until) = self
            .draft
            .reported
            .map_or((None, None), |reported| reported.value);
        if let (Some(from), Some(until), Some(reported)) = (from, until, self.draft.reported)
            && until < from
        {
            let message = format!("it is reported until {until}, before it begins in {from}");
            out.push(
                self.error(Code::Expected, reported.node, message)
                    .help("correct `from` or `until`"),
            );
        }
        Expectation {
            from,
            until,
            due: self.draft.due.clone(),
        }
    }

    fn breaks(&self, out: &mut Vec<Diagnostic>) -> Vec<Break> {
        let breaks = &self.draft.breaks;
        for pair in breaks.windows(2) {
            if pair[1].from <= pair[0].from {
                let message = "breaks stand in the order of their quarters";
                out.push(
                    self.error(Code::Targets, pair[1].node, message)
                        .help("put the earliest first, and each quarter once"),
                );
            }
        }
        breaks.iter().map(|b| b.value.clone()).collect()
    }

    fn dead_band(&self, out: &mut Vec<Diagnostic>) -> Decimal {
        let Some(change) = self.inherited(|d| d.meaningful_change) else {
            return Decimal::ZERO;
        };
        if change.is_sign_negative() {
            let message = "the smallest meaningful change is below zero";
            out.push(
                self.error(Code::Range, change.node, message)
                    .help(format!("write {}", -change.value)),
            );
        }
        change.value.abs()
    }

    fn shape(&self, out: &mut Vec<Diagnostic>) -> Shape {
        self.check_shape(out);
        if !self.draft.members.is_empty() {
            let members = self.draft.members.iter();
            let members = members.filter_map(|(_, member)| {
                Reading {
                    draft: member,
                    whole: Some(self.draft),
                    known: self.known,
                }
                .measure(out)
            });
            return Shape::Composite(members.collect());
        }
        if self.draft.parts.is_empty() {
            return Shape::Single;
        }
        Shape::Composition(
            self.draft
                .parts
                .iter()
                .map(|(_, part)| part.clone())
                .collect(),
        )
    }

    fn check_shape(&self, out: &mut Vec<Diagnostic>) {
        let names = self
            .draft
            .members
            .iter()
            .map(|(id, _)| id)
            .chain(self.draft.parts.iter().map(|(id, _)| id));
        for id in names.filter(|id| !leaf::is_id(id)) {
            let message = format!("`{}` cannot be an id", id.value);
            out.push(
                self.error(Code::BadId, id.node, message)
                    .help(format!("write `{}`", crate::parse::id_like(id))),
            );
        }
        if let (Some((member, _)), Some(_)) = (self.draft.members.first(), self.draft.parts.first())
        {
            let message = "a measure is either composed of members or has parts, not both";
            out.push(
                self.error(Code::WrongShape, member.node, message)
                    .help("keep `members` or `parts`"),
            );
        }
        if let (Some((member, _)), Some(_)) = (self.draft.members.first(), self.whole) {
            let message = "a member cannot have members of its own";
            out.push(
                self.error(Code::WrongShape, member.node, message)
                    .help("name them all as members of the measure"),
            );
        }
    }
}
