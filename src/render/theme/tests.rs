//! Checks the built-in theme by its own rules, and with mistakes in it.

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::site::words::EN;
use crate::source::At;

/// Returns the built-in templates as if a site had replaced all of them.
fn replaced() -> Vec<Template> {
    let own = files::built_in_templates().map(|(name, text)| Template {
        is_own: true,
        ..template("own", name, text.to_owned())
    });
    own.collect()
}

/// Loads a theme that replaces one file.
fn load(below: &str, text: &str) -> (Option<Theme>, Vec<Diagnostic>) {
    let tree = [(path_of("own", below).as_str(), text)]
        .into_iter()
        .collect();
    let named = NamedTheme {
        name: "own",
        place: Place::file(&SourcePath::new("content/site.yaml")),
    };
    Theme::load(&named, &tree, &EN)
}

#[test]
fn the_built_in_theme_has_no_problems() {
    let problems = scan::scan(&replaced(), &Shapes::new());
    assert_eq!(problems, Vec::new());
}

/// Returns the bytes of field names: the words after dots.
fn fields_in(text: &str) -> Vec<std::ops::Range<usize>> {
    let tokens = lexer::read(text);
    let fields = tokens.windows(2).filter(|pair| {
        let is_word = pair[1]
            .text
            .starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        matches!(pair[0].text, "." | "?.") && is_word
    });
    fields.map(|pair| pair[1].span()).collect()
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
    let shapes = Shapes::new();
    let whole = replaced();
    let mut made = 0_usize;
    let mut missed = Vec::new();
    for at in 0..whole.len() {
        // Every second place, because each check reads the whole theme.
        let fields = fields_in(&whole[at].text).into_iter();
        for span in fields.skip(at % 2).step_by(2) {
            // One kind of mistake for each place, in turn.
            let all = slips(&whole[at].text[span.clone()]);
            let Some(slip) = all.get(span.start % all.len().max(1)) else {
                continue;
            };
            let mut templates = whole.clone();
            templates[at].text.replace_range(span.clone(), slip);
            made += 1;
            if engine::syntax_error("one.html", &templates[at].text).is_some() {
                continue;
            }
            let Template {
                path, name, text, ..
            } = &templates[at];
            let line = |byte: usize| text[..byte].matches('\n').count();
            let is_there = |problem: &Diagnostic| match problem.place.at {
                At::Bytes { start, .. } => line(start) == line(span.start),
                _ => false,
            };
            let problems = scan::scan(&templates, &shapes);
            let mut problems = problems.iter().filter(|one| one.place.path == *path);
            if !problems.any(is_there) {
                missed.push(format!("{name}: {slip}"));
            }
        }
    }
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
        let template = which.get(replaced().as_slice()).clone();
        let mut text = template.text;
        for (at, length, piece) in cuts {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let start = at.index(places.len());
            let end = (start + length).min(places.len() - 1);
            text.replace_range(places[start]..places[end], piece);
        }
        let (theme, problems) = load(&format!("templates/{}", template.name), &text);
        prop_assert!(theme.is_some() || !problems.is_empty());
        for problem in &problems {
            prop_assert!(problem.help.is_some(), "{}", problem.message);
            if let At::Bytes { start, end } = problem.place.at {
                prop_assert!(start <= end && end <= text.len(), "{}", problem.message);
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
        let (theme, problems) = load(PROPERTIES, &text);
        prop_assert!(theme.is_some() || !problems.is_empty());
    }
}

#[test]
fn a_missing_component_is_reported_in_the_file_that_should_have_it() {
    let text = files::built_in("templates/components.html").expect("the components");
    let lost = text
        .replace("component challenges(", "component challengess(")
        .replace("endcomponent challenges ", "endcomponent challengess ");
    let (_, problems) = load("templates/components.html", &lost);
    let [problem] = problems.as_slice() else {
        panic!("{problems:?}");
    };
    assert_eq!(problem.place.path.file_name(), "components.html");
    let message = "this file has no component `challenges`, which built-in templates need";
    assert_eq!(problem.message, message);
}
