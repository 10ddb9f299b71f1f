//! The domain: quarters, figures, measures, targets, reports and comments.
//!
//! All values are valid, because only `check` creates a [`Report`]. The types contain no positions in files. Where files
//! have a choice of words, the words are the names of an enum's variants.

mod change;
mod commentary;
mod comparison;
mod covers;
mod entry;
mod figure;
mod finance;
mod id;
pub(crate) mod matrix;
mod measure;
pub(crate) mod month_lists;
mod months;
mod order;
mod period;
mod plan;
pub mod published;
mod published_details;
mod published_scales;
mod published_terms;
mod quarter;
mod rating;
mod report;
pub(crate) mod restored;
pub(crate) mod revision;
mod scales;
mod scrutiny;
mod series;
mod site;
mod target;
mod tolerances;
mod typed_figures;
mod unit;

pub use change::{Decision, Holder, Reason, RecordedChange};
pub use commentary::{Comment, CommitteeReport, Page, ParagraphNumber, Subject};
pub(crate) use commentary::{Dated, Embed, Fragment, Paragraph, Prose, Reference};
pub use comparison::{Baseline, Benchmark, ComparedFigure, Outturn, Year};
pub(crate) use covers::APRIL;
pub(crate) use entry::PrintedOn;
pub(crate) use entry::TypedRating;
pub use entry::{Entry, EntryDetails, Missing, PrintedDirection, Reported, TypedDirection};
pub(crate) use figure::Origin;
pub use figure::{Figure, FigureError, Mark, plain_decimal};
pub(crate) use finance::{Basis, Columns, Money, PrintedVariance, Revenue, RowKind, VarianceBase};
pub use finance::{CapitalRow, Finance, MoneyUnit, RevenueRow, SavingsRow};
pub use id::{Language, MeasureId, ObjectiveId, PlanId, PriorityId, Text, VoiceId};
pub(crate) use matrix::RiskMatrix;
pub(crate) use measure::Yardstick;
pub use measure::{
    Break, Comparison, Expectation, Judgement, Measure, MeasureKind, MonthsMake, Part, PeriodKind,
    Polarity, Rates, Rule,
};
pub(crate) use period::month_name;
pub use period::{FigurePeriod, Month, Quarter, QuarterNumber};
pub(crate) use plan::Plan;
pub use plan::{Objective, Priority};
pub use quarter::{
    Action, ActionDue, Challenge, Due, Highlights, Milestone, ObjectiveReport, QuarterReport,
    Related, Revision, Risk, RiskKind, Source, Stated,
};
pub(crate) use quarter::{Progress, Publication, RiskLevel, StatedOf};
pub(crate) use rating::DeclaredState;
pub use rating::{Class, Condition, CountsAs, Look, Rating, Scale, State};
pub(crate) use report::NotPublic;
pub use report::{ByMeasure, Figures, Report};
pub use revision::FigureRevision;
pub use scales::Scales;
pub(crate) use scales::{COLOURS, DeclaredScale, RISKS, TOLERANCE};
pub use scrutiny::{Acceptance, Answer, Question, QuestionKind};
pub(crate) use series::{MeasureSeries, Series, find_quarter};
pub use site::{Accessibility, Host, Site, Voice};
pub(crate) use site::{Compliance, Embeds, Enforcement, Licence, WholeReports};
pub use target::{
    Aim, Goal, LineBeside, LineValue, MonthTargets, Profile, Reach, Target, Tolerance,
};
pub use tolerances::Tolerances;
pub(crate) use unit::{DurationError, DurationPart};
pub use unit::{OwnUnit, ResultWord, Smallest, Unit};
