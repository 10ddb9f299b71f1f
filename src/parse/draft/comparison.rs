//! What the figures of a measure are compared with: other bodies, the body's own years, baselines.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::diag::Code;
use crate::model::{Baseline, Benchmark, Outturn, Text};
use crate::parse::fields::{Fields, at, map};
use crate::parse::file::{At, File};
use crate::parse::leaf::{self, Amount};
use crate::parse::yaml::Node;
use crate::source::NodeId;

/// A comparison, and its value as typed: only the measure's unit says what that is.
#[derive(Debug)]
pub(crate) struct Beside<T> {
    pub(crate) comparison: T,
    pub(crate) value: Option<At<Amount>>,
    /// The first day on which it is public, if it has its own.
    pub(crate) day: Option<At<Date>>,
    pub(crate) node: NodeId,
}

pub(super) fn benchmark(file: &File, node: &Node) -> Option<Beside<Benchmark>> {
    let mut fields = Fields::of(file, node, "a benchmark")?;
    let name = fields.required("name", leaf::title);
    let rank = fields.optional_at("rank", leaf::count);
    let publish_on = fields.optional_at("publish_on", leaf::date);
    let value = fields.optional_at("value", leaf::amount);
    let benchmark = Benchmark {
        name: name.unwrap_or_else(|| Text::new("")),
        year: fields.optional("period", leaf::year),
        value: None,
        rank: rank.map(|rank| rank.value),
        of: fields.optional("of", leaf::count),
        quartile: fields.optional("quartile", leaf::plain),
        publish_on: publish_on.map(|day| day.value),
    };
    if fields.finish() {
        check_benchmark(file, node, (&benchmark, value.is_some()), rank);
    }
    Some(Beside {
        comparison: benchmark,
        value,
        day: publish_on,
        node: node.id,
    })
}

/// A comparison says something, and a rank lies among those that were ranked.
fn check_benchmark(
    file: &File,
    node: &Node,
    (benchmark, has_value): (&Benchmark, bool),
    rank: Option<At<u32>>,
) {
    if !has_value && rank.is_none() && benchmark.quartile.is_none() {
        let message = "this benchmark has neither a value, a rank nor a quartile";
        let help = "add `value:`, or `rank:` and `of:`, or `quartile:`";
        file.error(node.id, Code::MissingField, message, help);
    }
    if let Some((At { value: rank, node }, of)) = rank.zip(benchmark.of)
        && !(1..=of).contains(&rank)
    {
        let message = format!("rank {rank} is not between 1 and {of}");
        let help = "`rank` is this body's place, `of` how many were ranked";
        file.error(node, Code::Range, message, help);
    }
}

pub(super) fn outturn(file: &File, node: &Node) -> Option<Beside<Outturn>> {
    let mut fields = Fields::of(file, node, "an outturn")?;
    let year = fields.required("year", leaf::year);
    let value = fields.required("value", at(leaf::amount));
    let standing = fields.optional("standing", leaf::text);
    let publish_on = fields.optional_at("publish_on", leaf::date);
    fields.finish();
    let comparison = Outturn {
        year: year?,
        value: Decimal::ZERO,
        standing,
        publish_on: publish_on.map(|day| day.value),
    };
    Some(Beside {
        comparison,
        value: Some(value?),
        day: publish_on,
        node: node.id,
    })
}

pub(super) fn baseline(file: &File, node: &Node) -> Option<Beside<Baseline>> {
    map(file, node, "a baseline", |fields| {
        let name = fields.required("name", leaf::title);
        let value = fields.required("value", at(leaf::amount));
        let comparison = Baseline {
            publish_on: fields.optional("publish_on", leaf::date),
            name: name?,
            value: Decimal::ZERO,
        };
        Some(Beside {
            comparison,
            value: Some(value?),
            day: None,
            node: node.id,
        })
    })
}
