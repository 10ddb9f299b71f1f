//! How other websites can show parts of a measure's page.

use schemars::JsonSchema;
use serde::Serialize;

use super::links::LinkView;
use crate::markup::Html;
use crate::model::Measure;
use crate::site::choose::{addresses, latest};
use crate::site::context::Context;
use crate::site::route::{EmbedKind, Links, Route};

/// How other websites can show parts of a measure's page.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ShareView {
    /// Links to the pages to embed, and to the same as pictures.
    pub links: Vec<LinkView>,
    /// Markup to copy. Empty if the site's address is not known.
    pub codes: Vec<ShareCode>,
}

/// Markup to copy into another website.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ShareCode {
    /// What it shows: "The chart".
    pub label: String,
    /// The markup: `<iframe src="...">`.
    pub code: String,
}

/// How other websites can show parts of a measure's page.
pub(crate) fn share(context: &Context, measure: &Measure, links: &Links) -> ShareView {
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
        if latest::has_picture(context, measure, kind) {
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
