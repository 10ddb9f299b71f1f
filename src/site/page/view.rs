//! A planned page: its address, its frame, what it says, and the charts it holds as data.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::accessibility::AccessibilityView;
use super::embed::EmbedView;
use super::home::HomeView;
use super::measure::MeasureView;
use super::measures::MeasuresView;
use super::methods::MethodsView;
use super::not_found::NotFoundView;
use super::objective::ObjectiveView;
use super::objectives::ObjectivesView;
use super::paper::PaperView;
use super::plain::PageView;
use super::quarter::QuarterView;
use super::quarters::QuartersView;
use super::report::ReportView;
use super::reports::ReportsView;
use super::search::SearchView;
use super::section::{
    ActionsPageView, ChallengesPageView, FinanceView, GovernanceView, ListPageView,
    QuarterMeasuresView, QuarterObjectivesView, RisksView,
};
use super::status::StatusView;
use crate::site::choose::long_lists::ListPart;
use crate::site::context::Context;
use crate::site::part::collected::Collected;
use crate::site::part::frame::{Frame, PageTitle, frame};
use crate::site::route::Route;

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

/// A page that belongs to no quarter, still without what it says.
pub(super) fn blank(context: &Context, route: Route, title: &str, description: &str) -> Page {
    let frame = frame(
        context,
        PageTitle {
            route: &route,
            title,
            description,
            parents: Vec::new(),
            published: None,
        },
    );
    Page::new(route, frame)
}

/// A page of a list that belongs to no quarter, still without what it says. The list has a title and a description; of a
/// part, its own title says best what it holds.
pub(super) fn blank_part<T>(
    context: &Context,
    part: &ListPart<T>,
    (title, of_part): (&str, &str),
    description: &str,
) -> Page {
    let route = part.route();
    let title = PageTitle {
        route: &route,
        title: of_part,
        description: if part.is_first() {
            description
        } else {
            of_part
        },
        parents: part.crumb(title).into_iter().collect(),
        published: None,
    };
    let frame = frame(context, title);
    Page::new(route, frame)
}
