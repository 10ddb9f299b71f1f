//! What the site came to at one time: a value that nothing changes any more.

use std::sync::Arc;

use serde::Serialize;

use super::problems::{Beneath, Problems};
use crate::build::{self, JudgedSite, Reading};
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
    judged: Arc<JudgedSite>,
    options: Arc<Options>,
}

/// A file of the theme that has another address now.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Renamed {
    from: String,
    to: String,
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
    ) -> Self {
        let judged = outcome.ok().and_then(|reading| reading.judged.clone());
        let good = match judged {
            Some(judged) => Some(Arc::new(Good {
                judged,
                options: Arc::clone(options),
            })),
            None => self.good.clone(),
        };
        let beneath = match good {
            Some(_) => Beneath::LastGood,
            None => Beneath::Nothing,
        };
        Self {
            number: self.number + 1,
            good,
            problems: Problems::of(outcome, beneath),
        }
    }

    /// The files of the theme that have other addresses than in an earlier state.
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

impl Good {
    /// The site as a build would write it.
    pub(super) fn output(&self) -> Output<'_> {
        build::output(&self.judged, &self.options)
    }
}
