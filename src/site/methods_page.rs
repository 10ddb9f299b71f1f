//! How we rate: every rule in words, with this site's own thresholds and with examples from its own figures.

use schemars::JsonSchema;
use serde::Serialize;

use super::context::Context;
use super::figures;
use super::frame::LinkView;
use super::list_pages::blank;
use super::page::{Page, View};
use super::periods;
use super::routes::{Links, Route};
use super::verdicts::{Tone, verdict};
use super::words::{RULES, RuleWords, fill, rules_of};
use crate::assess::Judged;
use crate::assess::rating::{Arithmetic, By, Outcome, Unrated};
use crate::model::{Judgement, Measure, Quarter, Reported, Rule};

/// A rule in words.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct RuleView {
    /// For links to it.
    pub id: &'static str,
    /// Its heading.
    pub heading: String,
    /// What it says.
    pub text: String,
    /// How it came out on this site, each result once; empty where the site has none.
    pub examples: Vec<Example>,
}

/// A rule at work.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Example {
    /// Shape and colour.
    pub tone: Tone,
    /// "Outside tolerance".
    pub label: String,
    /// The measure that it was reached for.
    pub measure: LinkView,
    /// "April to June 2016".
    pub period: String,
    /// How it came about.
    pub sentence: String,
}

/// The methods page.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct MethodsView {
    /// The rules.
    pub rules: Vec<RuleView>,
    /// The status of reporting, below the last rule, which is that of lateness.
    pub status: Option<LinkView>,
}

/// So many results of one rule show how it works.
const ENOUGH: usize = 4;

/// What is shown of a judged measure as an example of one rule; nothing where the rule was not at work.
type Shown<'c> = dyn Fn(&Case) -> Option<(Tone, String, String)> + 'c;

/// A measure as it was judged in one quarter.
struct Case<'a> {
    measure: &'a Measure,
    judged: &'a Judged,
    quarter: Quarter,
}

pub(super) fn methods(context: &Context) -> Page {
    let words = context.words;
    let language = context.report.site.languages.first();
    let said = language.map_or(&RULES, rules_of);
    let mut page = blank(context, Route::Methods, words.methods, words.methods_lede);
    let links = context.links(&Route::Methods);
    let mut rules = context.rules(said, &links);
    rules.push(RuleView {
        id: "reporting",
        heading: said.reporting.to_owned(),
        text: format!("{} {}", said.reporting_text, context.due_rule()),
        examples: Vec::new(),
    });
    page.view = View::Methods(MethodsView {
        rules,
        status: context.status_link(&links),
    });
    page
}

impl Context<'_> {
    fn rules(&self, said: &RuleWords, links: &Links) -> Vec<RuleView> {
        let published = self.report.published().rev();
        let cases: Vec<Case> = published
            .flat_map(|report| self.cases(report.quarter))
            .collect();
        self.rules_of_judging(said, &cases, links)
            .into_iter()
            .chain(self.rules_of_telling(said))
            .collect()
    }

    /// How single figures are judged, each rule with its examples.
    fn rules_of_judging(&self, said: &RuleWords, cases: &[Case], links: &Links) -> [RuleView; 7] {
        let with = |id, (heading, text): (&str, &str), shown: &Shown| RuleView {
            examples: self.examples(cases, links, shown),
            ..rule(id, heading, text)
        };
        let by_verdict = |id, said, at_work: fn(&Case) -> bool| {
            with(id, said, &|case| {
                at_work(case).then(|| self.verdict_of(case))
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
                Some(self.direction_of(case))
            }),
            with("hard-to-shift", hard, &|case| self.hard_case(case)),
        ]
    }

    /// What is made of the judged figures.
    fn rules_of_telling(&self, said: &RuleWords) -> [RuleView; 6] {
        [
            rule("lists", said.lists, said.lists_text),
            rule("counts", said.rollup, said.rollup_text),
            rule("objectives", said.objectives, said.objectives_text),
            rule("money", said.money, &self.money_rule(said)),
            rule("rounding", said.rounding, said.rounding_text),
            rule("publication", said.publication, said.publication_text),
        ]
    }

    fn money_rule(&self, said: &RuleWords) -> String {
        let rule = match self.report.site.amber_up_to {
            Some(threshold) => fill(
                self.words.money_threshold,
                &[("threshold", &figures::grouped(threshold))],
            ),
            None => self.words.money_unrated.to_owned(),
        };
        format!("{} {rule}", said.money_text)
    }

    /// The latest measure for each result that a rule came to, the best result first.
    fn examples(&self, cases: &[Case], links: &Links, shown: &Shown) -> Vec<Example> {
        let mut examples: Vec<Example> = Vec::new();
        for case in cases {
            if examples.len() == ENOUGH {
                break;
            }
            if let Some((tone, label, sentence)) = shown(case)
                && examples.iter().all(|known| known.label != label)
            {
                examples.push(self.example(case, (tone, label, sentence), links));
            }
        }
        examples.sort_by_key(|example| example.tone);
        examples
    }

    fn example(
        &self,
        case: &Case,
        (tone, label, sentence): (Tone, String, String),
        links: &Links,
    ) -> Example {
        Example {
            tone,
            label,
            measure: LinkView {
                label: self.title_of(case.measure),
                href: links.to(&Self::measure_route(&case.measure.id)),
            },
            period: periods::quarter(self.words, case.quarter),
            sentence,
        }
    }

    /// The measures of a quarter that were reported with a figure, in the order of the summary; then the others.
    fn cases(&self, quarter: Quarter) -> Vec<Case<'_>> {
        let judged = self.assessment.in_quarter(quarter);
        let mut cases: Vec<Case> = judged
            .all()
            .map(|(measure, judged)| Case {
                measure,
                judged,
                quarter,
            })
            .collect();
        cases.sort_by_cached_key(|case| (!self.has_figure(case), self.place(case.measure)));
        cases
    }

    fn has_figure(&self, case: &Case) -> bool {
        let entry = self.report.entry(case.quarter, &case.measure.id);
        entry.is_some_and(|entry| matches!(entry.reported, Reported::Figure(_)))
    }

    fn verdict_of(&self, case: &Case) -> (Tone, String, String) {
        let view = verdict(&self.subject(case.measure), &case.judged.current);
        (view.tone, view.label, view.sentence)
    }

    fn direction_of(&self, case: &Case) -> (Tone, String, String) {
        let view = self.leading_direction(case.measure, &case.judged.direction, case.quarter);
        (view.tone, view.label, view.sentence)
    }

    fn hard_case(&self, case: &Case) -> Option<(Tone, String, String)> {
        let sentence = self.hard_to_shift(case.judged.hard_to_shift()?);
        let tone = verdict(&self.subject(case.measure), &case.judged.current).tone;
        Some((tone, self.words.hard_to_shift.to_owned(), sentence))
    }
}

/// A rule without examples.
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
        && case.judged.current.by == By::Rule
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
        && case.judged.current.by == By::Rule
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
    matches!(case.judged.current.by, By::Person(_))
        && matches!(case.judged.current.outcome, Outcome::Rated(_))
}

fn not_rated(case: &Case) -> bool {
    matches!(case.judged.current.outcome, Outcome::Unrated(_))
}
