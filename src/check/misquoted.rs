//! A text and a figure that disagree: the likelier mistake is reported.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::figures::CheckedFigures;
use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{MeasureId, Month, Quarter, Target, Unit};
use crate::parse::draft::{Drafts, TargetsDraft};
use crate::parse::leaf::Amount;
use crate::parse::reference::RawReference;
use crate::source::Place;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct QuotedFigure {
    pub(super) id: MeasureId,
    pub(super) quarter: Quarter,
    pub(super) figure: QuotedKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum QuotedKind {
    Value,
    Month(Month),
    Target,
}

#[derive(Debug)]
pub(super) struct Quotation<'d> {
    pub(super) quote: &'d RawReference,
    /// The first figure in the quoted text.
    pub(super) said: Option<Decimal>,
    pub(super) unit: Unit,
    pub(super) of: QuotedFigure,
    pub(super) published: Decimal,
}

/// Reports each disagreement once at the figure if that is likely to be wrong, and otherwise at each text. Returns the
/// places of the figures that are reported.
pub(super) fn find(
    quotations: &[Quotation],
    drafts: &Drafts,
    checked: &CheckedFigures,
    problems: &mut Problems,
) -> Vec<Place> {
    let mut by_figure: BTreeMap<&QuotedFigure, Vec<&Quotation>> = BTreeMap::new();
    for quotation in quotations {
        by_figure.entry(&quotation.of).or_default().push(quotation);
    }
    let mut found = Vec::new();
    for (of, quotations) in by_figure {
        let is_other = |quotation: &&&Quotation| quotation.said != Some(quotation.published);
        let others: Vec<&Quotation> = quotations.iter().filter(is_other).copied().collect();
        if others.is_empty() {
            continue;
        }
        let place = match of.figure {
            QuotedKind::Target => {
                target_of(of, checked).and_then(|target| target_place(of, target, drafts))
            }
            _ => place(of, (others[0].published, &others[0].unit), drafts),
        };
        let at_figure = |problem: &&Diagnostic| Some(&problem.place) == place.as_ref();
        let reported = checked.problems.iter().find(at_figure);
        if reported.is_some_and(Diagnostic::is_error) {
            continue;
        }
        let is_alone = others.len() == quotations.len();
        let is_wrong = reported.is_some() || is_doubtful(of, &others, checked);
        match place.filter(|_| is_alone && is_wrong) {
            Some(place) => {
                problems.report(figure_problem(place.clone(), of, &others));
                found.push(place);
            }
            None => problems.extend(others.iter().map(|other| quote_problem(other))),
        }
    }
    found
}

/// Returns whether several texts agree, or whether one text is closer to the figures of other quarters.
fn is_doubtful(of: &QuotedFigure, others: &[&Quotation], checked: &CheckedFigures) -> bool {
    let said = others[0].said;
    let agree = others.iter().all(|other| other.said == said);
    let history = history(of, checked);
    let is_near = |value: Decimal| is_near(value, &history);
    agree && (others.len() > 1 || (said.is_some_and(is_near) && !is_near(others[0].published)))
}

/// Returns whether a value is close to others: outside their range by no more than its width, or half of the largest
/// value.
fn is_near(value: Decimal, others: &[Decimal]) -> bool {
    let (Some(low), Some(high)) = (others.iter().min(), others.iter().max()) else {
        return true;
    };
    let around = (high - low).max(high.abs() / Decimal::TWO);
    (low - around..=high + around).contains(&value)
}

/// Returns the figures to compare with: the measure's other figures, and its other targets.
fn history(of: &QuotedFigure, checked: &CheckedFigures) -> Vec<Decimal> {
    let figures = &checked.figures;
    let is_target = of.figure == QuotedKind::Target;
    let here = target_of(of, checked).map(|target| target.from);
    let measure = figures.measure(&of.id).into_iter();
    let targets = measure.flat_map(|measure| measure.judgement.targets());
    let targets = targets.filter(|target| !is_target || Some(target.from) != here);
    let quarters = figures.quarters.keys();
    let quarters = quarters.filter(|quarter| is_target || **quarter != of.quarter);
    let values = quarters
        .filter_map(|quarter| Some(figures.entry(*quarter, &of.id)?.reported.figure()?.shown()));
    targets.filter_map(Target::figure).chain(values).collect()
}

fn target_of<'c>(of: &QuotedFigure, checked: &'c CheckedFigures) -> Option<&'c Target> {
    let measure = checked.figures.measure(&of.id)?;
    measure.target_in(of.quarter)
}

/// Returns where a figure is typed. `None` if the published figure is the one before a revision.
pub(super) fn place(
    of: &QuotedFigure,
    (published, unit): (Decimal, &Unit),
    drafts: &Drafts,
) -> Option<Place> {
    let is_published = |typed: &Amount| typed.is(published, unit);
    let files = drafts.quarters.iter();
    let mut files = files.filter(|file| file.quarter == of.quarter);
    files.find_map(|file| {
        let (_, entry) = file.entry(&of.id)?;
        let node = if let QuotedKind::Month(month) = of.figure {
            let (_, figure) = entry.months.iter().find(|(of, _)| of.value == month)?;
            is_published(&figure.value.value).then_some(figure.value.node)
        } else {
            let typed = entry.typed();
            let is_published = typed.is_none_or(|typed| is_published(&typed.value));
            entry.figure_at().filter(|_| is_published)
        };
        Some(Place::node(&file.path, node?))
    })
}

/// Returns where a target is typed. A member has its own targets or those of its composite.
fn target_place(of: &QuotedFigure, target: &Target, drafts: &Drafts) -> Option<Place> {
    let from = target.from;
    if let Some(quarter) = target.typed_in {
        let mut files = drafts
            .quarters
            .iter()
            .filter(|file| file.quarter == quarter);
        return files.find_map(|file| {
            let (_, entry) = file.entry(&of.id)?;
            let typed = &entry.target.as_ref()?.value.ask;
            Some(Place::node(&file.path, typed.target.as_ref()?.node))
        });
    }
    let mut measures = drafts.measures.iter();
    let whole = measures.find(|measure| measure.id.as_str() == of.id.whole())?;
    let mut members = whole.members.iter();
    let member = members.find(|(name, _)| Some(name.as_str()) == of.id.member());
    let own = member.and_then(|(_, member)| member.targets.as_ref());
    let TargetsDraft::History(targets) = &own.or(whole.targets.as_ref())?.value else {
        return None;
    };
    let target = targets.iter().find(|target| target.from.value == from)?;
    Some(Place::node(&whole.path, target.ask.target.as_ref()?.node))
}

fn quote_problem(quotation: &Quotation) -> Diagnostic {
    let Quotation {
        quote,
        of,
        published,
        unit,
        ..
    } = quotation;
    let (shown, published) = (&quote.shown, unit.typed(*published));
    let what = match of.figure {
        QuotedKind::Target => format!("the target in {}", of.quarter),
        _ => "the published figure".to_owned(),
    };
    let message = format!("the text says `{shown}`, but {what} is {published}");
    let where_else = match of.figure {
        QuotedKind::Target => "the target where it is typed",
        _ => "the figure in the quarter's file",
    };
    let help = format!("change the text to {published}, or correct {where_else}");
    Diagnostic::error(Code::QuotedFigure, quote.place.clone(), message).help(help)
}

/// Returns a problem at the figure, with the first few texts that quote it.
fn figure_problem(place: Place, of: &QuotedFigure, others: &[&Quotation]) -> Diagnostic {
    /// More related places would hide the figure.
    const SHOWN: usize = 3;
    let published = others[0].unit.typed(others[0].published);
    let what = match of.figure {
        QuotedKind::Target => format!("the target of `{}`", of.id),
        QuotedKind::Month(month) => format!("`{}` of {month}", of.id),
        QuotedKind::Value => format!("`{}`", of.id),
    };
    let texts = match others.len() {
        1 => "the text that quotes it says".to_owned(),
        count => format!("{count} texts that quote it say"),
    };
    let is_same = others.iter().all(|other| other.said == others[0].said);
    let said = if is_same {
        format!("`{}`", others[0].quote.shown)
    } else {
        "otherwise".to_owned()
    };
    let message = format!("{what} is {published} here, and {texts} {said}");
    let help =
        format!("check the figure; if {published} is right, change what is quoted to {published}");
    let problem = Diagnostic::error(Code::QuotedFigure, place, message).help(help);
    let places = others.iter().map(|other| other.quote.place.clone());
    places.take(SHOWN).fold(problem, |problem, place| {
        problem.related(place, "quoted here")
    })
}
