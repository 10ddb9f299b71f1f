//! `quarterdeck new`

use std::path::Path;

use clap::{Args as ClapArgs, Subcommand};

use super::args::{self, Global};
use super::console::{self, Console, count};
use super::{ExitStatus, Failure, Outcome, init, site};
use crate::author::measure::NewMeasure;
use crate::author::{self, NewFile, comment, quarter};
use crate::diag::{Diagnostic, one_of, suggestion};
use crate::disk;
use crate::model::{MeasureId, ObjectiveId, Quarter, Report, Subject, VoiceId};
use crate::parse::{self, id_like, leaf};
use crate::source::{SourcePath, SourceTree};

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
    file: NewCommand,
}

/// The kind of file that is created.
#[derive(Debug, Subcommand)]
enum NewCommand {
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
    #[arg(value_parser = args::quarter)]
    quarter: Option<Quarter>,
    /// Create a comment by this voice on each measure that is due [default: the same comments as in the last quarter]
    #[arg(long, value_name = "VOICE", value_delimiter = ',')]
    voice: Vec<String>,
    /// Create no comments
    #[arg(long, conflicts_with = "voice")]
    no_comments: bool,
}

#[derive(Debug, ClapArgs)]
struct MeasureArgs {
    /// The id: lower case letters, digits and hyphens
    id: String,
    /// The title
    #[arg(long, value_name = "TEXT")]
    title: String,
    /// The unit: percent, count, rate, days, weeks, months, pounds, score, ratio, or a description of one, such as
    /// '{ duration: seconds }'
    #[arg(long, value_name = "WORD", default_value = "percent")]
    unit: String,
    /// Which way is better: higher, lower, between or neither
    #[arg(long, value_name = "WORD", default_value = "higher")]
    better: String,
    /// What a figure covers: `in_quarter`, `year_to_date_total`, `year_to_date_average`, `rolling_12_months`, `snapshot`,
    /// `monthly_average` or `annual`
    #[arg(long, value_name = "WORD", default_value = "in_quarter")]
    period: String,
    /// The reference that reports print
    #[arg(long = "ref", value_name = "TEXT")]
    reference: Option<String>,
}

#[derive(Debug, ClapArgs)]
struct CommentArgs {
    /// A measure's or an objective's id, or overview, finance or risks
    about: String,
    /// The quarter [default: the latest]
    #[arg(long, value_name = "QUARTER", value_parser = args::quarter)]
    quarter: Option<Quarter>,
    /// The voice, by its id in site.yaml [default: the organisation itself]
    #[arg(long, value_name = "VOICE")]
    voice: Option<String>,
}

pub(super) fn run(global: &Global, args: &NewArgs, console: &Console) -> Outcome {
    let today = site::today();
    let ended = Quarter::of(today).previous();
    let report = &site::read_known(global, today, console)?;
    match &args.file {
        NewCommand::Quarter(args) => {
            let next = || quarter::after_the_last(report, ended);
            let quarter = args.quarter.unwrap_or_else(next);
            let voices = args.voice.iter().map(|id| find_voice(report, id));
            let voices = voices.collect::<Result<Vec<VoiceId>, _>>()?;
            let by_voices = args.no_comments || !voices.is_empty();
            let new = quarter::create(report, quarter, by_voices.then_some(&voices), today);
            write(global, &new.file, console)?;
            write_drafts(global, &new, quarter, console)?;
            note_due(&new, console);
        }
        NewCommand::Measure(args) => {
            let from = quarter::collected(report, ended);
            write(global, &measure_file(args, from)?, console)?;
        }
        NewCommand::Comment(args) => write(global, &comment_file(report, args)?, console)?,
    }
    Ok(ExitStatus::Success)
}

fn write(global: &Global, file: &NewFile, console: &Console) -> Outcome<()> {
    create(&global.root, &file.path, &file.text)?;
    console.done("Created", file.path.as_str());
    if init::write_schemas(&global.root, console)? {
        let text = format!(
            "{}/: what editors suggest, with the ids of the site",
            author::SCHEMAS
        );
        console.done("Updated", &text);
    }
    Ok(())
}

/// Creates a file, which must not exist.
pub(super) fn create(root: &Path, path: &SourcePath, text: &str) -> Outcome<()> {
    if disk::create(root, path, text)? {
        return Ok(());
    }
    Err(Failure::from(format!(
        "{path} already exists, and was not changed"
    )))
}

/// Writes the draft comments that do not exist yet. They are counted, and named with `-v`.
fn write_drafts(
    global: &Global,
    new: &quarter::NewQuarter,
    quarter: Quarter,
    console: &Console,
) -> Outcome<()> {
    let mut created = 0;
    for file in &new.comments {
        if disk::create(&global.root, &file.path, &file.text)? {
            created += 1;
            console.detail("Created", file.path.as_str());
        } else {
            console.note("Kept", &format!("{}: already there", file.path));
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

fn note_due(new: &quarter::NewQuarter, console: &Console) {
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

/// Returns the file of a new measure. Prints the problems that reading it would find.
fn measure_file(args: &MeasureArgs, from: Quarter) -> Outcome<NewFile> {
    if !leaf::is_id(&args.id) {
        return Err(Failure::from(format!(
            "`{}` cannot be an id, because ids are used in addresses: use `{}`",
            args.id,
            id_like(&args.id)
        )));
    }
    let adds_up =
        args.unit == "count" || args.unit.contains("pounds") || args.unit.contains("one:");
    if args.period == "year_to_date" && !adds_up {
        return Err(Failure::from(
            "`--period`: write `year_to_date_total` if each figure includes the quarters before it, or `year_to_date_average` if it is the average of the year so far".to_owned(),
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
        console::error(&option_message(problem));
    }
    match problems.as_slice() {
        [] => Ok(file),
        // They have been printed.
        _ => Err("".into()),
    }
}

/// Returns the message of a problem with the option that it came from, which has the name of the field.
fn option_message(problem: &Diagnostic) -> String {
    let option = problem.field.as_ref();
    let option = option.map_or(String::new(), |field| format!("`--{field}`: "));
    let help = problem.help.as_ref();
    let help = help.map_or(String::new(), |help| format!(": {help}"));
    format!("{option}{}{help}", problem.message)
}

fn comment_file(report: &Report, args: &CommentArgs) -> Result<NewFile, String> {
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
    let subject = find_subject(report, &args.about)?;
    let voice = args.voice.as_ref().map(|id| find_voice(report, id));
    let voice = voice.transpose()?;
    Ok(comment::file(report, &subject, quarter, voice.as_ref()))
}

fn find_subject(report: &Report, typed: &str) -> Result<Subject, String> {
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
    let help = suggestion(typed, known).unwrap_or_else(|| {
        "a measure or an objective by its id, or overview, finance or risks".to_owned()
    });
    Err(format!(
        "there is nothing called `{typed}` to comment on: {help}"
    ))
}

fn find_voice(report: &Report, typed: &str) -> Result<VoiceId, String> {
    let id = VoiceId::new(typed);
    if report.site.voice(&id).is_some() {
        return Ok(id);
    }
    let known = || report.site.voices.iter().map(|voice| voice.id.as_str());
    let help = match suggestion(typed, known()) {
        Some(meant) => meant,
        None if known().next().is_none() => "it has no `voices:`".to_owned(),
        None => format!("it names {}", one_of(known())),
    };
    Err(format!("there is no voice `{typed}` in site.yaml: {help}"))
}
