//! Everyday writing in Markdown: what is typed is shown, or it is reported with what to type.
//!
//! Each table holds forms of one kind of slip. A form that is added to one of them says in a comment only what is not plain
//! from the form itself.

mod forms;

use forms::{EVERYDAY, KINDS};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use quarterdeck::diag::{Diagnostic, apply};
use quarterdeck::parse::prose::{FragmentDraft, Headings, Passage, ProseDraft, read};
use quarterdeck::source::{At, SourcePath};

fn read_text(text: &str) -> (ProseDraft, Vec<Diagnostic>) {
    read(&Passage {
        path: &SourcePath::new("content/pages/about.md"),
        text,
        lines: &[(0, 0)],
        id: "about",
        headings: Headings::OfPage,
    })
}

fn messages(text: &str) -> Vec<String> {
    let (_, problems) = read_text(text);
    let problems = problems.into_iter();
    problems.map(|problem| problem.message).collect()
}

/// The text that a reader sees, with the number of each entry of a numbered list.
fn rendered(prose: &ProseDraft) -> String {
    let fragments = prose.fragments.iter();
    let html: String = fragments
        .filter_map(|fragment| match fragment {
            FragmentDraft::Html(html) => Some(html.as_str()),
            FragmentDraft::Link(_) | FragmentDraft::Embed(..) => None,
        })
        .collect();
    let mut numbers: Vec<Option<u64>> = Vec::new();
    let mut text = String::new();
    let mut rest = html.as_str();
    while let Some(at) = rest.find('<') {
        text += &rest[..at];
        let end = at + rest[at..].find('>').expect("a tag ends");
        let tag = &rest[at + 1..end];
        match tag.split(' ').next().expect("a name") {
            "ul" => numbers.push(None),
            "ol" => {
                let start = tag.split('"').nth(1).map_or(Ok(1), str::parse);
                numbers.push(start.ok());
            }
            "/ul" | "/ol" => {
                numbers.pop();
            }
            "li" => {
                if let Some(Some(number)) = numbers.last_mut() {
                    text.push_str(&number.to_string());
                    text.push('.');
                    *number += 1;
                }
            }
            _ => {}
        }
        rest = &rest[end + 1..];
    }
    text += rest;
    for (entity, sign) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ] {
        text = text.replace(entity, sign);
    }
    text
}

/// What of a text may never be lost or moved: figures, and the signs that belong to them.
fn figures(text: &str) -> String {
    let is_kept = |c: &char| c.is_ascii_digit() || "£%.,+-~<>=#^:()".contains(*c);
    text.replace("~~", "").chars().filter(is_kept).collect()
}

/// The same of each line of a source, in each way that the line can be meant: with what it begins with, or without it as a
/// mark of a heading, a quotation or an entry of a list. Before a figure that is no mark, unless there are several entries.
fn typed_figures(text: &str) -> Vec<Vec<String>> {
    let entries = |mark: &str| {
        text.lines()
            .filter(|line| line.trim_start().starts_with(mark))
            .count()
    };
    let mut typed = Vec::new();
    for line in text.lines() {
        let mut rest = line.trim_start();
        let mut ways = vec![figures(rest)];
        // The number of an entry is shown, and a list may be within it.
        let mut number = "";
        loop {
            let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            if let Some(entry) = behind
                .strip_prefix(". ")
                .filter(|_| behind.len() < rest.len())
            {
                number = &rest[..=rest.len() - behind.len()];
                rest = entry.trim_start();
                continue;
            }
            let mark = rest.chars().next().filter(|c| "-+*>#".contains(*c));
            let Some(mark) = mark else {
                break;
            };
            let after = rest.trim_start_matches('#');
            let after = if mark == '#' { after } else { &rest[1..] };
            let is_figure = |c: char| {
                c.is_ascii_digit() || "£%".contains(c) || (mark == '>' && "=.".contains(c))
            };
            let numbered = after
                .trim_start()
                .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
            let is_numbered = numbered.starts_with(' ')
                && (numbered.trim_start().starts_with(char::is_uppercase) || after.contains(". "));
            let begins_figure = after.trim_start().starts_with(is_figure) && !is_numbered;
            let is_list = "-*".contains(mark) && entries(&format!("{mark} ")) > 1;
            let is_spaced = after.is_empty() || after.starts_with([' ', '\t']) || mark == '>';
            if !is_spaced || (begins_figure && !is_list && mark != '#') {
                break;
            }
            rest = after.trim_start();
            ways.push(figures(number) + &figures(rest));
        }
        let unclosed = rest.trim_end().trim_end_matches('#').trim_end();
        if !unclosed.ends_with(|c: char| c.is_ascii_digit() || "£%".contains(c)) {
            ways.push(figures(number) + &figures(unclosed));
        }
        if rest.len() > 2 && rest.chars().all(|c| c == '-' || c.is_whitespace()) {
            ways.push(figures(number));
        }
        typed.push(ways);
    }
    typed
}

/// Whether everything that was typed is shown in its order, each line in one of the ways that it can be meant.
fn is_shown(shown: &str, typed: &[Vec<String>]) -> bool {
    let Some((ways, others)) = typed.split_first() else {
        return shown.is_empty();
    };
    ways.iter().any(|way| {
        let behind = shown.strip_prefix(way.as_str());
        behind.is_some_and(|behind| is_shown(behind, others))
    })
}

#[test]
fn every_form_of_a_slip_is_reported_once_with_what_to_type() {
    for (kind, forms) in KINDS {
        for form in *forms {
            let (_, problems) = read_text(form);
            assert_eq!(problems.len(), 1, "{kind}: {form:?}: {:?}", messages(form));
            assert!(
                problems[0].help.is_some() && problems[0].is_error(),
                "{form:?}"
            );
            // The same where lines end as on Windows, and within a longer text.
            let windows = format!(
                "Before.\r\n\r\n{}\r\n\r\nBehind.",
                form.replace('\n', "\r\n")
            );
            assert_eq!(
                messages(&windows).len(),
                1,
                "{kind}: {windows:?}: {:?}",
                messages(&windows)
            );
        }
    }
}

#[test]
fn everyday_sentences_are_shown_as_they_are_typed() {
    for text in EVERYDAY {
        assert_eq!(messages(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn an_edit_that_is_offered_settles_what_it_is_offered_for_and_changes_no_figure() {
    let mut fixed = 0;
    for (kind, forms) in KINDS {
        for form in *forms {
            let (_, problems) = read_text(form);
            let Some(fix) = &problems[0].fix else {
                continue;
            };
            let (text, _) = apply(form, [fix]);
            assert_eq!(
                messages(&text),
                Vec::<String>::new(),
                "{kind}: {form:?}: {text:?}"
            );
            let digits = |text: &str| {
                text.replace("%20", "")
                    .replace("&#8226;", "")
                    .replace("%28", "")
                    .replace("%29", "")
                    .chars()
                    .filter(char::is_ascii_digit)
                    .collect::<String>()
            };
            assert_eq!(digits(&text), digits(form), "{form:?}");
            fixed += 1;
        }
    }
    assert!(fixed > 20, "{fixed} forms are fixed");
}

#[test]
fn a_single_tilde_strikes_nothing_out() {
    let (prose, problems) = read_text("Grant of ~£40k, (~£10k) and ~~£5~~ £6.");
    assert!(problems.is_empty(), "{problems:?}");
    let FragmentDraft::Html(html) = &prose.fragments[0] else {
        panic!("{prose:?}");
    };
    assert_eq!(
        html.as_str(),
        "<p>Grant of ~£40k, (~£10k) and <del>£5</del> £6.</p>\n"
    );
}

fn cases(cases: u32) -> ProptestConfig {
    if std::env::var_os("PROPTEST_CASES").is_some() {
        return ProptestConfig::default();
    }
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(2016),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

const FIGURES: [&str; 14] = [
    "5", "88%", "£40k", "4.5", "1,000", "-3%", "2016", "2015/16", "1.", "12)", "(5)", "10:30",
    "[1]", "0.5",
];
const WORDS: [&str; 6] = ["rose", "Of", "days", "and", "The", "(see"];
const SIGNS: [&str; 22] = [
    "*", "~", "_", "-", "+", ">", "<", "#", "|", "=", "^", "`", "&", "**", "---", "==", ">=", "•",
    "\\*", "$", "~~", "–",
];
const BETWEEN: [&str; 7] = ["", " ", "\n", "\n\n", "\t", "  \n", "    "];

fn any_sentence() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(&FIGURES[..]),
        3 => proptest::sample::select(&WORDS[..]),
        4 => proptest::sample::select(&SIGNS[..]),
    ];
    let between = prop_oneof![
        4 => proptest::sample::select(&BETWEEN[..2]),
        1 => proptest::sample::select(&BETWEEN[..]),
    ];
    let pieces = proptest::collection::vec((piece, between), 1..12);
    pieces.prop_map(|pieces| {
        let parts = pieces
            .into_iter()
            .flat_map(|(piece, between)| [piece, between]);
        parts.collect()
    })
}

proptest! {
    #![proptest_config(cases(20_000))]

    #[test]
    fn a_figure_and_its_signs_are_shown_as_typed_or_reported(text in any_sentence()) {
        let (prose, problems) = read_text(&text);
        for problem in &problems {
            let At::Bytes { start, end } = problem.place.at else {
                panic!("{problem:?}");
            };
            prop_assert!(text.get(start..end).is_some(), "{:?}", problem);
        }
        if problems.is_empty() {
            let shown = figures(&rendered(&prose));
            prop_assert!(is_shown(&shown, &typed_figures(&text)), "{:?} is shown as {:?}", text, shown);
        }
    }
}
