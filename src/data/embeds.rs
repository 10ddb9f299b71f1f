//! Charts and tiles of measures as picture files.

use super::DataFile;
use crate::chart::{self, Alone, AloneTile};
use crate::model::MeasureId;
use crate::site::PageSet;
use crate::site::choose::addresses::has_picture;
use crate::site::page::embed;
use crate::site::route::{EmbedKind, Route};

pub(super) fn all(pages: &PageSet) -> impl Iterator<Item = (String, DataFile)> {
    let measures = pages.context.report.measures.keys();
    measures.flat_map(|id| {
        let kinds = EmbedKind::ALL.into_iter();
        let kinds = kinds.filter(|kind| has_picture(&pages.context, id, *kind));
        kinds.map(|kind| (kind.picture(id), DataFile::Picture(id.clone(), kind)))
    })
}

pub(super) fn find(pages: &PageSet, path: &str) -> Option<DataFile> {
    let (id, _) = path.strip_prefix("embed/")?.split_once('/')?;
    let id = MeasureId::new(id);
    let mut kinds = EmbedKind::ALL.into_iter();
    let kind =
        kinds.find(|kind| kind.picture(&id) == path && has_picture(&pages.context, &id, *kind))?;
    Some(DataFile::Picture(id, kind))
}

pub(super) fn picture(pages: &PageSet, id: &MeasureId, kind: EmbedKind) -> Option<String> {
    let context = pages.context.at(&Route::Embed(id.clone(), kind));
    let (view, collected) = embed::view(&context, id, kind)?;
    let words = context.words;
    let shorthand = match view.shorthand.as_slice() {
        [] => String::new(),
        used => format!("{}: {}.", words.shorthand, used.join(", ")),
    };
    let source = format!(
        "{}, {}",
        context.report.site.organisation.as_str(),
        view.period
    );
    if let Some(tile) = &view.tile {
        let headline = &tile.measure.headline;
        let unit = format!("{} {}", headline.unit, tile.measure.period);
        return Some(chart::tile_alone(&AloneTile {
            status: tile.tone,
            verdict: &tile.measure.verdict.label,
            title: &view.title,
            number: &headline.number,
            unit: unit.trim(),
            aim: &tile.measure.brief,
            shorthand: &shorthand,
            source: &source,
        }));
    }
    let trend = collected.charts.values().next()?;
    let around = Alone {
        title: &view.title,
        finding: &format!("{}. {}", trend.finding, trend.measured),
        shorthand: &shorthand,
        source: &source,
    };
    Some(chart::alone(&trend.spec, &around))
}
