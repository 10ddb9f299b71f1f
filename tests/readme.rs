//! The tutorial of README.md, done word for word: its files are written, its commands run, and each answer is the one that
//! the reader is promised.
#![allow(
    clippy::disallowed_methods,
    reason = "a test reads its fixtures and runs the program"
)]

mod alone;

use std::fs;
use std::path::Path;

/// What a reader does, step by step.
#[derive(Debug)]
enum Step {
    /// Writes a file as it stands.
    File { path: String, text: String },
    /// Types commands.
    Type(String),
    /// Sees this.
    See(String),
}

/// The part of the README that is done by hand.
fn tutorial() -> String {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"));
    let readme = readme.expect("README.md");
    let from = readme
        .find("## Make a site of your own")
        .expect("the tutorial");
    let to = readme.find("## What the program refuses").expect("its end");
    readme[from..to].to_owned()
}

fn steps(text: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut named = None;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(rest) = line.strip_prefix("**`") {
            named = rest.split_once('`').map(|(path, _)| path.to_owned());
        }
        let Some(kind) = line.strip_prefix("```") else {
            continue;
        };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let block = format!("{}\n", block.join("\n"));
        steps.push(match (kind, named.take()) {
            ("sh", _) => Step::Type(block),
            ("text", _) => Step::See(block),
            (_, Some(path)) => Step::File { path, text: block },
            (kind, None) => panic!("a block of {kind} is no file of the reader's"),
        });
    }
    steps
}

/// Runs what a reader types, and answers with what the program says.
fn typed(commands: &str, folder: &Path) -> String {
    let mut said = String::new();
    for command in commands.lines() {
        if let Some(folders) = command.strip_prefix("mkdir -p ") {
            for below in folders.split(' ') {
                fs::create_dir_all(folder.join(below)).expect("a folder");
            }
            continue;
        }
        let arguments = command
            .strip_prefix("cargo run --release -- ")
            .unwrap_or_else(|| panic!("the reader is told to type {command:?}"));
        let output = alone::quarterdeck()
            .args(arguments.split(' '))
            .current_dir(folder)
            .output()
            .expect("the program runs");
        said.push_str(&String::from_utf8_lossy(&output.stdout));
        said.push_str(&String::from_utf8_lossy(&output.stderr));
    }
    said
}

/// Without the day, the folder and the time that differ from reader to reader.
fn told(text: &str, folder: &str) -> String {
    let lines = text.replace(folder, "FOLDER");
    let lines = lines.lines().map(|line| match line.split_once(" as of ") {
        Some((before, day)) if day.len() == 10 => format!("{before} as of DAY"),
        _ if line.trim_start().starts_with("Finished in ") => "Finished in TIME".to_owned(),
        _ => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_tutorial_goes_as_it_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path().canonicalize().expect("a path");
    let mut said = String::new();
    let mut seen = 0;
    for step in steps(&tutorial()) {
        match step {
            Step::File { path, text } => fs::write(here.join(path), text).expect("a file"),
            Step::Type(commands) => said = typed(&commands, &here),
            Step::See(promised) => {
                seen += 1;
                let said = told(&said, &here.to_string_lossy());
                assert_eq!(
                    told(&promised, "/srv/quarterdeck"),
                    said,
                    "answer {seen} of the tutorial"
                );
            }
        }
    }
    assert!(seen >= 6, "the tutorial shows {seen} answers");
    for page in [
        "index.html",
        "2024-25/q2/index.html",
        "measures/missed-bins/index.html",
        "methods/index.html",
    ] {
        assert!(here.join("my-council/public").join(page).exists(), "{page}");
    }
}
