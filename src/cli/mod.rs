//! The command line: parses the arguments, runs the command, and reports as cargo does.

mod args;
mod build;
mod check;
mod completions;
mod console;
mod diff;
mod explain;
mod init;
mod list;
mod new;
mod progress;
mod revisions;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod site;
mod theme;

use std::fmt::Display;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue};
use clap::{Error, Parser};

use args::{Args, Command};
use console::Console;

use crate::diag;
use crate::source::characters::{hidden, name, one_line};

/// The exit code of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum ExitStatus {
    Success = 0,
    /// The content has problems.
    Problems = 1,
    /// The command or the machine has problems.
    Error = 2,
}

/// The reason why a command has stopped.
struct Failure {
    /// Empty if everything has been printed.
    message: String,
    status: ExitStatus,
}

/// The outcome of a command, or of a part of one.
type Outcome<T = ExitStatus> = Result<T, Failure>;

impl Failure {
    /// Returns the failure of a command that stops because the content has problems.
    fn problems(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            status: ExitStatus::Problems,
        }
    }
}

/// Any other error is one of the command or the machine.
impl<E: Display> From<E> for Failure {
    fn from(error: E) -> Self {
        Self {
            message: error.to_string(),
            status: ExitStatus::Error,
        }
    }
}

/// Runs the program with the arguments of the command line, and returns its exit code.
pub fn run() -> ExitCode {
    let status = check_arguments().and_then(|()| run_command());
    let status = status.unwrap_or_else(|failure| {
        if !failure.message.is_empty() {
            console::error(&failure.message);
        }
        failure.status
    });
    ExitCode::from(status as u8)
}

fn run_command() -> Outcome {
    let args = Args::try_parse().unwrap_or_else(|error| nearest_first(error).exit());
    let console = Console::new(&args.global);
    match &args.command {
        Command::Completions(options) => Ok(completions::run(options)),
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
        Command::Clean(options) => build::clean(&args.global, options, &console),
        Command::Theme(options) => theme::run(&args.global, options, &console),
    }
}

/// Returns an error if an argument contains invisible characters or a line end, which would end up in a file, a page or a
/// log.
fn check_arguments() -> Outcome<()> {
    for argument in std::env::args_os().skip(1) {
        let text = argument.to_str().unwrap_or_default();
        let end = text.chars().find(|c| matches!(c, '\n' | '\t'));
        if let Some(first) = end.or_else(|| hidden(text).first().map(|found| found.first)) {
            let (shown, name) = (one_line(text), name(first));
            return Err(Failure::from(format!(
                "the argument `{shown}` contains {name}: type it again without this character"
            )));
        }
    }
    Ok(())
}

/// The context of an error that has what was typed, and the one that has suggestions for it.
const CONTEXTS: [[ContextKind; 2]; 3] = [
    [
        ContextKind::InvalidSubcommand,
        ContextKind::SuggestedSubcommand,
    ],
    [ContextKind::InvalidArg, ContextKind::SuggestedArg],
    [ContextKind::InvalidValue, ContextKind::SuggestedValue],
];

/// Sorts the suggestions of an error. clap puts the nearest last.
fn nearest_first(mut error: Error) -> Error {
    for [typed, suggested] in CONTEXTS {
        let found = (error.get(typed), error.get(suggested));
        if let (Some(ContextValue::String(typed)), Some(ContextValue::Strings(words))) = found {
            let words = diag::nearest_first(typed, words);
            error.insert(suggested, ContextValue::Strings(words));
        }
    }
    error
}
