//! The page "How we rate": every rule in words, with this site's thresholds and examples from its figures.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::assess::JudgedEntry;
use crate::assess::rating::{Outcome, RatedBy, Unrated};
use crate::model::{Measure, Quarter, Reported, Rule};
use crate::site::choose::order;
use crate::site::context::Context;
use crate::site::part::{LinkView, PageTitle, links, money};
use crate::site::phrases::verdicts::verdict;
use crate::site::phrases::{Tone, directions, held, periods, publication, verdicts};

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

/// An example's tone, label and sentence.
type Described = (Tone, String, String);

/// A measure as it was judged in one quarter.
struct Candidate<'a> {
    context: &'a Context<'a>,
    measure: &'a Measure,
    judged: &'a JudgedEntry,
    quarter: Quarter,
}

pub(super) fn page(context: &Context) -> Page {
    let words = context.words;
    let published = context.report.published().rev();
    let candidates: Vec<Candidate> = published
        .flat_map(|report| candidates(context, report.quarter))
        .collect();
    let view = View::Methods(MethodsView {
        rules: rules(context, &candidates),
        status: links::status_link(context),
    });
    let head = PageTitle::new(words.methods, words.methods_lede);
    Page::new(context, head, view)
}

fn rules(context: &Context, candidates: &[Candidate]) -> Vec<RuleView> {
    let texts = context.words.rules;
    let rule = |id, heading: &str, text: &str| RuleView {
        id,
        heading: heading.to_owned(),
        text: text.to_owned(),
        examples: Vec::new(),
    };
    let with = |describe: fn(&Candidate) -> Option<Described>, rule| RuleView {
        examples: examples(candidates, describe),
        ..rule
    };
    let money = format!("{} {}", texts.money_text, money::rule(context));
    let due = publication::due_rule(context);
    let reporting = format!("{} {due}", texts.reporting_text);
    vec![
        with(
            |one| one.by_tolerance().then(|| one.verdict()),
            rule("tolerance", texts.tolerance, texts.tolerance_text),
        ),
        with(
            |one| one.by_profile().then(|| one.verdict()),
            rule("cumulative", texts.cumulative, texts.cumulative_text),
        ),
        with(
            |one| (one.is_by(&RatedBy::Rule) && one.is_improvement()).then(|| one.verdict()),
            rule("improvement", texts.improvement, texts.improvement_text),
        ),
        with(
            |one| (one.is_rated() && !one.is_by(&RatedBy::Rule)).then(|| one.verdict()),
            rule("people", texts.editorial, texts.editorial_text),
        ),
        with(
            |one| (!one.is_rated()).then(|| one.verdict()),
            rule("unrated", texts.unrated, texts.unrated_text),
        ),
        with(
            |one| Some(one.direction()),
            rule("direction", texts.direction, texts.direction_text),
        ),
        with(
            hard_to_shift,
            rule("hard-to-shift", texts.hard, texts.hard_text),
        ),
        rule("lists", texts.lists, texts.lists_text),
        rule("counts", texts.rollup, texts.rollup_text),
        rule("objectives", texts.objectives, texts.objectives_text),
        rule("money", texts.money, &money),
        rule("rounding", texts.rounding, texts.rounding_text),
        rule("publication", texts.publication, texts.publication_text),
        rule("reporting", texts.reporting, &reporting),
    ]
}

/// Returns the latest measure for each result of a rule, best result first. `describe` returns `None` for a measure to
/// which the rule did not apply.
fn examples(
    candidates: &[Candidate],
    describe: fn(&Candidate) -> Option<Described>,
) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    for candidate in candidates {
        if examples.len() == MAX_EXAMPLES {
            break;
        }
        if let Some((tone, label, sentence)) = describe(candidate)
            && examples.iter().all(|known| known.label != label)
        {
            let (context, measure) = (candidate.context, candidate.measure);
            examples.push(Example {
                tone,
                label,
                measure: links::measure_link(context, measure),
                period: periods::quarter(context.words, candidate.quarter),
                sentence,
            });
        }
    }
    examples.sort_by_key(|example| example.tone);
    examples
}

/// Returns the judged measures of a quarter: those with a figure first, each in the order of the site's list.
fn candidates<'a>(context: &'a Context<'a>, quarter: Quarter) -> Vec<Candidate<'a>> {
    let judged = context.assessment.in_quarter(quarter);
    let candidates = judged.all().map(|(measure, judged)| Candidate {
        context,
        measure,
        judged,
        quarter,
    });
    let mut candidates: Vec<Candidate> = candidates.collect();
    candidates.sort_by_cached_key(|candidate| {
        let measure = candidate.measure;
        let entry = context.report.entry(quarter, &measure.id);
        let has_figure = entry.is_some_and(|entry| matches!(entry.reported, Reported::Figure(_)));
        (!has_figure, order::sort_key(context, measure))
    });
    candidates
}

fn hard_to_shift(one: &Candidate) -> Option<Described> {
    let sentence = held::hard_to_shift(one.context, one.judged.hard_to_shift()?);
    let tone = verdicts::tone(one.judged.current.outcome);
    Some((tone, one.context.words.hard_to_shift.to_owned(), sentence))
}

impl Candidate<'_> {
    fn verdict(&self) -> Described {
        let subject = verdicts::subject(self.context, self.measure);
        let view = verdict(&subject, &self.judged.current);
        (view.tone, view.label, view.sentence)
    }

    fn direction(&self) -> Described {
        let directions = &self.judged.direction;
        let view = directions::leading(self.context, self.measure, directions, self.quarter);
        (view.tone, view.label, view.sentence)
    }

    fn is_rated(&self) -> bool {
        matches!(self.judged.current.outcome, Outcome::Rated(_))
    }

    fn is_by(&self, by: &RatedBy) -> bool {
        self.is_rated() && self.judged.current.by == *by
    }

    fn by_tolerance(&self) -> bool {
        self.is_by(&RatedBy::Rule) && !self.by_profile() && !self.is_improvement()
    }

    fn by_profile(&self) -> bool {
        let target = self.measure.judgement.target_in(self.quarter);
        target.is_some_and(|target| target.profile.is_some())
            || self.judged.current.outcome == Outcome::Unrated(Unrated::YearEndTarget)
    }

    fn is_improvement(&self) -> bool {
        let rule = verdicts::rule_of(self.measure);
        matches!(rule, Some(Rule::Improvement { .. }))
    }
}
