//! The whole report of a quarter on one page, for printing as a committee paper: every section in order, then each
//! measure with its chart.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::section::{
    ActionsPageView, ChallengesPageView, FinanceView, ListPageView, QuarterMeasuresView, RisksView,
    SectionHead, view_within,
};
use super::{Page, View};
use crate::model::{Measure, MeasureId, Quarter, QuarterReport, Subject};
use crate::site::choose::{order, sections};
use crate::site::context::Context;
use crate::site::part::collected::Collected;
use crate::site::part::comments::{self, QuarterComments};
use crate::site::part::frame::{PageTitle, canonical};
use crate::site::part::glance::{self, Glance};
use crate::site::part::links::{self, LinkView};
use crate::site::part::list_entries::Commented;
use crate::site::part::objective_rows::{self, ObjectiveRow};
use crate::site::part::rows::{self, MeasureRow};
use crate::site::part::trend::Placement;
use crate::site::phrases::periods;
use crate::site::phrases::publication::{next_publication, published, standing_lines};
use crate::site::route::{self, Links, Route, Section};
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
    let quarter = report.quarter;
    let route = Route::Paper(quarter);
    let links = context.links(&route);
    let address = canonical(context, &route);
    let period = periods::quarter_in_full(context.words, quarter);
    let slots = [("quarter", &*periods::quarter(context.words, quarter))];
    let title = fill(context.words.whole_report, &slots);
    let head = PageTitle::new(route, &title, &title)
        .below(links::quarter_crumbs(context, quarter))
        .published(Some(published(context, report)));
    let mut collected = Collected::default();
    let paper = Paper {
        context,
        quarter,
        links,
    };
    let overview = comments::comments(
        context,
        quarter,
        &Subject::Overview,
        &paper.links,
        &mut collected,
    );
    let mut commented = Commented::new();
    let parts = paper.parts(&mut commented, &mut collected);
    let measures = paper.measures(&commented, &mut collected);
    let view = View::Paper(Box::new(PaperView {
        title: context.report.site.title.as_str().to_owned(),
        period,
        published: published(context, report),
        running_heads: paper.links.file(&running_heads(quarter)),
        imprint: imprint(context, quarter, address.as_deref()),
        online: links::quarter_link(context, quarter, &paper.links, context.words.see_quarter),
        glance: glance::glance(context, quarter, &paper.links),
        overview,
        parts,
        measures,
    }));
    Page::new(context, head, view).with(collected)
}

/// Returns the lines at the end of the title page. The next publication is announced on the latest report only.
fn imprint(context: &Context, quarter: Quarter, address: Option<&str>) -> Vec<String> {
    let next = context.assessment.reporting.next;
    let is_last = next.is_some_and(|next| next.quarter.previous() == quarter);
    let announced = next_publication(context).filter(|_| is_last);
    let lines = announced.into_iter().chain(standing_lines(context));
    lines.chain(address.map(str::to_owned)).collect()
}

/// Returns the path of the stylesheet with the running heads. Only a stylesheet can set them, and pages contain no
/// styles.
pub(crate) fn running_heads(quarter: Quarter) -> String {
    format!("{}/heads.css", Route::Paper(quarter).folder())
}

struct Paper<'a> {
    context: &'a Context<'a>,
    quarter: Quarter,
    links: Links,
}

impl Paper<'_> {
    fn parts(&self, commented: &mut Commented, collected: &mut Collected) -> Vec<PaperPart> {
        // Its measures are in the section of all measures.
        let sections = Section::ALL.into_iter();
        let sections = sections.filter(|section| *section != Section::Governance);
        sections
            .filter(|section| sections::has_section(self.context, self.quarter, *section))
            .map(|section| {
                let place = (self.quarter, section);
                let view = view_within(self.context, place, &self.links, commented, collected);
                self.part(section, view, collected)
            })
            .collect()
    }

    /// Returns the measures in the order of the site's list, without those that have neither a chart nor comments.
    fn measures(&self, commented: &Commented, collected: &mut Collected) -> Vec<PaperMeasure> {
        let context = self.context;
        let counted = context.assessment.in_quarter(self.quarter).counted();
        let mut measures: Vec<&Measure> = counted.iter().map(|counted| counted.measure).collect();
        measures.sort_by_cached_key(|measure| order::sort_key(context, measure));
        let mut seen = BTreeSet::new();
        let wholes = measures
            .into_iter()
            .map(|measure| route::whole(&measure.id));
        let wholes: Vec<MeasureId> = wholes.filter(|id| seen.insert(id.clone())).collect();
        let wholes = wholes.iter().filter_map(|id| context.report.measure(id));
        wholes
            .filter_map(|measure| self.measure(measure, commented, collected))
            .collect()
    }

    fn measure(
        &self,
        measure: &Measure,
        commented: &Commented,
        collected: &mut Collected,
    ) -> Option<PaperMeasure> {
        let subject = Subject::Measure(measure.id.clone());
        let voices = if commented.contains(&measure.id) {
            QuarterComments::default()
        } else {
            comments::comments(self.context, self.quarter, &subject, &self.links, collected)
        };
        let charts = collected.charts_of(
            self.context,
            measure,
            ("paper-", Placement::InPaper(self.quarter)),
        );
        let is_bare = charts.is_empty() && voices.comments.is_empty();
        let row = rows::row(self.context, &measure.id, self.quarter, &self.links)?;
        (!is_bare).then_some(PaperMeasure {
            row,
            charts,
            voices,
        })
    }

    fn part(&self, section: Section, view: View, collected: &mut Collected) -> PaperPart {
        let mut part = PaperPart {
            id: section.folder().to_owned(),
            ..PaperPart::default()
        };
        match view {
            View::List(view) => part.list = Some(view),
            View::QuarterMeasures(view) => part.measures = Some(view),
            View::QuarterObjectives(view) => {
                let objectives = self.objectives(collected);
                let head = view.head;
                part.objectives = Some(PaperObjectives { head, objectives });
            }
            View::Finance(view) => part.finance = Some(view),
            View::Risks(view) => part.risks = Some(view),
            View::Actions(view) => part.actions = Some(view),
            View::Challenges(view) => part.challenges = Some(view),
            _ => {}
        }
        part.title = head(&part).map_or(String::new(), |head| head.title.clone());
        part
    }

    fn objectives(&self, collected: &mut Collected) -> Vec<PaperObjective> {
        let context = self.context;
        let rows = objective_rows::objectives_with_rows(context, self.quarter, &self.links);
        rows.map(|(objective, row)| {
            let subject = Subject::Objective(objective.id.clone());
            let voices =
                comments::comments(context, self.quarter, &subject, &self.links, collected);
            PaperObjective { row, voices }
        })
        .collect()
    }
}

fn head(part: &PaperPart) -> Option<&SectionHead> {
    let heads = [
        part.list.as_ref().map(|view| &view.head),
        part.measures.as_ref().map(|view| &view.head),
        part.objectives.as_ref().map(|view| &view.head),
        part.finance.as_ref().map(|view| &view.head),
        part.risks.as_ref().map(|view| &view.head),
        part.actions.as_ref().map(|view| &view.head),
        part.challenges.as_ref().map(|view| &view.head),
    ];
    heads.into_iter().flatten().next()
}
