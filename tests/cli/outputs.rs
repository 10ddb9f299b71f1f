//! Where a site may be published and who can read it there, with the real program.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use assert_cmd::cargo::cargo_bin;
use tempfile::TempDir;

use crate::site::{Site, program};

const DAY: [&str; 2] = ["--as-of", "2016-10-01"];

/// The bytes of every file of a folder, to see that none has changed.
fn all(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let files = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter();
    let files = files
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file());
    files
        .map(|file| {
            (
                file.path().display().to_string(),
                fs::read(file.path()).expect("a file"),
            )
        })
        .collect()
}

/// Folders that must be refused, below the site's root.
const OWN: [&str; 14] = [
    ".",
    "..",
    "/",
    "content",
    "content/new/folder",
    "content/../content",
    "nothing/../content",
    "content/./measures/",
    "themes",
    "themes/ours/public",
    "shared",
    "shared/pages",
    ".git",
    ".git/public",
];

/// The same, below a folder of second names, of a bare repository and of a clone.
const NAMES: [&str; 11] = [
    "content-link",
    "content-link/public",
    "site-link",
    "site-link/content",
    "site-link/themes/new",
    "other-link",
    "other-link/content",
    "bare",
    "bare/public",
    "clone/.git",
    "clone/.git/public",
];

/// The same, below another site's root.
const OTHERS: [&str; 4] = ["", "content", "content/measures", "themes/new"];

/// A folder of second names of two sites, of a bare repository and of a clone.
fn second_names(site: &Site, other: &Site) -> TempDir {
    let names = TempDir::new().expect("a folder");
    symlink(site.path("content"), names.path().join("content-link")).expect("a link");
    symlink(site.root(), names.path().join("site-link")).expect("a link");
    symlink(other.root(), names.path().join("other-link")).expect("a link");
    for folder in ["objects", "refs"] {
        fs::create_dir_all(names.path().join("bare").join(folder)).expect("a folder");
        fs::create_dir_all(names.path().join("clone/.git").join(folder)).expect("a folder");
    }
    fs::write(names.path().join("bare/HEAD"), "ref: refs/heads/main\n").expect("a file");
    names
}

#[test]
fn sources_are_known_by_what_they_are_and_not_by_their_names() {
    let (site, other) = (Site::new(), Site::new());
    site.write("themes/ours/a.txt", "text");
    site.write("shared/pages/about.md", "---\ntitle: About\n---\nText.\n");
    symlink("../shared/pages", site.path("content/pages")).expect("a link");
    let names = second_names(&site, &other);
    let below = |folder: &Path, path: &str| folder.join(path).display().to_string();
    let own = OWN.iter().map(|path| (*path).to_owned());
    let named = NAMES.iter().map(|path| below(names.path(), path));
    let others = OTHERS.iter().map(|path| below(other.root(), path));
    let before = (all(&site.path("content")), all(other.root()));
    let second_name = below(names.path(), "site-link");
    for output in own.chain(named).chain(others) {
        for root in [".", second_name.as_str()] {
            for command in [&["build", DAY[0], DAY[1]][..], &["clean"]] {
                let (code, said) =
                    site.run(&[&["--root", root], command, &["-o", &output]].concat());
                assert_eq!(code, 2, "{root}: {command:?} -o {output}: {said}");
                assert!(said.contains("choose another folder"), "{output}: {said}");
            }
        }
    }
    assert_eq!(before, (all(&site.path("content")), all(other.root())));
    let fine = [
        below(names.path(), "clone/public"),
        below(other.root(), "public"),
    ];
    let inside = ["public", "site/of/ours", "content-preview"].map(str::to_owned);
    for output in inside.iter().chain(&fine) {
        let (code, said) = site.run(&["build", "-o", output, DAY[0], DAY[1]]);
        assert_eq!(code, 0, "{output}: {said}");
    }
}

#[test]
fn a_mount_gives_no_source_a_second_name() {
    for folder in ["content", "content/measures", "themes/ours/fonts"] {
        let site = Site::new();
        site.write("themes/ours/fonts/a.txt", "text");
        fs::create_dir(site.path("mounted")).expect("a folder");
        let script = format!("mount --bind {folder} mounted || exit 77; exec \"$0\" \"$@\"");
        let done = Command::new("unshare")
            .args(["--map-root-user", "--mount", "sh", "-c", &script])
            .arg(cargo_bin("quarterdeck"))
            .args(["build", "-o", "mounted", DAY[0], DAY[1]])
            .current_dir(site.root())
            .output();
        let said = done.map(|done| String::from_utf8_lossy(&done.stderr).into_owned());
        let said = said.unwrap_or_default();
        if !said.contains("quarterdeck") && !said.contains("Published") && !said.contains("error:")
        {
            eprintln!("not tested: this system lets a test mount nothing: {said}");
            return;
        }
        assert!(said.contains("choose another folder"), "{folder}: {said}");
        assert!(!site.path(folder).join("index.html").exists(), "{folder}");
    }
}

#[test]
fn a_home_folder_is_no_place_for_a_site() {
    let (site, home) = (Site::new(), TempDir::new().expect("a folder"));
    let output = home.path().display().to_string();
    let done = program(site.root())
        .env("HOME", home.path())
        .args(["build", "-o", &output, DAY[0], DAY[1]])
        .output();
    assert_eq!(done.expect("it runs").status.code(), Some(2));
}

#[test]
fn a_link_out_of_the_published_folder_is_kept_and_said() {
    let site = Site::new();
    fs::create_dir(site.path("public")).expect("a folder");
    symlink("/proc/self/environ", site.path("public/environment.txt")).expect("a link");
    for _ in 0..2 {
        let (code, said) = site.run(&["build", DAY[0], DAY[1]]);
        assert_eq!(code, 0, "{said}");
        assert!(
            said.contains("Kept environment.txt: a link out of"),
            "{said}"
        );
    }
}

/// Builds as a shell with this umask would.
fn build_under(site: &Site, umask: &str, output: &str) -> String {
    let done = Command::new("sh")
        .args(["-c", "umask \"$0\"; exec \"$@\"", umask])
        .arg(cargo_bin("quarterdeck"))
        .args(["build", "-o", output, DAY[0], DAY[1]])
        .current_dir(site.root())
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{said}");
    said
}

/// Every mode in a folder: of folders, and of files.
fn modes(folder: &Path) -> (Vec<u32>, Vec<u32>) {
    let entries = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok);
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|entry| entry.file_type().is_dir());
    let modes = |entries: Vec<walkdir::DirEntry>| {
        let known = entries.iter().map(|entry| entry.metadata().expect("known"));
        let mut modes: Vec<u32> = known
            .map(|known| known.permissions().mode() & 0o777)
            .collect();
        modes.sort_unstable();
        modes.dedup();
        modes
    };
    (modes(folders), modes(files))
}

#[test]
fn what_a_strict_umask_closed_is_opened_when_it_is_mended() {
    for (strict, file, folder) in [("077", 0o600, 0o700), ("027", 0o640, 0o750)] {
        let site = Site::new();
        let real = TempDir::new().expect("a folder");
        fs::remove_dir(real.path()).expect("removed");
        symlink(real.path(), site.path("linked")).expect("a link");
        for output in ["public", "linked"] {
            if output == "linked" {
                // File by file: the folder that the link leads to stays the same one.
                build_under(&site, strict, &real.path().display().to_string());
            }
            build_under(&site, strict, output);
            let output_folder = site.path(output).canonicalize().expect("a folder");
            assert_eq!(
                modes(&output_folder),
                (vec![folder], vec![file]),
                "{output}"
            );
            let said = build_under(&site, "022", output);
            assert!(!said.contains("nothing has changed"), "{said}");
            assert_eq!(
                modes(&output_folder),
                (vec![0o755], vec![0o644]),
                "{output}"
            );
            for umask in ["022", strict] {
                let said = build_under(&site, umask, output);
                assert!(said.contains("nothing has changed"), "{said}");
                assert_eq!(
                    modes(&output_folder),
                    (vec![0o755], vec![0o644]),
                    "{output}"
                );
            }
        }
    }
}

#[test]
fn a_folder_that_somebody_closed_stays_closed() {
    let site = Site::new();
    build_under(&site, "022", "public");
    let closed = fs::Permissions::from_mode(0o750);
    fs::set_permissions(site.path("public"), closed).expect("set");
    site.write(
        "content/quarters/2016-17-q1.yaml",
        "publish_on: 2016-09-27\nvalues:\n  a2: 89\n",
    );
    build_under(&site, "022", "public");
    let known = fs::metadata(site.path("public")).expect("a folder");
    assert_eq!(known.permissions().mode() & 0o777, 0o750);
}
