//! What each file says, before anyone asks whether it makes sense. Values that `check` may have to point to carry
//! their place.

mod accessibility;
mod comparison;
mod document;
mod entry;
mod measure;
mod money;
mod plan;
mod quarter;
mod register;
mod site;
mod target;

pub use accessibility::AccessibilityDraft;
pub(in crate::parse) use document::head_fields;
pub use document::{
    CommentDraft, DocumentDraft, DocumentHead, Kind as DocumentKind, PageDraft, ReportDraft,
    SubjectDraft, TO_BE_WRITTEN,
};
pub use entry::{EntryDraft, FigureDraft};
pub use measure::{MeasureDraft, RuleWord, UnitWord};
pub use money::{FinanceDraft, RowDraft};
pub use plan::{ObjectiveDraft, PlanDraft};
pub use quarter::{HighlightDraft, PublishDraft, QuarterDraft, RevisionDraft, StatedDraft};
pub use register::{ActionDraft, ProgressDraft};
pub use site::SiteDraft;
pub use target::{GoalDraft, TargetDraft, ToleranceDraft};

use std::sync::Arc;

use crate::source::SourcePath;

/// Every file that could be read, and the names of those that could not, so that a broken file does not make
/// everything that refers to it look broken too.
#[derive(Debug, Default)]
pub struct Drafts {
    /// `site.yaml`.
    pub site: Option<Arc<SiteDraft>>,
    /// In the order of the paths.
    pub plans: Vec<Arc<PlanDraft>>,
    /// In the order of the paths.
    pub measures: Vec<Arc<MeasureDraft>>,
    /// In the order of the paths; of a quarter that is a folder, one for each file.
    pub quarters: Vec<Arc<QuarterDraft>>,
    /// In the order of the paths.
    pub comments: Vec<Arc<CommentDraft>>,
    /// In the order of the paths.
    pub reports: Vec<Arc<ReportDraft>>,
    /// In the order of the paths.
    pub pages: Vec<Arc<PageDraft>>,
    /// Files that exist and could not be read.
    pub broken: Vec<SourcePath>,
}
