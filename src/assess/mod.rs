//! `Report` to `Assessment`: every judgement, once. Nothing here can fail; wanting an error here means that `check`
//! let something through.

pub mod direction;
pub mod finance;
pub mod held;
pub mod highlights;
pub mod objectives;
pub mod rating;
pub mod reporting;
pub mod rollup;
mod series;

pub use series::{Calendar, Counted, InQuarter, JudgedSeries};

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::model::{
    Figures, Measure, MeasureId, ObjectiveId, Quarter, Rating, Series, Standing, VoiceId,
};
use crate::recall::{Recall, Same, Steady};
use direction::Directions;
use finance::MoneyVerdict;
use held::Held;
use highlights::Lists;
use objectives::ObjectiveVerdict;
use rating::{Outcome, Verdict};
use reporting::Reporting;
use rollup::Rollup;

/// Everything that follows from what was reported.
#[derive(Debug)]
pub struct Assessment {
    figures: Arc<Figures>,
    colours_by: OnceLock<Option<VoiceId>>,
    series: BTreeMap<MeasureId, Arc<JudgedSeries>>,
    /// Counted when somebody asks, as most pages show no quarter but the latest.
    quarters: BTreeMap<Quarter, OnceLock<QuarterAssessment>>,
    /// When reports came, and what is expected next.
    pub reporting: Reporting,
}

/// What follows from one quarter's report as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct QuarterAssessment {
    /// Counts by set and group.
    pub rollup: Rollup,
    /// By objective of the plan in force.
    pub objectives: BTreeMap<ObjectiveId, ObjectiveVerdict>,
    /// Areas performing well.
    pub performing_well: Lists,
    /// Areas for improvement.
    pub improvement: Lists,
    /// Which figures came with the report.
    pub figures: reporting::Figures,
    /// Money.
    pub money: Option<MoneyVerdict>,
}

/// What follows from one measure's entry in one quarter.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// As it stands.
    pub current: Verdict,
    /// As expected at the year's end, where a forecast was reported.
    pub forecast: Option<Box<Verdict>>,
    /// Against the quarter before and the same quarter last year.
    pub direction: Directions,
    /// Since when it has had the rating that it has; none where it is not rated.
    pub held: Option<Held>,
}

impl Judged {
    /// Rule: a measure is hard to shift when it has been outside tolerance in two or more quarters running.
    pub fn hard_to_shift(&self) -> Option<Held> {
        let outside = Outcome::Rated(Rating::Tolerance(Standing::Outside));
        self.held
            .filter(|held| self.current.outcome == outside && held.quarters >= 2)
    }
}

/// What followed when it was last judged.
#[derive(Debug, Default)]
pub struct Memory {
    calendar: Steady<Calendar>,
    series: Recall<MeasureId, Known, Arc<JudgedSeries>>,
}

/// What a measure's verdicts follow from.
type Known = (Same<Measure>, Same<Series>, Same<Calendar>);

/// Judges every quarter of a report. What is overdue is judged as of the edition's day; nothing else knows of it.
pub fn assess(figures: &Arc<Figures>, as_of: Date) -> Assessment {
    Memory::default().assess(figures, as_of)
}

impl Memory {
    /// Judges the measures of which anything has changed.
    pub fn assess(&mut self, figures: &Arc<Figures>, as_of: Date) -> Assessment {
        let calendar = self.calendar.keep(Calendar::of(figures));
        let told = figures.measures.iter().zip(figures.series.values());
        let asked = told.map(|((id, measure), series)| {
            let known = (
                Same(measure.clone()),
                Same(series.clone()),
                calendar.clone(),
            );
            (id.clone(), known)
        });
        let judged = self.series.all(asked, |_, (measure, series, calendar)| {
            Arc::new(series::judge(measure, series, calendar))
        });
        let quarters = figures.quarters.keys();
        Assessment {
            series: judged
                .map(|(id, series)| (id.clone(), series.clone()))
                .collect(),
            quarters: quarters
                .map(|quarter| (*quarter, OnceLock::new()))
                .collect(),
            reporting: reporting::assess(figures, as_of),
            figures: figures.clone(),
            colours_by: OnceLock::new(),
        }
    }
}

impl Assessment {
    /// What follows from a measure's entry, where there is one.
    pub fn judged(&self, quarter: Quarter, id: &MeasureId) -> Option<&Judged> {
        self.in_quarter(quarter).get(id)
    }

    /// Every verdict on a measure and its members.
    pub fn series(&self, id: &MeasureId) -> Option<&Arc<JudgedSeries>> {
        self.series.get(id.whole())
    }

    /// Every verdict of a quarter.
    pub fn in_quarter(&self, quarter: Quarter) -> InQuarter<'_> {
        InQuarter::new(&self.figures, &self.series, quarter)
    }

    /// What follows from a quarter's report as a whole.
    pub fn quarter(&self, quarter: Quarter) -> &QuarterAssessment {
        self.quarters[&quarter].get_or_init(|| self.assess_quarter(quarter))
    }

    /// Who gave every colour that people gave, if it is one.
    pub fn colours_by(&self) -> Option<&VoiceId> {
        let by = self.colours_by.get_or_init(|| colours_by(&self.figures));
        by.as_ref()
    }

    /// The quarters, background quarters as well.
    pub fn quarters(&self) -> impl DoubleEndedIterator<Item = Quarter> {
        self.quarters.keys().copied()
    }

    fn assess_quarter(&self, quarter: Quarter) -> QuarterAssessment {
        let (figures, content) = (&*self.figures, &self.figures.quarters[&quarter]);
        let judged = self.in_quarter(quarter);
        let counted = judged.counted();
        QuarterAssessment {
            rollup: rollup::rollup(figures, &counted),
            objectives: objectives::assess(figures, quarter, &counted),
            performing_well: highlights::performing_well(&content.performing_well, &counted),
            improvement: highlights::improvement(&content.improvement, &counted),
            figures: reporting::figures(figures, quarter),
            money: content
                .finance
                .as_ref()
                .map(|money| finance::assess(money, figures.site.amber_up_to)),
        }
    }
}

fn colours_by(figures: &Figures) -> Option<VoiceId> {
    let series = figures.series.values();
    let entries = series.flat_map(|series| series.entries().map(|(_, entry)| entry));
    let typed = entries.filter_map(|entry| entry.rating.as_ref());
    let mut voices = typed
        .filter(|typed| matches!(typed.rating, Rating::Colour(_)))
        .map(|typed| &typed.by);
    let first = voices.next()?.as_ref()?;
    voices
        .all(|voice| voice.as_ref() == Some(first))
        .then(|| first.clone())
}
