//! Files of a theme under names that contain a fingerprint of their content.
//!
//! Browsers may cache them for a year. They are in a separate folder, so that one line of a server's configuration
//! covers them all.

use std::collections::BTreeMap;

use crate::source::Fingerprint;

/// The folder of files with fingerprints in their names.
const FOLDER: &str = "assets/";

/// The endings of files that get a fingerprint. Others, such as `robots.txt`, are known by their names.
const FINGERPRINTED: [&str; 13] = [
    "avif", "css", "gif", "jpeg", "jpg", "js", "otf", "png", "svg", "ttf", "webp", "woff", "woff2",
];

/// A theme's files as they are published.
#[derive(Debug, Clone, Default)]
pub(crate) struct Assets {
    /// Files by their published paths.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    /// The published path of each, by its path below the theme.
    pub(crate) names: BTreeMap<String, String>,
}

impl Assets {
    /// Names files. Stylesheets come last, because their content depends on the names of other files.
    pub(super) fn new(files: BTreeMap<String, Vec<u8>>) -> Self {
        let (styles, others): (BTreeMap<_, _>, BTreeMap<_, _>) = files
            .into_iter()
            .partition(|(path, _)| path.ends_with(".css"));
        let mut assets = Self::default();
        for (path, bytes) in others {
            assets.publish(path, bytes);
        }
        for (path, bytes) in styles {
            let bytes = assets.with_published_names(&path, bytes);
            assets.publish(path, bytes);
        }
        assets
    }

    fn publish(&mut self, path: String, bytes: Vec<u8>) {
        let published = published_path(&path, &bytes);
        self.files.insert(published.clone(), bytes);
        self.names.insert(path, published);
    }

    /// Returns a stylesheet with the published paths of the theme's files in its `url(...)`.
    fn with_published_names(&self, path: &str, bytes: Vec<u8>) -> Vec<u8> {
        let Ok(text) = String::from_utf8(bytes.clone()) else {
            return bytes;
        };
        let mut parts = text.split("url(");
        let mut whole = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            whole.push_str("url(");
            let (address, rest) = part.split_at(part.find(')').unwrap_or(0));
            let bare = address.trim().trim_matches(['"', '\'']);
            match self.names.get(&resolve(path, bare)) {
                Some(published) => {
                    whole.push_str(&"../".repeat(path.matches('/').count()));
                    whole.push_str(published.strip_prefix(FOLDER).unwrap_or(published));
                }
                None => whole.push_str(address),
            }
            whole.push_str(rest);
        }
        whole.into_bytes()
    }
}

/// Returns the published path of a file: `crest.svg` becomes `assets/crest.1a2b3c4d5e.svg`.
fn published_path(path: &str, bytes: &[u8]) -> String {
    match path.rsplit_once('.') {
        Some((stem, ending)) if FINGERPRINTED.contains(&ending) => {
            let print = Fingerprint::of(bytes).short();
            format!("{FOLDER}{stem}.{print}.{ending}")
        }
        _ => path.to_owned(),
    }
}

/// Resolves an address relative to a file, as a path below the theme.
fn resolve(path: &str, address: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}
