//! The steps of a month: its figure, how it was rated and what it is compared with.

use super::{Step, Steps};
use crate::assess::Assessment;
use crate::model::{MeasureId, Month, Report};
use crate::site::context::{Context, Options};
use crate::site::phrases::verdicts::{self, verdict};
use crate::site::phrases::{months, names, periods};
use crate::site::route::LinkStyle;
use crate::site::words::fill;

/// Returns the steps of a month of a measure or member. `None` if it is not monthly, or without a figure.
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
    let judged = assessment.judged(month.quarter(), id)?;
    let judged = judged.months.iter().find(|one| one.month == month)?;
    let measure = report.measure(id)?;
    let subject = verdicts::subject(context, measure);
    let reference = measure.reference.as_deref();
    let reference = reference.map_or_else(String::new, |reference| format!("{reference}: "));
    let slots = [
        ("reference", &*reference),
        ("title", &names::title_of(context, measure)),
        ("quarter", &periods::month(words, month)),
    ];
    let view = verdict(&subject, &judged.verdict);
    let figure = fill(
        words.steps.month_as_typed,
        &[("figure", &subject.marked(&judged.figure))],
    );
    let rated = format!("{}. {}", view.label, view.sentence);
    Some(Steps {
        title: fill(words.steps.title, &slots),
        steps: vec![
            Step::new(words.steps.figure, [figure]),
            Step::new(words.steps.verdict, [rated]),
            Step::new(
                words.month_head,
                [months::finding(context, measure, judged)],
            ),
        ],
        members: Vec::new(),
    })
}
