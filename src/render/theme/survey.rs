//! What a site's theme sets, fills, replaces and adds, and which built-in files have changed since. No other file uses the
//! crate `similar`.

use similar::TextDiff;

use super::files::{self, DEFAULT, PROPERTIES, SLOTS, STYLE, TEMPLATES};
use super::properties;
use crate::source::SourceTree;

/// The contents of a site's theme.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Survey {
    pub(crate) properties: Vec<String>,
    pub(crate) slots: Vec<String>,
    pub(crate) replaced: Vec<Replaced>,
    pub(crate) added: Vec<String>,
    /// Originals of files that it no longer replaces.
    pub(crate) left_over: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Replaced {
    pub(crate) path: String,
    pub(crate) built_in: BuiltInState,
}

/// Whether a built-in file has changed since the site replaced it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BuiltInState {
    Unchanged,
    Changed,
    /// There is no original to compare it with.
    Unknown,
    /// It is the same as the site's file.
    SameAsOwn,
}

impl Survey {
    pub(crate) fn of(name: &str, tree: &SourceTree) -> Self {
        let own = files::own(name, tree);
        let mut survey = Self::default();
        for (path, bytes) in &own.files {
            let same = files::built_in(path).is_some_and(|text| text.as_bytes() == *bytes);
            if same && (name == DEFAULT || slot(path).is_some()) {
                continue;
            }
            if *path == PROPERTIES {
                survey.properties = properties::names(&String::from_utf8_lossy(bytes));
            } else if let Some(slot) = slot(path) {
                survey.slots.push(slot.to_owned());
            } else if let Some(built_in) = files::built_in(path) {
                let built_in = match own.originals.get(path) {
                    _ if same => BuiltInState::SameAsOwn,
                    None => BuiltInState::Unknown,
                    Some(original) if *original == built_in.as_bytes() => BuiltInState::Unchanged,
                    Some(_) => BuiltInState::Changed,
                };
                let path = (*path).to_owned();
                survey.replaced.push(Replaced { path, built_in });
            } else {
                survey.added.push((*path).to_owned());
            }
        }
        let originals = own.originals.keys();
        let left_over = originals.filter(|path| !own.files.contains_key(*path));
        survey.left_over = left_over.map(|path| (*path).to_owned()).collect();
        survey
    }

    /// Whether the site uses the built-in theme without changes.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

fn slot(path: &str) -> Option<&str> {
    files::built_in(path)?;
    let name = path.strip_prefix(TEMPLATES)?.strip_prefix(SLOTS)?;
    name.strip_suffix(".html")
}

/// Whether an original is kept of a file when a site replaces it. Built-in slots are empty, and properties are set one by
/// one.
pub(crate) fn is_kept_as_original(path: &str) -> bool {
    slot(path).is_none() && path != PROPERTIES
}

/// Returns the paths of the files that a site can copy.
pub(crate) fn starters() -> Vec<&'static str> {
    let paths = files::BUILT_IN.iter().map(|(path, _)| *path);
    paths.chain([PROPERTIES]).collect()
}

/// Returns the text that a site's copy of a built-in file starts with.
pub(crate) fn starter(path: &str) -> String {
    files::built_in(path).map_or_else(commented_properties, str::to_owned)
}

fn commented_properties() -> String {
    let known = properties::known(files::built_in(STYLE).unwrap_or_default());
    let light = known.iter();
    let light =
        light.map(|one| format!("  /* {}: {}; */ /* {} */\n", one.name, one.light, one.about));
    let dark = known.iter().filter(|one| !one.dark.is_empty());
    let dark = dark.map(|one| format!("    /* {}: {}; */\n", one.name, one.dark));
    format!(
        "/* Colours and type. To change one, delete the comment marks around its line and edit the value. */\n\
         :root {{\n{}}}\n@media screen and (prefers-color-scheme: dark) {{\n  :root {{\n{}  }}\n}}\n",
        light.collect::<String>(),
        dark.collect::<String>()
    )
}

/// Returns the changes between two named texts in the format of `diff -u`. Empty if there are none.
pub(crate) fn unified(before: (&str, &str), after: (&str, &str)) -> String {
    TextDiff::from_lines(before.1, after.1)
        .unified_diff()
        .context_radius(3)
        .header(before.0, after.0)
        .to_string()
}
