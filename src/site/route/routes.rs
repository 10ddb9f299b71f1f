//! Routes: every page that a site can have, with its folder and file.

use std::fmt;

use crate::model::{MeasureId, ObjectiveId, Quarter};

/// A section of a quarter's report with a page of its own, in the order of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Areas performing well.
    PerformingWell,
    /// Areas for improvement.
    Improvement,
    /// All measures.
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
    /// Challenges, and progress on earlier ones.
    Challenges,
}

impl Section {
    /// Every section, in order.
    pub(crate) const ALL: [Self; 9] = [
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

    /// Returns the folder of its page, below the quarter's.
    pub(crate) fn folder(self) -> &'static str {
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

/// A part of a measure's page that other websites can embed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EmbedKind {
    /// Its chart.
    Chart,
    /// Its tile.
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
    /// `/embed/a2/chart/`: all in one folder, so that one line of a server's settings can allow embedding.
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
    /// `/measures/part/2/`: a further part of a list. No measure has an id with two folders.
    Part(LongList, usize),
    /// `/404.html`
    NotFound,
}

impl Route {
    /// Returns the page of a measure, or for a member that of its composite.
    pub(crate) fn of_measure(id: &MeasureId) -> Self {
        Self::Measure(whole(id))
    }

    /// Returns the folder of the page below the site's root, without slashes at either end.
    pub(crate) fn folder(&self) -> String {
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

    /// Returns the quarter whose report contains the page.
    pub(crate) fn quarter(&self) -> Option<Quarter> {
        match self {
            Self::Quarter(quarter)
            | Self::Paper(quarter)
            | Self::Section(quarter, _)
            | Self::ObjectiveIn(quarter, _) => Some(*quarter),
            Self::Part(list, _) => list.page().quarter(),
            _ => None,
        }
    }

    /// Returns the file of the page.
    pub(crate) fn file(&self) -> String {
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

/// The path of the feed.
pub(crate) const FEED: &str = "feed.xml";

/// A list that a large site splits into parts. The first part is at the list's own address.
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
    /// Returns the list on a page. `None` if the page has no list that can be long.
    pub(crate) fn on(route: &Route) -> Option<Self> {
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

    /// Returns the page of its first part.
    pub(crate) fn page(&self) -> Route {
        match self {
            Self::Measures => Route::Measures,
            Self::InQuarter(quarter, section) => Route::Section(*quarter, *section),
            Self::Objective(id) => Route::Objective(id.clone()),
            Self::ObjectiveIn(quarter, id) => Route::ObjectiveIn(*quarter, id.clone()),
            Self::Search => Route::Search,
        }
    }

    /// Returns the page of a part, counted from 1.
    pub(crate) fn part(&self, number: usize) -> Route {
        match number {
            1 => self.page(),
            _ => Route::Part(self.clone(), number),
        }
    }
}

/// Returns the id of a measure, or for a member that of its composite.
pub(crate) fn whole(id: &MeasureId) -> MeasureId {
    MeasureId::new(id.whole())
}
