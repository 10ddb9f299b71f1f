//! The details of a measure: what is counted, which direction is better, the data source, the responsible officer, its
//! objectives.

use super::measure::MeasurePage;
use crate::assess::objectives;
use crate::model::Text;
use crate::site::part::facts::{Fact, fact};
use crate::site::part::links::LinkView;
use crate::site::phrases::names;
use crate::site::route::Route;
use crate::site::words::fill;

impl MeasurePage<'_> {
    pub(super) fn details(&self) -> Vec<Fact> {
        let words = self.context.words;
        let measure = self.measure;
        let better = names::better(self.context, measure.judgement.better());
        let covers = fill(
            words.covers,
            &[("period", names::period_kind(self.context, measure))],
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
                    .map(|set| names::set_name(self.context, Some(set))),
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
