//! The edge where a site is read from the disk and a finished one meets it, and nothing is lost on the way.
//!
//! [`publish`] writes a [`Site`] over whatever its output folder holds now:
//!
//! 1. It takes a lock, so that two builds cannot trample each other, and removes what an interrupted run left
//!    in its workspace.
//! 2. It renders every file, many at once, and writes those that differ from the published ones into a
//!    hidden folder beside the output (`.public.quarterdeck/next`). Until here nothing published has changed,
//!    and any error leaves it so.
//! 3. It compares with the [`Record`] of the last build. What the record names is the program's own; all else
//!    is *foreign*, and is kept exactly as it is. A page that would need a foreign file's place is refused.
//! 4. It fills the hidden folder up with hard links to unchanged and foreign files, and exchanges it with
//!    the output in one system call. Where that cannot be (see [`Reason`]), the record names the files of both sites
//!    first, and then files are replaced one by one; after a crash the next build knows by it which are its own.
//! 5. It removes the old files: only those that the record names, still with the bytes that were recorded.
//!
//! The record lies in the output (`.quarterdeck.json`): paths and fingerprints of published files, no times
//! and no sources, so that the same site gives the same record. A record that cannot be read is never
//! guessed at: publishing stops and says what to do.
#![allow(
    clippy::disallowed_methods,
    reason = "this is the edge: reading and writing the disk is what it is for"
)]

mod authoring;
mod bounds;
mod git_lock;
mod mirror;
mod publishing;
mod read;
mod repository;
mod revision;
mod system;
mod unfit;
mod walk;

pub use authoring::{Creation, append, create, keep, rewrite};
pub use git_lock::GitLock;
pub use mirror::{Before, Mirror, Seen};
pub use publishing::error::{Fault, PublishError, RenderFailure};
pub use publishing::outcome::{Cleaned, Published, Reason, Way};
pub use publishing::path::{SitePath, UnfitPath};
pub use publishing::record::{Fingerprint, RECORD_NAME, Record, published_record};
pub use publishing::world::{Act, Unwatched, Witness};
pub use publishing::{Manner, Publisher, Site, clean, publish};
pub use read::{ReadError, is_site, read};
pub use repository::folder_of;
pub use revision::{Commit, History, Repository, RevisionError, Snapshot};
pub use unfit::{Unfit, check_output};
