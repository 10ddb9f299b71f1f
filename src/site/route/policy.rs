//! What a page may load, and who may show it: the strictest rules that it works under.
//!
//! Pages hold no script and no style of their own, and ask nothing of another host. A page says so itself, in its head,
//! and browsers hold it to that. Who may frame it can only be said by the server.

use super::LinkStyle;

/// The content security policy of every page, as it stands in its head.
///
/// A copy that is opened by double click has no host: there, `'self'` means nothing to some browsers, and files may be
/// asked for as well.
pub fn of_pages(links: LinkStyle) -> String {
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

/// What a server adds to that: nobody may frame a page, so that nobody can lay it under buttons of their own.
pub const NEVER_FRAMED: &str = "frame-ancestors 'none'";

/// The same of embeds, which are there to be framed.
pub const MAY_BE_FRAMED: &str = "frame-ancestors *";
