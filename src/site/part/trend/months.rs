//! The months of a monthly measure as a chart.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::axis::level;
use super::lines::levels;
use super::{KeyEntry, Placement, Series, Trend};
use crate::assess::months::JudgedMonth;
use crate::assess::rating::Outcome;
use crate::chart::{Goal as GoalLine, Period, Point, SeriesBreak, Table, TableRow, TrendSpec};
use crate::model::{Figure, FigurePeriod, Goal, Mark, Measure, Month};
use crate::site::context::Context;
use crate::site::phrases::{Tone, figures, months, names, periods, verdicts};
use crate::site::words::fill;

/// Returns the chart of a measure's months. `None` if it is not monthly, or without a figure.
pub(super) fn of_months(
    context: &Context,
    measure: &Measure,
    id: &str,
    placement: Placement,
) -> Option<Trend> {
    measure.months?;
    let months = Months::new(context, measure, placement)?;
    let words = context.words;
    let unit = figures::unit(words, &measure.unit);
    let slots = [("unit", &*unit), ("by", words.chart_by_month)];
    let mut spec = months.spec(format!("chart-{id}"));
    spec.is_low = placement.is_low();
    let finding = months::finding(context, measure, months.last);
    Some(Trend {
        spec,
        table: months.table(),
        finding: placement.named(context, measure, finding),
        measured: fill(words.chart_measured, &slots),
        key: months.key(),
        excerpt: words.chart_last_months,
    })
}

struct Months<'a> {
    /// For the axis, and the words of figures and lines.
    series: Series<'a>,
    /// Every month from the first with a figure to the last.
    all: Vec<Month>,
    judged: BTreeMap<Month, &'a JudgedMonth>,
    last: &'a JudgedMonth,
}

impl<'a> Months<'a> {
    fn new(context: &'a Context<'a>, measure: &'a Measure, placement: Placement) -> Option<Self> {
        let quarters = context.report.quarters.keys();
        let quarters = quarters.filter(|quarter| placement.shows(**quarter));
        let judged = quarters.filter_map(|quarter| {
            let judged = context.assessment.judged(*quarter, &measure.id)?;
            Some(judged.months.iter().map(|month| (month.month, month)))
        });
        let judged: BTreeMap<Month, &JudgedMonth> = judged.flatten().collect();
        let (first, _) = judged.first_key_value()?;
        let (end, last) = judged.last_key_value()?;
        let all = std::iter::successors(Some(*first), |month| Some(month.after(1)));
        Some(Self {
            all: all.take_while(|month| month <= end).collect(),
            series: Series {
                context,
                measure,
                measured: context.report.measured(measure)?,
                quarters: vec![end.quarter()],
                last: (end.quarter(), last.figure),
            },
            last,
            judged,
        })
    }

    fn name(&self, month: Month) -> String {
        periods::month(self.series.context.words, month)
    }

    fn spec(&self, id: String) -> TrendSpec {
        let series = &self.series;
        let words = series.context.words;
        let figures = self.judged.values().map(|judged| judged.figure.shown());
        let decimals = figures.map(|value| value.normalize().scale()).max();
        let mut axis = series.axis();
        axis.decimals = axis.decimals.max(decimals.unwrap_or(0));
        TrendSpec {
            id,
            title: self.title(),
            description: self.description(),
            axis,
            periods: self.all.iter().map(|month| self.period(*month)).collect(),
            latest: Vec::new(),
            goals: self.goals(),
            benchmarks: Vec::new(),
            breaks: self.breaks(),
            restarts: self.restarts(),
            note: String::new(),
            by_person: Vec::new(),
            by_person_label: String::new(),
            off_scale: words.chart_off_scale.to_owned(),
            beside: Default::default(),
            is_low: false,
        }
    }

    fn title(&self) -> String {
        let words = self.series.context.words;
        let template = match self.all.len() {
            1 => words.chart_title_one,
            _ => words.chart_title,
        };
        let slots = [
            (
                "title",
                &*names::title_of(self.series.context, self.series.measure),
            ),
            ("first", &self.name(self.all[0])),
            ("last", &self.name(self.last.month)),
        ];
        fill(template, &slots)
    }

    fn description(&self) -> String {
        let words = self.series.context.words;
        let by_value = |a: &&&JudgedMonth, b: &&&JudgedMonth| a.figure.value.cmp(&b.figure.value);
        let all = || self.judged.values();
        let (first, last) = (all().next().unwrap_or(&self.last), self.last);
        let shown = |figure: &Figure| self.series.shown(figure);
        let slots = [
            ("figure", &*shown(&last.figure)),
            ("quarter", &self.name(last.month)),
            ("count", &*self.judged.len().to_string()),
            ("first", &self.name(first.month)),
            ("last", &self.name(last.month)),
            ("first_figure", &shown(&first.figure)),
            ("last_figure", &shown(&last.figure)),
            (
                "lowest",
                &shown(&all().min_by(by_value).unwrap_or(first).figure),
            ),
            (
                "highest",
                &shown(&all().max_by(by_value).unwrap_or(first).figure),
            ),
        ];
        let template = match self.judged.len() {
            1 => words.chart_description_one,
            _ => words.chart_description_run,
        };
        fill(template, &slots)
    }

    fn period(&self, month: Month) -> Period {
        let words = self.series.context.words;
        Period {
            short: periods::month_short(words, month),
            year: month.year().to_string(),
            long: self.name(month),
            point: match self.judged.get(&month) {
                Some(judged) => Point::Value {
                    level: level(judged.figure.value, &self.series.measure.unit),
                    label: self.series.shown(&judged.figure),
                    status: verdicts::tone(judged.verdict.outcome),
                },
                None => Point::Gap {
                    shorthand: "[x]".to_owned(),
                    reason: self.gap(month).to_owned(),
                },
            },
        }
    }

    /// Says why a month has no figure.
    fn gap(&self, month: Month) -> &'a str {
        let (context, measure) = (self.series.context, self.series.measure);
        let own = context.assessment.revisions_of(&measure.id);
        let own = own.filter(|one| one.period == FigurePeriod::Month(month));
        match own.max_by_key(|one| one.on) {
            Some(last) if last.now.is_none() => context.words.month_withdrawn,
            _ => context.words.not_reported,
        }
    }

    fn goal(&self, month: Month) -> Option<Goal> {
        self.judged.get(&month)?.verdict.goal
    }

    fn goals(&self) -> Vec<GoalLine> {
        let mut steps: Vec<(Option<Goal>, Range<usize>)> = Vec::new();
        for (index, month) in self.all.iter().enumerate() {
            let goal = self.goal(*month);
            match steps.last_mut() {
                Some((last, range)) if *last == goal => range.end = index + 1,
                _ => steps.push((goal, index..index + 1)),
            }
        }
        let polarity = self.series.measure.judgement.polarity();
        let lines = (0..3).map(|line| {
            let steps = steps.iter().filter_map(|(goal, periods)| {
                let level = levels((*goal)?, polarity)[line]?;
                let asked = self.series.short(level.0);
                Some(self.series.step(&asked, level, periods.clone()))
            });
            steps.collect()
        });
        lines.filter(|line: &GoalLine| !line.is_empty()).collect()
    }

    /// Returns the breaks in the series: those that the measure declares, from the first month of their quarter, and those
    /// marked on a month.
    fn breaks(&self) -> Vec<SeriesBreak> {
        let words = self.series.context.words;
        let months = self.all.iter().enumerate().skip(1);
        let breaks = months.filter_map(|(before, month)| {
            let quarter = month.quarter();
            let declared = self.series.measure.breaks.iter();
            let mut declared = declared.filter(|_| quarter.first_month() == *month);
            let figure = self.judged.get(month).map(|judged| judged.figure);
            let is_marked = figure.is_some_and(|figure| figure.mark == Some(Mark::Break));
            let label = match declared.find(|one| one.from == quarter) {
                Some(declared) => declared.because.as_str(),
                None if is_marked => words.shorthand_b,
                None => return None,
            };
            let label = label.to_owned();
            Some(SeriesBreak { before, label })
        });
        breaks.collect()
    }

    /// Returns the columns into which no line leads: running totals start again with each year.
    fn restarts(&self) -> Vec<usize> {
        let measure = self.series.measure;
        let months = self.all.iter().enumerate().skip(1);
        let is_joined = measure.unit.has_scale();
        let starts = months.filter(|(_, month)| {
            !is_joined || (self.series.restarts_each_year() && measure.month_in_year(**month) == 0)
        });
        starts.map(|(column, _)| column).collect()
    }

    fn key(&self) -> Vec<KeyEntry> {
        let words = self.series.context.words;
        let entries = self.judged.values().map(|judged| KeyEntry {
            tone: verdicts::tone(judged.verdict.outcome),
            label: match judged.verdict.outcome {
                Outcome::Rated(rating) => rating.name().to_owned(),
                Outcome::Unrated(_) => words.chart_not_rated.to_owned(),
            },
        });
        let entries: BTreeSet<KeyEntry> = entries.collect();
        if entries.iter().all(|entry| entry.tone == Tone::None) {
            return Vec::new();
        }
        entries.into_iter().collect()
    }

    fn table(&self) -> Table {
        let (context, words) = (self.series.context, self.series.context.words);
        let title = names::title_of(context, self.series.measure);
        let slots = [("title", &*title), ("by", words.chart_by_month)];
        let head = [words.month_head, words.figure];
        let compared = [words.target, words.tolerance];
        let compared = Some(compared).filter(|_| self.series.measure.unit.has_scale());
        let compared = compared.into_iter().flatten();
        let head = head.into_iter().chain(compared).chain([words.rating]);
        let rows = self.all.iter().rev().map(|month| self.table_row(*month));
        Table {
            caption: fill(words.chart_table_caption, &slots),
            head: head.map(str::to_owned).collect(),
            rows: rows.collect(),
        }
    }

    fn table_row(&self, month: Month) -> TableRow {
        let (context, measure) = (self.series.context, self.series.measure);
        let words = context.words;
        let subject = verdicts::subject(context, measure);
        let goal = self.goal(month);
        let judged = self.judged.get(&month);
        let figure = judged.map(|judged| figures::marked(words, &judged.figure, &measure.unit));
        let rating = judged.map(|judged| match judged.verdict.outcome {
            Outcome::Rated(rating) => rating.name(),
            Outcome::Unrated(reason) => subject.unrated_name(reason, month.quarter()),
        });
        let bare = |text: &str| figures::without_base(words, text, &measure.unit);
        let mut cells = vec![
            format!("{} {}", periods::month_short(words, month), month.year()),
            bare(figure.as_deref().unwrap_or(self.gap(month))),
        ];
        if measure.unit.has_scale() {
            cells.push(bare(&subject.target(goal)));
            let tolerance = subject.tolerance(goal);
            cells.push(bare(tolerance.as_deref().unwrap_or(words.none)));
        }
        cells.push(rating.unwrap_or(self.gap(month)).to_owned());
        TableRow { cells, note: None }
    }
}
