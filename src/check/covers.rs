//! What the figures of a measure cover: their period, its year, how far behind they are, and which of them is rated.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::FileProblems;
use super::measures::MeasureCheck;
use crate::diag::Code;
use crate::model::{
    APRIL, Comparison, Entry, Figure, Measure, MeasureSeries, Month, PeriodKind, Quarter, Rates,
    Series, Unit, Year, month_name,
};
use crate::parse::At;
use crate::parse::draft::{EntryDraft, MeasureDraft, RatesWord, TargetsDraft};
use crate::source::NodeId;

/// The largest lag, three years.
const MOST_LAG: u32 = 12;

impl MeasureCheck<'_, '_> {
    /// Returns what a figure covers. Whether a figure of the year to date adds up is asked, unless the unit or a profile
    /// tells.
    pub(super) fn period(&mut self, unit: Option<&Unit>) -> Option<PeriodKind> {
        let word = self.required(|d| d.period, "period", "in_quarter")?;
        if let Some(kind) = word.kind() {
            return Some(kind);
        }
        if self.adds_up(unit?) {
            return Some(PeriodKind::YearToDateTotal);
        }
        if let Some(typed) = self.inherited(|d| d.period) {
            let (message, help) = match self.fall() {
                None => (
                    "this does not say whether the figures add up from quarter to quarter, or are the average of the year so far".to_owned(),
                    "write `year_to_date_total` if each figure includes the quarters before it, as council tax collected does, or `year_to_date_average` if it is the average so far, as calls answered in time are",
                ),
                Some(fall) => (
                    format!("this does not say whether the figures add up from quarter to quarter, and they fall within a year: {fall}"),
                    "write `year_to_date_average`, because figures that add up do not fall; if they are of single quarters, write `in_quarter`",
                ),
            };
            self.file.error(Code::Period, typed.node, message, help);
        }
        None
    }

    /// Returns where typed figures first fall from a quarter to the next one of the same year: "93 in 2016-17 Q1, 88 in
    /// 2016-17 Q2".
    fn fall(&self) -> Option<String> {
        let member = self.member();
        let own = |entry: &EntryDraft| Some(entry.of_member(member)?.value?.value.0);
        let entries = self.row.entries();
        let figures = entries.filter_map(|typed| Some((typed.quarter, own(typed.draft)?)));
        let figures: Vec<(Quarter, Decimal)> = figures.collect();
        let starts = self.inherited(|d| d.year_starts);
        let starts = starts.map_or(APRIL, |starts| starts.value);
        // The measure's own year starts so many quarters after April.
        let after_april = i32::from((starts + 12 - APRIL) % 12 / 3);
        let year = |quarter: Quarter| (quarter.ordinal() - after_april).div_euclid(4);
        let falls = |pair: &&[(Quarter, Decimal)]| {
            year(pair[0].0) == year(pair[1].0) && pair[1].1 < pair[0].1
        };
        let [(before, high), (after, low)] = figures.windows(2).find(falls)? else {
            return None;
        };
        Some(format!("{high} in {before}, {low} in {after}"))
    }

    /// Returns whether figures of the year to date add up for certain: the unit or a profile tells.
    fn adds_up(&self, unit: &Unit) -> bool {
        let has_profile = self.inherited(|d| {
            let TargetsDraft::History(targets) = &d.targets.as_ref()?.value else {
                return None;
            };
            Some(targets.iter().any(|target| target.ask.profile.is_some()))
        });
        unit.is_count() || has_profile == Some(true)
    }

    /// Returns which figure is rated. Whether figures of the year to date add up is asked, as it is for `period`.
    pub(super) fn rates(&mut self, period: PeriodKind, unit: &Unit) -> Rates {
        let Some(typed) = self.inherited(|d| d.rates) else {
            return Rates::Quarter;
        };
        let is_of_year = matches!(
            period,
            PeriodKind::YearToDateTotal | PeriodKind::YearToDateAverage | PeriodKind::Annual
        );
        let (message, help) = match typed.value {
            RatesWord::Quarter => return Rates::Quarter,
            _ if is_of_year => (
                "the figures themselves are of the year, so `rates` has no effect",
                "delete the line",
            ),
            RatesWord::YearToDateTotal => return Rates::YearToDateTotal,
            RatesWord::YearToDateAverage => return Rates::YearToDateAverage,
            RatesWord::YearToDate if self.adds_up(unit) => return Rates::YearToDateTotal,
            RatesWord::YearToDate => (
                "this does not say whether the figures of the year to date add up from quarter to quarter, or are the average so far",
                "write `rates: year_to_date_average` if they are the average of the year so far, as calls answered in time are, or `rates: year_to_date_total` if each includes the quarters before it, as council tax collected does",
            ),
        };
        let code = if is_of_year {
            Code::NoEffect
        } else {
            Code::Period
        };
        self.file.error(code, typed.node, message, help);
        Rates::Quarter
    }

    pub(super) fn lag(&mut self) -> u32 {
        let Some(lag) = self.inherited(|d| d.lag) else {
            return 0;
        };
        if !(1..=MOST_LAG).contains(&lag.value) {
            let message = format!("figures cannot be {} quarters behind", lag.value);
            let help = format!(
                "write how many quarters behind they are, from 1 to {MOST_LAG}, or delete the line"
            );
            self.file.error(Code::Range, lag.node, message, help);
        }
        lag.value.min(MOST_LAG)
    }

    /// Returns the month in which the measure's own year starts.
    pub(super) fn year_starts(&mut self, period: PeriodKind) -> u8 {
        let Some(starts) = self.inherited(|d| d.year_starts) else {
            return APRIL;
        };
        let begins_a_quarter = starts.value % 3 == 1;
        if period == PeriodKind::Annual || begins_a_quarter {
            return starts.value;
        }
        let message = "figures come each quarter, so the year that they are part of starts in January, April, July or October";
        let help = "write one of these months, or `period: annual`";
        self.file.error(Code::NoEffect, starts.node, message, help);
        APRIL
    }

    /// Returns how many years there are from one year with figures to the next.
    pub(super) fn every(&mut self, from: Option<Quarter>) -> u32 {
        let Some(every) = self.inherited(|d| d.every) else {
            return 1;
        };
        let is_due_once = self.inherited(|d| (!d.due.is_empty()).then_some(()));
        let (message, help) = match (every.value, from) {
            (0 | 1, _) => (
                "`every` is for figures that come every two or more years",
                "delete the line; for figures of each year, `due:` says in which quarters they come",
            ),
            (_, None) => (
                "figures that do not come every year need to know in which year they start",
                "add `reported: { from: 2024-25 Q4 }` with the first quarter that has a figure",
            ),
            (years, Some(_)) if is_due_once.is_some() => return years,
            (_, Some(_)) => (
                "figures that do not come every year come in some quarters only",
                "add the quarters whose files have them: `due: [Q3]`",
            ),
        };
        self.file.error(Code::Expected, every.node, message, help);
        1
    }
}

/// Returns the main comparison. Figures that cover a year are compared with the year before, unless the measure says
/// otherwise.
pub(super) fn compare_with(typed: Option<Comparison>, period: PeriodKind) -> Comparison {
    let usual = match period {
        PeriodKind::YearToDateTotal | PeriodKind::YearToDateAverage | PeriodKind::Annual => {
            Comparison::SameQuarterLastYear
        }
        _ => Comparison::PreviousQuarter,
    };
    typed.unwrap_or(usual)
}

/// Checks the years of a measure: of other bodies, and its own.
pub(super) fn years(draft: &MeasureDraft, measure: &Measure, file: &mut FileProblems) {
    for one in &draft.benchmarks {
        check_day(
            "this benchmark",
            one.comparison.year,
            one.day,
            measure,
            file,
        );
    }
    let mut seen: Vec<Year> = Vec::new();
    for one in &draft.outturns {
        let year = one.comparison.year;
        check_day("this outturn", Some(year), one.day, measure, file);
        check_named(year, one.node, (draft, measure), file);
        check_rhythm(year, one.node, measure, file);
        if seen.contains(&year) {
            let message = format!("there is another outturn of {year}");
            let help = "keep one of them, or correct the year";
            file.error(Code::Period, one.node, message, help);
        }
        seen.push(year);
    }
}

/// Reports a day before the end of the year that a figure is for.
fn check_day(
    what: &str,
    year: Option<Year>,
    publish_on: Option<At<Date>>,
    measure: &Measure,
    file: &mut FileProblems,
) {
    let Some((year, At { value: day, node })) = year.zip(publish_on) else {
        return;
    };
    let end = measure.months_of(year).1.last_day();
    if day <= end {
        let quarter = measure.end_of(year);
        let message =
            format!("{what} of {year} cannot be published on {day}: the year ends on {end}");
        let help = format!(
            "check the day and the year; without `publish_on` it is published with {quarter}"
        );
        file.error(Code::Publication, node, message, help);
    }
}

/// Warns of a year in which a measure that does not come every year has no figure.
fn check_rhythm(year: Year, node: NodeId, measure: &Measure, file: &mut FileProblems) {
    let quarter = measure.quarter_of(year);
    let is_annual = measure.period == PeriodKind::Annual;
    let due = &measure.expected;
    if !is_annual || due.every < 2 || due.is_due(quarter) {
        return;
    }
    let message = format!(
        "`{}` comes every {} years, and {year} is not one of them: it would be reported in {quarter}",
        measure.id, due.every
    );
    let help = "check the year, `every`, and the first year in `reported: { from: ... }`";
    file.warning(Code::Period, node, message, help);
}

/// Reports a year that is not named as the measure's own are: a calendar year, or a year that starts in another month.
fn check_named(
    year: Year,
    node: NodeId,
    (draft, measure): (&MeasureDraft, &Measure),
    file: &mut FileProblems,
) {
    let first = Month::new(year.first_year(), measure.year_starts);
    let own = measure.year_named(first);
    if draft.year_starts.is_none() || year == own {
        return;
    }
    let starts = month_name(measure.year_starts);
    let message = format!(
        "the years of `{}` start in {starts}, so none is called {year}",
        measure.id
    );
    let help = format!("write `year: {own}`, or correct `year_starts`");
    file.error(Code::Period, node, message, help);
}

/// Returns the figure of an entry that is for one of the measure's own years, with the year: an annual figure, or the last
/// one of a year to date.
fn of_whole_year(measure: &Measure, quarter: Quarter, entry: &Entry) -> Option<(Year, Figure)> {
    let year = measure.year_running_in(quarter);
    let is_last = measure.place_in_year(quarter) == 3;
    match measure.period {
        PeriodKind::Annual => Some((measure.year_covered(quarter), entry.reported.figure()?)),
        PeriodKind::YearToDateTotal | PeriodKind::YearToDateAverage if is_last => {
            Some((year, entry.reported.figure()?))
        }
        _ if is_last => Some((year, entry.year_to_date?)),
        _ => None,
    }
}

/// Warns of a quarter on the way without a figure of the year so far, if another one of the measure has it.
fn some_of_year(
    own: &[(Quarter, &Entry)],
    (measure, rates): (&Measure, NodeId),
    file: &mut FileProblems,
) {
    let on_the_way = own.iter().filter(|(quarter, entry)| {
        (1..3).contains(&measure.place_in_year(*quarter)) && entry.reported.figure().is_some()
    });
    let (with, without): (Vec<_>, Vec<_>) =
        on_the_way.partition(|(_, entry)| entry.year_to_date.is_some());
    let Some((missing, _)) = without.last().filter(|_| !with.is_empty()) else {
        return;
    };
    let message = format!(
        "`{}` is rated by the year to date, and the entry in {missing} has no figure of it, although others have",
        measure.id
    );
    let help = "add `year_to_date:` there; it can be left out before the last quarter of the year if it is stated only then";
    file.warning(Code::Period, rates, message, help);
}

/// Reports an annual figure that a quarter and `outturns` give differently, and fields without an effect on any entry.
pub(super) fn entries(
    draft: &MeasureDraft,
    (measure, series): (&Measure, &Series),
    file: &mut FileProblems,
) {
    let measured = MeasureSeries { measure, series };
    let own = series.entries().filter_map(|(quarter, _)| {
        let entry = measured.entry(quarter)?;
        Some((quarter, entry))
    });
    let own: Vec<_> = own.collect();
    for (quarter, entry) in &own {
        let Some((year, typed)) = of_whole_year(measure, *quarter, entry) else {
            continue;
        };
        let mut outturns = measure.outturns.iter().zip(&draft.outturns);
        let Some((outturn, typed_outturn)) = outturns.find(|(one, _)| one.year == year) else {
            continue;
        };
        let Some(value) = outturn.value.figure() else {
            continue;
        };
        if value != typed.shown() && value != typed.value {
            let message = format!(
                "`outturns` has {} for {year}, and {quarter} reports {}",
                value, typed.value
            );
            let help = "correct one of them; a year that a quarter reports needs no outturn";
            file.error(Code::Period, typed_outturn.node, message, help);
        }
    }
    if own.is_empty() {
        return;
    }
    let has_year_to_date = own.iter().any(|(_, entry)| entry.year_to_date.is_some());
    // The last quarter of a year asks for it.
    let asks_for_it = own
        .iter()
        .any(|(quarter, _)| measure.place_in_year(*quarter) == 3);
    let has_ended = measure.expected.until.is_some();
    let is_idle = has_ended && !has_year_to_date && !asks_for_it;
    if let Some(rates) = draft
        .rates
        .filter(|_| measure.rates != Rates::Quarter && is_idle)
    {
        let message = "the year to date is rated, but no quarter has a figure of it";
        let help =
            "add `year_to_date:` next to `value:` in the quarters' files, or delete the line";
        file.warning(Code::NoEffect, rates.node, message, help);
    }
    let covers_year = matches!(
        measure.period,
        PeriodKind::Annual | PeriodKind::YearToDateTotal | PeriodKind::YearToDateAverage
    );
    if let Some(rates) = draft.rates.filter(|_| measure.rates != Rates::Quarter) {
        some_of_year(&own, (measure, rates.node), file);
    }
    if let Some(starts) = draft
        .year_starts
        .filter(|_| !covers_year && !has_year_to_date)
    {
        let message =
            "these figures do not cover a year or a part of one, so its start has no effect";
        file.warning(Code::NoEffect, starts.node, message, "delete the line");
    }
}
