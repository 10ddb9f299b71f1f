//! Building again: where nothing has changed nothing is made, and whatever has changed, the output is that of a first build.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::files;
use crate::site::{MEASURE, QUARTER, SITE, Site};

const NOTHING: &str = "nothing has changed";
const DAY: [&str; 3] = ["build", "--as-of", "2016-10-01"];

/// A change to a site or its output, and the options of the builds after it.
struct Change {
    what: &'static str,
    make: fn(&Site),
    options: &'static [&'static str],
}

/// The size and the times of `path` stay as they were.
fn alter_unseen(path: &Path) {
    let known = fs::metadata(path).expect("a file");
    let times = fs::FileTimes::new().set_modified(known.modified().expect("a time"));
    let mut bytes = fs::read(path).expect("a file");
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(path, bytes).expect("a file");
    let file = fs::File::options().append(true).open(path).expect("a file");
    file.set_times(times).expect("times");
}

const CHANGES: [Change; 17] = [
    Change {
        what: "a figure",
        make: |site| {
            site.write(
                "content/quarters/2016-17-q1.yaml",
                &QUARTER.replace("88", "91"),
            );
        },
        options: &[],
    },
    Change {
        what: "the figure again",
        make: |site| site.write("content/quarters/2016-17-q1.yaml", QUARTER),
        options: &[],
    },
    Change {
        what: "a comment",
        make: |site| {
            site.write(
                "content/commentary/2016-17-q1/measures/a2.md",
                "More staff.\n",
            );
        },
        options: &[],
    },
    Change {
        what: "a remark in a file, which no page shows",
        make: |site| site.write("content/measures/a2.yaml", &format!("# remark\n{MEASURE}")),
        options: &[],
    },
    Change {
        what: "another address",
        make: |_| (),
        options: &["-u", "https://example.gov.uk/figures/"],
    },
    Change {
        what: "the first address",
        make: |_| (),
        options: &[],
    },
    Change {
        what: "links for a folder",
        make: |_| (),
        options: &["--for-folder"],
    },
    Change {
        what: "drafts",
        make: |_| (),
        options: &["--drafts"],
    },
    Change {
        what: "a theme",
        make: |site| {
            site.write("content/site.yaml", &format!("{SITE}theme: own\n"));
            site.write("themes/own/properties.css", ":root { --paper: #fefefe; }\n");
        },
        options: &[],
    },
    Change {
        what: "the theme's colour",
        make: |site| site.write("themes/own/properties.css", ":root { --paper: #fdfdfd; }\n"),
        options: &[],
    },
    Change {
        what: "a page that was removed",
        make: |site| fs::remove_file(site.path("public/index.html")).expect("the page"),
        options: &[],
    },
    Change {
        what: "a page that was edited",
        make: |site| site.write("public/index.html", "edited"),
        options: &[],
    },
    Change {
        what: "a byte of a page, its size and time as they were",
        make: |site| alter_unseen(&site.path("public/index.html")),
        options: &[],
    },
    Change {
        what: "a page with the same bytes in a new file",
        make: |site| {
            let page = fs::read(site.path("public/index.html")).expect("the page");
            fs::remove_file(site.path("public/index.html")).expect("the page");
            fs::write(site.path("public/index.html"), page).expect("the page");
        },
        options: &[],
    },
    Change {
        what: "a measure less",
        make: |site| {
            fs::remove_file(site.path("content/measures/a2.yaml")).expect("the measure");
            fs::remove_dir_all(site.path("content/commentary")).expect("the comment");
            site.write("content/measures/b1.yaml", MEASURE);
            site.write(
                "content/quarters/2016-17-q1.yaml",
                &QUARTER.replace("a2", "b1"),
            );
        },
        options: &[],
    },
    Change {
        what: "the whole output",
        make: |site| fs::remove_dir_all(site.path("public")).expect("the output"),
        options: &[],
    },
    Change {
        what: "the memos",
        make: |site| fs::remove_dir_all(site.path(".quarterdeck")).expect("the memos"),
        options: &[],
    },
];

/// The files that a first build makes in an empty folder.
fn cold(site: &Site, options: &[&str]) -> std::collections::BTreeMap<String, Vec<u8>> {
    let output = TempDir::new().expect("a folder");
    let folder = output.path().join("public");
    let folder_name = folder.to_str().expect("a name");
    let arguments = [&DAY[..], options, &["-o", folder_name]].concat();
    let (code, said) = site.run(&arguments);
    assert_eq!(code, 0, "{said}");
    files(&folder)
}

#[test]
fn after_every_change_the_output_is_that_of_a_first_build_and_the_build_after_it_makes_nothing() {
    let site = Site::new();
    for change in CHANGES {
        let Change {
            what,
            make,
            options,
        } = change;
        make(&site);
        let arguments = [&DAY[..], options].concat();
        let (code, said) = site.run(&arguments);
        assert_eq!(code, 0, "{what}: {said}");
        assert!(
            said.contains("Built "),
            "{what}: the pages were not made\n{said}"
        );
        let made = files(&site.path("public"));
        assert!(
            made == cold(&site, options),
            "{what}: not what a first build makes"
        );
        let (code, said) = site.run(&arguments);
        assert_eq!(code, 0, "{what}: {said}");
        let is_idle = said.contains(NOTHING) && !said.contains("Built ");
        assert!(is_idle || !cfg!(unix), "{what}: made again\n{said}");
    }
}

#[test]
fn a_site_with_warnings_is_read_again_so_that_they_are_seen() {
    let site = Site::new();
    site.write(
        "content/quarters/2016-17-q1.yaml",
        &QUARTER.replace("88", "101"),
    );
    for _ in 0..2 {
        let (code, said) = site.run(&DAY);
        assert_eq!(code, 0, "{said}");
        assert!(said.contains("warning[range]"), "{said}");
    }
}

#[test]
fn a_file_that_no_build_made_is_looked_at_once() {
    let site = Site::new();
    site.run(&DAY);
    for folder in ["measures/a2", "documents"] {
        site.write(&format!("public/{folder}/scan.txt"), "kept");
        assert!(site.run(&DAY).1.contains("Built "), "{folder}");
        assert!(!site.run(&DAY).1.contains("Built "), "{folder}");
        assert!(site.path("public").join(folder).join("scan.txt").exists());
    }
}

#[test]
fn another_day_is_another_build() {
    let site = Site::new();
    site.run(&DAY);
    assert!(
        site.run(&["build", "--as-of", "2016-10-02"])
            .1
            .contains("Built ")
    );
    assert!(
        site.run(&["build", "--as-of", "2016-09-01"])
            .1
            .contains("Built ")
    );
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_in_place_of_the_memos() {
    let site = Site::new();
    let elsewhere = TempDir::new().expect("a folder");
    std::os::unix::fs::symlink(elsewhere.path(), site.path(".quarterdeck")).expect("a link");
    for _ in 0..2 {
        let (code, said) = site.run(&DAY);
        assert_eq!(code, 0, "{said}");
        assert!(said.contains("Built "), "{said}");
    }
    assert!(files(elsewhere.path()).is_empty());
}

#[cfg(unix)]
#[test]
fn an_endless_file_in_place_of_a_memo_is_not_read() {
    let site = Site::new();
    site.run(&DAY);
    let folder = site.path(".quarterdeck");
    let mut names = files(&folder).into_keys();
    let memo = names.find(|name| name.ends_with(".memo"));
    let memo = folder.join(memo.expect("a memo"));
    fs::remove_file(&memo).expect("the memo");
    std::os::unix::fs::symlink("/dev/zero", &memo).expect("a link");
    let (code, said) = site.run(&DAY);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("Built "), "{said}");
}

#[test]
fn a_dry_run_lists_what_a_build_would_change_and_changes_nothing() {
    let site = Site::new();
    let dry = ["build", "--as-of", "2016-10-01", "--dry-run"];
    let (code, listed) = site.given(&dry);
    assert_eq!(code, 0);
    assert!(!site.path("public").exists() && !site.path(".quarterdeck").exists());
    let added: Vec<&str> = listed
        .lines()
        .filter_map(|line| line.strip_prefix("added    "))
        .collect();
    site.run(&DAY);
    let made = files(&site.path("public"));
    let own = ".quarterdeck.json";
    assert_eq!(
        added,
        made.keys().filter(|path| *path != own).collect::<Vec<_>>()
    );

    site.write(
        "content/commentary/2016-17-q1/measures/a2.md",
        "More staff.\n",
    );
    fs::remove_file(site.path("public/404.html")).expect("the page");
    let (_, listed) = site.given(&dry);
    assert!(listed.contains("added    404.html\nchanged  "), "{listed}");
    assert!(
        listed.contains("changed  measures/a2/index.html\n"),
        "{listed}"
    );
    let before = files(site.root());
    site.given(&dry);
    assert!(files(site.root()) == before, "a dry run wrote something");

    site.write("content/measures/b1.yaml", &MEASURE.replace("A2", "B1"));
    site.write(
        "content/quarters/2016-17-q1.yaml",
        &format!("{QUARTER}  b1: 90\n"),
    );
    site.run(&DAY);
    fs::remove_file(site.path("content/measures/b1.yaml")).expect("the measure");
    site.write("content/quarters/2016-17-q1.yaml", QUARTER);
    let (_, listed) = site.given(&dry);
    assert!(
        listed.contains("removed  measures/b1/index.html\n"),
        "{listed}"
    );
    let said = site.run(&dry).1;
    assert!(said.contains("Would add 0, change "), "{said}");
}
