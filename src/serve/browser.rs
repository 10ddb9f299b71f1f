//! Opens the user's browser.

/// Opens an address in the browser.
pub(super) fn open(address: &str) -> std::io::Result<()> {
    open::that_detached(address)
}
