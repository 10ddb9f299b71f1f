//! A planned page: its address, its frame, what it says, and the charts it holds as data.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::document_pages::{PageView, ReportView, ReportsView};
use super::frame::Frame;
use super::list_pages::{MeasuresView, NotFoundView, QuartersView};
use super::measure_page::MeasureView;
use super::methods_page::MethodsView;
use super::objective_list::ObjectivesView;
use super::objective_pages::ObjectiveView;
use super::quarter_page::{HomeView, QuarterView};
use super::routes::Route;
use super::section_pages::{
    ActionsPageView, ChallengesPageView, FinanceView, GovernanceView, ListPageView,
    QuarterMeasuresView, QuarterObjectivesView, RisksView,
};
use super::status_page::StatusView;
use super::trend::Trend;

/// What a page says, by kind: the theme's contract.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
#[serde(untagged)]
pub enum View {
    /// `home.html`
    Home(Box<HomeView>),
    /// `quarter.html`
    Quarter(Box<QuarterView>),
    /// `list.html`
    List(ListPageView),
    /// `quarter_measures.html`
    QuarterMeasures(QuarterMeasuresView),
    /// `quarter_objectives.html`
    QuarterObjectives(QuarterObjectivesView),
    /// `finance.html`
    Finance(FinanceView),
    /// `governance.html`
    Governance(GovernanceView),
    /// `risks.html`
    Risks(RisksView),
    /// `actions.html`
    Actions(ActionsPageView),
    /// `challenges.html`
    Challenges(ChallengesPageView),
    /// `quarters.html`
    Quarters(QuartersView),
    /// `objective.html`
    Objective(Box<ObjectiveView>),
    /// `objectives.html`
    Objectives(ObjectivesView),
    /// `measure.html`
    Measure(Box<MeasureView>),
    /// `measures.html`
    Measures(MeasuresView),
    /// `report.html`
    Report(ReportView),
    /// `reports.html`
    Reports(ReportsView),
    /// `methods.html`
    Methods(MethodsView),
    /// `status.html`
    Status(StatusView),
    /// `page.html`
    Page(PageView),
    /// `404.html`
    NotFound(NotFoundView),
}

impl View {
    /// The template that shows it.
    pub fn template(&self) -> &'static str {
        match self {
            Self::Home(_) => "home.html",
            Self::Quarter(_) => "quarter.html",
            Self::List(_) => "list.html",
            Self::QuarterMeasures(_) => "quarter_measures.html",
            Self::QuarterObjectives(_) => "quarter_objectives.html",
            Self::Finance(_) => "finance.html",
            Self::Governance(_) => "governance.html",
            Self::Risks(_) => "risks.html",
            Self::Actions(_) => "actions.html",
            Self::Challenges(_) => "challenges.html",
            Self::Quarters(_) => "quarters.html",
            Self::Objective(_) => "objective.html",
            Self::Objectives(_) => "objectives.html",
            Self::Measure(_) => "measure.html",
            Self::Measures(_) => "measures.html",
            Self::Report(_) => "report.html",
            Self::Reports(_) => "reports.html",
            Self::Methods(_) => "methods.html",
            Self::Status(_) => "status.html",
            Self::Page(_) => "page.html",
            Self::NotFound(_) => "404.html",
        }
    }
}

/// A planned page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Its address.
    pub route: Route,
    /// What surrounds it.
    pub frame: Frame,
    /// What it says.
    pub view: View,
    /// Its charts, still data, by the keys that the view uses.
    pub charts: BTreeMap<String, Trend>,
}

impl Page {
    /// A page that says nothing yet.
    pub(super) fn new(route: Route, frame: Frame) -> Self {
        let view = View::NotFound(NotFoundView { links: Vec::new() });
        Self {
            route,
            frame,
            view,
            charts: BTreeMap::new(),
        }
    }
}

/// Every page, each under its own address.
#[derive(Debug, Clone, PartialEq)]
pub struct PageSet {
    /// By file.
    pub pages: BTreeMap<String, Page>,
}
