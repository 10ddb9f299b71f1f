//! The floors of `site`: which may import which, no cycle of imports, and a context with few methods.

use std::collections::{BTreeMap, BTreeSet};

use super::{code, sources};

/// Each floor and the floors that it may import. `src/site/mod.rs` describes them.
const FLOORS: &[(&str, &[&str])] = &[
    ("words", &[]),
    ("route", &[]),
    ("context", &["route", "words"]),
    ("phrases", &["context", "route", "words"]),
    ("choose", &["context", "route", "phrases", "words"]),
    ("part", &["choose", "context", "route", "phrases", "words"]),
    (
        "page",
        &["choose", "context", "part", "route", "phrases", "words"],
    ),
    (
        "statements",
        &["choose", "context", "part", "route", "phrases", "words"],
    ),
    (
        "page_set",
        &[
            "choose",
            "context",
            "page",
            "part",
            "route",
            "phrases",
            "statements",
            "words",
        ],
    ),
];

/// The file of the enum that names the view of every page. Each page imports it, and it imports each page.
const PAGES: &str = "site::page::view";

/// The methods of `Context`: a call of any other would be an import that no file shows.
const ACCESSORS: &[&str] = &["at", "base_path", "base_url", "new", "words_for"];

/// The imports of modules, by absolute path: from which module to which.
type Imports = BTreeSet<(String, String)>;

/// The module of a source file: `src/site/phrases/figures.rs` is `site::phrases::figures`.
fn module(path: &str) -> String {
    let path = path.trim_start_matches("src/").trim_end_matches(".rs");
    path.trim_end_matches("/mod").replace('/', "::")
}

/// The paths that a tree of a `use` names: `a::{b, c}` is `a::b` and `a::c`.
fn branches(tree: &str) -> Vec<String> {
    let Some((stem, rest)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or(tree).trim();
        return vec![path.trim_end_matches("::self").to_owned()];
    };
    let inner = rest.trim_end().trim_end_matches('}');
    let mut depth = 0;
    let parts = inner.split(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    let parts = parts.map(str::trim).filter(|part| !part.is_empty());
    let paths = parts.flat_map(|part| branches(&format!("{}{part}", stem.trim())));
    paths
        .map(|path| path.trim_end_matches("::self").to_owned())
        .collect()
}

/// The paths that a file names, each with whether it is a `pub use`: those of its `use`s, and others from `crate` or `super`.
fn paths(text: &str) -> Vec<(String, bool)> {
    let code = code(text);
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    let mut paths = Vec::new();
    for statement in code.split(';') {
        let line = statement
            .rsplit_once("\n\n")
            .map_or(statement, |(_, last)| last);
        let found = ["use ", "pub use ", "pub(crate) use ", "pub(super) use "];
        let tree = found.iter().find_map(|word| line.trim().strip_prefix(word));
        if let Some(tree) = tree {
            let exports = line.trim().starts_with("pub");
            paths.extend(branches(tree).into_iter().map(|path| (path, exports)));
        } else {
            let words = statement.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
            let words =
                words.filter(|word| word.starts_with("crate::") || word.starts_with("super::"));
            paths.extend(words.map(|word| (word.to_owned(), false)));
        }
    }
    paths
}

/// A path from the root of the crate; a module's own children go without `self`.
fn absolute(here: &str, path: &str, modules: &BTreeSet<String>) -> String {
    let mut base: Vec<&str> = here.split("::").collect();
    let mut rest: Vec<&str> = path.split("::").collect();
    match rest[0] {
        "crate" => base.clear(),
        "super" | "self" => {
            while rest.first() == Some(&"super") {
                base.pop();
                rest.remove(0);
            }
            rest.retain(|part| *part != "self");
            return [base, rest].concat().join("::");
        }
        child if modules.contains(&format!("{here}::{child}")) => {
            return format!("{here}::{path}");
        }
        _ => return path.to_owned(),
    }
    rest[1..].join("::")
}

/// The module that an absolute path leads to, through the `pub use`s on the way; `None` outside of `modules`.
fn destination(
    path: &str,
    modules: &BTreeSet<String>,
    exports: &BTreeMap<String, String>,
) -> Option<String> {
    let mut path = path.to_owned();
    loop {
        let cuts = path
            .match_indices("::")
            .map(|(at, _)| at)
            .chain([path.len()]);
        let prefixes: Vec<usize> = cuts.collect();
        if let Some(at) = prefixes
            .iter()
            .find(|at| exports.contains_key(&path[..**at]))
        {
            path = format!("{}{}", exports[&path[..*at]], &path[*at..]);
            continue;
        }
        let known = prefixes
            .iter()
            .rev()
            .find(|at| modules.contains(&path[..**at]));
        return known.map(|at| path[..*at].to_owned());
    }
}

fn imports(files: &[(String, String)]) -> Imports {
    let modules: BTreeSet<String> = files.iter().map(|(path, _)| module(path)).collect();
    let mut named = Vec::new();
    let mut exports = BTreeMap::new();
    for (path, text) in files {
        let here = module(path);
        for (path, is_export) in paths(text) {
            let path = absolute(&here, &path, &modules);
            if let Some((_, name)) = path.rsplit_once("::").filter(|_| is_export) {
                exports.insert(format!("{here}::{name}"), path.clone());
            }
            named.push((here.clone(), path));
        }
    }
    let led = named.into_iter().filter_map(|(here, path)| {
        let there = destination(&path, &modules, &exports)?;
        (there != here).then_some((here, there))
    });
    led.collect()
}

/// The floor of a module: the part of its path after `site`; empty for `site` itself.
fn floor(module: &str) -> &str {
    module.split("::").nth(1).unwrap_or_default()
}

/// The imports that run back up.
fn upward(imports: &Imports) -> Vec<String> {
    let is_broken = |(from, to): &&(String, String)| {
        let allowed = FLOORS.iter().find(|(name, _)| *name == floor(from));
        let allowed = allowed.map_or(&[][..], |(_, allowed)| allowed);
        !floor(from).is_empty() && floor(from) != floor(to) && !allowed.contains(&floor(to))
    };
    let broken = imports.iter().filter(is_broken);
    broken
        .map(|(from, to)| format!("{from} imports {to}"))
        .collect()
}

/// The modules that import one another round in a circle, and those between two circles.
fn circles(imports: &Imports) -> BTreeSet<&str> {
    let mut left: BTreeSet<(&str, &str)> =
        imports.iter().map(|(from, to)| (&**from, &**to)).collect();
    loop {
        let from: BTreeSet<&str> = left.iter().map(|(from, _)| *from).collect();
        let to: BTreeSet<&str> = left.iter().map(|(_, to)| *to).collect();
        let before = left.len();
        left.retain(|(one, other)| to.contains(one) && from.contains(other));
        if left.len() == before {
            return from;
        }
    }
}

/// The methods of `Context`: its own, and those that a trait or a `Deref` would lend it.
fn methods_of_context(files: &[(String, String)]) -> BTreeSet<String> {
    let mut methods = BTreeSet::new();
    for (_, text) in files {
        let mut is_inside = false;
        for line in text.lines() {
            if line.starts_with("impl") || line.starts_with("trait") {
                let of = |end: &str| line.contains(&format!("Context{end}"));
                is_inside = of(" {") || of("<'_> {") || of("<'a> {");
            }
            let lends = line.contains("Target = Context") || line.contains("Target = &'a Context");
            let name = line
                .split_once("fn ")
                .and_then(|(_, rest)| rest.split(['(', '<']).next());
            methods.extend(lends.then(|| "deref".to_owned()));
            methods.extend(name.filter(|_| is_inside).map(str::to_owned));
            is_inside &= line != "}";
        }
    }
    methods
}

fn of_site() -> Vec<(String, String)> {
    let files = sources().into_iter();
    files
        .filter(|(path, _)| path.starts_with("src/site/"))
        .collect()
}

#[test]
fn no_import_of_the_site_runs_back_up() {
    let imports = imports(&of_site());
    assert!(imports.len() > 200, "only {} imports found", imports.len());
    let broken = upward(&imports);
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn every_file_of_the_site_is_on_a_floor() {
    let modules = of_site().into_iter().map(|(path, _)| module(&path));
    let floors: BTreeSet<String> = modules.map(|module| floor(&module).to_owned()).collect();
    let known = FLOORS.iter().map(|(name, _)| (*name).to_owned());
    let known: BTreeSet<String> = known.chain([String::new()]).collect();
    assert_eq!(floors, known);
}

#[test]
fn only_the_views_of_pages_import_in_a_circle() {
    let mut imports = imports(&of_site());
    imports.retain(|(from, to)| !(from == PAGES && to.starts_with("site::page::")));
    let circles = circles(&imports);
    assert!(circles.is_empty(), "{circles:#?}");
}

#[test]
fn the_context_has_few_methods() {
    let methods = methods_of_context(&of_site());
    assert_eq!(
        methods,
        ACCESSORS.iter().map(|name| (*name).to_owned()).collect()
    );
}

#[test]
fn a_broken_floor_would_be_seen() {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let files = [
        file("src/site/mod.rs", "pub use page::{Page, view};"),
        file("src/site/page/mod.rs", "mod view;\npub use view::Page;"),
        file(
            "src/site/page/view.rs",
            "use crate::site::{\n    part::rows,\n    phrases,\n};",
        ),
        file(
            "src/site/part/rows.rs",
            "use super::super::page::Page;\nuse crate::model::Page;",
        ),
        file(
            "src/site/phrases/mod.rs",
            "/// crate::site::page\nfn f() { crate::site::Page::new() }",
        ),
    ];
    let imports = imports(&files);
    assert_eq!(
        upward(&imports),
        [
            "site::part::rows imports site::page::view",
            "site::phrases imports site::page::view",
        ]
    );
    let round = ["site::page::view", "site::part::rows", "site::phrases"];
    assert_eq!(circles(&imports), BTreeSet::from(round));
}

#[test]
fn a_method_of_the_context_would_be_seen() {
    let lent = "struct Page<'a>(&'a Context<'a>);\nimpl<'a> Deref for Page<'a> {\n    type Target = Context<'a>;\n}";
    let own = "impl<'a> Context<'a> {\n    pub(crate) fn row(&self) {}\n}\nfn free() {}";
    let by_trait = "impl Rows for Context<'_> {\n    fn rows(&self) {}\n}";
    let files = [lent, own, by_trait].map(|text| (String::new(), text.to_owned()));
    let names = ["deref", "row", "rows"].map(str::to_owned);
    assert_eq!(methods_of_context(&files), BTreeSet::from(names));
}
