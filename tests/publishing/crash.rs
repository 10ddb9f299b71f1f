//! Stopped before any one of its changes, a run leaves the old site or the new one, or what the next run makes
//! into one of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use quarterdeck::disk::{PublishError, RECORD_NAME, clean, publish, published_record};

use crate::foreign::foreign_things;
use crate::scene::{CIRCUMSTANCES, Circumstance, Foreign, Scene, Story};
use crate::support::{Pages, StopAfter, What, contents, look, read, traces, write};

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
            if path == Path::new(RECORD_NAME) {
                assert!(published_record(folder).is_some(), "half a record {when}");
                continue;
            }
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

/// A site that has something of both others, and something of its own.
fn third_site() -> Pages {
    Pages::of(&[
        ("index.html", "third home"),
        ("q1/index.html", "old q1"),
        ("q2/index.html", "third"),
        ("q3/index.html", "only third"),
        ("becomes-file/x.html", "third"),
        ("style.css", "the same"),
    ])
}

/// What is run after a run that was stopped.
fn next_runs(story: &Story) -> [Story; 3] {
    let with = |new| Story {
        old: story.old.clone(),
        has_foreign: story.has_foreign,
        new,
    };
    [
        with(story.new.clone()),
        with(Some(third_site())),
        with(None),
    ]
}

/// Stops the story before each of its changes in turn. Whatever is run next leaves what it would have left without it.
fn stop_everywhere(story: &Story, circumstance: Circumstance) {
    let outcomes = Outcomes::of(story, circumstance);
    for next in next_runs(story) {
        let expected = Outcomes::of(&next, circumstance).new;
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
            assert!(scene.run(&next, StopAfter::never()), "{when}");
            assert_eq!(
                contents(&scene.folder()),
                expected,
                "after the next run, {when}"
            );
            assert_eq!(foreign_things(&scene.folder()), foreign, "{when}");
            assert_eq!(traces(&scene.folder()), [] as [PathBuf; 0], "{when}");
            if ended {
                assert!(
                    allowed > 10,
                    "the run had more changes to make than {allowed}"
                );
                break;
            }
        }
    }
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
    for circumstance in CIRCUMSTANCES {
        stop_everywhere(&story, circumstance);
    }
}

/// The next build is a run as well, and whoever kills one may kill the next.
#[test]
fn the_next_builds_may_be_stopped_anywhere_too() {
    let story = Story {
        old: Some(site()),
        has_foreign: Foreign::OfAllSorts,
        new: Some(next_site()),
    };
    for circumstance in CIRCUMSTANCES {
        for next in next_runs(&story) {
            let expected = Outcomes::of(&next, circumstance).new;
            for allowed in (0..).step_by(8) {
                let scene = Scene::set(&story, circumstance);
                let foreign = foreign_things(&scene.folder());
                let ended = scene.run(&story, StopAfter::steps(allowed));
                let stopped = (1..).take_while(|more| !scene.run(&next, StopAfter::steps(*more)));
                let when = format!(
                    "when stopped after {allowed} changes, and {} times more ({circumstance:?})",
                    stopped.count()
                );
                assert_eq!(contents(&scene.folder()), expected, "{when}");
                assert_eq!(foreign_things(&scene.folder()), foreign, "{when}");
                assert_eq!(traces(&scene.folder()), [] as [PathBuf; 0], "{when}");
                if ended {
                    break;
                }
            }
        }
    }
}

/// What a stopped build was about to create, someone may create before the next one.
#[test]
fn a_file_that_comes_after_a_stop_is_never_overwritten() {
    let new = next_site();
    let story = Story {
        old: Some(site()),
        has_foreign: Foreign::None,
        new: Some(new.clone()),
    };
    for circumstance in CIRCUMSTANCES {
        for allowed in 0.. {
            let scene = Scene::set(&story, circumstance);
            let ended = scene.run(&story, StopAfter::steps(allowed));
            let page = scene.folder().join("q2/index.html");
            if page.exists() {
                break;
            }
            assert!(!ended);
            write(&scene.folder(), "q2/index.html", "by hand");
            for next in [&new, &third_site()] {
                let error = publish(next, &scene.output()).expect_err("it is someone's");
                assert!(matches!(error, PublishError::Foreign { .. }), "{error}");
                assert_eq!(read(&scene.folder(), "q2/index.html"), "by hand");
            }
            let without = new.clone().without("q2/index.html");
            publish(&without, &scene.output()).expect("published");
            clean(&scene.output()).expect("cleaned");
            assert_eq!(read(&scene.folder(), "q2/index.html"), "by hand");
            assert_eq!(contents(&scene.folder()).len(), 2, "nothing else is left");
        }
    }
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
            assert!(scene.run(&story, StopAfter::never()), "the next build");
            let path = Path::new("style.css");
            assert_eq!(look(&scene.folder())[path], before[path]);
        }
    }
}

/// The output may have been taken away altogether before the next run.
#[test]
fn the_next_run_does_not_need_the_output_to_be_there() {
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
            clean(&scene.output()).expect("cleaned");
            assert!(traces(&scene.folder()).is_empty());
            publish(&next_site(), &scene.output()).expect("published");
            clean(&scene.output()).expect("cleaned");
        }
    }
}
