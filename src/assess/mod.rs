//! `Report` to `Assessment`: each judgement is made once. This stage cannot fail: an error here would be a gap in
//! `check`.

pub mod actions;
pub(crate) mod as_published;
pub mod direction;
pub mod due;
pub(crate) mod earlier;
pub mod finance;
pub mod forecasts;
pub mod held;
pub mod highlights;
pub(crate) mod ledger;
pub(crate) mod margin;
pub mod months;
pub mod moved;
pub mod objectives;
pub mod rating;
pub mod reporting;
pub mod revisions;
pub mod risks;
pub mod rollup;
pub mod run;
pub mod scrutiny;
mod series;

pub(crate) use series::{Calendar, Counted, InQuarter, JudgedSeries};

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::model::{
    ByMeasure, Figures, Highlights, Measure, MeasureId, ObjectiveId, Quarter, Rating, Series,
};
use crate::recall::{Recall, Same, Steady};
use direction::Directions;
use finance::MoneyVerdict;
use held::Held;
use highlights::{Lists, lists};
use months::JudgedMonth;
use objectives::ObjectiveVerdict;
use rating::Verdict;
use reporting::Reporting;
use rollup::Rollup;

/// The ratings and everything else that follows from the figures.
#[derive(Debug)]
pub struct Assessment {
    figures: Arc<Figures>,
    revisions: OnceLock<revisions::Places>,
    series: ByMeasure<Arc<JudgedSeries>>,
    /// Counted on request, because most pages show only the latest quarter.
    quarters: BTreeMap<Quarter, OnceLock<QuarterAssessment>>,
    /// When reports were published, and what is expected next.
    pub reporting: Reporting,
    /// The day of the edition.
    pub(crate) as_of: Date,
}

/// The assessment of one quarter as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct QuarterAssessment {
    /// The counts by set and group.
    pub rollup: Rollup,
    /// The objectives of the plan in force.
    pub objectives: BTreeMap<ObjectiveId, ObjectiveVerdict>,
    /// Areas performing well.
    pub performing_well: Lists,
    /// The measures that are close to their targets.
    pub close: Lists,
    /// Areas for improvement.
    pub improvement: Lists,
    /// Which figures were reported.
    pub figures: reporting::FigureCounts,
    /// The verdicts on money, if the quarter reports any.
    pub money: Option<MoneyVerdict>,
}

/// The assessment of one measure's entry in one quarter.
#[derive(Debug, Clone, PartialEq)]
pub struct JudgedEntry {
    /// The current rating.
    pub current: Verdict,
    /// The rating that is expected at the end of the year, if a forecast was reported.
    pub forecast: Option<Box<Verdict>>,
    /// The verdicts on its months, if the measure is monthly.
    pub months: Vec<JudgedMonth>,
    /// The comparisons with the quarter before and with the same quarter last year.
    pub direction: Directions,
    /// How long it has had its rating. `None` if it is not rated.
    pub held: Option<Held>,
    /// The assessment in the report of the quarter, if the figure was published after it.
    pub(crate) before_figure: Option<Box<JudgedEntry>>,
    /// Whether it is of a year before the first report of an annual measure. No quarter lists it.
    pub(crate) is_of_earlier_year: bool,
}

impl JudgedEntry {
    /// Returns the assessment in the report of the quarter, which a figure that was published later does not change.
    pub(crate) fn in_report(&self) -> &Self {
        self.before_figure.as_deref().unwrap_or(self)
    }

    /// Rule: a measure is hard to shift if its rating has been a poor one two or more times running.
    pub fn hard_to_shift(&self) -> Option<Held> {
        self.held.filter(|held| held.misses >= 2)
    }
}

/// The results of the last assessment.
#[derive(Debug, Default)]
pub struct AssessCache {
    calendar: Steady<Calendar>,
    series: Recall<MeasureId, SeriesInput, Arc<JudgedSeries>>,
}

type SeriesInput = (Same<Measure>, Same<Series>, Same<Calendar>);

/// Judges every quarter of a report. Only overdue reports and answers depend on the day of the edition.
pub fn assess(figures: &Arc<Figures>, as_of: Date) -> Assessment {
    AssessCache::default().assess(figures, as_of)
}

impl AssessCache {
    /// Judges the measures that have changed.
    pub fn assess(&mut self, figures: &Arc<Figures>, as_of: Date) -> Assessment {
        let quarters = figures.quarters.iter();
        let publications = quarters.map(|(quarter, report)| (*quarter, report.publication));
        let calendar = self.calendar.keep(publications.collect());
        let measured = figures.measures.iter().zip(figures.series.values());
        let asked = measured.map(|((id, measure), series)| {
            let (measure, series) = (Same(measure.clone()), Same(series.clone()));
            (id.clone(), (measure, series, calendar.clone()))
        });
        let judged = self.series.all(asked, |_, (measure, series, calendar)| {
            Arc::new(series::judge(measure, series, calendar))
        });
        let judged = judged.map(|(id, series)| (id.clone(), series.clone()));
        let quarters = figures.quarters.keys();
        let quarters = quarters.map(|quarter| (*quarter, OnceLock::new()));
        Assessment {
            series: judged.collect(),
            quarters: quarters.collect(),
            reporting: reporting::assess(figures, as_of),
            as_of,
            figures: figures.clone(),
            revisions: OnceLock::new(),
        }
    }
}

impl Assessment {
    /// Returns the assessment of a measure's entry, if there is one.
    pub fn judged(&self, quarter: Quarter, id: &MeasureId) -> Option<&JudgedEntry> {
        self.in_quarter(quarter).get(id)
    }

    pub(crate) fn series(&self, id: &MeasureId) -> Option<&Arc<JudgedSeries>> {
        self.series.get(id.whole())
    }

    pub(crate) fn in_quarter(&self, quarter: Quarter) -> InQuarter<'_> {
        InQuarter {
            figures: &self.figures,
            series: &self.series,
            quarter,
        }
    }

    /// Returns the assessment of a quarter as a whole.
    pub fn quarter(&self, quarter: Quarter) -> &QuarterAssessment {
        self.quarters[&quarter].get_or_init(|| self.assess_quarter(quarter))
    }

    /// Returns the quarters, including background quarters.
    pub fn quarters(&self) -> impl DoubleEndedIterator<Item = Quarter> {
        self.quarters.keys().copied()
    }

    /// Returns the quarters that have been counted so far.
    #[cfg(test)]
    pub(crate) fn counted(&self) -> impl Iterator<Item = Quarter> {
        let counted = self
            .quarters
            .iter()
            .filter(|(_, cell)| cell.get().is_some());
        counted.map(|(quarter, _)| *quarter)
    }

    fn assess_quarter(&self, quarter: Quarter) -> QuarterAssessment {
        let (figures, content) = (&*self.figures, &self.figures.quarters[&quarter]);
        let judged = self.in_quarter(quarter);
        let counted: Vec<Counted> = judged.counted().collect();
        let money = content.finance.as_ref();
        QuarterAssessment {
            rollup: rollup::rollup(figures, &counted),
            objectives: objectives::assess(figures, quarter, &counted),
            // Rule: every measure with a good rating.
            performing_well: lists(&content.performing_well, &counted, Rating::is_good),
            // Rule: every measure with a rating that is neither good nor poor.
            close: lists(&Highlights::default(), &counted, Rating::is_near),
            // Rule: every measure with a poor rating.
            improvement: lists(&content.improvement, &counted, Rating::is_poor),
            figures: reporting::figures(figures, quarter),
            money: money.map(|money| {
                finance::assess(
                    money,
                    figures.site.amber_up_to,
                    figures.site.scales.overall(),
                )
            }),
        }
    }
}
