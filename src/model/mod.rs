//! The field's own nouns: quarters, figures, measures, targets, what a quarter reported, what was said.
//!
//! Everything here is true once it exists: [`Report`] is made by `check` alone. There are no places in files, no
//! serde, and no `Option` that is never `None`.

mod commentary;
mod comparison;
mod figure;
mod finance;
mod id;
mod measure;
mod period;
mod plan;
mod quarter;
mod rating;
mod report;
mod series;
mod site;

pub use commentary::{
    Comment, CommitteeReport, Dated, Embed, Fragment, Page, Paragraph, ParagraphNumber, Prose,
    Reference, Subject, Wording,
};
pub use comparison::{Baseline, Benchmark, Outturn, Year};
pub use figure::{Figure, FigureError, Mark, Origin, Unit, plain_decimal};
pub use finance::{
    Basis, CapitalRow, Finance, Money, MoneyUnit, Revenue, RevenueRow, RowKind, SavingsRow,
    VarianceBase,
};
pub use id::{Language, MeasureId, ObjectiveId, PlanId, PriorityId, Text, VoiceId};
pub use measure::{
    Break, Comparison, Expectation, Goal, InFigure, Judgement, Measure, Part, PeriodKind, Polarity,
    Rule, Shape, Target, Tolerance,
};
pub use period::{Month, Quarter, QuarterNumber};
pub use plan::{Objective, Plan, Priority};
pub use quarter::{
    Action, Challenge, Due, Entry, EntryDetails, Highlights, Missing, ObjectiveReport, Progress,
    Publication, QuarterReport, Reported, Revision, Risk, RiskKind, RiskLevel, Source, Stated,
    StatedOf, TypedDirection, TypedRating,
};
pub use rating::{Colour, Rating, Standing};
pub use report::{Figures, NotPublic, Report};
pub use series::{Series, Told};
pub use site::{Accessibility, Compliance, Enforcement, Host, Site, Voice};
