//! What the program says, on the standard error stream, in the register of cargo.

use std::io::Write;

use anstream::ColorChoice;
use clap::builder::styling::{AnsiColor, Style};

use super::args::{ColorWhen, Global};
use super::progress::{Progress, Task};
use crate::diag::text::{self, Colours, for_log};
use crate::diag::{Diagnostic, Listing};
use crate::source::characters::visible;

/// How much is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Loudness {
    Quiet,
    Usual,
    Verbose,
}

/// What warnings mean for a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Warnings {
    /// They stop it, as errors do.
    Stop,
    /// They are told.
    Pass,
}

/// Where messages go.
#[derive(Debug)]
pub(super) struct Console {
    loudness: Loudness,
}

const DONE: Style = AnsiColor::Green.on_default().bold();
const NOTE: Style = AnsiColor::Cyan.on_default().bold();
const WRONG: Style = AnsiColor::Red.on_default().bold();

impl Console {
    /// As the command line asks.
    pub(super) fn new(global: &Global) -> Self {
        let choice = match global.color {
            ColorWhen::Auto => ColorChoice::Auto,
            ColorWhen::Always => ColorChoice::Always,
            ColorWhen::Never => ColorChoice::Never,
        };
        choice.write_global();
        let loudness = match (global.quiet, global.verbose) {
            (true, _) => Loudness::Quiet,
            (false, true) => Loudness::Verbose,
            (false, false) => Loudness::Usual,
        };
        Self { loudness }
    }

    /// What was done: "   Published 42 pages".
    pub(super) fn done(&self, verb: &str, text: &str) {
        self.line(Loudness::Usual, DONE, verb, text);
    }

    /// What someone may want to know: "    Left out 2016-17 Q2".
    pub(super) fn note(&self, verb: &str, text: &str) {
        self.line(Loudness::Usual, NOTE, verb, text);
    }

    /// What only someone who asks wants to know.
    pub(super) fn detail(&self, verb: &str, text: &str) {
        self.line(Loudness::Verbose, NOTE, verb, text);
    }

    /// What was asked for itself, on the standard output: whatever it quotes, a terminal and a log show it as text.
    pub(super) fn print(&self, text: &str) {
        self.print_commands(&for_log(&visible(text)));
    }

    /// The same for lines that are commands of a host's log, and safe in themselves.
    #[allow(
        clippy::unused_self,
        reason = "what was asked for is given at any loudness, through the same door"
    )]
    pub(super) fn print_commands(&self, text: &str) {
        // Nobody can be told that nobody listens.
        let _ = write!(anstream::stdout(), "{text}");
    }

    /// Something that may take long: told on a terminal, unless only what is wrong is to be said.
    pub(super) fn progress(&self, task: Task) -> Progress {
        if self.loudness == Loudness::Quiet {
            Progress::silent()
        } else {
            Progress::on_terminal(task)
        }
    }

    fn line(&self, least: Loudness, style: Style, verb: &str, text: &str) {
        if self.loudness >= least {
            say(&format!(
                "{style}{verb:>12}{style:#} {}",
                for_log(&visible(text))
            ));
        }
    }

    /// Something that stopped the command.
    #[allow(
        clippy::unused_self,
        reason = "errors are said at any loudness, through the same door"
    )]
    pub(super) fn error(&self, text: &str) {
        say(&format!(
            "{WRONG}error{WRONG:#}: {}",
            for_log(&visible(text))
        ));
    }

    /// Every problem, each in its place.
    ///
    /// Quiet leaves warnings out, unless they stop the command.
    pub(super) fn problems(&self, listing: &Listing, warnings: Warnings) {
        let with_warnings = self.loudness > Loudness::Quiet || warnings == Warnings::Stop;
        for problem in &listing.problems {
            if problem.is_error() || with_warnings {
                say(&format!(
                    "{}\n",
                    text::render(problem, &listing.sources, Colours::Ansi)
                ));
            }
        }
        let told = |problem: &&Diagnostic| problem.is_error() || with_warnings;
        if let Some(text) = learn_more(listing.problems.iter().filter(told)) {
            self.note("Learn more", &text);
        }
    }
}

/// Something that stopped the program, also before there is a console.
pub(super) fn error(text: &str) {
    say(&format!(
        "{WRONG}error{WRONG:#}: {}",
        for_log(&visible(text))
    ));
}

/// Where the rules are explained: each that was named.
fn learn_more<'p>(told: impl Iterator<Item = &'p Diagnostic>) -> Option<String> {
    let mut codes: Vec<&str> = Vec::new();
    for problem in told {
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

/// Nobody can be told that nobody listens.
fn say(text: &str) {
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// "1 page", "2 pages".
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
