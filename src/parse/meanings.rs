//! The fields that the names of a map were probably meant for.

use std::collections::BTreeMap;

use super::yaml::Entry;
use crate::diag::did_you_mean;

/// What each name of a map was probably meant for, looked up once.
#[derive(Default)]
pub(super) struct Meanings<'a> {
    by_name: BTreeMap<&'a str, Option<&'static str>>,
    /// How many entries were meant for a field.
    times: BTreeMap<&'static str, usize>,
}

impl<'a> Meanings<'a> {
    /// Looks up every name among the fields that are not in the map yet.
    pub(super) fn of(entries: &'a [Entry], free: impl Iterator<Item = &'static str>) -> Self {
        let free: Vec<&'static str> = free.collect();
        let mut meanings = Self::default();
        for entry in entries {
            let meant = meanings.by_name.entry(&entry.key);
            let meant = *meant.or_insert_with(|| did_you_mean(&entry.key, free.iter().copied()));
            if let Some(meant) = meant {
                *meanings.times.entry(meant).or_default() += 1;
            }
        }
        meanings
    }

    /// The field that was probably meant by a name.
    pub(super) fn by(&self, name: &str) -> Option<&'static str> {
        self.by_name.get(name).copied().flatten()
    }

    /// Whether an entry beside the one of this name was meant for the field, too.
    pub(super) fn is_meant_beside(&self, field: &str, name: &str) -> bool {
        let times = self.times.get(field).copied().unwrap_or_default();
        times > usize::from(self.by(name) == Some(field))
    }
}
