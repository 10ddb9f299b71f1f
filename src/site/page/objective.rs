//! An objective's pages: one for the latest quarter, and one for each quarter that rates it.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::assess::objectives::belongs;
use crate::model::{Objective, Plan, Quarter, Subject};
use crate::site::choose::long_lists::{self, MeasuresPart};
use crate::site::choose::objectives;
use crate::site::context::Context;
use crate::site::part::collected::Collected;
use crate::site::part::comments::{self, QuarterComments};
use crate::site::part::frame::PageTitle;
use crate::site::part::links::{self, LinkView};
use crate::site::part::list_parts::{self, PartsView};
use crate::site::part::objective_rows::{self, ObjectiveRow};
use crate::site::part::rows::{self, MeasureRow};
use crate::site::phrases::directions::{DirectionView, printed};
use crate::site::phrases::publication::published;
use crate::site::phrases::verdicts::Tone;
use crate::site::phrases::{names, periods, titles};
use crate::site::route::parts::PartGroup;
use crate::site::route::{Links, LongList, Route, Section};
use crate::site::words::fill;

/// An objective's page, for the latest quarter or for one quarter.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize)]
pub struct ObjectiveView {
    /// The reference that reports print: "2.1". `None` if it has none.
    pub reference: Option<String>,
    /// The title, as the source prints it. If its measures take several pages, also which part this is.
    pub title: String,
    /// Links to all parts of its measures. `None` if they are on one page. Further parts show only the measures.
    pub parts: Option<PartsView>,
    /// Its plan, and when that is in force. Empty on a further part.
    pub plan: String,
    /// The priority it belongs to. `None` if it belongs to none.
    pub priority: Option<String>,
    /// The quarter: "April to June 2016 (Quarter 1, 2016/17)". Empty if no quarter is public yet.
    pub period: String,
    /// Its rating in that quarter. `None` if no quarter is public yet.
    pub standing: Option<ObjectiveRow>,
    /// Its measures in that quarter.
    pub measures: Vec<MeasureRow>,
    /// The text to show if it has no measures. `None` if measures are assigned to it.
    pub no_measures: Option<String>,
    /// The shorthand that their figures use, explained.
    pub shorthand: Vec<String>,
    /// Comments on it. `None` if no quarter is public yet.
    pub voices: Option<QuarterComments>,
    /// Its rating in each quarter, earliest first.
    pub quarters: Vec<ObjectiveQuarter>,
    /// A link to the page for its latest quarter. `None` on that page.
    pub latest: Option<LinkView>,
}

/// The rating of an objective in one quarter.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ObjectiveQuarter {
    /// A link to the objective's page for the quarter.
    pub quarter: LinkView,
    /// The value of `aria-current`: `page` for the current page, `None` for others.
    pub current: Option<&'static str>,
    /// The publisher's rating, or that there is none.
    pub rating: String,
    /// Shape and colour of its symbol.
    pub tone: Tone,
    /// The direction of travel that the source prints. `None` if it prints none.
    pub direction: Option<DirectionView>,
}

/// Returns an objective's page, for one quarter or the latest, or a further part of its measures.
pub(super) fn page(
    context: &Context,
    (plan, objective): (&Plan, &Objective),
    of: Option<Quarter>,
    number: usize,
) -> Page {
    let quarters = objectives::quarters_of(context, plan, &objective.id);
    let shown = of.or(quarters.last().copied());
    let list = match of {
        Some(quarter) => LongList::ObjectiveIn(quarter, objective.id.clone()),
        None => LongList::Objective(objective.id.clone()),
    };
    let part = long_lists::part_of(context, &list, number);
    let route = part.route();
    let title = titles::objective_title(context, plan, objective);
    let in_quarter = |quarter: Quarter| {
        let slots = [
            ("title", title.as_str()),
            ("quarter", &periods::quarter(context.words, quarter)),
        ];
        fill(context.words.objective_in_quarter, &slots)
    };
    let full_title = of.map_or_else(|| latest_title(context, plan, objective), in_quarter);
    let mut parents = match of {
        Some(quarter) => {
            let mut parents = links::quarter_crumbs(context, quarter);
            let section = Section::Objectives;
            let name = names::section_name(context, section).to_owned();
            parents.push((name, Route::Section(quarter, section)));
            parents
        }
        None => vec![(context.words.objectives.to_owned(), Route::Objectives)],
    };
    parents.extend(part.crumb(&title));
    let head = PageTitle::new(
        route,
        part.title(context.words, &full_title),
        titles::objective_label(plan, objective),
    )
    .below(parents)
    .published(shown.map(|quarter| published(context, &context.report.quarters[&quarter])));
    let mut collected = Collected::default();
    let objective_page = ObjectivePage {
        context,
        plan,
        objective,
        of,
        shown,
        part,
    };
    let view = View::Objective(Box::new(objective_page.view(&mut collected)));
    Page::new(context, head, view).with(collected)
}

struct ObjectivePage<'a> {
    context: &'a Context<'a>,
    plan: &'a Plan,
    objective: &'a Objective,
    /// The quarter of the page. `None` for the page of the latest quarter.
    of: Option<Quarter>,
    /// The quarter whose figures are shown.
    shown: Option<Quarter>,
    /// The part of its measures that is shown.
    part: MeasuresPart,
}

impl ObjectivePage<'_> {
    fn view(&self, collected: &mut Collected) -> ObjectiveView {
        let (context, objective) = (self.context, self.objective);
        let links = context.links(&self.part.route());
        let measures = self.measures(&links);
        let view = ObjectiveView {
            reference: objective.reference.clone(),
            title: self.part.title(context.words, objective.title.as_str()),
            parts: list_parts::other_parts(context, &self.part),
            period: self.shown.map_or(String::new(), |quarter| {
                periods::quarter_in_full(context.words, quarter)
            }),
            shorthand: self.shorthand(),
            measures,
            ..ObjectiveView::default()
        };
        if self.part.is_first() {
            self.first_page_view(view, &links, collected)
        } else {
            view
        }
    }

    /// Adds what only the first part shows.
    fn first_page_view(
        &self,
        view: ObjectiveView,
        links: &Links,
        collected: &mut Collected,
    ) -> ObjectiveView {
        let (context, plan, objective) = (self.context, self.plan, self.objective);
        let words = context.words;
        let priorities = &mut plan.priorities.iter();
        let priority = priorities.find(|p| Some(&p.id) == objective.priority.as_ref());
        let standing = self.shown.and_then(|quarter| {
            let verdicts = &context.assessment.quarter(quarter).objectives;
            let verdict = verdicts.get(&objective.id)?;
            Some(objective_rows::objective_row(
                context,
                objective,
                verdict,
                String::new(),
            ))
        });
        let subject = Subject::Objective(objective.id.clone());
        ObjectiveView {
            plan: format!(
                "{}. {}",
                plan.title.as_str(),
                names::in_force(context, plan)
            ),
            priority: priority
                .and_then(|p| p.title.as_ref())
                .map(|title| title.as_str().to_owned()),
            standing,
            no_measures: no_measures(context, objective),
            voices: self
                .shown
                .map(|quarter| comments::comments(context, quarter, &subject, links, collected)),
            quarters: objective_history(context, plan, objective, self.of, links),
            latest: self.of.map(|_| LinkView {
                label: words.latest_quarter.to_owned(),
                href: links.to(&Route::Objective(objective.id.clone())),
            }),
            ..view
        }
    }

    fn measures(&self, links: &Links) -> Vec<MeasureRow> {
        let Some(quarter) = self.shown else {
            return Vec::new();
        };
        let part_groups = self.part.groups();
        let ids = part_groups.iter().flat_map(PartGroup::measures);
        ids.filter_map(|id| rows::row(self.context, id, quarter, links))
            .collect()
    }

    fn shorthand(&self) -> Vec<String> {
        let shown = self.part.wholes();
        let entry = |id| self.context.report.entry(self.shown?, id);
        rows::shorthand(self.context, shown.iter().filter_map(entry))
    }
}

/// Returns the title for the browser's tab, with the plan's name if objectives of two plans have the same title.
fn latest_title(context: &Context, plan: &Plan, objective: &Objective) -> String {
    let title = titles::objective_title(context, plan, objective);
    let all = context
        .report
        .plans
        .values()
        .flat_map(|plan| &plan.objectives);
    let same = all.filter(|other| other.title == objective.title);
    if same.count() > 1 && title == objective.title.as_str() {
        titles::objective_label(plan, objective)
    } else {
        title
    }
}

/// Returns the text for an objective without measures. `None` if measures are assigned to it, even if no quarter is
/// public yet.
fn no_measures(context: &Context, objective: &Objective) -> Option<String> {
    let mut measures = context.report.measures.values();
    let has_any = measures.any(|measure| belongs(context.report, measure, &objective.id));
    (!has_any).then(|| context.words.objective_no_measures.to_owned())
}

fn objective_history(
    context: &Context,
    plan: &Plan,
    objective: &Objective,
    here: Option<Quarter>,
    links: &Links,
) -> Vec<ObjectiveQuarter> {
    let quarters = objectives::quarters_of(context, plan, &objective.id).into_iter();
    quarters
        .filter_map(|quarter| {
            let verdict = context
                .assessment
                .quarter(quarter)
                .objectives
                .get(&objective.id)?;
            let (rating, tone) = objective_rows::objective_rating(context, verdict);
            let label = periods::quarter(context.words, quarter);
            let href = links.to(&Route::ObjectiveIn(quarter, objective.id.clone()));
            let direction = verdict.direction;
            Some(ObjectiveQuarter {
                quarter: LinkView { label, href },
                current: (here == Some(quarter)).then_some("page"),
                rating,
                tone,
                direction: direction.map(|direction| printed(context.words, direction)),
            })
        })
        .collect()
}
