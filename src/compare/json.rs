//! A comparison as JSON, for other tools. `docs/formats.md` documents the fields. New fields may be added; existing
//! ones do not change.

use schemars::JsonSchema;
use serde::Serialize;

use super::changes::{Change, ChangeKind, FieldChange, UnmovedComment};
use super::facts::FactRecord;
use super::pages::PageChange;
use super::{ChangedFact, Comparison, Record, Revised};
use crate::diag::json::pretty;
use crate::model::Holder;

/// What the public will see change.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "quarterdeck diff --format json")]
pub(crate) struct Differences<'c> {
    /// The version of this format.
    version: u8,
    /// The two editions.
    compared: &'c Compared,
    /// Figures that the public knew before and that are others now.
    revisions: Vec<Revision>,
    /// Other published facts that changed: promises, descriptions, ratings by people, money, risks, actions and totals.
    facts: Vec<Fact<'c>>,
    /// Everything that is said otherwise: also those figures, and what follows from them.
    changes: Vec<Changed<'c>>,
    /// Comments that are the same although the figure or the rating that they speak of is not.
    unmoved_comments: &'c [UnmovedComment],
    /// The pages, by address.
    pages: Vec<PageChange>,
    /// Files of the theme that hold something else.
    theme: &'c [String],
}

/// What was compared.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Compared {
    /// The commit that was compared with.
    pub before: String,
    /// The other commit; nothing for the files as they lie in the folder.
    pub after: Option<String>,
    /// The day that both are made for.
    pub as_of: String,
    /// Whether what is not public yet is part of both.
    pub drafts: bool,
}

/// A published figure that changed.
#[derive(Serialize, JsonSchema)]
struct Revision {
    /// The measure's id, or the member's.
    measure: String,
    /// "2016-17 Q1".
    quarter: String,
    /// As published.
    was: String,
    /// As it stands; nothing where it is gone.
    now: Option<String>,
    /// Whether the report says so.
    recorded: bool,
    /// The day of the revision.
    on: Option<String>,
    /// Why.
    because: Option<String>,
}

/// A published fact that changed.
#[derive(Serialize, JsonSchema)]
struct Fact<'c> {
    /// What it is about: "measure", "plan", "risk".
    about: &'static str,
    /// Its id, or its name where it has none.
    id: Option<String>,
    /// The name of the field.
    field: &'c str,
    /// The first quarter in which it differs.
    quarter: String,
    /// As typed before; nothing where there was none.
    was: Option<&'c str>,
    /// As typed now; nothing where it is gone.
    now: Option<&'c str>,
    /// Whether the files say why.
    recorded: bool,
    /// Why.
    because: Option<&'c str>,
    /// The published ratings that differ because of it.
    ratings: Vec<Rating>,
}

/// A published rating that differs.
#[derive(Serialize, JsonSchema)]
struct Rating {
    /// What is rated: "measure" or "money".
    about: &'static str,
    /// Its id, or the service of the money.
    id: Option<String>,
    /// "2016-17 Q1".
    quarter: String,
    /// The rating before; nothing where there was none.
    was: Option<&'static str>,
    /// The rating now; nothing where there is none.
    now: Option<&'static str>,
    /// Whether the report says so.
    recorded: bool,
}

/// Something of which another thing is said.
#[derive(Serialize, JsonSchema)]
struct Changed<'c> {
    /// What kind of thing it is.
    about: &'static str,
    /// Of which quarter; of a target, from which on.
    quarter: Option<String>,
    /// Its id, or its name where it has none.
    id: Option<String>,
    /// As pages print it.
    title: &'c str,
    /// What happened to it.
    change: ChangeKind,
    /// Whether the public could read its quarter before.
    published: bool,
    /// The texts that differ.
    fields: &'c [FieldChange],
}

/// Returns the comparison as JSON. Addresses start with `base`.
pub fn render(comparison: &Comparison, compared: &Compared, base: &str) -> String {
    let changes = comparison.changes.iter();
    let pages = comparison.pages.iter().map(|page| PageChange {
        address: format!("{base}{}", page.address),
        ..page.clone()
    });
    pretty(&Differences {
        version: 1,
        compared,
        revisions: comparison.revised.iter().map(revision).collect(),
        facts: comparison.facts.iter().map(fact).collect(),
        changes: changes.map(|change| changed(change, comparison)).collect(),
        unmoved_comments: &comparison.unmoved,
        pages: pages.collect(),
        theme: &comparison.theme,
    })
}

/// Returns the JSON schema of the output of [`render`].
pub fn schema() -> String {
    pretty(&schemars::schema_for!(Differences))
}

fn revision(revised: &Revised) -> Revision {
    let (on, because) = match &revised.record {
        Record::Revision(on, because) => (Some(on.to_string()), Some(because.clone())),
        Record::Suppressed(because) => (None, Some(because.clone())),
        Record::OtherStart(_) | Record::Undone(_) | Record::Unrecorded => (None, None),
    };
    Revision {
        measure: revised.measure.to_string(),
        quarter: revised.quarter.to_string(),
        was: revised.typed(revised.was),
        now: revised.now.map(|now| revised.typed(now)),
        recorded: revised.record.is_recorded(),
        on,
        because,
    }
}

fn fact(fact: &ChangedFact) -> Fact<'_> {
    let (about, id) = named(&fact.holder);
    let because = match &fact.record {
        FactRecord::Recorded(reason) => Some(reason.because.as_str()),
        FactRecord::OtherValues(_) | FactRecord::Unrecorded => None,
    };
    let ratings = fact.ratings.iter().map(|one| {
        let (about, id) = named(&one.holder);
        Rating {
            about,
            id,
            quarter: one.quarter.to_string(),
            was: one.was.map(crate::model::Rating::id),
            now: one.now.map(crate::model::Rating::id),
            recorded: one.is_recorded,
        }
    });
    Fact {
        about,
        id,
        field: fact.field,
        quarter: fact.quarter.to_string(),
        was: fact.was.as_deref(),
        now: fact.now.as_deref(),
        recorded: fact.is_recorded(),
        because,
        ratings: ratings.collect(),
    }
}

/// Returns what a fact is about: its kind, and its id or name.
fn named(holder: &Holder) -> (&'static str, Option<String>) {
    match holder {
        Holder::Site => ("site", None),
        Holder::Plan(id) => ("plan", Some(id.to_string())),
        Holder::Objective(id) => ("objective", Some(id.to_string())),
        Holder::Measure(id) => ("measure", Some(id.to_string())),
        Holder::Money(name) => ("money", Some(name.clone())),
        Holder::Risk(name) => ("risk", Some(name.clone())),
        Holder::Action(name) => ("action", Some(name.clone())),
        Holder::Stated(name) => ("stated", Some(name.clone())),
    }
}

fn changed<'c>(change: &'c Change, comparison: &Comparison) -> Changed<'c> {
    let (about, quarter, id) = change.named();
    let is_public = |quarter| comparison.published.contains(&quarter);
    Changed {
        about,
        quarter: quarter.map(|quarter| quarter.to_string()),
        id,
        title: &change.title,
        change: change.kind,
        published: change.quarter().is_some_and(is_public),
        fields: &change.fields,
    }
}
