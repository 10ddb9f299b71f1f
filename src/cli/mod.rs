//! The command line: what was asked for, done at the edges, and told in the register of cargo.

mod args;
mod build;
mod check;
mod clean;
mod completions;
mod console;
mod diff;
mod everything;
mod explain;
mod fix;
mod init;
mod lines;
mod list;
mod misspelt;
mod new;
mod progress;
mod revisions;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod site;
mod theme;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use console::Console;

use crate::source::characters::{hidden, name, one_line};

/// How a command ended, as its exit code says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// 0: nothing is wrong.
    Fine,
    /// 1: the content has problems.
    Problems,
    /// 2: the command or the machine has.
    Failed,
}

/// Runs the program with the command line's arguments.
pub fn run() -> ExitCode {
    if let Some(problem) = unfit_argument() {
        console::error(&problem);
        return ExitCode::from(2);
    }
    let args = Args::try_parse().unwrap_or_else(|error| misspelt::nearest_first(error).exit());
    let console = Console::new(&args.global);
    let ending = match &args.command {
        Command::Completions(options) => completions::run(options, &console),
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
    code_of(ending)
}

/// Returns what is wrong with an argument that contains characters that nobody can see, or a line end: it would end up in
/// a file, a page or a log.
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

fn code_of(ending: Ending) -> ExitCode {
    match ending {
        Ending::Fine => ExitCode::SUCCESS,
        Ending::Problems => ExitCode::from(1),
        Ending::Failed => ExitCode::from(2),
    }
}
