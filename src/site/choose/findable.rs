//! What search can find: every page with a subject, and the words on it.

use std::collections::{BTreeMap, BTreeSet};

use super::{latest, sections};
use crate::model::{
    Comment, CommitteeReport, Fragment, Measure, MeasureId, Objective, Page, Plan, Prose, Quarter,
    QuarterReport, Subject,
};
use crate::site::context::Context;
use crate::site::phrases::{names, periods};
use crate::site::route::parts::{Group, ListItem};
use crate::site::route::{Findable, Route, Section};

/// The fewest letters of a word that search finds outside of titles.
const SHORTEST: usize = 3;

/// Returns everything that search lists, in a stable order.
pub(crate) fn all(context: &Context) -> Vec<Findable> {
    let report = context.report;
    let measures = report.measures.values();
    let measures = measures.filter(|measure| latest::exists(context, &measure.id));
    let plans = report.plans.values();
    let objectives = plans.flat_map(|plan| plan.objectives.iter().map(move |own| (plan, own)));
    let quarters = || report.published().rev();
    measures
        .map(|measure| of_measure(context, measure))
        .chain(objectives.map(|(plan, objective)| of_objective(context, plan, objective)))
        .chain(
            report
                .committee_reports
                .iter()
                .rev()
                .map(|report| of_report(context, report)),
        )
        .chain(report.pages.iter().map(|page| of_plain_page(context, page)))
        .chain(quarters().map(|quarter| of_quarter(context, quarter.quarter)))
        .chain(quarters().flat_map(|quarter| sections(context, quarter)))
        .collect()
}

fn of_measure(context: &Context, measure: &Measure) -> Findable {
    let references = measure.reference.iter().chain(&measure.also);
    let references: Vec<&str> = references.map(String::as_str).collect();
    Findable {
        route: Route::Measure(measure.id.clone()),
        kind: context.words.measure,
        reference: references.join(" "),
        title: measure.title.as_str().to_owned(),
        detail: measure.group.clone().unwrap_or_default(),
    }
}

fn of_objective(context: &Context, plan: &Plan, objective: &Objective) -> Findable {
    Findable {
        route: Route::Objective(objective.id.clone()),
        kind: context.words.kind_objective,
        reference: objective.reference.clone().unwrap_or_default(),
        title: objective.title.as_str().to_owned(),
        detail: plan.title.as_str().to_owned(),
    }
}

fn of_report(context: &Context, report: &CommitteeReport) -> Findable {
    Findable {
        route: Route::Report(report.id.clone()),
        kind: context.words.kind_report,
        reference: String::new(),
        title: report.title.clone(),
        detail: periods::dated(context.words, report.date),
    }
}

fn of_plain_page(context: &Context, page: &Page) -> Findable {
    Findable {
        route: Route::Page(page.id.clone()),
        kind: context.words.kind_page,
        reference: String::new(),
        title: page.title.clone(),
        detail: String::new(),
    }
}

fn of_quarter(context: &Context, quarter: Quarter) -> Findable {
    Findable {
        route: Route::Quarter(quarter),
        kind: context.words.kind_quarter,
        reference: String::new(),
        title: periods::quarter_in_full(context.words, quarter),
        detail: String::new(),
    }
}

/// Returns the sections of a quarter's report with content that is not on other pages.
fn sections(context: &Context, report: &QuarterReport) -> Vec<Findable> {
    let quarter = report.quarter;
    let own = [
        Section::Finance,
        Section::Risks,
        Section::Actions,
        Section::Challenges,
    ];
    let own = own
        .into_iter()
        .filter(|section| sections::has_section(context, quarter, *section));
    own.map(|section| Findable {
        route: Route::Section(quarter, section),
        kind: context.words.kind_quarter,
        reference: String::new(),
        title: names::section_in_quarter(context, quarter, section),
        detail: String::new(),
    })
    .collect()
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
                let found = report.committee_reports.iter().find(|own| own.id == *id);
                for paragraph in found.iter().flat_map(|report| &report.paragraphs) {
                    add_prose(&paragraph.prose, &mut words);
                }
            }
            Route::Page(id) => {
                if let Some(page) = report.pages.iter().find(|own| own.id == *id) {
                    add_prose(&page.prose, &mut words);
                }
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
        for text in measure
            .definition
            .iter()
            .chain(&measure.notes)
            .chain(members)
        {
            add_words(text.as_str(), words);
        }
    }

    fn of_section(&self, quarter: Quarter, section: Section, words: &mut BTreeSet<String>) {
        let report = &self.context.report.quarters[&quarter];
        match section {
            Section::Finance => self.comments(&Subject::Finance, Some(quarter), words),
            Section::Risks => {
                self.comments(&Subject::Risks, Some(quarter), words);
                let titles = report.risks.iter().map(|risk| risk.title.as_str());
                titles.for_each(|title| add_words(title, words));
            }
            Section::Actions => {
                let titles = report.actions.iter().map(|action| action.title.as_str());
                titles.for_each(|title| add_words(title, words));
            }
            Section::Challenges => {
                let ahead = report.challenges.iter().map(|ahead| ahead.title.as_str());
                let done = report.progress.iter().map(|done| done.challenge.as_str());
                ahead.chain(done).for_each(|title| add_words(title, words));
            }
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

/// Returns everything with a name, grouped by first letter.
pub(super) fn letters(context: &Context) -> Vec<Group<Findable>> {
    let words = context.words;
    let links = context.links(&Route::Search);
    let mut letters: BTreeMap<String, Vec<Findable>> = BTreeMap::new();
    for found in all(context).into_iter().filter(has_a_name) {
        letters.entry(letter(&found.title)).or_default().push(found);
    }
    let groups = letters.into_iter().map(|(letter, mut found)| {
        found.sort_by_cached_key(|found| (found.title.to_lowercase(), links.to(&found.route)));
        let is_other = letter.is_empty();
        let heading = if is_other {
            words.search_other.to_owned()
        } else {
            letter
        };
        Group {
            set_heading: String::new(),
            // "0 to B" instead of "0 to 9 to B".
            label: heading
                .chars()
                .take(if is_other { 1 } else { usize::MAX })
                .collect(),
            heading,
            entries: found.into_iter().map(entry).collect(),
        }
    });
    groups.collect()
}

fn entry(found: Findable) -> ListItem<Findable> {
    ListItem {
        name: found.title.clone(),
        lines: 1,
        value: found,
    }
}

/// Returns whether a page belongs in the list of names. Quarters and their sections are listed by time elsewhere.
fn has_a_name(found: &Findable) -> bool {
    !matches!(
        found.route,
        Route::Quarter(_)
            | Route::Section(
                _,
                Section::Finance | Section::Risks | Section::Actions | Section::Challenges
            )
    )
}

/// Returns the letter for a title. Empty for digits and all other characters.
fn letter(title: &str) -> String {
    let first = title.chars().find(|c| c.is_alphanumeric());
    let first = first.filter(|c| c.is_alphabetic());
    first.map_or(String::new(), |c| c.to_uppercase().collect())
}

pub(crate) fn kind(found: &Findable) -> String {
    if found.detail.is_empty() {
        found.kind.to_owned()
    } else {
        format!("{}, {}", found.kind, found.detail)
    }
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
