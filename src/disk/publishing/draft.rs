//! Renders every file, and finds out what each means for the published site.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use rayon::prelude::*;

use super::Site;
use super::error::{Fault, PublishError, RenderFailure};
use super::path::SitePath;
use super::record::Fingerprint;
use super::staging::Staging;

/// A file of the new site.
pub(super) struct Drafted {
    pub(super) path: SitePath,
    pub(super) print: Fingerprint,
    pub(super) fate: Fate,
}

/// What a new file means for the published site.
pub(super) enum Fate {
    /// These very bytes are there already.
    Same,
    /// It is written to the staging folder, and to be published.
    Fresh {
        /// What is to be replaced; `None` where there is nothing.
        was: Option<Fingerprint>,
    },
    /// Something that is not ours to replace stands in its place, or in its way.
    Taken(Vec<PathBuf>),
}

enum Trouble {
    Render(SitePath, RenderFailure),
    Disk(Fault),
}

/// Renders every file, many at once, and holds on to none: a changed one is written as soon as it is made.
///
/// # Errors
/// All rendering failures together, or the first thing that the disk refused.
pub(super) fn draft(
    site: &dyn Site,
    paths: &BTreeSet<SitePath>,
    staging: &Staging<'_>,
) -> Result<Vec<Drafted>, PublishError> {
    let drafted: Vec<Result<Drafted, Trouble>> = paths
        .par_iter()
        .map(|path| draft_one(site, path, staging))
        .collect();
    let mut drafts = Vec::with_capacity(drafted.len());
    let mut failures = Vec::new();
    for each in drafted {
        match each {
            Ok(draft) => drafts.push(draft),
            Err(Trouble::Render(path, failure)) => failures.push((path, failure)),
            Err(Trouble::Disk(fault)) => return Err(fault.into()),
        }
    }
    if failures.is_empty() {
        Ok(drafts)
    } else {
        Err(PublishError::Render { failures })
    }
}

fn draft_one(site: &dyn Site, path: &SitePath, staging: &Staging<'_>) -> Result<Drafted, Trouble> {
    let bytes = site
        .render(path)
        .map_err(|failure| Trouble::Render(path.clone(), failure))?;
    let fate = fate_of(path, &bytes, staging);
    if matches!(fate, Fate::Fresh { .. }) {
        staging.write(path, &bytes).map_err(Trouble::Disk)?;
    }
    Ok(Drafted {
        path: path.clone(),
        print: Fingerprint::of(&bytes),
        fate,
    })
}

fn fate_of(path: &SitePath, bytes: &[u8], staging: &Staging<'_>) -> Fate {
    let ground = staging.ground;
    let in_the_way = ground.in_the_way_of(path);
    if !in_the_way.is_empty() {
        return Fate::Taken(in_the_way);
    }
    if !ground.has_plain(path) {
        return Fate::Fresh { was: None };
    }
    match fs::read(path.under(&ground.folder)) {
        Ok(old) if old == bytes && !ground.is_closed(path) => Fate::Same,
        old => {
            let was = old.ok().map(|old| Fingerprint::of(&old));
            if ground.may_overwrite(path, was) {
                Fate::Fresh { was }
            } else {
                Fate::Taken(vec![path.as_path().to_owned()])
            }
        }
    }
}
