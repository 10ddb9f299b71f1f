//! Parts of pages: view structs, each built by a function from the context.
//!
//! A layer of [`site`](crate::site). It may use `words`, `route`, `context`, `phrases` and `choose`, and does not know the
//! pages.

pub(crate) mod about;
pub(crate) mod changes;
pub mod comments;
pub mod facts;
pub mod findings;
pub mod frame;
pub mod glance;
pub mod histories;
pub mod links;
pub mod lists;
pub mod money;
mod moved;
pub mod objective_rows;
pub mod pictures;
pub mod prose;
pub mod questions;
pub mod registers;
pub mod release;
pub mod risks;
pub mod rows;
pub mod sets;
pub mod share;
pub mod since;
pub mod stacks;
pub mod tallies;
pub mod trend;
pub(crate) mod variances;

pub use comments::{QuarterComments, SummaryView};
pub use facts::{Fact, FactTable};
pub use findings::{Finding, SectionCard};
pub use frame::Frame;
pub(crate) use frame::PageTitle;
pub use glance::Glance;
pub use histories::RatingHistory;
pub use links::{LinkView, NavItem, PartsView};
pub use lists::ListView;
pub use money::MoneyView;
pub use objective_rows::ObjectiveRow;
pub use pictures::PictureView;
pub use prose::Piece;
pub use questions::{QuestionView, QuestionsView};
pub use registers::{ActionsView, ChallengesView, NamedIn};
pub use release::LineView;
pub use risks::{RiskGrid, RiskGroup, RiskView};
pub use rows::{MeasureRow, Tile};
pub use sets::{GroupTable, SetTable};
pub use share::ShareView;
pub use stacks::QuarterStack;
pub(crate) use tallies::Count;
pub use tallies::{BarPart, StatedView, TallyTable};
pub(crate) use trend::Placement;
pub use trend::{Collected, Trend};
