//! Publishing loses nothing: not when it is stopped anywhere, not when the output is a link, a mount point or
//! read-only, and not when the folder is full of other people's files.
#![allow(
    clippy::disallowed_methods,
    reason = "these tests look at what publishing did to the disk"
)]

#[path = "../able/mod.rs"]
mod able;
mod child;
mod clean;
mod crash;
mod failure;
mod foreign;
mod kill;
mod mounts;
mod order;
mod permissions;
mod pruning;
mod rivals;
mod scene;
mod support;
mod usual;
mod ways_agree;
