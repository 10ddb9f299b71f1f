//! What the figures of a measure are compared with: other bodies, the body's own years, baselines.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::diag::Code;
use crate::model::{Baseline, Benchmark, ComparedFigure, Outturn, Text};
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
    let printed = as_printed(file, &mut fields, value.as_ref());
    let benchmark = Benchmark {
        name: name.unwrap_or_else(|| Text::new("")),
        year: fields.optional("period", leaf::year),
        value: printed.map(ComparedFigure::AsPrinted),
        rank: rank.map(|rank| rank.value),
        of: fields.optional("of", leaf::count),
        quartile: fields.optional("quartile", leaf::plain),
        publish_on: publish_on.map(|day| day.value),
    };
    if fields.finish() {
        check_benchmark(
            file,
            node,
            (&benchmark, value.is_some() || benchmark.value.is_some()),
            rank,
        );
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

/// Reads `value`, or what the source prints instead of it. The figure is zero until its unit is known, and `None` if there is
/// neither.
fn figure(file: &File, fields: &mut Fields) -> (Option<At<Amount>>, Option<ComparedFigure>) {
    let value = if fields.has("as_printed") || fields.is_surveyed() {
        fields.optional_at("value", leaf::amount)
    } else {
        fields.required("value", at(leaf::amount))
    };
    let printed = as_printed(file, fields, value.as_ref());
    let known = value
        .as_ref()
        .map(|_| ComparedFigure::Figure(Decimal::ZERO));
    let figure = known.or(printed.map(ComparedFigure::AsPrinted));
    (value, figure)
}

fn as_printed(file: &File, fields: &mut Fields, value: Option<&At<Amount>>) -> Option<Text> {
    let printed = fields.optional_at("as_printed", leaf::title)?;
    if value.is_some() {
        let message = "`as_printed` is for what the source prints instead of a figure";
        let help = "delete it, or delete `value`";
        file.error(printed.node, Code::WrongShape, message, help);
    }
    Some(printed.value)
}

pub(super) fn outturn(file: &File, node: &Node) -> Option<Beside<Outturn>> {
    let mut fields = Fields::of(file, node, "an outturn")?;
    let year = fields.required("year", leaf::year);
    let (value, figure) = figure(file, &mut fields);
    let standing = fields.optional("standing", leaf::text);
    let publish_on = fields.optional_at("publish_on", leaf::date);
    fields.finish();
    let comparison = Outturn {
        year: year?,
        value: figure?,
        standing,
        publish_on: publish_on.map(|day| day.value),
    };
    Some(Beside {
        comparison,
        value,
        day: publish_on,
        node: node.id,
    })
}

pub(super) fn baseline(file: &File, node: &Node) -> Option<Beside<Baseline>> {
    map(file, node, "a baseline", |fields| {
        let name = fields.required("name", leaf::title);
        let (value, figure) = figure(file, fields);
        let comparison = Baseline {
            publish_on: fields.optional("publish_on", leaf::date),
            name: name?,
            value: figure?,
        };
        Some(Beside {
            comparison,
            value,
            day: None,
            node: node.id,
        })
    })
}
