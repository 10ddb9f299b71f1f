//! What the site came to at one time: a value that nothing changes any more.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::facts::Version;
use super::problems::Problems;
use crate::build::{self, Judged, Reading};
use crate::disk::ReadError;
use crate::render::Output;
use crate::site::Options;

/// What the site came to at one time.
pub(super) struct State {
    /// States are counted.
    pub(super) number: u64,
    /// The site, or the last one that was good.
    pub(super) good: Option<Arc<Good>>,
    /// What is wrong now.
    pub(super) problems: Option<Problems>,
}

/// A site without errors.
pub(super) struct Good {
    judged: Arc<Judged>,
    options: Arc<Options>,
    assets: BTreeMap<String, Version>,
    version: Version,
}

/// Whether the files of the theme may be others now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Assets {
    /// Nothing that they are made from has changed.
    AsBefore,
    /// They must be compared.
    Perhaps,
}

impl State {
    /// Before the first reading.
    pub(super) fn none() -> Self {
        Self {
            number: 0,
            good: None,
            problems: None,
        }
    }

    /// What follows this state. Where there are errors, the last good site stays.
    pub(super) fn next(
        &self,
        outcome: Result<&Reading, &ReadError>,
        options: &Arc<Options>,
        assets: Assets,
    ) -> Self {
        let before = self.good.as_ref();
        let judged = outcome.ok().and_then(|reading| reading.judged.clone());
        let good = match judged {
            Some(judged) => {
                let known = before.filter(|_| assets == Assets::AsBefore);
                Some(Arc::new(Good::new(judged, options, known)))
            }
            None => before.cloned(),
        };
        Self {
            number: self.number + 1,
            good,
            problems: Problems::of(outcome),
        }
    }

    /// The files of the theme that are others than in an earlier state, by their addresses.
    pub(super) fn assets_since(&self, earlier: &Self) -> Vec<String> {
        let (Some(now), Some(then)) = (&self.good, &earlier.good) else {
            return Vec::new();
        };
        let base = now.output().base_path();
        let changed = now.assets.iter();
        changed
            .filter(|(path, version)| then.assets.get(*path) != Some(*version))
            .map(|(path, _)| format!("{base}{path}"))
            .collect()
    }

    /// Which files the theme has.
    pub(super) fn assets(&self) -> Option<&Version> {
        self.good.as_ref().map(|good| &good.version)
    }
}

impl Good {
    fn new(judged: Arc<Judged>, options: &Arc<Options>, known: Option<&Arc<Good>>) -> Self {
        let assets = match known {
            Some(known) => known.assets.clone(),
            None => versions(&build::output(&judged, options)),
        };
        let pieces = assets.iter();
        let pieces =
            pieces.flat_map(|(path, version)| [path.as_bytes(), version.as_str().as_bytes()]);
        Self {
            version: Version::of(pieces),
            judged,
            options: Arc::clone(options),
            assets,
        }
    }

    /// The site as a build would write it.
    pub(super) fn output(&self) -> Output<'_> {
        build::output(&self.judged, &self.options)
    }
}

fn versions(output: &Output) -> BTreeMap<String, Version> {
    let assets = output.assets();
    assets
        .map(|(path, bytes)| (path.to_owned(), Version::of([bytes])))
        .collect()
}
