//! The names that files can refer to, except those of measures: objectives, quarters, voices, groups and languages.

use std::collections::BTreeSet;

use super::FileProblems;
use super::doubt;
use super::misspelt::Misspelt;
use crate::diag::{Code, Diagnostic, Problems, did_you_mean, one_of};
use crate::model::Quarter;
use crate::parse::At;
use crate::parse::draft::{Drafts, PlanDraft};
use crate::source::{Place, SourcePath};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Names {
    objectives: BTreeSet<String>,
    all_plans_read: bool,
    quarters: BTreeSet<Quarter>,
    /// Quarters that a file states although its name has another. This is reported at the file.
    misnamed: BTreeSet<Quarter>,
    voices: Vec<String>,
    site_read: bool,
    groups: Vec<String>,
    /// Names whose definition is misspelt. This is reported at the definition.
    misspelt: BTreeSet<String>,
    pub(super) languages: Vec<String>,
}

impl Names {
    pub(super) fn of(drafts: &Drafts, misspelt: &[Misspelt]) -> Self {
        let site = drafts.site.as_deref();
        let names = |names: &[At<String>]| names.iter().map(|one| one.value.clone()).collect();
        let objectives = drafts.plans.iter().flat_map(|plan| &plan.objectives);
        let voices = site.into_iter().flat_map(|site| &site.voices);
        Self {
            objectives: objectives.map(|(id, _)| id.value.clone()).collect(),
            all_plans_read: all_plans_read(drafts),
            quarters: quarters(drafts),
            misnamed: misnamed(drafts),
            voices: voices.map(|(id, _)| id.value.clone()).collect(),
            site_read: site.is_some_and(|site| site.is_whole),
            groups: site.map_or(Vec::new(), |site| names(&site.groups)),
            misspelt: misspelt.iter().map(|one| one.meant.clone()).collect(),
            languages: site.map_or(vec!["en".to_owned()], |site| names(&site.languages)),
        }
    }

    /// Reports an objective that does not exist. Returns whether it exists.
    pub(super) fn require_objective(
        &self,
        place: Place,
        id: &str,
        problems: &mut Problems,
    ) -> bool {
        let exists = self.objectives.contains(id);
        if !exists && self.all_plans_read && !self.misspelt.contains(id) {
            let help = match did_you_mean(id, self.objectives.iter().map(String::as_str)) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "objectives are named in content/plans/".to_owned(),
            };
            let message = format!("no plan has an objective `{id}`");
            problems.push(Diagnostic::error(Code::UnknownObjective, place, message).help(help));
        }
        exists
    }

    /// Reports a voice that does not exist. Returns whether it exists.
    pub(super) fn require_voice(&self, place: Place, id: &str, problems: &mut Problems) -> bool {
        let exists = self.voices.iter().any(|voice| voice == id);
        if !exists && self.site_read && !self.misspelt.contains(id) {
            let names = self.voices.iter().map(String::as_str);
            let help = match did_you_mean(id, names.clone()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None if self.voices.is_empty() => {
                    "add it under `voices:` in content/site.yaml".to_owned()
                }
                None => format!("the voices of content/site.yaml are {}", one_of(names)),
            };
            let message = format!("there is no voice `{id}`");
            problems.push(Diagnostic::error(Code::UnknownVoice, place, message).help(help));
        }
        exists
    }

    /// Reports a quarter without a file. Returns whether it has one.
    pub(super) fn require_quarter(
        &self,
        place: Place,
        quarter: Quarter,
        problems: &mut Problems,
    ) -> bool {
        let exists = self.quarters.contains(&quarter);
        if !exists && !self.misnamed.contains(&quarter) {
            let wanted = quarter.slug();
            let slugs = self.quarters.iter().map(|quarter| quarter.slug());
            let distances = slugs.map(|slug| (strsim::levenshtein(&slug, &wanted), slug));
            let near = distances.filter(|(distance, _)| *distance <= 2).min();
            let add = format!("add content/quarters/{wanted}.yaml");
            let help = match near {
                Some((_, near)) => format!("did you mean `{near}`? otherwise {add}"),
                None => add,
            };
            let message = format!("there is no file for the quarter {quarter}");
            problems.push(Diagnostic::error(Code::UnknownQuarter, place, message).help(help));
        }
        exists
    }

    /// Reports a group that is not in the site's list. Without a list, any group is allowed.
    pub(super) fn check_group(
        &self,
        path: &SourcePath,
        group: &At<String>,
        problems: &mut Problems,
    ) {
        let any_will_do = self.groups.is_empty() || !self.site_read;
        let is_known = self.groups.contains(&group.value) || self.misspelt.contains(&group.value);
        if any_will_do || is_known {
            return;
        }
        let help = match did_you_mean(group, self.groups.iter().map(String::as_str)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "add it to `groups:` in content/site.yaml, or choose one of the groups there"
                .to_owned(),
        };
        let message = format!("`{}` is not one of the site's groups", group.value);
        let file = &mut FileProblems::of(path, problems);
        file.error(Code::UnknownWord, group.node, message, help);
    }
}

/// Returns whether all plans could be read. A file in an unknown folder may be a plan.
fn all_plans_read(drafts: &Drafts) -> bool {
    let others = ["measures", "quarters", "commentary", "reports", "pages"];
    let may_be_a_plan = |path: &SourcePath| {
        !others
            .iter()
            .any(|folder| path.below(&format!("content/{folder}")).is_some())
    };
    let whole = |plan: &PlanDraft| plan.is_whole;
    drafts.plans.iter().all(|plan| whole(plan)) && !drafts.broken.iter().any(may_be_a_plan)
}

fn misnamed(drafts: &Drafts) -> BTreeSet<Quarter> {
    let said = drafts.quarters.iter().filter_map(|file| {
        let said = file.said?.value;
        (said != file.quarter).then_some(said)
    });
    said.collect()
}

fn quarters(drafts: &Drafts) -> BTreeSet<Quarter> {
    let broken = drafts.broken.iter().filter_map(doubt::file_quarter);
    broken
        .chain(drafts.quarters.iter().map(|q| q.quarter))
        .collect()
}
