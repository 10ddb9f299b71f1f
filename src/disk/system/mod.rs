//! Calls of the operating system that differ between systems. If a system has no such call, the result says so.

#[cfg(not(unix))]
mod other;
#[cfg(unix)]
mod unix;

#[cfg(not(unix))]
pub(super) use other::*;
#[cfg(unix)]
pub(super) use unix::*;

/// Whether every file has an id, so that a replaced file is noticed.
pub(super) const HAS_FILE_IDS: bool = cfg!(unix);

/// Whether two folders can be exchanged in one step.
pub(super) const CAN_EXCHANGE: bool = cfg!(target_os = "linux");

/// Returns an error, because this system cannot exchange folders.
#[cfg(not(target_os = "linux"))]
pub(super) fn exchange(_new: &std::path::Path, _old: &std::path::Path) -> std::io::Result<()> {
    Err(std::io::ErrorKind::Unsupported.into())
}

/// Returns nothing: attributes matter only if folders can be exchanged.
#[cfg(not(target_os = "linux"))]
pub(super) fn attributes(_folder: &std::path::Path) -> [u8; 0] {
    []
}
