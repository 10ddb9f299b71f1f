//! The headers that a server sends with each file, as settings for common hosts.
//!
//! The policy is that of the pages. Only a server can say who may frame them: embeds alone may be framed. Files with a
//! fingerprint in their names may be kept for a year.

use std::collections::BTreeSet;

use serde_json::json;

use super::xml::{DECLARATION, escaped};
use crate::site::PageSet;
use crate::site::route::policy::{MAY_BE_FRAMED, NEVER_FRAMED, of_pages};
use crate::site::words::fill;

/// The folder of the pages that others may frame.
const EMBEDS: &str = "embed";
/// The folder of files whose names change with their content.
const ASSETS: &str = "assets";
const POLICY: &str = "Content-Security-Policy";
const KEPT_FOR_A_YEAR: &str = "public, max-age=31536000, immutable";

/// The headers of every file: browsers do not guess types, other hosts learn the site that a visitor comes from but not
/// the page, and no page asks for a camera or a position.
const ALWAYS: [(&str, &str); 3] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    (
        "Permissions-Policy",
        "camera=(), geolocation=(), microphone=()",
    ),
];

fn policy(pages: &PageSet, framed: &str) -> String {
    format!("{}; {framed}", of_pages(pages.context.options.links))
}

/// Returns `_headers`, for Netlify and Cloudflare. Both hosts join the headers of all rules that fit, and a browser obeys
/// each policy. So the rule for all files does not mention frames, and each folder other than that of embeds forbids them.
pub(super) fn rules(pages: &PageSet) -> Vec<u8> {
    let root = pages.context.base_path();
    let mut rules = format!("{root}*\n");
    let plain = of_pages(pages.context.options.links);
    for (name, value) in [(POLICY, plain.as_str())].into_iter().chain(ALWAYS) {
        rules.push_str(&format!("  {name}: {value}\n"));
    }
    rules.push_str(&format!(
        "{root}{ASSETS}/*\n  Cache-Control: {KEPT_FOR_A_YEAR}\n"
    ));
    for place in never_framed(pages) {
        rules.push_str(&format!("{root}{place}\n  {POLICY}: {NEVER_FRAMED}\n"));
    }
    rules.into_bytes()
}

/// Returns the home page, other files at the root, and every folder of pages other than embeds.
fn never_framed(pages: &PageSet) -> BTreeSet<String> {
    let places = pages.files().map(|file| match file.split_once('/') {
        Some((folder, _)) => format!("{folder}/*"),
        None => file,
    });
    let embeds = format!("{EMBEDS}/*");
    let places = places.filter(|place| *place != embeds);
    places.chain([String::new()]).collect()
}

/// Returns `staticwebapp.config.json`, for Azure. The headers of a route replace the global ones of the same name.
pub(super) fn azure(pages: &PageSet) -> Vec<u8> {
    let root = pages.context.base_path();
    let policy_of_all = policy(pages, NEVER_FRAMED);
    let global = [(POLICY, &*policy_of_all)].into_iter().chain(ALWAYS);
    let global = global.map(|(name, value)| (name.to_owned(), value.into()));
    let global: serde_json::Map<_, _> = global.collect();
    let config = json!({
        "globalHeaders": global,
        "routes": [
            { "route": format!("{root}{EMBEDS}/*"), "headers": { POLICY: policy(pages, MAY_BE_FRAMED) } },
            { "route": format!("{root}{ASSETS}/*"), "headers": { "Cache-Control": KEPT_FOR_A_YEAR } },
        ],
        "responseOverrides": { "404": { "rewrite": not_found(pages) } },
        "mimeTypes": { ".xml": "application/xml" },
    });
    format!("{config:#}\n").into_bytes()
}

/// Returns `web.config`, for IIS.
pub(super) fn iis(pages: &PageSet) -> Vec<u8> {
    let always = ALWAYS.map(|(name, value)| {
        let value = escaped(value);
        format!("    <add name=\"{name}\" value=\"{value}\"/>\n")
    });
    let slots = [
        ("always", &*always.concat()),
        ("never_framed", &escaped(&policy(pages, NEVER_FRAMED))),
        ("may_be_framed", &escaped(&policy(pages, MAY_BE_FRAMED))),
        ("not_found", &escaped(&not_found(pages))),
    ];
    let config = fill(include_str!("web.config"), &slots);
    format!("{DECLARATION}{config}").into_bytes()
}

fn not_found(pages: &PageSet) -> String {
    format!("{}404.html", pages.context.base_path())
}
