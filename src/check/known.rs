//! Every id that files may refer to, also of files that could not be read: a broken file is told once, not by
//! everything that refers to it.

use std::collections::{BTreeMap, BTreeSet};

use super::doubt::{self, Doubt};
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::model::{Quarter, Voice};
use crate::parse::draft::{Drafts, PlanDraft};
use crate::parse::{At, Legible};
use crate::source::{Place, SourcePath};

/// The ids of a site.
pub(super) struct Known<'d> {
    /// By id, with the ids of its members where they could be read.
    measures: BTreeMap<String, Option<Vec<&'d str>>>,
    /// Measures that could not be read, also under names that were only meant.
    misnamed: Doubt,
    objectives: BTreeSet<&'d str>,
    all_plans_read: bool,
    quarters: BTreeSet<Quarter>,
    voices: Vec<&'d Voice>,
    site_read: bool,
    groups: Vec<&'d str>,
    pub(super) languages: Vec<&'d str>,
}

impl<'d> Known<'d> {
    pub(super) fn of(drafts: &'d Drafts) -> Self {
        let site = drafts.site.as_ref();
        Self {
            measures: measures(drafts),
            misnamed: Doubt::of(drafts),
            objectives: drafts
                .plans
                .iter()
                .flat_map(|plan| plan.objectives.iter().map(|(id, _)| id.as_str()))
                .collect(),
            all_plans_read: all_plans_read(drafts),
            quarters: quarters(drafts),
            voices: site.map_or(Vec::new(), |site| {
                site.voices.iter().map(|(_, voice)| voice).collect()
            }),
            site_read: site.is_some_and(|site| site.legible == Legible::Whole),
            groups: site.map_or(Vec::new(), |site| {
                site.groups.iter().map(|g| g.as_str()).collect()
            }),
            languages: site.map_or(vec!["en"], |site| {
                site.languages.iter().map(|l| l.as_str()).collect()
            }),
        }
    }

    /// Whether there is such a measure; reports it where there is none.
    pub(super) fn measure(
        &self,
        path: &SourcePath,
        id: &At<String>,
        out: &mut Vec<Diagnostic>,
    ) -> bool {
        self.measure_at(Place::node(path, id.node), id, out)
    }

    /// The same for a reference anywhere.
    pub(super) fn measure_at(&self, place: Place, id: &str, out: &mut Vec<Diagnostic>) -> bool {
        let (whole, member) = id.split_once('.').map_or((id, None), |(w, m)| (w, Some(m)));
        let Some(members) = self.measures.get(whole) else {
            if self.misnamed.is_measure(whole) {
                return true;
            }
            let help = match self.meant_by(whole) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!(
                    "a new measure has its own file, content/measures/{}.yaml",
                    crate::parse::id_like(whole)
                ),
            };
            out.push(
                Diagnostic::error(
                    Code::UnknownMeasure,
                    place,
                    format!("there is no measure `{whole}`"),
                )
                .help(help),
            );
            return false;
        };
        let (Some(member), Some(members)) = (member, members) else {
            return true;
        };
        if members.contains(&member) {
            return true;
        }
        let help = match did_you_mean(member, members.iter().copied()) {
            Some(meant) => format!("did you mean `{whole}.{meant}`?"),
            None if members.is_empty() => format!("it is one number: write `{whole}`"),
            None => format!(
                "its members are {}",
                crate::diag::one_of(members.iter().copied())
            ),
        };
        out.push(
            Diagnostic::error(
                Code::UnknownMeasure,
                place,
                format!("`{whole}` has no member `{member}`"),
            )
            .help(help),
        );
        false
    }

    /// The measure that was probably meant by an id that none has.
    pub(super) fn meant_by(&self, typed: &str) -> Option<&str> {
        if self.measures.contains_key(typed) {
            return None;
        }
        did_you_mean(typed, self.measures.keys().map(String::as_str))
    }

    /// Whether there is such an objective; reports it where there is none.
    pub(super) fn objective_at(&self, place: Place, id: &str, out: &mut Vec<Diagnostic>) -> bool {
        if self.objectives.contains(id) {
            return true;
        }
        if self.all_plans_read {
            let help = match did_you_mean(id, self.objectives.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "objectives are named in content/plans/".to_owned(),
            };
            out.push(
                Diagnostic::error(
                    Code::UnknownObjective,
                    place,
                    format!("no plan has an objective `{id}`"),
                )
                .help(help),
            );
        }
        false
    }

    /// Whether there is such a voice; reports it where there is none.
    pub(super) fn voice_at(&self, place: Place, id: &str, out: &mut Vec<Diagnostic>) -> bool {
        if self.voices.iter().any(|voice| voice.id.as_str() == id) {
            return true;
        }
        if self.site_read {
            let names = self.voices.iter().map(|voice| voice.id.as_str());
            let help = match did_you_mean(id, names.clone()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None if self.voices.is_empty() => {
                    "name it under `voices:` in content/site.yaml".to_owned()
                }
                None => format!(
                    "the voices of content/site.yaml are {}",
                    crate::diag::one_of(names)
                ),
            };
            out.push(
                Diagnostic::error(
                    Code::UnknownVoice,
                    place,
                    format!("there is no voice `{id}`"),
                )
                .help(help),
            );
        }
        false
    }

    /// Whether there is a file for the quarter; reports it where there is none.
    pub(super) fn quarter_at(
        &self,
        place: Place,
        quarter: Quarter,
        out: &mut Vec<Diagnostic>,
    ) -> bool {
        if self.quarters.contains(&quarter) {
            return true;
        }
        let slugs: Vec<String> = self.quarters.iter().map(|q| q.slug()).collect();
        let near = slugs
            .iter()
            .map(|slug| (strsim::levenshtein(slug, &quarter.slug()), slug))
            .filter(|(distance, _)| *distance <= 2)
            .min()
            .map(|(_, slug)| slug);
        let help = match near {
            Some(near) => format!(
                "did you mean `{near}`? otherwise add content/quarters/{}.yaml",
                quarter.slug()
            ),
            None => format!("add content/quarters/{}.yaml", quarter.slug()),
        };
        out.push(
            Diagnostic::error(
                Code::UnknownQuarter,
                place,
                format!("there is no file for the quarter {quarter}"),
            )
            .help(help),
        );
        false
    }

    /// Whether the site's list of groups holds this one; without a list, any group will do.
    pub(super) fn group(&self, path: &SourcePath, group: &At<String>, out: &mut Vec<Diagnostic>) {
        let any_will_do = self.groups.is_empty() || !self.site_read;
        if any_will_do || self.groups.contains(&group.as_str()) {
            return;
        }
        let help = match did_you_mean(group, self.groups.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => {
                "add it to `groups:` in content/site.yaml, or take the group from there".to_owned()
            }
        };
        let message = format!("`{}` is not one of the site's groups", group.value);
        out.push(
            Diagnostic::error(Code::UnknownWord, Place::node(path, group.node), message).help(help),
        );
    }
}

/// A plan may also be what a file in a folder of another name was meant to be.
fn all_plans_read(drafts: &Drafts) -> bool {
    let others = ["measures", "quarters", "commentary", "reports", "pages"];
    let may_be_a_plan = |path: &SourcePath| {
        !others
            .iter()
            .any(|folder| path.below(&format!("content/{folder}")).is_some())
    };
    let whole = |plan: &PlanDraft| plan.legible == Legible::Whole;
    drafts.plans.iter().all(whole) && !drafts.broken.iter().any(may_be_a_plan)
}

fn measures(drafts: &Drafts) -> BTreeMap<String, Option<Vec<&str>>> {
    let broken = drafts.broken.iter();
    let broken = broken.map(|path| (doubt::file_id(path.file_name()), None));
    let read = drafts.measures.iter().map(|measure| {
        let members = measure.members.iter().map(|(id, _)| id.as_str()).collect();
        let members = (measure.legible == Legible::Whole).then_some(members);
        (measure.id.clone(), members)
    });
    broken.chain(read).collect()
}

fn quarters(drafts: &Drafts) -> BTreeSet<Quarter> {
    let broken = drafts.broken.iter().filter_map(doubt::file_quarter);
    broken
        .chain(drafts.quarters.iter().map(|q| q.quarter))
        .collect()
}
