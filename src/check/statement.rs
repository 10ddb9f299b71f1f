//! The accessibility statement: its dates, the parts that the law requires, and whether its claim was tested.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::diag::{Code, Diagnostic, Problems};
use crate::model::{Compliance, Enforcement};
use crate::parse::draft::{AccessibilityDraft, Drafts, SiteDraft};
use crate::source::Place;

pub(super) fn check(drafts: &Drafts, as_of: Date, problems: &mut Problems) {
    let Some(site) = &drafts.site else {
        return;
    };
    match &site.accessibility {
        Some(draft) => {
            check_days(site, draft, as_of, problems);
            check_parts(site, draft, problems);
            check_claim(site, draft, problems);
        }
        None => missing(drafts, site, problems),
    }
}

/// Warns of a missing statement if the site has a public address, because the law requires one of public bodies.
fn missing(drafts: &Drafts, site: &SiteDraft, problems: &mut Problems) {
    let has_page = drafts.pages.iter().any(|page| page.id == "accessibility");
    if let (Some(url), false) = (&site.base_url, has_page) {
        let place = Place::node(&site.path, url.node);
        let message = "this site has a public address but no accessibility statement";
        let help = "add `accessibility: { prepared: ..., reviewed: ..., contact: ... }`, or write your own as pages/accessibility.md";
        problems.report(Diagnostic::warning(Code::Accessibility, place, message).help(help));
    }
}

fn check_days(site: &SiteDraft, draft: &AccessibilityDraft, as_of: Date, problems: &mut Problems) {
    let here = Place::node(&site.path, draft.node);
    let mut warn = |place: Place, message: &str, help: &str| {
        problems.report(Diagnostic::warning(Code::Accessibility, place, message).help(help));
    };
    if let (Some(prepared), Some(reviewed)) = (&draft.prepared, &draft.reviewed)
        && prepared.value > reviewed.value
    {
        let message = format!(
            "the accessibility statement was prepared on {}, after it was last reviewed, on {}",
            prepared.value, reviewed.value
        );
        let help =
            "one of the two days is wrong: `prepared` is the day on which it was first written";
        warn(Place::node(&site.path, prepared.node), &message, help);
    }
    if draft.prepared.is_none() {
        let help = "add `prepared:` with the day on which it was first prepared";
        warn(
            here.clone(),
            "the accessibility statement has no date",
            help,
        );
    }
    let a_year_ago = as_of.saturating_sub(1.year());
    match &draft.reviewed {
        None => {
            let help = "add `reviewed:` with the day on which it was last checked against the site";
            warn(here, "the accessibility statement has no review date", help);
        }
        Some(day) if day.value < a_year_ago => {
            let place = Place::node(&site.path, day.node);
            let message = "the accessibility statement was last reviewed more than a year ago";
            warn(
                place,
                message,
                "check it against the site, then change the date",
            );
        }
        Some(day) if day.value > as_of => {
            let place = Place::node(&site.path, day.node);
            let message = "the review date of the accessibility statement is in the future";
            warn(place, message, "write the day on which it was reviewed");
        }
        Some(_) => {}
    }
}

/// Warns of a missing contact, and of a missing compliance status.
fn check_parts(site: &SiteDraft, draft: &AccessibilityDraft, problems: &mut Problems) {
    let statement = &draft.statement;
    let mut warn = |message: &str, help: &str| {
        let here = Place::node(&site.path, draft.node);
        problems.report(Diagnostic::warning(Code::Accessibility, here, message).help(help));
    };
    if statement.contact.is_none() && site.contact.is_none() {
        warn(
            "the accessibility statement has no contact",
            "add `contact:` with the address for reporting problems and asking for other formats",
        );
    }
    let is_public = statement.enforcement != Enforcement::None;
    if is_public && statement.compliance.is_none() {
        warn(
            "the accessibility statement does not say how far the site complies, which the law requires of a public body",
            "have the site tested, then add `tested:`, `tested_by:` and `compliance:`; or write `enforcement: none` if the site is not run by a public body",
        );
    }
}

/// Reports a claim that was not tested, or that does not match the listed problems.
fn check_claim(site: &SiteDraft, draft: &AccessibilityDraft, problems: &mut Problems) {
    let statement = &draft.statement;
    let Some(claim) = &draft.compliance else {
        return;
    };
    let mut refuse = |message: &str, help: &str| {
        let place = Place::node(&site.path, claim.node);
        problems.report(Diagnostic::error(Code::Accessibility, place, message).help(help));
    };
    if statement.tested.is_none() {
        refuse(
            "the accessibility statement says how far the site complies, but not when it was tested",
            "add `tested:` with the day, and `tested_by:`; or delete `compliance:`, and the statement will say that the site has not been assessed",
        );
    }
    let fails = !statement.problems.is_empty() || !statement.burden.is_empty();
    let is_listed = fails || !statement.out_of_scope.is_empty();
    match claim.value {
        Compliance::Full if fails => refuse(
            "the accessibility statement says that the site fully complies, but lists parts that do not",
            "write `compliance: partial`",
        ),
        Compliance::Partial | Compliance::Not if !is_listed => refuse(
            "the accessibility statement says that the site does not fully comply, but not why",
            "list what the test found under `problems:`, `burden:` or `out_of_scope:`",
        ),
        _ => {}
    }
}
