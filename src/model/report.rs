//! The whole of it.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use super::plan::Plans;
use super::{
    Comment, CommitteeReport, Entry, Measure, MeasureId, Objective, ObjectiveId, Page, Plan,
    Quarter, QuarterReport, Series, Site,
};

/// A site's content that makes sense: ids are unique, every reference leads somewhere, periods and units agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What is judged. A report is read as if it were its figures, and more.
    pub figures: Arc<Figures>,
    /// What was said, in the order of the files.
    pub comments: Vec<Arc<Comment>>,
    /// Committee reports, the earliest first.
    pub committee_reports: Vec<Arc<CommitteeReport>>,
    /// Plain pages.
    pub pages: Vec<Arc<Page>>,
    /// In a preview, what of all this the public may not see yet. A report for the public holds nothing of that kind.
    pub preview: Option<NotPublic>,
}

/// What a preview shows, and the public may not see yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NotPublic {
    /// Drafts, and those whose day is still to come.
    pub quarters: Vec<Quarter>,
    /// How many documents are drafts, or of a later day.
    pub documents: usize,
    /// How many revisions of figures are of a later day.
    pub revisions: usize,
    /// How many benchmarks, outturns and baselines are of a later day.
    pub comparisons: usize,
}

impl NotPublic {
    /// Whether the public may see everything.
    pub fn is_empty(&self) -> bool {
        self.quarters.is_empty() && self.documents + self.revisions + self.comparisons == 0
    }
}

impl Report {
    /// What was said in a quarter. Files are named by it, so those of one quarter stand together.
    pub fn comments_of(&self, quarter: Quarter) -> &[Arc<Comment>] {
        let begin = self.comments.partition_point(|one| one.quarter < quarter);
        let of_later = &self.comments[begin..];
        &of_later[..of_later.partition_point(|one| one.quarter == quarter)]
    }
}

impl Deref for Report {
    type Target = Figures;

    fn deref(&self) -> &Figures {
        &self.figures
    }
}

/// What is measured, what is asked for, and what was reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// What `site.yaml` says.
    pub site: Site,
    /// The plans by id.
    pub plans: Plans,
    /// The measures by id; members of composite measures live within theirs.
    pub measures: BTreeMap<MeasureId, Arc<Measure>>,
    /// What was reported of each of them.
    pub series: BTreeMap<MeasureId, Arc<Series>>,
    /// The quarters, the earliest first.
    pub quarters: BTreeMap<Quarter, QuarterReport>,
}

impl Figures {
    /// A measure, or a member of a composite one by its dotted id.
    pub fn measure(&self, id: &MeasureId) -> Option<&Measure> {
        if let Some(measure) = self.measures.get(id) {
            return Some(measure);
        }
        let whole = self.measures.get(id.whole())?;
        whole.members().iter().find(|member| member.id == *id)
    }

    /// What a quarter reported of a measure, or of a member: of a composite that is missing as a whole, the reason
    /// stands for each of its members.
    pub fn entry(&self, quarter: Quarter, id: &MeasureId) -> Option<&Entry> {
        let series = self.series.get(id.whole())?;
        series.entry_of(quarter, id.member())
    }

    /// Everything that a quarter reported, by measure.
    pub fn entries(&self, quarter: Quarter) -> impl Iterator<Item = (&MeasureId, &Entry)> {
        let series = self.series.iter();
        series.filter_map(move |(id, series)| Some((id, series.entry(quarter)?)))
    }

    /// The latest quarter that has a page of its own.
    pub fn latest(&self) -> Option<Quarter> {
        self.published().next_back().map(|quarter| quarter.quarter)
    }

    /// The quarters that have pages, the earliest first; background quarters have none.
    pub fn published(&self) -> impl DoubleEndedIterator<Item = &QuarterReport> {
        self.quarters
            .values()
            .filter(|quarter| !quarter.is_background())
    }

    /// The plan in force in a quarter: of several, the one that began last.
    pub fn plan_in_force(&self, quarter: Quarter) -> Option<&Plan> {
        self.plans
            .values()
            .filter(|plan| plan.covers(quarter))
            .max_by_key(|plan| plan.from)
    }

    /// An objective and its plan.
    pub fn objective(&self, id: &ObjectiveId) -> Option<(&Plan, &Objective)> {
        self.plans.values().find_map(|plan| {
            let objective = plan.objectives.iter().find(|o| o.id == *id)?;
            Some((plan, objective))
        })
    }
}
