//! Messages on the standard error stream, laid out as cargo does, and results on standard output.

use std::io::{self, IsTerminal, Write};

use anstream::ColorChoice;
use clap::builder::styling::{AnsiColor, Style};

use super::args::{ColorWhen, Global};
use super::progress::Progress;
pub(super) use crate::diag::count;
use crate::diag::text::{self, Colours, for_log};
use crate::diag::{Diagnostic, Listing};
use crate::source::characters::visible;

/// Prints messages and results.
#[derive(Debug)]
pub(super) struct Console {
    is_quiet: bool,
    is_verbose: bool,
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
        Self {
            is_quiet: global.quiet,
            is_verbose: global.verbose,
        }
    }

    /// Prints what was done, as in "   Published 42 pages".
    pub(super) fn done(&self, verb: &str, text: &str) {
        line(!self.is_quiet, DONE, verb, text);
    }

    /// Prints a remark, as in "    Left out 2016-17 Q2".
    pub(super) fn note(&self, verb: &str, text: &str) {
        line(!self.is_quiet, NOTE, verb, text);
    }

    /// Prints a detail, only with `--verbose`.
    pub(super) fn detail(&self, verb: &str, text: &str) {
        line(self.is_verbose, NOTE, verb, text);
    }

    /// Starts a progress line, unless `--quiet`. Without a terminal there is none, because a log would keep every update.
    pub(super) fn progress(
        &self,
        verb: &'static str,
        items: &'static str,
        total: Option<usize>,
    ) -> Option<Progress> {
        let is_shown = !self.is_quiet && io::stderr().is_terminal();
        is_shown.then(|| Progress::new(verb, items, total))
    }

    /// Prints each problem with its source line. `--quiet` excludes warnings, unless they stop the command.
    pub(super) fn problems(&self, listing: &Listing, is_strict: bool) {
        let with_warnings = !self.is_quiet || is_strict;
        let is_shown = |problem: &&Diagnostic| problem.is_error() || with_warnings;
        for problem in listing.problems.iter().filter(is_shown) {
            let text = text::render(problem, &listing.sources, Colours::Ansi);
            print_line(&format!("{text}\n"));
        }
        if let Some(text) = learn_more(listing.problems.iter().filter(is_shown)) {
            self.note("Learn more", &text);
        }
    }
}

/// Prints the result of a command on standard output. Text that it quotes cannot control a terminal or a log.
pub(super) fn print(text: &str) {
    print_commands(&for_log(&visible(text)));
}

/// Prints commands for the log of a git host on standard output. They are already escaped.
pub(super) fn print_commands(text: &str) {
    // An error here means that there is no reader to report it to.
    let _ = write!(anstream::stdout(), "{text}");
}

/// Prints an error, at any verbosity.
pub(super) fn error(text: &str) {
    let text = for_log(&visible(text));
    print_line(&format!("{ERROR}error{ERROR:#}: {text}"));
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

fn line(is_shown: bool, style: Style, verb: &str, text: &str) {
    if is_shown {
        let text = for_log(&visible(text));
        print_line(&format!("{style}{verb:>12}{style:#} {text}"));
    }
}

fn print_line(text: &str) {
    // An error here means that there is no reader to report it to.
    let _ = writeln!(anstream::stderr(), "{text}");
}
