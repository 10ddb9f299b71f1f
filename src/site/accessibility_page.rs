//! The accessibility statement, in the form that the law asks of public bodies in the United Kingdom.
//!
//! It says what the site's settings say and what the tests of the program cover, and names both as what they are: no
//! sentence here claims that somebody tested this site unless the settings say who did, and when.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::context::Context;
use super::frame::LinkView;
use super::list_pages::blank;
use super::page::{Page, View};
use super::periods;
use super::routes::Route;
use super::words::{counted, fill};
use crate::model::{Accessibility, Compliance, Enforcement};

/// The accessibility statement.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct AccessibilityView {
    /// "Accessibility statement".
    pub title: String,
    /// Its sections.
    pub sections: Vec<StatementSection>,
}

/// A section of the statement.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize)]
pub struct StatementSection {
    /// Its heading; empty at the beginning.
    pub heading: String,
    /// What it says.
    pub paragraphs: Vec<String>,
    /// A list after that.
    pub items: Vec<String>,
    /// What follows the list.
    pub after: Vec<String>,
    /// Who else can be turned to.
    pub link: Option<LinkView>,
}

pub(super) fn page(context: &Context, statement: &Accessibility) -> Page {
    let words = context.words;
    let mut page = blank(
        context,
        Route::Accessibility,
        words.a11y_title,
        words.a11y_title,
    );
    let statement = Statement { context, statement };
    page.view = View::Accessibility(AccessibilityView {
        title: words.a11y_title.to_owned(),
        sections: vec![
            statement.scope(),
            statement.feedback(),
            statement.enforcement(),
            statement.compliance(),
            statement.tests(),
            statement.preparation(),
        ]
        .into_iter()
        .filter(|section| !section.paragraphs.is_empty())
        .collect(),
    });
    page
}

struct Statement<'a> {
    context: &'a Context<'a>,
    statement: &'a Accessibility,
}

impl Statement<'_> {
    fn section(heading: &str, paragraphs: impl IntoIterator<Item = String>) -> StatementSection {
        StatementSection {
            heading: heading.to_owned(),
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
        let slots = [("site", site), ("body", self.run_by())];
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
                [fill(words.a11y_scope, &slots), words.a11y_able.to_owned()],
            )
        }
    }

    fn feedback(&self) -> StatementSection {
        let words = self.context.words;
        let contact = self.statement.contact.as_ref();
        let contact = contact.or(self.context.report.site.contact.as_ref());
        let write = contact.map(|contact| fill(words.a11y_contact, &[("contact", contact)]));
        let answer = self.statement.response_days;
        let answer = answer.map(|days| counted(words.a11y_answer, days as usize, &[]));
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

    fn compliance(&self) -> StatementSection {
        let words = self.context.words;
        let status = match self.statement.compliance {
            None => words.a11y_not_assessed,
            Some(Compliance::Full) => words.a11y_full,
            Some(Compliance::Partial) => words.a11y_partial,
            Some(Compliance::Not) => words.a11y_not,
        };
        let problems = &self.statement.problems;
        let known = (!problems.is_empty()).then(|| words.a11y_problems.to_owned());
        let paragraphs = [status.to_owned()].into_iter().chain(known);
        StatementSection {
            items: problems
                .iter()
                .map(|problem| problem.as_str().to_owned())
                .collect(),
            ..Self::section(words.a11y_compliance, paragraphs)
        }
    }

    /// What the tests of the program cover, and that they are not tests of this site.
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
        let sentences = prepared.into_iter().chain(reviewed).chain([tested]);
        Self::section(words.a11y_preparation, sentences)
    }
}
