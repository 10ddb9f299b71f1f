//! The texts of a chart: title, finding, description, key and table.

use std::collections::BTreeSet;

use super::{KeyEntry, Series, Trend};
use crate::assess::rating::Outcome;
use crate::chart::{self, Table, TableRow};
use crate::model::{Aim, Entry, Figure, PeriodKind, Quarter, Reported, Unit, month_name};
use crate::site::phrases::verdicts::{Subject, no_entry_name};
use crate::site::phrases::{Tone, covers, figures, names, verdicts};
use crate::site::words::{Words, fill};

impl Series<'_> {
    pub(super) fn title(&self) -> String {
        let words = self.words();
        let (first, last) = (self.quarters[0], self.quarters[self.quarters.len() - 1]);
        let template = if first == last {
            words.chart_title_one
        } else {
            words.chart_title
        };
        let slots = [
            ("title", &*names::title_of(self.context, self.measure)),
            ("first", &self.name(first)),
            ("last", &self.name(last)),
        ];
        fill(template, &slots)
    }

    /// Returns what each column covers: "by quarter".
    pub(super) fn by(&self) -> &'static str {
        match self.measure.period {
            PeriodKind::Annual => self.words().chart_by_year,
            _ => self.words().chart_by_quarter,
        }
    }

    /// Returns the symbols drawn, each once, best first. Empty if nothing is rated.
    pub(super) fn key(&self) -> Vec<KeyEntry> {
        let words = self.words();
        if !self.is_rated() {
            return Vec::new();
        }
        let quarters = self.quarters.iter();
        let drawn = quarters.filter(|quarter| self.entry(**quarter).is_some_and(is_drawn));
        let judged = drawn.filter_map(|quarter| self.judged(*quarter));
        let entries = judged.map(|judged| KeyEntry {
            tone: verdicts::tone(judged.current.outcome),
            label: match judged.current.outcome {
                Outcome::Rated(rating) => rating.name().to_owned(),
                Outcome::Unrated(_) => words.chart_not_rated.to_owned(),
            },
        });
        let entries: BTreeSet<KeyEntry> = entries.collect();
        if entries.iter().all(|entry| entry.tone == Tone::None) {
            return Vec::new();
        }
        entries.into_iter().collect()
    }

    /// Returns the name of a period for its row. An axis has the name of a wave, or of a year that starts in another month,
    /// only in short.
    fn name_of_row(&self, quarter: Quarter) -> String {
        let is_named = self
            .entry(quarter)
            .is_some_and(|entry| entry.covers.is_some());
        if is_named || self.measure.year_starts_elsewhere() {
            return self.name(quarter);
        }
        let (short, year) = covers::short(self.context, self.measure, quarter);
        format!("{short} {year}").trim_end().to_owned()
    }

    /// Returns the cell of the year so far, if the table has such a column. In the first quarter of a year it is the
    /// quarter's own figure.
    fn year_so_far(&self, quarter: Quarter) -> Option<String> {
        let words = self.words();
        let figure = self.entry(quarter).and_then(|entry| {
            let is_first = self.measure.place_in_year(quarter) == 0;
            let own = entry.reported.figure().filter(|_| is_first);
            entry.year_to_date.or(own)
        });
        self.has_year_so_far().then(|| {
            figure.map_or(words.none.to_owned(), |figure| {
                figures::marked(words, &figure, &self.measure.unit)
            })
        })
    }

    /// Returns whether a quarter has a figure of the year so far next to its own.
    fn has_year_so_far(&self) -> bool {
        let mut entries = self
            .quarters
            .iter()
            .filter_map(|quarter| self.entry(*quarter));
        entries.any(|entry| entry.year_to_date.is_some())
    }

    pub(super) fn description(&self) -> String {
        let words = self.words();
        let mut sentences = self.description_of_figures();
        if !self.is_rated() {
            return sentences.join(" ");
        }
        sentences.extend(self.description_of_target());
        let judged = self.judged(self.last.0);
        if let Some(Outcome::Rated(rating)) = judged.map(|judged| judged.current.outcome) {
            let rating = rating.name();
            let slots = [("rating", rating), ("quarter", &self.name(self.last.0))];
            sentences.push(fill(words.chart_description_last, &slots));
        }
        sentences.join(" ")
    }

    /// Describes the figures before and after each break separately, because figures on its two sides are not
    /// comparable.
    fn description_of_figures(&self) -> Vec<String> {
        let words = self.words();
        let breaks = self.breaks();
        let breaks: Vec<Quarter> = breaks.iter().map(|b| self.quarters[b.before]).collect();
        let last_break = |quarter: Quarter| breaks.iter().rfind(|b| **b <= quarter);
        let figures = self.figures();
        let mut sentences = Vec::new();
        for part in figures.chunk_by(|one, next| last_break(one.0) == last_break(next.0)) {
            if let Some(since) = last_break(part[0].0)
                && !sentences.is_empty()
            {
                let slots = [("quarter", &*self.name(*since))];
                sentences.push(fill(words.chart_description_break, &slots));
            }
            sentences.push(self.description_of_run(part));
        }
        if !self.restarts().is_empty() {
            let month = month_name(self.measure.year_starts);
            sentences.push(fill(words.chart_description_restart, &[("month", month)]));
        }
        sentences
    }

    fn description_of_run(&self, figures: &[(Quarter, Figure)]) -> String {
        let words = self.words();
        let (first, last) = (&figures[0], &figures[figures.len() - 1]);
        let by_value = |a: &&(Quarter, Figure), b: &&(Quarter, Figure)| a.1.value.cmp(&b.1.value);
        let lowest = figures.iter().min_by(by_value).unwrap_or(first);
        let highest = figures.iter().max_by(by_value).unwrap_or(last);
        let template = match (figures, self.measure.unit.has_scale()) {
            ([_], true) => words.chart_description_one,
            ([_], false) => words.chart_description_one_result,
            (_, true) => words.chart_description_run,
            (_, false) => words.chart_description_results,
        };
        let slots = [
            ("figure", &*self.shown(&first.1)),
            (
                "quarter",
                &covers::period(self.context, self.measure, first.0),
            ),
            ("count", &*figures.len().to_string()),
            ("first", &self.name(first.0)),
            ("last", &self.name(last.0)),
            ("first_figure", &self.shown(&first.1)),
            ("last_figure", &self.shown(&last.1)),
            ("lowest", &self.shown(&lowest.1)),
            ("highest", &self.shown(&highest.1)),
        ];
        fill(template, &slots)
    }

    /// Describes the target of the last figure, and the lines beside it.
    fn description_of_target(&self) -> Vec<String> {
        let words = self.words();
        let subject = verdicts::subject(self.context, self.measure);
        let goal = self.context.assessment.goal_in(self.measure, self.last.0);
        let subject = subject.distinct_from_goal(Some(self.last.1.shown()), goal);
        let beside = self.lines_beside(self.last.0).iter();
        let beside = beside.filter_map(|line| {
            let value = subject.value(line.figure()?);
            let slots = [("name", line.name.as_str()), ("value", &value)];
            Some(fill(words.chart_description_beside, &slots))
        });
        self.target_sentence().into_iter().chain(beside).collect()
    }

    fn target_sentence(&self) -> Option<String> {
        let words = self.words();
        if let Some(text) = self.words_of_target() {
            return Some(fill(words.chart_description_words, &[("target", text)]));
        }
        let goal = self.context.assessment.goal_in(self.measure, self.last.0);
        goal?;
        let subject = verdicts::subject(self.context, self.measure);
        let subject = subject.distinct_from_goal(Some(self.last.1.shown()), goal);
        let tolerance = subject.tolerance(goal);
        let template = match tolerance {
            Some(_) => words.chart_description_tolerance,
            None => words.chart_description_target,
        };
        let slots = [
            ("target", &*subject.target_in(self.last.0, goal)),
            ("tolerance", tolerance.as_deref().unwrap_or_default()),
        ];
        Some(fill(template, &slots))
    }

    /// Returns the target of the last figure, if it is in words, for the line under the title.
    pub(super) fn target_in_words(&self) -> String {
        let text = self.words_of_target();
        let named = |text| fill(self.words().chart_target_words, &[("target", text)]);
        text.map(named).unwrap_or_default()
    }

    fn words_of_target(&self) -> Option<&str> {
        match &self.measure.target_in(self.last.0)?.aim {
            Aim::Words(text) => Some(text.as_str()),
            _ => None,
        }
    }

    pub(super) fn table(&self) -> Table {
        let words = self.words();
        let mut title = names::title_of(self.context, self.measure);
        let unit = &self.measure.unit;
        if let Unit::Rate { .. } = unit {
            let slots = [("title", &*title), ("unit", &figures::unit(words, unit))];
            title = fill(words.title_with_unit, &slots);
        }
        let slots = [("title", &*title), ("by", self.by())];
        let has_scale = unit.has_scale();
        let figure = if has_scale {
            words.figure
        } else {
            words.result
        };
        let so_far = self.has_year_so_far().then_some(words.year_so_far);
        let compared = has_scale.then_some([words.target, words.tolerance]);
        let head = [words.period, figure].into_iter().chain(so_far);
        let head = head.chain(compared.into_iter().flatten());
        let head = head.chain([words.rating]);
        let subject = verdicts::subject(self.context, self.measure);
        let quarters = self.quarters.iter().rev();
        // The chart keeps the distance of quarters in which nothing is due; a table needs no row for each.
        let quarters = quarters.filter(|quarter| self.has_row(**quarter));
        let rows = quarters.map(|quarter| self.table_row(&subject, *quarter));
        Table {
            caption: fill(words.chart_table_caption, &slots),
            head: head.map(str::to_owned).collect(),
            rows: rows.collect(),
        }
    }

    fn has_row(&self, quarter: Quarter) -> bool {
        let is_due = self.measure.expected.is_due(quarter);
        is_due || self.entry(quarter).is_some() || self.figure(quarter).is_some()
    }

    fn table_row(&self, subject: &Subject, quarter: Quarter) -> TableRow {
        let words = self.words();
        let goal = self.context.assessment.goal_in(self.measure, quarter);
        let judged = self.judged(quarter);
        let unjudged = if self.measure.expected.is_due(quarter) {
            words.not_reported
        } else {
            words.not_due
        };
        let rating = judged.map(|judged| match judged.current.outcome {
            Outcome::Rated(rating) => rating.name(),
            Outcome::Unrated(reason) => subject.unrated_name(reason, quarter),
        });
        let by_person = judged.and_then(|judged| verdicts::by_person(subject, &judged.current));
        let missing = self.entry(quarter).filter(|entry| !is_drawn(entry));
        let missing = || names::text(missing?.because.as_ref());
        let mut figure = match (self.entry(quarter), judged) {
            (Some(entry), _) => figures::cell(words, &entry.reported, &self.measure.unit),
            (None, Some(judged)) => no_entry_name(words, judged).to_owned(),
            (None, None) => unjudged.to_owned(),
        };
        let mut rating = rating.unwrap_or(unjudged);
        if let (None, Some(outturn)) = (self.entry(quarter), self.figure(quarter)) {
            figure = figures::figure(words, &outturn, &self.measure.unit);
            if !judged.is_some_and(|judged| judged.is_of_earlier_year) {
                rating = words.chart_not_rated;
            }
        }
        let printed = self.printed_year(quarter);
        if let (None, Some(printed)) = (self.entry(quarter), printed) {
            (figure, rating) = (printed.to_owned(), words.chart_not_rated);
        }
        if let Some(margin) = self.entry(quarter).and_then(|entry| entry.margin) {
            let margin = figures::grouped(margin);
            figure = format!("{figure} {}", fill(words.margin, &[("margin", &margin)]));
        }
        let tolerance = subject.tolerance(goal);
        let bare = |text: &str| figures::without_base(words, text, &self.measure.unit);
        let mut cells = vec![self.name_of_row(quarter), bare(&figure)];
        cells.extend(self.year_so_far(quarter));
        if self.measure.unit.has_scale() {
            cells.push(bare(&subject.target_in_row(quarter, goal)));
            cells.push(bare(tolerance.as_deref().unwrap_or(words.none)));
        }
        cells.push(rating.to_owned());
        TableRow {
            cells,
            note: by_person.or_else(missing),
        }
    }
}

/// Gives charts that appear next to each other one scale, or says that each has its own.
pub(super) fn share_scale(words: &Words, trends: &mut [(String, Trend)]) {
    let specs = trends.iter_mut().map(|(_, trend)| &mut trend.spec);
    if !chart::share_scale(&mut specs.collect::<Vec<_>>()) {
        let plotted = trends.iter_mut().filter(|(_, trend)| trend.spec.has_plot());
        plotted.for_each(|(_, trend)| trend.measured += words.chart_own_scale);
    }
}

/// Returns whether an entry has a point: a figure, or a rating without one.
fn is_drawn(entry: &Entry) -> bool {
    !matches!(entry.reported, Reported::Missing(_))
}
