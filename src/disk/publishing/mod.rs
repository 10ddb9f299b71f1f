//! Writes a new site over an old one without losing anything: see [`crate::disk`].

use std::path::Path;

use error::{PublishError, RenderFailure};
use outcome::{Cleaned, Published};
use path::SitePath;
use place::{Place, Standing};
use world::{Unwatched, Witness, World};

mod aside;
mod carry;
mod clear;
mod draft;
pub(super) mod error;
mod exchange;
mod foresight;
mod ground;
mod in_place;
pub(super) mod outcome;
pub(super) mod path;
pub(super) mod place;
mod plan;
pub(super) mod record;
mod retire;
mod run;
mod staging;
mod survey;
mod workspace;
pub(super) mod world;

/// What to publish: every path is known, and each file's bytes are made when they are asked for.
pub trait Site: Sync {
    /// Every file of the site, in any order.
    fn paths(&self) -> Vec<SitePath>;

    /// The bytes of one of them. Called from several threads, once for each path.
    ///
    /// # Errors
    /// A failure stops publishing and leaves the published site as it is; the other files are tried
    /// all the same, so that all failures are told at once.
    fn render(&self, path: &SitePath) -> Result<Vec<u8>, RenderFailure>;
}

/// How the new site should take the old one's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Manner {
    /// In one step, by exchanging the folders, and file by file only where that cannot be.
    #[default]
    Whole,
    /// File by file in any case: the output stays the same folder, for a program that holds it open, such as
    /// a container in which it is mounted.
    FileByFile,
}

/// Publishes to one output folder, or cleans it.
#[derive(Clone, Copy)]
pub struct Publisher<'a> {
    output: &'a Path,
    manner: Manner,
    witness: &'a dyn Witness,
}

impl<'a> Publisher<'a> {
    /// For this output folder, in the usual manner.
    pub fn new(output: &'a Path) -> Self {
        Self {
            output,
            manner: Manner::default(),
            witness: &Unwatched,
        }
    }

    /// The same, in another manner.
    #[must_use]
    pub fn in_manner(self, manner: Manner) -> Self {
        Self { manner, ..self }
    }

    /// The same, with a witness who hears of every change before it is made.
    #[must_use]
    pub fn watched_by(self, witness: &'a dyn Witness) -> Self {
        Self { witness, ..self }
    }

    /// See [`publish`].
    pub fn publish(self, site: &dyn Site) -> Result<Published, PublishError> {
        let paths = foresight::check_paths(site.paths())?;
        let world = World::new(self.witness);
        let place = Place::find(self.output)?;
        if !place.parent.exists() {
            world.make_folders(&place.parent)?;
        }
        run::publish(site, &paths, self.output, self.manner, world)
    }

    /// See [`clean`].
    pub fn clean(self) -> Result<Cleaned, PublishError> {
        let world = World::new(self.witness);
        let place = Place::find(self.output)?;
        if place.standing == Standing::Missing {
            return Ok(Cleaned {
                set_aside: run::clear_up_at(&place.beside(), &place, world)?,
                ..Cleaned::default()
            });
        }
        clear::clear(self.output, world)
    }
}

/// Publishes `site` to the folder `output`, over what the last build published there.
///
/// Readers see the old site until they see the new one. Whatever the program did not make stays as it is. What an
/// interrupted run left is finished or removed.
///
/// # Errors
/// See [`PublishError`]: with every error but [`PublishError::Unfinished`] the published site is exactly as it was.
pub fn publish(site: &dyn Site, output: &Path) -> Result<Published, PublishError> {
    Publisher::new(output).publish(site)
}

/// Removes what the last build's record says it made, and nothing else. The folder goes as well, unless something
/// foreign is left in it, it is a mount point or a symbolic link leads to it.
///
/// # Errors
/// As for [`publish`]: `clean` stops at a record that it cannot trust.
pub fn clean(output: &Path) -> Result<Cleaned, PublishError> {
    Publisher::new(output).clean()
}
