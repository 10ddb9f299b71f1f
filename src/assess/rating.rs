//! The rating of a figure against its target and tolerance, by the rules of the site's *Methods* page.
//!
//! Ratings use unrounded figures. Every verdict carries the arithmetic that led to it, or the reason why there is no
//! rating.

mod rules;

pub use rules::relation;

use rust_decimal::Decimal;

use rules::rate_figure;

use crate::model::{
    Entry, Figure, Goal, Judgement, Measure, Missing, Quarter, QuarterNumber, Rating, Reported,
    Rule, Target, Text, VoiceId,
};

/// A rating, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// On a publisher's scale.
    Rated(Rating),
    /// Never green, red, or grey without a word.
    Unrated(Unrated),
}

/// Why there is no rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unrated {
    /// The figure is context only.
    Context,
    /// No target has been set.
    NoTargetSet,
    /// The measure is not reported in this quarter of the year.
    NotDue,
    /// There is no figure.
    Missing(Missing),
    /// The target is for the year's end, without shares for its quarters.
    YearEndTarget,
    /// The rule compares with last year, of which there is no figure.
    NoLastYear,
    /// People rate it, and the source gives no rating.
    NotStated,
    /// Its members are rated one by one.
    ByMembers,
}

/// Whose rating it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// The site's own rule.
    Rule,
    /// A person's: of this voice, where the source says whose.
    Person(Option<VoiceId>),
}

/// How a figure stands to what it is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Better.
    Better,
    /// The same.
    Equal,
    /// Worse.
    Worse,
}

/// The arithmetic of a rating: the words for it are the site's.
#[derive(Debug, Clone, PartialEq)]
#[allow(
    missing_docs,
    reason = "each variant says what its figure is held against; `allowed`, `tolerance` and `outer` are the worst figures that still pass"
)]
pub enum Arithmetic {
    /// Held against the target: better, or equal.
    MetTarget {
        figure: Figure,
        target: Decimal,
        relation: Relation,
    },
    /// Worse than the target, no worse than the tolerance.
    WithinTolerance {
        figure: Figure,
        target: Decimal,
        tolerance: Decimal,
        relation: Relation,
    },
    /// Worse than the tolerance.
    OutsideTolerance { figure: Figure, tolerance: Decimal },
    /// Worse than a target that has no tolerance.
    MissedTarget { figure: Figure, target: Decimal },
    /// Within the band.
    InBand {
        figure: Figure,
        low: Decimal,
        high: Decimal,
    },
    /// Out of the band, within the tolerance round it.
    NearBand {
        figure: Figure,
        low: Decimal,
        high: Decimal,
        outer: (Decimal, Decimal),
    },
    /// Out of the band and its tolerance.
    OutOfBand {
        figure: Figure,
        low: Decimal,
        high: Decimal,
        outer: Option<(Decimal, Decimal)>,
    },
    /// Missed by no more than the allowance.
    MissAllowed {
        figure: Figure,
        target: Decimal,
        allowed: Decimal,
    },
    /// Missed by more, and no worse than last year.
    NoWorseThanLastYear {
        figure: Figure,
        target: Decimal,
        allowed: Decimal,
        last_year: Figure,
    },
    /// Missed by more, and worse than last year.
    WorseThanLastYear {
        figure: Figure,
        target: Decimal,
        allowed: Decimal,
        last_year: Figure,
    },
    /// A person rated it.
    Person,
    /// Nothing to reckon with.
    None,
}

/// A rating with its reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// The rating, or why there is none.
    pub outcome: Outcome,
    /// Whose it is.
    pub by: By,
    /// How it came about.
    pub arithmetic: Arithmetic,
    /// The target it was held against: a quarter's share of a cumulative one.
    pub goal: Option<Goal>,
    /// Why a person rated so, or why there is no figure.
    pub because: Option<Text>,
    /// What the rule itself would say, where a person's rating stands in its place.
    pub rule_says: Option<(Outcome, Arithmetic)>,
}

/// What the improvement rule compares with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct History {
    /// The same quarter last year.
    pub last_year: Option<Figure>,
    /// The last quarter of last year, for forecasts.
    pub last_year_end: Option<Figure>,
}

/// The last quarter of a quarter's financial year.
pub fn year_end(quarter: Quarter) -> Quarter {
    Quarter::new(quarter.year(), QuarterNumber::Q4)
}

/// Rates an entry, or says why it is not rated. Without an entry the measure is not due.
pub fn rate(
    measure: &Measure,
    quarter: Quarter,
    entry: Option<&Entry>,
    history: &History,
) -> Verdict {
    let goal = goal_in(measure, quarter);
    let by_rule = by_rule(measure, quarter, entry, goal, history.last_year);
    let Some(entry) = entry else {
        return by_rule;
    };
    let Some(typed) = &entry.rating else {
        return by_rule;
    };
    let rule_says = matches!(by_rule.outcome, Outcome::Rated(_))
        .then_some((by_rule.outcome, by_rule.arithmetic));
    Verdict {
        outcome: Outcome::Rated(typed.rating),
        by: By::Person(typed.by.clone()),
        arithmetic: Arithmetic::Person,
        goal,
        because: entry.because.clone(),
        rule_says,
    }
}

/// Rates what is expected at the year's end against the target that holds then.
pub fn rate_forecast(
    measure: &Measure,
    quarter: Quarter,
    entry: &Entry,
    history: &History,
) -> Option<Verdict> {
    let forecast = entry.forecast?;
    let end = year_end(quarter);
    let goal = measure.judgement.target_in(end).map(|target| target.goal);
    let (outcome, arithmetic) = match unrated_whatever_the_figure(measure, goal) {
        Some(reason) => (Outcome::Unrated(reason), Arithmetic::None),
        None => rate_figure(measure, forecast, goal, history.last_year_end),
    };
    Some(Verdict {
        outcome,
        by: By::Rule,
        arithmetic,
        goal,
        because: None,
        rule_says: None,
    })
}

/// The goal that holds in a quarter: of a cumulative measure with a profile, the quarter's share.
pub fn goal_in(measure: &Measure, quarter: Quarter) -> Option<Goal> {
    let target: &Target = measure.judgement.target_in(quarter)?;
    match (target.goal, target.profile) {
        (Goal::One { tolerance, .. }, Some(profile)) => {
            let index = usize::try_from(quarter.number().number() - 1).unwrap_or(0);
            Some(Goal::One {
                target: profile[index],
                tolerance,
            })
        }
        (goal, _) => Some(goal),
    }
}

fn by_rule(
    measure: &Measure,
    quarter: Quarter,
    entry: Option<&Entry>,
    goal: Option<Goal>,
    last_year: Option<Figure>,
) -> Verdict {
    let (outcome, arithmetic) = match unrated(measure, quarter, entry, goal) {
        Some(reason) => (Outcome::Unrated(reason), Arithmetic::None),
        None => match entry.and_then(|entry| entry.reported.figure()) {
            Some(figure) => rate_figure(measure, figure, goal, last_year),
            None => (Outcome::Unrated(Unrated::NotStated), Arithmetic::None),
        },
    };
    let because = entry.and_then(|entry| entry.because.clone());
    Verdict {
        outcome,
        by: By::Rule,
        arithmetic,
        goal,
        because,
        rule_says: None,
    }
}

/// Why an entry is not rated. *No target set* wins over *no figure*: the reader learns the more lasting reason.
fn unrated(
    measure: &Measure,
    quarter: Quarter,
    entry: Option<&Entry>,
    goal: Option<Goal>,
) -> Option<Unrated> {
    if entry.is_none() {
        return Some(Unrated::NotDue);
    }
    if entry.is_some_and(|entry| entry.reported == Reported::InMembers)
        || !measure.members().is_empty()
    {
        return Some(Unrated::ByMembers);
    }
    if is_editorial(measure) {
        return match entry.map(|entry| &entry.reported) {
            Some(Reported::Missing(missing)) => Some(Unrated::Missing(*missing)),
            _ => Some(Unrated::NotStated),
        };
    }
    if let Some(reason) = unrated_whatever_the_figure(measure, goal) {
        return Some(reason);
    }
    match entry.map(|entry| &entry.reported) {
        Some(Reported::Missing(missing)) => Some(Unrated::Missing(*missing)),
        Some(Reported::Figure(_)) if waits_for_year_end(measure, quarter) => {
            Some(Unrated::YearEndTarget)
        }
        Some(Reported::Figure(_)) => None,
        _ => Some(Unrated::NotStated),
    }
}

fn is_editorial(measure: &Measure) -> bool {
    matches!(
        measure.judgement,
        Judgement::Judged {
            rule: Rule::Editorial,
            ..
        }
    )
}

fn unrated_whatever_the_figure(measure: &Measure, goal: Option<Goal>) -> Option<Unrated> {
    match &measure.judgement {
        Judgement::Context => Some(Unrated::Context),
        Judgement::NoTarget { .. } => Some(Unrated::NoTargetSet),
        Judgement::Judged {
            rule: Rule::Editorial,
            ..
        } => Some(Unrated::NotStated),
        Judgement::Judged { .. } if goal.is_none() => Some(Unrated::NoTargetSet),
        Judgement::Judged { .. } => None,
    }
}

/// A cumulative measure with a target for the year and no shares for its quarters is rated in the last one.
fn waits_for_year_end(measure: &Measure, quarter: Quarter) -> bool {
    let has_profile = measure
        .judgement
        .target_in(quarter)
        .is_some_and(|target| target.profile.is_some());
    measure.is_cumulative() && !has_profile && quarter.number() != QuarterNumber::Q4
}
