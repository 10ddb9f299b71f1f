//! The default theme's files, and a site's own in their place.

use std::collections::BTreeMap;

use crate::source::{CopiedBy, Role, SourcePath, SourceTree, Unread, copy_of};

macro_rules! built_in {
    ($($path:literal),* $(,)?) => {
        /// The default theme's files, by their paths below it.
        pub(super) const BUILT_IN: &[(&str, &str)] =
            &[$(($path, include_str!(concat!("../../../themes/default/", $path)))),*];
    };
}

built_in![
    "icon.svg",
    "search.js",
    "style.css",
    "templates/404.html",
    "templates/accessibility.html",
    "templates/actions.html",
    "templates/base.html",
    "templates/challenges.html",
    "templates/components.html",
    "templates/embed.html",
    "templates/finance.html",
    "templates/governance.html",
    "templates/home.html",
    "templates/letters.html",
    "templates/list.html",
    "templates/measure.html",
    "templates/measures.html",
    "templates/methods.html",
    "templates/objective.html",
    "templates/objectives.html",
    "templates/page.html",
    "templates/paper.html",
    "templates/quarter.html",
    "templates/quarter_measures.html",
    "templates/quarter_objectives.html",
    "templates/quarters.html",
    "templates/report.html",
    "templates/reports.html",
    "templates/risks.html",
    "templates/search.html",
    "templates/slots/after_measure.html",
    "templates/slots/footer.html",
    "templates/slots/head.html",
    "templates/slots/header.html",
    "templates/status.html",
];

/// The theme that is compiled in.
pub(super) const DEFAULT: &str = "default";
/// Where templates are, below a theme.
pub(super) const TEMPLATES: &str = "templates/";
/// The one stylesheet.
pub(super) const STYLE: &str = "style.css";
/// A site's colours and type.
pub(super) const PROPERTIES: &str = "properties.css";
/// What the default theme's files were when the site took them over: never published.
pub(super) const ORIGINALS: &str = "originals/";

/// Returns the text of a built-in file, by its path below the theme.
pub fn built_in(path: &str) -> Option<&'static str> {
    let found = BUILT_IN.iter().find(|(known, _)| *known == path);
    found.map(|(_, text)| *text)
}

/// What files of a site's theme are there.
#[derive(Debug, Default)]
pub(super) struct OwnFiles<'a> {
    /// What takes the place of the default theme's files, or is added to them, by paths below the theme.
    pub(super) files: BTreeMap<&'a str, &'a [u8]>,
    /// The default theme's files as they were when the site took them over.
    pub(super) originals: BTreeMap<&'a str, &'a [u8]>,
    /// What is in the theme's folder and is neither read nor published.
    pub(super) unpublished: Vec<&'a SourcePath>,
}

/// Reads what a site has under `themes/<name>/`. What an editor's program leaves there, or is meant for people, is
/// not part of it.
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
            match path.role() {
                Role::Foreign => {}
                Role::Text | Role::Asset if !is_left_by_sync(path) => {
                    own.files.insert(below, bytes);
                }
                _ => own.unpublished.push(path),
            }
        }
    }
    let unread = tree
        .unread()
        .filter(|(path, why)| **why == Unread::NotNeeded && path.below(&folder).is_some());
    own.unpublished.extend(unread.map(|(path, _)| path));
    own
}

fn is_left_by_sync(path: &SourcePath) -> bool {
    matches!(copy_of(path.file_name()), Some((_, CopiedBy::Sync)))
}

/// The names of the themes that a site has.
pub(super) fn themes(tree: &SourceTree) -> Vec<&str> {
    let mut names: Vec<&str> = tree
        .iter()
        .filter_map(|(path, _)| path.below("themes")?.split_once('/'))
        .map(|(name, _)| name)
        .collect();
    names.dedup();
    names
}
