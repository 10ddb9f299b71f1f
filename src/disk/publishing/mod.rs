//! Writes a new site over an old one without losing anything: see [`crate::disk`].

use std::path::Path;

use error::PublishError;
use operations::{NoObserver, Observer, Operations};
use outcome::{Cleaned, Published};
use path::SitePath;

pub(super) mod error;
mod exchange;
mod existing;
mod in_place;
pub(super) mod memo;
mod old_site;
pub(super) mod operations;
pub(super) mod outcome;
pub(super) mod path;
pub(super) mod place;
mod plan;
pub(super) mod record;
mod rendering;
pub(super) mod run;
mod staging;
mod survey;
mod workspace;

/// A site to publish. Files are rendered when they are needed.
pub trait Site: Sync {
    /// Returns the path of every file, in any order.
    fn paths(&self) -> Vec<SitePath>;

    /// Renders a file into an empty buffer. Called from several threads, once for each path.
    ///
    /// # Errors
    /// A failure, as a sentence, stops publishing without changes. The other files are still rendered, so that all failures are reported.
    fn render(&self, path: &SitePath, into: &mut Vec<u8>) -> Result<(), String>;
}

/// How a new site replaces the old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Method {
    /// By exchanging the folders in one step, or file by file if that is not possible.
    #[default]
    Exchange,
    /// File by file, so that the output stays the same folder: for a container in which it is mounted.
    FileByFile,
}

/// Publishes to one output folder, or cleans it.
#[derive(Clone, Copy)]
pub struct Publisher<'a> {
    output: &'a Path,
    method: Method,
    observer: &'a dyn Observer,
}

impl<'a> Publisher<'a> {
    /// Creates a publisher for an output folder, with the default method.
    pub fn new(output: &'a Path) -> Self {
        Self {
            output,
            method: Method::default(),
            observer: &NoObserver,
        }
    }

    /// Sets the method.
    #[must_use]
    pub fn with_method(self, method: Method) -> Self {
        Self { method, ..self }
    }

    /// Sets an observer, which is called before every change.
    #[must_use]
    pub fn observed_by(self, observer: &'a dyn Observer) -> Self {
        Self { observer, ..self }
    }

    /// See [`publish`].
    pub fn publish(self, site: &dyn Site) -> Result<Published, PublishError> {
        let operations = Operations::new(self.observer);
        run::publish(site, self.output, self.method, operations)
    }

    /// See [`clean`].
    pub fn clean(self) -> Result<Cleaned, PublishError> {
        run::clear(self.output, Operations::new(self.observer))
    }
}

/// Publishes `site` to the folder `output`, over what the last build published there.
///
/// Readers see either the old site or the new one. Foreign files stay. Files of an interrupted run are finished or removed.
///
/// # Errors
/// See [`PublishError`]: with every error but [`PublishError::Unfinished`] the published site is exactly as it was.
pub fn publish(site: &dyn Site, output: &Path) -> Result<Published, PublishError> {
    Publisher::new(output).publish(site)
}

/// Removes the files that the last build's record names. Also removes the folder, unless it contains foreign files, is a
/// mount point or is the target of a symbolic link.
///
/// # Errors
/// As for [`publish`]: `clean` stops at a record that it cannot trust.
pub fn clean(output: &Path) -> Result<Cleaned, PublishError> {
    Publisher::new(output).clean()
}
