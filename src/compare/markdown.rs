//! A comparison as Markdown, for the page that a host shows with a proposed change.

use super::Comparison;
use super::changes::ChangeKind;
use super::pages::{PageChange, PageKind};
use super::remarks::Remark;
use super::sections::{self, Field, Item, Section};
use crate::diag::count;
use crate::diag::markdown::{cell, code, plain};

/// How many pages are listed. A changed title affects every page, and no one reads a thousand lines.
const LISTED: usize = 100;

/// Returns the comparison. Pages are links if `base` is the address of a preview.
pub fn render(comparison: &Comparison, base: Option<&str>) -> String {
    let mut parts = vec!["## What the public will see change\n".to_owned()];
    if comparison.is_empty() {
        parts.push("Nothing.\n".to_owned());
    }
    parts.extend(warning(comparison));
    let sections = sections::sections(comparison);
    parts.extend(sections.iter().map(section));
    parts.extend(unmoved(comparison));
    parts.extend(pages(comparison, base));
    parts.join("\n")
}

/// Returns a warning about changes that must not be merged, which is shown first.
fn warning(comparison: &Comparison) -> Option<String> {
    let number = comparison.unrecorded();
    let facts = count(number, "published fact changes", "published facts change");
    (number > 0).then(|| {
        format!(
            "> **{facts} without an entry that says why.** Either this is a mistake, or the entry is missing.\n"
        )
    })
}

/// Returns a section. New figures are shown in a table, other changes in a list.
fn section(section: &Section) -> String {
    let mut text = format!("### {}\n\n", plain(&section.heading));
    let (table, list): (Vec<&Item>, Vec<&Item>) =
        section.items.iter().partition(|item| is_new_figure(item));
    if !table.is_empty() {
        text.push_str(&self::table(&table));
    }
    for item in list {
        text.push_str(&self::item(item));
    }
    text
}

/// The columns of the table of new figures.
const COLUMNS: [&str; 5] = ["figure", "target", "rating", "direction", "note"];

fn is_new_figure(item: &Item) -> bool {
    let is_of_figure = item.fields.iter().any(|field| field.what == "figure");
    item.kind == ChangeKind::Added && is_of_figure
}

fn table(items: &[&Item]) -> String {
    let mut text = "| | measure | figure | target | rating | direction | note |\n|---|---|---|---|---|---|---|\n".to_owned();
    for item in items {
        let texts = COLUMNS.map(|what| {
            let field = item.fields.iter().find(|field| field.what == what);
            cell(
                field
                    .and_then(|field| field.after.as_deref())
                    .unwrap_or_default(),
            )
        });
        text.push_str(&format!(
            "| {} | {} | {} |\n",
            cell(&item.lead),
            cell(&item.title),
            texts.join(" | ")
        ));
    }
    text
}

fn item(item: &Item) -> String {
    let kind = match item.kind {
        ChangeKind::Added => "new: ",
        ChangeKind::Changed => "",
        ChangeKind::Removed => "gone: ",
    };
    let mut text = format!("- {kind}**{}** {}\n", plain(&item.lead), plain(&item.title));
    for field in &item.fields {
        if let Some(lines) = &field.lines {
            text.push_str(&format!("  - {}:\n", field.what));
            text.push_str(&fenced(lines));
        } else {
            text.push_str(&format!("  - {}: {}\n", field.what, moved(field)));
        }
    }
    for remark in &item.remarks {
        match remark {
            Remark::Wrong(why) => {
                text.push_str(&format!(
                    "  - **error:** {}\n",
                    cell(&why.replace("->", "→"))
                ));
            }
            Remark::Known(why) => {
                text.push_str(&format!("  - {}\n", plain(&why.replace("->", "→"))));
            }
        }
    }
    text
}

/// Returns added and removed lines in a fence, which hosts show in colour. The fence is longer than any in the text.
fn fenced(lines: &[String]) -> String {
    let longest = lines.iter().flat_map(|line| line.split(|c| c != '`'));
    let longest = longest.map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let lines = lines.join("\n    ");
    format!("\n    {fence}diff\n    {lines}\n    {fence}\n\n")
}

fn moved(field: &Field) -> String {
    match (&field.before, &field.after) {
        (Some(before), Some(after)) => format!("{} → **{}**", plain(before), plain(after)),
        (None, Some(after)) => plain(after),
        (Some(before), None) => format!("~~{}~~", plain(before)),
        (None, None) => String::new(),
    }
}

fn unmoved(comparison: &Comparison) -> Option<String> {
    let lines = comparison.unmoved.iter().map(|one| {
        format!(
            "- **{}** {} ({})\n",
            plain(&one.quarter),
            plain(&one.title),
            code(&one.path)
        )
    });
    let lines: String = lines.collect();
    let heading =
        "### Comments to review\n\nTheir figure or rating changes, but the comment does not.\n";
    (!lines.is_empty()).then(|| format!("{heading}\n{lines}"))
}

fn pages(comparison: &Comparison, base: Option<&str>) -> Option<String> {
    let counts = sections::page_counts(comparison)?;
    let mut text = format!("### Pages: {counts}\n\n");
    let pages = comparison.pages.iter();
    let pages: Vec<&PageChange> = pages.filter(|page| page.page == PageKind::Page).collect();
    for page in pages.iter().take(LISTED) {
        let kind = match page.kind {
            ChangeKind::Added => "new: ",
            ChangeKind::Changed => "",
            ChangeKind::Removed => "gone: ",
        };
        let title = plain(&page.title);
        // A removed page has no preview.
        if let Some(base) = base.filter(|_| page.kind != ChangeKind::Removed) {
            text.push_str(&format!("- {kind}[{title}](<{base}{}>)\n", page.address));
        } else {
            let address = code(&format!("/{}", page.address));
            text.push_str(&format!("- {kind}{title} ({address})\n"));
        }
    }
    let more = pages.len().saturating_sub(LISTED);
    if more > 0 {
        text.push_str(&format!("- and {more} more\n"));
    }
    for file in &comparison.theme {
        text.push_str(&format!("- {} of the theme\n", code(file)));
    }
    Some(text)
}
