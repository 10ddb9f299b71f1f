//! Changes of what was promised, each with its reason and who decided it.
//!
//! Source: Code of Practice for Statistics, on changes to definitions and methods, which must be explained to readers.

use schemars::JsonSchema;
use serde::Serialize;

use super::facts::{Fact, FactTable, table};
use super::{LinkView, links};
use crate::assess::ledger::{self, ChangeKind, Changed, LedgerChange};
use crate::model::{Holder, Measure};
use crate::site::context::Context;
use crate::site::phrases::{changes, periods};
use crate::site::route::Route;
use crate::site::words::fill;

/// A change in the list of all changes.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ChangeRow {
    /// What changed: a link to the measure or the objective. The address is empty if it has no page.
    pub about: LinkView,
    /// The change: "Target: 13 days, previously 14 days".
    pub text: String,
    /// The reason, or that none is recorded.
    pub because: String,
    /// Who decided it and when. `None` if that is not recorded.
    pub decided: Option<String>,
    /// A link to the paper of the decision. `None` if none is recorded.
    pub paper: Option<LinkView>,
}

pub(crate) fn row(context: &Context, change: &LedgerChange) -> ChangeRow {
    let words = context.words;
    let label = changes::about(context, change);
    let about = match change.about {
        Changed::Measure(measure) => LinkView {
            label,
            ..links::measure_link(context, measure)
        },
        Changed::Other(holder) => LinkView {
            href: match holder {
                Holder::Objective(id) if context.report.objective(id).is_some() => {
                    context.links.to(&Route::Objective(id.clone()))
                }
                _ => String::new(),
            },
            label,
        },
    };
    let decided = change.decided;
    let paper = decided.and_then(|decided| decided.paper.clone());
    ChangeRow {
        about,
        text: changes::what(context, change),
        because: changes::because(context, change),
        decided: decided
            .and_then(|decided| changes::decided(words, decided))
            .or_else(|| changes::set_by(words, change)),
        paper: paper.map(|href| LinkView {
            label: words.decision_paper.to_owned(),
            href,
        }),
    }
}

/// Returns the changes of a measure and its members, the latest first, other than breaks, which are among its notes, and a start
/// without a reason.
pub(crate) fn changes(context: &Context, measure: &Measure) -> FactTable {
    let words = context.words;
    let all = ledger::of_measure(&context.report.figures, measure);
    let is_listed = |change: &&LedgerChange| {
        !change.is_break() && (change.kind != ChangeKind::New || change.because.is_some())
    };
    let rows = all.iter().filter(is_listed).map(|change| {
        let row = row(context, change);
        let quarter = periods::quarter(words, change.quarter);
        let paper = row
            .paper
            .map(|paper| fill(words.paper_at, &[("address", &paper.href)]));
        let because = change.because.map(|_| row.because);
        let detail = [because, row.decided, paper];
        let detail = detail.into_iter().flatten();
        let detail = detail.collect::<Vec<_>>().join(" ");
        Fact {
            label: match change.about {
                Changed::Measure(one) if one.id != measure.id => {
                    format!("{}, {quarter}", one.title.as_str())
                }
                _ => quarter,
            },
            text: row.text,
            detail: (!detail.is_empty()).then_some(detail),
        }
    });
    table(words.changes, Some(words.changes_note), rows.collect())
}
