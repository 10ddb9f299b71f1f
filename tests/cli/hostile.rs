//! Names and texts that are meant for the terminal or the log that shows them, with the real program.

use std::fs;
use std::path::Path;

use crate::site::{MEASURE, Site, program, run_in};

const DAY: [&str; 2] = ["--as-of", "2016-10-01"];

/// What the program writes is text, and no line of it is a command of a host's log.
fn assert_safe(what: &str, said: &str) {
    let is_raw = |c: char| {
        c.is_control() && c != '\n'
            || matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{feff}')
    };
    assert!(!said.contains(is_raw), "{what}: {said:?}");
    for line in said.lines().map(str::trim_start) {
        let is_command = line.starts_with("::") && !line.starts_with("::: ");
        assert!(!is_command && !line.contains("##["), "{what}: {line:?}");
    }
}

#[test]
fn texts_that_a_site_may_hold_reach_no_terminal_as_commands() {
    let site = Site::new();
    let texts = "owner: \"##[group] of ::error::x\"\ndefinition: \"One\\n::error::two\"\n";
    site.write("content/measures/a2.yaml", &format!("{MEASURE}{texts}"));
    site.write(
        "content/quarters/2016-17-q1.yaml",
        "publish_on: 2016-09-27\nvalues:\n  a2: { missing: not_available, because: \"Late\\n::error::records ##[x]\" }\n",
    );
    for args in [
        &["check"][..],
        &["list", "--quarter", "all"],
        &["list", "--quarter", "all", "--format", "csv"],
        &["list", "--quarter", "all", "--format", "json"],
        &["explain", "a2", "2016-17-q1"],
        &["build"],
    ] {
        let (code, said) = site.run(&[args, &DAY].concat());
        assert_eq!(code, 0, "{args:?}: {said}");
        assert_safe(&args.join(" "), &said);
    }
}

#[cfg(unix)]
#[test]
fn the_name_of_a_file_forges_no_line_of_a_log_and_no_heading_of_a_summary() {
    for name in [
        "a\n::error::x.md",
        "a\n# No problems\n.md",
        "a\r\n::add-mask::x.md",
        "\u{1b}[2Ja.md",
        "a\u{202e}gpj.md",
        "::error::x.md",
        "##[group]x.md",
        "a|b`c`<b>.md",
    ] {
        let site = Site::new();
        site.write(&format!("content/pages/{name}"), "A page.\n");
        let summary = site.path("summary.md");
        for format in ["text", "short", "json", "gitlab", "sarif"] {
            let output = program(site.root())
                .args(["check", "--format", format, DAY[0], DAY[1]])
                .env("GITHUB_STEP_SUMMARY", &summary)
                .output()
                .expect("it runs");
            assert_eq!(output.status.code(), Some(1), "{name:?} {format}");
            for said in [output.stdout, output.stderr] {
                assert_safe(
                    &format!("{name:?} {format}"),
                    &String::from_utf8(said).expect("text"),
                );
            }
            let text = fs::read_to_string(&summary).expect("a summary");
            let headings: Vec<&str> = text.lines().filter(|line| line.starts_with('#')).collect();
            assert_eq!(headings, ["### 1 error"], "{name:?}");
            fs::remove_file(&summary).expect("it was there");
        }
    }
}

#[test]
fn an_argument_is_text_on_one_line() {
    let site = Site::new();
    for argument in [
        "Our\u{1b}[31m site",
        "Two\nlines",
        "Our\u{200b}site",
        "\u{202e}etis",
    ] {
        let (code, said) = site.run(&["init", "new", "--title", argument]);
        assert_eq!(code, 2, "{said}");
        assert!(
            said.contains("type it again without this character"),
            "{said}"
        );
        assert!(!Path::new(&site.path("new")).exists());
        assert_safe("init", &said);
    }
    let (code, said) = run_in(
        site.root(),
        &["build", "-u", "https://gov.uk@evil.example/"],
    );
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("leads to `evil.example`"), "{said}");
}
