//! An objective's pages: one for the latest quarter, and one for each quarter that rates it.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::assess::objectives::belongs;
use crate::model::{Objective, Plan, Quarter, Subject};
use crate::site::choose::{MeasuresPart, long_lists, sections};
use crate::site::context::Context;
use crate::site::part::{
    Collected, LinkView, MeasureRow, ObjectiveRow, PageTitle, PartsView, QuarterComments, comments,
    links, objective_rows, rows,
};
use crate::site::phrases::directions::printed;
use crate::site::phrases::{DirectionView, Tone, names, periods, verdicts};
use crate::site::route::{PartGroup, Route, Section};
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
) -> Page {
    let quarters = sections::quarters_of(context, plan, &objective.id);
    let part = long_lists::part_here(context);
    let title = names::objective_title(context, plan, objective);
    let (full_title, mut parents) = match of {
        Some(quarter) => {
            let slots = [
                ("title", title.as_str()),
                ("quarter", &periods::quarter(context.words, quarter)),
            ];
            let name = names::section_name(context, Section::Objectives).to_owned();
            let mut parents = links::quarter_crumbs(context, quarter);
            parents.push((name, Route::Section(quarter, Section::Objectives)));
            (fill(context.words.objective_in_quarter, &slots), parents)
        }
        None => (
            latest_title(context, plan, objective),
            vec![(context.words.objectives.to_owned(), Route::Objectives)],
        ),
    };
    parents.extend(part.crumb(&title));
    let objective_page = ObjectivePage {
        context,
        plan,
        objective,
        of,
        shown: of.or(quarters.last().copied()),
        part,
    };
    let head = PageTitle::new(
        objective_page.part.title(context.words, &full_title),
        names::objective_label(plan, objective),
    )
    .below(parents)
    .published(context, objective_page.shown);
    let mut collected = Collected::default();
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
        let part_groups = self.part.groups();
        let ids = part_groups.iter().flat_map(PartGroup::measures);
        let view = ObjectiveView {
            reference: objective.reference.clone(),
            title: self.part.title(context.words, objective.title.as_str()),
            parts: links::other_parts(context, &self.part),
            period: self.shown.map_or_else(String::new, |quarter| {
                periods::quarter_in_full(context.words, quarter)
            }),
            shorthand: self.shorthand(),
            measures: ids
                .filter_map(|id| rows::row(context, id, self.shown?))
                .collect(),
            ..ObjectiveView::default()
        };
        if self.part.is_first() {
            self.first_page_view(view, collected)
        } else {
            view
        }
    }

    /// Adds what only the first part shows.
    fn first_page_view(&self, view: ObjectiveView, collected: &mut Collected) -> ObjectiveView {
        let (context, plan, objective) = (self.context, self.plan, self.objective);
        let standing = self.shown.and_then(|quarter| {
            let verdicts = &context.assessment.quarter(quarter).objectives;
            let verdict = verdicts.get(&objective.id)?;
            let row = objective_rows::objective_row(context, objective, verdict, String::new());
            Some(row)
        });
        let in_force = names::in_force(context, plan);
        let subject = Subject::Objective(objective.id.clone());
        ObjectiveView {
            plan: format!("{}. {in_force}", plan.title.as_str()),
            priority: names::priority(plan, objective),
            standing,
            no_measures: no_measures(context, objective),
            voices: self
                .shown
                .map(|quarter| comments::comments(context, quarter, &subject, collected)),
            quarters: self.history(),
            latest: self.of.map(|_| {
                let route = Route::Objective(objective.id.clone());
                links::link(context, context.words.latest_quarter, &route)
            }),
            ..view
        }
    }

    fn shorthand(&self) -> Vec<String> {
        let shown = self.part.wholes();
        let entry = |id| self.context.report.entry(self.shown?, id);
        rows::shorthand(self.context, shown.iter().filter_map(entry))
    }

    fn history(&self) -> Vec<ObjectiveQuarter> {
        let (context, id) = (self.context, &self.objective.id);
        let quarters = sections::quarters_of(context, self.plan, id).into_iter();
        let rated = quarters.filter_map(|quarter| {
            let verdict = context.assessment.quarter(quarter).objectives.get(id)?;
            let (rating, tone) = verdicts::rating_label(context, verdict.rating);
            let label = periods::quarter(context.words, quarter);
            let direction = verdict.direction;
            Some(ObjectiveQuarter {
                quarter: links::link(context, label, &Route::ObjectiveIn(quarter, id.clone())),
                current: (self.of == Some(quarter)).then_some("page"),
                rating,
                tone,
                direction: direction.map(|direction| printed(context.words, direction)),
            })
        });
        rated.collect()
    }
}

/// Returns the title for the browser's tab, with the plan's name if objectives of two plans have the same title.
fn latest_title(context: &Context, plan: &Plan, objective: &Objective) -> String {
    let title = names::objective_title(context, plan, objective);
    let all = context.report.objectives();
    let same = all.filter(|(_, other)| other.title == objective.title);
    if same.count() > 1 && title == objective.title.as_str() {
        names::objective_label(plan, objective)
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
