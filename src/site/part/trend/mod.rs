//! A measure's quarters as a chart: data here, other lines in `lines`, texts in `texts`.

mod axis;
mod beside;
mod breaks;
mod lines;
mod months;
mod placement;
mod texts;
mod years;

pub(crate) use placement::Placement;

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use crate::assess::JudgedEntry;
use crate::assess::rating::{Outcome, Unrated};
use crate::chart::{LatestMonth, Period, Point, RatedByPerson, Table, TrendSpec};
use crate::model::{
    ComparedFigure, Entry, Figure, Goal, Measure, MeasureId, MeasureSeries, MoneyUnit, Month,
    PeriodKind, Quarter, Rates, Reported, Unit,
};
use crate::site::context::Context;
use crate::site::phrases::{Tone, covers, figures, names, periods, runs, verdicts};
use crate::site::words::{Words, fill};
use crate::source::SourcePath;

/// A chart as data, and the texts around it.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// What to draw.
    pub spec: TrendSpec,
    /// The same in rows and columns.
    pub table: Table,
    /// The finding, which is its heading.
    pub finding: String,
    /// What the chart shows: the unit and the periods.
    pub measured: String,
    /// The symbols of its points and their ratings. Empty if nothing is rated.
    pub key: Vec<KeyEntry>,
    /// The sentence for a drawing that shows only `shown` of `all` periods.
    pub excerpt: &'static str,
}

/// The rating of a symbol on a chart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize)]
pub struct KeyEntry {
    /// Shape and colour of its symbol.
    pub tone: Tone,
    /// The rating: "Off target".
    pub label: String,
}

/// The charts on a page, and the files of its comments.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Collected {
    /// The charts as data, by the keys that the view uses.
    pub charts: BTreeMap<String, Trend>,
    /// The files of the comments on it, in the order in which they appear.
    pub(crate) comments: Vec<SourcePath>,
    /// The measures whose comments are on it already, so that none appears twice.
    pub(crate) commented: BTreeSet<MeasureId>,
}

impl Collected {
    /// Adds the charts of a measure and its members, and returns their keys: a prefix and the measure's id.
    pub(crate) fn charts_of(
        &mut self,
        context: &Context,
        measure: &Measure,
        (prefix, placement): (&str, Placement),
    ) -> Vec<String> {
        let own = measure.with_members();
        let trends = own.filter_map(|measure| {
            let key = format!("{prefix}{}", measure.id.as_str().replace('.', "-"));
            let trend = trend(context, measure, &key, placement)?;
            // On paper there is no table, and the figure is next to the measure's name.
            let is_shown = trend.spec.has_plot() || !placement.is_low();
            is_shown.then_some((key, trend))
        });
        let mut trends: Vec<(String, Trend)> = trends.collect();
        texts::share_scale(context.words, &mut trends);
        let keys = trends.iter().map(|(key, _)| key.clone()).collect();
        self.charts.extend(trends);
        keys
    }
}

/// Returns the chart of a measure. `None` if it has no figure.
pub(crate) fn trend(
    context: &Context,
    measure: &Measure,
    id: &str,
    placement: Placement,
) -> Option<Trend> {
    let words = context.words;
    let series = Series::new(context, measure, |quarter| placement.shows(quarter))?;
    let found = runs::run(context, measure, series.last.0)?;
    let finding = placement.named(context, measure, found.title);
    let unit = match measure.unit {
        Unit::Pounds(_) => words.unit_pounds.to_owned(),
        _ => figures::unit(words, &measure.unit),
    };
    let measured = [("unit", &*unit), ("by", series.by())];
    let measured = fill(words.chart_measured, &measured) + &series.target_in_words();
    let mut spec = series.spec(format!("chart-{id}"), placement.is_low());
    spec.note = if found.is_of_run {
        found.note
    } else {
        String::new()
    };
    Some(Trend {
        spec,
        table: series.table(),
        finding,
        measured,
        key: series.key(),
        excerpt: match measure.period {
            PeriodKind::Annual => words.chart_last_years,
            _ => words.chart_last_quarters,
        },
    })
}

/// Returns the data of a small chart: the last quarters of a measure, up to a quarter with a figure.
pub(super) fn short_trend(
    context: &Context,
    measure: &Measure,
    until: Quarter,
    most: usize,
) -> Option<TrendSpec> {
    let mut series = Series::new(context, measure, |quarter| quarter <= until)?;
    let surplus = series.quarters.len().saturating_sub(most);
    series.quarters.drain(..surplus);
    (series.last.0 == until).then(|| series.spec(String::new(), false))
}

/// The quarters of a measure, from its first entry to its last, without gaps. For an annual measure, those with
/// figures.
struct Series<'a> {
    context: &'a Context<'a>,
    measure: &'a Measure,
    measured: MeasureSeries<'a>,
    quarters: Vec<Quarter>,
    /// The last quarter with a figure.
    last: (Quarter, Figure),
}

impl<'a> Series<'a> {
    fn words(&self) -> &'static Words {
        self.context.words_for(self.measure)
    }

    /// Returns the quarters that are to be shown. `None` without a figure in them.
    fn new(
        context: &'a Context<'a>,
        measure: &'a Measure,
        is_shown: impl Fn(Quarter) -> bool,
    ) -> Option<Self> {
        let measured = context.report.measured(measure)?;
        let figures = measured.figures();
        let outturns = figures.iter().map(|(quarter, _)| *quarter);
        let reported = context.report.quarters.keys().copied();
        // A quarter in progress has no figure yet.
        let is_whole = |entry: &Entry| entry.so_far.is_none();
        let reported = reported.filter(|quarter| measured.entry(*quarter).is_some_and(is_whole));
        let reported: BTreeSet<Quarter> = reported.chain(outturns).collect();
        let (first, end) = (*reported.first()?, *reported.last()?);
        // An annual figure is drawn once for its year, so the quarters between have no column.
        let expected = &measure.expected;
        let has_column = |quarter: &Quarter| {
            is_shown(*quarter)
                && (measure.period != PeriodKind::Annual
                    || (expected.is_due(*quarter) && !expected.due.is_empty())
                    || reported.contains(quarter))
        };
        let quarters: Vec<Quarter> = first.through(end).filter(has_column).collect();
        let mut latest = quarters.iter().rev();
        let last = latest.find_map(|q| Some((*q, measured.figure(*q)?)))?;
        Some(Self {
            context,
            measure,
            measured,
            quarters,
            last,
        })
    }

    fn spec(&self, id: String, is_low: bool) -> TrendSpec {
        TrendSpec {
            id,
            title: self.title(),
            description: self.description(),
            axis: self.axis(),
            periods: self.quarters.iter().map(|q| self.period(*q)).collect(),
            latest: self.latest(),
            goals: self.goals(),
            benchmarks: self.benchmarks().into_iter().chain(self.beside()).collect(),
            breaks: self.breaks(),
            restarts: self.lone_columns().unwrap_or_else(|| self.restarts()),
            note: String::new(),
            by_person: self.by_person(),
            by_person_label: self.words().chart_by_person.to_owned(),
            off_scale: self.words().chart_off_scale.to_owned(),
            beside: Default::default(),
            is_low,
        }
    }

    fn entry(&self, quarter: Quarter) -> Option<&'a Entry> {
        self.context.report.entry(quarter, &self.measure.id)
    }

    /// Returns the figure of a quarter, which for an annual measure may be one of `outturns`.
    fn figure(&self, quarter: Quarter) -> Option<Figure> {
        self.measured.figure(quarter)
    }

    fn judged(&self, quarter: Quarter) -> Option<&'a JudgedEntry> {
        self.context.assessment.judged(quarter, &self.measure.id)
    }

    /// Returns the target of a quarter. `None` in a quarter about which its profile says nothing.
    fn goal_in(&self, quarter: Quarter) -> Option<Goal> {
        let target = self.measure.target_in(quarter)?;
        let goal = self.context.assessment.goal_in(self.measure, quarter);
        goal.filter(|_| !self.measure.is_between_shares(target, quarter))
    }

    /// Returns whether the figures of quarters are rated, and not those of the year so far.
    fn is_rated(&self) -> bool {
        self.measure.rates == Rates::Quarter
    }

    /// Formats a figure for a label or a description. Of money that is typed in thousands or millions, only the table has
    /// the exact figure.
    fn shown(&self, figure: &Figure) -> String {
        match self.measure.unit {
            Unit::Pounds(MoneyUnit::Thousands | MoneyUnit::Millions) => {
                self.in_sentence(figure.shown())
            }
            _ => figures::figure(self.words(), figure, &self.measure.unit),
        }
    }

    fn in_sentence(&self, value: Decimal) -> String {
        let subject = verdicts::subject(self.context, self.measure);
        let [text] = subject.in_sentence([Some(value)]);
        text.unwrap_or_default()
    }

    /// Returns what the source prints instead of an annual measure's own figure of the year that a quarter reports.
    fn printed_year(&self, quarter: Quarter) -> Option<&str> {
        let mut years = self.measured.years();
        let (_, outturn) = years.find(|(then, _)| *then == quarter)?;
        match &outturn.value {
            ComparedFigure::AsPrinted(text) => Some(text.as_str()),
            ComparedFigure::Figure(_) => None,
        }
    }

    fn figures(&self) -> Vec<(Quarter, Figure)> {
        let all = self.quarters.iter();
        all.filter_map(|quarter| Some((*quarter, self.figure(*quarter)?)))
            .collect()
    }

    /// Returns the name of a period: the months of a quarter, or for an annual measure the year.
    fn name(&self, quarter: Quarter) -> String {
        covers::name(self.context, self.measure, quarter)
    }

    fn period(&self, quarter: Quarter) -> Period {
        let (short, year) = covers::short(self.context, self.measure, quarter);
        Period {
            short,
            year,
            long: self.name(quarter),
            point: self.point(quarter),
        }
    }

    fn point(&self, quarter: Quarter) -> Point {
        let words = self.words();
        let judged = self.judged(quarter);
        let is_rated_year = judged.is_some_and(|judged| judged.is_of_earlier_year);
        let judged = judged.map(|judged| judged.current.outcome);
        let status = judged.filter(|_| self.is_rated());
        let status = status.map_or(Tone::None, verdicts::tone);
        let Some(entry) = self.entry(quarter) else {
            if let Some(figure) = self.figure(quarter) {
                return Point::Value {
                    level: axis::level(figure.value, &self.measure.unit),
                    label: self.shown(&figure),
                    status: if is_rated_year { status } else { Tone::None },
                };
            }
            if let Some(printed) = self.printed_year(quarter) {
                return Point::RatedOnly {
                    status: Tone::None,
                    reason: printed.to_owned(),
                };
            }
            if !self.measure.expected.is_due(quarter) {
                return Point::NotDue;
            }
            let reason = match judged {
                Some(Outcome::Unrated(Unrated::Owed)) => words.owed,
                _ => words.not_reported,
            };
            return Point::Gap {
                shorthand: "[x]".to_owned(),
                reason: reason.to_owned(),
            };
        };
        let because = names::text(entry.because.as_ref());
        match &entry.reported {
            Reported::Figure(figure) => Point::Value {
                level: axis::level(figure.value, &self.measure.unit),
                label: self.shown(figure),
                status,
            },
            Reported::FewerThan(limit) if status == Tone::None => Point::Gap {
                shorthand: format!("<{limit}"),
                reason: figures::cell(words, &entry.reported, &self.measure.unit),
            },
            Reported::FewerThan(_) | Reported::AsPrinted(_) => Point::RatedOnly {
                status,
                reason: figures::cell(words, &entry.reported, &self.measure.unit),
            },
            Reported::Missing(missing) => Point::Gap {
                shorthand: figures::missing_shorthand(*missing).to_owned(),
                reason: because.unwrap_or_default(),
            },
            Reported::NotPrinted | Reported::InMembers => Point::RatedOnly {
                status,
                reason: because.unwrap_or_else(|| words.printed_without_figure.to_owned()),
            },
        }
    }

    fn latest(&self) -> Vec<LatestMonth> {
        let words = self.words();
        let last = self.quarters.last().copied();
        let entry = last.and_then(|last| Some((last.last_month(), self.entry(last)?)));
        let mut before: Option<Month> = None;
        let months = entry
            .into_iter()
            .flat_map(|(last, entry)| entry.months.iter().filter(move |(month, _)| **month > last));
        let months = months.map(|(month, figure)| {
            let shown = self.shown(figure);
            let long = periods::month(words, *month);
            let before = before.replace(*month);
            LatestMonth {
                level: axis::level(figure.value, &self.measure.unit),
                label: format!("{} {shown}", periods::month_short(words, *month)),
                long: fill(words.month_figure, &[("month", &long), ("figure", &shown)]),
                is_joined: before.is_some_and(|before| self.is_joined(before, *month, figure)),
            }
        });
        months.collect()
    }

    /// Returns the figures that a person rated, although the site has a rule.
    fn by_person(&self) -> Vec<RatedByPerson> {
        let subject = verdicts::subject(self.context, self.measure);
        let quarters = self.quarters.iter().enumerate();
        let rated = quarters.filter_map(|(period, quarter)| {
            let reason = verdicts::by_person(&subject, &self.judged(*quarter)?.current)?;
            Some(RatedByPerson { period, reason })
        });
        rated.collect()
    }
}
