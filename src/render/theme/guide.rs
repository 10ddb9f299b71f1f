//! The part of `docs/theme.md` that is generated from the types of the views.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::files::{BUILT_IN, STYLE, TEMPLATES, built_in};
use super::properties;
use super::shape::{Field, Record, Shape, Shapes, describe};
use super::unused::SLOTS;

/// Returns the reference of all properties, slots, templates and views, as Markdown.
pub fn guide() -> String {
    let shapes = Shapes::new();
    let mut guide = String::new();
    write_properties(&mut guide);
    write_slots(&mut guide);
    write_pages(&mut guide, &shapes);
    write_globals(&mut guide, &shapes);
    write_records(&mut guide, &shapes);
    // The view of a page that is part of another is described with its template.
    for (template, shape) in &shapes.pages {
        if let Shape::Record(name) = shape {
            let described = format!("[{name}](#{})", template.replace('.', ""));
            guide = guide.replace(&describe(shape), &described);
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

fn write_pages(guide: &mut String, shapes: &Shapes) {
    guide.push_str("\n## The templates and their views\n");
    for (template, shape) in &shapes.pages {
        let _ = writeln!(guide, "\n### `{template}`\n");
        if let Shape::Record(name) = shape
            && let Some(record) = shapes.record(name)
        {
            write_record(guide, "view.", record);
        }
    }
}

fn write_globals(guide: &mut String, shapes: &Shapes) {
    for (name, shape) in &shapes.everywhere {
        let _ = writeln!(guide, "\n### `{name}`, on every page\n");
        match shape {
            Shape::Record(record) => {
                if let Some(record) = shapes.record(record) {
                    write_record(guide, &format!("{name}."), record);
                }
            }
            other => {
                let _ = writeln!(
                    guide,
                    "The page's charts, {}, as `{name}[key]`.",
                    describe(other)
                );
            }
        }
    }
}

fn write_records(guide: &mut String, shapes: &Shapes) {
    let mut shown: BTreeSet<&str> = BTreeSet::new();
    let roots = shapes.pages.iter().map(|(_, shape)| shape);
    for root in roots.chain(shapes.everywhere.iter().map(|(_, shape)| shape)) {
        if let Shape::Record(name) = root {
            shown.insert(name);
        }
    }
    guide.push_str("\n## What views are made of\n");
    for (name, record) in &shapes.records {
        if !shown.contains(name.as_str()) {
            let _ = writeln!(guide, "\n### {name}\n");
            write_record(guide, "", record);
        }
    }
}

fn write_record(guide: &mut String, before: &str, record: &Record) {
    if !record.about.is_empty() {
        let _ = writeln!(guide, "{}\n", table_cell(&record.about));
    }
    if record.fields.is_empty() {
        return;
    }
    guide.push_str("| field | what it says | kind |\n|---|---|---|\n");
    for Field { name, shape, about } in &record.fields {
        let _ = writeln!(
            guide,
            "| `{before}{name}` | {} | {} |",
            table_cell(about),
            describe(shape)
        );
    }
}

/// Escapes characters that would start a new cell or markup.
fn table_cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;")
}
