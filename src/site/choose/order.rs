//! The order of measures on pages: as people count, and the same in every build.

use crate::model::{Measure, MeasureId, Quarter, Report, Text};
use crate::site::context::Context;
use crate::site::phrases::names;
use crate::site::route::Section;

/// A part of a name. Digits count as a number, so that A4 comes before A06, and A06 before A10.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum NamePart {
    Number(u64),
    Text(String),
}

/// Returns the measures in order, each by its place in the order of their ids.
pub(super) fn in_all<'a>(context: &'a Context) -> &'a [usize] {
    context.splits.ordered.get_or_init(|| {
        let measures = &context.report.measures;
        let mut ordered: Vec<usize> = (0..measures.len()).collect();
        ordered.sort_by_cached_key(|at| sort_key(context.report, &measures[*at]));
        ordered
    })
}

/// Returns the place of each measure, in the order of their ids.
fn places(context: &Context) -> Vec<usize> {
    let ordered = in_all(context).iter();
    let mut places = vec![0; ordered.len()];
    for (place, at) in ordered.enumerate() {
        places[*at] = place;
    }
    places
}

/// Returns what a measure is ordered by: its group in the order of the site's list, with other groups last; then its
/// reference, with measures without one last; then its id.
fn sort_key(report: &Report, measure: &Measure) -> impl Ord + use<> {
    let groups = &report.site.groups;
    let mut listed = groups.iter();
    let listed = listed.position(|group| Some(group) == measure.group.as_ref());
    let unlisted = groups.len() + usize::from(measure.group.is_none());
    let group = (listed.unwrap_or(unlisted), measure.group.clone());
    let reference = measure.reference.as_deref();
    let name = name_parts(reference.unwrap_or(measure.id.as_str()));
    (group, reference.is_none(), name, measure.id.clone())
}

/// Returns the place of a measure. Members have that of their composite, so that a stable sort keeps the order of their
/// file.
pub(crate) fn place(context: &Context, id: &MeasureId) -> Option<usize> {
    let at = context.report.measures.get_index_of(id.whole())?;
    let places = context.splits.places.get_or_init(|| places(context));
    Some(places[at])
}

pub(crate) fn ordered<'m>(
    context: &Context,
    measures: impl Iterator<Item = &'m Measure>,
) -> Vec<&'m Measure> {
    let mut measures: Vec<&Measure> = measures.collect();
    measures.sort_by_cached_key(|measure| place(context, &measure.id));
    measures
}

fn name_parts(name: &str) -> Vec<NamePart> {
    let name = name.to_lowercase();
    let mut parts = Vec::new();
    let mut rest = name.as_str();
    while let Some(first) = rest.chars().next() {
        let is_digit = first.is_ascii_digit();
        let end = rest
            .find(|c: char| c.is_ascii_digit() != is_digit)
            .unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        parts.push(match part.parse() {
            Ok(number) if is_digit => NamePart::Number(number),
            _ => NamePart::Text(part.to_owned()),
        });
        rest = after;
    }
    parts
}

/// Returns the judged measures of one of the three lists: those that the rule chose, in order, then those that editors
/// added.
pub(crate) fn in_order<'a>(
    context: &Context<'a>,
    quarter: Quarter,
    section: Section,
) -> Vec<&'a (MeasureId, Option<Text>)> {
    let mut shown: Vec<_> = names::lists(context, quarter, section)
        .shown
        .iter()
        .collect();
    shown.retain(|(id, _)| context.assessment.judged(quarter, id).is_some());
    shown.sort_by_cached_key(|(id, why)| (why.is_some(), place(context, id)));
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_references_sort_as_numbers() {
        let mut names = ["B13", "A10", "A06", "a4", "B9", "SCC/011b", "A1", "E20-22"];
        names.sort_by_key(|name| name_parts(name));
        assert_eq!(
            names,
            ["A1", "a4", "A06", "A10", "B9", "B13", "E20-22", "SCC/011b"]
        );
    }
}
