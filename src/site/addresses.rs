//! Which pages there are, and which of them stands at an address.
//!
//! A page is found by its address alone, without listing the others: whoever asks for one page of ten thousand waits for
//! that one.

use super::context::Context;
use super::routes::{EmbedKind, LongList, PART, Route, Section};
use super::{embed_page, frame, long_lists, measure_page, objective_pages, sections};
use crate::model::{MeasureId, ObjectiveId, Quarter, QuarterNumber};

impl Route {
    /// The route whose page would stand in a file, whether or not the site has it.
    pub fn of_file(file: &str) -> Option<Self> {
        let folder = match file {
            "index.html" => return Some(Self::Home),
            "404.html" => return Some(Self::NotFound),
            _ => file.strip_suffix("/index.html")?,
        };
        // A measure may be called `part`, and its embeds have no numbers.
        if let Some((list, number)) = folder.rsplit_once(PART)
            && let Ok(number) = number.parse()
        {
            let list = LongList::on(&Self::of_file(&format!("{list}/index.html"))?)?;
            let part = Self::Part(list, number);
            return (part.file() == file).then_some(part);
        }
        let parts: Vec<&str> = folder.split('/').collect();
        let route = match parts.as_slice() {
            ["quarters"] => Self::Quarters,
            ["objectives"] => Self::Objectives,
            ["measures"] => Self::Measures,
            ["reports"] => Self::Reports,
            ["methods"] => Self::Methods,
            ["status"] => Self::Reporting,
            ["search"] => Self::Search,
            ["accessibility"] => Self::Accessibility,
            [id] => Self::Page((*id).to_owned()),
            ["objectives", id] => Self::Objective(ObjectiveId::new(id)),
            ["measures", id] => Self::Measure(MeasureId::new(id)),
            ["embed", id, folder] => {
                let mut kinds = EmbedKind::ALL.into_iter();
                let kind = kinds.find(|kind| kind.folder() == *folder)?;
                Self::Embed(MeasureId::new(id), kind)
            }
            ["reports", id] => Self::Report((*id).to_owned()),
            [year, number] => Self::Quarter(quarter(year, number)?),
            [year, number, "report"] => Self::Paper(quarter(year, number)?),
            [year, number, folder] => {
                let mut sections = Section::ALL.into_iter();
                let section = sections.find(|section| section.folder() == *folder)?;
                Self::Section(quarter(year, number)?, section)
            }
            [year, number, "objectives", id] => {
                Self::ObjectiveIn(quarter(year, number)?, ObjectiveId::new(id))
            }
            _ => return None,
        };
        (route.file() == file).then_some(route)
    }
}

/// `2016-17`, `q1`.
fn quarter(year: &str, number: &str) -> Option<Quarter> {
    let year = year.split('-').next()?.parse().ok()?;
    let number: i32 = number.strip_prefix('q')?.parse().ok()?;
    let mut numbers = QuarterNumber::ALL.into_iter();
    let number = numbers.find(|known| known.number() == number)?;
    Some(Quarter::new(year, number))
}

/// Every page of the site.
pub(super) fn routes(context: &Context) -> Vec<Route> {
    let report = context.report;
    let published = || report.published().map(|quarter| quarter.quarter);
    let objectives = || {
        let plans = report.plans.values();
        plans.flat_map(|plan| plan.objectives.iter().map(|objective| &objective.id))
    };
    let lists = [
        Route::Home,
        Route::Quarters,
        Route::Objectives,
        Route::Measures,
        Route::Reports,
        Route::Methods,
        Route::Reporting,
        Route::Search,
        Route::Accessibility,
        Route::NotFound,
    ];
    let of_quarters = published().flat_map(|quarter| {
        let sections = Section::ALL.into_iter();
        let sections = sections.map(move |section| Route::Section(quarter, section));
        let objectives = objectives().map(move |id| Route::ObjectiveIn(quarter, id.clone()));
        [Route::Quarter(quarter), Route::Paper(quarter)]
            .into_iter()
            .chain(sections)
            .chain(objectives)
    });
    let measures = report.measures.keys();
    let reports = report.committee_reports.iter();
    let pages = report.pages.iter();
    let all = lists
        .into_iter()
        .chain(of_quarters)
        .chain(measures.flat_map(|id| {
            let embeds = EmbedKind::ALL.map(|kind| Route::Embed(id.clone(), kind));
            std::iter::once(Route::Measure(id.clone())).chain(embeds)
        }))
        .chain(objectives().map(|id| Route::Objective(id.clone())))
        .chain(reports.map(|report| Route::Report(report.id.clone())))
        .chain(pages.map(|page| Route::Page(page.id.clone())));
    let all = all.filter(|route| has(context, route));
    all.flat_map(|route| {
        let parts = further_parts(context, &route);
        std::iter::once(route).chain(parts)
    })
    .collect()
}

/// The pages of a list's parts beyond the first.
fn further_parts(context: &Context, route: &Route) -> Vec<Route> {
    let list = LongList::on(route);
    let parts =
        list.map(|list| (2..=long_lists::parts_of(context, &list)).map(move |n| list.part(n)));
    parts.into_iter().flatten().collect()
}

/// Whether the site has a page.
pub(super) fn has(context: &Context, route: &Route) -> bool {
    let report = context.report;
    let is_published = |quarter: &Quarter| {
        let content = report.quarters.get(quarter);
        content.is_some_and(|content| !content.is_background())
    };
    match route {
        Route::Quarter(quarter) | Route::Paper(quarter) => is_published(quarter),
        Route::Section(quarter, section) => {
            is_published(quarter) && sections::has_section(context, *quarter, *section)
        }
        Route::Objective(id) => report.objective(id).is_some(),
        Route::ObjectiveIn(quarter, id) => {
            let plan = report.objective(id).map(|(plan, _)| plan);
            is_published(quarter)
                && plan.is_some_and(|plan| objective_pages::judges(context, *quarter, plan, id))
        }
        Route::Measure(id) => report.measures.contains_key(id) && measure_page::exists(context, id),
        Route::Embed(id, kind) => report.measures.get(id).is_some_and(|measure| {
            let drawn = *kind == EmbedKind::Tile || embed_page::has_chart(context, measure);
            drawn && measure_page::exists(context, id)
        }),
        Route::Report(id) => report.committee_reports.iter().any(|known| known.id == *id),
        Route::Accessibility => {
            frame::has_statement(context) || frame::own_statement(context).is_some()
        }
        Route::Page(id) => report.pages.iter().any(|known| known.id == *id),
        Route::Part(list, number) => {
            *number > 1
                && has(context, &list.page())
                && *number <= long_lists::parts_of(context, list)
        }
        _ => frame::has_page(context, route),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_that_of_its_page_alone() {
        let quarter = Quarter::new(2016, QuarterNumber::Q1);
        let routes = [
            Route::Home,
            Route::NotFound,
            Route::Quarter(quarter),
            Route::Paper(quarter),
            Route::Section(quarter, Section::Objectives),
            Route::ObjectiveIn(quarter, ObjectiveId::new("p2-obj1")),
            Route::Objective(ObjectiveId::new("p2-obj1")),
            Route::Measure(MeasureId::new("a2")),
            Route::Report("2016-09-27-scrutiny".to_owned()),
            Route::Page("about".to_owned()),
            Route::Measures,
            Route::Search,
            Route::Paper(quarter),
            Route::Embed(MeasureId::new("a2"), EmbedKind::Tile),
            Route::Part(LongList::Measures, 2),
            Route::Part(LongList::Search, 12),
            Route::Part(LongList::InQuarter(quarter, Section::Improvement), 3),
            Route::Part(
                LongList::ObjectiveIn(quarter, ObjectiveId::new("p2-obj1")),
                2,
            ),
            Route::Measure(MeasureId::new("part")),
            Route::Embed(MeasureId::new("part"), EmbedKind::Chart),
            Route::Measure(MeasureId::new("part-2")),
        ];
        for route in routes {
            assert_eq!(Route::of_file(&route.file()), Some(route));
        }
        let others = [
            "style.css",
            "index.htm",
            "2016-17/q5/index.html",
            "2016-18/q1/index.html",
            "2016-17/q1/money/index.html",
            "measures/a2/more/index.html",
            "measures//index.html/index.html",
            "measures/part/02/index.html",
            "measures/part/two/index.html",
            "measures/part/2/part/2/index.html",
            "2016-17/q1/finance/part/2/index.html",
        ];
        for other in others {
            assert_eq!(Route::of_file(other), None, "{other}");
        }
    }
}
