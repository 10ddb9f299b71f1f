//! The page "How we rate": every rule in words, with this site's thresholds and examples from its figures.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Page, View};
use crate::assess::rating::{Outcome, RatedBy, Unrated};
use crate::model::{Aim, Condition, Measure, Reported, Rule, Scale, Target};
use crate::site::choose::{addresses, order};
use crate::site::context::Context;
use crate::site::part::{LinkView, PageTitle, RiskGrid, links, money, risks};
use crate::site::phrases::verdicts::verdict;
use crate::site::phrases::{MeasureInQuarter, Tone, covers, held, publication, scales, verdicts};
use crate::site::route::Route;
use crate::site::words::counted;

/// A rule in words.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct RuleView {
    /// The anchor for links to it.
    pub id: String,
    /// The heading.
    pub heading: String,
    /// The rule in words.
    pub text: String,
    /// Examples from this site, one for each result. Empty if there are none.
    pub examples: Vec<Example>,
    /// A link to the page that shows it: the status of reporting, all revisions. `None` if there is none.
    pub link: Option<LinkView>,
}

/// An example of a rule.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Example {
    /// Shape and colour of its symbol.
    pub tone: Tone,
    /// The result: "Off target".
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
    /// Whether rules or people gave the ratings of this site.
    pub lede: String,
    /// The measures that people rated. Empty if people rated none, all or very many.
    pub by_people: Vec<LinkView>,
    /// The rules.
    pub rules: Vec<RuleView>,
    /// The ratings of risks by likelihood and impact, for the rule `risks`. `None` if the site declares no grid.
    pub risk_grid: Option<RiskGrid>,
}

const MAX_EXAMPLES: usize = 4;
/// The most measures rated by people that are listed.
const MAX_BY_PEOPLE: usize = 30;
/// Rules that are named only if there is an example: few councils need them.
const ONLY_IF_USED: [&str; 2] = ["results", "small-numbers"];

pub(super) fn page(context: &Context) -> Page {
    let words = context.words;
    let candidates = candidates(context);
    let (lede, by_people) = who_rated(context, &candidates);
    let head = PageTitle::new(words.methods, &*lede);
    let view = View::Methods(MethodsView {
        lede,
        by_people,
        rules: rules(context, &candidates),
        risk_grid: risks::declared_grid(context),
    });
    Page::new(context, head, view)
}

/// Returns whether rules or people gave the ratings, and the measures that people rated if they are some of all.
fn who_rated(context: &Context, candidates: &[MeasureInQuarter]) -> (String, Vec<LinkView>) {
    let words = context.words;
    let rated = candidates
        .iter()
        .filter(|one| matches!(one.judged.current.outcome, Outcome::Rated(_)));
    let is_by_rule = |one: &&MeasureInQuarter| one.judged.current.by == RatedBy::Rule;
    let (by_rule, people): (Vec<_>, Vec<_>) = rated.partition(is_by_rule);
    let lede = match (by_rule.is_empty(), people.is_empty()) {
        (true, true) => words.methods_none,
        (false, true) => words.methods_lede,
        (true, false) => words.methods_by_people,
        (false, false) => {
            let mut seen = BTreeSet::new();
            let mut measures: Vec<&Measure> =
                people.iter().map(|one| one.subject.measure).collect();
            measures.retain(|measure| seen.insert(&measure.id));
            let on = counted(words, words.counted_measures, measures.len(), &[]);
            let slots = [("measures", &*on)];
            let lede = counted(words, words.methods_some_by_people, people.len(), &slots);
            measures.truncate(if measures.len() > MAX_BY_PEOPLE {
                0
            } else {
                MAX_BY_PEOPLE
            });
            let links = measures.into_iter();
            let links = links.map(|measure| links::measure_link(context, measure));
            return (lede, links.collect());
        }
    };
    (lede.to_owned(), Vec::new())
}

fn rules(context: &Context, candidates: &[MeasureInQuarter]) -> Vec<RuleView> {
    let texts = context.words.rules;
    let ratings = candidates
        .iter()
        .filter_map(|one| one.judged.current.rating());
    let used = scales::in_use(context, &ratings.collect());
    let rule = |id: &str, heading: &str, text: &str| RuleView {
        id: id.to_owned(),
        heading: heading.to_owned(),
        text: scales::with_rating_names(context, &used, text),
        examples: examples(candidates, id),
        link: link(context, id),
    };
    let money = format!("{} {}", texts.money_text, money::rule(context));
    let risks = scales::matrix_text(context).unwrap_or_default();
    let due = publication::due_rule(context);
    let reporting = format!("{} {due}", texts.reporting_text);
    let is_shown = |one: &RuleView| match one.id.as_str() {
        "periods" => has_other_periods(context),
        "margins" => has_margins(context),
        "risks" => !one.text.is_empty(),
        id => !ONLY_IF_USED.contains(&id) || !one.examples.is_empty(),
    };
    let other_targets = other_targets(context, candidates);
    let other_targets =
        (!other_targets.is_empty()).then(|| rule("targets", texts.targets, &other_targets));
    let of_scales = of_scales(context, &used);
    let after_totals = of_scales.len() + 1;
    let of_scales = of_scales.iter();
    let of_scales = of_scales.map(|(id, heading, text)| rule(id, heading, text));
    let by_people = used
        .iter()
        .filter_map(|scale| scales::by_people(context.words, scale));
    let people = std::iter::once(texts.editorial_text.to_owned()).chain(by_people);
    let people = people.collect::<Vec<_>>().join(" ");
    let rules = [
        rule("cumulative", texts.cumulative, texts.cumulative_text),
        rule("results", texts.results, texts.results_text),
        rule("small-numbers", texts.small, texts.small_text),
        rule("people", texts.editorial, &people),
        rule("unrated", texts.unrated, texts.unrated_text),
        rule("periods", texts.periods, texts.periods_text),
        rule("margins", texts.margins, texts.margins_text),
        rule("direction", texts.direction, texts.direction_text),
        rule("forecasts", texts.forecasts, texts.forecasts_text),
        rule("hard-to-shift", texts.hard, texts.hard_text),
        rule("lists", texts.lists, texts.lists_text),
        rule("counts", texts.rollup, texts.rollup_text),
        rule("objectives", texts.objectives, texts.objectives_text),
        rule("risks", texts.risks, &risks),
        rule("money", texts.money, &money),
        rule("rounding", texts.rounding, texts.rounding_text),
        rule("publication", texts.publication, texts.publication_text),
        rule("revisions", texts.revisions, texts.revisions_text),
        rule("reporting", texts.reporting, &reporting),
    ];
    let mut rules: Vec<RuleView> = of_scales.chain(rules).filter(is_shown).collect();
    rules.splice(after_totals..after_totals, other_targets);
    rules
}

/// Returns the rule of each scale that has one: its id, its heading and its text.
fn of_scales<'a>(context: &Context, used: &[&'a Scale]) -> Vec<(&'a str, String, String)> {
    let words = context.words;
    let with_rule = || used.iter().copied().filter(|scale| scale.has_rule());
    let is_only = with_rule().count() == 1;
    let rules = with_rule().map(|scale| {
        let heading = if is_only {
            scales::heading(words, scale).to_owned()
        } else {
            scales::heading_with_names(words, scale)
        };
        let mut text = scales::text(words, scale);
        if scale.uses(Condition::Tolerance) {
            let usual = scales::usual_tolerances(words, &context.report.site.tolerances);
            text.extend(usual.map(|usual| format!(" {usual}")));
        }
        (scale.id.as_str(), heading, text)
    });
    rules.collect()
}

/// Returns the rules for targets that are not one figure for each quarter, as far as the site has such targets.
fn other_targets(context: &Context, candidates: &[MeasureInQuarter]) -> String {
    let texts = context.words.rules;
    let targets = candidates
        .iter()
        .filter_map(|one| one.subject.measure.target_in(one.quarter));
    let targets: Vec<&Target> = targets.collect();
    let has = |is_such: fn(&Target) -> bool| targets.iter().any(|target| is_such(target));
    let is_early = candidates.iter().any(|one| {
        let compared = one.judged.current.arithmetic.as_ref();
        compared.is_some_and(|compared| compared.is_early)
    });
    let rules = [
        (is_early, texts.early),
        (has(|target| target.is_of_quarter), texts.of_quarter),
        (has(|target| target.by.is_some()), texts.by_a_day),
        (
            has(|target| matches!(target.aim, Aim::LastYear { .. })),
            texts.from_last_year,
        ),
        (
            has(|target| matches!(target.aim, Aim::Words(_))),
            texts.in_words,
        ),
        (has(|target| !target.beside.is_empty()), texts.beside),
    ];
    let rules = rules.into_iter().filter(|(is_used, _)| *is_used);
    let rules: Vec<&str> = rules.map(|(_, text)| text).collect();
    rules.join(" ")
}

/// Returns whether figures of the site are for other periods than the quarters that report them.
fn has_other_periods(context: &Context) -> bool {
    let measures = context.report.measures.values();
    let mut all = measures.flat_map(|whole| whole.with_members());
    all.any(Measure::covers_other_periods)
}

/// Returns whether a figure of the site has a margin.
fn has_margins(context: &Context) -> bool {
    let series = context.report.series.values();
    let mut entries = series.flat_map(|series| series.entries().map(|(_, entry)| entry));
    entries.any(|entry| {
        let mut own = std::iter::once(entry).chain(entry.members.values());
        own.any(|entry| entry.margin.is_some())
    })
}

/// Returns a link to the page that shows what a rule is about. `None` if there is no such page.
fn link(context: &Context, rule: &str) -> Option<LinkView> {
    let words = context.words;
    let (label, route) = match rule {
        "forecasts" => (words.forecasts_all, Route::Forecasts),
        "revisions" => (words.revisions_all, Route::Revisions),
        "reporting" => (words.status, Route::Reporting),
        _ => return None,
    };
    addresses::has_page(context, &route).then(|| links::link(context, label, &route))
}

/// Returns the latest measure for each result of a rule, best result first.
fn examples(candidates: &[MeasureInQuarter], rule: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    for one in candidates {
        let result = one.result(rule);
        let new = result.filter(|label| examples.iter().all(|known| known.label != *label));
        examples.extend(new.and_then(|label| one.example(rule, label)));
        if examples.len() == MAX_EXAMPLES {
            break;
        }
    }
    examples.sort_by_key(|example| example.tone);
    examples
}

/// Returns the judged measures of all quarters, latest first: those of a quarter with a figure first, each in the order of
/// the site's list.
fn candidates<'a>(context: &'a Context<'a>) -> Vec<MeasureInQuarter<'a>> {
    let measures = context.report.measures.values();
    let measures = measures.flat_map(|whole| whole.with_members());
    let measures = order::ordered(context, measures);
    let published = context.report.published().rev();
    let judged = published.flat_map(|report| {
        let own = measures.iter();
        let own = own.filter_map(|one| MeasureInQuarter::new(context, &one.id, report.quarter));
        let (with_figure, without): (Vec<_>, Vec<_>) = own.partition(|own| {
            let reported = own.entry.map(|entry| &entry.reported);
            matches!(reported, Some(Reported::Figure(_)))
        });
        with_figure.into_iter().chain(without)
    });
    judged.collect()
}

impl MeasureInQuarter<'_> {
    /// Returns the result of a rule for the measure. `None` if the rule did not apply to it.
    fn result(&self, rule: &str) -> Option<String> {
        let words = self.context.words;
        match rule {
            "direction" => Some(self.direction().label),
            "hard-to-shift" => {
                let is_hard = self.judged.hard_to_shift().is_some();
                is_hard.then(|| words.hard_to_shift.to_owned())
            }
            _ if self.is_rated_by(rule) => Some(self.subject.label(&self.judged.current)),
            _ => None,
        }
    }

    /// Returns the measure as an example of a rule with this result.
    fn example(&self, rule: &str, label: String) -> Option<Example> {
        let (context, current) = (self.context, &self.judged.current);
        let (tone, sentence) = match rule {
            "direction" => {
                let view = self.direction();
                (view.tone, view.sentence)
            }
            "hard-to-shift" => {
                let sentence = held::hard_to_shift(context, self.subject.measure, self.judged)?;
                (verdicts::tone(current.outcome), sentence)
            }
            _ => {
                let view = verdict(&self.subject, current);
                (view.tone, view.sentence)
            }
        };
        Some(Example {
            tone,
            label,
            measure: links::measure_link(context, self.subject.measure),
            period: covers::period(context, self.subject.measure, self.quarter),
            sentence,
        })
    }

    /// Returns whether the target is not one figure for each quarter, or was compared before the end of its year.
    fn has_other_target(&self) -> bool {
        let compared = self.judged.current.arithmetic.as_ref();
        let target = self.subject.measure.target_in(self.quarter);
        let is_other = |target: &Target| {
            let is_figure = matches!(target.aim, Aim::Goal(_) | Aim::Profile { .. });
            !is_figure || target.by.is_some()
        };
        compared.is_some_and(|compared| compared.is_early) || target.is_some_and(is_other)
    }

    /// Returns whether the rating, or that there is none, follows from a rule.
    fn is_rated_by(&self, rule: &str) -> bool {
        let current = &self.judged.current;
        let is_rated = matches!(current.outcome, Outcome::Rated(_));
        let is_computed = is_rated && current.by == RatedBy::Rule;
        let own_rule = verdicts::rule_of(self.subject.measure);
        let is_by_scale = matches!(own_rule, Some(Rule::Scale { .. }));
        let target = self.subject.measure.target_in(self.quarter);
        let has_profile = target.is_some_and(|target| target.profile.is_some())
            || current.outcome == Outcome::Unrated(Unrated::YearEndTarget);
        let is_result = matches!(own_rule, Some(Rule::Results));
        let reported = self.entry.map(|entry| &entry.reported);
        let is_small = matches!(reported, Some(Reported::FewerThan(_)));
        match rule {
            "results" => is_computed && is_result,
            "small-numbers" => is_small,
            "cumulative" => has_profile,
            "targets" => self.has_other_target(),
            "people" => is_rated && !is_computed,
            "unrated" => !is_rated,
            scale if scale == self.subject.measure.scale.id => {
                is_computed && is_by_scale && !has_profile && !is_small
            }
            _ => false,
        }
    }
}
