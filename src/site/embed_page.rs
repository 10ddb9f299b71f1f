//! A measure's chart and its tile, each on a small page of its own that other websites can frame, and what a measure's
//! page says of them.

use schemars::JsonSchema;
use serde::Serialize;

use super::collected::Collected;
use super::context::Context;
use super::frame::{LinkView, PageTitle, frame};
use super::measure_page::{distinct_title, latest_quarter};
use super::page::{Page, View};
use super::routes::{EmbedKind, Links, Route};
use super::rows::{self, Tile};
use super::trend::{self, Standing};
use super::words::fill;
use super::{addresses, periods};
use crate::markup::Html;
use crate::model::{Measure, MeasureId};

/// A page to be framed.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct EmbedView {
    /// The measure's name.
    pub title: String,
    /// "April to June 2016".
    pub period: String,
    /// Its page.
    pub measure: LinkView,
    /// The keys of its charts: its own, or one for each member; none on the page of a tile.
    pub charts: Vec<String>,
    /// Its tile; none on the page of a chart.
    pub tile: Option<Tile>,
    /// The shorthand that is used, explained.
    pub shorthand: Vec<String>,
}

/// What a measure's page says of its embeds.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ShareView {
    /// The pages to be framed, and the same as pictures.
    pub links: Vec<LinkView>,
    /// What to copy; empty where the site's address is not known.
    pub codes: Vec<ShareCode>,
}

/// Something to copy.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ShareCode {
    /// "The chart".
    pub label: String,
    /// `<iframe src="...">`
    pub code: String,
}

pub(super) fn page(context: &Context, id: &MeasureId, kind: EmbedKind) -> Option<Page> {
    let measure = context.report.measures.get(id)?;
    let quarter = latest_quarter(context, id)?;
    let words = context.words;
    let route = Route::Embed(id.clone(), kind);
    let links = context.links(&route);
    let title = distinct_title(context, measure);
    let slots = [("title", title.as_str())];
    let named = match kind {
        EmbedKind::Chart => fill(words.embed_chart, &slots),
        EmbedKind::Tile => fill(words.embed_tile, &slots),
    };
    let frame = frame(
        context,
        PageTitle {
            route: &route,
            title: &named,
            description: &named,
            parents: Vec::new(),
            published: None,
        },
    );
    let mut page = Page::new(route, frame);
    let charts = match kind {
        EmbedKind::Chart => embedded_charts(context, measure, &mut page.collected),
        EmbedKind::Tile => Vec::new(),
    };
    let tile = match kind {
        EmbedKind::Chart => None,
        EmbedKind::Tile => Some(rows::tile(context, id, quarter, "", &links)?),
    };
    page.view = View::Embed(Box::new(EmbedView {
        title: measure.title.as_str().to_owned(),
        period: periods::quarter(words, quarter),
        measure: LinkView {
            label: words.embed_source.to_owned(),
            href: links.to(&Route::Measure(id.clone())),
        },
        charts,
        tile,
        shorthand: match kind {
            EmbedKind::Chart => shorthand_of_all(context, id),
            EmbedKind::Tile => {
                rows::shorthand(context, context.report.entry(quarter, id).into_iter())
            }
        },
    }));
    Some(page)
}

fn embedded_charts(context: &Context, measure: &Measure, collected: &mut Collected) -> Vec<String> {
    let own = std::iter::once(measure).chain(measure.members());
    own.filter_map(|measure| {
        let key = measure.id.as_str().replace('.', "-");
        let trend = trend::trend(context, measure, &key, Standing::OwnPage)?;
        collected.charts.insert(key.clone(), trend);
        Some(key)
    })
    .collect()
}

/// The shorthand that a measure's figures use in any quarter, explained.
fn shorthand_of_all(context: &Context, id: &MeasureId) -> Vec<String> {
    let quarters = context.report.quarters.keys();
    let entries = quarters.filter_map(|quarter| context.report.entry(*quarter, id));
    rows::shorthand(context, entries)
}

/// Whether there is a chart of a measure, or of one of its members: it takes a figure.
pub(super) fn has_chart(context: &Context, measure: &Measure) -> bool {
    let mut own = std::iter::once(measure).chain(measure.members());
    own.any(|measure| was_ever_reported(context, &measure.id))
}

/// Whether a figure was ever reported of it.
pub(super) fn was_ever_reported(context: &Context, id: &MeasureId) -> bool {
    let mut quarters = context.report.quarters.keys();
    quarters.any(|quarter| {
        let entry = context.report.entry(*quarter, id);
        entry.is_some_and(|entry| entry.reported.figure().is_some())
    })
}

/// What a measure's page says of its embeds.
pub(super) fn share(context: &Context, measure: &Measure, links: &Links) -> ShareView {
    let words = context.words;
    let id = &measure.id;
    let kinds = [
        (
            EmbedKind::Chart,
            words.share_chart,
            words.share_chart_page,
            words.share_chart_picture,
        ),
        (
            EmbedKind::Tile,
            words.share_tile,
            words.share_tile_page,
            words.share_tile_picture,
        ),
    ];
    let kinds: Vec<_> = kinds
        .into_iter()
        .filter(|(kind, ..)| addresses::has(context, &Route::Embed(id.clone(), *kind)))
        .collect();
    let mut view = ShareView {
        links: Vec::new(),
        codes: Vec::new(),
    };
    for (kind, label, page, picture) in kinds {
        let route = Route::Embed(id.clone(), kind);
        view.links.push(LinkView {
            label: page.to_owned(),
            href: links.to(&route),
        });
        if has_picture(context, measure, kind) {
            let href = links.file(&kind.picture(id));
            view.links.push(LinkView {
                label: picture.to_owned(),
                href,
            });
        }
        if let Some(base) = context.base_url() {
            let code = code(base, &route, measure, kind);
            view.codes.push(ShareCode {
                label: label.to_owned(),
                code,
            });
        }
    }
    view
}

/// Whether an embed stands alone as a picture too: several charts do not.
pub(super) fn has_picture(context: &Context, measure: &Measure, kind: EmbedKind) -> bool {
    measure.members().is_empty()
        && match kind {
            EmbedKind::Chart => was_ever_reported(context, &measure.id),
            EmbedKind::Tile => true,
        }
}

fn code(base: &str, route: &Route, measure: &Measure, kind: EmbedKind) -> String {
    let base = base.trim_end_matches('/');
    let title = Html::text(measure.title.as_str());
    let height = match kind {
        EmbedKind::Chart => 640,
        EmbedKind::Tile => 420,
    };
    format!(
        "<iframe src=\"{base}{route}\" title=\"{title}\" width=\"100%\" height=\"{height}\" loading=\"lazy\"></iframe>"
    )
}
