//! New files for an editor: a site, a quarter, a measure, a comment. These are texts only: an edge writes them and
//! never replaces an existing file.
//!
//! A new file passes `check`. Gaps in it are reported as due.

pub mod ci;
pub mod comment;
pub mod measure;
mod money;
pub mod quarter;
mod registers;
pub mod site;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::assess::reporting::due_on;
use crate::model::{Quarter, Site};
use crate::parse::schema::Kind;
use crate::source::SourcePath;
use crate::source::characters::one_line;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewFile {
    /// The path from the folder in which it is written.
    pub path: SourcePath,
    pub text: String,
}

impl NewFile {
    fn new(path: &str, text: impl Into<String>) -> Self {
        Self {
            path: SourcePath::new(path),
            text: text.into(),
        }
    }

    /// Creates a file of a kind. Its first line tells an editor's program which schema it follows.
    fn of(kind: Kind, path: &str, text: &str) -> Self {
        let up = "../".repeat(path.matches('/').count());
        let start = if path.ends_with(".md") { "---\n" } else { "" };
        let name = kind.name();
        let schema = format!("# yaml-language-server: $schema={up}{SCHEMAS}/{name}.schema.json\n");
        Self::new(path, format!("{start}{schema}{text}"))
    }
}

/// The folder of the schemas in the site's root.
pub(crate) const SCHEMAS: &str = ".schemas";

/// Returns a text in double quotes, on one line.
fn quoted(text: &str) -> String {
    let text = one_line(text).replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{text}\"")
}

/// Returns lines below a name, indented. Empty if there are none.
fn under(name: &str, lines: impl IntoIterator<Item = String>) -> Vec<String> {
    let lines: Vec<String> = lines.into_iter().map(|line| format!("  {line}")).collect();
    let name = (!lines.is_empty()).then(|| format!("{name}:"));
    name.into_iter().chain(lines).collect()
}

/// Returns a suggestion for `publish_on` of a new quarter: the announced day of the next publication, or the day on
/// which its report is due, or the last day of the next quarter, but not before today. A quarter that ended more than a
/// year ago is already public.
fn publish_on(quarter: Quarter, site: Option<&Site>, today: Date) -> String {
    let ended = quarter.last_day();
    if ended.saturating_add(1.year()) < today {
        return "already_public".to_owned();
    }
    let announced = site.and_then(|site| site.next_publication);
    if let Some(day) = announced.filter(|day| *day > ended && *day >= today) {
        return day.to_string();
    }
    let day = match site.and_then(|site| site.due_days) {
        Some(days) => due_on(quarter, days),
        None => quarter.next().last_day(),
    };
    day.max(today).to_string()
}
