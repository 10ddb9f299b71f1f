//! Answers to committees.

use jiff::civil::Date;
use quarterdeck::assess::scrutiny::{AnswerState, state_of};
use quarterdeck::check::DraftContent;

use crate::Answers;
use crate::site::Site;
use crate::table::Row;

pub(crate) fn answers(row: &Row) -> Answers {
    let mut head = format!(
        "title: Why?\nby: Panel\nkind: {}\nasked: {}\n",
        row.cell("kind"),
        row.cell("asked")
    );
    for field in ["due", "answered"] {
        if let Some(day) = row.optional(field) {
            head += &format!("{field}: {day}\n");
        }
    }
    let answer = match row.optional("answered") {
        Some(_) => "## Answer\nBecause.\n",
        None => "",
    };
    let mut site = Site::new();
    let text = format!("---\n{head}---\nWhy?\n{answer}");
    site.file("scrutiny/why.md", &text);
    let as_of: Date = row.cell("as of").parse().expect("a day");
    let judged = site
        .judged_on(as_of, DraftContent::LeftOut)
        .expect("a site");
    let state = match state_of(&judged.report.questions[0], as_of) {
        AnswerState::Overdue(_) => "overdue".to_owned(),
        AnswerState::Awaited(Some(day)) => format!("due {day}"),
        AnswerState::Awaited(None) => "no day".to_owned(),
        AnswerState::Given { late_for: None } => "answered".to_owned(),
        AnswerState::Given { late_for: Some(_) } => "answered late".to_owned(),
    };
    vec![("state", state)]
}
