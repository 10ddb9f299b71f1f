//! The pages of two editions: added, changed and removed.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

use super::Side;
use super::changes::ChangeKind;
use crate::render::{Output, OutputKind, RenderError};
use crate::site::part::frame::Frame;
use crate::site::route::Route;

/// A page that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Page")]
pub struct PageChange {
    /// Whether it was added, changed or removed.
    #[serde(rename = "change")]
    pub kind: ChangeKind,
    /// Whether it is for readers, or for embedding.
    #[serde(rename = "kind")]
    pub page: PageKind,
    /// The address below the site's root: `measures/a2/`, or empty for the home page. In JSON, after the preview's address.
    pub address: String,
    /// The title without the name of the site.
    pub(crate) title: String,
}

/// The purpose of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PageKind {
    /// A page for readers of the site.
    Page,
    /// A chart or a tile for embedding in other websites.
    Embed,
}

/// Returns the changed pages by address, and the changed files of the theme.
///
/// A page in which only the addresses of such files changed counts as unchanged.
pub(super) fn pages(
    before: Option<&Side>,
    after: &Side,
) -> Result<(Vec<PageChange>, Vec<String>), RenderError> {
    let renamed = before.map_or_else(Vec::new, |before| renamed(&before.output, &after.output));
    let mut files: BTreeSet<String> = after.pages.files().collect();
    files.extend(before.into_iter().flat_map(|before| before.pages.files()));
    let files: Vec<String> = files.into_iter().collect();
    let changed: Result<Vec<Option<PageChange>>, RenderError> = files
        .par_iter()
        .map(|file| change(before, after, file, &renamed))
        .collect();
    let theme = before.map_or_else(Vec::new, |before| theme(&before.output, &after.output));
    let mut changed: Vec<PageChange> = changed?.into_iter().flatten().collect();
    changed.sort_by(|a, b| a.address.cmp(&b.address));
    Ok((changed, theme))
}

fn change(
    before: Option<&Side>,
    after: &Side,
    file: &str,
    renamed: &[(String, String)],
) -> Result<Option<PageChange>, RenderError> {
    if before.is_some_and(|before| is_planned_alike(before, after, file)) {
        return Ok(None);
    }
    let shown = |side: &Side| -> Result<Option<String>, RenderError> {
        if side.output.kind(file) != Some(OutputKind::Page) {
            return Ok(None);
        }
        let bytes = side.output.render(file)?.bytes;
        Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
    };
    let then = before.map(shown).transpose()?.flatten();
    let now = shown(after)?;
    let kind = match (&then, &now) {
        (None, _) => ChangeKind::Added,
        (_, None) => ChangeKind::Removed,
        (Some(then), Some(now)) if *then == old_addresses(now, renamed) => return Ok(None),
        _ => ChangeKind::Changed,
    };
    let side = match kind {
        ChangeKind::Removed => before.unwrap_or(after),
        _ => after,
    };
    Ok(side.pages.page(file).map(|page| PageChange {
        kind,
        page: match page.route {
            Route::Embed(..) => PageKind::Embed,
            _ => PageKind::Page,
        },
        // The address of its folder, or of its file.
        address: file.strip_suffix("index.html").unwrap_or(file).to_owned(),
        title: own_title(&page.frame),
    }))
}

/// Returns whether a page has the same view and theme in both editions. Comparing views is much faster than rendering,
/// and most pages do not change.
fn is_planned_alike(before: &Side, after: &Side, file: &str) -> bool {
    Arc::ptr_eq(&before.judged.theme, &after.judged.theme)
        && before.pages.page(file) == after.pages.page(file)
}

/// Returns the title without the name of the site, which every page except the home page has at its end.
fn own_title(frame: &Frame) -> String {
    let own = frame.title.strip_suffix(&frame.site);
    let own = own.filter(|own| !own.is_empty());
    let own = own.map(|own| own.trim_end_matches([':', ' ']));
    own.unwrap_or(&frame.title).to_owned()
}

/// Returns the new and the old address of each file of the theme that moved because its content changed.
fn renamed(before: &Output, after: &Output) -> Vec<(String, String)> {
    let now = after.assets().iter();
    let pairs = now.filter_map(|(path, new)| Some((new, before.assets().get(path)?)));
    let moved = pairs.filter(|(new, old)| new != old);
    moved.map(|(new, old)| (new.clone(), old.clone())).collect()
}

fn old_addresses(page: &str, renamed: &[(String, String)]) -> String {
    let renamed = renamed.iter();
    renamed.fold(page.to_owned(), |page, (new, old)| page.replace(new, old))
}

/// Returns the theme's files that changed, by their paths.
fn theme(before: &Output, after: &Output) -> Vec<String> {
    let (then, now) = (before.assets(), after.assets());
    let all: BTreeSet<&String> = then.keys().chain(now.keys()).collect();
    let changed = all
        .into_iter()
        .filter(|path| then.get(*path) != now.get(*path));
    changed.cloned().collect()
}
