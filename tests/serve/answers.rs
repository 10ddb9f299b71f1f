//! What is served is what a build would write.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::client::request;
use crate::server::Server;
use crate::site::{DAY, PAGE, QUARTER, Site, files};

/// Every file of a build against what is served for it. `base` is the path that the site lives under.
fn same_as_built(server: &Server, built: &BTreeMap<String, Vec<u8>>, base: &str) {
    for (path, bytes) in built {
        let reply = server.get(&format!("{base}{path}"));
        assert_eq!(reply.status, 200, "{path}");
        assert!(
            reply.without_script() == *bytes,
            "{path} differs from what a build writes"
        );
        let is_page = path.ends_with(".html");
        assert_eq!(reply.text().contains("/-/quarterdeck/"), is_page, "{path}");
    }
}

#[test]
fn every_file_of_every_site_is_the_one_that_a_build_writes() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (folder, day) in [
        (".", "2016-10-01"),
        ("tests/sites/cardiff", "2016-10-01"),
        ("tests/sites/example", "2024-07-01"),
        ("tests/sites/harbour", "2024-07-01"),
    ] {
        let site = Site::copy(&own.join(folder));
        // Of the project's own site, the preview as well as what the public sees.
        let ways = [(vec!["--public"], vec![]), (vec![], vec!["--drafts"])];
        let ways = ways.into_iter().take(if folder == "." { 2 } else { 1 });
        for (serve, build) in ways {
            let server = Server::new(site.root(), &[&["--as-of", day], serve.as_slice()].concat());
            let options = [&["--as-of", day], build.as_slice()].concat();
            let built = build_for(&site, &options);
            let base = base_of(&site);
            same_as_built(&server, &built, &base);
        }
        assert!(!site.path("public").exists(), "nothing was written");
    }
}

fn build_for(site: &Site, options: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::TempDir::new().expect("a folder");
    let output = folder.path().join("public");
    let mut command = crate::server::quarterdeck(site.root());
    command
        .args(["--quiet", "build", "--output-dir"])
        .arg(&output)
        .args(options);
    assert!(command.status().expect("it runs").success());
    let _ = std::fs::remove_dir_all(site.path(".quarterdeck"));
    let mut built = files(&output);
    built.remove(".quarterdeck.json");
    built
}

fn base_of(site: &Site) -> String {
    let settings = site.read("content/site.yaml");
    let url = settings
        .lines()
        .find_map(|line| line.strip_prefix("base_url: "));
    let path = url.and_then(|url| {
        let rest = url.trim_matches('"').split_once("://")?.1;
        Some(rest[rest.find('/')?..].trim_end_matches('/').to_owned() + "/")
    });
    path.unwrap_or_else(|| "/".to_owned())
}

#[test]
fn the_output_folder_is_neither_read_nor_written() {
    let site = Site::new();
    site.write("public/index.html", "an old build");
    let server = Server::new(site.root(), &["--as-of", DAY]);
    assert!(!server.get("/").text().contains("an old build"));
    assert_eq!(server.get("/public/index.html").status, 404);
    assert_eq!(site.read("public/index.html"), "an old build");
    assert!(!site.path(".quarterdeck").exists());
}

#[test]
fn files_have_their_types_and_are_not_kept_by_browsers() {
    let site = Site::new();
    site.write("themes/own/CNAME", "performance.example.gov.uk\n");
    let picture = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/picture.png");
    fs::copy(picture, site.path("themes/own/crest.png")).expect("a picture");
    site.write(
        "themes/own/google1234.html",
        "<p>a file of the web team's</p>",
    );
    site.write(
        "content/site.yaml",
        &(site.read("content/site.yaml") + "theme: own\n"),
    );
    let server = Server::new(site.root(), &["--as-of", DAY]);
    let built = site.build(&["--drafts"]).expect("a site");
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        (PAGE, "text/html; charset=utf-8"),
        ("assets/style.", "text/css; charset=utf-8"),
        ("assets/icon.", "image/svg+xml"),
        ("assets/crest.", "image/png"),
        ("/CNAME", "application/octet-stream"),
    ] {
        let named = built.keys().find(|name| name.starts_with(path));
        let path = &named.map_or(path.to_owned(), |name| format!("/{name}"));
        let reply = server.get(path);
        assert_eq!(
            (reply.status, reply.header("content-type")),
            (200, kind),
            "{path}"
        );
        assert_eq!(reply.header("cache-control"), "no-store", "{path}");
    }
    let theirs = server.get("/google1234.html");
    assert_eq!(
        theirs.text(),
        "<p>a file of the web team's</p>",
        "it is no page of the site"
    );
}

#[test]
fn a_head_is_that_of_the_whole_and_nothing_follows_it() {
    let site = Site::new();
    let server = Server::new(site.root(), &["--as-of", DAY]);
    let whole = server.get(PAGE);
    let head = request(server.address, "HEAD", PAGE, &[]);
    assert_eq!(head.status, 200);
    assert_eq!(head.header("content-length"), whole.body.len().to_string());
    assert!(head.body.is_empty());
}

#[test]
fn what_is_not_there_is_404_and_a_folder_leads_to_its_page() {
    let site = Site::new();
    let server = Server::new(site.root(), &["--as-of", DAY]);
    let built = site.build(&["--drafts"]).expect("a site");
    for path in [
        "/nothing",
        "/measures/a9/",
        "/measures/a2/x",
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/content/site.yaml",
        "/measures//a2/",
        "/%ff",
        "/%00",
        "//example.org",
        "//example.org/..",
    ] {
        let reply = server.get(path);
        assert_eq!(reply.status, 404, "{path}");
        assert!(
            reply.without_script() == built["404.html"],
            "{path} is the site's own page for that"
        );
    }
    let reply = server.get("/measures/a2?print=1");
    assert_eq!(
        (reply.status, reply.header("location")),
        (302, "/measures/a2/?print=1")
    );
    assert_eq!(
        server.get("/measures/%61%32/").status,
        200,
        "letters may be written by their numbers"
    );
    assert_eq!(server.get("/measures/a2/?x").status, 200);
}

#[test]
fn the_site_lives_under_the_path_of_its_base_address() {
    let site = Site::new();
    let settings = site.read("content/site.yaml");
    site.write(
        "content/site.yaml",
        &format!("{settings}base_url: https://www.example.org/performance\n"),
    );
    let server = Server::new(site.root(), &["--as-of", DAY]);
    for path in ["/", "/performance"] {
        let reply = server.get(path);
        assert_eq!(
            (reply.status, reply.header("location")),
            (302, "/performance/"),
            "{path}"
        );
    }
    assert_eq!(server.get("/performance/measures/a2/").status, 200);
    assert_eq!(
        server.get("/performance/measures/a2").header("location"),
        "/performance/measures/a2/"
    );
    let beside = server.get("/measures/a2/");
    assert_eq!(beside.status, 404);
    assert!(
        beside
            .text()
            .contains("begins at <a href=\"/performance/\">"),
        "{}",
        beside.text()
    );
    site.write("content/site.yaml", &settings);
    server.shows("/", "Example performance");
}

#[test]
fn what_is_not_public_yet_is_shown_and_said_unless_the_public_view_is_asked_for() {
    let site = Site::new();
    let quarter = "quarter: 2016-17 Q2\nvalues:\n  a2: 93\n  a3: 94\n";
    site.write("content/quarters/2016-17-q2.yaml", quarter);
    let preview = Server::new(site.root(), &["--as-of", DAY]);
    let page = preview.get("/2016-17/q2/");
    assert_eq!(page.status, 200);
    assert!(
        page.text()
            .contains("Not public yet: July to September 2016."),
        "{}",
        page.text()
    );
    assert!(
        page.text()
            .contains("<meta name=\"robots\" content=\"noindex\">")
    );
    let dated = quarter.replace("values", "publish_on: 2016-12-06\nvalues");
    site.write("content/quarters/2016-17-q2.yaml", &dated);
    assert!(
        preview
            .shows("/2016-17/q2/", "6 December")
            .text()
            .contains("Not public yet")
    );
    let public = Server::new(site.root(), &["--as-of", DAY, "--public"]);
    assert_eq!(public.get("/2016-17/q2/").status, 404);
    assert!(!public.get("/").text().contains("Not public yet"));
    site.remove("content/quarters/2016-17-q2.yaml");
    // Nothing waits for its day, and it is a preview all the same.
    let home = preview.hides("/", "Not public yet").text();
    assert!(home.contains("It contains no drafts"), "{home}");
    assert!(home.contains("noindex"));
    let _ = QUARTER;
}
