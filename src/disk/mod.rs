//! An edge: reads a site from the disk, and publishes it without losing files.
//!
//! [`publish`] writes a [`Site`] to its output folder:
//!
//! 1. It takes a lock against other builds, and removes what an interrupted run left
//!    in its workspace.
//! 2. It renders every file, many at once, and writes those that differ from the published ones into a
//!    hidden folder beside the output (`.public.quarterdeck/next`). Until here nothing published has changed.
//! 3. It compares with the [`Record`] of the last build. Files that the record does not name are
//!    *foreign*, and are kept unchanged. A page at the path of a foreign file is an error.
//! 4. It fills the hidden folder up with hard links to unchanged and foreign files, and exchanges it with
//!    the output in one system call. If that is not possible (see [`Reason`]), the record names the files of both sites
//!    first, and then files are replaced one by one; after a crash the next build knows by it which are its own.
//! 5. It removes the old files: only those that the record names, still with the bytes that were recorded.
//!
//! The record is in the output (`.quarterdeck.json`): paths and fingerprints of published files, no times
//! and no sources, so that the same site gives the same record. If it cannot be read,
//! publishing stops with a message.
#![allow(
    clippy::disallowed_methods,
    reason = "this is the edge: reading and writing the disk is what it is for"
)]

mod authoring;
mod bounds;
mod mirror;
mod publishing;
mod read;
mod repository;
mod revision;
mod system;
mod unfit;
mod walk;

pub use authoring::{append, create, keep, rewrite};
pub use mirror::{Changes, Mirror};
pub use publishing::error::{Fault, PublishError};
pub use publishing::memo::{Remembered, forget, own_program, remember, remembered};
pub use publishing::operations::{Observer, Operation};
pub use publishing::outcome::{Cleaned, Published, Reason, Replacement};
pub use publishing::path::SitePath;
pub use publishing::record::{Fingerprint, RECORD_NAME, Record, published_record};
pub use publishing::run::{Preview, preview};
pub use publishing::{Method, Publisher, Site, clean, publish};
pub use read::{ReadError, is_site, read};
pub use repository::{folder_of, git_lock};
pub use revision::{Commit, History, Repository, RevisionError, Snapshot};
pub use unfit::check_output;
