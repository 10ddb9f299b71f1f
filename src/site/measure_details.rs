//! What a measure is: what is counted, which way is better, where it comes from, who answers for it, what it belongs to.

use super::context::Context;
use super::frame::LinkView;
use super::measure_page::MeasurePage;
use super::measure_tables::{Fact, fact};
use super::routes::Route;
use super::tallies;
use super::words::fill;
use crate::assess::objectives;
use crate::model::{Measure, PeriodKind, Polarity, Text};

impl MeasurePage<'_> {
    pub(super) fn details(&self) -> Vec<Fact> {
        let words = self.context.words;
        let measure = self.measure;
        let better = better(self.context, measure.judgement.better());
        let covers = fill(
            words.covers,
            &[("period", period_kind(self.context, measure))],
        );
        let text = |text: &Option<Text>| text.as_ref().map(|text| text.as_str().to_owned());
        let also = (!measure.also.is_empty()).then(|| {
            fill(
                words.also_printed_as,
                &[("references", &measure.also.join(", "))],
            )
        });
        let source = self.context.report.quarters[&self.quarter].source.as_ref();
        let rows = [
            (words.definition, text(&measure.definition)),
            (words.polarity, Some(better.to_owned())),
            (words.period, Some(covers)),
            (
                words.set,
                measure
                    .set
                    .as_deref()
                    .map(|set| tallies::set_name(self.context, Some(set))),
            ),
            (words.reference, also),
            (
                words.data_source,
                text(&measure.source)
                    .or_else(|| source.map(|source| source.title.as_str().to_owned())),
            ),
            (words.owner, text(&measure.owner)),
        ];
        let given = rows
            .into_iter()
            .filter_map(|(label, text)| Some((label, text?)));
        given.map(|(label, text)| fact(label, &text)).collect()
    }

    pub(super) fn objectives(&self) -> Vec<LinkView> {
        let all = self
            .context
            .report
            .plans
            .values()
            .flat_map(|plan| &plan.objectives);
        all.filter(|objective| {
            objectives::belongs(self.context.report, self.measure, &objective.id)
        })
        .map(|objective| LinkView {
            label: objective.title.as_str().to_owned(),
            href: self.links.to(&Route::Objective(objective.id.clone())),
        })
        .collect()
    }
}

/// Which way is better, in words.
pub(super) fn better(context: &Context, polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Higher => context.words.higher_is_better,
        Polarity::Lower => context.words.lower_is_better,
        Polarity::Between => context.words.between_is_better,
        Polarity::Neither => context.words.neither_is_better,
    }
}

/// What a measure's figures cover, in words.
pub(super) fn period_kind(context: &Context, measure: &Measure) -> &'static str {
    match measure.period {
        PeriodKind::InQuarter => context.words.in_quarter,
        PeriodKind::YearToDate => context.words.year_to_date,
        PeriodKind::Rolling12Months => context.words.rolling_12_months,
        PeriodKind::Snapshot => context.words.snapshot,
        PeriodKind::MonthlyAverage => context.words.monthly_average,
        PeriodKind::Annual => context.words.annual,
    }
}
