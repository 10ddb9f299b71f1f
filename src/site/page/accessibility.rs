//! The accessibility statement, in the form that the law asks of public bodies in the United Kingdom.
//!
//! It states what the site's settings say and what the program's tests cover, and says which is which. It does not
//! claim that anyone tested this site unless the settings say who did, and when.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::model::{Accessibility, Compliance, Enforcement};
use crate::site::context::Context;
use crate::site::part::{LineView, LinkView, PageTitle, release};
use crate::site::phrases::periods;
use crate::site::words::{counted, fill};

/// The accessibility statement.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct AccessibilityView {
    /// "Accessibility statement".
    pub title: String,
    /// The sections.
    pub sections: Vec<StatementSection>,
}

/// A section of the statement.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize)]
pub struct StatementSection {
    /// The heading. Empty for the first section.
    pub heading: String,
    /// The level of the heading: `2`, or `3` for a section within the one before.
    pub level: &'static str,
    /// Paragraphs.
    pub paragraphs: Vec<LineView>,
    /// A list after the paragraphs.
    pub items: Vec<String>,
    /// Paragraphs after the list.
    pub after: Vec<String>,
    /// A link to the body that handles complaints. `None` for other sections.
    pub link: Option<LinkView>,
}

pub(super) fn page(context: &Context, statement: &Accessibility) -> Page {
    let words = context.words;
    let run_by = statement.run_by.as_ref();
    let run_by = run_by.unwrap_or(&context.report.site.organisation).as_str();
    let mut sections = vec![scope(context, run_by)];
    sections.extend(complaints(context, statement));
    sections.extend(compliance(context, statement, run_by));
    sections.extend(not_accessible(context, statement));
    sections.extend([tests(context), preparation(context, statement)]);
    let view = View::Accessibility(AccessibilityView {
        title: words.a11y_title.to_owned(),
        sections,
    });
    let head = PageTitle::new(words.a11y_title, words.a11y_title);
    Page::new(context, head, view)
}

fn section(heading: &str, paragraphs: impl IntoIterator<Item = String>) -> StatementSection {
    StatementSection {
        heading: heading.to_owned(),
        level: "2",
        paragraphs: paragraphs.into_iter().map(LineView::of).collect(),
        ..StatementSection::default()
    }
}

fn scope(context: &Context, run_by: &str) -> StatementSection {
    let words = context.words;
    let items = [
        words.a11y_zoom,
        words.a11y_spacing,
        words.a11y_keyboard,
        words.a11y_script,
        words.a11y_charts,
    ];
    let site = context.report.site.title.as_str();
    let paragraphs = [
        fill(words.a11y_scope, &[("site", site)]),
        fill(words.a11y_run_by, &[("body", run_by)]),
        words.a11y_able.to_owned(),
    ];
    StatementSection {
        items: items.map(str::to_owned).to_vec(),
        ..section("", paragraphs)
    }
}

/// Returns the sections on whom to write to, and on the body that handles complaints.
fn complaints(context: &Context, statement: &Accessibility) -> Vec<StatementSection> {
    const EASS: &str = "https://www.equalityadvisoryservice.com/";
    const ECNI: &str = "https://www.equalityni.org/";
    let words = context.words;
    let contact = statement.contact.as_ref();
    let contact = contact.or(context.report.site.contact.as_ref());
    let write = contact.map(|contact| release::linked_contact(words.a11y_contact, contact));
    let answer = statement.response_days;
    let answer = answer.map(|days| counted(words, words.a11y_answer, days as usize, &[]));
    let answer = answer.map(LineView::of);
    let feedback = StatementSection {
        paragraphs: write.into_iter().chain(answer).collect(),
        ..section(words.a11y_feedback, [])
    };
    let body = match statement.enforcement {
        Enforcement::None => None,
        Enforcement::Ehrc => Some((words.a11y_ehrc, EASS, words.a11y_eass)),
        Enforcement::Ecni => Some((words.a11y_ecni, ECNI, words.a11y_ecni_name)),
    };
    let enforcement = body.map(|(sentence, address, name)| StatementSection {
        link: Some(LinkView {
            href: address.to_owned(),
            label: name.to_owned(),
        }),
        ..section(words.a11y_enforcement, [sentence.to_owned()])
    });
    let feedback = Some(feedback).filter(|feedback| !feedback.paragraphs.is_empty());
    feedback.into_iter().chain(enforcement).collect()
}

fn compliance(context: &Context, statement: &Accessibility, run_by: &str) -> [StatementSection; 2] {
    let words = context.words;
    let technical = match statement.enforcement {
        Enforcement::None => words.a11y_not_public,
        Enforcement::Ehrc | Enforcement::Ecni => words.a11y_committed,
    };
    let technical = fill(technical, &[("body", run_by)]);
    let has_exemptions = !statement.burden.is_empty() || !statement.out_of_scope.is_empty();
    let reasons = match (statement.problems.is_empty(), has_exemptions) {
        (true, true) => words.a11y_exemptions,
        (false, true) => words.a11y_both,
        (_, false) => words.a11y_non_compliances,
    };
    let status = match statement.compliance {
        None => words.a11y_not_assessed.to_owned(),
        Some(Compliance::Full) => words.a11y_full.to_owned(),
        Some(Compliance::Partial) => fill(words.a11y_partial, &[("reasons", reasons)]),
        Some(Compliance::Not) => fill(words.a11y_not, &[("reasons", &capitalised(reasons))]),
    };
    let status = StatementSection {
        level: "3",
        ..section(words.a11y_compliance, [status])
    };
    [section(words.a11y_technical, [technical]), status]
}

/// Returns sections on what is not accessible, one for each of the law's three reasons.
fn not_accessible(context: &Context, statement: &Accessibility) -> Vec<StatementSection> {
    let words = context.words;
    let parts = [
        (words.a11y_problems, &statement.problems),
        (words.a11y_burden, &statement.burden),
        (words.a11y_out_of_scope, &statement.out_of_scope),
    ];
    let parts = parts.into_iter().filter(|(_, items)| !items.is_empty());
    let parts = parts.map(|(heading, items)| StatementSection {
        level: "3",
        items: items.iter().map(|item| item.as_str().to_owned()).collect(),
        ..section(heading, [])
    });
    let mut sections: Vec<StatementSection> = parts.collect();
    if !sections.is_empty() {
        let reasons = words.a11y_content_reasons.to_owned();
        sections.insert(0, section(words.a11y_content, [reasons]));
    }
    sections
}

/// Returns the section on what the program's tests cover. They are not tests of this site.
fn tests(context: &Context) -> StatementSection {
    let words = context.words;
    let covered = [
        words.a11y_test_rules,
        words.a11y_test_markup,
        words.a11y_test_reflow,
        words.a11y_test_spacing,
        words.a11y_test_keyboard,
        words.a11y_test_script,
    ];
    StatementSection {
        items: covered.map(str::to_owned).to_vec(),
        after: vec![words.a11y_not_tested.to_owned()],
        ..section(words.a11y_tests, [words.a11y_tests_of_program.to_owned()])
    }
}

fn preparation(context: &Context, statement: &Accessibility) -> StatementSection {
    let words = context.words;
    let on = |sentence: &str, day, who| {
        let slots = [("day", &*periods::day(words, day)), ("who", who)];
        fill(sentence, &slots)
    };
    let tested = match (statement.tested, &statement.tested_by) {
        (Some(day), Some(who)) => on(words.a11y_tested_by, day, who.as_str()),
        (Some(day), None) => on(words.a11y_tested, day, ""),
        (None, _) => words.a11y_untested.to_owned(),
    };
    let prepared = statement.prepared.map(|day| (words.a11y_prepared, day));
    let reviewed = statement.reviewed.map(|day| (words.a11y_reviewed, day));
    let days = prepared.into_iter().chain(reviewed);
    let days: Vec<String> = days.map(|(sentence, day)| on(sentence, day, "")).collect();
    let paragraphs = [days.join(" "), tested].into_iter();
    section(
        words.a11y_preparation,
        paragraphs.filter(|text| !text.is_empty()),
    )
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}
