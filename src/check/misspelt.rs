//! Defined names that are not used, one letter away from a name that is used but not defined. The definition is the
//! likelier mistake, so it is reported once instead of every use.

use std::collections::{BTreeMap, BTreeSet};

use super::table::Row;
use crate::diag::{Code, Diagnostic, is_one_slip};
use crate::model::{Subject, Text};
use crate::parse::At;
use crate::parse::draft::{CommentDraft, Drafts, PlanDraft};
use crate::source::{Place, SourcePath};

/// A defined name, its file, and the title that readers see.
type Given<'d> = (&'d SourcePath, &'d At<String>, Option<&'d Text>);

/// With more undefined names than this, they are not typing errors.
const MOST_STRANGE: usize = 1_000;

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

/// Returns the misspelt groups, objectives and voices.
pub(super) fn names(drafts: &Drafts) -> Vec<Misspelt> {
    [groups(drafts), objectives(drafts), voices(drafts)].concat()
}

pub(super) fn names_in_comments(drafts: &Drafts) -> BTreeSet<String> {
    let comments = drafts.comments.iter();
    let tails = comments
        .clone()
        .flat_map(|comment| comment.tail.iter().cloned());
    let objectives = comments.filter_map(|comment| objective(comment));
    tails.chain(objectives.map(str::to_owned)).collect()
}

fn groups(drafts: &Drafts) -> Vec<Misspelt> {
    let measures = drafts.measures.iter();
    let measures = measures.filter_map(|measure| measure.group.as_ref());
    let stated = drafts.quarters.iter().flat_map(|file| &file.stated);
    let stated = stated.filter_map(|stated| stated.group.as_ref());
    let site = drafts.site.iter();
    let governance = site.clone().flat_map(|site| &site.governance_groups);
    let used = measures.chain(stated).chain(governance);
    let given = site.flat_map(|site| site.groups.iter().map(|name| (&site.path, name, None)));
    find(given, used.map(|group| group.as_str()))
}

fn voices(drafts: &Drafts) -> Vec<Misspelt> {
    let Some(site) = drafts.site.as_deref() else {
        return Vec::new();
    };
    let is_language = |word: &&str| site.languages.iter().any(|l| l.value == **word);
    let tails = drafts.comments.iter().flat_map(|comment| &comment.tail);
    let tails = tails.map(String::as_str).filter(|word| !is_language(word));
    let raters = drafts.measures.iter();
    let raters = raters.filter_map(|measure| Some(measure.rated_by.as_ref()?.as_str()));
    let given = site.voices.iter();
    let given = given.map(|(name, voice)| (&site.path, name, Some(&voice.name)));
    find(given, twice(tails).chain(raters))
}

fn objectives(drafts: &Drafts) -> Vec<Misspelt> {
    let measures = drafts.measures.iter();
    let measures = measures.flat_map(|measure| &measure.objectives);
    let quarters = drafts.quarters.iter();
    let rated = quarters
        .clone()
        .flat_map(|file| file.objectives.iter().map(|(id, _)| id));
    let related = quarters.flat_map(|file| file.related());
    let related = related.flat_map(|related| &related.objectives);
    let comments = drafts
        .comments
        .iter()
        .filter_map(|comment| objective(comment));
    let typed = measures.chain(rated).chain(related).map(|id| id.as_str());
    let given = drafts.plans.iter().flat_map(|plan| {
        let objectives = plan.objectives.iter();
        objectives.map(|(name, draft)| (&plan.path, name, Some(&draft.objective.title)))
    });
    find(given, typed.chain(twice(comments)))
}

/// Returns the objective that a comment is about.
fn objective(comment: &CommentDraft) -> Option<&str> {
    match &comment.subject {
        Subject::Objective(id) => Some(id.as_str()),
        _ => None,
    }
}

pub(super) fn priorities(plan: &PlanDraft) -> Vec<Misspelt> {
    let objectives = plan.objectives.iter();
    let used = objectives.filter_map(|(_, draft)| Some(draft.priority.as_ref()?.as_str()));
    let given = plan.priorities.iter();
    let given = given.map(|(name, priority)| (&plan.path, name, priority.title.as_ref()));
    find(given, used)
}

/// Returns the misspelt parts and members of a measure.
pub(super) fn in_row(row: &Row) -> Vec<Misspelt> {
    let draft = &row.measure;
    let used = row.entries().flat_map(|typed| &typed.draft.parts);
    let given = draft.parts.iter();
    let given = given.map(|(name, part)| (&draft.path, name, Some(&part.title)));
    let mut misspelt = find(given, used.map(|(id, _)| id.as_str()));
    let used = row.entries().flat_map(|typed| &typed.draft.members);
    let given = draft.members.iter();
    let given = given.map(|(name, member)| (&draft.path, name, member.title.as_ref()));
    misspelt.extend(find(given, used.map(|(id, _)| id.as_str())));
    misspelt
}

/// Counts names twice: an editor sees a file name in its folder next to others, so it is less likely to be wrong.
fn twice<'d>(names: impl Iterator<Item = &'d str>) -> impl Iterator<Item = &'d str> {
    names.flat_map(|name| [name, name])
}

/// Returns the names that are given but not used, if one that is used but not given differs by one letter.
fn find<'d>(
    given: impl Iterator<Item = Given<'d>> + Clone,
    names: impl Iterator<Item = &'d str>,
) -> Vec<Misspelt> {
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names {
        *used.entry(name).or_default() += 1;
    }
    let names: BTreeSet<&str> = given.clone().map(|(_, name, _)| name.as_str()).collect();
    let strange = used.iter().filter(|(name, _)| !names.contains(*name));
    let strange: Vec<(&&str, &usize)> = strange.collect();
    if strange.is_empty() || strange.len() > MOST_STRANGE {
        return Vec::new();
    }
    let unused = given.filter(|(_, name, _)| !used.contains_key(name.as_str()));
    let misspelt = unused.filter_map(|(path, name, title)| {
        let is_meant = |(meant, uses): &&(&&str, &usize)| {
            is_one_slip(name, meant) && (**uses > 1 || title_confirms(title, name, meant))
        };
        let (meant, _) = strange.iter().find(is_meant)?;
        Some(Misspelt {
            place: Place::node(path, name.node),
            name: name.value.clone(),
            meant: (**meant).to_owned(),
        })
    });
    misspelt.collect()
}

/// Returns whether the title contains more words of the used name than of the defined one. Without a title, a name used
/// only once is as likely to be wrong as its definition.
fn title_confirms(title: Option<&Text>, name: &str, meant: &str) -> bool {
    let plain = |text: &str| crate::parse::id_like(&text.replace('_', "-"));
    title.is_some_and(|title| {
        let title = plain(title.as_str());
        let words: BTreeSet<&str> = title.split('-').collect();
        let said = |name: &str| {
            let name = plain(name);
            name.split('-').filter(|word| words.contains(word)).count()
        };
        said(meant) > said(name)
    })
}
