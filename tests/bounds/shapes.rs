//! Texts that grow: slips that are made again and again, signs that are repeated, and files that hold a great deal.
#![allow(clippy::too_many_lines, reason = "tables, which are read line by line")]

const PLAN: &str = "content/plans/2016-17.yaml";
const QUARTER: &str = "content/quarters/2016-17-q1.yaml";
const MEASURE: &str = "content/measures/a2.yaml";
const SITE: &str = "content/site.yaml";
const COMMENT: &str = "content/commentary/2016-17-q1/measures/a2.council.md";
const REPORT: &str = "content/reports/2016-09-27-scrutiny.md";

/// Files with their texts.
type Files = Vec<(&'static str, String)>;

/// A kind of file that can be made in any size.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    /// In bytes: of a smaller text, all that is looked at is still growing.
    pub(crate) least: usize,
    pub(crate) files: Box<dyn Fn(usize) -> Files>,
}

/// The text of the base site that a shape is made in.
fn base(path: &str) -> String {
    let tree = super::site::base();
    let bytes = tree.get(&super::SourcePath::new(path));
    String::from_utf8(bytes.expect("a file of the base site").to_vec()).expect("text")
}

/// So many lines that are numbered as fit into a size.
fn numbered(line: &str, size: usize) -> String {
    let mut text = String::new();
    for number in 0_usize.. {
        if text.len() >= size {
            break;
        }
        text.push_str(&line.replace("{n}", &number.to_string()));
    }
    text
}

fn shape(name: &'static str, files: impl Fn(usize) -> Files + 'static) -> Shape {
    Shape {
        name,
        least: 0,
        files: Box::new(files),
    }
}

/// A file of the base site in which some text is followed by a line, again and again.
fn after(name: &'static str, path: &'static str, text: &'static str, line: &'static str) -> Shape {
    let base = base(path);
    assert!(text.is_empty() || base.contains(text), "{name}: {text}");
    shape(name, move |size| {
        let lines = numbered(line, size);
        let at = if text.is_empty() {
            base.len()
        } else {
            base.find(text).map_or(0, |at| at + text.len())
        };
        vec![(path, format!("{}{lines}{}", &base[..at], &base[at..]))]
    })
}

/// A plan that goes on with a text.
fn plan(name: &'static str, text: impl Fn(usize) -> String + 'static) -> Shape {
    let base = base(PLAN);
    shape(name, move |size| {
        vec![(PLAN, format!("{base}{}\n", text(size)))]
    })
}

/// A comment that is nothing but a text.
fn comment(name: &'static str, unit: &'static str) -> Shape {
    shape(name, move |size| vec![(COMMENT, numbered(unit, size))])
}

/// Lines of YAML, most of them with a slip.
pub(crate) fn lines() -> Vec<Shape> {
    let table = [
        ("unknown fields", "k{n}: 1\n"),
        ("unknown fields near to known ones", "prioritles{n}: 1\n"),
        ("one field again and again", "title: x\n"),
        ("merge keys", "<<: { a{n}: 1 }\n"),
        ("anchors", "k{n}: &a{n} x\n"),
        ("anchors before text", "k{n}: &a{n} x y\n"),
        ("tags", "k{n}: !x y\n"),
        ("tabs", "\tk{n}: 1\n"),
        ("open quotes", "k{n}: \"\n"),
        ("open single quotes", "k{n}: '\n"),
        ("text after quotes", "k{n}: \"a\" b\n"),
        ("curly quotes", "k{n}: \u{201c}a\n"),
        ("stray quotes", "k{n}: a b'\n"),
        ("texts cut off", "k{n}: a b #4\n"),
        ("remarks", "# {n}\n"),
        ("documents", "---\n"),
        ("documents that say something", "---\nk{n}: 1\n"),
        ("old line ends", "k{n}: 1\r"),
        ("line ends of other systems", "k{n}: a\u{2028}b\n"),
        ("block texts", "k{n}: |\n  a\n"),
        ("lists in texts", "  - a\n    - b\n"),
        ("lines without a colon", "word{n}\n"),
        ("dashes without a blank", "-a{n}\n"),
        ("dashes of other programs", "\u{2022} a{n}\n"),
        ("other blanks", "k{n}:\u{a0}1\n"),
        ("signs of control", "k{n}: a\u{7}\n"),
        ("colons in texts", "k{n}: a: b\n"),
        ("missing commas", "k{n}: { a: 1 b: 2 }\n"),
        ("text after braces", "k{n}: {a} b\n"),
        ("braces closed by brackets", "k{n}: [ a }\n"),
        ("texts with a sign before them", "k{n}: % a\n"),
        ("escapes that are none", "k{n}: \"\\q\"\n"),
        ("braces round a word", "k{n}: {a}\n"),
        ("names without a value", "k{n}:\n"),
        ("open brackets, one a line", "a{n}: [\n"),
        ("columns of every kind", "k{n}: 1\n k: 1\n  k: 1\n"),
    ];
    let table = table.into_iter();
    table
        .map(|(name, line)| after(name, PLAN, "", line))
        .collect()
}

/// Signs that are repeated on one line, or through the whole file.
pub(crate) fn signs() -> Vec<Shape> {
    let table: [(&str, &str, &str, &str); 20] = [
        ("[[[[", "x: ", "[", ""),
        ("]]]]", "x: ", "]", ""),
        ("{{{{", "x: ", "{", ""),
        ("{a: {a:", "x: ", "{a: ", ""),
        ("[],[],", "x: [", "[],", "]"),
        ("[1,1,", "x: [", "1,", "1]"),
        ("[\"a\",", "x: [", "\"a\",", "1]"),
        ("- - - -", "x:\n  ", "- ", "1"),
        ("? ? ? ?", "x:\n  ", "? ", "1"),
        (": : : :", "x", ": ", "1"),
        ("\"\"\"\"", "x: ", "\"", ""),
        ("curly quotes in braces", "x: { a: ", "\u{2018}a, ", "}"),
        (
            "curly quotes that open alone",
            "x: { a: ",
            "\u{201e}a ",
            "}",
        ),
        ("# # # #", "x: 1 ", "# ", ""),
        (" # # # within quotes", "x: \"", " #", ""),
        ("*a *a *a", "x: ", "*a ", ""),
        ("blanks", "x:", " ", "1"),
        ("blank lines", "x:", "\n", "  1"),
        ("lines of blanks", "x:", "        \n", "  1"),
        ("a long key", "", "k", ": 1"),
    ];
    let table = table.into_iter().map(|(name, before, sign, after)| {
        plan(name, move |size| {
            let signs = sign.repeat(size / sign.len());
            format!("{before}{signs}{after}")
        })
    });
    let others = [
        plan("a line of names", |size| {
            format!("x: {{ {}}}", numbered("a{n}: 1, ", size))
        }),
        plan("brackets in brackets", |size| {
            format!("x: {}{}", "[".repeat(size / 2), "]".repeat(size / 2))
        }),
        plan("a long name before many values", |size| {
            format!("? {}\n: [{}]", "k".repeat(size / 2), "1,".repeat(size / 4))
        }),
        plan("an alias of much, often", |size| {
            let (items, aliases) = ("1,".repeat(size / 4), "*a,".repeat(size / 6));
            format!("k: [\u{a0}, &a [{items}1], {aliases}*a]")
        }),
        plan("a tab and an alias of much", |size| {
            let (items, aliases) = ("1,".repeat(size / 4), "*a,".repeat(size / 6));
            format!("t:\n\ta: 1\nk: &a [{items}1]\nl: [{aliases}*a]")
        }),
        plan("names within names", |size| {
            let steps = (0..).take_while(|step| step * step / 2 < size);
            steps.map(|step| " ".repeat(step) + "a:\n").collect()
        }),
        plan("one line further right", |size| {
            let half = size / 2;
            format!(
                "{} x: 2\n{}",
                numbered("k{n}: 1\n", half),
                numbered("j{n}: 1\n", half)
            )
        }),
    ];
    table.chain(others).collect()
}

/// Entries of the files of a site, right and wrong.
pub(crate) fn entries() -> Vec<Shape> {
    let table = [
        ("unknown measures", QUARTER, "values:\n", "  x{n}: 9\n"),
        (
            "misspelt measures",
            QUARTER,
            "values:\n",
            "  delays{n}: 9\n",
        ),
        ("figures in per cent", QUARTER, "values:\n", "  x{n}: 1%\n"),
        (
            "one measure again and again",
            QUARTER,
            "values:\n",
            "  delays: 21\n",
        ),
        (
            "figures split by a comma",
            QUARTER,
            "values:\n",
            "  x{n}: { value: 1,2 }\n",
        ),
        (
            "figures with an equals sign",
            QUARTER,
            "values:\n",
            "  x{n}: { value: 1, note=x }\n",
        ),
        (
            "entries without a figure",
            QUARTER,
            "values:\n",
            "  x{n}:\n",
        ),
        (
            "figures on one line",
            QUARTER,
            "checks: { members: { ",
            "x{n}: one, ",
        ),
        (
            "words on one line",
            QUARTER,
            "checks: { members: { health: 85, ",
            "w{n}, ",
        ),
        (
            "months",
            QUARTER,
            "a2: { value: 88, months: { ",
            "2016-{n}: 91, ",
        ),
        ("parts", QUARTER, "parts: { inadequate: 21, ", "p{n}: 1, "),
        ("figures of many signs", QUARTER, "  delays: 2", "1"),
        (
            "ratings of unknown objectives",
            QUARTER,
            "objectives:\n",
            "  safe{n}: { rating: red }\n",
        ),
        (
            "risks",
            QUARTER,
            "risks:\n",
            "  - { title: R{n}, kind: corporate, inherent: red }\n",
        ),
        (
            "sums",
            QUARTER,
            "stated:\n",
            "  - { of: measures, total: {n}, green: 2 }\n",
        ),
        (
            "objectives",
            PLAN,
            "objectives:\n",
            "  o{n}: { priority: people, title: T }\n",
        ),
        (
            "unknown priorities",
            PLAN,
            "objectives:\n",
            "  o{n}: { priority: peopl{n}, title: T }\n",
        ),
        (
            "unknown fields of objectives",
            PLAN,
            "objectives:\n",
            "  o{n}: { titel: T }\n",
        ),
        (
            "targets",
            MEASURE,
            "targets:\n",
            "  - { from: 2015-16 Q4, target: 92, tolerance: 90 }\n",
        ),
        ("groups", SITE, "groups: [", "Childre{n}, "),
        ("one group again and again", SITE, "groups: [", "Adults, "),
        (
            "voices",
            SITE,
            "voices:\n",
            "  counci{n}: { name: N{n}, body: b }\n",
        ),
        ("languages", SITE, "languages: [", "e{n}, "),
    ];
    let table = table.into_iter();
    table
        .map(|(name, path, text, line)| after(name, path, text, line))
        .collect()
}

/// Shapes of more than one file.
pub(crate) fn several() -> Vec<Shape> {
    let (plan, quarter) = (base(PLAN), base(QUARTER));
    let near = shape("names and what is near to them", move |size| {
        let given = numbered("  obj{n}: { title: T }\n", size / 2);
        let rated = numbered("  obx{n}: { rating: red }\n", size / 2);
        let rated = format!("objectives:\n{rated}");
        vec![
            (PLAN, format!("{plan}{given}")),
            (QUARTER, quarter.replace("objectives:\n", &rated)),
        ]
    });
    let properties = shape("properties of a theme", |size| {
        let lines = numbered("  --lin{n}: #fff;\n", size);
        vec![(
            "themes/default/properties.css",
            format!(":root {{\n{lines}}}\n"),
        )]
    });
    // Many are needed before comparing them takes longer than reporting them.
    let properties = Shape {
        least: 200_000,
        ..properties
    };
    vec![
        Shape {
            // A thousand names are compared.
            least: 64_000,
            ..near
        },
        properties,
        shape("fields of a head", |size| {
            vec![(
                COMMENT,
                format!("---\n{}---\n\nText.\n", numbered("k{n}: 1\n", size)),
            )]
        }),
        shape("paragraphs with numbers", |size| {
            vec![(
                REPORT,
                base(REPORT) + &numbered("{n}. a [b](value:a2)\n\n", size),
            )]
        }),
    ]
}

/// Markdown.
pub(crate) fn texts() -> Vec<Shape> {
    let table = [
        ("md - - - -", "- "),
        ("md + + + +", "+ "),
        ("md empty entries", "-\n"),
        ("md > > > >", "> "),
        ("md >>>>", ">"),
        ("md 1. 1. 1.", "1. "),
        ("md > - > -", "> - "),
        ("md list", "- a\n"),
        ("md list with blank lines", "- a\n\n"),
        ("md headings", "## h {n}\n"),
        ("md lines under a line", "a\n===\n"),
        ("md links", "[a](https://example.org/{n}) "),
        ("md unknown measures", "[a](measure:zz{n}) "),
        ("md misspelt measures", "[a](measure:delay{n}) "),
        ("md measures", "[a](measure:a2) "),
        ("md wrong figures", "[87%](value:a2) "),
        ("md schemes that are none", "[a](valeu:a{n}) "),
        ("md a bracket too many", "[a](measure:a2)) "),
        ("md a bracket missing", "[a]measure:a2) "),
        ("md charts", "![](chart:a2) "),
        ("md pictures from elsewhere", "![a](b.png) "),
        ("md notes", "[^{n}] \n\n[^{n}]: n\n\n"),
        ("md notes that are nowhere", "[^{n}] "),
        ("md one table", "|a|b|\n|-|-|\n"),
        ("md rows", "|a\n"),
        ("md *_*_", "*_"),
        ("md *a *a", "*a "),
        ("md a**b", "a**b"),
        ("md ~a ~a", "~a "),
        ("md [[[[", "["),
        ("md ]]]]", "]"),
        ("md [][]", "[]"),
        ("md [a](", "[a]("),
        ("md [a](<b", "[a](<b"),
        ("md ((((", "("),
        ("md definitions", "[r{n}]: https://example.org/{n}\n"),
        ("md backticks", "`a "),
        ("md backticks of two lengths", "`a``b "),
        ("md tags", "<b>"),
        ("md closing tags", "</b>"),
        ("md tags on lines", "<div>\n\n"),
        ("md remarks", "<!-- "),
        ("md <<<<", "<"),
        ("md &&&&", "&amp;"),
        ("md backslashes", "\\"),
        ("md fences", "```\n"),
        ("md colons", "value:"),
        ("md one word", "w"),
        ("md lines", "a\n"),
        ("md blank lines", "\n"),
    ];
    let table = table.into_iter().map(|(name, unit)| comment(name, unit));
    let others = [
        shape("md backticks of every length", |size| {
            let lengths = (1..).take_while(|length| length * length / 2 < size);
            vec![(
                COMMENT,
                lengths.map(|length| "`".repeat(length) + " a ").collect(),
            )]
        }),
        shape("md columns", |size| {
            let cells = size / 6;
            let row = |cell: &str| cell.repeat(cells) + "|\n";
            vec![(COMMENT, row("|a") + &row("|-") + &row("|b"))]
        }),
        // A bracket is looked for in the 4,000 bytes before it, so smaller texts have hardly any problems.
        Shape {
            least: 32_000,
            ..shape("md brackets before references", |size| {
                let references = "[x](measure:a2)) ".repeat(size / 34);
                vec![(COMMENT, "(".repeat(size / 2) + &references)]
            })
        },
    ];
    table.chain(others).collect()
}
