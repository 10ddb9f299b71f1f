//! What was judged, in the words of the tables.

use quarterdeck::assess::direction::{Change, NoComparison, Travel};
use quarterdeck::assess::moved::Movement;
use quarterdeck::assess::rating::{Arithmetic, Outcome, RatedBy, Unrated};
use quarterdeck::model::{Missing, PrintedDirection, Rating, TypedDirection};
use rust_decimal::Decimal;

/// The word of files, without hyphens: "on target", "green".
pub(crate) fn rating(rating: Rating) -> String {
    rating.id().replace('_', " ")
}

pub(crate) fn unrated(reason: Unrated) -> &'static str {
    match reason {
        Unrated::Context => "context only",
        Unrated::NoTargetSet => "no target set",
        Unrated::NotDue => "not due",
        Unrated::NoNewFigure => "no newer figure",
        Unrated::Owed => "not in yet",
        Unrated::Missing(Missing::NotAvailable) => "not available",
        Unrated::Missing(Missing::NotApplicable) => "not applicable",
        Unrated::Missing(Missing::NotCollected) => "not collected",
        Unrated::Missing(Missing::Suppressed) => "suppressed",
        Unrated::YearEndTarget => "judged at the year's end",
        Unrated::NoYearToDate => "no figure of the year so far",
        Unrated::DueLater => "due later",
        Unrated::FewerThan => "small number, not told",
        Unrated::AsPrinted => "reported in words",
        Unrated::NoLastYear => "no figure of last year",
        Unrated::NotPrinted => "figure not printed",
        Unrated::NotStated => "rating not stated",
        Unrated::ByMembers => "by its members",
    }
}

pub(crate) fn outcome(outcome: Outcome) -> String {
    match outcome {
        Outcome::Rated(rating) => self::rating(rating),
        Outcome::Unrated(reason) => unrated(reason).to_owned(),
    }
}

pub(crate) fn by(by: &RatedBy) -> &'static str {
    match by {
        RatedBy::Rule => "the rule",
        RatedBy::Person(_) => "a person",
    }
}

/// What a figure was held against, other than by the improvement rule.
pub(crate) fn held_against(arithmetic: Option<&Arithmetic>) -> String {
    let Some(compared) = arithmetic.filter(|compared| compared.allowed.is_none()) else {
        return String::new();
    };
    let band =
        |(low, high): (Decimal, Decimal)| format!("{} to {}", low.normalize(), high.normalize());
    let target = compared
        .target
        .map(|target| format!("target {}", target.normalize()));
    let tolerance = compared
        .tolerance
        .map(|limit| format!("tolerance {}", limit.normalize()));
    let limits: Vec<String> = target.into_iter().chain(tolerance).collect();
    let bands = [compared.band, compared.outer].into_iter().flatten();
    let bands: Vec<String> = bands.map(band).collect();
    limits.join(", ") + &bands.join(" and ")
}

pub(crate) fn travel(travel: &Travel) -> String {
    let by = |words: &str, change: &Change| format!("{words} by {}", change.by.normalize());
    match travel {
        Travel::Improved(change) => by("improved", change),
        Travel::NoRealChange(_) => "no real change".to_owned(),
        Travel::WithinBand(_) => "within the band".to_owned(),
        Travel::WithinMargin(_) => "no real change: within the margin".to_owned(),
        Travel::Worsened(change) => by("worsened", change),
        Travel::WentUp(change) => by("went up", change),
        Travel::WentDown(change) => by("went down", change),
        Travel::NoClearDirection(..) => "no clear direction".to_owned(),
        Travel::Printed(printed, _) => format!("{}, printed", printed_direction(*printed)),
        Travel::NotAvailable(why) => why_not(why),
    }
}

pub(crate) fn printed_direction(printed: PrintedDirection) -> &'static str {
    match printed.is {
        TypedDirection::Improved => "improved",
        TypedDirection::NoChange => "no change",
        TypedDirection::Worsened => "worsened",
    }
}

fn why_not(why: &NoComparison) -> String {
    match why {
        NoComparison::NoFigure => "no figure now".to_owned(),
        NoComparison::NotExact => "not exact".to_owned(),
        NoComparison::NotReported => "not reported then".to_owned(),
        NoComparison::NoEarlierFigure => "no figure then".to_owned(),
        NoComparison::Break(Some(because)) => format!("break: {}", because.as_str()),
        NoComparison::Break(None) => "break".to_owned(),
        NoComparison::OtherPeriod => "another period".to_owned(),
        NoComparison::FewerThanThree => "fewer than three".to_owned(),
    }
}

pub(crate) fn movement(way: Movement) -> &'static str {
    match way {
        Movement::Improved => "improved",
        Movement::Worsened => "worsened",
        Movement::WentUp => "went up",
        Movement::WentDown => "went down",
        Movement::NoRealChange => "no real change",
        Movement::NoClearDirection => "no clear direction",
        Movement::NotCompared => "not compared",
        Movement::NoFigure => "no figure",
    }
}
