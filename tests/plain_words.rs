//! Plain words: phrases that the program, its help and its docs do not use, because their readers do not. Each has the
//! words to use instead. Comments are looked at too, apart from those in tests.
#![allow(
    clippy::disallowed_methods,
    reason = "a test reads the files of the project"
)]

use std::path::Path;

use walkdir::WalkDir;

/// A phrase in lower case, and what to write instead.
const PHRASES: [(&str, &str); 40] = [
    (" stands ", "is, appears, comes"),
    (" stand ", "are, appear, come"),
    ("as it stands", "current, as it is"),
    ("is told", "is reported"),
    ("are told", "are reported"),
    ("told from", "different from"),
    ("held against", "compared with"),
    (" a blank ", "a space, an empty value"),
    (" blanks ", "spaces"),
    (" comes to ", "is, totals"),
    (" come to ", "are, total, add up to"),
    (" mend ", "fix, correct"),
    (" mends ", "fixes, corrects"),
    (" mended", "fixed, corrected"),
    ("take it out", "delete it"),
    ("take out ", "delete"),
    ("taken out", "deleted"),
    ("taken over", "merged, accepted"),
    ("answers with", "returns"),
    ("nobody", "no one, or name who"),
    ("whoever", "the person who, or name who"),
    ("whatever ", "any, or name what"),
    ("wherever", "where, everywhere that"),
    ("that which", "what"),
    ("none where", "no ... if"),
    ("nothing where", "nothing if, empty if"),
    ("what was said", "comments"),
    ("still to come", "not yet published, due"),
    ("cannot be told", "not available, not known"),
    ("of its own", "its own"),
    ("of their own", "their own"),
    ("in place of", "instead of"),
    ("stands behind", "is the basis of"),
    ("who owes", "who is responsible for"),
    ("rests on", "is based on"),
    ("reckon", "calculate"),
    ("worked out", "calculated"),
    ("says nothing", "is empty"),
    ("one by one", "individually"),
    (" round it", "around it"),
];

/// Whether a line of Rust is a comment.
fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

/// What a person reads of a file: its lines, without tests and without comments if they are Rust.
fn lines_of(text: &str, is_rust: bool) -> impl Iterator<Item = (usize, &str)> {
    let text = text
        .split_once("#[cfg(test)]\nmod tests {")
        .map_or(text, |(before, _)| before);
    let lines = text.lines().enumerate();
    lines.filter(move |(_, line)| {
        let is_code = is_rust && is_comment(line) || line.starts_with("{%- endcomponent");
        !is_code
    })
}

/// The files of the project that are written for people.
fn texts() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    for folder in ["src", "docs", "themes/default/templates", "README.md"] {
        for entry in WalkDir::new(root.join(folder)).sort_by_file_name() {
            let entry = entry.expect("the project can be read");
            let path = entry.path().strip_prefix(root).expect("below the root");
            let name = path.to_string_lossy().into_owned();
            let is_text = [".rs", ".md", ".html"]
                .iter()
                .any(|ending| name.ends_with(ending));
            if is_text && !name.ends_with("tests.rs") {
                let text = std::fs::read_to_string(entry.path()).expect("text");
                texts.push((name, text));
            }
        }
    }
    texts
}

/// Where a text uses one of the phrases, with what to write instead.
fn slips(name: &str, text: &str) -> Vec<String> {
    let mut slips = Vec::new();
    for (at, line) in lines_of(text, name.ends_with(".rs")) {
        let low = line.to_lowercase();
        for (phrase, instead) in PHRASES {
            if low.contains(phrase) {
                let number = at + 1;
                slips.push(format!("{name}:{number}: {phrase:?}, write: {instead}"));
            }
        }
    }
    slips
}

#[test]
fn no_text_uses_a_phrase_of_the_dialect() {
    let all = texts();
    let slips: Vec<String> = all
        .iter()
        .flat_map(|(name, text)| slips(name, text))
        .collect();
    assert!(slips.is_empty(), "{}", slips.join("\n"));
}

#[test]
fn a_phrase_would_be_found() {
    let found = slips(
        "src/a.rs",
        "// It stands in a comment.\nlet a = \"It stands here\";\n",
    );
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("src/a.rs:2: "), "{found:?}");
    assert!(slips("docs/a.md", "The figure is here.\n").is_empty());
}
