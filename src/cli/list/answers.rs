//! Answers to committees that have not been given yet.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use super::table::{aligned, spreadsheet};
use super::{ListArgs, ListFormat, contains};
use crate::assess::scrutiny::{AnswerState, in_order};
use crate::cli::console::{self, Console, count};
use crate::diag::json;
use crate::model::{MeasureId, Question, QuestionKind, Report, Text};

/// A row of the list.
#[derive(Debug, Default, Serialize)]
struct Row {
    state: String,
    due: String,
    kind: String,
    title: String,
    by: String,
    asked: String,
    measures: String,
    objectives: String,
    owner: String,
    file: String,
}

impl Row {
    /// Returns the row of a question. `None` if it is answered.
    fn new(report: &Report, question: &Question, state: AnswerState) -> Option<Self> {
        let (state, due) = match state {
            AnswerState::Overdue(due) => ("overdue", Some(due)),
            AnswerState::Awaited(due) => ("waiting", due),
            AnswerState::Given { .. } => return None,
        };
        let kind = match question.kind {
            QuestionKind::Question => "question",
            QuestionKind::Recommendation => "recommendation",
        };
        let related = &question.related;
        let owners = related.measures.iter();
        let owners: BTreeSet<&str> = owners.filter_map(|id| owner(report, id)).collect();
        Some(Self {
            state: state.to_owned(),
            due: due.map_or_else(String::new, |due| due.to_string()),
            kind: kind.to_owned(),
            title: question.title.clone(),
            by: question.by.as_str().to_owned(),
            asked: question.asked.to_string(),
            measures: joined(&related.measures),
            objectives: joined(&related.objectives),
            owner: Vec::from_iter(owners).join(", "),
            file: question.path.to_string(),
        })
    }

    /// Returns the name of each column and its cell.
    fn cells(&self) -> [(&'static str, &str); 10] {
        [
            ("state", &self.state),
            ("due", &self.due),
            ("kind", &self.kind),
            ("title", &self.title),
            ("by", &self.by),
            ("asked", &self.asked),
            ("measures", &self.measures),
            ("objectives", &self.objectives),
            ("owner", &self.owner),
            ("file", &self.file),
        ]
    }
}

/// Returns the role that is responsible for a measure: for a member, its own or that of its composite.
fn owner<'r>(report: &'r Report, id: &MeasureId) -> Option<&'r str> {
    let own = report.measure(id)?.owner.as_ref();
    let whole = || report.measures.get(id.whole())?.owner.as_ref();
    own.or_else(whole).map(Text::as_str)
}

fn joined(ids: &[impl ToString]) -> String {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    ids.join(", ")
}

/// Lists the answers that are overdue or due on a day, the longest overdue first.
pub(super) fn list(report: &Report, args: &ListArgs, as_of: Date, console: &Console) {
    let asked = report.questions.iter().filter(|one| one.asked <= as_of);
    let all = in_order(asked, as_of).into_iter();
    let all: Vec<Row> = all
        .filter_map(|(question, state)| Row::new(report, question, state))
        .collect();
    let wanted = |row: &&Row| contains(Some(&row.owner), args.owner.as_deref());
    let rows: Vec<&Row> = all.iter().filter(wanted).collect();
    console::print(&match args.format {
        ListFormat::Text => text(&rows),
        ListFormat::Csv => spreadsheet(
            Row::default().cells().map(|(name, _)| name),
            rows.iter().map(|row| row.cells().map(|(_, cell)| cell)),
        ),
        ListFormat::Json => json::pretty(&rows),
    });
    console.done("Listed", &count(rows.len(), "answer", "answers"));
    if rows.is_empty() && !all.is_empty() {
        let others = count(all.len(), "answer is", "answers are");
        console.note("But", &format!("{others} due from other owners"));
    }
}

fn text(rows: &[&Row]) -> String {
    let cells = rows.iter().map(|row| {
        let or = |text: &str, none: &str| if text.is_empty() { none } else { text }.to_owned();
        [
            row.state.clone(),
            or(&row.due, "no day set"),
            row.title.clone(),
            row.by.clone(),
            or(&row.owner, "no owner"),
        ]
    });
    aligned(cells.collect())
}
