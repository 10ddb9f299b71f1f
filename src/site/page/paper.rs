//! The whole report of a quarter on one page, to be printed as a committee paper: every part in the order of the report,
//! and each measure with its chart behind them.

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
use crate::site::part::frame::{PageTitle, canonical};
use crate::site::part::glance::{self, Glance};
use crate::site::part::links::{self, LinkView};
use crate::site::part::list_entries::Shown;
use crate::site::part::objective_rows::{self, ObjectiveRow};
use crate::site::part::rows::{self, MeasureRow};
use crate::site::part::trend::Standing;
use crate::site::part::voices::{self, Voices};
use crate::site::route::{self, Links, Route, Section};
use crate::site::say::periods;
use crate::site::say::publication::{next_publication, published, standing_lines};
use crate::site::words::fill;

/// The whole report of a quarter.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PaperView {
    /// The site's name.
    pub title: String,
    /// "April to June 2016 (Quarter 1, 2016/17)".
    pub period: String,
    /// "Published on 27 September 2016."
    pub published: String,
    /// The stylesheet with what runs at the head of its printed pages.
    pub running_heads: String,
    /// The same report, page by page.
    pub online: LinkView,
    /// What ends the title page: the next publication, whom to ask, how the figures may be used, where this is read.
    pub imprint: Vec<String>,
    /// The quarter at a glance.
    pub glance: Glance,
    /// What was said of the quarter as a whole.
    pub overview: Voices,
    /// The parts of the report.
    pub parts: Vec<PaperPart>,
    /// Each measure with its chart.
    pub measures: Vec<PaperMeasure>,
}

/// A part of the report: one of its views is there.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize)]
pub struct PaperPart {
    /// For links to it.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Areas performing well, or for improvement.
    pub list: Option<ListPageView>,
    /// Every measure.
    pub measures: Option<QuarterMeasuresView>,
    /// Objectives.
    pub objectives: Option<PaperObjectives>,
    /// Money.
    pub finance: Option<FinanceView>,
    /// Risks.
    pub risks: Option<RisksView>,
    /// Actions of plans.
    pub actions: Option<ActionsPageView>,
    /// Challenges.
    pub challenges: Option<ChallengesPageView>,
}

/// The objectives of a quarter.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PaperObjectives {
    /// What the part begins with.
    pub head: SectionHead,
    /// In the order of their plan.
    pub objectives: Vec<PaperObjective>,
}

/// An objective with what was said of it.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PaperObjective {
    /// The objective in the quarter.
    pub row: ObjectiveRow,
    /// What was said of it.
    pub voices: Voices,
}

/// A measure with its chart.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PaperMeasure {
    /// The measure in the quarter.
    pub row: MeasureRow,
    /// The keys of its charts: its own, or one for each member.
    pub charts: Vec<String>,
    /// What was said of it, where that does not stand in a part.
    pub voices: Voices,
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
    let overview = voices::voices(
        context,
        quarter,
        &Subject::Overview,
        &paper.links,
        &mut collected,
    );
    let mut shown = Shown::new();
    let parts = paper.parts(&mut shown, &mut collected);
    let measures = paper.measures(&shown, &mut collected);
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

/// An older report does not announce what comes after a newer one.
fn imprint(context: &Context, quarter: Quarter, address: Option<&str>) -> Vec<String> {
    let next = context.assessment.reporting.next;
    let is_last = next.is_some_and(|next| next.quarter.previous() == quarter);
    let announced = next_publication(context).filter(|_| is_last);
    let lines = announced.into_iter().chain(standing_lines(context));
    lines.chain(address.map(str::to_owned)).collect()
}

/// The file that says what runs at the head of the printed pages: a style sheet of its own, because only that can say
/// it to a printer, and no page holds a style.
pub fn running_heads(quarter: Quarter) -> String {
    format!("{}/heads.css", Route::Paper(quarter).folder())
}

struct Paper<'a> {
    context: &'a Context<'a>,
    quarter: Quarter,
    links: Links,
}

impl Paper<'_> {
    fn parts(&self, shown: &mut Shown, collected: &mut Collected) -> Vec<PaperPart> {
        // The measures of governance and workforce stand among all measures already.
        let sections = Section::ALL.into_iter();
        let sections = sections.filter(|section| *section != Section::Governance);
        sections
            .filter(|section| sections::has_section(self.context, self.quarter, *section))
            .map(|section| {
                let place = (self.quarter, section);
                let view = view_within(self.context, place, &self.links, shown, collected);
                self.part(section, view, collected)
            })
            .collect()
    }

    /// In the order of the summary; what has neither a chart nor a word stands in its table already.
    fn measures(&self, shown: &Shown, collected: &mut Collected) -> Vec<PaperMeasure> {
        let context = self.context;
        let counted = context.assessment.in_quarter(self.quarter).counted();
        let mut measures: Vec<&Measure> = counted.iter().map(|counted| counted.measure).collect();
        measures.sort_by_cached_key(|measure| order::place(context, measure));
        let mut seen = BTreeSet::new();
        let wholes = measures
            .into_iter()
            .map(|measure| route::whole(&measure.id));
        let wholes: Vec<MeasureId> = wholes.filter(|id| seen.insert(id.clone())).collect();
        let wholes = wholes.iter().filter_map(|id| context.report.measure(id));
        wholes
            .filter_map(|measure| self.measure(measure, shown, collected))
            .collect()
    }

    fn measure(
        &self,
        measure: &Measure,
        shown: &Shown,
        collected: &mut Collected,
    ) -> Option<PaperMeasure> {
        let subject = Subject::Measure(measure.id.clone());
        let voices = if shown.contains(&measure.id) {
            Voices::default()
        } else {
            voices::voices(self.context, self.quarter, &subject, &self.links, collected)
        };
        let charts = collected.charts_of(
            self.context,
            measure,
            ("paper-", Standing::InPaper(self.quarter)),
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
            let voices = voices::voices(context, self.quarter, &subject, &self.links, collected);
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
