//! Months in words: what a month's figure shows, and which months of a quarter are public.

use super::{covers, periods, verdicts};
use crate::assess::direction::Travel;
use crate::assess::months::JudgedMonth;
use crate::model::{Comparison, Measure, Month, Quarter};
use crate::site::context::Context;
use crate::site::words::{Words, fill};

/// Returns a month's figure and how it compares: "88% in July 2016: better than June 2016".
pub(crate) fn finding(context: &Context, measure: &Measure, judged: &JudgedMonth) -> String {
    let words = context.words;
    let (travel, then) = match judged.leads {
        Comparison::SameQuarterLastYear => (&judged.last_year, judged.month.after(-12)),
        _ => (&judged.previous, judged.month.after(-1)),
    };
    let note = match travel {
        Travel::Improved(_) => words.chart_finding_improved,
        Travel::Worsened(_) => words.chart_finding_worsened,
        Travel::NoRealChange(_) | Travel::WithinMargin(_) => words.chart_finding_same,
        Travel::WentUp(_) => words.chart_finding_up,
        Travel::WentDown(_) => words.chart_finding_down,
        _ => "",
    };
    let note = fill(note, &[("then", &covers::month(words, measure, then))]);
    let template = match &*note {
        "" => words.chart_finding_plain,
        _ => words.chart_finding,
    };
    let subject = verdicts::subject(context, measure);
    let slots = [
        ("figure", &*subject.alone_in_sentence(&judged.figure)),
        ("quarter", &covers::month(words, measure, judged.month)),
        ("note", &note),
    ];
    fill(template, &slots)
}

/// Formats the months of a quarter that are public: "July and August 2016 so far". A single month has ended, so it is none so
/// far: "July 2016, monthly figures only".
pub(crate) fn so_far(words: &Words, quarter: Quarter, through: Month) -> String {
    let first = quarter.first_month();
    let months = std::iter::successors(Some(first), |month| Some(month.after(1)));
    let months: Vec<Month> = months.take_while(|month| *month <= through).collect();
    let named = match months[..] {
        [one] => {
            let month = periods::month(words, one);
            return fill(words.months_only, &[("months", &month)]);
        }
        [first, second] => {
            let slots = [
                ("first", periods::month_name(words, first.number())),
                ("second", &*periods::month(words, second)),
            ];
            fill(words.two_months, &slots)
        }
        _ => {
            let whole = periods::quarter(words, quarter);
            return fill(words.months_only, &[("months", &whole)]);
        }
    };
    fill(words.so_far, &[("months", &named)])
}
