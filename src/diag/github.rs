//! GitHub's workflow commands: each problem becomes an annotation at its line of the pull request.

use super::listing::{Listing, Region};
use super::text::for_log;
use super::{Diagnostic, Severity};
use crate::source::characters::visible;

/// GitHub shows ten annotations of each kind for a step and fifty for a job. One step has two kinds.
const SHOWN: usize = 10;

/// Returns the commands: errors first, then warnings.
pub fn render(listing: &Listing) -> String {
    let severities = [Severity::Error, Severity::Warning].into_iter();
    let commands = severities.flat_map(|severity| {
        let more = listing.count(severity).saturating_sub(SHOWN);
        let shown = listing.with_severity(severity).take(SHOWN).enumerate();
        shown.map(move |(index, problem)| {
            let mut message = message_of(problem);
            if more > 0 && index + 1 == SHOWN {
                message.push_str(&format!("\nand {more} more"));
            }
            command(problem, listing.region(&problem.place), &message)
        })
    });
    commands.collect()
}

/// Returns the message with the related places and the help.
fn message_of(problem: &Diagnostic) -> String {
    let mut message = problem.message.clone();
    for (place, text) in &problem.related {
        message.push_str(&format!("\nsee also {}: {text}", place.path));
    }
    if let Some(help) = &problem.help {
        message.push_str(&format!("\nhelp: {help}"));
    }
    message
}

fn command(problem: &Diagnostic, region: Option<Region>, message: &str) -> String {
    let mut properties = vec![("file", problem.place.path.to_string())];
    if let Some(region) = region {
        properties.push(("line", region.start.line.to_string()));
        properties.push(("endLine", region.end.line.to_string()));
        // GitHub ignores an annotation with columns that covers more than one line.
        if region.is_on_one_line() {
            properties.push(("col", region.start.column.to_string()));
            properties.push(("endColumn", region.end.column.to_string()));
        }
    }
    properties.push(("title", problem.code.to_string()));
    let properties = properties.iter();
    let properties = properties.map(|(name, value)| format!("{name}={}", escape_property(value)));
    let properties = properties.collect::<Vec<_>>().join(",");
    let message = escape(message);
    format!("::{} {properties}::{message}\n", problem.severity)
}

/// Escapes the characters that would end a command.
fn escape(text: &str) -> String {
    let escaped = visible(text).replace('%', "%25");
    for_log(&escaped.replace('\r', "%0D").replace('\n', "%0A"))
}

/// Escapes the characters that would end a command or a property.
fn escape_property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}
