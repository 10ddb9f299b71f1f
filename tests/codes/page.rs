//! The page `docs/codes.md`, which shows the explanations of all codes.

use quarterdeck::diag::Code;
use quarterdeck::diag::explain::{Example, Explanation};

const HEAD: &str = "# The codes: every rule, with a wrong and a right example

For editors. To read a message, see [mistakes.md](mistakes.md). `quarterdeck explain CODE` prints the same text.
This page is generated from the program: `UPDATE=1 cargo test --test codes`.

Each example is part of a file of a small site. The rest of the file is correct.

| code | why the rule is there |
|---|---|
";

/// Returns the page.
pub fn page() -> String {
    let mut page = String::from(HEAD);
    for code in Code::ALL {
        page.push_str(&format!(
            "| [`{code}`](#{code}) | {} |\n",
            code.why().replace('|', "\\|")
        ));
    }
    for code in Code::ALL {
        let Explanation { more, wrong, right } = code.explanation();
        let [wrong, right] = [example("Wrong", &wrong), example("Right", &right)];
        let why = code.why();
        page.push_str(&format!(
            "\n## {code}\n\n{why}\n\n{more}\n\n{wrong}\n{right}"
        ));
    }
    page
}

fn example(what: &str, example: &Example) -> String {
    let Example { path, text } = example;
    let kind = match path.rsplit_once('.') {
        Some((_, "md")) => "markdown",
        Some((_, other)) => other,
        None => "",
    };
    format!("{what}, in `{path}`:\n\n```{kind}\n{text}\n```\n")
}
