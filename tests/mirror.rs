//! A mirror that is told of everything holds what a reading would.
#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    reason = "a test reads and writes its own folders"
)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use quarterdeck::disk::{Changes, Mirror, read};
use quarterdeck::source::SourcePath;
use tempfile::TempDir;

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn site() -> (TempDir, Mirror) {
    let folder = TempDir::new().expect("a folder");
    write(folder.path(), "content/site.yaml", "title: One\n");
    write(folder.path(), "content/measures/a1.yaml", "title: A1\n");
    write(
        folder.path(),
        "content/measures-old/a1.yaml",
        "title: Old\n",
    );
    let mirror = Mirror::new(folder.path());
    (folder, mirror)
}

fn look(mirror: &mut Mirror, path: &str) -> Vec<String> {
    let mut seen = Changes::default();
    mirror.refresh_path(&SourcePath::new(path), &mut seen);
    seen.changed.keys().map(ToString::to_string).collect()
}

fn same_as_read(mirror: &Mirror, root: &Path) {
    match (mirror.tree(), read(root)) {
        (Ok(kept), Ok(read)) => assert_eq!(*kept, read),
        (Err(kept), Err(read)) => assert_eq!(kept, read),
        (kept, read) => panic!("{kept:?}, and anew {read:?}"),
    }
}

#[test]
fn a_look_round_finds_what_a_reading_does() {
    let (folder, mut mirror) = site();
    assert!(mirror.tree().is_err(), "nothing was looked at yet");
    assert_eq!(mirror.refresh().changed.len(), 3);
    same_as_read(&mirror, folder.path());
    assert!(mirror.refresh().changed.is_empty(), "nothing changed");
}

#[test]
fn a_look_at_one_file_sees_its_bytes_and_no_other() {
    let (folder, mut mirror) = site();
    mirror.refresh();
    write(folder.path(), "content/measures/a1.yaml", "title: A2\n");
    write(folder.path(), "content/site.yaml", "title: Two\n");
    assert_eq!(
        look(&mut mirror, "content/measures/a1.yaml"),
        ["content/measures/a1.yaml"]
    );
    assert!(look(&mut mirror, "content/measures/a1.yaml").is_empty());
    assert_eq!(look(&mut mirror, "content"), ["content/site.yaml"]);
    same_as_read(&mirror, folder.path());
}

#[test]
fn a_folder_that_goes_takes_its_files_and_its_neighbour_stays() {
    let (folder, mut mirror) = site();
    mirror.refresh();
    fs::remove_dir_all(folder.path().join("content/measures")).expect("it goes");
    assert_eq!(
        look(&mut mirror, "content/measures"),
        ["content/measures/a1.yaml"]
    );
    same_as_read(&mirror, folder.path());
    fs::rename(folder.path().join("content"), folder.path().join("away")).expect("it goes");
    mirror.refresh();
    same_as_read(&mirror, folder.path());
    fs::rename(folder.path().join("away"), folder.path().join("content")).expect("it is back");
    mirror.refresh();
    same_as_read(&mirror, folder.path());
}

#[test]
fn a_file_can_become_a_folder_and_a_folder_a_file() {
    let (folder, mut mirror) = site();
    mirror.refresh();
    let path = folder.path().join("content/measures");
    fs::remove_dir_all(&path).expect("it goes");
    fs::write(&path, "text").expect("a file");
    look(&mut mirror, "content/measures");
    same_as_read(&mirror, folder.path());
    fs::remove_file(&path).expect("it goes");
    write(folder.path(), "content/measures/a2.yaml", "title: A2\n");
    look(&mut mirror, "content/measures");
    same_as_read(&mirror, folder.path());
}

#[test]
fn links_are_followed_named_and_refused_where_they_lead_nowhere() {
    let (folder, mut mirror) = site();
    write(folder.path(), "shared/a2.yaml", "title: A2\n");
    let link = folder.path().join("content/shared");
    symlink(folder.path().join("shared"), &link).expect("a link");
    mirror.refresh();
    same_as_read(&mirror, folder.path());
    write(folder.path(), "shared/a2.yaml", "title: A3\n");
    assert_eq!(
        look(&mut mirror, "content/shared"),
        ["content/shared/a2.yaml"]
    );
    fs::remove_file(folder.path().join("shared/a2.yaml")).expect("it goes");
    fs::remove_dir(folder.path().join("shared")).expect("it goes");
    look(&mut mirror, "content/shared");
    same_as_read(&mirror, folder.path());
    fs::remove_file(&link).expect("it goes");
    look(&mut mirror, "content/shared");
    same_as_read(&mirror, folder.path());
}

#[test]
fn what_is_refused_is_seen_once_and_again_when_it_changes() {
    let (folder, mut mirror) = site();
    let elsewhere = TempDir::new().expect("a folder");
    write(elsewhere.path(), "secret.yaml", "title: Secret\n");
    mirror.refresh();
    let link = folder.path().join("content/measures/a2.yaml");
    symlink(elsewhere.path().join("secret.yaml"), &link).expect("a link");
    assert_eq!(mirror.refresh().changed.len(), 1);
    same_as_read(&mirror, folder.path());
    assert!(mirror.refresh().changed.is_empty(), "nothing changed");
    fs::remove_file(&link).expect("it goes");
    write(folder.path(), "content/measures/a2.yaml", "title: A2\n");
    assert_eq!(mirror.refresh().changed.len(), 1);
    same_as_read(&mirror, folder.path());
    let large = fs::File::create(&link).expect("a file");
    large.set_len(2 << 30).expect("a sparse file");
    assert_eq!(look(&mut mirror, "content/measures/a2.yaml").len(), 1);
    same_as_read(&mirror, folder.path());
    fs::remove_file(&link).expect("it goes");
    assert_eq!(look(&mut mirror, "content/measures/a2.yaml").len(), 1);
    same_as_read(&mirror, folder.path());
}

#[test]
fn the_mark_of_a_program_that_edits_is_passed_over() {
    let (folder, mut mirror) = site();
    symlink(
        "someone@machine.1",
        folder.path().join("content/.#site.yaml"),
    )
    .expect("a link");
    mirror.refresh();
    assert!(mirror.tree().is_ok());
    same_as_read(&mirror, folder.path());
}

#[test]
fn a_file_that_was_seen_half_written_is_as_before_once_it_is_whole_again() {
    let (folder, mut mirror) = site();
    mirror.refresh();
    let name = SourcePath::new("content/measures/a1.yaml");
    let mut seen = Changes::default();
    for (text, is_as_before) in [("", false), ("title: A1\n", true)] {
        write(folder.path(), name.as_str(), text);
        mirror.refresh_path(&name, &mut seen);
        assert_eq!(mirror.is_as(&name, &seen.changed[&name]), is_as_before);
    }
    let new = SourcePath::new("content/measures/b1.yaml");
    write(folder.path(), new.as_str(), "title: B1\n");
    mirror.refresh_path(&new, &mut seen);
    assert!(!mirror.is_as(&new, &seen.changed[&new]));
    fs::remove_file(folder.path().join(new.as_str())).expect("a file");
    mirror.refresh_path(&new, &mut seen);
    assert!(mirror.is_as(&new, &seen.changed[&new]));
}
