//! Takes a site away again, and nothing else.

use std::collections::BTreeSet;
use std::path::Path;

use super::error::PublishError;
use super::foresight::foresee;
use super::ground::Ground;
use super::outcome::Cleaned;
use super::place::{Place, Standing};
use super::plan::Plan;
use super::run::{Opened, in_place, open};
use super::workspace::Workspace;
use super::world::World;

/// Removes the recorded files that nobody has altered.
pub(super) fn clear(output: &Path, world: World<'_>) -> Result<Cleaned, PublishError> {
    let Opened {
        workspace,
        place,
        set_aside,
    } = open(output, world)?;
    match clear_in(&workspace, &place) {
        Ok(cleaned) => {
            workspace
                .leave()
                .map_err(|error| error.unfinished(&place.folder))?;
            if cleaned.is_some() {
                remove_if_empty(&place, world);
            }
            Ok(Cleaned {
                set_aside,
                ..cleaned.unwrap_or_default()
            })
        }
        Err(error) => {
            workspace.abandon();
            Err(error)
        }
    }
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

/// A link and a mount point were there before the site, and stay. An empty folder is no loss where it cannot go.
fn remove_if_empty(place: &Place, world: World<'_>) {
    if place.standing == Standing::Folder {
        let _ = world.remove_folder(&place.folder);
    }
}
