//! The command line: parses the arguments, runs the command, and reports as cargo does.

mod args;
mod build;
mod check;
mod clean;
mod completions;
mod console;
mod diff;
mod drafts;
mod explain;
mod fix;
mod init;
mod list;
mod new;
mod progress;
mod revisions;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod site;
mod suggestions;
mod theme;
mod wrap;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use console::Console;

use crate::source::characters::{hidden, name, one_line};

/// The exit code of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ExitStatus {
    /// 0: no problems.
    Success,
    /// 1: the content has problems.
    Problems,
    /// 2: the command or the machine has problems.
    Error,
}

/// The outcome of a command. Both sides are exit codes, so that `?` ends a command that has reported what is wrong.
type Outcome = Result<ExitStatus, ExitStatus>;

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        match status {
            ExitStatus::Success => Self::SUCCESS,
            ExitStatus::Problems => Self::from(1),
            ExitStatus::Error => Self::from(2),
        }
    }
}

/// Runs the program with the arguments of the command line, and returns its exit code.
pub fn run() -> ExitCode {
    if let Some(problem) = unfit_argument() {
        console::error(&problem);
        return ExitStatus::Error.into();
    }
    let args = Args::try_parse().unwrap_or_else(|error| suggestions::nearest_first(error).exit());
    let console = Console::new(&args.global);
    let outcome = match &args.command {
        Command::Completions(options) => Ok(completions::run(options, &console)),
        Command::Build(options) => build::run(&args.global, options, &console),
        Command::Check(options) => check::run(&args.global, options, &console),
        Command::Diff(options) => diff::run(&args.global, options, &console),
        Command::Explain(options) => explain::run(&args.global, options, &console),
        Command::List(options) => list::run(&args.global, options, &console),
        Command::Init(options) => init::run(&args.global, options, &console),
        Command::New(options) => new::run(&args.global, options, &console),
        Command::Schema(options) => schema::run(&args.global, options, &console),
        #[cfg(feature = "serve")]
        Command::Serve(options) => serve::run(&args.global, options, console),
        Command::Clean(options) => clean::run(&args.global, options, &console),
        Command::Theme(options) => theme::run(&args.global, options, &console),
    };
    outcome.unwrap_or_else(|status| status).into()
}

/// Returns a message if an argument contains invisible characters or a line end, which would end up in a file, a page or a
/// log.
fn unfit_argument() -> Option<String> {
    std::env::args_os().skip(1).find_map(|argument| {
        let text = argument.to_str()?;
        let end = text.chars().find(|c| matches!(c, '\n' | '\t'));
        let first = end.or_else(|| hidden(text).first().map(|found| found.first))?;
        let shown = one_line(text);
        Some(format!(
            "the argument `{shown}` contains {}: type it again without this character",
            name(first)
        ))
    })
}
