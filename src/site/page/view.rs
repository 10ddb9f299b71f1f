//! A planned page: its address, frame, view, and charts as data.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::accessibility::AccessibilityView;
use super::embed::EmbedView;
use super::home::HomeView;
use super::measure::MeasureView;
use super::measures::MeasuresView;
use super::methods::MethodsView;
use super::objective::ObjectiveView;
use super::objectives::ObjectivesView;
use super::paper::PaperView;
use super::plain::{NotFoundView, PageView};
use super::quarters::{QuarterView, QuartersView};
use super::reports::{ReportView, ReportsView};
use super::search::SearchView;
use super::section::{
    ActionsPageView, ChallengesPageView, FinanceView, GovernanceView, ListPageView,
    QuarterMeasuresView, QuarterObjectivesView, RisksView,
};
use super::status::StatusView;
use crate::site::context::Context;
use crate::site::part::frame::frame;
use crate::site::part::{Collected, Frame, PageTitle};
use crate::site::route::Route;

macro_rules! views {
    ($($name:ident($view:ty) $template:literal;)*) => {
        /// The view of a page, by kind of page. Themes depend on it.
        #[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
        #[serde(untagged)]
        pub enum View {
            $(#[doc = concat!("`", $template, "`")] $name($view),)*
        }

        impl View {
            /// Returns the template that shows it.
            pub fn template(&self) -> &'static str {
                match self { $(Self::$name(_) => $template,)* }
            }

            /// Returns each template of a page with the schema of its view. Themes are checked against it.
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
    /// The address.
    pub route: Route,
    /// What surrounds the content.
    pub frame: Frame,
    /// The content.
    pub view: View,
    /// The charts, and the files of the comments.
    pub collected: Collected,
}

impl Page {
    /// Returns a page without charts and comments.
    pub(super) fn new(context: &Context, title: PageTitle, view: View) -> Self {
        Self {
            frame: frame(context, title),
            route: context.route.clone(),
            view,
            collected: Collected::default(),
        }
    }

    /// Adds the charts and comments of its parts.
    pub(super) fn with(self, collected: Collected) -> Self {
        Self { collected, ..self }
    }
}
