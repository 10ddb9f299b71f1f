//! Routes: every page that a site may have, and its folder and file.

use std::fmt;

use crate::model::{MeasureId, ObjectiveId, Quarter};

/// A part of a quarter's report that has a page of its own, in the order in which a report would have them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Areas performing well.
    PerformingWell,
    /// Areas for improvement.
    Improvement,
    /// Every measure.
    Measures,
    /// The objectives of the plan in force.
    Objectives,
    /// Revenue, capital, savings.
    Finance,
    /// Governance and workforce.
    Governance,
    /// Risks.
    Risks,
    /// Actions of plans.
    Actions,
    /// What lies ahead, and what was done about it.
    Challenges,
}

impl Section {
    /// Every section, in order.
    pub const ALL: [Self; 9] = [
        Self::PerformingWell,
        Self::Improvement,
        Self::Measures,
        Self::Objectives,
        Self::Finance,
        Self::Governance,
        Self::Risks,
        Self::Actions,
        Self::Challenges,
    ];

    /// The folder of its page below the quarter's.
    pub fn folder(self) -> &'static str {
        match self {
            Self::PerformingWell => "performing-well",
            Self::Improvement => "improvement",
            Self::Measures => "measures",
            Self::Objectives => "objectives",
            Self::Finance => "finance",
            Self::Governance => "governance",
            Self::Risks => "risks",
            Self::Actions => "actions",
            Self::Challenges => "challenges",
        }
    }
}

/// A part of a measure's page that other websites can frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EmbedKind {
    /// Its chart.
    Chart,
    /// Its tile.
    Tile,
}

impl EmbedKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Chart, Self::Tile];

    /// The folder of its page below the measure's.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Chart => "chart",
            Self::Tile => "tile",
        }
    }

    /// The same as a picture that stands alone.
    pub fn picture(self, id: &MeasureId) -> String {
        format!("embed/{id}/{}.svg", self.folder())
    }
}

/// What stands between the folder of a list and the number of a part.
pub(super) const PART: &str = "/part/";

/// A page of the site.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Route {
    /// `/`
    Home,
    /// `/2016-17/q1/`
    Quarter(Quarter),
    /// `/2016-17/q1/report/`
    Paper(Quarter),
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
    /// `/measures/a2/`
    Measure(MeasureId),
    /// `/embed/a2/chart/`: in one folder, so that a server can be told in one line who may be framed.
    Embed(MeasureId, EmbedKind),
    /// `/reports/`
    Reports,
    /// `/reports/2016-09-27-scrutiny/`
    Report(String),
    /// `/methods/`
    Methods,
    /// `/status/`
    Reporting,
    /// `/accessibility/`
    Accessibility,
    /// `/search/`
    Search,
    /// `/about/`
    Page(String),
    /// `/measures/part/2/`: what a list holds beyond its own page. No id of a measure has two folders.
    Part(LongList, usize),
    /// `/404.html`
    NotFound,
}

impl Route {
    /// The page of a measure; of a member, that of its composite.
    pub(crate) fn of_measure(id: &MeasureId) -> Self {
        Self::Measure(whole(id))
    }

    /// The folder of the page below the site's root, without slashes at its ends.
    pub fn folder(&self) -> String {
        match self {
            Self::Home | Self::NotFound => String::new(),
            Self::Quarter(quarter) => quarter_folder(*quarter),
            Self::Paper(quarter) => format!("{}/report", quarter_folder(*quarter)),
            Self::Quarters => "quarters".to_owned(),
            Self::Section(quarter, section) => {
                format!("{}/{}", quarter_folder(*quarter), section.folder())
            }
            Self::ObjectiveIn(quarter, id) => {
                format!("{}/objectives/{id}", quarter_folder(*quarter))
            }
            Self::Objectives => "objectives".to_owned(),
            Self::Objective(id) => format!("objectives/{id}"),
            Self::Measures => "measures".to_owned(),
            Self::Measure(id) => format!("measures/{id}"),
            Self::Embed(id, kind) => format!("embed/{id}/{}", kind.folder()),
            Self::Reports => "reports".to_owned(),
            Self::Report(id) => format!("reports/{id}"),
            Self::Methods => "methods".to_owned(),
            Self::Reporting => "status".to_owned(),
            Self::Accessibility => "accessibility".to_owned(),
            Self::Search => "search".to_owned(),
            Self::Page(id) => id.clone(),
            Self::Part(list, number) => format!("{}{PART}{number}", list.page().folder()),
        }
    }

    /// The quarter whose report it is a page of.
    pub fn quarter(&self) -> Option<Quarter> {
        match self {
            Self::Quarter(quarter)
            | Self::Paper(quarter)
            | Self::Section(quarter, _)
            | Self::ObjectiveIn(quarter, _) => Some(*quarter),
            Self::Part(list, _) => list.page().quarter(),
            _ => None,
        }
    }

    /// The file that holds the page.
    pub fn file(&self) -> String {
        match self {
            Self::NotFound => "404.html".to_owned(),
            _ if self.folder().is_empty() => "index.html".to_owned(),
            _ => format!("{}/index.html", self.folder()),
        }
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

/// Where the feed is.
pub const FEED: &str = "feed.xml";

/// A list that a large site shows in parts. The first stands at the list's own address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum LongList {
    /// `/measures/`
    Measures,
    /// `/2016-17/q1/measures/`
    InQuarter(Quarter, Section),
    /// `/objectives/p2-obj1/`
    Objective(ObjectiveId),
    /// `/2016-17/q1/objectives/p2-obj1/`
    ObjectiveIn(Quarter, ObjectiveId),
    /// `/search/`
    Search,
}

impl LongList {
    /// The list that stands on a page; none where it has no list that may be long.
    pub fn on(route: &Route) -> Option<Self> {
        Some(match route {
            Route::Measures => Self::Measures,
            Route::Section(
                quarter,
                section @ (Section::PerformingWell
                | Section::Improvement
                | Section::Measures
                | Section::Governance),
            ) => Self::InQuarter(*quarter, *section),
            Route::Objective(id) => Self::Objective(id.clone()),
            Route::ObjectiveIn(quarter, id) => Self::ObjectiveIn(*quarter, id.clone()),
            Route::Search => Self::Search,
            _ => return None,
        })
    }

    /// The page of its first part.
    pub fn page(&self) -> Route {
        match self {
            Self::Measures => Route::Measures,
            Self::InQuarter(quarter, section) => Route::Section(*quarter, *section),
            Self::Objective(id) => Route::Objective(id.clone()),
            Self::ObjectiveIn(quarter, id) => Route::ObjectiveIn(*quarter, id.clone()),
            Self::Search => Route::Search,
        }
    }

    /// The page of a part, counted from 1.
    pub(crate) fn part(&self, number: usize) -> Route {
        match number {
            1 => self.page(),
            _ => Route::Part(self.clone(), number),
        }
    }
}

/// The measure itself; of a member, its composite.
pub(crate) fn whole(id: &MeasureId) -> MeasureId {
    MeasureId::new(id.whole())
}
