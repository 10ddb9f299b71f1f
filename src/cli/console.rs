//! Messages on the standard error stream, laid out as cargo does, and results on standard output.

use std::io::Write;

use anstream::ColorChoice;
use clap::builder::styling::{AnsiColor, Style};

use super::ExitStatus;
use super::args::{ColorWhen, Global};
use super::progress::{Progress, Task};
use crate::diag::text::{self, Colours, for_log};
use crate::diag::{Diagnostic, Listing};
use crate::source::characters::visible;

/// Which messages are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verbosity {
    Quiet,
    Normal,
    Verbose,
}

/// Whether warnings stop a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Warnings {
    AsErrors,
    AsWarnings,
}

/// Prints messages and results.
#[derive(Debug)]
pub(super) struct Console {
    verbosity: Verbosity,
}

const DONE: Style = AnsiColor::Green.on_default().bold();
const NOTE: Style = AnsiColor::Cyan.on_default().bold();
const ERROR: Style = AnsiColor::Red.on_default().bold();

impl Console {
    /// Sets colour and verbosity from the options.
    pub(super) fn new(global: &Global) -> Self {
        let choice = match global.color {
            ColorWhen::Auto => ColorChoice::Auto,
            ColorWhen::Always => ColorChoice::Always,
            ColorWhen::Never => ColorChoice::Never,
        };
        choice.write_global();
        let verbosity = match (global.quiet, global.verbose) {
            (true, _) => Verbosity::Quiet,
            (false, true) => Verbosity::Verbose,
            (false, false) => Verbosity::Normal,
        };
        Self { verbosity }
    }

    /// Prints what was done, as in "   Published 42 pages".
    pub(super) fn done(&self, verb: &str, text: &str) {
        self.line(Verbosity::Normal, DONE, verb, text);
    }

    /// Prints a remark, as in "    Left out 2016-17 Q2".
    pub(super) fn note(&self, verb: &str, text: &str) {
        self.line(Verbosity::Normal, NOTE, verb, text);
    }

    /// Prints a detail, only with `--verbose`.
    pub(super) fn detail(&self, verb: &str, text: &str) {
        self.line(Verbosity::Verbose, NOTE, verb, text);
    }

    /// Prints the result of a command on standard output. Text that it quotes cannot control a terminal or a log.
    pub(super) fn print(&self, text: &str) {
        self.print_commands(&for_log(&visible(text)));
    }

    /// Prints commands for the log of a git host on standard output. They are already escaped.
    #[allow(
        clippy::unused_self,
        reason = "results are printed at any verbosity, by a method like the others"
    )]
    pub(super) fn print_commands(&self, text: &str) {
        // An error here means that there is no reader to report it to.
        let _ = write!(anstream::stdout(), "{text}");
    }

    /// Starts a progress line for a task, unless `--quiet`.
    pub(super) fn progress(&self, task: Task) -> Progress {
        if self.verbosity == Verbosity::Quiet {
            Progress::silent()
        } else {
            Progress::on_terminal(task)
        }
    }

    fn line(&self, least: Verbosity, style: Style, verb: &str, text: &str) {
        if self.verbosity >= least {
            print_line(&format!(
                "{style}{verb:>12}{style:#} {}",
                for_log(&visible(text))
            ));
        }
    }

    /// Prints an error that stopped the command.
    #[allow(
        clippy::unused_self,
        reason = "errors are printed at any verbosity, by a method like the others"
    )]
    pub(super) fn error(&self, text: &str) {
        error(text);
    }

    /// Prints an error of the command or the machine, and returns the exit code for it.
    pub(super) fn failed(&self, error: &(impl ToString + ?Sized)) -> ExitStatus {
        self.error(&error.to_string());
        ExitStatus::Error
    }

    /// Prints each problem with its source line. `--quiet` excludes warnings, unless they stop the command.
    pub(super) fn problems(&self, listing: &Listing, warnings: Warnings) {
        let with_warnings = self.verbosity > Verbosity::Quiet || warnings == Warnings::AsErrors;
        for problem in &listing.problems {
            if problem.is_error() || with_warnings {
                print_line(&format!(
                    "{}\n",
                    text::render(problem, &listing.sources, Colours::Ansi)
                ));
            }
        }
        let is_shown = |problem: &&Diagnostic| problem.is_error() || with_warnings;
        if let Some(text) = learn_more(listing.problems.iter().filter(is_shown)) {
            self.note("Learn more", &text);
        }
    }
}

/// Prints an error, also before there is a console.
pub(super) fn error(text: &str) {
    print_line(&format!(
        "{ERROR}error{ERROR:#}: {}",
        for_log(&visible(text))
    ));
}

/// Returns the command that explains each rule that was broken.
fn learn_more<'p>(problems: impl Iterator<Item = &'p Diagnostic>) -> Option<String> {
    let mut codes: Vec<&str> = Vec::new();
    for problem in problems {
        if !codes.contains(&problem.code.as_str()) {
            codes.push(problem.code.as_str());
        }
    }
    let says = "explains the rule, with an example";
    match codes.as_slice() {
        [] => None,
        [only] => Some(format!("quarterdeck explain {only} {says}")),
        [first, others @ ..] => Some(format!(
            "quarterdeck explain {first} {says}; the same for {}",
            others.join(", ")
        )),
    }
}

fn print_line(text: &str) {
    // An error here means that there is no reader to report it to.
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// Returns a number with its noun: "1 page", "2 pages".
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
