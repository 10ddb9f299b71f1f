//! The content of a whole site.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use indexmap::IndexMap;

use super::plan::Plans;
use super::{
    Comment, CommitteeReport, Entry, Measure, MeasureId, MeasureSeries, Objective, ObjectiveId,
    Page, Plan, Quarter, QuarterReport, Question, Series, Site, Subject,
};

/// The valid content of a site: ids are unique, references resolve, and periods and units agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The figures, which are judged. A report dereferences to them.
    pub figures: Arc<Figures>,
    /// The comments, in the order of the files.
    pub comments: Vec<Arc<Comment>>,
    /// The committee reports, the earliest first.
    pub committee_reports: Vec<Arc<CommitteeReport>>,
    /// Questions and recommendations of committees, the earliest first.
    pub questions: Vec<Arc<Question>>,
    /// The plain pages.
    pub pages: Vec<Arc<Page>>,
    /// In a preview, the content that is not public yet. `None` in an edition for the public, which has no such
    /// content.
    pub(crate) preview: Option<NotPublic>,
}

/// The content of a preview that is not public yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct NotPublic {
    /// Drafts, and quarters with a later publication day.
    pub(crate) quarters: Vec<Quarter>,
    /// The number of documents that are drafts or have a later day.
    pub(crate) documents: usize,
    /// The number of revisions with a later day.
    pub(crate) revisions: usize,
    /// The number of benchmarks, outturns and baselines with a later day.
    pub(crate) comparisons: usize,
}

impl NotPublic {
    /// Returns whether everything is public.
    pub fn is_empty(&self) -> bool {
        self.quarters.is_empty() && self.documents + self.revisions + self.comparisons == 0
    }
}

impl Report {
    /// Returns the comments of a quarter.
    pub(crate) fn comments_of(&self, quarter: Quarter) -> &[Arc<Comment>] {
        let begin = self.comments.partition_point(|one| one.quarter < quarter);
        let of_later = &self.comments[begin..];
        &of_later[..of_later.partition_point(|one| one.quarter == quarter)]
    }

    /// Returns the comments on a subject in a quarter.
    pub(crate) fn comments_on(&self, quarter: Quarter, subject: &Subject) -> &[Arc<Comment>] {
        let of_quarter = self.comments_of(quarter);
        let begin = of_quarter.partition_point(|one| one.subject < *subject);
        let later = &of_quarter[begin..];
        &later[..later.partition_point(|one| one.subject == *subject)]
    }

    pub(crate) fn page(&self, id: &str) -> Option<&Page> {
        let page = self.pages.iter().find(|page| page.id == id)?;
        Some(page)
    }

    pub(crate) fn committee_report(&self, id: &str) -> Option<&CommitteeReport> {
        let report = self.committee_reports.iter().find(|one| one.id == id)?;
        Some(report)
    }
}

impl Deref for Report {
    type Target = Figures;

    fn deref(&self) -> &Figures {
        &self.figures
    }
}

/// Something of each measure, in the order of the ids, found by id at once.
pub type ByMeasure<T> = IndexMap<MeasureId, T>;

/// The measures with their targets and figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// The settings from `site.yaml`.
    pub site: Site,
    pub(crate) plans: Plans,
    /// The measures in the order of their ids. Members are inside their composites.
    pub measures: ByMeasure<Arc<Measure>>,
    pub(crate) series: ByMeasure<Arc<Series>>,
    /// The quarters, the earliest first.
    pub quarters: BTreeMap<Quarter, QuarterReport>,
}

impl Figures {
    /// Returns a measure, or a member of a composite by its dotted id.
    pub fn measure(&self, id: &MeasureId) -> Option<&Measure> {
        if let Some(measure) = self.measures.get(id) {
            return Some(measure);
        }
        let whole = self.measures.get(id.whole())?;
        whole.members().iter().find(|member| member.id == *id)
    }

    /// Returns the entry of a measure or a member in a quarter. If a composite is missing as a whole, its entry applies
    /// to each member.
    pub fn entry(&self, quarter: Quarter, id: &MeasureId) -> Option<&Entry> {
        let series = self.series.get(id.whole())?;
        series.entry_of(quarter, id.member())
    }

    /// Returns a measure or a member with its entries.
    pub(crate) fn measured<'r>(&'r self, measure: &'r Measure) -> Option<MeasureSeries<'r>> {
        let series = self.series.get(measure.id.whole())?;
        Some(MeasureSeries { measure, series })
    }

    /// Returns the latest complete quarter with a page, or the latest of all if none is complete.
    pub fn latest(&self) -> Option<Quarter> {
        let mut latest_first = self.published().rev();
        let complete = latest_first.find(|report| report.in_progress().is_none());
        let latest = complete.or_else(|| self.published().next_back());
        latest.map(|report| report.quarter)
    }

    /// Returns the quarters with pages, the earliest first. Background quarters have none.
    pub fn published(&self) -> impl DoubleEndedIterator<Item = &QuarterReport> {
        self.quarters
            .values()
            .filter(|quarter| !quarter.is_background())
    }

    /// Returns the plan in force in a quarter: of several, the one that started last.
    pub(crate) fn plan_in_force(&self, quarter: Quarter) -> Option<&Plan> {
        self.plans
            .values()
            .filter(|plan| plan.covers(quarter))
            .max_by_key(|plan| plan.from)
    }

    /// Returns every objective with its plan, in the order of the plans.
    pub(crate) fn objectives(&self) -> impl Iterator<Item = (&Plan, &Objective)> {
        let plans = self.plans.values();
        plans.flat_map(|plan| plan.objectives.iter().map(move |own| (plan, own)))
    }

    pub(crate) fn objective(&self, id: &ObjectiveId) -> Option<(&Plan, &Objective)> {
        self.objectives().find(|(_, objective)| objective.id == *id)
    }
}
