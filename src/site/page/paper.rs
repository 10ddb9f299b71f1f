//! The whole report of a quarter on one page, for printing as a committee paper: every section in order, then each
//! measure with its chart.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::section::{
    ActionsPageView, ChallengesPageView, Commented, FinanceView, ListPageView, QuarterMeasuresView,
    RisksView, SectionHead,
};
use super::{Page, View, section};
use crate::model::{Quarter, QuarterReport, Subject};
use crate::site::choose::{long_lists, order, sections};
use crate::site::context::Context;
use crate::site::part::frame::canonical;
use crate::site::part::{
    Collected, Glance, LinkView, MeasureRow, ObjectiveRow, PageTitle, Placement, QuarterComments,
    comments, glance, links, objective_rows, rows,
};
use crate::site::phrases::publication::{next_publication, published, standing_lines};
use crate::site::phrases::{names, periods};
use crate::site::route::{self, Route, Section};
use crate::site::words::fill;

/// The whole report of a quarter.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PaperView {
    /// The site's name.
    pub title: String,
    /// The quarter: "April to June 2016 (Quarter 1, 2016/17)".
    pub period: String,
    /// When it was published: "Published on 27 September 2016."
    pub published: String,
    /// The address of the stylesheet with the running heads of the printed pages.
    pub running_heads: String,
    /// A link to the quarter's page.
    pub online: LinkView,
    /// Lines at the end of the title page: the next publication, the contact, the licence and this page's address.
    pub imprint: Vec<String>,
    /// The quarter at a glance.
    pub glance: Glance,
    /// Comments on the quarter as a whole.
    pub overview: QuarterComments,
    /// The sections of the report.
    pub parts: Vec<PaperPart>,
    /// Each measure with its chart. Measures with neither a chart nor comments are left out.
    pub measures: Vec<PaperMeasure>,
}

/// A section of the report. Only one of its views is given.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize)]
pub struct PaperPart {
    /// The anchor for links to it.
    pub id: String,
    /// The heading.
    pub title: String,
    /// The view of a list: areas performing well, or for improvement.
    pub list: Option<ListPageView>,
    /// The view of all measures.
    pub measures: Option<QuarterMeasuresView>,
    /// The view of objectives.
    pub objectives: Option<PaperObjectives>,
    /// The view of finance.
    pub finance: Option<FinanceView>,
    /// The view of risks.
    pub risks: Option<RisksView>,
    /// The view of actions.
    pub actions: Option<ActionsPageView>,
    /// The view of challenges.
    pub challenges: Option<ChallengesPageView>,
}

/// The objectives of a quarter.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PaperObjectives {
    /// The head of the section.
    pub head: SectionHead,
    /// The objectives, in the order of their plans.
    pub objectives: Vec<PaperObjective>,
}

/// An objective with comments on it.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PaperObjective {
    /// The objective in the quarter.
    pub row: ObjectiveRow,
    /// Comments on it.
    pub voices: QuarterComments,
}

/// A measure with its chart.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PaperMeasure {
    /// The measure in the quarter.
    pub row: MeasureRow,
    /// The keys of its charts: its own, or one for each member.
    pub charts: Vec<String>,
    /// Comments on it, unless a section shows them.
    pub voices: QuarterComments,
}

pub(super) fn page(context: &Context, report: &QuarterReport) -> Page {
    let (words, quarter) = (context.words, report.quarter);
    let slots = [("quarter", &*periods::quarter(words, quarter))];
    let title = fill(words.whole_report, &slots);
    let head = PageTitle::new(&title, &title)
        .below(links::quarter_crumbs(context, quarter))
        .published(context, Some(quarter));
    let mut collected = Collected::default();
    let overview = comments::comments(context, quarter, &Subject::Overview, &mut collected);
    let mut commented = Commented::new();
    // The measures of governance are in the section of all measures.
    let parts = Section::all()
        .filter(|section| *section != Section::Governance)
        .filter(|section| sections::has_section(context, quarter, *section))
        .map(|section| part(context, (quarter, section), &mut commented, &mut collected))
        .collect();
    let measures = measures(context, quarter, &commented, &mut collected);
    let view = View::Paper(Box::new(PaperView {
        title: context.report.site.title.as_str().to_owned(),
        period: periods::quarter_in_full(words, quarter),
        published: published(context, report),
        running_heads: context.links.file(&running_heads(quarter)),
        imprint: imprint(context, quarter),
        online: links::quarter_link_as(context, quarter, words.see_quarter),
        glance: glance::glance(context, quarter),
        overview,
        parts,
        measures,
    }));
    Page::new(context, head, view).with(collected)
}

/// Returns the lines at the end of the title page. The next publication is announced on the latest report only.
fn imprint(context: &Context, quarter: Quarter) -> Vec<String> {
    let next = context.assessment.reporting.next;
    let is_last = next.is_some_and(|next| next.quarter.previous() == quarter);
    let announced = next_publication(context).filter(|_| is_last);
    let lines = announced.into_iter().chain(standing_lines(context));
    lines.chain(canonical(context)).collect()
}

/// Returns the path of the stylesheet with the running heads. Only a stylesheet can set them, and pages contain no
/// styles.
pub(crate) fn running_heads(quarter: Quarter) -> String {
    format!("{}/heads.css", Route::Paper(quarter).folder())
}

fn part(
    context: &Context,
    (quarter, section): (Quarter, Section),
    commented: &mut Commented,
    collected: &mut Collected,
) -> PaperPart {
    let mut part = PaperPart {
        id: section.folder().to_owned(),
        title: names::heading(context, section).to_owned(),
        ..PaperPart::default()
    };
    let list = long_lists::whole_of(context, Route::Section(quarter, section));
    match section::view(context, (quarter, section), &list, commented, collected) {
        View::List(view) => part.list = Some(view),
        View::QuarterMeasures(view) => part.measures = Some(view),
        View::QuarterObjectives(view) => {
            part.objectives = Some(PaperObjectives {
                head: view.head,
                objectives: objectives(context, quarter, collected),
            });
        }
        View::Finance(view) => part.finance = Some(view),
        View::Risks(view) => part.risks = Some(view),
        View::Actions(view) => part.actions = Some(view),
        View::Challenges(view) => part.challenges = Some(view),
        _ => {}
    }
    part
}

fn objectives(
    context: &Context,
    quarter: Quarter,
    collected: &mut Collected,
) -> Vec<PaperObjective> {
    let rows = objective_rows::objectives_with_rows(context, quarter);
    rows.map(|(objective, row)| {
        let subject = Subject::Objective(objective.id.clone());
        let voices = comments::comments(context, quarter, &subject, collected);
        PaperObjective { row, voices }
    })
    .collect()
}

/// Returns the measures in the order of the site's list, without those that have neither a chart nor comments.
fn measures(
    context: &Context,
    quarter: Quarter,
    commented: &Commented,
    collected: &mut Collected,
) -> Vec<PaperMeasure> {
    let counted = context.assessment.in_quarter(quarter).counted();
    let measures = order::ordered(context, counted.iter().map(|counted| counted.measure));
    let mut seen = BTreeSet::new();
    let wholes = measures.iter().map(|measure| route::whole(&measure.id));
    wholes
        .filter(|id| seen.insert(id.clone()))
        .filter_map(|id| {
            let measure = context.report.measures.get(&id)?;
            let voices = if commented.contains(&id) {
                QuarterComments::default()
            } else {
                comments::comments(context, quarter, &Subject::Measure(id), collected)
            };
            let place = ("paper-", Placement::InPaper(quarter));
            let charts = collected.charts_of(context, measure, place);
            let is_bare = charts.is_empty() && voices.comments.is_empty();
            let row = rows::row(context, &measure.id, quarter)?;
            (!is_bare).then_some(PaperMeasure {
                row,
                charts,
                voices,
            })
        })
        .collect()
}
