//! Charts and tiles as pictures that stand alone.

use crate::chart::{self, Alone, AloneTile};
use crate::model::MeasureId;
use crate::site::PageSet;
use crate::site::page::{Page, View};
use crate::site::route::{EmbedKind, Route};
use crate::site::words::Words;

/// Where they are.
pub(super) fn paths(pages: &PageSet) -> impl Iterator<Item = String> {
    let measures = pages.report().measures.keys();
    measures.flat_map(|id| {
        let kinds = EmbedKind::ALL.into_iter();
        kinds
            .filter(|kind| pages.has_picture(id, *kind))
            .map(|kind| kind.picture(id))
    })
}

/// Whether a path is one of them.
pub(super) fn holds(pages: &PageSet, path: &str) -> bool {
    at(pages, path).is_some()
}

/// One of them, by its path.
pub(super) fn picture(pages: &PageSet, path: &str) -> Option<String> {
    let (id, kind) = at(pages, path)?;
    let page = pages.page(&Route::Embed(id, kind).file())?;
    drawn(&page, pages.words())
}

/// Whose picture a path is, and which.
fn at(pages: &PageSet, path: &str) -> Option<(MeasureId, EmbedKind)> {
    let (id, _) = path.strip_prefix("embed/")?.split_once('/')?;
    let id = MeasureId::new(id);
    let kind = EmbedKind::ALL
        .into_iter()
        .find(|kind| kind.picture(&id) == path)?;
    pages.has_picture(&id, kind).then_some((id, kind))
}

fn drawn(page: &Page, words: &Words) -> Option<String> {
    let View::Embed(view) = &page.view else {
        return None;
    };
    let shorthand = match view.shorthand.as_slice() {
        [] => String::new(),
        used => format!("{}: {}.", words.shorthand, used.join(", ")),
    };
    let source = format!("{}, {}", page.frame.organisation, view.period);
    if let Some(tile) = &view.tile {
        let headline = &tile.measure.headline;
        return Some(chart::tile_alone(&AloneTile {
            status: tile.tone,
            verdict: &tile.measure.verdict.label,
            title: &view.title,
            number: &headline.number,
            unit: &headline.unit,
            aim: tile.aim.as_deref().unwrap_or_default(),
            shorthand: &shorthand,
            source: &source,
        }));
    }
    let trend = page.collected.charts.values().next()?;
    let around = Alone {
        title: &view.title,
        finding: &format!("{}. {}", trend.finding, trend.measured),
        shorthand: &shorthand,
        source: &source,
    };
    chart::alone(&trend.spec, &around)
}
