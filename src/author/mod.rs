//! Files that are begun for an editor: a new site, a quarter, a measure, a comment. Texts only: an edge writes them, and
//! never over a file that is there.
//!
//! What is begun is whole: it passes `check` as it is written, and what is still to come is named as owed.

pub mod ci;
pub mod comment;
pub mod measure;
pub mod quarter;
pub mod site;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::assess::reporting::due_on;
use crate::model::{Quarter, Site};
use crate::parse::schema::Kind;
use crate::source::SourcePath;

/// A file that is begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// From the root that it is written to.
    pub path: SourcePath,
    /// What it says.
    pub text: String,
}

impl Begun {
    fn new(path: &str, text: impl Into<String>) -> Self {
        Self {
            path: SourcePath::new(path),
            text: text.into(),
        }
    }
}

/// The folder of the schemas, below the site's root.
pub const SCHEMAS: &str = ".schemas";

/// The line that tells an editor's program which schema a file follows.
fn schema_line(path: &str, kind: Kind) -> String {
    let up = "../".repeat(path.matches('/').count());
    format!(
        "# yaml-language-server: $schema={up}{SCHEMAS}/{}.schema.json\n",
        kind.name()
    )
}

/// A text in double quotes, on one line.
fn quoted(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// What `publish_on` can say of a quarter that is begun today: the day that is announced for the next publication, or the
/// one on which its report is due, or the last of the quarter after it. Where that has passed it is today, and what ended
/// a year ago is public already.
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
