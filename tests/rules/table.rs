//! Markdown tables.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;

/// A table and where it stands.
pub(crate) struct Table {
    /// The file's name without its ending.
    pub(crate) file: String,
    /// The heading over it; none in a file with one table.
    pub(crate) heading: String,
    /// Whether the file says in words what the tables show.
    pub(crate) told: bool,
    pub(crate) rows: Vec<Row>,
}

/// A row, which knows what has been looked at.
pub(crate) struct Row {
    place: String,
    cells: Vec<(String, String)>,
    seen: RefCell<BTreeSet<String>>,
}

impl Row {
    /// What stands in a column.
    pub(crate) fn cell(&self, column: &str) -> &str {
        self.seen.borrow_mut().insert(column.to_owned());
        let found = self.cells.iter().find(|(name, _)| name == column);
        let (_, cell) = found.unwrap_or_else(|| panic!("{}: no column `{column}`", self.place));
        cell
    }

    /// What stands in a column, unless it is a dash or the word `none`.
    pub(crate) fn optional(&self, column: &str) -> Option<&str> {
        Some(self.cell(column)).filter(|cell| !matches!(*cell, "-" | "none" | ""))
    }

    /// The columns that nothing looked at.
    pub(crate) fn unused(&self) -> Vec<&str> {
        let seen = self.seen.borrow();
        let names = self.cells.iter().map(|(name, _)| name.as_str());
        names.filter(|name| !seen.contains(*name)).collect()
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cells: Vec<&str> = self.cells.iter().map(|(_, cell)| cell.as_str()).collect();
        write!(f, "{}: {}", self.place, cells.join(" | "))
    }
}

/// The tables of every file in this folder.
pub(crate) fn all() -> Vec<Table> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let mut tables = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder of tables") {
        let path = entry.expect("a file").path();
        if path.extension().is_some_and(|ending| ending == "md") {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            let text = std::fs::read_to_string(&path).expect("a table is text");
            tables.extend(read(&name, &text));
        }
    }
    tables
}

/// The tables of one file.
pub(crate) fn read(file: &str, text: &str) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut heading = "";
    let mut columns: Option<Vec<&str>> = None;
    let mut told = false;
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            heading = title;
        }
        let Some(cells) = cells(line) else {
            columns = None;
            told |= !line.trim().is_empty() && !line.starts_with('#');
            continue;
        };
        let Some(names) = &columns else {
            columns = Some(cells);
            tables.push(Table {
                file: file.to_owned(),
                heading: heading.to_owned(),
                told,
                rows: Vec::new(),
            });
            continue;
        };
        let is_rule = cells
            .iter()
            .all(|cell| cell.chars().all(|c| matches!(c, '-' | ':')));
        let table = tables.last_mut().expect("a table has begun");
        if !is_rule || cells.iter().all(|cell| *cell == "-") {
            let number = table.rows.len() + 1;
            let under = [file, ".md"].concat();
            let place = match heading {
                "" => format!("{under}, row {number}"),
                _ => format!("{under}, {heading}, row {number}"),
            };
            assert_eq!(
                cells.len(),
                names.len(),
                "{place}: as many cells as columns"
            );
            let named = names.iter().zip(cells);
            table.rows.push(Row {
                place,
                cells: named
                    .map(|(name, cell)| ((*name).to_owned(), cell.to_owned()))
                    .collect(),
                seen: RefCell::default(),
            });
        }
    }
    tables
}

fn cells(line: &str) -> Option<Vec<&str>> {
    let inner = line.trim().strip_prefix('|')?.strip_suffix('|')?;
    Some(inner.split('|').map(str::trim).collect())
}
