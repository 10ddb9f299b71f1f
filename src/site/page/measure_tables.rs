//! The details of a measure: what is counted, which direction is better, the data source, the responsible officer, its
//! objectives. And more figures: parts, single months, benchmarks, earlier years, baselines, revisions.

use super::measure::MeasurePage;
use crate::assess::objectives;
use crate::model::Benchmark;
use crate::site::part::facts::{fact, table};
use crate::site::part::{Fact, FactTable, LinkView, facts, links};
use crate::site::phrases::{figures, names, periods};
use crate::site::route::Route;
use crate::site::words::fill;

impl MeasurePage<'_> {
    pub(super) fn details(&self) -> Vec<Fact> {
        let words = self.context.words;
        let measure = self.measure;
        let better = names::better(self.context, measure.judgement.better());
        let period = names::period_kind(self.context, measure);
        let set = measure.set.as_deref();
        let references = measure.also.join(", ");
        let also = (!measure.also.is_empty())
            .then(|| fill(words.also_printed_as, &[("references", &references)]));
        let source = self.context.report.quarters[&self.quarter].source.as_ref();
        let source = measure
            .source
            .as_ref()
            .or(source.map(|source| &source.title));
        let rows = [
            (words.definition, names::text(measure.definition.as_ref())),
            (words.polarity, Some(better.to_owned())),
            (
                words.period,
                Some(fill(words.covers, &[("period", period)])),
            ),
            (
                words.set,
                set.map(|set| names::set_name(self.context, Some(set))),
            ),
            (words.reference, also),
            (words.data_source, names::text(source)),
            (words.owner, names::text(measure.owner.as_ref())),
        ];
        let given = rows.into_iter();
        given
            .filter_map(|(label, text)| Some(fact(label, &text?)))
            .collect()
    }

    pub(super) fn objectives(&self) -> Vec<LinkView> {
        let report = self.context.report;
        let all = report.objectives().map(|(_, objective)| objective);
        all.filter(|objective| objectives::belongs(report, self.measure, &objective.id))
            .map(|objective| {
                let route = Route::Objective(objective.id.clone());
                links::link(self.context, objective.title.as_str(), &route)
            })
            .collect()
    }

    pub(super) fn tables(&self) -> Vec<FactTable> {
        let tables = [
            self.parts(),
            self.months(),
            self.benchmarks(),
            self.outturns(),
            self.baselines(),
            facts::revisions(self.context, self.measure),
        ];
        let tables = tables.into_iter();
        tables.filter(|table| !table.rows.is_empty()).collect()
    }

    fn parts(&self) -> FactTable {
        let words = self.context.words;
        let entry = self.entry();
        let rows = self.measure.parts.iter().filter_map(|part| {
            let figure = entry?.parts.get(&part.id)?;
            Some(fact(
                part.title.as_str(),
                &figures::marked(words, figure, self.measure.unit),
            ))
        });
        table(words.parts, None, rows.collect())
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
        table(
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
        table(words.benchmarks, None, rows.collect())
    }

    fn rank(&self, benchmark: &Benchmark) -> Option<String> {
        let words = self.context.words;
        let rank = benchmark.rank.zip(benchmark.of).map(|(rank, of)| {
            let slots = [("rank", &*rank.to_string()), ("of", &of.to_string())];
            fill(words.rank, &slots)
        });
        let quartile = benchmark.quartile.as_ref();
        let quartile = quartile.map(|quartile| fill(words.quartile, &[("quartile", quartile)]));
        let known: Vec<String> = rank.into_iter().chain(quartile).collect();
        (!known.is_empty()).then(|| known.join(", "))
    }

    fn outturns(&self) -> FactTable {
        let words = self.context.words;
        let rows = self.measure.outturns.iter().map(|outturn| Fact {
            label: periods::year(outturn.year),
            text: figures::value(words, outturn.value, self.measure.unit),
            detail: names::text(outturn.standing.as_ref()),
        });
        table(words.outturns, Some(words.outturns_note), rows.collect())
    }

    fn baselines(&self) -> FactTable {
        let words = self.context.words;
        let rows = self.measure.baselines.iter().map(|baseline| {
            fact(
                baseline.name.as_str(),
                &figures::value(words, baseline.value, self.measure.unit),
            )
        });
        table(words.baselines, None, rows.collect())
    }
}
