//! What is read of a site's folder and what is not, with the real program: nothing outside it, nothing that is not its
//! own, and nothing larger than it may be.
#![cfg(unix)]

use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use quarterdeck::disk;
use quarterdeck::source::{SourcePath, Unread};
use tempfile::TempDir;
use walkdir::WalkDir;

use crate::site::{MEASURE, Site, run_in};

const DAY: [&str; 2] = ["--as-of", "2016-10-01"];
const SECRET: &str = "token-4f1c9a";

/// A site with a theme, and a folder beside it with secrets of several kinds.
fn site() -> (Site, TempDir) {
    let (site, elsewhere) = (Site::new(), TempDir::new().expect("a folder"));
    let settings = "title: Example\norganisation: Example Council\ntheme: ours\n";
    site.write("content/site.yaml", settings);
    site.write(
        "themes/ours/properties.css",
        ":root {\n  --link: #0a5870;\n}\n",
    );
    for path in [
        "secret.md",
        "a9.yaml",
        "secret.txt",
        "folder/secret.md",
        "folder/secret.txt",
    ] {
        let path = elsewhere.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, format!("title: {SECRET}\n")).expect("a secret");
    }
    (site, elsewhere)
}

fn link(site: &Site, path: &str, to: impl AsRef<Path>) {
    let path = site.path(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    let _ = fs::remove_file(&path);
    symlink(to, path).expect("a link");
}

/// `check` names the path and nothing is published; the secret is said nowhere.
fn is_refused(site: &Site, path: &str, form: &str) {
    for command in ["check", "build"] {
        let (code, said) = site.run(&[command, DAY[0], DAY[1]]);
        assert_eq!(code, 1, "{form}: {said}");
        assert!(
            said.contains("[not-read]") && said.contains(path),
            "{form}: {said}"
        );
        assert!(!said.contains(SECRET), "{form}: {said}");
    }
    assert!(!site.path("public").exists(), "{form}");
}

#[test]
fn no_link_leads_out_of_the_site() {
    let places = [
        ("content/pages/about.md", "secret.md"),
        ("content/commentary/2016-17-q1/overview.md", "secret.md"),
        ("content/commentary/2016-17-q1/measures/a2.md", "secret.md"),
        ("content/commentary/2016-17-q1", "folder"),
        ("content/measures/a9.yaml", "a9.yaml"),
        ("content/pages", "folder"),
        ("themes/ours/p.txt", "secret.txt"),
        ("themes/ours/assets/p.txt", "secret.txt"),
        ("themes/ours/assets", "folder"),
        ("themes/ours/templates/slots/footer.html", "secret.md"),
        ("themes/other", "folder"),
    ];
    for (path, to) in places {
        let (site, elsewhere) = site();
        link(&site, path, elsewhere.path().join(to));
        is_refused(&site, path, &format!("{path}, absolute"));

        let name = elsewhere
            .path()
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let up = "../".repeat(path.matches('/').count() + 1);
        link(&site, path, format!("{up}{name}/{to}"));
        is_refused(&site, path, &format!("{path}, relative"));

        link(&site, "shared", elsewhere.path());
        link(&site, path, site.path("shared").join(to));
        is_refused(&site, path, &format!("{path}, by another link"));

        link(&site, path, elsewhere.path().join("folder/../").join(to));
        is_refused(&site, path, &format!("{path}, in and out"));
        let (_, said) = site.run(&["check", DAY[0], DAY[1]]);
        assert!(!said.contains("does not exist"), "{said}");
    }
}

#[test]
fn no_link_leads_to_what_the_system_shows_of_itself() {
    for to in [
        "/proc/self/environ",
        "/proc/self/cmdline",
        "/proc/self/root/etc/hostname",
        "/proc/self/fd/0",
        "/dev/zero",
        "/dev/stdin",
        "/etc/passwd",
        "/",
        "/nothing/there",
    ] {
        let (site, _elsewhere) = site();
        link(&site, "content/pages/about.md", to);
        is_refused(&site, "content/pages/about.md", to);
    }
}

#[test]
fn no_link_leads_to_what_is_not_the_sites_own_within_its_folder() {
    for to in [
        ".git/config",
        ".env",
        ".quarterdeck/notes.md",
        "node_modules/a.md",
        "public/secret.md",
    ] {
        let (site, _elsewhere) = site();
        site.write(to, SECRET);
        let record = quarterdeck::disk::RECORD_NAME;
        site.write(&format!("public/{record}"), "{}");
        link(&site, "content/pages/about.md", format!("../../{to}"));
        let (code, said) = site.run(&["check", DAY[0], DAY[1]]);
        assert_eq!(code, 1, "{to}: {said}");
        assert!(
            said.contains("[not-read]") && !said.contains(SECRET),
            "{to}: {said}"
        );
    }
}

#[test]
fn no_link_gives_a_file_the_name_of_another_kind() {
    for (path, to) in [
        ("themes/ours/a.txt", "content/pages/draft.md"),
        ("themes/ours/fonts/A.CSS", "content/pages/draft.md"),
        (
            "themes/ours/templates/slots/footer.html",
            "content/pages/draft.md",
        ),
        ("content/pages/about.md", "deploy.key"),
        ("content/pages/about.md", "notes"),
    ] {
        let (site, _elsewhere) = site();
        let draft = format!("---\ntitle: Draft\ndraft: true\n---\n{SECRET}\n");
        site.write("content/pages/draft.md", &draft);
        site.write("deploy.key", SECRET);
        site.write("notes", SECRET);
        let up = "../".repeat(path.matches('/').count());
        link(&site, path, format!("{up}{to}"));
        is_refused(&site, path, &format!("{path} to {to}"));
    }
}

#[test]
fn what_stays_in_the_site_is_followed() {
    let (site, _elsewhere) = site();
    site.write(
        "shared/pages/about.md",
        "---\ntitle: About us\n---\nShared.\n",
    );
    link(&site, "content/pages", "../shared/pages");
    site.write("shared/a3.yaml", &MEASURE.replace("A2", "A3"));
    link(
        &site,
        "content/measures/a3.yaml",
        site.path("shared/a3.yaml"),
    );
    let tree = disk::read(site.root()).expect("a site");
    for path in ["content/pages/about.md", "content/measures/a3.yaml"] {
        assert!(tree.get(&SourcePath::new(path)).is_some(), "{path}");
    }
}

#[test]
fn the_content_as_a_whole_may_be_kept_elsewhere_and_its_links_stay_in_its_repository() {
    let (site, elsewhere) = site();
    let repository = elsewhere.path().join("folder/repository");
    fs::create_dir_all(repository.join(".git")).expect("a folder");
    fs::create_dir_all(repository.join("shared")).expect("a folder");
    fs::write(
        repository.join("shared/about.md"),
        "---\ntitle: About\n---\nOurs.\n",
    )
    .expect("a file");
    fs::rename(site.path("content"), repository.join("content")).expect("moved");
    link(&site, "content", repository.join("content"));
    link(&site, "content/pages/about.md", "../../shared/about.md");
    let (code, said) = site.run(&["build", DAY[0], DAY[1]]);
    assert_eq!(code, 0, "{said}");
    fs::remove_dir_all(site.path("public")).expect("removed");
    link(&site, "content/pages/about.md", "../../../../secret.md");
    is_refused(&site, "content/pages/about.md", "out of the repository");
    link(&site, "content/pages/about.md", "../../.git/about.md");
    fs::write(repository.join(".git/about.md"), SECRET).expect("a file");
    is_refused(&site, "content/pages/about.md", "into .git");
}

#[test]
fn a_link_for_all_of_the_content_or_the_themes_that_came_with_the_repository_does_not_leave_it() {
    for folder in ["content", "themes"] {
        let (site, elsewhere) = site();
        fs::rename(site.path(folder), elsewhere.path().join(folder)).expect("moved");
        link(&site, folder, elsewhere.path().join(folder));
        let git = |arguments: &[&str]| {
            let done = Command::new("git")
                .arg("-C")
                .arg(site.root())
                .args(arguments)
                .output();
            assert!(done.expect("git runs").status.success(), "{arguments:?}");
        };
        git(&["init", "--quiet", "."]);
        let (code, said) = site.run(&["check", DAY[0], DAY[1]]);
        assert_eq!(code, 0, "the owner's own link: {said}");
        git(&["add", "--all"]);
        let (code, said) = site.run(&["check", DAY[0], DAY[1]]);
        assert_ne!(code, 0, "{folder}: {said}");
        assert!(said.contains("[not-read]"), "{said}");
    }
}

#[test]
fn what_is_no_file_is_named_and_never_opened() {
    let (site, _elsewhere) = site();
    fs::create_dir_all(site.path("content/pages")).expect("a folder");
    let made = Command::new("mkfifo")
        .arg(site.path("content/pages/pipe.md"))
        .status();
    assert!(made.expect("mkfifo").success());
    let _socket = std::os::unix::net::UnixListener::bind(site.path("themes/ours/socket.css"));
    fs::create_dir(site.path("content/pages/folder.md")).expect("a folder");
    fs::create_dir(site.path("themes/ours/style.css")).expect("a folder");
    link(&site, "content/pages/round", "../pages");
    link(&site, "content/pages/itself.md", "itself.md");
    let (code, said) = site.run(&["check", DAY[0], DAY[1]]);
    assert_eq!(code, 1, "{said}");
    for path in [
        "content/pages/pipe.md",
        "themes/ours/socket.css",
        "content/pages/folder.md",
        "themes/ours/style.css",
        "content/pages/round",
        "content/pages/itself.md",
    ] {
        assert!(said.contains(path), "{path}: {said}");
    }
}

#[test]
fn a_theme_publishes_what_a_website_needs_and_names_the_rest() {
    let (site, _elsewhere) = site();
    for path in [
        ".git/config",
        ".vscode/settings.json",
        ".svn/entries.txt",
        ".idea/workspace.xml",
        "node_modules/left-pad/index.js",
        "desktop.ini",
        "~$notes.docx",
        "crest.psd.bak",
        "fonts/.DS_Store",
        "fonts/.git/config.json",
        "@eaDir/a.txt",
        "style.css~",
        "originals/.git/config",
        "templates/.git/config",
    ] {
        site.write(&format!("themes/ours/{path}"), SECRET);
    }
    let (code, said) = site.run(&["build", "--strict", DAY[0], DAY[1]]);
    assert_eq!(code, 0, "{said}");
    for path in ["notes.docx", "crest.psd", "id_rsa", "fonts/passwords.kdbx"] {
        site.write(&format!("themes/ours/{path}"), SECRET);
        let (code, said) = site.run(&["build", DAY[0], DAY[1]]);
        assert_eq!(code, 0, "{said}");
        assert!(
            said.contains("warning[asset]") && said.contains(path),
            "{said}"
        );
    }
    for path in ["robots.txt", ".well-known/security.txt", "CNAME"] {
        site.write(&format!("themes/ours/{path}"), "published\n");
    }
    let (code, said) = site.run(&["build", DAY[0], DAY[1]]);
    assert_eq!(code, 0, "{said}");
    for entry in WalkDir::new(site.path("public")) {
        let entry = entry.expect("an entry");
        let bytes = fs::read(entry.path()).unwrap_or_default();
        let holds = String::from_utf8_lossy(&bytes).contains(SECRET);
        assert!(!holds, "{}", entry.path().display());
    }
    for path in ["robots.txt", ".well-known/security.txt", "CNAME"] {
        assert!(site.path("public").join(path).exists(), "{path}");
    }
}

#[test]
fn what_systems_and_programs_leave_stops_nothing() {
    let (site, _elsewhere) = site();
    for path in [
        "content/.git/objects/aa/bb",
        "content/.git/HEAD",
        "content/measures/.git",
        "content/desktop.ini",
        "content/Icon\r",
        "content/Icon",
        "content/.obsidian/app.json",
        "content/.Trash-1000/files/a2.yaml",
        "content/@eaDir/a2.yaml/SYNO@.txt",
        "content/measures/.a2.yaml.swp",
        "content/measures/a2.yaml~",
        "content/measures/#a2.yaml#",
        "content/measures/~$a2.docx",
        "content/measures/.~lock.a2.ods#",
        "content/measures/a2.yaml.bak",
        "content/measures/a2.yaml.orig",
        "content/Thumbs.db",
        "content/pages/README.md",
    ] {
        site.write(path, "not ours\n");
    }
    let (code, said) = site.run(&["check", "--strict", DAY[0], DAY[1]]);
    assert_eq!(code, 0, "{said}");
    let tree = disk::read(site.root()).expect("a site");
    assert_eq!((tree.len(), tree.unread().count()), (4, 0));
}

#[test]
fn names_that_windows_keeps_are_refused_wherever_they_become_a_file_or_a_folder() {
    for path in [
        "content/measures/con.yaml",
        "content/pages/aux.md",
        "content/reports/nul.md",
        "content/plans/COM1.yaml",
        "content/quarters/2016-17-q2/lpt9.yaml",
        "content/commentary/2016-17-q1/measures/prn.council.md",
        "themes/con/style.css",
        "themes/ours/aux.css",
        "themes/ours/nul/style.css",
    ] {
        let (site, _elsewhere) = site();
        site.write(path, "text\n");
        let (code, said) = site.run(&["check", DAY[0], DAY[1]]);
        assert_eq!(code, 1, "{path}: {said}");
        assert!(said.contains("Windows reserves"), "{path}: {said}");
    }
}

#[test]
fn sizes_are_looked_at_before_anything_is_read() {
    let (site, _elsewhere) = site();
    for (path, why) in [
        ("content/README.md", None),
        ("content/film.mp4", Some(Unread::NotNeeded)),
        ("content/pages/large.md", Some(Unread::TooLarge(1 << 20))),
        (
            "content/measures/large.yaml",
            Some(Unread::TooLarge(1 << 20)),
        ),
        ("themes/ours/large.png", Some(Unread::TooLarge(20 << 20))),
        ("themes/ours/film.mkv", Some(Unread::NotNeeded)),
    ] {
        site.write(path, "");
        let file = File::options()
            .write(true)
            .open(site.path(path))
            .expect("a file");
        file.set_len(2 << 30).expect("a sparse file");
        let tree = disk::read(site.root()).expect("a site");
        let path = SourcePath::new(path);
        assert_eq!(tree.why_unread(&path), why.as_ref(), "{path}");
        assert!(tree.get(&path).is_none(), "{path}");
    }
    let (code, said) = site.run(&["check", DAY[0], DAY[1]]);
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("larger than 1 MB") && said.contains("larger than 20 MB"),
        "{said}"
    );
}

#[test]
fn all_of_it_together_has_a_limit_and_so_has_the_depth() {
    let (site, _elsewhere) = site();
    for number in 0..12 {
        let path = format!("themes/ours/film-{number:02}.mp4");
        site.write(&path, "");
        let file = File::options()
            .write(true)
            .open(site.path(&path))
            .expect("a file");
        file.set_len(19 << 20).expect("a sparse file");
    }
    let tree = disk::read(site.root()).expect("a site");
    let mut unread = tree
        .unread()
        .map(|(path, why)| (path.as_str(), why.clone()));
    assert_eq!(
        unread.next(),
        Some(("themes/ours/film-10.mp4", Unread::TooMuch))
    );
    fs::remove_dir_all(site.path("themes")).expect("removed");
    site.write(
        &format!("content/{}a2.yaml", "deep/".repeat(25)),
        "title: Deep\n",
    );
    let tree = disk::read(site.root()).expect("a site");
    assert!(tree.unread().any(|(_, why)| *why == Unread::TooDeep));
}

#[test]
fn a_theme_that_was_not_fetched_says_how_it_is_fetched() {
    let (site, _elsewhere) = site();
    fs::remove_dir_all(site.path("themes/ours")).expect("removed");
    fs::create_dir(site.path("themes/ours")).expect("a folder");
    fs::create_dir(site.path(".git")).expect("a folder");
    site.write(
        ".gitmodules",
        "[submodule \"ours\"]\n\tpath = themes/ours\n\turl = https://example.org/ours\n",
    );
    let (code, said) = site.run(&["check", DAY[0], DAY[1]]);
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("git submodule update --init") && !said.contains("begin a theme"),
        "{said}"
    );
}

#[test]
fn nothing_is_written_through_a_link_out_of_the_site() {
    let (site, elsewhere) = site();
    fs::create_dir(elsewhere.path().join("empty")).expect("a folder");
    let empty = || {
        fs::read_dir(elsewhere.path().join("empty"))
            .expect("a folder")
            .count()
            == 0
    };
    link(&site, "content/commentary", elsewhere.path().join("empty"));
    let (code, _) = site.run(&["new", "comment", "overview"]);
    assert!(code != 0 && empty());

    let new = TempDir::new().expect("a folder");
    symlink(elsewhere.path().join("empty"), new.path().join(".vscode")).expect("a link");
    symlink(elsewhere.path().join("empty"), new.path().join(".schemas")).expect("a link");
    let (code, _) = run_in(new.path(), &["init"]);
    assert!(code != 0 && empty());
}
