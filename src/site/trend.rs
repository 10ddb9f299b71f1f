//! A measure's run of quarters as a chart to be drawn: positions, labels, a title, a description and a table.

use std::collections::BTreeSet;

use serde::Serialize;

use super::context::Context;
use super::verdicts::{Tone, rating_name, unrated_name};
use super::words::fill;
use super::{figures, periods};
use crate::assess::Judged;
use crate::assess::direction::{Directions, Travel};
use crate::assess::rating::{Outcome, goal_in};
use crate::chart::{
    Axis, AxisUnit, Goal as GoalLine, GoalStep, LatestMonth, Level, Line, Period, Point,
    PointStatus, SeriesBreak, Table, TrendSpec,
};
use crate::model::{Comparison, Entry, Figure, Goal, Measure, PeriodKind, Quarter, Reported, Unit};

/// A chart to be drawn, and the words around it.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// What to draw.
    pub spec: TrendSpec,
    /// The finding, as a heading.
    pub finding: String,
    /// What is measured.
    pub measured: String,
    /// What the shapes of its points say; empty where none is rated.
    pub key: Vec<KeyEntry>,
}

/// What the shape of a point says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct KeyEntry {
    /// Shape and colour.
    pub tone: Tone,
    /// "Outside tolerance".
    pub label: String,
}

/// Where a chart stands, which decides how much its heading has to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// On the page of its measure.
    OwnPage,
    /// In the text of a comment or a report.
    InText,
}

impl Context<'_> {
    /// The chart of a measure, where it has at least one figure.
    pub(super) fn trend(&self, measure: &Measure, id: &str, standing: Standing) -> Option<Trend> {
        let run = Run::of(self, measure)?;
        let named = match standing {
            Standing::InText => Some(self.title_of(measure)),
            Standing::OwnPage => self
                .composite_of(measure)
                .map(|_| measure.title.as_str().to_owned()),
        };
        let spec = TrendSpec {
            id: format!("chart-{id}"),
            title: run.title(),
            description: run.description(),
            axis: run.axis(),
            periods: run
                .quarters
                .iter()
                .map(|quarter| run.period(*quarter))
                .collect(),
            latest: run.latest(),
            goals: run.goals(),
            benchmarks: run.benchmarks(),
            breaks: run.breaks(),
            table: run.table(),
        };
        let unit = figures::unit(self.words, measure.unit);
        Some(Trend {
            spec,
            finding: match named {
                Some(name) => {
                    let slots = [("name", name.as_str()), ("finding", &run.finding())];
                    fill(self.words.chart_finding_of, &slots)
                }
                None => run.finding(),
            },
            measured: fill(self.words.chart_measured, &[("unit", &unit)]),
            key: run.key(),
        })
    }
}

/// A measure's quarters, from its first entry to its last, without holes.
struct Run<'a> {
    context: &'a Context<'a>,
    measure: &'a Measure,
    quarters: Vec<Quarter>,
    /// The last quarter with a figure.
    last: (Quarter, Figure),
}

impl<'a> Run<'a> {
    fn of(context: &'a Context<'a>, measure: &'a Measure) -> Option<Self> {
        let report = context.report;
        let reported: Vec<Quarter> = report
            .quarters
            .keys()
            .copied()
            .filter(|q| report.entry(*q, &measure.id).is_some())
            .collect();
        let (first, end) = (*reported.first()?, *reported.last()?);
        let last = reported
            .iter()
            .rev()
            .find_map(|q| Some((*q, report.entry(*q, &measure.id)?.reported.figure()?)))?;
        Some(Self {
            context,
            measure,
            quarters: first.through(end).collect(),
            last,
        })
    }

    fn entry(&self, quarter: Quarter) -> Option<&'a Entry> {
        self.context.report.entry(quarter, &self.measure.id)
    }

    fn judged(&self, quarter: Quarter) -> Option<&'a Judged> {
        self.context.assessment.judged(quarter, &self.measure.id)
    }

    fn shown(&self, figure: &Figure) -> String {
        figures::figure(self.context.words, figure, self.measure.unit)
    }

    fn figures(&self) -> Vec<(Quarter, Figure)> {
        let all = self.quarters.iter();
        all.filter_map(|q| Some((*q, self.entry(*q)?.reported.figure()?)))
            .collect()
    }

    /// The quarter by its months; of an annual measure, the year that the figure covers.
    fn name(&self, quarter: Quarter) -> String {
        match self.measure.period {
            PeriodKind::Annual => periods::financial_year(quarter.year()),
            _ => periods::quarter(self.context.words, quarter),
        }
    }

    fn title(&self) -> String {
        let words = self.context.words;
        let title = self.context.title_of(self.measure);
        let (first, last) = (self.quarters[0], self.quarters[self.quarters.len() - 1]);
        if first == last {
            return fill(
                words.chart_title_one,
                &[("title", &title), ("first", &self.name(first))],
            );
        }
        fill(
            words.chart_title,
            &[
                ("title", &title),
                ("first", &self.name(first)),
                ("last", &self.name(last)),
            ],
        )
    }

    /// The finding: the latest figure against the comparison that leads.
    fn finding(&self) -> String {
        let words = self.context.words;
        let (quarter, figure) = self.last;
        let directions = self.judged(quarter).map(|judged| &judged.direction);
        let then = match directions.map(|directions| directions.leads) {
            Some(Comparison::SameQuarterLastYear) => quarter.last_year(),
            _ => quarter.previous(),
        };
        let template = match directions.map(Directions::leading) {
            Some(Travel::Improved(_)) => words.chart_finding_improved,
            Some(Travel::Worsened(_)) => words.chart_finding_worsened,
            Some(Travel::NoRealChange(_)) => words.chart_finding_same,
            Some(Travel::WentUp(_)) => words.chart_finding_up,
            Some(Travel::WentDown(_)) => words.chart_finding_down,
            _ => words.chart_finding_plain,
        };
        let slots = [
            ("figure", &*self.shown(&figure)),
            ("quarter", &self.name(quarter)),
            ("then", &self.name(then)),
        ];
        fill(template, &slots)
    }

    /// The shapes that are drawn, each once, the best first.
    fn key(&self) -> Vec<KeyEntry> {
        let words = self.context.words;
        let drawn = self
            .quarters
            .iter()
            .filter(|quarter| self.entry(**quarter).is_some_and(is_drawn));
        let entries: BTreeSet<KeyEntry> = drawn
            .filter_map(|quarter| self.judged(*quarter))
            .map(|judged| KeyEntry {
                tone: super::verdicts::tone(judged.current.outcome),
                label: match judged.current.outcome {
                    Outcome::Rated(rating) => rating_name(words, rating).to_owned(),
                    Outcome::Unrated(_) => words.chart_not_rated.to_owned(),
                },
            })
            .collect();
        if entries.iter().all(|entry| entry.tone == Tone::None) {
            return Vec::new();
        }
        entries.into_iter().collect()
    }

    fn description(&self) -> String {
        let words = self.context.words;
        let figures = self.figures();
        let mut sentences = Vec::new();
        if let [(quarter, figure)] = figures.as_slice() {
            let slots = [
                ("figure", &*self.shown(figure)),
                ("quarter", &self.name(*quarter)),
            ];
            sentences.push(fill(words.chart_description_one, &slots));
        } else {
            sentences.push(self.description_of_run(&figures));
        }
        sentences.extend(self.description_of_target());
        let judged = self.judged(self.last.0);
        if let Some(Outcome::Rated(rating)) = judged.map(|judged| judged.current.outcome) {
            let rating = rating_name(words, rating).to_lowercase();
            let slots = [
                ("rating", rating.as_str()),
                ("quarter", &self.name(self.last.0)),
            ];
            sentences.push(fill(words.chart_description_last, &slots));
        }
        sentences.join(" ")
    }

    fn description_of_run(&self, figures: &[(Quarter, Figure)]) -> String {
        let by_value = |a: &&(Quarter, Figure), b: &&(Quarter, Figure)| a.1.value.cmp(&b.1.value);
        let shown = |found: Option<&(Quarter, Figure)>| {
            found.map_or(String::new(), |(_, figure)| self.shown(figure))
        };
        let (first, last) = (figures.first(), figures.last());
        let name = |found: Option<&(Quarter, Figure)>| {
            found.map_or(String::new(), |(quarter, _)| self.name(*quarter))
        };
        let slots = [
            ("count", &*figures.len().to_string()),
            ("first", &name(first)),
            ("last", &name(last)),
            ("first_figure", &shown(first)),
            ("last_figure", &shown(last)),
            ("lowest", &shown(figures.iter().min_by(by_value))),
            ("highest", &shown(figures.iter().max_by(by_value))),
        ];
        fill(self.context.words.chart_description_run, &slots)
    }

    fn description_of_target(&self) -> Option<String> {
        let words = self.context.words;
        let goal = goal_in(self.measure, self.last.0);
        let subject = self.context.subject(self.measure);
        goal?;
        let target = subject.target(goal);
        Some(match subject.tolerance(goal) {
            Some(tolerance) => fill(
                words.chart_description_tolerance,
                &[("target", &target), ("tolerance", &tolerance)],
            ),
            None => fill(words.chart_description_target, &[("target", &target)]),
        })
    }

    fn axis(&self) -> Axis {
        let unit = match self.measure.unit {
            Unit::Percent => AxisUnit::Percent,
            Unit::Count => AxisUnit::Count,
            Unit::Rate { .. } | Unit::Days | Unit::Weeks | Unit::Months => AxisUnit::Amount,
            Unit::Pounds => AxisUnit::Pounds,
            Unit::Score | Unit::Ratio => AxisUnit::Score,
        };
        let words = self.context.words;
        Axis {
            unit,
            million: words.million.to_owned(),
            billion: words.billion.to_owned(),
        }
    }

    fn period(&self, quarter: Quarter) -> Period {
        let words = self.context.words;
        let annual = self.measure.period == PeriodKind::Annual;
        Period {
            short: if annual {
                periods::financial_year(quarter.year())
            } else {
                periods::quarter_short(words, quarter)
            },
            year: if annual {
                String::new()
            } else {
                quarter.last_month().year().to_string()
            },
            long: self.name(quarter),
            point: self.point(quarter),
        }
    }

    fn point(&self, quarter: Quarter) -> Point {
        let words = self.context.words;
        let status = self.status(quarter);
        let Some(entry) = self.entry(quarter) else {
            if self.measure.expected.is_due(quarter) {
                return Point::Gap {
                    shorthand: "[x]".to_owned(),
                    reason: words.not_reported.to_owned(),
                };
            }
            return Point::NotDue;
        };
        let because = || {
            entry
                .because
                .as_ref()
                .map_or(String::new(), |because| because.as_str().to_owned())
        };
        match &entry.reported {
            Reported::Figure(figure) => Point::Value {
                level: Level::from(figure.value),
                label: self.shown(figure),
                status,
            },
            Reported::Missing(missing) => Point::Gap {
                shorthand: figures::missing_shorthand(*missing).to_owned(),
                reason: because(),
            },
            Reported::NotPrinted | Reported::InMembers => {
                let reason = if because().is_empty() {
                    words.printed_without_figure.to_owned()
                } else {
                    because()
                };
                Point::RatedOnly { status, reason }
            }
        }
    }

    fn status(&self, quarter: Quarter) -> PointStatus {
        let tone = self.judged(quarter).map_or(Tone::None, |judged| {
            super::verdicts::tone(judged.current.outcome)
        });
        match tone {
            Tone::Good => PointStatus::Good,
            Tone::Near => PointStatus::Near,
            Tone::Bad => PointStatus::Bad,
            Tone::None => PointStatus::Unrated,
        }
    }

    fn latest(&self) -> Vec<LatestMonth> {
        let (Some(last), words) = (self.quarters.last(), self.context.words) else {
            return Vec::new();
        };
        let months = self.entry(*last).map(|entry| &entry.months);
        let after = months
            .into_iter()
            .flatten()
            .filter(|(month, _)| **month > last.last_month());
        after
            .map(|(month, figure)| {
                let shown = self.shown(figure);
                let long = periods::month(words, *month);
                LatestMonth {
                    level: Level::from(figure.value),
                    label: format!("{} {shown}", periods::month_short(words, *month)),
                    long: fill(words.month_figure, &[("month", &long), ("figure", &shown)]),
                }
            })
            .collect()
    }

    /// One line for a target, two for the edges of a band; each steps where it changed.
    fn goals(&self) -> Vec<GoalLine> {
        let is_band = self
            .measure
            .judgement
            .targets()
            .iter()
            .any(|t| matches!(t.goal, Goal::Band { .. }));
        let edges: &[Edge] = if is_band {
            &[Edge::Low, Edge::High]
        } else {
            &[Edge::Only]
        };
        let lines = edges.iter().map(|edge| GoalLine {
            steps: self.steps(*edge),
        });
        lines.filter(|line| !line.steps.is_empty()).collect()
    }

    fn steps(&self, edge: Edge) -> Vec<GoalStep> {
        let mut steps: Vec<(Option<Goal>, std::ops::Range<usize>)> = Vec::new();
        for (index, quarter) in self.quarters.iter().enumerate() {
            let goal = goal_in(self.measure, *quarter);
            match steps.last_mut() {
                Some((last, range)) if *last == goal => range.end = index + 1,
                _ => steps.push((goal, index..index + 1)),
            }
        }
        let drawn = steps
            .into_iter()
            .filter_map(|(goal, periods)| self.step(edge, goal?, periods));
        drawn.collect()
    }

    fn step(&self, edge: Edge, goal: Goal, periods: std::ops::Range<usize>) -> Option<GoalStep> {
        let words = self.context.words;
        let (target, tolerance) = match (edge, goal) {
            (Edge::Only, Goal::One { target, .. }) => (
                target,
                goal.tolerance_bound(self.measure.judgement.polarity()),
            ),
            (Edge::Low, Goal::Band { low, outer, .. }) => (low, outer.map(|outer| outer.0)),
            (Edge::High, Goal::Band { high, outer, .. }) => (high, outer.map(|outer| outer.1)),
            _ => return None,
        };
        let line = |template, slot: &str, value| {
            let shown = figures::value(words, value, short_unit(self.measure.unit));
            Line {
                level: Level::from(value),
                label: fill(template, &[(slot, &shown)]),
            }
        };
        Some(GoalStep {
            periods,
            target: line(words.chart_target, "target", target),
            tolerance: tolerance
                .map(|tolerance| line(words.chart_tolerance, "tolerance", tolerance)),
        })
    }

    fn benchmarks(&self) -> Vec<Line> {
        let benchmarks = self.measure.benchmarks.iter();
        benchmarks
            .filter_map(|benchmark| {
                let value = benchmark.value?;
                let shown =
                    figures::value(self.context.words, value, short_unit(self.measure.unit));
                Some(Line {
                    level: Level::from(value),
                    label: format!("{}: {shown}", self.context.benchmark_name(benchmark)),
                })
            })
            .collect()
    }

    fn breaks(&self) -> Vec<SeriesBreak> {
        let breaks = self.measure.breaks.iter();
        breaks
            .filter_map(|b| {
                let before = self
                    .quarters
                    .iter()
                    .position(|quarter| *quarter == b.from)?;
                (before > 0).then(|| SeriesBreak {
                    before,
                    label: b.because.as_str().to_owned(),
                })
            })
            .collect()
    }

    fn table(&self) -> Table {
        let words = self.context.words;
        let title = self.context.title_of(self.measure);
        let head = [
            words.period,
            words.figure,
            words.target,
            words.tolerance,
            words.rating,
        ];
        Table {
            caption: fill(words.chart_table_caption, &[("title", &title)]),
            head: head.map(str::to_owned).to_vec(),
            rows: self
                .quarters
                .iter()
                .rev()
                .map(|quarter| self.table_row(*quarter))
                .collect(),
        }
    }

    fn table_row(&self, quarter: Quarter) -> Vec<String> {
        let words = self.context.words;
        let subject = self.context.subject(self.measure);
        let goal = goal_in(self.measure, quarter);
        let judged = self.judged(quarter);
        let unjudged = if self.measure.expected.is_due(quarter) {
            words.not_reported
        } else {
            words.not_due
        };
        let rating = judged.map_or(unjudged.to_owned(), |judged| {
            super::verdicts::verdict(&subject, &judged.current).label
        });
        let figure = match self.entry(quarter) {
            Some(entry) => figures::cell(words, &entry.reported, self.measure.unit),
            None if judged.is_some() || !self.measure.expected.is_due(quarter) => {
                words.not_due.to_owned()
            }
            None => words.not_reported.to_owned(),
        };
        let none = || words.none.to_owned();
        vec![
            periods::quarter_in_full(words, quarter),
            figure,
            subject.target(goal),
            subject.tolerance(goal).unwrap_or_else(none),
            rating,
        ]
    }
}

/// Whether an entry has a point: a figure, or a rating without one.
fn is_drawn(entry: &Entry) -> bool {
    !matches!(entry.reported, Reported::Missing(_))
}

/// Which edge of what is aimed at.
#[derive(Clone, Copy)]
enum Edge {
    Only,
    Low,
    High,
}

/// The base of a rate stands once, in the chart's title, and not at every line.
fn short_unit(unit: Unit) -> Unit {
    match unit {
        Unit::Rate { .. } | Unit::Days | Unit::Weeks | Unit::Months => Unit::Score,
        other => other,
    }
}
