//! The accessibility statement, in the form that the law asks of public bodies in the United Kingdom.
//!
//! It states what the site's settings say and what the program's tests cover, and says which is which. It does not
//! claim that anyone tested this site unless the settings say who did, and when.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::model::{Accessibility, Compliance, Enforcement};
use crate::site::context::Context;
use crate::site::part::frame::PageTitle;
use crate::site::part::links::LinkView;
use crate::site::phrases::periods;
use crate::site::route::Route;
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
    pub paragraphs: Vec<String>,
    /// A list after the paragraphs.
    pub items: Vec<String>,
    /// Paragraphs after the list.
    pub after: Vec<String>,
    /// A link to the body that handles complaints. `None` for other sections.
    pub link: Option<LinkView>,
}

pub(super) fn page(context: &Context, statement: &Accessibility) -> Page {
    let words = context.words;
    let head = PageTitle::new(Route::Accessibility, words.a11y_title, words.a11y_title);
    let statement = Statement { context, statement };
    let view = View::Accessibility(AccessibilityView {
        title: words.a11y_title.to_owned(),
        sections: vec![
            statement.scope(),
            statement.feedback(),
            statement.enforcement(),
            statement.technical(),
            statement.compliance(),
        ]
        .into_iter()
        .filter(|section| !section.paragraphs.is_empty())
        .chain(statement.content())
        .chain([statement.tests(), statement.preparation()])
        .collect(),
    });
    Page::new(context, head, view)
}

struct Statement<'a> {
    context: &'a Context<'a>,
    statement: &'a Accessibility,
}

impl Statement<'_> {
    fn section(heading: &str, paragraphs: impl IntoIterator<Item = String>) -> StatementSection {
        StatementSection {
            heading: heading.to_owned(),
            level: "2",
            paragraphs: paragraphs.into_iter().collect(),
            ..StatementSection::default()
        }
    }

    fn run_by(&self) -> &str {
        let organisation = &self.context.report.site.organisation;
        self.statement
            .run_by
            .as_ref()
            .unwrap_or(organisation)
            .as_str()
    }

    fn scope(&self) -> StatementSection {
        let words = self.context.words;
        let site = self.context.report.site.title.as_str();
        let items = [
            words.a11y_zoom,
            words.a11y_spacing,
            words.a11y_keyboard,
            words.a11y_script,
            words.a11y_charts,
        ];
        StatementSection {
            items: items.map(str::to_owned).to_vec(),
            ..Self::section(
                "",
                [
                    fill(words.a11y_scope, &[("site", site)]),
                    fill(words.a11y_run_by, &[("body", self.run_by())]),
                    words.a11y_able.to_owned(),
                ],
            )
        }
    }

    fn feedback(&self) -> StatementSection {
        let words = self.context.words;
        let contact = self.statement.contact.as_ref();
        let contact = contact.or(self.context.report.site.contact.as_ref());
        let write = contact.map(|contact| fill(words.a11y_contact, &[("contact", contact)]));
        let answer = self.statement.response_days;
        let answer = answer.map(|days| counted(words, words.a11y_answer, days as usize, &[]));
        Self::section(words.a11y_feedback, write.into_iter().chain(answer))
    }

    fn enforcement(&self) -> StatementSection {
        let words = self.context.words;
        let (sentence, link) = match self.statement.enforcement {
            Enforcement::None => return StatementSection::default(),
            Enforcement::Ehrc => (
                words.a11y_ehrc,
                ("https://www.equalityadvisoryservice.com/", words.a11y_eass),
            ),
            Enforcement::Ecni => (
                words.a11y_ecni,
                ("https://www.equalityni.org/", words.a11y_ecni_name),
            ),
        };
        StatementSection {
            link: Some(LinkView {
                href: link.0.to_owned(),
                label: link.1.to_owned(),
            }),
            ..Self::section(words.a11y_enforcement, [sentence.to_owned()])
        }
    }

    fn technical(&self) -> StatementSection {
        let words = self.context.words;
        let sentence = match self.statement.enforcement {
            Enforcement::None => words.a11y_not_public.to_owned(),
            Enforcement::Ehrc | Enforcement::Ecni => {
                fill(words.a11y_committed, &[("body", self.run_by())])
            }
        };
        Self::section(words.a11y_technical, [sentence])
    }

    fn compliance(&self) -> StatementSection {
        let words = self.context.words;
        let reasons = self.reasons();
        let status = match self.statement.compliance {
            None => words.a11y_not_assessed.to_owned(),
            Some(Compliance::Full) => words.a11y_full.to_owned(),
            Some(Compliance::Partial) => fill(words.a11y_partial, &[("reasons", reasons)]),
            Some(Compliance::Not) => fill(words.a11y_not, &[("reasons", &capitalised(reasons))]),
        };
        StatementSection {
            level: "3",
            ..Self::section(words.a11y_compliance, [status])
        }
    }

    /// Returns the words for what the statement lists further down.
    fn reasons(&self) -> &'static str {
        let words = self.context.words;
        let exempt = [&self.statement.burden, &self.statement.out_of_scope];
        let has_exemptions = exempt.iter().any(|items| !items.is_empty());
        match (self.statement.problems.is_empty(), has_exemptions) {
            (true, true) => words.a11y_exemptions,
            (false, true) => words.a11y_both,
            (_, false) => words.a11y_non_compliances,
        }
    }

    /// Returns sections on what is not accessible, one for each of the law's three reasons.
    fn content(&self) -> Vec<StatementSection> {
        let words = self.context.words;
        let parts = [
            (words.a11y_problems, &self.statement.problems),
            (words.a11y_burden, &self.statement.burden),
            (words.a11y_out_of_scope, &self.statement.out_of_scope),
        ];
        let parts = parts.into_iter().filter(|(_, items)| !items.is_empty());
        let parts = parts.map(|(heading, items)| StatementSection {
            level: "3",
            items: items.iter().map(|item| item.as_str().to_owned()).collect(),
            ..Self::section(heading, [])
        });
        let mut parts = parts.peekable();
        let begins = parts.peek().is_some().then(|| {
            let reasons = words.a11y_content_reasons.to_owned();
            Self::section(words.a11y_content, [reasons])
        });
        begins.into_iter().chain(parts).collect()
    }

    /// Returns the section on what the program's tests cover. They are not tests of this site.
    fn tests(&self) -> StatementSection {
        let words = self.context.words;
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
            ..Self::section(words.a11y_tests, [words.a11y_tests_of_program.to_owned()])
        }
    }

    fn preparation(&self) -> StatementSection {
        let words = self.context.words;
        let on = |sentence: &str, day: Option<Date>| {
            day.map(|day| fill(sentence, &[("day", &periods::day(words, day))]))
        };
        let tested = match (self.statement.tested, &self.statement.tested_by) {
            (Some(day), Some(who)) => {
                let slots = [("day", &*periods::day(words, day)), ("who", who.as_str())];
                fill(words.a11y_tested_by, &slots)
            }
            (Some(day), None) => fill(words.a11y_tested, &[("day", &periods::day(words, day))]),
            (None, _) => words.a11y_untested.to_owned(),
        };
        let prepared = on(words.a11y_prepared, self.statement.prepared);
        let reviewed = on(words.a11y_reviewed, self.statement.reviewed);
        let days: Vec<String> = prepared.into_iter().chain(reviewed).collect();
        let days = (!days.is_empty()).then(|| days.join(" "));
        Self::section(words.a11y_preparation, days.into_iter().chain([tested]))
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}
