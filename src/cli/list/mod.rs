//! `quarterdeck list`

mod nothing;
mod table;

use std::collections::BTreeSet;

use clap::{Args as ClapArgs, ValueEnum};
use jiff::civil::Date;

use super::Ending;
use super::args::{self, Global};
use super::console::{Console, count};
use super::{everything, site};
use crate::assess::due::{self, DueFigure, DueState};
use crate::model::{Quarter, Text};
use crate::parse::leaf;
use table::Row;

/// `list`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  quarterdeck list                                    the latest quarter, even if it is a draft
  quarterdeck list --state owed,late                  what is still due, and from whom
  quarterdeck list --without-comment --owner housing  comments that one head of service has yet to write
  quarterdeck list --quarter all --format csv > all.csv")]
pub(super) struct ListArgs {
    /// The format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Only these quarters, such as 2016-17-q1; `all` for every one [default: the latest, and the one that is waited for]
    #[arg(long, value_name = "QUARTER", value_parser = chosen, value_delimiter = ',')]
    quarter: Vec<Chosen>,
    /// Only figures that stand so
    #[arg(long, value_name = "STATE", value_delimiter = ',')]
    state: Vec<Standing>,
    /// Only figures without a comment
    #[arg(long)]
    without_comment: bool,
    /// Only figures of owners whose name holds this
    #[arg(long, value_name = "TEXT")]
    owner: Option<String>,
    /// Only figures of groups whose name holds this
    #[arg(long, value_name = "TEXT")]
    group: Option<String>,
    /// The day on which lateness is told [default: today, UTC]
    #[arg(long, value_name = "DATE", value_parser = args::date)]
    as_of: Option<Date>,
}

/// How the list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Columns, quarter by quarter
    Text,
    /// For a spreadsheet
    Csv,
    /// For other programs
    Json,
}

/// Where a figure stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Standing {
    /// Not there, and its report should have come by now
    Late,
    /// Not there yet
    Owed,
    /// Not there, with a reason
    Missing,
    /// There, in a quarter without a day of publication
    Draft,
    /// There
    Reported,
}

impl Standing {
    fn of(state: DueState) -> Self {
        match state {
            DueState::Late => Self::Late,
            DueState::Owed => Self::Owed,
            DueState::Missing(_) => Self::Missing,
            DueState::Draft => Self::Draft,
            DueState::Reported => Self::Reported,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Owed => "owed",
            Self::Missing => "missing",
            Self::Draft => "draft",
            Self::Reported => "reported",
        }
    }
}

/// Which quarters are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Chosen {
    All,
    One(Quarter),
}

fn chosen(text: &str) -> Result<Chosen, String> {
    if text == "all" {
        return Ok(Chosen::All);
    }
    leaf::quarter_of_slug(&text.to_lowercase())
        .or_else(|| leaf::quarter_of(text).ok())
        .map(Chosen::One)
        .ok_or_else(|| "write a quarter as 2016-17-q1, or `all`".to_owned())
}

pub(super) fn run(global: &Global, args: &ListArgs, console: &Console) -> Ending {
    list(global, args, console).unwrap_or_else(|ending| ending)
}

/// Everything is listed, also what the public may not see yet; lateness is told as of the day that was asked for.
fn list(global: &Global, args: &ListArgs, console: &Console) -> Result<Ending, Ending> {
    let as_of = args.as_of.unwrap_or_else(site::today);
    let why = "a figure that cannot be read would look as if it was missing";
    let judged = everything::read(global, as_of, why, console)?;
    let all = due::due_figures(&judged.report, as_of);
    let wanted = quarters(args, &all);
    let mut due = all.clone();
    due.retain(|due| wanted.contains(&due.quarter) && is_wanted(args, due));
    due.sort_by_key(|due| {
        (
            due.quarter,
            due.state,
            due.owner().map(|o| o.as_str().to_owned()),
        )
    });
    let rows: Vec<Row> = due.iter().map(|due| Row::of(due, &judged.report)).collect();
    console.print(&match args.format {
        Format::Text => table::text(&rows),
        Format::Csv => table::csv(&rows),
        Format::Json => table::json(&rows),
    });
    console.done("Listed", &count(rows.len(), "figure", "figures"));
    if rows.is_empty() {
        console.note("Looked for", &nothing::looked_for(args, &wanted));
    }
    let unknown = nothing::unknown_quarters(args, &all);
    let is_unknown = unknown.is_some();
    let mut why: Vec<String> = unknown.into_iter().collect();
    if rows.is_empty() && !is_unknown {
        why.extend(nothing::why(args, &all, &wanted));
    }
    for why in why {
        console.note("But", &why);
    }
    Ok(Ending::Fine)
}

/// Without a choice, the last quarter that was begun and what comes after it.
fn quarters(args: &ListArgs, due: &[DueFigure]) -> BTreeSet<Quarter> {
    let all: BTreeSet<Quarter> = due.iter().map(|due| due.quarter).collect();
    if args.quarter.contains(&Chosen::All) {
        return all;
    }
    if !args.quarter.is_empty() {
        let is_chosen = |quarter: &Quarter| args.quarter.contains(&Chosen::One(*quarter));
        return all.into_iter().filter(is_chosen).collect();
    }
    let begun = due.iter().filter(|due| due.publication.is_some());
    let latest = begun.map(|due| due.quarter).max();
    all.into_iter().filter(|q| Some(*q) >= latest).collect()
}

fn is_wanted(args: &ListArgs, due: &DueFigure) -> bool {
    let holds = |name: Option<&str>, wanted: &Option<String>| match wanted {
        None => true,
        Some(wanted) => {
            name.is_some_and(|name| name.to_lowercase().contains(&wanted.to_lowercase()))
        }
    };
    (args.state.is_empty() || args.state.contains(&Standing::of(due.state)))
        && (!args.without_comment || due.comments.is_empty())
        && holds(due.owner().map(Text::as_str), &args.owner)
        && holds(due.measure.group.as_deref(), &args.group)
}
