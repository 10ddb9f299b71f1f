//! Where a figure is due, there is an entry: a figure, or the reason why there is none.

use super::reported::{Reading, Stage};
use super::table::Typed;
use crate::diag::{Code, Diagnostic};
use crate::model::{Measure, Quarter, Series};
use crate::source::Place;

pub(super) fn check(
    reading: &Reading,
    measure: &Measure,
    series: &Series,
    out: &mut Vec<Diagnostic>,
) {
    let first = measure.expected.from.or(series.first());
    let quarters = reading.terms.quarters.iter();
    for (quarter, stage) in quarters.filter(|(_, stage)| **stage != Stage::Background) {
        let running = first.is_some_and(|first| first <= *quarter)
            && measure.expected.until.is_none_or(|until| *quarter <= until);
        let expected = running && measure.expected.is_due(*quarter);
        match (expected, reading.row.entry(*quarter)) {
            (true, None) if !reading.doubts_entry(*quarter) => {
                out.extend(absent(reading, measure, *quarter, *stage));
            }
            (false, Some(typed)) if !reading.doubts_entry(*quarter) => {
                out.push(unexpected(&typed, measure));
            }
            _ => {}
        }
    }
}

/// A quarter that nobody has published yet may still be in the making.
fn absent(
    reading: &Reading,
    measure: &Measure,
    quarter: Quarter,
    stage: Stage,
) -> Option<Diagnostic> {
    let file = reading.row.column(quarter)?.files.first()?;
    let message = format!("`{}` is due in {quarter} and has no entry", measure.id);
    let place = Place::node(&file.path, file.values_at);
    let help = format!(
        "add `{0}:` with its figure, or `{0}: {{ missing: not_available, because: \"...\" }}`; if it has ended, \
         write `reported: {{ until: ... }}` in its own file",
        measure.id
    );
    let problem = match stage {
        Stage::Draft => Diagnostic::warning(Code::Expected, place, message),
        _ => Diagnostic::error(Code::Expected, place, message),
    };
    Some(problem.help(help))
}

fn unexpected(typed: &Typed, measure: &Measure) -> Diagnostic {
    let message = format!(
        "`{}` is not reported in {}, by its own file",
        measure.id, typed.quarter
    );
    let help = "correct `reported:` or `due:` in the measure's file, or take the entry out";
    let place = Place::node(typed.path, typed.name.node);
    Diagnostic::error(Code::NotExpected, place, message).help(help)
}
