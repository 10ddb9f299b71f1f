//! Files for the browser that are not part of the site: the script that keeps a page up to date, and the style of problems.

use super::answer::PageVersions;
use super::problems::{self, Problems};
use crate::diag::Severity;
use crate::markup::Html;

/// The folder of these files.
pub(super) const FOLDER: &str = "/-/quarterdeck/";
/// The script.
pub(super) const SCRIPT: &str = "/-/quarterdeck/reload.js";
/// The style of problems.
pub(super) const PROBLEMS_STYLE: &str = "/-/quarterdeck/problems.css";
/// The panel of problems.
pub(super) const PROBLEMS: &str = "/-/quarterdeck/problems";
/// The stream of changes.
pub(super) const EVENTS: &str = "/-/quarterdeck/events";

pub(super) const SCRIPT_TEXT: &str = include_str!("reload.js");
pub(super) const STYLE_TEXT: &str = include_str!("problems.css");

/// Adds the script and the panel of problems to a page.
pub(super) fn with_script(
    mut page: Vec<u8>,
    versions: &PageVersions,
    problems: Option<&Problems>,
) -> Vec<u8> {
    let script = format!(
        "<script src=\"{SCRIPT}\" data-page=\"{}\" data-problems=\"{}\" data-assets=\"{}\"></script>",
        versions.page,
        versions.problems.as_deref().unwrap_or_default(),
        versions.assets.as_deref().unwrap_or_default(),
    );
    let panel = problems.map_or("", |problems| &problems.panel);
    let at = end_of_body(&page);
    page.splice(at..at, format!("{panel}{script}").into_bytes());
    page
}

const END: &[u8] = b"</body>";

fn end_of_body(page: &[u8]) -> usize {
    let found = page
        .windows(END.len())
        .rposition(|window| window.eq_ignore_ascii_case(END));
    found.unwrap_or(page.len())
}

/// Returns the page that is shown while there is no site.
pub(super) fn empty_page() -> Vec<u8> {
    own_page(
        "Nothing to show yet",
        "<p>The site has problems, so there is no page yet. It appears here as soon as they are fixed.</p>",
    )
}

/// Returns the page that replaces one that cannot be rendered.
pub(super) fn broken_page(problem: String) -> Vec<u8> {
    let list = problems::list(&[(Severity::Error, problem)]);
    own_page("This page cannot be shown", &list)
}

/// Returns the page for addresses outside the base address.
pub(super) fn page_outside(base: &str) -> Vec<u8> {
    let base = Html::text(base);
    own_page(
        "Not part of this site",
        &format!(
            "<p>The site begins at <a href=\"{base}\">{base}</a>, as its <code>base_url</code> says.</p>"
        ),
    )
}

fn own_page(title: &str, body: &str) -> Vec<u8> {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <link rel=\"stylesheet\" href=\"{PROBLEMS_STYLE}\">\n</head>\n<body class=\"quarterdeck\">\n\
         <main>\n<h1>{title}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )
    .into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_one_element_at_the_end_of_the_body() {
        let versions = PageVersions {
            page: "a".to_owned(),
            problems: None,
            assets: None,
        };
        let text = |page: &str| {
            let made = with_script(page.as_bytes().to_vec(), &versions, None);
            String::from_utf8(made).expect("text")
        };
        let made = text("<p>\"</body>\"</p>\n</body>\n</html>\n");
        let (before, after) = made.split_once("<script ").expect("a script");
        assert_eq!(before, "<p>\"</body>\"</p>\n");
        assert!(after.ends_with("></script></body>\n</html>\n"), "{after}");
        assert!(text("<p>no end").starts_with("<p>no end<script "));
    }
}
