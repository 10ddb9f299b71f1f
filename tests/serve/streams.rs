//! Open pages are told of what concerns them, and of nothing else.

use std::io::Write;

use crate::client::{Open, connect, until, version};
use crate::server::Server;
use crate::site::{COMMENT, DAY, MEASURE, PAGE, QUARTER, Site, measure};

fn serve(site: &Site) -> Server {
    let server = Server::new(site.root(), &["--as-of", DAY]);
    server.says("Read");
    server
}

#[test]
fn only_pages_that_changed_are_told() {
    let site = Site::new();
    let server = serve(&site);
    let (mut changed, mut other) = (server.open(PAGE), server.open("/measures/a3/"));
    let before = changed.hear();
    other.hear();
    site.write(COMMENT, "Said anew.\n");
    let after = changed.hear();
    assert_ne!(before["now"]["page"], after["now"]["page"]);
    assert!(
        server.get(PAGE).text().contains("Said anew."),
        "what is told of can be read at once"
    );
    site.write("content/measures/a3.yaml", &measure("a3", "Said later"));
    server.shows("/measures/a3/", "Said later");
    assert_eq!(
        other.hear()["now"]["page"],
        version(&server.get("/measures/a3/")),
        "the other page is left alone until it changes"
    );
}

#[test]
fn a_page_knows_its_version_and_hears_at_once_where_it_is_another() {
    let site = Site::new();
    let first = serve(&site);
    let version = version(&first.get(PAGE));
    assert_eq!(first.open(PAGE).hear()["now"]["page"], version.as_str());
    drop(first);
    let second = serve(&site);
    assert_eq!(
        second.open(PAGE).hear()["now"]["page"],
        version.as_str(),
        "the same after a new start"
    );
    drop(second);
    site.write(COMMENT, "Said while nobody served.\n");
    assert_ne!(
        serve(&site).open(PAGE).hear()["now"]["page"],
        version.as_str()
    );
}

#[test]
fn a_stylesheet_is_swapped_and_the_page_stays() {
    let site = Site::new();
    site.write(
        "content/site.yaml",
        &(site.read("content/site.yaml") + "theme: own\n"),
    );
    site.write("themes/own/properties.css", ":root { --link: #123456; }\n");
    let server = serve(&site);
    let mut open = server.open(PAGE);
    let before = open.hear();
    site.write("themes/own/properties.css", ":root { --link: #654321; }\n");
    let after = open.hear();
    assert_eq!(before["now"]["page"], after["now"]["page"]);
    assert_ne!(before["now"]["assets"], after["now"]["assets"]);
    let renamed = &after["now"]["renamed"][0];
    let (old, new) = (renamed["from"].as_str(), renamed["to"].as_str());
    assert!(old.expect("its old address").starts_with("/assets/style."));
    let style = server.get(new.expect("its new one"));
    assert!(style.text().contains("--link: #654321"));
}

#[test]
fn a_page_that_goes_and_comes_is_told_of_both() {
    let site = Site::new();
    let server = serve(&site);
    let mut open = server.open("/measures/a3/");
    let there = open.hear();
    let (measure, quarter) = (site.read("content/measures/a3.yaml"), site.read(QUARTER));
    site.write(QUARTER, &quarter.replace("  a3: 91\n", ""));
    site.remove("content/measures/a3.yaml");
    // Two saves may be two changes.
    until("it hears that it is gone", || {
        let is_other = open.hear()["now"]["page"] != there["now"]["page"];
        (is_other && server.get("/measures/a3/").status == 404).then_some(())
    });
    site.write("content/measures/a3.yaml", &measure);
    site.write(QUARTER, &quarter);
    until("it hears that it is back", || {
        (open.hear()["now"]["page"] == there["now"]["page"]).then_some(())
    });
}

#[test]
fn open_pages_follow_what_is_edited_where_that_was_asked_for() {
    let site = Site::new();
    let server = Server::new(site.root(), &["--as-of", DAY, "-N"]);
    let mut open = server.open("/methods/");
    open.hear();
    site.write(COMMENT, "Said anew.\n");
    assert_eq!(open.hear()["go"], PAGE);
    site.write(QUARTER, &site.read(QUARTER).replace("88", "89"));
    let go = until("it is led on", || {
        let message = open.hear();
        message["go"].as_str().map(str::to_owned)
    });
    assert_eq!(go, "/2016-17/q1/", "{:?}", server.has_said());
    site.write(MEASURE, "title: Only this\n");
    let message = open.hear();
    assert!(
        message["now"]["problems"].is_string(),
        "an error leads nowhere: {message}"
    );
}

#[test]
fn a_thousand_open_pages_cost_little_and_are_let_go() {
    let site = Site::new();
    let server = serve(&site);
    let before = (server.open_files(), server.kilobytes("VmRSS"));
    let mut open: Vec<Open> = (0..1000).map(|_| server.open(PAGE)).collect();
    for one in &mut open {
        one.hear();
    }
    let memory = server.kilobytes("VmRSS").saturating_sub(before.1);
    assert!(memory < 64 * 1024, "{memory} kB for a thousand open pages");
    assert_eq!(
        server.get(PAGE).status,
        200,
        "others are answered meanwhile"
    );
    site.write(COMMENT, "Told to a thousand.\n");
    for one in &mut open {
        assert!(one.hear()["now"]["page"].is_string());
    }
    drop(open);
    until("they are let go", || {
        (server.open_files() <= before.0 + 4).then_some(())
    });
}

#[test]
fn an_open_page_that_never_listens_holds_nobody_up() {
    let site = Site::new();
    let server = serve(&site);
    let mut deaf = connect(server.address);
    let head = format!(
        "GET /-/quarterdeck/events?page={PAGE} HTTP/1.1\r\nHost: {}\r\n\r\n",
        server.address
    );
    deaf.write_all(head.as_bytes()).expect("sent");
    let mut open = server.open(PAGE);
    open.hear();
    for number in 0..40 {
        site.write(COMMENT, &format!("Said for the {number}th time.\n"));
        open.hear();
    }
    server.shows(PAGE, "Said for the 39th time.");
}
