//! What is asked of the operating system itself: each question has one answer for each kind of system.
//!
//! Nothing here decides anything. Where a system cannot do a thing, its answer says so, and publishing goes its other way.

#[cfg(not(unix))]
mod elsewhere;
#[cfg(unix)]
mod unix;

#[cfg(not(unix))]
pub(super) use elsewhere::*;
#[cfg(unix)]
pub(super) use unix::*;

/// Whether two folders can be exchanged in one step.
pub(super) const CAN_EXCHANGE: bool = cfg!(target_os = "linux");
