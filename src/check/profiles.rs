//! Profiles: what a target requires by the end of each quarter or month, or on the way to its day.

use rust_decimal::Decimal;

use super::targets::TargetCheck;
use crate::diag::Code;
use crate::model::{Aim, Goal, PeriodKind, Profile, Quarter, Tolerance};
use crate::parse::At;
use crate::parse::draft::{AskDraft, ProfileDraft};
use crate::parse::leaf::Amount;
use crate::source::NodeId;

/// Returns the profile of a target, which may have none. `Err` if it is wrong.
pub(super) fn profile(
    check: &mut TargetCheck,
    ask: &AskDraft,
    from: Quarter,
    aim: &Aim,
) -> Result<Option<Profile>, ()> {
    let Some(typed) = &ask.profile else {
        return Ok(None);
    };
    let node = typed.node;
    let profile = read(check, ask, from).ok_or(())?;
    let tolerance_at = ask
        .tolerance
        .as_ref()
        .map_or(node, |tolerance| tolerance.node);
    let is_dated = matches!(profile, Profile::Dated(_));
    let problem = match aim {
        Aim::Goal(Goal::Band { .. }) => {
            let message = "a target with `low` and `high` cannot have a profile";
            Some((node, message.to_owned(), "delete the profile".to_owned()))
        }
        Aim::LastYear { .. } | Aim::Words(_) => {
            let message = "only a target that is a figure can have a profile";
            Some((node, message.to_owned(), "delete the profile".to_owned()))
        }
        Aim::Goal(Goal::One {
            tolerance: Some(Tolerance::Bound(_)),
            ..
        }) => {
            let help = "write `tolerance: { percent: 5 }` or `{ points: 20 }`, which is applied to each quarter's target";
            let message = "a profile needs a tolerance in points or per cent";
            Some((tolerance_at, message.to_owned(), help.to_owned()))
        }
        _ if is_dated != ask.by.is_some() => {
            let message = "quarters with their year are for a target with a day, and `Q1` to `Q4` for the targets of each year";
            let help = "write `by:` with the day of the target, or `profile: { Q1: 18, Q2: 40 }`";
            Some((node, message.to_owned(), help.to_owned()))
        }
        _ if !is_dated && check.period != PeriodKind::YearToDateTotal => {
            let message = "a profile is for figures that are running totals for the year";
            let help = "write `period: year_to_date_total` if figures are running totals for the year, or delete the profile";
            Some((node, message.to_owned(), help.to_owned()))
        }
        Aim::Goal(Goal::One { target, .. }) => {
            let help = ends_elsewhere(&profile, *target, ask);
            let message = "the profile does not end at the target";
            help.map(|help| (node, message.to_owned(), help))
        }
        Aim::Profile { .. } => None,
    };
    if let Some((node, message, help)) = problem {
        check.file.error(Code::Targets, node, message, help);
        return Err(());
    }
    check_rises(check, &profile, node);
    Ok(Some(profile))
}

fn read(check: &mut TargetCheck, ask: &AskDraft, from: Quarter) -> Option<Profile> {
    let At { value: typed, node } = ask.profile.as_ref()?;
    let node = *node;
    let mut amounts = |shares: &[At<Amount>]| -> Option<Vec<Decimal>> {
        let shares = shares.iter().map(|share| check.amount(share));
        shares.collect()
    };
    match typed {
        ProfileDraft::List(shares) => {
            let shares = amounts(shares)?;
            if let Ok(shares) = <[Decimal; 4]>::try_from(&*shares) {
                return Some(Profile::Quarters(shares.map(Some)));
            }
            if let Ok(shares) = <[Decimal; 12]>::try_from(&*shares) {
                return Some(Profile::Months(shares));
            }
            let message =
                "a profile needs four figures, one for each quarter, or twelve, one for each month";
            let help = "write `profile: [100, 200, 300, 400]`; if some are not known, `profile: { Q1: 100, Q2: 200 }`";
            check.file.error(Code::Targets, node, message, help);
            None
        }
        ProfileDraft::Quarters(typed) => {
            let mut shares = [None; 4];
            for (number, share) in typed {
                shares[*number as usize] = Some(check.amount(share)?);
            }
            Some(Profile::Quarters(shares))
        }
        ProfileDraft::Dated(typed) => {
            let mut shares = Vec::new();
            for (quarter, share) in typed {
                shares.push((*quarter, check.amount(share)?));
            }
            shares.sort_by_key(|(quarter, _)| *quarter);
            check_reached(check, &shares, (ask, from), node)?;
            Some(Profile::Dated(shares))
        }
    }
}

/// Reports quarters before a target starts and after its day.
fn check_reached(
    check: &mut TargetCheck,
    shares: &[(Quarter, Decimal)],
    (ask, from): (&AskDraft, Quarter),
    node: NodeId,
) -> Option<()> {
    let day = ask.by.map(|by| by.value.last_day());
    let is_out = |(then, _): &&(Quarter, Decimal)| {
        *then < from || day.is_some_and(|day| then.first_month().first_day() > day)
    };
    let Some((then, _)) = shares.iter().find(is_out) else {
        return Some(());
    };
    let message = if *then < from {
        format!("this target starts in {from}, after {then} of its profile")
    } else {
        format!("{then} is after the day of this target")
    };
    let help = "delete that quarter from the profile, or correct `from` or `by`";
    check.file.error(Code::Targets, node, message, help);
    None
}

/// Returns what to type if the last share of a year, or that of the target's day, is not the target.
fn ends_elsewhere(profile: &Profile, target: Decimal, ask: &AskDraft) -> Option<String> {
    let (shares, last): (Vec<Decimal>, _) = match profile {
        Profile::Quarters(shares) => (shares.iter().flatten().copied().collect(), shares[3]?),
        Profile::Months(shares) => (shares.to_vec(), shares[11]),
        Profile::Dated(shares) => {
            let day = ask.by.map(|by| by.value.last_day())?;
            let mut shares = shares.iter();
            let (_, last) = shares.find(|(then, _)| then.last_day() >= day)?;
            (Vec::new(), *last)
        }
    };
    if last == target {
        return None;
    }
    let sums = shares.iter().scan(Decimal::ZERO, |sum, share| {
        *sum += share;
        Some(*sum)
    });
    let sums: Vec<Decimal> = sums.collect();
    if sums.last() == Some(&target) {
        let sums: Vec<String> = sums.iter().map(Decimal::to_string).collect();
        let sums = sums.join(", ");
        return Some(format!(
            "each figure includes the quarters before it: write `profile: [{sums}]`"
        ));
    }
    Some(format!("its last figure is the target: {target}"))
}

/// Warns of a profile that falls, because it was probably typed as separate quarters instead of running totals.
fn check_rises(check: &mut TargetCheck, profile: &Profile, node: NodeId) {
    let shares: Vec<Decimal> = match profile {
        Profile::Quarters(shares) => shares.iter().flatten().copied().collect(),
        Profile::Months(shares) => shares.to_vec(),
        Profile::Dated(_) => return,
    };
    let falls = |pair: &&[Decimal]| pair[1] < pair[0];
    if let Some([before, after]) = shares.windows(2).find(falls) {
        let message = format!(
            "this profile falls from {before} to {after}, and figures that are running totals for the year rise"
        );
        let help = "write the target for the end of each quarter, including the quarters before it";
        check.file.warning(Code::Targets, node, message, help);
    }
}
