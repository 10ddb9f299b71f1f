//! Names of sections, sets, groups, measures and benchmarks.

use super::periods;
use crate::model::{Benchmark, CommitteeReport, Measure, PeriodKind, Plan, Polarity, Quarter};
use crate::site::context::Context;
use crate::site::route::{self, Section};
use crate::site::words::fill;

pub(crate) fn committee(context: &Context, report: &CommitteeReport) -> Option<String> {
    let committee = report.to.as_ref()?;
    Some(fill(context.words.report_to, &[("committee", committee)]))
}

/// Returns which direction is better, in words.
pub(crate) fn better(context: &Context, polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Higher => context.words.higher_is_better,
        Polarity::Lower => context.words.lower_is_better,
        Polarity::Between => context.words.between_is_better,
        Polarity::Neither => context.words.neither_is_better,
    }
}

/// Returns what period a measure's figures cover, in words.
pub(crate) fn period_kind(context: &Context, measure: &Measure) -> &'static str {
    match measure.period {
        PeriodKind::InQuarter => context.words.in_quarter,
        PeriodKind::YearToDate => context.words.year_to_date,
        PeriodKind::Rolling12Months => context.words.rolling_12_months,
        PeriodKind::Snapshot => context.words.snapshot,
        PeriodKind::MonthlyAverage => context.words.monthly_average,
        PeriodKind::Annual => context.words.annual,
    }
}

/// Returns the name of a benchmark with its year: "England, 2014/15".
pub(crate) fn benchmark_name(context: &Context, benchmark: &Benchmark) -> String {
    match benchmark.year {
        Some(year) => {
            let slots = [
                ("name", benchmark.name.as_str()),
                ("year", &periods::year(year)),
            ];
            fill(context.words.benchmark_line, &slots)
        }
        None => benchmark.name.as_str().to_owned(),
    }
}

pub(crate) fn in_force(context: &Context, plan: &Plan) -> String {
    let from = periods::quarter(context.words, plan.from);
    match plan.to {
        Some(to) => {
            let to = periods::quarter(context.words, to);
            fill(
                context.words.in_force_until,
                &[("from", &from), ("to", &to)],
            )
        }
        None => fill(context.words.in_force, &[("from", &from)]),
    }
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

/// Returns a measure's title, for a member with its composite's.
pub(crate) fn title_of(context: &Context, measure: &Measure) -> String {
    let title = measure.title.as_str();
    match composite_of(context, measure) {
        Some(whole) => {
            let slots = [("whole", whole.title.as_str()), ("member", title)];
            fill(context.words.member_in_full, &slots)
        }
        None => title.to_owned(),
    }
}

/// Returns the composite that a measure is a member of.
pub(crate) fn composite_of<'a>(context: &Context<'a>, measure: &Measure) -> Option<&'a Measure> {
    let whole = route::whole(&measure.id);
    (whole != measure.id)
        .then(|| context.report.measures.get(&whole))
        .flatten()
        .map(|whole| &**whole)
}

/// Returns the name of a section in a quarter: "Money, April to June 2016".
pub(crate) fn section_in_quarter(context: &Context, quarter: Quarter, section: Section) -> String {
    let slots = [
        ("section", section_name(context, section)),
        ("quarter", &*periods::quarter(context.words, quarter)),
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

pub(crate) fn section_name(context: &Context, section: Section) -> &'static str {
    let words = context.words;
    match section {
        Section::PerformingWell => words.section_performing_well,
        Section::Improvement => words.section_improvement,
        Section::Measures => words.measures,
        Section::Objectives => words.objectives,
        Section::Finance => words.money,
        Section::Governance => words.section_governance,
        Section::Risks => words.risks,
        Section::Actions => words.actions,
        Section::Challenges => words.challenges,
    }
}

pub(crate) fn set_name(context: &Context, set: Option<&str>) -> String {
    match set {
        Some("contract") => context.words.set_contract.to_owned(),
        Some("context") => context.words.set_context.to_owned(),
        Some(other) => other.to_owned(),
        None => context.words.other_set.to_owned(),
    }
}
