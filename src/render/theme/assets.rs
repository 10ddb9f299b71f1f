//! Files of a theme under names that contain a fingerprint of their content.
//!
//! Browsers may cache them for a year. They are in a folder of their own, so that one line of a server's configuration
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

#[cfg(test)]
mod tests {
    use super::*;

    fn assets(files: &[(&str, &str)]) -> Assets {
        let files = files.iter();
        let files = files.map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
        Assets::new(files.collect())
    }

    #[test]
    fn a_name_changes_with_the_content_and_with_nothing_else() {
        let style = |text: &str, font: &str| {
            let assets = assets(&[("style.css", text), ("a.woff2", font)]);
            assets.names["style.css"].clone()
        };
        let name = style("a {}", "");
        assert!(name.starts_with("assets/style.") && name.ends_with(".css"));
        assert_eq!(name, style("a {}", ""));
        assert_ne!(name, style("b {}", ""));
        // A different font renames the stylesheet that loads it.
        let loads = "i { src: url(a.woff2) }";
        assert_ne!(style(loads, "one"), style(loads, "other"));
    }

    #[test]
    fn files_known_by_their_names_keep_them() {
        let assets = assets(&[("robots.txt", ""), ("favicon.ico", ""), ("a.woff2", "")]);
        let files = assets.files.keys();
        let kept: Vec<&String> = files.filter(|path| !path.starts_with(FOLDER)).collect();
        assert_eq!(kept, ["favicon.ico", "robots.txt"]);
    }

    #[test]
    fn a_stylesheet_has_the_published_names_of_files() {
        let font = ("fonts/a.woff2", "font");
        let rule = "@font-face { src: url(\"fonts/a.woff2\") } i { background: url(missing.png) }";
        let assets = assets(&[
            font,
            ("style.css", rule),
            ("print/paper.css", "u { background: url(../fonts/a.woff2) }"),
        ]);
        let text =
            |path: &str| String::from_utf8_lossy(&assets.files[&assets.names[path]]).into_owned();
        let published = assets.names["fonts/a.woff2"].replace(FOLDER, "");
        assert_eq!(
            text("style.css"),
            format!("@font-face {{ src: url({published}) }} i {{ background: url(missing.png) }}")
        );
        assert_eq!(
            text("print/paper.css"),
            format!("u {{ background: url(../{published}) }}")
        );
    }
}
