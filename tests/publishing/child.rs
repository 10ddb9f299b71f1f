//! This test program, run once more as another process: to be killed, to be another user, to see other mounts.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use quarterdeck::disk::{Method, Publisher, SitePath};

use crate::support::{Pages, site_path};

const OUTPUT: &str = "PUBLISHING_TEST_OUTPUT";
const ANSWER: &str = "PUBLISHING_TEST_ANSWER";
const GENERATION: &str = "PUBLISHING_TEST_GENERATION";
const MANNER: &str = "PUBLISHING_TEST_MANNER";

/// How many pages a generation has.
const PAGES: usize = 60;

/// What the other process is to publish, and where.
pub(crate) struct Errand<'a> {
    pub(crate) output: &'a Path,
    pub(crate) generation: usize,
    pub(crate) method: Method,
    /// A file in which it writes what came of it.
    pub(crate) answer: &'a Path,
}

impl Errand<'_> {
    /// The arguments and variables that make this program run the errand and nothing else.
    pub(crate) fn give_to<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        command
            .args(["child::runs_its_errand", "--exact", "--ignored"])
            .env(OUTPUT, self.output)
            .env(ANSWER, self.answer)
            .env(GENERATION, self.generation.to_string())
            .env(
                MANNER,
                if self.method == Method::Exchange {
                    "whole"
                } else {
                    "file by file"
                },
            )
            .stdout(Stdio::null())
            .stderr(Stdio::null())
    }

    pub(crate) fn start(&self) -> Child {
        self.give_to(&mut Command::new(program()))
            .spawn()
            .expect("this program runs")
    }

    /// What came of it, once it has run.
    pub(crate) fn read_answer(&self) -> String {
        fs::read_to_string(self.answer).unwrap_or_default()
    }
}

pub(crate) fn program() -> PathBuf {
    std::env::current_exe().expect("this program")
}

/// A site each of whose files says of which generation it is, but for one that never changes. Every other
/// generation has another folder of pages, so that there is always something to remove.
pub(crate) fn generation(number: usize) -> Pages {
    let text = format!("generation {number}\n");
    let page = |at: usize| match at % 3 {
        0 => format!("always/page-{at}.html"),
        1 => format!("always/deep/er/data-{at}.csv"),
        _ => format!("sometimes-{}/page-{at}.html", number % 2),
    };
    let pages = (0..PAGES).map(|at| (site_path(&page(at)), text.clone().into_bytes()));
    Pages(pages.collect())
        .with("index.html", &text)
        .with("style.css", "always the same")
}

/// Files that every generation has and that say which one it is.
pub(crate) fn telling_files() -> Vec<SitePath> {
    let telling =
        |path: &SitePath| path.as_str() == "index.html" || path.as_str().starts_with("always/");
    generation(0).0.into_keys().filter(telling).collect()
}

#[test]
#[ignore = "started by other tests in a process of its own, which they then kill; it needs the folders that they name"]
fn runs_its_errand() {
    let variable = |name: &str| std::env::var_os(name);
    let output = variable(OUTPUT).expect("an output");
    let answer = variable(ANSWER).expect("a file for the answer");
    let number = std::env::var(GENERATION)
        .expect("a generation")
        .parse()
        .expect("a number");
    let is_whole = variable(MANNER).as_deref() == Some(OsStr::new("whole"));
    let method = if is_whole {
        Method::Exchange
    } else {
        Method::FileByFile
    };
    let result = Publisher::new(Path::new(&output))
        .with_method(method)
        .publish(&generation(number));
    let words = match result {
        Ok(published) => format!("{published:?}"),
        Err(error) => format!("error: {error}"),
    };
    fs::write(answer, words).expect("answered");
}
