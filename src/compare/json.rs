//! A comparison as JSON, for other tools. `docs/formats.md` documents the fields. New fields may be added; existing
//! ones do not change.

use schemars::JsonSchema;
use serde::Serialize;

use super::changes::{Change, ChangeKind, FieldChange, UnmovedComment};
use super::pages::PageChange;
use super::{Comparison, Record, Revised};
use crate::diag::json::pretty;

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
        Record::Withdrawn(because) => (None, Some(because.clone())),
        Record::OtherStart(_) | Record::Undone(_) | Record::Unrecorded => (None, None),
    };
    Revision {
        measure: revised.measure.to_string(),
        quarter: revised.quarter.to_string(),
        was: revised.was.to_string(),
        now: revised.now.map(|now| now.to_string()),
        recorded: revised.record.is_recorded(),
        on,
        because,
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
