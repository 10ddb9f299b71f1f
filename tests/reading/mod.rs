//! How a test reads a page: as the text that a reader sees.

/// What a reader sees of a page's `<main>`: a line for each block, a cell's end as ` | `, a line of its own within a cell
/// after ` / `. Drawings give their title and description.
pub fn main_text(page: &str) -> String {
    let main = page
        .split("<main")
        .nth(1)
        .and_then(|rest| rest.split("</main>").next())
        .unwrap_or_default();
    let main = main.split_once('>').map_or(main, |(_, rest)| rest);
    let mut text = String::new();
    let mut rest = without_drawings(main);
    let mut in_cell = false;
    while let Some((before, after)) = rest.clone().split_once('<') {
        push_words(&mut text, before);
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        let name: String = tag
            .trim_start_matches('/')
            .chars()
            .take_while(|c| c.is_alphanumeric())
            .collect();
        let closes = tag.starts_with('/');
        if matches!(name.as_str(), "th" | "td" | "dd") {
            in_cell = !closes;
        }
        match name.as_str() {
            "span" if in_cell && tag.contains("soft") => text.push_str(" / "),
            "th" | "td" | "dt" if closes => text.push_str(" | "),
            "h1" | "h2" | "h3" | "h4" if !closes => text.push_str(&format!(
                "\n\n{} ",
                "#".repeat(name[1..].parse().unwrap_or(1))
            )),
            "li" if !closes => text.push_str("\n- "),
            "p" | "tr" | "div" | "section" | "dl" | "dd" | "caption" | "figure" | "figcaption"
            | "small" | "ul" | "ol" | "br" | "summary" | "b" | "h1" | "h2" | "h3" | "h4" => {
                text.push('\n');
            }
            _ => {}
        }
        rest = after.to_owned();
    }
    tidy(&text)
}

/// A drawing's title and description in place of its lines, and what a small picture says where no text beside it does;
/// the phone's drawing says the same and is left out.
fn without_drawings(main: &str) -> String {
    let mut out = String::new();
    let mut rest = main;
    while let Some((before, after)) = rest.split_once("<svg") {
        out.push_str(before);
        let (drawing, after) = after.split_once("</svg>").unwrap_or((after, ""));
        let between = |open: &str, close: &str| {
            let inner = drawing.split_once(open)?.1.split_once('>')?.1;
            Some(inner.split_once(close)?.0.to_owned())
        };
        if let (Some(title), Some(desc)) =
            (between("<title", "</title>"), between("<desc", "</desc>"))
        {
            if drawing.contains("class=\"picture") {
                out.push_str(&format!(" [{title}: {desc}] "));
            } else if !drawing.contains("chart-narrow") {
                out.push_str(&format!("<p>[chart: {title}]</p><p>[{desc}]</p>"));
            }
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

fn push_words(text: &mut String, words: &str) {
    let words = words
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#39;", "'")
        .replace("&quot;", "\"");
    let starts_apart = words.starts_with(char::is_whitespace);
    let ends_apart = words.ends_with(char::is_whitespace);
    let joined = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if starts_apart {
        text.push(' ');
    }
    text.push_str(&joined);
    if ends_apart && !joined.is_empty() {
        text.push(' ');
    }
}

/// One blank line before a heading, none elsewhere, no blanks at the ends.
fn tidy(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        let line = line.trim_start_matches("/ ").trim_end_matches(" |");
        if line.is_empty() || line == "|" || line == "-" {
            continue;
        }
        if line.starts_with('#') && !out.is_empty() {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}
