//! Where a comment is changed, and what a page of a preview is made from.

use std::fs;

use crate::site::{QUARTER, SITE, Site};

/// A site in the folder `streets` of its repository.
fn edited() -> Site {
    let site = Site::new();
    let more = "voices: { trust: { name: Trust response } }\n\
                edit_url: \"https://git.example/performance/-/edit/main/streets/{path}\"\n";
    site.write("content/site.yaml", &(SITE.to_owned() + more));
    fs::remove_file(site.path("content/quarters/2016-17-q1.yaml")).expect("a file");
    site.write("content/quarters/2016-17-q1/Roads & parks.yaml", QUARTER);
    let comment = "content/commentary/2016-17-q1/measures/a2.trust.md";
    site.write(comment, "Two assessors were away.\n");
    site
}

fn page(site: &Site, options: &[&str], path: &str) -> String {
    let build = [&["build", "--as-of", "2016-10-01", "-o", "out"], options].concat();
    let (code, said) = site.run(&build);
    assert_eq!(code, 0, "{said}");
    fs::read_to_string(site.path("out").join(path).join("index.html")).expect("a page")
}

#[test]
fn in_a_preview_a_comment_leads_to_its_own_file_under_a_name_that_says_which() {
    let page = page(&edited(), &["--drafts"], "measures/a2");
    let link = "<a href=\"https://git.example/performance/-/edit/main/streets/content/commentary/2016-17-q1/measures/a2.trust.md\">\
                Suggest a change to this comment<span class=\"hidden\">: Trust response on Assessments completed on time, \
                April to June 2016</span></a>";
    assert!(page.contains(link), "{page}");
}

#[test]
fn a_page_of_a_preview_names_the_files_that_it_is_made_from() {
    let site = edited();
    let preview = page(&site, &["--drafts"], "measures/a2");
    let (_, list) = preview.split_once("class=\"made-from\">").expect("a list");
    let (list, _) = list.split_once("</details>").expect("its end");
    // A long path may end a line anywhere, and is marked so.
    let list = list
        .replace("<span class=\"long\">", "")
        .replace("</span>", "");
    let told = "
<summary>This page is made from 3 files</summary>
<ul>
<li><a href=\"https://git.example/performance/-/edit/main/streets/content/measures/a2.yaml\">content/measures/a2.yaml</a></li>
<li><a href=\"https://git.example/performance/-/edit/main/streets/content/quarters/2016-17-q1/Roads%20%26%20parks.yaml\">\
content/quarters/2016-17-q1/Roads &amp; parks.yaml</a></li>
<li><a href=\"https://git.example/performance/-/edit/main/streets/content/commentary/2016-17-q1/measures/a2.trust.md\">\
content/commentary/2016-17-q1/measures/a2.trust.md</a></li>
</ul>
";
    assert_eq!(list, told);
    assert!(preview.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(preview.contains("Preview, not for the public."));
    let home = page(&site, &["--drafts"], "");
    assert!(home.contains("This page is made from 1 file<"), "{home}");
}

#[test]
fn what_is_published_leads_once_to_where_staff_edit_it() {
    const CONTENT: &str = "https://git.example/performance/-/edit/main/streets/content/";
    let site = edited();
    let table = [
        ("", "quarters/2016-17-q1/Roads%20%26%20parks.yaml"),
        ("measures/a2", "commentary/2016-17-q1/measures/a2.trust.md"),
        ("2016-17/q1", "quarters/2016-17-q1/Roads%20%26%20parks.yaml"),
        ("methods", "site.yaml"),
    ];
    for (path, file) in table {
        let public = page(&site, &[], path);
        let link = format!("<a href=\"{CONTENT}{file}\">Staff: edit this page</a>");
        assert_eq!(public.matches(&link).count(), 1, "{path}: {public}");
        assert_eq!(public.matches(CONTENT).count(), 1, "{path}: {public}");
        assert!(!public.contains("made-from"), "{path}");
        assert!(
            !public.contains("noindex") && !public.contains("Preview"),
            "{path}"
        );
    }
}

#[test]
fn without_an_address_the_files_are_named_and_lead_nowhere() {
    let site = Site::new();
    let preview = page(&site, &["--drafts"], "measures/a2");
    assert!(
        preview.contains("<li><span class=\"long\">content/measures/a2.yaml</span></li>"),
        "{preview}"
    );
    let public = page(&site, &[], "measures/a2");
    assert!(!public.contains("Staff: "), "{public}");
}
