//! A planned page: its address, its frame, what it says, and the charts it holds as data.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::accessibility_page::AccessibilityView;
use super::collected::Collected;
use super::document_pages::{PageView, ReportView, ReportsView};
use super::embed_page::EmbedView;
use super::frame::Frame;
use super::list_pages::{MeasuresView, NotFoundView, QuartersView};
use super::measure_page::MeasureView;
use super::methods_page::MethodsView;
use super::objective_list::ObjectivesView;
use super::objective_pages::ObjectiveView;
use super::paper_page::PaperView;
use super::quarter_page::{HomeView, QuarterView};
use super::routes::Route;
use super::search_page::SearchView;
use super::section_pages::{
    ActionsPageView, ChallengesPageView, FinanceView, GovernanceView, ListPageView,
    QuarterMeasuresView, QuarterObjectivesView, RisksView,
};
use super::status_page::StatusView;

macro_rules! views {
    ($($name:ident($view:ty) $template:literal;)*) => {
        /// What a page says, by kind: the theme's contract.
        #[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
        #[serde(untagged)]
        pub enum View {
            $(#[doc = concat!("`", $template, "`")] $name($view),)*
        }

        impl View {
            /// The template that shows it.
            pub fn template(&self) -> &'static str {
                match self { $(Self::$name(_) => $template,)* }
            }

            /// Every template of a page, and the shape of the view that it shows. A theme is checked against it.
            pub fn shapes(generator: &mut SchemaGenerator) -> Vec<(&'static str, Schema)> {
                vec![$(($template, generator.subschema_for::<$view>()),)*]
            }
        }
    };
}

views! {
    Home(Box<HomeView>) "home.html";
    Quarter(Box<QuarterView>) "quarter.html";
    Paper(Box<PaperView>) "paper.html";
    List(ListPageView) "list.html";
    QuarterMeasures(QuarterMeasuresView) "quarter_measures.html";
    QuarterObjectives(QuarterObjectivesView) "quarter_objectives.html";
    Finance(FinanceView) "finance.html";
    Governance(GovernanceView) "governance.html";
    Risks(RisksView) "risks.html";
    Actions(ActionsPageView) "actions.html";
    Challenges(ChallengesPageView) "challenges.html";
    Quarters(QuartersView) "quarters.html";
    Objective(Box<ObjectiveView>) "objective.html";
    Objectives(ObjectivesView) "objectives.html";
    Measure(Box<MeasureView>) "measure.html";
    Measures(MeasuresView) "measures.html";
    Embed(Box<EmbedView>) "embed.html";
    Report(ReportView) "report.html";
    Reports(ReportsView) "reports.html";
    Methods(MethodsView) "methods.html";
    Status(StatusView) "status.html";
    Accessibility(AccessibilityView) "accessibility.html";
    Search(SearchView) "search.html";
    Letters(SearchView) "letters.html";
    Page(PageView) "page.html";
    NotFound(NotFoundView) "404.html";
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
    /// What its parts left with it.
    pub collected: Collected,
}

impl Page {
    /// A page that says nothing yet.
    pub(super) fn new(route: Route, frame: Frame) -> Self {
        let view = View::NotFound(NotFoundView { links: Vec::new() });
        Self {
            route,
            frame,
            view,
            collected: Collected::default(),
        }
    }
}
