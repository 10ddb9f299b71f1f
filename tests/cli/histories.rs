//! Nothing to compare with is never nothing wrong: histories that a guard must not pass in silence.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use assert_cmd::cargo::cargo_bin;

use crate::site::{MEASURE, QUARTER, SITE, Site};

const CHECK: [&str; 5] = [
    "check",
    "--as-of",
    "2017-10-01",
    "--format=short",
    "--changed-since",
];
const Q1: &str = "content/quarters/2016-17-q1.yaml";
const SLIP: &str =
    "error[unrecorded-revision]: `a2` was published as 88 for 2016-17 Q1 and is now 91";

/// A folder for repositories and sites.
pub(crate) struct World(Site);

impl World {
    /// An empty one. None where there is no `git`.
    pub(crate) fn new() -> Self {
        let world = Self(Site::new());
        fs::remove_dir_all(world.path("content")).expect("removed");
        world
    }

    /// One with a repository of a published site, in a folder of it.
    pub(crate) fn published(place: &str) -> Self {
        let world = Self::new();
        world.git(".", &["init", "--quiet", "--initial-branch=main", "work"]);
        world.site(place);
        world.commit("work");
        world
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.0.path(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        self.0.write(path, text);
    }

    /// Writes the small site into a folder.
    pub(crate) fn site(&self, place: &str) {
        self.write(&format!("{place}/content/site.yaml"), SITE);
        self.write(&format!("{place}/content/measures/a2.yaml"), MEASURE);
        self.write(&format!("{place}/{Q1}"), QUARTER);
    }

    /// Types another figure, of which nothing is said.
    fn slip(&self, place: &str) {
        self.write(&format!("{place}/{Q1}"), &QUARTER.replace("88", "91"));
    }

    fn correct(&self, place: &str) {
        let revision = "revisions:\n  - { measure: a2, period: 2016-17 Q1, was: 88, now: 91, on: 2017-09-01, because: Late }\n";
        let text = QUARTER.replace("88", "91") + revision;
        self.write(&format!("{place}/{Q1}"), &text);
    }

    fn command(&self, program: &Path, folder: &str) -> Command {
        let mut command = Command::new(program);
        let names = std::env::vars_os().map(|(name, _)| name);
        for name in names.filter(|name| name.to_string_lossy().starts_with("GIT")) {
            command.env_remove(name);
        }
        command
            .current_dir(self.path(folder))
            .env("HOME", self.path("home"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env_remove("QUARTERDECK_FORMAT");
        command
    }

    pub(crate) fn try_git(&self, folder: &str, arguments: &[&str]) -> Output {
        let settings = [
            "user.name=A",
            "user.email=a@example.org",
            "protocol.file.allow=always",
            "core.autocrlf=false",
            "commit.gpgsign=false",
        ];
        self.command(Path::new("git"), folder)
            .args(settings.iter().flat_map(|setting| ["-c", setting]))
            .args(arguments)
            .env("QUARTERDECK", cargo_bin("quarterdeck"))
            .output()
            .expect("git runs")
    }

    pub(crate) fn git(&self, folder: &str, arguments: &[&str]) -> String {
        let done = self.try_git(folder, arguments);
        let why = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{arguments:?}: {why}");
        String::from_utf8_lossy(&done.stdout).trim().to_owned()
    }

    pub(crate) fn commit(&self, folder: &str) {
        self.git(folder, &["add", "--all"]);
        self.git(
            folder,
            &["commit", "--quiet", "--allow-empty", "-m", "More"],
        );
    }

    /// Runs the program: exit code and what it said.
    pub(crate) fn run(
        &self,
        folder: &str,
        environment: &[(&str, &str)],
        arguments: &[&str],
    ) -> (i32, String) {
        let output = self
            .command(&cargo_bin("quarterdeck"), folder)
            .args(arguments)
            .envs(environment.iter().copied())
            .output()
            .expect("it runs");
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        (output.status.code().expect("an exit code"), said)
    }

    fn check(&self, folder: &str, revision: &str) -> (i32, String) {
        self.run(folder, &[], &[&CHECK[..], &[revision]].concat())
    }

    fn finds_the_slip(&self, folder: &str, revision: &str) {
        let (code, said) = self.check(folder, revision);
        assert!(code == 1 && said.contains(SLIP), "{code}: {said}");
    }

    fn is_fine(&self, folder: &str, revision: &str) -> String {
        let (code, said) = self.check(folder, revision);
        assert!(code == 0 && !said.contains("error["), "{code}: {said}");
        said
    }

    fn fails(&self, folder: &str, revision: &str, expected: (i32, &str)) {
        let (code, said) = self.check(folder, revision);
        assert!(
            code == expected.0 && said.contains(expected.1),
            "{code}: {said}"
        );
        let (code, said) = self.run(folder, &[], &["diff", revision]);
        assert!(
            code == expected.0 && said.contains(expected.1),
            "{code}: {said}"
        );
    }
}

#[test]
fn what_the_environment_says_of_other_repositories_is_not_heard() {
    let world = World::published("work/site");
    world.git(".", &["init", "--quiet", "--initial-branch=main", "other"]);
    world.write("other/README.md", "Another.\n");
    world.commit("other");
    world.slip("work/site");
    let at = |path: &str| world.path(path).display().to_string();
    let (other, nowhere, work) = (at("other/.git"), at("nowhere"), at("work"));
    let environments: &[&[(&str, &str)]] = &[
        &[("GIT_DIR", &other)],
        &[("GIT_DIR", ".git")],
        &[("GIT_DIR", &nowhere)],
        &[("GIT_DIR", &other), ("GIT_WORK_TREE", &nowhere)],
        &[("GIT_WORK_TREE", &nowhere)],
        &[("GIT_DIR", &other), ("GIT_WORK_TREE", &work)],
        &[("GIT_INDEX_FILE", &nowhere), ("GIT_PREFIX", "site/")],
        &[("GIT_OBJECT_DIRECTORY", &nowhere)],
        &[("GIT_ALTERNATE_OBJECT_DIRECTORIES", &nowhere)],
        &[("GIT_COMMON_DIR", &other)],
        &[("GIT_CEILING_DIRECTORIES", &work)],
        &[
            ("GIT_NAMESPACE", "other"),
            ("GIT_REPLACE_REF_BASE", "refs/x"),
        ],
        &[
            ("GIT_QUARANTINE_PATH", &nowhere),
            ("GIT_GRAFT_FILE", &nowhere),
        ],
        &[("GIT_SHALLOW_FILE", &nowhere)],
        &[("GIT_CONFIG_PARAMETERS", "'core.worktree'='/'")],
        &[("GIT_CONFIG_PARAMETERS", "broken")],
        &[("GIT_CONFIG_COUNT", "many")],
        &[
            ("GIT_CONFIG_COUNT", "1"),
            ("GIT_CONFIG_KEY_0", "core.bare"),
            ("GIT_CONFIG_VALUE_0", "true"),
        ],
        &[("GIT_EXTERNAL_DIFF", &nowhere), ("GIT_PAGER", &nowhere)],
        &[
            ("GIT_TRACE", "1"),
            ("GIT_TRACE2", "1"),
            ("GIT_LITERAL_PATHSPECS", "1"),
        ],
        &[("GIT_EXEC_PATH", &nowhere), ("GIT_SSH_COMMAND", &nowhere)],
        &[("GIT_DEFAULT_HASH", "sha256"), ("GIT_ICASE_PATHSPECS", "1")],
    ];
    let expected = world.check("work/site", "main");
    assert!(expected.0 == 1 && expected.1.contains(SLIP), "{expected:?}");
    for environment in environments {
        let said = world.run("work/site", environment, &[&CHECK[..], &["main"]].concat());
        assert_eq!(said, expected, "{environment:?}");
    }
}

#[cfg(unix)]
pub(crate) mod hooks {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    impl World {
        pub(crate) fn script(&self, path: &str, lines: &str) {
            self.write(path, &format!("#!/bin/sh\n{lines}\n"));
            let mode = fs::Permissions::from_mode(0o755);
            fs::set_permissions(self.path(path), mode).expect("a program");
        }
    }

    pub(crate) const GUARD: &str = "\"$QUARTERDECK\" check --as-of 2017-10-01 --changed-since";

    /// The repository is known by the environment only: it is compared with, or the hook fails.
    #[test]
    fn a_commit_with_a_repository_elsewhere_is_guarded() {
        let slip = "error[unrecorded-revision]";
        let explicit = ["--git-dir=../site.git", "--work-tree=."];
        let implied = ["--git-dir=../site.git"];
        let cases: [(&[&str], String, &str); 4] = [
            (&explicit, format!("{GUARD} HEAD --root site"), slip),
            (&implied, format!("{GUARD} HEAD --root site"), slip),
            (
                &explicit,
                format!(
                    "export GIT_DIR=\"$PWD/$GIT_DIR\" GIT_WORK_TREE=\"$PWD\"; cd site && {GUARD} HEAD"
                ),
                slip,
            ),
            // Names that begin at the folder of the hook mean nothing elsewhere.
            (
                &explicit,
                format!("cd site && {GUARD} HEAD"),
                "not a repository as seen from this folder",
            ),
        ];
        for (named, hook, expected) in cases {
            let world = World::new();
            world.site("work/site");
            let git = |rest: &[&str]| world.try_git("work", &[named, rest].concat());
            let done = |rest: &[&str]| assert!(git(rest).status.success(), "{rest:?}");
            done(&["init", "--quiet", "--initial-branch=main"]);
            done(&["config", "core.bare", "false"]);
            done(&["add", "--all"]);
            done(&["commit", "--quiet", "-m", "First"]);
            world.script("site.git/hooks/pre-commit", &hook);
            world.slip("work/site");
            done(&["add", "--all"]);
            let refused = git(&["commit", "--quiet", "-m", "Slip"]);
            let said = String::from_utf8_lossy(&refused.stderr).into_owned();
            assert!(said.contains(expected), "{hook}: {said}");
            assert!(!refused.status.success(), "{said}");
        }
    }

    #[test]
    fn a_commit_in_a_linked_folder_is_guarded() {
        let world = World::published("work");
        world.git(
            "work",
            &["worktree", "add", "--quiet", "../linked", "-b", "branch"],
        );
        world.script("work/.git/hooks/pre-commit", &format!("{GUARD} HEAD"));
        world.slip("linked");
        world.git("linked", &["add", "--all"]);
        let refused = world.try_git("linked", &["commit", "--quiet", "-m", "Slip"]);
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(said.contains("error[unrecorded-revision]"), "{said}");
        assert!(!refused.status.success(), "{said}");
    }

    /// What a hook of a bare repository does, the folder that it does it in, and what must be said.
    #[test]
    #[allow(clippy::too_many_lines, reason = "a table of hooks")]
    fn a_push_to_a_bare_repository_is_guarded_or_the_hook_fails() {
        let slip = "error[unrecorded-revision]";
        let cases = [
            // A clone has a repository of its own.
            (
                format!(
                    "cd ../clone && git --git-dir=.git --work-tree=. pull --quiet; {GUARD} HEAD~1"
                ),
                slip,
            ),
            // A folder that the files are checked out to, named as git names it: from where the hook begins, or in full.
            (
                format!(
                    "export GIT_WORK_TREE=\"$PWD/../served\"; git checkout --quiet -f; cd ../served && {GUARD} HEAD~1"
                ),
                "not a repository as seen from this folder",
            ),
            (
                format!(
                    "export GIT_DIR=\"$PWD\" GIT_WORK_TREE=\"$PWD/../served\"; git checkout --quiet -f; cd ../served && {GUARD} HEAD~1"
                ),
                slip,
            ),
            (
                format!(
                    "export GIT_WORK_TREE=../served; git checkout --quiet -f; {GUARD} HEAD~1 --root ../served"
                ),
                slip,
            ),
            // A folder of which nobody says that it is one.
            (
                format!(
                    "GIT_WORK_TREE=../served git checkout --quiet -f; {GUARD} HEAD~1 --root ../served"
                ),
                "set `GIT_WORK_TREE` to that folder",
            ),
            (
                format!("unset GIT_DIR; {GUARD} HEAD~1 --root ../served"),
                "is in no git repository",
            ),
            // The two revisions themselves.
            (
                "read old new name; \"$QUARTERDECK\" diff $old $new --as-of 2017-10-01".to_owned(),
                "without an entry under `revisions:`",
            ),
            (
                "unset GIT_DIR; \"$QUARTERDECK\" diff HEAD~1 HEAD".to_owned(),
                "has no checked out files",
            ),
        ];
        for (hook, expected) in cases {
            let world = World::published("work");
            world.git(".", &["clone", "--quiet", "--bare", "work", "bare.git"]);
            world.git(".", &["clone", "--quiet", "bare.git", "clone"]);
            world.site("served");
            let hook = format!("{hook}\ncode=$?; echo \"code $code\"; exit $code");
            world.script("bare.git/hooks/post-receive", &hook);
            world.slip("work");
            world.commit("work");
            let pushed = world.try_git("work", &["push", "../bare.git", "main"]);
            let said = String::from_utf8_lossy(&pushed.stderr).into_owned();
            assert!(said.contains(expected), "{hook}: {said}");
            assert!(!said.contains("code 0"), "{hook}: {said}");
        }
    }

    /// A push that is not accepted yet: its objects are in a place of their own.
    #[test]
    fn a_push_is_refused_before_it_is_accepted() {
        let world = World::published("work");
        world.git(".", &["clone", "--quiet", "--bare", "work", "bare.git"]);
        let hook = "read old new name; \"$QUARTERDECK\" diff $old $new --as-of 2017-10-01";
        world.script("bare.git/hooks/pre-receive", hook);
        world.write(
            "work/content/pages/help.md",
            "---\ntitle: Help\n---\nAsk us.\n",
        );
        world.commit("work");
        world.git("work", &["push", "--quiet", "../bare.git", "main"]);
        world.slip("work");
        world.commit("work");
        let pushed = world.try_git("work", &["push", "../bare.git", "main"]);
        let said = String::from_utf8_lossy(&pushed.stderr).into_owned();
        assert!(
            said.contains("without an entry under `revisions:`"),
            "{said}"
        );
        assert!(!pushed.status.success(), "{said}");
    }

    #[test]
    fn no_program_that_a_configuration_names_is_started() {
        let world = World::published("work");
        world.script("run", "touch \"$(dirname \"$0\")/was-run\"; cat");
        let run = world.path("run").display().to_string();
        for key in [
            "core.fsmonitor",
            "core.pager",
            "core.sshCommand",
            "core.gitProxy",
            "core.askPass",
            "diff.external",
            "diff.x.textconv",
            "diff.x.command",
            "filter.x.smudge",
            "filter.x.clean",
            "filter.x.process",
            "pager.rev-parse",
            "alias.ls-tree",
            "credential.helper",
        ] {
            let value = if key.starts_with("alias") {
                format!("!{run}")
            } else {
                run.clone()
            };
            world.git("work", &["config", key, &value]);
        }
        world.write("work/.gitattributes", "* diff=x filter=x\n");
        for hook in [
            "post-checkout",
            "post-index-change",
            "reference-transaction",
        ] {
            world.script(&format!("work/.git/hooks/{hook}"), &run);
        }
        world.slip("work");
        world.finds_the_slip("work", "main");
        world.run("work", &[], &["diff", "main"]);
        assert!(!world.path("was-run").exists());
    }

    /// Only the superuser can make a folder another user's.
    #[test]
    fn a_repository_of_another_user_is_reported_as_that() {
        let world = World::published("work");
        if !crate::able::is_root() {
            return crate::able::not_run("only root can give files to others", false);
        }
        std::os::unix::fs::chown(world.path("work"), Some(12345), None).expect("given away");
        world.fails("work", "main", (2, "belongs to another user"));
        world.fails(
            "work",
            "main",
            (2, "git config --global --add safe.directory"),
        );
    }
}

/// A folder of the site that looks like a repository is not its history.
#[test]
fn a_repository_among_the_files_is_not_compared_with() {
    let world = World::published("work/site");
    world.slip("work/site");
    world.git("work", &["clone", "--quiet", "--bare", ".", "../fake"]);
    for file in ["HEAD", "config"] {
        fs::copy(
            world.path("fake").join(file),
            world.path("work/site").join(file),
        )
        .expect("copied");
    }
    for folder in ["objects", "refs"] {
        fs::create_dir_all(world.path("work/site").join(folder)).expect("a folder");
    }
    world.fails("work/site", "main", (2, "has no checked out files"));
}

#[test]
fn a_site_that_moved_is_compared_with_where_it_was() {
    for (from, to) in [
        ("work", "work/council-site"),
        ("work/site", "work"),
        ("work/site", "work/council-site"),
        ("work/sites/a", "work/archive/sites/b"),
        ("work/site", "work/site/deeper"),
    ] {
        let world = World::published(from);
        fs::rename(world.path(from).join("content"), world.path("moving")).expect("moved");
        fs::create_dir_all(world.path(to)).expect("a folder");
        fs::rename(world.path("moving"), world.path(to).join("content")).expect("moved");
        let said = world.is_fine(to, "main");
        assert!(said.contains("Moved the site was in"), "{said}");
        world.slip(to);
        world.finds_the_slip(to, "main");
        world.git("work", &["switch", "--quiet", "--create", "branch"]);
        world.commit("work");
        world.finds_the_slip(to, "main");
        // Two revisions, both sides of the move.
        let (code, said) = world.run(to, &[], &["diff", "main", "branch", "--as-of=2017-10-01"]);
        assert!(
            code == 1 && said.contains("88% -> 91%"),
            "{from} to {to}: {said}"
        );
        let (code, said) = world.run(to, &[], &["diff", "main", "main"]);
        assert!(
            code == 0 && said.contains("Nothing changes for the public"),
            "{said}"
        );
    }
}

#[test]
fn of_several_sites_the_one_that_moved_is_found() {
    let world = World::published("work/sites/one");
    world.site("work/sites/two");
    world.write(
        "work/sites/two/content/site.yaml",
        "title: Two\norganisation: Example Borough\n",
    );
    world.commit("work");
    // A new site beside them is new, also where it began as a copy.
    world.site("work/sites/three");
    world.slip("work/sites/three");
    let said = world.is_fine("work/sites/three", "main");
    assert!(said.contains("New there was no site at"), "{said}");
    fs::remove_dir_all(world.path("work/sites/three")).expect("removed");
    // One of them moves.
    fs::rename(world.path("work/sites/two"), world.path("work/two")).expect("moved");
    world.is_fine("work/two", "main");
    world.slip("work/two");
    world.finds_the_slip("work/two", "main");
    // The other goes, too: the files tell which of them it was.
    fs::rename(world.path("work/sites/one"), world.path("work/one")).expect("moved");
    world.finds_the_slip("work/two", "main");
    world.is_fine("work/one", "main");
    // Nothing tells.
    for file in ["site.yaml", "measures/a2.yaml", "quarters/2016-17-q1.yaml"] {
        let from = world.path("work/one/content").join(file);
        fs::write(
            &from,
            format!("{}\n", fs::read_to_string(&from).expect("text")),
        )
        .expect("written");
    }
    world.fails(
        "work/one",
        "main",
        (2, "it may be any of these: sites/one/, sites/two/"),
    );
}

#[test]
fn the_first_change_of_a_site_is_new() {
    let world = World::new();
    world.git(".", &["init", "--quiet", "--initial-branch=main", "work"]);
    world.write("work/README.md", "Performance.\n");
    world.write("work/content/old.html", "<p>Another program's.\n");
    world.commit("work");
    fs::remove_dir_all(world.path("work/content")).expect("removed");
    world.site("work/site");
    for revision in ["main", "main..", "HEAD"] {
        let said = world.is_fine("work/site", revision);
        assert!(said.contains("New there was no site at"), "{said}");
    }
    world.git("work", &["switch", "--quiet", "--create", "branch"]);
    world.commit("work");
    world.is_fine("work/site", "main");
    // A copy with the latest history cannot know.
    world.git("work", &["switch", "--quiet", "main"]);
    world.commit("work");
    let from = format!("file://{}", world.path("work").display());
    world.git(".", &["clone", "--quiet", "--depth=1", &from, "shallow"]);
    world.site("shallow/site");
    world.fails("shallow/site", "HEAD", (2, "fetch all of it"));
    // Nor does a repository that does not keep the site.
    world.site("work/site");
    world.write("work/.gitignore", "/site/\n");
    world.fails("work/site", "main", (2, "does not keep the files of"));
    fs::remove_file(world.path("work/.gitignore")).expect("removed");
    world.git("work", &["init", "--quiet", "site/content"]);
    world.fails("work/site", "main", (2, "does not keep the files of"));
}

#[test]
fn a_site_that_was_deleted_is_compared_with_the_last_one() {
    let world = World::published("work/site");
    let first = world.git("work", &["rev-parse", "--short=10", "HEAD"]);
    world.git("work", &["rm", "--quiet", "-r", "site"]);
    world.commit("work");
    world.write("work/README.md", "Nothing here.\n");
    world.commit("work");
    for place in ["work/site", "work/elsewhere"] {
        world.site(place);
        let said = world.is_fine(place, "main");
        assert!(
            said.contains(&format!("Comparing with {first}, the last revision")),
            "{said}"
        );
        world.slip(place);
        world.finds_the_slip(place, "main");
        world.fails(place, "main..", (1, "nothing was compared"));
        fs::remove_dir_all(world.path(place)).expect("removed");
    }
}

/// What breaks the base, and cannot be mended there by a proposed change.
#[test]
fn a_broken_base_is_passed_over_and_never_passed() {
    let broken = [
        ("content/measures/a2.yaml", "unit: per cents\n"),
        ("content/site.yaml", "title: [\n"),
        (Q1, "<<<<<<< HEAD\n"),
        ("content/pages/x.yaml", "a: b\n"),
    ];
    for (path, text) in broken {
        let world = World::published("work");
        let whole = fs::read_to_string(world.path("work").join(path)).ok();
        world.write(&format!("work/{path}"), text);
        world.commit("work");
        world.write("work/README.md", "More.\n");
        world.commit("work");
        match whole {
            Some(whole) => world.write(&format!("work/{path}"), &whole),
            None => fs::remove_file(world.path("work").join(path)).expect("removed"),
        }
        world.git("work", &["switch", "--quiet", "--create", "repair"]);
        let said = world.is_fine("work", "main");
        assert!(
            said.contains("the last revision that could be published"),
            "{said}"
        );
        world.slip("work");
        world.finds_the_slip("work", "main");
        world.fails("work", "main..", (1, "nothing was compared"));
    }
    // Where no revision could ever be published, the change that makes it so is compared with nothing, and says so.
    let world = World::new();
    world.git(".", &["init", "--quiet", "--initial-branch=main", "work"]);
    world.write("work/content/site.yaml", "title: [\n");
    world.commit("work");
    world.site("work");
    world.fails(
        "work",
        "main",
        (1, "no earlier revision could be published either"),
    );
}

/// The site without its drafts has an error, and the one with them has none.
#[test]
fn a_site_that_is_sound_with_drafts_only_is_not_passed() {
    let world = World::published("work");
    world.write(
        "work/content/quarters/2016-17-q2.yaml",
        "quarter: 2016-17 Q2\nvalues:\n  a2: 90\n",
    );
    let quoted = "---\ntitle: Help\n---\nSee [90](value:a2@2016-17-q2).\n";
    world.write("work/content/pages/help.md", quoted);
    world.slip("work");
    let arguments = [&CHECK[..], &["main", "--drafts"]].concat();
    let (code, said) = world.run("work", &[], &arguments);
    assert!(
        code == 1 && said.contains("content/pages/help.md"),
        "{said}"
    );
}

#[test]
fn a_base_that_has_moved_on_is_not_the_officers_doing() {
    let world = World::published("work");
    world.git("work", &["switch", "--quiet", "--create", "branch"]);
    world.write(
        "work/content/pages/help.md",
        "---\ntitle: Help\n---\nAsk us.\n",
    );
    world.commit("work");
    world.git("work", &["switch", "--quiet", "main"]);
    world.correct("work");
    world.commit("work");
    world.git("work", &["switch", "--quiet", "branch"]);
    for revision in ["main", "main..."] {
        let said = world.is_fine("work", revision);
        assert!(said.contains("where it started from `main`"), "{said}");
        let (code, said) = world.run("work", &[], &["diff", revision, "--as-of=2017-10-01"]);
        assert!(code == 0 && !said.contains("88%"), "{said}");
    }
    // Compared with exactly the other, the correction is missing. No entry that reverses it is offered.
    let (code, said) = world.run(
        "work",
        &[],
        &["check", "--as-of=2017-10-01", "--changed-since=main.."],
    );
    assert!(
        code == 1 && said.contains("was corrected from 88 to 91"),
        "{said}"
    );
    assert!(!said.contains("was: 91"), "{said}");
    // What the branch itself does is found, committed or not, and with the other one merged in.
    world.slip("work");
    world.finds_the_slip("work", "main");
    world.commit("work");
    world.finds_the_slip("work", "main");
    world.git("work", &["reset", "--quiet", "--hard", "HEAD~1"]);
    world.git("work", &["merge", "--quiet", "--no-commit", "main"]);
    world.is_fine("work", "main");
    world.git("work", &["commit", "--quiet", "-m", "Merged"]);
    world.is_fine("work", "main");
    let detached = world.git("work", &["rev-parse", "HEAD"]);
    world.git("work", &["switch", "--quiet", "--detach", &detached]);
    world.is_fine("work", "main");
    // On the revision itself, what is not committed is compared.
    world.git("work", &["switch", "--quiet", "main"]);
    world.is_fine("work", "main");
    world.site("work");
    let (code, said) = world.check("work", "main");
    assert!(
        code == 1 && said.contains("was corrected from 88 to 91"),
        "{said}"
    );
}

#[test]
fn a_copy_with_the_latest_history_only_is_sure_or_fails() {
    let world = World::published("work");
    world.git("work", &["switch", "--quiet", "--create", "branch"]);
    world.write("work/README.md", "One.\n");
    world.commit("work");
    world.write("work/README.md", "Two.\n");
    world.commit("work");
    world.git("work", &["switch", "--quiet", "main"]);
    world.write(
        "work/content/pages/help.md",
        "---\ntitle: Help\n---\nAsk us.\n",
    );
    world.commit("work");
    let from = format!("file://{}", world.path("work").display());
    let clone = |depth: &str, folder: &str| {
        world.git(
            ".",
            &[
                "clone",
                "--quiet",
                depth,
                "--no-single-branch",
                "--branch=branch",
                &from,
                folder,
            ],
        );
        world.slip(folder);
    };
    clone("--depth=1", "one");
    world.fails("one", "origin/main", (2, "fetch all of it"));
    world.fails("one", "HEAD~1", (2, "fetch all of it"));
    world.finds_the_slip("one", "HEAD");
    clone("--depth=2", "two");
    world.fails("two", "origin/main", (2, "fetch all of it"));
    world.finds_the_slip("two", "HEAD~1");
    clone("--depth=9", "nine");
    world.finds_the_slip("nine", "origin/main");
    // Files whose contents were never fetched are not fetched now.
    world.git("work", &["config", "uploadpack.allowFilter", "true"]);
    world.git(
        ".",
        &[
            "clone",
            "--quiet",
            "--filter=blob:none",
            "--branch=branch",
            &from,
            "partial",
        ],
    );
    world.slip("partial");
    world.git("partial", &["commit", "--quiet", "-a", "-m", "Slip"]);
    world.finds_the_slip("partial", "HEAD~1");
    world.fails(
        "partial",
        "origin/main..",
        (2, "lacks the contents of some files"),
    );
}

/// A theme, the content, and both in a site that moves: each a submodule that was fetched.
#[test]
fn submodules_are_compared_with() {
    for (path, moves) in [
        ("themes/ours", false),
        ("content", false),
        ("themes/ours", true),
        ("content", true),
    ] {
        let world = World::new();
        world.git(".", &["init", "--quiet", "--initial-branch=main", "part"]);
        world.git(".", &["init", "--quiet", "--initial-branch=main", "work"]);
        world.site("part-of");
        if path == "content" {
            fs::remove_dir_all(world.path("part-of/content/x")).ok();
            for file in ["site.yaml", "measures/a2.yaml", "quarters/2016-17-q1.yaml"] {
                let text =
                    fs::read_to_string(world.path("part-of/content").join(file)).expect("text");
                world.write(&format!("part/{file}"), &text);
            }
        } else {
            world.site("work/site");
            world.write(
                "work/site/content/site.yaml",
                &format!("{SITE}theme: ours\n"),
            );
            world.write("part/style.css", "body { color: navy }\n");
        }
        world.commit("part");
        let at = format!("site/{path}");
        world.git("work", &["submodule", "--quiet", "add", "../part", &at]);
        world.commit("work");
        let mut place = "work/site";
        if moves {
            world.git("work", &["mv", "site", "council"]);
            place = "work/council";
        }
        world.is_fine(place, "main");
        let (code, said) = world.run(place, &[], &["diff", "main"]);
        assert!(
            code == 0 && said.contains("Nothing changes for the public"),
            "{said}"
        );
        world.slip(place);
        world.finds_the_slip(place, "main");
        // A later version of the part, with the earlier one to be compared with.
        if path == "content" {
            world.commit(&format!("{place}/content"));
        }
        world.git("work", &["switch", "--quiet", "--create", "branch"]);
        world.commit("work");
        world.finds_the_slip(place, "main");
        // A copy without the part cannot be compared, and says what to type.
        let from = format!("file://{}", world.path("work").display());
        world.git(".", &["clone", "--quiet", &from, "copy"]);
        let copy = place.replace("work", "copy");
        if path == "content" {
            fs::remove_dir_all(world.path(&copy).join("content")).expect("removed");
            world.site(&copy);
        }
        world.fails(&copy, "origin/main", (2, "git submodule update --init"));
    }
}

#[test]
fn a_revision_that_is_empty_is_none() {
    let site = crate::diff::history();
    for name in ["", " ", "..", "..."] {
        for command in [&["check", "--changed-since", name][..], &["diff", name]] {
            let (code, said) = site.run(&[command, &["--as-of", "2016-10-31"]].concat());
            assert_eq!(code, 2, "{command:?}: {said}");
            assert!(said.contains("there is no revision"), "{command:?}: {said}");
        }
    }
}
