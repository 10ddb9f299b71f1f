//! The list as text, CSV and JSON.

use serde::Serialize;

use super::FigureState;
use crate::assess::due::{DueFigure, DueState};
use crate::assess::rating::Unrated;
use crate::model::{Judgement, MeasureKind, Publication, Report, Text, plain_decimal};
use crate::site::phrases::verdicts::unrated_name;
use crate::site::words::EN;
use crate::source::characters::one_line;

/// A row of the list: a figure that is due.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Row {
    quarter: String,
    measure: String,
    reference: String,
    title: String,
    part_of: String,
    group: String,
    owner: String,
    state: String,
    reason: String,
    published: String,
    comments: String,
    kind: String,
    scale: String,
    contact: String,
}

impl Row {
    pub(super) fn new(due: &DueFigure, report: &Report) -> Self {
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let whole = due.part_of.unwrap_or(due.measure);
        let reference = due.measure.reference.as_deref();
        Self {
            quarter: due.quarter.to_string(),
            measure: due.measure.id.to_string(),
            reference: text(reference.or(whole.reference.as_deref())),
            title: due.measure.title.as_str().to_owned(),
            part_of: text(due.part_of.map(|whole| whole.title.as_str())),
            group: text(due.measure.group.as_deref()),
            owner: text(due.owner().map(Text::as_str)),
            state: FigureState::new(due.state).word(),
            reason: reason(due),
            published: published(due.publication),
            comments: comments(due, report),
            kind: text(due.measure.kind.map(MeasureKind::word)),
            scale: text(scale(due, report)),
            contact: text(due.measure.contact.as_deref().or(whole.contact.as_deref())),
        }
    }

    /// Returns the name of each column and its cell.
    fn cells(&self) -> [(&'static str, &str); 14] {
        [
            ("quarter", &self.quarter),
            ("measure", &self.measure),
            ("reference", &self.reference),
            ("title", &self.title),
            ("part_of", &self.part_of),
            ("group", &self.group),
            ("owner", &self.owner),
            ("state", &self.state),
            ("reason", &self.reason),
            ("published", &self.published),
            ("comments", &self.comments),
            ("kind", &self.kind),
            ("scale", &self.scale),
            ("contact", &self.contact),
        ]
    }

    fn name(&self) -> String {
        if self.part_of.is_empty() {
            self.title.clone()
        } else {
            format!("{}: {}", self.part_of, self.title)
        }
    }
}

/// Returns the id of the scale whose states rate a figure. `None` for the usual scale, and if the measure is for context.
fn scale<'m>(due: &DueFigure<'m>, report: &Report) -> Option<&'m str> {
    let measure = due.measure;
    let is_usual = measure.scale.id == report.site.scales.usual().id;
    let is_context = matches!(measure.judgement, Judgement::Context { .. });
    (!is_usual && !is_context).then_some(measure.scale.id.as_str())
}

/// Returns the reason why a figure is missing: in the words of the site, then the reason in the quarter's file.
fn reason(due: &DueFigure) -> String {
    let DueState::Missing(missing) = due.state else {
        return String::new();
    };
    let name = unrated_name(&EN, Unrated::Missing(missing));
    match due.because {
        Some(because) => format!("{name}: {}", because.as_str()),
        None => name.to_owned(),
    }
}

fn published(publication: Option<Publication>) -> String {
    match publication {
        None => "not begun".to_owned(),
        Some(Publication::On(day)) => day.to_string(),
        Some(Publication::AlreadyPublic) => "already public".to_owned(),
        Some(Publication::InProgress { through, .. }) => format!("public to {through}"),
        Some(Publication::Draft) => "draft".to_owned(),
        Some(Publication::Background(_)) => "background".to_owned(),
    }
}

/// Returns the voices that have commented.
fn comments(due: &DueFigure, report: &Report) -> String {
    let names = due.comments.iter().map(|voice| match voice {
        Some(id) => id.to_string(),
        None => report.site.organisation.as_str().to_owned(),
    });
    names.collect::<Vec<_>>().join(", ")
}

/// Renders the list for a spreadsheet.
pub(super) fn csv(rows: &[Row]) -> String {
    let headings = Row::default().cells().map(|(name, _)| name);
    let rows = rows.iter().map(|row| row.cells().map(|(_, cell)| cell));
    spreadsheet(headings, rows)
}

/// Renders rows as CSV.
pub(super) fn spreadsheet<'r, const N: usize>(
    headings: [&str; N],
    rows: impl Iterator<Item = [&'r str; N]>,
) -> String {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    // Writing texts to memory cannot fail.
    let _ = writer.write_record(headings);
    for cells in rows {
        let _ = writer.write_record(cells.map(for_spreadsheet));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Returns a cell that a spreadsheet does not calculate: text that starts like a formula gets an apostrophe
/// (<https://owasp.org/www-community/attacks/CSV_Injection>). Numbers stay numbers.
fn for_spreadsheet(cell: &str) -> String {
    let cell = one_line(cell);
    let starts_formula = cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if starts_formula && plain_decimal(&cell).is_err() {
        format!("'{cell}")
    } else {
        cell
    }
}

/// Renders the list in columns, quarter by quarter.
pub(super) fn text(rows: &[Row]) -> String {
    let mut text = String::new();
    for of_quarter in rows.chunk_by(|a, b| a.quarter == b.quarter) {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&heading(of_quarter));
        text.push_str(&columns(of_quarter));
    }
    text
}

/// Returns the heading of a quarter, as in "2016-17 Q2 (draft): 3 late, 2 owed, 5 reported".
fn heading(rows: &[Row]) -> String {
    let Some(first) = rows.first() else {
        return String::new();
    };
    let counts = rows
        .chunk_by(|a, b| a.state == b.state)
        .map(|same| format!("{} {}", same.len(), same[0].state));
    let counts: Vec<String> = counts.collect();
    format!(
        "{} ({}): {}\n\n",
        first.quarter,
        first.published,
        counts.join(", ")
    )
}

fn columns(rows: &[Row]) -> String {
    let cells = rows.iter().map(|row| {
        let owner = Some(row.owner.as_str()).filter(|owner| !owner.is_empty());
        let owner = owner.unwrap_or("no owner");
        [&row.state, &row.measure, &row.name(), owner, &remark(row)].map(str::to_owned)
    });
    aligned(cells.collect())
}

/// Renders rows in columns, each as wide as its widest cell.
pub(super) fn aligned<const N: usize>(rows: Vec<[String; N]>) -> String {
    let cells = rows.into_iter().map(|row| row.map(|cell| one_line(&cell)));
    let cells: Vec<[String; N]> = cells.collect();
    let mut widths = [0; N];
    for row in &cells {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let line = |row: &[String; N]| {
        let cells = row.iter().zip(&widths);
        let padded = cells.map(|(cell, width)| format!("  {cell:width$}"));
        format!("{}\n", padded.collect::<String>().trim_end())
    };
    cells.iter().map(line).collect()
}

/// Returns the last column: the reason why the figure is missing, or who has commented.
fn remark(row: &Row) -> String {
    match (row.reason.as_str(), row.comments.as_str()) {
        ("", "") => "no comment".to_owned(),
        ("", comments) => format!("comments: {comments}"),
        (reason, _) => reason.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula_and_numbers_stay_numbers() {
        let table = [
            ("=1+1", "'=1+1"),
            ("+44 1302 736000", "'+44 1302 736000"),
            ("-5% on last year", "'-5% on last year"),
            ("@home", "'@home"),
            ("\t=1", "'=1"),
            ("\r=1", "'=1"),
            ("  =HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
            ("\n-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
            ("＝1+1", "'＝1+1"),
            ("-5.2", "-5.2"),
            ("-0", "-0"),
            ("-5.2-1", "'-5.2-1"),
            ("2016-17 Q1", "2016-17 Q1"),
            ("a = b", "a = b"),
        ];
        for (cell, written) in table {
            assert_eq!(for_spreadsheet(cell), written, "{cell:?}");
        }
    }
}
