//! Reporting: whether each quarter's report was on time, which figures it had, and what is expected next.

use jiff::civil::Date;

use super::rating::Unrated;
use crate::model::{
    self, Measure, MeasureId, Missing, Publication, Quarter, QuarterReport, Reported,
};

/// The state of reporting on the day of the edition. It changes only when a report arrives, becomes due or a quarter
/// ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reporting {
    /// The quarters from the first known to the last that has ended, the earliest first, without gaps.
    pub stretches: Vec<Stretch>,
    /// The report that is expected next. `None` before the first report.
    pub next: Option<NextReport>,
}

/// A quarter with a report, or consecutive quarters without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stretch {
    /// A quarter with its own report.
    Report(PublishedReport),
    /// A quarter of which some months are public.
    InProgress(Quarter, Wait),
    /// Quarters known only from later reports.
    Background(QuarterRange),
    /// Quarters that have ended without a report on this site.
    Nothing(QuarterRange, Wait),
}

/// Consecutive quarters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuarterRange {
    /// The first quarter.
    pub from: Quarter,
    /// The last quarter, which may be the same as the first.
    pub to: Quarter,
}

/// When a quarter's report was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublishedReport {
    /// The quarter of the report.
    pub quarter: Quarter,
    /// The number of days after the end of the quarter. `None` if the full date is not known.
    pub days: Option<i32>,
    /// Whether it was on time by the site's rule.
    pub timing: Timing,
}

/// Whether a report was on time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timing {
    /// On the due day or earlier.
    InTime,
    /// After the due day.
    Late,
    /// The site has no rule, or the day is not known.
    NotJudged,
}

/// The figures of a quarter. Each member of a composite is counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FigureCounts {
    /// The number of figures that were due, without those that do not apply.
    pub expected: usize,
    pub(crate) missing: Vec<(MeasureId, Unrated)>,
}

impl FigureCounts {
    /// Returns the number of figures that were reported.
    pub fn reported(&self) -> usize {
        self.expected - self.missing.len()
    }
}

/// The report that is expected next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextReport {
    /// The quarter of the report.
    pub quarter: Quarter,
    /// The last day on which it is on time, if the site has a rule.
    pub due: Option<Date>,
    /// The announced day, if there is one.
    pub announced: Option<Announced>,
    /// Whether it is overdue.
    pub wait: Wait,
}

/// An announced day on which nothing has been published yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Announced {
    /// Today or later.
    Ahead(Date),
    /// Before today.
    Passed(Date),
}

/// Whether a report is overdue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// Its quarter has not ended.
    Running,
    /// Its quarter has ended. The report is not overdue, or the site has no rule.
    Ended,
    /// It is overdue.
    Overdue,
}

/// Rule: the number of days from the last day of a quarter to its report. Negative if the report was earlier.
pub(crate) fn days_after_end(quarter: Quarter, day: Date) -> i32 {
    let span = quarter.last_day().until(day);
    span.map_or(0, |span| span.get_days())
}

/// Rule: a report is on time up to the due day, and late from the day after.
pub fn timing(days: Option<i32>, due_days: Option<u32>) -> Timing {
    match (days, due_days) {
        (Some(days), Some(due)) if i64::from(days) > i64::from(due) => Timing::Late,
        (Some(_), Some(_)) => Timing::InTime,
        _ => Timing::NotJudged,
    }
}

/// Returns the last day on which a quarter's report is on time.
pub(crate) fn due_on(quarter: Quarter, due_days: u32) -> Date {
    let span = jiff::Span::new().days(i64::from(due_days));
    quarter.last_day().checked_add(span).unwrap_or(Date::MAX)
}

/// Judges the state of reporting on a day.
pub fn assess(report: &model::Figures, as_of: Date) -> Reporting {
    Reporting {
        stretches: stretches(report, as_of),
        next: next(report, as_of),
    }
}

/// Returns the day on which a report became public, if the full date is known.
fn day(report: &QuarterReport) -> Option<Date> {
    match report.publication {
        Publication::On(day) => Some(day),
        _ => None,
    }
}

fn stretches(report: &model::Figures, as_of: Date) -> Vec<Stretch> {
    let known = report.quarters.keys();
    let (Some(first), Some(last)) = (known.clone().next(), known.last()) else {
        return Vec::new();
    };
    let last_ended = Quarter::of(as_of).previous();
    let mut stretches = Vec::new();
    for quarter in first.through(last_ended.max(*last)) {
        let (from, to) = (quarter, quarter);
        let range = QuarterRange { from, to };
        let content = report.quarters.get(&quarter);
        let stretch = match content {
            Some(content) if content.in_progress().is_some() => {
                Stretch::InProgress(quarter, wait(report, quarter, as_of))
            }
            Some(content) if content.is_background() => Stretch::Background(range),
            Some(content) => {
                let days = day(content).map(|day| days_after_end(quarter, day));
                let timing = timing(days, report.site.due_days);
                Stretch::Report(PublishedReport {
                    quarter,
                    days,
                    timing,
                })
            }
            None => Stretch::Nothing(range, wait(report, quarter, as_of)),
        };
        join(&mut stretches, stretch);
    }
    stretches
}

/// Adds a stretch, or extends the last one if both have the same state.
fn join(stretches: &mut Vec<Stretch>, stretch: Stretch) {
    match (stretches.last_mut(), stretch) {
        (Some(Stretch::Background(range)), Stretch::Background(more)) => range.to = more.to,
        (Some(Stretch::Nothing(range, wait)), Stretch::Nothing(more, other)) if *wait == other => {
            range.to = more.to;
        }
        (_, stretch) => stretches.push(stretch),
    }
}

/// Counts the figures that are due. A measure without an entry is not due, and neither is one that does not apply. Figures of
/// years do not come with a quarter's report.
pub(super) fn figures(report: &model::Figures, quarter: Quarter) -> FigureCounts {
    let mut figures = FigureCounts::default();
    let measures = report.measures.values();
    for measure in measures.flat_map(|measure| own_or_members(measure)) {
        let entry = report.entry(quarter, &measure.id);
        let Some(entry) = entry.filter(|entry| !entry.is_outturn) else {
            continue;
        };
        let absent = match entry.reported {
            Reported::Missing(Missing::NotApplicable) => continue,
            Reported::Missing(missing) => Some(Unrated::Missing(missing)),
            Reported::NotPrinted => Some(Unrated::NotPrinted),
            Reported::Figure(_)
            | Reported::FewerThan(_)
            | Reported::AsPrinted(_)
            | Reported::InMembers => None,
        };
        figures.expected += 1;
        let absent = absent.map(|absent| (measure.id.clone(), absent));
        figures.missing.extend(absent);
    }
    figures.missing.sort_by(|(a, _), (b, _)| a.cmp(b));
    figures
}

/// Returns the members of a composite, or the measure itself.
pub(super) fn own_or_members(measure: &Measure) -> &[Measure] {
    match measure.members() {
        [] => std::slice::from_ref(measure),
        members => members,
    }
}

/// Rule: the report that is expected next is that of the quarter after the latest report.
fn next(report: &model::Figures, as_of: Date) -> Option<NextReport> {
    let is_out = |content: &&QuarterReport| {
        content.publication != Publication::Draft && content.in_progress().is_none()
    };
    let out: Vec<_> = report.published().filter(is_out).collect();
    let quarter = out.last()?.quarter.next();
    let last_day = out.into_iter().filter_map(day).max();
    let announced = report.site.next_publication;
    let announced = announced.filter(|day| last_day.is_none_or(|last| *day > last));
    Some(NextReport {
        quarter,
        due: report.site.due_days.map(|days| due_on(quarter, days)),
        announced: match announced {
            Some(day) if day < as_of => Some(Announced::Passed(day)),
            day => day.map(Announced::Ahead),
        },
        wait: wait(report, quarter, as_of),
    })
}

/// Rule: a report is overdue from the day after the last one on which it is on time. Without a rule it is never
/// overdue.
pub(super) fn wait(report: &model::Figures, quarter: Quarter, as_of: Date) -> Wait {
    if as_of <= quarter.last_day() {
        return Wait::Running;
    }
    match report.site.due_days {
        Some(days) if due_on(quarter, days) < as_of => Wait::Overdue,
        _ => Wait::Ended,
    }
}
