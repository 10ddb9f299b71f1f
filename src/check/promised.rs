//! The quarter by which a measure is promised to be on target.

use super::entries::EntryCheck;
use crate::diag::Code;
use crate::model::{Judgement, Quarter};

impl EntryCheck<'_> {
    /// Returns the quarter of a dated promise. It must be later, and one in which the measure is rated.
    pub(super) fn on_target_by(&mut self) -> Option<Quarter> {
        let typed = self.draft.on_target_by?;
        let (by, measure) = (typed.value, self.measure);
        let (id, expected) = (&measure.id, &measure.expected);
        let is_judged = matches!(measure.judgement, Judgement::Judged { .. });
        let in_members = !measure.members().is_empty() && !is_judged;
        let has_ended = expected.until.is_some_and(|until| until < by);
        let problem = if by <= self.quarter {
            let message = format!("{by} is not later than {}", self.quarter);
            let help = "write the quarter by which it will be on target, or delete `on_target_by`";
            Some((Code::Period, message, help))
        } else if in_members {
            let message = format!("`{id}` is rated by its members, each with its own target");
            let help = "write `on_target_by` in the entry of the member";
            Some((Code::Override, message, help))
        } else if !is_judged {
            let message = format!("`{id}` has no target, so it cannot be on target");
            let help = "delete `on_target_by`, or add `targets:` to the measure's file";
            Some((Code::Override, message, help))
        } else if has_ended || !expected.is_due(by) {
            let message = format!("`{id}` is not reported in {by}, according to its file");
            let help = "write a quarter in which it is reported, or correct `reported:` or `due:` in the measure's file";
            Some((Code::NotExpected, message, help))
        } else {
            None
        };
        if let Some((code, message, help)) = problem {
            self.file.error(code, typed.node, message, help);
            return None;
        }
        Some(by)
    }
}
