//! The state of the site at one time, which does not change.

use std::sync::Arc;

use serde::Serialize;

use super::problems::Problems;
use crate::build::{self, JudgedSite, Reading};
use crate::disk::ReadError;
use crate::render::Output;
use crate::site::Options;

/// The state of the site at one time.
#[derive(Default)]
pub(super) struct State {
    /// 0 before the first reading.
    pub(super) number: u64,
    /// The site, or the last one without errors.
    pub(super) good: Option<Arc<GoodSite>>,
    pub(super) problems: Option<Problems>,
}

/// A site without errors.
pub(super) struct GoodSite {
    judged: Arc<JudgedSite>,
    options: Arc<Options>,
}

/// A file of the theme with a new address.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Renamed {
    from: String,
    to: String,
}

impl State {
    /// What follows this state. Where there are errors, the last good site stays.
    pub(super) fn next(
        &self,
        outcome: Result<&Reading, &ReadError>,
        options: &Arc<Options>,
    ) -> Self {
        let judged = outcome.ok().and_then(|reading| reading.judged.clone());
        let good = match judged {
            Some(judged) => Some(Arc::new(GoodSite {
                judged,
                options: Arc::clone(options),
            })),
            None => self.good.clone(),
        };
        Self {
            number: self.number + 1,
            problems: Problems::of(outcome, good.is_some()),
            good,
        }
    }

    /// Returns the files of the theme with other addresses than in an earlier state.
    pub(super) fn renamed_since(&self, earlier: &Self) -> Vec<Renamed> {
        let (Some(now), Some(then)) = (&self.good, &earlier.good) else {
            return Vec::new();
        };
        let (now, then) = (now.output(), then.output());
        let (new_base, old_base) = (now.base_path(), then.base_path());
        let pairs = now.assets().iter();
        let pairs = pairs.filter_map(|(path, new)| Some((new, then.assets().get(path)?)));
        pairs
            .filter(|(new, old)| new != old)
            .map(|(new, old)| Renamed {
                from: format!("{old_base}{old}"),
                to: format!("{new_base}{new}"),
            })
            .collect()
    }
}

impl GoodSite {
    /// Returns the site as a build would write it.
    pub(super) fn output(&self) -> Output<'_> {
        build::output(&self.judged, &self.options)
    }
}
