//! Every id that files may refer to, also of files that could not be read: a broken file is told once, not by
//! everything that refers to it.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::model::{Quarter, Voice};
use crate::parse::At;
use crate::parse::draft::Drafts;
use crate::parse::leaf;
use crate::source::{Place, SourcePath};

/// The ids of a site.
pub(super) struct Known<'d> {
    measures: BTreeMap<&'d str, Vec<&'d str>>,
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
            objectives: drafts
                .plans
                .iter()
                .flat_map(|plan| plan.objectives.iter().map(|(id, _)| id.as_str()))
                .collect(),
            all_plans_read: broken_in(drafts, "content/plans").next().is_none(),
            quarters: quarters(drafts),
            voices: site.map_or(Vec::new(), |site| {
                site.voices.iter().map(|(_, voice)| voice).collect()
            }),
            site_read: site.is_some(),
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
            let help = match did_you_mean(whole, self.measures.keys().copied()) {
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
        let Some(member) = member.filter(|member| !members.contains(member)) else {
            return true;
        };
        let help = match did_you_mean(member, members.iter().copied()) {
            Some(meant) => format!("did you mean `{whole}.{meant}`?"),
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
            .min_by_key(|slug| strsim::levenshtein(slug, &quarter.slug()));
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
        if self.groups.is_empty() || self.groups.contains(&group.as_str()) {
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

fn broken_in<'d>(drafts: &'d Drafts, folder: &'d str) -> impl Iterator<Item = &'d str> {
    drafts
        .broken
        .iter()
        .filter_map(move |path| path.below(folder))
}

fn measures(drafts: &Drafts) -> BTreeMap<&str, Vec<&str>> {
    let broken = broken_in(drafts, "content/measures")
        .filter_map(|name| Some((name.rsplit_once('.')?.0, Vec::new())));
    let read = drafts.measures.iter().map(|measure| {
        let members = measure.members.iter().map(|(id, _)| id.as_str()).collect();
        (measure.id.as_str(), members)
    });
    broken.chain(read).collect()
}

fn quarters(drafts: &Drafts) -> BTreeSet<Quarter> {
    let broken = broken_in(drafts, "content/quarters").filter_map(|name| {
        let slug = name.split(['/', '.']).next()?;
        leaf::quarter_of_slug(slug)
    });
    broken
        .chain(drafts.quarters.iter().map(|q| q.quarter))
        .collect()
}
