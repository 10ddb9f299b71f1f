//! `diff` and `check --changed-since`, with the real program on the history of a real repository.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::site::{MEASURE, QUARTER, Site, run_in};
use crate::{alone, files};

const DAY: [&str; 2] = ["--as-of", "2017-10-01"];
const Q1: &str = "content/quarters/2016-17-q1.yaml";

/// A site in a repository.
pub(crate) fn history() -> Site {
    let site = Site::new();
    git(&site, &["init", "--quiet", "--initial-branch", "main", "."]);
    commit(&site, "first");
    site
}

pub(crate) fn git(site: &Site, arguments: &[&str]) -> String {
    let settings = [
        "user.name=A",
        "user.email=a@example.org",
        "core.autocrlf=false",
    ];
    let settings = settings.iter().flat_map(|setting| ["-c", setting]);
    let done = alone::command("git")
        .arg("-C")
        .arg(site.root())
        .args(settings)
        .args(arguments)
        .output()
        .expect("git runs");
    let why = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{arguments:?}: {why}");
    String::from_utf8_lossy(&done.stdout).trim().to_owned()
}

pub(crate) fn commit(site: &Site, tag: &str) {
    git(site, &["add", "--all"]);
    git(site, &["commit", "--quiet", "-m", tag]);
    git(site, &["tag", tag]);
}

/// What `diff` says as data: about, quarter, id and the texts that differ, by their names.
fn changes(site: &Site, revisions: &[&str]) -> (i32, Vec<String>) {
    let arguments = [&["diff"], revisions, &["--format", "json"], &DAY[..]].concat();
    let (code, given) = site.given(&arguments);
    let found: Value = serde_json::from_str(&given).unwrap_or_default();
    let changes = found["changes"].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let told = changes.iter().map(|change| {
        let fields = change["fields"].as_array().cloned().unwrap_or_default();
        let fields: Vec<String> = fields
            .iter()
            .map(|field| {
                let (before, after) = (text(&field["before"]), text(&field["after"]));
                format!("{} {before}>{after}", text(&field["name"]))
            })
            .collect();
        let (what, id) = (text(&change["about"]), text(&change["id"]));
        let (quarter, kind) = (text(&change["quarter"]), text(&change["change"]));
        format!("{kind} {what} {quarter} {id}: {}", fields.join("; "))
    });
    (code, told.collect())
}

/// Six commits, each with one change; every two of them compared.
#[test]
fn any_two_revisions_of_a_history_differ_in_what_was_done_between_them() {
    let site = history();
    let steps: [(&str, &str, String, &str); 5] = [
        (
            "figure",
            Q1,
            QUARTER.replace("a2: 88", "a2: 89"),
            "changed figure 2016-17 Q1 a2: figure 88%>89%",
        ),
        (
            "target",
            "content/measures/a2.yaml",
            MEASURE.replace("tolerance: 90", "tolerance: 91"),
            "changed target 2016-17 Q1 a2: tolerance 90%>91%",
        ),
        (
            "comment",
            "content/commentary/2016-17-q1/measures/a2.md",
            "Two teams were short of staff.\n".to_owned(),
            "added comment 2016-17 Q1 a2: text ->Two teams were short of staff.",
        ),
        (
            "page",
            "content/pages/help.md",
            "---\ntitle: Help\n---\nAsk us.\n".to_owned(),
            "added page - help: text ->Ask us.",
        ),
        (
            "site",
            "content/site.yaml",
            "title: Example performance\norganisation: Example Borough\n".to_owned(),
            "changed site - -: organisation Example Council>Example Borough",
        ),
    ];
    for (tag, path, text, _) in &steps {
        site.write(path, text);
        commit(&site, tag);
    }
    let names: Vec<&str> = std::iter::once("first")
        .chain(steps.iter().map(|(tag, ..)| *tag))
        .collect();
    for from in 0..names.len() {
        for to in from..names.len() {
            let mut expected: Vec<&str> = steps[from..to].iter().map(|step| step.3).collect();
            let (code, mut told) = changes(&site, &[names[from], names[to]]);
            // The speaker of a comment that names no voice is the organisation, and its title says so.
            expected.sort_unstable();
            told.sort_unstable();
            assert_eq!(told, expected, "{} to {}", names[from], names[to]);
            // The figure and the target have no record.
            let unrecorded = [1, 2].iter().any(|step| (from + 1..=to).contains(step));
            assert_eq!(
                code,
                i32::from(unrecorded),
                "{} to {}",
                names[from],
                names[to]
            );
        }
    }
}

#[test]
fn revisions_are_named_as_git_names_them() {
    let site = history();
    git(&site, &["switch", "--quiet", "--create", "branch"]);
    site.write("content/pages/help.md", "---\ntitle: Help\n---\nAsk us.\n");
    commit(&site, "help");
    git(&site, &["switch", "--quiet", "main"]);
    site.write("content/pages/more.md", "---\ntitle: More\n---\nMore.\n");
    commit(&site, "more");
    git(&site, &["switch", "--quiet", "branch"]);
    let help = "added page - help: text ->Ask us.".to_owned();
    let no_more = "removed page - more: text More.>-".to_owned();
    let both = (0, vec![help.clone(), no_more]);
    assert_eq!(changes(&site, &["main.."]), both);
    assert_eq!(changes(&site, &["main", "branch"]), both);
    assert_eq!(changes(&site, &["main..branch"]), both);
    let since = (0, vec![help]);
    assert_eq!(changes(&site, &["main"]), since);
    assert_eq!(changes(&site, &["main...branch"]), since);
    assert_eq!(changes(&site, &["main..."]), since);
    assert_eq!(changes(&site, &["HEAD"]), (0, Vec::new()));
    let (code, said) = site.run(&["diff", "nowhere"]);
    assert_eq!(code, 2);
    assert!(said.contains("there is no revision `nowhere`"), "{said}");
    let (code, said) = site.run(&["diff", "--", "--output=x"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("there is no revision `--output=x`"), "{said}");
}

#[test]
fn neither_the_files_nor_the_repository_are_touched() {
    let site = history();
    site.write(Q1, &QUARTER.replace("a2: 88", "a2: 89"));
    site.write("content/pages/new.md", "---\ntitle: New\n---\nNew.\n");
    let before: BTreeMap<String, Vec<u8>> = files(site.root());
    let (code, _) = changes(&site, &["HEAD"]);
    assert_eq!(code, 1);
    site.run(&["check", "--changed-since", "HEAD", DAY[0], DAY[1]]);
    assert_eq!(files(site.root()), before);
}

#[test]
fn a_published_figure_that_changes_unsaid_is_an_error_in_its_place() {
    let site = history();
    site.write(Q1, &QUARTER.replace("a2: 88", "a2: 89"));
    let check = [
        "check",
        "--changed-since",
        "HEAD",
        "--format",
        "short",
        DAY[0],
        DAY[1],
    ];
    let (code, given) = site.given(&check);
    assert_eq!(code, 1);
    let expected = "content/quarters/2016-17-q1.yaml:4:7: error[unrecorded-revision]: `a2` was published as 88";
    assert!(given.starts_with(expected), "{given}");
    let revised = QUARTER.replace("a2: 88", "a2: 89")
        + "revisions:\n  - { measure: a2, period: 2016-17 Q1, was: 88, now: 89, on: 2017-09-01, because: Late records }\n";
    site.write(Q1, &revised);
    assert_eq!(site.given(&check), (0, String::new()));
    assert_eq!(changes(&site, &["HEAD"]).0, 0);
}

#[test]
fn a_quarter_that_is_gone_is_one_error() {
    let site = history();
    fs::remove_file(site.path(Q1)).expect("the quarter");
    let check = [
        "check",
        "--changed-since",
        "HEAD",
        "--format",
        "short",
        DAY[0],
        DAY[1],
    ];
    let (code, given) = site.given(&check);
    assert_eq!(code, 1);
    assert_eq!(given.matches("unrecorded-revision").count(), 1, "{given}");
    assert!(
        given.contains("2016-17 Q1 was public with 1 figure, and is gone now"),
        "{given}"
    );
}

#[test]
fn the_files_of_the_change_come_first() {
    let site = history();
    site.write(
        "content/measures/b1.yaml",
        "title: One\nunit: percentage\nbetter: higher\nperiod: in_quarter\n",
    );
    commit(&site, "broken");
    site.write(
        "content/measures/c1.yaml",
        "title: Two\nunit: percentage\nbetter: higher\nperiod: in_quarter\n",
    );
    let check = ["check", "--format", "short", DAY[0], DAY[1]];
    let first = |given: &str| given.lines().next().unwrap_or_default().to_owned();
    assert!(first(&site.given(&check).1).starts_with("content/measures/b1.yaml"));
    let since = [&check[..], &["--changed-since", "HEAD"]].concat();
    let (code, given) = site.given(&since);
    assert_eq!(code, 1);
    assert!(
        first(&given).starts_with("content/measures/c1.yaml"),
        "{given}"
    );
}

#[test]
fn the_site_may_lie_deep_in_its_repository_and_share_a_folder_by_a_link() {
    let site = Site::new();
    git(&site, &["init", "--quiet", "--initial-branch", "main", "."]);
    fs::create_dir_all(site.path("sites/council")).expect("a folder");
    fs::rename(site.path("content"), site.path("sites/council/content")).expect("moved");
    site.write(
        "sites/council/shared/pages/about.md",
        "---\ntitle: About\n---\nOf us.\n",
    );
    #[cfg(unix)]
    std::os::unix::fs::symlink("../shared/pages", site.path("sites/council/content/pages"))
        .expect("a link");
    commit(&site, "deep");
    let root = site.path("sites/council");
    let (code, said) = run_in(&root, &["diff", "HEAD", DAY[0], DAY[1]]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("Nothing changes for the public."), "{said}");
    site.write(
        "sites/council/shared/pages/about.md",
        "---\ntitle: About\n---\nOf all of us.\n",
    );
    let (code, said) = run_in(&root, &["diff", "HEAD", DAY[0], DAY[1]]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(said.contains("+Of all of us."), cfg!(unix), "{said}");
}

/// A link that a revision holds obeys the rule of the folder: it leads nowhere but into the site.
#[cfg(unix)]
#[test]
fn no_link_of_a_revision_leads_out_of_the_site() {
    for to in [
        "../../../../secret.md",
        "../../secret.git/.git/secret.md",
        "/etc/hostname",
        "../../deploy.key",
    ] {
        let site = history();
        fs::create_dir_all(site.path("sites/council")).expect("a folder");
        fs::rename(site.path("content"), site.path("sites/council/content")).expect("moved");
        site.write("secret.md", "---\ntitle: Secret\n---\ntoken-4f1c9a\n");
        site.write("sites/council/deploy.key", "token-4f1c9a\n");
        let page = site.path("sites/council/content/pages/about.md");
        fs::create_dir_all(page.parent().expect("a folder")).expect("a folder");
        std::os::unix::fs::symlink(to, &page).expect("a link");
        commit(&site, "linked");
        fs::remove_file(&page).expect("removed");
        commit(&site, "plain");
        let root = site.path("sites/council");
        let (code, said) = run_in(&root, &["diff", "plain", "linked", DAY[0], DAY[1]]);
        assert_eq!(code, 1, "{to}: {said}");
        assert!(said.contains("outside the site's folder"), "{to}: {said}");
        assert!(!said.contains("token-4f1c9a"), "{to}: {said}");
    }
}

#[test]
fn where_there_is_nothing_to_compare_with_it_says_so() {
    let site = history();
    let outside = Site::new();
    let (code, said) = outside.run(&["diff", "HEAD"]);
    assert_eq!(code, 2);
    assert!(said.contains("is in no git repository"), "{said}");
    site.write(
        "content/measures/a2.yaml",
        &MEASURE.replace("percent", "per cents"),
    );
    commit(&site, "broken");
    site.write("content/measures/a2.yaml", MEASURE);
    for command in [["diff", "HEAD.."], ["check", "--changed-since=HEAD.."]] {
        let (code, said) = site.run(&[&command[..], &DAY[..]].concat());
        assert_eq!(code, 1, "{said}");
        assert!(said.contains("could not be published: 1 error"), "{said}");
        assert!(said.contains("nothing was compared"), "{said}");
    }
}

#[test]
fn a_preview_is_linked_to_and_an_empty_repository_makes_everything_new() {
    let site = history();
    site.write("content/pages/help.md", "---\ntitle: Help\n---\nAsk us.\n");
    let preview = [
        "--format",
        "markdown",
        "--preview-url",
        "https://example.org/p",
    ];
    let arguments = [&["diff", "HEAD"], &preview[..], &DAY[..]].concat();
    let (code, given) = site.given(&arguments);
    assert_eq!(code, 0);
    assert!(
        given.contains("- new: [Help](<https://example.org/p/help/>)"),
        "{given}"
    );
    let empty = git(
        &site,
        &[
            "commit-tree",
            "-m",
            "empty",
            "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
        ],
    );
    let (code, said) = site.run(&["diff", &empty]);
    assert_eq!(code, 2);
    assert!(said.contains("have no common ancestor"), "{said}");
    let (code, told) = changes(&site, &[&format!("{empty}..")]);
    assert_eq!(code, 0);
    assert!(
        told.len() > 5 && told.iter().all(|one| one.starts_with("added")),
        "{told:?}"
    );
}

/// A path that a shell would take apart, and one that is not of this alphabet.
#[test]
fn names_of_files_are_taken_as_they_are() {
    let site = history();
    let theme = Path::new("themes/ours");
    site.write(
        "content/site.yaml",
        "title: T\norganisation: O\ntheme: ours\n",
    );
    site.write(
        &theme.join("assets/löwe \"1\".txt").to_string_lossy(),
        "one",
    );
    commit(&site, "named");
    let (code, told) = changes(&site, &["HEAD"]);
    assert_eq!((code, told), (0, Vec::new()));
}
