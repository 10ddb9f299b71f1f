//! Checks the built-in theme by its own rules, and with mistakes in it.

use proptest::prelude::*;
use proptest::sample::Index;

use quarterdeck::diag::{Code, Diagnostic};
use quarterdeck::source::{At, SourcePath};
use rayon::prelude::*;

use super::{files_below, here, own, problems, read, reading, words_in_tags};

/// The built-in templates: the path of each in a theme, and its text.
fn templates() -> Vec<(String, String)> {
    let default = here().join("themes/default");
    let templates = files_below(&default.join("templates")).into_iter();
    let named = templates.map(|path| {
        let below = path.strip_prefix(&default).expect("below");
        (below.to_string_lossy().replace('\\', "/"), read(&path))
    });
    named.collect()
}

#[test]
fn the_built_in_theme_has_no_problems() {
    let (mut tree, _) = own(
        "style.css",
        read(here().join("themes/default/style.css")).as_bytes(),
    );
    for (below, text) in templates() {
        // A site that has replaced all of them: what is the same as the built-in file is not checked.
        let path = SourcePath::new(&format!("themes/own/{below}"));
        tree.insert(path, format!("{text}\n").into_bytes());
    }
    assert_eq!(problems(&tree), Vec::new());
}

/// Returns the bytes of field names: the words after dots, except in names of files.
fn fields_in(text: &str) -> Vec<std::ops::Range<usize>> {
    let is_field = |word: &std::ops::Range<usize>| {
        let is_name = !text[word.clone()].starts_with(|c: char| c.is_ascii_digit());
        is_name && text[..word.start].ends_with('.') && !text[word.end..].starts_with('"')
    };
    words_in_tags(text).into_iter().filter(is_field).collect()
}

/// Returns a word with typing mistakes: two letters swapped, one missing, one twice.
fn slips(word: &str) -> Vec<String> {
    let middle = word.len() / 2;
    let (before, after) = word.split_at(middle);
    let (letter, rest) = after.split_at(1);
    let earlier = &before[..middle.saturating_sub(1)];
    let swapped = format!("{earlier}{letter}{}{rest}", &before[earlier.len()..]);
    let slips = [
        swapped,
        format!("{before}{rest}"),
        format!("{before}{letter}{after}"),
    ];
    let is_name =
        |slip: &String| !slip.is_empty() && !slip.starts_with(|c: char| c.is_ascii_digit());
    slips
        .into_iter()
        .filter(|slip| slip != word && is_name(slip))
        .collect()
}

#[test]
fn misspelt_fields_are_reported_on_their_line() {
    let mut made = Vec::new();
    for (at, (below, text)) in templates().into_iter().enumerate() {
        // Every second place, because each check reads a theme.
        let fields = fields_in(&text).into_iter();
        for span in fields.skip(at % 2).step_by(2) {
            // One kind of mistake for each place, in turn.
            let all = slips(&text[span.clone()]);
            let Some(slip) = all.get(span.start % all.len().max(1)) else {
                continue;
            };
            let mut text = text.clone();
            text.replace_range(span.clone(), slip);
            made.push((below.clone(), text, span.start, slip.clone()));
        }
    }
    let missed = made.par_iter().filter(|(below, text, at, _)| {
        let (tree, path) = own(below, text.as_bytes());
        let line = |byte: usize| text[..byte].matches('\n').count();
        let is_there = |problem: &Diagnostic| match problem.place.at {
            At::Bytes { start, .. } => line(start) == line(*at),
            _ => false,
        };
        let problems = problems(&tree);
        let mut problems = problems.iter().filter(|one| one.place.path == path);
        !problems.any(|problem| problem.code == Code::ThemeSyntax || is_there(problem))
    });
    let missed: Vec<String> = missed
        .map(|(below, _, _, slip)| format!("{below}: {slip}"))
        .collect();
    let made = made.len();
    assert!(made > 300, "{made} slips");
    assert!(
        missed.len() * 100 <= made * 2,
        "{} of {made} slips are not reported: {missed:#?}",
        missed.len()
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn a_damaged_template_is_a_theme_or_a_problem(
        which in any::<Index>(),
        cuts in prop::collection::vec((any::<Index>(), 0_usize..12, prop::sample::select(vec![
            "{{", "}}", "{%", "%}", "{#", "#}", "-", "\"", "'", "é", "<", "/>", "{% if view %}", "{% endif %}",
            "{% for a in b %}", "{% endfor %}", "view.", "| safe", "[", "(", "{% raw %}",
            "{% component x(a, @w) %}", "{% endcomponent %}", "{% include \"base.html\" %}",
        ])), 1..4),
    ) {
        let (below, mut text) = which.get(templates().as_slice()).clone();
        for (at, length, piece) in cuts {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let start = at.index(places.len());
            let end = (start + length).min(places.len() - 1);
            text.replace_range(places[start]..places[end], piece);
        }
        let (tree, _) = own(&below, text.as_bytes());
        let reading = reading(&tree);
        prop_assert!(reading.judged.is_some() || !reading.problems.is_empty());
        for problem in &reading.problems {
            prop_assert!(problem.help.is_some(), "{}", problem.message);
            if let At::Bytes { start, end } = problem.place.at {
                let length = reading.sources[&problem.place.path].as_str().len();
                prop_assert!(start <= end && end <= length, "{}", problem.message);
            }
        }
    }

    #[test]
    fn damaged_properties_are_a_theme_or_a_problem(
        pieces in prop::collection::vec(prop::sample::select(vec![
            ":root", " {", "}", "--ink", "--paper", ": ", "#123456", "#fff", ";", "/*", "*/", "\"", "@media ",
            "(prefers-color-scheme: dark)", "var(--ink)", "var(--paper)", "é", "\n", "color: red",
        ]), 0..30),
    ) {
        let text = pieces.concat();
        let (tree, _) = own("properties.css", text.as_bytes());
        let reading = reading(&tree);
        prop_assert!(reading.judged.is_some() || !reading.problems.is_empty());
    }
}

#[test]
fn a_missing_component_is_reported_in_the_file_that_should_have_it() {
    let below = "templates/components.html";
    let text = read(here().join("themes/default").join(below));
    let lost = text
        .replace("component letters(", "component letterss(")
        .replace("endcomponent letters ", "endcomponent letterss ");
    let (tree, _) = own(below, lost.as_bytes());
    let problems = problems(&tree);
    let [problem] = problems.as_slice() else {
        panic!("{problems:?}");
    };
    assert_eq!(problem.place.path.file_name(), "components.html");
    let message = "this file has no component `letters`, which built-in templates need";
    assert_eq!(problem.message, message);
}
