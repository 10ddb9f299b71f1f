//! What other programs leave in a file: marks of a conflict, pointers and patches.

use quarterdeck::diag::Code;
use quarterdeck::parse;
use quarterdeck::source::{At, SourceTree};

/// What was left in a file of `content`, with what to do about it.
fn found(path: &str, text: &str) -> Vec<(String, String)> {
    let path = format!("content/{path}");
    let tree: SourceTree = [(&*path, text)].into_iter().collect();
    let (_, problems) = parse::parse(&tree);
    let left = problems
        .into_iter()
        .filter(|one| one.code == Code::Leftover);
    // Bytes count from behind the mark of an encoding.
    let text = text.trim_start_matches('\u{feff}');
    let found = left.map(|problem| {
        let At::Bytes { start, end } = problem.place.at else {
            panic!("{problem:?}");
        };
        let shown = text[start..end].to_owned();
        (shown, problem.help.unwrap_or_default())
    });
    found.collect()
}

#[test]
fn each_mark_of_a_conflict_is_found_alone_and_a_conflict_is_one() {
    let marks = [
        "<<<<<<< HEAD",
        "||||||| 1a2b3c4",
        "=======",
        ">>>>>>> topic",
        "<<<<<<<",
        ">>>>>>>>>>> a:b",
        "======= theirs",
        "%%%%%%% Changes from base to side #1",
        "+++++++ Contents of side #2",
    ];
    let around = [
        ("pages/a.md", "", ""),
        ("pages/a.md", "Text\n", "\nmore\n"),
        ("pages/a.md", "Text\r\n", "\r\nmore\r\n"),
        ("pages/a.md", "Text\r", "\rmore"),
        ("pages/a.md", "- one\n  ", "\n- two\n"),
        ("pages/a.md", "> ", "\n"),
        ("pages/a.md", "```\n", "\n```\n"),
        ("pages/a.md", "---\ntitle: A\n", "\n---\nText\n"),
        ("pages/a.md", "\u{feff}", "\n"),
        ("measures/m.yaml", "note: >\n  ", "\n  b\n"),
        ("measures/m.yaml", "note: \"a\n", "\n  b\"\n"),
        ("measures/m.yaml", "note: \"a\\n", "\\nb\"\n"),
        ("measures/m.yaml", "a: 1\n", "\nb: 2\n"),
    ];
    for mark in marks {
        for (path, before, after) in around {
            let text = format!("{before}{mark}{after}");
            let found = found(path, &text);
            assert_eq!(found.len(), 1, "{text:?}: {found:?}");
            assert!(found[0].0.contains(mark), "{found:?}");
        }
    }
    let whole = "a\n<<<<<<< HEAD\nb\n||||||| base\nc\n=======\nd\n>>>>>>> topic\ne\n";
    assert_eq!(found("pages/a.md", whole).len(), 1);
    assert_eq!(found("pages/a.md", &whole.replace('\n', "\r\n")).len(), 1);
    assert_eq!(found("pages/a.md", &whole.repeat(3)).len(), 3);
    let nested = "<<<<<<< a\n1\n=======\n<<<<<<<<< b\n2\n=========\n3\n>>>>>>>>> c\n>>>>>>> d\n";
    assert_eq!(found("pages/a.md", nested).len(), 1);
    let plain = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> topic\n";
    let (_, help) = &found("pages/a.md", plain)[0];
    let lines = "`<<<<<<<` in line 2, `=======` in line 4 and `>>>>>>>` in line 6";
    assert!(help.ends_with(lines), "{help}");
}

#[test]
fn pointers_and_patches_are_found_once() {
    for text in [
        "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 123\n",
        "---\ntitle: A\n---\nversion https://git-lfs.github.com/spec/v1\noid sha256:4d7a\n",
        "../overview.md",
        "/annex/objects/SHA256E-s12--4d7a\n",
        "diff --git a/x.md b/x.md\n--- a/x.md\n+++ b/x.md\n@@ -1,3 +1,4 @@\n-a\n+b\n",
        "--- x.md\n+++ x.md\n@@ -1 +1 @@ Words\n",
    ] {
        assert_eq!(found("pages/a.md", text).len(), 1, "{text}");
    }
}

#[test]
fn what_people_type_is_left_alone() {
    for text in [
        "a <<<<<<< b\n",
        "-------\n",
        "==========\n",
        "======\n",
        "# ======= #\n",
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "+++++++\n",
        "%%%%%%%\n",
        "We grew: >>>>>> up\n",
        "See pages/about.md for more.\n",
        "Mail us @@ -1 @@\n",
        "||||||| a | b |\n",
    ] {
        assert_eq!(found("pages/a.md", text), [], "{text}");
    }
}
