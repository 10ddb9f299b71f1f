//! Published promises in real histories: what changes unsaid is refused, and what is recorded passes.

use std::collections::BTreeSet;
use std::fs;

use quarterdeck::source::SourceTree;
use serde_json::Value;

use crate::histories::World;
use crate::kinds::{Fate, Kind, base};
use crate::paste::paste;
use crate::sample;
use crate::site::MEASURE;

const DAY: &str = "--as-of=2016-10-31";

fn write(world: &World, tree: &SourceTree) {
    let content = world.path("work/content");
    if content.exists() {
        fs::remove_dir_all(&content).expect("removed");
    }
    for (path, bytes) in tree.iter() {
        let text = String::from_utf8(bytes.to_vec()).expect("text");
        world.write(&format!("work/{path}"), &text);
    }
}

/// The errors of the files since a revision: their messages and helps.
fn errors(world: &World, since: &str) -> Vec<(String, String)> {
    let arguments = ["check", DAY, "--format=json", "--changed-since", since];
    let (code, said) = world.run("work", &[], &arguments);
    let json = said.find('{').map(|start| &said[start..]);
    let mut values = serde_json::Deserializer::from_str(json.unwrap_or("{}")).into_iter::<Value>();
    let told = values.next().expect("JSON").expect("JSON");
    let problems = told["problems"].as_array().expect("problems").iter();
    let errors = problems.filter(|one| one["severity"] == "error");
    let text = |one: &Value, name: &str| one[name].as_str().unwrap_or_default().to_owned();
    let errors: Vec<_> = errors
        .map(|one| (text(one, "message"), text(one, "help")))
        .collect();
    assert_eq!(code, i32::from(!errors.is_empty()), "{said}");
    errors
}

/// Changes one thing in each of forty commits, of which every other one needs no record. Whatever must be recorded is refused
/// until it is, and nothing else; over all commits each change is listed once.
#[test]
fn forty_commits_change_one_thing_each() {
    let world = World::new();
    world.git(".", &["init", "--quiet", "--initial-branch=main", "work"]);
    let mut tree = base(sample::base());
    write(&world, &tree);
    world.commit("work");
    let first = world.git("work", &["rev-parse", "HEAD"]);
    let kinds = Kind::all();
    let (asked, free): (Vec<&Kind>, Vec<&Kind>) =
        kinds.iter().partition(|kind| kind.fate == Fate::Refused);
    // Every fourth of those that are asked for, so that each part of the files has some.
    let asked = (0..4).flat_map(|start| asked.iter().skip(start).step_by(4));
    let mut free = free.iter();
    let (mut commits, mut named) = (1, Vec::new());
    let mut touched: BTreeSet<String> = BTreeSet::new();
    for kind in asked {
        let names = &kind.names[0];
        let things = names
            .iter()
            .map(|name| name.rsplit(' ').next().unwrap_or(name));
        let things: Vec<String> = things.map(str::to_owned).collect();
        let mut after = tree.clone();
        let is_free = things.iter().all(|thing| !touched.contains(thing));
        if names.is_empty() || !is_free || !kind.apply(&mut after) {
            continue;
        }
        touched.extend(things);
        write(&world, &after);
        let found = errors(&world, "HEAD");
        check_named(kind, &found);
        for (_, help) in &found {
            paste(&mut after, help);
        }
        write(&world, &after);
        let left = errors(&world, "HEAD");
        assert!(left.is_empty(), "{}: {left:#?}", kind.name());
        world.commit("work");
        tree = after;
        named.extend(names.clone());
        commits += 1;
        // The next commit needs nothing.
        if commits == 40 {
            break;
        }
        let Some(harmless) = free.next() else {
            continue;
        };
        harmless.apply(&mut tree);
        write(&world, &tree);
        let found = errors(&world, "HEAD");
        assert!(found.is_empty(), "{}: {found:#?}", harmless.name());
        world.commit("work");
        commits += 1;
        if commits == 40 {
            break;
        }
    }
    assert_eq!(commits, 40);
    lists_each_once(&world, &first, &named);
}

fn check_named(kind: &Kind, found: &[(String, String)]) {
    let names = &kind.names[0];
    let are_named = names
        .iter()
        .all(|name| found.iter().any(|(message, _)| message.contains(name)));
    let is_all = found.len() == names.len();
    assert!(are_named && is_all, "{}: {found:#?}", kind.name());
}

/// Expects that each change since a revision is listed once, with its record.
fn lists_each_once(world: &World, first: &str, named: &[String]) {
    assert!(errors(world, &format!("{first}..")).is_empty());
    let (code, said) = world.run("work", &[], &["diff", first, "HEAD", DAY, "--format=json"]);
    assert_eq!(code, 0, "{said}");
    let start = said.find('{').expect("JSON");
    let mut values = serde_json::Deserializer::from_str(&said[start..]).into_iter::<Value>();
    let told = values.next().expect("JSON").expect("JSON");
    let list = |name: &str| told[name].as_array().map_or(0, Vec::len);
    assert_eq!(list("facts") + list("revisions"), named.len(), "{named:#?}");
}

const CUT: &str = "error[unrecorded-change]: `target` of `a2` was published as `92, tolerance 90`";

fn cut(world: &World, place: &str) {
    let text = MEASURE.replace("target: 92", "target: 91");
    world.write(&format!("{place}/content/measures/a2.yaml"), &text);
}

fn record(world: &World, place: &str) {
    let change = "changes:\n  - { field: target, from: 2016-17 Q1, was: \"92, tolerance 90\", now: \"91, tolerance 90\", on: 2017-09-01, because: Agreed }\n";
    let text = MEASURE.replace("target: 92", "target: 91") + change;
    world.write(&format!("{place}/content/measures/a2.yaml"), &text);
}

fn said(world: &World, place: &str, since: &str) -> (i32, String) {
    let arguments = [
        "check",
        "--as-of=2017-10-01",
        "--format=short",
        "--changed-since",
        since,
    ];
    world.run(place, &[], &arguments)
}

fn is_found(world: &World, place: &str, since: &str) {
    let (code, said) = said(world, place, since);
    assert!(code == 1 && said.contains(CUT), "{place}, {since}: {said}");
}

fn is_fine(world: &World, place: &str, since: &str) {
    let (code, said) = said(world, place, since);
    assert!(
        code == 0 && !said.contains("error["),
        "{place}, {since}: {said}"
    );
}

#[test]
fn a_promise_is_compared_in_a_linked_folder_a_moved_site_and_a_short_copy() {
    let world = World::published("work/site");
    let linked = ["worktree", "add", "--quiet", "../linked", "-b", "branch"];
    world.git("work", &linked);
    cut(&world, "linked/site");
    is_found(&world, "linked/site", "main");
    // A site that moved in the same step.
    fs::rename(world.path("linked/site"), world.path("linked/council")).expect("moved");
    is_found(&world, "linked/council", "main");
    world.commit("linked");
    is_found(&world, "linked/council", "main");
    record(&world, "linked/council");
    is_fine(&world, "linked/council", "main");
    world.commit("linked");
    is_fine(&world, "linked/council", "main");
    // The latest commit alone cannot be compared with what it started from.
    let from = format!("file://{}", world.path("work").display());
    let clone = [
        "clone",
        "--quiet",
        "--depth=1",
        "--branch=branch",
        &from,
        "short",
    ];
    world.git(".", &clone);
    let (code, said) = said(&world, "short/council", "HEAD~1");
    assert!(code == 2 && said.contains("fetch all of it"), "{said}");
}

#[test]
fn a_promise_of_a_branch_whose_base_has_moved_on_is_its_own() {
    let world = World::published("work");
    world.git("work", &["switch", "--quiet", "--create", "branch"]);
    world.write(
        "work/content/pages/help.md",
        "---\ntitle: Help\n---\nAsk us.\n",
    );
    world.commit("work");
    world.git("work", &["switch", "--quiet", "main"]);
    record(&world, "work");
    world.commit("work");
    world.git("work", &["switch", "--quiet", "branch"]);
    is_fine(&world, "work", "main");
    is_fine(&world, "work", "main...");
    // Merged, the change counts as that of `main`, and one more is found.
    world.git("work", &["merge", "--quiet", "--no-edit", "main"]);
    is_fine(&world, "work", "main");
    cut(&world, "work");
    let (code, said) = said(&world, "work", "HEAD~1");
    assert!(code == 1 && said.contains("unrecorded-change"), "{said}");
    world.git("work", &["checkout", "--quiet", "--", "."]);
    let text = MEASURE
        .replace("better: higher", "better: lower")
        .replace("tolerance: 90", "tolerance: 95");
    world.write("work/content/measures/a2.yaml", &text);
    let (code, said) = self::said(&world, "work", "main...");
    assert!(code == 1 && said.contains("`better` of `a2`"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_promise_is_guarded_by_a_hook_of_a_linked_folder() {
    let world = World::published("work");
    world.git(
        "work",
        &["worktree", "add", "--quiet", "../linked", "-b", "branch"],
    );
    let guard = crate::histories::hooks::GUARD;
    world.script("work/.git/hooks/pre-commit", &format!("{guard} HEAD"));
    cut(&world, "linked");
    world.git("linked", &["add", "--all"]);
    let refused = world.try_git("linked", &["commit", "--quiet", "-m", "Cut"]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        !refused.status.success() && said.contains("error[unrecorded-change]"),
        "{said}"
    );
    record(&world, "linked");
    world.git("linked", &["add", "--all"]);
    world.git("linked", &["commit", "--quiet", "-m", "Cut"]);
}
