//! The part of `docs/theme.md` that is generated from the types of the views.

use quarterdeck::render::theme::{Shapes, built_in, fields, known_properties, shapes};
use serde_json::Value;

/// Returns the reference of all properties, slots, templates and views, as Markdown.
pub fn guide() -> String {
    let shapes = shapes();
    let mut guide = properties_table() + &slots_table();
    guide += "\n## The templates and their views\n";
    let mut shown = Vec::new();
    for (template, schema) in &shapes.pages {
        guide += &format!("\n### `{template}`\n\n");
        if let Some((name, record)) = shapes.definition(schema) {
            shown.push(name);
            guide += &record_table(&shapes, "view.", record);
        }
    }
    for (name, schema) in &shapes.everywhere {
        guide += &format!("\n### `{name}`, on every page\n\n");
        if let Some((record_name, record)) = shapes.definition(schema) {
            shown.push(record_name);
            guide += &record_table(&shapes, &format!("{name}."), record);
        } else {
            let kind = shapes.describe(schema);
            guide += &format!("The page's charts, {kind}, as `{name}[key]`.\n");
        }
    }
    guide += "\n## What views are made of\n";
    for (name, record) in shapes.records().filter(|(name, _)| !shown.contains(name)) {
        guide += &format!("\n### {name}\n\n{}", record_table(&shapes, "", record));
    }
    // The view of a page that is part of another is described with its template.
    for (template, schema) in &shapes.pages {
        if let Some((name, _)) = shapes.definition(schema) {
            let described = format!("[{name}](#{})", template.replace('.', ""));
            guide = guide.replace(&shapes.describe(schema), &described);
        }
    }
    guide.trim_end().to_owned() + "\n"
}

fn properties_table() -> String {
    let mut table = "## The properties\n\n\
        | property | what it colours or sets | as it is | on dark screens |\n|---|---|---|---|\n"
        .to_owned();
    for one in known_properties(built_in("style.css").unwrap_or_default()) {
        let dark = match one.dark {
            "" => "the same".to_owned(),
            dark => format!("`{dark}`"),
        };
        table += &format!(
            "| `{}` | {} | `{}` | {dark} |\n",
            one.name, one.about, one.light
        );
    }
    table
}

fn slots_table() -> String {
    let mut table = "\n## The slots\n\n| file | where it is shown |\n|---|---|\n".to_owned();
    for slot in ["after_measure", "footer", "head", "header"] {
        let file = format!("templates/slots/{slot}.html");
        let text = built_in(&file).expect("a slot");
        let about = text
            .trim()
            .trim_start_matches("{#-")
            .trim_end_matches("-#}");
        table += &format!("| `{file}` | {} |\n", about.trim());
    }
    table
}

/// Returns the description of a record and the table of its fields.
fn record_table(shapes: &Shapes, before: &str, record: &Value) -> String {
    let mut table = match description(record) {
        about if about.is_empty() => about,
        about => about + "\n\n",
    };
    let fields = fields(record);
    if !fields.is_empty() {
        table += "| field | what it says | kind |\n|---|---|---|\n";
    }
    for (name, schema) in fields {
        let about = if schema["const"].is_string() {
            "Which of its kinds it is.".to_owned()
        } else {
            description(schema)
        };
        let kind = shapes.describe(schema);
        table += &format!("| `{before}{name}` | {about} | {kind} |\n");
    }
    table
}

/// Returns the description of a schema, without characters that would start a new cell or markup.
fn description(schema: &Value) -> String {
    let about = schema["description"].as_str().unwrap_or_default();
    about
        .replace('\n', " ")
        .replace('|', "\\|")
        .replace('<', "&lt;")
}
