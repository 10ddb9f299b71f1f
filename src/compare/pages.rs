//! The pages of two editions: which are new, which are gone, and which read otherwise.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::Side;
use super::changes::Kind;
use crate::render::{FileKind, Output, RenderError};
use crate::site::part::frame::Frame;
use crate::site::route::Route;

/// A page that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageChange {
    /// Whether it is new, gone or another.
    pub kind: Kind,
    /// Whether readers come upon it, or other websites frame it.
    pub page: PageKind,
    /// Its address below the site's: `measures/a2/`, or nothing for the home page.
    pub address: String,
    /// As the browser's tab shows it.
    pub title: String,
}

/// Whom a page is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageKind {
    /// Readers of the site.
    Page,
    /// Websites that frame a chart or a tile.
    Embed,
}

/// The pages that change, by address, and the files of the theme that do.
///
/// A page in which nothing but the addresses of such files is another reads as before.
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
        if side.output.kind(file) != Some(FileKind::Page) {
            return Ok(None);
        }
        let bytes = side.output.render(file)?.bytes;
        Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
    };
    let then = before.map(shown).transpose()?.flatten();
    let now = shown(after)?;
    let kind = match (&then, &now) {
        (None, _) => Kind::Added,
        (_, None) => Kind::Removed,
        (Some(then), Some(now)) if *then == old_addresses(now, renamed) => return Ok(None),
        _ => Kind::Changed,
    };
    let side = match kind {
        Kind::Removed => before.unwrap_or(after),
        _ => after,
    };
    Ok(side.pages.page(file).map(|page| PageChange {
        kind,
        page: match page.route {
            Route::Embed(..) => PageKind::Embed,
            _ => PageKind::Page,
        },
        address: address(file),
        title: own_title(&page.frame),
    }))
}

/// Whether a page says the same, and one theme shows both. To plan a page is quicker by far than to show it, and most pages
/// are as they were.
fn is_planned_alike(before: &Side, after: &Side, file: &str) -> bool {
    Arc::ptr_eq(&before.judged.theme, &after.judged.theme)
        && before.pages.page(file) == after.pages.page(file)
}

/// The title in the browser's tab without the name of the site, which stands behind it on every page but the first.
fn own_title(frame: &Frame) -> String {
    let title = &frame.title;
    let own = title
        .strip_suffix(&frame.site)
        .filter(|own| !own.is_empty());
    own.map_or(title.as_str(), |own| own.trim_end_matches([':', ' ']))
        .to_owned()
}

/// The page's folder; a page that is a file of its own keeps its name.
fn address(file: &str) -> String {
    file.strip_suffix("index.html").unwrap_or(file).to_owned()
}

/// The new and the old address of each file of the theme that moved because it holds other bytes.
fn renamed(before: &Output, after: &Output) -> Vec<(String, String)> {
    let now = after.assets().iter();
    let pairs = now.filter_map(|(path, new)| Some((new, before.assets().get(path)?)));
    pairs
        .filter(|(new, old)| new != old)
        .map(|(new, old)| (new.clone(), old.clone()))
        .collect()
}

fn old_addresses(page: &str, renamed: &[(String, String)]) -> String {
    let renamed = renamed.iter();
    renamed.fold(page.to_owned(), |page, (new, old)| page.replace(new, old))
}

/// The files of the theme that hold something else, by their paths there.
fn theme(before: &Output, after: &Output) -> Vec<String> {
    let (then, now) = (before.assets(), after.assets());
    let all: BTreeSet<&String> = then.keys().chain(now.keys()).collect();
    all.into_iter()
        .filter(|path| then.get(*path) != now.get(*path))
        .cloned()
        .collect()
}
