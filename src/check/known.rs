//! All names that files can refer to, including those of files that could not be read: a broken file is reported once,
//! not for every reference to it.

use std::collections::BTreeMap;
use std::ops::Deref;

use super::doubt::{self, Doubt};
use super::names::Names;
use crate::diag::{Code, Diagnostic, Problems, did_you_mean, one_of};
use crate::model::MeasureId;
use crate::parse::draft::Drafts;
use crate::recall::Same;
use crate::source::Place;

/// The names of measures, and all other names.
#[derive(Debug)]
pub(super) struct KnownNames {
    pub(super) ids: Ids,
    positions: BTreeMap<MeasureId, usize>,
    /// All names except those of measures.
    pub(super) names: Same<Names>,
}

/// The ids of measures. References depend on these only, not on other content of a measure's file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ids {
    /// In the order of the drafts.
    pub(super) read: Vec<MeasureId>,
    /// The members of measures that have any, or `None` if they could not all be read.
    members: BTreeMap<String, Option<Vec<String>>>,
    /// Measures that could not be read, also under the names that were probably meant.
    misnamed: Doubt,
}

impl Ids {
    pub(super) fn of(drafts: &Drafts) -> Self {
        let broken = drafts.broken.iter();
        let broken = broken.map(|path| (doubt::file_id(path.file_name()), None));
        let special = drafts.measures.iter().filter_map(|measure| {
            let whole = measure.is_whole;
            let ids = measure.members.iter().map(|(id, _)| id.value.clone());
            let members = whole.then(|| ids.collect());
            let id = || measure.id.as_str().to_owned();
            (!whole || !measure.members.is_empty()).then(|| (id(), members))
        });
        Self {
            read: drafts.measures.iter().map(|one| one.id.clone()).collect(),
            members: broken.chain(special).collect(),
            misnamed: Doubt::of(drafts),
        }
    }
}

impl Deref for KnownNames {
    type Target = Names;

    fn deref(&self) -> &Names {
        &self.names
    }
}

impl KnownNames {
    pub(super) fn new(ids: Ids, names: Same<Names>) -> Self {
        let positions = ids.read.iter().cloned().enumerate();
        Self {
            positions: positions.map(|(at, id)| (id, at)).collect(),
            ids,
            names,
        }
    }

    pub(super) fn position(&self, id: &str) -> Option<usize> {
        self.positions.get(id).copied()
    }

    fn exists(&self, id: &str) -> bool {
        self.ids.members.contains_key(id) || self.positions.contains_key(id)
    }

    /// Returns the members of a measure, or `None` if they could not all be read. Most measures have none.
    fn members(&self, id: &str) -> Option<&[String]> {
        match self.ids.members.get(id) {
            Some(members) => members.as_deref(),
            None => Some(&[]),
        }
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
            if self.ids.misnamed.is_measure(whole) {
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
        let (member, members) = (member?, self.members(whole)?);
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
        let unread = self.ids.members.keys().map(String::as_str);
        let known = self.positions.keys().map(MeasureId::as_str).chain(unread);
        did_you_mean(typed, known).filter(|_| !self.exists(typed))
    }
}
