//! Why each rule matters, with a wrong and a right example: the output of `quarterdeck explain` and `docs/codes.md`.
//!
//! The examples are parts of files of one small site. `tests/codes` makes each mistake in it and expects the problem.

pub(super) mod files;
pub(super) mod measures;
pub(super) mod quarters;
pub(super) mod texts;
pub(super) mod theme;
pub(super) mod typing;

use super::{Code, did_you_mean};

/// The explanation of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// Why the rule matters, and what to do.
    pub more: &'static str,
    /// The files of the two examples.
    paths: [&'static str; 2],
    /// Content that breaks the rule.
    wrong: &'static str,
    /// The same content, corrected.
    right: &'static str,
}

/// A part of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// The path of the file in the example site.
    pub path: &'static str,
    /// The content.
    pub text: &'static str,
}

/// The paths of two examples that are in the same file.
const fn in_both(path: &'static str) -> [&'static str; 2] {
    [path, path]
}

impl Explanation {
    /// Returns an example that breaks the rule, and the same one corrected.
    pub fn examples(&self) -> [Example; 2] {
        let [wrong, right] = self.paths;
        [(wrong, self.wrong), (right, self.right)].map(|(path, text)| Example { path, text })
    }
}

/// Finds a code by name, ignoring case.
///
/// # Errors
/// Returns the code that was probably meant, if one is similar.
pub fn find(name: &str) -> Result<Code, Option<&'static str>> {
    let is_named = |code: &&Code| code.as_str().eq_ignore_ascii_case(name);
    let names = || Code::ALL.iter().map(|code| code.as_str());
    Code::ALL
        .iter()
        .find(is_named)
        .copied()
        .ok_or_else(|| did_you_mean(name, names()))
}

/// Returns the explanation of a code for a terminal. Examples are indented.
pub fn text(code: Code) -> String {
    let explanation = code.explanation();
    let [wrong, right] = explanation.examples();
    format!(
        "{code}: {}\n\n{}\n\nWrong, in {}:\n\n{}\nRight, in {}:\n\n{}",
        code.why(),
        explanation.more,
        wrong.path,
        indented(wrong.text),
        right.path,
        indented(right.text),
    )
}

/// Returns the explanations of all codes: the page `docs/codes.md`.
pub fn page() -> String {
    let mut page = String::from(HEAD);
    for code in Code::ALL {
        page.push_str(&format!(
            "| [`{code}`](#{code}) | {} |\n",
            code.why().replace('|', "\\|")
        ));
    }
    for code in Code::ALL {
        page.push_str(&section(*code));
    }
    page
}

const HEAD: &str = "# The codes: every rule, with a wrong and a right example

For editors. To read a message, see [mistakes.md](mistakes.md). `quarterdeck explain CODE` prints the same text.
This page is generated from the program: `UPDATE=1 cargo test --test codes`.

Each example is part of a file of a small site. The rest of the file is correct.

| code | why the rule is there |
|---|---|
";

fn section(code: Code) -> String {
    let explanation = code.explanation();
    let [wrong, right] = explanation.examples();
    format!(
        "\n## {code}\n\n{}\n\n{}\n\nWrong, in `{}`:\n\n{}\nRight, in `{}`:\n\n{}",
        code.why(),
        explanation.more,
        wrong.path,
        fenced(&wrong),
        right.path,
        fenced(&right),
    )
}

fn fenced(example: &Example) -> String {
    let kind = match example.path.rsplit_once('.') {
        Some((_, "md")) => "markdown",
        Some((_, other)) => other,
        None => "",
    };
    format!("```{kind}\n{}\n```\n", example.text)
}

fn indented(text: &str) -> String {
    let indent = |line: &str| format!("    {line}\n");
    text.lines().map(indent).collect()
}
