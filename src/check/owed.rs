//! Names without values: what people owe while a quarter is collected, and forgotten once it has its day.

use super::known::Known;
use crate::diag::{Code, Diagnostic};
use crate::model::{Publication, Quarter};
use crate::parse::At;
use crate::parse::draft::QuarterDraft;
use crate::source::{Place, SourcePath};

pub(super) fn check(
    files: &[&QuarterDraft],
    publication: Publication,
    known: &Known,
    out: &mut Vec<Diagnostic>,
) {
    for file in files {
        if publication == Publication::Draft {
            let is_known = |id: &&At<String>| known.is_measure(id);
            let owed: Vec<&At<String>> = file.owed.iter().filter(is_known).collect();
            out.extend(still_owed(&file.path, file.quarter, &owed));
        } else {
            out.extend(file.owed.iter().map(|id| blank(&file.path, id)));
        }
    }
}

/// One word for all of them: there may be hundreds.
fn still_owed(path: &SourcePath, quarter: Quarter, owed: &[&At<String>]) -> Option<Diagnostic> {
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
    let them = if owed.len() == 1 { "it" } else { "them" };
    let problem = Diagnostic::warning(Code::Expected, Place::node(path, first.node), message);
    Some(problem.help(format!(
        "type {them}, or `{{ missing: not_available, because: \"...\" }}`; `quarterdeck list --quarter {}` says who owes what",
        quarter.slug()
    )))
}

fn blank(path: &SourcePath, id: &At<String>) -> Diagnostic {
    let message = format!("`{}` has no value", id.value);
    Diagnostic::error(Code::BlankValue, Place::node(path, id.node), message)
        .help("type the value, or take the line out")
}
