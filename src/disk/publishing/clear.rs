//! Takes a site away again, and nothing else.

use std::collections::BTreeSet;
use std::path::Path;

use super::error::PublishError;
use super::foresight::foresee;
use super::ground::Ground;
use super::outcome::Cleaned;
use super::place::{Place, Standing};
use super::plan::Plan;
use super::run::{in_place, in_workspace};
use super::workspace::Workspace;
use super::world::World;

/// Removes the recorded files that nobody has altered.
pub(super) fn clear(output: &Path, world: World<'_>) -> Result<Cleaned, PublishError> {
    let done = in_workspace(output, world, clear_in)?;
    // A link and a mount point were there before the site, and stay. An empty folder is no loss if it cannot go.
    if done.result.is_some() && done.place.standing == Standing::Folder {
        let _ = world.remove_folder(&done.place.folder);
    }
    Ok(Cleaned {
        set_aside: done.set_aside,
        ..done.result.unwrap_or_default()
    })
}

/// `None` where no build is on record, so that nothing is ours.
fn clear_in(workspace: &Workspace<'_>, place: &Place) -> Result<Option<Cleaned>, PublishError> {
    let ground = Ground::look_at(&place.folder, &BTreeSet::new(), 0)?;
    workspace.world.remove_all(&ground.survey.leftovers)?;
    if ground.record.is_none() {
        return Ok(None);
    }
    let plan = Plan::draw_up(&ground, Vec::new())?;
    foresee(&ground, &plan)?;
    in_place(workspace, place)
        .clear(&ground, &plan)
        .map_err(|error| error.unfinished(&place.folder))?;
    Ok(Some(Cleaned {
        removed: ground.prune.len(),
        kept_foreign: plan.kept.len() - ground.altered.len(),
        left_altered: ground.altered,
        set_aside: Vec::new(),
    }))
}
