//! Files of a theme that pages ask for, under names that change with what is in them.
//!
//! A browser may keep such a file for a year, because another content has another name. So they are published in a
//! folder of their own, which a server can be told of in one line.

use std::collections::BTreeMap;

use crate::source::Fingerprint;

/// The folder of files that carry their fingerprint in their names.
const FOLDER: &str = "assets/";

/// What pages and stylesheets ask for. All else, such as `robots.txt`, is asked for by a name that others know.
const ASKED_FOR: [&str; 13] = [
    "avif", "css", "gif", "jpeg", "jpg", "js", "otf", "png", "svg", "ttf", "webp", "woff", "woff2",
];

/// A theme's files as they are published.
#[derive(Debug, Clone, Default)]
pub(super) struct Assets {
    /// By their published paths.
    files: BTreeMap<String, Vec<u8>>,
    /// The published path of each, by its path below the theme.
    names: BTreeMap<String, String>,
}

impl Assets {
    /// Names files. Stylesheets come last, because their own names depend on those that they ask for.
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
        let published = published(&path, &bytes);
        self.files.insert(published.clone(), bytes);
        self.names.insert(path, published);
    }

    /// A file by its published path.
    pub(super) fn get(&self, published: &str) -> Option<&[u8]> {
        self.files.get(published).map(Vec::as_slice)
    }

    /// Every file by its published path.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let files = self.files.iter();
        files.map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// The published path of each file, by its path below the theme.
    pub(super) fn names(&self) -> &BTreeMap<String, String> {
        &self.names
    }

    /// A stylesheet whose `url(...)` of the theme's own files name them as they are published.
    fn with_published_names(&self, path: &str, bytes: Vec<u8>) -> Vec<u8> {
        let Ok(text) = String::from_utf8(bytes.clone()) else {
            return bytes;
        };
        let mut parts = text.split("url(");
        let mut whole = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            whole.push_str("url(");
            let (asked, rest) = part.split_at(part.find(')').unwrap_or(0));
            let bare = asked.trim().trim_matches(['"', '\'']);
            match self.names.get(&from_folder_of(path, bare)) {
                Some(published) => {
                    whole.push_str(&"../".repeat(depth(path)));
                    whole.push_str(published.strip_prefix(FOLDER).unwrap_or(published));
                }
                None => whole.push_str(asked),
            }
            whole.push_str(rest);
        }
        whole.into_bytes()
    }
}

/// `crest.svg` to `assets/crest.1a2b3c4d5e.svg`.
fn published(path: &str, bytes: &[u8]) -> String {
    match path.rsplit_once('.') {
        Some((stem, ending)) if ASKED_FOR.contains(&ending) => {
            let print = Fingerprint::of(bytes).short();
            format!("{FOLDER}{stem}.{print}.{ending}")
        }
        _ => path.to_owned(),
    }
}

fn depth(path: &str) -> usize {
    path.matches('/').count()
}

/// Where a relative address leads, as a path below the theme.
fn from_folder_of(path: &str, asked: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in asked.split('/') {
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
        Assets::new(
            files
                .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
                .collect(),
        )
    }

    #[test]
    fn a_name_changes_with_the_content_and_with_nothing_else() {
        let [one, same, other] = ["a {}", "a {}", "b {}"].map(|text| {
            let assets = assets(&[("style.css", text)]);
            assets.names()["style.css"].clone()
        });
        assert_eq!(one, same);
        assert_ne!(one, other);
        assert!(
            one.starts_with("assets/style.") && one.ends_with(".css"),
            "{one}"
        );
    }

    #[test]
    fn what_others_ask_for_by_name_keeps_its_name() {
        let assets = assets(&[
            ("robots.txt", ""),
            ("favicon.ico", ""),
            ("fonts/a.woff2", ""),
        ]);
        let kept: Vec<&str> = assets
            .iter()
            .map(|(path, _)| path)
            .filter(|path| !path.starts_with(FOLDER))
            .collect();
        assert_eq!(kept, ["favicon.ico", "robots.txt"]);
    }

    #[test]
    fn a_stylesheet_asks_for_files_by_their_published_names() {
        let font = ("fonts/a.woff2", "font");
        let rule = "@font-face { src: url(\"fonts/a.woff2\") } i { background: url(missing.png) }";
        let assets = assets(&[
            font,
            ("style.css", rule),
            ("print/paper.css", "u { background: url(../fonts/a.woff2) }"),
        ]);
        let text = |path: &str| {
            let bytes = assets.get(&assets.names()[path]).expect("a file");
            String::from_utf8_lossy(bytes).into_owned()
        };
        let published = assets.names()["fonts/a.woff2"].replace(FOLDER, "");
        assert_eq!(
            text("style.css"),
            format!("@font-face {{ src: url({published}) }} i {{ background: url(missing.png) }}")
        );
        assert_eq!(
            text("print/paper.css"),
            format!("u {{ background: url(../{published}) }}")
        );
    }

    #[test]
    fn another_font_is_another_stylesheet() {
        let [one, other] = ["one", "other"].map(|font| {
            let files = [("a.woff2", font), ("style.css", "i { src: url(a.woff2) }")];
            assets(&files).names()["style.css"].clone()
        });
        assert_ne!(one, other);
    }
}
