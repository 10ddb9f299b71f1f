//! A comparison as text for a terminal.

use super::Comparison;
use super::changes::ChangeKind;
use super::pages::{PageChange, PageKind};
use super::remarks::Remark;
use super::sections::{self, Field, Item, Section};

/// Returns the comparison. Addresses start with `base`, the address of the site.
pub fn render(comparison: &Comparison, base: &str) -> String {
    if comparison.is_empty() {
        return "Nothing changes for the public.\n".to_owned();
    }
    let sections = sections::sections(comparison);
    let mut parts: Vec<String> = sections.iter().map(section).collect();
    parts.extend(unmoved(comparison));
    parts.extend(pages(comparison, base));
    parts.join("\n")
}

fn section(section: &Section) -> String {
    let items: String = section.items.iter().map(item).collect();
    format!("{}\n{items}", section.heading)
}

fn item(item: &Item) -> String {
    let sign = sign(item.kind);
    let mut text = format!("  {sign} {}  {}\n", item.lead, item.title);
    for field in &item.fields {
        if let Some(lines) = &field.lines {
            text.push_str(&format!("      {}:\n", field.what));
            for line in lines {
                text.push_str(&format!("        {line}\n"));
            }
        } else {
            text.push_str(&format!("      {}: {}\n", field.what, moved(field)));
        }
    }
    for remark in &item.remarks {
        match remark {
            Remark::Wrong(why) => text.push_str(&format!("      error: {why}\n")),
            Remark::Known(why) => text.push_str(&format!("      {why}\n")),
        }
    }
    text
}

fn sign(kind: ChangeKind) -> char {
    match kind {
        ChangeKind::Added => '+',
        ChangeKind::Changed => '~',
        ChangeKind::Removed => '-',
    }
}

fn moved(field: &Field) -> String {
    match (&field.before, &field.after) {
        (Some(before), Some(after)) => format!("{before} -> {after}"),
        (None, Some(after)) => after.clone(),
        (Some(before), None) => format!("{before} -> nothing"),
        (None, None) => String::new(),
    }
}

fn unmoved(comparison: &Comparison) -> Option<String> {
    let lines = comparison.unmoved.iter();
    let lines = lines.map(|one| format!("  ! {}  {} ({})\n", one.quarter, one.title, one.path));
    let lines: String = lines.collect();
    let heading = "Comments to review: their figure or rating changes, but the comment does not";
    (!lines.is_empty()).then(|| format!("{heading}\n{lines}"))
}

fn pages(comparison: &Comparison, base: &str) -> Option<String> {
    let counts = sections::page_counts(comparison)?;
    let mut text = format!("Pages: {counts}\n");
    let of_readers = |page: &&PageChange| page.page == PageKind::Page;
    for page in comparison.pages.iter().filter(of_readers) {
        text.push_str(&format!(
            "  {} {base}{}  {}\n",
            sign(page.kind),
            page.address,
            page.title
        ));
    }
    for file in &comparison.theme {
        text.push_str(&format!("  ~ {file} of the theme\n"));
    }
    Some(text)
}
