//! The pages of an objective: latest, and in each quarter.

use schemars::JsonSchema;
use serde::Serialize;

use super::context::Context;
use super::directions::{DirectionView, printed};
use super::frame::{LinkView, PageTitle, frame, published};
use super::objective_rows::ObjectiveRow;
use super::page::{Page, View};
use super::periods;
use super::routes::{Links, Route, Section};
use super::rows::MeasureRow;
use super::verdicts::Tone;
use super::voices::Voices;
use super::words::fill;
use crate::assess::objectives::belongs;
use crate::model::{Measure, Objective, ObjectiveId, Plan, Quarter, Subject};

/// An objective's page, latest or of one quarter.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ObjectiveView {
    /// What reports print; empty where there is nothing.
    pub reference: String,
    /// As printed.
    pub title: String,
    /// The plan it belongs to, and when that is in force.
    pub plan: String,
    /// The priority it stands under; empty where there is none.
    pub priority: String,
    /// "April to June 2016 (Quarter 1, 2016/17)"; empty where no quarter is public yet.
    pub period: String,
    /// How it stands; none where no quarter is public yet.
    pub standing: Option<ObjectiveRow>,
    /// Its measures.
    pub measures: Vec<MeasureRow>,
    /// Said where there is none.
    pub no_measures: String,
    /// The shorthand that is used, explained.
    pub shorthand: Vec<String>,
    /// What was said of it.
    pub voices: Option<Voices>,
    /// How it stood in each quarter, the earliest first.
    pub quarters: Vec<ObjectiveQuarter>,
    /// Its latest page, on a page of one quarter.
    pub latest: Option<LinkView>,
}

/// How an objective stood in one quarter.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ObjectiveQuarter {
    /// "April to June 2016": the objective's page in it.
    pub quarter: LinkView,
    /// `page` where that is the page itself, else nothing: the value of `aria-current`.
    pub current: &'static str,
    /// The publisher's rating, or that there is none.
    pub rating: String,
    /// Shape and colour.
    pub tone: Tone,
    /// The printed direction, where there is one.
    pub direction: Option<DirectionView>,
}

/// The page of an objective: of one quarter, or the latest.
pub(super) fn page(
    context: &Context,
    plan: &Plan,
    objective: &Objective,
    of: Option<Quarter>,
) -> Page {
    let quarters = context.quarters_of(plan, &objective.id);
    let shown = of.or(quarters.last().copied());
    let route = match of {
        Some(quarter) => Route::ObjectiveIn(quarter, objective.id.clone()),
        None => Route::Objective(objective.id.clone()),
    };
    let links = context.links(&route);
    let title = context.objective_title(plan, objective);
    let in_quarter = |quarter: Quarter| {
        let slots = [
            ("title", title.as_str()),
            ("quarter", &periods::quarter(context.words, quarter)),
        ];
        fill(context.words.objective_in_quarter, &slots)
    };
    let full_title = of.map_or_else(|| context.latest_title(plan, objective), in_quarter);
    let parents = match of {
        Some(quarter) => {
            let mut parents = context.quarter_crumbs(quarter);
            let section = Section::Objectives;
            let name = context.section_name(section).to_owned();
            parents.push((name, Route::Section(quarter, section)));
            parents
        }
        None => vec![(context.words.objectives.to_owned(), Route::Objectives)],
    };
    let frame = frame(
        context,
        PageTitle {
            route: &route,
            title: &full_title,
            description: &Context::objective_label(plan, objective),
            parents,
            published: shown.map(|quarter| published(context, &context.report.quarters[&quarter])),
        },
    );
    let mut page = Page::new(route, frame);
    let view = context.objective_view(plan, objective, (of, shown), &links, &mut page);
    page.view = View::Objective(Box::new(view));
    page
}

impl Context<'_> {
    /// For the browser's tab: with the plan's name where another plan has an objective of the same title.
    fn latest_title(&self, plan: &Plan, objective: &Objective) -> String {
        let title = self.objective_title(plan, objective);
        let all = self.report.plans.values().flat_map(|plan| &plan.objectives);
        let same = all.filter(|other| other.title == objective.title);
        if same.count() > 1 && title == objective.title.as_str() {
            Self::objective_label(plan, objective)
        } else {
            title
        }
    }

    /// The published quarters that judge an objective: those of its plan, and any other that rates it.
    pub(super) fn quarters_of(&self, plan: &Plan, id: &ObjectiveId) -> Vec<Quarter> {
        let published = self.report.published();
        published
            .map(|report| report.quarter)
            .filter(|quarter| self.judges(*quarter, plan, id))
            .collect()
    }

    /// Whether a quarter judges an objective. It does by its own ratings or by its plan, whatever measures say.
    pub(super) fn judges(&self, quarter: Quarter, plan: &Plan, id: &ObjectiveId) -> bool {
        let in_force = self.report.plan_in_force(quarter);
        let is_in_force = in_force.is_some_and(|in_force| in_force.id == plan.id);
        is_in_force || self.is_rated(quarter, id)
    }

    fn is_rated(&self, quarter: Quarter, id: &ObjectiveId) -> bool {
        self.report.quarters[&quarter].objectives.contains_key(id)
    }

    pub(super) fn in_force(&self, plan: &Plan) -> String {
        let from = periods::quarter(self.words, plan.from);
        match plan.to {
            Some(to) => {
                let to = periods::quarter(self.words, to);
                fill(self.words.in_force_until, &[("from", &from), ("to", &to)])
            }
            None => fill(self.words.in_force, &[("from", &from)]),
        }
    }

    fn objective_view(
        &self,
        plan: &Plan,
        objective: &Objective,
        (of, shown): (Option<Quarter>, Option<Quarter>),
        links: &Links,
        page: &mut Page,
    ) -> ObjectiveView {
        let words = self.words;
        let verdict = shown.and_then(|q| self.assessment.quarter(q).objectives.get(&objective.id));
        let subject = Subject::Objective(objective.id.clone());
        let priority = plan
            .priorities
            .iter()
            .find(|p| Some(&p.id) == objective.priority.as_ref());
        ObjectiveView {
            reference: objective.reference.clone().unwrap_or_default(),
            title: objective.title.as_str().to_owned(),
            plan: format!("{}. {}", plan.title.as_str(), self.in_force(plan)),
            priority: priority
                .and_then(|p| p.title.as_ref())
                .map_or(String::new(), |t| t.as_str().to_owned()),
            period: shown.map_or(String::new(), |quarter| {
                periods::quarter_in_full(words, quarter)
            }),
            standing: verdict.map(|verdict| self.objective_row(objective, verdict, String::new())),
            measures: shown.map_or(Vec::new(), |quarter| {
                self.measures_of(&objective.id, quarter, links)
            }),
            no_measures: self.no_measures(objective),
            shorthand: shown.map_or(Vec::new(), |quarter| {
                let own = self.report.entries(quarter).filter(|(id, _)| {
                    let measure = self.report.measure(id);
                    measure.is_some_and(|measure| belongs(self.report, measure, &objective.id))
                });
                self.shorthand(own.map(|(_, entry)| entry))
            }),
            voices: shown.map(|quarter| self.voices(quarter, &subject, links, page)),
            quarters: self.objective_history(plan, objective, of, links),
            latest: of.map(|_| LinkView {
                label: words.latest_quarter.to_owned(),
                href: links.to(&Route::Objective(objective.id.clone())),
            }),
        }
    }

    /// Where no quarter is public yet there is nothing to show of measures, and yet they may be assigned.
    fn no_measures(&self, objective: &Objective) -> String {
        let mut measures = self.report.measures.values();
        if measures.any(|measure| belongs(self.report, measure, &objective.id)) {
            String::new()
        } else {
            self.words.objective_no_measures.to_owned()
        }
    }

    fn measures_of(&self, id: &ObjectiveId, quarter: Quarter, links: &Links) -> Vec<MeasureRow> {
        let counted = self.assessment.in_quarter(quarter).counted();
        let own = counted.into_iter().filter(|one| one.belongs_to(id));
        let mut own: Vec<&Measure> = own.map(|one| one.measure).collect();
        own.sort_by_cached_key(|measure| self.place(measure));
        own.into_iter()
            .filter_map(|measure| self.row(&measure.id, quarter, links))
            .collect()
    }

    fn objective_history(
        &self,
        plan: &Plan,
        objective: &Objective,
        here: Option<Quarter>,
        links: &Links,
    ) -> Vec<ObjectiveQuarter> {
        let quarters = self.quarters_of(plan, &objective.id).into_iter();
        quarters
            .filter_map(|quarter| {
                let verdict = self
                    .assessment
                    .quarter(quarter)
                    .objectives
                    .get(&objective.id)?;
                let (rating, tone) = self.objective_rating(verdict);
                let label = periods::quarter(self.words, quarter);
                let href = links.to(&Route::ObjectiveIn(quarter, objective.id.clone()));
                let direction = verdict.direction;
                Some(ObjectiveQuarter {
                    quarter: LinkView { label, href },
                    current: if here == Some(quarter) { "page" } else { "" },
                    rating,
                    tone,
                    direction: direction.map(|direction| printed(self.words, direction)),
                })
            })
            .collect()
    }
}
