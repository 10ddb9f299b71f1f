//! Targets and tolerances.

use rust_decimal::Decimal;

use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{Goal, PeriodKind, Polarity, Target, Tolerance, Unit};
use crate::parse::At;
use crate::parse::draft::{GoalDraft, TargetDraft, ToleranceDraft};
use crate::source::{NodeId, Place, SourcePath};

/// The fields of the measure that its targets depend on.
pub(super) struct TargetContext<'d> {
    pub(super) path: &'d SourcePath,
    pub(super) polarity: Polarity,
    pub(super) period: PeriodKind,
    pub(super) unit: Unit,
}

impl TargetContext<'_> {
    fn error(&self, code: Code, node: NodeId, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, Place::node(self.path, node), message)
    }
}

/// Checks targets. Returns them in the order of their quarters.
pub(super) fn check(
    drafts: &[TargetDraft],
    context: &TargetContext,
    problems: &mut Problems,
) -> Vec<Target> {
    check_history(drafts, context, problems);
    let mut targets: Vec<Target> = drafts
        .iter()
        .filter_map(|draft| target(draft, context, problems))
        .collect();
    targets.sort_by_key(|target| target.from);
    targets
}

fn check_history(drafts: &[TargetDraft], context: &TargetContext, problems: &mut Problems) {
    for (index, draft) in drafts.iter().enumerate() {
        if let Some(first) = drafts[..index]
            .iter()
            .find(|d| d.from.value == draft.from.value)
        {
            let message = format!("two targets start in {}", draft.from.value);
            problems.report(
                context
                    .error(Code::Targets, draft.from.node, message)
                    .related(Place::node(context.path, first.from.node), "the other one")
                    .help("each target applies until the next one starts: delete one of them"),
            );
        } else if index > 0 && draft.from.value < drafts[index - 1].from.value {
            let message = format!(
                "this target, from {}, comes after a later one",
                draft.from.value
            );
            problems.report(
                context
                    .error(Code::Targets, draft.from.node, message)
                    .help("put targets in the order of their quarters, the earliest first"),
            );
        }
    }
}

fn target(draft: &TargetDraft, context: &TargetContext, problems: &mut Problems) -> Option<Target> {
    check_period(draft, context, problems);
    let goal = match (&draft.target.value, context.polarity) {
        (GoalDraft::One(value), Polarity::Higher | Polarity::Lower) => {
            let tolerance = one_tolerance(*value, draft, context, problems)?;
            Goal::One {
                target: *value,
                tolerance,
            }
        }
        (GoalDraft::Band(low, high), Polarity::Between) => {
            band(*low, *high, draft, context, problems)?
        }
        (GoalDraft::One(value), Polarity::Between) => {
            let message = "a measure with `better: between` needs a target with two figures";
            let help = format!("write `target: {{ low: {value}, high: ... }}`");
            problems.report(
                context
                    .error(Code::Polarity, draft.target.node, message)
                    .help(help),
            );
            return None;
        }
        (GoalDraft::Band(..), _) => {
            let message = "a target with `low` and `high` is for measures with `better: between`";
            problems.report(
                context
                    .error(Code::Polarity, draft.target.node, message)
                    .help("write one figure, or `better: between`"),
            );
            return None;
        }
        (_, Polarity::Neither) => return None,
    };
    check_range(&goal, draft, context, problems);
    let profile = profile(draft, &goal, context, problems)?;
    Some(Target {
        from: draft.from.value,
        goal,
        profile,
        set_by: draft.set_by.clone(),
    })
}

/// Warns of a percentage below 0 or above 100.
fn check_range(goal: &Goal, draft: &TargetDraft, context: &TargetContext, problems: &mut Problems) {
    let (low, high) = match goal {
        Goal::One { target, .. } => (*target, *target),
        Goal::Band { low, high, .. } => (*low, *high),
    };
    if context.unit == Unit::Percent && (low < Decimal::ZERO || high > Decimal::ONE_HUNDRED) {
        let off = if low < Decimal::ZERO { low } else { high };
        let place = Place::node(context.path, draft.target.node);
        let message = format!("a target of {off}% is not between 0 and 100");
        problems.report(Diagnostic::warning(Code::Range, place, message).help(
            "check the target. Only a target for a percentage change can be below 0 or above 100",
        ));
    }
}

fn check_period(draft: &TargetDraft, context: &TargetContext, problems: &mut Problems) {
    if let Some(period) = draft.period
        && period.value != context.period
    {
        let message = "this target is for a different period from the measure's figures";
        problems.report(
            context
                .error(Code::Period, period.node, message)
                .help("delete the line if the target is for the measure's own period; if not, do not use this target for ratings"),
        );
    }
}

/// Returns the tolerance of a single target. The outer `Option` is `None` if it is wrong.
#[allow(
    clippy::option_option,
    reason = "a target may well have no tolerance; a wrong one gives no target at all"
)]
fn one_tolerance(
    target: Decimal,
    draft: &TargetDraft,
    context: &TargetContext,
    problems: &mut Problems,
) -> Option<Option<Tolerance>> {
    let Some(tolerance) = &draft.tolerance else {
        return Some(None);
    };
    let ToleranceDraft::One(value) = tolerance.value else {
        let message = "a tolerance with `low` and `high` is for measures with `better: between`";
        problems.report(
            context
                .error(Code::Tolerance, tolerance.node, message)
                .help("write one figure"),
        );
        return None;
    };
    match value {
        Tolerance::Percent(_) if target.is_zero() => {
            let message = "a percentage of a target of 0 is 0, so this tolerance has no effect";
            problems.report(
                context
                    .error(Code::Tolerance, tolerance.node, message)
                    .help("write it in points: `{ points: 2 }`"),
            );
            None
        }
        Tolerance::Percent(amount) | Tolerance::Points(amount) if amount.is_sign_negative() => {
            let message = "a tolerance cannot be below zero";
            problems.report(
                context
                    .error(Code::Tolerance, tolerance.node, message)
                    .help(format!("write {}", -amount)),
            );
            None
        }
        Tolerance::Bound(bound) if is_better(bound, target, context.polarity) => {
            problems.report(wrong_side(bound, target, tolerance.node, context));
            None
        }
        _ => Some(Some(value)),
    }
}

fn is_better(bound: Decimal, target: Decimal, polarity: Polarity) -> bool {
    match polarity {
        Polarity::Lower => bound < target,
        _ => bound > target,
    }
}

fn wrong_side(
    bound: Decimal,
    target: Decimal,
    node: NodeId,
    context: &TargetContext,
) -> Diagnostic {
    let (better, other) = match context.polarity {
        Polarity::Lower => ("lower", "higher"),
        _ => ("higher", "lower"),
    };
    let message = format!(
        "with `better: {better}`, a tolerance of {bound} is stricter than the target of {target}"
    );
    context.error(Code::Polarity, node, message).help(format!(
        "write `better: {other}` if that is what you mean, or put the tolerance on the worse side of the target"
    ))
}

fn band(
    low: Decimal,
    high: Decimal,
    draft: &TargetDraft,
    context: &TargetContext,
    problems: &mut Problems,
) -> Option<Goal> {
    if low >= high {
        let message = format!("the range is {low} to {high}: `low` must be below `high`");
        problems.report(
            context
                .error(Code::Targets, draft.target.node, message)
                .help("swap the two figures"),
        );
        return None;
    }
    let outer = match &draft.tolerance {
        None => None,
        Some(tolerance) => Some(outer_band(low, high, tolerance, context, problems)?),
    };
    Some(Goal::Band { low, high, outer })
}

fn outer_band(
    low: Decimal,
    high: Decimal,
    tolerance: &At<ToleranceDraft>,
    context: &TargetContext,
    problems: &mut Problems,
) -> Option<(Decimal, Decimal)> {
    let (outer_low, outer_high) = match &tolerance.value {
        ToleranceDraft::Band(outer_low, outer_high) => (*outer_low, *outer_high),
        ToleranceDraft::One(Tolerance::Bound(_)) => {
            let message = "a target with `low` and `high` needs a tolerance on both sides";
            let help = "write `{ low: ..., high: ... }`, `{ points: 2 }` or `{ percent: 5 }`";
            problems.report(
                context
                    .error(Code::Tolerance, tolerance.node, message)
                    .help(help),
            );
            return None;
        }
        ToleranceDraft::One(either) => (
            either.bound(low, Polarity::Higher),
            either.bound(high, Polarity::Lower),
        ),
    };
    if outer_low > low || outer_high < high {
        let message = format!(
            "the tolerance of {outer_low} to {outer_high} does not cover the whole target of {low} to {high}"
        );
        problems.report(
            context
                .error(Code::Polarity, tolerance.node, message)
                .help("make the tolerance wider than the target"),
        );
        return None;
    }
    Some((outer_low, outer_high))
}

/// Returns the profile of a cumulative target. The outer `Option` is `None` if it is wrong.
#[allow(
    clippy::option_option,
    reason = "a target may well have no profile; a wrong one gives no target at all"
)]
fn profile(
    draft: &TargetDraft,
    goal: &Goal,
    context: &TargetContext,
    problems: &mut Problems,
) -> Option<Option<[Decimal; 4]>> {
    let Some(profile) = &draft.profile else {
        return Some(None);
    };
    let error = |message: &str, help: String| {
        Some(
            context
                .error(Code::Targets, profile.node, message)
                .help(help),
        )
    };
    let tolerance_at = draft.tolerance.as_ref().map_or(profile.node, |t| t.node);
    let shares: Result<[Decimal; 4], _> = profile.value.clone().try_into();
    let problem = match (shares, goal) {
        (Err(_), _) => error(
            "a profile needs four figures, one for each quarter",
            "write `profile: [100, 200, 300, 400]`".to_owned(),
        ),
        (Ok(_), Goal::Band { .. }) => error(
            "a target with `low` and `high` cannot have a profile",
            "delete the profile".to_owned(),
        ),
        (Ok(shares), Goal::One { target, tolerance }) => {
            if shares[3] != *target {
                error(
                    "the profile does not end at the target",
                    format!("its last figure is the target: {target}"),
                )
            } else if matches!(tolerance, Some(Tolerance::Bound(_))) {
                let message = "a profile needs a tolerance in points or per cent";
                let help = "write `tolerance: { percent: 5 }` or `{ points: 20 }`, which is applied to each quarter's target";
                let problem = context.error(Code::Targets, tolerance_at, message);
                Some(problem.help(help))
            } else if context.period != PeriodKind::YearToDate {
                let help = "write `period: year_to_date` if figures are running totals for the year, or delete the profile";
                error(
                    "a profile is for figures that are running totals for the year",
                    help.to_owned(),
                )
            } else {
                check_rises(&shares, profile.node, context, problems);
                return Some(Some(shares));
            }
        }
    };
    problems.extend(problem);
    None
}

/// Warns of a profile that falls, because it was probably typed as separate quarters instead of running totals.
fn check_rises(
    shares: &[Decimal; 4],
    node: NodeId,
    context: &TargetContext,
    problems: &mut Problems,
) {
    let adds_up = matches!(context.unit, Unit::Count | Unit::Pounds | Unit::Rate { .. });
    let falls = |pair: &&[Decimal]| adds_up && pair[1] < pair[0];
    let Some(pair) = shares.windows(2).find(falls) else {
        return;
    };
    let message = format!(
        "this profile falls from {} to {}, and figures that are running totals for the year rise",
        pair[0], pair[1]
    );
    let place = Place::node(context.path, node);
    problems
        .report(Diagnostic::warning(Code::Targets, place, message).help(
            "write the target for the end of each quarter, including the quarters before it",
        ));
}
