//! More figures of a measure: parts, single months, benchmarks, earlier years, baselines, revisions.

use super::measure::MeasurePage;
use crate::model::Benchmark;
use crate::site::part::facts::{self, Fact, FactTable};
use crate::site::part::revisions;
use crate::site::phrases::{figures, names, periods};
use crate::site::words::fill;

impl MeasurePage<'_> {
    pub(super) fn tables(&self) -> Vec<FactTable> {
        let tables = [
            self.parts(),
            self.months(),
            self.benchmarks(),
            self.outturns(),
            self.baselines(),
            facts::table(
                self.context.words.revisions,
                Some(self.context.words.revisions_note),
                revisions::revision_rows(self.context, self.measure),
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
        let rows = self.measure.parts.iter().filter_map(|part| {
            let figure = entry?.parts.get(&part.id)?;
            Some(facts::fact(
                part.title.as_str(),
                &figures::marked(words, figure, self.measure.unit),
            ))
        });
        facts::table(words.parts, None, rows.collect())
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
                    facts::fact(&label, &figures::marked(words, figure, measure.unit))
                })
            });
        facts::table(
            words.month_table,
            Some(words.month_table_note),
            rows.collect(),
        )
    }

    fn benchmarks(&self) -> FactTable {
        let words = self.context.words;
        let rows = self.measure.benchmarks.iter().map(|benchmark| {
            let value = benchmark
                .value
                .map(|value| figures::value(words, value, self.measure.unit));
            Fact {
                label: names::benchmark_name(self.context, benchmark),
                text: value.unwrap_or_else(|| words.none.to_owned()),
                detail: self.rank(benchmark),
            }
        });
        facts::table(words.benchmarks, None, rows.collect())
    }

    fn rank(&self, benchmark: &Benchmark) -> Option<String> {
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
        let known: Vec<String> = rank.into_iter().chain(quartile).collect();
        (!known.is_empty()).then(|| known.join(", "))
    }

    fn outturns(&self) -> FactTable {
        let words = self.context.words;
        let rows = self.measure.outturns.iter().map(|outturn| Fact {
            label: periods::year(outturn.year),
            text: figures::value(words, outturn.value, self.measure.unit),
            detail: outturn
                .standing
                .as_ref()
                .map(|standing| standing.as_str().to_owned()),
        });
        facts::table(words.outturns, Some(words.outturns_note), rows.collect())
    }

    fn baselines(&self) -> FactTable {
        let words = self.context.words;
        let rows = self.measure.baselines.iter().map(|baseline| {
            facts::fact(
                baseline.name.as_str(),
                &figures::value(words, baseline.value, self.measure.unit),
            )
        });
        facts::table(words.baselines, None, rows.collect())
    }
}
