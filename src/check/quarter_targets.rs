//! Targets that are typed with a figure, in the quarter's file.

use super::FileProblems;
use super::table::Row;
use super::targets::TargetCheck;
use crate::diag::{Code, Problems};
use crate::model::{
    Condition, Judgement, Measure, MeasureId, MonthTargets, Quarter, Reason, Rule, Target,
};
use crate::parse::At;
use crate::parse::draft::{EntryDraft, FigureTargetDraft};
use crate::source::SourcePath;

/// Adds the targets that quarter files have to those of a measure and its members.
pub(super) fn add(measure: &mut Measure, row: &Row, problems: &mut Problems) {
    add_own(measure, typed(row, None), problems);
    for member in &mut measure.members {
        let mut own = Problems::default();
        add_own(member, typed(row, Some(member)), &mut own);
        problems.extend_with_new(own);
    }
}

/// A target as typed: its quarter, its file, and what it asks for.
type Typed<'r> = (Quarter, &'r SourcePath, &'r At<FigureTargetDraft>);

/// Returns the targets that are typed with the figures of a measure or a member. What is typed for the whole holds for its
/// members without any.
fn typed<'r>(row: &'r Row, member: Option<&Measure>) -> Vec<Typed<'r>> {
    let own = |entry: &'r EntryDraft| {
        let Some(member) = member else {
            return entry.target.as_ref();
        };
        let mut members = entry.members.iter();
        let own = members.find(|(name, _)| Some(name.as_str()) == member.id.member());
        let shared = (entry.target.as_ref()).filter(|_| member.has_targets_in_quarters);
        own.and_then(|(_, entry)| entry.target.as_ref()).or(shared)
    };
    let entries = row.entries();
    let entries = entries.filter_map(|typed| Some((typed.quarter, typed.path, own(typed.draft)?)));
    entries.collect()
}

fn add_own(measure: &mut Measure, typed: Vec<Typed>, problems: &mut Problems) {
    let period = measure.rates.period().unwrap_or(measure.period);
    let (months, unit) = (measure.months, measure.unit.clone());
    let is_of_quarter = measure.has_targets_in_quarters;
    for (quarter, path, ask) in typed {
        let mut file = FileProblems::of(path, problems);
        let from = measure.target_quarter(quarter);
        let (polarity, is_by_last_year, targets) = match &mut measure.judgement {
            Judgement::Judged {
                polarity,
                rule,
                targets,
            } if *rule != Rule::Results => {
                (*polarity, measure.scale.uses(Condition::LastYear), targets)
            }
            judgement => {
                let (message, help) = no_effect(&measure.id, judgement);
                file.error(Code::NoEffect, ask.node, message, help);
                continue;
            }
        };
        if targets.iter().any(|target| target.from == from) {
            let message = format!("the measure's file has a target from {from} as well");
            let help = "keep one of the two; if each quarter has its own target, write `targets: each_quarter` in the measure's file and type each with its figure";
            file.error(Code::Targets, ask.node, message, help);
            continue;
        }
        let mut check = TargetCheck {
            polarity,
            period,
            months,
            is_by_last_year,
            unit: &unit,
            range: measure.range,
            file,
        };
        let node = ask.node;
        let value = from;
        if let Some(asked) = check.asked(&ask.ask, At { value, node }) {
            if let Some(MonthTargets::Own(own)) = &asked.month
                && let Some((month, _)) = own.iter().find(|(month, _)| month.quarter() != from)
            {
                let message = format!("{month} is not a month of {from}, for which this target is");
                let help = "put it into the target of the quarter that it is in";
                check.file.error(Code::Targets, node, message, help);
            }
            let reason = ask.because.clone().map(|because| Reason {
                because,
                decided: ask.decided.clone(),
            });
            targets.push(Target {
                typed_in: Some(quarter),
                is_of_quarter,
                set_by: ask.set_by.clone(),
                reason,
                ..asked
            });
            targets.sort_by_key(|target| target.from);
        }
    }
}

/// Says why a target has no effect, and what to type.
fn no_effect(id: &MeasureId, judgement: &Judgement) -> (String, &'static str) {
    if let Judgement::NoTarget { .. } = judgement {
        let message = format!("the file of `{id}` says that it has no target yet");
        let help = "write `targets: each_quarter` there instead of `no_target:`, if each figure has its own target; or add `targets:` with the quarter from which this one applies";
        return (message, help);
    }
    let message = format!("`{id}` is not compared with a target, so this one has no effect");
    let help = "delete it; or write `targets: each_quarter` in the measure's file, if each figure has its own target";
    (message, help)
}
