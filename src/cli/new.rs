//! `quarterdeck new`

use std::sync::Arc;

use clap::{Args as ClapArgs, Subcommand};

use super::Ending;
use super::args::Global;
use super::console::{Console, count};
use super::{everything, init, site};
use crate::author::NewFile;
use crate::author::comment::NewComment;
use crate::author::measure::NewMeasure;
use crate::author::quarter::{self, CommentDrafts};
use crate::build::JudgedSite;
use crate::diag::{Diagnostic, did_you_mean, one_of};
use crate::disk::{self, Creation};
use crate::model::{MeasureId, ObjectiveId, Quarter, Report, Subject, VoiceId};
use crate::parse::{self, id_like, leaf};
use crate::source::SourceTree;

/// `new`
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  quarterdeck new quarter                              the one after the last, with a line for each figure that is due
  quarterdeck new quarter --voice contractor           the same, with a draft comment by the contractor on each measure
  quarterdeck new measure potholes --title \"Potholes repaired within five days\" --unit percent --better higher
  quarterdeck new comment potholes --voice contractor  on a measure, in the latest quarter
  quarterdeck new comment overview --quarter 2024-25-q1")]
pub(super) struct NewArgs {
    #[command(subcommand)]
    what: What,
}

/// What is begun.
#[derive(Debug, Subcommand)]
enum What {
    /// A quarter, from the last one: the same measures, sections and comments, nothing filled in
    Quarter(QuarterArgs),
    /// A measure
    Measure(MeasureArgs),
    /// A comment, as a draft
    Comment(CommentArgs),
}

#[derive(Debug, ClapArgs)]
struct QuarterArgs {
    /// The quarter, such as 2016-17-q1 [default: the one after the last]
    #[arg(value_parser = a_quarter)]
    quarter: Option<Quarter>,
    /// Begin a comment of this voice on each measure that is due [default: one for each that the last quarter had]
    #[arg(long, value_name = "VOICE", value_delimiter = ',')]
    voice: Vec<String>,
    /// Begin no comments
    #[arg(long, conflicts_with = "voice")]
    no_comments: bool,
}

#[derive(Debug, ClapArgs)]
struct MeasureArgs {
    /// Its id: small letters, digits and hyphens
    id: String,
    /// What it is called
    #[arg(long, value_name = "TEXT")]
    title: String,
    /// What is counted: percent, count, rate, days, weeks, months, pounds, score or ratio
    #[arg(long, value_name = "WORD", default_value = "percent")]
    unit: String,
    /// Which way is better: higher, lower, between or neither
    #[arg(long, value_name = "WORD", default_value = "higher")]
    better: String,
    /// What a figure covers: `in_quarter`, `year_to_date`, `rolling_12_months`, `snapshot`, `monthly_average` or `annual`
    #[arg(long, value_name = "WORD", default_value = "in_quarter")]
    period: String,
    /// What reports print
    #[arg(long = "ref", value_name = "TEXT")]
    reference: Option<String>,
}

#[derive(Debug, ClapArgs)]
struct CommentArgs {
    /// A measure's or an objective's id, or overview, finance or risks
    about: String,
    /// Of which quarter [default: the latest]
    #[arg(long, value_name = "QUARTER", value_parser = a_quarter)]
    quarter: Option<Quarter>,
    /// Who speaks, by the id in site.yaml [default: the organisation itself]
    #[arg(long, value_name = "VOICE")]
    voice: Option<String>,
}

pub(super) fn a_quarter(text: &str) -> Result<Quarter, String> {
    leaf::quarter_of_slug(&text.to_lowercase())
        .or_else(|| leaf::quarter_of(text).ok())
        .ok_or_else(|| "write it as 2016-17-q1".to_owned())
}

pub(super) fn run(global: &Global, args: &NewArgs, console: &Console) -> Ending {
    new(global, args, console).unwrap_or_else(|ending| ending)
}

fn new(global: &Global, args: &NewArgs, console: &Console) -> Result<Ending, Ending> {
    match &args.what {
        What::Quarter(args) => {
            let judged = everything(global, console)?;
            let quarter = args.quarter.unwrap_or_else(|| {
                let ended = Quarter::of(site::today()).previous();
                quarter::after_the_last(&judged.report, ended)
            });
            let whose = whose(&judged.report, args).map_err(|why| failed(console, &why))?;
            let new = quarter::create(&judged.report, quarter, &whose, site::today());
            write(global, &new.file, console)?;
            write_drafts(global, &new, quarter, console)?;
            say_owed(&new, console);
        }
        What::Measure(args) => {
            let judged = everything(global, console)?;
            let ended = Quarter::of(site::today()).previous();
            let from = quarter::collected(&judged.report, ended);
            write(global, &a_measure(args, from, console)?, console)?;
        }
        What::Comment(args) => {
            let judged = everything(global, console)?;
            let file = a_comment(&judged.report, args).map_err(|why| failed(console, &why))?;
            write(global, &file, console)?;
        }
    }
    Ok(Ending::Fine)
}

fn failed(console: &Console, why: &str) -> Ending {
    console.error(why);
    Ending::Failed
}

/// What is begun follows from what is there.
fn everything(global: &Global, console: &Console) -> Result<Arc<JudgedSite>, Ending> {
    let why = "new files are based on the measures and quarters that already exist";
    everything::read(global, site::today(), why, console)
}

fn write(global: &Global, file: &NewFile, console: &Console) -> Result<(), Ending> {
    let created = disk::create(&global.root, &file.path, &file.text);
    match created.map_err(|error| failed(console, &error.to_string()))? {
        Creation::Created => console.done("Created", file.path.as_str()),
        Creation::WasThere => {
            let why = format!("{} already exists, and was not changed", file.path);
            return Err(failed(console, &why));
        }
    }
    init::write_schemas(&global.root, console).map_err(|error| failed(console, &error.to_string()))
}

fn whose(report: &Report, args: &QuarterArgs) -> Result<CommentDrafts, String> {
    if args.no_comments {
        return Ok(CommentDrafts::None);
    }
    if args.voice.is_empty() {
        return Ok(CommentDrafts::SameAsLast);
    }
    let voices = args.voice.iter().map(|id| voice(report, id));
    Ok(CommentDrafts::ByVoices(voices.collect::<Result<_, _>>()?))
}

/// Comments are counted, and named with `-v`; what somebody has begun already stays.
fn write_drafts(
    global: &Global,
    new: &quarter::NewQuarter,
    quarter: Quarter,
    console: &Console,
) -> Result<(), Ending> {
    let mut created = 0;
    for file in &new.comments {
        let outcome = disk::create(&global.root, &file.path, &file.text);
        match outcome.map_err(|error| failed(console, &error.to_string()))? {
            Creation::Created => {
                created += 1;
                console.detail("Created", file.path.as_str());
            }
            Creation::WasThere => console.note("Kept", &format!("{}: already there", file.path)),
        }
    }
    if created > 0 {
        let comments = count(created, "comment", "comments");
        let folder = format!("content/commentary/{}/", quarter.slug());
        console.done(
            "Created",
            &format!("{folder}: {comments} to write, as drafts"),
        );
    }
    Ok(())
}

fn say_owed(new: &quarter::NewQuarter, console: &Console) {
    for (owner, measures) in &new.due_by_owner {
        let measures = measures.join(", ");
        if owner.is_empty() {
            console.note("No owner", &format!("is named for {measures}"));
        } else {
            console.note("Due from", &format!("{owner}: {measures}"));
        }
    }
    let all = new.due_by_owner.values().map(Vec::len).sum();
    console.note("Due", &count(all, "figure in all", "figures in all"));
}

/// A measure's file, if the reader of such files takes it.
fn a_measure(args: &MeasureArgs, from: Quarter, console: &Console) -> Result<NewFile, Ending> {
    if !leaf::is_id(&args.id) {
        let meant = id_like(&args.id);
        return Err(failed(
            console,
            &format!(
                "`{}` cannot be an id, because ids are used in addresses: use `{meant}`",
                args.id
            ),
        ));
    }
    let file = NewMeasure {
        id: &args.id,
        title: &args.title,
        unit: &args.unit,
        better: &args.better,
        period: &args.period,
        reference: args.reference.as_deref(),
        from,
    }
    .file();
    let alone: SourceTree = [(file.path.as_str(), file.text.as_str())]
        .into_iter()
        .collect();
    let (_, problems) = parse::parse(&alone);
    let (problems, _) = parse::place(problems, &alone);
    for problem in &problems {
        console.error(&of_option(problem));
    }
    if problems.is_empty() {
        Ok(file)
    } else {
        Err(Ending::Failed)
    }
}

/// A problem of the file that was not written, told of the option that it came from: each has the name of its field.
fn of_option(problem: &Diagnostic) -> String {
    let option = problem.field.as_ref();
    let option = option.map_or(String::new(), |field| format!("`--{field}`: "));
    let help = problem.help.as_ref();
    let help = help.map_or(String::new(), |help| format!(": {help}"));
    format!("{option}{}{help}", problem.message)
}

fn a_comment(report: &Report, args: &CommentArgs) -> Result<NewFile, String> {
    let quarter = args
        .quarter
        .or_else(|| report.latest())
        .ok_or("there is no quarter yet: create one with `quarterdeck new quarter`")?;
    if !report.quarters.contains_key(&quarter) {
        return Err(format!(
            "there is no file for {quarter}: create it with `quarterdeck new quarter {}`",
            quarter.slug()
        ));
    }
    let subject = subject(report, &args.about)?;
    let voice = args
        .voice
        .as_ref()
        .map(|id| voice(report, id))
        .transpose()?;
    let new = NewComment {
        subject: &subject,
        quarter,
        voice: voice.as_ref(),
    };
    Ok(new.file(report))
}

fn subject(report: &Report, typed: &str) -> Result<Subject, String> {
    match typed {
        "overview" => return Ok(Subject::Overview),
        "finance" => return Ok(Subject::Finance),
        "risks" => return Ok(Subject::Risks),
        _ => {}
    }
    let id = id_like(typed);
    let measure = MeasureId::new(&id);
    if report.measures.contains_key(&measure) {
        return Ok(Subject::Measure(measure));
    }
    let objective = ObjectiveId::new(&id);
    if report.objective(&objective).is_some() {
        return Ok(Subject::Objective(objective));
    }
    let known = report.measures.keys().map(MeasureId::as_str);
    let help = did_you_mean(typed, known).map_or_else(
        || "a measure or an objective by its id, or overview, finance or risks".to_owned(),
        |meant| format!("did you mean `{meant}`?"),
    );
    Err(format!(
        "there is nothing called `{typed}` to comment on: {help}"
    ))
}

fn voice(report: &Report, typed: &str) -> Result<VoiceId, String> {
    let id = VoiceId::new(typed);
    if report.site.voice(&id).is_some() {
        return Ok(id);
    }
    let known = || report.site.voices.iter().map(|voice| voice.id.as_str());
    let help = match did_you_mean(typed, known()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None if known().next().is_none() => "it has no `voices:`".to_owned(),
        None => format!("it names {}", one_of(known())),
    };
    Err(format!("there is no voice `{typed}` in site.yaml: {help}"))
}
