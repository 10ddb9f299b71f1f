//! `quarterdeck explain`

use clap::Args as ClapArgs;

use super::Ending;
use super::args::{EditionArgs, Global};
use super::console::Console;
use super::lines::{broken, wrapped};
use super::site;
use crate::build::JudgedSite;
use crate::diag::{did_you_mean, explain, one_of};
use crate::model::{Measure, MeasureId, Quarter, Report};
use crate::parse::{id_like, leaf};
use crate::site::phrases::steps::{self, Steps};

/// `explain`
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
    /// The quarter of the rating, such as 2016-17-q1 [default: the latest]
    quarter: Option<String>,
    #[command(flatten)]
    edition: EditionArgs,
}

pub(super) fn run(global: &Global, args: &ExplainArgs, console: &Console) -> Ending {
    explain(global, args, console).unwrap_or_else(|ending| ending)
}

fn explain(global: &Global, args: &ExplainArgs, console: &Console) -> Result<Ending, Ending> {
    if let (Ok(code), None) = (explain::find(&args.what), &args.quarter) {
        console.print(&wrapped(&explain::text(code)));
        return Ok(Ending::Fine);
    }
    let site = site::load(global, &args.edition, console)?;
    let Some(judged) = &site.reading.judged else {
        let problems = site::problem_count(&site.reading);
        console.error(&format!(
            "{problems}: fix them before asking for an explanation; `quarterdeck check` shows them"
        ));
        return Ok(Ending::Problems);
    };
    let steps = of_measure(judged, args).map_err(|why| {
        console.error(&why);
        Ending::Failed
    })?;
    console.print(&shown(&steps));
    Ok(Ending::Fine)
}

/// Finds what is meant, or says what could be.
fn of_measure(judged: &JudgedSite, args: &ExplainArgs) -> Result<Steps, String> {
    let report = &judged.report;
    let id = measure(report, &args.what)?;
    let quarter = match &args.quarter {
        Some(typed) => quarter(report, typed)?,
        None => report
            .latest()
            .ok_or("no quarter is public on this day: --drafts includes drafts")?,
    };
    steps::steps(report, &judged.assessment, &id, quarter)
        .ok_or_else(|| format!("`{id}` is not reported in {quarter}"))
}

fn all(report: &Report) -> impl Iterator<Item = &Measure> {
    let measures = report.measures.values().map(|measure| &**measure);
    measures.flat_map(|measure| std::iter::once(measure).chain(measure.members()))
}

/// A measure by its id, or by a reference that it alone has; in any case, and with any sign between its words.
fn measure(report: &Report, typed: &str) -> Result<MeasureId, String> {
    let wanted = id_like(typed);
    if let Some(measure) = all(report).find(|measure| id_like(measure.id.as_str()) == wanted) {
        return Ok(measure.id.clone());
    }
    let is_printed = |measure: &&Measure| {
        let printed = measure.reference.iter().chain(&measure.also);
        printed
            .map(|reference| id_like(reference))
            .any(|id| id == wanted)
    };
    let found: Vec<&MeasureId> = all(report).filter(is_printed).map(|m| &m.id).collect();
    match found.as_slice() {
        [only] => Ok((*only).clone()),
        [] => Err(unknown(report, typed)),
        several => {
            let ids = one_of(several.iter().map(|id| id.as_str()));
            Err(format!(
                "several measures have the reference `{typed}`: type {ids}"
            ))
        }
    }
}

fn unknown(report: &Report, typed: &str) -> String {
    let ids = all(report).map(|measure| measure.id.as_str());
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

fn quarter(report: &Report, typed: &str) -> Result<Quarter, String> {
    let quarter = leaf::quarter_of_slug(&typed.to_lowercase())
        .or_else(|| leaf::quarter_of(typed).ok())
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

/// The steps for a terminal: what is looked at in a column of its own.
fn shown(steps: &Steps) -> String {
    let mut text = format!("{}\n\n", steps.title);
    let width = steps.steps.iter().map(|step| step.heading.len()).max();
    let width = width.unwrap_or(0);
    for step in &steps.steps {
        let lines = step.sentences.iter().flat_map(|sentence| broken(sentence));
        for (index, line) in lines.enumerate() {
            let what = if index == 0 { step.heading } else { "" };
            text.push_str(&format!("  {what:width$}  {line}\n"));
        }
    }
    for member in &steps.members {
        text.push('\n');
        text.push_str(&shown(member));
    }
    text
}
