//! What changes on the disk is seen, whole, however it is saved.

use std::fs;
use std::os::unix::fs::symlink;
use std::time::{Duration, Instant};

use crate::client::version;
use crate::server::Server;
use crate::site::{COMMENT, DAY, MEASURE, PAGE, QUARTER, Site, measure};

fn serve(site: &Site) -> Server {
    let server = Server::new(site.root(), &["--as-of", DAY]);
    server.says("Read");
    server
}

#[test]
fn each_way_to_save_a_file_is_noticed() {
    let site = Site::new();
    let server = serve(&site);
    site.write(COMMENT, "Written in place.\n");
    server.shows(PAGE, "Written in place.");
    site.write("content/.comment.tmp", "Written aside and renamed.\n");
    fs::rename(site.path("content/.comment.tmp"), site.path(COMMENT)).expect("renamed");
    server.shows(PAGE, "Written aside and renamed.");
    site.write("backup~", "Moved away and written anew.\n");
    fs::rename(site.path(COMMENT), site.path("backup2~")).expect("renamed");
    fs::copy(site.path("backup~"), site.path(COMMENT)).expect("copied");
    server.shows(PAGE, "Moved away and written anew.");
    fs::write(site.path("other"), "Linked.\n").expect("a file");
    site.remove(COMMENT);
    fs::hard_link(site.path("other"), site.path(COMMENT)).expect("linked");
    server.shows(PAGE, "Linked.");
    site.remove(COMMENT);
    server.hides(PAGE, "Linked.");
}

#[test]
fn a_save_of_the_same_bytes_is_no_change() {
    let site = Site::new();
    let server = serve(&site);
    let mut open = server.open(PAGE);
    open.hear();
    site.write(MEASURE, &site.read(MEASURE));
    site.write(COMMENT, &site.read(COMMENT));
    // What an editor's program keeps beside a file is none of the site's.
    site.write("content/measures/.a2.yaml.swp", "swap");
    site.write("content/measures/a2.yaml~", "title: [");
    fs::rename(
        site.path("content/measures/a2.yaml~"),
        site.path("content/measures/.old"),
    )
    .expect("renamed");
    // The next change that it reports, and that the open page hears of, is a later one.
    site.write(QUARTER, &site.read(QUARTER).replace("88", "89"));
    assert_eq!(server.changes(1), [QUARTER]);
    assert_eq!(open.hear()["now"]["page"], version(&server.get(PAGE)));
}

/// Saves that follow one another within this time are one change.
const TOGETHER: Duration = Duration::from_millis(5);

#[test]
fn files_that_are_saved_together_are_one_change() {
    let site = Site::new();
    let server = serve(&site);
    let mut changes = 0;
    // Neither of the two is right without the other.
    for round in 0..20 {
        let id = format!("b{round}");
        let path = format!("content/measures/{id}.yaml");
        let values = format!("  a2: 88\n  a3: 91\n  {id}: 95\n");
        let quarter = format!("quarter: 2016-17 Q1\npublish_on: 2016-09-27\nvalues:\n{values}");
        let without = quarter.replace(&format!("  {id}: 95\n"), "");
        let add = || {
            site.write(QUARTER, &quarter);
            site.write(&path, &measure(&id, "Begun"));
        };
        let remove = || {
            site.write(QUARTER, &without);
            site.remove(&path);
        };
        for save in [&add as &dyn Fn(), &remove] {
            let began = Instant::now();
            if round % 2 == 0 {
                server.while_stopped(save);
            } else {
                save();
            }
            let was_held_up = round % 2 == 1 && began.elapsed() >= TOGETHER;
            changes += 1;
            let files = format!("{path}, {QUARTER}");
            if server.changes(changes)[changes - 1] != files {
                assert!(was_held_up, "{:?}", server.has_said());
                changes += 1;
                server.changes(changes);
            }
        }
    }
}

#[test]
fn a_file_that_is_written_slowly_is_read_when_it_is_whole() {
    use std::io::Write;
    let site = Site::new();
    let server = serve(&site);
    // What it looks at once more when it begins is over as soon as it has told of a change.
    site.write(COMMENT, "Watched from here on.\n");
    server.shows(PAGE, "Watched from here on.");
    let text = site.read(MEASURE).replace("on time", "in time");
    let mut file = fs::File::create(site.path(MEASURE)).expect("a file");
    let mut pause = Duration::ZERO;
    for line in text.split_inclusive('\n') {
        let began = Instant::now();
        std::thread::sleep(Duration::from_millis(20));
        file.write_all(line.as_bytes()).expect("written");
        pause = pause.max(began.elapsed());
    }
    drop(file);
    server.shows(PAGE, "Assessments in time");
    let said = server.has_said();
    let is_whole = !said.iter().any(|line| line.starts_with("error"));
    // Where this test itself was held up for so long, the file stood still.
    assert!(is_whole || pause >= STILL, "{said:?}");
}

/// A file that is kept open is read when nothing has been written for so long.
const STILL: Duration = Duration::from_millis(500);

#[test]
fn while_git_holds_its_lock_nothing_is_read() {
    let site = Site::new();
    fs::create_dir(site.path(".git")).expect("a folder");
    let server = serve(&site);
    fs::write(site.path(".git/index.lock"), "").expect("a lock");
    site.write(COMMENT, "Half of a checkout.\n");
    server.says("git is working (.git/index.lock)");
    assert!(
        server
            .get(PAGE)
            .text()
            .contains("Two officers left in May.")
    );
    site.write(COMMENT, "The whole of it.\n");
    fs::remove_file(site.path(".git/index.lock")).expect("let go");
    server.shows(PAGE, "The whole of it.");
    site.write(QUARTER, &site.read(QUARTER).replace("88", "89"));
    assert_eq!(server.changes(2), [COMMENT, QUARTER]);
}

/// git takes its lock, writes two files that belong together, and lets go, at any moment of the server's own work.
#[test]
fn what_git_writes_under_its_lock_is_one_change() {
    let site = Site::new();
    fs::create_dir(site.path(".git")).expect("a folder");
    let server = serve(&site);
    let (lock, path) = (site.path(".git/index.lock"), "content/measures/b1.yaml");
    let without = site.read(QUARTER);
    let with = format!("{without}  b1: 95\n");
    for round in 0..20 {
        // A save of one's own has just begun to be read.
        site.write(COMMENT, &format!("Said for the {round}th time.\n"));
        fs::write(&lock, "").expect("a lock");
        if round % 2 == 0 {
            site.write(QUARTER, &with);
            std::thread::sleep(TOGETHER * (round % 7));
            site.write(path, &measure("b1", "Begun"));
        } else {
            site.remove(path);
            std::thread::sleep(TOGETHER * (round % 7));
            site.write(QUARTER, &without);
        }
        fs::remove_file(&lock).expect("let go");
        server.shows(PAGE, &format!("Said for the {round}th time."));
    }
    site.write(COMMENT, "Said at last.\n");
    server.shows(PAGE, "Said at last.");
    let said = server.has_said();
    assert!(
        !said.iter().any(|line| line.starts_with("error")),
        "{said:?}"
    );
}

#[test]
fn folders_vanish_and_come_back() {
    let site = Site::new();
    let server = serve(&site);
    let moves = [
        ("content/commentary", "a"),
        ("content/measures", "b"),
        ("content", "c"),
    ];
    for (folder, name) in moves {
        let (from, to) = (site.path(folder), site.path(&format!("away-{name}")));
        fs::rename(&from, &to).expect("it goes");
        if folder == "content/commentary" {
            server.hides(PAGE, "Two officers left");
        } else {
            server.shows(PAGE, "quarterdeck-problems");
        }
        fs::rename(&to, &from).expect("it is back");
        server.hides(PAGE, "quarterdeck-problems");
        // What is in it is watched again.
        let text = format!("Said after {name}, two officers left.\n");
        site.write(COMMENT, &text);
        server.shows(PAGE, text.trim_end());
        site.write(COMMENT, "Two officers left in May.\n");
        server.shows(PAGE, "Two officers left in May.");
    }
}

#[test]
fn a_site_that_is_replaced_as_a_whole_is_read_anew() {
    let (site, other) = (Site::new(), Site::new());
    other.write(COMMENT, "Said on the other branch.\n");
    let server = serve(&site);
    fs::rename(site.path("content"), site.path("old")).expect("it goes");
    fs::rename(other.path("content"), site.path("content")).expect("another comes");
    server.shows(PAGE, "Said on the other branch.");
    site.write(MEASURE, &measure("a2", "Measured there later"));
    server.shows(PAGE, "Measured there later");
    server.says(&format!("Changed {MEASURE}:"));
    let before = server.changes(1).len();
    // Nobody is misled by what happens in the old one.
    site.write(
        "old/commentary/2016-17-q1/measures/a2.council.md",
        "Said in the old one.\n",
    );
    site.write(QUARTER, &site.read(QUARTER).replace("88", "89"));
    assert_eq!(server.changes(before + 1)[before..], [QUARTER]);
    let page = server.get(PAGE).text();
    assert!(page.contains("Said on the other branch."));
}

#[test]
fn new_folders_are_watched_from_the_first_file_on() {
    let site = Site::new();
    fs::remove_dir_all(site.path("content/commentary")).expect("it goes");
    let server = serve(&site);
    assert!(!server.get(PAGE).text().contains("First words."));
    site.write(COMMENT, "First words.\n");
    server.shows(PAGE, "First words.");
    site.write(COMMENT, "Second words.\n");
    server.shows(PAGE, "Second words.");
    let style = "themes/own/properties.css";
    site.write(style, ":root { --link: #123456; }\n");
    site.write(
        "content/site.yaml",
        &(site.read("content/site.yaml") + "theme: own\n"),
    );
    server.is_styled("--link: #123456");
    site.write(style, ":root { --link: #654321; }\n");
    server.is_styled("--link: #654321");
}

#[test]
fn what_a_link_leads_to_is_seen_too() {
    let site = Site::new();
    let shared = |path: &str| site.path(&format!("shared/{path}"));
    fs::create_dir(site.path("shared")).expect("a folder");
    for path in ["content/commentary", MEASURE] {
        let name = path.rsplit('/').next().expect("a name");
        fs::rename(site.path(path), shared(name)).expect("moved");
        symlink(shared(name), site.path(path)).expect("a link");
    }
    let server = serve(&site);
    server.shows(PAGE, "Two officers left in May.");
    let comment = COMMENT.replace("content/", "shared/");
    site.write(&comment, "Changed behind the link.\n");
    server.shows(PAGE, "Changed behind the link.");
    site.write("shared/a2.yaml", &measure("a2", "Measured behind the link"));
    server.shows(PAGE, "Measured behind the link");
}

#[test]
fn a_link_out_of_the_site_is_refused_and_its_target_is_never_shown() {
    let (site, elsewhere) = (Site::new(), Site::new());
    let server = serve(&site);
    elsewhere.write("secret.md", "The passwords of the machine.\n");
    site.remove(COMMENT);
    symlink(elsewhere.path("secret.md"), site.path(COMMENT)).expect("a link");
    server.shows(PAGE, "outside the site&#39;s folder");
    server.hides(PAGE, "The passwords of the machine.");
    site.remove(COMMENT);
    site.write(COMMENT, "Back again.\n");
    server.shows(PAGE, "Back again.");
}

#[test]
fn where_nothing_tells_of_changes_they_are_looked_for() {
    let site = Site::new();
    let server = Server::new(site.root(), &["--as-of", DAY, "--poll", "20"]);
    server.says("Read");
    site.write(COMMENT, "Found by looking.\n");
    server.shows(PAGE, "Found by looking.");
    // Of the same size, and at once: nothing but the bytes tells them apart.
    site.write(COMMENT, "Found by lookinG.\n");
    server.shows(PAGE, "Found by lookinG.");
    site.remove(COMMENT);
    server.hides(PAGE, "Found by looking.");
    fs::rename(site.path("content"), site.path("away")).expect("it goes");
    server.shows(PAGE, "quarterdeck-problems");
    fs::rename(site.path("away"), site.path("content")).expect("it is back");
    server.hides(PAGE, "quarterdeck-problems");
}

#[test]
fn a_burst_is_shown_as_a_whole() {
    let site = Site::new();
    let server = serve(&site);
    let mut open = server.open("/measures/");
    open.hear();
    let ids: Vec<String> = (0..300).map(|number| format!("c{number}")).collect();
    let values: Vec<String> = ids.iter().map(|id| format!("  {id}: 95\n")).collect();
    let values = values.concat();
    server.while_stopped(|| {
        for id in &ids {
            site.write(
                &format!("content/measures/{id}.yaml"),
                &measure(id, "One of many"),
            );
        }
        site.write(
            QUARTER,
            &format!(
                "quarter: 2016-17 Q1\npublish_on: 2016-09-27\nvalues:\n  a2: 88\n  a3: 91\n{values}"
            ),
        );
    });
    open.hear();
    // The list is too long for one page, as it is once all of the burst is there.
    let parts = ["/measures/", "/measures/part/2/"];
    let listed = parts.map(|part| server.get(part).text().matches("One of many").count());
    let listed: usize = listed.iter().sum();
    assert!(listed >= 300, "half a burst was shown: {listed}");
    site.write(MEASURE, &measure("a2", "Said later"));
    assert_eq!(server.changes(2)[1], MEASURE, "and shown once");
    let now = version(&server.get("/measures/"));
    assert_eq!(open.hear()["now"]["page"], now);
}

#[test]
fn the_default_theme_is_read_from_the_disk_where_it_stands_there() {
    let site = Site::new();
    let own = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    for (path, bytes) in crate::site::files(&own) {
        site.write(
            &format!("themes/default/{path}"),
            &String::from_utf8(bytes).expect("text"),
        );
    }
    let server = serve(&site);
    let template = "themes/default/templates/404.html";
    site.write(
        template,
        &site.read(template).replace("<h1>", "<h1 class=\"edited\">"),
    );
    server.shows("/nowhere", "<h1 class=\"edited\">");
    let style = site.read("themes/default/style.css") + "/* edited */\n";
    site.write("themes/default/style.css", &style);
    server.is_styled("/* edited */");
    let built = site.build(&["--drafts"]).expect("a site");
    assert!(
        server.get("/404.html").without_script() == built["404.html"],
        "a build reads it too"
    );
}
