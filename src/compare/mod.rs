//! Two editions of a site, side by side: what the public will see change.
//!
//! What is compared are the [statements](crate::site::statements) that the two make, in the words of their pages, and
//! the pages themselves. Nothing that the site would not show is looked at, so nothing of it can be told.

mod changes;
pub mod json;
pub mod markdown;
mod pages;
mod revised;
mod sections;
pub mod text;
mod unmoved;
mod untold;

pub use changes::{Change, FieldChange, Kind};
pub use pages::{PageChange, PageKind};
pub use revised::{Elsewhere, Record, Revised};
pub use unmoved::Unmoved;
pub use untold::problems;

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::build::{self, Judged};
use crate::model::{Publication, Quarter, QuarterReport, Report};
use crate::render::{Output, RenderError};
use crate::site::route::LinkStyle;
use crate::site::{self, Options, PageSet};

/// What differs between two editions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// Whatever is said otherwise, in the order of what it is about.
    pub changes: Vec<Change>,
    /// Figures that the public knows already and that are others now.
    pub revised: Vec<Revised>,
    /// Comments that say the same of a figure or a rating that has moved.
    pub unmoved: Vec<Unmoved>,
    /// The pages, in the order of their addresses.
    pub pages: Vec<PageChange>,
    /// Files of the theme that hold something else.
    pub theme: Vec<String>,
    /// The quarters that the public could read before.
    pub published: BTreeSet<Quarter>,
}

impl Comparison {
    /// Whether the public will see no difference.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.pages.is_empty() && self.theme.is_empty()
    }

    /// The published figures that changed without a word of it.
    pub fn unrecorded(&self) -> impl Iterator<Item = &Revised> {
        let revised = self.revised.iter();
        revised.filter(|one| !one.record.is_told())
    }
}

/// One of the two editions.
struct Side<'a> {
    judged: &'a Judged,
    pages: PageSet<'a>,
    output: Output<'a>,
}

impl<'a> Side<'a> {
    fn of(judged: &'a Judged, options: &'a Options) -> Self {
        Self {
            judged,
            pages: site::plan(&judged.report, &judged.assessment, options),
            output: build::output(judged, options),
        }
    }

    fn report(&self) -> &'a Report {
        &self.judged.report
    }
}

/// Compares what is said and shown, as on one day. Without an edition before, all of it is new.
///
/// # Errors
/// Where a theme cannot show one of the pages.
pub fn compare(
    before: Option<&Judged>,
    after: &Judged,
    as_of: Date,
) -> Result<Comparison, RenderError> {
    let options = Options {
        base_url: None,
        links: LinkStyle::Folder,
    };
    let published = before.map_or_else(BTreeSet::new, |before| published(&before.report, as_of));
    let revised = before.map_or_else(Vec::new, |before| revised(before, after, as_of));
    let before = before.map(|judged| Side::of(judged, &options));
    let after = Side::of(after, &options);
    let changes = changes::changes(before.as_ref(), &after);
    let (pages, theme) = pages::pages(before.as_ref(), &after)?;
    Ok(Comparison {
        unmoved: unmoved::unmoved(before.as_ref(), &after, &changes),
        changes,
        revised,
        pages,
        theme,
        published,
    })
}

/// The figures that the public knew before, and that are others now.
pub fn revised(before: &Judged, after: &Judged, as_of: Date) -> Vec<Revised> {
    let published = published(&before.report, as_of);
    revised::revised(&before.report, &after.report, &published)
}

/// The quarters that the public can read on a day. A preview holds others beside them.
fn published(report: &Report, as_of: Date) -> BTreeSet<Quarter> {
    let is_public = |quarter: &QuarterReport| match quarter.publication {
        Publication::On(day) | Publication::Background(Some(day)) => day <= as_of,
        Publication::AlreadyPublic => quarter.quarter.last_day() < as_of,
        Publication::Background(None) => true,
        Publication::Draft => false,
    };
    let quarters = report.quarters.values();
    quarters
        .filter(|quarter| is_public(quarter))
        .map(|quarter| quarter.quarter)
        .collect()
}
