//! GitHub's workflow commands: each problem becomes an annotation at its line of the pull request.

use super::listing::{Listing, Region};
use super::text::for_log;
use super::{Diagnostic, Severity};
use crate::source::characters::visible;

/// GitHub shows ten annotations of each kind for a step and fifty for a job. One step has two kinds.
const SHOWN: usize = 10;

/// Returns the commands: errors first, then warnings.
pub fn render(listing: &Listing) -> String {
    [Severity::Error, Severity::Warning]
        .into_iter()
        .map(|severity| commands(listing, severity))
        .collect()
}

fn commands(listing: &Listing, severity: Severity) -> String {
    let problems: Vec<&Diagnostic> = listing.with_severity(severity).collect();
    let more = problems.len().saturating_sub(SHOWN);
    let shown = problems.iter().take(SHOWN).enumerate();
    let commands = shown.map(|(index, problem)| {
        let mut message = message_of(problem);
        if more > 0 && index + 1 == SHOWN {
            message.push_str(&format!("\nand {more} more"));
        }
        command(problem, listing.region(&problem.place), &message)
    });
    commands.collect()
}

/// Returns the message with the related places and the help.
fn message_of(problem: &Diagnostic) -> String {
    let mut message_of = problem.message.clone();
    for (place, text) in &problem.related {
        message_of.push_str(&format!("\nsee also {}: {text}", place.path));
    }
    if let Some(help) = &problem.help {
        message_of.push_str(&format!("\nhelp: {help}"));
    }
    message_of
}

fn command(problem: &Diagnostic, region: Option<Region>, message: &str) -> String {
    let mut properties = vec![("file", problem.place.path.to_string())];
    if let Some(region) = region {
        properties.push(("line", region.start.at.line.to_string()));
        properties.push(("endLine", region.end.at.line.to_string()));
        // GitHub ignores an annotation with columns that covers more than one line.
        if region.is_on_one_line() {
            properties.push(("col", region.start.at.column.to_string()));
            properties.push(("endColumn", region.end.at.column.to_string()));
        }
    }
    properties.push(("title", problem.code.to_string()));
    let properties: Vec<String> = properties
        .iter()
        .map(|(name, value)| format!("{name}={}", escape_property(value)))
        .collect();
    format!(
        "::{} {}::{}\n",
        problem.severity,
        properties.join(","),
        escape(message)
    )
}

/// Escapes the characters that would end a command.
fn escape(text: &str) -> String {
    let escaped = visible(text)
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A");
    for_log(&escaped)
}

/// Escapes the characters that would end a command or a property.
fn escape_property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}
