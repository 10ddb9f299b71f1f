//! The guides keep their word: every command that they show is one that the program understands, and what they say it
//! answers is what it answers.
#![allow(
    clippy::disallowed_methods,
    reason = "a test reads the guides and runs the program"
)]

mod alone;

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use walkdir::WalkDir;

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every guide, the README and the page on tests.
fn guides() -> Vec<PathBuf> {
    let docs = WalkDir::new(here().join("docs")).sort_by_file_name();
    let docs = docs
        .into_iter()
        .map(|entry| entry.expect("docs/").into_path());
    let mut guides: Vec<PathBuf> = docs
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    guides.extend(["README.md", "SECURITY.md", "tests/README.md"].map(|path| here().join(path)));
    guides
}

fn read(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    text.replace("\r\n", "\n")
}

/// The blocks of a guide: what stands behind the fence, and what they hold. Those in a list are indented with it.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some((indent, kind)) = line.split_once("```") else {
            continue;
        };
        if !indent.trim().is_empty() || kind.contains('`') {
            continue;
        }
        let held = lines.by_ref().take_while(|line| line.trim() != "```");
        let held = held.map(|line| line.strip_prefix(indent).unwrap_or(line));
        let held: Vec<&str> = held.collect();
        let held = held.join("\n") + "\n";
        blocks.push((kind.to_owned(), held));
    }
    blocks
}

/// What is typed after the name of the program, if a line of a shell is a call of it.
fn arguments(line: &str) -> Option<Vec<String>> {
    let line = line.split(" # ").next()?.trim();
    let typed = ["quarterdeck ", "cargo run --release -- "]
        .iter()
        .find_map(|program| line.strip_prefix(program))?;
    let typed = typed.split([';', '|', '>', '&']).next()?;
    let mut words = vec![String::new()];
    let mut quoted = false;
    for sign in typed.trim().chars() {
        match sign {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            _ => words.last_mut()?.push(sign),
        }
    }
    Some(words)
}

#[test]
fn every_command_of_every_guide_is_understood() {
    let mut shown = 0;
    for guide in guides() {
        let text = read(&guide);
        let blocks = blocks(&text);
        let lines = blocks.iter().filter(|(kind, _)| kind == "sh");
        for line in lines.flat_map(|(_, held)| held.lines()) {
            let Some(arguments) = arguments(line) else {
                continue;
            };
            shown += 1;
            // Asked for help, the program reads what was typed, and does nothing.
            let output = alone::quarterdeck()
                .args(&arguments)
                .arg("--help")
                .output()
                .expect("the program runs");
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(
                output.status.success(),
                "{}: {line}\n{said}",
                guide.display()
            );
        }
    }
    assert!(shown > 25, "the guides show {shown} commands");
}

/// What a link to a heading calls it, on the hosts of repositories.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().to_lowercase();
    let kept = kept
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// The text of a guide without what it shows as code.
fn prose(text: &str) -> String {
    let fences = text.split("```").step_by(2);
    let spans = fences.flat_map(|part| part.split('`').step_by(2));
    spans.collect()
}

#[test]
fn every_link_of_every_guide_leads_somewhere() {
    let mut followed = 0;
    for guide in guides() {
        let text = prose(&read(&guide));
        for (_, rest) in text
            .match_indices("](")
            .map(|(at, _)| text.split_at(at + 2))
        {
            let link = rest.split(')').next().unwrap_or_default();
            if link.starts_with("https://") {
                continue;
            }
            followed += 1;
            let (path, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = match path {
                "" => guide.clone(),
                path => guide.parent().expect("a folder").join(path),
            };
            assert!(target.exists(), "{}: {link}", guide.display());
            if heading.is_empty() {
                continue;
            }
            let target = read(&target);
            let mut headings = target.lines().filter(|line| line.starts_with('#'));
            let found = headings.any(|line| anchor(line.trim_start_matches('#')) == heading);
            assert!(found, "{}: {link}", guide.display());
        }
    }
    assert!(followed > 100, "the guides have {followed} links");
}

#[test]
fn every_file_of_the_program_that_a_guide_names_is_there() {
    let mut named = 0;
    for guide in guides() {
        let text = read(&guide);
        let spans = text
            .lines()
            .flat_map(|line| line.split('`').skip(1).step_by(2));
        let paths = spans.filter(|span| span.starts_with("src/") || span.starts_with("tests/"));
        // A star or a name in capitals means any name.
        for path in paths.filter(|path| !path.contains(['*', ' ']) && **path == path.to_lowercase())
        {
            named += 1;
            assert!(here().join(path).exists(), "{}: {path}", guide.display());
        }
    }
    assert!(named > 40, "the guides name {named} files");
}

#[test]
fn a_command_that_is_not_one_would_be_seen() {
    let typed = |line: &str| arguments(line).map(|words| words.join("|"));
    assert_eq!(typed("lftp -e x").as_deref(), None);
    assert_eq!(
        typed("quarterdeck init a --title \"How we do\"  # begins").as_deref(),
        Some("init|a|--title|How we do")
    );
    let output = alone::quarterdeck()
        .args(["check", "--strickt", "--help"])
        .output()
        .expect("the program runs");
    assert!(!output.status.success());
}

#[test]
fn officers_need_no_word_of_version_control() {
    let guides = ["docs/comments.md", "docs/figures.md"].map(|guide| read(&here().join(guide)));
    let text = guides.concat().to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric());
    for word in words {
        for trade in [
            "git",
            "github",
            "gitlab",
            "branch",
            "commit",
            "commits",
            "repository",
            "merge",
            "pull",
            "push",
        ] {
            assert_ne!(word, trade);
        }
    }
}

/// The site that the guides tell of, as a repository whose branch is `main`.
fn streets() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let files = [
        (
            "site.yaml",
            "title: \"How our streets are doing\"\norganisation: \"Example Council\"\n\
             voices:\n  council: { name: Council comment, body: the council }\ngroups: [Waste, Roads]\n",
        ),
        (
            "measures/missed-bins.yaml",
            "title: \"Missed bin collections\"\ngroup: Waste\nunit: rate\nper: 100000\nbetter: lower\nperiod: in_quarter\n\
             owner: Head of waste services\ntargets:\n  - { from: 2024-25 Q1, target: 60, tolerance: 75 }\n",
        ),
        (
            "measures/potholes.yaml",
            "title: \"Potholes repaired within five days\"\ngroup: Roads\nunit: percent\nbetter: higher\nperiod: in_quarter\nowner: Head of highways\ntargets:\n  - { from: 2024-25 Q1, target: 90, tolerance: 85 }\n",
        ),
        (
            "quarters/2024-25-q1.yaml",
            "quarter: 2024-25 Q1\npublish_on: 2024-07-30\nvalues:\n  potholes: 88\n  missed-bins: 71\n",
        ),
        (
            "quarters/2024-25-q2.yaml",
            "quarter: 2024-25 Q2\npublish_on: 2024-10-29\nvalues:\n  potholes: 91\n  missed-bins: 58\n",
        ),
        (
            "commentary/2024-25-q2/measures/potholes.council.md",
            "A second crew works at weekends.\n",
        ),
    ];
    for (path, text) in files {
        write(folder.path(), path, text);
    }
    git(folder.path(), &["init", "--quiet", "--initial-branch=main"]);
    git(folder.path(), &["add", "--all"]);
    git(
        folder.path(),
        &["commit", "--quiet", "--message=As published"],
    );
    folder
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join("content").join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn git(folder: &Path, args: &[&str]) {
    let known = [
        "-c",
        "user.name=Officer",
        "-c",
        "user.email=officer@example.gov.uk",
    ];
    let status = alone::command("git")
        .args(known)
        .args(args)
        .current_dir(folder)
        .status();
    assert!(status.expect("git runs").success(), "git {args:?}");
}

fn answer(folder: &Path, command: &str) -> String {
    let output = alone::quarterdeck()
        .args(arguments(command).expect("a command"))
        .current_dir(folder)
        .output()
        .expect("the program runs");
    let said = [output.stdout, output.stderr].concat();
    String::from_utf8_lossy(&said).into_owned()
}

/// Each command of a guide that is followed by an answer, and that answer.
fn promised(guide: &str) -> Vec<(String, String)> {
    let blocks = blocks(&read(&here().join(guide)));
    let pairs = blocks.windows(2);
    pairs
        .filter(|pair| pair[0].0 == "sh" && pair[1].0 == "text")
        .map(|pair| (pair[0].1.trim_end().to_owned(), pair[1].1.clone()))
        .collect()
}

/// The entry that is offered holds from the day of the run on.
fn undated(told: &str) -> String {
    let parts = told.split(", on: ").enumerate();
    let parts = parts.map(|(at, part)| {
        if at == 0 {
            part
        } else {
            &part["2024-11-20".len()..]
        }
    });
    parts.collect::<Vec<_>>().join(", on: today")
}

#[test]
fn reviewers_are_told_what_their_guide_says() {
    let site = streets();
    let changed =
        "quarter: 2024-25 Q2\npublish_on: 2024-10-29\nvalues:\n  potholes: 84\n  missed-bins: 58\n";
    write(site.path(), "quarters/2024-25-q2.yaml", changed);
    let promised = promised("docs/reviewers.md");
    let commands: Vec<&str> = promised
        .iter()
        .map(|(command, _)| command.as_str())
        .collect();
    assert_eq!(
        commands,
        [
            "quarterdeck diff main",
            "quarterdeck check --changed-since main"
        ]
    );
    for (command, told) in promised {
        let answered = answer(site.path(), &command);
        let is_same = undated(&answered) == undated(&told);
        if !is_same && std::env::var_os("UPDATE").is_some() {
            let path = here().join("docs/reviewers.md");
            let guide = read(&path).replace(&told, &answered);
            fs::write(path, guide).expect("the guide");
        } else {
            assert!(
                is_same,
                "{command}: UPDATE=1 cargo test --test docs\n{answered}"
            );
        }
    }
}

#[test]
fn officers_find_a_new_quarter_as_their_guides_show_it() {
    let site = streets();
    answer(site.path(), "quarterdeck new quarter");
    let begun = read(&site.path().join("content/quarters/2024-25-q3.yaml"));
    let figures = blocks(&read(&here().join("docs/figures.md")));
    let shown = figures
        .iter()
        .find(|(kind, held)| kind == "yaml" && held.contains("values:"));
    let (_, shown) = shown.expect("a quarter in the making");
    for line in shown.lines() {
        assert!(begun.lines().any(|known| known == line), "{line}\n{begun}");
    }
    let comments = blocks(&read(&here().join("docs/comments.md")));
    let draft = comments
        .iter()
        .find(|(_, held)| held.contains("draft: true"))
        .map(|(_, held)| held.as_str());
    let stub = read(
        &site
            .path()
            .join("content/commentary/2024-25-q3/measures/potholes.council.md"),
    );
    let stub: Vec<&str> = stub
        .lines()
        .filter(|line| !line.starts_with("# yaml-"))
        .collect();
    assert_eq!(draft.expect("a draft"), stub.join("\n") + "\n");
}
