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
    let Explanation { more, wrong, right } = code.explanation();
    let example = |what, example: Example| {
        let lines = example.text.lines().map(|line| format!("    {line}\n"));
        let text: String = lines.collect();
        format!("{what}, in {}:\n\n{text}", example.path)
    };
    let [wrong, right] = [example("Wrong", wrong), example("Right", right)];
    format!("{code}: {}\n\n{more}\n\n{wrong}\n{right}", code.why())
}
