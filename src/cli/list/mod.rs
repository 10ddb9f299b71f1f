//! `quarterdeck list`

mod answers;
mod no_results;
mod table;

use std::collections::BTreeSet;

use clap::{Args as ClapArgs, ValueEnum};
use jiff::civil::Date;

use super::args::{self, Global};
use super::console::{self, Console, count};
use super::{ExitStatus, Outcome, site};
use crate::assess::due::{self, DueFigure, DueState};
use crate::diag;
use crate::model::{Quarter, Text};
use table::Row;

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  quarterdeck list                                    the latest quarter, even if it is a draft
  quarterdeck list --state owed,late                  what is still due, and from whom
  quarterdeck list --without-comment --owner housing  comments that one head of service has yet to write
  quarterdeck list --quarter all --format csv > all.csv
  quarterdeck list --answers                          answers that are due to committees")]
pub(super) struct ListArgs {
    /// The format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: ListFormat,
    /// Only these quarters, such as 2016-17-q1; `all` for every one [default: the latest and those after it]
    #[arg(long, value_name = "QUARTER", value_parser = quarter_filter, value_delimiter = ',')]
    quarter: Vec<QuarterFilter>,
    /// Only figures in these states
    #[arg(long, value_name = "STATE", value_delimiter = ',')]
    state: Vec<FigureState>,
    /// Only figures without a comment
    #[arg(long)]
    without_comment: bool,
    /// Only figures or answers of owners whose name contains this
    #[arg(long, value_name = "TEXT")]
    owner: Option<String>,
    /// Only figures of groups whose name contains this
    #[arg(long, value_name = "TEXT")]
    group: Option<String>,
    /// List the answers that are due to committees, instead of figures
    #[arg(long, conflicts_with_all = ["quarter", "state", "without_comment", "group"])]
    answers: bool,
    /// Show what is late on this day [default: today, UTC]
    #[arg(long, value_name = "DATE", value_parser = args::date)]
    as_of: Option<Date>,
}

/// The format of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    /// Columns, quarter by quarter
    Text,
    /// For a spreadsheet
    Csv,
    /// For other programs
    Json,
}

/// The state of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
enum FigureState {
    /// No figure yet, and its report is overdue
    Late,
    /// No figure yet
    Owed,
    /// No figure, with a reason
    Missing,
    /// Reported, in a quarter without a publication date
    Draft,
    /// Reported, in a quarter with a publication date
    Reported,
}

impl FigureState {
    fn new(state: DueState) -> Self {
        match state {
            DueState::Late => Self::Late,
            DueState::Owed => Self::Owed,
            DueState::Missing(_) => Self::Missing,
            DueState::Draft => Self::Draft,
            DueState::Reported => Self::Reported,
        }
    }

    fn word(self) -> String {
        let value = self.to_possible_value();
        value.map_or(String::new(), |value| value.get_name().to_owned())
    }
}

/// A value of `--quarter`, or `None` for every one.
type QuarterFilter = Option<Quarter>;

fn quarter_filter(text: &str) -> Result<QuarterFilter, String> {
    if text == "all" {
        return Ok(None);
    }
    args::quarter(text)
        .map(Some)
        .map_err(|_| "write a quarter as 2016-17-q1, or `all`".to_owned())
}

/// Lists figures, including those that are not public yet. Lateness is as of the day that was asked for.
pub(super) fn run(global: &Global, args: &ListArgs, console: &Console) -> Outcome {
    let as_of = args.as_of.unwrap_or_else(site::today);
    let why = "a figure that cannot be read would look as if it was missing";
    let judged = site::read_with_drafts(global, as_of, why, console)?;
    if args.answers {
        answers::list(&judged.report, args, as_of, console);
        return Ok(ExitStatus::Success);
    }
    let all = due::due_figures(&judged.report, as_of);
    let wanted = quarters(args, &all);
    let mut due = all.clone();
    due.retain(|due| wanted.contains(&due.quarter) && is_wanted(args, due));
    let owner = |due: &DueFigure| due.owner().map(|owner| owner.as_str().to_owned());
    due.sort_by_key(|due| (due.quarter, due.state, owner(due)));
    let rows = due.iter().map(|due| Row::new(due, &judged.report));
    let rows: Vec<Row> = rows.collect();
    console::print(&match args.format {
        ListFormat::Text => table::text(&rows),
        ListFormat::Csv => table::csv(&rows),
        ListFormat::Json => diag::json::pretty(&rows),
    });
    console.done("Listed", &count(rows.len(), "figure", "figures"));
    if rows.is_empty() {
        console.note("Looked for", &no_results::looked_for(args, &wanted));
    }
    let reasons = match no_results::unknown_quarters(args, &all) {
        Some(unknown) => vec![unknown],
        None if rows.is_empty() => no_results::reasons(args, &all, &wanted),
        None => Vec::new(),
    };
    for reason in reasons {
        console.note("But", &reason);
    }
    Ok(ExitStatus::Success)
}

/// Returns the quarters to list: by default the last one that has a file, and those after it.
fn quarters(args: &ListArgs, due: &[DueFigure]) -> BTreeSet<Quarter> {
    let all: BTreeSet<Quarter> = due.iter().map(|due| due.quarter).collect();
    if args.quarter.contains(&None) {
        return all;
    }
    if !args.quarter.is_empty() {
        let is_listed = |quarter: &Quarter| args.quarter.contains(&Some(*quarter));
        return all.into_iter().filter(is_listed).collect();
    }
    let started = due.iter().filter(|due| due.publication.is_some());
    let latest = started.map(|due| due.quarter).max();
    all.into_iter().filter(|q| Some(*q) >= latest).collect()
}

fn is_wanted(args: &ListArgs, due: &DueFigure) -> bool {
    (args.state.is_empty() || args.state.contains(&FigureState::new(due.state)))
        && (!args.without_comment || due.comments.is_empty())
        && contains(due.owner().map(Text::as_str), args.owner.as_deref())
        && contains(due.measure.group.as_deref(), args.group.as_deref())
}

/// Returns whether a name contains what is wanted, if anything is.
fn contains(name: Option<&str>, wanted: Option<&str>) -> bool {
    wanted.is_none_or(|wanted| {
        name.is_some_and(|name| name.to_lowercase().contains(&wanted.to_lowercase()))
    })
}
