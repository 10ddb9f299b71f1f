//! Files for the browser that are not part of the site: the script that keeps a page up to date, and the style of problems.

use super::problems::Problems;
use super::versions::PageVersions;
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
    let part =
        |version: Option<&super::versions::Version>| version.map_or("", |v| v.as_str()).to_owned();
    let script = format!(
        "<script src=\"{SCRIPT}\" data-page=\"{}\" data-problems=\"{}\" data-assets=\"{}\"></script>",
        versions.page,
        part(versions.problems.as_ref()),
        part(versions.assets.as_ref()),
    );
    let panel = problems.map_or(String::new(), Problems::panel);
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
pub(super) fn page_with(problems: &Problems) -> Vec<u8> {
    own_page("This page cannot be shown", &problems.list())
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
    use super::super::versions::{PageVersions, Version};
    use super::with_script;

    #[test]
    fn the_script_is_one_element_at_the_end_of_the_body() {
        let versions = PageVersions {
            page: Version::of([b"a".as_slice()]),
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
