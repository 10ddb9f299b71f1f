//! The accessibility statement: that there is one, when it was prepared and reviewed, and that it claims no more than was
//! tested.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::diag::{Code, Diagnostic};
use crate::parse::draft::{AccessibilityDraft, Drafts, SiteDraft};
use crate::source::Place;

pub(super) fn check(drafts: &Drafts, as_of: Date, out: &mut Vec<Diagnostic>) {
    let Some(site) = &drafts.site else {
        return;
    };
    match &site.accessibility {
        Some(draft) => of_statement(site, draft, as_of, out),
        None => missing(drafts, site, out),
    }
}

/// A site that knows its address is meant for the public, and the law asks a public body for a statement.
fn missing(drafts: &Drafts, site: &SiteDraft, out: &mut Vec<Diagnostic>) {
    let has_page = drafts.pages.iter().any(|page| page.id == "accessibility");
    if let (Some(url), false) = (&site.base_url, has_page) {
        let place = Place::node(&site.path, url.node);
        let message = "this site has an address, and no accessibility statement";
        let help = "add `accessibility: { prepared: ..., reviewed: ..., contact: ... }`, or write your own as pages/accessibility.md";
        out.push(Diagnostic::warning(Code::Accessibility, place, message).help(help));
    }
}

fn of_statement(
    site: &SiteDraft,
    draft: &AccessibilityDraft,
    as_of: Date,
    out: &mut Vec<Diagnostic>,
) {
    let here = Place::node(&site.path, draft.node);
    let mut warn = |place: Place, message: &str, help: &str| {
        out.push(Diagnostic::warning(Code::Accessibility, place, message).help(help));
    };
    if draft.statement.prepared.is_none() {
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
            let help =
                "add `reviewed:` with the day on which somebody last read it against the site";
            warn(here, "the accessibility statement was never reviewed", help);
        }
        Some(day) if day.value < a_year_ago => {
            let place = Place::node(&site.path, day.node);
            let message = "the accessibility statement was last reviewed more than a year ago";
            warn(
                place,
                message,
                "read it against the site, then change the date",
            );
        }
        Some(_) => {}
    }
    if let (Some(claim), None) = (&draft.compliance, draft.statement.tested) {
        let place = Place::node(&site.path, claim.node);
        let message = "the accessibility statement says how far the site complies, and not when it was tested";
        out.push(
            Diagnostic::error(Code::Accessibility, place, message)
                .help("add `tested:` with the day, and `tested_by:`; or take `compliance:` out: the statement then says that the site has not been assessed"),
        );
    }
}
