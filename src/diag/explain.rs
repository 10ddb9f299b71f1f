//! Why each rule matters, with a wrong and a right example: the output of `quarterdeck explain` and `docs/codes.md`.

use super::{Code, did_you_mean};

/// The explanation of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// Why the rule matters, and what to do.
    pub more: &'static str,
    /// Content that breaks the rule.
    pub wrong: Example,
    /// The same content, corrected.
    pub right: Example,
}

/// A part of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// The path of the file in the example site.
    pub path: &'static str,
    /// The content.
    pub text: &'static str,
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
    format!("{code}: {}", explained(code, "", indented))
}

fn explained(code: Code, quote: &str, shown: fn(&Example) -> String) -> String {
    let Explanation { more, wrong, right } = code.explanation();
    let example = |what, example: Example| {
        let path = example.path;
        format!("{what}, in {quote}{path}{quote}:\n\n{}", shown(&example))
    };
    let [wrong, right] = [example("Wrong", wrong), example("Right", right)];
    format!("{}\n\n{more}\n\n{wrong}\n{right}", code.why())
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
        let explained = explained(*code, "`", fenced);
        page.push_str(&format!("\n## {code}\n\n{explained}"));
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

fn fenced(example: &Example) -> String {
    let kind = match example.path.rsplit_once('.') {
        Some((_, "md")) => "markdown",
        Some((_, other)) => other,
        None => "",
    };
    format!("```{kind}\n{}\n```\n", example.text)
}

fn indented(example: &Example) -> String {
    let indent = |line: &str| format!("    {line}\n");
    example.text.lines().map(indent).collect()
}
