//! What else is known of a measure: its parts, single months, other bodies, earlier years, where it began.

use schemars::JsonSchema;
use serde::Serialize;

use super::context::Context;
use super::measure_page::MeasurePage;
use super::words::fill;
use super::{figures, periods, revised};
use crate::model::Benchmark;

/// A label and what it says.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Fact {
    /// "Target".
    pub label: String,
    /// "92%".
    pub text: String,
    /// "since April to June 2016"; empty for nothing.
    pub detail: String,
}

/// A small table of facts.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct FactTable {
    /// Its heading.
    pub heading: String,
    /// A sentence under it; empty for nothing.
    pub lede: String,
    /// Its rows.
    pub rows: Vec<Fact>,
}

pub(super) fn fact(label: &str, text: &str) -> Fact {
    Fact {
        label: label.to_owned(),
        text: text.to_owned(),
        detail: String::new(),
    }
}

fn table(heading: &str, lede: &str, rows: Vec<Fact>) -> FactTable {
    FactTable {
        heading: heading.to_owned(),
        lede: lede.to_owned(),
        rows,
    }
}

impl MeasurePage<'_> {
    pub(super) fn tables(&self) -> Vec<FactTable> {
        let tables = [
            self.parts(),
            self.months(),
            self.benchmarks(),
            self.outturns(),
            self.baselines(),
            table(
                self.context.words.revisions,
                self.context.words.revisions_note,
                revised::revised_figures(self.context, self.measure),
            ),
        ];
        tables
            .into_iter()
            .filter(|table| !table.rows.is_empty())
            .collect()
    }

    fn parts(&self) -> FactTable {
        let words = self.context.words;
        let entry = self.entry();
        let rows = self.measure.parts().iter().filter_map(|part| {
            let figure = entry?.parts.get(&part.id)?;
            Some(fact(
                part.title.as_str(),
                &figures::marked(words, figure, self.measure.unit),
            ))
        });
        table(words.parts, "", rows.collect())
    }

    fn months(&self) -> FactTable {
        let words = self.context.words;
        let own = self
            .entry()
            .map(|entry| (String::new(), self.measure, entry));
        let members = self.measure.members().iter().filter_map(|member| {
            let entry = self.context.report.entry(self.quarter, &member.id)?;
            Some((format!("{}: ", member.title.as_str()), member, entry))
        });
        let rows = own
            .into_iter()
            .chain(members)
            .flat_map(|(before, measure, entry)| {
                entry.months.iter().map(move |(month, figure)| {
                    let label = format!("{before}{}", periods::month(words, *month));
                    fact(&label, &figures::marked(words, figure, measure.unit))
                })
            });
        table(words.month_table, words.month_table_note, rows.collect())
    }

    fn benchmarks(&self) -> FactTable {
        let words = self.context.words;
        let rows = self.measure.benchmarks.iter().map(|benchmark| {
            let value = benchmark
                .value
                .map(|value| figures::value(words, value, self.measure.unit));
            Fact {
                label: benchmark_name(self.context, benchmark),
                text: value.unwrap_or_else(|| words.none.to_owned()),
                detail: self.standing(benchmark),
            }
        });
        table(words.benchmarks, "", rows.collect())
    }

    fn standing(&self, benchmark: &Benchmark) -> String {
        let words = self.context.words;
        let rank = benchmark.rank.zip(benchmark.of).map(|(rank, of)| {
            fill(
                words.rank,
                &[("rank", &rank.to_string()), ("of", &of.to_string())],
            )
        });
        let quartile = benchmark
            .quartile
            .as_ref()
            .map(|quartile| fill(words.quartile, &[("quartile", quartile)]));
        rank.into_iter()
            .chain(quartile)
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn outturns(&self) -> FactTable {
        let words = self.context.words;
        let rows = self.measure.outturns.iter().map(|outturn| Fact {
            label: periods::year(outturn.year),
            text: figures::value(words, outturn.value, self.measure.unit),
            detail: outturn
                .standing
                .as_ref()
                .map_or(String::new(), |standing| standing.as_str().to_owned()),
        });
        table(words.outturns, words.outturns_note, rows.collect())
    }

    fn baselines(&self) -> FactTable {
        let words = self.context.words;
        let rows = self.measure.baselines.iter().map(|baseline| {
            fact(
                baseline.name.as_str(),
                &figures::value(words, baseline.value, self.measure.unit),
            )
        });
        table(words.baselines, "", rows.collect())
    }
}

/// "England, 2014/15".
pub(super) fn benchmark_name(context: &Context, benchmark: &Benchmark) -> String {
    match benchmark.year {
        Some(year) => {
            let slots = [
                ("name", benchmark.name.as_str()),
                ("year", &periods::year(year)),
            ];
            fill(context.words.benchmark_line, &slots)
        }
        None => benchmark.name.as_str().to_owned(),
    }
}
