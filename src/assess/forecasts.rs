//! Forecasts and dated promises, each with its outcome.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::rating::{Outcome, Relation, relation};
use super::series::verdict_in;
use super::{Assessment, JudgedEntry, direction};
use crate::model::{
    Figure, Figures, Goal, Measure, MeasureId, MeasureSeries, Polarity, Publication, Quarter,
    Rating,
};

/// A forecast or a dated promise, and what came of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Forecast {
    /// The quarter whose report made it.
    pub made_in: Quarter,
    /// The quarter that it is for.
    pub due: Quarter,
    /// What was expected.
    pub expected: Expected,
    /// What came of it.
    pub outcome: ForecastOutcome,
}

/// What a forecast says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Expected {
    /// A figure at the end of the year.
    Figure(Figure),
    /// That the measure will be on target by a quarter.
    OnTarget,
}

/// What came of a forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForecastOutcome {
    /// It came true, in this quarter.
    Met(Quarter),
    /// It did not.
    Missed,
    /// The figure is not comparable with the forecast: there is a break in the series between them.
    NotComparable,
    /// Its quarter has been published without a figure, or without a rating.
    NoResult,
    /// Its quarter has not been reported yet.
    NotDue,
}

/// How many forecasts were met.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kept {
    /// The number that were met.
    pub met: usize,
    /// The number that were met or missed.
    pub of: usize,
    /// The number that are due and neither met nor missed.
    pub without_result: usize,
}

impl Kept {
    /// Rule: forecasts that are neither met nor missed do not count.
    pub fn count(forecasts: &[&Forecast]) -> Self {
        let mut kept = Self::default();
        for forecast in forecasts {
            match forecast.outcome {
                ForecastOutcome::Met(_) => kept.met += 1,
                ForecastOutcome::Missed => kept.of += 1,
                ForecastOutcome::NotComparable | ForecastOutcome::NoResult => {
                    kept.without_result += 1;
                }
                ForecastOutcome::NotDue => {}
            }
        }
        kept.of += kept.met;
        kept
    }
}

impl Assessment {
    /// Returns the forecasts and dated promises of a measure or a member, the earliest first.
    pub fn forecasts(&self, id: &MeasureId) -> Vec<Forecast> {
        let Some((measured, series)) = self.measured(id).zip(self.series(id)) else {
            return Vec::new();
        };
        let mut all = series.each(&self.figures.measures[id.whole()]);
        let Some((_, verdicts)) = all.find(|(measure, _)| measure.id == *id) else {
            return Vec::new();
        };
        let own = Own {
            figures: &self.figures,
            measured,
            verdicts,
        };
        own.forecasts()
    }

    /// Returns the forecasts and dated promises of all measures and members, the latest report first.
    pub fn all_forecasts(&self) -> Vec<(&Measure, Forecast)> {
        let measures = self.figures.measures.values();
        let measures = measures.flat_map(|measure| measure.with_members());
        let all = measures.flat_map(|measure| {
            let own = self.forecasts(&measure.id).into_iter();
            own.map(move |forecast| (measure, forecast))
        });
        let mut all: Vec<_> = all.collect();
        all.sort_by_key(|(_, forecast)| Reverse(forecast.made_in));
        all
    }
}

/// A measure with its entries and their verdicts.
struct Own<'r> {
    figures: &'r Figures,
    measured: MeasureSeries<'r>,
    verdicts: &'r [(Quarter, JudgedEntry)],
}

impl Own<'_> {
    fn forecasts(&self) -> Vec<Forecast> {
        let mut promised = BTreeSet::new();
        let mut forecasts = Vec::new();
        for (made_in, _) in self.measured.series.entries() {
            let Some(entry) = self.measured.entry(made_in) else {
                continue;
            };
            let figure = entry.forecast;
            forecasts.extend(figure.and_then(|figure| self.of_figure(made_in, figure)));
            // Rule: a promise of the same quarter that is repeated counts once, from the first time.
            let by = entry.on_target_by.filter(|by| promised.insert(*by));
            forecasts.extend(by.map(|due| Forecast {
                made_in,
                due,
                expected: Expected::OnTarget,
                outcome: self.on_target(made_in, due),
            }));
        }
        forecasts
    }

    /// Returns a forecast of a figure. `None` if no figure is better than another, and in the last quarter of the year,
    /// which reports the figure itself.
    fn of_figure(&self, made_in: Quarter, figure: Figure) -> Option<Forecast> {
        let due = self.measured.measure.year_end(made_in);
        let forecast = |outcome| Forecast {
            made_in,
            due,
            expected: Expected::Figure(figure),
            outcome,
        };
        let actual = self.measured.entry(due);
        let actual = actual.and_then(|entry| entry.reported.figure());
        let is_met = match actual {
            _ if made_in == due => return None,
            Some(actual) => self.is_as_good(made_in, actual.shown(), figure.shown())?,
            None => return Some(forecast(self.without_result(due))),
        };
        let is_broken = direction::broken_between(&self.measured, made_in, due).is_some();
        Some(forecast(match is_met {
            _ if is_broken => ForecastOutcome::NotComparable,
            true => ForecastOutcome::Met(due),
            false => ForecastOutcome::Missed,
        }))
    }

    /// Rule: a forecast is met if the figure, as shown, is as good as the forecast, or better. If the target is a range, it
    /// must be no further from the range than the forecast. `None` if no figure is better than another.
    fn is_as_good(&self, made_in: Quarter, actual: Decimal, expected: Decimal) -> Option<bool> {
        let measure = self.measured.measure;
        match measure.judgement.polarity() {
            Polarity::Neither => None,
            Polarity::Between => {
                let Goal::Band { low, high, .. } = measure.target_of_forecast(made_in)?.goal()?
                else {
                    return None;
                };
                let away = |value| direction::away((low, high), value);
                Some(away(actual) <= away(expected))
            }
            polarity => Some(relation(polarity, actual, expected) != Relation::Worse),
        }
    }

    /// Rule: a dated promise is met if the measure is rated on target, or green, in the quarter of the promise or in an
    /// earlier one after the quarter that made it.
    fn on_target(&self, made_in: Quarter, due: Quarter) -> ForecastOutcome {
        let rating = |quarter| match verdict_in(self.verdicts, quarter)?.current.outcome {
            Outcome::Rated(rating) => Some(rating),
            Outcome::Unrated(_) => None,
        };
        let mut since = made_in.next().through(due);
        let is_good = |quarter: &Quarter| rating(*quarter).is_some_and(Rating::is_good);
        match since.find(is_good) {
            Some(quarter) => ForecastOutcome::Met(quarter),
            None if rating(due).is_some() => ForecastOutcome::Missed,
            None => self.without_result(due),
        }
    }

    /// Returns why a quarter has no result: it has not been reported yet, or without one.
    fn without_result(&self, due: Quarter) -> ForecastOutcome {
        let is_open = match self.figures.quarters.get(&due) {
            None => self.figures.latest().is_none_or(|latest| latest < due),
            Some(report) => {
                report.publication == Publication::Draft && self.measured.entry(due).is_none()
            }
        };
        if is_open {
            ForecastOutcome::NotDue
        } else {
            ForecastOutcome::NoResult
        }
    }
}
