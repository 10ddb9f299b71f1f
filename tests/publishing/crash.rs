//! Stopped before any one of its changes, a run leaves the old site or the new one, or what the next run makes
//! into one of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use quarterdeck::disk::{clean, publish, recover};

use crate::foreign::foreign_things;
use crate::scene::{CIRCUMSTANCES, Circumstance, Foreign, Scene, Story};
use crate::support::{Pages, StopAfter, Thing, What, contents, look, traces};

/// What may be found after a crash: the one or the other.
struct Outcomes {
    old: BTreeMap<PathBuf, What>,
    new: BTreeMap<PathBuf, What>,
}

impl Outcomes {
    fn of(story: &Story, circumstance: Circumstance) -> Self {
        let scene = Scene::set(story, circumstance);
        let old = contents(&scene.folder());
        assert!(
            scene.run(story, StopAfter::never()),
            "nothing stops this run"
        );
        Self {
            old,
            new: contents(&scene.folder()),
        }
    }

    fn assert_whole(&self, folder: &Path, when: &str) {
        let found = contents(folder);
        assert!(
            found == self.old || found == self.new,
            "neither old nor new {when}: {found:#?}"
        );
    }

    /// Each file by itself is old or new, wherever a run was stopped.
    fn assert_no_half_file(&self, folder: &Path, when: &str) {
        let is_temporary = |path: &Path| {
            path.ends_with(".quarterdeck.put") || path.starts_with(".quarterdeck.work")
        };
        for (path, what) in contents(folder) {
            if is_temporary(&path) {
                continue;
            }
            let known = [&self.old, &self.new]
                .into_iter()
                .any(|site| site.get(&path) == Some(&what));
            assert!(
                known,
                "`{}` is neither old nor new {when}: {what:?}",
                path.display()
            );
        }
    }
}

fn site() -> Pages {
    Pages::of(&[
        ("index.html", "old home"),
        ("q1/index.html", "old q1"),
        ("q1/gone.html", "only old"),
        ("q0/data/gone.csv", "only old"),
        ("becomes-folder", "file"),
        ("becomes-file/x.html", "in it"),
        ("style.css", "the same"),
    ])
}

fn next_site() -> Pages {
    Pages::of(&[
        ("index.html", "new home"),
        ("q1/index.html", "new q1"),
        ("q2/index.html", "only new"),
        ("becomes-folder/x.html", "in it"),
        ("becomes-file", "file"),
        ("style.css", "the same"),
    ])
}

/// Stops the story before each of its changes in turn.
fn stop_everywhere(story: &Story, circumstance: Circumstance) {
    let outcomes = Outcomes::of(story, circumstance);
    for allowed in 0.. {
        let scene = Scene::set(story, circumstance);
        let foreign = foreign_things(&scene.folder());
        let ended = scene.run(story, StopAfter::steps(allowed));
        let when = format!("when stopped after {allowed} changes ({circumstance:?})");

        assert_eq!(foreign_things(&scene.folder()), foreign, "{when}");
        outcomes.assert_no_half_file(&scene.folder(), &when);
        if circumstance == Circumstance::Plain && story.new.is_some() {
            outcomes.assert_whole(&scene.folder(), &when);
        }
        assert!(scene.recover(StopAfter::never()), "{when}");
        outcomes.assert_whole(&scene.folder(), &format!("after recovery, {when}"));
        assert_recovered(&scene, story, &foreign, &when);
        if ended {
            assert!(
                allowed > 10,
                "the run had more changes to make than {allowed}"
            );
            return;
        }
    }
}

/// Nothing is left over, nothing foreign was touched, and the next build is as good as any.
fn assert_recovered(scene: &Scene, story: &Story, foreign: &BTreeMap<PathBuf, Thing>, when: &str) {
    assert!(
        traces(&scene.folder()).is_empty(),
        "{:?} {when}",
        traces(&scene.folder())
    );
    assert_eq!(recover(&scene.output()).expect("recovered"), None, "{when}");
    assert_eq!(&foreign_things(&scene.folder()), foreign, "{when}");
    let Some(new) = &story.new else { return };
    publish(new, &scene.output()).expect("the next build");
    for (path, bytes) in &new.0 {
        let found = fs::read(scene.folder().join(path.as_str())).expect("published");
        assert_eq!(&found, bytes, "{path} {when}");
    }
    assert_eq!(&foreign_things(&scene.folder()), foreign, "{when}");
}

#[test]
fn a_first_build_may_be_stopped_anywhere() {
    let story = Story {
        old: None,
        has_foreign: Foreign::None,
        new: Some(site()),
    };
    for circumstance in [Circumstance::Plain, Circumstance::Link] {
        stop_everywhere(&story, circumstance);
    }
}

#[test]
fn a_first_build_among_foreign_files_may_be_stopped_anywhere() {
    let story = Story {
        old: None,
        has_foreign: Foreign::OfAllSorts,
        new: Some(site()),
    };
    for circumstance in CIRCUMSTANCES {
        stop_everywhere(&story, circumstance);
    }
}

#[test]
fn a_rebuild_may_be_stopped_anywhere() {
    let new = site()
        .with("index.html", "new home")
        .with("style.css", "new")
        .with("q2/index.html", "only new");
    let story = Story {
        old: Some(site()),
        has_foreign: Foreign::None,
        new: Some(new),
    };
    for circumstance in CIRCUMSTANCES {
        stop_everywhere(&story, circumstance);
    }
}

#[test]
fn a_rebuild_with_removals_among_foreign_files_may_be_stopped_anywhere() {
    let story = Story {
        old: Some(site()),
        has_foreign: Foreign::OfAllSorts,
        new: Some(next_site()),
    };
    for circumstance in CIRCUMSTANCES {
        stop_everywhere(&story, circumstance);
    }
}

#[test]
fn cleaning_may_be_stopped_anywhere() {
    let story = Story {
        old: Some(site()),
        has_foreign: Foreign::OfAllSorts,
        new: None,
    };
    stop_everywhere(&story, Circumstance::Plain);
}

/// A recovery is a run as well, and whoever kills one may kill the next.
#[test]
fn a_recovery_may_be_stopped_anywhere_and_another_one_too() {
    let story = Story {
        old: Some(site()),
        has_foreign: Foreign::None,
        new: Some(next_site()),
    };
    for circumstance in CIRCUMSTANCES {
        let outcomes = Outcomes::of(&story, circumstance);
        for allowed in (0..).step_by(5) {
            if stop_recovery_everywhere(&story, circumstance, allowed, &outcomes) {
                break;
            }
        }
    }
}

/// Answers whether the run itself came to its end.
fn stop_recovery_everywhere(
    story: &Story,
    circumstance: Circumstance,
    allowed: usize,
    outcomes: &Outcomes,
) -> bool {
    let scene = Scene::set(story, circumstance);
    let ended = scene.run(story, StopAfter::steps(allowed));
    for more in 1.. {
        let when = format!(
            "when stopped after {allowed} changes and each recovery before ({circumstance:?})"
        );
        let recovered = scene.recover(StopAfter::steps(more));
        outcomes.assert_no_half_file(&scene.folder(), &when);
        if recovered {
            outcomes.assert_whole(&scene.folder(), &when);
            assert!(
                traces(&scene.folder()).is_empty(),
                "{:?}",
                traces(&scene.folder())
            );
            return ended;
        }
    }
    ended
}

/// With the exchange, an unchanged file is the same file throughout, whatever happens.
#[test]
fn an_unchanged_file_stays_the_same_file_through_any_stop() {
    let story = Story {
        old: Some(site()),
        has_foreign: Foreign::None,
        new: Some(next_site()),
    };
    for circumstance in CIRCUMSTANCES {
        for allowed in (0..90).step_by(3) {
            let scene = Scene::set(&story, circumstance);
            let before = look(&scene.folder());
            scene.run(&story, StopAfter::steps(allowed));
            recover(&scene.output()).expect("recovered");
            let path = Path::new("style.css");
            assert_eq!(look(&scene.folder())[path], before[path]);
        }
    }
}

/// The output may have been taken away altogether before anyone recovers it.
#[test]
fn a_recovery_does_not_need_the_output_to_be_there() {
    let story = Story {
        old: Some(site()),
        has_foreign: Foreign::None,
        new: Some(next_site()),
    };
    for circumstance in [
        Circumstance::Plain,
        Circumstance::FileByFile,
        Circumstance::Refused,
    ] {
        for allowed in (0..90).step_by(3) {
            let scene = Scene::set(&story, circumstance);
            scene.run(&story, StopAfter::steps(allowed));
            fs::remove_dir_all(scene.folder()).expect("removed");
            recover(&scene.output()).expect("recovered");
            assert!(traces(&scene.folder()).is_empty());
            publish(&next_site(), &scene.output()).expect("published");
            clean(&scene.output()).expect("cleaned");
        }
    }
}
