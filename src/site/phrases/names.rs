//! Names of sections, sets, groups, measures and benchmarks, and titles for the browser's tab: each page needs its own,
//! to tell tabs and bookmarks apart.

use super::{counts, months, periods, scales};
use crate::assess::highlights::Lists;
use crate::model::{
    Benchmark, Class, Comment, CommitteeReport, Measure, Objective, Page, Plan, Polarity, Quarter,
    QuarterReport, Rule, Scale, Subject, Text, Unit,
};
use crate::site::context::Context;
use crate::site::route::{self, Section};
use crate::site::words::{Words, fill};

/// Returns a text that may be missing.
pub(crate) fn text(text: Option<&Text>) -> Option<String> {
    text.map(|text| text.as_str().to_owned())
}

pub(crate) fn texts(texts: &[Text]) -> Vec<String> {
    texts.iter().map(|text| text.as_str().to_owned()).collect()
}

/// Returns the name of a quarter: its months, or those that are public so far.
pub(crate) fn quarter(context: &Context, quarter: Quarter) -> String {
    let report = context.report.quarters.get(&quarter);
    match report.and_then(QuarterReport::in_progress) {
        Some(through) => months::so_far(context.words, quarter, through),
        None => periods::quarter(context.words, quarter),
    }
}

/// Returns the name of a quarter with its number and year.
pub(crate) fn quarter_in_full(context: &Context, quarter: Quarter) -> String {
    let name = self::quarter(context, quarter);
    periods::in_full(context.words, &name, quarter)
}

/// Returns the name of the voice of a comment, or of the organisation.
pub(crate) fn speaker<'a>(context: &Context<'a>, comment: &Comment) -> &'a str {
    let site = &context.report.site;
    let voice = comment.voice.as_ref().and_then(|id| site.voice(id));
    voice
        .map_or(&site.organisation, |voice| &voice.name)
        .as_str()
}

/// Returns what a comment is about, with the given names of the quarter as a whole, its money and its risks.
pub(crate) fn subject(
    context: &Context,
    subject: &Subject,
    [overview, finance, risks]: [&str; 3],
) -> String {
    match subject {
        Subject::Overview => overview.to_owned(),
        Subject::Finance => finance.to_owned(),
        Subject::Risks => risks.to_owned(),
        Subject::Measure(id) => {
            let measure = context.report.measure(id);
            measure.map_or(id.to_string(), |measure| title_of(context, measure))
        }
        Subject::Objective(id) => {
            let found = context.report.objective(id);
            found.map_or(id.to_string(), |(_, own)| own.title.as_str().to_owned())
        }
    }
}

pub(crate) fn committee(context: &Context, report: &CommitteeReport) -> Option<String> {
    let committee = report.to.as_ref()?;
    Some(fill(context.words.report_to, &[("committee", committee)]))
}

/// Returns which way is better, or the results in their order and what each counts as.
pub(crate) fn better(context: &Context, measure: &Measure, polarity: Polarity) -> String {
    let words = context.words;
    if let Unit::Results(results) = &measure.unit {
        let results = results.iter().map(|result| match result.rating {
            Some(rating) => {
                let rating = rating.name();
                let slots = [("result", &*result.text), ("rating", rating)];
                fill(words.result_with_rating, &slots)
            }
            None => result.text.clone(),
        });
        let results: Vec<String> = results.collect();
        return fill(words.best_first, &[("results", &results.join(", "))]);
    }
    let better = match polarity {
        Polarity::Higher => words.higher_is_better,
        Polarity::Lower => words.lower_is_better,
        Polarity::Between => words.between_is_better,
        Polarity::Neither => words.neither_is_better,
    };
    better.to_owned()
}

pub(crate) fn rule(words: &Words, rule: &Rule, scale: &Scale) -> &'static str {
    match rule {
        Rule::Scale { .. } => scales::heading(words, scale),
        Rule::Results => words.rules.results,
        Rule::Editorial => words.rules.editorial,
    }
}

/// Returns the name of a benchmark with its year: "England, 2014/15".
pub(crate) fn benchmark_name(context: &Context, benchmark: &Benchmark) -> String {
    let name = benchmark.name.as_str();
    let Some(year) = benchmark.year.map(periods::year) else {
        return name.to_owned();
    };
    let slots = [("name", name), ("year", &year)];
    fill(context.words.benchmark_line, &slots)
}

/// Returns the title of an objective's priority. `None` if it has none.
pub(crate) fn priority(plan: &Plan, objective: &Objective) -> Option<String> {
    let id = objective.priority.as_ref()?;
    let priority = plan.priorities.iter().find(|one| one.id == *id)?;
    text(priority.title.as_ref())
}

pub(crate) fn in_force(context: &Context, plan: &Plan) -> String {
    let words = context.words;
    let from = periods::quarter(words, plan.from);
    let Some(to) = plan.to.map(|to| periods::quarter(words, to)) else {
        return fill(words.in_force, &[("from", &from)]);
    };
    fill(words.in_force_until, &[("from", &from), ("to", &to)])
}

/// Returns the heading of a set: "Measures: contract", or "Measures" if the site has no sets.
pub(crate) fn set_heading(context: &Context, set: Option<&str>) -> String {
    let tells_apart = context.report.measures.values().any(|m| m.set.is_some());
    if !tells_apart {
        return context.words.measures.to_owned();
    }
    let slots = [("set", &*set_name(context, set))];
    fill(context.words.set_heading, &slots)
}

/// Returns the heading of a section's page.
pub(crate) fn heading(context: &Context, quarter: Quarter, section: Section) -> String {
    match section {
        Section::PerformingWell => context.words.performing_well.to_owned(),
        Section::Improvement => context.words.improvement.to_owned(),
        Section::Governance => context.words.governance.to_owned(),
        section => section_name(context, quarter, section),
    }
}

/// Returns the measures on a list, and those that editors left out.
pub(crate) fn lists<'a>(context: &Context<'a>, quarter: Quarter, section: Section) -> &'a Lists {
    let assessed = context.assessment.quarter(quarter);
    match section {
        Section::PerformingWell => &assessed.performing_well,
        Section::Close => &assessed.close,
        _ => &assessed.improvement,
    }
}

/// Returns the ratings of the measures on a list, by the scales of its quarter: "Close to target or amber".
pub(crate) fn of_list(context: &Context, quarter: Quarter, section: Section) -> String {
    let class = match section {
        Section::PerformingWell => Class::Good,
        Section::Close => Class::Near,
        _ => Class::Poor,
    };
    let all = context.assessment.quarter(quarter).rollup.all();
    counts::name_of_class(context, all.ratings(), class)
}

/// Returns a measure's title, for a member with its composite's.
pub(crate) fn title_of(context: &Context, measure: &Measure) -> String {
    let title = measure.title.as_str();
    let Some(whole) = composite_of(context, measure) else {
        return title.to_owned();
    };
    let slots = [("whole", whole.title.as_str()), ("member", title)];
    fill(context.words.member_in_full, &slots)
}

/// Returns the officer responsible for a measure: for a member without one, that of its composite.
pub(crate) fn owner(context: &Context, measure: &Measure) -> Option<String> {
    let whole = || composite_of(context, measure)?.owner.as_ref();
    text(measure.owner.as_ref().or_else(whole))
}

pub(crate) fn composite_of<'a>(context: &Context<'a>, measure: &Measure) -> Option<&'a Measure> {
    let whole = route::whole(&measure.id);
    let composite = context.report.measures.get(&whole)?;
    (whole != measure.id).then_some(composite)
}

/// Returns the name of a section in a quarter: "Money, April to June 2016".
pub(crate) fn section_in_quarter(context: &Context, quarter: Quarter, section: Section) -> String {
    let slots = [
        ("section", &*section_name(context, quarter, section)),
        ("quarter", &self::quarter(context, quarter)),
    ];
    fill(context.words.section_in_quarter, &slots)
}

/// Returns the name of a group. For measures without a group "Every measure", unless there are other groups.
pub(crate) fn group_caption(context: &Context, group: Option<&str>, several: bool) -> String {
    let unnamed = if several {
        context.words.no_group
    } else {
        context.words.all_measures
    };
    group.unwrap_or(unnamed).to_owned()
}

pub(crate) fn section_name(context: &Context, quarter: Quarter, section: Section) -> String {
    let words = context.words;
    let name = match section {
        Section::Close => return of_list(context, quarter, section),
        Section::PerformingWell => words.section_performing_well,
        Section::Improvement => words.section_improvement,
        Section::Measures => words.measures,
        Section::Objectives => words.objectives,
        Section::Finance => words.money,
        Section::Governance => words.section_governance,
        Section::Risks => words.risks,
        Section::Actions => words.actions,
        Section::Challenges => words.challenges,
    };
    name.to_owned()
}

pub(crate) fn set_name(context: &Context, set: Option<&str>) -> String {
    let name = match set {
        Some("contract") => context.words.set_contract,
        Some("context") => context.words.set_context,
        Some(other) => other,
        None => context.words.other_set,
    };
    name.to_owned()
}

/// Returns an objective's title, with its id if another objective of its plan, a measure or a plain page has the same
/// title.
pub(crate) fn objective_title(context: &Context, plan: &Plan, objective: &Objective) -> String {
    let title = objective.title.as_str();
    let objectives = plan.objectives.iter();
    let namesakes = objectives.filter(|other| other.title == objective.title);
    let mut measures = context.report.measures.values();
    let mut pages = context.report.pages.iter();
    let is_shared = namesakes.count() > 1
        || measures.any(|measure| measure.title.as_str() == title)
        || pages.any(|page| page.title == title);
    distinct(context, title, objective.id.as_str(), is_shared)
}

/// Returns a plain page's title, with its id if another page has the same title.
pub(crate) fn page_title(context: &Context, page: &Page) -> String {
    let words = context.words;
    let lists = [
        words.quarters,
        words.objectives,
        words.measures,
        words.measures_by_rating,
        words.reports,
        words.methods,
        words.status,
        words.search,
        words.a11y_title,
        words.not_found,
    ];
    let title = page.title.as_str();
    let pages = context.report.pages.iter();
    let namesakes = pages.filter(|other| other.title == title);
    let is_shared = namesakes.count() > 1 || lists.contains(&title);
    distinct(context, title, page.id.as_str(), is_shared)
}

/// Returns a measure's title, with its id if another measure has the same title.
pub(crate) fn distinct_title(context: &Context, measure: &Measure) -> String {
    let (title, id) = (measure.title.as_str(), measure.id.as_str());
    distinct(context, title, id, context.shared_titles.contains(title))
}

/// Returns a title, with an id if another page shares the title.
fn distinct(context: &Context, title: &str, id: &str, is_shared: bool) -> String {
    if is_shared {
        fill(context.words.title_with_id, &[("title", title), ("id", id)])
    } else {
        title.to_owned()
    }
}

/// Returns an objective's title, with its plan if that has ended by the latest report.
pub(crate) fn marked_objective(context: &Context, plan: &Plan, objective: &Objective) -> String {
    let title = objective.title.as_str();
    let latest = context.report.latest();
    let has_ended = latest.is_some_and(|latest| {
        let in_force = context.report.plan_in_force(latest);
        plan.from <= latest && in_force.is_none_or(|in_force| in_force.id != plan.id)
    });
    let slots = [("objective", title), ("plan", plan.title.as_str())];
    if has_ended {
        fill(context.words.objective_of_ended_plan, &slots)
    } else {
        title.to_owned()
    }
}

pub(crate) fn objective_label(plan: &Plan, objective: &Objective) -> String {
    format!("{} ({})", objective.title.as_str(), plan.title.as_str())
}
