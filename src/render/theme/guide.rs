//! The part of `docs/theme.md` that is made from the types of the views, so that it cannot say anything else.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::files::{BUILT_IN, STYLE, TEMPLATES, built_in};
use super::properties;
use super::shape::{Book, Field, Record, Shape, in_words};
use super::strays::SLOTS;

/// The guide to everything that a theme can set, fill and show.
pub fn guide() -> String {
    let book = Book::new();
    let mut guide = String::new();
    write_properties(&mut guide);
    write_slots(&mut guide);
    write_pages(&mut guide, &book);
    write_everywhere(&mut guide, &book);
    write_records(&mut guide, &book);
    // The view of a page that is part of another is described with its template.
    for (template, shape) in &book.pages {
        if let Shape::Record(name) = shape {
            let described = format!("[{name}](#{})", template.replace('.', ""));
            guide = guide.replace(&in_words(shape), &described);
        }
    }
    guide.trim_end().to_owned() + "\n"
}

fn write_properties(guide: &mut String) {
    guide.push_str("## The properties\n\n");
    guide.push_str(
        "| property | what it colours or sets | as it is | on dark screens |\n|---|---|---|---|\n",
    );
    for one in properties::known(built_in(STYLE).unwrap_or_default()) {
        let dark = if one.dark.is_empty() {
            "the same".to_owned()
        } else {
            format!("`{}`", one.dark)
        };
        let _ = writeln!(
            guide,
            "| `{}` | {} | `{}` | {dark} |",
            one.name, one.about, one.light
        );
    }
}

fn write_slots(guide: &mut String) {
    guide.push_str("\n## The slots\n\n| file | where it is shown |\n|---|---|\n");
    for (path, text) in BUILT_IN {
        let slot = path.strip_prefix(TEMPLATES);
        if slot.is_some_and(|name| name.starts_with(SLOTS)) {
            let about = text
                .trim()
                .trim_start_matches("{#-")
                .trim_end_matches("-#}");
            let _ = writeln!(guide, "| `{path}` | {} |", about.trim());
        }
    }
}

fn write_pages(guide: &mut String, book: &Book) {
    guide.push_str("\n## The templates and their views\n");
    for (template, shape) in &book.pages {
        let _ = writeln!(guide, "\n### `{template}`\n");
        if let Shape::Record(name) = shape
            && let Some(record) = book.record(name)
        {
            write_record(guide, "view.", record);
        }
    }
}

/// The words are texts of the program, and many: by name and text.
fn write_everywhere(guide: &mut String, book: &Book) {
    for (name, shape) in &book.everywhere {
        let _ = writeln!(guide, "\n### `{name}`, on every page\n");
        match shape {
            Shape::Record(record) => {
                if let Some(record) = book.record(record) {
                    write_record(guide, &format!("{name}."), record);
                }
            }
            other => {
                let _ = writeln!(
                    guide,
                    "The page's charts, {}, as `{name}[key]`.",
                    in_words(other)
                );
            }
        }
    }
}

/// What views are made of.
fn write_records(guide: &mut String, book: &Book) {
    let mut shown: BTreeSet<&str> = BTreeSet::new();
    let roots = book.pages.iter().map(|(_, shape)| shape);
    for root in roots.chain(book.everywhere.iter().map(|(_, shape)| shape)) {
        if let Shape::Record(name) = root {
            shown.insert(name);
        }
    }
    guide.push_str("\n## What views are made of\n");
    for (name, record) in &book.records {
        if !shown.contains(name.as_str()) {
            let _ = writeln!(guide, "\n### {name}\n");
            write_record(guide, "", record);
        }
    }
}

fn write_record(guide: &mut String, before: &str, record: &Record) {
    if !record.about.is_empty() {
        let _ = writeln!(guide, "{}\n", in_table(&record.about));
    }
    if record.fields.is_empty() {
        return;
    }
    guide.push_str("| field | what it says | kind |\n|---|---|---|\n");
    for Field { name, shape, about } in &record.fields {
        let _ = writeln!(
            guide,
            "| `{before}{name}` | {} | {} |",
            in_table(about),
            in_words(shape)
        );
    }
}

/// A bar would begin a new cell, and an angle bracket markup.
fn in_table(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;")
}
