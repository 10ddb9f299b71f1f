//! What each file says, before anyone asks whether it makes sense. Values that `check` may have to point to carry
//! their place.

mod change;
mod comparison;
mod document;
mod entry;
mod finance;
mod matrix;
mod measure;
mod plan;
mod quarter;
mod register;
mod scale;
mod scrutiny;
mod site;
mod target;
mod target_slips;
mod unit;

pub(crate) use change::{ChangeDraft, RevisionDraft};
pub(crate) use comparison::Beside;
pub(crate) use document::{CommentDraft, DocumentDraft, PaperDraft, TO_BE_WRITTEN, head_fields};
pub(crate) use entry::{EntryDraft, FigureDraft, TypedNumber};
pub(crate) use finance::FinanceDraft;
pub(crate) use matrix::{LONGEST, MatrixDraft};
pub(crate) use measure::{MeasureDraft, PeriodWord, RatesWord, ReportedDraft, RuleWord};
pub(crate) use plan::PlanDraft;
pub(crate) use quarter::{HighlightDraft, QuarterDraft, STATED_FIELDS, StatedDraft};
pub(crate) use register::{
    ActionDraft, LevelDraft, MilestoneDraft, ProgressDraft, RelatedDraft, RiskDraft,
};
pub(crate) use scale::{ConditionDraft, ScaleDraft, StateDraft};
pub(crate) use scrutiny::QuestionHead;
pub(crate) use site::{AccessibilityDraft, SiteDraft};
pub(crate) use target::{
    AllowanceDraft, AskDraft, FigureTargetDraft, GoalDraft, LineDraft, MonthTargetsDraft,
    ProfileDraft, TargetDraft, TargetsDraft, ToleranceDraft,
};
pub(crate) use unit::{ResultDraft, UnitDraft};

use std::sync::Arc;

use crate::source::SourcePath;

/// Every file that could be read, and the names of those that could not, so that a broken file does not make
/// everything that refers to it look broken too.
#[derive(Debug, Default)]
pub struct Drafts {
    /// `site.yaml`.
    pub(crate) site: Option<Arc<SiteDraft>>,
    pub(crate) plans: Vec<Arc<PlanDraft>>,
    pub(crate) measures: Vec<Arc<MeasureDraft>>,
    /// In the order of the paths; of a quarter that is a folder, one for each file.
    pub(crate) quarters: Vec<Arc<QuarterDraft>>,
    pub(crate) comments: Vec<Arc<CommentDraft>>,
    pub(crate) reports: Vec<Arc<PaperDraft>>,
    pub(crate) questions: Vec<Arc<PaperDraft>>,
    pub(crate) pages: Vec<Arc<PaperDraft>>,
    pub(crate) broken: Vec<SourcePath>,
}
