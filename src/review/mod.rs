//! What can only be said once figures are judged. It changes nothing; its errors stop a build like any other.

use rust_decimal::Decimal;

use crate::assess::Assessment;
use crate::assess::direction::Travel;
use crate::assess::highlights::Lists;
use crate::assess::rating::{Arithmetic, Outcome, Relation, relation};
use crate::diag::{Code, Diagnostic};
use crate::model::{Figure, MeasureId, Polarity, Quarter, Rating, Report, TypedDirection};
use crate::parse::draft::{Drafts, QuarterDraft};
use crate::source::Place;

/// Looks over what was judged. The drafts say where things stand.
pub fn review(report: &Report, assessment: &Assessment, drafts: &Drafts) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for quarter in report.quarters.keys() {
        let files: Vec<&QuarterDraft> = drafts
            .quarters
            .iter()
            .filter(|file| file.quarter == *quarter)
            .collect();
        check_rounding(report, assessment, *quarter, &files, &mut out);
        check_highlights(assessment, *quarter, &files, &mut out);
        check_overrides(assessment, *quarter, &files, &mut out);
        check_directions(report, assessment, *quarter, &files, &mut out);
    }
    out
}

/// Where a measure's entry stands; of a member, where its composite's does.
fn place(files: &[&QuarterDraft], id: &MeasureId) -> Option<Place> {
    let whole = id.as_str().split('.').next().unwrap_or_default();
    files.iter().find_map(|file| {
        let (name, _) = file
            .values
            .iter()
            .find(|(name, _)| name.as_str() == whole)?;
        Some(Place::node(&file.path, name.node))
    })
}

/// A computed figure that is rated one way and, as shown, would be rated another.
fn check_rounding(
    report: &Report,
    assessment: &Assessment,
    quarter: Quarter,
    files: &[&QuarterDraft],
    out: &mut Vec<Diagnostic>,
) {
    for (id, judged) in &assessment.quarters[&quarter].measures {
        let Some(measure) = report.measure(id) else {
            continue;
        };
        let Some((figure, limit)) =
            belied(measure.judgement.polarity(), &judged.current.arithmetic)
        else {
            continue;
        };
        let message = format!(
            "`{id}` is {} and is shown as {}, which would be rated otherwise against {limit}",
            figure.value.round_dp(4).normalize(),
            figure.shown()
        );
        if let Some(place) = place(files, id) {
            let help = format!("give the measure more `decimals` than {}", measure.decimals);
            out.push(Diagnostic::error(Code::Rounding, place, message).help(help));
        }
    }
}

/// The figure and the limit that it seems to meet once rounded, or seems not to.
fn belied(polarity: Polarity, arithmetic: &Arithmetic) -> Option<(Figure, Decimal)> {
    let meets = |value, limit| relation(polarity, value, limit) != Relation::Worse;
    let (figure, limits) = match arithmetic {
        Arithmetic::MetTarget { figure, target, .. }
        | Arithmetic::MissedTarget { figure, target } => (figure, vec![*target]),
        Arithmetic::WithinTolerance {
            figure,
            target,
            tolerance,
            ..
        } => (figure, vec![*target, *tolerance]),
        Arithmetic::OutsideTolerance { figure, tolerance } => (figure, vec![*tolerance]),
        Arithmetic::MissAllowed {
            figure, allowed, ..
        }
        | Arithmetic::MissedWithoutLastYear {
            figure, allowed, ..
        } => (figure, vec![*allowed]),
        Arithmetic::NoWorseThanLastYear {
            figure,
            allowed,
            last_year,
            ..
        }
        | Arithmetic::WorseThanLastYear {
            figure,
            allowed,
            last_year,
            ..
        } => (figure, vec![*allowed, last_year.value]),
        _ => return belied_by_band(arithmetic),
    };
    let limit = limits
        .into_iter()
        .find(|limit| meets(figure.value, *limit) != meets(figure.shown(), *limit))?;
    Some((*figure, limit))
}

/// The same for a band: the edge that rounding carries the figure over.
fn belied_by_band(arithmetic: &Arithmetic) -> Option<(Figure, Decimal)> {
    let (figure, bands) = match arithmetic {
        Arithmetic::InBand { figure, low, high } => (figure, vec![(*low, *high)]),
        Arithmetic::NearBand {
            figure,
            low,
            high,
            outer,
        } => (figure, vec![(*low, *high), *outer]),
        Arithmetic::OutOfBand {
            figure,
            low,
            high,
            outer,
        } => (figure, vec![outer.unwrap_or((*low, *high))]),
        _ => return None,
    };
    let is_within = |value: Decimal, (low, high): (Decimal, Decimal)| low <= value && value <= high;
    let (low, high) = bands
        .into_iter()
        .find(|band| is_within(figure.value, *band) != is_within(figure.shown(), *band))?;
    let edge = if figure.shown() <= low { low } else { high };
    Some((*figure, edge))
}

fn check_highlights(
    assessment: &Assessment,
    quarter: Quarter,
    files: &[&QuarterDraft],
    out: &mut Vec<Diagnostic>,
) {
    let judged = &assessment.quarters[&quarter];
    for file in files {
        let lists = [
            (&file.performing_well, &judged.performing_well),
            (&file.improvement, &judged.improvement),
        ];
        for (draft, list) in lists {
            let needless = draft
                .leave_out
                .iter()
                .filter(|(id, _)| !is_left_out(list, id));
            let needless =
                needless.map(|(id, _)| (id, "left out of a list that the rule does not put it on"));
            let anyway = draft.add.iter().filter(|(id, _)| is_by_rule(list, id));
            let anyway =
                anyway.map(|(id, _)| (id, "added to a list that the rule puts it on anyway"));
            out.extend(needless.chain(anyway).map(|(id, what)| {
                let place = Place::node(&file.path, id.node);
                let message = format!("`{}` is {what}", id.value);
                Diagnostic::warning(Code::Highlights, place, message).help("take the line out")
            }));
        }
    }
}

fn is_left_out(list: &Lists, id: &str) -> bool {
    list.left_out.iter().any(|(out, _)| out.as_str() == id)
}

fn is_by_rule(list: &Lists, id: &str) -> bool {
    use crate::assess::highlights::Listed;
    list.shown
        .iter()
        .any(|(shown, why)| shown.as_str() == id && *why == Listed::ByRule)
}

/// A person's rating that is better than the rule's own deserves a second pair of eyes.
fn check_overrides(
    assessment: &Assessment,
    quarter: Quarter,
    files: &[&QuarterDraft],
    out: &mut Vec<Diagnostic>,
) {
    for (id, judged) in &assessment.quarters[&quarter].measures {
        let (Outcome::Rated(typed), Some((Outcome::Rated(rule), _))) =
            (judged.current.outcome, &judged.current.rule_says)
        else {
            continue;
        };
        let both_on_one_scale = matches!(
            (typed, rule),
            (Rating::Tolerance(_), Rating::Tolerance(_)) | (Rating::Colour(_), Rating::Colour(_))
        );
        if both_on_one_scale
            && typed > *rule
            && let Some(place) = place(files, id)
        {
            let message = format!("the typed rating of `{id}` is better than the rule's own");
            out.push(Diagnostic::warning(Code::Override, place, message).help(
                "both are shown, with the reason; make sure that the reason convinces a reader",
            ));
        }
    }
}

/// A typed direction stands where figures cannot tell. Where they can, it must not say something else.
fn check_directions(
    report: &Report,
    assessment: &Assessment,
    quarter: Quarter,
    files: &[&QuarterDraft],
    out: &mut Vec<Diagnostic>,
) {
    for (id, judged) in &assessment.quarters[&quarter].measures {
        let typed = report.entry(quarter, id).and_then(|entry| entry.direction);
        let says = match judged.direction.leading() {
            Travel::Improved(change) => (TypedDirection::Improved, "improved", change),
            Travel::NoRealChange(change) => (TypedDirection::NoChange, "no real change", change),
            Travel::Worsened(change) => (TypedDirection::Worsened, "worsened", change),
            _ => continue,
        };
        let (told, words, change) = says;
        if typed.is_none_or(|typed| typed == told) {
            continue;
        }
        if let Some(place) = place(files, id) {
            let message = format!(
                "the typed direction of `{id}` is not shown: from {} the figures say {words}",
                change.from.shown()
            );
            out.push(
                Diagnostic::warning(Code::Override, place, message)
                    .help("take `direction` out, or correct the figures"),
            );
        }
    }
}
