//! Where a figure is due, there is an entry: a figure, or the reason why there is none.

use std::collections::BTreeMap;

use super::doubt::Doubt;
use crate::diag::{Code, Diagnostic};
use crate::model::{Measure, MeasureId, Publication, Quarter, QuarterReport};
use crate::parse::At;
use crate::parse::draft::{Drafts, QuarterDraft};
use crate::source::Place;

type Quarters = BTreeMap<Quarter, QuarterReport>;

pub(super) fn check(
    drafts: &Drafts,
    measures: &BTreeMap<MeasureId, Measure>,
    quarters: &Quarters,
    doubt: &Doubt,
    out: &mut Vec<Diagnostic>,
) {
    for file in drafts.quarters.iter().filter(|file| !file.owed.is_empty()) {
        let is_draft = quarters
            .get(&file.quarter)
            .is_some_and(|report| report.publication == Publication::Draft);
        if is_draft {
            let is_known = |id: &&At<String>| measures.contains_key(&MeasureId::new(id));
            let known: Vec<&At<String>> = file.owed.iter().filter(is_known).collect();
            out.extend(owed(file, &known));
        } else {
            out.extend(file.owed.iter().map(|id| blank(file, id)));
        }
    }
    for measure in measures.values() {
        let has_entry = |quarter: &Quarter| quarters[quarter].entries.contains_key(&measure.id);
        let first = measure
            .expected
            .from
            .or_else(|| quarters.keys().copied().find(|q| has_entry(q)));
        for (quarter, report) in quarters
            .iter()
            .filter(|(_, report)| !report.is_background())
        {
            let running = first.is_some_and(|first| first <= *quarter)
                && measure.expected.until.is_none_or(|until| *quarter <= until);
            let expected = running && measure.expected.is_due(*quarter);
            if doubt.on_entry(*quarter, &measure.id) {
                continue;
            }
            match (expected, has_entry(quarter)) {
                (true, false) => out.extend(absent(drafts, measure, report)),
                (false, true) => out.extend(unexpected(drafts, measure, *quarter)),
                _ => {}
            }
        }
    }
}

/// Names without values: in a quarter that is still being collected, what people owe.
fn owed(file: &QuarterDraft, owed: &[&At<String>]) -> Option<Diagnostic> {
    let first = owed.first()?;
    let message = match owed {
        [only] => format!("`{}` has no figure yet", only.value),
        [first, second] => format!(
            "`{}` and `{}` have no figure yet",
            first.value, second.value
        ),
        [first, rest @ ..] => format!(
            "`{}` and {} others have no figure yet",
            first.value,
            rest.len()
        ),
        [] => return None,
    };
    let problem = Diagnostic::warning(Code::Expected, Place::node(&file.path, first.node), message);
    let them = if owed.len() == 1 { "it" } else { "them" };
    Some(problem.help(format!(
        "type {them}, or `{{ missing: not_available, because: \"...\" }}`; `quarterdeck list --quarter {}` says who owes what",
        file.quarter.slug()
    )))
}

fn blank(file: &QuarterDraft, id: &At<String>) -> Diagnostic {
    let message = format!("`{}` has no value", id.value);
    Diagnostic::error(Code::BlankValue, Place::node(&file.path, id.node), message)
        .help("type the value, or take the line out")
}

fn files(drafts: &Drafts, quarter: Quarter) -> impl Iterator<Item = &QuarterDraft> {
    drafts
        .quarters
        .iter()
        .filter(move |file| file.quarter == quarter)
}

/// A quarter that nobody has published yet may still be in the making.
fn absent(drafts: &Drafts, measure: &Measure, report: &QuarterReport) -> Option<Diagnostic> {
    let file = files(drafts, report.quarter).next()?;
    let message = format!(
        "`{}` is due in {} and has no entry",
        measure.id, report.quarter
    );
    let place = Place::node(&file.path, file.values_at);
    let help = format!(
        "add `{0}:` with its figure, or `{0}: {{ missing: not_available, because: \"...\" }}`; if it has ended, \
         write `reported: {{ until: ... }}` in its own file",
        measure.id
    );
    let problem = match report.publication {
        Publication::Draft => Diagnostic::warning(Code::Expected, place, message),
        _ => Diagnostic::error(Code::Expected, place, message),
    };
    Some(problem.help(help))
}

fn unexpected(drafts: &Drafts, measure: &Measure, quarter: Quarter) -> Option<Diagnostic> {
    let (path, id) = files(drafts, quarter).find_map(|file| {
        let (id, _) = file
            .values
            .iter()
            .find(|(id, _)| id.as_str() == measure.id.as_str())?;
        Some((&file.path, id))
    })?;
    let message = format!(
        "`{}` is not reported in {quarter}, by its own file",
        measure.id
    );
    let help = "correct `reported:` or `due:` in the measure's file, or take the entry out";
    Some(Diagnostic::error(Code::NotExpected, Place::node(path, id.node), message).help(help))
}
