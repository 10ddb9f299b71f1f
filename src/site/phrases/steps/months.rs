//! The steps of a month: its figure, how it was rated and what it is compared with.

use super::{Step, Steps};
use crate::assess::Assessment;
use crate::model::{FigurePeriod, MeasureId, Month, Report};
use crate::site::context::{Context, Options};
use crate::site::phrases::verdicts::{self, verdict};
use crate::site::phrases::{months, names, periods, revisions};
use crate::site::route::LinkStyle;
use crate::site::words::fill;

/// Returns the steps of a month of a measure or member. `None` if it is not monthly, or never had a figure.
pub fn month_steps(
    report: &Report,
    assessment: &Assessment,
    id: &MeasureId,
    month: Month,
) -> Option<Steps> {
    let options = Options {
        base_url: None,
        links: LinkStyle::Folder,
    };
    let context = &Context::new(report, assessment, &options);
    let words = context.words;
    let judged = assessment.judged(month.quarter(), id);
    let months = judged.map_or(&[][..], |judged| &judged.months);
    let judged = months.iter().find(|one| one.month == month);
    let measure = report.measure(id)?;
    let revised = revisions::notes(context, measure, FigurePeriod::Month(month));
    if judged.is_none() && revised.is_empty() {
        return None;
    }
    let subject = verdicts::subject(context, measure);
    let reference = measure.reference.as_deref();
    let reference = reference.map_or_else(String::new, |reference| format!("{reference}: "));
    let slots = [
        ("reference", &*reference),
        ("title", &names::title_of(context, measure)),
        ("quarter", &periods::month(words, month)),
    ];
    let figure = judged.map(|judged| {
        let figure = subject.marked(&judged.figure);
        fill(words.steps.month_as_typed, &[("figure", &figure)])
    });
    let mut steps = vec![Step::new(
        words.steps.figure,
        figure.into_iter().chain(revised),
    )];
    if let Some(judged) = judged {
        let view = verdict(&subject, &judged.verdict);
        let rated = format!("{}. {}", view.label, view.sentence);
        let finding = months::finding(context, measure, judged);
        steps.push(Step::new(words.steps.verdict, [rated]));
        steps.push(Step::new(words.month_head, [finding]));
    }
    Some(Steps {
        title: fill(words.steps.title, &slots),
        steps,
        members: Vec::new(),
    })
}
