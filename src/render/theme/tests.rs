//! Checks the built-in theme by its own rules, and with mistakes in it.

use proptest::prelude::*;
use proptest::sample::Index;

use super::lexer::{self, Token};
use super::*;
use crate::site::words::EN;
use crate::source::At;

/// Returns the built-in templates as if a site had replaced all of them.
fn replaced() -> Vec<Template> {
    BUILT_IN
        .iter()
        .filter_map(|(below, text)| {
            let name = below.strip_prefix(TEMPLATES)?;
            let path = path_of("own", below);
            Some(template(path, name, (*text).to_owned(), Origin::Own))
        })
        .collect()
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
    let tokens = lexer::read(text).expect("a template");
    let pairs = tokens.windows(2);
    pairs
        .filter_map(|pair| match pair {
            [(Token::Symbol("." | "?."), _), (Token::Word(_), span)] => Some(span.clone()),
            _ => None,
        })
        .collect()
}

#[test]
fn every_built_in_template_is_valid() {
    for template in replaced() {
        assert!(lexer::read(&template.text).is_some(), "{}", template.name);
        assert!(engine::check_syntax(&template.name, &template.text).is_ok());
    }
}

/// Returns a word with typing mistakes.
fn slips(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let middle = letters.len() / 2;
    let mut swapped = letters.clone();
    if letters.len() > 2 {
        swapped.swap(middle, middle - 1);
    }
    let mut shorter = letters.clone();
    shorter.remove(middle);
    let mut longer = letters.clone();
    longer.insert(middle, letters[middle]);
    let slips = [swapped, shorter, longer];
    let slips = slips.into_iter().map(String::from_iter);
    slips
        .filter(|slip: &String| slip != word && !slip.is_empty())
        .filter(|slip| !slip.starts_with(|c: char| c.is_ascii_digit()))
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
        for span in fields_in(&whole[at].text)
            .into_iter()
            .skip(at % 2)
            .step_by(2)
        {
            // One kind of mistake for each place, in turn.
            let all = slips(&whole[at].text[span.clone()]);
            if let Some(slip) = all.get(span.start % all.len().max(1)) {
                let mut templates = whole.clone();
                templates[at].text.replace_range(span.clone(), slip);
                made += 1;
                if engine::check_syntax("one.html", &templates[at].text).is_err() {
                    continue;
                }
                let problems = scan::scan(&templates, &shapes);
                let line = |byte: usize| templates[at].text[..byte].matches('\n').count();
                let is_reported = problems.iter().any(|problem| {
                    problem.place.path == templates[at].path
                        && matches!(problem.place.at, At::Bytes { start, .. } if line(start) == line(span.start))
                });
                if !is_reported {
                    missed.push(format!("{}: {slip}", templates[at].name));
                }
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

/// Pieces of templates, inserted at random positions.
const PIECES: [&str; 24] = [
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "-",
    "\"",
    "'",
    "é",
    "<",
    "/>",
    "{% if view %}",
    "{% endif %}",
    "{% for a in b %}",
    "{% endfor %}",
    "view.",
    "| safe",
    "[",
    "(",
    "{% raw %}",
    "{% component x(a, @w) %}",
    "{% endcomponent %}",
    "{% include \"base.html\" %}",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn a_damaged_template_is_a_theme_or_a_problem(
        which in any::<Index>(),
        cuts in prop::collection::vec((any::<Index>(), 0_usize..12, any::<Index>()), 1..4),
    ) {
        let template = which.get(replaced().as_slice()).clone();
        let mut text = template.text;
        for (at, length, piece) in cuts {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let start = at.index(places.len());
            let end = (start + length).min(places.len() - 1);
            text.replace_range(places[start]..places[end], PIECES[piece.index(PIECES.len())]);
        }
        if engine::check_syntax(&template.name, &text).is_ok() {
            prop_assert!(lexer::read(&text).is_some(), "the engine reads it: {}", text);
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
    let mut found: Vec<(&str, &str)> = problems
        .iter()
        .map(|one| (one.place.path.file_name(), one.message.as_str()))
        .collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [(
            "components.html",
            "this file has no component `challenges`, which built-in templates need"
        )]
    );
}
