//! The default theme by its own rules, and what becomes of slips in it.

use proptest::prelude::*;
use proptest::sample::Index;

use super::lexer::{self, Token};
use super::*;
use crate::site::words::EN;
use crate::source::At;

/// The default theme's templates, as if a site had taken all of them over.
fn taken_over() -> Vec<Source> {
    BUILT_IN
        .iter()
        .filter_map(|(below, text)| {
            let name = below.strip_prefix(TEMPLATES)?;
            let path = path_of("own", below);
            Some(source(path, name, (*text).to_owned(), Whose::Own))
        })
        .collect()
}

/// What is told of a theme with one file in place of the default one.
fn load(below: &str, text: &str) -> Loaded {
    let tree = [(path_of("own", below).as_str(), text)]
        .into_iter()
        .collect();
    let named = Named {
        name: "own",
        place: Place::file(&SourcePath::new("content/site.yaml")),
    };
    Theme::load(&named, &tree, &EN)
}

#[test]
fn the_default_theme_asks_for_nothing_that_is_not_there() {
    let problems = scan::scan(&taken_over(), &Book::new());
    assert_eq!(problems, Vec::new());
}

/// Where fields are asked for: the names after the dots.
fn fields_in(text: &str) -> Vec<std::ops::Range<usize>> {
    let tokens = lexer::read(text).expect("a template");
    let pairs = tokens.windows(2);
    pairs
        .filter_map(|pair| match pair {
            [(Token::Sign("." | "?."), _), (Token::Word(_), span)] => Some(span.clone()),
            _ => None,
        })
        .collect()
}

#[test]
fn every_default_template_is_read_to_its_end() {
    for source in taken_over() {
        assert!(lexer::read(&source.text).is_some(), "{}", source.name);
        assert!(engine::read(&source.name, &source.text).is_ok());
    }
}

/// Slips of the keyboard in one word.
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
fn misspelt_fields_are_told_on_their_line() {
    let book = Book::new();
    let whole = taken_over();
    let mut made = 0_usize;
    let mut missed = Vec::new();
    for at in 0..whole.len() {
        // One place in two, from one template to the next at the other half: each check reads the whole theme.
        for span in fields_in(&whole[at].text)
            .into_iter()
            .skip(at % 2)
            .step_by(2)
        {
            // Each kind of slip in turn: one for each place.
            let all = slips(&whole[at].text[span.clone()]);
            if let Some(slip) = all.get(span.start % all.len().max(1)) {
                let mut sources = whole.clone();
                sources[at].text.replace_range(span.clone(), slip);
                made += 1;
                if engine::read("one.html", &sources[at].text).is_err() {
                    continue;
                }
                let told = scan::scan(&sources, &book);
                let line = |byte: usize| sources[at].text[..byte].matches('\n').count();
                let is_told = told.iter().any(|problem| {
                    problem.place.path == sources[at].path
                        && matches!(problem.place.at, At::Bytes { start, .. } if line(start) == line(span.start))
                });
                if !is_told {
                    missed.push(format!("{}: {slip}", sources[at].name));
                }
            }
        }
    }
    assert!(made > 300, "{made} slips");
    assert!(
        missed.len() * 100 <= made * 2,
        "{} of {made} slips are not told: {missed:#?}",
        missed.len()
    );
}

/// Pieces that templates are made of, to be put where they do not belong.
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
    fn whatever_becomes_of_a_template_it_is_answered(
        which in any::<Index>(),
        cuts in prop::collection::vec((any::<Index>(), 0_usize..12, any::<Index>()), 1..4),
    ) {
        let source = which.get(taken_over().as_slice()).clone();
        let mut text = source.text;
        for (at, length, piece) in cuts {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let start = at.index(places.len());
            let end = (start + length).min(places.len() - 1);
            text.replace_range(places[start]..places[end], PIECES[piece.index(PIECES.len())]);
        }
        if engine::read(&source.name, &text).is_ok() {
            prop_assert!(lexer::read(&text).is_some(), "the engine reads it: {}", text);
        }
        let loaded = load(&format!("templates/{}", source.name), &text);
        prop_assert!(loaded.theme.is_some() || !loaded.problems.is_empty());
        for problem in &loaded.problems {
            prop_assert!(problem.help.is_some(), "{}", problem.message);
            if let At::Bytes { start, end } = problem.place.at {
                prop_assert!(start <= end && end <= text.len(), "{}", problem.message);
            }
        }
    }

    #[test]
    fn whatever_stands_in_the_properties_is_answered(
        pieces in prop::collection::vec(prop::sample::select(vec![
            ":root", " {", "}", "--ink", "--paper", ": ", "#123456", "#fff", ";", "/*", "*/", "\"", "@media ",
            "(prefers-color-scheme: dark)", "var(--ink)", "var(--paper)", "é", "\n", "color: red",
        ]), 0..30),
    ) {
        let text = pieces.concat();
        let loaded = load(PROPERTIES, &text);
        prop_assert!(loaded.theme.is_some() || !loaded.problems.is_empty());
    }
}

#[test]
fn what_built_in_templates_need_is_told_in_the_file_that_lost_it() {
    let text = files::built_in("templates/components.html").expect("the components");
    let lost = text
        .replace("component challenges(", "component challengess(")
        .replace("endcomponent challenges ", "endcomponent challengess ");
    let loaded = load("templates/components.html", &lost);
    let mut told: Vec<(&str, &str)> = loaded
        .problems
        .iter()
        .map(|one| (one.place.path.file_name(), one.message.as_str()))
        .collect();
    told.sort_unstable();
    assert_eq!(
        told,
        [(
            "components.html",
            "this file has no component `challenges`, which built-in templates need"
        )]
    );
}
