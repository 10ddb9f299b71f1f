//! The order of measures: that of the site's lists, then as people count, and the same in every build.

use std::collections::BTreeMap;

use super::{Figures, Measure};

/// A part of a name. Digits count as a number, so that A4 comes before A06, and A06 before A10.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum NamePart {
    Number(u64),
    Text(String),
}

impl Figures {
    /// Returns the measures in order, each by its place in the order of their ids.
    pub(crate) fn order(&self) -> Vec<usize> {
        let listed = self.site.order.iter().enumerate();
        let listed: BTreeMap<&str, usize> = listed.map(|(at, id)| (id.as_str(), at)).collect();
        let mut ordered: Vec<usize> = (0..self.measures.len()).collect();
        ordered.sort_by_cached_key(|at| {
            let measure = &*self.measures[*at];
            sort_key(&self.site.groups, &listed, measure)
        });
        ordered
    }

    /// Returns the measures in order.
    pub(crate) fn in_order(&self) -> impl Iterator<Item = &Measure> {
        let ordered = self.order().into_iter();
        ordered.map(|at| &*self.measures[at])
    }
}

/// Returns what a measure is ordered by: its group in the order of the site's list, with other groups last; then its place in
/// the site's list of measures, with others last; then its reference, with measures without one last; then its id.
fn sort_key(
    groups: &[String],
    listed: &BTreeMap<&str, usize>,
    measure: &Measure,
) -> impl Ord + use<> {
    let group = groups
        .iter()
        .position(|one| Some(one) == measure.group.as_ref());
    let unlisted = groups.len() + usize::from(measure.group.is_none());
    let group = (group.unwrap_or(unlisted), measure.group.clone());
    let listed = listed.get(measure.id.as_str()).copied();
    let reference = measure.reference.as_deref();
    let name = name_parts(reference.unwrap_or(measure.id.as_str()));
    let listed = listed.unwrap_or(usize::MAX);
    (group, listed, reference.is_none(), name, measure.id.clone())
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
