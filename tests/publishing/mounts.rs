//! Outputs that cannot be exchanged: links, mount points, other file systems.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use quarterdeck::disk::{Method, Publisher, Reason, Replacement, publish};
use rustix::fs::{XattrFlags, setxattr};

use crate::able;
use crate::child::{Errand, generation, program};
use crate::foreign::{foreign_things, scatter};
use crate::kill::is_generation;
use crate::support::{
    Pages, StopAfter, contents, look, read, scratch, scratch_on_disk, thing, traces,
};

fn page(text: &str) -> Pages {
    Pages::of(&[("index.html", text), ("a/page.html", text)])
}

#[test]
fn a_link_stays_a_link_and_its_folder_the_same_folder() {
    let scratch = scratch();
    let (real, output) = (
        scratch.path().join("srv/site"),
        scratch.path().join("public"),
    );
    fs::create_dir_all(&real).expect("made");
    std::os::unix::fs::symlink("srv/site", &output).expect("linked");
    for text in ["one", "two"] {
        let published = publish(&page(text), &output).expect("published");
        assert_eq!(
            published.replacement,
            Replacement::InPlace {
                because: Reason::SymbolicLink
            }
        );
        assert!(output.is_symlink());
        assert_eq!(read(&real, "a/page.html"), text);
    }
    assert!(traces(&real).is_empty() && traces(&output).is_empty());
}

#[test]
fn a_folder_with_attributes_of_its_own_stays_the_same_folder() {
    let scratch = scratch_on_disk();
    let output = scratch.path().join("public");
    publish(&page("one"), &output).expect("published");
    if setxattr(&output, "user.note", b"ours", XattrFlags::empty()).is_err() {
        able::not_run("this file system has no attributes", able::runs_all());
        return;
    }
    let published = publish(&page("two"), &output).expect("published");
    let because = Reason::Attributes(output.canonicalize().expect("a folder"));
    assert_eq!(published.replacement, Replacement::InPlace { because });
    assert_eq!(read(&output, "a/page.html"), "two");
    assert!(traces(&output).is_empty());
}

#[test]
fn a_system_that_cannot_exchange_is_asked_once_and_told_of() {
    for (errno, because) in [
        (16, Reason::MountPoint),
        (18, Reason::OtherFileSystem),
        (22, Reason::NotSupported),
        (38, Reason::NotSupported),
        (95, Reason::NotSupported),
        (1, Reason::NotPermitted),
    ] {
        let scratch = scratch();
        let output = scratch.path().join("public");
        publish(&page("one"), &output).expect("published");
        scatter(&output);
        let (before, folder) = (foreign_things(&output), thing(&output));
        let observer = StopAfter::never().refusing_exchange(errno);
        let published = Publisher::new(&output)
            .observed_by(&observer)
            .publish(&page("two"))
            .expect("published");
        assert_eq!(published.replacement, Replacement::InPlace { because });
        assert_eq!(read(&output, "a/page.html"), "two");
        assert_eq!(foreign_things(&output), before);
        assert_eq!(thing(&output).mode, folder.mode);
        assert!(traces(&output).is_empty());
    }
}

#[test]
fn a_disk_that_fails_in_the_exchange_leaves_the_old_site() {
    let scratch = scratch();
    let output = scratch.path().join("public");
    publish(&page("one"), &output).expect("published");
    let before = contents(scratch.path());
    let observer = StopAfter::never().refusing_exchange(5);
    let error = Publisher::new(&output)
        .observed_by(&observer)
        .publish(&page("two"))
        .expect_err("a broken disk");
    assert!(error.to_string().starts_with("cannot exchange"), "{error}");
    assert_eq!(contents(scratch.path()), before);
}

/// Runs the errand after `script` in a space of mounts of its own, and then copies the output as it is seen there
/// to `copy` beside the answer. Answers `None` where the system gives no such space.
fn in_own_mounts(script: &str, errand: &Errand<'_>) -> Option<String> {
    let ways: [&[&str]; 2] = [&["--mount"], &["--user", "--map-root-user", "--mount"]];
    let can = |way: &&[&str]| {
        let mut trial = Command::new("unshare");
        trial
            .args(*way)
            .arg("true")
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    };
    let could_run = able::may_mount() || able::runs_all();
    let Some(way) = ways.into_iter().find(can) else {
        able::not_run("this system lets a test mount nothing", could_run);
        return None;
    };
    let (output, copy) = (
        errand.output.display(),
        errand.answer.with_file_name("copy"),
    );
    let whole = format!(
        "{script} && \"$0\" \"$@\" && cp -a {output} {}",
        copy.display()
    );
    let mut command = Command::new("unshare");
    command.args(way).args(["sh", "-c", &whole]).arg(program());
    let status = errand.give_to(&mut command).status().expect("it runs");
    status.success().then(|| errand.read_answer()).or_else(|| {
        let why = format!("this system does not let a test do this: {script}");
        able::not_run(&why, could_run);
        None
    })
}

/// Publishes generations 0 and 1 to `output`, the second after `script`.
fn publish_mounted(scratch: &Path, output: &Path, script: &str) -> Option<String> {
    publish(&generation(0), output).expect("published");
    let answer = scratch.join("answer");
    let errand = Errand {
        output,
        generation: 1,
        method: Method::Exchange,
        answer: &answer,
    };
    in_own_mounts(script, &errand)
}

#[test]
fn a_mount_point_is_published_to_file_by_file() {
    let scratch = scratch();
    let (volume, output) = (scratch.path().join("volume"), scratch.path().join("public"));
    fs::create_dir_all(&output).expect("made");
    let mount = format!("mount --bind {} {}", volume.display(), output.display());
    publish(&generation(0), &volume).expect("published");
    let errand = Errand {
        output: &output,
        generation: 1,
        method: Method::Exchange,
        answer: &scratch.path().join("answer"),
    };
    let Some(answer) = in_own_mounts(&mount, &errand) else {
        return;
    };
    assert!(
        answer.contains("InPlace { because: MountPoint }"),
        "{answer}"
    );
    assert_eq!(read(&volume, "index.html"), "generation 1\n");
    assert!(traces(&volume).is_empty() && traces(&output).is_empty());
}

#[test]
fn a_mount_point_of_another_file_system_is_published_to_by_copying() {
    let (here, there) = (scratch_on_disk(), scratch());
    let output = here.path().join("public");
    publish(&generation(0), &output).expect("published");
    let inner = output.join("always");
    let mount = format!(
        "cp -a {0}/. {1} && mount --bind {1} {0}",
        inner.display(),
        there.path().display()
    );
    let errand = Errand {
        output: &output,
        generation: 1,
        method: Method::Exchange,
        answer: &here.path().join("answer"),
    };
    let Some(answer) = in_own_mounts(&mount, &errand) else {
        return;
    };
    assert!(
        answer.contains("InPlace { because: MountInside("),
        "{answer}"
    );
    assert_eq!(read(there.path(), "deep/er/data-1.csv"), "generation 1\n");
    assert_eq!(read(there.path(), "page-0.html"), "generation 1\n");
    assert!(traces(&output).is_empty() && traces(there.path()).is_empty());
}

#[test]
fn an_output_that_is_mounted_read_only_is_refused_in_plain_words() {
    let scratch = scratch();
    let output = scratch.path().join("public");
    let script = format!(
        "mount --bind {0} {0} && mount -o remount,ro,bind {0}",
        output.display()
    );
    let Some(answer) = publish_mounted(scratch.path(), &output, &script) else {
        return;
    };
    assert!(
        answer.starts_with("error: cannot make the folder"),
        "{answer}"
    );
    assert!(
        answer.ends_with("choose an output folder that can be written to"),
        "{answer}"
    );
    assert_eq!(read(&output, "index.html"), "generation 0\n");
}

#[test]
fn a_parent_that_is_mounted_read_only_does_not_stop_publishing() {
    let scratch = scratch();
    let (parent, output) = (
        scratch.path().join("parent"),
        scratch.path().join("parent/public"),
    );
    let script = format!(
        "mount --bind {0} {0} && mount --bind {1} {1} && mount -o remount,ro,bind {0}",
        parent.display(),
        output.display()
    );
    let Some(answer) = publish_mounted(scratch.path(), &output, &script) else {
        return;
    };
    assert!(
        answer.contains("InPlace { because: MountPoint }"),
        "{answer}"
    );
    assert_eq!(read(&output, "index.html"), "generation 1\n");
}

/// As in a container whose image has the site of an earlier build, and whose own layer is above it.
#[test]
fn an_output_in_a_lower_layer_is_published_to_file_by_file() {
    let scratch = scratch_on_disk();
    let root = scratch.path();
    for folder in ["image", "layer", "work", "seen"] {
        fs::create_dir(root.join(folder)).expect("made");
    }
    publish(&generation(0), &root.join("image/public")).expect("published");
    scatter(&root.join("image/public"));
    let image = look(&root.join("image"));
    let mount = "mount -t overlay overlay seen -o lowerdir=image,upperdir=layer,workdir=work";
    // Without rights over the whole system the layer keeps its notes in another place.
    let script = format!("cd {} && ({mount},userxattr || {mount})", root.display());
    let (output, answer) = (root.join("seen/public"), root.join("answer"));
    let errand = Errand {
        output: &output,
        generation: 1,
        method: Method::Exchange,
        answer: &answer,
    };
    let Some(answer) = in_own_mounts(&script, &errand) else {
        return;
    };
    assert!(
        answer.contains("InPlace { because: OtherFileSystem }"),
        "{answer}"
    );
    assert_eq!(look(&root.join("image")), image);
    let foreign = |root: &Path| -> Vec<_> {
        foreign_things(root)
            .into_iter()
            .map(|(path, thing)| (path, thing.what, thing.mode))
            .collect()
    };
    assert_eq!(
        foreign(&root.join("copy")),
        foreign(&root.join("image/public"))
    );
    assert!(is_generation(&root.join("copy"), 1));
    assert!(traces(&root.join("copy")).is_empty());
}

#[test]
fn a_disk_that_is_full_is_told_of_and_keeps_the_old_site() {
    let scratch = scratch();
    let output = scratch.path().join("public");
    let mount = format!(
        "cp -a {0} {0}.old && mount -t tmpfs -o size=300k tmpfs {0} && cp -a {0}.old/. {0}",
        output.display()
    );
    let Some(answer) = publish_mounted(scratch.path(), &output, &mount) else {
        return;
    };
    assert!(answer.starts_with("error: cannot write"), "{answer}");
    assert!(
        answer.ends_with("make room, then run this again"),
        "{answer}"
    );
    assert_eq!(contents(&scratch.path().join("copy")), contents(&output));
}
