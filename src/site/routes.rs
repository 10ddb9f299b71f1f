//! Addresses. A link is made from a route, and a route only from something that has a page.

use std::fmt;

pub use super::long_lists::LongList;
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

/// How links end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkStyle {
    /// `../measures/a2/`, for a web server.
    Folder,
    /// `../measures/a2/index.html`, for a copy that opens by double click.
    File,
}

/// Makes links from one page to others.
#[derive(Debug, Clone)]
pub struct Links {
    from: String,
    /// For the page that is served at any address: the path of the site's root.
    absolute: Option<String>,
    style: LinkStyle,
}

impl Links {
    /// Links of a page. Those of the 404 page begin at the path of the base address, because nobody knows where it
    /// will be shown.
    pub fn of(route: &Route, style: LinkStyle, base_path: &str) -> Self {
        let absolute = matches!((route, style), (Route::NotFound, LinkStyle::Folder))
            .then(|| base_path.to_owned());
        Self {
            from: route.folder(),
            absolute,
            style,
        }
    }

    /// A link to a page.
    pub fn to(&self, route: &Route) -> String {
        let end = match (self.style, route) {
            (_, Route::NotFound) => "404.html",
            (LinkStyle::Folder, _) => "",
            (LinkStyle::File, _) => "index.html",
        };
        let mut link = self.folder(&route.folder());
        link.push_str(end);
        link
    }

    /// A link to a file by its path below the root.
    pub fn file(&self, path: &str) -> String {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let folder = self.folder(folder);
        let folder = if folder == "./" { "" } else { &folder };
        format!("{folder}{name}")
    }

    /// The way from this page's folder to another, ending in a slash.
    fn folder(&self, to: &str) -> String {
        if let Some(root) = &self.absolute {
            return if to.is_empty() {
                root.clone()
            } else {
                format!("{root}{to}/")
            };
        }
        let parts = |path: &str| -> Vec<String> {
            path.split('/')
                .filter(|part| !part.is_empty())
                .map(str::to_owned)
                .collect()
        };
        let (from, to) = (parts(&self.from), parts(to));
        let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
        let mut link = "../".repeat(from.len() - shared);
        for part in &to[shared..] {
            link.push_str(part);
            link.push('/');
        }
        if link.is_empty() {
            "./".to_owned()
        } else {
            link
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::QuarterNumber;

    #[test]
    fn links_are_relative_and_work_below_any_folder() {
        let quarter = Quarter::new(2016, QuarterNumber::Q1);
        let objective = ObjectiveId::new("p2-obj1");
        let measure = Route::Measure(MeasureId::new("a2"));
        let in_quarter = Route::ObjectiveIn(quarter, objective);
        let table = [
            (Route::Home, measure.clone(), "measures/a2/"),
            (measure.clone(), Route::Home, "../../"),
            (
                measure.clone(),
                Route::Measure(MeasureId::new("a3")),
                "../a3/",
            ),
            (measure.clone(), Route::Measures, "../"),
            (measure.clone(), measure.clone(), "./"),
            (
                Route::Quarter(quarter),
                in_quarter.clone(),
                "objectives/p2-obj1/",
            ),
            (in_quarter, measure, "../../../../measures/a2/"),
        ];
        for (from, to, link) in table {
            assert_eq!(
                Links::of(&from, LinkStyle::Folder, "/").to(&to),
                link,
                "{from} to {to}"
            );
        }
    }

    #[test]
    fn a_copy_on_a_disk_names_files_and_the_404_page_the_base_path() {
        let measure = Route::Measure(MeasureId::new("a2"));
        assert_eq!(
            Links::of(&Route::Home, LinkStyle::File, "/").to(&measure),
            "measures/a2/index.html"
        );
        let links = Links::of(&Route::NotFound, LinkStyle::Folder, "/performance/");
        assert_eq!(links.to(&measure), "/performance/measures/a2/");
        assert_eq!(links.to(&Route::Home), "/performance/");
        assert_eq!(
            links.file("assets/style.css"),
            "/performance/assets/style.css"
        );
        assert_eq!(
            Links::of(&measure, LinkStyle::File, "/").file("style.css"),
            "../../style.css"
        );
    }
}
