//! The main findings of each section of a quarter's report, for the top of its page and its card on other pages.

use schemars::JsonSchema;
use serde::Serialize;

use super::money::QuarterMoney;
use super::tallies::{bar, tallied};
use super::{BarPart, Count, LinkView, links, registers, tallies};
use crate::assess::finance::{Shortfall, Variance};
use crate::assess::risks::state;
use crate::model::{Quarter, Rating, RevenueRow, RiskKind, RowKind, SavingsRow, StatedOf};
use crate::site::choose::sections;
use crate::site::context::Context;
use crate::site::phrases::{
    Arrow, MeasureInQuarter, Tone, counts, figures, money, names, people, verdicts,
};
use crate::site::route::Section;
use crate::site::words::{counted, fill};

/// A finding in a few words.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct Finding {
    /// Colour of its symbol: the shape of a rating, or an arrow. `None` without a symbol.
    pub tone: Option<Tone>,
    /// The arrow of a direction of travel: up is better. `None` if the finding is not one.
    pub arrow: Option<Arrow>,
    /// "Children's services: forecast to be £3.7 million over the budget, red".
    pub text: String,
}

/// A section of a quarter's report in brief.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct SectionCard {
    /// The section's page.
    pub link: LinkView,
    /// Its main findings.
    pub findings: Vec<Finding>,
    /// Its ratings as a bar. Empty if it has none.
    pub bar: Vec<BarPart>,
}

fn plain(text: String) -> Finding {
    Finding {
        tone: None,
        arrow: None,
        text,
    }
}

/// Returns a count as a finding: "12 measures".
fn count(context: &Context, sentence: &str, count: usize) -> Finding {
    plain(counted(context.words, sentence, count, &[]))
}

fn count_of_any(context: &Context, sentence: &str, of: usize) -> Option<Finding> {
    (of > 0).then(|| count(context, sentence, of))
}

/// Returns the sections of a quarter other than measures, their lists and objectives, in brief.
pub(crate) fn cards(context: &Context, quarter: Quarter) -> Vec<SectionCard> {
    let sections = [
        Section::Finance,
        Section::Governance,
        Section::Risks,
        Section::Actions,
        Section::Challenges,
    ];
    let cards = sections.into_iter().filter_map(|section| {
        let name = &names::section_name(context, quarter, section);
        Some(SectionCard {
            link: links::section_link(context, quarter, section, name)?,
            findings: findings(context, quarter, section),
            bar: section_bar(context, quarter, section),
        })
    });
    cards.collect()
}

pub(crate) fn findings(context: &Context, quarter: Quarter, section: Section) -> Vec<Finding> {
    let words = context.words;
    match section {
        Section::PerformingWell | Section::Close | Section::Improvement => {
            let shown = &names::lists(context, quarter, section).shown;
            Vec::from_iter(count_of_any(context, words.counted_measures, shown.len()))
        }
        Section::Measures => {
            let all = context.assessment.quarter(quarter).rollup.all();
            let (finding, base) = (
                counts::finding(context, &all),
                people::base_of(context, quarter, &all),
            );
            vec![plain(format!("{finding}. {base}"))]
        }
        Section::Objectives => {
            let objectives = sections::objectives_in(context, quarter);
            vec![count(context, words.counted_objectives, objectives.len())]
        }
        Section::Finance => {
            let money = QuarterMoney::new(context, &context.report.quarters[&quarter]);
            money.map_or_else(Vec::new, |money| money.findings())
        }
        Section::Governance => governance_findings(context, quarter),
        Section::Risks => risk_findings(context, quarter),
        Section::Actions => action_findings(context, quarter),
        Section::Challenges => {
            let report = &context.report.quarters[&quarter];
            let ahead = count_of_any(context, words.counted_challenges, report.challenges.len());
            let progress = count_of_any(context, words.counted_progress, report.progress.len());
            ahead.into_iter().chain(progress).collect()
        }
    }
}

/// Returns the ratings of a section's items as a bar. Empty for sections of measures, which have other bars.
pub(crate) fn section_bar(context: &Context, quarter: Quarter, section: Section) -> Vec<BarPart> {
    match section {
        Section::Objectives => {
            let judged = &context.assessment.quarter(quarter).objectives;
            let shown = sections::objectives_in(context, quarter).into_iter();
            let verdicts = shown.filter_map(|objective| judged.get(&objective.id));
            let ratings = verdicts.map(|one| verdicts::rating_label(context, one.rating));
            bar(&tallied(ratings.map(|label| (label, 1))))
        }
        Section::Risks => bar(&risk_counts(context, quarter)),
        _ => Vec::new(),
    }
}

fn risk_counts(context: &Context, quarter: Quarter) -> Vec<Count> {
    let risks = context.report.quarters[&quarter].risks.iter();
    let open = risks.filter(|risk| risk.kind != Some(RiskKind::Closed));
    let states: Vec<Option<Rating>> = open
        .map(|risk| state(&context.report.site, risk.residual?))
        .collect();
    if states.iter().all(Option::is_none) {
        return Vec::new();
    }
    let none = || (context.words.risk_not_rated.to_owned(), Tone::None);
    let labels = states.into_iter().map(|state| {
        let rated = state.map(|state| verdicts::rating_label(context, Some(state)));
        (rated.unwrap_or_else(none), 1)
    });
    tallied(labels)
}

impl QuarterMoney<'_> {
    fn findings(&self) -> Vec<Finding> {
        let finance = self.finance;
        let has_total = finance.revenue.iter().any(|row| row.kind == RowKind::Total);
        let revenue = finance.revenue.iter().zip(&self.verdict.revenue);
        let revenue = revenue.filter(|(row, _)| row.kind == RowKind::Total || !has_total);
        let savings = finance.savings.iter().zip(&self.verdict.savings);
        let savings =
            savings.filter(|(row, _)| row.service.is_none() || finance.savings.len() == 1);
        let savings = savings.map(|(row, shortfall)| self.savings_finding(row, shortfall));
        let revenue = revenue.map(|(row, variance)| self.variance_finding(row, variance));
        revenue.chain(savings).collect()
    }

    /// Describes a row of revenue with its rating: "Highways: spent £40,000 less than the budget, green".
    fn variance_finding(&self, row: &RevenueRow, variance: &Variance) -> Finding {
        let text = self.variance_sentence(row, variance);
        let Some(rating) = variance.rating else {
            return plain(text);
        };
        let (rating, tone) = verdicts::rating_label(self.context, Some(rating));
        let slots = [("finding", &*text), ("rating", &rating)];
        Finding {
            tone: Some(tone),
            arrow: None,
            text: fill(self.context.words.finding_rated, &slots),
        }
    }

    fn savings_finding(&self, row: &SavingsRow, shortfall: &Shortfall) -> Finding {
        let words = self.context.words;
        let (made, short) = (words.finding_savings_made, words.finding_savings_short);
        let amounts = [shortfall.amount.abs(), row.target]
            .map(|amount| Some(self.finance.unit.pounds(amount)));
        let [amount, target] = money::in_sentence(words, amounts);
        let slots = [
            ("amount", amount.as_deref().unwrap_or_default()),
            ("target", target.as_deref().unwrap_or_default()),
            ("percent", &figures::in_brackets(shortfall.percent.as_ref())),
        ];
        let sentence = money::over_or_under(shortfall.amount, [short, made, made]);
        plain(fill(sentence, &slots))
    }
}

/// Counts the governance measures that improved, and those that worsened.
fn governance_findings(context: &Context, quarter: Quarter) -> Vec<Finding> {
    let words = context.words;
    let own = sections::governance(context, quarter);
    let ways = own.iter().filter_map(|measure| {
        let way = MeasureInQuarter::new(context, &measure.id, quarter)?.direction();
        (way.tone != Tone::None).then_some(((way.label, way.tone), 1))
    });
    let moved = tallied(ways)
        .into_iter()
        .map(|(label, tone, count)| Finding {
            tone: Some(tone),
            arrow: Some(if tone == Tone::Good {
                Arrow::Up
            } else {
                Arrow::Down
            }),
            text: counts::count_of(words, count, &label),
        });
    let all = count(context, words.counted_measures, own.len());
    std::iter::once(all).chain(moved).collect()
}

fn risk_findings(context: &Context, quarter: Quarter) -> Vec<Finding> {
    let words = context.words;
    let risks = &context.report.quarters[&quarter].risks;
    if risks.is_empty() {
        return stated_findings(context, quarter, StatedOf::Risks);
    }
    let are = |kind| risks.iter().filter(|risk| risk.kind == Some(kind)).count();
    let closed = are(RiskKind::Closed);
    let all = count(context, words.counted_risks, risks.len() - closed);
    let emerging = count_of_any(context, words.counted_emerging, are(RiskKind::Emerging));
    let closed = count_of_any(context, words.counted_closed, closed);
    std::iter::once(all).chain(emerging).chain(closed).collect()
}

/// Returns the source's own totals of actions, then counts for plans without such totals.
fn action_findings(context: &Context, quarter: Quarter) -> Vec<Finding> {
    let stated = stated_findings(context, quarter, StatedOf::Actions);
    let report = &context.report.quarters[&quarter];
    let plans = registers::actions(context, report).into_iter();
    let counted = plans.filter_map(|plan| {
        let slots = [("plan", &*plan.plan), ("summary", &*plan.summary?)];
        Some(plain(fill(context.words.actions_of_plan, &slots)))
    });
    stated.into_iter().chain(counted).collect()
}

fn stated_findings(context: &Context, quarter: Quarter, of: StatedOf) -> Vec<Finding> {
    let stated = context.report.quarters[&quarter].stated.iter();
    let stated = stated.filter(|stated| stated.of == of).map(|stated| {
        let view = tallies::stated(context, stated);
        let limit = tallies::limit(context, stated);
        let of = limit.as_deref().unwrap_or(&view.of);
        let slots = [("of", of), ("text", &view.text)];
        plain(fill(context.words.finding_stated, &slots))
    });
    stated.collect()
}
