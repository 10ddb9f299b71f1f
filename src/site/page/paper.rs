//! The whole report of a quarter, for printing as a committee paper: every section in order, then each measure with its
//! chart. A long one has a page for each part of its longest lists, with the charts of the measures beside their table.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::section::{
    ActionsPageView, ChallengesPageView, FinanceView, ListPageView, QuarterMeasuresView, RisksView,
    SectionHead,
};
use super::{Page, View, section};
use crate::model::{MeasureId, Quarter, QuarterReport, Subject};
use crate::site::choose::papers::PaperPages;
use crate::site::choose::{MeasuresPart, long_lists, order, sections};
use crate::site::context::Context;
use crate::site::part::since::SinceView;
use crate::site::part::{
    Collected, Fact, Glance, LineView, LinkView, MeasureRow, ObjectiveRow, PageTitle, PartsView,
    Placement, QuarterComments, about, comments, glance, links, objective_rows, rows,
};
use crate::site::phrases::{names, periods};
use crate::site::route::{self, Group, Route, Section};
use crate::site::words::fill;

/// The whole report of a quarter, or one of its pages.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize)]
pub struct PaperView {
    /// The site's name.
    pub title: String,
    /// The quarter: "April to June 2016 (Quarter 1, 2016/17)".
    pub period: String,
    /// The address of the stylesheet with the running heads of the printed pages.
    pub running_heads: String,
    /// A link to the quarter's page.
    pub online: LinkView,
    /// What has changed since the report was published, if the page shows it as it was then. `None` for the report as it is now.
    pub since: Option<SinceView>,
    /// A link to the report as it was published. `None` if it is on this page, or if the report is on several pages.
    pub as_published: Option<LinkView>,
    /// Which part of the report this is: "Measures: Adult care to Housing". Empty if the report is on one page.
    pub part: String,
    /// Links to all pages of the report. `None` if it is on one.
    pub pages: Option<PartsView>,
    /// The quarter at a glance. `None` after the first page.
    pub glance: Option<Glance>,
    /// Comments on the quarter as a whole. None after the first page.
    pub overview: QuarterComments,
    /// The sections of the report, or the one on this page.
    pub parts: Vec<PaperPart>,
    /// Each measure with its chart. Measures with nothing to add to the table are left out.
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
    /// Who has checked it, and what it costs.
    pub about: Vec<Fact>,
    /// Whom to ask about it and its members.
    pub contacts: Vec<LineView>,
    /// Comments on it, unless a section shows them.
    pub voices: QuarterComments,
}

pub(super) fn page(context: &Context, report: &QuarterReport) -> Page {
    let (words, quarter) = (context.words, report.quarter);
    let pages = PaperPages::of(context, quarter);
    let (_, number) = context.route.list_and_number();
    let slots = [("quarter", &*periods::quarter(words, quarter))];
    let whole = fill(words.whole_report, &slots);
    let mut title = whole.clone();
    let mut above = links::quarter_crumbs(context, quarter);
    if pages.count() > 1 {
        let label = pages.label(context, number);
        title = long_lists::numbered(words, &whole, (number, pages.count()), &label);
    }
    if number > 1 {
        above.push((whole, Route::Paper(quarter)));
    }
    let head = PageTitle::new(&title, &title)
        .below(above)
        .published(context, Some(quarter));
    let (view, collected) = view(context, report);
    Page::new(context, head, View::Paper(Box::new(view))).with(collected)
}

pub(super) fn view(context: &Context, report: &QuarterReport) -> (PaperView, Collected) {
    let (words, quarter) = (context.words, report.quarter);
    let pages = PaperPages::of(context, quarter);
    let (_, number) = context.route.list_and_number();
    let mut collected = Collected::default();
    let view = PaperView {
        title: context.report.site.title.as_str().to_owned(),
        period: periods::quarter_in_full(words, quarter),
        running_heads: context.links.file(&running_heads(quarter)),
        online: links::quarter_link_as(context, quarter, words.see_quarter),
        as_published: links::as_published_link(context, quarter),
        part: if pages.count() > 1 {
            pages.label(context, number)
        } else {
            String::new()
        },
        pages: links::paper_parts(context, quarter),
        ..match pages.list(number) {
            None => first(context, quarter, &pages, &mut collected),
            Some((section, list)) => further(context, (quarter, section), &list, &mut collected),
        }
    };
    (view, collected)
}

/// Returns what the first page of a report has of its own: all of it, if it is on one page.
fn first(
    context: &Context,
    quarter: Quarter,
    pages: &PaperPages,
    collected: &mut Collected,
) -> PaperView {
    let overview = comments::comments(context, quarter, &Subject::Overview, collected);
    // The measures of governance are in the section of all measures.
    let parts = Section::all()
        .filter(|section| *section != Section::Governance)
        .filter(|section| sections::has_section(context, quarter, *section))
        .filter_map(|section| {
            let list = pages.on_first(context, section)?;
            Some(part(context, (quarter, section), &list, collected))
        })
        .collect();
    let mut measures = Vec::new();
    if pages.count() == 1 {
        let counted = context.assessment.in_quarter(quarter).counted();
        let all = order::ordered(context, counted.map(|counted| counted.measure));
        let all = all.into_iter().map(|measure| &measure.id);
        measures = with_charts(context, quarter, all, collected);
    }
    PaperView {
        glance: Some(glance::glance(context, quarter)),
        overview,
        parts,
        measures,
        ..PaperView::default()
    }
}

/// Returns what a further page of a report has of its own: a list, or measures with their charts.
fn further(
    context: &Context,
    (quarter, section): (Quarter, Section),
    list: &MeasuresPart,
    collected: &mut Collected,
) -> PaperView {
    let part = part(context, (quarter, section), list, collected);
    let mut measures = Vec::new();
    if section == Section::Measures {
        // The lists show these comments.
        for list in Section::LISTS {
            let listed = names::lists(context, quarter, list).shown.iter();
            collected
                .commented
                .extend(listed.map(|(id, _)| route::whole(id)));
        }
        let own = list.groups().iter().flat_map(Group::measures);
        measures = with_charts(context, quarter, own, collected);
    }
    PaperView {
        parts: vec![part],
        measures,
        ..PaperView::default()
    }
}

/// Returns the path of the stylesheet with the running heads. Only a stylesheet can set them, and pages contain no
/// styles.
pub(crate) fn running_heads(quarter: Quarter) -> String {
    format!("{}/heads.css", Route::Paper(quarter).folder())
}

fn part(
    context: &Context,
    (quarter, section): (Quarter, Section),
    list: &MeasuresPart,
    collected: &mut Collected,
) -> PaperPart {
    let mut part = PaperPart {
        id: section.folder().to_owned(),
        title: names::heading(context, quarter, section),
        ..PaperPart::default()
    };
    match section::view(context, (quarter, section), list, collected) {
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

/// Returns measures with their charts, without those that have nothing to add to the table.
fn with_charts<'m>(
    context: &Context,
    quarter: Quarter,
    measures: impl Iterator<Item = &'m MeasureId>,
    collected: &mut Collected,
) -> Vec<PaperMeasure> {
    let mut seen = BTreeSet::new();
    let wholes = measures.map(route::whole);
    wholes
        .filter(|id| seen.insert(id.clone()))
        .filter_map(|id| {
            let measure = context.report.measures.get(&id)?;
            let voices = if collected.commented.contains(&id) {
                QuarterComments::default()
            } else {
                comments::comments(context, quarter, &Subject::Measure(id), collected)
            };
            let place = ("paper-", Placement::InPaper(quarter));
            let months = collected.months_of(context, measure, place);
            let charts = [months, collected.charts_of(context, measure, place)].concat();
            let about = about::facts(context, measure);
            let contacts = about::contacts(context, measure);
            let is_bare = charts.is_empty()
                && voices.comments.is_empty()
                && about.is_empty()
                && contacts.is_empty();
            let row = rows::row_in_report(context, &measure.id, quarter)?;
            (!is_bare).then_some(PaperMeasure {
                row,
                charts,
                about,
                contacts,
                voices,
            })
        })
        .collect()
}
