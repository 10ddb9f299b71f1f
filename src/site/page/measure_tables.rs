//! The details of a measure: what is counted, which direction is better, the data source, its objectives, who has checked it and what it costs. And more figures: parts, single months, benchmarks, earlier years, baselines, revisions.

use crate::assess::objectives;
use crate::model::{Benchmark, ComparedFigure, PeriodKind};
use crate::site::part::facts::{fact, table};
use crate::site::part::{Fact, FactTable, LinkView, about, facts, links};
use crate::site::phrases::{MeasureInQuarter, covers, figures, names, periods};
use crate::site::route::Route;
use crate::site::words::fill;

impl MeasureInQuarter<'_> {
    pub(super) fn details(&self) -> Vec<Fact> {
        let words = self.subject.words;
        let measure = self.subject.measure;
        let better = names::better(self.context, measure, measure.judgement.better());
        let period = covers::kind(words, measure);
        let set = measure.set.as_deref();
        let references = measure.also.join(", ");
        let also = (!measure.also.is_empty())
            .then(|| fill(words.also_printed_as, &[("references", &references)]));
        let source = self.context.report.quarters[&self.quarter].source.as_ref();
        let source = measure
            .source
            .as_ref()
            .or(source.map(|source| &source.title));
        let sentence = match measure.months {
            _ if self.entry.is_some_and(|entry| entry.covers.is_some()) => words.covers_named,
            Some(_) => words.covers_of_quarter,
            None => words.covers,
        };
        let period = fill(sentence, &[("period", &period)]);
        let covers = std::iter::once(period).chain(covers::lag(words, measure));
        let covers = covers.collect::<Vec<_>>().join(" ");
        let kind = measure.kind.map(|kind| about::kind(words, kind).to_owned());
        let rows = [
            (words.definition, names::text(measure.definition.as_ref())),
            (words.measure_kind, kind),
            (words.polarity, Some(better)),
            (words.period, Some(covers)),
            (
                words.set,
                set.map(|set| names::set_name(self.context, Some(set))),
            ),
            (words.reference, also),
            (words.data_source, names::text(source)),
        ];
        let given = rows.into_iter();
        let given = given.filter_map(|(label, text)| Some(fact(label, &text?)));
        given.chain(about::facts(self.context, measure)).collect()
    }

    pub(super) fn objectives(&self) -> Vec<LinkView> {
        let report = self.context.report;
        let all = report.objectives();
        all.filter(|(_, one)| objectives::belongs(report, self.subject.measure, &one.id))
            .map(|(plan, objective)| links::objective_link(self.context, plan, objective))
            .collect()
    }

    pub(super) fn tables(&self) -> Vec<FactTable> {
        let (words, measure) = (self.subject.words, self.subject.measure);
        let figure = |value| figures::value(words, value, &measure.unit);
        let value = |value: &ComparedFigure| value.shown(figure);
        let parts = measure.parts.iter().filter_map(|part| {
            let figure = self.entry?.parts.get(&part.id)?;
            let text = figures::marked(words, figure, &measure.unit);
            Some(fact(part.title.as_str(), &text))
        });
        let benchmarks = measure.benchmarks.iter().map(|benchmark| Fact {
            label: names::benchmark_name(self.context, benchmark),
            text: benchmark
                .value
                .as_ref()
                .map_or_else(|| words.none.to_owned(), value),
            detail: self.rank(benchmark),
        });
        let outturns = measure.outturns.iter().map(|outturn| Fact {
            label: covers::year(words, measure, outturn.year),
            text: value(&outturn.value),
            detail: names::text(outturn.standing.as_ref()),
        });
        let baselines = measure.baselines.iter();
        let baselines = baselines.map(|one| fact(one.name.as_str(), &value(&one.value)));
        let of_months = words.month_table_note;
        let of_years = match measure.period {
            PeriodKind::Annual => words.outturns_annual_note,
            _ => words.outturns_note,
        };
        let tables = [
            table(words.in_words_heading, None, self.in_words()),
            table(words.parts, None, parts.collect()),
            table(words.month_table, Some(of_months), self.months()),
            table(words.benchmarks, None, benchmarks.collect()),
            table(words.outturns, Some(of_years), outturns.collect()),
            table(words.baselines, None, baselines.collect()),
            facts::forecasts(self.context, measure),
            facts::revisions(self.context, measure),
        ];
        let tables = tables.into_iter();
        tables.filter(|table| !table.rows.is_empty()).collect()
    }

    pub(super) fn records(&self) -> Vec<LinkView> {
        let (context, measure) = (self.context, self.subject.measure);
        let words = context.words;
        let has_forecasts = !facts::forecasts(context, measure).rows.is_empty();
        let has_revisions = !facts::revisions(context, measure).rows.is_empty();
        let links = [
            (has_forecasts, words.forecasts_all, Route::Forecasts),
            (has_revisions, words.revisions_all, Route::Revisions),
        ];
        let links = links.into_iter().filter(|(is_shown, ..)| *is_shown);
        links
            .map(|(_, label, route)| links::link(context, label, &route))
            .collect()
    }

    /// Returns what was reported in each quarter, the latest first, of a measure or member without a number that a chart
    /// could have.
    fn in_words(&self) -> Vec<Fact> {
        let (context, words) = (self.context, self.subject.words);
        let all = self.subject.measure.with_members();
        let measured = all.filter_map(|one| context.report.measured(one));
        let rows = measured
            .filter(|one| one.figures().is_empty())
            .flat_map(|one| {
                let (measure, whole) = (one.measure, self.subject.measure);
                let is_member = measure.id != whole.id;
                one.series.entries().rev().filter_map(move |(quarter, _)| {
                    let reported = &one.entry(quarter)?.reported;
                    let period = covers::name(context, measure, quarter);
                    let label = if is_member {
                        format!("{}: {period}", measure.title.as_str())
                    } else {
                        period
                    };
                    let text = figures::cell(words, reported, &measure.unit);
                    reported.is_in_words().then(|| fact(&label, &text))
                })
            });
        rows.collect()
    }

    fn months(&self) -> Vec<Fact> {
        let words = self.subject.words;
        let own = self
            .entry
            .map(|entry| (String::new(), self.subject.measure, entry));
        let members = self.subject.measure.members().iter().filter_map(|member| {
            let entry = self.context.report.entry(self.quarter, &member.id)?;
            Some((format!("{}: ", member.title.as_str()), member, entry))
        });
        let all = own.into_iter().chain(members);
        let rows = all.flat_map(|(before, measure, entry)| {
            // The chart of a monthly measure has its months.
            let since = measure.months.map(|_| self.quarter.last_month());
            let months = entry.months.iter();
            let months = months.filter(move |(month, _)| since.is_none_or(|last| **month > last));
            months.map(move |(month, figure)| {
                let label = format!("{before}{}", periods::month(words, *month));
                fact(&label, &figures::marked(words, figure, &measure.unit))
            })
        });
        rows.collect()
    }

    fn rank(&self, benchmark: &Benchmark) -> Option<String> {
        let words = self.subject.words;
        let rank = benchmark.rank.zip(benchmark.of).map(|(rank, of)| {
            let slots = [("rank", &*rank.to_string()), ("of", &of.to_string())];
            fill(words.rank, &slots)
        });
        let quartile = benchmark.quartile.as_ref();
        let quartile = quartile.map(|quartile| fill(words.quartile, &[("quartile", quartile)]));
        let known: Vec<String> = rank.into_iter().chain(quartile).collect();
        (!known.is_empty()).then(|| known.join(", "))
    }
}
