//! `init` and `new`: what is begun is whole, names what is owed, and never takes the place of what is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::files;
use crate::site::{Site, run_in};

fn in_a_folder(args: &[&str]) -> (TempDir, String) {
    let folder = TempDir::new().expect("a folder");
    let (code, said) = run_in(folder.path(), args);
    assert_eq!(code, 0, "{said}");
    (folder, said)
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every file of content names its schema in the first line of its YAML, and the schema is there.
fn assert_schemas(folder: &Path) {
    let content = folder.join("content");
    for path in files(&content).keys() {
        let text = read(&content, path);
        let line = text.lines().find(|line| *line != "---").expect("a line");
        let schema = line
            .strip_prefix("# yaml-language-server: $schema=")
            .unwrap_or_else(|| panic!("{path}: {line}"));
        let file = content.join(path);
        let schema = file.parent().expect("a folder").join(schema);
        assert!(schema.exists(), "{path}: {}", schema.display());
    }
}

#[test]
fn a_new_site_is_whole_and_can_be_looked_at_at_once() {
    let args = [
        "init",
        "--title",
        "Our \"streets\": how they do",
        "--organisation",
        "Exampleton",
    ];
    let (folder, said) = in_a_folder(&args);
    let root = folder.path();
    assert!(said.contains("Created content/site.yaml"), "{said}");
    assert_schemas(root);
    let (code, said) = run_in(root, &["check", "--strict", "--drafts"]);
    assert_eq!((code, said.contains("no problems")), (0, true), "{said}");
    let preview = ["build", "--drafts", "--for-folder", "-o", "preview"];
    assert_eq!(run_in(root, &preview).0, 0);
    let page = read(root, "preview/measures/potholes/index.html");
    assert!(
        page.contains("Our &quot;streets&quot;: how they do"),
        "the title"
    );
    assert!(
        page.contains("88% is below the target of 90%"),
        "the verdict"
    );
    assert_eq!(
        run_in(root, &["build", "--strict"]).0,
        0,
        "and published without drafts"
    );
    for path in [
        ".editorconfig",
        ".gitignore",
        ".vscode/settings.json",
        ".vscode/extensions.json",
    ] {
        assert!(root.join(path).exists(), "{path}");
    }
}

/// Whenever the quarter was: the steps that are named lead to a site, and the day that is offered makes it public.
#[test]
fn a_site_may_begin_with_a_quarter_of_the_past() {
    for (quarter, offered, shown) in [
        ("2016-17-q1", "already_public", true),
        ("2098-99-q4", "2099-06-30", false),
    ] {
        let (folder, said) = in_a_folder(&["init", "streets", "--quarter", quarter]);
        let steps = said
            .lines()
            .filter_map(|line| line.split_once(" quarterdeck "));
        let steps: Vec<&str> = steps.map(|(_, step)| step).collect();
        assert_eq!(steps.len(), 2, "{said}");
        for step in steps {
            let step: Vec<&str> = step.split(' ').collect();
            let (code, said) = run_in(folder.path(), &step);
            assert_eq!(
                (code, said.contains("warning")),
                (0, false),
                "{step:?}: {said}"
            );
        }
        let page = read(
            folder.path(),
            "streets/preview/measures/potholes/index.html",
        );
        assert!(
            page.contains("88% is below the target of 90%"),
            "the verdict"
        );
        let path = format!("streets/content/quarters/{quarter}.yaml");
        let text = read(folder.path(), &path);
        let day = format!("publish_on: {offered}\n");
        assert!(text.contains(&format!("# {day}")), "{text}");
        fs::write(
            folder.path().join(path),
            text.replace("# publish", "publish"),
        )
        .expect("it");
        let build = ["-r", "streets", "build", "--strict"];
        let (code, said) = run_in(folder.path(), &build);
        assert_eq!(code, 0, "{said}");
        let is_shown = folder
            .path()
            .join("streets/public/measures/potholes")
            .exists();
        assert_eq!(is_shown, shown, "{said}");
    }
}

#[test]
fn nothing_that_is_there_is_written_over() {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join(".gitignore"), "/mine\n").expect("a file");
    let (code, said) = run_in(folder.path(), &["init"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("Kept .gitignore: already there"), "{said}");
    assert_eq!(read(folder.path(), ".gitignore"), "/mine\n");
    let before = files(folder.path());
    let (code, said) = run_in(folder.path(), &["init"]);
    assert_eq!(code, 2);
    assert!(said.contains("there is a site"), "{said}");
    assert_eq!(files(folder.path()), before);
}

#[test]
fn workflows_use_nothing_but_what_the_platform_gives_and_a_fork_may_only_read() {
    for host in ["github", "gitlab"] {
        let folder = TempDir::new().expect("a folder");
        fs::create_dir(folder.path().join(".git")).expect("a repository");
        let args = ["init", "sites/streets", "--ci", host];
        assert_eq!(run_in(folder.path(), &args).0, 0);
        let all = files(folder.path());
        let workflows = all.iter().filter(|(path, _)| path.ends_with(".yml"));
        let mut checked = BTreeSet::new();
        for (path, bytes) in workflows {
            let text = String::from_utf8_lossy(bytes);
            let _: serde_json::Value = serde_yaml::from_str(&text).expect("YAML");
            assert!(!text.contains("pull_request_target"), "{path}");
            assert!(!text.to_lowercase().contains("secret"), "{path}");
            assert!(
                text.contains("quarterdeck --root sites/streets build"),
                "{path}"
            );
            assert!(
                text.contains("sha256sum --check"),
                "{path}: what is installed is what was meant"
            );
            checked.insert(path.as_str());
        }
        let expected: &[&str] = match host {
            "github" => &[
                ".github/workflows/check.yml",
                ".github/workflows/publish.yml",
            ],
            _ => &[".gitlab-ci.yml"],
        };
        assert_eq!(checked, expected.iter().copied().collect());
        let owners = read(folder.path(), "CODEOWNERS");
        assert!(
            owners.contains("/sites/streets/content/commentary/**/*.council.md"),
            "{owners}"
        );
    }
}

#[test]
fn the_check_of_a_pull_request_on_github_may_only_read() {
    let (folder, _) = in_a_folder(&["init", "--ci", "github"]);
    let text = read(folder.path(), ".github/workflows/check.yml");
    let workflow: serde_json::Value = serde_yaml::from_str(&text).expect("YAML");
    assert_eq!(
        workflow["permissions"],
        serde_json::json!({ "contents": "read" })
    );
    assert!(text.contains("persist-credentials: false"));
    assert!(
        text.contains("build --drafts --for-folder"),
        "a preview with drafts"
    );
    let publish = read(folder.path(), ".github/workflows/publish.yml");
    assert!(!publish.contains("--drafts"), "drafts are never published");
}

#[test]
fn a_new_quarter_keeps_what_risks_and_actions_are_and_asks_for_what_is_reported() {
    let site = Site::new();
    site.write("content/measures/a2.yaml", crate::site::MEASURE);
    let quarter = "\
quarter: 2016-17 Q1
publish_on: 2016-09-27
values:
  a2: 88
risks:
  - { ref: R1, title: Carers, kind: emerging, inherent: red, residual: amber, target: { likelihood: 1, impact: 4 }, direction: improved, mitigation: [A campaign, More pay] }
  - { title: Fires, kind: closed, residual: green }
actions:
  - plan: Council plan
    ref: C1
    title: Open a home
    rating: amber
    complete: 40
    due: 2016-12
    first_due: 2016-09
    milestones: [{ title: Lease signed, rating: green, due: ongoing }]
    owner: Head of homes
";
    site.write("content/quarters/2016-17-q1.yaml", quarter);
    let (code, said) = site.run(&["new", "quarter"]);
    assert_eq!(code, 0, "{said}");
    let path = "content/quarters/2016-17-q2.yaml";
    let text = read(site.root(), path);
    let offered = "\
# risks:
#   - { ref: \"R1\", title: \"Carers\", kind: emerging, inherent: , residual: , target: { likelihood: 1, impact: 4 }, direction: , mitigation: [\"A campaign\", \"More pay\"] }
# actions:
#   - { plan: \"Council plan\", ref: \"C1\", title: \"Open a home\", rating: , complete: , due: 2016-12, first_due: 2016-09, milestones: [{ title: \"Lease signed\", rating: , due: ongoing }], owner: \"Head of homes\" }
";
    assert!(text.contains(offered), "{text}");
    let filled = text
        .replace("# risks", "risks")
        .replace("# actions", "actions")
        .replace("#   -", "  -")
        .replace("inherent: ,", "inherent: red,")
        .replace("residual: ,", "residual: amber,")
        .replace("direction: ,", "direction: improved,")
        .replace("rating: ,", "rating: amber,")
        .replace("complete: ,", "complete: 60,");
    site.write(path, &filled);
    let (code, said) = site.run(&["check", "--drafts", "--as-of", "2017-01-10"]);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn a_new_quarter_carries_the_structure_and_names_who_owes_what() {
    let site = Site::new();
    let more = "owner: Head of assessment\n";
    site.write(
        "content/measures/a2.yaml",
        &(crate::site::MEASURE.to_owned() + more),
    );
    let quarter = "quarter: 2016-17 Q1\npublish_on: 2016-09-27\nvalues:\n  a2: 88\nrisks:\n  - { title: \"Too few: carers\" }\n\
                   challenges:\n  - { title: Rising demand }\n";
    site.write("content/quarters/2016-17-q1.yaml", quarter);
    let (code, said) = site.run(&["new", "quarter"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("Due from Head of assessment: a2"), "{said}");
    let text = read(site.root(), "content/quarters/2016-17-q2.yaml");
    let told = "\
# yaml-language-server: $schema=../../.schemas/quarter.schema.json
quarter: 2016-17 Q2
# Until it has a publication day the quarter is a draft, and values may be left empty. When everything is final:
# publish_on: already_public
values:
  a2:  # Assessments completed on time; 88% in 2016-17 Q1; target 92%; Head of assessment

# As in 2016-17 Q1; delete the # and fill in the gaps.
# risks:
#   - { title: \"Too few: carers\", inherent: , residual: }
# progress:
#   - { challenge: \"Rising demand\", from: 2016-17 Q1, done: [] }
";
    assert_eq!(text, told);
    let (code, said) = site.run(&["check", "--drafts", "--as-of", "2017-01-10"]);
    assert_eq!(code, 0, "{said}");
    assert!(
        said.contains("warning[expected]: `a2` has no figure yet"),
        "{said}"
    );
    let listed = site
        .given(&["list", "--format", "csv", "--as-of", "2016-12-01"])
        .1;
    assert!(
        listed.contains(
            "2016-17 Q2,a2,A2,Assessments completed on time,,,Head of assessment,owed,,draft,"
        ),
        "{listed}"
    );
    let (code, said) = site.run(&["new", "quarter", "2016-17-q2"]);
    assert_eq!(code, 2);
    assert!(
        said.contains("already exists, and was not changed"),
        "{said}"
    );
}

/// Files with errors are named and not used. What does not depend on them is begun all the same.
#[test]
fn new_files_are_begun_while_others_have_errors() {
    let faults = [
        (
            "content/measures/b1.yaml",
            "title: Other\nunit: percnt\nbetter: higher\nperiod: in_quarter\nno_target: Later.\n",
        ),
        (
            "content/quarters/2016-17-q2.yaml",
            "values:\n  a2: 12,5,7\n",
        ),
        ("content/quarters/2016-17-q2.yaml", "values: [\n"),
        ("content/plans/2016.yaml", "title: Plan\n"),
        ("content/pages/about.md", "No head.\n"),
    ];
    for (path, text) in faults {
        let site = Site::new();
        site.write(
            "content/quarters/2016-17-q1.yaml",
            "publish_on: 2016-09-27\nvalues:\n  a2: 88\n",
        );
        site.write(path, text);
        let (code, said) = site.run(&["new", "measure", "c1", "--title", "Calls answered"]);
        assert_eq!(code, 0, "{path}: {said}");
        assert!(
            said.contains(&format!("Not used {path}: it has errors")),
            "{said}"
        );
        let (code, said) = site.run(&["new", "quarter"]);
        assert_eq!(code, 0, "{path}: {said}");
        let created = if path.contains("q2") {
            "2016-17-q3"
        } else {
            "2016-17-q2"
        };
        let text = read(site.root(), &format!("content/quarters/{created}.yaml"));
        assert!(text.contains("\n  a2:"), "{text}");
        assert!(text.contains("\n  c1:"), "{text}");
        assert!(!text.contains("b1"), "{text}");
    }
}

/// Every remark that offers something is taken over, and what is blank is filled in: nothing is told that whoever did so
/// has not done.
#[test]
fn what_a_new_quarter_offers_can_be_taken_over() {
    for root in [".", "tests/sites/cardiff", "tests/sites/example"] {
        let folder = copy_of(root);
        let (code, said) = run_in(folder.path(), &["new", "quarter"]);
        assert_eq!(code, 0, "{root}: {said}");
        let begun = said.split_whitespace().find(|word| word.ends_with(".yaml"));
        let path = begun.expect("the quarter's file");
        let text = read(folder.path(), path);
        assert!(text.contains("\n# "), "{root}: something is offered");
        let filled = ["rating: ", "inherent: ", "residual: "]
            .iter()
            .fold(text, |text, name| {
                text.replace(name, &format!("{name}amber"))
            });
        let filled = [
            "budget: ",
            "projected: ",
            "estimate: ",
            "actual: ",
            "target: ",
        ]
        .iter()
        .fold(filled, |text, name| text.replace(name, &format!("{name}0")))
        .replace("title: \"\"", "title: \"The next report\"");
        let is_prose = |line: &str| line.starts_with("# As in") || line.starts_with("# Until");
        let taken = filled.lines().map(|line| match line.strip_prefix("# ") {
            Some(offered) if !is_prose(line) && !line.contains("yaml-language") => offered,
            _ => line,
        });
        let mut taken: Vec<&str> = taken.collect();
        let day = taken.iter().position(|line| line.starts_with("publish_on"));
        assert_eq!(
            taken.remove(day.expect("a day")),
            "publish_on: already_public"
        );
        fs::write(folder.path().join(path), taken.join("\n")).expect("the quarter");
        let (code, said) = run_in(folder.path(), &["check", "--drafts", "--format", "short"]);
        assert_eq!(code, 0, "{root}: {said}\n{}", taken.join("\n"));
        let told: Vec<&str> = said.lines().filter(|line| line.contains(path)).collect();
        assert!(
            told.len() == 1 && told[0].contains("warning[expected]"),
            "{root}: {said}"
        );
    }
}

/// A day that is announced is the day that is offered, for as long as it is to come.
#[test]
fn a_new_quarter_is_offered_the_day_that_was_announced() {
    for (next, offered) in [("2099-07-29", "2099-07-29"), ("2016-12-06", "2099-06-30")] {
        let site = Site::new();
        let announced = format!("{}reporting: {{ next: {next} }}\n", crate::site::SITE);
        site.write("content/site.yaml", &announced);
        assert_eq!(site.run(&["new", "quarter", "2098-99-q4"]).0, 0);
        let text = read(site.root(), "content/quarters/2098-99-q4.yaml");
        assert!(
            text.contains(&format!("# publish_on: {offered}\n")),
            "{text}"
        );
    }
}

/// A sample site in a folder of its own.
fn copy_of(root: &str) -> TempDir {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(root);
    let folder = TempDir::new().expect("a folder");
    for part in ["content", "themes"] {
        for (path, bytes) in files(&from.join(part)) {
            let to = folder.path().join(part).join(path);
            fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
            fs::write(to, bytes).expect("a file");
        }
    }
    folder
}

/// Real reports: what is begun from them passes `check`, with nothing but what is owed.
#[test]
fn a_quarter_begun_from_any_sites_last_one_passes_check() {
    for root in [".", "tests/sites/cardiff", "tests/sites/example"] {
        let folder = copy_of(root);
        let (code, said) = run_in(folder.path(), &["new", "quarter"]);
        assert_eq!(code, 0, "{root}: {said}");
        let (code, said) = run_in(folder.path(), &["check", "--drafts", "--format", "short"]);
        assert_eq!(code, 0, "{root}: {said}");
        let told = said
            .lines()
            .filter(|line| line.contains("content/quarters"));
        let told: Vec<&str> = told.collect();
        assert!(
            told.len() == 1 && told[0].contains("warning[expected]"),
            "{root}: {said}"
        );
    }
}

#[test]
fn a_new_measure_is_whole_and_asked_for_from_the_next_quarter_on() {
    let site = Site::new();
    let begin = |args: &[&str]| site.run(&[&["new", "measure"], args].concat());
    assert_eq!(
        begin(&[
            "bins",
            "--title",
            "Bins: missed",
            "--unit",
            "rate",
            "--better",
            "lower",
            "--ref",
            "W/1"
        ])
        .0,
        0
    );
    assert_eq!(
        site.run(&["check", "--strict", "--as-of", "2016-10-01"]).0,
        0
    );
    assert_eq!(site.run(&["new", "quarter"]).0, 0);
    let quarter = read(site.root(), "content/quarters/2016-17-q2.yaml");
    assert!(quarter.contains("\n  bins:  # Bins: missed\n"), "{quarter}");
    let (code, said) = begin(&["Bins 2", "--title", "Bins"]);
    assert_eq!((code, said.contains("use `bins-2`")), (2, true), "{said}");
    let (code, said) = begin(&["trees", "--title", "Trees", "--unit", "persent"]);
    assert_eq!(
        (code, said.contains("did you mean `percent`?")),
        (2, true),
        "{said}"
    );
    for (args, told) in [
        (
            ["--unit", "percentage"],
            "error: `--unit`: this unit has to be described",
        ),
        (
            ["--better", "more"],
            "error: `--better`: `more` is not one of the options",
        ),
        (
            ["--period", "yearly"],
            "error: `--period`: `yearly` is not one of the options",
        ),
        (["--ref", ""], "error: `--ref`: this text is empty"),
    ] {
        let (code, said) = begin(&[&["trees", "--title", "Trees"], &args[..]].concat());
        assert_eq!((code, said.contains(told)), (2, true), "{said}");
        assert_eq!(said.matches("error").count(), 1, "said once: {said}");
    }
    assert!(!site.path("content/measures/trees.yaml").exists());
    let schema = read(site.root(), ".schemas/quarter.schema.json");
    assert!(schema.contains("\"bins\""), "the schemas know of it");
}

#[test]
fn a_new_comment_is_a_draft_that_quotes_the_figure() {
    let site = Site::new();
    site.write(
        "content/site.yaml",
        &format!(
            "{}voices: {{ provider: {{ name: Provider }} }}\n",
            crate::site::SITE
        ),
    );
    let begin = |args: &[&str]| site.run(&[&["new", "comment"], args].concat());
    assert_eq!(begin(&["A2", "--voice", "provider"]).0, 0);
    let text = read(
        site.root(),
        "content/commentary/2016-17-q1/measures/a2.provider.md",
    );
    assert!(
        text.contains("draft: true") && text.contains("[88%](value:a2)"),
        "{text}"
    );
    assert_eq!(begin(&["overview"]).0, 0);
    let (code, said) = site.run(&["check", "--strict", "--drafts", "--as-of", "2016-10-01"]);
    assert_eq!(code, 0, "{said}");
    for (args, told) in [
        (&["a3"][..], "a measure or an objective by its id"),
        (&["a2", "--voice", "trust"], "it names `provider`"),
        (&["a2", "--voice", "provder"], "did you mean `provider`?"),
        (
            &["a2", "--quarter", "2017-18-q1"],
            "quarterdeck new quarter 2017-18-q1",
        ),
    ] {
        let (code, said) = begin(args);
        assert_eq!(code, 2, "{said}");
        assert!(said.contains(told), "{said}");
    }
}

#[test]
fn a_command_that_changes_what_editors_suggest_says_so() {
    let site = Site::new();
    let begin = |kind: &[&str]| site.run(&[&["new"], kind].concat()).1;
    let told = "Updated .schemas/";
    let said = begin(&["measure", "c1", "--title", "Calls answered"]);
    assert!(said.contains(told), "{said}");
    let said = begin(&["comment", "a2"]);
    assert!(!said.contains(told), "{said}");
}

/// What every author does with every comment: write it, and take one line out.
#[test]
fn a_comment_is_final_when_its_line_is_taken_out_and_its_text_is_written() {
    let site = Site::new();
    assert_eq!(site.run(&["new", "comment", "a2"]).0, 0);
    let path = "content/commentary/2016-17-q1/measures/a2.md";
    let begun = read(site.root(), path);
    let check = ["check", "--as-of", "2016-10-01"];
    let undrafted = begun.replace("draft: true\n", "");
    site.write(path, &undrafted);
    let (code, said) = site.run(&check);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("has not been written yet"), "{said}");
    let (head, _) = undrafted.split_once("To be written").expect("the stub");
    site.write(path, &format!("{head}Two teams were short of staff.\n"));
    let (code, said) = site.run(&check);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("1 comment"), "{said}");
}

/// A site that commented on its quarter in two voices.
fn commented() -> Site {
    let site = Site::new();
    let voices = "voices: { council: { name: Council comment }, provider: { name: Provider } }\n";
    site.write(
        "content/site.yaml",
        &(crate::site::SITE.to_owned() + voices),
    );
    let said = "content/commentary/2016-17-q1";
    site.write(
        &format!("{said}/measures/a2.council.md"),
        "More assessors.\n",
    );
    site.write(
        &format!("{said}/measures/a2.provider.md"),
        "More training.\n",
    );
    site.write(&format!("{said}/overview.md"), "A fair quarter.\n");
    site
}

#[test]
fn a_new_quarter_begins_the_comments_that_the_last_one_had() {
    let site = commented();
    let (code, said) = site.run(&["new", "quarter"]);
    assert_eq!(code, 0, "{said}");
    let told = "Created content/commentary/2016-17-q2/: 3 comments to write, as drafts";
    assert!(said.contains(told), "{said}");
    let stubs = [
        "measures/a2.council.md",
        "measures/a2.provider.md",
        "overview.md",
    ];
    for stub in stubs {
        let text = read(
            site.root(),
            &format!("content/commentary/2016-17-q2/{stub}"),
        );
        assert!(text.contains("draft: true"), "{stub}: {text}");
    }
    let (code, said) = site.run(&["check", "--drafts", "--as-of", "2017-01-10"]);
    assert_eq!((code, said.contains("no errors")), (0, true), "{said}");
    let owed = site
        .given(&["list", "--without-comment", "--format", "csv"])
        .1;
    assert!(
        owed.contains("2016-17 Q2,a2,"),
        "a draft is no comment yet: {owed}"
    );
}

#[test]
fn the_comments_of_a_new_quarter_can_be_chosen_and_left_out() {
    let site = commented();
    let (code, said) = site.run(&["new", "quarter", "--voice", "trust"]);
    assert_eq!(
        (code, said.contains("there is no voice `trust`")),
        (2, true)
    );
    assert_eq!(site.run(&["new", "quarter", "--voice", "provider"]).0, 0);
    let begun = site.path("content/commentary/2016-17-q2");
    assert_eq!(
        files(&begun).into_keys().collect::<Vec<_>>(),
        ["measures/a2.provider.md"]
    );
    assert_eq!(site.run(&["new", "quarter", "--no-comments"]).0, 0);
    assert!(!site.path("content/commentary/2016-17-q3").exists());
}

#[test]
fn a_draft_may_be_empty_and_wait_for_what_it_comments_on() {
    let site = commented();
    assert_eq!(site.run(&["new", "quarter", "--no-comments"]).0, 0);
    let empty = "---\ndraft: true\n---\n";
    for about in ["measures/a2.council", "overview", "finance", "risks"] {
        site.write(&format!("content/commentary/2016-17-q2/{about}.md"), empty);
    }
    for drafts in [&["check"][..], &["check", "--drafts"]] {
        let (code, said) = site.run(drafts);
        assert_eq!(code, 0, "{said}");
    }
    let build = ["build", "--drafts", "-o", "preview"];
    assert_eq!(site.run(&build).0, 0);
    let page = read(site.root(), "preview/measures/a2/index.html");
    assert!(
        !page.contains("class=\"voice\"><h3"),
        "an empty comment has no heading"
    );
}

fn variables(workflow: &str) -> Vec<String> {
    let told = |name: &str| {
        let line = workflow
            .lines()
            .find(|line| line.trim_start().starts_with(name));
        let (_, value) = line.expect("a variable").split_once(": ").expect("a value");
        value.trim_matches('"').to_owned()
    };
    [
        "QUARTERDECK_URL",
        "QUARTERDECK_SHA256",
        "QUARTERDECK_GIT",
        "QUARTERDECK_REV",
    ]
    .map(told)
    .to_vec()
}

#[test]
fn a_release_is_pinned_by_its_checksum_and_the_source_by_its_commit() {
    let (url, sum) = ("https://git.example/q-0.1.0.tar.gz", "0a".repeat(32));
    let (git, rev) = ("https://git.example/q", "b".repeat(40));
    let (_, said) = in_a_folder(&["init", "--ci", "github"]);
    assert!(said.contains("To do"), "{said}");
    let pinned = [
        (["--release", url, "--checksum", &sum], [url, &sum, "", ""]),
        (["--source", git, "--rev", &rev], ["", "", git, &rev]),
    ];
    for (options, told) in pinned {
        for (host, path) in [
            ("github", ".github/workflows/check.yml"),
            ("github", ".github/workflows/publish.yml"),
            ("gitlab", ".gitlab-ci.yml"),
        ] {
            let args = [&["init", "--ci", host][..], &options].concat();
            let (folder, said) = in_a_folder(&args);
            assert!(!said.contains("To do"), "{said}");
            assert_eq!(variables(&read(folder.path(), path)), told, "{path}");
        }
    }
    let folder = TempDir::new().expect("a folder");
    for wrong in [
        &["--release", url][..],
        &["--release", url, "--checksum", "0a0a"],
        &["--release", "https://git.example/$(id)", "--checksum", &sum],
        &["--source", git],
        &["--source", "git@git.example:q", "--rev", &rev],
        &["--source", git, "--rev", "main; id"],
    ] {
        let args = [&["init", "--ci", "github"], wrong].concat();
        assert_eq!(run_in(folder.path(), &args).0, 2, "{wrong:?}");
    }
    assert!(files(folder.path()).is_empty());
}

#[test]
fn a_site_that_is_there_is_given_workflows_and_nothing_else() {
    let site = commented();
    let before = files(site.root());
    let (code, said) = site.run(&["init", "--ci", "github"]);
    assert_eq!(code, 0, "{said}");
    let mut after = files(site.root());
    for written in [
        ".github/workflows/check.yml",
        ".github/workflows/publish.yml",
        "CODEOWNERS",
    ] {
        assert!(after.remove(written).is_some(), "{written}");
    }
    assert_eq!(after, before);
    let owners = read(site.root(), "CODEOWNERS");
    for pattern in [
        "*.council.md @council",
        "*.provider.md @provider",
        "*.provider.*.md @provider",
    ] {
        assert!(owners.contains(pattern), "{owners}");
    }
}
