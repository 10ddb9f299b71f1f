//! The period that a figure covers, in words.

use super::periods;
use crate::model::{
    FigurePeriod, Measure, Month, MonthsMake, PeriodKind, Quarter, Year, month_name,
};
use crate::site::context::Context;
use crate::site::words::{Words, counted, fill};

/// The most characters of a period's own name that an axis has room for.
const SHORT: usize = 12;

/// Formats the period that a measure's figure of a quarter is for: as its entry says, the measure's own year, or the months
/// of the quarter.
pub(crate) fn period(context: &Context, measure: &Measure, reported: Quarter) -> String {
    let entry = context.report.entry(reported, &measure.id);
    if let Some(last) = entry.and_then(|entry| entry.so_far) {
        return month(context.words, measure, last);
    }
    match own_name(context, measure, reported) {
        Some(covers) => covers.to_owned(),
        None => usual(context.words, measure, reported),
    }
}

/// Formats the period of a figure.
pub(crate) fn figure_period(context: &Context, measure: &Measure, of: FigurePeriod) -> String {
    match of {
        FigurePeriod::Quarter(quarter) => period(context, measure, quarter),
        FigurePeriod::Month(of) => month(context.words, measure, of),
    }
}

/// Formats the name of a figure in a series, and of the rating that it has: as its entry says, the measure's own year, or
/// the months of the quarter also if the figure is of the year so far.
pub(crate) fn name(context: &Context, measure: &Measure, reported: Quarter) -> String {
    match own_name(context, measure, reported) {
        None if measure.is_of_year_so_far() => quarter(context.words, measure, reported),
        _ => period(context, measure, reported),
    }
}

/// Formats the period of a figure whose entry does not name it.
pub(crate) fn usual(words: &Words, measure: &Measure, reported: Quarter) -> String {
    match measure.period {
        PeriodKind::Annual => year(words, measure, measure.year_covered(reported)),
        _ if measure.is_of_year_so_far() => so_far(words, measure, reported),
        _ => quarter(words, measure, reported),
    }
}

/// Formats the period that the figure of a month is for: "July 2016", or "April to July 2016" of the year so far.
pub(crate) fn month(words: &Words, measure: &Measure, month: Month) -> String {
    let since = i32::try_from(measure.month_in_year(month)).unwrap_or(0);
    let first = month.after(-since);
    match since {
        1..11 if measure.is_of_year_so_far() => periods::months(words, first, month),
        11 if measure.is_of_year_so_far() => year(words, measure, measure.year_named(first)),
        _ => periods::month(words, month),
    }
}

/// Formats the quarter that figures of a quarter's file are for: an earlier one if they come late.
pub(crate) fn quarter(words: &Words, measure: &Measure, reported: Quarter) -> String {
    periods::quarter(words, measure.covered_quarter(reported))
}

/// Returns what the entry of a quarter says that its figure covers.
pub(super) fn own_name<'a>(
    context: &Context<'a>,
    measure: &Measure,
    reported: Quarter,
) -> Option<&'a str> {
    let entry = context.report.entry(reported, &measure.id)?;
    Some(entry.covers.as_ref()?.as_str())
}

/// Formats a period for an axis, without its year, and the year: "Apr–Jun" and "2016", "2015/16" alone, "Wave 12" alone.
pub(crate) fn short(context: &Context, measure: &Measure, reported: Quarter) -> (String, String) {
    let name = own_name(context, measure, reported);
    let name = name.and_then(|name| name.split([',', ':', '(']).next());
    if let Some(name) = name
        .map(str::trim)
        .filter(|name| name.chars().count() <= SHORT)
    {
        return (name.to_owned(), String::new());
    }
    if measure.period == PeriodKind::Annual {
        return (periods::year(measure.year_covered(reported)), String::new());
    }
    let quarter = measure.covered_quarter(reported);
    let year = quarter.last_month().year().to_string();
    (periods::quarter_short(context.words, quarter), year)
}

/// Formats the period that a rating is for: the year, if the rating is of its average and those before were of quarters.
pub(crate) fn short_of_rating(
    context: &Context,
    measure: &Measure,
    reported: Quarter,
) -> (String, String) {
    let measured = context.report.measured(measure);
    match measured.filter(|measured| measured.states_average_at_end_of(reported)) {
        Some(_) => (
            periods::year(measure.year_running_in(reported)),
            String::new(),
        ),
        None => short(context, measure, reported),
    }
}

/// Formats one of a measure's years: "2015/16", "2015", "academic year 2015/16", "October 2015 to September 2016". Academic
/// years start in August or September.
pub(crate) fn year(words: &Words, measure: &Measure, year: Year) -> String {
    let (first, last) = measure.months_of(year);
    match (year, first.number()) {
        (Year::Financial(_), 8 | 9) => fill(words.academic_year, &[("year", &periods::year(year))]),
        (Year::Calendar(_), _) | (_, crate::model::APRIL) => periods::year(year),
        _ => {
            let slots = [
                ("from", &*periods::month(words, first)),
                ("to", &periods::month(words, last)),
            ];
            fill(words.status_run, &slots)
        }
    }
}

/// Formats the part of a year that has passed by the end of a figure's quarter: "April to December 2024". The whole year has
/// its own name.
pub(crate) fn so_far(words: &Words, measure: &Measure, reported: Quarter) -> String {
    if measure.place_in_year(reported) == 3 {
        return year(words, measure, measure.year_running_in(reported));
    }
    let last = measure.covered_quarter(reported);
    let first = (0..measure.place_in_year(reported)).fold(last, |quarter, _| quarter.previous());
    periods::quarters(words, first, last)
}

/// Says what each figure of a measure covers: "the financial year".
pub(crate) fn kind(words: &Words, measure: &Measure) -> String {
    let month = month_name(measure.year_starts);
    let template = match (measure.period, measure.year_starts) {
        (PeriodKind::InQuarter, _) if measure.months == Some(MonthsMake::Last) => {
            words.of_last_month
        }
        (PeriodKind::InQuarter, _) => words.in_quarter,
        (PeriodKind::YearToDateTotal, _) => words.year_to_date_total,
        (PeriodKind::YearToDateAverage, _) => words.year_to_date_average,
        (PeriodKind::Rolling12Months, _) => words.rolling_12_months,
        (PeriodKind::Snapshot, _) => words.snapshot,
        (PeriodKind::MonthlyAverage, _) => words.monthly_average,
        (PeriodKind::Annual, crate::model::APRIL) => words.annual,
        (PeriodKind::Annual, 1) => words.calendar_year,
        (PeriodKind::Annual, 8 | 9) => words.of_academic_year,
        (PeriodKind::Annual, _) => words.year_from,
    };
    fill(template, &[("month", month)])
}

/// Says how late the figures of a measure come. `None` if they are not late.
pub(crate) fn lag(words: &Words, measure: &Measure) -> Option<String> {
    let lag = usize::try_from(measure.lag).unwrap_or(0);
    let sentence = match measure.period {
        PeriodKind::Annual => words.years_come_late,
        _ => words.figures_come_late,
    };
    (lag > 0).then(|| counted(words, sentence, lag, &[]))
}
