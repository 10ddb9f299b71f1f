//! The site as a whole, and its documents.

use std::collections::BTreeSet;

use super::{About, Statement, prose};
use crate::model::{Comment, CommitteeReport, Entry, Page, Subject, Text, Voice};
use crate::site::context::Context;
use crate::site::phrases::{figures, names, periods};
use crate::site::words::fill;

pub(crate) fn site_statements(context: &Context) -> Vec<Statement> {
    let (site, words) = (&context.report.site, context.words);
    let text = |text: &Option<Text>| text.as_ref().map_or("", Text::as_str).to_owned();
    let next = site.next_publication;
    let itself = Statement::new(About::Site, site.title.as_str())
        .with("title", site.title.as_str())
        .with("organisation", site.organisation.as_str())
        .with("address", site.base_url.clone().unwrap_or_default())
        .with("notice", text(&site.notice))
        .with("contact", site.contact.clone().unwrap_or_default())
        .with("licence", site.licence.clone().unwrap_or_default())
        .with(
            "next publication",
            next.map_or(String::new(), |day| periods::day(context.words, day)),
        )
        .with(
            "reports are due",
            site.due_days.map_or(String::new(), |days| {
                format!("{days} days after the quarter's end")
            }),
        )
        .with(
            "money",
            site.amber_up_to.map_or(String::new(), |threshold| {
                let threshold = figures::grouped(threshold);
                fill(words.money_threshold, &[("threshold", &threshold)])
            }),
        )
        .with("groups", groups_shown(context).join("; "))
        .with("theme", site.theme.clone());
    let voices = site
        .voices
        .iter()
        .filter_map(|voice| voice_statement(context, voice));
    std::iter::once(itself)
        .chain(voices)
        .chain(plan_statements(context))
        .collect()
}

/// Returns the groups with a measure in the edition. Others may be for drafts.
fn groups_shown<'a>(context: &Context<'a>) -> Vec<&'a str> {
    let measures = context.report.measures.values();
    let all = measures.flat_map(|one| std::iter::once(&**one).chain(one.members()));
    let used: BTreeSet<&str> = all.filter_map(|one| one.group.as_deref()).collect();
    let groups = context.report.site.groups.iter().map(String::as_str);
    groups.filter(|group| used.contains(group)).collect()
}

/// Returns the statement of a voice: its name if it comments, and its name in sentences if it rates. `None` if it does
/// neither in this edition.
fn voice_statement(context: &Context, voice: &Voice) -> Option<Statement> {
    let mut comments = context.report.comments.iter();
    let comments = comments.any(|one| one.voice.as_ref() == Some(&voice.id));
    let is_own = |entry: &Entry| {
        let by = entry.rating.as_ref().and_then(|rating| rating.by.as_ref());
        by == Some(&voice.id)
    };
    let series = context.report.series.values();
    let mut entries = series.flat_map(|series| series.entries().map(|(_, entry)| entry));
    let rates = entries.any(|entry| is_own(entry) || entry.members.values().any(is_own));
    let in_sentences = voice.body.as_ref().unwrap_or(&voice.name);
    let name = if comments { voice.name.as_str() } else { "" };
    let body = if rates { in_sentences.as_str() } else { "" };
    let title = if comments { &voice.name } else { in_sentences };
    (comments || rates).then(|| {
        Statement::new(About::Voice(voice.id.clone()), title.as_str())
            .with("name", name)
            .with("in sentences", body)
    })
}

fn plan_statements(context: &Context) -> Vec<Statement> {
    let mut statements = Vec::new();
    for plan in context.report.plans.values() {
        let to = plan.to.map_or(String::new(), |to| to.to_string());
        let statement = Statement::new(About::Plan(plan.id.clone()), plan.title.as_str())
            .with("title", plan.title.as_str())
            .with("from", plan.from.to_string())
            .with("to", to);
        statements.push(statement);
        for objective in &plan.objectives {
            let priority = plan
                .priorities
                .iter()
                .find(|priority| Some(&priority.id) == objective.priority.as_ref());
            let priority = priority.and_then(|priority| priority.title.as_ref());
            let about = About::Objective(objective.id.clone());
            let statement = Statement::new(about, objective.title.as_str())
                .with("title", objective.title.as_str())
                .with("reference", objective.reference.clone().unwrap_or_default())
                .with("priority", priority.map_or("", Text::as_str));
            statements.push(statement);
        }
    }
    statements
}

pub(crate) fn comment_statement(context: &Context, comment: &Comment) -> Statement {
    let site = &context.report.site;
    let voice = comment.voice.as_ref().and_then(|id| site.voice(id));
    let speaker = voice.map_or(&site.organisation, |voice| &voice.name);
    let subject = subject_title(context, &comment.subject);
    let about = About::Comment(
        comment.quarter,
        comment.subject.clone(),
        comment.voice.clone(),
        comment.language.clone(),
    );
    let title = format!("{subject}: {}", speaker.as_str());
    Statement::new(about, &title).with("text", prose::plain(&comment.prose))
}

/// Returns what a comment is about, as pages name it.
fn subject_title(context: &Context, subject: &Subject) -> String {
    let words = context.words;
    match subject {
        Subject::Overview => words.overview.to_owned(),
        Subject::Objective(id) => {
            let found = context.report.objective(id);
            found.map_or(String::new(), |(_, one)| one.title.as_str().to_owned())
        }
        Subject::Measure(id) => {
            let measure = context.report.measure(id);
            measure.map_or(String::new(), |measure| names::title_of(context, measure))
        }
        Subject::Finance => words.money.to_owned(),
        Subject::Risks => words.risks.to_owned(),
    }
}

pub(crate) fn page_statement(page: &Page) -> Statement {
    Statement::new(About::Page(page.id.clone()), &page.title)
        .with("text", prose::plain(&page.prose))
}

pub(crate) fn report_statement(context: &Context, report: &CommitteeReport) -> Statement {
    let paragraphs = report.paragraphs.iter().map(|paragraph| {
        let number = paragraph.number.map(|number| match number.sub {
            Some(sub) => format!("{}.{sub} ", number.main),
            None => format!("{}. ", number.main),
        });
        number.unwrap_or_default() + &prose::plain(&paragraph.prose)
    });
    let quarter = report.quarter;
    let quarter = quarter.map(|quarter| periods::quarter(context.words, quarter));
    Statement::new(About::Report(report.id.clone()), &report.title)
        .with("title", report.title.clone())
        .with("committee", report.to.clone().unwrap_or_default())
        .with("date", periods::dated(context.words, report.date))
        .with("quarter", quarter.unwrap_or_default())
        .with("text", paragraphs.collect::<Vec<_>>().join("\n"))
}
