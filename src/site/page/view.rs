//! A planned page: its address, frame, view, and charts as data.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::section::{
    ActionsPageView, ChallengesPageView, FinanceView, GovernanceView, ListPageView,
    QuarterMeasuresView, QuarterObjectivesView, RisksView,
};
use super::{
    accessibility, as_published, changes, embed, forecasts, home, measure_list, measures, methods,
    objectives, paper, plain, quarters, reports, revisions, scrutiny, search, status,
};
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
    Home(Box<home::HomeView>) "home.html";
    Quarter(Box<quarters::QuarterView>) "quarter.html";
    Paper(Box<paper::PaperView>) "paper.html";
    List(ListPageView) "list.html";
    QuarterMeasures(QuarterMeasuresView) "quarter_measures.html";
    QuarterObjectives(QuarterObjectivesView) "quarter_objectives.html";
    Finance(FinanceView) "finance.html";
    Governance(GovernanceView) "governance.html";
    Risks(RisksView) "risks.html";
    Actions(ActionsPageView) "actions.html";
    Challenges(ChallengesPageView) "challenges.html";
    Quarters(quarters::QuartersView) "quarters.html";
    Objective(Box<objectives::ObjectiveView>) "objective.html";
    Objectives(objectives::ObjectivesView) "objectives.html";
    Measure(Box<measures::MeasureView>) "measure.html";
    Measures(measure_list::MeasuresView) "measures.html";
    Embed(Box<embed::EmbedView>) "embed.html";
    Report(reports::ReportView) "report.html";
    Reports(reports::ReportsView) "reports.html";
    Scrutiny(scrutiny::ScrutinyView) "scrutiny.html";
    Methods(methods::MethodsView) "methods.html";
    AsPublished(as_published::UnchangedView) "as_published.html";
    Changes(changes::ChangesView) "changes.html";
    Revisions(revisions::RevisionsView) "revisions.html";
    Forecasts(forecasts::ForecastsView) "forecasts.html";
    Status(status::StatusView) "status.html";
    Accessibility(accessibility::AccessibilityView) "accessibility.html";
    Search(search::SearchView) "search.html";
    Letters(search::SearchView) "letters.html";
    Page(plain::PageView) "page.html";
    NotFound(plain::NotFoundView) "404.html";
}

/// A planned page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    pub(crate) route: Route,
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
