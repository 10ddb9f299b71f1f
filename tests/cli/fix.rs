//! `check --fix`

use std::fs;

use crate::site::{MEASURE, Site};

const DAY: [&str; 2] = ["--as-of", "2016-10-01"];

/// As some program of Windows might have left it.
fn windows(text: &str) -> String {
    format!("\u{feff}{}", text.replace('\n', "\r\n"))
}

#[test]
fn files_are_mended_at_their_place_and_what_remains_is_told() {
    let site = Site::new();
    let measure = format!("# Ours.\n{MEASURE}").replace("better:", "bettr:");
    site.write("content/measures/a2.yaml", &windows(&measure));
    site.write(
        "content/quarters/2016-17-q1.yaml",
        "quarter: 2016-17 Q1\npublish_on: 2016-09-27\nvalues:\n\ta2: 8,8   # as printed\n",
    );
    let (code, said) = site.run(&["check", "--fix", DAY[0], DAY[1]]);
    assert_eq!(code, 1, "the comma is left to its editor: {said}");
    for told in [
        "Fixed content/measures/a2.yaml:5: change `bettr` to `better`",
        "Fixed content/quarters/2016-17-q1.yaml:4: indent the line with spaces",
        "error[not-a-figure]: `8,8` is not a figure",
    ] {
        assert!(said.contains(told), "{told}\n{said}");
    }
    let measure = fs::read_to_string(site.path("content/measures/a2.yaml")).expect("a file");
    assert_eq!(measure, windows(&format!("# Ours.\n{MEASURE}")));
    let quarter = fs::read_to_string(site.path("content/quarters/2016-17-q1.yaml"));
    let expected =
        "quarter: 2016-17 Q1\npublish_on: 2016-09-27\nvalues:\n  a2: 8,8   # as printed\n";
    assert_eq!(quarter.expect("a file"), expected);
    let (code, said) = site.run(&["check", "--fix", DAY[0], DAY[1]]);
    assert_eq!(code, 1);
    assert!(
        !said.contains("Fixed"),
        "a second run has nothing to do: {said}"
    );
}

#[test]
fn without_the_option_nothing_is_written() {
    let site = Site::new();
    let measure = MEASURE.replace("better:", "bettr:");
    site.write("content/measures/a2.yaml", &measure);
    let (code, said) = site.run(&["check", DAY[0], DAY[1]]);
    assert_eq!(code, 1);
    assert!(
        said.contains("quarterdeck check --fix"),
        "it says that it could: {said}"
    );
    let left = fs::read_to_string(site.path("content/measures/a2.yaml")).expect("a file");
    assert_eq!(left, measure);
}

#[cfg(unix)]
#[test]
fn a_file_stays_a_link_and_keeps_its_permissions() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let site = Site::new();
    let elsewhere = site.path("shared.yaml");
    fs::write(&elsewhere, MEASURE.replace("better:", "bettr:")).expect("a file");
    fs::set_permissions(&elsewhere, fs::Permissions::from_mode(0o640)).expect("permissions");
    let path = site.path("content/measures/a2.yaml");
    fs::remove_file(&path).expect("the file goes");
    symlink(&elsewhere, &path).expect("a link");
    let (code, said) = site.run(&["check", "--fix", DAY[0], DAY[1]]);
    assert_eq!(code, 0, "{said}");
    assert!(fs::symlink_metadata(&path).expect("a link").is_symlink());
    assert_eq!(fs::read_to_string(&elsewhere).expect("a file"), MEASURE);
    let mode = fs::metadata(&elsewhere)
        .expect("a file")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o640);
}
