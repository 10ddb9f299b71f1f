//! What a page may load and who may embed it: the strictest policy under which pages work.
//!
//! Pages contain no scripts or styles and load nothing from other hosts. Each page states that in its head, and
//! browsers enforce it. Who may embed a page can only be set by the server.

use super::LinkStyle;

/// Returns the content security policy in the head of every page.
///
/// A copy opened from disk has no host. Some browsers then ignore `'self'`, so files are allowed too.
pub(crate) fn of_pages(links: LinkStyle) -> String {
    let own = match links {
        LinkStyle::Folder => "'self'",
        LinkStyle::File => "'self' file:",
    };
    let loads = [
        "script-src",
        "style-src",
        "img-src",
        "font-src",
        "connect-src",
        "form-action",
    ];
    let loads = loads.map(|what| format!("{what} {own}"));
    format!("default-src 'none'; {}; base-uri 'none'", loads.join("; "))
}

/// The header that a server adds: no website may embed a page, which prevents clickjacking.
pub(crate) const NEVER_FRAMED: &str = "frame-ancestors 'none'";

/// The header for embeds, which any website may embed.
pub(crate) const MAY_BE_FRAMED: &str = "frame-ancestors *";
