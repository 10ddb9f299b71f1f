//! Workflow commands as GitHub's runner reads them: what is escaped comes back, and a bare line end ends a command.

use std::collections::BTreeMap;

/// A command that was understood.
#[derive(Debug)]
pub(crate) struct Command {
    pub(crate) name: String,
    pub(crate) properties: BTreeMap<String, String>,
    pub(crate) message: String,
}

/// Every line must be a command.
pub(crate) fn commands(text: &str) -> Vec<Command> {
    text.lines()
        .map(|line| command(line).unwrap_or_else(|| panic!("no command: {line}")))
        .collect()
}

fn command(line: &str) -> Option<Command> {
    let (head, message) = line.strip_prefix("::")?.split_once("::")?;
    let (name, properties) = head.split_once(' ')?;
    let properties = properties.split(',').map(|property| {
        let (name, value) = property.split_once('=')?;
        let value = value.replace("%3A", ":").replace("%2C", ",");
        Some((name.to_owned(), unescaped(&value)))
    });
    Some(Command {
        name: name.to_owned(),
        properties: properties.collect::<Option<_>>()?,
        message: unescaped(message),
    })
}

fn unescaped(text: &str) -> String {
    text.replace("%0D", "\r")
        .replace("%0A", "\n")
        .replace("%25", "%")
}
