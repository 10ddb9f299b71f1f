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
mod init;
mod lines;
mod list;
mod mend;
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
    match ending {
        Ending::Fine => ExitCode::SUCCESS,
        Ending::Problems => ExitCode::from(1),
        Ending::Failed => ExitCode::from(2),
    }
}
