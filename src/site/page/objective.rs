//! The pages of an objective: latest, and in each quarter.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::assess::objectives::belongs;
use crate::model::{Objective, Plan, Quarter, Subject};
use crate::site::choose::long_lists::{self, MeasuresPart};
use crate::site::choose::objectives;
use crate::site::context::Context;
use crate::site::part::collected::Collected;
use crate::site::part::frame::PageTitle;
use crate::site::part::links::{self, LinkView};
use crate::site::part::list_parts::{self, PartsView};
use crate::site::part::objective_rows::{self, ObjectiveRow};
use crate::site::part::rows::{self, MeasureRow};
use crate::site::part::voices::{self, Voices};
use crate::site::route::parts::Piece;
use crate::site::route::{Links, LongList, Route, Section};
use crate::site::say::directions::{DirectionView, printed};
use crate::site::say::publication::published;
use crate::site::say::verdicts::Tone;
use crate::site::say::{names, periods, titles};
use crate::site::words::fill;

/// An objective's page, latest or of one quarter.
#[derive(Debug, Clone, Default, PartialEq, JsonSchema, Serialize)]
pub struct ObjectiveView {
    /// What reports print; empty where there is nothing.
    pub reference: String,
    /// As printed, and which part of its measures this is where they are many.
    pub title: String,
    /// The other parts; none where its measures stand on one page. A further part says of the objective nothing but those.
    pub parts: Option<PartsView>,
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

/// The page of an objective, of one quarter or the latest; or of a further part of its measures.
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

/// What the page of an objective is made from.
struct ObjectivePage<'a> {
    context: &'a Context<'a>,
    plan: &'a Plan,
    objective: &'a Objective,
    /// The quarter whose page it is; none of the latest.
    of: Option<Quarter>,
    /// The quarter that is shown.
    shown: Option<Quarter>,
    /// Which of its measures are shown.
    part: MeasuresPart,
}

impl ObjectivePage<'_> {
    fn view(&self, collected: &mut Collected) -> ObjectiveView {
        let (context, objective) = (self.context, self.objective);
        let links = context.links(&self.part.route());
        let measures = self.measures(&links);
        let view = ObjectiveView {
            reference: objective.reference.clone().unwrap_or_default(),
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
            self.of_the_whole(view, &links, collected)
        } else {
            view
        }
    }

    /// What is said of the objective itself.
    fn of_the_whole(
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
                .map_or(String::new(), |t| t.as_str().to_owned()),
            standing,
            no_measures: no_measures(context, objective),
            voices: self
                .shown
                .map(|quarter| voices::voices(context, quarter, &subject, links, collected)),
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
        let pieces = self.part.pieces();
        let ids = pieces.iter().flat_map(Piece::measures);
        ids.filter_map(|id| rows::row(self.context, id, quarter, links))
            .collect()
    }

    /// The shorthand that the measures use, explained.
    fn shorthand(&self) -> Vec<String> {
        let shown = self.part.wholes();
        let entry = |id| self.context.report.entry(self.shown?, id);
        rows::shorthand(self.context, shown.iter().filter_map(entry))
    }
}

/// For the browser's tab: with the plan's name where another plan has an objective of the same title.
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

/// Where no quarter is public yet there is nothing to show of measures, and yet they may be assigned.
fn no_measures(context: &Context, objective: &Objective) -> String {
    let mut measures = context.report.measures.values();
    if measures.any(|measure| belongs(context.report, measure, &objective.id)) {
        String::new()
    } else {
        context.words.objective_no_measures.to_owned()
    }
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
                current: if here == Some(quarter) { "page" } else { "" },
                rating,
                tone,
                direction: direction.map(|direction| printed(context.words, direction)),
            })
        })
        .collect()
}
