//! How other websites can show parts of a measure's page.

use schemars::JsonSchema;
use serde::Serialize;

use super::{LinkView, links};
use crate::markup::Html;
use crate::model::Measure;
use crate::site::choose::addresses;
use crate::site::context::Context;
use crate::site::route::{EmbedKind, Route};

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

pub(crate) fn share(context: &Context, measure: &Measure) -> ShareView {
    let words = context.words;
    let mut view = ShareView {
        links: Vec::new(),
        codes: Vec::new(),
    };
    for kind in EmbedKind::ALL {
        let route = Route::Embed(measure.id.clone(), kind);
        if !addresses::has(context, &route) {
            continue;
        }
        let ([label, page, picture], height) = match kind {
            EmbedKind::Chart => {
                let page = words.share_chart_page;
                ([words.share_chart, page, words.share_chart_picture], 640)
            }
            EmbedKind::Tile => {
                let page = words.share_tile_page;
                ([words.share_tile, page, words.share_tile_picture], 420)
            }
        };
        view.links.push(links::link(context, page, &route));
        if addresses::has_picture(context, &measure.id, kind) {
            view.links.push(LinkView {
                label: picture.to_owned(),
                href: context.links.file(&kind.picture(&measure.id)),
            });
        }
        let base = context.base_url().map(|base| base.trim_end_matches('/'));
        let title = Html::text(measure.title.as_str());
        view.codes.extend(base.map(|base| ShareCode {
            label: label.to_owned(),
            code: format!(
                "<iframe src=\"{base}{route}\" title=\"{title}\" width=\"100%\" height=\"{height}\" loading=\"lazy\"></iframe>"
            ),
        }));
    }
    view
}
