//! The walls of the house: who may use whom, which crate has which door, and how large a file may be.
#![allow(clippy::disallowed_methods, reason = "a test reads the sources")]

mod floors;

use std::collections::BTreeSet;
use std::path::Path;

use walkdir::WalkDir;

/// Each room and the rooms that it may use. `src/lib.rs` is the map of the same.
const ROOMS: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("markup", &[]),
    ("recall", &[]),
    ("diag", &["source"]),
    ("model", &["markup", "source"]),
    ("parse", &["diag", "markup", "model", "recall", "source"]),
    ("check", &["diag", "model", "parse", "recall", "source"]),
    ("assess", &["model", "recall"]),
    (
        "review",
        &["assess", "diag", "model", "parse", "recall", "source"],
    ),
    ("chart", &["markup"]),
    ("site", &["assess", "chart", "markup", "model", "source"]),
    ("data", &["chart", "model", "site"]),
    (
        "render",
        &["chart", "data", "diag", "markup", "site", "source"],
    ),
    (
        "build",
        &[
            "assess", "check", "diag", "model", "parse", "recall", "render", "review", "site",
            "source",
        ],
    ),
    (
        "compare",
        &[
            "assess", "build", "diag", "model", "parse", "render", "site", "source",
        ],
    ),
    (
        "author",
        &["assess", "diag", "model", "parse", "site", "source"],
    ),
    ("disk", &["source"]),
    (
        "serve",
        &[
            "build", "check", "diag", "disk", "markup", "model", "parse", "render", "site",
            "source",
        ],
    ),
    (
        "cli",
        &[
            "assess", "author", "build", "check", "compare", "diag", "disk", "model", "parse",
            "render", "serve", "site", "source",
        ],
    ),
];

/// Each crate behind one door: the files that may name it.
const DOORS: &[(&str, &str)] = &[
    ("serde_yaml", "src/parse/yaml.rs"),
    ("pulldown_cmark", "src/parse/prose.rs"),
    ("quick_xml", "src/data/xml.rs"),
    ("tiny_skia", "src/data/raster.rs"),
    ("ttf_parser", "src/data/raster.rs"),
    ("tera", "src/render/theme/engine.rs"),
    ("similar", "src/render/theme/survey.rs"),
    ("plotters", "src/chart/plot.rs"),
    ("plotters_backend", "src/chart/plot.rs"),
    ("annotate_snippets", "src/diag/text.rs"),
    ("walkdir", "src/disk/"),
    ("rustix", "src/disk/system/"),
    ("same_file", "src/disk/system/"),
    ("blake3", "src/source/fingerprint.rs"),
    ("axum", "src/serve/http.rs"),
    ("hyper", "src/serve/connections.rs"),
    ("hyper_util", "src/serve/connections.rs"),
    ("tokio", "src/serve/"),
    ("tokio_io_timeout", "src/serve/connections.rs"),
    ("tokio_stream", "src/serve/http.rs"),
    ("notify", "src/serve/watch.rs"),
    ("open", "src/serve/browser.rs"),
    ("percent_encoding", "src/serve/address.rs"),
    ("mimalloc", "src/main.rs"),
    ("clap", "src/cli/"),
    ("clap_complete", "src/cli/completions.rs"),
    ("anstream", "src/cli/console.rs"),
    ("csv", "src/cli/list/"),
];

const LONGEST_FILE: usize = 400;

/// A table is looked up by its keys and not read through, so it may be as long as what it lists.
const TABLES: &[&str] = &["src/site/words/en.rs"];

/// Every source file: its path from the root and its text.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = WalkDir::new(root.join("src"))
        .sort_by_file_name()
        .into_iter();
    files
        .map(|entry| entry.expect("the sources can be read").into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("the sources are text");
            let name = path.strip_prefix(root).expect("below the root");
            (name.to_string_lossy().replace('\\', "/"), text)
        })
        .collect()
}

/// The code of a file without its comments and documentation.
fn code(text: &str) -> String {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The rooms that a text names by `crate::room`.
fn named_rooms(code: &str) -> BTreeSet<&str> {
    code.split("crate::")
        .skip(1)
        .filter_map(|rest| {
            rest.split(|c: char| !(c.is_alphanumeric() || c == '_'))
                .next()
        })
        .filter(|name| ROOMS.iter().any(|(room, _)| room == name))
        .collect()
}

#[test]
fn each_room_uses_only_the_rooms_that_the_map_allows() {
    let mut broken = Vec::new();
    for (path, text) in sources() {
        let Some((room, _)) = path.trim_start_matches("src/").split_once('/') else {
            continue;
        };
        let (_, allowed) = ROOMS
            .iter()
            .find(|(name, _)| *name == room)
            .unwrap_or_else(|| panic!("src/{room} is not on the map"));
        for used in named_rooms(&code(&text)) {
            if used != room && !allowed.contains(&used) {
                broken.push(format!("{path} uses `{used}`, which `{room}` may not"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn each_crate_has_one_door() {
    let mut broken = Vec::new();
    for (path, text) in sources() {
        let code = code(&text);
        for (name, door) in DOORS {
            let named =
                code.contains(&format!("{name}::")) || code.contains(&format!("use {name};"));
            let own =
                code.contains(&format!("crate::{name}::")) || code.contains(&format!("::{name}::"));
            if named && !own && !path.starts_with(door) {
                broken.push(format!(
                    "{path} goes past the door of `{name}`, which is {door}"
                ));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn a_file_is_one_idea() {
    let long: Vec<String> = sources()
        .into_iter()
        .filter(|(path, _)| !TABLES.contains(&path.as_str()))
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST_FILE)
        .map(|(path, lines)| format!("{path} has {lines} lines"))
        .collect();
    assert!(
        long.is_empty(),
        "no file has more than {LONGEST_FILE} lines: {long:#?}"
    );
}

#[test]
fn the_map_names_every_room() {
    let map = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs"));
    let map = map.expect("src/lib.rs");
    for (room, _) in ROOMS {
        assert!(
            map.contains(&format!("[`{room}`]")),
            "src/lib.rs does not tell of `{room}`"
        );
        assert!(
            map.contains(&format!("pub mod {room};")),
            "there is no room `{room}`"
        );
    }
}

#[test]
fn a_broken_wall_would_be_seen() {
    let code = code("use crate::disk::read;\n// crate::cli\nlet x = crate::assess::rating::rate;");
    assert_eq!(named_rooms(&code), BTreeSet::from(["assess", "disk"]));
}
