//! The workflows that `init --ci` writes, their steps typed as a host's runner types them.
#![cfg(unix)]

use std::fs;
use std::path::Path;

use assert_cmd::cargo::cargo_bin;

use crate::alone;
use crate::site::{QUARTER, Site};

/// A repository with a published site in it, and the workflows of a host.
fn published(host: &str) -> Site {
    let site = Site::new();
    git(site.root(), &["init", "--quiet", "--initial-branch=main"]);
    assert_eq!(site.run(&["init", "--ci", host]).0, 0);
    git(site.root(), &["add", "--all"]);
    git(
        site.root(),
        &["commit", "--quiet", "--message=As published"],
    );
    git(
        site.root(),
        &["update-ref", "refs/remotes/origin/main", "HEAD"],
    );
    site
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

/// Runs a script as a step of a workflow is run: exit code and what it said.
fn step(site: &Site, script: &str) -> (i32, String) {
    let program = cargo_bin("quarterdeck");
    let folder = program.parent().expect("a folder").display().to_string();
    let path = std::env::var("PATH").expect("a path");
    let output = alone::command("bash")
        .args(["-e", "-o", "pipefail", "-c", script])
        .current_dir(site.root())
        .env("PATH", format!("{folder}:{path}"))
        .env("GITHUB_BASE_REF", "main")
        .env("GITHUB_STEP_SUMMARY", site.path("summary.md"))
        .env("CI_MERGE_REQUEST_DIFF_BASE_SHA", "origin/main")
        .env("CI_MERGE_REQUEST_TARGET_BRANCH_SHA", "")
        .output()
        .expect("bash runs");
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    (output.status.code().expect("an exit code"), said)
}

/// The script of a step of GitHub's, by its name.
fn of_github(site: &Site, name: &str) -> String {
    let path = site.path(".github/workflows/check.yml");
    let text = fs::read_to_string(path).expect("a workflow");
    let workflow: serde_json::Value = serde_yaml::from_str(&text).expect("YAML");
    let steps = workflow["jobs"]["check"]["steps"]
        .as_array()
        .expect("steps");
    let named = steps.iter().find(|step| step["name"] == name);
    named.expect(name)["run"]
        .as_str()
        .expect("a script")
        .to_owned()
}

/// The script of GitLab's job.
fn of_gitlab(site: &Site) -> String {
    let text = fs::read_to_string(site.path(".gitlab-ci.yml")).expect("a pipeline");
    let pipeline: serde_json::Value = serde_yaml::from_str(&text).expect("YAML");
    let script = pipeline["check"]["script"].as_array().expect("a script");
    let lines: Vec<&str> = script.iter().filter_map(|line| line.as_str()).collect();
    lines.join("\n")
}

#[test]
fn a_change_that_is_right_passes_and_its_reviewers_see_what_changes() {
    let site = published("github");
    let later = "quarter: 2016-17 Q2\npublish_on: 2016-12-13\nvalues:\n  a2: 93\n";
    site.write("content/quarters/2016-17-q2.yaml", later);
    let check = step(&site, &of_github(&site, "Check"));
    assert_eq!(check.0, 0, "{}", check.1);
    let changes = step(&site, &of_github(&site, "What the public will see change"));
    assert_eq!(changes.0, 0, "{}", changes.1);
    let summary = fs::read_to_string(site.path("summary.md")).expect("a summary");
    assert!(summary.contains("New: July to September 2016"), "{summary}");
    let preview = step(&site, &of_github(&site, "Make a preview, with drafts"));
    assert_eq!(preview.0, 0, "{}", preview.1);
    let home = fs::read_to_string(site.path("preview/index.html")).expect("a page");
    assert!(home.contains("noindex") && home.contains("Preview, not for the public."));
}

#[test]
fn a_published_figure_that_changes_unsaid_stops_a_change_and_stands_in_the_summary() {
    for host in ["github", "gitlab"] {
        let site = published(host);
        site.write(
            "content/quarters/2016-17-q1.yaml",
            &QUARTER.replace("88", "91"),
        );
        if host == "github" {
            let check = step(&site, &of_github(&site, "Check"));
            assert_eq!(check.0, 1, "{}", check.1);
            assert!(
                check
                    .1
                    .contains("::error file=content/quarters/2016-17-q1.yaml"),
                "{}",
                check.1
            );
            let changes = step(&site, &of_github(&site, "What the public will see change"));
            assert_eq!(changes.0, 1, "{}", changes.1);
            let summary = fs::read_to_string(site.path("summary.md")).expect("a summary");
            assert!(summary.contains("88% → **91%**"), "{summary}");
            continue;
        }
        let (code, said) = step(&site, &of_gitlab(&site));
        assert_eq!(code, 1, "{said}");
        assert!(
            said.contains("88% → **91%**"),
            "the job shows the changes: {said}"
        );
        assert!(said.contains("error[unrecorded-revision]"), "{said}");
        let report = fs::read_to_string(site.path("codequality.json")).expect("a report");
        assert!(report.contains("unrecorded-revision"), "{report}");
        assert!(!site.path("preview").exists(), "nothing is built from it");
    }
}

/// The target branch moves on, by a correction that it records, while a change that began before is proposed.
#[test]
fn a_target_branch_that_has_moved_on_is_not_part_of_the_change() {
    for host in ["github", "gitlab"] {
        let site = published(host);
        let root = site.root();
        git(root, &["switch", "--quiet", "--create", "proposal"]);
        site.write("content/pages/help.md", "---\ntitle: Help\n---\nAsk us.\n");
        git(root, &["add", "--all"]);
        git(root, &["commit", "--quiet", "--message=Help"]);
        git(root, &["switch", "--quiet", "main"]);
        let corrected = QUARTER.replace("88", "91")
            + "revisions:\n  - { measure: a2, period: 2016-17 Q1, was: 88, now: 91, on: 2017-09-01, because: Late }\n";
        site.write("content/quarters/2016-17-q1.yaml", &corrected);
        git(
            root,
            &["commit", "--quiet", "--all", "--message=Correction"],
        );
        git(root, &["update-ref", "refs/remotes/origin/main", "HEAD"]);
        git(root, &["switch", "--quiet", "--detach", "proposal"]);
        let script = if host == "github" {
            of_github(&site, "Check") + &of_github(&site, "What the public will see change")
        } else {
            of_gitlab(&site)
        };
        let began = "export CI_MERGE_REQUEST_DIFF_BASE_SHA=\"$(git merge-base origin/main HEAD)\"";
        let (code, said) = step(&site, &format!("{began}\n{script}"));
        assert_eq!(code, 0, "{said}");
        let changes = fs::read_to_string(site.path("changes.md")).expect("the changes");
        assert!(
            changes.contains("Help") && !changes.contains("91"),
            "{changes}"
        );
        // The host has merged the two, and checks what it made of them.
        git(root, &["merge", "--quiet", "--no-edit", "origin/main"]);
        let target = "export CI_MERGE_REQUEST_TARGET_BRANCH_SHA=\"$(git rev-parse origin/main)\"";
        let (code, said) = step(&site, &format!("{began}\n{target}\n{script}"));
        assert_eq!(code, 0, "{said}");
        let changes = fs::read_to_string(site.path("changes.md")).expect("the changes");
        assert!(
            changes.contains("Help") && !changes.contains("91"),
            "{changes}"
        );
    }
}

#[test]
fn an_archive_with_other_bytes_is_not_installed() {
    let site = published("github");
    let install = of_github(&site, "Install quarterdeck");
    // The archive lies where a runner would have fetched it to.
    let install = install.replace("curl --proto '=https'", "true");
    let name = "quarterdeck-0.1.0-x86_64-unknown-linux-musl";
    let pack = format!(
        "mkdir {name}; echo program > {name}/quarterdeck; echo readme > {name}/README.md
         tar --create --gzip --file quarterdeck.tar.gz {name}
         export HOME=\"$PWD/home\" GITHUB_PATH=\"$PWD/paths\" QUARTERDECK_URL=here QUARTERDECK_SHA256="
    );
    let right = "$(sha256sum quarterdeck.tar.gz | cut -c 1-64)\n";
    let (code, said) = step(&site, &format!("{pack}{right}{install}"));
    assert_eq!(code, 0, "{said}");
    let installed = fs::read_to_string(site.path("home/.local/bin/quarterdeck"));
    assert_eq!(installed.expect("the program"), "program\n");
    fs::remove_dir_all(site.path(name)).expect("a folder");
    fs::remove_file(site.path("home/.local/bin/quarterdeck")).expect("a file");
    let wrong = format!("{}\n", "0a".repeat(32));
    let (code, said) = step(&site, &format!("{pack}{wrong}{install}"));
    assert_eq!(code, 1, "{said}");
    assert!(!site.path("home/.local/bin/quarterdeck").exists());
    let nothing = format!("export QUARTERDECK_URL= QUARTERDECK_GIT=\n{install}");
    let (code, said) = step(&site, &nothing);
    assert!(
        code == 1 && said.contains("Say at the head of this file"),
        "{said}"
    );
}
