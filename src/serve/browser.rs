//! The one door to the browser of whoever runs the server.

/// Opens an address there.
pub(super) fn open(address: &str) -> std::io::Result<()> {
    open::that_detached(address)
}
