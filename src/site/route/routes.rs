//! Routes: every page that a site can have, with its folder and file.

use std::fmt;

use crate::model::{MeasureId, ObjectiveId, Quarter, QuarterNumber};

/// A section of a quarter's report with a page of its own, in the order of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Section {
    Improvement,
    /// The measures that are close to their targets.
    Close,
    PerformingWell,
    Measures,
    /// The objectives of the plan in force.
    Objectives,
    /// Revenue, capital, savings.
    Finance,
    /// Governance and workforce.
    Governance,
    Risks,
    /// Actions of plans.
    Actions,
    /// Challenges, and progress on earlier ones.
    Challenges,
}

impl Section {
    /// Every section, in the order of the enum, with the folder of its page below the quarter's.
    const FOLDERS: [(Self, &'static str); 10] = [
        (Self::Improvement, "improvement"),
        (Self::Close, "close-to-target"),
        (Self::PerformingWell, "performing-well"),
        (Self::Measures, "measures"),
        (Self::Objectives, "objectives"),
        (Self::Finance, "finance"),
        (Self::Governance, "governance"),
        (Self::Risks, "risks"),
        (Self::Actions, "actions"),
        (Self::Challenges, "challenges"),
    ];

    /// The lists of measures by their ratings.
    pub(crate) const LISTS: [Self; 3] = [Self::Improvement, Self::Close, Self::PerformingWell];

    /// Returns every section, in order.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        Self::FOLDERS.into_iter().map(|(section, _)| section)
    }

    /// Returns the folder of its page, below the quarter's.
    pub(crate) fn folder(self) -> &'static str {
        Self::FOLDERS[self as usize].1
    }
}

/// A part of a measure's page that other websites can embed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum EmbedKind {
    Chart,
    Tile,
}

impl EmbedKind {
    /// Both kinds.
    pub(crate) const ALL: [Self; 2] = [Self::Chart, Self::Tile];

    /// Returns the folder of its page, below the measure's.
    pub(crate) fn folder(self) -> &'static str {
        match self {
            Self::Chart => "chart",
            Self::Tile => "tile",
        }
    }

    /// Returns the path of the same as a picture file.
    pub(crate) fn picture(self, id: &MeasureId) -> String {
        format!("embed/{id}/{}.svg", self.folder())
    }
}

/// The text between the folder of a list and the number of a part.
const PART: &str = "/part/";

/// The folders of the pages that are not about one thing.
const FOLDERS: [(Route, &str); 15] = [
    (Route::Home, ""),
    (Route::Quarters, "quarters"),
    (Route::Objectives, "objectives"),
    (Route::Measures, "measures"),
    (Route::MeasuresByRating, "measures/by/rating"),
    (Route::Reports, "reports"),
    (Route::Scrutiny, "scrutiny"),
    (Route::Methods, "methods"),
    (Route::Changes, "changes"),
    (Route::Revisions, "revisions"),
    (Route::Forecasts, "forecasts"),
    (Route::Reporting, "status"),
    (Route::Search, "search"),
    (Route::Accessibility, "accessibility"),
    (Route::NotFound, ""),
];

/// A page of the site.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Route {
    /// `/`
    Home,
    /// `/2016-17/q1/`
    Quarter(Quarter),
    /// `/2016-17/q1/report/`
    Paper(Quarter),
    /// `/2016-17/q1/as-published/`
    AsPublished(Quarter),
    /// `/quarters/`
    Quarters,
    /// `/2016-17/q1/finance/`
    Section(Quarter, Section),
    /// `/2016-17/q1/objectives/p2-obj1/`
    ObjectiveIn(Quarter, ObjectiveId),
    /// `/objectives/`
    Objectives,
    /// `/objectives/p2-obj1/`
    Objective(ObjectiveId),
    /// `/measures/`
    Measures,
    /// `/measures/by/rating/`. No measure has an id with two folders.
    MeasuresByRating,
    /// `/measures/a2/`
    Measure(MeasureId),
    /// `/embed/a2/chart/`: all in one folder, so that one line of a server's settings can allow embedding.
    Embed(MeasureId, EmbedKind),
    /// `/reports/`
    Reports,
    /// `/reports/2016-09-27-scrutiny/`
    Report(String),
    /// `/scrutiny/`
    Scrutiny,
    /// `/methods/`
    Methods,
    /// `/changes/`
    Changes,
    /// `/revisions/`
    Revisions,
    /// `/forecasts/`
    Forecasts,
    /// `/status/`
    Reporting,
    /// `/accessibility/`
    Accessibility,
    /// `/search/`
    Search,
    /// `/about/`
    Page(String),
    /// `/measures/part/2/`: a further part of a list on the page. No measure has an id with two folders.
    Part(Box<Route>, usize),
    /// `/404.html`
    NotFound,
}

impl Route {
    /// Returns the pages that are not about one thing.
    pub(crate) fn general() -> impl Iterator<Item = Self> {
        FOLDERS.into_iter().map(|(route, _)| route)
    }

    /// Returns the page of a measure, or for a member that of its composite.
    pub(crate) fn of_measure(id: &MeasureId) -> Self {
        Self::Measure(whole(id))
    }

    /// Returns the folder of the page below the site's root, without slashes at either end.
    pub(crate) fn folder(&self) -> String {
        match self {
            Self::Quarter(quarter) => quarter_folder(*quarter),
            Self::Paper(quarter) => format!("{}/report", quarter_folder(*quarter)),
            Self::AsPublished(quarter) => format!("{}/as-published", quarter_folder(*quarter)),
            Self::Section(quarter, section) => {
                format!("{}/{}", quarter_folder(*quarter), section.folder())
            }
            Self::ObjectiveIn(quarter, id) => {
                format!("{}/objectives/{id}", quarter_folder(*quarter))
            }
            Self::Objective(id) => format!("objectives/{id}"),
            Self::Measure(id) => format!("measures/{id}"),
            Self::Embed(id, kind) => format!("embed/{id}/{}", kind.folder()),
            Self::Report(id) => format!("reports/{id}"),
            Self::Page(id) => id.clone(),
            Self::Part(list, number) => format!("{}{PART}{number}", list.folder()),
            general => {
                let mut folders = FOLDERS.iter();
                let found = folders.find(|(route, _)| route == general);
                found.map_or_else(String::new, |(_, folder)| (*folder).to_owned())
            }
        }
    }

    /// Returns the quarter whose report contains the page.
    pub(crate) fn quarter(&self) -> Option<Quarter> {
        match self {
            Self::Quarter(quarter)
            | Self::Paper(quarter)
            | Self::AsPublished(quarter)
            | Self::Section(quarter, _)
            | Self::ObjectiveIn(quarter, _) => Some(*quarter),
            Self::Part(list, _) => list.quarter(),
            _ => None,
        }
    }

    /// Returns whether the page has a list that a large site splits into parts. The first part is at the page's own
    /// address.
    pub(crate) fn may_have_parts(&self) -> bool {
        use Section::{Governance, Improvement, Measures, PerformingWell};
        match self {
            Self::Measures
            | Self::MeasuresByRating
            | Self::Objective(_)
            | Self::ObjectiveIn(..)
            | Self::Paper(_)
            | Self::Revisions
            | Self::Forecasts
            | Self::Search => true,
            Self::Section(_, section) => {
                matches!(
                    section,
                    PerformingWell | Improvement | Measures | Governance
                )
            }
            _ => false,
        }
    }

    /// Returns the page of a part of its list, counted from 1.
    pub(crate) fn part(&self, number: usize) -> Self {
        match number {
            1 => self.clone(),
            _ => Self::Part(Box::new(self.clone()), number),
        }
    }

    /// Returns the page of the list, and which part of it this is.
    pub(crate) fn list_and_number(&self) -> (&Self, usize) {
        match self {
            Self::Part(list, number) => (list, *number),
            list => (list, 1),
        }
    }

    pub(crate) fn file(&self) -> String {
        match self {
            Self::NotFound => "404.html".to_owned(),
            _ if self.folder().is_empty() => "index.html".to_owned(),
            _ => format!("{}/index.html", self.folder()),
        }
    }

    /// Returns the route whose page would be in a file, whether or not the site has that page.
    pub(crate) fn of_file(file: &str) -> Option<Self> {
        if let Some(route) = Self::general().find(|route| route.file() == file) {
            return Some(route);
        }
        let folder = file.strip_suffix("/index.html")?;
        // A measure's id may be `part`, and the folders of its embeds are not numbers.
        if let Some((list, number)) = folder.rsplit_once(PART)
            && let Ok(number) = number.parse()
        {
            let list = Self::of_file(&format!("{list}/index.html"))?;
            let part = Self::Part(Box::new(list.clone()), number);
            return (list.may_have_parts() && part.file() == file).then_some(part);
        }
        let parts: Vec<&str> = folder.split('/').collect();
        let route = match parts.as_slice() {
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
            [year, number, "as-published"] => Self::AsPublished(quarter(year, number)?),
            [year, number, folder] => {
                let section = Section::all().find(|section| section.folder() == *folder)?;
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

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound => f.write_str("/404.html"),
            _ if self.folder().is_empty() => f.write_str("/"),
            _ => write!(f, "/{}/", self.folder()),
        }
    }
}

fn quarter_folder(quarter: Quarter) -> String {
    format!("{}/q{}", quarter.year_key(), quarter.number().number())
}

pub(crate) const FEED: &str = "feed.xml";
/// The file of the picture that links to the site show.
pub(crate) const SHARE_PICTURE: &str = "share.png";

/// Returns the id of a measure, or for a member that of its composite.
pub(crate) fn whole(id: &MeasureId) -> MeasureId {
    MeasureId::new(id.whole())
}

/// A page that search can find.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Findable {
    pub(crate) route: Route,
    /// What it is, with the group, plan or date: "Measure, Social care pathway".
    pub(crate) kind: String,
    /// The references that reports print: "A2 A5". Empty if it has none.
    pub(crate) reference: String,
    pub(crate) title: String,
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
        let part = |list, number| Route::Part(Box::new(list), number);
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
            Route::MeasuresByRating,
            Route::Search,
            Route::Scrutiny,
            Route::Embed(MeasureId::new("a2"), EmbedKind::Tile),
            part(Route::Measures, 2),
            part(Route::MeasuresByRating, 2),
            part(Route::Search, 12),
            Route::Revisions,
            part(Route::Forecasts, 2),
            part(Route::Section(quarter, Section::Improvement), 3),
            part(Route::ObjectiveIn(quarter, ObjectiveId::new("p2-obj1")), 2),
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
