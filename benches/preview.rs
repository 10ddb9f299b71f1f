//! How long it takes from the close of a file to the new bytes of the open page, by a client outside.
//!
//! `cargo bench --bench preview` makes sites of 1,000 and 10,000 measures of twenty quarters and a comment on each
//! measure, serves them by the program as it is released, and edits them. `cargo bench --bench preview -- 1000` makes
//! one. Run it on a machine that does nothing else.
#![allow(clippy::disallowed_methods, reason = "a benchmark is at the edge")]

#[path = "../tests/alone/mod.rs"]
mod alone;
#[path = "../tests/serve/client.rs"]
#[allow(dead_code, reason = "a part of it")]
mod client;
#[path = "../tests/serve/server.rs"]
#[allow(dead_code, reason = "a part of it")]
mod server;
mod site;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use server::{Server, quarterdeck};
use tempfile::TempDir;

const SIZES: [usize; 2] = [1_000, 10_000];

/// So many edits of each kind.
const EDITS: usize = 30;

/// Between two edits, as a writer would pause; the first edits after the start are not counted.
const PAUSE: Duration = Duration::from_millis(120);
const WARM: usize = 2;

/// The measure that is edited, and the page that shows it.
const MEASURE: &str = "content/measures/m7.yaml";
const PAGE: &str = "/measures/m7/";
const STYLE: &str = "themes/own/properties.css";
const SLOT: &str = "themes/own/templates/slots/footer.html";

fn main() {
    let asked: Vec<usize> = std::env::args()
        .filter_map(|word| word.parse().ok())
        .collect();
    let sizes = if asked.is_empty() {
        SIZES.to_vec()
    } else {
        asked
    };
    for measures in sizes {
        let folder = TempDir::new().expect("a folder");
        for (path, text) in site::files(measures, 1) {
            write(folder.path(), &path, &text);
        }
        let settings = "title: Example\norganisation: Example Council\ntheme: own\n";
        write(folder.path(), "content/site.yaml", settings);
        write(folder.path(), STYLE, ":root { --link: #000000; }\n");
        bench(folder.path(), measures);
    }
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// A kind of edit: what it is called, the file, its text the n-th time, and the page that is open.
struct Edit<'a> {
    name: &'a str,
    file: String,
    text: Box<dyn Fn(usize) -> String + 'a>,
    page: &'a str,
}

fn bench(root: &Path, measures: usize) {
    let began = Instant::now();
    let mut command = quarterdeck(root);
    command.args(["serve", "--port", "0"]);
    let server = Server::of(command);
    assert_eq!(server.get(PAGE).status, 200);
    println!("\n{measures} measures, {} quarters", site::QUARTERS);
    println!("  first page after {:.0} ms", milliseconds(began.elapsed()));
    std::thread::sleep(Duration::from_secs(3));
    println!(
        "  {:38} {:>22}   {:>22}",
        "", "told, then read (ms)", "read again and again"
    );
    println!(
        "  {:38} {:>10} {:>11}   {:>10} {:>11}",
        "edit, and the page that is open", "median", "worst", "median", "worst"
    );
    let edits = edits(root);
    let mut count = 0;
    for edit in &edits {
        let told = series(root, &server, edit, &mut count, Way::Told);
        let asked = series(root, &server, edit, &mut count, Way::Asked);
        println!("  {:38} {told}   {asked}", edit.name);
    }
    println!(
        "  memory: {} MB now, {} MB at most",
        server.kilobytes("VmRSS") / 1024,
        server.kilobytes("VmHWM") / 1024
    );
}

/// What is edited: the first kinds on a site whose own theme sets colours only, the last with a template of its own.
fn edits(root: &Path) -> Vec<Edit<'static>> {
    let quarter = format!("content/quarters/{}.yaml", site::slug(site::QUARTERS - 1));
    let comment = format!(
        "content/commentary/{}/measures/m7.md",
        site::slug(site::QUARTERS - 1)
    );
    let measure = fs::read_to_string(root.join(MEASURE)).expect("a file");
    let values = fs::read_to_string(root.join(&quarter)).expect("a file");
    let line = values
        .lines()
        .find(|line| line.starts_with("  m7: "))
        .expect("a value")
        .to_owned();
    // Once on target and once not, so that what is counted changes too.
    let value = move |number: usize| {
        let (whole, tenth) = (60 + 35 * (number % 2), number / 2 % 10);
        values.replace(&line, &format!("  m7: {whole}.{tenth}"))
    };
    let says = |number: usize| format!("Said as number {number}.\n");
    vec![
        edit("a comment, its measure", &comment, says, PAGE),
        edit(
            "a measure file, its measure",
            MEASURE,
            move |n| measure.replace("sentence", &format!("sentence {n}")),
            PAGE,
        ),
        edit(
            "the stylesheet",
            STYLE,
            |n| format!(":root {{ --link: #{n:06}; }}\n"),
            "style",
        ),
        edit(
            "a value in a quarter file, its measure",
            &quarter,
            value.clone(),
            PAGE,
        ),
        edit("a value in a quarter file, home", &quarter, value, "/"),
        edit(
            "a template, a measure",
            SLOT,
            |n| format!("<p>Footer {n}</p>\n"),
            PAGE,
        ),
        edit("a comment beside own templates", &comment, says, PAGE),
    ]
}

fn edit<'a>(
    name: &'a str,
    file: &str,
    text: impl Fn(usize) -> String + 'a,
    page: &'a str,
) -> Edit<'a> {
    Edit {
        name,
        file: file.to_owned(),
        text: Box::new(text),
        page,
    }
}

/// How the client learns that there is something new.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    /// It is told, and then reads.
    Told,
    /// It reads again and again.
    Asked,
}

fn series(root: &Path, server: &Server, edit: &Edit, count: &mut usize, way: Way) -> String {
    let mut times = Vec::new();
    for round in 0..EDITS + WARM {
        *count += 1;
        let before = seen(server, edit.page);
        let mut open = (way == Way::Told).then(|| {
            let mut open = server.open(opened_by(edit.page));
            open.hear();
            open
        });
        std::thread::sleep(PAUSE);
        let text = (edit.text)(*count);
        write(root, &edit.file, &text);
        let closed = Instant::now();
        if let Some(open) = &mut open {
            open.hear();
        }
        while seen(server, edit.page) == before {
            assert!(
                closed.elapsed() < client::AT_MOST,
                "{}: nothing new",
                edit.name
            );
        }
        if round >= WARM {
            times.push(milliseconds(closed.elapsed()));
        }
    }
    times.sort_by(f64::total_cmp);
    format!(
        "{:>10.1} {:>11.1}",
        times[times.len() / 2],
        times[times.len() - 1]
    )
}

/// What the client sees: the page, or the stylesheet that it asks for.
fn seen(server: &Server, page: &str) -> Vec<u8> {
    let reply = server.get(opened_by(page));
    if page.ends_with('/') {
        return reply.body;
    }
    let text = reply.text();
    let (_, rest) = text
        .split_once("<link rel=\"stylesheet\" href=\"")
        .expect("a stylesheet");
    let (path, _) = rest.split_once('"').expect("its address");
    server
        .get(&format!("/{}", path.trim_start_matches("../")))
        .body
}

/// A stylesheet is not open by itself, but by a page.
fn opened_by(page: &str) -> &str {
    if page.ends_with('/') { page } else { PAGE }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
