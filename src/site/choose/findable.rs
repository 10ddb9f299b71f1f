//! What search can find: every page with a subject, and the words on it.

use std::collections::{BTreeMap, BTreeSet};

use super::sections;
use crate::model::{Comment, Fragment, Measure, MeasureId, Prose, Quarter, Subject, Text};
use crate::site::context::Context;
use crate::site::phrases::{names, periods};
use crate::site::route::{Findable, Group, ListItem, Route, Section};

/// The fewest letters of a word that search finds outside of titles.
const SHORTEST: usize = 3;

/// The sections of a quarter's report with content that is not on other pages.
const OWN_SECTIONS: [Section; 4] = [
    Section::Finance,
    Section::Risks,
    Section::Actions,
    Section::Challenges,
];

/// Returns everything that search lists, in a stable order.
pub(crate) fn all(context: &Context) -> Vec<Findable> {
    let (report, words) = (context.report, context.words);
    let found = |route, kind, title: &str, detail: String| Findable {
        route,
        kind,
        reference: String::new(),
        title: title.to_owned(),
        detail,
    };
    let measures = report.measures.values();
    let measures = measures.filter(|measure| sections::exists(context, &measure.id));
    let measures = measures.map(|measure| {
        let route = Route::Measure(measure.id.clone());
        let group = measure.group.clone().unwrap_or_default();
        Findable {
            reference: references(measure),
            ..found(route, words.measure, measure.title.as_str(), group)
        }
    });
    let objectives = report.objectives().map(|(plan, objective)| {
        let route = Route::Objective(objective.id.clone());
        let (kind, plan) = (words.kind_objective, plan.title.as_str().to_owned());
        Findable {
            reference: objective.reference.clone().unwrap_or_default(),
            ..found(route, kind, objective.title.as_str(), plan)
        }
    });
    let reports = report.committee_reports.iter().rev().map(|report| {
        let (route, date) = (Route::Report(report.id.clone()), report.date);
        let date = periods::dated(words, date);
        found(route, words.kind_report, &report.title, date)
    });
    let pages = report.pages.iter().map(|page| {
        let route = Route::Page(page.id.clone());
        found(route, words.kind_page, &page.title, String::new())
    });
    let published = || report.published().rev().map(|report| report.quarter);
    let quarters = published().map(|quarter| {
        let title = periods::quarter_in_full(words, quarter);
        found(
            Route::Quarter(quarter),
            words.kind_quarter,
            &title,
            String::new(),
        )
    });
    let sections = published().flat_map(|quarter| OWN_SECTIONS.map(|section| (quarter, section)));
    let sections = sections
        .filter(|(quarter, section)| sections::has_section(context, *quarter, *section))
        .map(|(quarter, section)| {
            let title = names::section_in_quarter(context, quarter, section);
            let route = Route::Section(quarter, section);
            found(route, words.kind_quarter, &title, String::new())
        });
    measures
        .chain(objectives)
        .chain(reports)
        .chain(pages)
        .chain(quarters)
        .chain(sections)
        .collect()
}

fn references(measure: &Measure) -> String {
    let references = measure.reference.iter().chain(&measure.also);
    let references: Vec<&str> = references.map(String::as_str).collect();
    references.join(" ")
}

/// The words on pages, other than in titles.
pub(crate) struct PageWords<'a> {
    context: &'a Context<'a>,
    comments: BTreeMap<&'a Subject, Vec<&'a Comment>>,
}

impl<'a> PageWords<'a> {
    pub(crate) fn new(context: &'a Context<'a>) -> Self {
        let report = context.report;
        let mut comments: BTreeMap<&Subject, Vec<&Comment>> = BTreeMap::new();
        for comment in &report.comments {
            let quarter = report.quarters.get(&comment.quarter);
            if quarter.is_some_and(|quarter| !quarter.is_background()) {
                comments.entry(&comment.subject).or_default().push(comment);
            }
        }
        Self { context, comments }
    }

    /// Returns the words on a page: each once, in lower case.
    pub(crate) fn of_page(&self, route: &Route) -> BTreeSet<String> {
        let report = self.context.report;
        let mut words = BTreeSet::new();
        match route {
            Route::Measure(id) => self.of_measure(id, &mut words),
            Route::Objective(id) => {
                self.comments(&Subject::Objective(id.clone()), None, &mut words);
            }
            Route::Report(id) => {
                let report = report.committee_report(id).into_iter();
                let paragraphs = report.flat_map(|report| &report.paragraphs);
                paragraphs.for_each(|paragraph| add_prose(&paragraph.prose, &mut words));
            }
            Route::Page(id) => {
                let page = report.page(id).into_iter();
                page.for_each(|page| add_prose(&page.prose, &mut words));
            }
            Route::Quarter(quarter) => {
                self.comments(&Subject::Overview, Some(*quarter), &mut words);
            }
            Route::Section(quarter, section) => self.of_section(*quarter, *section, &mut words),
            _ => {}
        }
        words
    }

    fn comments(&self, subject: &Subject, of: Option<Quarter>, words: &mut BTreeSet<String>) {
        let comments = self.comments.get(subject).into_iter().flatten();
        for comment in comments.filter(|comment| of.is_none_or(|of| comment.quarter == of)) {
            add_prose(&comment.prose, words);
        }
    }

    fn of_measure(&self, id: &MeasureId, words: &mut BTreeSet<String>) {
        self.comments(&Subject::Measure(id.clone()), None, words);
        let Some(measure) = self.context.report.measure(id) else {
            return;
        };
        let members = measure.members().iter().map(|member| &member.title);
        let texts = measure.definition.iter().chain(&measure.notes);
        for text in texts.chain(members) {
            add_words(text.as_str(), words);
        }
    }

    fn of_section(&self, quarter: Quarter, section: Section, words: &mut BTreeSet<String>) {
        let report = &self.context.report.quarters[&quarter];
        let titles: Vec<&Text> = match section {
            Section::Risks => report.risks.iter().map(|risk| &risk.title).collect(),
            Section::Actions => report.actions.iter().map(|action| &action.title).collect(),
            Section::Challenges => {
                let ahead = report.challenges.iter().map(|ahead| &ahead.title);
                let done = report.progress.iter().map(|done| &done.challenge);
                ahead.chain(done).collect()
            }
            _ => Vec::new(),
        };
        for title in titles {
            add_words(title.as_str(), words);
        }
        match section {
            Section::Finance => self.comments(&Subject::Finance, Some(quarter), words),
            Section::Risks => self.comments(&Subject::Risks, Some(quarter), words),
            _ => {}
        }
    }
}

fn add_prose(prose: &Prose, words: &mut BTreeSet<String>) {
    for fragment in &prose.fragments {
        if let Fragment::Html(html) = fragment {
            add_words(&read_aloud(html.as_str()), words);
        }
    }
}

/// Returns the text of markup, without tags. Of escaped characters, only apostrophes can be within words.
fn read_aloud(markup: &str) -> String {
    let mut text = String::with_capacity(markup.len());
    let mut rest = markup;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text.replace("&#39;", "'")
        .replace("&quot;", " ")
        .replace("&amp;", " ")
}

/// Adds the words that search looks for: letters and digits, without apostrophes.
fn add_words(text: &str, words: &mut BTreeSet<String>) {
    let text = text.replace(['\'', '\u{2019}'], "").to_lowercase();
    let found = text.split(|c: char| !c.is_alphanumeric());
    let found = found.filter(|word| word.chars().count() >= SHORTEST);
    let found = found.filter(|word| !word.chars().all(|c| c.is_ascii_digit()));
    words.extend(found.map(str::to_owned));
}

/// Returns everything with a name, grouped by first letter. Quarters and their sections are listed by time elsewhere.
pub(super) fn letters(context: &Context) -> Vec<Group<Findable>> {
    let mut letters: BTreeMap<String, Vec<Findable>> = BTreeMap::new();
    for found in all(context) {
        if !matches!(found.route, Route::Quarter(_) | Route::Section(..)) {
            letters.entry(letter(&found.title)).or_default().push(found);
        }
    }
    let groups = letters.into_iter().map(|(letter, mut found)| {
        found.sort_by_cached_key(|found| (found.title.to_lowercase(), found.route.to_string()));
        let (heading, label) = if letter.is_empty() {
            // "0 to B" instead of "0 to 9 to B".
            let other = context.words.search_other;
            (other.to_owned(), other.chars().take(1).collect())
        } else {
            (letter.clone(), letter)
        };
        let entries = found.into_iter().map(|found| ListItem {
            name: found.title.clone(),
            lines: 1,
            value: found,
        });
        Group {
            set_heading: String::new(),
            label,
            heading,
            entries: entries.collect(),
        }
    });
    groups.collect()
}

/// Returns the letter for a title. Empty for digits and all other characters.
fn letter(title: &str) -> String {
    let first = title.chars().find(|c| c.is_alphanumeric());
    let first = first.filter(|c| c.is_alphabetic());
    first.map_or(String::new(), |c| c.to_uppercase().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_from_markup_in_lower_case() {
        let mut words = BTreeSet::new();
        add_words(
            &read_aloud(
                "<p>The Trust&#39;s <strong>early</strong>-help offer: 88% of 2016, A&amp;E</p>",
            ),
            &mut words,
        );
        assert_eq!(
            Vec::from_iter(words),
            ["early", "help", "offer", "the", "trusts"]
        );
    }
}
