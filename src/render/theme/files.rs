//! The files of the built-in theme, and those of a site that replace them.

use std::collections::BTreeMap;

use crate::source::{CopiedBy, Role, SourcePath, SourceTree, Unread, copy_of};

macro_rules! built_in {
    ($($path:literal)*; $($template:literal)*) => {
        /// The built-in files, by their paths below the theme.
        pub(super) const BUILT_IN: &[(&str, &str)] = &[
            $(($path, include_str!(concat!("../../../themes/default/", $path))),)*
            $((
                concat!("templates/", $template, ".html"),
                include_str!(concat!("../../../themes/default/templates/", $template, ".html")),
            ),)*
        ];
    };
}

built_in! {
    "filter.js" "icon.svg" "search.js" "style.css";
    "404" "accessibility" "actions" "as_published" "base" "challenges" "changes" "components" "embed" "finance" "forecasts" "governance"
    "home" "letters" "list"
    "measure" "measures" "methods" "objective" "objectives" "page" "paper" "quarter" "quarter_measures"
    "quarter_objectives" "quarters" "report" "reports" "revisions" "risks" "scrutiny" "search" "slots/after_measure"
    "slots/footer" "slots/head" "slots/header" "status"
}

pub(super) const DEFAULT: &str = "default";
pub(super) const TEMPLATES: &str = "templates/";
/// The folder of the slots, below [`TEMPLATES`].
pub(super) const SLOTS: &str = "slots/";
pub(super) const STYLE: &str = "style.css";
/// The file in which a site sets colours and type.
pub(super) const PROPERTIES: &str = "properties.css";
/// The folder of built-in files as they were when the site replaced them. They are not published.
pub(super) const ORIGINALS: &str = "originals/";

/// Returns the text of a built-in file, by its path below the theme.
pub fn built_in(path: &str) -> Option<&'static str> {
    let found = BUILT_IN.iter().find(|(known, _)| *known == path);
    found.map(|(_, text)| *text)
}

/// Returns the built-in templates, by their names below `templates/`.
pub(super) fn built_in_templates() -> impl Iterator<Item = (&'static str, &'static str)> {
    let files = BUILT_IN.iter();
    files.filter_map(|(path, text)| Some((path.strip_prefix(TEMPLATES)?, *text)))
}

/// The files of a site's theme.
#[derive(Debug, Default)]
pub(super) struct OwnFiles<'a> {
    /// Files that replace built-in ones or are added to them, by paths below the theme.
    pub(super) files: BTreeMap<&'a str, &'a [u8]>,
    /// Built-in files as they were when the site replaced them.
    pub(super) originals: BTreeMap<&'a str, &'a [u8]>,
    /// Files that are neither read nor published.
    pub(super) unpublished: Vec<&'a SourcePath>,
}

/// Finds the files in `themes/<name>/`, without those of editors and documents for people.
pub(super) fn own<'a>(name: &str, tree: &'a SourceTree) -> OwnFiles<'a> {
    let folder = format!("themes/{name}");
    let mut own = OwnFiles::default();
    for (path, bytes) in tree.iter() {
        let Some(below) = path.below(&folder) else {
            continue;
        };
        if let Some(original) = below.strip_prefix(ORIGINALS) {
            own.originals.insert(original, bytes);
        } else {
            let copy = copy_of(path.file_name());
            match path.role() {
                Role::Foreign => {}
                Role::Text | Role::Asset if !matches!(copy, Some((_, CopiedBy::Sync))) => {
                    own.files.insert(below, bytes);
                }
                _ => own.unpublished.push(path),
            }
        }
    }
    let unneeded = tree.unread().filter(|(_, why)| **why == Unread::NotNeeded);
    let unneeded = unneeded.map(|(path, _)| path);
    own.unpublished
        .extend(unneeded.filter(|path| path.below(&folder).is_some()));
    own
}

pub(super) fn themes(tree: &SourceTree) -> Vec<&str> {
    let below = tree.iter().filter_map(|(path, _)| path.below("themes"));
    let names = below.filter_map(|path| Some(path.split_once('/')?.0));
    let mut names: Vec<&str> = names.collect();
    names.dedup();
    names
}
