//! What search can find: every page with a subject, and the words on it.

use std::collections::{BTreeMap, BTreeSet};

use super::{order, sections};
use crate::markup::plain;
use crate::model::{Measure, Prose, QuarterReport, Related, Report, Subject, Text};
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
    let mut all = Vec::new();
    let mut add = |route, kind: &str, detail: &str, reference: &str, title: &str| {
        let kind = match detail {
            "" => kind.to_owned(),
            detail => format!("{kind}, {detail}"),
        };
        let (reference, title) = (reference.to_owned(), title.to_owned());
        all.push(Findable {
            route,
            kind,
            reference,
            title,
        });
    };
    let measures = order::in_all(context).iter();
    let measures = measures.map(|at| &*report.measures[*at]);
    for measure in measures.filter(|measure| sections::exists(context, &measure.id)) {
        let route = Route::Measure(measure.id.clone());
        let group = measure.group.as_deref().unwrap_or_default();
        let title = measure.title.as_str();
        add(route, words.measure, group, &references(measure), title);
    }
    for (plan, objective) in report.objectives() {
        let route = Route::Objective(objective.id.clone());
        let reference = objective.reference.as_deref().unwrap_or_default();
        let (plan, title) = (plan.title.as_str(), objective.title.as_str());
        add(route, words.kind_objective, plan, reference, title);
    }
    for report in report.committee_reports.iter().rev() {
        let route = Route::Report(report.id.clone());
        let date = periods::dated(words, report.date);
        add(route, words.kind_report, &date, "", &report.title);
    }
    if !report.questions.is_empty() {
        add(Route::Scrutiny, words.kind_page, "", "", words.questions);
    }
    for page in &report.pages {
        let route = Route::Page(page.id.clone());
        add(route, words.kind_page, "", "", &page.title);
    }
    let published = || report.published().rev().map(|report| report.quarter);
    for quarter in published() {
        let title = names::quarter_in_full(context, quarter);
        add(Route::Quarter(quarter), words.kind_quarter, "", "", &title);
    }
    let sections = published().flat_map(|quarter| OWN_SECTIONS.map(|section| (quarter, section)));
    for (quarter, section) in sections {
        if sections::has_section(context, quarter, section) {
            let title = names::section_in_quarter(context, quarter, section);
            let route = Route::Section(quarter, section);
            add(route, words.kind_quarter, "", "", &title);
        }
    }
    all
}

fn references(measure: &Measure) -> String {
    let references = measure.reference.iter().chain(&measure.also);
    let references: Vec<&str> = references.map(String::as_str).collect();
    references.join(" ")
}

/// Returns the words on pages other than in titles: each once, in lower case.
pub(crate) fn page_words(context: &Context) -> BTreeMap<Route, BTreeSet<String>> {
    let report = context.report;
    let mut words: BTreeMap<Route, BTreeSet<String>> = BTreeMap::new();
    let mut add = |route, text: &str| add_words(text, words.entry(route).or_default());
    for quarter in report.published() {
        let section = |section| Route::Section(quarter.quarter, section);
        for comment in report.comments_of(quarter.quarter) {
            let route = match &comment.subject {
                Subject::Overview => Route::Quarter(comment.quarter),
                Subject::Finance => section(Section::Finance),
                Subject::Risks => section(Section::Risks),
                Subject::Measure(id) => Route::Measure(id.clone()),
                Subject::Objective(id) => Route::Objective(id.clone()),
            };
            add(route, &read_aloud(&comment.prose));
        }
        for (section, text) in register_texts(report, quarter) {
            add(Route::Section(quarter.quarter, section), text);
        }
    }
    for measure in report.measures.values() {
        let members = measure.members().iter().map(|member| &member.title);
        let texts = measure.definition.iter().chain(&measure.notes);
        let texts = texts.chain(&measure.owner);
        for text in texts.chain(members) {
            add(Route::Measure(measure.id.clone()), text.as_str());
        }
    }
    for report in &report.committee_reports {
        for paragraph in &report.paragraphs {
            add(
                Route::Report(report.id.clone()),
                &read_aloud(&paragraph.prose),
            );
        }
    }
    for question in &report.questions {
        let answer = question.answer.iter().map(|answer| &answer.text);
        for text in [&question.text].into_iter().chain(answer) {
            add(Route::Scrutiny, &read_aloud(text));
        }
        add(Route::Scrutiny, &question.title);
        add(Route::Scrutiny, question.by.as_str());
    }
    for page in &report.pages {
        add(Route::Page(page.id.clone()), &read_aloud(&page.prose));
    }
    words
}

/// Returns the texts of a quarter's risks, actions and challenges that search finds, each with its section.
fn register_texts<'a>(
    report: &'a Report,
    quarter: &'a QuarterReport,
) -> impl Iterator<Item = (Section, &'a str)> {
    let risks = quarter.risks.iter().flat_map(|one| {
        let texts = one.owner.iter().chain(related_titles(report, &one.related));
        let texts = texts.chain([&one.title]).map(Text::as_str);
        let texts = texts.chain(one.reference.as_deref());
        texts.map(|text| (Section::Risks, text))
    });
    let actions = quarter.actions.iter().flat_map(|one| {
        let milestones = one.milestones().iter().map(|one| &one.title);
        let texts = one.owner.iter().chain(related_titles(report, &one.related));
        let texts = texts.chain([&one.title]).chain(&one.reference);
        let texts = texts.chain(milestones).map(Text::as_str);
        texts.map(|text| (Section::Actions, text))
    });
    let challenges = quarter.challenges.iter().flat_map(|one| {
        let texts = one.owner.iter().chain(related_titles(report, &one.related));
        let texts = texts.chain([&one.title]).map(Text::as_str);
        texts.map(|text| (Section::Challenges, text))
    });
    let progress = quarter.progress.iter();
    let progress = progress.map(|done| (Section::Challenges, done.challenge.as_str()));
    risks.chain(actions).chain(challenges).chain(progress)
}

/// Returns the titles of the measures and objectives that an entry of a register names.
fn related_titles<'a>(report: &'a Report, related: &'a Related) -> impl Iterator<Item = &'a Text> {
    let measures = related.measures.iter();
    let measures = measures.filter_map(|id| Some(&report.measure(id)?.title));
    let objectives = related.objectives.iter();
    let objectives = objectives.filter_map(|id| Some(&report.objective(id)?.1.title));
    measures.chain(objectives)
}

fn read_aloud(prose: &Prose) -> String {
    plain(&prose.markup())
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
        let entries = found.into_iter().map(|found| ListItem {
            name: found.title.clone(),
            lines: 1,
            value: found,
        });
        let mut group = Group::new(letter, entries.collect());
        if group.heading.is_empty() {
            // "0 to B" instead of "0 to 9 to B".
            let other = context.words.search_other;
            group.label = other.chars().take(1).collect();
            group.heading = other.to_owned();
        }
        group
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
        let markup =
            "<p>The Trust&#39;s <strong>early</strong>-help offer: 88% of 2016, A&amp;E</p>";
        let mut words = BTreeSet::new();
        add_words(&plain(markup), &mut words);
        assert_eq!(
            Vec::from_iter(words),
            ["early", "help", "offer", "the", "trusts"]
        );
    }
}
