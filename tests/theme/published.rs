//! How the files of a theme are published: under which names, and with the published names of others in stylesheets.

use std::collections::BTreeMap;

use quarterdeck::build;
use quarterdeck::site::Options;
use quarterdeck::source::{SourcePath, SourceTree};

use super::reading;

/// The files of a site whose theme has these files, each with its path. Pages are left out.
fn published(files: &[(&str, &[u8])]) -> BTreeMap<String, Vec<u8>> {
    let settings = "title: Example\norganisation: Example Council\ntheme: own\n";
    let mut tree: SourceTree = [("content/site.yaml", settings)].into_iter().collect();
    for (below, bytes) in files {
        let path = SourcePath::new(&format!("themes/own/{below}"));
        tree.insert(path, bytes.to_vec());
    }
    let judged = reading(&tree).judged.expect("a site without errors");
    let options = Options::default();
    let output = build::output(&judged, &options);
    let paths = output.paths().filter(|path| !path.ends_with(".html"));
    let files = paths.map(|path| {
        let rendered = output.render(&path).expect("a file");
        (path, rendered.bytes)
    });
    files.collect()
}

/// The published path of a file in `assets/`: its name there has a fingerprint before its ending.
fn path_of<'p>(published: &'p BTreeMap<String, Vec<u8>>, stem: &str, ending: &str) -> &'p str {
    let is_meant = |path: &&String| {
        path.starts_with(&format!("assets/{stem}.")) && path.ends_with(&format!(".{ending}"))
    };
    let paths: Vec<&String> = published.keys().filter(is_meant).collect();
    let [path] = paths[..] else {
        panic!("{stem}.{ending} as {paths:?}");
    };
    path
}

/// A complete font, filled with so many times the same letter.
fn font(letter: u8) -> Vec<u8> {
    let start = b"wOF2\0\x01\0\0\0\0\0\x34";
    [start, &[letter; 32][..], b"the end."].concat()
}

#[test]
fn a_name_changes_with_the_content_and_with_nothing_else() {
    let style = |text: &str, font: &[u8]| {
        let published = published(&[("style.css", text.as_bytes()), ("a.woff2", font)]);
        path_of(&published, "style", "css").to_owned()
    };
    let (one, other) = (font(b'x'), font(b'y'));
    let name = style("a {}", &one);
    assert_eq!(name, style("a {}", &one));
    assert_ne!(name, style("b {}", &one));
    // A different font renames the stylesheet that loads it.
    let loads = "i { src: url(a.woff2) }";
    assert_ne!(style(loads, &one), style(loads, &other));
    assert_eq!(style("a {}", &one), style("a {}", &other));
}

#[test]
fn files_known_by_their_names_keep_them() {
    let icon = b"\0\0\x01\0\x01\0\x01\x01\x01\x01\x01\x01\x01\x01\x20\0\0\0\x16\0\0\0";
    let icon = [&icon[..], &[b'x'; 32]].concat();
    let names = ["robots.txt", "favicon.ico", "a.woff2"];
    let published = published(&[
        (names[0], b"User-agent: *\n"),
        (names[1], &icon),
        (names[2], &font(b'x')),
    ]);
    let kept = names
        .into_iter()
        .filter(|name| published.contains_key(*name));
    assert_eq!(kept.collect::<Vec<_>>(), ["robots.txt", "favicon.ico"]);
    assert_eq!(published[path_of(&published, "a", "woff2")], font(b'x'));
}

#[test]
fn a_stylesheet_has_the_published_names_of_files() {
    let rule = "@font-face { src: url(\"fonts/a.woff2\") } i { background: url(missing.png) }";
    let published = published(&[
        ("fonts/a.woff2", &font(b'x')),
        ("style.css", rule.as_bytes()),
        (
            "print/paper.css",
            b"u { background: url(../fonts/a.woff2) }",
        ),
    ]);
    let text = |path: &str| String::from_utf8_lossy(&published[path]).into_owned();
    let font = path_of(&published, "fonts/a", "woff2").replace("assets/", "");
    assert_eq!(
        text(path_of(&published, "style", "css")),
        format!("@font-face {{ src: url({font}) }} i {{ background: url(missing.png) }}")
    );
    assert_eq!(
        text(path_of(&published, "print/paper", "css")),
        format!("u {{ background: url(../{font}) }}")
    );
}
