//! Totals that a report states without listing the items.

use crate::diag::{Code, Diagnostic, Problems};
use crate::parse::Legible;
use crate::parse::draft::StatedDraft;
use crate::source::{Place, SourcePath};

/// Reports a stated total without any number, and counts that add up to more than the total.
pub(super) fn check_counts(path: &SourcePath, draft: &StatedDraft, problems: &mut Problems) {
    let stated = &draft.stated;
    if stated.total.is_none() && stated.counts.is_empty() && draft.legible == Legible::Whole {
        let message = "this has no total and no count";
        problems.report(
            Diagnostic::error(Code::Stated, Place::node(path, draft.total_at), message)
                .help("add `total:`, or counts such as `green: 2`"),
        );
    }
    let counted: u64 = stated
        .counts
        .iter()
        .map(|(_, count)| u64::from(*count))
        .sum();
    if let Some(total) = stated.total.filter(|total| counted > u64::from(*total)) {
        let message = format!(
            "these counts add up to {counted}, which is more than the stated total of {total}"
        );
        problems.report(
            Diagnostic::error(Code::Stated, Place::node(path, draft.total_at), message).help(
                "correct one of them; if this is what the source prints, leave out the counts and say so in `note:`",
            ),
        );
    }
}
