//! Where the server listens, whom it answers, how it begins and ends.

use std::net::TcpListener;

use crate::client::request;
use crate::server::{Server, quarterdeck};
use crate::site::{DAY, Site};

#[test]
fn names_that_are_not_of_this_machine_are_refused() {
    let site = Site::new();
    let server = Server::new(site.root(), &["--as-of", DAY]);
    let port = server.address.port();
    let status = |line: &str| request(server.address, "GET", "/", &[line]).status;
    assert_eq!(status("Host: localhost"), 200);
    assert_eq!(status(&format!("Host: localhost:{port}")), 200);
    assert_eq!(status("Host: 127.0.0.1"), 200);
    assert_eq!(status("Host: evil.example"), 403);
    assert_eq!(status(&format!("Host: evil.example:{port}")), 403);
    let twice = request(
        server.address,
        "GET",
        "/",
        &["Host: localhost", "Host: evil.example"],
    );
    assert_ne!(twice.status, 200);
    let whole = request(
        server.address,
        "GET",
        "http://evil.example/",
        &["Host: localhost"],
    );
    assert_eq!(whole.status, 403);
    for path in [
        "/-/quarterdeck/events?page=/",
        "/-/quarterdeck/problems",
        "/style.css",
    ] {
        let reply = request(server.address, "GET", path, &["Host: evil.example"]);
        assert_eq!(reply.status, 403, "{path}");
    }
}

#[test]
fn a_port_that_was_asked_for_and_is_taken_is_an_error() {
    let site = Site::new();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let output = quarterdeck(site.root())
        .args(["serve", "-p", &port])
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains(&format!("port {port} of 127.0.0.1 is in use")),
        "{said}"
    );
    assert!(said.contains("--port"), "{said}");
}

#[test]
fn without_a_port_the_next_one_that_is_free_is_taken() {
    let site = Site::new();
    // Held by this test, or by someone else: either way it is not free.
    let taken = TcpListener::bind("127.0.0.1:1111");
    let mut command = quarterdeck(site.root());
    command.arg("serve");
    let server = Server::of(command);
    // Someone else's may have become free meanwhile.
    let is_next = server.address.port() > 1111;
    assert!(is_next || taken.is_err(), "{}", server.address);
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn it_goes_by_other_names_too() {
    let site = Site::new();
    for name in ["server", "dev", "preview"] {
        let mut command = quarterdeck(site.root());
        command.args([name, "-i", "localhost", "-p", "0"]);
        assert_eq!(Server::of(command).get("/").status, 200, "{name}");
    }
}

#[test]
fn it_says_where_it_listens_and_what_changed_unless_it_is_to_be_quiet() {
    let site = Site::new();
    let server = Server::new(site.root(), &["--as-of", DAY]);
    let line = server.says("Read");
    assert!(line.contains("Read 5 files: fine, in "), "{line}");
    site.write("content/measures/a2.yaml", "title: Only this\n");
    let line = server.says("Changed");
    assert!(
        line.contains("Changed content/measures/a2.yaml: "),
        "{line}"
    );
    assert!(
        line.contains(" errors, in ") && line.ends_with(" ms"),
        "{line}"
    );
    assert!(
        server
            .has_said()
            .iter()
            .any(|line| line.starts_with("error[")),
        "the terminal says why"
    );
}

#[test]
fn ctrl_c_ends_it_at_once_and_nothing_is_wrong() {
    let site = Site::new();
    let mut server = Server::new(site.root(), &["--as-of", DAY]);
    let _open = server.open("/");
    server.says("Read");
    // The page stays open: whoever waited for it would wait without end.
    assert_eq!(server.end_by("INT").code(), Some(0));
}

#[test]
fn a_folder_that_is_no_site_is_an_error() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let output = quarterdeck(folder.path())
        .args(["serve", "-p", "0"])
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("there is no `content` folder"));
}
