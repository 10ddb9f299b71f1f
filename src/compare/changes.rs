//! The differences between the statements of two editions.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use schemars::JsonSchema;
use serde::Serialize;

use super::Side;
use crate::model::{Quarter, Subject, VoiceId};
use crate::site::statements::{About, Statement, measures, quarters, whole};

/// A difference in what the site shows about something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it is about.
    pub about: About,
    /// The current title; for something removed, the former title.
    pub(crate) title: String,
    /// Whether it was added, changed or removed.
    pub kind: ChangeKind,
    /// The texts that differ.
    pub fields: Vec<FieldChange>,
}

/// The kind of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It differs.
    Changed,
    /// It was removed.
    Removed,
}

/// A text before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FieldChange {
    /// What it is: "figure", "rating", "text".
    #[serde(rename = "name")]
    pub(crate) what: &'static str,
    /// The text before, or nothing if there was none.
    pub before: Option<String>,
    /// The text after, or nothing if there is none.
    pub after: Option<String>,
}

impl Change {
    /// Returns the quarter that the change is about, if any.
    pub fn quarter(&self) -> Option<Quarter> {
        match self.about {
            About::Target(..) => None,
            _ => self.named().1,
        }
    }

    /// Returns what kind of thing the change is about, with its quarter, and its id or name. A target has the quarter
    /// from which it applies.
    pub(super) fn named(&self) -> (&'static str, Option<Quarter>, Option<String>) {
        let (kind, quarter, id): (_, _, Option<&dyn Display>) = match &self.about {
            About::Site => ("site", None, None),
            About::Voice(voice) => ("voice", None, Some(voice)),
            About::Plan(plan) => ("plan", None, Some(plan)),
            About::Objective(one) => ("objective", None, Some(one)),
            About::Measure(measure) => ("measure", None, Some(measure)),
            About::Target(measure, from) => ("target", Some(*from), Some(measure)),
            About::Quarter(quarter) => ("quarter", Some(*quarter), None),
            About::Figure(quarter, measure) => ("figure", Some(*quarter), Some(measure)),
            About::ObjectiveIn(quarter, one) => ("objective", Some(*quarter), Some(one)),
            About::Money(quarter, name) => ("money", Some(*quarter), Some(name)),
            About::Risk(quarter, name) => ("risk", Some(*quarter), Some(name)),
            About::Action(quarter, name) => ("action", Some(*quarter), Some(name)),
            About::Challenge(quarter, name) => ("challenge", Some(*quarter), Some(name)),
            About::Stated(quarter, name) => ("stated", Some(*quarter), Some(name)),
            About::Comment(quarter, subject, voice, _) => {
                let name = comment_name(subject, voice.as_ref());
                return ("comment", Some(*quarter), Some(name));
            }
            About::Report(report) => ("report", None, Some(report)),
            About::Question(question) => ("question", None, Some(question)),
            About::Page(page) => ("page", None, Some(page)),
        };
        (kind, quarter, id.map(ToString::to_string))
    }
}

/// Returns the name of a comment as in its file name, such as `a2.council`.
fn comment_name(subject: &Subject, voice: Option<&VoiceId>) -> String {
    let path = subject.file_name();
    let subject = path.rsplit('/').next().unwrap_or_default();
    let voice = voice.map_or(String::new(), |voice| format!(".{voice}"));
    format!("{subject}{voice}")
}

/// A comment that did not change although its figure or rating did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Comment")]
pub(crate) struct UnmovedComment {
    /// The quarter.
    pub(super) quarter: String,
    /// The id of the measure.
    pub(super) measure: String,
    /// The title: "Assessments completed on time: Trust response".
    #[serde(skip)]
    pub(super) title: String,
    /// The path of its file, from the repository's root.
    pub(crate) path: String,
}

/// Rule: a comment is listed if the figure or the rating of its measure, or of a member, changed in its quarter but the
/// comment did not change at all.
pub(super) fn unmoved(after: &Side, changes: &[Change]) -> Vec<UnmovedComment> {
    let mut moved: BTreeSet<(Quarter, &str)> = BTreeSet::new();
    let is_result = |field: &FieldChange| ["figure", "rating"].contains(&field.what);
    for change in changes {
        if let About::Figure(quarter, id) = &change.about
            && change.kind == ChangeKind::Changed
            && change.fields.iter().any(is_result)
        {
            moved.extend([(*quarter, id.as_str()), (*quarter, id.whole())]);
        }
    }
    let listed: BTreeSet<&About> = changes.iter().map(|change| &change.about).collect();
    let comments = after.report().comments.iter();
    let unmoved = comments.filter_map(|comment| {
        let (quarter, id) = match &comment.subject {
            Subject::Measure(id) => (comment.quarter, id),
            _ => return None,
        };
        moved.get(&(quarter, id.as_str()))?;
        let statement = whole::comment_statement(&after.pages.context, comment);
        (!listed.contains(&statement.about)).then(|| UnmovedComment {
            quarter: quarter.to_string(),
            measure: id.to_string(),
            title: statement.title,
            path: comment.path.to_string(),
        })
    });
    unmoved.collect()
}

type Statements = BTreeMap<About, Statement>;

pub(super) fn changes(before: Option<&Side>, after: &Side) -> Vec<Change> {
    let (then, now) = (before.map(statements), statements(after));
    let then = then.unwrap_or_default();
    let all: BTreeSet<&About> = then.keys().chain(now.keys()).collect();
    all.into_iter()
        .filter_map(|about| {
            let sides = (then.get(about), now.get(about));
            match sides {
                (None, Some(_)) => change(ChangeKind::Added, target_before(&then, about), sides.1),
                (Some(_), None) => change(ChangeKind::Removed, sides.0, target_before(&now, about)),
                _ => change(ChangeKind::Changed, sides.0, sides.1),
            }
        })
        .collect()
}

/// Returns the target of a measure that another one replaces.
fn target_before<'s>(statements: &'s Statements, about: &About) -> Option<&'s Statement> {
    let About::Target(id, _) = about else {
        return None;
    };
    let (own, statement) = statements.range(..about).next_back()?;
    matches!(own, About::Target(other, _) if other == id).then_some(statement)
}

fn change(
    kind: ChangeKind,
    before: Option<&Statement>,
    after: Option<&Statement>,
) -> Option<Change> {
    let it = match kind {
        ChangeKind::Removed => before.or(after)?,
        _ => after.or(before)?,
    };
    let mut fields = fields(before, after, kind == ChangeKind::Changed);
    // A voice is added or removed together with its comments, which are listed themselves.
    if matches!(it.about, About::Voice(_)) {
        fields.retain(|field| field.before.is_some() && field.after.is_some());
        if fields.is_empty() {
            return None;
        }
    }
    // A target that repeats the one before changes nothing.
    let is_repeated = before.is_some() && after.is_some();
    let is_listed = !is_repeated || !fields.is_empty();
    is_listed.then(|| Change {
        about: it.about.clone(),
        title: it.title.clone(),
        kind,
        fields,
    })
}

fn fields(before: Option<&Statement>, after: Option<&Statement>, both: bool) -> Vec<FieldChange> {
    let texts = |side: Option<&Statement>| {
        let says = side.into_iter().flat_map(|side| side.texts.iter());
        says.map(|(what, _)| *what).collect::<Vec<_>>()
    };
    let (then, now) = (texts(before), texts(after));
    let gone = then.iter().filter(|what| !now.contains(what));
    let is_figure = before.or(after);
    let is_figure = is_figure.is_some_and(|it| matches!(it.about, About::Figure(..)));
    now.iter()
        .chain(gone)
        // A changed target is listed once with the target itself, and not for each quarter in which it applies.
        .filter(|what| !(both && is_figure && ["target", "tolerance"].contains(what)))
        .map(|what| {
            let text = |side: Option<&Statement>| Some(side?.text(what)?.to_owned());
            FieldChange {
                what,
                before: text(before),
                after: text(after),
            }
        })
        .filter(|field| field.before != field.after)
        .collect()
}

fn statements(side: &Side) -> Statements {
    let report = side.report();
    let context = &side.pages.context;
    let mut statements = whole::site_statements(context);
    for quarter in report.quarters.values() {
        statements.extend(quarters::quarter_statements(context, quarter));
    }
    for measure in report.measures.values() {
        statements.extend(measures::measure_statements(context, measure));
    }
    let comments = report.comments.iter();
    statements.extend(comments.map(|one| whole::comment_statement(context, one)));
    let reports = report.committee_reports.iter();
    statements.extend(reports.map(|one| whole::report_statement(context, one)));
    let questions = report.questions.iter();
    statements.extend(questions.map(|one| whole::question_statement(context, one)));
    let pages = report.pages.iter();
    statements.extend(pages.map(|page| whole::page_statement(page)));
    statements
        .into_iter()
        .map(|statement| (statement.about.clone(), statement))
        .collect()
}
