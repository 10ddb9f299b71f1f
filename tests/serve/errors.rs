//! What is wrong is told in the browser, in the words of the terminal, and goes when it is fixed.

use crate::server::{Server, quarterdeck};
use crate::site::{COMMENT, DAY, MEASURE, PAGE, QUARTER, Site};

/// What `check` says, without what it says of the whole.
fn told_by_check(site: &Site) -> Vec<String> {
    let output = quarterdeck(site.root())
        .args(["check", "--drafts", "--as-of", DAY])
        .output();
    let said = String::from_utf8(output.expect("it runs").stderr).expect("text");
    let said = said.split("\n\n").map(str::to_owned);
    said.filter(|part| part.starts_with("error[") || part.starts_with("warning["))
        .collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

#[test]
fn every_problem_is_told_over_the_last_good_page_and_goes_when_it_is_mended() {
    let site = Site::new();
    let server = Server::new(site.root(), &["--as-of", DAY]);
    let good = server.get(PAGE);
    let (measure, quarter) = (site.read(MEASURE), site.read(QUARTER));
    site.write(
        MEASURE,
        &measure.replace("unit: percent", "unit: \"<script>alert(1)</script>\""),
    );
    site.write(QUARTER, &quarter.replace("88", "8,8"));
    site.write("content/notes.txt", "a stray file");
    let bad = server.shows(
        PAGE,
        "a stray file"
            .split(' ')
            .next_back()
            .map_or("", |_| "stray-file"),
    );
    let told = told_by_check(&site);
    assert!(told.len() >= 3, "{told:?}");
    for problem in &told {
        assert!(
            bad.text().contains(&escaped(problem)),
            "not told: {problem}\n{}",
            bad.text()
        );
    }
    assert!(!bad.text().contains("<script>alert"), "it is escaped");
    assert_eq!(bad.status, 200);
    let text = bad.text();
    let (page, _) = text
        .split_once("<aside id=\"quarterdeck-problems\"")
        .expect("the panel");
    let good_text = String::from_utf8(good.without_script()).expect("text");
    assert!(
        good_text.starts_with(page),
        "behind it is the last good page"
    );
    site.write(MEASURE, &measure);
    site.write(QUARTER, &quarter);
    site.remove("content/notes.txt");
    let fixed = server.hides(PAGE, "quarterdeck-problems");
    assert_eq!(fixed.body, good.body);
}

#[test]
fn warnings_alone_stop_nothing_and_stay_in_the_terminal() {
    let site = Site::new();
    site.write(
        QUARTER,
        &site
            .read(QUARTER)
            .replace("publish_on: 2016-09-27", "publish_on: 2029-09-27"),
    );
    assert!(
        !told_by_check(&site).is_empty(),
        "there is something to warn of"
    );
    let server = Server::new(site.root(), &["--as-of", DAY]);
    assert!(!server.get(PAGE).text().contains("quarterdeck-problems"));
    server.says("warning[");
}

#[test]
fn a_site_that_begins_with_errors_comes_alive_when_it_is_mended() {
    let site = Site::new();
    let measure = site.read(MEASURE);
    site.write(MEASURE, "title: Only this\n");
    let server = Server::new(site.root(), &["--as-of", DAY]);
    let page = server.get(PAGE);
    assert_eq!(page.status, 500);
    assert!(page.text().contains("Nothing to show yet"));
    for problem in told_by_check(&site) {
        assert!(page.text().contains(&escaped(&problem)), "{problem}");
    }
    let mut open = server.open(PAGE);
    let before = open.hear();
    site.write(MEASURE, &measure);
    let after = open.hear();
    assert_ne!(before["now"]["page"], after["now"]["page"], "{after}");
    assert!(after["now"]["problems"].is_null());
    assert_eq!(server.get(PAGE).status, 200);
}

#[test]
fn open_pages_hear_of_problems_and_fetch_them() {
    let site = Site::new();
    let server = Server::new(site.root(), &["--as-of", DAY]);
    let mut open = server.open(PAGE);
    let good = open.hear();
    site.write(COMMENT, "See [the measure](measure:a9).\n");
    let bad = open.hear();
    assert_eq!(bad["now"]["page"], good["now"]["page"], "the page stays");
    assert!(bad["now"]["problems"].is_string());
    let panel = server.get("/-/quarterdeck/problems").text();
    assert!(
        panel.starts_with("<aside id=\"quarterdeck-problems\""),
        "{panel}"
    );
    assert!(panel.contains("1 error"), "{panel}");
    site.write(COMMENT, "See [the measure](measure:a8).\n");
    let other = open.hear();
    assert_ne!(
        other["now"]["problems"], bad["now"]["problems"],
        "other problems"
    );
    site.write(COMMENT, "Two officers left in May.\n");
    assert!(open.hear()["now"]["problems"].is_null());
    assert_eq!(server.get("/-/quarterdeck/problems").text(), "");
}

#[test]
fn a_template_that_cannot_be_used_is_told_like_all_else() {
    let site = Site::new();
    site.write(
        "content/site.yaml",
        &(site.read("content/site.yaml") + "theme: own\n"),
    );
    site.write("themes/own/templates/slots/footer.html", "<p>Ours</p>\n");
    let server = Server::new(site.root(), &["--as-of", DAY]);
    server.shows(PAGE, "<p>Ours</p>");
    site.write(
        "themes/own/templates/slots/footer.html",
        "<p>{{ frame.nothing }}</p>\n",
    );
    let page = server.shows(PAGE, "quarterdeck-problems");
    assert!(page.text().contains("theme-field"), "{}", page.text());
    assert!(
        page.text().contains("<p>Ours</p>"),
        "the last good page stays"
    );
    site.write(
        "themes/own/templates/slots/footer.html",
        "<p>Ours again</p>\n",
    );
    let page = server.shows(PAGE, "Ours again");
    assert!(!page.text().contains("quarterdeck-problems"));
}
