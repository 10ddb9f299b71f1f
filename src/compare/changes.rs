//! What is said otherwise: the statements of two editions, one against the other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Side;
use crate::model::{Comment, MeasureId, Quarter};
use crate::site::statements::{About, Statement};

/// Something of which another thing is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it is.
    pub about: About,
    /// Its name, as it stands; of what is gone, as it stood.
    pub title: String,
    /// Whether it is new, gone or another.
    pub kind: Kind,
    /// The texts that differ.
    pub fields: Vec<FieldChange>,
}

/// What happened to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It was not there.
    Added,
    /// Something else is said of it.
    Changed,
    /// It is no longer there.
    Removed,
}

/// One text, before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// What it is: "figure".
    pub what: &'static str,
    /// As it was; none where nothing was said.
    pub before: Option<String>,
    /// As it is; none where nothing is said.
    pub after: Option<String>,
}

impl Change {
    /// One of the texts that differ.
    pub fn field(&self, what: &str) -> Option<&FieldChange> {
        self.fields.iter().find(|field| field.what == what)
    }

    /// Whether any of these differs.
    pub fn moves(&self, what: &[&str]) -> bool {
        self.fields.iter().any(|field| what.contains(&field.what))
    }
}

type Said = BTreeMap<About, Statement>;

/// Every difference, in the order of what it is about.
pub(super) fn changes(before: Option<&Side>, after: &Side) -> Vec<Change> {
    let then = before.map_or_else(Said::new, |before| said(before, Some(after)));
    let now = said(after, before);
    let all: BTreeSet<&About> = then.keys().chain(now.keys()).collect();
    all.into_iter()
        .filter_map(|about| change(then.get(about), now.get(about)))
        .collect()
}

fn change(before: Option<&Statement>, after: Option<&Statement>) -> Option<Change> {
    let kind = match (before, after) {
        (None, _) => Kind::Added,
        (_, None) => Kind::Removed,
        (Some(_), Some(_)) => Kind::Changed,
    };
    let it = after.or(before)?;
    let mut fields = fields(before, after, kind == Kind::Changed);
    // The names of a voice come and go with what it says, which is told in its own place.
    if matches!(it.about, About::Voice(_)) {
        fields.retain(|field| field.before.is_some() && field.after.is_some());
        if fields.is_empty() {
            return None;
        }
    }
    let is_said = kind != Kind::Changed || !fields.is_empty();
    is_said.then(|| Change {
        about: it.about.clone(),
        title: it.title.clone(),
        kind,
        fields,
    })
}

fn fields(before: Option<&Statement>, after: Option<&Statement>, both: bool) -> Vec<FieldChange> {
    let texts = |side: Option<&Statement>| {
        let says = side.into_iter().flat_map(|side| side.says.iter());
        says.map(|(what, _)| *what).collect::<Vec<_>>()
    };
    let (then, now) = (texts(before), texts(after));
    let gone = then.iter().filter(|what| !now.contains(what));
    let is_figure = it_is_a_figure(before.or(after));
    now.iter()
        .chain(gone)
        // The target in force is told once, where it is set, and not again for each quarter that it holds for.
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

fn it_is_a_figure(statement: Option<&Statement>) -> bool {
    statement.is_some_and(|it| matches!(it.about, About::Figure(..)))
}

/// What an edition says, but for what the other is known to say as well.
fn said(side: &Side, other: Option<&Side>) -> Said {
    let report = side.report();
    let mut said = side.pages.statements_of_site();
    for quarter in report.quarters.keys() {
        said.extend(side.pages.statements_of_quarter(*quarter));
    }
    let alike = other.filter(|other| speak_alike(side, other));
    for id in report.measures.keys() {
        if !alike.is_some_and(|other| is_same(id, side, other)) {
            said.extend(side.pages.statements_of_measure(id));
        }
    }
    let comments = report.comments.iter();
    said.extend(comments.map(|comment| side.pages.statement_of_comment(comment)));
    let reports = report.committee_reports.iter();
    said.extend(reports.map(|one| side.pages.statement_of_report(one)));
    let pages = report.pages.iter();
    said.extend(pages.map(|page| side.pages.statement_of_page(page)));
    said.into_iter()
        .map(|statement| (statement.about.clone(), statement))
        .collect()
}

/// Whether the same figures are told in the same words: names of voices, objectives and what editors put on lists are
/// part of them.
fn speak_alike(one: &Side, other: &Side) -> bool {
    let lists = |side: &Side| {
        let quarters = side.report().quarters.values();
        let lists = quarters.map(|own| (own.quarter, &own.performing_well, &own.improvement));
        lists
            .map(|(quarter, well, ill)| (quarter, well.clone(), ill.clone()))
            .collect::<Vec<_>>()
    };
    let (a, b) = (one.report(), other.report());
    a.site == b.site && a.plans == b.plans && lists(one) == lists(other)
}

/// Whether a measure, all that was reported of it and all that follows is the very same in both.
fn is_same(id: &MeasureId, one: &Side, other: &Side) -> bool {
    let measure = |side: &Side| side.report().measures.get(id).cloned();
    let series = |side: &Side| side.judged.assessment.series(id).cloned();
    let both = (
        measure(one).zip(measure(other)),
        series(one).zip(series(other)),
    );
    matches!(both, (Some((a, b)), Some((c, d))) if Arc::ptr_eq(&a, &b) && Arc::ptr_eq(&c, &d))
}

/// What a comment is known by.
pub(super) fn key(side: &Side, comment: &Comment) -> About {
    side.pages.statement_of_comment(comment).about
}

impl Change {
    /// The quarter that it is about, if it is about one.
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
