//! What an ordinary user may and may not do. When the tests run as root they become one for this.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use quarterdeck::disk::{Method, publish};

use crate::able;
use crate::child::{Errand, generation, program};
use crate::support::{Scratch, read, scratch, thing, traces};

/// Nobody in particular.
const ORDINARY: u32 = 65534;

/// A published site that belongs to an ordinary user, in a folder of theirs.
fn published_by_ordinary_user() -> Scratch {
    let scratch = scratch();
    let output = scratch.path().join("public");
    publish(&generation(0), &output).expect("published");
    if able::is_root() {
        for entry in walkdir::WalkDir::new(scratch.path()) {
            chown(
                entry.expect("an entry").path(),
                Some(ORDINARY),
                Some(ORDINARY),
            )
            .expect("given away");
        }
    }
    scratch
}

/// Publishes generation 1 as an ordinary user; `None` where this program cannot be run as one.
fn publish_as_ordinary_user(scratch: &Scratch) -> Option<String> {
    let answer = scratch.path().join("answer");
    fs::write(&answer, "").expect("written");
    fs::set_permissions(&answer, Permissions::from_mode(0o666)).expect("set");
    let output = scratch.path().join("public");
    let errand = Errand {
        output: &output,
        generation: 1,
        method: Method::Exchange,
        answer: &answer,
    };
    let mut command = Command::new(program());
    if able::is_root() {
        command.uid(ORDINARY).gid(ORDINARY);
    }
    let ran = errand
        .give_to(&mut command)
        .status()
        .is_ok_and(|status| status.success());
    if !ran {
        let why = "this program cannot be run by an ordinary user";
        able::not_run(why, able::runs_all() || !able::is_root());
    }
    ran.then(|| errand.read_answer())
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).expect("set");
}

#[test]
fn a_read_only_output_is_refused_in_plain_words() {
    let scratch = published_by_ordinary_user();
    let output = scratch.path().join("public");
    set_mode(&output, 0o555);
    let Some(answer) = publish_as_ordinary_user(&scratch) else {
        return;
    };
    assert!(answer.starts_with("error: cannot write"), "{answer}");
    assert!(
        answer.contains("check that you may write there, or choose another output folder"),
        "{answer}"
    );
    assert_eq!(read(&output, "index.html"), "generation 0\n");
    assert!(traces(&output).is_empty());
    set_mode(&output, 0o755);
}

#[test]
fn a_read_only_parent_does_not_stop_publishing() {
    let scratch = published_by_ordinary_user();
    let output = scratch.path().join("public");
    set_mode(scratch.path(), 0o555);
    // The answer is there already, or the ordinary user could not write it.
    let answer = scratch.path().join("answer");
    set_mode(scratch.path(), 0o755);
    fs::write(&answer, "").expect("written");
    set_mode(scratch.path(), 0o555);
    let answer = publish_as_ordinary_user(&scratch);
    set_mode(scratch.path(), 0o755);
    let Some(answer) = answer else { return };
    assert!(
        answer.contains("InPlace { because: ParentReadOnly }"),
        "{answer}"
    );
    assert_eq!(read(&output, "index.html"), "generation 1\n");
    assert!(traces(&output).is_empty());
}

#[test]
fn an_output_of_another_owner_is_published_to_file_by_file() {
    if !able::is_root() {
        return able::not_run("only root can give files to others", false);
    }
    let scratch = published_by_ordinary_user();
    let output = scratch.path().join("public");
    chown(&output, Some(4321), None).expect("given away");
    set_mode(&output, 0o777);
    let before = thing(&output).mode;
    let Some(answer) = publish_as_ordinary_user(&scratch) else {
        return;
    };
    assert!(
        answer.contains("InPlace { because: ForeignOwnership("),
        "{answer}"
    );
    assert_eq!(read(&output, "index.html"), "generation 1\n");
    assert_eq!(
        (
            thing(&output).mode,
            fs::metadata(&output).expect("a folder").uid()
        ),
        (before, 4321)
    );
    assert!(traces(&output).is_empty());
}

#[test]
fn a_foreign_file_that_may_not_be_linked_is_left_where_it_is() {
    if !able::is_root() {
        return able::not_run("only root can give files to others", false);
    }
    let scratch = published_by_ordinary_user();
    let output = scratch.path().join("public");
    fs::write(output.join("secret.txt"), "root's own").expect("written");
    set_mode(&output.join("secret.txt"), 0o600);
    let before = thing(&output.join("secret.txt"));
    let protected =
        fs::read_to_string("/proc/sys/fs/protected_hardlinks").is_ok_and(|text| text.trim() == "1");
    let Some(answer) = publish_as_ordinary_user(&scratch) else {
        return;
    };
    assert_eq!(
        answer.contains("InPlace { because: Unlinkable("),
        protected,
        "{answer}"
    );
    assert_eq!(thing(&output.join("secret.txt")), before);
    assert_eq!(read(&output, "index.html"), "generation 1\n");
}

#[test]
fn a_folder_that_cannot_be_read_is_left_where_it_is() {
    let scratch = published_by_ordinary_user();
    let output = scratch.path().join("public");
    fs::create_dir(output.join("closed")).expect("made");
    fs::write(output.join("closed/file"), "inside").expect("written");
    set_mode(&output.join("closed"), 0o000);
    let answer = publish_as_ordinary_user(&scratch);
    let mode = thing(&output.join("closed")).mode & 0o7777;
    set_mode(&output.join("closed"), 0o755);
    let Some(answer) = answer else { return };
    assert!(
        answer.contains("InPlace { because: Unreadable("),
        "{answer}"
    );
    assert_eq!(
        (mode, read(&output, "closed/file")),
        (0o000, "inside".to_owned())
    );
    assert_eq!(read(&output, "index.html"), "generation 1\n");
}
