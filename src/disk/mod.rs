//! The edge where a site is read from the disk and a finished one meets it, and nothing is lost on the way.
//!
//! [`publish`] writes a [`Site`] over whatever its output folder holds now:
//!
//! 1. It takes a lock, so that two builds cannot trample each other, and first settles what an interrupted
//!    run left ([`recover`] does the same for every other command).
//! 2. It renders every file, many at once, and writes those that differ from the published ones into a
//!    hidden folder beside the output (`.public.quarterdeck/next`). Until here nothing published has changed,
//!    and any error leaves it so.
//! 3. It compares with the [`Record`] of the last build. What the record names is the program's own; all else
//!    is *foreign*, and is kept exactly as it is. A page that would need a foreign file's place is refused.
//! 4. It fills the hidden folder up with hard links to unchanged and foreign files, and exchanges it with
//!    the output in one system call. Where that cannot be (see [`Reason`]), a journal lists every
//!    replacement and removal first, and then they are made one by one; whoever comes next after a crash
//!    follows the journal to its end.
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
pub mod memory;
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
pub use mirror::{Before, Care, Ground, Mirror, Seen};
pub use publishing::error::{Fault, PublishError, RenderFailure};
pub use publishing::outcome::{Cleaned, Published, Reason, Recovery, Way};
pub use publishing::path::{SitePath, UnfitPath};
pub use publishing::record::{Fingerprint, RECORD_NAME, Record, published_record};
pub use publishing::world::{Act, Unwatched, Witness};
pub use publishing::{Manner, Publisher, Site, clean, publish, recover};
pub use read::{ReadError, is_site, read};
pub use repository::folder_of;
pub use revision::{Commit, History, Repository, RevisionError, Snapshot};
pub use unfit::{Unfit, check_output};
