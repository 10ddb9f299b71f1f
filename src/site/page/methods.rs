//! The page "How we rate": every rule in words, with this site's thresholds and examples from its figures.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::assess::JudgedEntry;
use crate::assess::rating::{Arithmetic, Outcome, RatedBy, Unrated};
use crate::model::{Judgement, Measure, Quarter, Reported, Rule};
use crate::site::choose::order;
use crate::site::context::Context;
use crate::site::part::frame::PageTitle;
use crate::site::part::links::{self, LinkView};
use crate::site::route::{Links, Route};
use crate::site::say::verdicts::{self, Tone, verdict};
use crate::site::say::{directions, figures, held, names, periods, publication};
use crate::site::words::{RuleWords, fill};

/// A rule in words.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct RuleView {
    /// The anchor for links to it.
    pub id: &'static str,
    /// The heading.
    pub heading: String,
    /// The rule in words.
    pub text: String,
    /// Examples from this site, one for each result. Empty if there are none.
    pub examples: Vec<Example>,
}

/// An example of a rule.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Example {
    /// Shape and colour of its symbol.
    pub tone: Tone,
    /// The result: "Outside tolerance".
    pub label: String,
    /// The measure.
    pub measure: LinkView,
    /// The quarter: "April to June 2016".
    pub period: String,
    /// How the rule led to the result.
    pub sentence: String,
}

/// The methods page.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct MethodsView {
    /// The rules.
    pub rules: Vec<RuleView>,
    /// A link to the status of reporting, below the last rule. `None` if nothing has been published.
    pub status: Option<LinkView>,
}

/// The most examples of one rule.
const ENOUGH: usize = 4;

/// Describes a judged measure as an example of one rule: tone, label and sentence. Returns `None` if the rule did not
/// apply.
type Shown<'c> = dyn Fn(&Case) -> Option<(Tone, String, String)> + 'c;

/// A measure as it was judged in one quarter.
struct Case<'a> {
    measure: &'a Measure,
    judged: &'a JudgedEntry,
    quarter: Quarter,
}

pub(super) fn page(context: &Context) -> Page {
    let words = context.words;
    let said = words.rules;
    let head = PageTitle::new(Route::Methods, words.methods, words.methods_lede);
    let links = context.links(&Route::Methods);
    let mut rules = rules(context, said, &links);
    rules.push(RuleView {
        id: "reporting",
        heading: said.reporting.to_owned(),
        text: format!("{} {}", said.reporting_text, publication::due_rule(context)),
        examples: Vec::new(),
    });
    let view = View::Methods(MethodsView {
        rules,
        status: links::status_link(context, &links),
    });
    Page::new(context, head, view)
}

fn rules(context: &Context, said: &RuleWords, links: &Links) -> Vec<RuleView> {
    let published = context.report.published().rev();
    let cases: Vec<Case> = published
        .flat_map(|report| cases(context, report.quarter))
        .collect();
    rules_of_judging(context, said, &cases, links)
        .into_iter()
        .chain(rules_of_telling(context, said))
        .collect()
}

/// Returns the rules for single figures, with examples.
fn rules_of_judging(
    context: &Context,
    said: &RuleWords,
    cases: &[Case],
    links: &Links,
) -> [RuleView; 7] {
    let with = |id, (heading, text): (&str, &str), shown: &Shown| RuleView {
        examples: examples(context, cases, links, shown),
        ..rule(id, heading, text)
    };
    let by_verdict = |id, said, at_work: fn(&Case) -> bool| {
        with(id, said, &|case| {
            at_work(case).then(|| verdict_of(context, case))
        })
    };
    let direction = (said.direction, said.direction_text);
    let hard = (said.hard, said.hard_text);
    [
        by_verdict(
            "tolerance",
            (said.tolerance, said.tolerance_text),
            by_tolerance,
        ),
        by_verdict(
            "cumulative",
            (said.cumulative, said.cumulative_text),
            by_profile,
        ),
        by_verdict(
            "improvement",
            (said.improvement, said.improvement_text),
            by_improvement,
        ),
        by_verdict("people", (said.editorial, said.editorial_text), by_person),
        by_verdict("unrated", (said.unrated, said.unrated_text), not_rated),
        with("direction", direction, &|case| {
            Some(direction_of(context, case))
        }),
        with("hard-to-shift", hard, &|case| hard_case(context, case)),
    ]
}

/// Returns the rules for lists, counts, objectives, money, rounding and publication, which have no examples.
fn rules_of_telling(context: &Context, said: &RuleWords) -> [RuleView; 6] {
    [
        rule("lists", said.lists, said.lists_text),
        rule("counts", said.rollup, said.rollup_text),
        rule("objectives", said.objectives, said.objectives_text),
        rule("money", said.money, &money_rule(context, said)),
        rule("rounding", said.rounding, said.rounding_text),
        rule("publication", said.publication, said.publication_text),
    ]
}

fn money_rule(context: &Context, said: &RuleWords) -> String {
    let rule = match context.report.site.amber_up_to {
        Some(threshold) => fill(
            context.words.money_threshold,
            &[("threshold", &figures::grouped(threshold))],
        ),
        None => context.words.money_unrated.to_owned(),
    };
    format!("{} {rule}", said.money_text)
}

/// Returns the latest measure for each result of a rule, best result first.
fn examples(context: &Context, cases: &[Case], links: &Links, shown: &Shown) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    for case in cases {
        if examples.len() == ENOUGH {
            break;
        }
        if let Some((tone, label, sentence)) = shown(case)
            && examples.iter().all(|known| known.label != label)
        {
            examples.push(example(context, case, (tone, label, sentence), links));
        }
    }
    examples.sort_by_key(|example| example.tone);
    examples
}

fn example(
    context: &Context,
    case: &Case,
    (tone, label, sentence): (Tone, String, String),
    links: &Links,
) -> Example {
    Example {
        tone,
        label,
        measure: LinkView {
            label: names::title_of(context, case.measure),
            href: links.to(&Route::of_measure(&case.measure.id)),
        },
        period: periods::quarter(context.words, case.quarter),
        sentence,
    }
}

/// Returns the judged measures of a quarter: those with a figure first, each in the order of the site's list.
fn cases<'a>(context: &Context<'a>, quarter: Quarter) -> Vec<Case<'a>> {
    let judged = context.assessment.in_quarter(quarter);
    let mut cases: Vec<Case> = judged
        .all()
        .map(|(measure, judged)| Case {
            measure,
            judged,
            quarter,
        })
        .collect();
    cases.sort_by_cached_key(|case| {
        (
            !has_figure(context, case),
            order::place(context, case.measure),
        )
    });
    cases
}

fn has_figure(context: &Context, case: &Case) -> bool {
    let entry = context.report.entry(case.quarter, &case.measure.id);
    entry.is_some_and(|entry| matches!(entry.reported, Reported::Figure(_)))
}

fn verdict_of(context: &Context, case: &Case) -> (Tone, String, String) {
    let view = verdict(
        &verdicts::subject(context, case.measure),
        &case.judged.current,
    );
    (view.tone, view.label, view.sentence)
}

fn direction_of(context: &Context, case: &Case) -> (Tone, String, String) {
    let view = directions::leading(context, case.measure, &case.judged.direction, case.quarter);
    (view.tone, view.label, view.sentence)
}

fn hard_case(context: &Context, case: &Case) -> Option<(Tone, String, String)> {
    let sentence = held::hard_to_shift(context, case.judged.hard_to_shift()?);
    let tone = verdict(
        &verdicts::subject(context, case.measure),
        &case.judged.current,
    )
    .tone;
    Some((tone, context.words.hard_to_shift.to_owned(), sentence))
}

/// Returns a rule without examples.
fn rule(id: &'static str, heading: &str, text: &str) -> RuleView {
    RuleView {
        id,
        heading: heading.to_owned(),
        text: text.to_owned(),
        examples: Vec::new(),
    }
}

fn by_tolerance(case: &Case) -> bool {
    !by_profile(case)
        && !is_improvement(case)
        && case.judged.current.by == RatedBy::Rule
        && matches!(
            case.judged.current.arithmetic,
            Arithmetic::MetTarget { .. }
                | Arithmetic::WithinTolerance { .. }
                | Arithmetic::OutsideTolerance { .. }
                | Arithmetic::MissedTarget { .. }
                | Arithmetic::InBand { .. }
                | Arithmetic::NearBand { .. }
                | Arithmetic::OutOfBand { .. }
        )
}

fn by_profile(case: &Case) -> bool {
    let target = case.measure.judgement.target_in(case.quarter);
    target.is_some_and(|target| target.profile.is_some())
        || case.judged.current.outcome == Outcome::Unrated(Unrated::YearEndTarget)
}

fn by_improvement(case: &Case) -> bool {
    is_improvement(case)
        && case.judged.current.by == RatedBy::Rule
        && matches!(case.judged.current.outcome, Outcome::Rated(_))
}

fn is_improvement(case: &Case) -> bool {
    let rule = match &case.measure.judgement {
        Judgement::Judged { rule, .. } => Some(rule),
        _ => None,
    };
    matches!(rule, Some(Rule::Improvement { .. }))
}

fn by_person(case: &Case) -> bool {
    matches!(case.judged.current.by, RatedBy::Person(_))
        && matches!(case.judged.current.outcome, Outcome::Rated(_))
}

fn not_rated(case: &Case) -> bool {
    matches!(case.judged.current.outcome, Outcome::Unrated(_))
}
