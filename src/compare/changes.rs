//! The differences between the statements of two editions.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::Side;
use crate::model::{MeasureId, Quarter};
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
    /// Returns whether any of the named texts differs.
    pub(crate) fn differs_in(&self, what: &[&str]) -> bool {
        self.fields.iter().any(|field| what.contains(&field.what))
    }
}

type Statements = BTreeMap<About, Statement>;

pub(super) fn changes(before: Option<&Side>, after: &Side) -> Vec<Change> {
    let then = before.map_or_else(Statements::new, |before| statements(before, Some(after)));
    let now = statements(after, before);
    let all: BTreeSet<&About> = then.keys().chain(now.keys()).collect();
    all.into_iter()
        .filter_map(|about| change(then.get(about), now.get(about)))
        .collect()
}

fn change(before: Option<&Statement>, after: Option<&Statement>) -> Option<Change> {
    let kind = match (before, after) {
        (None, _) => ChangeKind::Added,
        (_, None) => ChangeKind::Removed,
        (Some(_), Some(_)) => ChangeKind::Changed,
    };
    let it = after.or(before)?;
    let mut fields = fields(before, after, kind == ChangeKind::Changed);
    // A voice is added or removed together with its comments, which are listed themselves.
    if matches!(it.about, About::Voice(_)) {
        fields.retain(|field| field.before.is_some() && field.after.is_some());
        if fields.is_empty() {
            return None;
        }
    }
    let is_listed = kind != ChangeKind::Changed || !fields.is_empty();
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

/// Returns the statements of an edition, without those that are known to be the same in the other.
fn statements(side: &Side, other: Option<&Side>) -> Statements {
    let report = side.report();
    let context = &side.pages.context;
    let mut statements = whole::site_statements(context);
    for quarter in report.quarters.values() {
        statements.extend(quarters::quarter_statements(context, quarter));
    }
    let alike = other.filter(|other| have_same_names(side, other));
    for (id, measure) in &report.measures {
        if !alike.is_some_and(|other| is_same(id, side, other)) {
            statements.extend(measures::measure_statements(context, measure));
        }
    }
    let comments = report.comments.iter();
    statements.extend(comments.map(|one| whole::comment_statement(context, one)));
    let reports = report.committee_reports.iter();
    statements.extend(reports.map(|one| whole::report_statement(context, one)));
    let pages = report.pages.iter();
    statements.extend(pages.map(|page| whole::page_statement(page)));
    statements
        .into_iter()
        .map(|statement| (statement.about.clone(), statement))
        .collect()
}

/// Returns whether equal figures have equal statements. Statements also contain names of voices and objectives, and
/// editors' lists.
fn have_same_names(one: &Side, other: &Side) -> bool {
    let lists = |side: &Side| {
        let quarters = side.report().quarters.values();
        let lists = quarters.map(|own| (own.quarter, [&own.performing_well, &own.improvement]));
        let lists = lists.map(|(quarter, lists)| (quarter, lists.map(Clone::clone)));
        lists.collect::<Vec<_>>()
    };
    let (a, b) = (one.report(), other.report());
    a.site == b.site && a.plans == b.plans && lists(one) == lists(other)
}

/// Returns whether a measure, its entries and its verdicts are shared by both editions.
fn is_same(id: &MeasureId, one: &Side, other: &Side) -> bool {
    let measure = |side: &Side| side.report().measures.get(id).cloned();
    let series = |side: &Side| side.judged.assessment.series(id).cloned();
    let both = (
        measure(one).zip(measure(other)),
        series(one).zip(series(other)),
    );
    matches!(both, (Some((a, b)), Some((c, d))) if Arc::ptr_eq(&a, &b) && Arc::ptr_eq(&c, &d))
}

impl Change {
    /// Returns the quarter that the change is about, if any.
    pub fn quarter(&self) -> Option<Quarter> {
        match &self.about {
            About::Quarter(quarter)
            | About::Figure(quarter, _)
            | About::ObjectiveIn(quarter, _)
            | About::Money(quarter, _)
            | About::Risk(quarter, _)
            | About::Action(quarter, _)
            | About::Challenge(quarter, _)
            | About::Stated(quarter, _)
            | About::Comment(quarter, ..) => Some(*quarter),
            _ => None,
        }
    }
}
