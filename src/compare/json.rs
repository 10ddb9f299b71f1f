//! A comparison as JSON, for other tools. `docs/formats.md` documents the fields. New fields may be added; existing
//! ones do not change.

use std::fmt::Display;

use schemars::JsonSchema;
use serde::Serialize;

use super::changes::{Change, ChangeKind, FieldChange};
use super::pages::{PageChange, PageKind};
use super::{Comparison, Record, Revised};
use crate::diag::json::pretty;
use crate::model::{Quarter, Subject, VoiceId};
use crate::site::statements::About;

/// What the public will see change.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "quarterdeck diff --format json")]
pub(crate) struct Differences {
    /// The version of this format.
    version: u8,
    /// The two editions.
    compared: Compared,
    /// Figures that the public knew before and that are others now.
    revisions: Vec<Revision>,
    /// Everything that is said otherwise: also those figures, and what follows from them.
    changes: Vec<Changed>,
    /// Comments that are the same although the figure or the rating that they speak of is not.
    unmoved_comments: Vec<Comment>,
    /// The pages, by address.
    pages: Vec<Page>,
    /// Files of the theme that hold something else.
    theme: Vec<String>,
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
struct Changed {
    /// What kind of thing it is.
    about: &'static str,
    /// Of which quarter; of a target, from which on.
    quarter: Option<String>,
    /// Its id, or its name where it has none.
    id: Option<String>,
    /// As pages print it.
    title: String,
    /// What happened to it.
    change: ChangeKind,
    /// Whether the public could read its quarter before.
    published: bool,
    /// The texts that differ.
    fields: Vec<FieldChange>,
}

/// A comment to read again.
#[derive(Serialize, JsonSchema)]
struct Comment {
    /// Of which quarter.
    quarter: String,
    /// On which measure.
    measure: String,
    /// Its file, from the repository's root.
    path: String,
}

/// A page that changes.
#[derive(Serialize, JsonSchema)]
struct Page {
    /// What happened to it.
    change: ChangeKind,
    /// `page` for readers, `embed` for websites that frame it.
    kind: &'static str,
    /// With the address of the preview before it, where that is known.
    address: String,
    /// As the browser's tab shows it.
    title: String,
}

/// Returns the comparison as JSON. Addresses start with `base`.
pub fn render(comparison: &Comparison, compared: &Compared, base: &str) -> String {
    let unmoved = comparison.unmoved.iter().map(|one| Comment {
        quarter: one.quarter.to_string(),
        measure: one.measure.to_string(),
        path: one.path.to_string(),
    });
    pretty(&Differences {
        version: 1,
        compared: compared.clone(),
        revisions: comparison.revised.iter().map(revision).collect(),
        changes: comparison
            .changes
            .iter()
            .map(|change| changed(change, comparison))
            .collect(),
        unmoved_comments: unmoved.collect(),
        pages: comparison.pages.iter().map(|one| page(one, base)).collect(),
        theme: comparison.theme.clone(),
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

fn changed(change: &Change, comparison: &Comparison) -> Changed {
    let (about, quarter, id) = named(&change.about);
    Changed {
        about,
        quarter: quarter.map(|quarter| quarter.to_string()),
        id,
        title: change.title.clone(),
        change: change.kind,
        published: change
            .quarter()
            .is_some_and(|quarter| comparison.published.contains(&quarter)),
        fields: change.fields.clone(),
    }
}

/// Returns the name of the kind, the quarter and the id.
fn named(about: &About) -> (&'static str, Option<Quarter>, Option<String>) {
    let (kind, quarter, id): (_, _, Option<&dyn Display>) = match about {
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
            let name = comment(subject, voice.as_ref());
            return ("comment", Some(*quarter), Some(name));
        }
        About::Report(report) => ("report", None, Some(report)),
        About::Page(page) => ("page", None, Some(page)),
    };
    (kind, quarter, id.map(ToString::to_string))
}

/// Returns the name of a comment as in its file name, such as `a2.council`.
fn comment(subject: &Subject, voice: Option<&VoiceId>) -> String {
    let subject = match subject {
        Subject::Overview => "overview",
        Subject::Objective(id) => id.as_str(),
        Subject::Measure(id) => id.as_str(),
        Subject::Finance => "finance",
        Subject::Risks => "risks",
    };
    match voice {
        Some(voice) => format!("{subject}.{voice}"),
        None => subject.to_owned(),
    }
}

fn page(page: &PageChange, base: &str) -> Page {
    Page {
        change: page.kind,
        kind: match page.page {
            PageKind::Page => "page",
            PageKind::Embed => "embed",
        },
        address: format!("{base}{}", page.address),
        title: page.title.clone(),
    }
}
