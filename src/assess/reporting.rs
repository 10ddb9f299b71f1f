//! How reporting stands: when each quarter's report came, in time or late, which figures came with it, and what is
//! expected next.

use jiff::civil::Date;

use crate::model::{
    self, Measure, MeasureId, Missing, Publication, Quarter, QuarterReport, Reported, Told,
};

/// How reporting stands on the day of the edition. It says nothing that changes from one day to the next, but what
/// comes in, falls due or ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reporting {
    /// From the first quarter that is known to the last that has ended, the earliest first, without a hole.
    pub stretches: Vec<Stretch>,
    /// What is expected after the latest report; none before the first.
    pub next: Option<Next>,
}

/// A quarter with a report, or a run of quarters without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stretch {
    /// A quarter's own report.
    Report(Came),
    /// Known from later reports alone.
    Background(Run),
    /// Ended, and not on this site.
    Nothing(Run, Wait),
}

/// Quarters that follow one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// The first.
    pub from: Quarter,
    /// The last, which may be the first.
    pub to: Quarter,
}

/// How a quarter's report came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Came {
    /// Whose report it is.
    pub quarter: Quarter,
    /// How many days after the quarter's end; none where no full date is known.
    pub days: Option<i32>,
    /// Against the site's rule.
    pub timing: Timing,
}

/// A report's day against the day on which it was due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timing {
    /// On the day or before it.
    InTime,
    /// After it.
    Late,
    /// The site states no rule, or the day is not known.
    NotJudged,
}

/// The figures of a quarter: of a measure with members, one for each of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// How many were due; not those that do not apply.
    pub expected: usize,
    /// Those that did not come, by measure.
    pub missing: Vec<(MeasureId, Absent)>,
}

impl Figures {
    /// How many came.
    pub fn reported(&self) -> usize {
        self.expected - self.missing.len()
    }
}

/// Why a figure did not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    /// The report says why.
    Missing(Missing),
    /// It prints a rating or a direction alone.
    NotPrinted,
}

/// What is expected after the latest report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Next {
    /// The quarter.
    pub quarter: Quarter,
    /// The last day on which it is in time, where the site has a rule.
    pub due: Option<Date>,
    /// The day that was announced, where there is one.
    pub announced: Option<Announced>,
    /// How long it has been waited for.
    pub wait: Wait,
}

/// An announced day on which nothing has come yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Announced {
    /// Today or later.
    Ahead(Date),
    /// It has passed.
    Passed(Date),
}

/// How long a report has been waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// Its quarter has not ended.
    Running,
    /// Its quarter has ended, and it is not overdue, or the site has no rule.
    Ended,
    /// It should have come by now.
    Overdue,
}

/// Rule: how many days after the last day of its quarter a report came; below zero where it came before.
pub fn days_after_end(quarter: Quarter, day: Date) -> i32 {
    quarter
        .last_day()
        .until(day)
        .map_or(0, |span| span.get_days())
}

/// Rule: a report is in time on the last of so many days after its quarter's end, and late from the day after.
pub fn timing(days: Option<i32>, due_days: Option<u32>) -> Timing {
    match (days, due_days) {
        (Some(days), Some(due)) if i64::from(days) > i64::from(due) => Timing::Late,
        (Some(_), Some(_)) => Timing::InTime,
        _ => Timing::NotJudged,
    }
}

/// The last day on which a quarter's report is in time.
pub fn due_on(quarter: Quarter, due_days: u32) -> Date {
    let span = jiff::Span::new().days(i64::from(due_days));
    quarter.last_day().checked_add(span).unwrap_or(Date::MAX)
}

/// Judges how reporting stands on a day.
pub fn assess(report: &model::Figures, as_of: Date) -> Reporting {
    Reporting {
        stretches: stretches(report, as_of),
        next: next(report, as_of),
    }
}

/// When a report became public, where the full date is known.
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
        let run = Run {
            from: quarter,
            to: quarter,
        };
        let stretch = match report.quarters.get(&quarter) {
            Some(content) if content.is_background() => Stretch::Background(run),
            Some(content) => Stretch::Report(came(report, content)),
            None => Stretch::Nothing(run, wait(report, quarter, as_of)),
        };
        join(&mut stretches, stretch);
    }
    stretches
}

/// Quarters without a report stand together while the same can be said of them.
fn join(stretches: &mut Vec<Stretch>, stretch: Stretch) {
    match (stretches.last_mut(), stretch) {
        (Some(Stretch::Background(run)), Stretch::Background(more)) => run.to = more.to,
        (Some(Stretch::Nothing(run, wait)), Stretch::Nothing(more, other)) if *wait == other => {
            run.to = more.to;
        }
        (_, stretch) => stretches.push(stretch),
    }
}

fn came(report: &model::Figures, content: &QuarterReport) -> Came {
    let quarter = content.quarter;
    let days = day(content).map(|day| days_after_end(quarter, day));
    Came {
        quarter,
        days,
        timing: timing(days, report.site.due_days),
    }
}

/// What is due and what came of it: a measure without an entry is not due, one that does not apply neither.
pub(super) fn figures(report: &model::Figures, quarter: Quarter) -> Figures {
    let mut figures = Figures::default();
    let told = report.measures.values().zip(report.series.values());
    let told = told.flat_map(|(measure, series)| {
        let measures = one_by_one(measure).iter();
        measures.map(move |measure| Told { measure, series })
    });
    let mut entries: Vec<(&MeasureId, &Reported)> = told
        .filter_map(|told| Some((&told.measure.id, &told.entry(quarter)?.reported)))
        .collect();
    entries.sort_by_key(|(id, _)| *id);
    for (id, reported) in entries {
        let absent = match reported {
            Reported::Missing(Missing::NotApplicable) => continue,
            Reported::Missing(missing) => Some(Absent::Missing(*missing)),
            Reported::NotPrinted => Some(Absent::NotPrinted),
            Reported::Figure(_) | Reported::InMembers => None,
        };
        figures.expected += 1;
        figures
            .missing
            .extend(absent.map(|absent| (id.clone(), absent)));
    }
    figures
}

/// A measure, or in its place its members.
fn one_by_one(measure: &Measure) -> &[Measure] {
    match measure.members() {
        [] => std::slice::from_ref(measure),
        members => members,
    }
}

/// Rule: what is expected next is the report of the quarter after the latest one that is out.
fn next(report: &model::Figures, as_of: Date) -> Option<Next> {
    let out = || {
        report
            .published()
            .filter(|content| content.publication != Publication::Draft)
    };
    let quarter = out().next_back()?.quarter.next();
    let announced = report.site.next_publication;
    let has_come = |announced: Date| out().filter_map(day).any(|day| announced <= day);
    let announced = announced.filter(|day| !has_come(*day)).map(|day| {
        if day < as_of {
            Announced::Passed(day)
        } else {
            Announced::Ahead(day)
        }
    });
    Some(Next {
        quarter,
        due: report.site.due_days.map(|days| due_on(quarter, days)),
        announced,
        wait: wait(report, quarter, as_of),
    })
}

/// Rule: a report is overdue from the day after the last one on which it is in time; without a rule it never is.
fn wait(report: &model::Figures, quarter: Quarter, as_of: Date) -> Wait {
    if as_of <= quarter.last_day() {
        return Wait::Running;
    }
    match report.site.due_days {
        Some(days) if due_on(quarter, days) < as_of => Wait::Overdue,
        _ => Wait::Ended,
    }
}
