//! Other bodies, own years, and points of departure.

use crate::diag::{Code, Diagnostic};
use jiff::civil::Date;

use crate::model::{Baseline, Benchmark, Outturn, Text, Year};
use crate::parse::fields::Fields;
use crate::parse::file::{At, File, Legible};
use crate::parse::leaf;
use crate::parse::yaml::Node;

pub(super) fn benchmark(file: &File, node: &Node) -> Option<Benchmark> {
    let mut fields = Fields::of(file, node, "a benchmark")?;
    let before = file.so_far();
    let name = fields.required("name", "England", leaf::title);
    let rank = fields.optional_at("rank", leaf::count);
    let publish_on = fields.optional_at("publish_on", leaf::date);
    let benchmark = Benchmark {
        name: name.unwrap_or_else(|| Text::new("")),
        year: fields.optional("period", leaf::year),
        value: fields.optional("value", leaf::decimal),
        rank: rank.map(|rank| rank.value),
        of: fields.optional("of", leaf::count),
        quartile: fields.optional("quartile", leaf::plain),
        publish_on: publish_on.map(|day| day.value),
    };
    fields.finish();
    check_day(file, "this benchmark", benchmark.year, publish_on);
    if file.since(before) == Legible::Whole {
        check_benchmark(file, node, &benchmark, rank);
    }
    Some(benchmark)
}

/// A comparison says something, and a rank lies among those that were ranked.
fn check_benchmark(file: &File, node: &Node, benchmark: &Benchmark, rank: Option<At<u32>>) {
    if benchmark.value.is_none() && rank.is_none() && benchmark.quartile.is_none() {
        let message = "this benchmark has neither a value, a rank nor a quartile";
        file.report(
            Diagnostic::error(Code::MissingField, file.place(node.id), message)
                .help("add `value:`, or `rank:` and `of:`, or `quartile:`"),
        );
    }
    let Some((rank, of)) = rank.zip(benchmark.of) else {
        return;
    };
    if rank.value == 0 || rank.value > of {
        let message = format!("rank {} is not between 1 and {of}", rank.value);
        file.report(
            Diagnostic::error(Code::Range, file.place(rank.node), message)
                .help("`rank` is this body's place, `of` how many were ranked"),
        );
    }
}

pub(super) fn outturn(file: &File, node: &Node) -> Option<Outturn> {
    let mut fields = Fields::of(file, node, "an outturn")?;
    let year = fields.required("year", "2014-15", leaf::year);
    let value = fields.required("value", "91.7", leaf::decimal);
    let standing = fields.optional("standing", leaf::text);
    let publish_on = fields.optional_at("publish_on", leaf::date);
    fields.finish();
    check_day(file, "this outturn", year, publish_on);
    Some(Outturn {
        year: year?,
        value: value?,
        standing,
        publish_on: publish_on.map(|day| day.value),
    })
}

pub(super) fn baseline(file: &File, node: &Node) -> Option<Baseline> {
    let mut fields = Fields::of(file, node, "a baseline")?;
    let name = fields.required("name", "\"At transfer\"", leaf::title);
    let value = fields.required("value", "546", leaf::decimal);
    let publish_on = fields.optional("publish_on", leaf::date);
    fields.finish();
    Some(Baseline {
        name: name?,
        value: value?,
        publish_on,
    })
}

/// A figure of a whole year cannot be published before the year has ended.
fn check_day(file: &File, what: &str, year: Option<Year>, publish_on: Option<At<Date>>) {
    let Some((year, day)) = year.zip(publish_on) else {
        return;
    };
    let quarter = year.last_quarter();
    if day.value <= quarter.last_day() {
        let message = format!(
            "{what} of {year} cannot be published on {}: the year ends on {}",
            day.value,
            quarter.last_day()
        );
        file.report(
            Diagnostic::error(Code::Publication, file.place(day.node), message).help(format!(
                "check the day and the year; without `publish_on` it is published with {quarter}"
            )),
        );
    }
}
