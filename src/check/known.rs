//! All names that files can refer to, including those of files that could not be read: a broken file is reported once,
//! not for every reference to it.

use std::collections::{BTreeMap, BTreeSet};

use super::FileProblems;
use super::doubt::{self, Doubt};
use super::misspelt::Misspelt;
use super::{matrix, scales};
use crate::diag::{Code, Diagnostic, Problems, did_you_mean, one_of, suggestion};
use crate::model::{MeasureId, Quarter, RiskMatrix, Scales, Tolerances};
use crate::parse::At;
use crate::parse::draft::Drafts;
use crate::source::{Place, SourcePath};

/// The names of measures and of everything else that files refer to. References depend on these only, not on other
/// content.
#[derive(Debug, PartialEq)]
pub(super) struct KnownNames {
    /// The ids of measures, in the order of the drafts.
    pub(super) measures: Vec<MeasureId>,
    positions: BTreeMap<MeasureId, usize>,
    /// The members of measures that have any, or `None` if they could not all be read.
    members: BTreeMap<String, Option<Vec<String>>>,
    /// Measures that could not be read, also under the names that were probably meant.
    unread: Doubt,
    objectives: BTreeSet<String>,
    all_plans_read: bool,
    quarters: BTreeSet<Quarter>,
    /// Quarters that a file states although its name has another. This is reported at the file.
    misnamed: BTreeSet<Quarter>,
    voices: Vec<String>,
    pub(super) site_read: bool,
    pub(super) scales: Scales,
    pub(super) tolerances: Tolerances,
    pub(super) risks: Option<RiskMatrix>,
    groups: Vec<String>,
    /// Names whose definition is misspelt. This is reported at the definition.
    misspelt: BTreeSet<String>,
    pub(super) languages: Vec<String>,
}

impl KnownNames {
    pub(super) fn of(drafts: &Drafts, misspelt: &[Misspelt]) -> Self {
        let site = drafts.site.as_deref();
        let names = |names: &[At<String>]| names.iter().map(|one| one.value.clone()).collect();
        let broken = drafts.broken.iter();
        let unread = broken.clone();
        let unread = unread.map(|path| (doubt::file_id(path.file_name()), None));
        let special = drafts.measures.iter().filter_map(|measure| {
            let whole = measure.is_whole;
            let ids = measure.members.iter().map(|(id, _)| id.value.clone());
            let members = whole.then(|| ids.collect());
            let id = || measure.id.as_str().to_owned();
            (!whole || !measure.members.is_empty()).then(|| (id(), members))
        });
        let measures = drafts.measures.iter().map(|one| one.id.clone());
        let positions = measures.clone().enumerate();
        let objectives = drafts.plans.iter().flat_map(|plan| &plan.objectives);
        let voices = site.into_iter().flat_map(|site| &site.voices);
        let quarters = drafts.quarters.iter().map(|file| file.quarter);
        let files = drafts.quarters.iter();
        let said = files.filter_map(|file| file.said.filter(|said| said.value != file.quarter));
        Self {
            measures: measures.collect(),
            positions: positions.map(|(at, id)| (id, at)).collect(),
            members: unread.chain(special).collect(),
            unread: Doubt::of(drafts),
            objectives: objectives.map(|(id, _)| id.value.clone()).collect(),
            all_plans_read: all_plans_read(drafts),
            quarters: quarters
                .chain(broken.filter_map(doubt::file_quarter))
                .collect(),
            misnamed: said.map(|said| said.value).collect(),
            voices: voices.map(|(id, _)| id.value.clone()).collect(),
            scales: site.map(scales::of_site).unwrap_or_default(),
            tolerances: site.map(scales::tolerances_of).unwrap_or_default(),
            risks: site.and_then(matrix::of_site),
            site_read: site.is_some_and(|site| site.is_whole),
            groups: site.map_or(Vec::new(), |site| names(&site.groups)),
            misspelt: misspelt.iter().map(|one| one.meant.clone()).collect(),
            languages: site.map_or(vec!["en".to_owned()], |site| names(&site.languages)),
        }
    }

    pub(super) fn position(&self, id: &str) -> Option<usize> {
        self.positions.get(id).copied()
    }

    fn exists(&self, id: &str) -> bool {
        self.members.contains_key(id) || self.positions.contains_key(id)
    }

    /// Reports an id if there is no such measure. Returns whether there is one.
    pub(super) fn require_measure(&self, place: Place, id: &str, problems: &mut Problems) -> bool {
        self.require_measure_or(place, id, None, problems)
    }

    /// Reports an id if there is no such measure, and suggests `meant` if it is given. Returns whether there is one.
    pub(super) fn require_measure_or(
        &self,
        place: Place,
        id: &str,
        meant: Option<&str>,
        problems: &mut Problems,
    ) -> bool {
        let unknown = self.unknown(id, meant);
        let exists = unknown.is_none();
        problems.extend(unknown.map(|(message, help)| {
            Diagnostic::error(Code::UnknownMeasure, place, message).help(help)
        }));
        exists
    }

    /// Returns the message and the help for an id without a measure or member. `None` if it exists, or may exist in a
    /// file that could not be read.
    fn unknown(&self, id: &str, meant: Option<&str>) -> Option<(String, String)> {
        let (whole, member) = id.split_once('.').map_or((id, None), |(w, m)| (w, Some(m)));
        if !self.exists(whole) {
            if self.unread.is_measure(whole) {
                return None;
            }
            let meant = meant.or_else(|| self.meant_by(whole));
            let file = crate::parse::id_like(whole);
            let help = meant.map_or_else(
                || format!("a new measure has its own file, content/measures/{file}.yaml"),
                |meant| format!("did you mean `{meant}`?"),
            );
            return Some((format!("there is no measure `{whole}`"), help));
        }
        // Most measures have no members.
        let (member, members) = (
            member?,
            self.members
                .get(whole)
                .map_or(Some(&[][..]), |members| members.as_deref())?,
        );
        if members.iter().any(|known| known == member) {
            return None;
        }
        let known = members.iter().map(String::as_str);
        let help = match did_you_mean(member, known.clone()) {
            Some(meant) => format!("did you mean `{whole}.{meant}`?"),
            None if members.is_empty() => format!("it is a single figure: write `{whole}`"),
            None => format!("its members are {}", one_of(known)),
        };
        Some((format!("`{whole}` has no member `{member}`"), help))
    }

    /// Returns whether a measure or member exists, or may exist in a file that could not be read.
    pub(super) fn has_measure(&self, id: &str) -> bool {
        self.unknown(id, None).is_none()
    }

    /// Returns the measure that an unknown id was probably meant to be.
    pub(super) fn meant_by(&self, typed: &str) -> Option<&str> {
        let unread = self.members.keys().map(String::as_str);
        let known = self.positions.keys().map(MeasureId::as_str).chain(unread);
        did_you_mean(typed, known).filter(|_| !self.exists(typed))
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
            let meant = suggestion(id, self.objectives.iter().map(String::as_str));
            let help = meant.unwrap_or_else(|| "objectives are named in content/plans/".to_owned());
            let message = format!("no plan has an objective `{id}`");
            problems.report(Diagnostic::error(Code::UnknownObjective, place, message).help(help));
        }
        exists
    }

    /// Reports a voice that does not exist. Returns whether it exists.
    pub(super) fn require_voice(&self, place: Place, id: &str, problems: &mut Problems) -> bool {
        let exists = self.voices.iter().any(|voice| voice == id);
        if !exists && self.site_read && !self.misspelt.contains(id) {
            let names = self.voices.iter().map(String::as_str);
            let help = suggestion(id, names.clone()).unwrap_or_else(|| match self.voices[..] {
                [] => "add it under `voices:` in content/site.yaml".to_owned(),
                _ => format!("the voices of content/site.yaml are {}", one_of(names)),
            });
            let message = format!("there is no voice `{id}`");
            problems.report(Diagnostic::error(Code::UnknownVoice, place, message).help(help));
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
            problems.report(Diagnostic::error(Code::UnknownQuarter, place, message).help(help));
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
        let otherwise =
            "add it to `groups:` in content/site.yaml, or choose one of the groups there";
        let meant = suggestion(group, self.groups.iter().map(String::as_str));
        let help = meant.unwrap_or_else(|| otherwise.to_owned());
        let message = format!("`{}` is not one of the site's groups", group.value);
        let file = &mut FileProblems::of(path, problems);
        file.error(Code::UnknownWord, group.node, message, help);
    }
}

/// Returns whether all plans could be read. A file in an unknown folder may be a plan.
fn all_plans_read(drafts: &Drafts) -> bool {
    let others = [
        "measures",
        "quarters",
        "commentary",
        "reports",
        "scrutiny",
        "pages",
    ];
    let others = others.map(|folder| format!("content/{folder}"));
    let is_other = |path: &SourcePath| others.iter().any(|folder| path.below(folder).is_some());
    drafts.plans.iter().all(|plan| plan.is_whole) && drafts.broken.iter().all(is_other)
}
