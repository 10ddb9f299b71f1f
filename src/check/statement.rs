//! The accessibility statement: its dates, the parts that the law requires, and whether its claim was tested.

use jiff::ToSpan;
use jiff::civil::Date;

use super::FileProblems;
use crate::diag::{Code, Problems};
use crate::model::{Compliance, Enforcement};
use crate::parse::draft::{AccessibilityDraft, Drafts, SiteDraft};
use crate::source::NodeId;

pub(super) fn check(drafts: &Drafts, as_of: Date, problems: &mut Problems) {
    let Some(site) = &drafts.site else {
        return;
    };
    let file = &mut FileProblems::of(&site.path, problems);
    match &site.accessibility {
        Some(draft) => {
            check_days(draft, as_of, file);
            check_parts(site, draft, file);
            check_claim(draft, file);
        }
        None => missing(drafts, site, file),
    }
}

fn warn(file: &mut FileProblems, node: NodeId, message: &str, help: &str) {
    file.warning(Code::Accessibility, node, message, help);
}

/// Warns of a missing statement if the site has a public address, because the law requires one of public bodies.
fn missing(drafts: &Drafts, site: &SiteDraft, file: &mut FileProblems) {
    let has_page = drafts.pages.iter().any(|page| page.id == "accessibility");
    if let (Some(url), false) = (&site.base_url, has_page) {
        let message = "this site has a public address but no accessibility statement";
        let help = "add `accessibility: { prepared: ..., reviewed: ..., contact: ... }`, or write your own as pages/accessibility.md";
        warn(file, url.node, message, help);
    }
}

fn check_days(draft: &AccessibilityDraft, as_of: Date, file: &mut FileProblems) {
    if let (Some(prepared), Some(reviewed)) = (draft.prepared, draft.reviewed)
        && prepared.value > reviewed.value
    {
        let message = format!(
            "the accessibility statement was prepared on {}, after it was last reviewed, on {}",
            prepared.value, reviewed.value
        );
        let help =
            "one of the two days is wrong: `prepared` is the day on which it was first written";
        warn(file, prepared.node, &message, help);
    }
    if draft.prepared.is_none() {
        let message = "the accessibility statement has no date";
        let help = "add `prepared:` with the day on which it was first prepared";
        warn(file, draft.node, message, help);
    }
    let Some(reviewed) = draft.reviewed else {
        let message = "the accessibility statement has no review date";
        let help = "add `reviewed:` with the day on which it was last checked against the site";
        return warn(file, draft.node, message, help);
    };
    if reviewed.value < as_of.saturating_sub(1.year()) {
        let message = "the accessibility statement was last reviewed more than a year ago";
        let help = "check it against the site, then change the date";
        warn(file, reviewed.node, message, help);
    } else if reviewed.value > as_of {
        let message = "the review date of the accessibility statement is in the future";
        let help = "write the day on which it was reviewed";
        warn(file, reviewed.node, message, help);
    }
}

/// Warns of a missing contact, and of a missing compliance status.
fn check_parts(site: &SiteDraft, draft: &AccessibilityDraft, file: &mut FileProblems) {
    let statement = &draft.statement;
    if statement.contact.is_none() && site.contact.is_none() {
        let message = "the accessibility statement has no contact";
        let help =
            "add `contact:` with the address for reporting problems and asking for other formats";
        warn(file, draft.node, message, help);
    }
    let is_public = statement.enforcement != Enforcement::None;
    if is_public && statement.compliance.is_none() {
        let message = "the accessibility statement does not say how far the site complies, which the law requires of a public body";
        let help = "have the site tested, then add `tested:`, `tested_by:` and `compliance:`; or write `enforcement: none` if the site is not run by a public body";
        warn(file, draft.node, message, help);
    }
}

/// Reports a claim that was not tested, or that does not match the listed problems.
fn check_claim(draft: &AccessibilityDraft, file: &mut FileProblems) {
    let statement = &draft.statement;
    let Some(claim) = draft.compliance else {
        return;
    };
    if statement.tested.is_none() {
        let message = "the accessibility statement says how far the site complies, but not when it was tested";
        let help = "add `tested:` with the day, and `tested_by:`; or delete `compliance:`, and the statement will say that the site has not been assessed";
        file.error(Code::Accessibility, claim.node, message, help);
    }
    let fails = !statement.problems.is_empty() || !statement.burden.is_empty();
    let is_listed = fails || !statement.out_of_scope.is_empty();
    let (message, help) = match claim.value {
        Compliance::Full if fails => (
            "the accessibility statement says that the site fully complies, but lists parts that do not",
            "write `compliance: partial`",
        ),
        Compliance::Partial | Compliance::Not if !is_listed => (
            "the accessibility statement says that the site does not fully comply, but not why",
            "list what the test found under `problems:`, `burden:` or `out_of_scope:`",
        ),
        _ => return,
    };
    file.error(Code::Accessibility, claim.node, message, help);
}
