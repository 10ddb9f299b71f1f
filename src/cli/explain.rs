//! `quarterdeck explain`

use clap::Args as ClapArgs;

use super::args::{self, EditionArgs, Global};
use super::console::{self, Console};
use super::{ExitStatus, Failure, Outcome, site};
use crate::build::JudgedSite;
use crate::diag::{self, did_you_mean, explain, one_of};
use crate::disk;
use crate::model::{Measure, MeasureId, Quarter, Report};
use crate::parse::{id_like, leaf};
use crate::site::phrases::steps::{self, Steps};

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  quarterdeck explain cut-text           why the rule exists, with a wrong and a right example
  quarterdeck explain a2 2016-17-q1      how the measure was rated
  quarterdeck explain SCC/011b           the same by its printed reference, in the latest quarter")]
pub(super) struct ExplainArgs {
    /// The code of a message, or the id or reference of a measure
    #[arg(value_name = "CODE|MEASURE")]
    what: String,
    /// The quarter of the rating, such as 2016-17-q1, or the month, such as 2016-07 [default: the latest]
    quarter: Option<String>,
    #[command(flatten)]
    edition: EditionArgs,
}

pub(super) fn run(global: &Global, args: &ExplainArgs, console: &Console) -> Outcome {
    if let (Ok(code), None) = (explain::find(&args.what), &args.quarter) {
        console::print(&wrap(&explain::text(code)));
        return Ok(ExitStatus::Success);
    }
    let edition = site::edition(args.edition.as_of, args.edition.drafts);
    let reading = site::read(disk::read(&global.root)?, edition, console).reading;
    let Some(judged) = &reading.judged else {
        return Err(Failure::problems(format!(
            "{}: fix them before asking for an explanation; `quarterdeck check` shows them",
            diag::counted(&reading.problems)
        )));
    };
    console::print(&rendered(&measure_steps(judged, args)?));
    Ok(ExitStatus::Success)
}

/// Returns the steps of the rating that is asked for, or a message that suggests another one.
fn measure_steps(judged: &JudgedSite, args: &ExplainArgs) -> Result<Steps, String> {
    let report = &judged.report;
    let id = find_measure(report, &args.what)?;
    if let Some(month) = args.quarter.as_deref().and_then(leaf::month_of) {
        let quarter = month.quarter();
        return steps::months::month_steps(report, &judged.assessment, &id, month).ok_or_else(
            || {
                format!(
                    "`{id}` has no figure for {month} on this day: for its quarter type {}",
                    quarter.slug()
                )
            },
        );
    }
    let quarter = match &args.quarter {
        Some(typed) => find_quarter(report, typed)?,
        None => latest(report, &id)
            .ok_or("no quarter is public on this day: --drafts includes drafts")?,
    };
    steps::steps(report, &judged.assessment, &id, quarter)
        .ok_or_else(|| format!("`{id}` is not reported in {quarter}"))
}

/// Returns the latest quarter, also one in progress that has months of the measure.
fn latest(report: &Report, id: &MeasureId) -> Option<Quarter> {
    let (last, _) = report.quarters.last_key_value()?;
    let entry = report.entry(*last, id);
    let has_months = entry.is_some_and(|entry| entry.so_far.is_some());
    if has_months {
        Some(*last)
    } else {
        report.latest()
    }
}

fn all_measures(report: &Report) -> impl Iterator<Item = &Measure> {
    let measures = report.measures.values().map(|measure| &**measure);
    measures.flat_map(Measure::with_members)
}

/// Finds a measure by its id or by a reference that only it has, ignoring case and punctuation.
fn find_measure(report: &Report, typed: &str) -> Result<MeasureId, String> {
    let wanted = id_like(typed);
    if let Some(measure) =
        all_measures(report).find(|measure| id_like(measure.id.as_str()) == wanted)
    {
        return Ok(measure.id.clone());
    }
    let has_reference = |measure: &&Measure| {
        let references = measure.reference.iter().chain(&measure.also);
        references
            .map(|reference| id_like(reference))
            .any(|id| id == wanted)
    };
    let found: Vec<&MeasureId> = all_measures(report)
        .filter(has_reference)
        .map(|m| &m.id)
        .collect();
    match found.as_slice() {
        [only] => Ok((*only).clone()),
        [] => Err(unknown_message(report, typed)),
        several => {
            let ids = one_of(several.iter().map(|id| id.as_str()));
            Err(format!(
                "several measures have the reference `{typed}`: type {ids}"
            ))
        }
    }
}

fn unknown_message(report: &Report, typed: &str) -> String {
    let ids = all_measures(report).map(|measure| measure.id.as_str());
    let meant = explain::find(typed).err().flatten();
    match meant.or_else(|| did_you_mean(typed, ids)) {
        Some(meant) => {
            format!("there is no code or measure `{typed}`: did you mean `{meant}`?")
        }
        None => format!(
            "there is no code or measure `{typed}`: docs/codes.md lists the codes, and the id of a measure is the name of its file"
        ),
    }
}

fn find_quarter(report: &Report, typed: &str) -> Result<Quarter, String> {
    let quarter = args::quarter(typed)
        .ok()
        .or_else(|| leaf::near_quarter(typed))
        .ok_or_else(|| format!("`{typed}` is not a quarter: write it as 2016-17-q1"))?;
    if report.quarters.contains_key(&quarter) {
        return Ok(quarter);
    }
    let known: Vec<String> = report.quarters.keys().map(|q| q.slug()).collect();
    Err(format!(
        "{quarter} is not on the site on this day (see --as-of and --drafts): there is {}",
        known.join(", ")
    ))
}

/// Renders the steps for a terminal, with their names in the first column.
fn rendered(steps: &Steps) -> String {
    let mut text = format!("{}\n\n", steps.title);
    let width = steps.steps.iter().map(|step| step.heading.len()).max();
    let width = width.unwrap_or(0);
    for step in &steps.steps {
        let lines = step
            .sentences
            .iter()
            .flat_map(|sentence| wrap_line(sentence));
        for (index, line) in lines.enumerate() {
            let what = if index == 0 { step.heading } else { "" };
            text.push_str(&format!("  {what:width$}  {line}\n"));
        }
    }
    for member in &steps.members {
        text.push('\n');
        text.push_str(&rendered(member));
    }
    text
}

/// The longest line, in characters.
const WIDTH: usize = 100;

/// Wraps long lines between words. Lines that begin with a space are examples and stay as they are.
fn wrap(text: &str) -> String {
    let lines = text.lines().map(|line| {
        if line.starts_with(' ') {
            line.to_owned()
        } else {
            wrap_line(line).join("\n")
        }
    });
    lines.map(|line| line + "\n").collect()
}

/// Splits a line between words into lines of at most 100 characters.
fn wrap_line(line: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in line.split(' ') {
        let last = lines.len() - 1;
        let width = lines[last].chars().count();
        if width == 0 {
            lines[last].push_str(word);
        } else if width + 1 + word.chars().count() > WIDTH {
            lines.push(word.to_owned());
        } else {
            lines[last].push(' ');
            lines[last].push_str(word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_wrapped_between_words_and_an_example_is_not() {
        let word = "figures";
        let long = [word; 30].join(" ");
        let wrapped = wrap(&long);
        assert!(wrapped.lines().all(|line| line.chars().count() <= WIDTH));
        assert_eq!(wrapped.split_whitespace().collect::<Vec<_>>(), [word; 30]);
        let example = format!("    {long}\n");
        assert_eq!(wrap(&example), example);
    }
}
