//! What a site's theme sets, fills, replaces and adds, and what has changed underneath since.

use std::fmt::Write as _;

use super::files::{self, DEFAULT, PROPERTIES, STYLE, TEMPLATES};
use super::properties;
use super::strays::SLOTS;
use crate::source::SourceTree;

/// What a site's theme is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Survey {
    /// The properties that it sets.
    pub properties: Vec<String>,
    /// The slots that it fills.
    pub slots: Vec<String>,
    /// The default theme's files that its own stand in place of.
    pub replaced: Vec<Replaced>,
    /// Files that the default theme does not have.
    pub added: Vec<String>,
    /// Originals of files that it does not replace any more.
    pub left_over: Vec<String>,
}

/// A file that stands in place of one of the default theme's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// Below the theme.
    pub path: String,
    /// What became of the one underneath.
    pub underneath: Underneath,
}

/// What became of a default file since the site took it over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Underneath {
    /// It is as it was.
    AsItWas,
    /// It has changed.
    Changed,
    /// No original was kept, so it cannot be told.
    Unknown,
    /// The site's file says the same as it does.
    Same,
}

impl Survey {
    /// Looks through a site's theme.
    pub fn of(name: &str, tree: &SourceTree) -> Self {
        let own = files::own(name, tree);
        let mut survey = Self::default();
        for (path, bytes) in &own.files {
            let same = files::built_in(path).is_some_and(|text| text.as_bytes() == *bytes);
            if same && (name == DEFAULT || slot(path).is_some()) {
                continue;
            }
            if *path == PROPERTIES {
                survey.properties = properties::set_in(&String::from_utf8_lossy(bytes));
            } else if let Some(slot) = slot(path) {
                survey.slots.push(slot.to_owned());
            } else if let Some(default) = files::built_in(path) {
                let original = own.originals.get(path).copied();
                let underneath = underneath(bytes, original, default.as_bytes());
                let path = (*path).to_owned();
                survey.replaced.push(Replaced { path, underneath });
            } else {
                survey.added.push((*path).to_owned());
            }
        }
        let left_over = own.originals.keys();
        survey.left_over = left_over
            .filter(|path| !own.files.contains_key(*path))
            .map(|path| (*path).to_owned())
            .collect();
        survey
    }

    /// Whether the site's theme has nothing of its own.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The slot that a default file is, or a site's file fills.
fn slot(path: &str) -> Option<&str> {
    files::built_in(path)?;
    let name = path.strip_prefix(TEMPLATES)?.strip_prefix(SLOTS)?;
    name.strip_suffix(".html")
}

fn underneath(own: &[u8], original: Option<&[u8]>, default: &[u8]) -> Underneath {
    match original {
        _ if own == default => Underneath::Same,
        None => Underneath::Unknown,
        Some(original) if original == default => Underneath::AsItWas,
        Some(_) => Underneath::Changed,
    }
}

/// A file of the default theme that can be taken over: its text now.
pub fn default_file(path: &str) -> Option<&'static str> {
    files::built_in(path)
}

/// Whether an original is kept of a file when it is taken over. A slot is empty underneath, and properties are set
/// one by one.
pub fn is_kept_as_original(path: &str) -> bool {
    slot(path).is_none() && path != PROPERTIES
}

/// What a new file begins with when a site takes it over, and the paths that there are where there is no such file.
///
/// # Errors
/// The paths that can be taken.
pub fn starter(path: &str) -> Result<String, Vec<&'static str>> {
    if path == PROPERTIES {
        return Ok(commented_properties());
    }
    files::built_in(path).map(str::to_owned).ok_or_else(|| {
        let paths = files::BUILT_IN.iter().map(|(path, _)| *path);
        paths.chain([PROPERTIES]).collect()
    })
}

/// Every property as a comment, ready to be set.
fn commented_properties() -> String {
    let style = files::built_in(STYLE).unwrap_or_default();
    let mut text = String::from(
        "/* Colours and type. To change one, delete the comment marks around its line and edit the value. */\n:root {\n",
    );
    let known = properties::known(style);
    for property in &known {
        let _ = writeln!(
            text,
            "  /* {}: {}; */ /* {} */",
            property.name, property.light, property.about
        );
    }
    text.push_str("}\n@media screen and (prefers-color-scheme: dark) {\n  :root {\n");
    for property in known.iter().filter(|property| !property.dark.is_empty()) {
        let _ = writeln!(text, "    /* {}: {}; */", property.name, property.dark);
    }
    text.push_str("  }\n}\n");
    text
}
