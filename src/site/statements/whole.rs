//! The site as a whole, and its documents.

use std::collections::BTreeSet;

use super::{About, Statement, prose};
use crate::assess::scrutiny;
use crate::model::{Comment, CommitteeReport, Entry, Page, Question, Voice};
use crate::site::context::Context;
use crate::site::part::{money, questions};
use crate::site::phrases::{names, periods};

pub(crate) fn site_statements(context: &Context) -> Vec<Statement> {
    let site = &context.report.site;
    let next = site.next_publication;
    let due = site.due_days;
    let itself = Statement::new(About::Site, site.title.as_str())
        .with("title", site.title.as_str())
        .with("organisation", site.organisation.as_str())
        .with_some("address", site.base_url.clone())
        .with_some("notice", names::text(site.notice.as_ref()))
        .with_some("contact", site.contact.clone())
        .with_some("licence", site.licence.as_ref().map(|one| one.name.clone()))
        .with_some(
            "next publication",
            next.map(|day| periods::day(context.words, day)),
        )
        .with_some(
            "reports are due",
            due.map(|days| format!("{days} days after the quarter's end")),
        )
        .with_some("money", site.amber_up_to.map(|_| money::rule(context)))
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
    let all = measures.flat_map(|one| one.with_members());
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
    if !comments && !rates {
        return None;
    }
    let in_sentences = voice.body.as_ref().unwrap_or(&voice.name);
    let title = if comments { &voice.name } else { in_sentences };
    let statement = Statement::new(About::Voice(voice.id.clone()), title.as_str())
        .with_some("name", comments.then_some(voice.name.as_str()))
        .with_some("in sentences", rates.then_some(in_sentences.as_str()));
    Some(statement)
}

fn plan_statements(context: &Context) -> Vec<Statement> {
    let mut statements = Vec::new();
    for plan in context.report.plans.values() {
        let statement = Statement::new(About::Plan(plan.id.clone()), plan.title.as_str())
            .with("title", plan.title.as_str())
            .with("from", plan.from.to_string())
            .with_some("to", plan.to.map(|to| to.to_string()));
        statements.push(statement);
        for objective in &plan.objectives {
            let about = About::Objective(objective.id.clone());
            let statement = Statement::new(about, objective.title.as_str())
                .with("title", objective.title.as_str())
                .with_some("reference", objective.reference.clone())
                .with_some("priority", names::priority(plan, objective));
            statements.push(statement);
        }
    }
    statements
}

pub(crate) fn comment_statement(context: &Context, comment: &Comment) -> Statement {
    let words = context.words;
    let parts = [words.overview, words.money, words.risks];
    let subject = names::subject(context, &comment.subject, parts);
    let about = About::Comment(
        comment.quarter,
        comment.subject.clone(),
        comment.voice.clone(),
        comment.language.clone(),
    );
    let title = format!("{subject}: {}", names::speaker(context, comment));
    Statement::new(about, &title).with("text", prose::plain(&comment.prose))
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
    Statement::new(About::Report(report.id.clone()), &report.title)
        .with("title", report.title.clone())
        .with_some("committee", report.to.clone())
        .with("date", periods::dated(context.words, report.date))
        .with_some(
            "quarter",
            quarter.map(|quarter| periods::quarter(context.words, quarter)),
        )
        .with("text", paragraphs.collect::<Vec<_>>().join("\n"))
}

/// Returns the statement of a question. Whether its answer is overdue is left out, because that changes by itself.
pub(crate) fn question_statement(context: &Context, question: &Question) -> Statement {
    let due = scrutiny::due(question.kind, question.asked, question.own_due);
    let related = &question.related;
    let measures = related.measures.iter().map(ToString::to_string);
    let objectives = related.objectives.iter().map(ToString::to_string);
    let about: Vec<String> = measures.chain(objectives).collect();
    let statement = Statement::new(About::Question(question.id.clone()), &question.title)
        .with("title", question.title.clone())
        .with("committee", question.by.as_str())
        .with("asked", questions::asked(context, question))
        .with("about", about.join(", "))
        .with_some("due", due.map(|day| periods::day(context.words, day)))
        .with_some("paper", question.paper.clone())
        .with("text", prose::plain(&question.text));
    let Some(answer) = &question.answer else {
        return statement;
    };
    let state = scrutiny::AnswerState::Given { late_for: None };
    statement
        .with("decision", questions::status(context, question, state))
        .with("answered", periods::day(context.words, answer.on))
        .with("answer", prose::plain(&answer.text))
}
