//! What `check --fix` makes of slips: it fixes spacing, quoting and names of fields, and nothing else is another after it.

use std::collections::BTreeMap;

use quarterdeck::build::{Reading, Session};
use quarterdeck::parse::schema::WORDS;
use quarterdeck::source::{SourcePath, SourceTree};

use crate::tokens::Kind;
use crate::{OUTCOMES, Outcome, Texts, edition};

/// Fixes the site with a slip in one of its files.
pub(crate) fn texts(
    tree: &SourceTree,
    session: &mut Session,
    path: &SourcePath,
    before: &str,
    slipped: &str,
    reading: &Reading,
) -> Texts {
    let mut texts = Texts {
        before: before.to_owned(),
        slipped: slipped.to_owned(),
        fixed: slipped.to_owned(),
        again: 0,
    };
    if reading.problems.iter().all(|problem| problem.fix.is_none()) {
        return texts;
    }
    let fixed = session.fix(tree, &edition());
    let bytes = fixed.tree.get(path).expect("the file is still there");
    texts.fixed = String::from_utf8(bytes.to_vec()).expect("text");
    texts.again = session.fix(&fixed.tree, &edition()).edits.len();
    for (other, bytes) in tree.iter().filter(|(other, _)| *other != path) {
        assert_eq!(fixed.tree.get(other), Some(&**bytes), "{other} was right");
    }
    texts
}

/// The words and figures of a text, as they are typed. Spaces, quotes and other characters between them are not included.
fn words(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    let is_part = |at: usize| {
        let byte = bytes[at];
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let is_sign =
            byte == b'-' && digit(at + 1) && (at == 0 || !bytes[at - 1].is_ascii_alphanumeric());
        byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii() || is_sign
    };
    let mut words = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        while at < bytes.len() && is_part(at) {
            at += 1;
        }
        if at > start {
            words.push(text[start..at].trim_matches(['\u{201c}', '\u{201d}', '\u{2019}']));
        } else {
            at += 1;
        }
    }
    words.retain(|word| word.contains(char::is_alphanumeric));
    words
}

fn remarks(text: &str) -> Vec<&str> {
    let lines = text.lines().map(str::trim);
    lines.filter(|line| line.starts_with('#')).collect()
}

/// What is wrong with an edit, if anything is.
fn complaint(outcome: &Outcome) -> Option<String> {
    let texts = &outcome.texts;
    if texts.again > 0 {
        return Some("a second run makes more edits".to_owned());
    }
    if remarks(&texts.slipped) != remarks(&texts.fixed) {
        return Some("a remark has changed".to_owned());
    }
    let (was, is) = (words(&texts.slipped), words(&texts.fixed));
    if was.len() != is.len() {
        return Some(format!("{} words have become {}", was.len(), is.len()));
    }
    let is_field = |word: &&str| WORDS.iter().any(|field| field.name == *word);
    let changed = was
        .iter()
        .zip(&is)
        .find(|(was, is)| was != is && !is_field(is));
    changed.map(|(was, is)| format!("`{was}` has become `{is}`"))
}

#[test]
fn mending_changes_nothing_but_spacing_quoting_and_names_of_fields() {
    let complaints: Vec<String> = OUTCOMES
        .iter()
        .filter_map(|outcome| {
            let complaint = complaint(outcome)?;
            let Outcome {
                site,
                path,
                number,
                line,
                ..
            } = outcome;
            Some(format!("{complaint}: {site}/{path}:{number}: {line}"))
        })
        .collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn most_misspelt_fields_and_lost_columns_are_mended() {
    let mut fixed: BTreeMap<Kind, [usize; 3]> = BTreeMap::new();
    for outcome in OUTCOMES
        .iter()
        .filter(|outcome| outcome.slip.kind.is_judged())
    {
        let [all, as_before, otherwise] = fixed.entry(outcome.slip.kind).or_default();
        *all += 1;
        if outcome.texts.fixed == outcome.texts.before {
            *as_before += 1;
        } else if outcome.texts.fixed != outcome.texts.slipped {
            *otherwise += 1;
        }
    }
    for (kind, [all, as_before, otherwise]) in &fixed {
        println!(
            "{:<14} {all:>5} slips {as_before:>5} as before {otherwise:>5} otherwise",
            kind.name()
        );
    }
    let at_least = |kind: Kind, share: usize| {
        let [all, as_before, _] = fixed[&kind];
        assert!(
            as_before * 100 >= all * share,
            "{}: {as_before} of {all}",
            kind.name()
        );
    };
    at_least(Kind::Key, 80);
    at_least(Kind::Indent, 80);
    for kind in [Kind::Id, Kind::Date, Kind::Reference, Kind::Word] {
        assert_eq!(
            fixed[&kind][1..],
            [0, 0],
            "{} are their editors' own",
            kind.name()
        );
    }
}
