//! What each quarter reported of a measure, with what was judged of it.

use super::{About, Statement};
use crate::assess::highlights::{Listed, Lists};
use crate::model::{Entry, Measure, MeasureId, Quarter, Text};
use crate::site::context::Context;
use crate::site::routes::Route;
use crate::site::words::fill;
use crate::site::{figures, periods};

impl Context<'_> {
    /// What every quarter reported of a measure and its members.
    pub(super) fn say_figures(&self, measure: &Measure) -> Vec<Statement> {
        let quarters = self.report.quarters.keys();
        let all = || std::iter::once(measure).chain(measure.members());
        quarters
            .flat_map(|quarter| all().filter_map(|one| self.say_figure(*quarter, one)))
            .collect()
    }

    fn say_figure(&self, quarter: Quarter, measure: &Measure) -> Option<Statement> {
        let entry = self.report.entry(quarter, &measure.id);
        let about = About::Figure(quarter, measure.id.clone());
        let statement = Statement::new(about, &self.title_of(measure));
        let Some(row) = self.row(&measure.id, quarter, &self.links(&Route::Home)) else {
            // A background quarter judges nothing, and its figures stand in charts and comparisons.
            let figure = figures::cell(self.words, &entry?.reported, measure.unit);
            let statement = statement.say("figure", figure);
            return Some(self.say_details(statement, quarter, measure, entry));
        };
        let statement = statement
            .say("figure", row.figure)
            .say("target", row.target)
            .say("tolerance", row.tolerance)
            .say("rating", row.verdict.label)
            .say("direction", row.direction.label)
            .say("listed under", self.listed(quarter, &measure.id))
            .say("forecast", row.forecast.map_or(String::new(), |f| f.text));
        Some(self.say_details(statement, quarter, measure, entry))
    }

    fn say_details(
        &self,
        mut statement: Statement,
        quarter: Quarter,
        measure: &Measure,
        entry: Option<&Entry>,
    ) -> Statement {
        let Some(entry) = entry else {
            return statement;
        };
        let shown = |figure| figures::marked(self.words, figure, measure.unit);
        let months = entry.months.iter().map(|(month, figure)| {
            let month = periods::month(self.words, *month);
            let figure = shown(figure);
            let slots = [("month", &*month), ("figure", &figure)];
            fill(self.words.month_figure, &slots)
        });
        statement = statement.say("months", months.collect::<Vec<_>>().join(", "));
        let parts = measure.parts().iter().filter_map(|part| {
            let figure = shown(entry.parts.get(&part.id)?);
            Some(format!("{}: {figure}", part.title.as_str()))
        });
        statement = statement.say("parts", parts.collect::<Vec<_>>().join(", "));
        let text = |text: &Option<Text>| text.as_ref().map_or("", Text::as_str).to_owned();
        // The notes of a background quarter are on no page.
        let quarter = self.report.quarters.get(&quarter);
        let has_page = quarter.is_some_and(|report| !report.is_background());
        let note = entry.note.as_ref().filter(|_| has_page);
        statement
            .say("reason", text(&entry.because))
            .say("note", note.map_or("", Text::as_str))
    }

    /// The list of a quarter that a measure stands on, and why where an editor put it there.
    fn listed(&self, quarter: Quarter, id: &MeasureId) -> String {
        let judged = self.assessment.quarter(quarter);
        let on = |lists: &Lists, name: &str| {
            let (_, why) = lists.shown.iter().find(|(shown, _)| shown == id)?;
            Some(match why {
                Listed::ByRule => name.to_owned(),
                Listed::Added(because) => {
                    let added = fill(self.words.added, &[("because", because.as_str())]);
                    format!("{name}. {added}")
                }
            })
        };
        on(&judged.performing_well, self.words.performing_well)
            .or_else(|| on(&judged.improvement, self.words.improvement))
            .unwrap_or_default()
    }
}
