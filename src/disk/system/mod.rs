//! Calls of the operating system that differ between systems. If a system has no such call, the result says so.

#[cfg(not(unix))]
mod other;
#[cfg(unix)]
mod unix;

#[cfg(not(unix))]
pub(super) use other::*;
#[cfg(unix)]
pub(super) use unix::*;

/// Whether two folders can be exchanged in one step.
pub(super) const CAN_EXCHANGE: bool = cfg!(target_os = "linux");
