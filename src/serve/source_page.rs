//! Finds the page of a source file.

use super::state::GoodSite;
use crate::model::{MeasureId, Subject};
use crate::parse::kind::{self, FileKind};
use crate::render::OutputKind;
use crate::site::route::{Route, Section};
use crate::source::SourcePath;

/// Returns the address of the page of the first file that has one.
pub(super) fn page_of<'a>(
    changed: impl IntoIterator<Item = &'a SourcePath>,
    good: &GoodSite,
) -> Option<String> {
    let output = good.output();
    let mut routes = changed.into_iter().filter_map(route);
    let found = routes.find(|route| output.kind(&route.file()) == Some(OutputKind::Page))?;
    Some(format!(
        "{}{found}",
        output.base_path().trim_end_matches('/')
    ))
}

fn route(path: &SourcePath) -> Option<Route> {
    match kind::of(path).ok()? {
        FileKind::Site => Some(Route::Home),
        FileKind::Plan(_) => Some(Route::Objectives),
        FileKind::Measure(id) => Some(Route::Measure(MeasureId::new(&id))),
        FileKind::Quarter(quarter) => Some(Route::Quarter(quarter)),
        FileKind::Comment {
            quarter, subject, ..
        } => Some(match subject {
            Subject::Overview => Route::Quarter(quarter),
            Subject::Finance => Route::Section(quarter, Section::Finance),
            Subject::Risks => Route::Section(quarter, Section::Risks),
            Subject::Measure(id) => Route::Measure(id),
            Subject::Objective(id) => Route::ObjectiveIn(quarter, id),
        }),
        FileKind::Report(id) => Some(Route::Report(id)),
        FileKind::Question(_) => Some(Route::Scrutiny),
        FileKind::Page(id) => Some(Route::Page(id)),
        FileKind::Ignored => None,
    }
}
