//! Defined names that are not used, one letter away from a name that is used but not defined. The definition is the
//! likelier mistake, so it is reported once instead of every use.

use std::collections::{BTreeMap, BTreeSet};

use super::table::Row;
use crate::diag::{Code, Diagnostic, is_one_slip};
use crate::model::{Part, Priority, Subject, Text};
use crate::parse::At;
use crate::parse::draft::{Drafts, PlanDraft};
use crate::source::{Place, SourcePath};

struct Given<'d> {
    path: &'d SourcePath,
    name: &'d At<String>,
    /// The title that readers see.
    title: Option<&'d Text>,
}

/// With more undefined names than this, they are not typing errors.
const MOST_STRANGE: usize = 1_000;

type Uses<'d> = BTreeMap<&'d str, usize>;

/// A name that is misspelt where it is defined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Misspelt {
    place: Place,
    name: String,
    /// The name as it is used.
    pub(super) meant: String,
}

impl Misspelt {
    pub(super) fn problem(&self) -> Diagnostic {
        let message = format!(
            "this is `{}` here but `{}` where it is used",
            self.name, self.meant
        );
        Diagnostic::error(Code::MisspeltName, self.place.clone(), message).help(format!(
            "write `{}` here, or correct it where it is used",
            self.meant
        ))
    }
}

#[derive(Debug, Default)]
pub(super) struct MisspeltNames {
    groups: Vec<Misspelt>,
    objectives: Vec<Misspelt>,
    voices: Vec<Misspelt>,
}

impl MisspeltNames {
    pub(super) fn of(drafts: &Drafts) -> Self {
        Self {
            groups: groups(drafts),
            objectives: objectives(drafts),
            voices: voices(drafts),
        }
    }

    fn all(&self) -> impl Iterator<Item = &Misspelt> {
        let names = self.groups.iter().chain(&self.objectives);
        names.chain(&self.voices)
    }

    pub(super) fn meant(&self) -> impl Iterator<Item = &str> {
        self.all().map(|misspelt| misspelt.meant.as_str())
    }

    pub(super) fn problems(&self) -> impl Iterator<Item = Diagnostic> {
        self.all().map(Misspelt::problem)
    }
}

pub(super) fn names_in_comments(drafts: &Drafts) -> BTreeSet<String> {
    let comments = drafts.comments.iter();
    comments
        .flat_map(|comment| {
            let subject = match &comment.subject {
                Subject::Objective(id) => Some(id.as_str().to_owned()),
                _ => None,
            };
            comment.tail.iter().cloned().chain(subject)
        })
        .collect()
}

fn groups(drafts: &Drafts) -> Vec<Misspelt> {
    let Some(site) = drafts.site.as_deref() else {
        return Vec::new();
    };
    let measures = drafts.measures.iter();
    let measures = measures.filter_map(|measure| measure.group.as_ref());
    let quarters = drafts.quarters.iter();
    let stated = quarters.flat_map(|file| &file.stated);
    let stated = stated.filter_map(|stated| stated.group.as_ref());
    let used = counted(
        measures
            .chain(stated)
            .chain(&site.governance_groups)
            .map(|group| group.value.as_str()),
    );
    let given = site.groups.iter().map(|name| Given {
        path: &site.path,
        name,
        title: None,
    });
    find(given, &used)
}

fn voices(drafts: &Drafts) -> Vec<Misspelt> {
    let Some(site) = drafts.site.as_deref() else {
        return Vec::new();
    };
    let is_language = |word: &&str| site.languages.iter().any(|l| l.value == **word);
    let tails = drafts.comments.iter().flat_map(|comment| &comment.tail);
    let tails = tails.map(String::as_str).filter(|word| !is_language(word));
    let raters = drafts.measures.iter();
    let raters = raters.filter_map(|measure| measure.rated_by.as_ref());
    let used = counted(twice(tails).chain(raters.map(|voice| voice.value.as_str())));
    let given = site.voices.iter().map(|(name, voice)| Given {
        path: &site.path,
        name,
        title: Some(&voice.name),
    });
    find(given, &used)
}

fn objectives(drafts: &Drafts) -> Vec<Misspelt> {
    let measures = drafts.measures.iter();
    let measures = measures.flat_map(|measure| &measure.objectives);
    let quarters = drafts.quarters.iter();
    let rated = quarters.flat_map(|file| file.objectives.iter().map(|(id, _)| id));
    let comments = drafts.comments.iter();
    let comments = comments.filter_map(|comment| match &comment.subject {
        Subject::Objective(id) => Some(id.as_str()),
        _ => None,
    });
    let typed = measures.chain(rated).map(|id| id.value.as_str());
    let used = counted(typed.chain(twice(comments)));
    let plans = drafts.plans.iter();
    let given = plans.flat_map(|plan| {
        plan.objectives.iter().map(|(name, draft)| Given {
            path: &plan.path,
            name,
            title: Some(&draft.objective.title),
        })
    });
    find(given, &used)
}

pub(super) fn priorities(plan: &PlanDraft) -> Vec<Misspelt> {
    let objectives = plan.objectives.iter();
    let used = objectives.filter_map(|(_, draft)| draft.priority.as_ref());
    let used = counted(used.map(|priority| priority.value.as_str()));
    let given = plan
        .priorities
        .iter()
        .map(|(name, priority): &(At<String>, Priority)| Given {
            path: &plan.path,
            name,
            title: priority.title.as_ref(),
        });
    find(given, &used)
}

/// Returns the misspelt parts and members of a measure.
pub(super) fn in_row(row: &Row) -> Vec<Misspelt> {
    let draft = &row.measure;
    if draft.parts.is_empty() && draft.members.is_empty() {
        return Vec::new();
    }
    let parts = row.entries().flat_map(|typed| typed.draft.parts.iter());
    let parts = counted(parts.map(|(id, _)| id.value.as_str()));
    let given = draft
        .parts
        .iter()
        .map(|(name, part): &(At<String>, Part)| Given {
            path: &draft.path,
            name,
            title: Some(&part.title),
        });
    let mut misspelt = find(given, &parts);
    let members = row.entries().flat_map(|typed| typed.draft.members.iter());
    let members = counted(members.map(|(id, _)| id.value.as_str()));
    let given = draft.members.iter().map(|(name, member)| Given {
        path: &draft.path,
        name,
        title: member.title.as_ref(),
    });
    misspelt.extend(find(given, &members));
    misspelt
}

fn counted<'d>(names: impl Iterator<Item = &'d str>) -> Uses<'d> {
    let mut uses = Uses::new();
    for name in names {
        *uses.entry(name).or_default() += 1;
    }
    uses
}

/// Counts names twice: an editor sees a file name in its folder next to others, so it is less likely to be wrong.
fn twice<'d>(names: impl Iterator<Item = &'d str>) -> impl Iterator<Item = &'d str> {
    names.flat_map(|name| [name, name])
}

fn find<'d>(given: impl Iterator<Item = Given<'d>> + Clone, used: &Uses) -> Vec<Misspelt> {
    let names: BTreeSet<&str> = given.clone().map(|given| given.name.as_str()).collect();
    let strange: Vec<(&str, usize)> = used
        .iter()
        .filter(|(name, _)| !names.contains(*name))
        .map(|(name, uses)| (*name, *uses))
        .collect();
    if strange.is_empty() || strange.len() > MOST_STRANGE {
        return Vec::new();
    }
    let unused = given.filter(|given| !used.contains_key(given.name.as_str()));
    unused
        .filter_map(|given| {
            let is_meant = |(meant, uses): &&(&str, usize)| {
                is_one_slip(given.name, meant) && (*uses > 1 || title_confirms(&given, meant))
            };
            let (meant, _) = strange.iter().find(is_meant)?;
            Some(Misspelt {
                place: Place::node(given.path, given.name.node),
                name: given.name.value.clone(),
                meant: (*meant).to_owned(),
            })
        })
        .collect()
}

/// Returns whether the title contains more words of the used name than of the defined one. Without a title, a name used
/// only once is as likely to be wrong as its definition.
fn title_confirms(given: &Given, meant: &str) -> bool {
    let plain = |text: &str| crate::parse::id_like(&text.replace('_', "-"));
    let title = given.title.map(|title| plain(title.as_str()));
    title.is_some_and(|title| {
        let words: BTreeSet<&str> = title.split('-').collect();
        let said = |name: &str| {
            let name = plain(name);
            name.split('-').filter(|word| words.contains(word)).count()
        };
        said(meant) > said(given.name)
    })
}
