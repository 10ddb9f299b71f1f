//! From a page's file back to its route.

use super::routes::PART;
use super::{EmbedKind, LongList, Route, Section};
use crate::model::{MeasureId, ObjectiveId, Quarter, QuarterNumber};

impl Route {
    /// Returns the route whose page would be in a file, whether or not the site has that page.
    pub(crate) fn of_file(file: &str) -> Option<Self> {
        let folder = match file {
            "index.html" => return Some(Self::Home),
            "404.html" => return Some(Self::NotFound),
            _ => file.strip_suffix("/index.html")?,
        };
        // A measure's id may be `part`, and the folders of its embeds are not numbers.
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

/// Parses the folders of a quarter: `2016-17`, `q1`.
fn quarter(year: &str, number: &str) -> Option<Quarter> {
    let year = year.split('-').next()?.parse().ok()?;
    let number: i32 = number.strip_prefix('q')?.parse().ok()?;
    let mut numbers = QuarterNumber::ALL.into_iter();
    let number = numbers.find(|known| known.number() == number)?;
    Some(Quarter::new(year, number))
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
