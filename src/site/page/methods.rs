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
use crate::site::phrases::verdicts::{self, Tone, verdict};
use crate::site::phrases::{directions, figures, held, names, periods, publication};
use crate::site::route::{Links, Route};
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

const MAX_EXAMPLES: usize = 4;

/// Describes a judged measure as an example of one rule: tone, label and sentence. Returns `None` if the rule did not
/// apply.
type Describe<'c> = dyn Fn(&Candidate) -> Option<(Tone, String, String)> + 'c;

/// A measure as it was judged in one quarter.
struct Candidate<'a> {
    measure: &'a Measure,
    judged: &'a JudgedEntry,
    quarter: Quarter,
}

pub(super) fn page(context: &Context) -> Page {
    let words = context.words;
    let texts = words.rules;
    let head = PageTitle::new(Route::Methods, words.methods, words.methods_lede);
    let links = context.links(&Route::Methods);
    let mut rules = rules(context, texts, &links);
    rules.push(RuleView {
        id: "reporting",
        heading: texts.reporting.to_owned(),
        text: format!(
            "{} {}",
            texts.reporting_text,
            publication::due_rule(context)
        ),
        examples: Vec::new(),
    });
    let view = View::Methods(MethodsView {
        rules,
        status: links::status_link(context, &links),
    });
    Page::new(context, head, view)
}

fn rules(context: &Context, texts: &RuleWords, links: &Links) -> Vec<RuleView> {
    let published = context.report.published().rev();
    let candidates: Vec<Candidate> = published
        .flat_map(|report| candidates(context, report.quarter))
        .collect();
    rules_with_examples(context, texts, &candidates, links)
        .into_iter()
        .chain(rules_without_examples(context, texts))
        .collect()
}

fn rules_with_examples(
    context: &Context,
    texts: &RuleWords,
    candidates: &[Candidate],
    links: &Links,
) -> [RuleView; 7] {
    let with = |id, (heading, text): (&str, &str), describe: &Describe| RuleView {
        examples: examples(context, candidates, links, describe),
        ..rule(id, heading, text)
    };
    let by_verdict = |id, texts, applies: fn(&Candidate) -> bool| {
        with(id, texts, &|candidate| {
            applies(candidate).then(|| verdict_of(context, candidate))
        })
    };
    let direction = (texts.direction, texts.direction_text);
    let hard = (texts.hard, texts.hard_text);
    [
        by_verdict(
            "tolerance",
            (texts.tolerance, texts.tolerance_text),
            by_tolerance,
        ),
        by_verdict(
            "cumulative",
            (texts.cumulative, texts.cumulative_text),
            by_profile,
        ),
        by_verdict(
            "improvement",
            (texts.improvement, texts.improvement_text),
            by_improvement,
        ),
        by_verdict("people", (texts.editorial, texts.editorial_text), by_person),
        by_verdict("unrated", (texts.unrated, texts.unrated_text), not_rated),
        with("direction", direction, &|candidate| {
            Some(direction_of(context, candidate))
        }),
        with("hard-to-shift", hard, &|candidate| {
            hard_to_shift_of(context, candidate)
        }),
    ]
}

/// Returns the rules for lists, counts, objectives, money, rounding and publication, which have no examples.
fn rules_without_examples(context: &Context, texts: &RuleWords) -> [RuleView; 6] {
    [
        rule("lists", texts.lists, texts.lists_text),
        rule("counts", texts.rollup, texts.rollup_text),
        rule("objectives", texts.objectives, texts.objectives_text),
        rule("money", texts.money, &money_rule(context, texts)),
        rule("rounding", texts.rounding, texts.rounding_text),
        rule("publication", texts.publication, texts.publication_text),
    ]
}

fn money_rule(context: &Context, texts: &RuleWords) -> String {
    let rule = match context.report.site.amber_up_to {
        Some(threshold) => fill(
            context.words.money_threshold,
            &[("threshold", &figures::grouped(threshold))],
        ),
        None => context.words.money_unrated.to_owned(),
    };
    format!("{} {rule}", texts.money_text)
}

/// Returns the latest measure for each result of a rule, best result first.
fn examples(
    context: &Context,
    candidates: &[Candidate],
    links: &Links,
    describe: &Describe,
) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    for candidate in candidates {
        if examples.len() == MAX_EXAMPLES {
            break;
        }
        if let Some((tone, label, sentence)) = describe(candidate)
            && examples.iter().all(|known| known.label != label)
        {
            examples.push(example(context, candidate, (tone, label, sentence), links));
        }
    }
    examples.sort_by_key(|example| example.tone);
    examples
}

fn example(
    context: &Context,
    candidate: &Candidate,
    (tone, label, sentence): (Tone, String, String),
    links: &Links,
) -> Example {
    Example {
        tone,
        label,
        measure: LinkView {
            label: names::title_of(context, candidate.measure),
            href: links.to(&Route::of_measure(&candidate.measure.id)),
        },
        period: periods::quarter(context.words, candidate.quarter),
        sentence,
    }
}

/// Returns the judged measures of a quarter: those with a figure first, each in the order of the site's list.
fn candidates<'a>(context: &Context<'a>, quarter: Quarter) -> Vec<Candidate<'a>> {
    let judged = context.assessment.in_quarter(quarter);
    let mut candidates: Vec<Candidate> = judged
        .all()
        .map(|(measure, judged)| Candidate {
            measure,
            judged,
            quarter,
        })
        .collect();
    candidates.sort_by_cached_key(|candidate| {
        (
            !has_figure(context, candidate),
            order::sort_key(context, candidate.measure),
        )
    });
    candidates
}

fn has_figure(context: &Context, candidate: &Candidate) -> bool {
    let entry = context
        .report
        .entry(candidate.quarter, &candidate.measure.id);
    entry.is_some_and(|entry| matches!(entry.reported, Reported::Figure(_)))
}

fn verdict_of(context: &Context, candidate: &Candidate) -> (Tone, String, String) {
    let view = verdict(
        &verdicts::subject(context, candidate.measure),
        &candidate.judged.current,
    );
    (view.tone, view.label, view.sentence)
}

fn direction_of(context: &Context, candidate: &Candidate) -> (Tone, String, String) {
    let view = directions::leading(
        context,
        candidate.measure,
        &candidate.judged.direction,
        candidate.quarter,
    );
    (view.tone, view.label, view.sentence)
}

fn hard_to_shift_of(context: &Context, candidate: &Candidate) -> Option<(Tone, String, String)> {
    let sentence = held::hard_to_shift(context, candidate.judged.hard_to_shift()?);
    let tone = verdict(
        &verdicts::subject(context, candidate.measure),
        &candidate.judged.current,
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

fn by_tolerance(candidate: &Candidate) -> bool {
    !by_profile(candidate)
        && !is_improvement(candidate)
        && candidate.judged.current.by == RatedBy::Rule
        && matches!(
            candidate.judged.current.arithmetic,
            Arithmetic::MetTarget { .. }
                | Arithmetic::WithinTolerance { .. }
                | Arithmetic::OutsideTolerance { .. }
                | Arithmetic::MissedTarget { .. }
                | Arithmetic::InBand { .. }
                | Arithmetic::NearBand { .. }
                | Arithmetic::OutOfBand { .. }
        )
}

fn by_profile(candidate: &Candidate) -> bool {
    let target = candidate.measure.judgement.target_in(candidate.quarter);
    target.is_some_and(|target| target.profile.is_some())
        || candidate.judged.current.outcome == Outcome::Unrated(Unrated::YearEndTarget)
}

fn by_improvement(candidate: &Candidate) -> bool {
    is_improvement(candidate)
        && candidate.judged.current.by == RatedBy::Rule
        && matches!(candidate.judged.current.outcome, Outcome::Rated(_))
}

fn is_improvement(candidate: &Candidate) -> bool {
    let rule = match &candidate.measure.judgement {
        Judgement::Judged { rule, .. } => Some(rule),
        _ => None,
    };
    matches!(rule, Some(Rule::Improvement { .. }))
}

fn by_person(candidate: &Candidate) -> bool {
    matches!(candidate.judged.current.by, RatedBy::Person(_))
        && matches!(candidate.judged.current.outcome, Outcome::Rated(_))
}

fn not_rated(candidate: &Candidate) -> bool {
    matches!(candidate.judged.current.outcome, Outcome::Unrated(_))
}
