//! The slips that are found in a text, whether or not the parser reads it.

use Code::{Anchor, CutText, HiddenCharacter, Indentation, Quoting, Syntax};
use quarterdeck::diag::{Code, Diagnostic};
use quarterdeck::parse;
use quarterdeck::source::{At, SourceTree};

/// The codes of slips. What else is wrong with a file, such as a field that it cannot have, is no slip.
const SLIPS: [Code; 6] = [
    Anchor,
    CutText,
    HiddenCharacter,
    Indentation,
    Quoting,
    Syntax,
];

fn slips(text: &str) -> Vec<(Code, &str)> {
    let tree: SourceTree = [("content/measures/a1.yaml", text)].into_iter().collect();
    let (_, problems) = parse::parse(&tree);
    let (problems, _) = parse::place(problems, &tree);
    let found = problems.into_iter().filter(|one| SLIPS.contains(&one.code));
    let shown = |problem: Diagnostic| match problem.place.at {
        At::Bytes { start, end } => (problem.code, &text[start..end]),
        _ => (problem.code, ""),
    };
    found.map(shown).collect()
}

#[test]
fn what_the_parser_reads_as_something_else_or_refuses() {
    let table = [
        ("title: Plan action #4", CutText, "Plan action #4"),
        ("title: Plan action # 4", CutText, "Plan action # 4"),
        ("- Plan action #4", CutText, "Plan action #4"),
        ("title: % of children seen", Quoting, "% of children seen"),
        ("title: *All* children", Quoting, "*All* children"),
        ("title: @home", Quoting, "@home"),
        ("note: \"Good\" cases rose", Quoting, "\"Good\" cases rose"),
        ("note: one: two", Quoting, "one: two"),
        ("note: \"never closed", Quoting, "\"never closed"),
        ("note: closed only\"", Quoting, "closed only\""),
        ("- “one: two”", Quoting, "“one: two”"),
        ("a: “one: two”", Quoting, "“one: two”"),
        ("a: { b: “one, two” }", Quoting, "“one, two”"),
        (
            "a: { b: ‘The ward’s, and others’ }",
            Quoting,
            "‘The ward’s, and others’",
        ),
        ("a: { b: “never closed, but }", Quoting, "“never closed"),
        ("a: &base 1", Anchor, "&base"),
        ("a: &base x", Anchor, "&base"),
        ("a: &base\n  b: 1", Anchor, "&base"),
        ("b: *base", Anchor, "*base"),
        ("b: { x: *base }", Anchor, "*base"),
        ("a: !secret x", Anchor, "!secret"),
        ("a:\n\tb: 1", Syntax, "\t"),
        ("a:\n  - x\n   \t- y", Syntax, "\t"),
        ("a: 1\n---\nb: 2", Syntax, "---"),
        ("a: { t: % b, c: 1 }", Quoting, "% b"),
        ("a: \"b\nc: \"d\"", Quoting, "\"b"),
        ("a: { b: 1\nc: 2", Syntax, "{ b: 1"),
        ("a: { b: 1 } }", Syntax, "}"),
        ("a: b: 1 }\nc: 2", Syntax, "}"),
        ("a: [ b }", Syntax, "}"),
        ("a: {path}/b", Syntax, "/b"),
        ("a: { b: 1 c: 2 }", Syntax, "1 c"),
        ("a: { b: \"x\" c: 2 }", Syntax, "c"),
        ("a:\n  -one\n", Syntax, "-one"),
        ("a:\n  -- { b: 1 }\n  - { b: 2 }", Syntax, "-- { b: 1 }"),
        ("a:\n  - b\n   - c\n  - d", Indentation, "   -"),
        ("a:\u{a0}1\nb: 2", Syntax, "\u{a0}"),
        (r#"a: "S:\budget\new""#, HiddenCharacter, r"\b"),
        (r#"a: "S:\new\old""#, HiddenCharacter, r"\n"),
        (r#"a: "\\server\share""#, HiddenCharacter, r"\s"),
        (r#"a: "\\server\new""#, HiddenCharacter, r"\n"),
        (r#"a: "red \x1b[31m""#, HiddenCharacter, r"\x1b"),
        (r#"{ a: "b\u200bc" }"#, HiddenCharacter, r"\u200b"),
        (r#"a: "\ud800""#, HiddenCharacter, r"\ud800"),
        (r#"a: "b\rc""#, HiddenCharacter, r"\r"),
        (r#""a\0": b"#, HiddenCharacter, r"\0"),
    ];
    for (text, code, shown) in table {
        assert_eq!(slips(text), [(code, shown)], "{text}");
    }
}

#[test]
fn slips_on_several_lines_are_found_at_once() {
    let text = "a: one: two\nb: % x\nc: {d: 1\ne: Plan action #4\nf: 1\n";
    let expected = [
        (Quoting, "one: two"),
        (Quoting, "% x"),
        (Syntax, "{d: 1"),
        (CutText, "Plan action #4"),
    ];
    assert_eq!(slips(text), expected);
}

#[test]
fn an_odd_space_before_a_name_is_found_as_itself_and_in_the_name() {
    let expected = [(Syntax, "\u{a0}"), (HiddenCharacter, "\u{a0} a")];
    assert_eq!(slips("\u{a0} a: 1"), expected);
}

#[test]
fn what_no_slip_explains_is_where_the_parser_stopped() {
    let text = "a: [ -1, - 2 ]\nb:\n  - -21\nc: -3";
    assert_eq!(slips(text), [(Syntax, "- 2 ]")]);
}

#[test]
fn what_is_meant_as_it_is_written_is_left_alone() {
    let table = [
        "title: Single assessments   # or a text in each language",
        "a1: 24 # one space is enough after a figure",
        "title: \"Plan action #4: % of R&D *now*\"",
        "url: https://www.example.gov.uk/#top",
        "note: 'it''s # fine: here'",
        "note: |\n  % first\n  a: b: c #4\n  &x\nnext: 1",
        "list:\n  - note: >\n      \"x\" y\n    also: 2",
        "{ a: 1, b: [x, y], \"c\": 'd' }",
        "a: { note: \"one, two: three\" }",
        "note: “Good” cases",
        "range: E20-22\nday: -5\nwhen: 10:30",
        "# title: % of",
        "---\ntitle: x\n",
        "# A remark\n\n---\ntitle: x\n",
        "a: { b: one\n  two, c: 1 }",
        "a: \"one\n  two\"\nb: 'x'",
        "a: [ -1, 2 ]\nb:\n  - -21\nc: -3",
        "a: 10\u{a0}000 people",
        r#"a: "one \"word\", a \\ and \xa3 \u00a340\n\nnext line\tafter\r\n \/\ \_""#,
        "a: \"one \\\n  two\"",
        r"a: 'S:\budget\new'",
        r"a: S:\budget\new",
    ];
    for text in table {
        assert_eq!(slips(text), [], "{text}");
    }
}
